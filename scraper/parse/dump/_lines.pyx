# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""`features.line_rows` and the sums of `scores.py` once more, compiled: the same numbers in the same order.

Being part of these modules, it takes their constants from them, private ones too; names are theirs, so that the two can
be read side by side. `tests/parse/dump/test_compiled.py` holds them to the same answers.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ
from libc.math cimport exp

from collections import Counter

from scraper.parse.dump import features, scores
from scraper.parse.dump import lines as lengths
from scraper.parse.texts import SENTENCE as _SENTENCE

cdef extern from *:
    """
    #ifndef SCRAPER_SOURCE
    #define SCRAPER_SOURCE ""
    #endif
    """
    const char* SCRAPER_SOURCE

# What it was made from, for `scraper/page/compiled.py`.
SOURCE = SCRAPER_SOURCE.decode()

cdef int SENTENCE = _SENTENCE

include "_lines_texts.pxi"
include "_lines_columns.pxi"
include "_lines_scores.pxi"


cdef class Rows:
    """The numbers of all lines, each line's in the order of `features.NAMES`; a row asked for is a tuple."""

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

    def __len__(self):
        return self.count

    def __getitem__(self, Py_ssize_t place):
        if not 0 <= place < self.count:
            raise IndexError(place)
        cdef double* row = self.data + place * self.width
        cdef Py_ssize_t column
        return tuple([row[column] for column in range(self.width)])

    def __getbuffer__(self, Py_buffer* buffer, int flags):
        self.shape[0], self.shape[1] = self.count, self.width
        self.strides[0], self.strides[1] = self.width * sizeof(double), sizeof(double)
        buffer.buf, buffer.obj, buffer.len = <char*>self.data, self, self.count * self.width * sizeof(double)
        buffer.itemsize, buffer.format, buffer.ndim = sizeof(double), "d", 2
        buffer.shape, buffer.strides, buffer.suboffsets = self.shape, self.strides, NULL
        buffer.internal, buffer.readonly = NULL, 1


def line_rows(text, kinds):
    """Return one row of numbers for each line of a `Text`; `kinds` are those of boilerplate. Linear in the text."""
    cdef Rows rows = Rows(len(text.texts), len(features.NAMES))
    cdef _Columns columns
    if rows.count:
        columns = _Columns(text, rows)
        columns.write(text, kinds)
    return rows
