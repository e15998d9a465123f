# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`tokens.py` and `reader.py` once more, compiled: the same `Reading` of the same text, in a tenth of the time.

The page is UTF-8 here, cut and scanned in place; a Python text is made only of what ends in the reading. What attributes
and lines with breaks say is asked of the very functions that the other two ask. Names are theirs, so that the two can be
read side by side; `tests/test_compiled.py` holds them to the same answers.
"""

from cpython.ref cimport Py_INCREF, PyObject
from cpython.tuple cimport PyTuple_SET_ITEM
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdlib cimport free, malloc, realloc
from libc.string cimport memchr, memcmp, memcpy, strlen

from collections.abc import Mapping
from html import unescape

from scraper.model import Block, Element, ImageTag, Link, Mark
from scraper.page.attributes import ASSETS, hide_element
from scraper.page.marks import KINDS, LONGEST_MARK, MARK_BLOCKS, TOKEN_KINDS, link_kind, named_kind
from scraper.page.pieces import BREAK, INVISIBLE, breaks_split, share_out
from scraper.page.reader import BARE, DEEPEST, OTHER_ENDS, OTHERS
from scraper.page.reading import Reading
from scraper.page.tags import BLOCK_TAGS, HIDDEN_TAGS, SCOPES, TABLE_TAGS, VOID_TAGS, ended_by
from scraper.page.tokens import DATA_HEAD, SCRIPT_MINIMUM, as_script, carries_data

cdef extern from *:
    """
    #ifndef SCRAPER_SOURCE
    #define SCRAPER_SOURCE ""
    #endif
    """
    const char* SCRAPER_SOURCE

cdef extern from "Python.h":
    tuple PyType_GenericAlloc(type made, Py_ssize_t size)

# What it was made from, for `scraper/compiled.py`.
SOURCE = SCRAPER_SOURCE.decode()

cdef type _Block = Block, _Element = Element, _Link = Link
cdef Py_ssize_t _INVISIBLE = len(INVISIBLE)
cdef Py_ssize_t _MARK_BLOCKS = MARK_BLOCKS
cdef Py_ssize_t _SCRIPT_MINIMUM = SCRIPT_MINIMUM
cdef Py_ssize_t _DATA_HEAD = DATA_HEAD
cdef char _BREAK = ord(BREAK)

cdef enum:
    LONGEST_ENTITY = 32
    STACK = 512

assert DEEPEST == STACK

cdef enum:
    BLOCK, BLOCK_END, INLINE, INLINE_END, LINK, BOLD, LINE, RULE, IMAGE, META, HEAD_LINK, TIME, HTML, BODY
    LINK_END, BOLD_END, PAGE_END, NOTHING


cdef inline int _put(tuple new, Py_ssize_t place, value) except -1:
    Py_INCREF(value)
    PyTuple_SET_ITEM(new, place, value)
    return 0


# Named tuples are made by hand: their own way takes three times as long.

cdef inline tuple _new_element(Py_ssize_t parent, str tag, Py_ssize_t depth, attributes, bint is_hidden):
    cdef tuple new = PyType_GenericAlloc(_Element, 5)
    _put(new, 0, parent)
    _put(new, 1, tag)
    _put(new, 2, depth)
    _put(new, 3, attributes)
    _put(new, 4, is_hidden)
    return new


cdef inline tuple _new_block(
    Py_ssize_t number, str text, str tag, Py_ssize_t element, Py_ssize_t link_chars, Py_ssize_t bold_chars
):
    cdef tuple new = PyType_GenericAlloc(_Block, 6)
    _put(new, 0, number)
    _put(new, 1, text)
    _put(new, 2, tag)
    _put(new, 3, element)
    _put(new, 4, link_chars)
    _put(new, 5, bold_chars)
    return new


cdef inline tuple _new_link(str href, str text, str rel, Py_ssize_t block):
    cdef tuple new = PyType_GenericAlloc(_Link, 4)
    _put(new, 0, href)
    _put(new, 1, text)
    _put(new, 2, rel)
    _put(new, 3, block)
    return new


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
        """Return the value of an attribute."""
        if self.known is None and name not in self.markup and self.markup.islower():
            return default
        return self.read().get(name, default)

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


# ---------------------------------------------------------------- islands

cdef class _Islands:
    """`tokens._Islands`: takes comments, scripts and the like out of a page, and keeps title and data."""

    cdef const char* source
    cdef Py_ssize_t size
    cdef set endless
    cdef str title
    cdef list scripts

    cdef _Buffer cut(self, bytes source):
        cdef _Buffer kept = _Buffer(len(source))
        cdef Py_ssize_t position = 0, place = 0, length
        cdef const char* s = source
        self.source, self.size = s, len(source)
        self.endless, self.title, self.scripts = set(), "", []
        while True:
            place = _find(s, place, self.size, b"<")
            if place < 0:
                break
            if self.size - place > 3 and s[place + 1] == b"!" and s[place + 2] == b"-" and s[place + 3] == b"-":
                kept.append(s + position, place - position)
                place = position = self.after_comment(place + 4)
                continue
            length = self.island_name(place + 1)
            if length:
                kept.append(s + position, place - position)
                place = position = self.after_element(place + 1, length)
                continue
            place += 1
        kept.append(s + position, self.size - position)
        return kept

    cdef Py_ssize_t island_name(self, Py_ssize_t start) noexcept:
        """Return the length of the name at `start` if it is an island's, else 0."""
        cdef char name[9]
        cdef Py_ssize_t length = 0
        cdef char c
        if start >= self.size or ((self.source[start] | 32) != b"s" and (self.source[start] | 32) != b"t"):
            return 0
        while length < 9 and start + length < self.size and _is_letter(self.source[start + length]):
            name[length] = self.source[start + length] | 32
            length += 1
        if start + length >= self.size:
            return 0
        c = self.source[start + length]
        if not (_is_markup_space(c) or c == b"/" or c == b">"):
            return 0
        if length == 3:
            return length if memcmp(name, b"svg", 3) == 0 else 0
        if length == 5:
            return length if memcmp(name, b"style", 5) == 0 or memcmp(name, b"title", 5) == 0 else 0
        if length == 6:
            return length if memcmp(name, b"script", 6) == 0 else 0
        return length if length == 8 and memcmp(name, b"textarea", 8) == 0 else 0

    cdef Py_ssize_t after_comment(self, Py_ssize_t start) except -1:
        cdef const char* s = self.source
        cdef Py_ssize_t end
        if start < self.size and s[start] == b">":
            return start + 1
        if start + 1 < self.size and s[start] == b"-" and s[start + 1] == b">":
            return start + 2
        end = self.find(b"-->", start)
        if end >= 0:
            return end + 3
        return _find(s, start, self.size, b">") + 1 or self.size

    cdef Py_ssize_t after_element(self, Py_ssize_t start, Py_ssize_t length) except -1:
        cdef const char* s = self.source
        cdef Py_ssize_t tag_end = _tag_end(s, start + length, self.size)
        cdef Py_ssize_t end
        if tag_end < 0:
            return self.size
        cdef bytes written = s[start : start + length]
        cdef bytes name = written.lower()
        end = self.find(b"</" + written, tag_end + 1)
        if end < 0:
            end = self.find(b"</" + (name if name != written else written.upper()), tag_end + 1)
        if end < 0:
            return self.size if name == b"script" or name == b"style" else tag_end + 1
        if name == b"script":
            self.keep_script(start + length, tag_end, end)
        elif name == b"title" and not self.title:
            self.title = " ".join(unescape(_text(s + tag_end + 1, end - tag_end - 1)).split())
        return _find(s, end, self.size, b">") + 1 or self.size

    cdef Py_ssize_t find(self, bytes wanted, Py_ssize_t start) except -2:
        cdef Py_ssize_t place
        if wanted in self.endless:
            return -1
        place = _find_all(self.source, start, self.size, wanted)
        if place < 0:
            self.endless.add(wanted)
        return place

    cdef int keep_script(self, Py_ssize_t start, Py_ssize_t tag_end, Py_ssize_t end) except -1:
        cdef const char* s = self.source
        cdef Py_ssize_t first = tag_end + 1, last = tag_end + 1, count = 0
        # A character begins with any byte but those of the form 10xxxxxx.
        while last < end and (count < _DATA_HEAD or (s[last] & 0xC0) == 0x80):
            count += (s[last] & 0xC0) != 0x80
            last += 1
        if count > _SCRIPT_MINIMUM:
            markup = _text(s + start, tag_end - start)
            if carries_data(markup, _text(s + first, last - first)):
                self.scripts.append(as_script(markup, _text(s + first, end - first)))
        return 0


# ---------------------------------------------------------------- tags

cdef class _Tag:
    """What is done at a tag, and what is to be known of the elements that it opens."""

    cdef int action
    cdef str name
    # Elements of block-level tags are known by one bit each.
    cdef unsigned long long bit, ends
    cdef bint hides, is_scope, is_table, splits, is_preformatted


cdef dict _BITS = {name: 1 << place for place, name in enumerate(sorted(BLOCK_TAGS))}
assert len(_BITS) <= 64
cdef dict _STARTS = {
    "a": LINK, "b": BOLD, "strong": BOLD, "br": LINE, "hr": RULE, "img": IMAGE, "amp-img": IMAGE, "meta": META,
    "link": HEAD_LINK, "time": TIME, "html": HTML, "body": BODY,
}
cdef dict _ENDS = {"a": LINK_END, "b": BOLD_END, "strong": BOLD_END, "hr": PAGE_END, "html": PAGE_END, "body": PAGE_END}
assert _STARTS.keys() == OTHERS and _ENDS.keys() == OTHER_ENDS


cdef _Tag _tag(str written):
    """Return what a tag does, by its name as the page writes it: `reader._tag`."""
    cdef _Tag tag = _Tag()
    name = written.lower()
    if name.startswith("/"):
        name = name[1:]
        tag.action = _ENDS.get(name, BLOCK_END if name in BLOCK_TAGS else INLINE_END)
    elif name in _STARTS:
        tag.action = _STARTS[name]
    elif name in VOID_TAGS:
        tag.action = NOTHING
    else:
        tag.action = BLOCK if name in BLOCK_TAGS else INLINE
    tag.name = name
    tag.bit = _BITS.get(name, 0)
    for ended in ended_by(name):
        tag.ends |= _BITS[ended]
    tag.hides = name in HIDDEN_TAGS
    tag.is_scope = name in SCOPES
    tag.is_table = name in TABLE_TAGS
    tag.splits = breaks_split(name)
    tag.is_preformatted = name == "pre"
    return tag


cdef inline int _slot_of(unsigned long long name) noexcept:
    return (name * 0x9E3779B97F4A7C15ULL) >> 54


cdef dict _KNOWN = {}
for _name in (*BLOCK_TAGS, *_STARTS, *VOID_TAGS, "span", "em", "i", "u", "small", "label", "font", "sup", "sub", "input"):
    _KNOWN[_name.encode()] = _tag(_name)
    _KNOWN[b"/" + _name.encode()] = _tag("/" + _name)
# Names of up to eight bytes are looked up as one number: (number, index in `_SHORT_TAGS`) by open addressing.
cdef list _SHORT_TAGS = []
cdef unsigned long long[1024] _SHORT_NAMES
cdef short[1024] _SHORT_PLACES
for _key, _known in _KNOWN.items():
    if len(_key) <= 8:
        _number = int.from_bytes(_key, "little")
        _slot = _slot_of(_number)
        while _SHORT_NAMES[_slot]:
            _slot = (_slot + 1) & 1023
        _SHORT_NAMES[_slot], _SHORT_PLACES[_slot] = _number, len(_SHORT_TAGS)
        _SHORT_TAGS.append(_known)
# Elements are compared by their bits, so one object is as good as another.
cdef _Tag _ROOT = _KNOWN[b"html"]
cdef unsigned long long _P = _BITS["p"]


cdef const char** _IMAGE_NAMES = [
    b"data-src", b"data-original", b"data-lazy-src", b"src", b"data-srcset", b"srcset", b"alt"
]
cdef const char** _META_NAMES = [b"property", b"name", b"itemprop", b"http-equiv", b"content"]
cdef const char** _HEAD_LINK_NAMES = [b"rel", b"href"]
cdef const char** _MARK_NAMES = [
    b"datetime", b"content", b"data-date", b"data-time", b"data-datetime", b"data-timestamp", b"href",
    b"itemprop", b"class", b"id",
]


cdef class _OpenMark:
    cdef str tag, kind
    # Where its attributes stand in the page, and what is open, read and waiting where it begins.
    cdef Py_ssize_t start, end, level, block, position, flushes, nested


# ---------------------------------------------------------------- reader

cdef class _Reader:
    """`reader.Reader`."""

    cdef const char* source
    cdef _Buffer buffer, scratch, hidden
    cdef _Entities entities
    cdef Py_ssize_t unseen, flushes
    cdef bint is_broken
    cdef list blocks, elements, marks, images, links, meta, head_links, open_marks
    cdef dict markups, unknown
    cdef Py_ssize_t stack[STACK]
    cdef PyObject* open_tags[STACK]
    cdef Py_ssize_t depth
    cdef bint is_link
    cdef Py_ssize_t link_start, link_end, link_first, link_level, link_watch, link_from, link_chars
    cdef Py_ssize_t watch
    cdef Py_ssize_t bold_depth, bold_level, bold_from, bold_chars

    def __cinit__(self):
        self.buffer, self.scratch, self.hidden = _Buffer(4096), _Buffer(4096), _Buffer(1024)
        self.entities = _Entities()
        self.blocks, self.elements, self.marks, self.images, self.links = [], [Element(-1, "html", 0)], [], [], []
        self.meta, self.head_links, self.open_marks = [], [], []
        self.markups, self.unknown = {"": BARE}, {}
        self.hidden.append(b"\0", 1)
        self.stack[0] = 0
        self.open_tags[0] = <PyObject*>_ROOT
        self.depth = 1

    cdef int read(self, _Buffer page) except -1:
        """Read a page without its islands."""
        cdef const char* s = page.data
        cdef Py_ssize_t end = page.size, size, place = 0, previous = 0, name_end, tag_end
        cdef bint is_tag
        cdef unsigned char c
        self.source = s
        while end > 0 and s[end - 1] != b">":
            end -= 1
        while True:
            place = _find(s, place, end, b"<")
            if place < 0:
                break
            c = s[place + 1]
            name_end = place + 1
            if _is_letter(c):
                name_end = self.name_end(place + 2, end)
            elif c == b"/" and _is_letter(s[place + 2]):
                name_end = self.name_end(place + 3, end)
            elif c == b"!" or c == b"?":
                name_end = place + 2
            else:
                place += 1
                continue
            tag_end = _tag_end(s, name_end, end)
            if tag_end < 0:
                place += 1
                continue
            self.add_text(previous, place)
            if name_end > place + 2 or _is_letter(c):
                self.act(self.find_tag(place + 1, name_end), name_end, tag_end)
            place = previous = tag_end + 1
        size = self.unfinished(end, page.size)
        if size > previous:
            self.buffer.append(s + previous, size - previous)
        self.flush()
        self.settle(0)
        return 0

    cdef Py_ssize_t name_end(self, Py_ssize_t place, Py_ssize_t end) noexcept:
        cdef char c
        while place < end:
            c = self.source[place]
            if _is_markup_space(c) or c == b"/" or c == b">":
                break
            place += 1
        return place

    cdef Py_ssize_t unfinished(self, Py_ssize_t place, Py_ssize_t size) noexcept:
        """Return where a tag without end begins behind the last one."""
        cdef char c
        while True:
            place = _find(self.source, place, size, b"<")
            if place < 0 or place + 1 >= size:
                return size
            c = self.source[place + 1]
            if c == b"/" or c == b"!" or c == b"?" or _is_letter(c):
                return place
            place += 1

    cdef int add_text(self, Py_ssize_t start, Py_ssize_t end) except -1:
        if start < end and (self.buffer.size or not _is_blank(self.source + start, end - start)):
            self.buffer.append(self.source + start, end - start)
        return 0

    cdef _Tag find_tag(self, Py_ssize_t start, Py_ssize_t end):
        """Return what the tag does whose name stands there."""
        cdef unsigned long long number = 0
        cdef Py_ssize_t place
        cdef unsigned char c
        cdef int slot
        cdef bytes key
        if end - start <= 8:
            for place in range(start, end):
                c = self.source[place]
                number |= <unsigned long long>(c | 32 if 65 <= c <= 90 else c) << 8 * (place - start)
            slot = _slot_of(number)
            while _SHORT_NAMES[slot]:
                if _SHORT_NAMES[slot] == number:
                    return <_Tag>_SHORT_TAGS[_SHORT_PLACES[slot]]
                slot = (slot + 1) & 1023
        key = self.source[start:end]
        known = self.unknown.get(key)
        if known is None:
            known = _KNOWN.get(key.lower())
            if known is None:
                known = _tag(_text(self.source + start, end - start))
            self.unknown[key] = known
        return <_Tag>known

    cdef int act(self, _Tag tag, Py_ssize_t start, Py_ssize_t end) except -1:
        """Do what a tag says whose attributes stand from `start` to `end`."""
        cdef int action = tag.action
        cdef _OpenMark mark
        cdef str kind
        if action == BLOCK_END:
            if self.buffer.size:
                self.flush()
            if self.top().bit == tag.bit:
                self.depth -= 1
                if self.depth < self.watch:
                    self.settle(self.depth)
            else:
                self.close(tag)
        elif action == BLOCK:
            self.start_block(tag, start, end)
        elif action == INLINE_END:
            if self.open_marks:
                self.end_mark(tag.name)
        elif action == INLINE:
            if self.open_marks:
                mark = self.open_marks[len(self.open_marks) - 1]
                if mark.tag == tag.name:
                    mark.nested += 1
            if end > start:
                kind = self.kind(start, end)
                if kind:
                    self.open_mark(tag.name, kind, start, end)
        elif action >= LINK_END:
            if action == LINK_END:
                self.end_link()
            elif action == BOLD_END:
                self.end_bold()
            elif action == PAGE_END:
                self.flush()
            if action != NOTHING and self.open_marks:
                self.end_mark(tag.name)
        else:
            self.start(action, tag, start, end)
        return 0

    cdef inline dict attributes(self, Py_ssize_t start, Py_ssize_t end):
        return _attributes(self.source + start, end - start, self.entities)

    cdef str kind(self, Py_ssize_t start, Py_ssize_t end, bint is_link=False):
        """Return the kind of mark that the attributes make an element, "" for none."""
        cdef int rank = _kind_rank(self.source + start, end - start, is_link)
        if rank >= 0:
            return _KIND_NAMES[rank]
        return (link_kind if is_link else named_kind)(self.attributes(start, end))

    cdef str value(self, Py_ssize_t start, _Span* found, int first, int end):
        """Return the first of the attributes from `first` to `end` of the tag at `start` that says something, else ""."""
        cdef int number
        cdef str value
        for number in range(first, end):
            if found[number].size > 0:
                value = self.entities.unescape(self.source + start + found[number].first, found[number].size)
                if value:
                    return value
        return ""

    cdef inline _Tag top(self):
        return <_Tag>self.open_tags[self.depth - 1]

    cdef int start_block(self, _Tag tag, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef Py_ssize_t parent, number
        cdef bint is_hidden
        cdef char hidden
        cdef str markup
        cdef tuple learnt
        if self.buffer.size:
            self.flush()
        while self.top().bit & tag.ends:
            self.pop()
        parent = self.stack[self.depth - 1]
        markup = _text(self.source + start, end - start)
        known = self.markups.get(markup)
        learnt = <tuple>known if known is not None else self.learn(markup, start, end)
        attributes, kind, hides = learnt
        is_hidden = hides or self.hidden.data[parent] or tag.hides
        number = len(self.elements)
        self.elements.append(_new_element(parent, tag.name, self.depth, attributes, is_hidden))
        hidden = is_hidden
        self.hidden.append(&hidden, 1)
        if self.depth < STACK:
            self.stack[self.depth] = number
            self.open_tags[self.depth] = <PyObject*>tag
            self.depth += 1
        if kind:
            self.open_mark(tag.name, kind, start, end)
        return 0

    cdef tuple learn(self, str markup, Py_ssize_t start, Py_ssize_t end):
        cdef const char* s = self.source + start
        hides = _may_hide(s, end - start) and hide_element(self.attributes(start, end))
        learnt = self.markups[markup] = (_made_of(markup), self.kind(start, end), hides)
        return learnt

    cdef int pop(self) except -1:
        self.depth -= 1
        if self.is_link and self.open_tags[self.depth] != NULL and (<_Tag>self.open_tags[self.depth]).bit == _P:
            self.link_level = min(self.link_level, self.depth)
        if self.depth < self.watch:
            self.settle(self.depth)
        return 0

    cdef int close(self, _Tag tag) except -1:
        cdef Py_ssize_t place = self.depth - 1
        while place >= 0 and (<_Tag>self.open_tags[place]).bit != tag.bit:
            place -= 1
        if place < 0:
            return 0
        place = self.depth - 1
        while (<_Tag>self.open_tags[place]).bit != tag.bit:
            if (<_Tag>self.open_tags[place]).is_scope and not tag.is_table:
                return 0
            place -= 1
        self.depth = place
        if place < self.watch:
            self.settle(place)
        return 0

    cdef int settle(self, Py_ssize_t depth) except -1:
        if self.is_link and self.link_level > depth:
            self.end_link()
        if self.bold_depth and self.bold_level > depth:
            self.bold_depth = 1
            self.end_bold()
        while self.open_marks and (<_OpenMark>self.open_marks[len(self.open_marks) - 1]).level > depth:
            self.close_mark()
        self.watch = self.link_level if self.is_link else 0
        if self.bold_depth:
            self.watch = max(self.watch, self.bold_level)
        if self.open_marks:
            self.watch = max(self.watch, (<_OpenMark>self.open_marks[len(self.open_marks) - 1]).level)
        return 0

    # ------------------------------------------------------------ blocks

    cdef str running(self, Py_ssize_t start):
        """Return the running text of the buffer from `start` on: `pieces.flat`."""
        cdef const char* s = self.buffer.data
        cdef Py_ssize_t place = start, end = self.buffer.size, word
        cdef char* out
        cdef int width
        if start >= end:
            return ""
        if _find(s, start, end, b"&") >= 0:
            if not self.entities.resolve(s + start, end - start):
                return " ".join(unescape(_text(s + start, end - start)).split())
            s, place, end = self.entities.out.data, 0, self.entities.out.size
        self.scratch.size = 0
        self.scratch.reserve(end - place + 1)
        out = self.scratch.data
        while place < end:
            if _MAY_BE_BLANK[<unsigned char>s[place]]:
                width = _space(<const unsigned char*>s + place, end - place)
                if width:
                    place += width
                    continue
            word = place
            place += 1
            while place < end and not (
                _MAY_BE_BLANK[<unsigned char>s[place]] and _space(<const unsigned char*>s + place, end - place)
            ):
                place += 1
            if out != self.scratch.data:
                out[0] = b" "
                out += 1
            memcpy(out, s + word, place - word)
            out += place - word
        return _text(self.scratch.data, out - self.scratch.data)

    cdef int flush(self) except -1:
        cdef _Tag tag = self.top()
        cdef _Buffer buffer = self.buffer
        cdef Py_ssize_t size, links, bold
        cdef str text
        if self.is_link:
            self.link_chars += _count(buffer.data + self.link_from, buffer.size - self.link_from)
            self.link_from = 0
        if self.bold_depth:
            self.bold_chars += _count(buffer.data + self.bold_from, buffer.size - self.bold_from)
            self.bold_from = 0
        self.unseen, self.is_broken = 0, False
        self.flushes += 1
        links, bold = self.link_chars, self.bold_chars
        self.link_chars = self.bold_chars = 0
        if tag.is_preformatted or _find(buffer.data, 0, buffer.size, _BREAK) >= 0:
            text = unescape(_text(buffer.data, buffer.size))
            buffer.size = 0
            for line, line_links, line_bold in share_out(text, tag.name, links, bold):
                self.add_block(line, tag, line_links, line_bold)
            return 0
        text = self.running(0)
        buffer.size = 0
        size = len(text)
        if size > _INVISIBLE or text.strip(INVISIBLE):
            self.add_block(text, tag, min(links, size), min(bold, size))
        return 0

    cdef int add_block(self, str text, _Tag tag, Py_ssize_t links, Py_ssize_t bold) except -1:
        self.blocks.append(_new_block(len(self.blocks), text, tag.name, self.stack[self.depth - 1], links, bold))
        return 0

    # ------------------------------------------------------------ what else a tag may start

    cdef int start(self, int action, _Tag tag, Py_ssize_t start, Py_ssize_t end) except -1:
        if action == LINE:
            self.start_break()
        elif action == BOLD:
            self.start_bold()
        elif action == RULE:
            self.flush()
            if self.top().bit == _P:
                self.pop()
        else:
            if action == LINK:
                self.start_link(start, end)
            elif action == IMAGE:
                self.add_image(start, end)
            elif action == TIME:
                if self.open_marks and (<_OpenMark>self.open_marks[len(self.open_marks) - 1]).tag == tag.name:
                    (<_OpenMark>self.open_marks[len(self.open_marks) - 1]).nested += 1
                self.open_mark(tag.name, "time", start, end)
            elif action == META:
                self.add_meta(start, end)
            elif action == HEAD_LINK:
                self.add_head_link(start, end)
            elif action == HTML:
                if end > start and not self.elements[0].attributes:
                    self.elements[0] = Element(-1, tag.name, 0, _made_of(_text(self.source + start, end - start)))
            elif action == BODY:
                self.start_body(tag, _text(self.source + start, end - start))
        return 0

    cdef int add_image(self, Py_ssize_t start, Py_ssize_t end) except -1:
        """`attributes.image_of`."""
        cdef _Span[7] found
        cdef str src
        _find_values(self.source + start, end - start, _IMAGE_NAMES, 7, found)
        src = self.value(start, found, 0, 4)
        if not src or src.startswith("data:"):
            src = self.value(start, found, 4, 6).strip().split(" ")[0] or self.value(start, found, 3, 4)
        if src:
            alt = self.value(start, found, 6, 7)
            self.images.append(ImageTag(src, alt, len(self.blocks), self.stack[self.depth - 1]))
        return 0

    cdef int add_meta(self, Py_ssize_t start, Py_ssize_t end) except -1:
        """`attributes.meta_of`."""
        cdef _Span[5] found
        cdef str name
        _find_values(self.source + start, end - start, _META_NAMES, 5, found)
        name = self.value(start, found, 0, 4)
        if name:
            self.meta.append((name.strip().lower(), " ".join(self.value(start, found, 4, 5).split())))
        return 0

    cdef int add_head_link(self, Py_ssize_t start, Py_ssize_t end) except -1:
        """`attributes.head_link_of`."""
        cdef _Span[2] found
        cdef str rel, href
        _find_values(self.source + start, end - start, _HEAD_LINK_NAMES, 2, found)
        rel = self.value(start, found, 0, 1).strip().lower()
        if rel and rel.split()[0] not in ASSETS:
            href = self.value(start, found, 1, 2)
            if href:
                self.head_links.append((rel, href.strip()))
        return 0

    cdef int start_body(self, _Tag tag, str markup) except -1:
        self.flush()
        if self.depth == 1:
            self.stack[1] = len(self.elements)
            self.open_tags[1] = <PyObject*>tag
            self.depth = 2
            self.elements.append(Element(0, tag.name, 1, _made_of(markup)))
            self.hidden.append(b"\0", 1)
        return 0

    cdef int start_break(self) except -1:
        cdef bint follows_text = self.running(self.unseen) != ""
        if self.is_broken and not follows_text and self.top().splits:
            self.flush()
            return 0
        if self.is_broken or follows_text:
            self.buffer.append(&_BREAK, 1)
            self.is_broken = True
        self.unseen = self.buffer.size
        return 0

    cdef int start_link(self, Py_ssize_t start, Py_ssize_t end) except -1:
        if self.is_link:
            self.end_link()
            if self.open_marks and (<_OpenMark>self.open_marks[len(self.open_marks) - 1]).tag == "a":
                self.close_mark()
        self.is_link, self.link_start, self.link_end, self.link_first = True, start, end, len(self.blocks)
        self.link_level, self.link_watch = self.depth, self.watch
        self.link_from = self.buffer.size
        self.watch = max(self.watch, self.depth)
        kind = self.kind(start, end, is_link=True)
        if kind:
            self.open_mark("a", kind, start, end)
        return 0

    cdef int end_link(self) except -1:
        cdef str text, href = "", rel = ""
        cdef const char* s = self.source + self.link_start
        cdef Py_ssize_t size = self.link_end - self.link_start
        cdef _Attribute one
        cdef bint has_href = False, has_rel = False
        if not self.is_link:
            return 0
        self.is_link = False
        if not self.open_marks:
            self.watch = self.link_watch
        text = self.running(self.link_from)
        self.link_chars += len(text)
        if not text and <Py_ssize_t>len(self.blocks) > self.link_first:
            text = self.blocks[self.link_first][1]
        one.next = 0
        while _next(s, size, &one):
            if not has_href and _is_named(s, &one, b"href"):
                has_href, href = True, self.entities.unescape(s + one.first, one.last - one.first)
            elif not has_rel and _is_named(s, &one, b"rel"):
                has_rel, rel = True, self.entities.unescape(s + one.first, one.last - one.first)
        if href:
            self.links.append(_new_link(href, text, rel, self.link_first))
        return 0

    cdef int start_bold(self) except -1:
        if not self.bold_depth:
            self.bold_from, self.bold_level = self.buffer.size, self.depth
            self.watch = max(self.watch, self.bold_level)
        self.bold_depth += 1
        return 0

    cdef int end_bold(self) except -1:
        if self.bold_depth == 1:
            self.bold_chars += _count(self.buffer.data + self.bold_from, self.buffer.size - self.bold_from)
        self.bold_depth = max(0, self.bold_depth - 1)
        return 0

    # ------------------------------------------------------------ marks

    cdef int open_mark(self, str tag, str kind, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef _OpenMark mark = _OpenMark()
        mark.tag, mark.kind, mark.start, mark.end = tag, kind, start, end
        mark.level, mark.block = self.depth, len(self.blocks)
        mark.position, mark.flushes = self.buffer.size, self.flushes
        self.open_marks.append(mark)
        self.watch = max(self.watch, mark.level)
        return 0

    cdef int end_mark(self, str tag) except -1:
        """End the innermost mark at the end tag `tag` if it is its own, unless that ends an element inside it."""
        cdef _OpenMark mark = self.open_marks[len(self.open_marks) - 1]
        if mark.tag != tag:
            return 0
        if mark.nested:
            mark.nested -= 1
        else:
            self.close_mark()
        return 0

    cdef int close_mark(self) except -1:
        cdef _OpenMark mark = self.open_marks.pop()
        cdef Py_ssize_t first = mark.block, count = len(self.blocks)
        if count == first:
            text = self.running(mark.position if mark.flushes == self.flushes else 0)
        elif count - first <= _MARK_BLOCKS:
            text = "\n".join([block[1] for block in self.blocks[first:count]])
        else:
            return 0
        if len(text) <= LONGEST_MARK:
            self.add_mark(mark, text)
        return 0

    cdef int add_mark(self, _OpenMark mark, str text) except -1:
        """`marks.make_mark`."""
        cdef const char* s = self.source + mark.start
        cdef Py_ssize_t size = mark.end - mark.start
        cdef _Span[10] found
        cdef _Attribute one
        cdef str value, name
        _find_values(s, size, _MARK_NAMES, 10, found)
        value = self.value(mark.start, found, 0, 6)
        one.next = 0
        while not value and _next(s, size, &one):
            name = _text(s + one.start, one.end - one.start).lower()
            if name.startswith("data-") and "date" in name:
                value = self.entities.unescape(s + one.first, one.last - one.first)
                break
        value = value or self.value(mark.start, found, 6, 7)
        if text or value:
            hint = self.value(mark.start, found, 7, 10).lower()
            self.marks.append(Mark(mark.kind, text, value, hint, mark.block))
        return 0


def read_blocks(bytes html):
    """Return the blocks and signals of an HTML page in UTF-8 (a lone surrogate as three bytes): `blocks.read_blocks`."""
    cdef _Islands islands = _Islands()
    cdef _Reader reader = _Reader()
    reader.read(islands.cut(html))
    root = reader.elements[0].attributes
    return Reading(
        tuple(reader.blocks),
        tuple(reader.elements),
        tuple(reader.marks),
        tuple(reader.images),
        tuple(reader.links),
        islands.title,
        root.get("lang") or root.get("xml:lang") or "",
        tuple(reader.meta),
        tuple(reader.head_links),
        tuple(islands.scripts),
    )
