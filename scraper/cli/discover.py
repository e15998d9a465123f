"""`scraper discover`: a site in, the addresses of its stories out."""

from __future__ import annotations

from datetime import datetime
from tempfile import TemporaryDirectory
from typing import Any

import click

from scraper.cli import INTERRUPTED, complain
from scraper.cli.archives import json_option, print_json
from scraper.cli.crawling import day, exit_code, fetch_settings, pace_options, progress, scope_options, tell_reasons
from scraper.cli.options import rules_option


@click.command("discover")
@click.argument("site", metavar="SITE")
@scope_options
@pace_options
@rules_option
@json_option
def command(
    site: str,
    since: datetime | None,
    until: datetime | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    max_depth: int | None,
    *,
    as_json: bool,
    **options: Any,
) -> int:
    """Print the addresses of a site's stories, a line each: address, day, how it was found, where.

    The day is what a feed, a sitemap or the address itself says, - when they say none. Of the stories themselves only a
    few are asked, to learn what their addresses look like.
    """
    from scraper.crawl import Crawl, Site, site_address
    from scraper.store import Archive, frontier

    wanted = Site(site_address(site), None, day(since), day(until), include, exclude, max_depth)
    settings = fetch_settings(None, options)
    count = 0
    with TemporaryDirectory() as folder, Archive.open(folder) as archive:
        with progress() as watch:
            report = Crawl(archive, [wanted], settings, watch=watch, rules=options["rules"]).run("discover")
        with archive.reading() as connection:
            for row in frontier.listed(connection, wanted.name):
                count += 1
                dated = row["dated"].isoformat() if row["dated"] else None
                if as_json:
                    print_json({**row, "dated": dated}, indent=None)
                else:
                    click.echo("\t".join((row["url"], dated or "-", row["found_by"], row["found_in"] or "-")))
    complain(f"{wanted.name}: {count:,} stories")
    if not count:
        tell_reasons(report.sites[wanted.name])
    if report.state == "interrupted":
        return INTERRUPTED
    return 0 if count else exit_code(report)
