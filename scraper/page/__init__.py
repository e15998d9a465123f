"""Bytes or text in, a `Page` out: the only room that knows lxml and bs4. What can't be read is empty."""

from __future__ import annotations

import re

from scraper.model import Block, Page, Signals
from scraper.page.blocks import read_blocks
from scraper.page.decode import Decoded, decode
from scraper.page.json_ld import read_json_ld

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def read(content: bytes | str, url: str | None = None, *, charset: str | None = None) -> Page:
    """Return the page in `content`, HTML; `charset` is the label of the HTTP header, if there was one.

    Block texts hold no control characters but newline. Never raises.
    """
    decoded = decode(content, charset=charset) if isinstance(content, bytes) else Decoded(content, "utf-8", "str")
    return _read_html(decoded, url)


def _read_html(decoded: Decoded, url: str | None) -> Page:
    reading = read_blocks(decoded.text)
    signals = Signals(
        title=reading.title,
        language=reading.language,
        meta=reading.meta,
        head_links=reading.head_links,
        scripts=reading.scripts,
        json_ld=read_json_ld(reading.scripts),
    )
    return Page(
        url,
        _without_controls(reading.blocks),
        elements=reading.elements,
        signals=signals,
        marks=reading.marks,
        images=reading.images,
        links=reading.links,
        charset=decoded.charset,
        charset_source=decoded.source,
        notes=decoded.notes,
    )


def _without_controls(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    if not _CONTROL.search("".join([block.text for block in blocks])):
        return blocks
    return tuple(block._replace(text=_CONTROL.sub("", block.text)) for block in blocks)
