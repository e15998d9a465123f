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

if len(features.NAMES) != 65:
    raise ImportError("not the columns that `_lines_columns.pxi` writes")

include "_lines_texts.pxi"
include "_lines_columns.pxi"
include "_lines_scores.pxi"


def line_rows(text, kinds):
    """Return one row of numbers for each line of a `Text`; `kinds` are those of boilerplate. Linear in the text."""
    return Rows(text, kinds)
