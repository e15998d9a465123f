"""Part of `_reader.pyx`: the elements that tags open and end, images, and what the head says."""

cdef class _Elements(_Runs):
    """The elements of one page."""

    cdef bint hides(self, _Tag tag, str markup, int hides) except -1:
        """Return whether an element is hidden whose attributes say so of that."""
        cdef Py_ssize_t place = self.depth - 1
        if hides == HIDDEN or tag.is_hidden:
            return True
        if hides == ASK or tag.asks or (self.asks_tags and tag.name in self.asked):
            # What it ends is not around it.
            while (<_Tag>self.open_tags[place]).bit & tag.ends:
                place -= 1
            return self.hiding.hides(tag.name, markup, self.elements, self.stack[place])
        return False

    cdef int start_block(self, _Tag tag, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef Py_ssize_t parent, number
        cdef bint is_hidden
        cdef int hides
        cdef char hidden
        cdef str markup = _text(self.source + start, end - start)
        cdef tuple learnt
        known = self.markups.get(markup)
        learnt = <tuple>known if known is not None else self.learn(markup, start, end)
        attributes, kind, hides = learnt
        is_hidden = self.hides(tag, markup, hides)
        if self.buffer.size or self.later:
            if is_hidden and not tag.ends and self.depth < STACK:
                self.start_aside(tag, attributes, False)
                if kind:
                    self.open_mark(tag.name, kind, start, end)
                return 0
            self.flush()
        while self.top().bit & tag.ends:
            self.pop()
        parent = self.stack[self.depth - 1]
        hidden = is_hidden or self.hidden.data[parent]
        number = len(self.elements)
        self.elements.append(_new_element(parent, tag.name, self.depth, attributes, hidden))
        self.hidden.append(&hidden, 1)
        if self.depth < STACK:
            self.stack[self.depth] = number
            self.open_tags[self.depth] = <PyObject*>tag
            self.depth += 1
        if kind:
            self.open_mark(tag.name, kind, start, end)
        return 0

    cdef tuple learn(self, str markup, Py_ssize_t start, Py_ssize_t end):
        cdef int hides
        cdef str kind = self.kind(start, end, False, &hides)
        learnt = self.markups[markup] = (_made_of(markup), kind, hides)
        return learnt

    cdef int start_inline(self, _Tag tag, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef int hides = SHOWN
        cdef str kind = ""
        if end > start:
            kind = self.kind(start, end, False, &hides)
        if not self.hide_inline(tag, start, end, hides):
            self.nest_mark(tag.name)
        if kind:
            self.open_mark(tag.name, kind, start, end)
        return 0

    cdef bint hide_inline(self, _Tag tag, Py_ssize_t start, Py_ssize_t end, int hides) except -1:
        """Begin an aside where an inline element is hidden; return whether it is."""
        cdef str markup
        if hides == SHOWN and not (tag.is_hidden or tag.asks or (self.asks_tags and tag.name in self.asked)):
            return False
        markup = _text(self.source + start, end - start)
        if self.depth >= STACK or not self.hides(tag, markup, hides):
            return False
        self.start_aside(tag, _made_of(markup), True)
        return True

    cdef int pop(self) except -1:
        self.depth -= 1
        if self.is_link and self.open_tags[self.depth] != NULL and (<_Tag>self.open_tags[self.depth]).bit == _P:
            self.link_level = min(self.link_level, self.depth)
        if self.depth < self.watch:
            self.settle(self.depth)
        return 0

    cdef Py_ssize_t place_of(self, _Tag tag) noexcept:
        """Return the place of the innermost open element of the tag; -1 if a table cell or the like stands between."""
        cdef Py_ssize_t place = self.depth - 1
        while place >= 0 and (<_Tag>self.open_tags[place]).bit != tag.bit:
            if (<_Tag>self.open_tags[place]).is_scope and not tag.is_table:
                return -1
            place -= 1
        return place

    cdef int close(self, _Tag tag) except -1:
        cdef Py_ssize_t place = self.place_of(tag)
        if place < 0:
            return 0
        self.depth = place
        if place < self.watch:
            self.settle(place)
        return 0

    cdef bint pass_aside(self, _Tag tag) except -1:
        """`reader.Reader._pass_aside`."""
        cdef _Aside aside = self.asides[len(self.asides) - 1]
        cdef int action = tag.action
        cdef Py_ssize_t place
        cdef bint is_own
        if action == BLOCK_END:
            place = self.place_of(tag)
            while self.asides and 0 <= place <= (<_Aside>self.asides[len(self.asides) - 1]).level:
                is_own = place == (<_Aside>self.asides[len(self.asides) - 1]).level
                self.end_aside()
                if is_own:
                    return True
        elif action == INLINE_END or LINK_END <= action < NOTHING:
            if aside.tag == tag.name and not aside.nested:
                self.end_aside()
                return True
            aside.nested -= aside.tag == tag.name
        elif action == BLOCK:
            while self.asides:
                aside = self.asides[len(self.asides) - 1]
                if not aside.is_inline or self.depth != aside.level + 1:
                    break
                if not (<_Tag>self.open_tags[self.depth - 2]).bit & tag.ends:
                    break
                self.end_aside()
        elif action == LINK and aside.tag == tag.name:
            self.end_aside()
        else:
            aside.nested += aside.tag == tag.name
        return False

    cdef int start_body(self, _Tag tag, str markup) except -1:
        self.flush()
        if self.depth == 1:
            self.stack[1] = len(self.elements)
            self.open_tags[1] = <PyObject*>tag
            self.depth = 2
            self.elements.append(Element(0, tag.name, 1, _made_of(markup)))
            self.hidden.append(b"\0", 1)
        return 0

    cdef int add_image(self, Py_ssize_t start, Py_ssize_t end) except -1:
        """`attributes.image_of`, `run_reader.RunReader._add_image`."""
        cdef _Span[7] found
        cdef str src, alt, offered
        _find_values(self.source + start, end - start, _IMAGE_NAMES, 7, found)
        src = self.value(start, found, 0, 4)
        offered = self.picture_source
        if (found[4].size > 0 or found[5].size > 0 or offered) and is_placeholder(src):
            src = largest_of(self.value(start, found, 4, 5)) or largest_of(self.value(start, found, 5, 6)) or offered or src
        self.picture_source = ""
        alt = self.value(start, found, 6, 7)
        if self.top() is _NOSCRIPT and self.last_image_flushes == self.flushes:
            image = self.images[self.last_image]
            if is_placeholder(image.src):
                if src:
                    self.images[self.last_image] = image._replace(src=src, alt=image.alt or alt)
                return 0
        self.last_image, self.last_image_flushes = len(self.images), self.flushes
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
