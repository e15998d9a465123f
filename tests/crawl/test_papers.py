"""Whole papers of the test town: everything found, nothing else; again for the second edition; killed on the way."""

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from protego import Protego
from sqlalchemy import func, select

import scraper
from scraper.cli import run
from scraper.crawl import FetchSettings, Report, Site, crawl
from scraper.crawl.site.siterun import WINDOW
from scraper.fetch.identity import PRODUCT
from scraper.store import frontier
from scraper.store.archive import Archive
from scraper.store.database.schema import articles, captures, versions
from scraper.store.database.schema import frontier as frontier_table
from tests.fakes.town.paper import Paper, Request
from tests.fakes.town.running import Town, contents, requests_by_host, running_town
from tests.places import ROOT

STORIES = 48
KILLED_STORIES = 60


class Crawled(NamedTuple):
    town: Town
    archive: Archive
    first: Report
    first_log: list[dict[str, object]]
    kept: dict[str, tuple[int, int, int, int]]
    second: Report
    second_log: list[dict[str, object]]


def settings(town: Town, **options: object) -> FetchSettings:
    return FetchSettings(**{"delay": 0.0, "concurrency": 4, "allow_private_hosts": town.hosts, **options})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """Every paper crawled once, and once more after its second edition."""
    folder = tmp_path_factory.mktemp("town")
    with running_town(folder / "log", STORIES) as town, Archive.open(folder / "archive") as archive:
        first = crawl(town.sites, archive, settings(town))
        first_log = town.requests()
        kept = {}
        for paper in town.papers:
            found = town.check(paper, archive)
            kept[paper.name] = (len(found.wanted), len(found.missing), len(found.false), len(found.wrong))
        town.publish(2)
        second = crawl(town.sites, archive, settings(town))
        yield Crawled(town, archive, first, first_log, kept, second, town.requests())


def test_every_story_of_every_paper_is_there_once_and_nothing_else(crawled: Crawled) -> None:
    assert crawled.first.state == "complete"
    assert crawled.kept == {paper.name: (STORIES, 0, 0, 0) for paper in crawled.town.papers}


def test_every_address_has_one_outcome(crawled: Crawled) -> None:
    with crawled.archive.reading() as connection:
        rows = connection.execute(select(frontier_table)).all()
    assert [row.url for row in rows if not row.outcome] == []
    reasoned = {"trap", "held", "not_a_story", "duplicate", "part", "not_found", "forbidden", "not_a_page", "blocked"}
    assert [row.url for row in rows if row.outcome in reasoned and not row.reason] == []
    assert {row.state for row in rows} <= {frontier.State.DONE, frontier.State.HELD}


def test_a_forbidden_address_is_never_asked(crawled: Crawled) -> None:
    rules = {paper.address: paper.respond(Request("/robots.txt", {})) for paper in crawled.town.papers}
    parsed = {host: Protego.parse(answer.body.decode()) for host, answer in rules.items() if answer.status == 200}
    assert len(parsed) >= 4
    for request in (*crawled.first_log, *crawled.second_log):
        url = f"http://{request['host']}{request['target']}"
        assert str(request["agent"]).startswith(PRODUCT)
        assert request["host"] not in parsed or parsed[str(request["host"])].can_fetch(url, PRODUCT), url


def test_few_requests_beside_the_stories(crawled: Crawled) -> None:
    """For 300 stories a paper and more: benchmarks/crawl_town.py."""
    for host, count in requests_by_host(crawled.first_log).items():
        # Lists, feeds, sitemaps and what had to be looked at: 20 at any size, and a tenth of the stories.
        assert count <= 1.1 * STORIES + 20, host


def test_the_second_edition_brings_what_is_new_and_changed(crawled: Crawled) -> None:
    for paper in crawled.town.papers:
        found = crawled.town.check(paper, crawled.archive)
        assert (found.missing, found.false, found.wrong) == (set(), set(), set())


def test_only_what_changed_has_a_second_version(crawled: Crawled) -> None:
    with crawled.archive.reading() as connection:
        chosen = select(articles.c.url).join(versions, versions.c.article_id == articles.c.id)
        again = set(connection.execute(chosen.where(versions.c.version > 1)).scalars())
    changed = {
        paper.url(story).rstrip("/") for paper in crawled.town.papers for story in paper.living if story.version > 1
    }
    assert again == changed


def test_deleted_stories_are_marked_and_kept(crawled: Crawled) -> None:
    with crawled.archive.reading() as connection:
        gone = set(connection.execute(select(articles.c.url).where(articles.c.gone_at.is_not(None))).scalars())
    deleted = {
        paper.url(story).rstrip("/") for paper in crawled.town.papers for story in paper.stories if story.is_gone
    }
    assert gone == deleted


def is_whole_page(paper: Paper, request: dict[str, object]) -> bool:
    """Whether an old story that did not change was sent once more in full."""
    same = {paper.article_path(story) for story in paper.living if story.edition == 1 and story.version == 1}
    return request["target"] in same and request["status"] == 200


def test_an_update_asks_for_few_of_the_others(crawled: Crawled) -> None:
    for paper in crawled.town.papers:
        mine = [request for request in crawled.second_log if request["host"] == paper.address]
        sent_again = sum(is_whole_page(paper, request) for request in mine)
        # With 300 stories a tenth at most; here the fifteen that are always asked weigh more.
        assert sent_again <= (0 if paper.has_stamps else 15), paper.name


def test_a_redesign_raises_no_alarm_while_the_pages_are_read(crawled: Crawled) -> None:
    assert all(site["alarms"] == [] for site in crawled.second.sites.values())


def test_the_same_edition_once_more_brings_no_version_and_nothing_but_revisits(crawled: Crawled) -> None:
    def kept() -> tuple[int, set[int]]:
        with crawled.archive.reading() as connection:
            count = connection.execute(select(func.count()).select_from(versions)).scalar_one()
            return count, set(connection.execute(select(captures.c.id).where(captures.c.refers_to.is_(None))).scalars())

    before = kept()
    crawl(crawled.town.sites, crawled.archive, settings(crawled.town))
    assert kept() == before


# ---------------------------------------------------------------- killed and gone on with

CRAWL = "import sys; from scraper.cli import main; main(sys.argv[1:])"


def crawl_command(town: Town, folder: Path) -> list[str]:
    allowed = [part for host in town.hosts for part in ("--allow-private-host", host)]
    verb = ["crawl", *town.sites, "--archive", str(folder), "--delay", "0", "--no-copies"]
    return [sys.executable, "-c", CRAWL, *verb, *allowed]


def stored(folder: Path) -> int:
    try:
        with Archive.open(folder, create=False) as archive:
            return int(archive.status()["articles"])
    except OSError:
        return 0


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Town, Path, int]]:
    """A town of two slow papers, the archive of one whole crawl, and how many requests that took."""
    folder = tmp_path_factory.mktemp("undisturbed")
    with running_town(folder / "log", KILLED_STORIES, ("gnuboard", "wordpress"), delay=0.06) as town:
        subprocess.run(crawl_command(town, folder / "whole"), cwd=ROOT, check=True, capture_output=True)
        yield town, folder / "whole", len(town.requests())


@pytest.mark.parametrize("signals", [(signal.SIGKILL, signal.SIGKILL), (signal.SIGINT,)], ids=["killed", "interrupted"])
def test_a_run_that_ends_early_goes_on_where_it_stood(
    signals: tuple[signal.Signals, ...], undisturbed: tuple[Town, Path, int], tmp_path: Path
) -> None:
    town, whole, requests = undisturbed
    command = crawl_command(town, tmp_path)
    for number, sign in enumerate(signals):
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while stored(tmp_path) < (0.4, 0.7)[number] * 2 * KILLED_STORIES:
            assert process.poll() is None
            time.sleep(0.05)
        os.kill(process.pid, sign)
        assert process.wait() == (130 if sign == signal.SIGINT else -sign)
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with Archive.open(whole) as one, Archive.open(tmp_path) as other:
        assert contents(one) == contents(other)
        assert len(contents(one)) == 2 * KILLED_STORIES
        assert ends(one) == ends(other)
    # What was under way is asked again, and what a site offers may be.
    assert len(town.requests()) <= requests + len(signals) * 2 * (WINDOW + 10)


def ends(archive: Archive) -> list[tuple[str, str]]:
    """The outcome of every address."""
    with archive.reading() as connection:
        rows = connection.execute(select(frontier_table.c.url, frontier_table.c.outcome))
        return sorted((row.url, row.outcome) for row in rows)


# ---------------------------------------------------------------- options


def test_limits(tmp_path: Path) -> None:
    with running_town(tmp_path / "log", 40, ("wordpress",)) as town, Archive.open(tmp_path / "a") as archive:
        paper = town.papers[0]
        days = sorted(story.published.date() for story in paper.living)
        site = Site(town.sites[0], limit=5)
        assert crawl([site], archive, settings(town)).state == "limited"
        assert archive.status()["articles"] == 5
        report = crawl([Site(town.sites[0], since=days[-20])], archive, settings(town))
        assert archive.status()["articles"] == sum(day >= days[-20] for day in days)
        assert report.sites[paper.address]["outcomes"]["too_old"] >= 15
        assert len(requests_by_host(town.requests())) == 1
        crawl([Site(town.sites[0], exclude=("*bridge*",))], archive, settings(town))
        with archive.reading() as connection:
            late = set(connection.execute(select(articles.c.url).where(articles.c.published_on < days[-20])).scalars())
        assert late
        assert not [url for url in late if "bridge" in url]


def test_the_pace_is_kept_and_a_crawl_delay_wins(tmp_path: Path) -> None:
    with running_town(tmp_path / "log", 5, ("plain", "table"), crawl_delay=0.3) as town:
        with Archive.open(tmp_path / "a") as archive:
            crawl(town.sites, archive, settings(town, delay=0.1))
        log = town.requests()
        for paper, delay in zip(town.papers, (0.3, 0.1), strict=True):
            times = [float(str(request["at"])) for request in log if request["host"] == paper.address]
            gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
            # A busy server may see two requests a little closer together than they were sent.
            assert min(gaps) >= delay - 0.03


def test_discover_lists_the_stories_with_where_they_were_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with running_town(tmp_path / "log", 40, ("hydration", "plain")) as town:
        monkeypatch.setenv("SCRAPER_ALLOW_PRIVATE_HOSTS", ",".join(town.hosts))
        for paper in town.papers:
            assert run(["discover", paper.base, "--delay", "0", "--json"]) == 0
            rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
            assert {row["url"] for row in rows} == {paper.url(story) for story in paper.living}
            assert all(row["found_by"] and urlsplit(row["found_in"]).netloc == paper.address for row in rows)
        # The stories themselves are not asked, but for those that show what they are.
        asked = [request["target"] for request in town.requests() if "/story/" in str(request["target"])]
        assert len(asked) <= 3


def test_the_package_has_it_as_a_function(tmp_path: Path) -> None:
    with running_town(tmp_path / "log", 5, ("plain",)) as town, Archive.open(tmp_path / "a") as archive:
        report = scraper.crawl(town.sites, archive, settings=settings(town))
        assert report.sites[town.papers[0].address]["known"] == 5


def test_a_site_that_is_not_there_has_its_own_exit_code(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    address = "http://127.0.1.250:9/"
    assert (
        run(["crawl", address, "--archive", str(tmp_path / "a"), "--allow-private-host", "127.0.1.250", "--delay", "0"])
        == 5
    )
    assert "127.0.1.250" in capsys.readouterr().err
