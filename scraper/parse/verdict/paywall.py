"""A page and its body in, whether the rest stands behind a paywall out.

Many papers call every article "not free" and show it whole, and many whole ones end with an offer: only a short text
with an offer right after it is cut off.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from scraper.model import Evidence, Finding, Page, missing
from scraper.page import weigh
from scraper.parse.about import find_access
from scraper.parse.boilerplate import LABELS, button_kind
from scraper.parse.texts import SENTENCE, ending
from scraper.parse.verdict.paywall_words import OFFERS, STEMS

# Texts of more weight are worth reading; what follows them is a different matter.
_CUT_OFF = 1_500
# The offer stands within so many blocks after the text, if not as its last ones.
_AFTER = 12
_MOST_BLOCKS = 300
_LONGEST_OFFER = 300
_VERY_SHORT = 500
# An offer's own sentences, where they stand among the paragraphs, weigh less.
_GOES_ON = 250
_ELLIPSES = ("…", "...", "[…]", "[...]")
_REASON = "the text is short and an offer to read on follows it"
_OFFER = re.compile("|".join(OFFERS), re.IGNORECASE)


class _Offer(NamedTuple):
    block: int
    text: str


def find_paywall(page: Page, *, body: tuple[int, ...], weight: int) -> Finding[bool]:
    """Return whether a paywall cuts the body off, whose weight is given, and those of its blocks that are the offer.

    An offer to read on that stands right after a short text, and the page's own word that it is not free; without its
    word only where the text is very short or breaks off.
    """
    if weight >= _CUT_OFF or page.kind != "html":
        return Finding(None, missing("the text is long enough to be whole"))
    offer = _offer(page, body)
    access = find_access(page).value if offer else None
    if offer is None or access is True:
        return Finding(None, missing("no offer to read on follows the text"))
    kept = [number for number in body if number < offer.block]
    rest = tuple(number for number in body if number >= offer.block)
    before = weigh(page.blocks[number].text for number in kept)
    if weight - before > _LONGEST_OFFER * 2 or _goes_on(page, kept, rest):
        return Finding(None, missing("the text goes on after the offer"))
    is_cut = True
    if access is False:
        return Finding(is_cut, Evidence("not free and an offer", 0.9, raw=offer.text, reason=_REASON), rest)
    breaks_off = bool(kept) and page.blocks[kept[-1]].text.endswith(_ELLIPSES)
    if before < _VERY_SHORT or breaks_off:
        return Finding(is_cut, Evidence("offer", 0.7, raw=offer.text, reason=_REASON), rest)
    return Finding(None, missing("the page does not say that it is not free"))


def _goes_on(page: Page, kept: list[int], rest: tuple[int, ...]) -> bool:
    """Whether sentences go on behind the offer in the element of those before it: an offer has a box of its own."""
    elements = page.elements
    homes = {elements[page.blocks[number].element].parent for number in kept}
    texts = [page.blocks[number].text for number in rest if elements[page.blocks[number].element].parent in homes]
    sentences = [text for text in texts if ending(text) == SENTENCE and not _OFFER.search(text)]
    return len(sentences) > 1 and weigh(sentences) >= _GOES_ON


def _offer(page: Page, body: tuple[int, ...]) -> _Offer | None:
    """Return the first offer in or right after the text; where there is no text, the first one of the page."""
    near = page.blocks[body[0] : body[-1] + _AFTER] if body else page.blocks[:_MOST_BLOCKS]
    texts = "\n".join([block.text for block in near]).lower()
    if not _has_stem(texts):
        return None
    for block in near:
        if len(block.text) <= _LONGEST_OFFER and _has_stem(block.text.lower()):
            found = _OFFER.search(block.text)
            if found and button_kind(block.text) not in LABELS:
                return _Offer(block.number, found[0])
    return None


def _has_stem(text: str) -> bool:
    """Whether a text in lower case has a part that some offers have, and each offer has one."""
    for stem in STEMS:  # noqa: SIM110 -- a generator takes three times as long
        if stem in text:
            return True
    return False
