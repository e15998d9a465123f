"""The style sheets of a page in, what they hide of it out."""

from scraper.page.markup.sheets.compounds import STAND_INS
from scraper.page.markup.sheets.media import ALWAYS, NEVER, PERHAPS, holding
from scraper.page.markup.sheets.selectors import Around, sought_by
from scraper.page.markup.sheets.style_sheet import DEEPEST_RULE, SCAN, Block, Doubt, Scan, StyleSheet, read_style

__all__ = [
    "ALWAYS",
    "DEEPEST_RULE",
    "NEVER",
    "PERHAPS",
    "SCAN",
    "STAND_INS",
    "Around",
    "Block",
    "Doubt",
    "Scan",
    "StyleSheet",
    "holding",
    "read_style",
    "sought_by",
]
