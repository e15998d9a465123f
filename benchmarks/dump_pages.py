"""Text dumps with gold as training material: the numbers of each line, and which lines the gold calls what."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.body_pages import align, publisher
from scraper.page import read
from scraper.parse.body import boilerplate_kinds, text_scale
from scraper.parse.dates import Habits, find_dates_in
from scraper.parse.dump.candidates import Found, Places, candidate_places, headline_rows
from scraper.parse.dump.lines import Text, read_lines
from scraper.parse.dump.makers import Makers, maker_rows
from scraper.parse.dump.numbers import line_rows
from scraper.parse.dump.scores import text_run
from scraper.parse.texts import key

_LINES = range(3, 3000)
# Every third page is read as if nobody knew its address.
_WITHOUT_ADDRESS = 3


@dataclass
class DumpPage:
    """One dump: its lines, the numbers of each, and whether each is text by the gold (`None`: nobody knows)."""

    id: str
    source: str
    style: str
    language: str
    publisher: str
    url: str
    gold: dict[str, Any]
    is_made: bool
    text: Text
    rows: Any
    body: list[int] | None

    def found(self, scores: Sequence[float]) -> Found:
        """Return the lines with scores of the text's model."""
        return Found(self.text, self.rows.tolist(), list(scores), *text_run(self.text.sizes, scores))

    def candidates(self, found: Found) -> Places:
        """Return the lines that may be the headline."""
        places = candidate_places(found)
        url = self.url if zlib.crc32(self.url.encode()) % _WITHOUT_ADDRESS else None
        return Places(places, headline_rows(found, places, url))

    def is_headline(self, places: Iterable[int]) -> list[bool]:
        """Return whether each line says what the gold's headline says."""
        wanted = _folded(self.gold.get("headline") or "")
        return [bool(wanted) and _folded(self.text.texts[place]) == wanted for place in places]

    def makers(self, found: Found, top: int) -> Makers:
        """Return the lines that may be a byline or a date's when the headline stands at place `top`."""
        return maker_rows(found, top, self.url if zlib.crc32(self.url.encode()) % _WITHOUT_ADDRESS else None)

    def is_byline(self, places: Iterable[int]) -> list[bool]:
        """Return whether each line names one of the gold's authors."""
        names = [key(name) for name in self.gold.get("authors") or () if key(name)]
        return [any(name in key(self.text.texts[place]) for name in names) for place in places]

    def is_dated(self, places: Iterable[int]) -> list[bool]:
        """Return whether each line shows the gold's day of publication."""
        day = str(self.gold.get("published") or "-")[:10]
        habits = Habits(self.language if self.language != "?" else None)
        return [
            any(str(one.day)[:10] == day for one in find_dates_in(self.text.texts[place], habits)) for place in places
        ]

    def is_subtitle(self, places: Iterable[int]) -> list[bool]:
        """Return whether each line is the gold's subtitle or one of its lines."""
        whole = self.gold.get("subtitle") or ""
        wanted = {key(part) for part in (*whole.split("\n"), whole) if part}
        return [key(self.text.texts[place]) in wanted for place in places]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def dump_pages(judged: Path, made: Iterable[Path] = ()) -> Iterator[DumpPage]:
    """Yield the dumps of `judged`, and those of the folders `made`."""
    for row in _rows(judged):
        yield from _page(judged, row, is_made=False)
    for folder in made:
        for row in _rows(folder):
            yield from _page(folder, row, is_made=True)


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _page(folder: Path, row: dict[str, Any], *, is_made: bool) -> Iterator[DumpPage]:
    page = read(gzip.decompress((folder / row["page"]).read_bytes()), row["url"])
    if page.kind != "text" or len(page.blocks) not in _LINES:
        return
    numbers = range(len(page.blocks))
    text = read_lines(page, numbers, text_scale(page.blocks))
    rows = np.array(line_rows(text, boilerplate_kinds(page).of(numbers)), np.float32)
    gold = row["gold"]
    body = align(list(text.texts), gold["body"]) if gold.get("body") else None
    language = row.get("lang") or "?"
    yield DumpPage(
        row["id"],
        row["id"].split("/")[1],
        row["source"],
        language,
        publisher(row["url"]),
        row["url"],
        gold,
        is_made,
        text,
        rows,
        body,
    )
