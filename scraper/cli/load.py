"""`scraper load`: saved pages, pages of WARC files and records of JSON lines into an archive."""

from __future__ import annotations

import json
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from scraper.cli.archives import archive_options, open_archive, print_json, told_when_interrupted
from scraper.cli.options import jobs_option, paths, rules_option
from scraper.cli.places import archive_rules
from scraper.errors import RecordRefused, StorageError, UsageError

if TYPE_CHECKING:
    from scraper.cli.records import Reading
    from scraper.model import Article, Failure, Response
    from scraper.store import Prepared

# Fewer lines are read sooner than other processes have started.
FEW_LINES = 1000
WARC_NAMES = (".warc", ".warc.gz", ".warc.zst", ".arc", ".arc.gz", ".wet", ".wet.gz")


@click.command("load")
@click.argument("sources", nargs=-1, required=False, metavar="[SOURCE]...", shell_complete=paths)
@archive_options
@jobs_option
@rules_option
@click.option(
    "--url-from",
    metavar="canonical|FILE",
    shell_complete=paths,
    default="canonical",
    show_default=True,
    help="Where the address of a saved page stands: in the page, or first in a CSV FILE with rows of file and address.",
)
@click.option("--no-copies", is_flag=True, help="Do not look for copies of the same story; a later load does it.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each item once it is stored.")
def command(
    sources: tuple[str, ...],
    folder: str | None,
    db: str | None,
    *,
    jobs: int | None,
    rules: tuple[str, ...],
    url_from: str,
    no_copies: bool,
    as_json: bool,
) -> int:
    """Store pages and records; what is there already is left alone.

    A SOURCE is a WARC file or a saved page (HTML, MHTML, text, also as .gz), a folder or a pattern of such pages, whose
    pages are extracted; or a file of records as `scraper extract` prints them, or - for records on standard input (also
    when there is none). A saved page counts as captured when its file was last changed.
    """
    from scraper.cli.records import Reading
    from scraper.cli.saved import read_addresses
    from scraper.sites import chosen_sites
    from scraper.workers import collect_less

    rules = archive_rules(folder, rules)
    chosen_sites(rules)  # a wrong rule ends the command before the first page
    problems: list[str] = []

    def complain(problem: str) -> None:
        problems.append(problem)
        click.echo(f"scraper: {problem}", err=True)

    given = [one for source in sources for one in _named(source)]
    addresses = {} if url_from == "canonical" else read_addresses(url_from)
    collect_less()
    outcomes: Counter[str] = Counter()
    with (
        told_when_interrupted(lambda: f"{told(outcomes)} are stored; the same command goes on"),
        open_archive(folder, db, create=True) as archive,
    ):
        how = Reading(jobs, rules, complain)
        prepared = chain.from_iterable(_read(source, addresses, how) for source in given or ("-",))
        for address, added in archive.store((_address(one), one) for one in prepared):
            outcomes[added.outcome] += 1
            if as_json:
                print_json({"url": address, **added._asdict()}, indent=None)
        if not no_copies:
            archive.cluster()
    click.echo(f"{told(outcomes)}; {len(problems)} problems", err=True)
    if not outcomes:
        return 1 if problems else 3
    return 1 if problems else 0


def told(outcomes: Counter[str]) -> str:
    """Return what became of the items.

    >>> told(Counter(new=2, unchanged=1))
    '3 items: 2 new, 1 unchanged'
    """
    each = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    return f"{outcomes.total()} items: {each or 'none'}"


def _address(prepared: Prepared) -> str | None:
    """Return what an item is called by: where its page was asked for, or what its record gives."""
    if prepared.page:
        return prepared.page.response.url
    return prepared.record.columns["url"] if prepared.record else None


def _named(source: str) -> list[str]:
    """Return the source, or the files that it names as a pattern; raises `UsageError` when there is none."""
    from scraper.cli.sources import matching

    if source == "-" or Path(source).exists():
        return [source]
    found = matching(source)
    if not found:
        raise UsageError(f"{source}: no such file")
    return found


def _read(source: str, addresses: Mapping[str, str], how: Reading) -> Iterator[Prepared]:
    from scraper.cli.saved import is_saved_page, saved_pages

    try:
        if source.lower().endswith(WARC_NAMES):
            yield from _pages(source, how)
        elif source != "-" and is_saved_page(source):
            yield from saved_pages(source, addresses, how)
        else:
            yield from _records(source, how.jobs, how.complain)
    except StorageError as error:
        how.complain(str(error))


# ---------------------------------------------------------------- pages of a WARC file


def _pages(source: str, how: Reading) -> Iterator[Prepared]:
    """Yield what a WARC file holds, in its order, the pages with their records."""
    from scraper.cli.records import is_page, read_all
    from scraper.model import Failure
    from scraper.store import Item, prepare
    from scraper.store.warc import read_warc

    waiting: deque[Response] = deque()

    def pages() -> Iterator[Response]:
        for response in read_warc(source, on_problem=how.complain):
            waiting.append(response)
            if is_page(response):
                yield response

    for read in read_all(partial(_with_record, rules=how.rules), pages(), jobs=how.jobs):
        while not is_page(waiting[0]):
            yield _without_record(waiting.popleft())
        response = waiting.popleft()
        if isinstance(read, Failure):
            how.complain(f"{read.source}: {read.message}")
            yield prepare([Item(response, None, outcome="failed")])[0]
        else:
            yield read
    yield from map(_without_record, waiting)


def _with_record(response: Response, *, rules: tuple[str, ...]) -> Prepared | Failure:
    """Return a page with its record, ready to be stored: what a child process does."""
    from scraper.pipeline import attempt, record_of
    from scraper.sites import chosen_sites
    from scraper.store import Item, prepare

    def with_record() -> Prepared:
        return prepare([Item(response, record_of(response, sites=chosen_sites(rules)))], packing=True)[0]

    return attempt(response.url, with_record)


def _without_record(response: Response) -> Prepared:
    from scraper.store import Item, prepare

    ends = ((300, "not_a_page"), (400, "redirect"))
    outcome = next((outcome for end, outcome in ends if response.status < end), "error")
    return prepare([Item(response, None, outcome=outcome)])[0]


# ---------------------------------------------------------------- records as JSON lines


class _Line(NamedTuple):
    number: int
    text: bytes


def _records(source: str, jobs: int | None, complain: Callable[[str], None]) -> Iterator[Prepared]:
    """Yield the records of a file; a few lines are read in this process."""
    from scraper.cli.batch import cores
    from scraper.store import TASK, TASK_BYTES, chunks, each_chunk

    lines = (_Line(number, line) for number, line in enumerate(_lines(source), 1) if line.strip())
    first = list(islice(lines, FEW_LINES))
    if first and first[0].number == 1 and not first[0].text.lstrip().startswith(b"{"):
        complain(f"{source}: no records; give a WARC file, or the JSON lines that `scraper extract` prints")
        return
    jobs = 1 if jobs is None and len(first) < FEW_LINES else jobs or cores()
    tasks = chunks(chain(first, lines), lambda line: len(line.text), size=TASK, most_bytes=TASK_BYTES)
    for _, one in each_chunk(_read_lines, tasks, jobs=jobs):
        if isinstance(one, str):
            complain(f"{source}: {one}")
        else:
            yield one


def _read_lines(lines: Sequence[_Line]) -> list[Prepared | str]:
    """Return the record of each line, ready to be stored, or what is wrong with the line: what a child process does."""
    from scraper.model import Article
    from scraper.store import Item, prepare_each

    read = [_record(line) for line in lines]
    prepared = iter(prepare_each([Item(None, one) for one in read if isinstance(one, Article)]))
    made: list[Prepared | str] = []
    for line, one in zip(lines, read, strict=True):
        ready = one if isinstance(one, str) else next(prepared)
        made.append(_not_a_record(line, ready) if isinstance(ready, RecordRefused) else ready)
    return made


def _record(line: _Line) -> Article | str:
    from scraper.model import Article

    try:
        return Article.from_dict(json.loads(line.text))
    except (ValueError, AttributeError, RecursionError) as error:
        return _not_a_record(line, error)


def _not_a_record(line: _Line, error: Exception) -> str:
    return f"line {line.number}: not a record: {error}"


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
