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
from scraper.cli.crawling import (
    chance_options,
    day,
    fetch_settings,
    pace_options,
    progress,
    read_plan_of,
    scope_options,
    tell,
)
from scraper.cli.options import asset_options, jobs_option, rules_option
from scraper.cli.places import archive_rules
from scraper.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scraper.crawl import Site
    from scraper.crawl.plan import Plan, Planned
    from scraper.store import Archive


@click.command("crawl")
@click.argument("sites", nargs=-1, metavar="[SITE]...")
@archive_options
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Stop after N new stories of each site.")
@scope_options
@chance_options
@pace_options
@asset_options
@rules_option
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
    from scraper.crawl import Crawl
    from scraper.sites import chosen_sites

    flags = {"limit": limit, "since": day(since), "until": day(until), "max_depth": max_depth}
    given: dict[str, Any] = {name: value for name, value in flags.items() if value is not None}
    given |= {name: value for name, value in (("include", include), ("exclude", exclude)) if value}
    settings = fetch_settings(folder, options)
    planned = _planned(read_plan_of(folder, options["config"]), sites)
    options["rules"] = archive_rules(folder, options["rules"])
    chosen_sites(options["rules"])  # like a wrong SITE, a wrong rule leaves no new archive behind
    with open_archive(folder, db, create=True) as archive:
        wanted = [replace(site, **given) for site in _due(planned, archive)]
        if not wanted:
            complain("no site is due")
            return 0
        with progress() as watch:
            own = {name: options[name] for name in ("jobs", "rules", "retry", "patience")}
            crawl = Crawl(archive, wanted, settings, watch=watch, **own)
            report = crawl.run()
    if not no_copies and report.state != "interrupted":
        archive.cluster()
    if as_json:
        print_json({"run": report.run, "state": report.state, "sites": report.sites})
    return tell(report, shlex.join(["scraper", *sys.argv[1:]]))


def _planned(plan: Plan, sites: tuple[str, ...]) -> Sequence[Planned]:
    """Return the sites that are named, else those of the file."""
    from scraper.crawl import site_address
    from scraper.crawl.plan import Planned

    if not sites and not plan.sites:
        raise UsageError("no SITE is named, and there is no [[site]] in the archive's scraper.toml")
    return [Planned(plan.site(site_address(site))) for site in sites] or plan.sites


def _due(planned: Sequence[Planned], archive: Archive) -> list[Site]:
    """Return the sites that are due: their last complete run is long enough ago."""
    from scraper.store import runs

    with archive.reading() as connection:
        ended = {one.site.name: runs.last_ended(connection, one.site.name) for one in planned if one.every is not None}
    now = datetime.now(UTC)
    return [
        one.site
        for one in planned
        if one.every is None or (at := ended[one.site.name]) is None or now - at >= one.every
    ]
