"""How right the extractor is on your own pages: page + expectation pairs in, scores out.

An expectation is a JSON file beside its page, `NAME.html` and `NAME.json` (or `page.html` and `expected.json`), with
the fields that matter: `{"headline": …}` or `{"url": …, "captured_at": …, "record": {"headline": …}}`.
Only what is expected is scored: body, headline, subtitle, published, authors, verdict; `null` means that a field must
be missing. Fields may be written as the record writes them, or short: body a text, authors names, published a time. A
body block may leave its text out: then only the recall of the texts that are given is scored.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from scraper.batch import Input, explained
from scraper.errors import NothingFound, ScraperError, UsageError
from scraper.model import Article, Failure
from scraper.pipeline import attempt
from scraper.scripts import UNSPACED

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".txt"})
SHINGLE = 4
_TOKEN = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")


class Pair(NamedTuple):
    """A page and its expectation, as paths; `failure` says that one stands alone."""

    name: str
    expectation: str = ""
    failure: Failure | None = None


class Scores(NamedTuple):
    """The marks of one page, by name, each from 0 to 1; what was not expected has none."""

    name: str
    marks: tuple[tuple[str, float], ...]


def find_pairs(folder: str) -> list[Pair]:
    """Return the pairs below `folder` in the order of their paths; one that stands alone has a failure."""
    files = [path for path in sorted(Path(folder).rglob("*")) if path.is_file()]
    pages = [path for path in files if path.suffix.lower() in PAGE_SUFFIXES]
    expectations = {path for path in files if path.suffix.lower() == ".json"}
    pairs = []
    for page in pages:
        expectation = page.with_name("expected.json" if page.stem == "page" else f"{page.stem}.json")
        if expectation in expectations:
            pairs.append(Pair(str(page), str(expectation)))
        else:
            pairs.append(_alone(page, f"has no {expectation.name} beside it"))
    paired = {Path(pair.expectation) for pair in pairs}
    return [*pairs, *(_alone(path, "has no page beside it") for path in sorted(expectations - paired))]


def score_pair(pair: Pair) -> Scores | Failure:
    """Return the scores of one page, or the reason why it can't be scored."""
    if pair.failure:
        return pair.failure
    return attempt(pair.name, lambda: _score_pair(pair))


def score(expected: Mapping[str, Any], article: Article) -> Iterator[tuple[str, float]]:
    """Yield the marks of a record, for the fields that are expected.

    >>> dict(score({"headline": "Ferry back", "authors": ["A. Reed", "B. Hall"]}, Article(headline="Ferry back")))
    {'headline': 1.0, 'authors': 0.0}
    """
    for names, marks in _SCORERS:
        given = [name for name in names if name in expected]
        if given:
            yield from marks(expected[given[0]], article)


def summarize(pages: Iterable[Scores]) -> dict[str, dict[str, float]]:
    """Return for each mark its mean and on how many pages it stands; `body F1` is that of the two means."""
    values: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        for name, mark in page.marks:
            values[name].append(mark)
    summary = {name: {"mean": sum(marks) / len(marks), "pages": len(marks)} for name, marks in values.items()}
    if "body recall" in summary:
        precision = summary.get("body precision", {"mean": 0.0})["mean"]
        mean = harmonic_mean(precision, summary["body recall"]["mean"])
        summary = {"body F1": {"mean": mean, "pages": summary["body recall"]["pages"]}, **summary}
    return summary


def harmonic_mean(one: float, other: float) -> float:
    """Return the harmonic mean, 0 when one of the two is 0."""
    return 2 * one * other / (one + other) if one and other else 0.0


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four tokens in the text, counted; a shorter text is one run.

    >>> sorted(shingles("The ferry is back again."))
    [('The', 'ferry', 'is', 'back'), ('ferry', 'is', 'back', 'again')]
    """
    tokens = _TOKEN.findall(text)
    if not tokens:
        return Counter()
    return Counter(tuple(tokens[at : at + SHINGLE]) for at in range(max(1, len(tokens) - SHINGLE + 1)))


def _alone(path: Path, message: str) -> Pair:
    return Pair(str(path), failure=Failure(str(path), NothingFound.code, message, ScraperError.exit_code))


def _score_pair(pair: Pair) -> Scores:
    try:
        expected = json.loads(Path(pair.expectation).read_text(encoding="utf-8"))
    except ValueError as error:
        raise UsageError(f"{pair.expectation}: {error}") from error
    record = expected.get("record", expected) if isinstance(expected, dict) else None
    if not isinstance(record, dict):
        raise UsageError(f"{pair.expectation}: expected an object")
    given = Input(
        pair.name,
        url=expected.get("url"),
        path=pair.name,
        captured_at=_captured_at(pair, expected.get("captured_at")),
    )
    result = explained(given)
    if isinstance(result, Failure):
        raise NothingFound(result.message)
    try:
        marks = tuple(score(record, result.article))
    except (AttributeError, TypeError, ValueError) as error:
        raise UsageError(f"{pair.expectation}: a field is not written as the record writes it: {error}") from error
    unknown = [name for name in record if name not in Article.__dataclass_fields__ and name not in _SCORED]
    if not marks and (unknown or not record):
        asked = f"{unknown[0]!r} is no field of a record" if unknown else "it expects nothing"
        raise UsageError(f"{pair.expectation}: nothing to score: {asked}")
    return Scores(pair.name, marks)


def _captured_at(pair: Pair, given: Any) -> datetime | None:
    try:
        return None if given is None else datetime.fromisoformat(given)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{pair.expectation}: captured_at is no time: {given!r}") from error


def _score_body(expected: Any, article: Article) -> Iterator[tuple[str, float]]:
    texts = [_block_text(item) for item in expected] if isinstance(expected, list) else [expected or ""]
    given = [text for text in texts if text is not None]
    if texts and not given:
        return
    right = shingles("\n".join(given))
    found = shingles("\n".join(entry.text for entry in article.entries) if article.entries else article.body_text)
    hits = (right & found).total()
    if found and len(given) == len(texts):
        yield "body precision", hits / found.total()
    yield "body recall", hits / right.total() if right else float(not found)


def _block_text(item: Any) -> str | None:
    """Return the text of a body block, written as a text or an object; `None` when the object leaves it out."""
    if isinstance(item, str):
        return item
    if item.get("rows"):
        return "\n".join(" ".join(row) for row in item["rows"])
    return item.get("text") or ("\n".join(item["items"]) if item.get("items") else None)


def _score_text(field: str) -> Callable[[Any, Article], Iterator[tuple[str, float]]]:
    def marks(expected: Any, article: Article) -> Iterator[tuple[str, float]]:
        yield field, float(_folded(expected) == _folded(getattr(article, field)))

    return marks


def _score_published(expected: Any, article: Article) -> Iterator[tuple[str, float]]:
    if isinstance(expected, dict) and "at" not in expected:
        return  # it is about the precision or the zone, which have no mark
    text = expected["at"] if isinstance(expected, dict) else expected
    found = article.published_at
    if text is None:
        yield "published day", float(found is None)
        return
    right = datetime.fromisoformat(text)
    here = found.astimezone(right.tzinfo) if found and right.tzinfo else found
    yield "published day", float(here is not None and here.date() == right.date())
    if "T" in text:
        same = here is not None and here.replace(tzinfo=None, second=0, microsecond=0) == right.replace(
            tzinfo=None, second=0, microsecond=0
        )
        yield "published minute", float(same)


def _score_authors(expected: Any, article: Article) -> Iterator[tuple[str, float]]:
    given = [author.get("name") if isinstance(author, dict) else author for author in expected or ()]
    if not all(given):
        raise ValueError("an author has no name")
    right = {_folded(name).casefold() for name in given}
    found = {_folded(author.name).casefold() for author in article.authors}
    hits = len(right & found)
    yield "authors", 2 * hits / (len(right) + len(found)) if right or found else 1.0


def _folded(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())


# The first name that an expectation has is taken.
_SCORERS: tuple[tuple[tuple[str, ...], Callable[[Any, Article], Iterator[tuple[str, float]]]], ...] = (
    (("body_text", "body"), _score_body),
    (("headline",), _score_text("headline")),
    (("subtitle",), _score_text("subtitle")),
    (("published_at", "published"), _score_published),
    (("authors",), _score_authors),
    (("verdict",), _score_text("verdict")),
)
_SCORED = frozenset(name for names, _ in _SCORERS for name in names)
