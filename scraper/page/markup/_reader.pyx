# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""`islands.py`, `tokens.py`, `run_reader.py` and `reader.py` once more, compiled: the same `Reading` of the same text, in a quarter of the time.

The page is UTF-8 here, cut and scanned in place; a Python text is made only of what ends in the reading. What hides an
element, which scripts carry data and how lines are shared out is asked of the very functions that the other two ask; the
order in which attributes are looked at stands here too. Names are theirs, so that the two can be read side by side;
`tests/page/test_compiled.py` holds them to the same answers.
"""

from cpython.ref cimport Py_INCREF, PyObject
from cpython.tuple cimport PyTuple_SET_ITEM
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdlib cimport free, malloc, realloc
from libc.string cimport memchr, memcmp, memcpy, memset, strlen

import string
from collections.abc import Mapping
from html import unescape

from scraper.model import Block, Element, ImageTag, Inline, Link, Mark
from scraper.page.markup.tags import OTHER_ENDS, OTHERS
from scraper.page.markup.attributes import ASSETS, is_placeholder, largest_of, unescape_attribute
from scraper.page.markup.hiding import LABELS, Hiding
from scraper.page.markup.inlines import EMPHASIS, LINK as LINK_KIND, STRONG, letters_of, shared_out
from scraper.page.markup.islands import (
    BREAKOUTS,
    DATA_HEAD,
    INTEGRATION_POINTS,
    LONGEST_OPEN,
    NO_SCRIPT,
    SCRIPT_MINIMUM,
    SEPARATOR,
    as_script,
    carries_data,
    is_for_screens,
)
from scraper.page.markup.marks import KINDS, LONGEST_MARK, MARK_BLOCKS, TOKEN_KINDS, dated_title, link_kind, named_kind
from scraper.page.markup.pieces import BREAK, INVISIBLE, breaks_split, is_sign, share_out
from scraper.page.markup.element_reader import BARE, DEEPEST
from scraper.page.markup.reader import LONGEST_CUT
from scraper.page.markup.reading import Reading
from scraper.page.markup.sheets import (
    ALWAYS,
    DEEPEST_RULE,
    NEVER,
    PERHAPS,
    STAND_INS,
    Block as SheetBlock,
    Scan,
    holding,
    sought_by,
)
from scraper.page.markup.tags import (
    BLOCK_TAGS,
    HEADINGS,
    HIDDEN_TAGS,
    OPENED_TAGS,
    SCOPES,
    TABLE_TAGS,
    VOID_TAGS,
    ended_by,
)

cdef extern from *:
    """
    #ifndef SCRAPER_SOURCE
    #define SCRAPER_SOURCE ""
    #endif
    """
    const char* SCRAPER_SOURCE

cdef extern from "Python.h":
    const char* PyUnicode_AsUTF8AndSize(str text, Py_ssize_t* size) except NULL
    tuple PyType_GenericAlloc(type made, Py_ssize_t size)

# What it was made from, for `scraper/page/compiled.py`.
SOURCE = SCRAPER_SOURCE.decode()

cdef type _Block = Block, _Element = Element, _Link = Link, _Inline = Inline, _Rule = SheetBlock
cdef Py_ssize_t _INVISIBLE = len(INVISIBLE)
cdef Py_ssize_t _MARK_BLOCKS = MARK_BLOCKS
cdef Py_ssize_t _SCRIPT_MINIMUM = SCRIPT_MINIMUM
cdef Py_ssize_t _DATA_HEAD = DATA_HEAD
cdef char _BREAK = ord(BREAK)
cdef Py_ssize_t _LONGEST_CUT = LONGEST_CUT, _LONGEST_OPEN = LONGEST_OPEN

cdef enum:
    LONGEST_ENTITY = 32
    STACK = 512

assert DEEPEST == STACK

cdef enum:
    BLOCK, BLOCK_END, INLINE, INLINE_END, LINK, BOLD, SLANT, LINE, RULE, IMAGE, META, HEAD_LINK, TIME, HTML, BODY, BASE, PICTURE
    OFFER, LINK_END, BOLD_END, SLANT_END, LINE_END, PAGE_END, NOTHING


cdef inline int _put(tuple new, Py_ssize_t place, value) except -1:
    Py_INCREF(value)
    PyTuple_SET_ITEM(new, place, value)
    return 0


# Named tuples are made by hand: their own way takes three times as long.

cdef inline tuple _new_element(Py_ssize_t parent, str tag, Py_ssize_t depth, attributes, bint is_hidden):
    cdef tuple new = PyType_GenericAlloc(_Element, 5)
    _put(new, 0, parent)
    _put(new, 1, tag)
    _put(new, 2, depth)
    _put(new, 3, attributes)
    _put(new, 4, is_hidden)
    return new


cdef inline tuple _new_block(
    Py_ssize_t number, str text, str tag, Py_ssize_t element, Py_ssize_t link_chars, Py_ssize_t bold_chars
):
    cdef tuple new = PyType_GenericAlloc(_Block, 6)
    _put(new, 0, number)
    _put(new, 1, text)
    _put(new, 2, tag)
    _put(new, 3, element)
    _put(new, 4, link_chars)
    _put(new, 5, bold_chars)
    return new


cdef inline tuple _new_link(str href, str text, str rel, Py_ssize_t block):
    cdef tuple new = PyType_GenericAlloc(_Link, 4)
    _put(new, 0, href)
    _put(new, 1, text)
    _put(new, 2, rel)
    _put(new, 3, block)
    return new


cdef inline tuple _new_inline(str kind, Py_ssize_t block, Py_ssize_t start, Py_ssize_t end, str href):
    cdef tuple new = PyType_GenericAlloc(_Inline, 5)
    _put(new, 0, kind)
    _put(new, 1, block)
    _put(new, 2, start)
    _put(new, 3, end)
    _put(new, 4, href)
    return new


cdef tuple _moved(one, Py_ssize_t field, Py_ssize_t by):
    """Return a named tuple with a number in it raised."""
    cdef Py_ssize_t place, size = len(one)
    cdef tuple new = PyType_GenericAlloc(type(one), size)
    for place in range(size):
        _put(new, place, one[place] + by if place == field else one[place])
    return new


include "_reader_text.pxi"
include "_reader_attributes.pxi"
include "_reader_kinds.pxi"
include "_reader_islands.pxi"
include "_reader_tags.pxi"
include "_reader_styles.pxi"
include "_reader_inlines.pxi"
include "_reader_marks.pxi"
include "_reader_runs.pxi"
include "_reader_elements.pxi"
include "_reader_pass.pxi"


def read_blocks(bytes html, bint has_styles=True):
    """Return the blocks and signals of an HTML page in UTF-8 (a lone surrogate as three bytes): `blocks.read_blocks`.

    Beside them, whether its style sheets hide anything; without `has_styles` they are not asked.
    """
    cdef _Islands islands = _Islands()
    cdef _Buffer page = islands.cut(html)
    hiding = Hiding(islands.styles if has_styles else (), _SCAN)
    cdef _Reader reader = _Reader(hiding)
    reader.read(page)
    root = reader.elements[0].attributes
    reading = Reading(
        tuple(reader.blocks),
        tuple(reader.elements),
        tuple(reader.marks),
        tuple([image for image in reader.images if image.src]),
        tuple(reader.links),
        islands.title,
        root.get("lang") or root.get("xml:lang") or "",
        tuple(reader.meta),
        tuple(reader.head_links),
        tuple(islands.scripts),
        reader.base or "",
        tuple(reader.inlines.found),
    )
    return reading, hiding.by_sheet
