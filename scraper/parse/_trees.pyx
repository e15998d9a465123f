# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""`trees.Trees` once more, compiled: the same sums of the same leaves in the same order.

Trees of any depth and models of any number of columns; rows come as tuples of numbers or in one array.
"""

from libc.stdlib cimport free, malloc

from math import inf

cdef extern from *:
    """
    #ifndef SCRAPER_SOURCE
    #define SCRAPER_SOURCE ""
    #endif
    """
    const char* SCRAPER_SOURCE

# What it was made from, for `scraper/page/compiled.py`.
SOURCE = SCRAPER_SOURCE.decode()

cdef enum:
    # So many rows go down a tree before the next tree's turn.
    _BESIDE = 16


cdef struct _Node:
    # The two nodes below a split stand side by side, the high one behind the low one. A leaf has itself below it, and a
    # bound that no number is above: however long one goes on down, one stays there.
    double bound
    int column, low


cdef class Scorer:
    """The trees of one model, its nodes in one array.

    Each row goes down a tree in as many steps as its deepest leaf takes, without a question that a processor might guess
    wrong, and each tree is gone down by several rows before the next, while it is at hand.
    """

    cdef _Node* nodes
    cdef double* leaves
    # The place of each tree's root, its depth, and behind which tree each group ends.
    cdef int* roots
    cdef int* depths
    cdef int* ends
    cdef double* bounds
    cdef int group_count, columns

    def __cinit__(self, groups):
        cdef list flat = [], roots = [], depths = [], ends = []
        cdef int number
        for trees, _, _ in groups:
            for tree in trees:
                roots.append(len(flat))
                depths.append(_flatten(tree, flat))
            ends.append(len(roots))
        self.columns, self.group_count = 0, len(ends)
        self.nodes = <_Node*>malloc(max(1, len(flat)) * sizeof(_Node))
        self.leaves = <double*>malloc(max(1, len(flat)) * sizeof(double))
        self.roots = <int*>malloc(max(1, len(roots)) * sizeof(int))
        self.depths = <int*>malloc(max(1, len(roots)) * sizeof(int))
        self.ends = <int*>malloc(max(1, len(ends)) * sizeof(int))
        self.bounds = <double*>malloc(max(1, len(ends)) * 2 * sizeof(double))
        if (
            self.nodes is NULL or self.leaves is NULL or self.roots is NULL or self.depths is NULL
            or self.ends is NULL or self.bounds is NULL
        ):
            raise MemoryError
        for number, (column, bound, low, leaf) in enumerate(flat):
            self.nodes[number].column, self.nodes[number].bound, self.nodes[number].low = column, bound, low
            self.leaves[number] = leaf
            if low != number:
                self.columns = max(self.columns, column + 1)
        for number in range(len(roots)):
            self.roots[number], self.depths[number] = roots[number], depths[number]
        for number, (_, low, high) in enumerate(groups):
            self.ends[number] = ends[number]
            self.bounds[2 * number], self.bounds[2 * number + 1] = low, high

    def __dealloc__(self):
        free(self.nodes)
        free(self.leaves)
        free(self.roots)
        free(self.depths)
        free(self.ends)
        free(self.bounds)

    def scores(self, rows):
        """Return the raw score of each row: of tuples, or of rows that come in arrays, by their `parts`.

        Raises `ValueError` for a row that has too few numbers.
        """
        cdef const double[:, ::1] numbers
        cdef list found = []
        if not hasattr(rows, "parts"):
            return self._of_tuples(rows if isinstance(rows, (list, tuple)) else list(rows))
        for part in rows.parts():
            numbers = part
            if numbers.shape[1] < self.columns:
                raise ValueError("a row with too few numbers")
            found += self._all(&numbers[0, 0], numbers.shape[0], numbers.shape[1])
        return found

    cdef list _of_tuples(self, rows):
        cdef Py_ssize_t columns = self.columns, place, number = 0
        cdef double* data = <double*>malloc(max(1, columns * len(rows)) * sizeof(double))
        if data is NULL:
            raise MemoryError
        try:
            for row in rows:
                if len(row) < columns:
                    raise ValueError("a row with too few numbers")
                for place in range(columns):
                    data[number * columns + place] = row[place]
                number += 1
            return self._all(data, number, columns)
        finally:
            free(data)

    cdef list _all(self, const double* data, Py_ssize_t count, Py_ssize_t width):
        cdef list found = []
        cdef double[_BESIDE] sums
        cdef Py_ssize_t first = 0, number, beside
        while first < count:
            beside = min(<Py_ssize_t>_BESIDE, count - first)
            self._some(data + first * width, <int>beside, width, sums)
            for number in range(beside):
                found.append(sums[number])
            first += beside
        return found

    cdef void _some(self, const double* data, int count, Py_ssize_t width, double* sums) noexcept nogil:
        """Write the sums of a few rows; a row that a group has settled is gone on with, but adds nothing."""
        cdef double[_BESIDE] parts
        cdef bint[_BESIDE] is_open
        cdef int[_BESIDE] places
        cdef int group, tree = 0, number, step, still = count
        cdef const _Node* node
        for number in range(count):
            sums[number], is_open[number] = 0.0, True
        for group in range(self.group_count):
            for number in range(count):
                parts[number] = 0.0
            while tree < self.ends[group]:
                for number in range(count):
                    places[number] = self.roots[tree]
                for step in range(self.depths[tree]):
                    for number in range(count):
                        node = self.nodes + places[number]
                        places[number] = node.low + (data[number * width + node.column] > node.bound)
                for number in range(count):
                    parts[number] += self.leaves[places[number]]
                tree += 1
            for number in range(count):
                if is_open[number]:
                    sums[number] += parts[number]
                    if sums[number] < self.bounds[2 * group] or sums[number] > self.bounds[2 * group + 1]:
                        is_open[number] = False
                        still -= 1
            if not still:
                break


cdef int _flatten(object tree, list flat) except -1:
    """Write a tree's nodes behind those that are there, those of a depth side by side; return how deep it is."""
    cdef int depth = -1
    cdef list level = [(tree, len(flat))], below
    flat.append(None)
    while level:
        depth += 1
        below = []
        for one, place in level:
            if isinstance(one, list):
                column, bound, low, high = one
                flat[place] = column, float(bound), len(flat), 0.0
                below += (low, len(flat)), (high, len(flat) + 1)
                flat += [None, None]
            else:
                flat[place] = 0, inf, place, float(one)
        level = below
    return depth
