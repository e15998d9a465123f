"""`scraper fetch`: addresses in, a WARC file or an archive out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scraper.cli.options import allow_private_hosts_option
from scraper.errors import UsageError

if TYPE_CHECKING:
    from scraper.fetch import Fetcher, HttpFetcher, Outcome
    from scraper.model import Failure, Response
    from scraper.store.archive import Archive

MEBIBYTE = 2**20
NOT_MODIFIED = 304


@click.command("fetch")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("-o", "--output", metavar="FILE", help="Append to this WARC file (NAME.warc.gz or NAME.warc).")
@click.option(
    "--archive", "folder", metavar="DIR", help="Store in this archive; what did not change is not sent again."
)
@click.option("--render", is_flag=True, help="Let a browser make pages whose text is nowhere in their bytes.")
@click.option("--timeout", type=click.FloatRange(0, min_open=True), default=60.0, show_default=True, metavar="SECONDS",
              help="For one page, redirects and repeats included.")  # fmt: skip
@click.option("--max-bytes", type=click.IntRange(1), default=32 * MEBIBYTE, show_default=True, metavar="N",
              help="For one page, as sent and decoded.")  # fmt: skip
@click.option("--delay", type=click.FloatRange(0), default=1.0, show_default=True, metavar="SECONDS",
              help="Between two requests to one host; a longer crawl-delay in its robots.txt wins.")  # fmt: skip
@click.option("--concurrency", type=click.IntRange(1), default=2, show_default=True, metavar="N",
              help="Requests to one host at once, at most.")  # fmt: skip
@click.option("--contact", metavar="TEXT", help="Your address or page, for the user agent.  [or SCRAPER_CONTACT]")
@allow_private_hosts_option
def command(urls: tuple[str, ...], output: str | None, folder: str | None, **options: Any) -> int:
    """Download pages, as the servers sent them, into a WARC file or an archive.

    Pages that come with an error status or as a challenge are kept too, and named as failed.
    """
    from scraper.cli.batch import Tally
    from scraper.fetch import Courtesy, fetch_many

    if (output is None) == (folder is None):
        raise UsageError("give either -o FILE.warc.gz or --archive DIR")
    wanted = tuple(dict.fromkeys(urls))
    tally = Tally(len(wanted))
    courtesy = Courtesy(options["delay"] if len(wanted) > 1 else 0.0, options["concurrency"])
    with ExitStack() as stack:
        keep, archive = _store(stack, output, folder)
        fetcher = _fetcher(stack, archive, courtesy, options)
        for response in tally.good(_kept(fetch_many(wanted, fetcher, courtesy), keep)):
            click.echo(f"{response.status} {len(response.content)} {response.final_url}{_note(response)}")
    return tally.report()


def _store(
    stack: ExitStack, output: str | None, folder: str | None
) -> tuple[Callable[[Response], object], Archive | None]:
    """Return what keeps a response, and the archive when it is one."""
    if output is not None:
        from scraper.store.warc import WarcFile

        if not output.endswith((".warc", ".warc.gz")):
            raise UsageError(f"{output}: the name of a WARC file ends in .warc.gz or .warc")
        return stack.enter_context(WarcFile(Path(output))).write, None
    from scraper.store.archive import Archive

    archive = stack.enter_context(Archive.open(folder or ""))
    return archive.add, archive


def _fetcher(stack: ExitStack, archive: Archive | None, courtesy: Any, options: dict[str, Any]) -> Fetcher:
    from scraper.fetch import Guard, HttpFetcher, Identity, Limits

    look_up = None
    if archive is not None:
        from scraper.store.validators import stored_validators

        look_up = partial(stored_validators, archive)
    plain: HttpFetcher = HttpFetcher(
        Limits(total=options["timeout"], max_bytes=options["max_bytes"]),
        Identity(options["contact"]) if options["contact"] else Identity(),
        Guard.from_environment(options["allow_private_hosts"]),
        courtesy,
        look_up,
    )
    stack.enter_context(plain)
    if not options["render"]:
        return plain
    from scraper.fetch.browser import BrowserFetcher

    return BrowserFetcher(plain)


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
            yield Failure(outcome.url, error.code, error.message, error.exit_code)
        elif response is not None:
            yield response


def _note(response: Response) -> str:
    """Return what is to be said of a page beside its status."""
    if response.status == NOT_MODIFIED:
        return " (not modified)"
    return f" ({response.wall.value.replace('_', ' ')}: {response.wall_reason})" if response.wall else ""
