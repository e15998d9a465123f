"""What names stories: feeds that came whole, and sitemaps that are read a piece at a time while pages go on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, NamedTuple

from scraper.crawl.site import Decision, SiteRun
from scraper.crawl.writer import Done, Writer, fault
from scraper.discover import HostileXML, is_feed, read_feed, read_sitemap
from scraper.model import Response
from scraper.store.frontier import Entry, Found

# Entries of a sitemap that are taken at a time.
_ENTRIES = 2000


def read_whole_feed(run: SiteRun, entry: Entry, response: Response) -> Done:
    """Return what came of a feed, with the stories that it names."""
    if not is_feed(response.content):
        found = tuple(run.explorer.no_feed(entry))
        return Done(run, entry, Decision("not_found", "the answer is no feed", found), response, is_kept=False)
    charset = response.charset if response.charset_source == "header" else None
    try:
        entries = read_feed(response.content, response.final_url or entry.url, charset)
    except HostileXML as error:
        return Done(run, entry, Decision("refused", str(error)), response, is_kept=False)
    found = tuple(run.explorer.in_feed(entries, entry))
    return Done(run, entry, Decision("read", None, found), response, is_kept=False)


class _Sitemap(NamedTuple):
    """A sitemap that is being read."""

    run: SiteRun
    entry: Entry
    response: Response
    file: BinaryIO
    found: Iterator[Found]


class Sitemaps:
    """The sitemaps that are being read."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._open: list[_Sitemap] = []

    def __len__(self) -> int:
        """How many sitemaps are being read."""
        return len(self._open)

    def add(self, run: SiteRun, entry: Entry, response: Response, file: BinaryIO) -> None:
        """Begin to read a sitemap; its file is closed at its end."""
        file.seek(0)
        found = run.explorer.in_sitemap(read_sitemap(file), entry)
        self._open.append(_Sitemap(run, entry, response, file, found))

    def read_on(self) -> Iterator[None]:
        """Give the writer some entries of each sitemap, and yield after each of them."""
        for one in list(self._open):
            some: list[Found] = []
            ended = _read_some(one, some)
            self._writer.enter(one.run, some)
            if ended is not None:
                self._open.remove(one)
                one.file.close()
                self._writer.add(Done(one.run, one.entry, ended, one.response, is_kept=False))
            yield


def _read_some(one: _Sitemap, some: list[Found]) -> Decision | None:
    """Read some entries into the list; return how the sitemap ended, `None` when there may be more of it."""
    try:
        some.extend(found for found in islice(one.found, _ENTRIES))
    except HostileXML as error:
        return Decision("refused", str(error))
    except ValueError as error:
        return Decision("not_found" if one.entry.found_by == "guess" else "failed", str(error))
    except Exception as error:  # noqa: BLE001 -- whatever one sitemap leads to ends neither the run nor other sitemaps
        return fault(one.run, one.entry, error).decision
    return Decision("read") if len(some) < _ENTRIES else None
