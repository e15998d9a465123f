# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""`furniture.FurnitureKinds`, `containers.py`, `body_rules.py`, `features.py` and `body_model.py` once more, compiled.

The same numbers to the last bit: sums are made in the same order, of the same numbers. All of it works on arrays of
plain numbers; what needs Python is asked of the plain modules. Being part of them all, it takes their constants from
them, private ones too. Names are theirs, so that the two can be read side by side; `tests/test_compiled_body.py` holds
them to the same answers.
"""

from cpython.object cimport PyObject
from cpython.tuple cimport PyTuple_Check, PyTuple_GET_ITEM, PyTuple_GET_SIZE
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ
from libc.math cimport INFINITY
from libc.stdlib cimport calloc, free

from scraper.model import Role
from scraper.page.tags import HEADINGS
from scraper.parse import body_rules, containers, features, furniture
from scraper.parse.body_trees import GROUPS
from scraper.parse.containers import TEXT_TAGS
from scraper.parse.features import NAMES
from scraper.parse.furniture_words import IMPRINT_SIGNS
from scraper.parse.notices_words import COPYRIGHT, COPYRIGHT_SIGNS

cdef extern from *:
    """
    #ifndef SCRAPER_SOURCE
    #define SCRAPER_SOURCE ""
    #endif
    """
    const char* SCRAPER_SOURCE

# What it was made from, for `scraper/compiled.py`.
SOURCE = SCRAPER_SOURCE.decode()


cdef class _Memory:
    """Arrays of zeros that live as long as their owner."""

    cdef void* arrays[32]
    cdef int count

    def __dealloc__(self):
        cdef int place
        for place in range(self.count):
            free(self.arrays[place])

    cdef void* take(self, Py_ssize_t count, Py_ssize_t size) except NULL:
        cdef void* array
        if self.count == 32:
            raise MemoryError
        # One more than asked for: an array of none is no error.
        array = calloc(count + 1, size)
        if array == NULL:
            raise MemoryError
        self.arrays[self.count] = array
        self.count += 1
        return array


# ---------------------------------------------------------------- tags

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
    IS_CONTAINER: furniture._CONTAINERS, IS_ASIDE: containers._ASIDE_TAGS, IS_FORM: features._FORM_TAGS,
    IS_TEXT: TEXT_TAGS, IS_SUBHEADING: features._SUBHEADINGS, IS_PARAGRAPH: features._PARAGRAPHS,
    IS_BODY: body_rules._BODY_TAGS, IS_HEADING: HEADINGS,
}

# ---------------------------------------------------------------- kinds of furniture

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


cdef int _POINTER = _known_kind(furniture.POINTER)
cdef int _STORY = _known_kind(furniture._STORY)
cdef int _SECTION = _known_kind(furniture._SECTION)
cdef int _OTHER = _known_kind(furniture._OTHER)
cdef int _COPYRIGHT = _known_kind(furniture._COPYRIGHT)
cdef int _IMPRINT = _known_kind(furniture._IMPRINT)
cdef dict _TEXT_KINDS = {text: _known_kind(kind) for text, kind in furniture._KNOWN_TEXTS.items()}
cdef dict _TOKEN_KINDS = {token: _known_kind(kind) for token, kind in furniture._TOKEN_KINDS.items()}
cdef dict _TAG_KINDS = {tag: _known_kind(kind) for tag, kind in furniture._TAG_KINDS.items()}

# The texts of buttons by open addressing: the place in `_BUTTONS`, counted from 1.
cdef enum:
    BUTTON = 40
    BUTTON_SLOTS = 4096

assert furniture._LONGEST_BUTTON == BUTTON
cdef list _BUTTONS = [text for text in _TEXT_KINDS if len(text) <= BUTTON]
cdef short[BUTTON_SLOTS] _BUTTON_TEXTS
assert len(_BUTTONS) < BUTTON_SLOTS / 2

# The lengths of the names that say something, a bit each, by their first letters.
assert all(len(token) < 32 and token.isascii() and token.isalpha() and token.islower() for token in _TOKEN_KINDS)
cdef unsigned int[26] _TOKEN_LENGTHS
for _token in _TOKEN_KINDS:
    _TOKEN_LENGTHS[ord(_token[0]) - 97] |= 1 << len(_token)

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

cdef str _EDGES = furniture._EDGES
cdef Py_ssize_t _LONGEST_BUTTON = furniture._LONGEST_BUTTON, _PARAGRAPH = furniture._PARAGRAPH
cdef Py_ssize_t _HEADLINE_LENGTH = furniture._HEADLINE_LENGTH
cdef double _LINK_SHARE = furniture._LINK_SHARE
cdef Py_ssize_t _LONGEST_NOTICE = furniture._LONGEST_NOTICE
cdef str _SIGNS = furniture._SIGNS
_points_elsewhere, _is_copyright = furniture._points_elsewhere, COPYRIGHT.search

# By the lowest byte of a character, whether it may be one of these.
cdef enum:
    IS_EDGE = 1
    IS_SIGN = 2

cdef unsigned char[256] _MAY_BE
for _character in _EDGES:
    _MAY_BE[ord(_character) & 255] |= IS_EDGE
for _character in _SIGNS:
    _MAY_BE[ord(_character) & 255] |= IS_SIGN


cdef inline bint _is_one(Py_UCS4 c, int bit, str characters) noexcept:
    """Return whether a character is one of those."""
    return _MAY_BE[<unsigned int>c & 255] & bit and c in characters


# Copyright lines have a sign of the first, imprints one of the others; by the lowest byte of what they begin with, the
# place of the first such sign, counted from 1, and by each sign's place that of the next.
cdef list _NOTICE_SIGNS = [*COPYRIGHT_SIGNS, *IMPRINT_SIGNS]
cdef Py_ssize_t _COPYRIGHT_SIGNS = len(COPYRIGHT_SIGNS)
cdef unsigned char[256] _FIRST_SIGNS, _NEXT_SIGNS
# By their first two characters, whether any sign may begin so: hardly any letter of a text must be looked at closer.
cdef bint[1024] _SIGN_PAIRS
cdef bint[256] _IS_WHOLE_SIGN
assert len(_NOTICE_SIGNS) < 256
for _place, _sign in enumerate(_NOTICE_SIGNS):
    _NEXT_SIGNS[_place] = _FIRST_SIGNS[ord(_sign[0]) & 255]
    _FIRST_SIGNS[ord(_sign[0]) & 255] = _place + 1
    if len(_sign) > 1:
        _SIGN_PAIRS[(ord(_sign[0]) * 31 + ord(_sign[1])) & 1023] = True
    else:
        _IS_WHOLE_SIGN[ord(_sign) & 255] = True


cdef struct _Element:
    Py_ssize_t parent, depth
    int tag
    bint is_hidden


cdef struct _Block:
    Py_ssize_t number, size, element, links
    # In the order in which the page's tags come.
    int tag


cdef inline object _item(object values, Py_ssize_t place):
    return <object>PyTuple_GET_ITEM(values, place)


cdef inline _Tag* _tag_of(int place) noexcept:
    return &_TAGS[place if place < TAGS else 0]


cdef bint _is_separator(Py_UCS4 c) noexcept:
    return c == u"-" or c == u"_" or c == u" " or 9 <= c <= 13 or 28 <= c <= 31


cdef class FurnitureKinds:
    """`furniture.FurnitureKinds`, with the page's elements and blocks as plain numbers."""

    cdef _Memory memory
    cdef object page
    cdef tuple page_blocks, page_elements
    cdef Py_ssize_t element_count, block_count
    cdef _Element* elements
    cdef _Block* blocks
    # The numbers of the kinds: of the blocks, and what holds the elements.
    cdef short* kinds
    cdef short* holders
    cdef dict names, tags

    def __init__(self, page):
        self.page, self.memory, self.names, self.tags = page, _Memory(), {"": NO_KIND}, {}
        self.page_blocks, self.page_elements = tuple(page.blocks), tuple(page.elements)
        self.read_elements()
        self.read_blocks()

    cdef int read_elements(self) except -1:
        cdef Py_ssize_t place, count = len(self.page_elements)
        cdef _Element* one
        self.elements = <_Element*>self.memory.take(count, sizeof(_Element))
        self.holders = <short*>self.memory.take(count, sizeof(short))
        self.element_count = count
        for place in range(count):
            element = self.page_elements[place]
            if not PyTuple_Check(element) or PyTuple_GET_SIZE(element) != 5:
                raise TypeError("no element")
            one = &self.elements[place]
            one.parent, one.depth = _item(element, 0), _item(element, 2)
            if not -1 <= one.parent < place:
                raise ValueError("an element before the one around it")
            one.tag = self.tag(_item(element, 1))
            one.is_hidden = bool(_item(element, 4))
            self.holders[place] = UNKNOWN
        return 0

    cdef int read_blocks(self) except -1:
        cdef Py_ssize_t place, count = len(self.page_blocks)
        cdef _Block* one
        self.blocks = <_Block*>self.memory.take(count, sizeof(_Block))
        self.kinds = <short*>self.memory.take(count, sizeof(short))
        self.block_count = count
        for place in range(count):
            block = self.page_blocks[place]
            if not PyTuple_Check(block) or PyTuple_GET_SIZE(block) != 6 or not isinstance(_item(block, 1), str):
                raise TypeError("no block")
            one = &self.blocks[place]
            one.number, one.size, one.element = _item(block, 0), PyUnicode_GET_LENGTH(_item(block, 1)), _item(block, 3)
            if one.number != place or not one.size or not 0 <= one.element < self.element_count:
                raise ValueError("a block without text or element, or out of its place")
            one.links = _item(block, 4)
            one.tag = self.tag(_item(block, 2))
            self.kinds[place] = UNKNOWN
        return 0

    cdef int tag(self, object name) except -1:
        """Return the number of a tag: its place in `_TAGS`, or more, if it is none of those."""
        found = _TAG_PLACES.get(name)
        if found is None:
            found = self.tags.setdefault(name, TAGS + <Py_ssize_t>len(self.tags))
        return found

    def of(self, numbers):
        """Return the kind and the reason of each of the blocks `numbers`; linear in the page."""
        return {number: _KINDS[self.kind(number)] for number in numbers}

    def around(self, Py_ssize_t element):
        """Return what kind of furniture the nearest element around that names one says that it holds."""
        cdef int kind
        if not -1 <= element < self.element_count:
            raise IndexError(element)
        kind = self.holder(element)
        return _KINDS[kind][0] if kind >= 0 else None

    cdef int kind(self, Py_ssize_t number) except -1:
        """Return the number of a block's kind."""
        if not 0 <= number < self.block_count:
            raise IndexError(number)
        if self.kinds[number] < 0:
            self.kinds[number] = self.find(number)
        return self.kinds[number]

    cdef int find(self, Py_ssize_t number) except -1:
        cdef _Block* block = &self.blocks[number]
        cdef int kind = NO_KIND
        cdef str text = _item(self.page_blocks[number], 1)
        if block.size <= _LONGEST_BUTTON:
            kind = _button(text)
        elif block.size <= _LONGEST_NOTICE:
            kind = _notice(text)
        if kind < 0 and block.links * 2 > block.size and _has_sign(text) and _points_elsewhere(text):
            kind = _POINTER
        if kind < 0:
            kind = self.holder(block.element)
            if kind >= 0 and _IS_NAVIGATION[kind] and block.size >= _PARAGRAPH and block.links * 2 < block.size:
                kind = NO_KIND
        if kind < 0 and block.links >= _LINK_SHARE * block.size:
            kind = _STORY if block.size >= _HEADLINE_LENGTH else _SECTION
        return kind if kind >= 0 else _OTHER

    cdef int holder(self, Py_ssize_t number) except -2:
        """Return the kind that the nearest named container around says, the element itself included; -1 if none."""
        cdef Py_ssize_t place = number
        cdef int known = NO_KIND
        cdef _Tag* tag
        while place >= 0 and self.holders[place] == UNKNOWN:
            tag = _tag_of(self.elements[place].tag)
            if tag.sets & IS_CONTAINER:
                known = self.named(place)
                if known < 0:
                    known = tag.kind
                if known >= 0:
                    self.holders[place] = known
                    break
            place = self.elements[place].parent
        if place >= 0:
            known = self.holders[place]
        while number != place:
            self.holders[number] = known
            number = self.elements[number].parent
        return known

    cdef int named(self, Py_ssize_t number) except -2:
        attributes = _item(self.page_elements[number], 3)
        name = attributes.get("class") or attributes.get("id") or ""
        known = self.names.get(name)
        if known is None:
            known = self.names[name] = _name_kind(name)
        return known


cdef inline unsigned int _slot_of(const Py_UCS4* text, Py_ssize_t size) noexcept:
    cdef unsigned int hashed = 2166136261U
    cdef Py_ssize_t place
    for place in range(size):
        hashed = (hashed ^ <unsigned int>text[place]) * 16777619U
    return hashed & (BUTTON_SLOTS - 1)


cdef inline bint _has_no_case(Py_UCS4 c) noexcept:
    """Return whether a character is punctuation, Kana, Han or Hangul."""
    return 0x2000 <= c < 0x2070 or 0x3000 <= c < 0x3100 or 0x4E00 <= c < 0xA000 or 0xAC00 <= c < 0xD7A4


cdef int _button(str text) except -2:
    """`furniture.button_kind` of a text of a button's length."""
    cdef Py_UCS4 folded[BUTTON]
    cdef Py_ssize_t place, size = 0, first = 0
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 c
    cdef unsigned int slot
    cdef str known
    for place in range(PyUnicode_GET_LENGTH(text)):
        c = PyUnicode_READ(kind, data, place)
        if u"A" <= c <= u"Z":
            c = <unsigned int>c + 32
        elif c >= 0x80 and not _has_no_case(c):
            return _TEXT_KINDS.get(text.casefold().strip(_EDGES), NO_KIND)
        folded[place] = c
        if not _is_one(c, IS_EDGE, _EDGES):
            size = place + 1
        elif size == 0:
            first = place + 1
    if size <= first:
        return NO_KIND
    slot = _slot_of(folded + first, size - first)
    while _BUTTON_TEXTS[slot]:
        known = <str>_BUTTONS[_BUTTON_TEXTS[slot] - 1]
        if PyUnicode_GET_LENGTH(known) == size - first and _equals(known, folded + first):
            return _TEXT_KINDS[known]
        slot = (slot + 1) & (BUTTON_SLOTS - 1)
    return NO_KIND


cdef bint _equals(str text, const Py_UCS4* other) noexcept:
    cdef Py_ssize_t place
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    for place in range(PyUnicode_GET_LENGTH(text)):
        if PyUnicode_READ(kind, data, place) != other[place]:
            return False
    return True


cdef int _file_buttons() except -1:
    cdef Py_UCS4 text[BUTTON]
    cdef Py_ssize_t place
    cdef unsigned int slot
    cdef str known
    for number, known in enumerate(_BUTTONS, 1):
        for place in range(PyUnicode_GET_LENGTH(known)):
            text[place] = known[place]
        slot = _slot_of(text, PyUnicode_GET_LENGTH(known))
        while _BUTTON_TEXTS[slot]:
            slot = (slot + 1) & (BUTTON_SLOTS - 1)
        _BUTTON_TEXTS[slot] = number
    return 0


_file_buttons()


cdef bint _has_sign(str text) noexcept:
    """Return whether any of the signs is in a text that stand behind what announces another story."""
    cdef Py_ssize_t place
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    for place in range(PyUnicode_GET_LENGTH(text)):
        if _is_one(PyUnicode_READ(kind, data, place), IS_SIGN, _SIGNS):
            return True
    return False


cdef bint _stands_at(str sign, str text, Py_ssize_t start) noexcept:
    cdef Py_ssize_t place, size = PyUnicode_GET_LENGTH(sign)
    cdef int kind = PyUnicode_KIND(text), sign_kind = PyUnicode_KIND(sign)
    cdef void* data = PyUnicode_DATA(text)
    cdef void* sign_data = PyUnicode_DATA(sign)
    if start + size > PyUnicode_GET_LENGTH(text):
        return False
    for place in range(size):
        if PyUnicode_READ(kind, data, start + place) != PyUnicode_READ(sign_kind, sign_data, place):
            return False
    return True


cdef int _notice(str text) except -2:
    """`furniture._Notices.kind`, by one look at the text for all signs."""
    cdef Py_ssize_t place, size = PyUnicode_GET_LENGTH(text)
    cdef int kind = PyUnicode_KIND(text), sign
    cdef void* data = PyUnicode_DATA(text)
    cdef bint is_copyright = False, is_imprint = False
    cdef unsigned int c, following
    for place in range(size):
        c = PyUnicode_READ(kind, data, place)
        sign = _FIRST_SIGNS[c & 255]
        if not sign:
            continue
        following = PyUnicode_READ(kind, data, place + 1) if place + 1 < size else 0
        if not (_SIGN_PAIRS[(c * 31 + following) & 1023] or _IS_WHOLE_SIGN[c & 255]):
            continue
        while sign:
            if _stands_at(_NOTICE_SIGNS[sign - 1], text, place):
                if sign <= _COPYRIGHT_SIGNS:
                    is_copyright = True
                else:
                    is_imprint = True
            sign = _NEXT_SIGNS[sign - 1]
    if is_copyright and _is_copyright(text):
        return _COPYRIGHT
    return _IMPRINT if is_imprint else NO_KIND


cdef int _name_kind(str name) except -2:
    """Return the kind that the first of a name's tokens tells that tells any; -1 if none."""
    cdef Py_ssize_t place = 0, start, size = PyUnicode_GET_LENGTH(name)
    cdef int kind = PyUnicode_KIND(name)
    cdef void* data = PyUnicode_DATA(name)
    cdef unsigned int c
    if not name.isascii():
        for token in name.lower().replace("-", " ").replace("_", " ").split():
            if token in _TOKEN_KINDS:
                return _TOKEN_KINDS[token]
        return NO_KIND
    while place < size:
        start = place
        while place < size and not _is_separator(PyUnicode_READ(kind, data, place)):
            place += 1
        if 0 < place - start < 32:
            c = <unsigned int>PyUnicode_READ(kind, data, start) | 32
            if 97 <= c <= 122 and _TOKEN_LENGTHS[c - 97] >> (place - start) & 1:
                known = _TOKEN_KINDS.get(name[start:place].lower())
                if known is not None:
                    return known
        place += 1
    return NO_KIND


# ---------------------------------------------------------------- the trees

cdef enum:
    DEPTH = 5
    SPLITS = 31
    LEAVES = 32
    COLUMNS = 37
    TREES = 512

assert len(NAMES) == COLUMNS


cdef struct _Tree:
    # The splits from the root down, the two below `n` at 2 n + 1 and 2 n + 2, and the leaves from left to right.
    double bounds[SPLITS]
    double leaves[LEAVES]
    unsigned char columns[SPLITS]


cdef struct _Group:
    int end
    double low, high


cdef _Tree[TREES] _TREES
cdef _Group[TREES] _GROUPS
cdef int _GROUP_COUNT = 0


cdef int _plant(_Tree* tree, object node, int place) except -1:
    """Write a tree's node and those below it."""
    if not isinstance(node, tuple):
        _repeat(tree, node, place)
        return 0
    column, bound, left, right = node
    if place >= SPLITS:
        raise ValueError("a tree that is too deep")
    if not 0 <= column < COLUMNS:
        raise ValueError("a column that is none")
    tree.columns[place], tree.bounds[place] = column, bound
    _plant(tree, left, 2 * place + 1)
    _plant(tree, right, 2 * place + 2)
    return 0


cdef void _repeat(_Tree* tree, double leaf, int place) noexcept:
    """Write a leaf at all places below it: every way is as long as the longest."""
    if place >= SPLITS:
        tree.leaves[place - SPLITS] = leaf
        return
    _repeat(tree, leaf, 2 * place + 1)
    _repeat(tree, leaf, 2 * place + 2)


cdef int _plant_all() except -1:
    global _GROUP_COUNT
    cdef int count = 0
    if sum(len(trees) for trees, _ in GROUPS) > TREES:
        raise ValueError("more trees than there is room for")
    for trees, bounds in GROUPS:
        for tree in trees:
            _plant(&_TREES[count], tree, 0)
            count += 1
        _GROUPS[_GROUP_COUNT].end = count
        _GROUPS[_GROUP_COUNT].low = -INFINITY if bounds is None else bounds[0]
        _GROUPS[_GROUP_COUNT].high = INFINITY if bounds is None else bounds[1]
        _GROUP_COUNT += 1
    return 0


_plant_all()


cdef double _body_score(const double* x) noexcept nogil:
    """`body_model.body_score`. There are no branches inside a tree, so that the processor works on several at once."""
    cdef double score = 0.0, s
    cdef int group, number = 0, place, level
    cdef _Tree* tree
    for group in range(_GROUP_COUNT):
        s = 0.0
        while number < _GROUPS[group].end:
            tree = &_TREES[number]
            place = 0
            for level in range(DEPTH):
                place = 2 * place + 2 - (x[tree.columns[place]] <= tree.bounds[place])
            s += tree.leaves[place - SPLITS]
            number += 1
        score += s
        if score < _GROUPS[group].low or score > _GROUPS[group].high:
            break
    return score


# ---------------------------------------------------------------- the body

cdef double _BLOCK_MINIMUM = containers._BLOCK_MINIMUM, _BLOCK_MAXIMUM = containers._BLOCK_MAXIMUM
cdef double _LINK_MAXIMUM = containers._LINK_MAXIMUM, _COMMENT_SHARE = containers._COMMENT_SHARE
cdef double _ASIDE_SHARE = containers._ASIDE_SHARE, _BARE_SHARE = containers._BARE_SHARE
cdef double _DENSE_BYTES = containers._DENSE_BYTES, _DENSE_SCALE = containers._DENSE_SCALE
cdef double[4] _SHARES = containers._SHARES
cdef double _RULE_LINKS = body_rules._LINK_SHARE, _BARE_MINIMUM = body_rules._BARE_MINIMUM
cdef double _MASS_LIMIT = features._MASS_LIMIT, _CONTAINER_MINIMUM = features._CONTAINER_MINIMUM
cdef double _PARAGRAPH_SIZE = features._PARAGRAPH_SIZE, _PARAGRAPH_LINKS = features._PARAGRAPH_LINKS
cdef Py_ssize_t _PARAGRAPH_UP = features._PARAGRAPH_UP, _NEAR = features._NEAR
cdef double _FAR = features._FAR, _LONG_AGO = features._LONG_AGO, _NEVER = features._NEVER
cdef Py_ssize_t _SKIP_UP = features._SKIP_UP
cdef double _SKIP_SIZE = features._SKIP_SIZE, _SKIP_LINKS = features._SKIP_LINKS
cdef double _NO_TAG = features._NO_TAG
cdef str _SENTENCE_ENDS = "".join(features._SENTENCE_ENDS), _CLOSERS = "".join(features._CLOSERS)
cdef str _LABEL_ENDS = "".join(features._LABEL_ENDS)
cdef int _SENTENCE = features.SENTENCE
cdef bint[16] _IS_NAMED
_IS_NAMED[:] = [code in features._NAMED_KINDS for code in range(16)]
assert all(0 <= _CODES[_place] < 16 for _place in range(len(_KINDS)))


cdef double _ending(str text) noexcept:
    """`features.ending`."""
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


cdef Py_ssize_t _encoded(str text) noexcept:
    """Return the number of bytes of a text in UTF-8, one for a surrogate."""
    cdef Py_ssize_t place, size = PyUnicode_GET_LENGTH(text), count = 0
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 c
    if text.isascii():
        return size
    for place in range(size):
        c = PyUnicode_READ(kind, data, place)
        if c < 0x80 or 0xD800 <= c < 0xE000:
            count += 1
        elif c < 0x800:
            count += 2
        else:
            count += 3 if c < 0x10000 else 4
    return count


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
    KIND, FROM_FURNITURE


cdef class _Body:
    """`containers.find_containers` of one page, and the rows of `features.block_features`."""

    cdef _Memory memory
    cdef FurnitureKinds furniture
    cdef Py_ssize_t element_count, block_count, count, best
    cdef _Element* elements
    cdef _Block* blocks
    cdef double scale
    cdef char* outside
    cdef double* scores
    cdef Py_ssize_t* up
    cdef Py_ssize_t* down
    # Of the blocks that may be body: their numbers, their masses and their rows.
    cdef Py_ssize_t* chosen
    cdef double* masses
    cdef double* rows

    def __init__(self, FurnitureKinds furniture):
        cdef Py_ssize_t count = furniture.element_count
        self.memory, self.furniture = _Memory(), furniture
        self.elements, self.element_count = furniture.elements, count
        self.blocks, self.block_count = furniture.blocks, furniture.block_count
        self.outside = <char*>self.memory.take(count, sizeof(char))
        self.scores = <double*>self.memory.take(count, sizeof(double))
        self.up = <Py_ssize_t*>self.memory.take(count, sizeof(Py_ssize_t))
        self.down = <Py_ssize_t*>self.memory.take(count, sizeof(Py_ssize_t))
        self.find_scale()
        self.mark_inside(self.outside, IS_ASIDE)
        self.find_scores()
        self.find_best()
        self.find_distances()

    cdef inline str text(self, Py_ssize_t number):
        return _item(self.furniture.page_blocks[number], 1)

    # ------------------------------------------------------------ containers

    cdef int find_scale(self) except -1:
        """`containers.text_scale`."""
        cdef Py_ssize_t number, characters = 0, count = 0
        for number in range(self.block_count):
            if self.blocks[number].size > 20:
                characters += self.blocks[number].size
                count += _encoded(self.text(number))
        self.scale = _DENSE_SCALE if count > characters * _DENSE_BYTES else 1.0
        return 0

    cdef Py_ssize_t end(self, Py_ssize_t number, Py_ssize_t start) noexcept:
        """`containers._end`."""
        cdef Py_ssize_t place = start
        while place < self.element_count and self.elements[place].depth > self.elements[number].depth:
            place += 1
        return place

    cdef void mark_inside(self, char* inside, int tags) noexcept:
        """`containers.inside_any`."""
        cdef Py_ssize_t number, end
        for number in range(self.element_count):
            if not inside[number] and _tag_of(self.elements[number].tag).sets & tags:
                end = self.end(number, number + 1)
                inside[number] = 1
                while end > number + 1:
                    end -= 1
                    inside[end] = 1

    cdef int find_scores(self) except -1:
        cdef Py_ssize_t number, container
        cdef double size, links, mass
        cdef _Block* block
        cdef int share, kind
        for number in range(self.block_count):
            block = &self.blocks[number]
            size, links = block.size * self.scale, block.links * self.scale
            if size < _BLOCK_MINIMUM or links > size * _LINK_MAXIMUM:
                continue
            mass = min(size, _BLOCK_MAXIMUM) - links
            container = block.element
            if self.outside[container] or self.elements[container].is_hidden:
                mass *= _ASIDE_SHARE
            kind = self.furniture.holder(container)
            if kind >= 0 and _IS_COMMENTS[kind]:
                mass *= _COMMENT_SHARE
            if not _tag_of(block.tag).sets & IS_TEXT:
                mass *= _BARE_SHARE
            elif self.elements[container].parent >= 0:
                container = self.elements[container].parent
            for share in range(4):
                self.scores[container] += mass * _SHARES[share]
                container = self.elements[container].parent
                if container < 0:
                    break
        return 0

    cdef void find_best(self) noexcept:
        cdef Py_ssize_t number, best = 0
        for number in range(1, self.element_count):
            if self.scores[number] > self.scores[best]:
                best = number
        self.best = best if self.element_count and self.scores[best] != 0 else -1

    cdef void find_distances(self) noexcept:
        """`containers._distances`."""
        cdef Py_ssize_t place, number, low, high, end, level, depth
        if self.best < 0:
            for place in range(self.element_count):
                self.down[place] = self.elements[place].depth
            return
        low, high = self.best, self.end(self.best, self.best + 1)
        depth, number = self.elements[self.best].depth, self.elements[self.best].parent
        while number >= 0:
            end, level = self.end(number, high), depth - self.elements[number].depth
            for place in range(number, low):
                self.up[place] = level
            for place in range(high, end):
                self.up[place] = level
            low, high, number = number, end, self.elements[number].parent
        for place in range(low):
            self.up[place] = depth
        for place in range(high, self.element_count):
            self.up[place] = depth
        for place in range(self.element_count):
            self.down[place] = max(0, self.elements[place].depth - depth + self.up[place])

    # ------------------------------------------------------------ rules

    cdef list rule_body(self, Py_ssize_t start):
        """`body_rules.rule_body`."""
        cdef list chosen = []
        cdef Py_ssize_t number
        cdef _Block* block
        if self.best < 0:
            return chosen
        for number in range(max(start, 0), self.block_count):
            block = &self.blocks[number]
            if self.up[block.element] or self.outside[block.element] or self.elements[block.element].is_hidden:
                continue
            if block.links > block.size * _RULE_LINKS:
                continue
            if _tag_of(block.tag).sets & IS_BODY or block.size * self.scale >= _BARE_MINIMUM:
                chosen.append(number)
        while chosen and _tag_of(self.blocks[<Py_ssize_t>chosen[len(chosen) - 1]].tag).sets & IS_HEADING:
            chosen.pop()
        return chosen

    # ------------------------------------------------------------ features

    cdef int find_rows(self, Py_ssize_t headline) except -1:
        """`features.block_features`."""
        cdef Py_ssize_t number
        cdef double least = _SKIP_SIZE / self.scale
        cdef _Block* block
        self.chosen = <Py_ssize_t*>self.memory.take(self.block_count, sizeof(Py_ssize_t))
        for number in range(self.block_count):
            block = &self.blocks[number]
            if self.up[block.element] < _SKIP_UP or (
                block.size >= least and block.links <= _SKIP_LINKS * block.size
            ):
                self.chosen[self.count] = number
                self.count += 1
        self.masses = <double*>self.memory.take(self.count, sizeof(double))
        self.rows = <double*>self.memory.take(self.count, COLUMNS * sizeof(double))
        self.fill_texts(headline)
        self.fill_neighbours()
        self.fill_near_density()
        self.fill_order()
        self.fill_tree()
        self.fill_likeness()
        self.fill_kinds()
        return 0

    cdef inline _Block* block(self, Py_ssize_t place) noexcept:
        return &self.blocks[self.chosen[place]]

    cdef int fill_texts(self, Py_ssize_t headline) except -1:
        cdef Py_ssize_t place
        cdef double* row
        cdef _Block* block
        cdef dict copies = {}, kinds = {}
        cdef str text
        for mark in self.furniture.page.marks:
            if len(mark.text) > 1:
                kinds[mark.block] = features._MARKS[mark.kind]
        for place in range(self.count):
            text = self.text(self.chosen[place])
            copies[text] = copies.get(text, 0) + 1
        for place in range(self.count):
            row, block = self.rows + place * COLUMNS, self.block(place)
            text = self.text(self.chosen[place])
            row[SIZE] = block.size * self.scale
            row[LINK_SHARE] = <double>block.links / <double>block.size
            self.masses[place] = min(row[SIZE], _MASS_LIMIT) * (1 - row[LINK_SHARE])
            row[ENDING] = _ending(text)
            row[REPEATS] = copies[text]
            row[MARK] = kinds.get(block.number, 0) if kinds else 0
            row[FROM_HEADLINE] = block.number - headline
            row[PLACE] = <double>block.number / <double>self.block_count
        return 0

    cdef void fill_neighbours(self) noexcept:
        cdef Py_ssize_t place
        cdef double* row
        cdef double* other
        for place in range(self.count):
            row = self.rows + place * COLUMNS
            row[TAG] = _tag_of(self.block(place).tag).code
            row[BEFORE_TAG] = row[AFTER_TAG] = _NO_TAG
            row[AFTER_UP] = _LONG_AGO
        for place in range(self.count - 1):
            row = self.rows + place * COLUMNS
            other = row + COLUMNS
            row[AFTER_TAG], row[AFTER_SIZE], row[AFTER_LINKS] = other[TAG], other[SIZE], other[LINK_SHARE]
            row[AFTER_UP] = self.up[self.block(place + 1).element]
            other[BEFORE_TAG], other[BEFORE_SIZE] = row[TAG], row[SIZE]

    cdef int fill_near_density(self) except -1:
        cdef Py_ssize_t place, width = 2 * _NEAR + 1, count = self.count + 2 * _NEAR
        cdef double* masses = <double*>self.memory.take(count + 1, sizeof(double))
        cdef double* sizes = <double*>self.memory.take(count + 1, sizeof(double))
        for place in range(count):
            masses[place + 1], sizes[place + 1] = masses[place], sizes[place]
            if _NEAR <= place < self.count + _NEAR:
                masses[place + 1] += self.masses[place - _NEAR]
                sizes[place + 1] += min(self.rows[(place - _NEAR) * COLUMNS + SIZE], _MASS_LIMIT) + 20
        for place in range(self.count):
            self.rows[place * COLUMNS + NEAR_DENSITY] = (masses[place + width] - masses[place]) / (
                sizes[place + width] - sizes[place]
            )
        return 0

    cdef void fill_order(self) noexcept:
        cdef Py_ssize_t place
        cdef double before = 0.0, total = 0.0, gap = _LONG_AGO
        cdef double* row
        for place in range(self.count):
            if not self.up[self.block(place).element]:
                total += self.masses[place]
        total = total or 1.0
        for place in range(self.count):
            row = self.rows + place * COLUMNS
            row[INSIDE_BEFORE] = before / total
            if not self.up[self.block(place).element]:
                before += self.masses[place]
            row[INSIDE_AFTER] = 1 - before / total
            row[FROM_HEADING] = gap
            gap = 1 if _tag_of(self.block(place).tag).sets & IS_SUBHEADING else min(_LONG_AGO, gap + 1)
        gap = _FAR
        for place in range(self.count - 1, -1, -1):
            self.rows[place * COLUMNS + TO_PARAGRAPH] = gap
            gap = 1 if self.is_paragraph(self.block(place)) else min(_FAR, gap + 1)

    cdef bint is_paragraph(self, _Block* block) noexcept:
        return (
            block.size * self.scale >= _PARAGRAPH_SIZE
            and self.up[block.element] <= _PARAGRAPH_UP
            and block.links < _PARAGRAPH_LINKS * block.size
            and _tag_of(block.tag).sets & IS_PARAGRAPH
            and not self.elements[block.element].is_hidden
        )

    cdef inline Py_ssize_t parent(self, Py_ssize_t number) noexcept:
        return self.elements[number].parent if self.elements[number].parent >= 0 else number

    cdef int fill_tree(self) except -1:
        cdef Py_ssize_t place, own, parent, outer
        cdef double* row
        cdef double* held = <double*>self.memory.take(self.element_count, sizeof(double))
        cdef double* linked = <double*>self.memory.take(self.element_count, sizeof(double))
        cdef char* in_form = <char*>self.memory.take(self.element_count, sizeof(char))
        cdef double best = (self.scores[self.best] if self.best >= 0 else 0.0) or 1.0
        self.sum_elements(held, linked)
        self.mark_inside(in_form, IS_FORM)
        for place in range(self.count):
            row = self.rows + place * COLUMNS
            own = self.block(place).element
            parent = self.parent(own)
            outer = self.parent(parent)
            row[UP], row[DOWN], row[ELEMENT_DEPTH] = self.up[own], self.down[own], self.elements[own].depth
            row[SCORE_SHARE] = max(self.scores[own], self.scores[parent]) / best
            row[IN_FORM] = in_form[own]
            row[ELEMENT_SIZE], row[ELEMENT_LINKS] = held[own], linked[own] / (held[own] or 1.0)
            row[PARENT_SIZE], row[PARENT_LINKS] = held[parent], linked[parent] / (held[parent] or 1.0)
            row[OUTER_SIZE], row[OUTER_LINKS] = held[outer], linked[outer] / (held[outer] or 1.0)
        return 0

    cdef void sum_elements(self, double* held, double* linked) noexcept:
        """`features._element_sums`."""
        cdef Py_ssize_t number, parent
        for number in range(self.block_count):
            held[self.blocks[number].element] += self.blocks[number].size * self.scale
            linked[self.blocks[number].element] += self.blocks[number].links * self.scale
        for number in range(self.element_count - 1, 0, -1):
            parent = self.elements[number].parent
            if held[number] and parent >= 0:
                held[parent] += held[number]
                linked[parent] += linked[number]

    cdef int fill_likeness(self) except -1:
        cdef Py_ssize_t place, box, found = 0, inner_count = 0
        cdef double total = 0.0, inside = 0.0, most = 0.0
        cdef bint is_held = False
        cdef double* row
        cdef _Block* block
        cdef _Signature* signature
        cdef _Signature* signatures = <_Signature*>self.memory.take(self.count, sizeof(_Signature))
        cdef Py_ssize_t* own = <Py_ssize_t*>self.memory.take(self.count, sizeof(Py_ssize_t))
        # Those of blocks in the best element, in the order in which they come first there.
        cdef Py_ssize_t* inner = <Py_ssize_t*>self.memory.take(self.count, sizeof(Py_ssize_t))
        cdef double* held = <double*>self.memory.take(self.element_count, sizeof(double))
        cdef Py_ssize_t* counts = <Py_ssize_t*>self.memory.take(self.element_count, sizeof(Py_ssize_t))
        found = self.find_signatures(signatures, own)
        for place in range(self.count):
            row, block, signature = self.rows + place * COLUMNS, self.block(place), &signatures[own[place]]
            signature.mass += self.masses[place]
            signature.count += 1
            if not self.up[block.element]:
                if not signature.is_inner:
                    signature.is_inner = True
                    inner[inner_count] = own[place]
                    inner_count += 1
                signature.inner += self.masses[place]
            box = self.box(block)
            counts[box] += 1
            if row[SIZE] >= _CONTAINER_MINIMUM:
                held[box] += self.masses[place]
        for place in range(found):
            total += signatures[place].mass
        for place in range(inner_count):
            inside += signatures[inner[place]].inner
        for place in range(self.count):
            if self.rows[place * COLUMNS + SIZE] >= _CONTAINER_MINIMUM:
                box = self.box(self.block(place))
                if not is_held or held[box] > most:
                    is_held, most = True, held[box]
        total, inside, most = total or 1.0, inside or 1.0, most or 1.0
        for place in range(self.count):
            row, signature, box = self.rows + place * COLUMNS, &signatures[own[place]], self.box(self.block(place))
            row[SIGNATURE_SHARE], row[SIGNATURE_COUNT] = signature.mass / total, signature.count
            row[SIGNATURE_INSIDE] = signature.inner / inside
            row[CONTAINER_SHARE], row[CONTAINER_COUNT] = held[box] / most, counts[box]
        return 0

    cdef inline Py_ssize_t box(self, _Block* block) noexcept:
        return self.parent(block.element) if _tag_of(block.tag).sets & IS_TEXT else block.element

    cdef Py_ssize_t find_signatures(self, _Signature* signatures, Py_ssize_t* own) except -1:
        """Write the tag, class and depth of each block once, and which are a block's `own`; return how many."""
        cdef Py_ssize_t place, number, name, depth, found = 0
        cdef size_t slots = 1, slot
        cdef _Block* block
        cdef dict names = {}
        while slots < 2 * <size_t>self.count:
            slots *= 2
        # By open addressing: the number of a signature, counted from 1.
        cdef Py_ssize_t* table = <Py_ssize_t*>self.memory.take(slots, sizeof(Py_ssize_t))
        for place in range(self.count):
            block = self.block(place)
            value = _item(self.furniture.page_elements[block.element], 3).get("class")
            name, depth = names.setdefault(value, len(names)), self.elements[block.element].depth
            slot = ((<size_t>name * 131 + <size_t>block.tag) * 131 + <size_t>depth) & (slots - 1)
            while table[slot]:
                number = table[slot] - 1
                if signatures[number].name == name and signatures[number].tag == block.tag:
                    if signatures[number].depth == depth:
                        break
                slot = (slot + 1) & (slots - 1)
            if not table[slot]:
                signatures[found].name, signatures[found].tag, signatures[found].depth = name, block.tag, depth
                found += 1
                table[slot] = found
            own[place] = table[slot] - 1
        return found

    cdef int fill_kinds(self) except -1:
        cdef Py_ssize_t place
        cdef double gap = _NEVER
        cdef double* row
        cdef int code
        for place in range(self.count):
            row = self.rows + place * COLUMNS
            code = _CODES[self.furniture.kind(self.block(place).number)]
            row[KIND], row[FROM_FURNITURE] = code, gap
            gap = 1 if _IS_NAMED[code] else min(_NEVER, gap + 1)
        return 0


def score_blocks(FurnitureKinds furniture, headline, double above):
    """Return the body by rules, the scores of the blocks that lie above a bound, and the scale of lengths."""
    cdef _Body body = _Body(furniture)
    cdef dict scores = {}
    cdef Py_ssize_t place
    cdef double score
    by_rules = body.rule_body(0 if headline is None else headline + 1)
    if furniture.page.kind != "text":
        body.find_rows(headline or 0)
        for place in range(body.count):
            score = _body_score(body.rows + place * COLUMNS)
            if score > above:
                scores[body.chosen[place]] = score
    return tuple(by_rules), scores, body.scale


def find_containers(FurnitureKinds furniture):
    """Return what `containers.find_containers` does."""
    cdef _Body body = _Body(furniture)
    cdef Py_ssize_t place, count = body.element_count
    return (
        [body.scores[place] for place in range(count)],
        body.best,
        [body.up[place] for place in range(count)],
        [body.down[place] for place in range(count)],
        bytearray([body.outside[place] for place in range(count)]),
        body.scale,
    )


def block_features(FurnitureKinds furniture, headline):
    """Return the numbers of the blocks that may be body, and their rows: `features.block_features`."""
    cdef _Body body = _Body(furniture)
    cdef Py_ssize_t place, column
    body.find_rows(headline or 0)
    return (
        [body.chosen[place] for place in range(body.count)],
        [tuple([body.rows[place * COLUMNS + column] for column in range(COLUMNS)]) for place in range(body.count)],
    )


def body_score(row):
    """Return the raw score of a block: `body_model.body_score`."""
    cdef double[COLUMNS] x = row
    return _body_score(x)
