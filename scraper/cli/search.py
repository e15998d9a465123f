"""`scraper search`: articles by words."""

from __future__ import annotations

from datetime import datetime

import click

from scraper.cli import complain
from scraper.cli.archives import (
    archive_options,
    json_option,
    limit_options,
    open_archive,
    print_json,
    question,
    shown,
)


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@archive_options
@limit_options
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Print so many at most.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Leave out so many before.")
@click.option("--best", is_flag=True, help="Best first instead of newest first.")
@json_option
def command(
    words: tuple[str, ...],
    folder: str | None,
    db: str | None,
    site: str | None,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    offset: int,
    *,
    best: bool,
    as_json: bool,
) -> int:
    """Find the articles that have all WORDS; put a phrase in double quotes inside single ones.

    강남 is found in 강남구는; a word of a script with blanks between its words is found whole, its beginning as harb*.
    A OR B finds either. author:NAME, section:NAME, tag:NAME, site:HOST, since:DAY and until:DAY (also a month or a
    year: until:2024-04), language:ko, copies:no (without what another paper had first) narrow it down, and do alone.
    """
    from scraper.store.search import MOST_COUNTED

    with open_archive(folder, db) as archive:
        asked = question(" ".join(words), site, since, until)
        count, hits = archive.search(asked, limit=limit, offset=offset, best_first=best)
        why = None if count else archive.hint(asked)
    if as_json:
        rows = [{**hit._asdict(), "published_at": hit.published_at and hit.published_at.isoformat()} for hit in hits]
        print_json({"count": count, "hits": rows})
    else:
        for hit in hits:
            when = shown(hit.published_at.isoformat() if hit.published_at else None)
            click.echo(f"{hit.id}  {when}  {shown(hit.site)}  {shown(hit.headline)}\n    {hit.snippet}\n    {hit.url}")
        more = " or more" if count >= MOST_COUNTED else ""
        click.echo(f"{len(hits)} of {count}{more} articles", err=True)
    if not count and why:
        complain(why)
    return 0 if count else 3
