"""Part of `_reader.pyx`: what is taken out of a page before its tags are read."""

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
