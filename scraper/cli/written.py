"""The three ways in which `scraper extract` leaves its records: in one stream, a file a page, as a table of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from scraper.batch import Input, Siblings, named_outcome, rendered
from scraper.cli.batch import Tally, work
from scraper.errors import UsageError
from scraper.export import Cells, Writing, flat, parquet, sqlite
from scraper.model import Article, Failure

# What the files of a format end in.
ENDINGS = {"markdown": "md", "text": "txt"}
LONGEST_NAME = 150


class Run(NamedTuple):
    """The pages of one command, how they are worked on, and what counts them."""

    pages: Iterable[Input]
    total: int | None
    jobs: int | None
    sites: Sequence[str]
    siblings: Siblings
    tally: Tally


def one_after_the_other(run: Run, writing: Writing, write: Callable[[str], None]) -> None:
    """Write the records in the order of the sources; a table has a row for each page that failed, too."""
    render = partial(rendered, writing=writing, sites=run.sites, siblings=run.siblings)
    results = work(render, run.pages, total=run.total, jobs=run.jobs)
    before = writing.head
    for result in run.tally.each(results):
        text = writing.failed(_around(result)) if isinstance(result, Failure) else result
        # A run that finds nothing leaves an old file alone, also when it would be a table of failures.
        if text and not (isinstance(result, Failure) and run.total == 1):
            write(before + text)
            before = writing.between


def tabled(run: Run, writing: Writing, output: str, given: Sequence[Input]) -> int:
    """Write the records and the failures as a table of the file `output`; return the exit code."""
    _refuse_overwriting(output, given)
    look = partial(named_outcome, sites=run.sites, siblings=run.siblings)
    results = run.tally.each(work(look, run.pages, total=run.total, jobs=run.jobs))
    rows: Iterator[tuple[Cells, Article | None]] = (
        (_around(one), None) if isinstance(one, Failure) else one for one in results
    )
    try:
        if writing.form == "parquet":
            parquet.write(output, rows)
        else:
            sqlite.write(output, (flat(article, around) for around, article in rows), writing.fields or writing.columns)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {(error.strerror or str(error)).lower()}") from error
    return run.tally.report()


def split_up(run: Run, writing: Writing, output: str, given: Sequence[Input]) -> int:
    """Write a file a page into the folder `output`, those of a folder under its tree; return the exit code."""
    folder = Path(output)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{output}: is a file; --split writes into a folder")
    top = _common_folder(given)
    look = partial(named_outcome, sites=run.sites, siblings=run.siblings)
    taken: set[Path] = set()
    for around, article in run.tally.good(work(look, run.pages, total=run.total, jobs=run.jobs)):
        path = _free(folder / _name(str(around["source"]), top), ENDINGS.get(writing.form, writing.form), taken)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(writing.head + writing.text(article, around), encoding="utf-8", newline="")
        except OSError as error:
            raise UsageError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error
    return run.tally.report()


def _around(failure: Failure) -> Cells:
    return {"source": failure.source, "error": failure.message}


def _refuse_overwriting(output: str, given: Sequence[Input]) -> None:
    if Path(output).exists() and any(page.path and Path(output).samefile(page.path) for page in given):
        raise UsageError(f"{output}: is one of the pages to read; write somewhere else")


def _common_folder(given: Sequence[Input]) -> Path:
    """Return the folder that holds all files among the sources."""
    parents = [Path(page.path).absolute().parent for page in given if page.path]
    shared = parents[0] if parents else Path()
    for parent in parents[1:]:
        while shared not in (parent, *parent.parents):
            shared = shared.parent
    return shared


def _name(source: str, top: Path) -> Path:
    """Return where a source's record goes: a file of the folder by its place there, an address by its letters."""
    path = Path(source).absolute()
    if "://" not in source and top in path.parents:
        return path.relative_to(top)
    return Path(quote(source.partition("://")[2] or source, safe="=&?@-._~").replace("%2F", "_")[-LONGEST_NAME:])


def _free(path: Path, ending: str, taken: set[Path]) -> Path:
    """Return the path with the ending, numbered when an earlier page of this run has it."""
    names = chain((f"{path.name}.{ending}",), (f"{path.name}-{number}.{ending}" for number in range(2, 1 << 30)))
    chosen = next(one for one in (path.with_name(name) for name in names) if one not in taken)
    taken.add(chosen)
    return chosen
