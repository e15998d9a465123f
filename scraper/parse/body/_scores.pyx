# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""`kinds.BoilerplateKinds`, `containers.py`, `rules.py`, `features.py`, `around.py` and `model.py` once more, compiled.

The same numbers to the last bit: sums are made in the same order, of the same numbers. All of it works on arrays of
plain numbers; what needs Python is asked of the plain modules. Being part of them all, it takes their constants from
them, private ones too. Names are theirs, so that the two can be read side by side; `tests/parse/body/test_compiled.py` holds
them to the same answers.
"""

from cpython.tuple cimport PyTuple_Check, PyTuple_GET_ITEM, PyTuple_GET_SIZE
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ
from libc.stdlib cimport calloc, free

from scraper.model import Role
from scraper.page.markup.tags import HEADINGS
from scraper.parse.body import around, containers, features, rules
from scraper.parse.boilerplate import kinds
from scraper.parse.texts import endings
from scraper.parse.body.model import body_trees
from scraper.parse.body.containers import TEXT_TAGS
from scraper.parse.body.features import NAMES
from scraper.parse.body.page_numbers import declared
from scraper.parse.boilerplate.words import IMPRINT_SIGNS
from scraper.parse.boilerplate.copyright import COPYRIGHT, COPYRIGHT_SIGNS

cdef extern from *:
    """
    #ifndef SCRAPER_SOURCE
    #define SCRAPER_SOURCE ""
    #endif
    """
    const char* SCRAPER_SOURCE

# What it was made from, for `scraper/page/compiled.py`.
SOURCE = SCRAPER_SOURCE.decode()

include "_scores_page.pxi"
include "_scores_texts.pxi"
include "_scores_boilerplate.pxi"
include "_scores_trees.pxi"
include "_scores_containers.pxi"
include "_scores_numbers.pxi"
include "_scores_around.pxi"
include "_scores_features.pxi"


def score_blocks(BoilerplateKinds boilerplate not None, headline, double above):
    """Return the body by rules, the scores of the blocks that lie above a bound, and the scale of lengths."""
    cdef _Rows body = _Rows(boilerplate)
    cdef dict scores = {}
    cdef Py_ssize_t place
    cdef double score
    by_rules = body.rule_body(0 if headline is None else headline + 1)
    if boilerplate.page.kind != "text":
        body.find_rows(headline or 0)
        for place in range(body.count):
            score = _body_score(body.rows + place * COLUMNS)
            if score > above:
                scores[body.chosen[place]] = score
    return tuple(by_rules), scores, body.scale


def find_containers(BoilerplateKinds boilerplate not None):
    """Return what `containers.find_containers` does."""
    cdef _Containers body = _Containers(boilerplate)
    cdef Py_ssize_t place, count = body.element_count
    return (
        [body.scores[place] for place in range(count)],
        body.best,
        [body.up[place] for place in range(count)],
        [body.down[place] for place in range(count)],
        bytearray([body.outside[place] for place in range(count)]),
        body.scale,
    )


def block_features(BoilerplateKinds boilerplate not None, headline):
    """Return the numbers of the blocks that may be body, and their rows: `features.block_features`."""
    cdef _Rows body = _Rows(boilerplate)
    cdef Py_ssize_t place, column
    body.find_rows(headline or 0)
    return (
        [body.chosen[place] for place in range(body.count)],
        [tuple([body.rows[place * COLUMNS + column] for column in range(COLUMNS)]) for place in range(body.count)],
    )


def body_score(row):
    """Return the raw score of a block: `body_model.body_score`."""
    cdef double[COLUMNS] x = row
    return _body_score(x)
