"""A question that found nothing in, what is at fault out: a day, a name that the archive does not have, a word."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches

from sqlalchemy import Connection, func, select

from scraper.store.database import articles, authors, sections, tags
from scraper.store.search.question import search
from scraper.store.search.words import Question, Term, read_question

# So many names are looked through for one like the one that was asked for, and so many are named.
_MOST_NAMES = 2_000
_NAMED = 3
_NAMES = {
    "site": articles.c.host,
    "author": authors.c.name,
    "section": sections.c.name,
    "tag": tags.c.name,
    "language": articles.c.language,
}


def hint(connection: Connection, question: Question) -> str | None:
    """Return why the question finds nothing, in words that say what to ask instead; `None` where it can find."""

    def finds(asked: Question) -> bool:
        return search(connection, asked, limit=1)[0] > 0

    wanted, asked = read_question(question)
    if asked.since and asked.until and asked.since > asked.until:
        return f"no day lies between {asked.since} and {asked.until}: since is later than until"
    for limit in _NAMES:
        name = getattr(asked, limit)
        if name and not finds(Question("", **{limit: name})):
            return f"no article has the {limit} {name!r}; {_known(connection, limit, name)}"
    for alternatives in wanted:
        if not finds(Question(_typed(alternatives))):
            return _of_words(finds, alternatives)
    words = " ".join(map(_typed, wanted))
    if len(wanted) > 1 and not finds(Question(words)):
        return f"each of these is found, but no article has all: try {' OR '.join(map(_typed, wanted))}"
    if (asked.since or asked.until) and finds(asked._replace(words=words, since=None, until=None)):
        return "there are such articles, but of other days"
    return None


def _typed(alternatives: tuple[Term, ...]) -> str:
    """Return alternatives as a person writes them."""
    each = (" ".join(one.units) for one in alternatives)
    quoted = (f'"{text}"' if " " in text else text for text in each)
    return " OR ".join(f"{text}*" if one.is_beginning else text for text, one in zip(quoted, alternatives, strict=True))


def _of_words(finds: Callable[[Question], bool], alternatives: tuple[Term, ...]) -> str:
    typed = _typed(alternatives)
    one = alternatives[0]
    if len(alternatives) > 1 or one.is_beginning:
        return f"no article has {typed}"
    if len(one.units) > 1 and finds(Question(" ".join(one.units))):
        return f"no article has {typed} in this order; without the quotes there are some"
    if len(one.units) == 1 and finds(Question(f"{typed}*")):
        return f"no article has the word {typed!r}; as the beginning of a word there is {typed}*"
    return f"no article has {typed!r}"


def _known(connection: Connection, limit: str, name: str) -> str:
    names = _NAMES[limit]
    chosen = select(names).where(names.is_not(None)).group_by(names).order_by(func.count().desc(), names)
    known = [str(one) for one in connection.execute(chosen.limit(_MOST_NAMES)).scalars()]
    if not known:
        return "the archive has none"
    near = get_close_matches(name, known, _NAMED) or [one for one in known if name.lower() in one.lower()][:_NAMED]
    told = ", ".join(near or known[:_NAMED])
    return f"perhaps {told}" if near else f"there is {told}{', …' if len(known) > _NAMED else ''}"
