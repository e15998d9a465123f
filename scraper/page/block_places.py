"""The texts between a page's tags in, the number of the block that each went to out.

Each text is given a sign that no page uses, and the page is read once more: what block a sign comes out in is its
text's. The blocks of both readings are then paired by their texts, since a sign may make a block of what was none. A
text that was parted into two blocks counts as the first one's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scraper.model import Block, Page
from scraper.page.markup import Tokens, read_blocks

# Private use: "supplementary area A" (The Unicode Standard, 23.5).
_FIRST, _LAST = 0xF0000, 0xFFFFD
_SIGNS = dict.fromkeys(range(_FIRST, _LAST + 1))
# A block that one reading has and the other has not is looked for so far.
_AHEAD = 40


def blocks_of_texts(page: Page, tokens: Tokens) -> Mapping[int, int]:
    """Return by the number of a text (in the order of the page) the number of its block."""
    reading = read_blocks("".join(_signed(page, tokens)))
    places: dict[int, int] = {}
    for block, number in _paired(reading.blocks, page.blocks):
        for letter in block.text:
            if _FIRST <= ord(letter) <= _LAST:
                places[ord(letter) - _FIRST] = number
    return places


def _signed(page: Page, tokens: Tokens) -> Iterator[str]:
    """Yield the page's markup with a sign in each text; of what the tokens leave out the style sheets."""
    if tokens.styles:
        yield f"<style>{' '.join(tokens.styles).replace('</', '< /')}</style>"
    parts = tokens.parts
    clean = any(_FIRST <= ord(letter) <= _LAST for letter in set(page.source))
    for place in range(0, len(parts), 3):
        text = parts[place].translate(_SIGNS) if clean else parts[place]
        bare = text.lstrip()
        if bare and place // 3 <= _LAST - _FIRST:
            yield f"{text[: len(text) - len(bare)]}{chr(_FIRST + place // 3)}{bare}"
        else:
            yield text
        if place + 2 < len(parts):
            yield f"<{parts[place + 1]}{parts[place + 2] or ''}>" if parts[place + 1] else "<!>"


def _paired(signed: Sequence[Block], blocks: Sequence[Block]) -> Iterator[tuple[Block, int]]:
    """Yield each signed block with the number of the block of the same text, both in the order of the page."""
    at = 0
    for block in signed:
        text = _bare(block.text)
        ahead = range(at, min(at + _AHEAD, len(blocks)))
        place = next((one for one in ahead if _bare(blocks[one].text) == text), None)
        if place is not None:
            yield block, blocks[place].number
            at = place + 1


def _bare(text: str) -> str:
    return "".join(text.translate(_SIGNS).split())
