"""A page of a list in, where the walk through the list stands out: which of its links lead to its further pages."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple
from urllib.parse import urlsplit

from scraper.crawl.reading import Anchor
from scraper.discover import NEXT_WORDS, PagePlace, Step, look, page_place
from scraper.store.frontier import Entry


class Walk(NamedTuple):
    """A page of a list on the walk through it; `digest` is of the stories that the page before showed."""

    step: Step
    template: str
    last: int
    digest: str = "-"


def walk_of(entry: Entry, links: tuple[Anchor, ...]) -> Walk | None:
    """Return where the walk stands, if the list has further pages."""
    if entry.step is not None:
        *numbers, digest, template = entry.step.split(" ", 5)
        page, size, barren, closing = map(int, numbers)
        places = [place for link in links if (place := page_place(link.url)) and place.template == template]
        last = max((place.number for place in places), default=0)
        return Walk(Step(page, size, barren, bool(closing)), template, last, digest)
    places = [place for link in links if (place := _further(link))]
    if not places:
        return None
    templates = Counter(place.template for place in places)
    template = max(templates, key=lambda one: (_closeness(one, entry.url), templates[one]))
    last = max(place.number for place in places if place.template == template)
    return Walk(Step(1), template, last)


def _further(link: Anchor) -> PagePlace | None:
    place = page_place(link.url)
    if place is None or place.number < 2 or look(link.url).refusal:
        return None
    return place if is_turning(link.text) else None


def is_turning(text: str) -> bool:
    """Whether a link with this text may turn the pages of a list.

    >>> is_turning("[12]"), is_turning("다음 >"), is_turning("Ferry line comes back to life")
    (True, True, False)
    """
    bare = text.strip().strip("[]<>«»()").lower()
    return len(bare) < 3 or bare.isdecimal() or any(word in bare for word in NEXT_WORDS)


def _closeness(template: str, url: str) -> int:
    """Return how much of the list's own address the template of its pages has in common with it."""
    path, query = urlsplit(url).path, set(urlsplit(url).query.split("&"))
    other = urlsplit(template)
    same = len(query & set(other.query.split("&"))) * 10
    return same + len(path) * other.path.startswith(path.rpartition("/")[0])
