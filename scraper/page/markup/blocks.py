"""HTML text in, blocks and signals out, in one pass over the page.

Nothing is skipped because of its tag or class, for an unclosed `<button>` or `<form>` can wrap a whole article.
"""

from __future__ import annotations

from scraper.page.compiled import compiled
from scraper.page.markup.hiding import Hiding
from scraper.page.markup.reader import Reader
from scraper.page.markup.reading import Reading
from scraper.page.markup.tokens import Tokens, tokenize

# The same in a quarter of the time, where a compiler was at hand at installation.
_reader = compiled("scraper.page.markup._reader")


def read_blocks(html: str, utf8: bytes | None = None) -> Reading:
    """Return the blocks and signals of an HTML page; an unreadable one has none. Linear in the page.

    `utf8` are the bytes of the page, if they are UTF-8.
    """
    if _reader is not None:
        source = html.encode("utf-8", "surrogatepass") if utf8 is None else utf8
        reading: Reading
        reading, is_by_sheet = _reader.read_blocks(source, has_styles=True)
        if not is_by_sheet or not reading.is_mostly_hidden():
            return reading
        bare: Reading
        bare, _ = _reader.read_blocks(source, has_styles=False)
        return bare if reading.hides_story_of(bare) else reading
    return read_slowly(html)


def read_slowly(html: str) -> Reading:
    """Return the same in plain Python."""
    tokens = tokenize(html)
    hiding = Hiding(tokens.styles)
    reading = _read(tokens, hiding)
    if not hiding.by_sheet or not reading.is_mostly_hidden():
        return reading
    # A style sheet that hides the story does so until a script has run.
    bare = _read(tokens, Hiding(()))
    return bare if reading.hides_story_of(bare) else reading


def _read(tokens: Tokens, hiding: Hiding) -> Reading:
    reader = Reader(hiding)
    reader.read(tokens.parts)
    root = reader.elements[0].attributes
    return Reading(
        tuple(reader.blocks),
        tuple(reader.elements),
        tuple(reader.marks),
        tuple([image for image in reader.images if image.src]),
        tuple(reader.links),
        tokens.title,
        root.get("lang") or root.get("xml:lang") or "",
        tuple(reader.head.meta),
        tuple(reader.head.links),
        tokens.scripts,
        reader.head.base or "",
        tuple(reader.inlines.found),
    )
