"""Part of `_reader.pyx`: what the attributes of an element say of it: the kind of mark that it is, whether it may be hidden."""

# The words that make marks by their ranks, the strongest kind first, and their lengths, a bit each, by their first
# letters: most words of a page need not be looked up.
cdef tuple _KIND_NAMES = ("", *KINDS)
cdef dict _RANKS = {word: _KIND_NAMES.index(kind) for word, kind in TOKEN_KINDS.items()}
cdef int _AUTHOR = _KIND_NAMES.index("author")
cdef unsigned int[26] _MARK_LENGTHS
_MARK_LENGTHS[:] = [sum({1 << len(word) for word in TOKEN_KINDS if word[0] == letter}) for letter in range(97, 123)]
assert all(len(word) < 32 and word.islower() for word in TOKEN_KINDS)


cdef int _rank(const char* s, Py_ssize_t place, Py_ssize_t size, int best) except -1:
    """Return the rank of the strongest word that makes a mark, or `best` if that is stronger; 0 is none."""
    cdef Py_ssize_t start
    cdef bytes word
    while place < size:
        start = place
        while place < size and not _ENDS_WORD[<unsigned char>s[place]]:
            place += 1
        if 1 < place - start < 32 and _is_letter(s[start]):
            if _MARK_LENGTHS[(s[start] | 32) - 97] >> (place - start) & 1:
                word = s[start:place]
                rank = _RANKS.get(word.lower())
                if rank is not None and (best == 0 or <int>rank < best):
                    best = rank
        place += 1
    return best


cdef inline unsigned int _sign(const char* s, Py_ssize_t size) noexcept:
    """Return a number below 4096 for a name of at least one byte."""
    cdef unsigned int sign = <unsigned char>s[0] * 31 + <unsigned char>s[size - 1] * 331 + <unsigned int>size * 1031
    return (sign + <unsigned char>s[size >> 1] * 97) & 4095


cdef class _Names:
    """The classes and ids by which an element of one page may be hidden."""

    cdef frozenset names
    # A bit for each, by its length and some of its bytes: most names of a page need not be looked up.
    cdef unsigned long long[64] signs

    def __cinit__(self, names):
        cdef bytes name
        cdef unsigned int sign
        self.names = frozenset([one.encode("utf-8", "surrogatepass") for one in names])
        memset(self.signs, 0, sizeof(self.signs))
        for name in self.names:
            if name:
                sign = _sign(name, len(name))
                self.signs[sign >> 6] |= 1ULL << (sign & 63)

    cdef bint has(self, const char* s, Py_ssize_t size):
        cdef bytes name
        cdef unsigned int sign
        if size == 0:
            return False
        sign = _sign(s, size)
        if not self.signs[sign >> 6] >> (sign & 63) & 1:
            return False
        name = s[:size]
        return name in self.names

    cdef bint has_any(self, const char* s, Py_ssize_t place, Py_ssize_t size):
        """Whether any of the names in a class is one."""
        cdef Py_ssize_t start
        while place < size:
            start = place
            while place < size and not _ENDS_CLASS[<unsigned char>s[place]]:
                place += 1
            if place > start and self.has(s + start, place - start):
                return True
            place += 1
        return False


cdef bint _says_hidden(const char* s, Py_ssize_t place, Py_ssize_t end) noexcept:
    """Whether a style has a word by which it may hide, or a character reference."""
    while place < end:
        if s[place] == b"&":
            return True
        # The middle of `none`, of `hidden` and of `collapse`.
        if place + 2 < end and (
            ((s[place] | 32) == b"o" and (s[place + 1] | 32) == b"n" and (s[place + 2] | 32) == b"e")
            or ((s[place] | 32) == b"d" and (s[place + 1] | 32) == b"d" and (s[place + 2] | 32) == b"e")
            or ((s[place] | 32) == b"a" and (s[place + 1] | 32) == b"p" and (s[place + 2] | 32) == b"s")
        ):
            return True
        place += 1
    return False


cdef _Names _LABEL_NAMES = _Names(LABELS)


cdef enum:
    # Whether an element is hidden: no; `Hiding.hides` must be asked; yes.
    SHOWN, ASK, HIDDEN
