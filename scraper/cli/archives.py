"""What the verbs that work on an archive share: their options, opening it, and how they print."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from scraper.cli import complain
from scraper.cli.options import paths
from scraper.cli.places import located, not_named
from scraper.errors import NothingFound

if TYPE_CHECKING:
    from scraper.store import Archive
    from scraper.store.search import Question

F = TypeVar("F", bound=Callable[..., Any])


@contextmanager
def told_when_interrupted(done: Callable[[], str]) -> Iterator[None]:
    """Say how far the work is, in the words of `done`, when an interrupt ends it."""
    try:
        yield
    except KeyboardInterrupt:
        complain(f"interrupted; {done()}")
        raise


def archive_options(verb: F) -> F:
    """Add `--archive` and `--db`; the verb is given the archive that they, or what stands in their place, name."""

    @wraps(verb)
    def located_verb(*arguments: Any, folder: str | None, db: str | None, **options: Any) -> Any:
        place = located(folder, db)
        return verb(*arguments, folder=place.folder, db=place.db, **options)

    database = click.option("--db", metavar="URL", help="The tables are in this database: postgresql://USER@HOST/NAME.")
    archive = click.option(
        "--archive",
        "folder",
        metavar="DIR",
        shell_complete=paths,
        help="The folder of the archive.  [default: SCRAPER_ARCHIVE, or the one that you are in]",
    )
    return cast("F", archive(database(located_verb)))


def limit_options(verb: F) -> F:
    """Add `--site`, `--since` and `--until`."""
    day = click.DateTime(["%Y-%m-%d"])
    verb = click.option("--until", type=day, metavar="DAY", help="Published on DAY or before, like 2024-04-30.")(verb)
    verb = click.option("--since", type=day, metavar="DAY", help="Published on DAY or later.")(verb)
    return click.option("--site", metavar="SITE", help="Of this paper: its host, address or name.")(verb)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def open_archive(folder: str | None, db: str | None, *, create: bool = False) -> Archive:
    """Return the archive that the options name; it must be there unless `create`."""
    from scraper.store import Archive

    place = folder or db
    if place is None:
        raise not_named()
    return Archive.open(place, db=db if folder else None, create=create)


def question(words: str, site: str | None, since: datetime | None, until: datetime | None) -> Question:
    """Return the question that the options ask."""
    from scraper.store.search import Question

    return Question(words, site, _day(since), _day(until))


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def found(archive: Archive, name: str) -> int:
    """Return the number of the story called `name`; raises `NothingFound`."""
    number = archive.find(name)
    if number is None:
        raise NothingFound(f"{name}: no such article in the archive")
    return number


def print_json(value: Any, *, indent: int | None = 2) -> None:
    """Print a value as JSON, its times in ISO 8601."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=indent, default=str))


def shown(value: Any) -> str:
    """Return a value for a person: a time to the minute, nothing as a dash.

    >>> shown("2024-04-30T09:05:00+09:00"), shown(None)
    ('2024-04-30 09:05', '-')
    """
    if value is None:
        return "-"
    if isinstance(value, str) and len(value) > 16 and value[10] == "T":
        return value[:16].replace("T", " ")
    return str(value)
