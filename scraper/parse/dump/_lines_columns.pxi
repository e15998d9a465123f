# The columns of the rows: `features.py` and what it reckons with in `lines.py`.

cdef int FAR = lengths.FAR
cdef int DATE_LINE = features._DATE_LINE, SHORT = features._SHORT, LAST_GAP = features._LAST_GAP
cdef int FAR_IN = features._FAR_IN, FAR_APART = features._FAR_APART
cdef int LEAST_TITLE = features._LEAST_TITLE, MOST_TITLE = features._MOST_TITLE, TITLE_LINES = features._TITLE_LINES
cdef int WIDE = features._WIDE, NARROW = features._NARROW
cdef dict BULLETS = dict(features._BULLETS), MARKS = dict(features._MARKS), KINDS = dict(features._KINDS)


cdef class _Columns:
    """What several columns are made of, an array each, and where the next column goes."""

    cdef Rows rows
    cdef Py_ssize_t count, width, column
    cdef double* numbers
    cdef double *sizes, *masses, *sums, *capitals
    cdef int* flags
    cdef int *ends, *indents, *gaps, *dated, *named, *prose, *wide, *short, *bullets
    cdef int margin, usual

    def __cinit__(self, text, Rows rows):
        cdef Py_ssize_t count = rows.count, place
        self.rows, self.count, self.width, self.column = rows, count, rows.width, 0
        self.numbers = <double*>PyMem_Calloc(4 * count + 1, sizeof(double))
        self.flags = <int*>PyMem_Calloc(9 * count, sizeof(int))
        if self.numbers is NULL or self.flags is NULL:
            raise MemoryError
        self.sizes, self.masses = self.numbers, self.numbers + count
        self.capitals, self.sums = self.numbers + 2 * count, self.numbers + 3 * count
        self.ends, self.indents, self.gaps = self.flags, self.flags + count, self.flags + 2 * count
        self.dated, self.named, self.prose = self.flags + 3 * count, self.flags + 4 * count, self.flags + 5 * count
        self.wide, self.short, self.bullets = self.flags + 6 * count, self.flags + 7 * count, self.flags + 8 * count
        self.margin, self.usual = lengths.margin_of(text), lengths.usual_gap(text)
        for place in range(count):
            self.sizes[place], self.masses[place] = text.sizes[place], text.masses[place]
            self.ends[place], self.prose[place] = text.ends[place], text.prose[place]
            line = text.lines[place]
            self.indents[place], self.gaps[place] = line[0], line[1]
            self.bullets[place] = BULLETS.get(line[2], features._OTHER_BULLET)
            self.wide[place] = self.gaps[place] > self.usual
            self.short[place] = self.sizes[place] < SHORT and self.ends[place] != SENTENCE
            self.sums[place + 1] = self.sums[place] + self.masses[place]

    def __dealloc__(self):
        PyMem_Free(self.numbers)
        PyMem_Free(self.flags)

    cdef int write(self, text, kinds) except -1:
        """Write all columns, in the order of `features.NAMES`."""
        self._shapes(text)
        self._standing(text)
        self._kinds(text, kinds)
        self._repetition(text)
        self._places()
        self._neighbours()
        self._densities()
        self._runs()
        self._stretch(WIDE)
        self._stretch(NARROW)
        self._whole(text)
        if self.column != self.width:
            raise ValueError("not as many columns as names")
        return 0

    cdef double* _next(self) noexcept:
        """Return where the next column begins; its values stand `width` apart."""
        self.column += 1
        return self.rows.data + self.column - 1

    cdef int _shapes(self, text) except -1:
        cdef Py_ssize_t place, width = self.width
        cdef double* first = self.rows.data + self.column
        cdef double* out
        cdef _Shape shape
        cdef str one
        self.column += 11
        for place in range(self.count):
            one = text.texts[place]
            shape = _read_shape(one)
            out = first + place * width
            out[0], out[1] = self.sizes[place], self.ends[place]
            out[2] = <double>shape.digits / shape.size
            out[3] = self.capitals[place] = <double>shape.capitals / shape.size
            out[4] = <double>(shape.size - shape.letters - shape.digits - shape.blanks) / shape.size
            out[5] = <double>(shape.sentences * 100) / shape.size
            out[6], out[7], out[8] = shape.first, shape.bars, shape.quotes
            if shape.digits and PyUnicode_GET_LENGTH(one) <= DATE_LINE:
                self.dated[place] = features._is_dated(one)
            out[9] = self.dated[place]
            out[10] = "@" in one or "http" in one or "www." in one
        return 0

    cdef int _standing(self, text) except -1:
        cdef Py_ssize_t place, width = self.width
        cdef double* first = self.rows.data + self.column
        cdef double* out
        self.column += 8
        for place in range(self.count):
            line = text.lines[place]
            out = first + place * width
            out[0], out[1] = self.bullets[place], self.indents[place]
            out[2] = max(-FAR_IN, min(FAR_IN, self.indents[place] - self.margin))
            out[3] = self.gaps[place]
            out[4] = self.gaps[place + 1] if place + 1 < self.count else LAST_GAP
            out[5] = max(-FAR_APART, min(FAR_APART, self.gaps[place] - self.usual))
            out[6], out[7] = line[3], MARKS[line[5]]
        return 0

    cdef int _kinds(self, text, kinds) except -1:
        cdef double* out = self._next()
        cdef Py_ssize_t place = 0
        cdef int code
        for number in text.numbers:
            code = KINDS.get(kinds[number][0], features._OTHER_KIND)
            out[place * self.width] = code
            self.named[place] = code > 0
            place += 1
        self._since(self.named)
        self._until(self.named)
        return 0

    cdef int _repetition(self, text) except -1:
        cdef double* counted = self._next()
        cdef double* in_title = self._next()
        cdef double* in_part = self._next()
        cdef Py_ssize_t place, width = self.width
        cdef str one
        cdef set parts = set()
        texts = text.texts
        counts, heads, split = Counter(texts), tuple(texts[:TITLE_LINES]), features._BARS.split
        for one in texts:
            if PyUnicode_GET_LENGTH(one) < MOST_TITLE and _may_have_bars(one):
                found = split(one)
                if len(found) > 1:
                    parts.update(found)
        for place in range(self.count):
            one = texts[place]
            counted[place * width] = counts[one]
            if PyUnicode_GET_LENGTH(one) >= LEAST_TITLE:
                in_part[place * width] = one in parts
                for head in heads:
                    if one in head and one != head:
                        in_title[place * width] = 1
        return 0

    cdef int _places(self) except -1:
        cdef double* share = self._next()
        cdef double* number = self._next()
        cdef double* before = self._next()
        cdef double whole = self.sums[self.count] or 1.0
        cdef Py_ssize_t place, width = self.width
        for place in range(self.count):
            share[place * width] = <double>place / self.count
            number[place * width] = place
            before[place * width] = self.sums[place] / whole
        for flags in range(3):
            self._since(self.prose if flags == 0 else self.wide if flags == 1 else self.dated)
            self._until(self.prose if flags == 0 else self.wide if flags == 1 else self.dated)
        return 0

    cdef int _neighbours(self) except -1:
        cdef Py_ssize_t place
        cdef double* out
        for by in (-1, -2, 1, 2):
            self._shifted(self.sizes, by)
        for by in (-1, 1):
            self._shifted_flags(self.ends, by, 0)
        for by in (-1, 1):
            self._shifted_flags(self.indents, by, self.margin)
        self._shifted(self.capitals, 1)
        self._shifted_flags(self.dated, 1, 0)
        return 0

    cdef int _densities(self) except -1:
        cdef Py_ssize_t place, other, width = self.width
        cdef double most
        cdef double* out
        for low, high in ((-3, 4), (-8, 9), (-20, 21), (-3, 0), (1, 4), (-10, 0), (1, 11)):
            self._window(low, high)
        out = self._next()
        for place in range(self.count):
            most = 0.0
            for other in range(max(<Py_ssize_t>0, place - 10), min(self.count, place + 11)):
                most = max(most, self.masses[other])
            out[place * width] = most
        return 0

    cdef int _runs(self) except -1:
        cdef double* out = self._next()
        cdef Py_ssize_t place
        cdef dict by_indent = {}
        cdef long total = 0, mass
        for place in range(self.count):
            if self.prose[place]:
                mass = <long>self.masses[place]
                by_indent[self.indents[place]] = by_indent.get(self.indents[place], 0) + mass
                total += mass
        for place in range(self.count):
            mass = by_indent.get(self.indents[place], 0)
            out[place * self.width] = <double>mass / (total or 1)
        self._run_lengths(self.short)
        self._run_lengths(self.bullets)
        return 0

    cdef void _stretch(self, int cost) noexcept:
        """Write where each line stands to the run of lines with the most text at this cost of a line."""
        cdef double best = 0.0, total = 0.0
        cdef Py_ssize_t low = 0, high = 0, start = 0, place, width = self.width
        cdef double* out = self.rows.data + self.column
        self.column += 3
        for place in range(self.count):
            total += self.masses[place] - (<double>cost / 2 if self.ends[place] == SENTENCE else cost)
            if total > best:
                best, low, high = total, start, place + 1
            if total <= 0:
                total, start = 0.0, place + 1
        for place in range(self.count):
            out[place * width] = low <= place < high
            out[place * width + 1] = max(<Py_ssize_t>-FAR, min(<Py_ssize_t>FAR, place - low))
            out[place * width + 2] = max(<Py_ssize_t>-FAR, min(<Py_ssize_t>FAR, place - high))

    cdef int _whole(self, text) except -1:
        # Sums of `sum`, which since Python 3.12 are more exact than those made one by one.
        cdef double whole = sum(text.masses) or 1.0
        cdef double prose = sum([mass for mass, is_prose in zip(text.masses, text.prose) if is_prose])
        cdef Py_ssize_t place, width = self.width, apart = 0, items = 0
        cdef double* out = self.rows.data + self.column
        self.column += 4
        for place in range(self.count):
            apart += self.gaps[place] > 0
            items += self.bullets[place] > 0
        for place in range(self.count):
            out[place * width], out[place * width + 1] = self.count, prose / whole
            out[place * width + 2] = <double>apart / self.count
            out[place * width + 3] = <double>items / self.count
        return 0

    cdef void _since(self, int* flags) noexcept:
        cdef double* out = self._next()
        cdef int last = FAR
        cdef Py_ssize_t place
        for place in range(self.count):
            out[place * self.width] = last
            last = 0 if flags[place] else min(last + 1, FAR)

    cdef void _until(self, int* flags) noexcept:
        cdef double* out = self._next()
        cdef int last = FAR
        cdef Py_ssize_t place
        for place in range(self.count - 1, -1, -1):
            out[place * self.width] = last
            last = 0 if flags[place] else min(last + 1, FAR)

    cdef void _shifted(self, double* values, Py_ssize_t by) noexcept:
        cdef double* out = self._next()
        cdef Py_ssize_t place
        for place in range(self.count):
            out[place * self.width] = values[place + by] if 0 <= place + by < self.count else -1.0

    cdef void _shifted_flags(self, int* values, Py_ssize_t by, int less) noexcept:
        cdef double* out = self._next()
        cdef Py_ssize_t place
        for place in range(self.count):
            out[place * self.width] = values[place + by] - less if 0 <= place + by < self.count else -1.0

    cdef void _window(self, Py_ssize_t low, Py_ssize_t high) noexcept:
        cdef double* out = self._next()
        cdef Py_ssize_t place, start, end
        for place in range(self.count):
            start = max(<Py_ssize_t>0, min(self.count, place + low))
            end = max(<Py_ssize_t>0, min(self.count, place + high))
            out[place * self.width] = (self.sums[end] - self.sums[start]) / (high - low)

    cdef void _run_lengths(self, int* flags) noexcept:
        cdef double* out = self._next()
        cdef int run = 0
        cdef Py_ssize_t place
        for place in range(self.count):
            run = min(run + 1, FAR) if flags[place] else 0
            out[place * self.width] = run
