"""Part of `_reader.pyx`: characters, and the bytes of a page."""

cdef inline bint _is_letter(unsigned char c) noexcept:
    return 97 <= (c | 32) <= 122


cdef inline bint _is_word(unsigned char c) noexcept:
    """A letter or a digit of ASCII."""
    return _is_letter(c) or 48 <= c <= 57


cdef inline bint _is_markup_space(unsigned char c) noexcept:
    """White space between attributes: `\\s` of ASCII."""
    return c == 32 or 9 <= c <= 13


cdef inline int _space(const unsigned char* s, Py_ssize_t size) noexcept:
    """Return how many bytes the character takes that `s` begins with, if `str.split` takes it for a blank, else 0."""
    cdef unsigned char c = s[0]
    if c < 0x80:
        return c == 32 or 9 <= c <= 13 or 28 <= c <= 31
    if c == 0xC2:
        return 2 if size > 1 and (s[1] == 0x85 or s[1] == 0xA0) else 0
    if size < 3:
        return 0
    if c == 0xE2:
        if s[1] == 0x80:
            return 3 if s[2] <= 0x8A or s[2] == 0xA8 or s[2] == 0xA9 or s[2] == 0xAF else 0
        return 3 if s[1] == 0x81 and s[2] == 0x9F else 0
    if c == 0xE3:
        return 3 if s[1] == 0x80 and s[2] == 0x80 else 0
    return 3 if c == 0xE1 and s[1] == 0x9A and s[2] == 0x80 else 0


# The first bytes of the characters that `_space` looks at.
cdef unsigned char[256] _MAY_BE_BLANK
_MAY_BE_BLANK[:] = [byte <= 32 or byte in {0xC2, 0xE1, 0xE2, 0xE3} for byte in range(256)]


cdef inline str _text(const char* s, Py_ssize_t size):
    return PyUnicode_DecodeUTF8(s, size, b"surrogatepass")


cdef inline Py_ssize_t _count(const char* s, Py_ssize_t size) noexcept:
    """Return the number of characters."""
    cdef Py_ssize_t place, count = 0
    for place in range(size):
        count += (s[place] & 0xC0) != 0x80
    return count


cdef bint _is_blank(const char* s, Py_ssize_t size) noexcept:
    """Return whether there are only blanks, entities taken as they came."""
    cdef Py_ssize_t place = 0
    cdef int width
    while place < size:
        width = _space(<const unsigned char*>s + place, size - place)
        if width == 0:
            return False
        place += width
    return True


cdef bint _is_markup_blank(const char* s, Py_ssize_t place, Py_ssize_t end) noexcept:
    """Whether there is only white space of ASCII."""
    while place < end and _is_markup_space(s[place]):
        place += 1
    return place >= end


cdef inline Py_ssize_t _find(const char* s, Py_ssize_t start, Py_ssize_t size, char wanted) noexcept:
    cdef const void* found = memchr(s + start, wanted, size - start) if start < size else NULL
    return <const char*>found - s if found != NULL else -1


cdef Py_ssize_t _find_all(const char* s, Py_ssize_t start, Py_ssize_t size, bytes wanted) noexcept:
    """Return where `wanted` stands from `start` on, -1 if nowhere."""
    cdef const char* sought = wanted
    cdef Py_ssize_t length = len(wanted)
    while True:
        start = _find(s, start, size, sought[0])
        if start < 0 or start + length > size:
            return -1
        if memcmp(s + start, sought, length) == 0:
            return start
        start += 1


cdef Py_ssize_t _tag_end(const char* s, Py_ssize_t place, Py_ssize_t size) noexcept:
    """Return where the `>` of a tag stands whose attributes begin at `place`, -1 if nowhere: `islands.ATTRIBUTES`."""
    cdef Py_ssize_t end
    while place < size:
        if s[place] == b">":
            return place
        if s[place] != b"=":
            place += 1
            continue
        place += 1
        while place < size and _is_markup_space(s[place]):
            place += 1
        if place < size and (s[place] == b'"' or s[place] == b"'"):
            end = _find(s, place + 1, size, s[place])
            place = (end if end >= 0 else place) + 1
    return -1


cdef class _Buffer:
    """Bytes that grow."""

    cdef char* data
    cdef Py_ssize_t size, room

    def __cinit__(self, Py_ssize_t room):
        self.room = max(room, 256)
        self.data = <char*>malloc(self.room)
        if self.data == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.data)

    cdef int reserve(self, Py_ssize_t size) except -1:
        cdef char* data
        if self.size + size > self.room:
            data = <char*>realloc(self.data, 2 * self.room + size)
            if data == NULL:
                raise MemoryError
            self.data = data
            self.room = 2 * self.room + size
        return 0

    cdef int append(self, const char* s, Py_ssize_t size) except -1:
        self.reserve(size)
        memcpy(self.data + self.size, s, size)
        self.size += size
        return 0
