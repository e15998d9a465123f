"""Part of `_body_scores.pyx`: what the body model sees of each block."""

cdef class _Rows(_Around):
    """The rows of `features.block_features`, in one array."""

    cdef double* masses

    cdef int find_rows(self, Py_ssize_t headline) except -1:
        """`features.block_features`."""
        cdef Py_ssize_t number
        cdef double least = _SKIP_SIZE / self.scale
        cdef _Block* block
        self.chosen = <Py_ssize_t*>self.memory.take(self.block_count, sizeof(Py_ssize_t))
        for number in range(self.block_count):
            block = &self.blocks[number]
            if self.up[block.element] < _SKIP_UP or (
                block.size >= least and block.links <= _SKIP_LINKS * block.size
            ):
                self.chosen[self.count] = number
                self.count += 1
        self.masses = <double*>self.memory.take(self.count, sizeof(double))
        self.rows = <double*>self.memory.take(self.count, COLUMNS * sizeof(double))
        self.fill_texts(headline)
        self.fill_neighbours()
        self.fill_near_density()
        self.fill_order()
        self.fill_tree()
        self.fill_likeness()
        self.fill_kinds()
        if self.count:
            self.fill_page(declared(self.boilerplate.page))
            self.fill_around()
        return 0

    cdef int fill_texts(self, Py_ssize_t headline) except -1:
        cdef Py_ssize_t place
        cdef double* row
        cdef _Block* block
        cdef dict copies = {}, kinds = {}
        cdef str text
        for mark in self.boilerplate.page.marks:
            if len(mark.text) > 1:
                kinds[mark.block] = features._MARKS[mark.kind]
        for place in range(self.count):
            text = self.text(self.chosen[place])
            copies[text] = copies.get(text, 0) + 1
        for place in range(self.count):
            row, block = self.rows + place * COLUMNS, self.block(place)
            text = self.text(self.chosen[place])
            row[SIZE] = block.size * self.scale
            row[LINK_SHARE] = <double>block.links / <double>block.size
            self.masses[place] = min(row[SIZE], _MASS_LIMIT) * (1 - row[LINK_SHARE])
            row[ENDING] = _ending(text)
            row[REPEATS] = copies[text]
            row[MARK] = kinds.get(block.number, 0) if kinds else 0
            row[FROM_HEADLINE] = block.number - headline
            row[PLACE] = <double>block.number / <double>self.block_count
        return 0

    cdef void fill_neighbours(self) noexcept:
        cdef Py_ssize_t place
        cdef double* row
        cdef double* other
        for place in range(self.count):
            row = self.rows + place * COLUMNS
            row[TAG] = _tag_of(self.block(place).tag).code
            row[BEFORE_TAG] = row[AFTER_TAG] = _NO_TAG
            row[AFTER_UP] = _LONG_AGO
        for place in range(self.count - 1):
            row = self.rows + place * COLUMNS
            other = row + COLUMNS
            row[AFTER_TAG], row[AFTER_SIZE], row[AFTER_LINKS] = other[TAG], other[SIZE], other[LINK_SHARE]
            row[AFTER_UP] = self.up[self.block(place + 1).element]
            other[BEFORE_TAG], other[BEFORE_SIZE] = row[TAG], row[SIZE]

    cdef int fill_near_density(self) except -1:
        cdef Py_ssize_t place, width = 2 * _NEAR + 1, count = self.count + 2 * _NEAR
        cdef double* masses = <double*>self.memory.take(count + 1, sizeof(double))
        cdef double* sizes = <double*>self.memory.take(count + 1, sizeof(double))
        for place in range(count):
            masses[place + 1], sizes[place + 1] = masses[place], sizes[place]
            if _NEAR <= place < self.count + _NEAR:
                masses[place + 1] += self.masses[place - _NEAR]
                sizes[place + 1] += min(self.rows[(place - _NEAR) * COLUMNS + SIZE], _MASS_LIMIT) + 20
        for place in range(self.count):
            self.rows[place * COLUMNS + NEAR_DENSITY] = (masses[place + width] - masses[place]) / (
                sizes[place + width] - sizes[place]
            )
        return 0

    cdef void fill_order(self) noexcept:
        cdef Py_ssize_t place
        cdef double before = 0.0, total = 0.0, gap = _LONG_AGO
        cdef double* row
        for place in range(self.count):
            if not self.up[self.block(place).element]:
                total += self.masses[place]
        total = total or 1.0
        for place in range(self.count):
            row = self.rows + place * COLUMNS
            row[INSIDE_BEFORE] = before / total
            if not self.up[self.block(place).element]:
                before += self.masses[place]
            row[INSIDE_AFTER] = 1 - before / total
            row[FROM_HEADING] = gap
            gap = 1 if _tag_of(self.block(place).tag).sets & IS_SUBHEADING else min(_LONG_AGO, gap + 1)
        gap = _FAR
        for place in range(self.count - 1, -1, -1):
            self.rows[place * COLUMNS + TO_PARAGRAPH] = gap
            gap = 1 if self.is_paragraph(self.block(place)) else min(_FAR, gap + 1)

    cdef bint is_paragraph(self, _Block* block) noexcept:
        return (
            block.size * self.scale >= _PARAGRAPH_SIZE
            and self.up[block.element] <= _PARAGRAPH_UP
            and block.links < _PARAGRAPH_LINKS * block.size
            and _tag_of(block.tag).sets & IS_PARAGRAPH
            and not self.elements[block.element].is_hidden
        )

    cdef inline Py_ssize_t parent(self, Py_ssize_t number) noexcept:
        return self.elements[number].parent if self.elements[number].parent >= 0 else number

    cdef int fill_tree(self) except -1:
        cdef Py_ssize_t place, own, parent, outer
        cdef double* row
        cdef double* held = <double*>self.memory.take(self.element_count, sizeof(double))
        cdef double* linked = <double*>self.memory.take(self.element_count, sizeof(double))
        cdef char* in_form = <char*>self.memory.take(self.element_count, sizeof(char))
        cdef double best = (self.scores[self.best] if self.best >= 0 else 0.0) or 1.0
        self.sum_elements(held, linked)
        self.mark_inside(in_form, IS_FORM)
        for place in range(self.count):
            row = self.rows + place * COLUMNS
            own = self.block(place).element
            parent = self.parent(own)
            outer = self.parent(parent)
            row[UP], row[DOWN], row[ELEMENT_DEPTH] = self.up[own], self.down[own], self.elements[own].depth
            row[SCORE_SHARE] = max(self.scores[own], self.scores[parent]) / best
            row[IN_FORM] = in_form[own]
            row[ELEMENT_SIZE], row[ELEMENT_LINKS] = held[own], linked[own] / (held[own] or 1.0)
            row[PARENT_SIZE], row[PARENT_LINKS] = held[parent], linked[parent] / (held[parent] or 1.0)
            row[OUTER_SIZE], row[OUTER_LINKS] = held[outer], linked[outer] / (held[outer] or 1.0)
        return 0

    cdef void sum_elements(self, double* held, double* linked) noexcept:
        """`features._element_sums`."""
        cdef Py_ssize_t number, parent
        for number in range(self.block_count):
            held[self.blocks[number].element] += self.blocks[number].size * self.scale
            linked[self.blocks[number].element] += self.blocks[number].links * self.scale
        for number in range(self.element_count - 1, 0, -1):
            parent = self.elements[number].parent
            if held[number] and parent >= 0:
                held[parent] += held[number]
                linked[parent] += linked[number]

    cdef int fill_likeness(self) except -1:
        cdef Py_ssize_t place, box, found = 0, inner_count = 0
        cdef double total = 0.0, inside = 0.0, most = 0.0
        cdef bint is_held = False
        cdef double* row
        cdef _Block* block
        cdef _Signature* signature
        cdef _Signature* signatures = <_Signature*>self.memory.take(self.count, sizeof(_Signature))
        cdef Py_ssize_t* own = <Py_ssize_t*>self.memory.take(self.count, sizeof(Py_ssize_t))
        # Those of blocks in the best element, in the order in which they come first there.
        cdef Py_ssize_t* inner = <Py_ssize_t*>self.memory.take(self.count, sizeof(Py_ssize_t))
        cdef double* held = <double*>self.memory.take(self.element_count, sizeof(double))
        cdef Py_ssize_t* counts = <Py_ssize_t*>self.memory.take(self.element_count, sizeof(Py_ssize_t))
        found = self.find_signatures(signatures, own)
        for place in range(self.count):
            row, block, signature = self.rows + place * COLUMNS, self.block(place), &signatures[own[place]]
            signature.mass += self.masses[place]
            signature.count += 1
            if not self.up[block.element]:
                if not signature.is_inner:
                    signature.is_inner = True
                    inner[inner_count] = own[place]
                    inner_count += 1
                signature.inner += self.masses[place]
            box = self.box(block)
            counts[box] += 1
            if row[SIZE] >= _CONTAINER_MINIMUM:
                held[box] += self.masses[place]
        for place in range(found):
            total += signatures[place].mass
        for place in range(inner_count):
            inside += signatures[inner[place]].inner
        for place in range(self.count):
            if self.rows[place * COLUMNS + SIZE] >= _CONTAINER_MINIMUM:
                box = self.box(self.block(place))
                if not is_held or held[box] > most:
                    is_held, most = True, held[box]
        total, inside, most = total or 1.0, inside or 1.0, most or 1.0
        for place in range(self.count):
            row, signature, box = self.rows + place * COLUMNS, &signatures[own[place]], self.box(self.block(place))
            row[SIGNATURE_SHARE], row[SIGNATURE_COUNT] = signature.mass / total, signature.count
            row[SIGNATURE_INSIDE] = signature.inner / inside
            row[CONTAINER_SHARE], row[CONTAINER_COUNT] = held[box] / most, counts[box]
        return 0

    cdef inline Py_ssize_t box(self, _Block* block) noexcept:
        return self.parent(block.element) if _tag_of(block.tag).sets & IS_TEXT else block.element

    cdef Py_ssize_t find_signatures(self, _Signature* signatures, Py_ssize_t* own) except -1:
        """Write the tag, class and depth of each block once, and which are a block's `own`; return how many."""
        cdef Py_ssize_t place, number, name, depth, found = 0
        cdef size_t slots = 1, slot
        cdef _Block* block
        cdef dict names = {}
        while slots < 2 * <size_t>self.count:
            slots *= 2
        # By open addressing: the number of a signature, counted from 1.
        cdef Py_ssize_t* table = <Py_ssize_t*>self.memory.take(slots, sizeof(Py_ssize_t))
        for place in range(self.count):
            block = self.block(place)
            value = _item(self.boilerplate.page_elements[block.element], 3).get("class")
            name, depth = names.setdefault(value, len(names)), self.elements[block.element].depth
            slot = ((<size_t>name * 131 + <size_t>block.tag) * 131 + <size_t>depth) & (slots - 1)
            while table[slot]:
                number = table[slot] - 1
                if signatures[number].name == name and signatures[number].tag == block.tag:
                    if signatures[number].depth == depth:
                        break
                slot = (slot + 1) & (slots - 1)
            if not table[slot]:
                signatures[found].name, signatures[found].tag, signatures[found].depth = name, block.tag, depth
                found += 1
                table[slot] = found
            own[place] = table[slot] - 1
        return found

    cdef int fill_kinds(self) except -1:
        cdef Py_ssize_t place
        cdef double gap = _NEVER
        cdef double* row
        cdef int code
        for place in range(self.count):
            row = self.rows + place * COLUMNS
            code = _CODES[self.boilerplate.kind(self.block(place).number)]
            row[KIND], row[FROM_BOILERPLATE] = code, gap
            gap = 1 if _IS_NAMED[code] else min(_NEVER, gap + 1)
        return 0

    cdef void fill_page(self, double is_declared) noexcept:
        """`page_numbers.page_numbers`."""
        cdef double[PAGE_SENTENCES + 1] sums
        cdef double* row
        cdef double sizes = 0.0, inside_count = 0.0, whole
        cdef Py_ssize_t place, column
        cdef int tag
        for column in range(PAGE_MASS, PAGE_SENTENCES + 1):
            sums[column] = 0.0
        for place in range(self.count):
            row = self.rows + place * COLUMNS
            tag = <int>row[TAG]
            sizes += row[SIZE]
            sums[PAGE_MASS] += self.masses[place]
            sums[PAGE_LINKS] += row[SIZE] * row[LINK_SHARE]
            sums[PAGE_HEADINGS] += _FIRST_HEADING <= tag <= _LAST_HEADING
            if not self.up[self.block(place).element]:
                sums[PAGE_INSIDE] += self.masses[place]
                inside_count += 1
            if tag == _ITEM_TAG:
                sums[PAGE_ITEMS] += self.masses[place]
            elif tag == _PARAGRAPH_TAG:
                sums[PAGE_PARAGRAPHS] += self.masses[place]
            elif tag == _CELL_TAG:
                sums[PAGE_CELLS] += self.masses[place]
            elif tag == _BOX_TAG or tag == _PAGE_TAG:
                sums[PAGE_BOXES] += self.masses[place]
            if row[KIND] == _COMMENTS_KIND:
                sums[PAGE_COMMENTS] += self.masses[place]
            if row[ENDING] == _SENTENCE:
                sums[PAGE_SENTENCES] += self.masses[place]
        whole = sums[PAGE_MASS] or 1.0
        sums[PAGE_ROWS], sums[PAGE_SCALE], sums[PAGE_DECLARED] = self.count, self.scale, is_declared
        sums[PAGE_LINKS] /= sizes or 1.0
        sums[PAGE_INSIDE_MEAN] = sums[PAGE_INSIDE] / (inside_count or 1.0)
        sums[PAGE_INSIDE] /= whole
        sums[PAGE_HEADINGS] /= self.count
        for column in range(PAGE_ITEMS, PAGE_SENTENCES + 1):
            sums[column] /= whole
        for place in range(self.count):
            row = self.rows + place * COLUMNS
            for column in range(PAGE_MASS, PAGE_SENTENCES + 1):
                row[column] = sums[column]
