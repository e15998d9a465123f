"""Part of `_reader.pyx`: the runs of text between block-level tags."""

# Where a link, an image and a mark say in which block they stand.
cdef tuple _BLOCK_FIELDS = (Link._fields.index("block"), ImageTag._fields.index("block"), Mark._fields.index("block"))


cdef class _Runs(_Marks):
    """`run_reader.RunReader`: the runs of one page, one after the other."""

    cdef int flush(self) except -1:
        cdef _Tag tag = self.top()
        cdef _Buffer buffer = self.buffer
        cdef Py_ssize_t size, links, bold, first = len(self.blocks)
        cdef str text
        cdef _RunInlines inlines = self.inlines
        if self.is_link:
            if self.leads_away():
                self.link_chars += _count(buffer.data + self.link_from, buffer.size - self.link_from)
            self.link_from = 0
            inlines.end(_LINK_KIND, &inlines.link, buffer, first, self.link_href)
        if self.bold_depth:
            self.bold_chars += _count(buffer.data + self.bold_from, buffer.size - self.bold_from)
            self.bold_from = 0
            inlines.end(_STRONG, &inlines.bold, buffer, first, "")
        if inlines.slant_depth:
            inlines.end(_EMPHASIS, &inlines.slanted, buffer, first, "")
        self.unseen, self.is_broken = 0, False
        self.flushes += 1
        links, bold = self.link_chars, self.bold_chars
        self.link_chars = self.bold_chars = 0
        if tag.is_preformatted or _find(buffer.data, 0, buffer.size, _BREAK) >= 0:
            text = unescape(_text(buffer.data, buffer.size))
            buffer.size = 0
            for line, line_links, line_bold in share_out(text, tag.name, links, bold):
                self.add_block(line, tag, line_links, line_bold)
        else:
            text = self.running(0)
            buffer.size = 0
            size = len(text)
            if size > _INVISIBLE or text.strip(INVISIBLE):
                self.add_block(text, tag, min(links, size), min(bold, size))
        inlines.flush(self.blocks, first)
        if self.later:
            self.add_later()
        return 0

    cdef int add_block(self, str text, _Tag tag, Py_ssize_t links, Py_ssize_t bold) except -1:
        self.blocks.append(_new_block(len(self.blocks), text, tag.name, self.stack[self.depth - 1], links, bold))
        return 0

    cdef int settle(self, Py_ssize_t depth) except -1:
        if self.is_link and self.link_level > depth:
            self.end_link()
        if self.bold_depth and self.bold_level > depth:
            self.bold_depth = 1
            self.end_bold()
        if self.inlines.slant_depth and self.inlines.slant_level > depth:
            self.inlines.slant_depth = 1
            self.end_slanted()
        while self.open_marks and (<_OpenMark>self.open_marks[len(self.open_marks) - 1]).level > depth:
            self.close_mark()
        self.watch = self.link_level if self.is_link else 0
        if self.bold_depth:
            self.watch = max(self.watch, self.bold_level)
        if self.inlines.slant_depth:
            self.watch = max(self.watch, self.inlines.slant_level)
        if self.open_marks:
            self.watch = max(self.watch, (<_OpenMark>self.open_marks[len(self.open_marks) - 1]).level)
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

    cdef int start_link(self, Py_ssize_t start, Py_ssize_t end, str kind) except -1:
        if self.is_link:
            self.end_link()
            if self.open_marks and (<_OpenMark>self.open_marks[len(self.open_marks) - 1]).tag == "a":
                self.close_mark()
        self.is_link, self.link_start, self.link_end, self.link_first = True, start, end, len(self.blocks)
        self.link_href = self.link_value(b"href")
        self.inlines.link = self.inlines.count(self.buffer)
        self.link_level, self.link_watch = self.depth, self.watch
        self.link_from = self.buffer.size
        self.link_later = len(self.later)
        self.watch = max(self.watch, self.depth)
        if kind:
            self.open_mark("a", kind, start, end)
        return 0

    cdef int end_link(self) except -1:
        cdef str text, href = self.link_href
        if not self.is_link:
            return 0
        self.is_link = False
        if not self.open_marks:
            self.watch = self.link_watch
        text = self.running(self.link_from)
        if self.top().is_heading and "#" in href and is_sign(text):
            self.buffer.size = self.link_from
            self.inlines.take_back(self.link_from)
        else:
            self.inlines.end(_LINK_KIND, &self.inlines.link, self.buffer, len(self.blocks), href)
            if self.leads_away():
                self.link_chars += len(text)
        if not text and <Py_ssize_t>len(self.blocks) > self.link_first:
            text = self.blocks[self.link_first][1]
        elif not text and <Py_ssize_t>len(self.later) > self.link_later:
            text = " ".join([block[1] for block in self.later[self.link_later][0]])
        if href:
            self.links.append(_new_link(href, text, self.link_value(b"rel"), self.link_first))
        return 0

    cdef bint leads_away(self) noexcept:
        """`pieces.leads_away`, of the link that is open."""
        return not self.top().is_heading or not (self.link_href == "" or self.link_href[0] == "#")

    cdef str link_value(self, bytes name):
        """Return what an attribute of the open link says, "" where it has none."""
        cdef const char* s = self.source + self.link_start
        cdef _Attribute one
        one.next = 0
        while _next(s, self.link_end - self.link_start, &one):
            if _is_named(s, &one, name):
                return self.entities.unescape(s + one.first, one.last - one.first)
        return ""

    cdef int start_bold(self) except -1:
        if not self.bold_depth:
            self.bold_from, self.bold_level = self.buffer.size, self.depth
            self.watch = max(self.watch, self.bold_level)
            self.inlines.bold = self.inlines.count(self.buffer)
        self.bold_depth += 1
        return 0

    cdef int end_bold(self) except -1:
        if self.bold_depth == 1:
            self.bold_chars += _count(self.buffer.data + self.bold_from, self.buffer.size - self.bold_from)
            self.inlines.end(_STRONG, &self.inlines.bold, self.buffer, len(self.blocks), "")
        self.bold_depth = max(0, self.bold_depth - 1)
        return 0

    cdef int start_slanted(self) except -1:
        cdef _RunInlines inlines = self.inlines
        if not inlines.slant_depth:
            inlines.slant_level = self.depth
            self.watch = max(self.watch, self.depth)
            inlines.slanted = inlines.count(self.buffer)
        inlines.slant_depth += 1
        return 0

    cdef int end_slanted(self) except -1:
        cdef _RunInlines inlines = self.inlines
        if inlines.slant_depth == 1:
            inlines.end(_EMPHASIS, &inlines.slanted, self.buffer, len(self.blocks), "")
        inlines.slant_depth = max(0, inlines.slant_depth - 1)
        return 0

    cdef int start_aside(self, _Tag tag, attributes, bint is_inline) except -1:
        cdef _Aside aside = _Aside()
        cdef char hidden = True
        aside.tag, aside.level, aside.is_inline, aside.nested = tag.name, self.depth, is_inline, 0
        aside.buffer, aside.open_marks, aside.later, aside.blocks = self.buffer, self.open_marks, self.later, self.blocks
        aside.unseen, aside.is_broken, aside.flushes, aside.watch = self.unseen, self.is_broken, self.flushes, self.watch
        aside.is_link, aside.link_start, aside.link_end = self.is_link, self.link_start, self.link_end
        aside.link_first, aside.link_level, aside.link_watch = self.link_first, self.link_level, self.link_watch
        aside.link_from, aside.link_chars, aside.link_later = self.link_from, self.link_chars, self.link_later
        aside.bold_depth, aside.bold_level = self.bold_depth, self.bold_level
        aside.bold_from, aside.bold_chars = self.bold_from, self.bold_chars
        aside.inlines, aside.link_href = self.inlines, self.link_href
        aside.links, aside.images, aside.marks = len(self.links), len(self.images), len(self.marks)
        self.asides.append(aside)
        self.stack[self.depth] = len(self.elements)
        self.open_tags[self.depth] = <PyObject*>tag
        self.elements.append(_new_element(self.stack[self.depth - 1], tag.name, self.depth, attributes, True))
        self.hidden.append(&hidden, 1)
        self.depth += 1
        self.buffer, self.open_marks, self.later, self.blocks = _Buffer(256), [], [], []
        self.inlines = _RunInlines(self.entities)
        self.unseen = self.watch = self.link_from = self.link_chars = self.link_later = 0
        self.is_broken = self.is_link = False
        self.bold_depth = self.bold_level = self.bold_from = self.bold_chars = 0
        return 0

    cdef int end_aside(self) except -1:
        cdef _Aside aside, around
        cdef list blocks
        self.flush()
        self.settle(0)
        aside, blocks = self.asides.pop(), self.blocks
        if aside.is_inline and self.asides:
            around = self.asides[len(self.asides) - 1]
            around.nested -= around.tag == aside.tag
        self.depth = aside.level
        self.buffer, self.open_marks, self.later, self.blocks = aside.buffer, aside.open_marks, aside.later, aside.blocks
        self.unseen, self.is_broken, self.flushes, self.watch = aside.unseen, aside.is_broken, aside.flushes, aside.watch
        self.is_link, self.link_start, self.link_end = aside.is_link, aside.link_start, aside.link_end
        self.link_first, self.link_level, self.link_watch = aside.link_first, aside.link_level, aside.link_watch
        self.link_from, self.link_chars, self.link_later = aside.link_from, aside.link_chars, aside.link_later
        self.bold_depth, self.bold_level = aside.bold_depth, aside.bold_level
        self.bold_from, self.bold_chars = aside.bold_from, aside.bold_chars
        self.inlines, self.link_href = aside.inlines, aside.link_href
        later = (
            blocks, (aside.links, aside.images, aside.marks), (len(self.links), len(self.images), len(self.marks))
        )
        if blocks:
            self.later.append(later)
        else:
            self.renumber(later)
        return 0

    cdef int add_later(self) except -1:
        cdef list later = self.later
        self.later = []
        for one in later:
            self.renumber(one)
            first = len(self.blocks)
            self.blocks += [_moved(block, 0, first) for block in one[0]]
        return 0

    cdef int renumber(self, tuple later) except -1:
        cdef Py_ssize_t base = len(self.blocks)
        cdef list found
        _, firsts, lasts = later
        if base == 0:
            return 0
        for found, first, last, field in zip((self.links, self.images, self.marks), firsts, lasts, _BLOCK_FIELDS):
            if first < last:
                found[first:last] = [_moved(one, field, base) for one in found[first:last]]
        return 0
