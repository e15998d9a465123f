"""What counts as a change of a story: two records in, the changed fields out; a row of captures in, its versions out.

Boilerplate, weather, advertisements, counters, the copyright line and a mere new "modified" stamp make no version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from scraper.model import Article, Image, Moment, Verdict, codec

# A page of another verdict is no story: it leaves a capture but neither a row nor a version.
STORIES = frozenset({Verdict.ARTICLE, Verdict.LIVE, Verdict.GALLERY, Verdict.PAYWALLED})

# The fields whose change makes a version, in the order in which they are named.
CONTENT = (
    "headline", "subtitle", "kicker", "dateline", "authors", "published", "body", "entries", "images", "agency",
    "corrections", "tags",
)  # fmt: skip
# Of these only what does not change from visit to visit.
_COMPARED_IN_PART = frozenset({"authors", "published", "body", "images"})
_write_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

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
    """Return what two records share exactly when their content is the same."""
    text = _write_json(dict(content_of(article)))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


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
