"""No crawl locks an archive: what stood in the way at first is asked again, and an outage is waited out."""

import json
import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from scraper.cli import run
from scraper.crawl import Site
from scraper.crawl.site import outage
from scraper.crawl.site.outage import Outage
from scraper.errors import ArchiveBusy, BadStatus, Unreachable
from scraper.fetch.pace import polite
from scraper.store import Archive, frontier
from scraper.store.database import runs
from tests.fakes.raw_server import Line, RawServer, Script
from tests.fakes.small_paper import (
    crawl,
    ends,
    fails,
    front,
    hangs_up,
    headline,
    headlines,
    paper,
    served,
    settings,
    story,
    urlset,
)

ALL = {headline(number) for number in range(1, 7)}
REFUSED: dict[str, dict[str, Script]] = {
    "forbidden": {"/": fails("403 Forbidden")},
    "unauthorized-and-robots-busy": {"/robots.txt": fails("500 Busy")},
    "robots-hangs-up": {"/robots.txt": hangs_up},
    "a-day-between-requests": {
        "/robots.txt": lambda line: line.page(b"User-agent: *\nCrawl-delay: 86400", "Content-Type: text/plain")
    },
    "a-challenge": {"/": lambda line: line.page(b"<title>Just a moment...</title>", "cf-mitigated: challenge")},
    "no-such-page": {"/": fails("404 Not Found")},
    "a-pdf": {"/": lambda line: line.page(b"%PDF-1.7", "Content-Type: application/pdf")},
    "no-http": {"/robots.txt": lambda line: line.send(b"SSH-2.0\r\n")},
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_stood_in_the_way_once_does_not_for_ever(name: str, tmp_path: Path) -> None:
    good = paper()
    with RawServer(scripts={**good, **REFUSED[name]}) as server:
        first = crawl(server, tmp_path)
        assert first.state == "incomplete"
        (site,) = first.sites.values()
        assert not site["is_complete"]
        assert site["left_because"] or site["reasons"]
        server.scripts.clear()
        server.scripts.update(good)
        assert crawl(server, tmp_path).state == "complete"
    assert headlines(tmp_path) == ALL


def test_a_loopback_address_refused_and_then_allowed(tmp_path: Path) -> None:
    with RawServer(scripts=paper()) as server:
        first = crawl(server, tmp_path, fetch=settings(allow_private_hosts=()))
        assert server.paths() == []
        assert next(iter(first.sites.values()))["left_because"] == (
            "127.0.0.1 is a loopback address; --allow-private-host 127.0.0.1 allows it"
        )
        crawl(server, tmp_path)
    assert headlines(tmp_path) == ALL


def test_pages_that_were_refused_are_asked_again_with_another_option(tmp_path: Path) -> None:
    def members_only(line: Line) -> None:
        (good["/news/3"] if "secret" in (line.header("cookie") or "") else fails("403 Forbidden"))(line)

    good = paper()
    cookie = {"127.0.0.1": {"Cookie": "secret=1"}}
    with RawServer(scripts={**good, "/news/3": members_only}) as server:
        crawl(server, tmp_path)
        assert ends(tmp_path)["/news/3"][0] == "blocked"
        crawl(server, tmp_path)
        # Not a second time on one day with the same options.
        assert server.paths().count("/news/3") == 1
        crawl(server, tmp_path, fetch=settings(headers=cookie))
    assert headlines(tmp_path) == ALL


def test_retry_asks_again_for_all_that_could_not_be_had(tmp_path: Path) -> None:
    good = paper()
    odd = {"/news/1": fails("400 Bad"), "/news/2": fails("403 No"), "/news/3": fails("503 Busy", "Retry-After: 9999")}
    with RawServer(scripts={**good, **odd}) as server:
        crawl(server, tmp_path)
        server.scripts.update(good)
        crawl(server, tmp_path)
        assert len(headlines(tmp_path)) == 3
        crawl(server, tmp_path, retry=True)
    assert headlines(tmp_path) == ALL


def test_a_day_between_requests_is_said_once(tmp_path: Path) -> None:
    scripts = {**paper(), **REFUSED["a-day-between-requests"]}
    with RawServer(scripts=scripts) as server:
        (site,) = crawl(server, tmp_path).sites.values()
        assert [path for _, _, path in server.log] == ["/robots.txt"]
    assert site["outcomes"] == {"forbidden": 1}
    assert "86400 s between two requests" in site["left_because"]


# ---------------------------------------------------------------- an outage in the middle


class Flaky:
    """Serves a paper, and fails for some seconds from its request number `first` on."""

    def __init__(self, good: dict[str, Script], failing: Script, seconds: float, first: int = 8) -> None:
        self.served, self.until = 0, 0.0
        self.first, self.seconds, self.failing = first, seconds, failing
        self.scripts = {path: self._of(script) for path, script in good.items()}

    def _of(self, script: Script) -> Script:
        def serve(line: Line) -> None:
            self.served += 1
            if self.served == self.first:
                self.until = time.monotonic() + self.seconds
            (self.failing if time.monotonic() < self.until else script)(line)

        return serve


@pytest.fixture
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A host in distress is given a tenth of a second, not a minute."""
    monkeypatch.setattr(polite, "LONGEST_GAP", 0.1)
    monkeypatch.setattr(outage, "_FIRST_GAP", 0.5)


@pytest.mark.usefixtures("_hasty")
@pytest.mark.parametrize("failing", [hangs_up, fails("503 Busy"), fails("502 Bad Gateway")])
def test_an_outage_is_waited_for_and_said(failing: Script, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    flaky = Flaky(paper(30), failing, seconds=6.0)
    with RawServer(scripts=flaky.scripts) as server:
        report = crawl(server, tmp_path, patience=60.0)
    assert report.state == "complete"
    assert headlines(tmp_path) == {headline(number) for number in range(1, 31)}
    (site,) = report.sites.values()
    assert "failed" not in site["outcomes"]
    said = " ".join(record.getMessage() for record in caplog.records)
    if failing is hangs_up:  # two connections in a row; a short time of 503s is over before four pages met it
        assert "does not answer any more" in said
        assert "answers again" in said


@pytest.mark.usefixtures("_hasty")
def test_a_site_that_does_not_come_back_is_left_and_gone_on_with(tmp_path: Path) -> None:
    good = paper(30)
    flaky = Flaky(good, hangs_up, seconds=600.0)
    with RawServer(scripts=flaky.scripts) as server:
        report = crawl(server, tmp_path, patience=1.0)
        (site,) = report.sites.values()
        assert report.state == "incomplete"
        assert "has not answered for" in site["left_because"]
        assert site["remaining"] > 15
        server.scripts.update(good)
        assert crawl(server, tmp_path).state == "complete"
    assert len(headlines(tmp_path)) == 30


@pytest.mark.usefixtures("_hasty")
def test_pages_that_are_broken_for_themselves_are_no_outage(tmp_path: Path) -> None:
    odd = {f"/news/{number}": fails("500 Broken") for number in range(1, 11)}
    with RawServer(scripts={**paper(20), **odd}) as server:
        report = crawl(server, tmp_path)
        (site,) = report.sites.values()
    assert report.state == "complete"
    assert (site["outcomes"]["new"], site["outcomes"]["failed"]) == (10, 10)


def test_an_outage_by_its_clock() -> None:
    now = [0.0]
    site = Outage("paper.example", 100.0, lambda: now[0])
    broken = Unreachable("http://paper.example/", "refused")
    assert [site.failed(broken) for _ in range(5)] == [False] * 5  # nobody waits for what never answered
    site.answered()
    assert [site.failed(broken), site.failed(broken)] == [False, True]
    due = [site.is_due]
    site.asked()
    due.append(site.is_due)
    now[0] = 5.0
    assert [*due, site.is_due] == [True, False, True]
    assert site.still_out(broken) is None
    now[0] = 100.0
    assert "has not answered for 100 s" in (site.still_out(broken) or "")
    site.answered()
    missing = BadStatus("http://paper.example/", "no", type("Answer", (), {"status": 404})())
    assert [site.failed(missing) for _ in range(9)] == [False] * 9


# ---------------------------------------------------------------- two at once, and the three newest

HOLD = """
import sys, time
from scraper.store import Archive
with Archive.open(sys.argv[1]) as archive, archive.claimed("crawl"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_crawl_says_who_runs_and_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE)
    try:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with RawServer(scripts=paper()) as server:
            command = ["crawl", server.url("/"), "--archive", str(tmp_path), "--allow-private-host", "127.0.0.1"]
            assert run(command) == 6
            assert server.paths() == []
            told = capsys.readouterr().err
            assert f"process {holder.pid}" in told
            assert "since 2" in told
            assert told.count("\n") == 1
            holder.kill()
            holder.wait()
            assert run([*command, "--delay", "0"]) == 0
    finally:
        holder.kill()
        holder.communicate()


def test_a_claim_is_let_go_at_its_end(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as one, Archive.open(tmp_path) as other:
        with one.claimed("crawl"), pytest.raises(ArchiveBusy, match=str(os.getpid())), other.claimed("backfill"):
            pass
        with other.claimed("backfill"):
            assert json.loads((tmp_path / "crawl.lock").read_text())["verb"] == "backfill"


def by_sitemap(line: Line, server: RawServer, days: dict[int, str], name: str) -> None:
    tags = {
        "news": "<news:news><news:publication_date>{}</news:publication_date></news:news>",
        "plain": "<lastmod>{}</lastmod>",
    }
    rows = "".join(
        f"<url><loc>{server.url(f'/news/{number}')}</loc>{tags.get(name, '').format(day)}</url>"
        for number, day in days.items()
    )
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    line.page(f"<urlset {spaces}>{rows}</urlset>".encode(), "Content-Type: application/xml")


@pytest.mark.parametrize("name", ["news", "plain", "none"])
def test_a_limit_gives_the_newest(name: str, tmp_path: Path) -> None:
    """By the dates that a sitemap tells; by the stories' numbers where it tells none."""
    days = {
        number: f"2024-05-{day:02}T09:00:00Z"
        for number, day in zip(range(101, 121), (n * 7 % 20 + 1 for n in range(20)), strict=True)
    }
    pages = {f"/news/{number}": story(number) for number in days}
    # The front page shows old ones, in no order.
    with RawServer(
        scripts=served({"/": front([f"/news/{number}" for number in (101, 104, 102, 103)]), **pages})
    ) as server:
        server.scripts["/sitemap.xml"] = lambda line: by_sitemap(line, server, days, name)
        report = crawl(server, tmp_path, Site(server.url("/"), limit=3))
        assert report.state == "limited"
        asked = [path for path in server.paths() if path.startswith("/news/")]
    newest = sorted(days, key=lambda number: days[number] if name != "none" else str(number))[-3:]
    assert sorted(asked) == sorted(f"/news/{number}" for number in newest)
    assert headlines(tmp_path) == {headline(number) for number in newest}


# ---------------------------------------------------------------- what names the stories


def with_sitemap(server: RawServer, *, is_named: bool) -> dict[str, Script]:
    """A paper whose front page is bare: only its sitemap names the stories."""
    addresses = [server.url(f"/news/{number}") for number in range(1, 7)]
    robots = f"Sitemap: {server.url('/sitemap.xml')}" if is_named else "User-agent: *"
    more: dict[str, str | bytes | Script] = {"/": front([]), "/sitemap.xml": urlset(addresses), "/robots.txt": robots}
    return {**paper(), **served(more)}


@pytest.mark.parametrize("failing", [fails("403 Forbidden"), fails("400 Bad"), fails("503 Busy", "Retry-After: 9999")])
@pytest.mark.parametrize("is_named", [True, False], ids=["named", "guessed"])
def test_a_sitemap_that_could_not_be_had_is_asked_in_the_next_run(
    failing: Script, tmp_path: Path, *, is_named: bool
) -> None:
    with RawServer() as server:
        good = with_sitemap(server, is_named=is_named)
        server.scripts.update({**good, "/sitemap.xml": failing})
        crawl(server, tmp_path)
        server.scripts.update(good)
        crawl(server, tmp_path)
    assert headlines(tmp_path) == ALL


def test_a_sitemap_that_was_not_there_is_asked_another_day(tmp_path: Path) -> None:
    with RawServer() as server:
        good = with_sitemap(server, is_named=False)
        server.scripts.update({**good, "/sitemap.xml": fails("404 Not Found")})
        assert crawl(server, tmp_path).state == "complete"
        server.scripts.update(good)
        crawl(server, tmp_path)
        assert server.paths().count("/sitemap.xml") == 1
        with Archive.open(tmp_path) as archive, archive.writing() as connection:
            connection.execute(runs.update().values(started_at=frontier.now() - timedelta(days=1)))
        crawl(server, tmp_path)
    assert headlines(tmp_path) == ALL
