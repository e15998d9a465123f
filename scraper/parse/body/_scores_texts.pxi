"""Part of `_body_scores.pyx`: what texts and names of elements say of the kind of boilerplate."""

cdef str _EDGES = kinds._EDGES
cdef str _SIGNS = kinds._SIGNS + kinds._OPENERS
_is_copyright = COPYRIGHT.search

# The texts of buttons by open addressing: the place in `_BUTTONS`, counted from 1.
cdef enum:
    BUTTON = 40
    BUTTON_SLOTS = 4096

assert kinds._LONGEST_BUTTON == BUTTON
cdef list _BUTTONS = [text for text in _TEXT_KINDS if len(text) <= BUTTON]
cdef short[BUTTON_SLOTS] _BUTTON_TEXTS
assert len(_BUTTONS) < BUTTON_SLOTS / 2

# The lengths of the names that say something, a bit each, by their first letters.
assert all(len(token) < 32 and token.isascii() and token.isalpha() and token.islower() for token in _TOKEN_KINDS)
cdef unsigned int[26] _TOKEN_LENGTHS
for _token in _TOKEN_KINDS:
    _TOKEN_LENGTHS[ord(_token[0]) - 97] |= 1 << len(_token)

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
    """`boilerplate.button_kind` of a text of a button's length."""
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
    """`kinds._Notices.kind`, by one look at the text for all signs."""
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


cdef bint _is_separator(Py_UCS4 c) noexcept:
    return c == u"-" or c == u"_" or c == u" " or 9 <= c <= 13 or 28 <= c <= 31


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
