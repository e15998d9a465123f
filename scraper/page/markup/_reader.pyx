# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`tokens.py` and `reader.py` once more, compiled: the same `Reading` of the same text, in a quarter of the time.

The page is UTF-8 here, cut and scanned in place; a Python text is made only of what ends in the reading. What hides an
element, which scripts carry data and how lines are shared out is asked of the very functions that the other two ask; the
order in which attributes are looked at stands here too. Names are theirs, so that the two can be read side by side;
`tests/page/test_compiled.py` holds them to the same answers.
"""

from cpython.ref cimport Py_INCREF, PyObject
from cpython.tuple cimport PyTuple_SET_ITEM
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdlib cimport free, malloc, realloc
from libc.string cimport memchr, memcmp, memcpy, strlen

from collections.abc import Mapping
from html import unescape

from scraper.model import Block, Element, ImageTag, Link, Mark
from scraper.page.markup.attributes import ASSETS, hide_element
from scraper.page.markup.marks import KINDS, LONGEST_MARK, MARK_BLOCKS, TOKEN_KINDS, link_kind, named_kind
from scraper.page.markup.pieces import BREAK, INVISIBLE, breaks_split, share_out
from scraper.page.markup.reader import BARE, DEEPEST, OTHER_ENDS, OTHERS
from scraper.page.markup.reading import Reading
from scraper.page.markup.tags import BLOCK_TAGS, HIDDEN_TAGS, SCOPES, TABLE_TAGS, VOID_TAGS, ended_by
from scraper.page.markup.tokens import DATA_HEAD, SCRIPT_MINIMUM, as_script, carries_data

cdef extern from *:
    """
    #ifndef SCRAPER_SOURCE
    #define SCRAPER_SOURCE ""
    #endif
    """
    const char* SCRAPER_SOURCE

cdef extern from "Python.h":
    const char* PyUnicode_AsUTF8AndSize(str text, Py_ssize_t* size) except NULL
    tuple PyType_GenericAlloc(type made, Py_ssize_t size)

# What it was made from, for `scraper/page/compiled.py`.
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


include "_reader_markup.pxi"
include "_reader_islands.pxi"


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
