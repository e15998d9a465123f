"""Part of `_reader.pyx`: the links and the emphasis of a run, placed by the letters before them."""

cdef str _LINK_KIND = LINK_KIND, _STRONG = STRONG, _EMPHASIS = EMPHASIS


cdef inline int _unseen(const unsigned char* s, Py_ssize_t size) noexcept:
    """Return how many bytes the character takes that `s` begins with, if no block keeps it, else 0: `inlines.UNSEEN`."""
    cdef unsigned char c = s[0]
    if c < 0x80:
        return c < 32 or c == 127
    if c == 0xC2:
        return 2 if size > 1 and (s[1] < 0xA0 or s[1] == 0xAD) else 0
    if size < 3:
        return 0
    if c == 0xE2:
        return 3 if (s[1] == 0x80 and s[2] == 0x8B) or (s[1] == 0x81 and s[2] == 0xA0) else 0
    if c == 0xED:
        return 3 if s[1] >= 0xA0 else 0
    return 3 if c == 0xEF and s[1] == 0xBB and s[2] == 0xBF else 0


# The first bytes of the characters that `_unseen` looks at.
cdef unsigned char[256] _MAY_BE_UNSEEN
_MAY_BE_UNSEEN[:] = [byte < 32 or byte in {0x7F, 0xC2, 0xE2, 0xED, 0xEF} for byte in range(256)]


cdef Py_ssize_t _letters(const char* s, Py_ssize_t size, _Entities entities) except -1:
    """Return how many letters a text has as it came: `inlines.letters_of`."""
    cdef Py_ssize_t place = 0, count = 0
    cdef int width
    if _find(s, 0, size, b"&") >= 0:
        if not entities.resolve(s, size):
            return letters_of(unescape(_text(s, size)))
        s, size = entities.out.data, entities.out.size
    while place < size:
        if _MAY_BE_BLANK[<unsigned char>s[place]]:
            width = _space(<const unsigned char*>s + place, size - place)
            if width:
                place += width
                continue
        if _MAY_BE_UNSEEN[<unsigned char>s[place]]:
            width = _unseen(<const unsigned char*>s + place, size - place)
            if width:
                place += width
                continue
        count += (s[place] & 0xC0) != 0x80
        place += 1
    return count


cdef class _RunInlines:
    """`inlines.RunInlines`."""

    cdef list found
    cdef _Entities entities
    cdef Py_ssize_t first, letters, counted, slant_depth, slant_level
    # Where the elements that are open begin.
    cdef Py_ssize_t link, bold, slanted

    def __cinit__(self, _Entities entities):
        self.found, self.entities = [], entities

    cdef Py_ssize_t count(self, _Buffer buffer) except -1:
        if buffer.size > self.counted:
            self.letters += _letters(buffer.data + self.counted, buffer.size - self.counted, self.entities)
            self.counted = buffer.size
        return self.letters

    cdef int end(self, str kind, Py_ssize_t* start, _Buffer buffer, Py_ssize_t number, str href) except -1:
        cdef Py_ssize_t end = self.count(buffer)
        if end > start[0]:
            self.found.append(_new_inline(kind, number, start[0], end, href))
        start[0] = 0
        return 0

    cdef int take_back(self, Py_ssize_t size) except -1:
        cdef Py_ssize_t count = len(self.found)
        self.letters, self.counted = self.link, size
        while count > self.first and <Py_ssize_t>(<tuple>self.found[count - 1])[3] > self.letters:
            self.found.pop()
            count -= 1
        return 0

    cdef int flush(self, list blocks, Py_ssize_t number) except -1:
        """End the run, which made the blocks from `number` on."""
        if <Py_ssize_t>len(self.found) > self.first and <Py_ssize_t>len(blocks) != number + 1:
            self.found[self.first :] = shared_out(self.found[self.first :], blocks[number:])
        self.first = len(self.found)
        self.letters = self.counted = 0
        return 0
