"""Part of `_scores.pyx`: what the page around a block says of it, `around.py`."""

cdef enum:
    IS_TEXT_NAME = 1
    IS_SIDE_NAME = 2
    MOST_UP = 9
    PIECE = 3

assert MOST_UP == around.MOST_UP and PIECE == around.PIECE
cdef Py_ssize_t _NEAR_BLOCKS = around.NEAR, _LONGEST_START = around.LONGEST
cdef double _LINKED = around.LINKED, _LEAST_OWN = around.LEAST_OWN, _LEAST_AROUND = around.LEAST_AROUND
cdef double _NOT_DESCRIBED = around.NEVER
cdef int _ARTICLE_TAG = _TAG_PLACES["article"]
cdef dict _NAME_BITS = {
    name: IS_TEXT_NAME * (name in around.TEXT_NAMES) + IS_SIDE_NAME * (name in around.SIDE_NAMES)
    for name in around.TEXT_NAMES | around.SIDE_NAMES
}
# The lengths of those names, a bit each, by their first letters.
assert all(len(name) < 32 and name.isascii() and name.isalpha() and name.islower() for name in _NAME_BITS)
cdef unsigned int[26] _NAME_LENGTHS
for _name in _NAME_BITS:
    _NAME_LENGTHS[ord(_name[0]) - 97] |= 1 << len(_name)


cdef int _name_bits(str name) except -1:
    """`around._read`."""
    cdef Py_ssize_t place = 0, start, size = PyUnicode_GET_LENGTH(name)
    cdef int kind = PyUnicode_KIND(name), bits = 0
    cdef void* data = PyUnicode_DATA(name)
    cdef unsigned int c
    if not name.isascii():
        is_text, is_side = around._read(name)
        return IS_TEXT_NAME * is_text + IS_SIDE_NAME * is_side
    while place < size:
        start = place
        while place < size and not _is_separator(PyUnicode_READ(kind, data, place)):
            place += 1
        if 0 < place - start < 32:
            c = <unsigned int>PyUnicode_READ(kind, data, start) | 32
            if 97 <= c <= 122 and _NAME_LENGTHS[c - 97] >> (place - start) & 1:
                bits |= <int>_NAME_BITS.get(name[start:place].lower(), 0)
        place += 1
    return bits


cdef struct _Steps:
    # Levels up, counted from 1: 0 is not known yet.
    int text, side, article


cdef inline int _up_from(bint is_here, int above) noexcept:
    return 1 if is_here else min(MOST_UP + 1, above + 1)


cdef inline unsigned long long _piece(int kind, void* data, Py_ssize_t place) noexcept:
    """Return three letters as a number above 0."""
    cdef unsigned long long first = PyUnicode_READ(kind, data, place), second = PyUnicode_READ(kind, data, place + 1)
    return (((first << 21) | second) << 21 | <unsigned long long>PyUnicode_READ(kind, data, place + 2)) + 1


cdef inline size_t _piece_slot(unsigned long long piece) noexcept:
    return <size_t>((piece * 0x9E3779B97F4A7C15ULL) >> 40)


cdef class _Around(_Containers):
    """The columns of `around.around_columns`, in the rows of all."""

    # Of the blocks that may be body: their numbers and their rows.
    cdef Py_ssize_t count
    cdef Py_ssize_t* chosen
    cdef double* rows

    cdef inline _Block* block(self, Py_ssize_t place) noexcept:
        return &self.blocks[self.chosen[place]]

    cdef int fill_around(self) except -1:
        self.fill_names()
        self.fill_near_links()
        self.fill_title()
        self.fill_described()
        return 0

    cdef int fill_names(self) except -1:
        cdef Py_ssize_t place, number, parent, size
        cdef Py_ssize_t* path = <Py_ssize_t*>self.memory.take(self.element_count, sizeof(Py_ssize_t))
        cdef _Steps* steps = <_Steps*>self.memory.take(self.element_count, sizeof(_Steps))
        cdef _Steps above
        cdef double* row
        cdef dict known = {}
        cdef int bits
        for place in range(self.count):
            number, size = self.block(place).element, 0
            while number >= 0 and not steps[number].text:
                path[size] = number
                size += 1
                number = self.elements[number].parent
            while size:
                size -= 1
                number = path[size]
                attributes = _item(self.boilerplate.page_elements[number], 3)
                name = attributes.get("class") or attributes.get("id") or ""
                found = known.get(name)
                if found is None:
                    found = known[name] = _name_bits(name)
                bits, parent = found, self.elements[number].parent
                above.text = above.side = above.article = MOST_UP + 1
                if parent >= 0:
                    above = steps[parent]
                prop = attributes.get("itemprop")
                steps[number].text = _up_from(bits & IS_TEXT_NAME, above.text)
                steps[number].side = _up_from(bits & IS_SIDE_NAME, above.side)
                steps[number].article = _up_from(
                    self.elements[number].tag == _ARTICLE_TAG or (prop and "articlebody" in prop.lower()), above.article
                )
            row, number = self.rows + place * COLUMNS, self.block(place).element
            row[TEXT_UP], row[SIDE_UP] = steps[number].text - 1, steps[number].side - 1
            row[ARTICLE_UP] = steps[number].article - 1
        return 0

    cdef int fill_near_links(self) except -1:
        cdef Py_ssize_t number, start, end, place
        cdef Py_ssize_t* sums = <Py_ssize_t*>self.memory.take(self.block_count, sizeof(Py_ssize_t))
        for number in range(self.block_count):
            sums[number + 1] = sums[number] + (
                <double>self.blocks[number].links > _LINKED * <double>self.blocks[number].size
            )
        for place in range(self.count):
            number = self.chosen[place]
            start, end = max(0, number - _NEAR_BLOCKS), min(self.block_count, number + _NEAR_BLOCKS + 1)
            self.rows[place * COLUMNS + NEAR_LINKS] = <double>(sums[end] - sums[start]) / <double>(end - start)
        return 0

    cdef int fill_title(self) except -1:
        cdef str title = around.page_title(self.boilerplate.page), text
        cdef Py_ssize_t place, step, size = PyUnicode_GET_LENGTH(title), parent
        cdef size_t slots = 64, slot
        while slots < 2 * <size_t>size:
            slots *= 2
        cdef unsigned long long* pieces = <unsigned long long*>self.memory.take(slots, sizeof(unsigned long long))
        cdef Py_ssize_t* hits = <Py_ssize_t*>self.memory.take(self.count, sizeof(Py_ssize_t))
        cdef Py_ssize_t* sizes = <Py_ssize_t*>self.memory.take(self.count, sizeof(Py_ssize_t))
        # By the element around, counted from 1: the root has none.
        cdef Py_ssize_t* all_hits = <Py_ssize_t*>self.memory.take(self.element_count + 1, sizeof(Py_ssize_t))
        cdef Py_ssize_t* all_sizes = <Py_ssize_t*>self.memory.take(self.element_count + 1, sizeof(Py_ssize_t))
        cdef unsigned long long piece
        cdef int kind = PyUnicode_KIND(title)
        cdef void* data = PyUnicode_DATA(title)
        cdef double* row
        for step in range(size - PIECE + 1):
            piece = _piece(kind, data, step)
            slot = _piece_slot(piece) & (slots - 1)
            while pieces[slot] and pieces[slot] != piece:
                slot = (slot + 1) & (slots - 1)
            pieces[slot] = piece
        for place in range(self.count):
            text = self.text(self.chosen[place])
            if PyUnicode_GET_LENGTH(text) > _LONGEST_START:
                text = text[:_LONGEST_START]
            text = text.lower()
            kind, data, sizes[place] = PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text)
            for step in range(sizes[place] - PIECE + 1):
                piece = _piece(kind, data, step)
                slot = _piece_slot(piece) & (slots - 1)
                while pieces[slot] and pieces[slot] != piece:
                    slot = (slot + 1) & (slots - 1)
                hits[place] += pieces[slot] == piece
            parent = self.elements[self.block(place).element].parent + 1
            all_hits[parent] += hits[place]
            all_sizes[parent] += sizes[place]
        for place in range(self.count):
            row, parent = self.rows + place * COLUMNS, self.elements[self.block(place).element].parent + 1
            row[TITLE_OWN] = <double>hits[place] / max(_LEAST_OWN, <double>sizes[place])
            row[TITLE_AROUND] = <double>all_hits[parent] / max(_LEAST_AROUND, <double>all_sizes[parent])
        return 0

    cdef int fill_described(self) except -1:
        cdef str start = around.description_start(self.boilerplate.page)
        cdef Py_ssize_t place, first = -1
        if start:
            for place in range(self.count):
                if start in self.text(self.chosen[place]):
                    first = self.chosen[place]
                    break
        for place in range(self.count):
            self.rows[place * COLUMNS + FROM_DESCRIBED] = _NOT_DESCRIBED if first < 0 else self.chosen[place] - first
        return 0
