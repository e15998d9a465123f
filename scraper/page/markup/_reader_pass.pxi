"""Part of `_reader.pyx`: the pass over the tags of a page."""

cdef class _Reader(_Elements):
    """`reader.Reader`."""

    cdef int read(self, _Buffer page) except -1:
        """Read a page without its islands."""
        cdef const char* s = page.data
        cdef Py_ssize_t end = page.size, size, place = 0, previous = 0, name_end, tag_end, button_end = -1
        cdef unsigned char c
        cdef _Tag tag
        self.source = s
        while end > 0 and s[end - 1] != b">":
            end -= 1
        size = self.unfinished(end, page.size)
        while True:
            place = _find(s, place, end, b"<")
            if place < 0:
                break
            c = s[place + 1]
            name_end = 0
            if _is_letter(c):
                name_end = self.name_end(place + 2, end)
            elif c == b"/" and _is_letter(s[place + 2]):
                name_end = self.name_end(place + 3, end)
            elif c != b"!" and c != b"?" and c != b"/":
                place += 1
                continue
            tag_end = _tag_end(s, name_end, end) if name_end else _find(s, place + 2, end, b">")
            if tag_end < 0:
                place += 1
                continue
            self.add_text(previous, place)
            if name_end:
                tag = self.find_tag(place + 1, name_end)
                if place == button_end:
                    tag = _SPAN_END
                elif tag is _BUTTON and not _is_markup_blank(s, previous, place):
                    button_end = self.words_end(tag_end + 1, end, size)
                    if button_end >= 0:
                        tag = _SPAN
                self.act(tag, name_end, tag_end)
            place = previous = tag_end + 1
        if size > previous:
            self.buffer.append(s + previous, size - previous)
        while self.asides:
            self.end_aside()
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
            if c == b"!" or c == b"?" or _is_letter(c) or (c == b"/" and place + 2 < size):
                return place
            place += 1

    cdef Py_ssize_t words_end(self, Py_ssize_t place, Py_ssize_t end, Py_ssize_t size) except -2:
        """Return where the end tag of a button begins whose label stands within a line of text, else -1."""
        cdef const char* s = self.source
        cdef Py_ssize_t label = place, button_end, tag_end
        button_end = _find(s, place, end, b"<")
        if button_end <= label or s[button_end + 1] != b"/" or not _is_letter(s[button_end + 2]):
            return -1
        place = self.name_end(button_end + 3, end)
        if self.find_tag(button_end + 1, place) is not _BUTTON_END:
            return -1
        tag_end = _tag_end(s, place, end)
        if tag_end < 0:
            return -1
        place = tag_end + 1
        while place < size and _is_markup_space(s[place]):
            place += 1
        return button_end if place < size and s[place] != b"<" else -1

    cdef int add_text(self, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef Py_ssize_t cut
        cdef bytes whole
        if start >= end or not (self.buffer.size or not _is_blank(self.source + start, end - start)):
            return 0
        cut = self.cut_reference(start, end)
        self.buffer.append(self.source + start, cut - start)
        if cut < end:
            whole = unescape(_text(self.source + cut, end - cut)).replace("&", "&amp;").encode("utf-8", "surrogatepass")
            self.buffer.append(whole, len(whole))
        return 0

    cdef Py_ssize_t cut_reference(self, Py_ssize_t start, Py_ssize_t end) noexcept:
        """Return where the character reference begins that a tag at `end` cuts off, else `end`: `reader._CUT`."""
        cdef Py_ssize_t place = end - 1, first = max(start, end - _LONGEST_CUT)
        while place >= first and _is_word(self.source[place]):
            place -= 1
        if place >= first and self.source[place] == b"#":
            place -= 1
        return place if place >= first and self.source[place] == b"&" else end

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
        if self.asides and self.pass_aside(tag):
            return 0
        if action == BLOCK_END:
            if self.buffer.size or self.later:
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
            self.start_inline(tag, start, end)
        elif action >= LINK_END:
            if action == LINK_END:
                self.end_link()
            elif action == BOLD_END:
                self.end_bold()
            elif action == SLANT_END:
                self.end_slanted()
            elif action == LINE_END:
                self.start_break()
            elif action == PAGE_END:
                self.flush()
            if action != NOTHING and self.open_marks:
                self.end_mark(tag.name)
        else:
            self.start(action, tag, start, end)
        return 0

    cdef int start(self, int action, _Tag tag, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef int hides = SHOWN
        if action == LINE:
            self.start_break()
        elif action == BOLD:
            if end > start or self.asks_tags:
                self.kind(start, end, False, &hides)
                self.hide_inline(tag, start, end, hides)
            self.start_bold()
        elif action == SLANT:
            self.start_inline(tag, start, end)
            self.start_slanted()
        elif action == RULE:
            self.flush()
            if self.top().bit == _P:
                self.pop()
        elif action == LINK:
            kind = self.kind(start, end, True, &hides)
            self.hide_inline(tag, start, end, hides)
            self.start_link(start, end, kind)
        elif action == IMAGE:
            self.add_image(start, end)
        elif action == TIME:
            self.kind(start, end, False, &hides)
            self.hide_inline(tag, start, end, hides)
            self.nest_mark(tag.name)
            self.open_mark(tag.name, "time", start, end)
        else:
            self.start_rare(action, tag, start, end)
        return 0

    cdef int start_rare(self, int action, _Tag tag, Py_ssize_t start, Py_ssize_t end) except -1:
        cdef _Span[2] found
        if action == META:
            self.add_meta(start, end)
        elif action == HEAD_LINK:
            self.add_head_link(start, end)
        elif action == PICTURE:
            self.picture_source = ""
        elif action == OFFER:
            if not self.picture_source:
                _find_values(self.source + start, end - start, _SOURCE_NAMES, 2, found)
                self.picture_source = largest_of(self.value(start, found, 0, 2))
        elif action == HTML:
            if end > start and not self.elements[0].attributes:
                self.elements[0] = Element(-1, tag.name, 0, _made_of(_text(self.source + start, end - start)))
        elif action == BODY:
            self.start_body(tag, _text(self.source + start, end - start))
        elif self.base is None:
            _find_values(self.source + start, end - start, _BASE_NAMES, 1, found)
            if found[0].size >= 0:
                self.base = self.entities.unescape(self.source + start + found[0].first, found[0].size)
        return 0
