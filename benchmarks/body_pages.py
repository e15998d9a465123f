"""Gold pages as training data: the features of each block and whether it is body, by alignment with the gold text."""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scraper.model import Role
from scraper.page import read
from scraper.parse.body.containers import find_containers
from scraper.parse.body.features import Row, block_features
from scraper.parse.boilerplate.kinds import BoilerplateKinds
from scraper.parse.headline.find import find_headline

_LETTERS = re.compile(r"[^\W_]+")
# A block this long, letters alone, that stands in the gold text is body wherever it stands there; a shorter one only
# between its neighbours' places.
_ANCHOR = 25
_REPEATED = 60
_PIECE = 14
_COVERED = 0.6
# Shorter snippets stand in too many blocks.
_SNIPPET = 9
_SLACK = 60
_GAP = 4000
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "ac", "go", "or", "ne", "gov"})


@dataclass
class GoldPage:
    """One page: the `texts` of its blocks; `body` is 1 or 0 for each, -1 where nobody knows.

    `numbers` and `rows` are of the blocks that may be body (`features.Rows`). `is_whole` says that the gold has the
    whole body, not snippets alone, `is_extra` that the page is one of an `extra/`; `folder` is its gold folder's name.
    """

    id: str
    source: str
    publisher: str
    url: str
    content: bytes
    folder: str
    is_extra: bool
    gold: dict[str, Any]
    texts: list[str]
    numbers: list[int]
    rows: list[Row]
    body: list[int]
    is_whole: bool

    @property
    def is_labelled(self) -> bool:
        """Whether any of its blocks is known to be body."""
        return 1 in self.body


def gold_pages(folders: Iterable[Path]) -> Iterator[GoldPage]:
    """Yield the pages of gold folders and their `extra/` that have a body text or snippets."""
    for folder in folders:
        for part in (folder, folder / "extra"):
            listed = part / "gold.jsonl"
            for line in listed.open(encoding="utf-8") if listed.exists() else ():
                row = json.loads(line)
                gold = row["gold"]
                if gold.get("body") or gold.get("with"):
                    content = (part / row["page"]).read_bytes()
                    content = gzip.decompress(content) if row["page"].endswith(".gz") else content
                    yield _gold_page(row, content, folder.name, is_extra=part != folder)


def _gold_page(row: dict[str, Any], content: bytes, folder: str, *, is_extra: bool) -> GoldPage:
    gold, url = row["gold"], row["url"]
    page = read(content, url)
    headline = max(find_headline(page).blocks, default=None)
    boilerplate = BoilerplateKinds(page)
    features = block_features(page, find_containers(page, boilerplate), boilerplate, headline=headline)
    texts = [block.text for block in page.blocks]
    is_whole = bool(gold.get("body"))
    body = align(texts, gold["body"]) if is_whole else from_snippets(texts, gold)
    # Some golds have the readers' comments in their bodies.
    kinds = boilerplate.of(range(len(texts)))
    body = [-1 if found == 1 and kinds[number][0] is Role.COMMENTS else found for number, found in enumerate(body)]
    return GoldPage(
        row["id"],
        row["source"],
        publisher(url or row["id"]),
        url,
        content,
        folder,
        is_extra,
        gold,
        texts,
        features.numbers,
        features.rows,
        body,
        is_whole,
    )


def publisher(url: str) -> str:
    """Return the registered part of a URL's host.

    >>> publisher("https://www.news.harbour-gazette.co.uk/a"), publisher("https://m.bote.example/x")
    ('harbour-gazette.co.uk', 'bote.example')
    """
    labels = (urlsplit(url).hostname or "").split(".")
    size = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-size:])


def from_snippets(texts: list[str], gold: dict[str, Any]) -> list[int]:
    """Return 1 for each block that holds a wanted snippet, 0 for one that holds an unwanted one, else -1."""
    wanted = [" ".join(text.split()) for text in gold.get("with") or () if len(text) >= _SNIPPET]
    unwanted = [" ".join(text.split()) for text in gold.get("without") or () if len(text) >= _SNIPPET]
    body = []
    for text in texts:
        flat = " ".join(text.split())
        is_wanted, is_unwanted = any(one in flat for one in wanted), any(one in flat for one in unwanted)
        body.append(1 if is_wanted else 0 if is_unwanted else -1)
    return body


def align(texts: list[str], gold: str) -> list[int]:
    """Return 1 for each block that stands in the gold text, else 0."""
    flat = [_flat(text) for text in texts]
    target = _flat(gold)
    places = [_place(text, target) if len(text) >= _ANCHOR else -1 for text in flat]
    _drop_copies(flat, target, places)
    body = [int(place >= 0) for place in places]
    anchors = [number for number, place in enumerate(places) if place >= 0]
    for number, text in enumerate(flat):
        if text and len(text) < _ANCHOR and _stands_between(number, flat, target, places, anchors):
            body[number] = 1
    return body


def _flat(text: str) -> str:
    return "".join(_LETTERS.findall(text.lower()))


def _place(text: str, target: str) -> int:
    """Return where a block stands in the gold text, -1 if most of it does not."""
    place = target.find(text)
    if place >= 0:
        return place
    pieces = [text[start : start + _PIECE] for start in range(0, len(text) - _PIECE + 1, _PIECE // 2)]
    found = [place for piece in pieces if (place := target.find(piece)) >= 0]
    return found[0] if len(found) >= _COVERED * len(pieces) else -1


def _drop_copies(flat: list[str], target: str, places: list[int]) -> None:
    """Keep of a text that the page prints more often than the gold the copy with the most body around it."""
    copies: dict[str, list[int]] = {}
    for number, text in enumerate(flat):
        if places[number] >= 0 and len(text) >= _REPEATED:
            copies.setdefault(text, []).append(number)
    for text, numbers in copies.items():
        if len(numbers) > max(1, target.count(text)):
            best = max(numbers, key=lambda n: (sum(place >= 0 for place in places[max(0, n - 6) : n + 7]), -n))
            for number in numbers:
                if number != best:
                    places[number] = -1


def _stands_between(number: int, flat: list[str], target: str, places: list[int], anchors: list[int]) -> bool:
    """Whether a short block stands in the gold text between its neighbours' places."""
    at = bisect_left(anchors, number)
    before, after = anchors[at - 1] if at else None, anchors[at] if at < len(anchors) else None
    low = places[before] + len(flat[before]) if before is not None else 0
    high = places[after] if after is not None else len(target)
    if before is None:
        low = max(0, high - len(flat[number]) - _SLACK)
    if after is None:
        high = min(len(target), low + len(flat[number]) + _SLACK)
    return 0 <= high - low < _GAP and flat[number] in target[max(0, low - 2) : high + 2]
