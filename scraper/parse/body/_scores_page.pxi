"""Part of `_body_scores.pyx`: what the plain numbers of a page are, and its tags and kinds of boilerplate as such."""

cdef class _Memory:
    """Arrays of zeros that live as long as their owner."""

    cdef void* arrays[48]
    cdef int count

    def __dealloc__(self):
        cdef int place
        for place in range(self.count):
            free(self.arrays[place])

    cdef void* take(self, Py_ssize_t count, Py_ssize_t size) except NULL:
        cdef void* array
        if self.count == 48:
            raise MemoryError
        # One more than asked for: an array of none is no error.
        array = calloc(count + 1, size)
        if array == NULL:
            raise MemoryError
        self.arrays[self.count] = array
        self.count += 1
        return array


cdef enum:
    IS_CONTAINER = 1
    IS_ASIDE = 2
    IS_FORM = 4
    IS_TEXT = 8
    IS_SUBHEADING = 16
    IS_PARAGRAPH = 32
    IS_BODY = 64
    IS_HEADING = 128
    TAGS = 128
    NO_KIND = -1
    UNKNOWN = -2


cdef struct _Tag:
    int sets, code, kind


cdef dict _SETS = {
    IS_CONTAINER: kinds._CONTAINERS, IS_ASIDE: containers._ASIDE_TAGS, IS_FORM: features._FORM_TAGS,
    IS_TEXT: TEXT_TAGS, IS_SUBHEADING: features._SUBHEADINGS, IS_PARAGRAPH: features._PARAGRAPHS,
    IS_BODY: rules._BODY_TAGS, IS_HEADING: HEADINGS,
}

cdef enum:
    KINDS = 2048

cdef list _KINDS = []
cdef int[KINDS] _CODES
cdef bint[KINDS] _IS_NAVIGATION, _IS_COMMENTS


cdef int _known_kind(tuple kind) except -1:
    """Return the number by which a kind is known here."""
    cdef int number = len(_KINDS)
    if number == KINDS:
        raise ValueError("more kinds than there is room for")
    _KINDS.append(kind)
    _CODES[number] = features._kind_code(*kind)
    _IS_NAVIGATION[number], _IS_COMMENTS[number] = kind[0] is Role.NAVIGATION, kind[0] is Role.COMMENTS
    return number


cdef int _POINTER = _known_kind(kinds.POINTER)
cdef int _STORY = _known_kind(kinds._STORY)
cdef int _SECTION = _known_kind(kinds._SECTION)
cdef int _OTHER = _known_kind(kinds._OTHER)
cdef int _COPYRIGHT = _known_kind(kinds._COPYRIGHT)
cdef int _IMPRINT = _known_kind(kinds._IMPRINT)
cdef dict _TEXT_KINDS = {text: _known_kind(kind) for text, kind in kinds._KNOWN_TEXTS.items()}
cdef dict _TOKEN_KINDS = {token: _known_kind(kind) for token, kind in kinds._TOKEN_KINDS.items()}
cdef dict _TAG_KINDS = {tag: _known_kind(kind) for tag, kind in kinds._TAG_KINDS.items()}

cdef _Tag[TAGS] _TAGS
# By name, the place in `_TAGS`: the first is any other tag.
_all_tags = sorted({*features._TAGS, *_TAG_KINDS}.union(*_SETS.values()))
cdef dict _TAG_PLACES = {tag: place for place, tag in enumerate(_all_tags, 1)}
assert len(_TAG_PLACES) < TAGS
_TAGS[0].code, _TAGS[0].kind = features._OTHER_TAG, NO_KIND
for _tag, _place in _TAG_PLACES.items():
    _TAGS[_place].sets = sum(bit for bit, tags in _SETS.items() if _tag in tags)
    _TAGS[_place].code = features._TAGS.get(_tag, features._OTHER_TAG)
    _TAGS[_place].kind = _TAG_KINDS.get(_tag, NO_KIND)


cdef struct _Element:
    Py_ssize_t parent, depth
    int tag
    bint is_hidden


cdef struct _Block:
    Py_ssize_t number, size, element, links
    # A place in `_TAGS`; of other tags, a number of its own from `TAGS` on.
    int tag


cdef inline object _item(object values, Py_ssize_t place):
    return <object>PyTuple_GET_ITEM(values, place)


cdef inline _Tag* _tag_of(int place) noexcept:
    return &_TAGS[place if place < TAGS else 0]
