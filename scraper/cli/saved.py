"""Saved pages on their way into an archive: file in; its bytes, the address it came from and its record out."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from scraper.batch import Input, content_of
from scraper.cli.batch import work
from scraper.cli.folders import is_page_name, looks_like_page, pages_in
from scraper.cli.records import Reading
from scraper.cli.sources import is_address
from scraper.errors import NothingFound, UsageError
from scraper.model import Failure, Response
from scraper.page import open_saved
from scraper.pipeline import attempt, make_record, record_of
from scraper.sites import chosen_sites
from scraper.store import Item, Prepared, prepare

# The addresses of pages by their files, as absolute paths.
Addresses = Mapping[str, str]


def is_saved_page(source: str) -> bool:
    """Whether a file or folder on the command line is of saved pages, and not of records."""
    path = Path(source)
    if path.is_dir() or looks_like_page(source):
        return True
    if not is_page_name(source) or not path.is_file():
        return False
    with path.open("rb") as file:
        return not file.read(256).lstrip().startswith(b"{")


def read_addresses(source: str) -> Addresses:
    """Return what a CSV map says: in each row a file, as seen from the map or from here, and the address of its page.

    A first row without an address is its heading. Raises `UsageError` with the line that is none of these.
    """
    addresses: dict[str, str] = {}
    try:
        with Path(source).open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.reader(file), 1):
                if not row or (number == 1 and not any(map(is_address, row))):
                    continue
                if len(row) < 2 or not is_address(row[1]):
                    raise UsageError(f"{source}: line {number}: expected a file and its address: page.html,https://…")
                for folder in (Path(source).parent, Path()):
                    addresses.setdefault(str((folder / row[0]).resolve()), row[1])
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{source}: {getattr(error, 'strerror', None) or error}") from error
    return addresses


def saved_pages(source: str, addresses: Addresses, how: Reading) -> Iterator[Prepared]:
    """Yield the page of a file, or those of a folder, with their records, ready to be stored."""
    paths: Sequence[str] = pages_in(Path(source)) if Path(source).is_dir() else (source,)
    if not paths:
        how.complain(f"{source}: no pages in this folder")
    inputs = [Input(path, path=path) for path in paths]
    for read in work(partial(_read, addresses=addresses, rules=how.rules), inputs, total=len(inputs), jobs=how.jobs):
        if isinstance(read, Failure):
            how.complain(f"{read.source}: {read.message}")
        else:
            yield read


def _read(given: Input, *, addresses: Addresses, rules: tuple[str, ...]) -> Prepared | Failure:
    """Return a page with its record: what a child process does."""

    def made() -> Prepared:
        response = _as_response(given, addresses)
        return prepare([Item(response, record_of(response, sites=chosen_sites(rules)))], packing=True)[0]

    return attempt(given.name, made)


def _as_response(given: Input, addresses: Addresses) -> Response:
    """Return the page as if it had been fetched when its file was last changed; raises `NothingFound`, `OSError`."""
    path = Path(given.path or "")
    content = content_of(given)
    if not content.strip():
        raise NothingFound("is empty")
    saved = open_saved(content)
    html = saved.html if saved else content
    captured_at = (saved and saved.saved_at) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    url = addresses.get(str(path.resolve())) or (saved and saved.url) or _declared(html)
    kind = "text/plain" if path.name.lower().endswith((".txt", ".txt.gz")) else "text/html"
    charset = f"; charset={saved.charset}" if saved and saved.charset else ""
    return Response(url, html, headers=(("Content-Type", kind + charset),), fetched_at=captured_at, is_saved=True)


def _declared(html: bytes) -> str:
    made = make_record(html)
    if made.page.kind == "binary":
        raise NothingFound("; ".join(("not a page", *made.page.notes)))
    if made.article.canonical_url is None:
        raise NothingFound(
            "declares no address; name it in a CSV file of rows like page.html,https://… (--url-from FILE)"
        )
    return made.article.canonical_url
