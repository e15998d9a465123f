"""`scraper crawl`: whole papers into an archive; again, and it is an update."""

from __future__ import annotations

import shlex
import sys
from datetime import datetime
from typing import Any

import click

from scraper.cli.archives import archive_options, json_option, open_archive, print_json
from scraper.cli.crawling import day, exit_code, fetch_settings, pace_options, progress, scope_options, tell
from scraper.cli.options import jobs_option


@click.command("crawl")
@click.argument("sites", nargs=-1, metavar="SITE...", required=True)
@archive_options
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Stop after N new stories of each site.")
@scope_options
@pace_options
@jobs_option
@click.option(
    "--no-copies", is_flag=True, help="Do not look for copies of the same story; a later load or crawl does it."
)
@json_option
def command(
    sites: tuple[str, ...],
    folder: str | None,
    db: str | None,
    limit: int | None,
    since: datetime | None,
    until: datetime | None,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    max_depth: int | None,
    *,
    no_copies: bool,
    as_json: bool,
    **options: Any,
) -> int:
    """Find, fetch, read and store the stories of papers; run again, fetch only what is new or changed.

    A SITE is the address of its front page. Stories are found by the site's sitemaps, feeds, lists and links.
    Interrupted at any moment, even killed, the same command goes on where it stood.
    """
    from scraper.crawl import Site, site_address
    from scraper.crawl.run import Crawl

    wanted = [Site(site_address(site), limit, day(since), day(until), include, exclude, max_depth) for site in sites]
    settings = fetch_settings(folder, options)
    with open_archive(folder, db, create=True) as archive:
        with progress() as watch:
            report = Crawl(archive, wanted, settings, watch=watch, jobs=options["jobs"]).run()
        if not no_copies and report.state != "interrupted":
            archive.cluster()
    if as_json:
        print_json({"run": report.run, "state": report.state, "sites": report.sites})
    told = tell(report, shlex.join(["scraper", *sys.argv[1:]]))
    return told or exit_code(report)
