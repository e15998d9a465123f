"""Records whose strings every database and file takes: no control characters but newline, no lone surrogates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scraper.model import codec

if TYPE_CHECKING:
    from scraper.model.article import Article

_BLANK = re.compile("[\t\x0b\x0c\x85]|\r\n?")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_HALF = re.compile("[\ud800-\udfff]")
# All of ASCII but the controls; beyond it these are C2 80 to C2 9F in UTF-8, and surrogates begin with ED A0 to ED BF.
_PLAIN = bytes([*b"\n", *range(0x20, 0x7F)])
_ODD = re.compile(b"[\x00-\x1f\x7f]|\xc2[\x80-\x9f]|\xed[\xa0-\xbf]")


def without_controls(article: Article) -> Article:
    """Return the record with blanks for tabs in its strings, one kind of line ends, and without other controls.

    Boilerplate and strips are not looked at: they are the page's own blocks, which are read without controls.
    """
    joined = "\n".join(_strings(article)).encode("utf-8", "surrogatepass")
    if not _ODD.search(joined.translate(None, _PLAIN)):
        return article
    made: Article = codec.decode(type(article), cleaned(codec.encode(article)))
    return made


def cleaned(value: Any) -> Any:
    r"""Return JSON data with every string in it cleaned; two halves that belong together become the one character.

    >>> cleaned(["a\tb\x00", "\ud83d\ude00 \ud83d"])
    ['a b', '😀 ']
    """
    if isinstance(value, str):
        return value if value.isprintable() else _cleaned(value)
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {cleaned(name): cleaned(item) for name, item in value.items()}
    return value


def _cleaned(text: str) -> str:
    if _HALF.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return _CONTROL.sub("", _BLANK.sub(_blank, text))


def _blank(found: re.Match[str]) -> str:
    return "\n" if found[0].startswith("\r") else " "


def _strings(article: Article) -> Iterator[str]:
    """Yield the strings that may come from elsewhere than the page's blocks: its data, its head, its address."""
    yield from filter(None, (article.url, article.canonical_url, article.site, article.language, article.headline))
    yield from filter(None, (article.subtitle, article.kicker, article.dateline, article.agency))
    yield from filter(None, (article.copyright, article.next_page))
    yield from (*article.section, *article.tags, *article.corrections)
    yield from (block.text for block in article.body)
    for entry in article.entries:
        yield entry.text
        yield entry.headline or ""
    for author in article.authors:
        yield from filter(None, (author.name, author.email, author.role, author.organization, author.raw))
    for image in article.images:
        yield from filter(None, (image.url, image.caption, image.credit, image.alt))
    for moment in filter(None, (article.published, article.modified)):
        yield moment.raw
    for one in article.evidence.values():
        yield from filter(None, (one.source, one.raw, one.reason))
        for source, value in one.rejected:
            yield source
            yield value
