"""`scraper fetch`: addresses in, a WARC file or an archive out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scraper.cli.options import ASSET_OPTIONS, asset_options, network_options, paths
from scraper.cli.places import configured_db
from scraper.errors import UsageError
from scraper.urls import without_login

if TYPE_CHECKING:
    from scraper.fetch import Courtesy, FetchSettings, Outcome
    from scraper.model import Failure, Response, Validators
    from scraper.store import Archive

NOT_MODIFIED = 304
ERROR = 400


@click.command("fetch")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option(
    "-o", "--output", metavar="FILE", shell_complete=paths, help="Append to this WARC file (NAME.warc.gz or NAME.warc)."
)
@click.option(
    "--archive",
    "folder",
    metavar="DIR",
    shell_complete=paths,
    help="Store in this archive; what did not change is not sent again.",
)
@click.option("--timeout", type=click.FloatRange(0, min_open=True), metavar="SECONDS",
              help="For one page, redirects and repeats included.  [default: 60]")  # fmt: skip
@click.option("--max-bytes", type=click.IntRange(1), metavar="N",
              help="For one page, as sent and decoded.  [default: 33554432]")  # fmt: skip
@click.option("--delay", type=click.FloatRange(0), metavar="SECONDS",
              help="Between two requests to one host; a longer crawl-delay of its own wins.  [default: 1]")  # fmt: skip
@click.option("--concurrency", type=click.IntRange(1), metavar="N",
              help="Requests to one host at once, at most.  [default: 2]")  # fmt: skip
@click.option("--contact", metavar="TEXT", help="Your address or page, for the user agent.  [or SCRAPER_CONTACT]")
@asset_options
@network_options
def command(
    urls: tuple[str, ...],
    output: str | None,
    folder: str | None,
    timeout: float | None,
    max_bytes: int | None,
    delay: float | None,
    concurrency: int | None,
    contact: str | None,
    **options: Any,
) -> int:
    """Download pages, as the servers sent them, into a WARC file or an archive.

    Pages that come with an error status or as a challenge are kept too, and named as failed. What --config or the
    archive's own scraper.toml sets holds unless a flag says otherwise.
    """
    from scraper.cli.batch import Tally
    from scraper.cli.network import Network
    from scraper.fetch import fetch_many

    if (output is None) == (folder is None):
        raise UsageError("give either -o FILE.warc.gz or --archive DIR")
    own = {name: options.pop(name) for name in ASSET_OPTIONS}
    reach = Network(**options)
    settings = reach.settings(
        folder, timeout=timeout, max_bytes=max_bytes, delay=delay, concurrency=concurrency, contact=contact, **own
    )
    reach.check()
    wanted = tuple(dict.fromkeys(urls))
    courtesy = settings.courtesy() if len(wanted) > 1 or settings.assets else None
    with ExitStack() as stack:
        tally = stack.enter_context(Tally(len(wanted)))
        keep, archive = _store(stack, output, folder)
        fetcher = reach.open(stack, settings, courtesy, _validators(archive))
        if settings.assets and courtesy is not None:
            keep = stack.enter_context(_with_assets(keep, settings, courtesy, archive))
        for response in tally.good(_kept(fetch_many(wanted, fetcher, courtesy), keep)):
            click.echo(f"{response.status} {len(response.content)} {response.final_url}{_note(response)}")
    return tally.report()


@contextmanager
def _with_assets(
    keep: Callable[[Response], object], settings: FetchSettings, courtesy: Courtesy, archive: Archive | None
) -> Iterator[Callable[[Response], object]]:
    """Give what keeps a page and its pictures and style sheets; at the end it is told how many came."""
    from scraper.cli.crawling import tell_assets
    from scraper.crawl.assets import Budget, Gatherer, stored_since

    budget = Budget(settings.asset_files, settings.asset_bytes)
    outcomes: Counter[str] = Counter()

    def keep_both(response: Response) -> None:
        added = keep(response)
        if response.status >= ERROR:
            return
        found = gatherer.gather(response)
        outcomes.update(found.outcomes)
        if archive is None:
            for one in found.responses:
                keep(one)
        else:
            archive.add_assets(getattr(added, "capture_id", 0), found.responses)

    with settings.fetcher(courtesy) as fetcher:
        known = stored_since(archive) if archive is not None else lambda _: ()
        gatherer = Gatherer(fetcher, courtesy, budget, known=known)
        yield keep_both
    tell_assets(outcomes)


def _store(
    stack: ExitStack, output: str | None, folder: str | None
) -> tuple[Callable[[Response], object], Archive | None]:
    """Return what keeps a response, and the archive when it is one."""
    if output is not None:
        from scraper.store.warc import WarcFile

        if not output.endswith((".warc", ".warc.gz")):
            raise UsageError(f"{output}: the name of a WARC file ends in .warc.gz or .warc")
        return stack.enter_context(WarcFile(Path(output))).write, None
    from scraper.store import Archive

    archive = stack.enter_context(Archive.open(folder or "", db=configured_db(folder)))
    return archive.add, archive


def _validators(archive: Archive | None) -> Callable[[str], Validators | None] | None:
    """Return what looks up in the archive what a server said of the version that is stored."""
    if archive is None:
        return None
    from scraper.store.frontier import stored_validators

    return partial(stored_validators, archive)


def _kept(outcomes: Iterable[Outcome], keep: Callable[[Response], object]) -> Iterator[Response | Failure]:
    """Keep what came, error pages too, and yield the good responses and the failures."""
    from scraper.model import Failure

    for outcome in outcomes:
        response, error = outcome.response, outcome.error
        kept = response if error is None else error.response
        # A page that did not change is stored already.
        if kept is not None and kept.status != NOT_MODIFIED:
            keep(kept)
        if error is not None:
            yield Failure(without_login(outcome.url), error.code, error.message, error.exit_code)
        elif response is not None:
            yield response


def _note(response: Response) -> str:
    """Return what is to be said of a page beside its status."""
    if response.status == NOT_MODIFIED:
        return " (not modified)"
    return f" ({response.wall.value.replace('_', ' ')}: {response.wall_reason})" if response.wall else ""
