"""Page in, the headline as the page shows it out, without the site's name, its section or its kicker.

The rungs: the value that a board labels as title; a heading that a head title repeats, or whose words it shares (such a
title is a variant for search engines); where only the title element speaks, a line printed twice or an element named
title; what the head titles agree on, or the first heading; without title and heading, a line printed twice above the
text.
"""

from __future__ import annotations

from collections.abc import Iterator

from scraper.model import Block, Evidence, Finding, Page, missing
from scraper.parse.headline.agreement import agreed
from scraper.parse.headline.board import labelled_headline, named_headline, shown_front
from scraper.parse.headline.crumb import heading_below, is_crumb, without_kicker
from scraper.parse.headline.evidence import (
    BELOW_CRUMB,
    MAIN_TITLE,
    NAMED,
    confidence,
    heading_confidence,
    is_hidden,
    printing_blocks,
    reason,
    rejected,
    voices,
)
from scraper.parse.headline.head_titles import RawTitles, raw_titles
from scraper.parse.headline.material import (
    LONG_TITLE,
    MIN_LONE_WORDS,
    TRUSTED_TITLE,
    Candidate,
    Material,
    gather,
    is_headline,
    title_readings,
)
from scraper.parse.headline.repeated import repeated, reprinted
from scraper.parse.headline.trim import trim, without_site
from scraper.parse.texts import cut_exact, has_bar, key, split

_LABELLED = "labelled cell"


def find_headline(page: Page, *, taken: frozenset[int] = frozenset()) -> Finding[str]:
    """Return the headline; its blocks are all that print it, the heading itself first.

    Blocks in `taken` are passed over.

    >>> from scraper.page import read
    >>> title = "<title>Ferry back after two winters | Harbour Gazette</title>"
    >>> page = read(f"{title}<h1>Ferry back after two winters</h1>")
    >>> find_headline(page).value, find_headline(page).evidence.source
    ('Ferry back after two winters', 'h1')
    """
    raw = raw_titles(page)
    at_once = _repeated_by_titles(page, raw, taken)
    if at_once is not None:
        return at_once
    material = gather(page, raw, taken)
    for rung in (_labelled, _below_crumb, repeated, agreed, _named, _titled, reprinted):
        ranked = sorted(rung(material), key=lambda candidate: -candidate.score)
        if ranked:
            break
    else:
        return Finding(None, missing("no heading and no title"))
    best = ranked[0]
    value = best.value
    if best.source == BELOW_CRUMB:
        value = without_kicker(value, material.titles)
    elif best.block is not None:
        value = cut_exact(split(value), material.names)
        value = trim(without_site(value, material.titles, material.names), material.titles)
    value = shown_front(page, " ".join(value.split()))
    agree, differ = voices(key(value), material.titles)
    sure = confidence(best.source, agree, differ, is_shown=best.block is not None)
    given = [(other.source, other.value) for other in ranked]
    given += [(head.source, head.value) for head in material.titles]
    evidence = Evidence(best.source, sure, best.value, reason(agree, differ), rejected(value, given))
    return Finding(value, evidence, printing_blocks(page, value, first=best.block, taken=taken))


def _repeated_by_titles(page: Page, raw: RawTitles, taken: frozenset[int]) -> Finding[str] | None:
    """Return the first h1 if JSON-LD or OpenGraph repeats it to the letter: nothing needs to be cut then."""
    block = next((block for block in page.blocks if block.tag == "h1" and block.number not in taken), None)
    if block is None or len(block.text) < LONG_TITLE or is_hidden(page, block.number) or has_bar(block.text):
        return None
    if not any(weight >= TRUSTED_TITLE and text == block.text for _, weight, text in raw):
        return None
    if block.text == page.signals.meta_value("og:site_name") or is_crumb(page, block):
        return None
    same = [text.startswith(block.text) for _, weight, text in raw if weight >= MAIN_TITLE]
    agree, differ = sum(same), len(same) - sum(same)
    others = tuple((source, text) for source, _, text in raw if not text.startswith(block.text))
    evidence = Evidence("h1", heading_confidence(agree, differ), block.text, reason(agree, differ), others)
    return Finding(block.text, evidence, printing_blocks(page, block.text, first=block.number, taken=taken))


def _labelled(material: Material) -> Iterator[Candidate]:
    """Yield the value that a board's table labels as the title."""
    found = labelled_headline(material.page, material.taken)
    if found is not None:
        value, block = found
        yield Candidate(1.0, value, _LABELLED, block.number)


def _named(material: Material) -> Iterator[Candidate]:
    """Yield the block that calls itself a title where the head titles only name the site."""
    if not any(is_headline(head) for head in material.titles_without_menu):
        block = named_headline(material.page, material.taken)
        if block is not None:
            yield Candidate(1.0, block.text, NAMED, block.number)


def _below_crumb(material: Material) -> Iterator[Candidate]:
    """Yield the heading below an h1 that is only the last crumb of a path."""
    page = material.page
    crumb = next((block for block in material.headings if block.tag == "h1"), None)
    if crumb is not None and is_crumb(page, crumb):
        block = heading_below(page, crumb, material.titles)
        if block is not None and not _is_part(block, crumb):
            yield Candidate(1.0, block.text, BELOW_CRUMB, block.number)


def _is_part(block: Block, crumb: Block) -> bool:
    """Whether a heading is only a part of the one in the path: the headline in two headings."""
    part, whole = key(block.text), key(crumb.text)
    return len(part) < len(whole) and part in whole


def _titled(material: Material) -> Iterator[Candidate]:
    """Yield what the titles say, and the first h1, which is right more often than titles that share no word with it."""
    titles = material.titles_without_menu
    for head in titles:
        score = sum(other.weight for other in titles if head.folded in (other.folded, *title_readings(other)))
        yield Candidate(score, head.value, head.source, None)
    for block in [block for block in material.headings if block.tag == "h1"][:1]:
        score = 9.0 if len(block.text.split()) >= MIN_LONE_WORDS else 1.0
        yield Candidate(score, block.text, "h1", block.number)
