"""What kind of page it is: article, live, gallery, list, paywalled, blocked, consent, not_found or empty."""

from __future__ import annotations

from scraper.model import Evidence, Finding, Outline, Page, Verdict
from scraper.parse.article_node import types

# A body shorter than this, in characters of a Latin page, is no article by itself.
_ENOUGH = 140


def find_verdict(page: Page, *, outline: Outline) -> Finding[Verdict]:
    """Return the verdict with its evidence; it is never missing.

    In order: nothing readable is empty; live markup is live; a body is an article; links without a body are a list.
    """
    if not page.blocks:
        return Finding(Verdict.EMPTY, Evidence("blocks", 1.0, reason=f"no readable text in this {page.kind} input"))
    if any("LiveBlogPosting" in types(node) for node in page.signals.json_ld) and outline.body:
        return Finding(Verdict.LIVE, Evidence("json-ld:@type", 0.9, raw="LiveBlogPosting"))
    size = sum(len(page.blocks[number].text) for number in outline.body)
    if size >= _ENOUGH:
        return Finding(Verdict.ARTICLE, Evidence("body", 0.9, reason=f"{size} characters of body text"))
    links = sum(block.link_chars for block in page.blocks)
    letters = sum(len(block.text) for block in page.blocks)
    if links * 2 > letters:
        return Finding(Verdict.LIST, Evidence("links", 0.7, reason=f"{links} of {letters} characters are links"))
    return Finding(
        Verdict.ARTICLE if size else Verdict.EMPTY, Evidence("body", 0.5, reason=f"{size} characters of body text")
    )
