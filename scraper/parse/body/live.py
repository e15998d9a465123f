"""A page, its body and its date in, the timed entries of a live blog out: as JSON-LD states them, or as they are shown.

Shown entries are runs of the body, each under a time of its own, in the order of their times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from scraper.model import Evidence, Finding, LiveEntry, Moment, Outline, Page, missing
from scraper.page.markup import HEADINGS
from scraper.parse.page_data import first_text, has_type

_LIVE = frozenset({"LiveBlogPosting"})
# Fewer timed texts are an article with its dates of publication and change.
_FEWEST = 4
_FEWEST_STATED = 2
_LONGEST_SPAN = timedelta(days=4)
# An entry's time stands in the body or right before it.
_BEFORE = 3
_LONGEST_TIME = 40
_LIVE_STEMS = (
    *(
        "live",
        "ticker",
        "direct",
        "vivo",
        "minuto",
        "diretta",
        "canlı",
        "онлайн",
        "эфир",
        "хроника",
        "실시간",
        "라이브",
    ),
    *("생중계", "速報", "ライブ", "直播", "实时", "实況", "實時", "direkte", "żywo", "relacja"),
)
_LIVE_WORDS = re.compile(
    r"\blive|ticker\b|en[ -]direct|en[ -]vivo|directo\b|minuto|ao[ -]vivo|diretta|canlı|онлайн|прямо[йм] эфир|"
    r"хроника|실시간|라이브|생중계|速報|ライブ|直播|实时|实況|實時|direkte\b|na żywo|relacja",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:(?P<am>오전|午前|上午)|(?P<pm>오후|午後|下午))?\s*(?P<hour>\d{1,2})"
    r"(?:\s?[:.h時时시]\s?(?P<minute>\d{2})[분分]?|[時时시]|(?=\s?(?:Uhr|[ap]\.?m)))\s*(?:Uhr|h)?"
    r"\s*(?:(?P<am2>a\.?m\.?)|(?P<pm2>p\.?m\.?))?(?:\s?[A-Z]{2,4})?",
    re.IGNORECASE,
)


class _Start(NamedTuple):
    """Where an entry begins: the block its time stands in or before, and the time as printed and as stated."""

    block: int
    text: str
    value: str


def find_entries(page: Page, *, outline: Outline, published: Moment | None) -> Finding[tuple[LiveEntry, ...]]:
    """Return the entries in page order, each with its time, headline and text; an article has none.

    `published` gives a time of day its day and zone. The blocks found are those that show the times.
    """
    stated = _stated(page)
    if stated:
        return Finding(stated, Evidence("json-ld liveBlogUpdate", 0.95, reason=f"{len(stated)} entries"))
    starts = _starts(page, outline) if _says_live(page, outline) else []
    entries = _shown(page, outline, starts, published)
    if len(entries) < _FEWEST or not _is_ordered(entries):
        return Finding((), missing("no texts under times of their own"))
    shown = tuple(start.block for start in starts if page.blocks[start.block].text == start.text)
    return Finding(entries, Evidence("visible times", 0.7, reason=f"{len(entries)} entries"), shown)


def _says_live(page: Page, outline: Outline) -> bool:
    """Whether the address, the title or the headline says so; comments under an article have times and texts, too."""
    headline = "" if outline.headline is None else page.blocks[outline.headline].text
    said = f"{page.url or ''} {page.signals.title} {headline}".lower()
    # The pattern alone would cost half a percent of a record.
    return any(stem in said for stem in _LIVE_STEMS) and _LIVE_WORDS.search(said) is not None


def _stated(page: Page) -> tuple[LiveEntry, ...]:
    nodes = [node for node in page.signals.json_ld if has_type(node, _LIVE)]
    if len(nodes) != 1:
        return ()
    updates = nodes[0].get("liveBlogUpdate")
    updates = updates if isinstance(updates, list) else [updates]
    entries = [_entry(update) for update in updates if isinstance(update, Mapping)]
    found = tuple(entry for entry in entries if entry.text or entry.headline)
    return found if len(found) >= _FEWEST_STATED else ()


def _entry(update: Mapping[str, Any]) -> LiveEntry:
    text = first_text(update.get("articleBody")) or first_text(update.get("description")) or ""
    stated = first_text(update.get("datePublished")) or first_text(update.get("dateModified")) or ""
    return LiveEntry(_from_iso(stated), first_text(update.get("headline")), text)


def _starts(page: Page, outline: Outline) -> list[_Start]:
    """Return the times in and right before the body, in order, one for each block."""
    if not outline.body:
        return []
    first, last = outline.body[0] - _BEFORE, outline.body[-1]
    found: dict[int, _Start] = {}
    for mark in page.marks:
        if mark.kind in {"time", "date"} and first <= mark.block <= last and len(mark.text) <= _LONGEST_TIME:
            stated = _from_iso(mark.value) is not None
            if mark.block not in found and (stated or _CLOCK.fullmatch(mark.text)):
                found[mark.block] = _Start(mark.block, mark.text, mark.value if stated else "")
    for block in page.blocks[max(0, first) : last + 1]:
        if block.number not in found and len(block.text) <= _LONGEST_TIME and _CLOCK.fullmatch(block.text):
            found[block.number] = _Start(block.number, block.text, "")
    return [found[number] for number in sorted(found)]


def _shown(page: Page, outline: Outline, starts: Sequence[_Start], published: Moment | None) -> tuple[LiveEntry, ...]:
    if len(starts) < _FEWEST:
        return ()
    body = [number for number in outline.body if page.blocks[number].text not in {start.text for start in starts}]
    ends = [start.block for start in starts[1:]] + [len(page.blocks)]
    entries = []
    for start, end in zip(starts, ends, strict=True):
        numbers = [number for number in body if start.block <= number < end]
        if numbers:
            entries.append(_shown_entry(page, start, numbers, published))
    return tuple(entries)


def _shown_entry(page: Page, start: _Start, numbers: Sequence[int], published: Moment | None) -> LiveEntry:
    near = page.blocks[start.block : numbers[0] + 1]
    headline = next((block.text for block in near if block.tag in HEADINGS), None)
    lines = [page.blocks[number].text for number in numbers if page.blocks[number].text != headline]
    at = _from_iso(start.value) if start.value else _at_clock(start.text, published)
    return LiveEntry(at, headline, "\n".join(lines))


def _is_ordered(entries: Sequence[LiveEntry]) -> bool:
    """Whether the times run one way within days: dates in a text run any way, and those of a page's parts agree."""
    times = list(_times(entries))
    if len(times) < len(entries) or len(set(times)) * 2 <= len(times) or max(times) - min(times) > _LONGEST_SPAN:
        return False
    steps = [later >= earlier for earlier, later in pairwise(times) if later != earlier]
    return max(sum(steps), len(steps) - sum(steps)) >= len(steps) * 0.85


def _times(entries: Sequence[LiveEntry]) -> Iterator[datetime]:
    for entry in entries:
        if entry.at is not None:
            yield entry.at.at


def _from_iso(text: str) -> Moment | None:
    """Return the moment that a machine-readable time with its zone states."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return Moment(at, "second" if at.second else "minute", "stated", text) if at.tzinfo else None


def _at_clock(text: str, published: Moment | None) -> Moment | None:
    """Return a printed time of day on the day of publication; after midnight is not told from before."""
    match = _CLOCK.fullmatch(text)
    if match is None or published is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if (match["pm"] or match["pm2"]) and hour < 12:
        hour += 12
    elif (match["am"] or match["am2"]) and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        return None
    day = published.at.replace(hour=0, minute=0, second=0, microsecond=0)
    return Moment(day + timedelta(hours=hour, minutes=minute), "minute", published.zone, text)
