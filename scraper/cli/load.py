"""`scraper load`: pages of WARC files and records of JSON lines into an archive."""

from __future__ import annotations

import json
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scraper.cli.archives import archive_options, open_archive, print_json
from scraper.cli.options import jobs_option
from scraper.errors import StorageError, UsageError

if TYPE_CHECKING:
    from scraper.model import Response
    from scraper.store.intake import Item

WARC_NAMES = (".warc", ".warc.gz", ".arc", ".arc.gz", ".wet.gz")


@click.command("load")
@click.argument("sources", nargs=-1, required=False, metavar="[SOURCE]...")
@archive_options
@jobs_option
@click.option("--no-copies", is_flag=True, help="Do not look for copies of the same story; a later load does it.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each item once it is stored.")
def command(
    sources: tuple[str, ...], folder: str | None, db: str | None, *, jobs: int | None, no_copies: bool, as_json: bool
) -> int:
    """Store pages and records; what is there already is left alone.

    A SOURCE is a WARC file, whose pages are extracted, a file of records as `scraper extract` prints them, or - for
    records on standard input (also when there is none).
    """
    problems: list[str] = []

    def complain(problem: str) -> None:
        problems.append(problem)
        click.echo(f"scraper: {problem}", err=True)

    for source in sources:
        if source != "-" and not Path(source).exists():
            raise UsageError(f"{source}: no such file")
    outcomes: Counter[str] = Counter()
    with open_archive(folder, db, create=True) as archive:
        for item, added in archive.add_all(_items(sources or ("-",), jobs, complain)):
            outcomes[added.outcome] += 1
            if as_json:
                address = item.response.url if item.response else item.article.url if item.article else None
                print_json({"url": address, **added._asdict()}, indent=None)
        if not no_copies:
            archive.cluster()
    told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    click.echo(f"{outcomes.total()} items: {told or 'none'}; {len(problems)} problems", err=True)
    if not outcomes:
        return 1 if problems else 3
    return 1 if problems else 0


def _items(sources: Iterable[str], jobs: int | None, complain: Callable[[str], None]) -> Iterator[Item]:
    for source in sources:
        is_warc = source.lower().endswith(WARC_NAMES)
        try:
            yield from _pages(source, jobs, complain) if is_warc else _records(source, complain)
        except StorageError as error:
            complain(str(error))


def _pages(source: str, jobs: int | None, complain: Callable[[str], None]) -> Iterator[Item]:
    """Yield what a WARC file holds, in its order, the pages with their records."""
    from scraper.cli.records import is_page, records
    from scraper.model import Failure
    from scraper.store.intake import Item
    from scraper.store.warc_reader import read_warc

    waiting: deque[Response] = deque()

    def pages() -> Iterator[Response]:
        for response in read_warc(source, on_problem=complain):
            waiting.append(response)
            if is_page(response):
                yield response

    for record in records(pages(), jobs=jobs):
        while not is_page(waiting[0]):
            yield _without_record(waiting.popleft())
        response = waiting.popleft()
        if isinstance(record, Failure):
            complain(f"{record.source}: {record.message}")
            yield Item(response, None, outcome="failed")
        else:
            yield Item(response, record)
    yield from map(_without_record, waiting)


def _without_record(response: Response) -> Item:
    from scraper.store.intake import Item

    ends = ((300, "not_a_page"), (400, "redirect"))
    return Item(response, None, outcome=next((outcome for end, outcome in ends if response.status < end), "error"))


def _records(source: str, complain: Callable[[str], None]) -> Iterator[Item]:
    from scraper.model import Article
    from scraper.store.intake import Item
    from scraper.store.rows import written

    for number, line in enumerate(_lines(source), 1):
        if not line.strip():
            continue
        if number == 1 and not line.lstrip().startswith(b"{"):
            complain(f"{source}: no records; give a WARC file, or the JSON lines that `scraper extract` prints")
            return
        try:
            article = Article.from_dict(json.loads(line))
            written(article)
        except (ValueError, AttributeError, RecursionError) as error:
            complain(f"{source}: line {number}: not a record: {error}")
            continue
        yield Item(None, article)


def _lines(source: str) -> Iterator[bytes]:
    """Yield the lines of a file or of standard input; one readable record over many lines counts as one line."""
    try:
        stream = sys.stdin.buffer if source == "-" else Path(source).open("rb")  # noqa: SIM115 -- closed below
    except OSError as error:
        raise UsageError(f"{source}: {(error.strerror or str(error)).lower()}") from error
    with stream:
        first = stream.readline()
        yield first + stream.read() if first.strip() == b"{" else first
        yield from stream
