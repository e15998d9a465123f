"""Which story and which of its versions a request means; 404 where there is none."""

from __future__ import annotations

from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request

from scraper.model import Article
from scraper.store import Archive
from scraper.web.served import served

# A word diff costs the product of both lengths.
MOST_DIFFED = 40_000


def known_story(request: Request) -> tuple[Archive, int]:
    """Return the archive and the number of the story in the request's path."""
    archive = served(request).archive
    number = archive.find(str(request.path_params["number"]))
    if number is None:
        raise HTTPException(404, "The archive has no such story.")
    return archive, number


def version_of(request: Request, name: str, default: int, newest: int) -> int:
    """Return the number of the version that a parameter names."""
    given = request.query_params.get(name, "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 7 else default
    if not 1 <= number <= newest:
        raise HTTPException(404, "The story has no such version.")
    return number


class Pair(NamedTuple):
    """Two versions of a story, by their numbers and their records; `newest` is the last one's number."""

    story: int
    old: int
    new: int
    newest: int
    before: Article
    after: Article


def asked_pair(request: Request) -> Pair:
    """Return the versions that a request wants compared: by `old` and `new`, the last two without them."""
    archive, number = known_story(request)
    newest = archive.story(number)["version"]
    new = version_of(request, "new", newest, newest)
    old = version_of(request, "old", max(new - 1, 1), newest)
    before, after = archive.version(number, old), archive.version(number, new)
    if before is None or after is None:
        raise HTTPException(404, "The story has no such version.")
    return Pair(number, old, new, newest, before, after)


def is_short(*articles: Article) -> bool:
    """Whether texts can be compared word by word in little time."""
    return all(len(article.body_text) <= MOST_DIFFED for article in articles)
