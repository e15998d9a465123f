"""`scraper backfill`: the back catalogue of a paper into an archive, with a calendar of what it covers."""

from __future__ import annotations

import shlex
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from scraper.cli.archives import archive_options, json_option, open_archive, print_json
from scraper.cli.crawling import DAY, fetch_settings, pace_options, progress, tell
from scraper.cli.options import asset_options, jobs_option, paths, rules_option
from scraper.cli.places import archive_rules
from scraper.errors import StorageError, UsageError


@click.command("backfill")
@click.argument("site", metavar="SITE")
@archive_options
@click.option("--from", "first", type=DAY, required=True, metavar="DAY", help="The first day wanted, like 2015-01-01.")
@click.option("--to", "last", type=DAY, required=True, metavar="DAY", help="The last day wanted.")
@click.option("--requests", type=click.IntRange(1), default=5000, show_default=True, metavar="N",
              help="Ask for N pages at most in this run; run again to go on.")  # fmt: skip
@click.option("--html", metavar="FILE", shell_complete=paths, help="Write the coverage calendar to FILE, too.")
@pace_options
@asset_options
@rules_option
@jobs_option
@json_option
def command(
    site: str,
    folder: str | None,
    db: str | None,
    first: datetime,
    last: datetime,
    requests: int,
    html: str | None,
    *,
    as_json: bool,
    **options: Any,
) -> int:
    """Fetch what SITE published from one day to another, and show which days are covered.

    Beside what a crawl takes, its archives by date are walked and the numbers of its stories tried, within the budget
    of --requests. The calendar goes to standard output.
    """
    from scraper.crawl import Crawl, Site, site_address
    from scraper.crawl.backfill import Coverage, as_html, as_text
    from scraper.sites import chosen_sites
    from scraper.store import runs
    from scraper.store.identity import host_of

    if last < first:
        raise UsageError("--to lies before --from")
    wanted = Site(site_address(site), since=first.date(), until=last.date())
    settings = fetch_settings(folder, options)
    options["rules"] = archive_rules(folder, options["rules"])
    chosen_sites(options["rules"])  # like a wrong SITE, a wrong rule leaves no new archive behind
    with open_archive(folder, db, create=True) as archive:
        with progress() as watch:
            crawl = Crawl(archive, [wanted], settings, watch=watch, jobs=options["jobs"], rules=options["rules"])
            report = crawl.backfill(requests)
        with archive.reading() as connection:
            days = runs.days(connection, host_of(wanted.start) or "", first.date(), last.date())
    coverage = Coverage(wanted.name, first.date(), last.date(), days)
    if html is not None:
        try:
            Path(html).write_text(as_html(coverage), encoding="utf-8")
        except OSError as error:
            raise StorageError(f"{html}: {(error.strerror or str(error)).lower()}") from error
    if as_json:
        missing = [day.isoformat() for day in coverage.missing()]
        told = {day.isoformat(): count for day, count in sorted(days.items())}
        print_json({"run": report.run, "state": report.state, "sites": report.sites, "days": told, "missing": missing})
    else:
        click.echo(as_text(coverage))
    return tell(report, shlex.join(["scraper", *sys.argv[1:]]))
