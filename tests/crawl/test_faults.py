"""A fault at any place that one source leads to costs that source alone: the run, the rest and the next run go on."""

from collections.abc import Callable
from inspect import isgeneratorfunction
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from scraper.crawl.arrivals import Arrivals
from scraper.crawl.network import Network
from scraper.crawl.pages import Pages
from scraper.crawl.site import Explorer
from scraper.crawl.site.leads import Sources
from scraper.errors import StorageError
from scraper.fetch.http import HttpFetcher
from scraper.store import Archive
from scraper.store.database import frontier
from tests.fakes.raw_server import Line, RawServer, Script
from tests.fakes.small_paper import crawl, ends, front, headline, headlines, paper, served, story, urlset

ALL = {headline(number) for number in range(1, 7)}
ODD = "/news/3"


class Fault(Exception):
    """What nobody expects."""


def is_at(value: Any, mark: str) -> bool:
    """Whether an argument is an address, or of one, that ends so."""
    of = getattr(value, "entry", value)
    url = of if isinstance(of, str) else getattr(of, "url", None) or getattr(of, "page", None)
    return isinstance(url, str) and url.endswith(mark)


def failing_at(real: Callable[..., Any], mark: str) -> Callable[..., Any]:
    """The function, but for arguments at `mark`: then it fails, when it is called or when it is read from."""

    def check(given: tuple[Any, ...]) -> None:
        if any(is_at(value, mark) for value in given[1:]):
            raise Fault("at " + mark)

    def work(*given: Any, **more: Any) -> Any:
        check(given)
        return real(*given, **more)

    def lead(*given: Any, **more: Any) -> Any:
        check(given)
        yield from real(*given, **more)

    return lead if isgeneratorfunction(real) else work


# Where something is taken from one address: the class, its method, and the address at which it fails.
PLACES: dict[str, tuple[Any, str, str]] = {
    "the fetch of a page": (HttpFetcher, "fetch", ODD),
    "the fetch of a sitemap": (Network, "_sitemap", "/sitemap.xml"),
    "what came of a page": (Arrivals, "received", ODD),
    "what a page is": (Explorer, "_page", ODD),
    "what robots.txt leads to": (Sources, "sitemaps", "/robots.txt"),
    "what a sitemap leads to": (Sources, "in_sitemap", "/sitemap.xml"),
    "what a feed leads to": (Sources, "in_feed", "/rss.xml"),
    "the links of a story": (Explorer, "_links", ODD),
    "the walk through lists": (Explorer, "next_pages", "/"),
    "what was read": (Pages, "_finish", ODD),
}


def rss(line: Line) -> None:
    line.page(b"<rss><channel><item><link>/news/6</link></item></channel></rss>", "Content-Type: application/xml")


@pytest.mark.parametrize("name", PLACES)
def test_a_fault_ends_its_own_item_alone(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, method, mark = PLACES[name]
    links = front([f"/news/{number}" for number in range(1, 7)], extra='<a href="/list?page=2">2</a>')
    more = {"/": served({"/": links})["/"], "/rss.xml": rss}
    with RawServer(scripts=paper() | more) as server:
        server.scripts["/sitemap.xml"] = urlset(server.url(f"/news/{number}") for number in range(1, 7))
        with monkeypatch.context() as patch:
            patch.setattr(owner, method, failing_at(getattr(owner, method), mark))
            first = crawl(server, tmp_path)
        assert first.state in ("complete", "incomplete")
        assert len(headlines(tmp_path)) >= 5
        failed = [reason for outcome, reason in ends(tmp_path).values() if reason and "Fault" in reason]
        assert failed or len(headlines(tmp_path)) == 6
        crawl(server, tmp_path, retry=True)
    assert headlines(tmp_path) == ALL


def test_what_the_database_refuses_is_left_out_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One row of many in a transaction: the others are written."""
    real = Archive.add_batch

    def add(archive: Archive, items: Any, **more: Any) -> Any:
        some = list(items)
        if any(item.response is not None and item.response.url.endswith(ODD) for item in some):
            raise StorageError("value too long for an index")
        return real(archive, some, **more)

    with RawServer(scripts=paper()) as server:
        with monkeypatch.context() as patch:
            patch.setattr(Archive, "add_batch", add)
            crawl(server, tmp_path)
        assert headlines(tmp_path) == ALL - {headline(3)}
        assert "too long for an index" in (ends(tmp_path)[ODD][1] or "")
        crawl(server, tmp_path, retry=True)
    assert headlines(tmp_path) == ALL


def test_a_database_that_takes_nothing_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def add(*_: Any, **__: Any) -> None:
        raise StorageError("the server is gone")

    with RawServer(scripts=paper()) as server:
        monkeypatch.setattr(Archive, "add_batch", add)
        with pytest.raises(StorageError, match="gone"):
            crawl(server, tmp_path)


# ---------------------------------------------------------------- odd values where a site may have them

BAD = "http://[your-domain.example/x"
DATES = ("0001-01-01T00:00:00+09:00", "9999-12-31T23:59:59-09:00", "0000-00-00", "99999999999999999999")


HEAD = (
    f'<base href="{BAD}"><link rel="canonical" href="{BAD}">'
    f'<link rel=alternate type="application/rss+xml" href="{BAD}">'
)
CONTROLS = '<meta name="author" content="A\x01\x85 B"><meta name=keywords content="a\tb">'
LINKS = (BAD, "http://a:99999999/", "//", "?", "http://[::1", "\\\\", "http://%zz/")


def page(text: str) -> dict[str, Script]:
    return served({ODD: text})


ODD_SITES: dict[str, dict[str, Script]] = {
    "a Sitemap line": {"/robots.txt": lambda line: line.page(f"Sitemap: {BAD}\nSitemap: \x00".encode())},
    "base, canonical and feed": page(story(3, head=HEAD)),
    "links": page(story(3, links=LINKS)),
    "a redirect": {"/news/9": lambda line: line.page(b"", f"Location: {BAD}", status="302 Found")},
    "a long address": page(story(3, links=[f"/news/{'a1-' * 3000}"])),
    "control characters": page(story(3, head=CONTROLS)),
    "half a pair": page(story(3).replace("in the week before", "\\ud83d in \\u0000 the")),
}


@pytest.mark.parametrize("name", ODD_SITES)
def test_an_odd_value_costs_nothing_else(name: str, tmp_path: Path) -> None:
    with RawServer(scripts=paper() | ODD_SITES[name]) as server:
        report = crawl(server, tmp_path)
        assert report.state == "complete", name
        assert len(headlines(tmp_path)) == 6
        assert crawl(server, tmp_path).state == "complete"


@pytest.mark.parametrize("date", DATES)
def test_an_odd_date_costs_nothing_else(date: str, tmp_path: Path) -> None:
    with RawServer(scripts=paper()) as server:
        server.scripts["/"] = served({"/": front([])})["/"]
        paths = [server.url(f"/news/{number}") for number in range(1, 7)]
        server.scripts["/sitemap.xml"] = urlset(paths, f"<lastmod>{date}</lastmod>")
        assert crawl(server, tmp_path).state == "complete"
    assert headlines(tmp_path) == ALL
    with Archive.open(tmp_path) as archive, archive.reading() as connection:
        assert connection.execute(select(frontier.c.id)).all()
