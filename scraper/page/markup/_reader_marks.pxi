"""Part of `_reader.pyx`: what is known while a page is read, and its marks."""

cdef class _OpenMark:
    cdef str tag, kind
    # Where its attributes stand in the page, and what is open, read and waiting where it begins.
    cdef Py_ssize_t start, end, level, block, position, flushes, nested


cdef class _Aside:
    """A hidden element within a run, and the run as it was where it began: `run_reader.Aside`."""

    cdef str tag
    cdef bint is_inline, is_broken, is_link
    cdef Py_ssize_t level, nested, unseen, flushes, watch
    cdef _Buffer buffer
    cdef _RunInlines inlines
    cdef list open_marks, later, blocks
    cdef Py_ssize_t link_start, link_end, link_first, link_level, link_watch, link_from, link_chars, link_later
    cdef str link_href
    cdef Py_ssize_t bold_depth, bold_level, bold_from, bold_chars
    # How many links, images and marks were found before.
    cdef Py_ssize_t links, images, marks


cdef class _Marks:
    """What is known of the page so far, and the marks in it."""

    cdef const char* source
    cdef _Buffer buffer, scratch, hidden
    cdef _Entities entities
    cdef _RunInlines inlines
    cdef _Names names, asked_attributes
    cdef Py_ssize_t unseen, flushes
    cdef bint is_broken
    cdef list blocks, elements, marks, images, links, meta, head_links, open_marks, asides, later
    cdef dict markups, unknown
    cdef object hiding, asked
    cdef str base, picture_source
    # Whether a style sheet hides all elements of some tag, or with some attribute.
    cdef bint asks_tags, asks_attributes
    cdef Py_ssize_t stack[STACK]
    cdef PyObject* open_tags[STACK]
    cdef Py_ssize_t depth
    cdef bint is_link
    cdef str link_href
    cdef Py_ssize_t link_start, link_end, link_first, link_level, link_watch, link_from, link_chars, link_later
    cdef Py_ssize_t watch
    cdef Py_ssize_t bold_depth, bold_level, bold_from, bold_chars
    cdef Py_ssize_t last_image, last_image_flushes

    def __cinit__(self, hiding):
        self.buffer, self.scratch, self.hidden = _Buffer(4096), _Buffer(4096), _Buffer(1024)
        self.entities = _Entities()
        self.inlines = _RunInlines(self.entities)
        self.hiding, self.asked = hiding, hiding.tags
        self.names = _LABEL_NAMES if hiding.names is LABELS else _Names(hiding.names)
        self.asks_tags = hiding.tags is not HIDDEN_TAGS
        self.asks_attributes = len(hiding.attributes) > 0
        self.asked_attributes = _Names(hiding.attributes)
        self.blocks, self.elements, self.marks, self.images, self.links = [], [Element(-1, "html", 0)], [], [], []
        self.meta, self.head_links, self.open_marks, self.asides, self.later = [], [], [], [], []
        self.markups, self.unknown = {"": BARE}, {}
        self.base, self.picture_source = None, ""
        self.last_image = self.last_image_flushes = -1
        self.hidden.append(b"\0", 1)
        self.stack[0] = 0
        self.open_tags[0] = <PyObject*>_ROOT
        self.depth = 1

    cdef inline dict attributes(self, Py_ssize_t start, Py_ssize_t end):
        return _attributes(self.source + start, end - start, self.entities)

    cdef int look(self, const char* s, Py_ssize_t size, bint is_link, int* hides) except -2:
        """Return the rank of the kind of mark that its attributes make an element: `marks.named_kind`, `marks.link_kind`.

        -1 is for those with character references, which the two must be asked about. `hides` is set to what the attributes
        say of that.
        """
        cdef _Attribute one
        cdef int best = 0
        cdef bint has_rel = False, has_id = False, has_class = False, has_property = False, has_style = False
        cdef bint is_author = False, has_references = False
        hides[0] = SHOWN
        one.next = 0
        while _next(s, size, &one):
            if not has_rel and _is_named(s, &one, b"rel"):
                has_rel = True
                is_author = _find_all(s, one.first, one.last, b"author") >= 0
            elif not has_id and _is_named(s, &one, b"id"):
                has_id = True
                best = _rank(s, one.first, one.last, best)
                if hides[0] == SHOWN and self.names.has(s + one.first, one.last - one.first):
                    hides[0] = ASK
            elif not has_class and _is_named(s, &one, b"class"):
                has_class = True
                best = _rank(s, one.first, one.last, best)
                if hides[0] == SHOWN and self.names.has_any(s, one.first, one.last):
                    hides[0] = ASK
            elif not has_property and _is_named(s, &one, b"itemprop"):
                has_property = True
                best = _rank(s, one.first, one.last, best)
            else:
                if not has_style and _is_named(s, &one, b"style"):
                    has_style = True
                    if _says_hidden(s, one.first, one.last):
                        style = self.entities.unescape(s + one.first, one.last - one.first)
                        if self.hiding.hides_by_style(style):
                            hides[0] = HIDDEN
                elif _is_named(s, &one, b"hidden") or _is_named(s, &one, b"popover"):
                    hides[0] = HIDDEN
                elif self.asks_attributes and hides[0] == SHOWN and self.asks_for(s, &one):
                    hides[0] = ASK
                continue
            if _find(s, one.first, one.last, b"&") >= 0:
                has_references = True
        if has_references:
            hides[0] = max(hides[0], ASK)
            return -1
        if is_link and not (has_rel or has_class or has_property):
            return 0
        return _AUTHOR if is_author else best

    cdef bint asks_for(self, const char* s, _Attribute* one):
        """Whether a style sheet may hide what has this attribute."""
        return not _is_lower(s, one.start, one.end) or self.asked_attributes.has(s + one.start, one.end - one.start)

    cdef str kind(self, Py_ssize_t start, Py_ssize_t end, bint is_link, int* hides):
        """Return the kind of mark that the attributes make an element, "" for none, and whether they hide it."""
        cdef int rank = self.look(self.source + start, end - start, is_link, hides)
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

    cdef int open_mark(self, str tag, str kind, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef _OpenMark mark = _OpenMark()
        mark.tag, mark.kind, mark.start, mark.end = tag, kind, start, end
        mark.level, mark.block = self.depth, len(self.blocks)
        mark.position, mark.flushes = self.buffer.size, self.flushes
        self.open_marks.append(mark)
        self.watch = max(self.watch, mark.level)
        return 0

    cdef inline int nest_mark(self, str tag) except -1:
        """Tell the innermost mark of a start tag of its own."""
        cdef _OpenMark mark
        if self.open_marks:
            mark = self.open_marks[len(self.open_marks) - 1]
            mark.nested += mark.tag == tag
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
            blocks = self.blocks[first:count]
            shown = [block for block in blocks if not self.hidden.data[<Py_ssize_t>block[3]]]
            text = "\n".join([block[1] for block in shown or blocks])
        else:
            return 0
        if len(text) <= LONGEST_MARK:
            self.add_mark(mark, text)
        return 0

    cdef int add_mark(self, _OpenMark mark, str text) except -1:
        """`marks.make_mark`."""
        cdef const char* s = self.source + mark.start
        cdef Py_ssize_t size = mark.end - mark.start
        cdef _Span[11] found
        cdef _Attribute one
        cdef str value, name
        _find_values(s, size, _MARK_NAMES, 11, found)
        value = self.value(mark.start, found, 0, 6)
        one.next = 0
        while not value and _next(s, size, &one):
            name = _text(s + one.start, one.end - one.start).lower()
            if name.startswith("data-") and "date" in name:
                value = self.entities.unescape(s + one.first, one.last - one.first)
                break
        if not value and found[10].size > 0:
            value = dated_title(self.value(mark.start, found, 10, 11))
        value = value or self.value(mark.start, found, 6, 7)
        if text or value:
            hint = self.value(mark.start, found, 7, 10).lower()
            self.marks.append(Mark(mark.kind, text, value, hint, mark.block))
        return 0
