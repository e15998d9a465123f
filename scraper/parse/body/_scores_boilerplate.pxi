"""Part of `_body_scores.pyx`: the kinds of boilerplate of a page's blocks."""

cdef Py_ssize_t _LONGEST_BUTTON = kinds._LONGEST_BUTTON, _PARAGRAPH = kinds._PARAGRAPH
cdef Py_ssize_t _HEADLINE_LENGTH = kinds._HEADLINE_LENGTH
cdef double _LINK_SHARE = kinds._LINK_SHARE
cdef Py_ssize_t _LONGEST_NOTICE = kinds._LONGEST_NOTICE
_points_elsewhere = kinds._points_elsewhere


cdef class BoilerplateKinds:
    """`kinds.BoilerplateKinds`, with the page's elements and blocks as plain numbers."""

    cdef _Memory memory
    cdef object page
    cdef tuple page_blocks, page_elements
    cdef Py_ssize_t element_count, block_count
    cdef _Element* elements
    cdef _Block* blocks
    # The numbers of the kinds: of the blocks, and what holds the elements.
    cdef short* kinds
    cdef short* holders
    cdef dict names, tags

    def __init__(self, page):
        self.page, self.memory, self.names, self.tags = page, _Memory(), {"": NO_KIND}, {}
        self.page_blocks, self.page_elements = tuple(page.blocks), tuple(page.elements)
        self.read_elements()
        self.read_blocks()

    cdef int read_elements(self) except -1:
        cdef Py_ssize_t place, count = len(self.page_elements)
        cdef _Element* one
        self.elements = <_Element*>self.memory.take(count, sizeof(_Element))
        self.holders = <short*>self.memory.take(count, sizeof(short))
        self.element_count = count
        for place in range(count):
            element = self.page_elements[place]
            if not PyTuple_Check(element) or PyTuple_GET_SIZE(element) != 5:
                raise TypeError("no element")
            one = &self.elements[place]
            one.parent, one.depth = _item(element, 0), _item(element, 2)
            if not -1 <= one.parent < place:
                raise ValueError("an element before the one around it")
            one.tag = self.tag(_item(element, 1))
            one.is_hidden = bool(_item(element, 4))
            self.holders[place] = UNKNOWN
        return 0

    cdef int read_blocks(self) except -1:
        cdef Py_ssize_t place, count = len(self.page_blocks)
        cdef _Block* one
        self.blocks = <_Block*>self.memory.take(count, sizeof(_Block))
        self.kinds = <short*>self.memory.take(count, sizeof(short))
        self.block_count = count
        for place in range(count):
            block = self.page_blocks[place]
            if not PyTuple_Check(block) or PyTuple_GET_SIZE(block) != 6 or not isinstance(_item(block, 1), str):
                raise TypeError("no block")
            one = &self.blocks[place]
            one.number, one.size, one.element = _item(block, 0), PyUnicode_GET_LENGTH(_item(block, 1)), _item(block, 3)
            if one.number != place or not one.size or not 0 <= one.element < self.element_count:
                raise ValueError("a block without text or element, or out of its place")
            one.links = _item(block, 4)
            one.tag = self.tag(_item(block, 2))
            self.kinds[place] = UNKNOWN
        return 0

    cdef int tag(self, object name) except -1:
        """Return the number of a tag: its place in `_TAGS`, or more, if it is none of those."""
        found = _TAG_PLACES.get(name)
        if found is None:
            found = self.tags.setdefault(name, TAGS + <Py_ssize_t>len(self.tags))
        return found

    def of(self, numbers):
        """Return the kind and the reason of each of the blocks `numbers`; linear in the page."""
        return {number: _KINDS[self.kind(number)] for number in numbers}

    def around(self, Py_ssize_t element):
        """Return what kind of boilerplate the nearest element around that names one says that it holds."""
        cdef int kind
        if not -1 <= element < self.element_count:
            raise IndexError(element)
        kind = self.holder(element)
        return _KINDS[kind][0] if kind >= 0 else None

    cdef int kind(self, Py_ssize_t number) except -1:
        """Return the number of a block's kind."""
        if not 0 <= number < self.block_count:
            raise IndexError(number)
        if self.kinds[number] < 0:
            self.kinds[number] = self.find(number)
        return self.kinds[number]

    cdef int find(self, Py_ssize_t number) except -1:
        cdef _Block* block = &self.blocks[number]
        cdef int kind = NO_KIND
        cdef str text = _item(self.page_blocks[number], 1)
        if block.size <= _LONGEST_BUTTON:
            kind = _button(text)
        elif block.size <= _LONGEST_NOTICE:
            kind = _notice(text)
        if kind < 0 and block.links * 2 > block.size and _has_sign(text) and _points_elsewhere(text):
            kind = _POINTER
        if kind < 0:
            kind = self.holder(block.element)
            if kind >= 0 and _IS_NAVIGATION[kind] and block.size >= _PARAGRAPH and block.links * 2 < block.size:
                kind = NO_KIND
        if kind < 0 and block.links >= _LINK_SHARE * block.size:
            kind = _STORY if block.size >= _HEADLINE_LENGTH else _SECTION
        return kind if kind >= 0 else _OTHER

    cdef int holder(self, Py_ssize_t number) except -2:
        """Return the kind that the nearest named container around says, the element itself included; -1 if none."""
        cdef Py_ssize_t place = number
        cdef int known = NO_KIND
        cdef _Tag* tag
        while place >= 0 and self.holders[place] == UNKNOWN:
            tag = _tag_of(self.elements[place].tag)
            if tag.sets & IS_CONTAINER:
                known = self.named(place)
                if known < 0:
                    known = tag.kind
                if known >= 0:
                    self.holders[place] = known
                    break
            place = self.elements[place].parent
        if place >= 0:
            known = self.holders[place]
        while number != place:
            self.holders[number] = known
            number = self.elements[number].parent
        return known

    cdef int named(self, Py_ssize_t number) except -2:
        attributes = _item(self.page_elements[number], 3)
        name = attributes.get("class") or attributes.get("id") or ""
        known = self.names.get(name)
        if known is None:
            known = self.names[name] = _name_kind(name)
        return known
