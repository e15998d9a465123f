"""Part of `_scores.pyx`: what kind of page the body model looks at."""

# Places in `features.NAMES`, behind those of the blocks.
cdef enum:
    PAGE_MASS = 37
    PAGE_ROWS, PAGE_SCALE, PAGE_DECLARED, PAGE_LINKS, PAGE_INSIDE, PAGE_INSIDE_MEAN
    PAGE_HEADINGS, PAGE_ITEMS, PAGE_PARAGRAPHS, PAGE_CELLS, PAGE_BOXES, PAGE_COMMENTS, PAGE_SENTENCES

cdef int _FIRST_HEADING = features._TAGS["h2"], _LAST_HEADING = features._TAGS["h6"]
cdef int _ITEM_TAG = features._TAGS["li"], _PARAGRAPH_TAG = features._TAGS["p"], _CELL_TAG = features._TAGS["td"]
cdef int _BOX_TAG = features._TAGS["div"], _PAGE_TAG = features._TAGS["body"]
cdef int _COMMENTS_KIND = features._KINDS[Role.COMMENTS]


cdef int _fill_page(_Rows self) except -1:
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
    sums[PAGE_ROWS], sums[PAGE_SCALE], sums[PAGE_DECLARED] = self.count, self.scale, declared(self.boilerplate.page)
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
    return 0
