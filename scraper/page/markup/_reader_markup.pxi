"""Part of `_reader.pyx`: characters, entities, attributes, and the kinds of marks that attributes make."""

# ---------------------------------------------------------------- text

cdef inline bint _is_letter(unsigned char c) noexcept:
    return 97 <= (c | 32) <= 122


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
    """Return where the `>` of a tag stands whose attributes begin at `place`, -1 if nowhere: `tokens._ATTRIBUTES`."""
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


# ---------------------------------------------------------------- entities and attributes

cdef unsigned char[256] _ENDS_NAME, _ENDS_WORD
_ENDS_NAME[:] = [chr(byte) in "\t\n\v\f\r =/>" for byte in range(256)]
_ENDS_WORD[:] = [chr(byte) in "\t\n\v\f\r -_\"'=" for byte in range(256)]


cdef class _Entities:
    """Resolves the entities of one page: what each says is asked once."""

    cdef dict known
    cdef _Buffer out

    def __cinit__(self):
        self.known = {}
        self.out = _Buffer(1024)

    cdef bint resolve(self, const char* s, Py_ssize_t size) except -1:
        """Write the text with its entities resolved to `out`; False if one has no end of its own."""
        cdef _Buffer out = self.out
        cdef Py_ssize_t place = 0, start, end
        cdef bytes key, value
        out.size = 0
        while True:
            start = _find(s, place, size, b"&")
            if start < 0:
                out.append(s + place, size - place)
                return True
            out.append(s + place, start - place)
            end = start + 1
            if end == size or s[end] == b" " or s[end] == b"&" or s[end] == b"<" or s[end] == b";" or s[end] == b"\n":
                out.append(b"&", 1)
                place = end
                continue
            while end < size and (_is_letter(s[end]) or s[end] == b"#" or 48 <= s[end] <= 57):
                end += 1
            if end == size or s[end] != b";" or end - start > LONGEST_ENTITY:
                return False
            key = s[start : end + 1]
            value = self.known.get(key)
            if value is None:
                value = self.known[key] = unescape(key.decode()).encode("utf-8", "surrogatepass")
            out.append(value, len(value))
            place = end + 1

    cdef str unescape(self, const char* s, Py_ssize_t size):
        """Return the text with its entities resolved: `html.unescape`."""
        if _find(s, 0, size, b"&") < 0:
            return _text(s, size)
        if self.resolve(s, size):
            return _text(self.out.data, self.out.size)
        return unescape(_text(s, size))


cdef struct _Attribute:
    # Where its name and its value stand in the markup, and where the next one is sought.
    Py_ssize_t start, end, first, last, next


cdef bint _next(const char* s, Py_ssize_t size, _Attribute* one) noexcept:
    """Find the next attribute of a tag; False if there is none: `attributes._ATTRIBUTE`."""
    cdef Py_ssize_t place = one.next
    while place < size and _ENDS_NAME[<unsigned char>s[place]]:
        place += 1
    if place == size:
        return False
    one.start = place
    while place < size and not _ENDS_NAME[<unsigned char>s[place]]:
        place += 1
    one.end = one.first = one.last = one.next = place
    while place < size and _is_markup_space(s[place]):
        place += 1
    if place == size or s[place] != b"=":
        return True
    place += 1
    while place < size and _is_markup_space(s[place]):
        place += 1
    one.first = place
    if place < size and (s[place] == b'"' or s[place] == b"'"):
        one.first += 1
        one.last = _find(s, one.first, size, s[place])
        if one.last < 0:
            one.last = size
        one.next = min(one.last + 1, size)
    else:
        while place < size and not _is_markup_space(s[place]) and s[place] != b">":
            place += 1
        one.last = one.next = place
    return True


cdef bint _is_named(const char* s, _Attribute* one, bytes name) noexcept:
    """Whether an attribute has this name, in either case."""
    cdef const char* wanted = name
    cdef Py_ssize_t place, size = len(name)
    if one.end - one.start != size:
        return False
    for place in range(size):
        if (s[one.start + place] | 32) != wanted[place]:
            return False
    return True


cdef struct _Span:
    # Where a value stands in the markup.
    Py_ssize_t first, size


cdef int _find_values(const char* s, Py_ssize_t size, const char** names, int count, _Span* found) noexcept:
    """Find the values of the attributes `names`, in lower case; one that is not there has a size of -1."""
    cdef _Attribute one
    cdef Py_ssize_t length, place
    cdef int number
    for number in range(count):
        found[number].size = -1
    one.next = 0
    while _next(s, size, &one):
        length = one.end - one.start
        for number in range(count):
            if found[number].size >= 0 or <Py_ssize_t>strlen(names[number]) != length:
                continue
            place = 0
            while place < length and (s[one.start + place] | 32) == names[number][place]:
                place += 1
            if place == length:
                found[number].first, found[number].size = one.first, one.last - one.first
                break
    return 0


cdef bint _is_lower_case(const char* lower, const char* s, Py_ssize_t size) noexcept:
    """Whether `lower` is what `s` is in lower case."""
    cdef Py_ssize_t place
    for place in range(size):
        if lower[place] != (s[place] | 32 if 65 <= s[place] <= 90 else s[place]):
            return False
    return True


cdef bint _is_lower(const char* s, Py_ssize_t place, Py_ssize_t end) noexcept:
    """Whether a name is as it is in lower case, as far as ASCII goes."""
    while place < end:
        if s[place] & 0x80 or 65 <= s[place] <= 90:
            return False
        place += 1
    return True


cdef dict _attributes(const char* s, Py_ssize_t size, _Entities entities):
    cdef _Attribute one
    cdef dict values = {}
    cdef str name
    one.next = 0
    while _next(s, size, &one):
        name = _text(s + one.start, one.end - one.start)
        if not _is_lower(s, one.start, one.end):
            name = name.lower()
        if name not in values:
            values[name] = entities.unescape(s + one.first, one.last - one.first)
    return values


def read_attributes(str markup):
    """Return the attributes of a tag: `attributes.read_attributes`."""
    cdef bytes source = markup.encode("utf-8", "surrogatepass")
    return _attributes(source, len(source), _Entities())


cdef class Attributes:
    """`attributes.Attributes`: the attributes of an element whose tag's markup is read at the first question."""

    cdef str markup
    cdef dict known

    cdef dict read(self):
        if self.known is None:
            self.known = read_attributes(self.markup)
        return self.known

    def __getitem__(self, str name):
        return self.read()[name]

    def __contains__(self, name):
        return name in self.read()

    def __iter__(self):
        return iter(self.read())

    def __len__(self):
        return len(self.read())

    def __eq__(self, other):
        return self.read() == dict(other) if isinstance(other, Mapping) else NotImplemented

    def get(self, str name, default=None):
        """Return the value of an attribute; one name is sought in the markup, for most elements are asked for few."""
        cdef _Attribute one
        cdef const char* s
        cdef const char* wanted
        cdef Py_ssize_t size, length
        if self.known is not None or not self.markup.isascii() or not name.isascii():
            return self.read().get(name, default)
        s, wanted = PyUnicode_AsUTF8AndSize(self.markup, &size), PyUnicode_AsUTF8AndSize(name, &length)
        one.next = 0
        while _next(s, size, &one):
            if one.end - one.start == length and _is_lower_case(wanted, s + one.start, length):
                value = PyUnicode_DecodeUTF8(s + one.first, one.last - one.first, NULL)
                return unescape(value) if "&" in value else value
        return default

    def keys(self):
        """Return the names."""
        return self.read().keys()

    def values(self):
        """Return the values."""
        return self.read().values()

    def items(self):
        """Return names and values."""
        return self.read().items()

    def __reduce__(self):
        return _made_of, (self.markup,)


Mapping.register(Attributes)


cpdef Attributes _made_of(str markup):
    """Return the attributes that the text between a tag's name and its `>` gives."""
    cdef Attributes made = Attributes.__new__(Attributes)
    made.markup = markup
    return made


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


cdef int _kind_rank(const char* s, Py_ssize_t size, bint is_link) except -2:
    """Return the rank of the kind of mark that its attributes make an element: `marks.named_kind`, `marks.link_kind`.

    -1 is for those with entities, which the two must be asked about.
    """
    cdef _Attribute one
    cdef int best = 0
    cdef bint has_rel = False, has_id = False, has_class = False, has_property = False, is_author = False
    one.next = 0
    while _next(s, size, &one):
        if not has_rel and _is_named(s, &one, b"rel"):
            has_rel = True
            is_author = _find_all(s, one.first, one.last, b"author") >= 0
        elif not has_id and _is_named(s, &one, b"id"):
            has_id = True
            best = _rank(s, one.first, one.last, best)
        elif not has_class and _is_named(s, &one, b"class"):
            has_class = True
            best = _rank(s, one.first, one.last, best)
        elif not has_property and _is_named(s, &one, b"itemprop"):
            has_property = True
            best = _rank(s, one.first, one.last, best)
        else:
            continue
        if _find(s, one.first, one.last, b"&") >= 0:
            return -1
    if is_link and not (has_rel or has_class or has_property):
        return 0
    return _AUTHOR if is_author else best


cdef bint _may_hide(const char* s, Py_ssize_t size) noexcept:
    """Return whether `attributes.hide_element` must be asked; it looks at these two attributes."""
    cdef _Attribute one
    one.next = 0
    while _next(s, size, &one):
        if _is_named(s, &one, b"hidden") or _is_named(s, &one, b"style"):
            return True
    return False
