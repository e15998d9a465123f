# What a line says by its characters alone: `features._shape`.

cdef enum:
    BAR = 1
    ENDS = 2
    CLOSES = 4
    ENDS_ALONE = 8
    # The first character that no table knows; only two signs beyond are asked for.
    KNOWN = 0x3100

cdef unsigned char[KNOWN] SIGNS, QUOTES
cdef int HEAD = features._HEAD


cdef int _set_signs() except -1:
    for sign, kind in (("|›»>·•/", BAR), (".!?", ENDS), ("\"'”’»)", CLOSES), ("。।؟", ENDS_ALONE)):
        for char in sign:
            SIGNS[<Py_UCS4>ord(char)] |= <unsigned char>kind
    for char in "\"“”„«»'‘’「」":
        QUOTES[<Py_UCS4>ord(char)] += 1
    return 0


_set_signs()


cdef struct _Shape:
    int size, letters, capitals, digits, blanks, sentences, bars, quotes, first


cdef _Shape _read_shape(str text) noexcept:
    """Return the counts of what stands in a line's head."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t size = min(PyUnicode_GET_LENGTH(text), <Py_ssize_t>HEAD), place
    cdef Py_UCS4 char
    cdef int letters = 0, capitals = 0, digits = 0, blanks = 0, sentences = 0, bars = 0, quotes = 0
    cdef unsigned char sign
    for place in range(size):
        char = PyUnicode_READ(kind, data, place)
        if char < 128:
            if c"a" <= char <= c"z":
                letters += 1
                continue
            if c"A" <= char <= c"Z":
                letters += 1
                capitals += 1
                continue
            if char == c" ":
                blanks += 1
                continue
            digits += c"0" <= char <= c"9"
        else:
            letters += char.isalpha()
            capitals += char.isupper() and not _is_no_letter(char)
            digits += char.isdigit()
            if char >= KNOWN:
                sentences += char == 0xFF01 or char == 0xFF1F
                continue
        sign = SIGNS[char]
        quotes += QUOTES[char]
        bars += sign & BAR
        if sign & ENDS_ALONE or (sign & ENDS and _is_break(kind, data, place + 1, size)):
            sentences += 1
    char = PyUnicode_READ(kind, data, 0)
    cdef int first = 3 if char.isdigit() else 0 if char.isupper() else 1 if char.islower() else 2 if char.isalpha() else 4
    return _Shape(<int>size, letters, capitals, digits, blanks, sentences, bars, quotes, first)


cdef bint _is_no_letter(Py_UCS4 char) noexcept:
    """Whether a character in upper case is a Roman numeral or a letter in a circle or a square."""
    return (
        0x2160 <= char <= 0x216F
        or 0x24B6 <= char <= 0x24CF
        or 0x1F130 <= char <= 0x1F149
        or 0x1F150 <= char <= 0x1F169
        or 0x1F170 <= char <= 0x1F189
    )


cdef bint _is_break(int kind, void* data, Py_ssize_t place, Py_ssize_t size) noexcept:
    """Whether closing quotes and a blank follow, and then no small letter."""
    cdef Py_UCS4 char
    while place < size:
        char = PyUnicode_READ(kind, data, place)
        if char >= KNOWN or not SIGNS[char] & CLOSES:
            break
        place += 1
    if place + 1 >= size or PyUnicode_READ(kind, data, place) != c" ":
        return False
    char = PyUnicode_READ(kind, data, place + 1)
    return not c"a" <= char <= c"z"


cdef bint _may_have_bars(str text) noexcept:
    """Whether any sign stands there that `features._BARS` may part a title at."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t place
    cdef Py_UCS4 char, before = c"."
    for place in range(PyUnicode_GET_LENGTH(text)):
        char = PyUnicode_READ(kind, data, place)
        if char == c"|" or char == 0xFF5C or (char == c":" and before == c":"):
            return True
        if _is_bar(char) and before.isspace():
            return True
        before = char
    return False


cdef bint _is_bar(Py_UCS4 char) noexcept:
    if char < 128:
        return char == c"-" or char == c":" or char == c"<" or char == c">"
    if char < 0x2000:
        return char == 0xAB or char == 0xB7 or char == 0xBB
    return char == 0x2013 or char == 0x2014 or char == 0x2022 or char == 0x203A
