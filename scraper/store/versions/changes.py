"""What counts as a change of a story: two records in, the changed fields out; a row of captures in, its versions out.

A version is a change of the story: of its headline, its text, its entries or its correction notes. How the page is
dressed makes none: tags, rubrics, bylines, pictures, the stamp of a change, boilerplate; nor that a standfirst or a
caption is shown anew, is left out or stands elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from scraper.model import Article, Image, Moment, Verdict, codec

# A page of another verdict is no story: it leaves a capture but neither a row nor a version.
STORIES = frozenset({Verdict.ARTICLE, Verdict.LIVE, Verdict.GALLERY, Verdict.PAYWALLED})

# The fields that are named as changed between two versions, in this order.
CONTENT = (
    "headline", "subtitle", "kicker", "dateline", "authors", "published", "body", "entries", "images", "agency",
    "corrections", "tags",
)  # fmt: skip
# Of these only what does not change from visit to visit.
_COMPARED_IN_PART = frozenset({"authors", "published", "body", "images"})
_write_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_ENDS = re.compile(r"(?<=[.!?。！？…])[\"'”’»)]*\s+|\n")
_MARKS = str.maketrans({**dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‘’‚‛′`´", "'"),
                        **dict.fromkeys("‐‑‒–—―−", "-"),
                        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None)})  # fmt: skip

# A raw date with fewer digits is relative ("3시간 전"): it reads differently at every visit.
MIN_DATE_DIGITS = 5


def content_of(article: Article) -> Mapping[str, Any]:
    """Return the fields that make a version, as plain values with all white space folded."""
    values = {name: _folded(codec.encode(getattr(article, name))) for name in CONTENT if name not in _COMPARED_IN_PART}
    values["published"] = _published(article.published)
    values["images"] = [_image(image) for image in article.images]
    values["authors"] = [[author.name, author.email] for author in article.authors]
    values["body"] = [
        [block.kind, _one_spaced(block.text), _folded(codec.encode(block.rows))] for block in article.body
    ]
    return MappingProxyType({name: values[name] for name in CONTENT})


def content_digest(article: Article) -> str:
    """Return what two records share exactly when they tell the same story."""
    told = [_told(article.headline), _told(_text(article)), *map(_told, _notes(article))]
    return hashlib.sha256(_write_json(told).encode("utf-8", "surrogatepass")).hexdigest()


def is_change(old: Article, new: Article) -> bool:
    """Whether the story itself has changed, not only what of the page is taken for its text.

    Sentences that came or went make no change when either record has them elsewhere: in a caption, a byline, its
    boilerplate; nor does a standfirst that only one of them has.
    """
    if (_told(old.headline), _notes(old)) != (_told(new.headline), _notes(new)):
        return True
    before, after = _sentences(old), _sentences(new)
    if not before ^ after:
        # The same sentences, parted or ordered otherwise: a change only when they are another text.
        return sorted(_told(_text(old)).split()) != sorted(_told(_text(new)).split())
    if old.subtitle and new.subtitle and _told(old.subtitle) != _told(new.subtitle):
        return True
    elsewhere = _beside(old) | _beside(new)
    return not all(sentence in elsewhere for sentence in before ^ after)


def _text(article: Article) -> str:
    """Return the standfirst and the body: what is taken for the one and what for the other may change by a redesign."""
    first = article.body[0].text if article.body else ""
    lead = article.subtitle if article.subtitle and _told(article.subtitle) != _told(first) else None
    return "\n".join(filter(None, (lead, *(block.text for block in article.body))))


def _notes(article: Article) -> list[str]:
    """Return what is an event of its own wherever it stands: the entries of a live story, and correction notes."""
    entries = [_told(f"{entry.headline or ''} {entry.text}") for entry in article.entries]
    return [*entries, *(_told(note) for note in article.corrections)]


def _sentences(article: Article) -> set[str]:
    return {told for part in _ENDS.split(_text(article)) if (told := _told(part))}


def _beside(article: Article) -> set[str]:
    """Return the sentences of a record that are not its text."""
    parts: list[str | None] = [article.subtitle, article.kicker, article.dateline, article.agency, article.copyright]
    parts += [article.headline, article.site, *article.tags, *article.section]
    for author in article.authors:
        parts += [author.name, author.raw, author.email, author.organization]
    for image in article.images:
        parts += [image.caption, image.credit, image.alt]
    parts += [block.text for block in article.boilerplate]
    return {told for part in filter(None, parts) for one in (part, *_ENDS.split(part)) if (told := _told(one))}


def _told(text: str | None) -> str:
    """Return a text with one kind of quotation marks, dashes and blanks: pages change these with their dress."""
    return " ".join(unicodedata.normalize("NFKC", text or "").translate(_MARKS).split())


def changed_fields(old: Article, new: Article) -> tuple[str, ...]:
    """Return the names of the fields that differ between two versions."""
    before, after = content_of(old), content_of(new)
    return tuple(name for name in CONTENT if before[name] != after[name])


def _one_spaced(text: str) -> str:
    """Return the text with single blanks for all white space; that it has no other is told in a tenth of the time."""
    if text.isprintable() and "  " not in text and not text.startswith(" ") and not text.endswith(" "):
        return text
    return " ".join(text.split())


def _folded(value: Any) -> Any:
    if isinstance(value, str):
        return _one_spaced(value)
    if isinstance(value, list):
        return [_folded(item) for item in value]
    if isinstance(value, dict):
        return {name: _folded(item) for name, item in value.items()}
    return value


def _published(moment: Moment | None) -> str | None:
    if moment is None or sum(char.isdigit() for char in moment.raw) < MIN_DATE_DIGITS:
        return None
    return moment.at.isoformat()


def _image(image: Image) -> list[str | None]:
    """Return the image by its name, since hosts and parameters of image servers change from visit to visit."""
    try:
        name = urlsplit(image.url).path.rpartition("/")[2]
    except ValueError:
        name = image.url
    return [name, _folded(image.caption), _folded(image.credit)]


# ---------------------------------------------------------------- captures to versions


class Observation(NamedTuple):
    """One capture of a story: when it was, and which content it showed."""

    capture_id: int | None
    at: datetime | None
    digest: str


def version_starts(observations: Iterable[Observation]) -> list[Observation]:
    """Return the observations that begin a version: the first of each run of equal content, in order of time.

    Records that came without their page have no time; they stand last, in the order given.
    """
    dated = sorted((one for one in observations if one.at), key=lambda one: (one.at, one.capture_id))
    starts: list[Observation] = []
    for one in (*dated, *(one for one in observations if not one.at)):
        if not starts or starts[-1].digest != one.digest:
            starts.append(one)
    return starts
