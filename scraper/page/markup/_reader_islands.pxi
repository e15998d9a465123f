"""Part of `_reader.pyx`: what is taken out of a page before its tags are read."""

cdef int _LONGEST_NAME = 14
# The lower-case names of islands, of what ends a drawing, and of the parts of one that hold HTML.
cdef frozenset _ISLANDS = frozenset({b"script", b"style", b"svg", b"title", b"textarea", b"plaintext", b"xmp"})
cdef frozenset _BREAKOUTS = frozenset({name.encode() for name in BREAKOUTS})
cdef frozenset _INTEGRATION_POINTS = frozenset({name.encode() for name in INTEGRATION_POINTS})
cdef bytes _SEPARATOR = SEPARATOR.encode(), _NO_SCRIPT = NO_SCRIPT.encode()


cdef class _Islands:
    """`islands.Islands`: takes comments, scripts and the like out of a page, and keeps title, data and style sheets."""

    cdef const char* source
    cdef Py_ssize_t size
    cdef _Buffer kept
    cdef set endless
    cdef str title
    cdef list scripts, styles

    cdef _Buffer cut(self, bytes source):
        cdef Py_ssize_t position = 0, place = 0, length
        cdef const char* s = source
        cdef bytes name
        self.source, self.size = s, len(source)
        self.kept = _Buffer(len(source))
        self.endless, self.title, self.scripts, self.styles = set(), "", [], []
        while True:
            place = _find(s, place, self.size, b"<")
            if place < 0:
                break
            if self.is_comment(place):
                self.keep_text(position, place)
                place = position = self.after_comment(place + 4)
                continue
            length = self.island_name(place + 1)
            if length:
                self.keep_text(position, place)
                name = s[place + 1 : place + 1 + length]
                place = position = self.after_element(name.lower(), place + 1 + length)
                continue
            place += 1
        self.kept.append(s + position, self.size - position)
        return self.kept

    cdef inline bint is_comment(self, Py_ssize_t place) noexcept:
        cdef const char* s = self.source + place
        return self.size - place > 3 and s[1] == b"!" and s[2] == b"-" and s[3] == b"-"

    cdef int keep_text(self, Py_ssize_t start, Py_ssize_t end) except -1:
        """Keep the text in front of an island."""
        self.kept.append(self.source + start, end - start)
        if self.is_open(max(start, end - _LONGEST_OPEN), end):
            self.kept.append(_SEPARATOR, len(_SEPARATOR))
        return 0

    cdef bint is_open(self, Py_ssize_t start, Py_ssize_t end) noexcept:
        """Whether a tag or a character reference is open there: `islands._OPEN`."""
        cdef const char* s = self.source
        cdef Py_ssize_t place = end - 1
        if place < start:
            return False
        if s[place] == b"<":
            return True
        if s[place] == b"/" or s[place] == b"!" or s[place] == b"?":
            return place > start and s[place - 1] == b"<"
        while place >= start and _is_word(s[place]):
            place -= 1
        if place >= start and s[place] == b"#":
            place -= 1
        return place >= start and s[place] == b"&"

    cdef Py_ssize_t name_size(self, Py_ssize_t start) noexcept:
        """Return the length of the tag's name at `start` if it may be one that is known here, else 0."""
        cdef Py_ssize_t place = start
        cdef char c
        while place < self.size and place - start < _LONGEST_NAME and _is_word(self.source[place]):
            place += 1
        if place >= self.size:
            return 0
        c = self.source[place]
        return place - start if _is_markup_space(c) or c == b"/" or c == b">" else 0

    cdef Py_ssize_t island_name(self, Py_ssize_t start) except -1:
        """Return the length of the name at `start` if it is an island's, else 0."""
        cdef char first
        cdef Py_ssize_t length
        cdef bytes name
        if start >= self.size:
            return 0
        first = self.source[start] | 32
        if first != b"s" and first != b"t" and first != b"p" and first != b"x":
            return 0
        length = self.name_size(start)
        if length < 3 or length > 9:
            return 0
        name = self.source[start : start + length]
        return length if name.lower() in _ISLANDS else 0

    cdef Py_ssize_t after_comment(self, Py_ssize_t start) except -1:
        cdef const char* s = self.source
        cdef Py_ssize_t end
        if start < self.size and s[start] == b">":
            return start + 1
        if start + 1 < self.size and s[start] == b"-" and s[start + 1] == b">":
            return start + 2
        end = self.comment_end(start)
        return end if end >= 0 else _find(s, start, self.size, b">") + 1 or self.size

    cdef Py_ssize_t comment_end(self, Py_ssize_t start) except -2:
        """Return where a comment ends, -1 if nowhere."""
        cdef const char* s = self.source
        cdef Py_ssize_t place = start
        if "comment" in self.endless:
            return -1
        while True:
            place = _find(s, place, self.size, b"-")
            if place < 0 or place + 2 >= self.size:
                self.endless.add("comment")
                return -1
            if s[place + 1] == b"-":
                if s[place + 2] == b">":
                    return place + 3
                if s[place + 2] == b"!" and place + 3 < self.size and s[place + 3] == b">":
                    return place + 4
            place += 1

    cdef Py_ssize_t after_element(self, bytes name, Py_ssize_t start) except -1:
        cdef const char* s = self.source
        cdef Py_ssize_t tag_end = _tag_end(s, start, self.size)
        cdef Py_ssize_t first, end, rest
        if tag_end < 0:
            return self.size
        first = tag_end + 1
        if name == b"svg":
            return self.after_drawing(first)
        if name == b"plaintext":
            self.keep_as_written(first, self.size)
            return self.size
        end = self.script_end(first) if name == b"script" else self.end_tag(name, first)
        if end < 0:
            return self.size if name == b"script" or name == b"style" else first
        self.keep(name, start, first, end)
        rest = _tag_end(s, end + 2 + len(name), self.size)
        return rest + 1 if rest >= 0 else self.size

    cdef int keep(self, bytes name, Py_ssize_t start, Py_ssize_t first, Py_ssize_t last) except -1:
        cdef const char* s = self.source
        cdef Py_ssize_t before
        cdef bytes sheet
        if name == b"script":
            self.keep_script(start, first - 1, last)
        elif name == b"style":
            sheet = s[first:last]
            # The tag before the style sheet's own.
            before = start
            while before > 0 and s[before] != b"<":
                before -= 1
            before -= 1
            while before > 0 and s[before] != b"<":
                before -= 1
            if before >= 0 and s[before : before + len(_NO_SCRIPT)].lower() == _NO_SCRIPT:
                return 0
            if (b"none" in sheet or b"hidden" in sheet) and is_for_screens(_text(s + start, first - 1 - start)):
                self.styles.append(_text(sheet, len(sheet)))
        elif name == b"title":
            self.title = self.title or " ".join(unescape(_text(s + first, last - first)).split())
        elif name == b"xmp":
            self.keep_as_written(first, last)
        return 0

    cdef int keep_as_written(self, Py_ssize_t first, Py_ssize_t last) except -1:
        cdef bytes text = self.source[first:last]
        text = b"<pre>" + text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;") + b"</pre>"
        self.kept.append(text, len(text))
        return 0

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

    cdef bint is_tag(self, Py_ssize_t place, bytes name) noexcept:
        """Whether a tag's name stands there, in either case."""
        cdef Py_ssize_t size = len(name), end = place + len(name), number
        cdef const char* wanted = name
        if end >= self.size:
            return False
        for number in range(size):
            if (self.source[place + number] | 32) != wanted[number]:
                return False
        return _is_markup_space(self.source[end]) or self.source[end] == b"/" or self.source[end] == b">"

    cdef Py_ssize_t end_tag(self, bytes name, Py_ssize_t start) except -2:
        """Return where the end tag of `name` begins, -1 if there is none."""
        cdef Py_ssize_t place = start
        if name in self.endless:
            return -1
        while True:
            place = _find(self.source, place, self.size, b"<")
            if place < 0:
                self.endless.add(name)
                return -1
            if place + 1 < self.size and self.source[place + 1] == b"/" and self.is_tag(place + 2, name):
                return place
            place += 1

    cdef Py_ssize_t script_end(self, Py_ssize_t start) except -2:
        cdef const char* s = self.source
        cdef Py_ssize_t end = self.end_tag(b"script", start), place
        cdef int depth = 0
        place = _find_all(s, start, end if end >= 0 else self.size, b"<!--")
        if place < 0:
            return end
        while place < self.size:
            if s[place] == b"<":
                if self.is_comment(place):
                    place += 4
                    while place < self.size and s[place] == b"-":
                        place += 1
                    if place < self.size and s[place] == b">":
                        depth = 0
                    else:
                        depth = depth or 1
                    continue
                if self.is_tag(place + 1, b"script"):
                    depth = 2 if depth else 0
                elif place + 1 < self.size and s[place + 1] == b"/" and self.is_tag(place + 2, b"script"):
                    if depth < 2:
                        return place
                    depth = 1
            elif s[place] == b"-" and place + 2 < self.size and s[place + 1] == b"-" and s[place + 2] == b">":
                depth = 0
            place += 1
        return -1

    cdef Py_ssize_t after_drawing(self, Py_ssize_t start) except -1:
        cdef const char* s = self.source
        cdef Py_ssize_t place, position = start, length
        cdef list html_in = [0]
        cdef bint is_end, is_empty
        cdef bytes name
        if s[start - 2] == b"/" or "svg" in self.endless:
            return start
        while True:
            place = _find(s, position, self.size, b"<")
            if place < 0:
                break
            if self.is_comment(place):
                position = self.after_comment(place + 4)
                continue
            if self.size - place > 8 and memcmp(s + place, b"<![CDATA[", 9) == 0:
                position = self.section_end(place + 9)
                continue
            position = place + 1
            is_end = position < self.size and s[position] == b"/"
            position += is_end
            length = self.name_size(position)
            if not length:
                continue
            name = s[position : position + length]
            name = name.lower()
            if name != b"svg" and name not in _BREAKOUTS and name not in _INTEGRATION_POINTS:
                continue
            position = _tag_end(s, position + length, self.size) + 1 or self.size
            is_empty = s[position - 2] == b"/"
            if name == b"svg":
                if is_end:
                    html_in.pop()
                    if not html_in:
                        return position
                elif not is_empty:
                    html_in.append(0)
            elif name in _INTEGRATION_POINTS:
                html_in[len(html_in) - 1] = max(0, html_in[len(html_in) - 1] + (-1 if is_end else not is_empty))
            elif not html_in[len(html_in) - 1] and (not is_end or name == b"p" or name == b"br"):
                return place
        if not any(html_in):
            return self.size
        self.endless.add("svg")
        return start

    cdef Py_ssize_t section_end(self, Py_ssize_t start) except -1:
        cdef Py_ssize_t end = -1
        if "section" not in self.endless:
            end = _find_all(self.source, start, self.size, b"]]>")
            if end < 0:
                self.endless.add("section")
        return end + 3 if end >= 0 else self.size
