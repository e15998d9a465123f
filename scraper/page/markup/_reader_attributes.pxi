"""Part of `_reader.pyx`: character references, attributes, and what attributes say of their element."""

cdef unsigned char[256] _ENDS_NAME, _ENDS_WORD, _ENDS_CLASS
_ENDS_NAME[:] = [chr(byte) in "\t\n\v\f\r =/>" for byte in range(256)]
_ENDS_WORD[:] = [chr(byte) in "\t\n\v\f\r -_\"'=" for byte in range(256)]
_ENDS_CLASS[:] = [chr(byte) in "\t\n\f\r " for byte in range(256)]


cdef class _Entities:
    """Resolves the character references of one page: what each says is asked once."""

    cdef dict known, known_in_attributes
    cdef _Buffer out

    def __cinit__(self):
        self.known, self.known_in_attributes = {}, {}
        self.out = _Buffer(1024)

    cdef bint resolve(self, const char* s, Py_ssize_t size) except -1:
        """Write the text with its character references resolved to `out`; False if one has no end of its own."""
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
            while end < size and (_is_word(s[end]) or s[end] == b"#"):
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
        """Return the value of an attribute: `attributes.unescape_attribute`."""
        cdef _Buffer out = self.out
        cdef Py_ssize_t place = 0, start, end
        cdef bytes key, value
        if _find(s, 0, size, b"&") < 0:
            return _text(s, size)
        out.size = 0
        while True:
            start = _find(s, place, size, b"&")
            if start < 0:
                out.append(s + place, size - place)
                return _text(out.data, out.size)
            out.append(s + place, start - place)
            end = start + 1
            end += end < size and s[end] == b"#"
            while end < size and _is_word(s[end]):
                end += 1
            if end < size and s[end] == b";":
                end += 1
            elif end < size and s[end] == b"=" and s[start + 1] != b"#":
                out.append(s + start, end - start)
                place = end
                continue
            key = s[start:end]
            value = self.known_in_attributes.get(key)
            if value is None:
                value = unescape_attribute(key.decode()).encode("utf-8", "surrogatepass")
                self.known_in_attributes[key] = value
            out.append(value, len(value))
            place = end


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
                return unescape_attribute(value)
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
