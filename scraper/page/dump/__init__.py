"""A page's plain text in, blocks out, as text extractors, text browsers and copied windows leave it: one block a line.

A dump has no markup, so what its lines show stands in for it: bullets become `li`, prose `p`, Markdown's headings `h1`
to `h6`, other lines `div`; lines that belong together share an element. Wrapped lines are joined. How each line stood
there is kept in `Page.lines`.
"""

from __future__ import annotations

from collections.abc import Sequence

from scraper.model import Block, ImageTag, Line, Page
from scraper.page.dump.groups import group, tag_of
from scraper.page.dump.rows import read_rows
from scraper.page.dump.signs import Signed, Signs
from scraper.page.dump.wrapped import unwrapped

__all__ = ["read_text"]

# So many neighbours with the same sign make a list of lines that stand at the margin.
_NEIGHBOURS = {"-": 3}
_FEW_NEIGHBOURS = 2


def read_text(text: str, url: str | None) -> Page:
    r"""Return the lines of a plain text as the blocks of a page, without signals. Linear in the text.

    >>> [block.tag for block in read_text("새 길 열려\n  • 공유하기\n\n시장이 새 길을 열었다.", None).blocks]
    ['div', 'li', 'p']
    """
    signed, lines = _read_lines(text)
    tags = [tag_of(one.text, line) for one, line in zip(signed, lines, strict=True)]
    elements, places = group(lines, tags)
    blocks = tuple(
        Block(number, one.text, tag, place, one.link_chars)
        for number, (one, tag, place) in enumerate(zip(signed, tags, places, strict=True))
    )
    images = tuple(
        ImageTag(source, alt, number, places[number]) for number, one in enumerate(signed) for source, alt in one.images
    )
    return Page(url=url, blocks=blocks, elements=elements, images=images, lines=tuple(lines), kind="text")


def _read_lines(text: str) -> tuple[list[Signed], list[Line]]:
    rows = unwrapped(read_rows(text))
    signs = Signs(rows)
    signed: list[Signed] = []
    lines: list[Line] = []
    gap = 0
    images: tuple[tuple[str, str], ...] = ()
    for row in rows:
        one = signs.read(row)
        images += one.images
        gap = max(gap, row.gap)
        if one.text:
            signed.append(one._replace(images=images) if images else one)
            lines.append(Line(row.indent, gap, one.bullet, row.cells, one.level, one.mark))
            gap, images = 0, ()
        else:
            gap = max(gap, 1)
    return _settled(signed, lines), lines


def _settled(signed: Sequence[Signed], lines: list[Line]) -> list[Signed]:
    """Return the lines, those with their bullet back in place that are no list items.

    List items are indented or have a neighbour; a lone dash opens a Korean subtitle, a lone asterisk a note.
    """
    settled = list(signed)
    bullets = [line.bullet for line in lines]
    for number, line in enumerate(lines):
        sign = line.bullet
        if not sign or line.indent or _run(bullets, number) >= _NEIGHBOURS.get(sign, _FEW_NEIGHBOURS):
            continue
        settled[number] = signed[number]._replace(text=f"{sign} {signed[number].text}")
        lines[number] = line._replace(bullet="")
    return settled


def _run(bullets: Sequence[str], number: int) -> int:
    """Return how many of the five lines around a bulleted one have its bullet without a break, itself included."""
    run = 1
    for step in (-1, 1):
        for distance in (1, 2):
            other = number + step * distance
            if not 0 <= other < len(bullets) or bullets[other] != bullets[number]:
                break
            run += 1
    return run
