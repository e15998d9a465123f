"""Part of `_reader.pyx`: where a style sheet hides something."""

cdef bint _starts(const char* s, Py_ssize_t place, Py_ssize_t size, bytes word) noexcept:
    cdef const char* wanted = word
    return place + len(word) <= size and memcmp(s + place, wanted, len(word)) == 0


cdef bint _says(const char* s, Py_ssize_t place, Py_ssize_t size, bytes value) noexcept:
    """Whether a colon and a value follow."""
    while place < size and _is_markup_blank(s, place, place + 1):
        place += 1
    if place >= size or s[place] != b":":
        return False
    place += 1
    while place < size and _is_markup_blank(s, place, place + 1):
        place += 1
    return _starts(s, place, size, value)


cdef list _braces_of(str css, bint only_hiding):
    """`style_sheet.braces_of`, for a sheet in ASCII."""
    cdef Py_ssize_t size, place, opened, first
    cdef const char* s = PyUnicode_AsUTF8AndSize(css, &size)
    cdef list found = []
    cdef bytes word, value
    for word, value in ((b"display", b"none"), (b"visibility", b"hidden")):
        place = _find_all(s, 0, size, word)
        while place >= 0:
            if not only_hiding or _says(s, place + len(word), size, value):
                opened, first = place - 1, max(0, place - _FURTHEST)
                while opened >= first and s[opened] != b"{":
                    opened -= 1
                if opened >= first:
                    found.append(opened)
            place = _find_all(s, place + 1, size, word)
    return found


def block_end(str css, Py_ssize_t start):
    """`style_sheet.block_end`."""
    cdef Py_ssize_t size, place = start, depth = 1
    cdef const char* s = PyUnicode_AsUTF8AndSize(css, &size)
    while place < size:
        if s[place] == b"{":
            depth += 1
        elif s[place] == b"}":
            depth -= 1
            if depth == 0:
                return place
        place += 1
    return size


def hiding_braces(str css):
    """Return where the braces of the rules open that hide."""
    return _braces_of(css, True)


def braces(str css):
    """Return where the braces of the rules open that declare display or visibility."""
    return _braces_of(css, False)


cdef object _SCAN = Scan(hiding_braces, braces, block_end)
