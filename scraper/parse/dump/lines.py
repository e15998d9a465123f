"""The lines of a dump with their lengths, and what is reckoned over a row of lines: sums, runs, distances."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scraper.model import Line, Page
from scraper.parse.texts import SENTENCE, ending

Column = Sequence[float]

# Distances and runs are counted up to this.
FAR = 40
# A line of prose: as long, or as long with a sentence's end.
_LONG, _PROSE = 150, 60
_LINKED = 0.5
_MOST = 600


class Text(NamedTuple):
    """The lines of a dump that may be anything, by their block's number, with what several features need of them.

    `masses` are the unlinked characters of each, up to 600, `prose` whether it reads as a paragraph.
    """

    numbers: Sequence[int]
    texts: Sequence[str]
    lines: Sequence[Line]
    sizes: Sequence[float]
    ends: Sequence[int]
    masses: Sequence[float]
    prose: Sequence[bool]


def read_lines(page: Page, numbers: Sequence[int], scale: float) -> Text:
    """Return the lines `numbers` of a dump; `scale` makes lengths comparable between scripts."""
    blocks = [page.blocks[number] for number in numbers]
    texts = [block.text for block in blocks]
    sizes = [len(text) * scale for text in texts]
    ends = [ending(text) for text in texts]
    links = [block.link_chars / len(block.text) for block in blocks]
    prose = [
        (size >= _LONG or (size >= _PROSE and end == SENTENCE)) and link < _LINKED
        for size, end, link in zip(sizes, ends, links, strict=True)
    ]
    masses = [min(size, _MOST) * (1 - link) for size, link in zip(sizes, links, strict=True)]
    return Text(numbers, texts, [page.lines[number] for number in numbers], sizes, ends, masses, prose)


def margin_of(text: Text) -> int:
    """Return how far in most of the prose stands."""
    found: Counter[int] = Counter()
    for line, mass, is_prose in zip(text.lines, text.masses, text.prose, strict=True):
        if is_prose:
            found[line.indent] += int(mass)
    return max(found, key=lambda indent: (found[indent], -indent)) if found else 0


def usual_gap(text: Text) -> int:
    """Return the widest common gap before a line of prose: what most have, or one in four."""
    found = Counter(line.gap for line, is_prose in zip(text.lines, text.prose, strict=True) if is_prose)
    total = found.total()
    return max((gap for gap, count in found.items() if 4 * count >= total), default=0)


def best_run(gains: Sequence[float]) -> tuple[int, int]:
    """Return the bounds of the run with the largest sum; where nothing gains, none: 0, 0."""
    best, low, high = 0.0, 0, 0
    total, start = 0.0, 0
    for place, gain in enumerate(gains):
        total += gain
        if total > best:
            best, low, high = total, start, place + 1
        if total <= 0:
            total, start = 0.0, place + 1
    return low, high


def shifted(values: Column, by: int) -> list[float]:
    """Return for each place the value that stands `by` places behind it, -1 where there is none."""
    count, nothing = len(values), [-1.0] * abs(by)
    return [*nothing, *values][:count] if by < 0 else [*values[by:], *nothing[:count]]


def since(flags: Iterable[object]) -> list[int]:
    """Return how many lines stand between each and the flagged one before it."""
    gaps, last = [], FAR
    for flag in flags:
        gaps.append(last)
        if flag:
            last = 0
        elif last < FAR:
            last += 1
    return gaps


def until(flags: Sequence[object]) -> list[int]:
    """Return how many lines stand between each and the flagged one behind it."""
    return since(flags[::-1])[::-1]


def window(sums: Sequence[float], low: int, high: int) -> list[float]:
    """Return the mean over the places from `low` to before `high` off each; what lies outside the text has nothing."""
    count, width = len(sums) - 1, high - low
    reach = max(-low, high, 0)
    wide = [*[sums[0]] * reach, *sums, *[sums[-1]] * reach]
    ends, starts = wide[reach + high : reach + high + count], wide[reach + low : reach + low + count]
    return [(end - start) / width for end, start in zip(ends, starts, strict=True)]


def run_lengths(flags: Iterable[object]) -> list[int]:
    """Return how many flagged lines end with each."""
    runs, run = [], 0
    for flag in flags:
        run = run + 1 if flag else 0
        runs.append(min(run, FAR))
    return runs
