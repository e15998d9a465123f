"""What names stories: feeds that came whole, and sitemaps that are read a piece at a time while pages go on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from scraper.crawl.site import Decision, SiteRun
from scraper.crawl.writer import Done, Writer, fault_told
from scraper.discover import HostileXML, Incomplete, PageInstead, read_feed, read_sitemap
from scraper.model import Response
from scraper.store.frontier import Entry, Found

# Entries of a sitemap that are taken at a time.
_ENTRIES = 2000


class _Taken(NamedTuple):
    """What a source has named since the last time and, at its end, what came of it."""

    found: list[Found]
    outcome: str | None = None
    reason: str | None = None


def read_whole_feed(run: SiteRun, entry: Entry, response: Response) -> Done:
    """Return what came of a feed, with the stories that it names."""
    entries = read_feed(response.content, response.final_url or entry.url, _charset(response))
    found, outcome, reason = _take(run.explorer.sources.in_feed(entries, entry), entry.url)
    if outcome in ("failed", "page"):
        found += run.explorer.sources.no_feed(entry)
    # An address that was only guessed, or that looks like a feed's, need not be one.
    decision = Decision("not_found" if outcome == "failed" else outcome or "read", reason, tuple(found))
    return Done(run, entry, decision, response, is_kept=False)


def _charset(response: Response) -> str | None:
    return response.charset if response.charset_source == "header" else None


def _take(named: Iterator[Found], url: str, most: int | None = None) -> _Taken:
    """Return what the source at `url` names next, so many at `most`."""
    found: list[Found] = []
    try:
        for one in named:
            found.append(one)
            if len(found) == most:
                return _Taken(found)
    except HostileXML as error:
        return _Taken(found, "refused", str(error))
    except PageInstead as error:
        return _Taken(found, "page", str(error))
    except Incomplete as error:
        return _Taken(found, "partly", f"read in part: {error}")
    except ValueError as error:
        return _Taken(found, "failed", str(error))
    except Exception as error:  # noqa: BLE001 -- whatever one source leads to ends neither the run nor other sources
        return _Taken(found, "failed", fault_told(url, error))
    return _Taken(found, "read")


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
        entries = read_sitemap(file, response.final_url or entry.url, _charset(response))
        self._open.append(_Sitemap(run, entry, response, file, run.explorer.sources.in_sitemap(entries, entry)))

    def read_on(self) -> Iterator[None]:
        """Give the writer some entries of each sitemap, and yield after each of them."""
        for one in list(self._open):
            found, outcome, reason = _take(one.found, one.entry.url, _ENTRIES)
            self._writer.enter(one.run, found)
            if outcome is not None:
                self._open.remove(one)
                one.file.close()
                if one.entry.found_by == "guess" and outcome in ("failed", "page"):
                    outcome = "not_found"
                elif outcome == "page":
                    outcome = "partly"
                self._writer.add(Done(one.run, one.entry, Decision(outcome, reason), one.response, is_kept=False))
            yield
