"""A record as Markdown (CommonMark with pipe tables): front matter in YAML, then headline, subtitle, body and images.

The text reads as on the page: signs that Markdown would take for markup are escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from scraper.model.article import Article
from scraper.model.record import BodyBlock, Image
from scraper.model.render.marked import marked, parts

# In the order of the front matter.
FRONT_MATTER = (
    "url",
    "canonical_url",
    "site",
    "language",
    "verdict",
    "headline",
    "subtitle",
    "kicker",
    "section",
    "tags",
    "authors",
    "dateline",
    "published_at",
    "modified_at",
    "agency",
    "copyright",
)
_INLINE = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)|~(?=~)")
_LINE_START = re.compile(r"^([ \t]*)([#>+\-=|~]|\d{1,9}(?=[.)]))", re.MULTILINE)
# YAML allows these in a quoted text only as escapes.
_YAML_UNSAFE = re.compile("[\u2028\u2029\ufeff\ufffe\uffff]")


def document(article: Article, *, links: bool = True) -> str:
    """Return the record as one Markdown document, the links in its body as such or as their text alone."""
    return "\n".join(("---", *_front_matter(article), "---", "", "\n\n".join(_parts(article, links=links)), ""))


def _front_matter(article: Article) -> Iterator[str]:
    record = article.to_dict()
    record["authors"] = [author.name for author in article.authors]
    for name in FRONT_MATTER:
        if record[name] not in (None, []):
            yield f"{name}: {_yaml(record[name])}"


def _yaml(value: Any) -> str:
    """Return a text or a list of texts in the part of YAML that is also JSON."""
    return _YAML_UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def _parts(article: Article, *, links: bool) -> Iterator[str]:
    if article.headline:
        yield f"# {escape(article.headline)}"
    if article.subtitle:
        yield f"**{escape(article.subtitle)}**"
    for block in article.body if links else map(_without_links, article.body):
        yield _BLOCKS.get(block.kind, _paragraph)(block)
    for entry in article.entries:
        if entry.headline:
            yield f"## {escape(entry.headline)}"
        yield escape(entry.text)
    yield from map(_image, article.images)


def escape(text: str) -> str:
    r"""Return the text with what Markdown would read as markup escaped, and its line breaks kept.

    >>> print(escape("1. *보도* [단독]"))
    1\. \*보도\* \[단독\]
    >>> print(escape("- 10 < 20"))
    \- 10 \< 20
    """
    text = _INLINE.sub(r"\\\g<0>", text)
    text = _LINE_START.sub(lambda match: match[1] + _marker(match[2]), text)
    return text.replace("\n", "\\\n")


def _marker(sign: str) -> str:
    """A list number is escaped at its dot, any other marker before itself."""
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"


def _without_links(block: BodyBlock) -> BodyBlock:
    return replace(block, spans=tuple(span for span in block.spans if span.kind != "link"))


def _paragraph(block: BodyBlock) -> str:
    return marked(block.text, block.spans, escape)


def _heading(block: BodyBlock) -> str:
    level = min(max(block.level or 2, 2), 6)
    return f"{'#' * level} {marked(block.text.replace(chr(10), ' '), block.spans, escape)}"


def _list(block: BodyBlock) -> str:
    items = block.items or tuple(block.text.split("\n"))
    each = zip(items, parts(block.spans, items, "\n"), strict=True)
    return "\n".join("- " + marked(item, spans, escape).replace("\n", "\n  ") for item, spans in each)


def _quote(block: BodyBlock) -> str:
    return "\n".join(f"> {line}" for line in _paragraph(block).split("\n"))


def _code(block: BodyBlock) -> str:
    longest = max((len(run) for run in re.findall("`+", block.text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{block.text}\n{fence}"


def _table(block: BodyBlock) -> str:
    if not block.rows:
        return _paragraph(block)
    width = max(map(len, block.rows))
    lines = []
    texts = [" | ".join(row) for row in block.rows]
    for row, inside in zip(block.rows, parts(block.spans, texts, "\n"), strict=True):
        cells = [marked(cell, spans, _table_cell) for cell, spans in zip(row, parts(inside, row, " | "), strict=True)]
        lines.append("| " + " | ".join([*cells, *[""] * (width - len(row))]) + " |")
    return "\n".join((lines[0], "|" + " --- |" * width, *lines[1:]))


def _table_cell(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", " ".join(text.split())).replace("|", "\\|")


def _image(image: Image) -> str:
    label = escape((image.caption or image.alt or "").replace("\n", " "))
    url = image.url.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20").replace("\n", "")
    credit = f" *{escape(image.credit)}*" if image.credit else ""
    return f"![{label}](<{url}>){credit}"


_BLOCKS: Mapping[str, Callable[[BodyBlock], str]] = MappingProxyType(
    {"heading": _heading, "list": _list, "quote": _quote, "code": _code, "table": _table}
)
