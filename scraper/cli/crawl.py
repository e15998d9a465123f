"""`scraper crawl`: whole papers into an archive; again, and it is an update."""

from __future__ import annotations

import shlex
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from scraper.cli import complain
from scraper.cli.archives import archive_options, json_option, open_archive, print_json
from scraper.cli.crawling import day, fetch_settings, pace_options, progress, read_plan_of, scope_options, tell
from scraper.cli.options import jobs_option
from scraper.errors import UsageError

if TYPE_CHECKING:
    from scraper.crawl import Site
    from scraper.crawl.configuration import Plan
    from scraper.store.archive import Archive


@click.command("crawl")
@click.argument("sites", nargs=-1, metavar="[SITE]...")
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

    A SITE is the address of its front page; without one, those of the archive's scraper.toml are taken that are due.
    Stories are found by the site's sitemaps, feeds, lists and links.
    Interrupted at any moment, even killed, the same command goes on where it stood.
    """
    from scraper.crawl.run import Crawl

    flags = {"limit": limit, "since": day(since), "until": day(until), "max_depth": max_depth}
    given: dict[str, Any] = {name: value for name, value in flags.items() if value is not None}
    given |= {name: value for name, value in (("include", include), ("exclude", exclude)) if value}
    settings = fetch_settings(folder, options)
    plan = read_plan_of(folder, options["config"])
    with open_archive(folder, db, create=True) as archive:
        wanted = [replace(site, **given) for site in _wanted(plan, sites, archive)]
        if not wanted:
            complain("no site is due")
            return 0
        with progress() as watch:
            report = Crawl(archive, wanted, settings, watch=watch, jobs=options["jobs"]).run()
    if not no_copies and report.state != "interrupted":
        archive.cluster()
    if as_json:
        print_json({"run": report.run, "state": report.state, "sites": report.sites})
    return tell(report, shlex.join(["scraper", *sys.argv[1:]]))


def _wanted(plan: Plan, sites: tuple[str, ...], archive: Archive) -> list[Site]:
    """Return the sites that are named, or those of the file that are due."""
    from scraper.crawl import site_address
    from scraper.store import runs

    if sites:
        return [plan.site(site_address(site)) for site in sites]
    if not plan.sites:
        raise UsageError("no SITE is named, and there is no [[site]] in the archive's scraper.toml")
    with archive.reading() as connection:
        ended = {planned.site.name: runs.last_ended(connection, planned.site.name) for planned in plan.sites}
    now = datetime.now(UTC)
    return [
        planned.site
        for planned in plan.sites
        if planned.every is None or (at := ended[planned.site.name]) is None or now - at >= planned.every
    ]
