# The rows: `features.py` and what it reckons with in `lines.py`. What a line is by itself is kept, in a tenth of a row's
# memory; a row is written when it is asked for.

cdef int FAR = lengths.FAR
cdef int DATE_LINE = features._DATE_LINE, SHORT = features._SHORT, LAST_GAP = features._LAST_GAP
cdef int FAR_IN = features._FAR_IN, FAR_APART = features._FAR_APART
cdef int LEAST_TITLE = features._LEAST_TITLE, MOST_TITLE = features._MOST_TITLE, TITLE_LINES = features._TITLE_LINES
cdef int WIDE = features._WIDE, NARROW = features._NARROW, OTHER_KIND = features._OTHER_KIND
cdef dict BULLETS = dict(features._BULLETS), MARKS = dict(features._MARKS), KINDS = dict(features._KINDS)
cdef int OTHER_BULLET = features._OTHER_BULLET

cdef enum:
    NAMED, PROSE, APART, DATED, FLAGS


cdef struct _Line:
    double size, mass, digits, capitals, signs, sentences, indent_share
    int indent, gap, cells, repeats, first, bars, quotes
    unsigned char end, address, bullet, mark, kind, in_title, in_part, is_short, run, items
    # Whether it is named and so on, and how far the last and the next such line stand, at most `FAR`.
    unsigned char[FLAGS] flags, since, until


cdef struct _Stretch:
    Py_ssize_t low, high


cdef class Rows:
    """The numbers of all lines, each line's in the order of `features.NAMES`; a row asked for is a tuple."""

    cdef _Line* lines
    cdef double* sums
    cdef Py_ssize_t count
    cdef readonly Py_ssize_t width
    cdef int margin, usual
    cdef double whole, prose_share, gap_share, item_share
    cdef _Stretch wide, narrow

    def __cinit__(self, text, kinds):
        self.count, self.width = len(text.texts), len(features.NAMES)
        self.lines = <_Line*>PyMem_Calloc(max(1, self.count), sizeof(_Line))
        self.sums = <double*>PyMem_Calloc(self.count + 1, sizeof(double))
        if self.lines is NULL or self.sums is NULL:
            raise MemoryError
        if self.count:
            self.margin, self.usual = lengths.margin_of(text), lengths.usual_gap(text)
            self._read(text, kinds)
            self._count_repeated(text.texts)
            self._reckon(text)

    def __dealloc__(self):
        PyMem_Free(self.lines)
        PyMem_Free(self.sums)

    def __len__(self):
        return self.count

    def __getitem__(self, Py_ssize_t place):
        if not 0 <= place < self.count:
            raise IndexError(place)
        cdef double[100] row
        cdef Py_ssize_t column
        self.write(place, row)
        return tuple([row[column] for column in range(self.width)])

    cdef int _read(self, text, kinds) except -1:
        """Keep what each line is by itself."""
        cdef Py_ssize_t place
        cdef _Line* line
        cdef _Shape shape
        cdef str one
        numbers, texts, lines, sizes, ends, masses, prose = text
        for place in range(self.count):
            line = self.lines + place
            one, stands = texts[place], lines[place]
            line.size, line.mass, line.end = sizes[place], masses[place], ends[place]
            shape = _read_shape(one)
            line.digits = <double>shape.digits / shape.size
            line.capitals = <double>shape.capitals / shape.size
            line.signs = <double>(shape.size - shape.letters - shape.digits - shape.blanks) / shape.size
            line.sentences = <double>(shape.sentences * 100) / shape.size
            line.first, line.bars, line.quotes = shape.first, shape.bars, shape.quotes
            line.address = "@" in one or "http" in one or "www." in one
            line.indent, line.gap, line.cells = stands[0], stands[1], stands[3]
            line.bullet, line.mark = BULLETS.get(stands[2], OTHER_BULLET), MARKS[stands[5]]
            line.kind = KINDS.get(kinds[numbers[place]][0], OTHER_KIND)
            line.is_short = line.size < SHORT and line.end != SENTENCE
            line.flags[NAMED], line.flags[PROSE], line.flags[APART] = line.kind > 0, prose[place], line.gap > self.usual
            if shape.digits and PyUnicode_GET_LENGTH(one) <= DATE_LINE:
                line.flags[DATED] = features._is_dated(one)
            self.sums[place + 1] = self.sums[place] + line.mass
        return 0

    cdef int _count_repeated(self, texts) except -1:
        """Count how often each text stands there, whether one of the first lines holds it, whether bars part it off."""
        cdef Py_ssize_t place
        cdef str one
        cdef set parts = set()
        counts, heads, split = Counter(texts), tuple(texts[:TITLE_LINES]), features._BARS.split
        for one in texts:
            if PyUnicode_GET_LENGTH(one) < MOST_TITLE and _may_have_bars(one):
                found = split(one)
                if len(found) > 1:
                    parts.update(found)
        for place in range(self.count):
            one = texts[place]
            self.lines[place].repeats = counts[one]
            if PyUnicode_GET_LENGTH(one) >= LEAST_TITLE:
                self.lines[place].in_part = one in parts
                for head in heads:
                    if one in head and one != head:
                        self.lines[place].in_title = 1
        return 0

    cdef int _reckon(self, text) except -1:
        """Reckon what is of all lines, and what each line has of those before and behind it."""
        cdef Py_ssize_t place, apart = 0, items = 0
        cdef dict by_indent = {}
        cdef long total = 0, mass
        cdef _Line* line
        for place in range(self.count):
            line = self.lines + place
            apart += line.gap > 0
            items += line.bullet > 0
            if line.flags[PROSE]:
                mass = <long>line.mass
                by_indent[line.indent] = by_indent.get(line.indent, 0) + mass
                total += mass
        for place in range(self.count):
            line = self.lines + place
            mass = by_indent.get(line.indent, 0)
            line.indent_share = <double>mass / (total or 1)
        # Sums of `sum`, which since Python 3.12 are more exact than those made one by one.
        self.whole = self.sums[self.count] or 1.0
        self.prose_share = sum([one for one, is_prose in zip(text.masses, text.prose) if is_prose]) / (
            sum(text.masses) or 1.0
        )
        self.gap_share, self.item_share = <double>apart / self.count, <double>items / self.count
        self._reckon_distances()
        self.wide, self.narrow = self._stretch(WIDE), self._stretch(NARROW)
        return 0

    cdef void _reckon_distances(self) noexcept:
        cdef int[FLAGS] last
        cdef int flag, run = 0, items = 0
        cdef Py_ssize_t place
        cdef _Line* line
        for flag in range(FLAGS):
            last[flag] = FAR
        for place in range(self.count):
            line = self.lines + place
            for flag in range(FLAGS):
                line.since[flag] = last[flag]
                last[flag] = 0 if line.flags[flag] else min(last[flag] + 1, FAR)
            run = min(run + 1, FAR) if line.is_short else 0
            items = min(items + 1, FAR) if line.bullet else 0
            line.run, line.items = run, items
        for flag in range(FLAGS):
            last[flag] = FAR
        for place in range(self.count - 1, -1, -1):
            line = self.lines + place
            for flag in range(FLAGS):
                line.until[flag] = last[flag]
                last[flag] = 0 if line.flags[flag] else min(last[flag] + 1, FAR)

    cdef _Stretch _stretch(self, int cost) noexcept:
        """Return the bounds of the run of lines with the most text at this cost of a line."""
        cdef double best = 0.0, total = 0.0
        cdef Py_ssize_t start = 0, place
        cdef _Stretch found = _Stretch(0, 0)
        for place in range(self.count):
            total += self.lines[place].mass - (<double>cost / 2 if self.lines[place].end == SENTENCE else cost)
            if total > best:
                best, found.low, found.high = total, start, place + 1
            if total <= 0:
                total, start = 0.0, place + 1
        return found

    cdef void write(self, Py_ssize_t place, double* out) noexcept:
        """Write the row of the line at `place`."""
        cdef _Line* line = self.lines + place
        cdef int flag
        out[0], out[1], out[2], out[3] = line.size, line.end, line.digits, line.capitals
        out[4], out[5], out[6], out[7] = line.signs, line.sentences, line.first, line.bars
        out[8], out[9], out[10], out[11] = line.quotes, line.flags[DATED], line.address, line.bullet
        out[12], out[13] = line.indent, max(-FAR_IN, min(FAR_IN, line.indent - self.margin))
        out[14], out[15] = line.gap, line[1].gap if place + 1 < self.count else LAST_GAP
        out[16] = max(-FAR_APART, min(FAR_APART, line.gap - self.usual))
        out[17], out[18], out[19] = line.cells, line.mark, line.kind
        out[20], out[21] = line.since[NAMED], line.until[NAMED]
        out[22], out[23], out[24] = line.repeats, line.in_title, line.in_part
        out[25], out[26], out[27] = <double>place / self.count, place, self.sums[place] / self.whole
        for flag in range(PROSE, FLAGS):
            out[26 + 2 * flag], out[27 + 2 * flag] = line.since[flag], line.until[flag]
        self._write_around(place, out + 34)
        out[52], out[53], out[54] = line.indent_share, line.run, line.items
        _write_stretch(place, self.wide, out + 55)
        _write_stretch(place, self.narrow, out + 58)
        out[61], out[62], out[63], out[64] = self.count, self.prose_share, self.gap_share, self.item_share

    cdef void _write_around(self, Py_ssize_t place, double* out) noexcept:
        """Write what the lines around are like; -1 where there is none."""
        cdef _Line* line = self.lines + place
        cdef bint before = place > 0, behind = place + 1 < self.count
        cdef Py_ssize_t other
        cdef double most = 0.0
        out[0] = (line - 1).size if before else -1.0
        out[1] = (line - 2).size if place > 1 else -1.0
        out[2] = line[1].size if behind else -1.0
        out[3] = line[2].size if place + 2 < self.count else -1.0
        out[4], out[5] = (line - 1).end if before else -1.0, line[1].end if behind else -1.0
        out[6] = (line - 1).indent - self.margin if before else -1.0
        out[7] = line[1].indent - self.margin if behind else -1.0
        out[8], out[9] = line[1].capitals if behind else -1.0, line[1].flags[DATED] if behind else -1.0
        out[10], out[11], out[12] = self._mean(place, -3, 4), self._mean(place, -8, 9), self._mean(place, -20, 21)
        out[13], out[14] = self._mean(place, -3, 0), self._mean(place, 1, 4)
        out[15], out[16] = self._mean(place, -10, 0), self._mean(place, 1, 11)
        for other in range(max(<Py_ssize_t>0, place - 10), min(self.count, place + 11)):
            most = max(most, self.lines[other].mass)
        out[17] = most

    cdef double _mean(self, Py_ssize_t place, Py_ssize_t low, Py_ssize_t high) noexcept:
        """Return the mean text of the places from `low` to before `high` off one; outside there is none."""
        cdef Py_ssize_t start = max(<Py_ssize_t>0, min(self.count, place + low))
        cdef Py_ssize_t end = max(<Py_ssize_t>0, min(self.count, place + high))
        return (self.sums[end] - self.sums[start]) / (high - low)

    def parts(self):
        """Yield the rows in arrays, some hundred lines each; an array holds until the next one is asked for."""
        cdef _Part part = _Part(min(self.count, <Py_ssize_t>PART), self.width)
        cdef Py_ssize_t start = 0, place
        while start < self.count:
            part.count = min(<Py_ssize_t>PART, self.count - start)
            for place in range(part.count):
                self.write(start + place, part.data + place * self.width)
            yield part
            start += part.count


cdef void _write_stretch(Py_ssize_t place, _Stretch stretch, double* out) noexcept:
    """Write where a line stands to the bounds of a run of lines."""
    out[0] = stretch.low <= place < stretch.high
    out[1] = max(<Py_ssize_t>-FAR, min(<Py_ssize_t>FAR, place - stretch.low))
    out[2] = max(<Py_ssize_t>-FAR, min(<Py_ssize_t>FAR, place - stretch.high))


cdef enum:
    PART = 512


cdef class _Part:
    """Rows beside each other in one array."""

    cdef double* data
    cdef Py_ssize_t count, width
    cdef Py_ssize_t[2] shape, strides

    def __cinit__(self, Py_ssize_t count, Py_ssize_t width):
        self.count, self.width = count, width
        self.data = <double*>PyMem_Calloc(max(1, count * width), sizeof(double))
        if self.data is NULL:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.data)

    def __getbuffer__(self, Py_buffer* buffer, int flags):
        self.shape[0], self.shape[1] = self.count, self.width
        self.strides[0], self.strides[1] = self.width * sizeof(double), sizeof(double)
        buffer.buf, buffer.obj, buffer.len = <char*>self.data, self, self.count * self.width * sizeof(double)
        buffer.itemsize, buffer.format, buffer.ndim = sizeof(double), "d", 2
        buffer.shape, buffer.strides, buffer.suboffsets = self.shape, self.strides, NULL
        buffer.internal, buffer.readonly = NULL, 1
