# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""`trees.Trees` once more, compiled: the same sums of the same leaves in the same order.

Trees of any depth and models of any number of columns; rows come as tuples of numbers.
"""

from libc.stdlib cimport free, malloc

cdef extern from *:
    """
    #ifndef SCRAPER_SOURCE
    #define SCRAPER_SOURCE ""
    #endif
    """
    const char* SCRAPER_SOURCE

# What it was made from, for `scraper/page/compiled.py`.
SOURCE = SCRAPER_SOURCE.decode()


cdef struct _Node:
    # A split has the place of its low side; the high side stands behind all that is below it. A leaf has column -1.
    double value
    int column, high


cdef class Scorer:
    """The trees of one model, its nodes in one array, each tree's root before what is below it."""

    cdef _Node* nodes
    # The place of each tree's root, and behind which tree each group ends.
    cdef int* roots
    cdef int* ends
    cdef double* bounds
    cdef int group_count, columns

    def __cinit__(self, groups):
        cdef list flat = [], roots = [], ends = []
        cdef int number
        for trees, _, _ in groups:
            for tree in trees:
                roots.append(len(flat))
                _flatten(tree, flat)
            ends.append(len(roots))
        self.columns, self.group_count = 0, len(ends)
        self.nodes = <_Node*>malloc(max(1, len(flat)) * sizeof(_Node))
        self.roots = <int*>malloc(max(1, len(roots)) * sizeof(int))
        self.ends = <int*>malloc(max(1, len(ends)) * sizeof(int))
        self.bounds = <double*>malloc(max(1, len(ends)) * 2 * sizeof(double))
        if self.nodes is NULL or self.roots is NULL or self.ends is NULL or self.bounds is NULL:
            raise MemoryError
        for number, (column, value, high) in enumerate(flat):
            self.nodes[number].column, self.nodes[number].value, self.nodes[number].high = column, value, high
            self.columns = max(self.columns, column + 1)
        for number, root in enumerate(roots):
            self.roots[number] = root
        for number, (_, low, high) in enumerate(groups):
            self.ends[number] = ends[number]
            self.bounds[2 * number], self.bounds[2 * number + 1] = low, high

    def __dealloc__(self):
        free(self.nodes)
        free(self.roots)
        free(self.ends)
        free(self.bounds)

    def scores(self, rows):
        """Return the raw score of each row. Raises `ValueError` for a row that has too few numbers."""
        cdef list found = []
        cdef int columns = self.columns, place
        cdef double* x = <double*>malloc(max(1, columns) * sizeof(double))
        if x is NULL:
            raise MemoryError
        try:
            for row in rows:
                if len(row) < columns:
                    raise ValueError("a row with too few numbers")
                for place in range(columns):
                    x[place] = row[place]
                found.append(self._score(x))
        finally:
            free(x)
        return found

    cdef double _score(self, const double* x) noexcept nogil:
        cdef double score = 0.0, part
        cdef int group, place, tree = 0
        for group in range(self.group_count):
            part = 0.0
            while tree < self.ends[group]:
                place = self.roots[tree]
                while self.nodes[place].column >= 0:
                    if x[self.nodes[place].column] <= self.nodes[place].value:
                        place += 1
                    else:
                        place = self.nodes[place].high
                part += self.nodes[place].value
                tree += 1
            score += part
            if score < self.bounds[2 * group] or score > self.bounds[2 * group + 1]:
                break
        return score


cdef int _flatten(object tree, list flat) except -1:
    """Write a tree's nodes behind those that are there."""
    cdef Py_ssize_t place = len(flat)
    if not isinstance(tree, list):
        flat.append((-1, float(tree), 0))
        return 0
    column, bound, low, high = tree
    flat.append(None)
    _flatten(low, flat)
    flat[place] = (column, float(bound), len(flat))
    _flatten(high, flat)
    return 0
