"""What the sources of dates are read with: the page, where its article stands, how it writes dates, when it was got."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from scraper.model import Label, Outline, Page, Role
from scraper.parse.authors import Surroundings
from scraper.parse.dates.lines import LineReader
from scraper.parse.dates.order import habits_of

# How many blocks from the headline a date may stand and count as the article's own. On the gold's pages without dated
# metadata the first date after the headline is right on 93 % within 1 block, 80 % within 8, 37 % within 15.
NEAR = 8
# What may stand beside a day that is a line of its own: `2024.04.30 (화)`, `Tuesday, …`.
_WEEKDAY = 12


class Window(NamedTuple):
    """The blocks around an article: where it begins, where its body begins and ends."""

    start: int
    body: int
    end: int

    def distance(self, block: int) -> int:
        """Return how many blocks after the headline it stands; before it counts double, after the body from its end."""
        if block < self.start:
            return 2 * (self.start - block)
        if block > self.end > self.start:
            return NEAR + 1 + block - self.end
        return block - self.start


def window_of(outline: Outline) -> Window:
    """Return the window around headline and body; where the page shows neither, it begins at the top."""
    body = outline.body
    if not body:
        start = outline.headline or 0
        return Window(start, start, start)
    start = body[0] if outline.headline is None else outline.headline
    if body[0] < start <= body[0] + NEAR:
        # A headline that stands within the text is one of its subheadings.
        start = body[0]
    return Window(start, max(body[0], start), max(body[-1], start))


class Around(NamedTuple):
    """A page as the sources see it; `header`, `captions` and `headline` are blocks whose dates are not the article's.

    What `surroundings` calls another text's (comments, related stories) is dated for itself.
    """

    page: Page
    reader: LineReader
    window: Window
    headline: frozenset[int]
    header: frozenset[int]
    captions: frozenset[int]
    captured_at: datetime | None
    surroundings: Surroundings


def look_around(
    page: Page, outline: Outline, *, language: str | None, captured_at: datetime | None, labels: Iterable[Label]
) -> Around:
    """Return the page as the sources see it.

    Where labels call blocks dates, and those hold any, the dates of all other blocks are like a header's.
    """
    reader, labels = LineReader(habits_of(page, language, captured_at)), tuple(labels)
    roles: dict[Role, set[int]] = {Role.WEATHER: set(), Role.CAPTION: set(), Role.DATE: set()}
    for label in labels:
        if label.role in roles:
            roles[label.role].add(label.block)
    header = roles[Role.WEATHER]
    headlines = [label.block for label in labels if label.role is Role.HEADLINE]
    if page.kind == "text" and headlines and _is_calendar(page, reader, min(headlines)):
        header = {*header, 0}
    if any(reader.lines(page.blocks[number].text) for number in roles[Role.DATE]):
        header = set(range(len(page.blocks))) - roles[Role.DATE]
    return Around(
        page,
        reader,
        window_of(outline),
        headline=frozenset() if outline.headline is None else frozenset({outline.headline}),
        header=frozenset(header),
        captions=frozenset(roles[Role.CAPTION]),
        captured_at=captured_at,
        surroundings=Surroundings(page, outline),
    )


def _is_calendar(page: Page, reader: LineReader, headline: int) -> bool:
    """Whether a dump begins with nothing but a day, other lines below it before the headline: the visit's, perhaps."""
    dates = reader.lines(page.blocks[0].text)
    if headline <= 1 or len(dates) != 1 or dates[0].reading.clock or dates[0].tag:
        return False
    between = page.blocks[1:headline]
    return len(page.blocks[0].text) - len(dates[0].raw) <= _WEEKDAY and not any(
        reader.lines(block.text) for block in between
    )
