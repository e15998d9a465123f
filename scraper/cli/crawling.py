"""What the verbs that crawl share: their options, the progress they show, the report at the end and the exit code."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scraper.cli import INTERRUPTED, complain
from scraper.cli.network import Network
from scraper.cli.options import ASSET_OPTIONS, paths
from scraper.errors import Blocked, FetchError, NothingFound

if TYPE_CHECKING:
    from scraper.crawl import FetchSettings, Report
    from scraper.crawl.plan import Plan
    from scraper.crawl.site import SiteRun

F = TypeVar("F", bound=Callable[..., Any])

# Without a terminal a line for each site is printed so often, in seconds.
EVERY = 10.0
_COUNTS = ("found", "fetched", "stored", "unchanged", "failed")
_SHOWN_REASONS = 5
DAY = click.DateTime(["%Y-%m-%d"])


def pace_options(verb: F) -> F:
    """Add the options of how sites are asked."""
    for option in (
        click.option("--config", metavar="FILE", shell_complete=paths,
                     help="Read this scraper.toml in place of the archive's own."),
        click.option("--allow-private-host", "allow_private_hosts", multiple=True, metavar="HOST",
                     help="Fetch from HOST though it is in a private network; may be given again."),
        click.option("--contact", metavar="TEXT",
                     help="Your address or page, for the user agent.  [or SCRAPER_CONTACT]"),
        click.option("--max-bytes", type=click.IntRange(1), metavar="N", help="For one page.  [default: 33554432]"),
        click.option("--timeout", type=click.FloatRange(0, min_open=True), metavar="SECONDS",
                     help="For one page, redirects and repeats included.  [default: 60]"),
        click.option("--concurrency", type=click.IntRange(1), metavar="N",
                     help="Requests to one host at once, at most.  [default: 2]"),
        click.option("--delay", type=click.FloatRange(0), metavar="SECONDS",
                     help="Between two requests to one host; a longer crawl-delay of its own wins.  [default: 1]"),
    ):  # fmt: skip
        verb = option(verb)
    return verb


def chance_options(verb: F) -> F:
    """Add the options of what is asked again, and how long is waited for a site."""
    for option in (
        click.option("--patience", type=click.FloatRange(0), metavar="SECONDS", default=1800.0, show_default=True,
                     help="Wait so long for a site that stops to answer, before it is left."),
        click.option("--retry", is_flag=True, help="Ask again at once for all that could not be had before."),
    ):  # fmt: skip
        verb = option(verb)
    return verb


def scope_options(verb: F) -> F:
    """Add the options of how much of a site is wanted."""
    for option in (
        click.option("--max-depth", type=click.IntRange(0), metavar="N",
                     help="Go N links away from the front page at most."),
        click.option("--exclude", multiple=True, metavar="PATTERN",
                     help="Leave out addresses like */sport/*; may be given again."),
        click.option("--include", multiple=True, metavar="PATTERN",
                     help="Take only stories at addresses like */local/*; may be given again."),
        click.option("--until", type=DAY, metavar="DAY", help="Only what was published on DAY or before."),
        click.option("--since", type=DAY, metavar="DAY",
                     help="Only what was published on DAY or later, like 2024-04-30."),
    ):  # fmt: skip
        verb = option(verb)
    return verb


def day(moment: datetime | None) -> date | None:
    """Return the day of an option."""
    return moment.date() if moment else None


def fetch_settings(folder: str | None, options: Mapping[str, Any]) -> FetchSettings:
    """Return the settings that the file of the archive and the options of the pace give."""
    names = ("delay", "concurrency", "timeout", "max_bytes", "contact", *ASSET_OPTIONS)
    reach = Network(options["config"], options["allow_private_hosts"])
    # A verb that stores no pages has none of the last three options.
    return reach.settings(folder, **{"assets": False, **{name: options[name] for name in names if name in options}})


def read_plan_of(folder: str | None, config: str | None) -> Plan:
    """Return what the file named by `--config`, else the archive's own, says of sites."""
    from scraper.crawl.plan import Plan, read_plan
    from scraper.fetch.settings import FILE_NAME, SettingsFile

    own = Path(folder, FILE_NAME) if folder else None
    path = Path(config) if config else own if own and own.exists() else None
    return read_plan(SettingsFile(path)) if path else Plan()


# ---------------------------------------------------------------- while it runs


@contextmanager
def progress() -> Iterator[Callable[[Mapping[str, SiteRun]], None]]:
    """Give a function that shows how far each site is: a table on a terminal, else a line now and then.

    What the run logs, as that it waits for a site, is printed as it comes.
    """
    with _printed_log(), _shown() as show:
        yield show


@contextmanager
def _shown() -> Iterator[Callable[[Mapping[str, SiteRun]], None]]:
    if not sys.stderr.isatty():
        yield _Lines().show
        return
    from rich.console import Console
    from rich.live import Live

    began = time.monotonic()
    with Live(console=Console(stderr=True), refresh_per_second=4, transient=True) as live:
        yield lambda runs: live.update(_table(runs.values(), time.monotonic() - began))


@contextmanager
def _printed_log() -> Iterator[None]:
    """Print warnings of the program's log, a line each."""
    handler = _Complaining(logging.WARNING)
    log = logging.getLogger("scraper")
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)


class _Complaining(logging.Handler):
    """Prints what is logged as every other complaint of the command line."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print one message."""
        complain(record.getMessage())


def _table(runs: Iterable[SiteRun], seconds: float) -> Any:
    from rich.table import Table

    table = Table("site", *_COUNTS, "pages/s", "waiting", box=None)
    for run in runs:
        tally = run.tally
        counts = [f"{getattr(tally, name):,}" for name in _COUNTS]
        waiting = f"{len(run.under_way):,}{'+' if not run.is_empty else ''}"
        table.add_row(run.name, *counts, f"{tally.fetched / max(seconds, 0.1):.1f}", waiting)
    return table


class _Lines:
    """Prints a line for each site every few seconds."""

    def __init__(self) -> None:
        self._began = self._shown = time.monotonic()

    def show(self, runs: Mapping[str, SiteRun]) -> None:
        """Print the lines if it is time."""
        now = time.monotonic()
        if now - self._shown < EVERY:
            return
        self._shown = now
        for run in runs.values():
            counts = ", ".join(f"{getattr(run.tally, name):,} {name}" for name in _COUNTS)
            cause = f"; the last that did not come: {run.tally.last_cause}" if run.tally.last_cause else ""
            complain(f"{run.name}: {counts}, {run.tally.fetched / (now - self._began):.1f} pages/s{cause}")


# ---------------------------------------------------------------- at the end


def tell(report: Report, again: str) -> int:
    """Print the report to standard error and return the exit code; `again` is the command that goes on."""
    for name, site in report.sites.items():
        counts = ", ".join(f"{site[count]:,} {count}" for count in _COUNTS)
        slow = f", {site['mean_seconds']:.2f} s a page" if site["mean_seconds"] else ""
        complain(f"{name}: {counts}, {site['remaining']:,} remaining{slow}")
        outcomes = ", ".join(f"{count:,} {outcome}" for outcome, count in site["outcomes"].items())
        complain(f"  {outcomes or 'nothing was asked'}")
        if site["left_because"]:
            complain(f"  {'nothing was asked' if not site['fetched'] else 'left early'}: {site['left_because']}")
        tell_reasons(site)
        if site["put_off"]:
            complain(f"  {site['put_off']:,} that failed are asked again later; at once with --retry")
        for alarm in site["alarms"]:
            complain(f"  ALARM {alarm}")
    tell_assets(report.assets)
    if report.state == "interrupted":
        complain(f"stopped; all that came is stored. Go on with: {again}")
        return INTERRUPTED
    if report.state == "limited":
        complain(f"the limit is reached. Go on with: {again}")
    if report.state == "incomplete":
        complain(f"not complete. Go on with: {again}")
    return exit_code(report)


def tell_assets(outcomes: Mapping[str, int]) -> None:
    """Print how the pictures and style sheets ended, if there were any."""
    from scraper.crawl.assets import in_words

    if outcomes:
        complain(f"pictures and style sheets: {in_words(outcomes)}")


def tell_reasons(site: Mapping[str, Any]) -> None:
    """Print why pages of a site did not come, the commonest reasons first."""
    told = [one for one in site["reasons"] if one["reason"] != site["left_because"]]
    for one in told[:_SHOWN_REASONS]:
        complain(f"  {one['count']:,} {one['outcome']}: {one['reason']}")


def exit_code(report: Report) -> int:
    """Return 0 when all went well, 1 when some pages failed, and why when no site has a story."""
    outcomes: dict[str, int] = {}
    for site in report.sites.values():
        for outcome, count in site["outcomes"].items():
            outcomes[outcome] = outcomes.get(outcome, 0) + count
    is_reached = any(not site["left_because"] for site in report.sites.values())
    if is_reached and any(site["known"] for site in report.sites.values()):
        return 1 if outcomes.get("failed") or report.state == "incomplete" else 0
    if outcomes.get("forbidden") or outcomes.get("blocked"):
        return Blocked.exit_code
    return FetchError.exit_code if outcomes.get("failed") else NothingFound.exit_code
