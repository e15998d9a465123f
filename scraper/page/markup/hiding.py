"""What hides an element of a page: tag, attributes, the names of labels for screen readers, the page's style sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from scraper.model import Element
from scraper.page.markup.attributes import classes_of
from scraper.page.markup.marks import words_of
from scraper.page.markup.sheets import SCAN, Around, Doubt, Scan, StyleSheet, read_style
from scraper.page.markup.tags import HIDDEN_TAGS, OPENED_TAGS

HIDING_ATTRIBUTES = frozenset({"hidden", "style", "popover"})
# The classes of labels that only screen readers read: of Bootstrap, Foundation, WordPress, Drupal, Material, jQuery UI,
# the BBC and GOV.UK, and of Korean portals and content systems.
LABELS = frozenset(
    """sr-only sr_only sronly srOnly sr-text visually-hidden visuallyhidden visually_hidden visuallyHidden
    u-visually-hidden govuk-visually-hidden cdk-visually-hidden mat-visually-hidden is-visually-hidden show-for-sr
    screen-reader-text screen-reader-only screen-reader screenreader screenreader-only screenReaderText
    screen_reader_text a11y-hidden a11y-only a11y-text a11y_hidden accessibly-hidden visibly-hidden assistive-text
    element-invisible ui-helper-hidden-accessible hidden-visually blind ir_text ir_txt screen_out sound_only
    skip_txt txt_blind blind_txt hide_txt""".split()  # noqa: SIM905 -- readable
)
_WORDS = frozenset(max(words_of(name), key=len) for name in HIDING_ATTRIBUTES | LABELS)


class Hiding:
    """Tells which elements of one page are hidden.

    An element must be asked about if its tag is in `tags`, or if it has one of `HIDING_ATTRIBUTES` or `attributes`, or
    if its class or its id has one of `names`; of any other `hides` is false.
    """

    def __init__(self, styles: Sequence[str], scan: Scan = SCAN) -> None:
        # Whether the page's style sheets have hidden anything.
        self.by_sheet = False
        self.names, self.tags = LABELS, HIDDEN_TAGS
        self.attributes: frozenset[str] = frozenset()
        self._read_attributes = scan.attributes
        self._sheet = StyleSheet(styles, scan) if styles else None
        if self._sheet is not None:
            self.names, self.tags = LABELS | self._sheet.names, HIDDEN_TAGS | self._sheet.tags
            self.attributes = self._sheet.attributes
        # By tag and markup: whether that hides by itself, or the rules that may and what the element's style says.
        self._known: dict[tuple[str, str], bool | Doubt] = {}
        self._by_place: dict[tuple[str, str, int], bool] = {}
        self._styles: dict[str, bool] = {"": False}
        self._around = Around()

    @cached_property
    def _words(self) -> frozenset[bytes]:
        """A name is known by its longest word, so that markup is cut into words once for all questions."""
        names = (self.names - LABELS) | self.attributes
        return _WORDS.union(max(words_of(name), key=len, default=b"") for name in names)

    def may_hide(self, words: Sequence[bytes]) -> bool:
        """Return whether an element whose markup has these words must be asked about."""
        return not self._words.isdisjoint(words)

    def hides(self, tag: str, markup: str, elements: Sequence[Element], parent: int) -> bool:
        """Return whether the element that has this tag and markup hides itself, in `parent`, one of the `elements`."""
        known = self._known.get((tag, markup))
        if known is None:
            known = self._known[tag, markup] = self._look_at(tag, self._read_attributes(markup))
        if known is True or known is False:
            return known
        key = (tag, markup, parent)
        hides = self._by_place.get(key)
        if hides is None:
            hides = self._by_place[key] = self._hides_there(known, elements, parent)
        return hides

    def _look_at(self, tag: str, attributes: Mapping[str, str]) -> bool | Doubt:
        if tag in HIDDEN_TAGS and not (tag in OPENED_TAGS and is_opened(tag, attributes)):
            return True
        if "hidden" in attributes or "popover" in attributes or is_label(attributes):
            return True
        style = attributes.get("style", "")
        if self.hides_by_style(style):
            return True
        return (self._sheet.doubt(tag, attributes, style) if self._sheet else None) or False

    def _hides_there(self, doubt: Doubt, elements: Sequence[Element], parent: int) -> bool:
        if self._sheet is None or elements[parent].is_hidden:
            return False
        hides = self._sheet.hides(doubt, self._around.of(elements, parent))
        self.by_sheet = self.by_sheet or hides
        return hides

    def hides_by_style(self, style: str) -> bool:
        """Return whether the element that has this `style` hides itself."""
        known = self._styles.get(style)
        if known is None:
            known = self._styles[style] = any(hides for hides, _ in read_style(style).values())
        return known


def is_opened(tag: str, attributes: Mapping[str, str]) -> bool:
    """Return whether an element that browsers do not show by its tag is shown all the same."""
    if tag == "dialog":
        return "open" in attributes
    return tag == "template" and ("shadowrootmode" in attributes or "shadowroot" in attributes)


def is_label(attributes: Mapping[str, str]) -> bool:
    """Return whether an element's class makes it a label for screen readers alone."""
    return not LABELS.isdisjoint(classes_of(attributes))
