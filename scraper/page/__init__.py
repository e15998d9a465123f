"""Bytes or text in, a `Page` out: the only room that knows HTML. What can't be read is empty."""

from __future__ import annotations

import re
from dataclasses import replace

from scraper.model import Block, Page, Signals
from scraper.page.charset import Decoded, accept, decode
from scraper.page.compiled import compiled, is_compiled
from scraper.page.data import as_page, read_json_ld
from scraper.page.dump import read_text
from scraper.page.harmless import Harmless, harmless
from scraper.page.inline import find_spans
from scraper.page.markup import UNSEEN, Reading, Runs, read_blocks, split_runs
from scraper.page.mhtml import Saved, open_saved
from scraper.page.select import Finder, Selector, parse_selector
from scraper.page.text import is_binary, looks_like_html
from scraper.page.walls import find_wall
from scraper.page.weight import weigh

__all__ = [
    "Finder",
    "Harmless",
    "Saved",
    "Selector",
    "compiled",
    "find_spans",
    "harmless",
    "is_compiled",
    "open_saved",
    "parse_selector",
    "read",
    "weigh",
]

_PLAIN = bytes([*b"\n", *range(0x20, 0x7F)])
_DATA = re.compile(r"\s*[{\[]")

# A wall has fewer letters than this in texts of at least a sentence: a consent page with its partners and purposes.
_MOST_OF_WALL = 1_500
_SENTENCE = 30
# A page whose text is in a page inside it has no more blocks of its own than a frame around that.
_FEW_BLOCKS = 60


def read(content: bytes | str, url: str | None = None, *, charset: str | None = None) -> Page:
    """Return the page in `content`: HTML, plain text, a JSON document, or a page that a browser saved as MHTML.

    `charset` is the HTTP header's label, if any. A saved page knows its own address.

    Block texts hold no control characters but newline, and no invisible break hints. A file that is no text at all has
    no blocks. Never raises.
    """
    saved = open_saved(content)
    if saved is not None:
        content, url, charset = saved.html, url or saved.url, saved.charset
    if isinstance(content, str):
        decoded = accept(content)
    elif is_binary(content):
        return Page(url, (), kind="binary", charset="", charset_source="")
    else:
        decoded = decode(content, charset=charset)
    document = as_page(decoded.text) if _DATA.match(decoded.text) else None
    if document is not None:
        return _read_html(decoded.with_text(document), url)
    return _read_html(decoded, url) if looks_like_html(decoded.text) else _read_text(decoded, url)


def _read_text(decoded: Decoded, url: str | None) -> Page:
    page = read_text(decoded.text, url)
    return replace(
        page,
        blocks=_without_controls(page.blocks),
        charset=decoded.charset,
        charset_source=decoded.source,
        notes=decoded.notes,
        source=decoded.text,
    )


def _read_html(decoded: Decoded, url: str | None) -> Page:
    reading = _with_inner_page(read_blocks(decoded.text, decoded.utf8), decoded.text)
    signals = Signals(
        title=reading.title,
        language=reading.language,
        meta=reading.meta,
        head_links=reading.head_links,
        scripts=reading.scripts,
        json_ld=read_json_ld(reading.scripts),
        base=reading.base,
    )
    # A wall has no date of publication of its own.
    is_dated = any("datePublished" in node for node in signals.json_ld)
    wall = find_wall(decoded.text) if not is_dated and _has_little_text(reading.blocks) else None
    runs = split_runs(
        Runs(_without_controls(reading.blocks), reading.marks, reading.images, reading.links, reading.inlines)
    )
    return Page(
        url,
        runs.blocks,
        elements=reading.elements,
        signals=signals,
        marks=runs.marks,
        images=runs.images,
        links=runs.links,
        inlines=runs.inlines,
        charset=decoded.charset,
        charset_source=decoded.source,
        notes=decoded.notes,
        wall=wall.wall if wall else None,
        wall_reason=wall.reason if wall else "",
        source=decoded.text,
    )


def _with_inner_page(reading: Reading, source: str) -> Reading:
    """Return a reading with the text of the page that an `<iframe srcdoc>` holds, if there is hardly another text."""
    if len(reading.blocks) > _FEW_BLOCKS or "srcdoc" not in source or not _has_little_text(reading.blocks):
        return reading
    held = [element.attributes.get("srcdoc") or "" for element in reading.elements if element.tag == "iframe"]
    inner = read_blocks(max(held, key=len, default=""))
    if sum(len(block.text) for block in inner.blocks) <= sum(len(block.text) for block in reading.blocks):
        return reading
    return reading._replace(
        blocks=inner.blocks,
        elements=inner.elements,
        marks=inner.marks,
        images=inner.images,
        links=inner.links,
        inlines=inner.inlines,
    )


def _has_little_text(blocks: tuple[Block, ...]) -> bool:
    """Whether the page can be a wall: walls have a few sentences at most."""
    letters = 0
    for block in blocks:
        if len(block.text) >= _SENTENCE and block.link_chars * 2 < len(block.text):
            letters += len(block.text)
            if letters > _MOST_OF_WALL:
                return False
    return True


def _without_controls(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    joined = "".join([block.text for block in blocks])
    # Most of it is printable ASCII, which bytes leave out at once; of the rest it is asked ten times as quickly whether
    # it is printable as where it is not.
    rest = joined.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")
    if rest.isprintable() or not UNSEEN.search(rest):
        return blocks
    # Blocks are known by their number, so one that held nothing else keeps its place.
    return tuple(
        block if block.text.isprintable() else block._replace(text=UNSEEN.sub("", block.text) or "\ufffd")
        for block in blocks
    )
