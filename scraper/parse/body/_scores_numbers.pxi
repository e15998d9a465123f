"""Part of `_scores.pyx`: the constants of `features.py`, how a text ends, and the places of a row's numbers."""

cdef double _MASS_LIMIT = features._MASS_LIMIT, _CONTAINER_MINIMUM = features._CONTAINER_MINIMUM
cdef double _PARAGRAPH_SIZE = features._PARAGRAPH_SIZE, _PARAGRAPH_LINKS = features._PARAGRAPH_LINKS
cdef Py_ssize_t _PARAGRAPH_UP = features._PARAGRAPH_UP, _NEAR = features._NEAR
cdef double _FAR = features._FAR, _LONG_AGO = features._LONG_AGO, _NEVER = features._NEVER
cdef Py_ssize_t _SKIP_UP = features._SKIP_UP
cdef double _SKIP_SIZE = features._SKIP_SIZE, _SKIP_LINKS = features._SKIP_LINKS
cdef double _NO_TAG = features._NO_TAG
cdef str _SENTENCE_ENDS = "".join(endings._SENTENCE_ENDS), _CLOSERS = "".join(endings._CLOSERS)
cdef str _LABEL_ENDS = "".join(endings._LABEL_ENDS)
cdef int _SENTENCE = endings.SENTENCE
cdef int _FIRST_HEADING = features._TAGS["h2"], _LAST_HEADING = features._TAGS["h6"]
cdef int _ITEM_TAG = features._TAGS["li"], _PARAGRAPH_TAG = features._TAGS["p"], _CELL_TAG = features._TAGS["td"]
cdef int _BOX_TAG = features._TAGS["div"], _PAGE_TAG = features._TAGS["body"]
cdef int _COMMENTS_KIND = features._KINDS[Role.COMMENTS]
cdef bint[16] _IS_NAMED
_IS_NAMED[:] = [code in features._NAMED_KINDS for code in range(16)]
assert all(0 <= _CODES[_place] < 16 for _place in range(len(_KINDS)))


cdef double _ending(str text) noexcept:
    """`endings.ending`."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 last = PyUnicode_READ(kind, data, size - 1), before
    if last < 128 and last.isalnum():
        return 1
    if size > 1 and last in _CLOSERS:
        before = PyUnicode_READ(kind, data, size - 2)
        if before in _SENTENCE_ENDS:
            return _SENTENCE
    if last in _SENTENCE_ENDS:
        return _SENTENCE
    if last in _LABEL_ENDS:
        return 2
    return last.isalnum()


cdef struct _Signature:
    Py_ssize_t tag, name, depth
    double mass, inner
    Py_ssize_t count
    bint is_inner


# Places in `features.NAMES`.
cdef enum:
    SIZE, LINK_SHARE, ENDING, REPEATS, MARK, FROM_HEADLINE, PLACE
    TAG, BEFORE_TAG, AFTER_TAG, BEFORE_SIZE, AFTER_SIZE, AFTER_LINKS, AFTER_UP, NEAR_DENSITY
    INSIDE_BEFORE, INSIDE_AFTER, TO_PARAGRAPH, FROM_HEADING
    UP, DOWN, ELEMENT_DEPTH, SCORE_SHARE, IN_FORM, ELEMENT_SIZE, ELEMENT_LINKS
    PARENT_SIZE, PARENT_LINKS, OUTER_SIZE, OUTER_LINKS
    SIGNATURE_SHARE, SIGNATURE_COUNT, SIGNATURE_INSIDE, CONTAINER_SHARE, CONTAINER_COUNT
    KIND, FROM_BOILERPLATE
    PAGE_MASS, PAGE_ROWS, PAGE_SCALE, PAGE_DECLARED, PAGE_LINKS, PAGE_INSIDE, PAGE_INSIDE_MEAN
    PAGE_HEADINGS, PAGE_ITEMS, PAGE_PARAGRAPHS, PAGE_CELLS, PAGE_BOXES, PAGE_COMMENTS, PAGE_SENTENCES
    TEXT_UP, SIDE_UP, ARTICLE_UP, NEAR_LINKS, TITLE_OWN, TITLE_AROUND, FROM_DESCRIBED
