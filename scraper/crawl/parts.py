"""The pages of one article put together: one record whose body runs over all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scraper.model import Article, Verdict

MOST_PARTS = 30


def joined(first: Article, rest: Iterable[Article]) -> Article:
    """Return the first page's record with the bodies and pictures of the further pages behind its own.

    A paragraph that every page repeats (a standfirst, a caption) is taken once.
    """
    body, images = list(first.body), list(first.images)
    for further in rest:
        if further.verdict not in (Verdict.ARTICLE, Verdict.PAYWALLED):
            continue
        known = {block.text for block in body} | {first.headline, first.subtitle}
        body += [block for block in further.body if block.text not in known]
        seen = {image.url for image in images}
        images += [image for image in further.images if image.url not in seen]
    return replace(first, body=tuple(body), images=tuple(images))
