"""Part of `_reader.pyx`: the rules of a style sheet that say what is shown."""

cdef unsigned char[256] _SHEET_STEPS, _IN_SELECTOR, _IN_SELECTOR_NAME
_SHEET_STEPS[:] = [chr(byte) in "{}:;\"'\\\n" for byte in range(256)]
cdef str _NAME_LETTERS = f"{string.ascii_letters}{string.digits}_-{STAND_INS}"
_IN_SELECTOR_NAME[:] = [chr(byte) in _NAME_LETTERS for byte in range(256)]
_IN_SELECTOR[:] = [chr(byte) in _NAME_LETTERS + ".#*> \t\n\r\f\v" for byte in range(256)]
cdef int _NEVER = NEVER, _PERHAPS = PERHAPS, _ALWAYS = ALWAYS

cdef enum:
    RULES = 16
    DECLARES = 1
    HIDES = 2

assert DEEPEST_RULE == RULES


cdef bint _is_before(const char* s, Py_ssize_t end, bytes word) noexcept:
    cdef const char* wanted = word
    return end >= len(word) and memcmp(s + end - len(word), wanted, len(word)) == 0


cdef bint _is_at(const char* s, Py_ssize_t place, Py_ssize_t size, bytes word) noexcept:
    cdef const char* wanted = word
    return place + len(word) <= size and memcmp(s + place, wanted, len(word)) == 0


cdef int _said(const char* s, Py_ssize_t colon, Py_ssize_t size) noexcept:
    """What the declaration with this colon says of what is shown."""
    cdef Py_ssize_t end = colon, value = colon + 1
    cdef bint is_display
    while end > 0 and _is_markup_space(s[end - 1]):
        end -= 1
    if end == 0 or s[end - 1] != b"y":
        return 0
    is_display = _is_before(s, end, b"display")
    if not is_display and not _is_before(s, end, b"visibility"):
        return 0
    while value < size and _is_markup_space(s[value]):
        value += 1
    if is_display:
        return DECLARES | (HIDES if _is_at(s, value, size, b"none") else 0)
    return DECLARES | (HIDES if _is_at(s, value, size, b"hidden") or _is_at(s, value, size, b"collapse") else 0)


cdef inline tuple _new_rule(Py_ssize_t start, Py_ssize_t opened, Py_ssize_t closed, int holds, bint hides):
    cdef tuple new = PyType_GenericAlloc(_Rule, 5)
    _put(new, 0, start)
    _put(new, 1, opened)
    _put(new, 2, closed)
    _put(new, 3, holds)
    _put(new, 4, hides)
    return new


def blocks_of(str css):
    """`style_sheet.blocks_of`."""
    cdef Py_ssize_t size, place = -1, start = 0, first, depth = 0
    cdef const char* s = PyUnicode_AsUTF8AndSize(css, &size)
    cdef Py_ssize_t[RULES] firsts
    cdef Py_ssize_t[RULES] opened
    cdef int[RULES] own
    cdef int[RULES] inside
    cdef int[RULES] flags
    cdef int holds
    cdef char c, quote = 0
    cdef list found = []
    while True:
        place += 1
        while place < size and not _SHEET_STEPS[<unsigned char>s[place]]:
            place += 1
        if place >= size:
            return found
        c = s[place]
        if c == b"\n" or (quote and c != b":"):
            if c == quote or c == b"\n":
                quote = 0
            continue
        if c == b":":
            if depth:
                flags[min(depth, RULES) - 1] |= _said(s, place, size)
            continue
        if c == b'"' or c == b"'":
            quote = c
            continue
        if c == b"\\":
            place += 1
            continue
        if c == b"{":
            if depth < RULES:
                first = start
                while first < place and _space(<const unsigned char*>s + first, place - first):
                    first += 1
                holds = inside[depth - 1] if depth else _ALWAYS
                if first < place and s[first] == b"@":
                    firsts[depth], own[depth] = -1, min(holds, <int>holding(css[start:place]))
                    inside[depth] = own[depth]
                else:
                    firsts[depth], own[depth], inside[depth] = start, holds, min(holds, _PERHAPS)
                opened[depth], flags[depth] = place, 0
            depth += 1
        elif c == b"}" and depth:
            depth -= 1
            if depth < RULES:
                if flags[depth] and firsts[depth] >= 0 and own[depth] != _NEVER:
                    found.append(_new_rule(firsts[depth], opened[depth], place, own[depth], flags[depth] & HIDES != 0))
                if depth:
                    flags[depth - 1] |= flags[depth]
        start = place + 1


def hiding_of(str css, list blocks):
    """`style_sheet.hiding_of`."""
    cdef Py_ssize_t size, start, opened, end, number = -1
    cdef const char* s = PyUnicode_AsUTF8AndSize(css, &size)
    cdef dict found = {}
    for start, opened, _, holds, hides in blocks:
        number += 1
        if not hides or holds != _ALWAYS:
            continue
        while start <= opened:
            end = _list_end(s, start, opened)
            name = _hiding_name(s, start, end)
            if name:
                found.setdefault(name, []).append((number, css[start:end]))
            start = end + 1
    return found


cdef Py_ssize_t _list_end(const char* s, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Return where the first selector of a list ends."""
    cdef Py_ssize_t depth = 0
    while start < end:
        if s[start] == b"(" or s[start] == b"[":
            depth += 1
        elif s[start] == b")" or s[start] == b"]":
            depth -= 1
        elif s[start] == b"," and depth == 0:
            return start
        start += 1
    return end


cdef str _hiding_name(const char* s, Py_ssize_t start, Py_ssize_t end):
    """Return the name, attribute or tag by which one may seek what a selector means, "" if by none."""
    cdef Py_ssize_t place
    for place in range(start, end):
        if not _IN_SELECTOR[<unsigned char>s[place]]:
            return sought_by(_text(s + start, end - start))
    while end > start and _is_markup_space(s[end - 1]):
        end -= 1
    place = end
    while place > start and _IN_SELECTOR_NAME[<unsigned char>s[place - 1]]:
        place -= 1
    if place == end:
        return ""
    if place > start and (s[place - 1] == b"." or s[place - 1] == b"#"):
        return _text(s + place - 1, end - place + 1)
    if _is_letter(s[place]) and (place == start or _is_markup_space(s[place - 1]) or s[place - 1] == b">"):
        return _text(s + place, end - place).lower()
    return ""


cdef object _SCAN = Scan(blocks_of, hiding_of, read_attributes)
