"""Part of `_body_scores.pyx`: the elements' scores, and the body by rules."""

cdef double _BLOCK_MINIMUM = containers._BLOCK_MINIMUM, _BLOCK_MAXIMUM = containers._BLOCK_MAXIMUM
cdef double _LINK_MAXIMUM = containers._LINK_MAXIMUM, _COMMENT_SHARE = containers._COMMENT_SHARE
cdef double _ASIDE_SHARE = containers._ASIDE_SHARE, _BARE_SHARE = containers._BARE_SHARE
cdef double _DENSE_BYTES = containers._DENSE_BYTES, _DENSE_SCALE = containers._DENSE_SCALE
cdef double[4] _SHARES = containers._SHARES
cdef double _RULE_LINKS = rules._LINK_SHARE, _BARE_MINIMUM = rules._BARE_MINIMUM


cdef Py_ssize_t _encoded(str text) noexcept:
    """Return the number of bytes of a text in UTF-8, one for a surrogate."""
    cdef Py_ssize_t place, size = PyUnicode_GET_LENGTH(text), count = 0
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_UCS4 c
    if text.isascii():
        return size
    for place in range(size):
        c = PyUnicode_READ(kind, data, place)
        if c < 0x80 or 0xD800 <= c < 0xE000:
            count += 1
        elif c < 0x800:
            count += 2
        else:
            count += 3 if c < 0x10000 else 4
    return count


cdef class _Containers:
    """`containers.find_containers` of one page."""

    cdef _Memory memory
    cdef BoilerplateKinds boilerplate
    cdef Py_ssize_t element_count, block_count, best
    cdef _Element* elements
    cdef _Block* blocks
    cdef double scale
    cdef char* outside
    cdef double* scores
    cdef Py_ssize_t* up
    cdef Py_ssize_t* down

    def __init__(self, BoilerplateKinds boilerplate not None):
        cdef Py_ssize_t count = boilerplate.element_count
        self.memory, self.boilerplate = _Memory(), boilerplate
        self.elements, self.element_count = boilerplate.elements, count
        self.blocks, self.block_count = boilerplate.blocks, boilerplate.block_count
        self.outside = <char*>self.memory.take(count, sizeof(char))
        self.scores = <double*>self.memory.take(count, sizeof(double))
        self.up = <Py_ssize_t*>self.memory.take(count, sizeof(Py_ssize_t))
        self.down = <Py_ssize_t*>self.memory.take(count, sizeof(Py_ssize_t))
        self.find_scale()
        self.mark_inside(self.outside, IS_ASIDE)
        self.find_scores()
        self.find_best()
        self.find_distances()

    cdef inline str text(self, Py_ssize_t number):
        return _item(self.boilerplate.page_blocks[number], 1)

    cdef int find_scale(self) except -1:
        """`containers.text_scale`."""
        cdef Py_ssize_t number, characters = 0, count = 0
        for number in range(self.block_count):
            if self.blocks[number].size > 20:
                characters += self.blocks[number].size
                count += _encoded(self.text(number))
        self.scale = _DENSE_SCALE if count > characters * _DENSE_BYTES else 1.0
        return 0

    cdef Py_ssize_t end(self, Py_ssize_t number, Py_ssize_t start) noexcept:
        """`containers._end`."""
        cdef Py_ssize_t place = start
        while place < self.element_count and self.elements[place].depth > self.elements[number].depth:
            place += 1
        return place

    cdef void mark_inside(self, char* inside, int tags) noexcept:
        """`containers.inside_any`."""
        cdef Py_ssize_t number, end
        for number in range(self.element_count):
            if not inside[number] and _tag_of(self.elements[number].tag).sets & tags:
                end = self.end(number, number + 1)
                inside[number] = 1
                while end > number + 1:
                    end -= 1
                    inside[end] = 1

    cdef int find_scores(self) except -1:
        cdef Py_ssize_t number, container
        cdef double size, links, mass
        cdef _Block* block
        cdef int share, kind
        for number in range(self.block_count):
            block = &self.blocks[number]
            size, links = block.size * self.scale, block.links * self.scale
            if size < _BLOCK_MINIMUM or links > size * _LINK_MAXIMUM:
                continue
            mass = min(size, _BLOCK_MAXIMUM) - links
            container = block.element
            if self.outside[container] or self.elements[container].is_hidden:
                mass *= _ASIDE_SHARE
            kind = self.boilerplate.holder(container)
            if kind >= 0 and _IS_COMMENTS[kind]:
                mass *= _COMMENT_SHARE
            if not _tag_of(block.tag).sets & IS_TEXT:
                mass *= _BARE_SHARE
            elif self.elements[container].parent >= 0:
                container = self.elements[container].parent
            for share in range(4):
                self.scores[container] += mass * _SHARES[share]
                container = self.elements[container].parent
                if container < 0:
                    break
        return 0

    cdef void find_best(self) noexcept:
        cdef Py_ssize_t number, best = 0
        for number in range(1, self.element_count):
            if self.scores[number] > self.scores[best]:
                best = number
        self.best = best if self.element_count and self.scores[best] != 0 else -1

    cdef void find_distances(self) noexcept:
        """`containers._distances`."""
        cdef Py_ssize_t place, number, low, high, end, level, depth
        if self.best < 0:
            for place in range(self.element_count):
                self.down[place] = self.elements[place].depth
            return
        low, high = self.best, self.end(self.best, self.best + 1)
        depth, number = self.elements[self.best].depth, self.elements[self.best].parent
        while number >= 0:
            end, level = self.end(number, high), depth - self.elements[number].depth
            for place in range(number, low):
                self.up[place] = level
            for place in range(high, end):
                self.up[place] = level
            low, high, number = number, end, self.elements[number].parent
        for place in range(low):
            self.up[place] = depth
        for place in range(high, self.element_count):
            self.up[place] = depth
        for place in range(self.element_count):
            self.down[place] = max(0, self.elements[place].depth - depth + self.up[place])

    cdef list rule_body(self, Py_ssize_t start):
        """`rules.rule_body`."""
        cdef list chosen = []
        cdef Py_ssize_t number
        cdef _Block* block
        if self.best < 0:
            return chosen
        for number in range(max(start, 0), self.block_count):
            block = &self.blocks[number]
            if self.up[block.element] or self.outside[block.element] or self.elements[block.element].is_hidden:
                continue
            if block.links > block.size * _RULE_LINKS:
                continue
            if _tag_of(block.tag).sets & IS_BODY or block.size * self.scale >= _BARE_MINIMUM:
                chosen.append(number)
        while chosen and _tag_of(self.blocks[<Py_ssize_t>chosen[len(chosen) - 1]].tag).sets & IS_HEADING:
            chosen.pop()
        return chosen
