"""Finding articles by words: a question in, hits out; the same hits in the same order in SQLite and PostgreSQL.

`강남` finds 강남구는, a word of a script that parts its words is found whole, `"white house"` is found in this order;
what else can be asked is said in `words.py`. The index names the articles that have the terms; longer words and phrases
are then compared with the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Integer,
    Select,
    TextualSelect,
    and_,
    case,
    cast,
    column,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    text,
)

from scraper.errors import UsageError
from scraper.store.database import (
    Row,
    article_authors,
    articles,
    authors,
    instant,
    place_of,
    search_texts,
    sections,
    tags,
)
from scraper.store.identity import host_of
from scraper.store.rows import printed_time
from scraper.store.search.words import Question, Term, Wanted, read_question, shown_words
from scraper.store.terms import MAX_TERM, is_paired, lookups

# A word in the headline counts as much as so many in a text of a thousand characters.
HEADLINE_WEIGHT = 8.0
CONTEXT = 60
# Hits are counted so far; of a word in every article the exact number costs seconds and tells nobody anything.
MOST_COUNTED = 10_000
MOST_RATED = 5_000
# So many rows are fetched one by one about as quickly as an index of 200,000 is gone through.
MOST_LOOKED_UP = 2_000

_JOINED = articles.join(search_texts, search_texts.c.article_id == articles.c.id)
_NEWEST = (instant(articles.c.published_at).desc().nulls_last(), articles.c.id.desc())


class Hit(NamedTuple):
    """An article that was found."""

    id: int
    url: str
    site: str | None
    headline: str | None
    published_at: datetime | None
    cluster_id: int | None
    snippet: str


def search(
    connection: Connection, question: Question, *, limit: int = 20, offset: int = 0, best_first: bool = False
) -> tuple[int, list[Hit]]:
    """Return how many articles were found, at most `MOST_COUNTED`, and some of them, newest first unless `best_first`.

    The best are looked for among the newest `MOST_RATED` that were found.
    """
    wanted, count, found = _matching(connection, question)
    if best_first:
        rated = found.order_by(*_NEWEST).limit(MOST_RATED).subquery()
        found = select(articles.c.id).select_from(_JOINED).where(articles.c.id.in_(select(rated.c[0])))
        found = found.order_by(_score(wanted).desc(), *_NEWEST)
    else:
        found = found.order_by(*_NEWEST)
    numbers = list(connection.execute(found.limit(limit).offset(offset)).scalars())
    rows = connection.execute(select(articles).where(articles.c.id.in_(numbers))).all()
    by_number = {row.id: row for row in rows}
    words = list(shown_words(question))
    return count, [_hit(by_number[number]._asdict(), words) for number in numbers]


def newest(connection: Connection, question: Question, limit: int, count: int | None = None) -> list[int]:
    """Return the numbers of the newest articles that are found; `count` is what `search` has counted, if it has."""
    _, _, found = _matching(connection, question, count)
    return list(connection.execute(found.order_by(*_NEWEST).limit(limit)).scalars())


def _matching(
    connection: Connection, question: Question, counted: int | None = None
) -> tuple[Wanted, int, Select[Any]]:
    """Return what is looked for, how many articles have it, and the query for their numbers; raises `UsageError`."""
    wanted, asked = read_question(question)
    bounds = list(limits(asked))
    if not wanted and not bounds:
        raise UsageError(f"{question.words!r}: no letter or digit to look for")
    compared = list(_compared(wanted))
    conditions = (*compared, *bounds)
    joined = _JOINED if compared else articles
    matched = _candidates(connection.dialect.name, wanted)
    found = select(articles.c.id).select_from(joined).where(articles.c.id.in_(matched), *conditions)
    chosen = found if conditions else select(column("number", Integer)).select_from(matched.subquery())
    count = counted
    if count is None:
        sum_of_it = select(func.count()).select_from(chosen.limit(MOST_COUNTED).subquery())
        count = int(connection.execute(sum_of_it).scalar_one())
    if count > MOST_LOOKED_UP:
        # Then it is quicker to go through the articles by time than to sort all that match.
        found = select(articles.c.id).select_from(joined).where((articles.c.id + 0).in_(matched), *conditions)
    return wanted, count, found


def _candidates(dialect: str, wanted: Wanted) -> TextualSelect:
    """Return the query for the numbers that the index knows: of the articles that have one of each alternatives' terms.

    Without anything wanted it names all articles.
    """
    if not wanted:
        return text("SELECT id AS number FROM articles").columns(number=Integer)
    is_sqlite = dialect == "sqlite"
    term, every, either = ('"{}"{}', " AND ", " OR ") if is_sqlite else ("'{}'{}", " & ", " | ")
    going_on = "*" if is_sqlite else ":*"
    groups = []
    for alternatives in wanted:
        named = []
        for one in alternatives:
            looked_up = [found for unit in one.units for found in lookups(unit)]
            if one.is_beginning:
                looked_up[-1] += "*"
            each = (term.format(found.rstrip("*"), going_on if found[-1] == "*" else "") for found in looked_up)
            named.append(f"({every.join(dict.fromkeys(each))})")
        groups.append(f"({either.join(named)})")
    query = (
        "SELECT rowid AS number FROM search_terms WHERE search_terms MATCH :match"
        if is_sqlite
        else "SELECT article_id AS number FROM search_terms WHERE terms @@ CAST(:match AS tsquery)"
    )
    return text(query).bindparams(match=every.join(groups)).columns(number=Integer)


def _compared(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions that the index leaves open: what is longer than its terms stands there in one piece."""
    for alternatives in wanted:
        if any(map(_is_open, alternatives)):
            yield or_(*(place_of(search_texts.c.text, one.needle) > 0 for one in alternatives))


def _is_open(term: Term) -> bool:
    longest = 2 if is_paired(term.units[0]) else MAX_TERM - 1
    return len(term.units) > 1 or len(term.units[0]) > longest


def limits(question: Question) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions on paper, day, author, section, tag, language and copies; the words are not looked at."""
    if question.site:
        host = host_of(question.site if "://" in question.site else f"http://{question.site}") or question.site
        yield or_(articles.c.host == host, articles.c.host.endswith(f".{host}"), articles.c.site == question.site)
    if question.since:
        yield articles.c.published_on >= question.since
    if question.until:
        yield articles.c.published_on <= question.until
    if question.author:
        signed = article_authors.join(authors, authors.c.id == article_authors.c.author_id)
        named = authors.c.name.icontains(question.author, autoescape=True)
        yield articles.c.id.in_(select(article_authors.c.article_id).select_from(signed).where(named))
    for labels, name in ((sections, question.section), (tags, question.tag)):
        if name:
            same = func.lower(labels.c.name) == name.lower()
            yield articles.c.id.in_(select(labels.c.article_id).where(or_(same, labels.c.name == name)))
    if question.language:
        yield articles.c.language == question.language.lower()
    if question.copies:
        yield is_copy() if question.copies == "yes" else not_(is_copy())


def is_copy() -> ColumnElement[bool]:
    """Return the condition on a story that another one of its cluster was there first."""
    first = articles.alias()
    here, there = instant(articles.c.published_at), instant(first.c.published_at)
    is_before = first.c.id < articles.c.id
    earlier = or_(
        there < here,
        and_(there == here, is_before),
        and_(here.is_(None), or_(there.is_not(None), is_before)),
    )
    same = first.c.cluster_id == articles.c.cluster_id
    return and_(articles.c.cluster_id.is_not(None), exists().where(same, earlier))


def _score(wanted: Wanted) -> ColumnElement[float]:
    """Return how much an article is about the words: how dense they stand in it, and whether its headline has them."""
    total: ColumnElement[float] = literal(0.0)
    length = cast(func.length(search_texts.c.text), Float)
    for sought in (one.needle for alternatives in wanted for one in alternatives):
        without = cast(func.length(func.replace(search_texts.c.text, sought, "")), Float)
        times = (length - without) / float(len(sought))
        in_headline = case((place_of(search_texts.c.headline, sought) > 0, HEADLINE_WEIGHT), else_=0.0)
        total = total + times * 1000.0 / (length + 1000.0) + in_headline
    return total


def _hit(row: Row, words: Sequence[str]) -> Hit:
    return Hit(
        row["id"],
        row["url"],
        row["site"] or row["host"],
        row["headline"],
        printed_time(row["record"]),
        row["cluster_id"],
        snippet(row["body_text"], words),
    )


def snippet(body: str, words: Sequence[str]) -> str:
    """Return the body's text around the first of the words that stands in it, on one line.

    >>> snippet("가나다라 " * 30 + "어제 강남구는 말했다. " + "마바사아 " * 30, ["강남"])[50:72]
    '나다라 가나다라 어제 강남구는 말했다. '
    """
    flat = " ".join(body.split())
    lower = flat.lower()
    places = (lower.find(word.lower()) for word in words)
    at = min((place for place in places if place >= 0), default=0)
    start, end = max(0, at - CONTEXT), at + CONTEXT
    return f"{'… ' if start else ''}{flat[start:end].strip()}{' …' if end < len(flat) else ''}"
