"""The back catalogue: stories that stand in no list any more, found by archives of months and by their numbers."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from scraper.cli import run
from scraper.crawl import FetchSettings, Site, crawl
from scraper.crawl.backfill.coverage import Coverage, as_html, as_text
from scraper.crawl.run import Crawl
from scraper.discover.date_archives import date_archive
from scraper.discover.numbering import Known, Numbering, numbered
from scraper.store.archive import Archive
from tests.fakes.town.paper import Paper
from tests.fakes.town.running import Town, running_town

STORIES = 80
FAMILIES = ("ndsoft", "wordpress", "gnuboard")


def settings(town: Town) -> FetchSettings:
    return FetchSettings(delay=0.0, concurrency=4, allow_private_hosts=town.hosts)


def test_what_no_list_has_any_more_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with running_town(tmp_path / "log", STORIES, FAMILIES, listed_days=100) as town:
        with Archive.open(tmp_path / "a") as archive:
            crawl(town.sites, archive, settings(town))
            assert all(len(town.check(paper, archive).missing) > STORIES // 3 for paper in town.papers)
            town.requests()
            for paper in town.papers[:-1]:
                first, last = days(paper)
                Crawl(archive, [Site(f"{paper.base}/", since=first, until=last)], settings(town)).backfill(400)
                found = town.check(paper, archive)
                assert (found.missing, found.false) == (set(), set()), paper.name
                assert len(town.requests()) <= 3 * STORIES, paper.name
        # The budget ends a run, and the next one goes on; on the command line, with the calendar.
        paper = town.papers[-1]
        first, last = days(paper)
        options = ["--archive", str(tmp_path / "a"), "--from", str(first), "--to", str(last), "--delay", "0", "--json"]
        options += ["--allow-private-host", paper.address.partition(":")[0], "--html", str(tmp_path / "days.html")]
        missing = STORIES
        for _ in range(12):
            assert run(["backfill", paper.base, *options, "--requests", "60"]) == 0
            told = json.loads(capsys.readouterr().out)
            assert told["sites"][paper.address]["asked"] <= 60
            with Archive.open(tmp_path / "a") as archive:
                left = len(town.check(paper, archive).missing)
            assert left <= missing
            missing = left
            if told["state"] == "complete":
                break
        assert told["state"] == "complete"
        assert missing == 0
        assert sum(told["days"].values()) == STORIES
        assert "<table>" in (tmp_path / "days.html").read_text(encoding="utf-8")


def days(paper: Paper) -> tuple[date, date]:
    published = [story.published.date() for story in paper.living]
    return min(published), max(published)


def test_numbers() -> None:
    known = [Known(1000 + 6 * n, date(2024, 1, 1) + timedelta(days=n // 2)) for n in range(100)]
    numbering = Numbering(known[50:])
    assert numbering.is_usable
    assert numbering.step == 6
    low, high = numbering.between(date(2024, 1, 1), date(2024, 1, 20))
    assert low <= 1000
    assert high >= 1000 + 6 * 39
    besides = frozenset(one.number for one in known[50:])
    asked = set(numbering.unknown(date(2024, 1, 1), date(2024, 2, 20), besides))
    assert {one.number for one in known[:50]} <= asked
    assert not asked & besides
    sparse = [Known(1_714_400_000_000 + 4_000_000 * n + n % 7, date(2024, 1, 1)) for n in range(20)]
    assert not Numbering(sparse).is_usable
    assert not Numbering(known[:3]).is_usable
    assert numbered("http://paper.example/news/2024/04/30/a/") is None
    assert numbered("http://paper.example/local/10234.html") is not None


def test_archives_by_date() -> None:
    archive = date_archive("http://paper.example/archive/2015-03")
    assert archive
    assert list(archive.between(date(2014, 12, 5), date(2015, 2, 1))) == [
        f"http://paper.example/archive/{month}" for month in ("2015-02", "2015-01", "2014-12")
    ]
    assert date_archive("http://paper.example/local/") is None


def test_days_with_far_fewer_stories_look_missing() -> None:
    first = date(2024, 1, 1)
    counts = {first + timedelta(days=n): 5 for n in range(120) if (first + timedelta(days=n)).weekday() < 6}
    gap = [first + timedelta(days=n) for n in (40, 57, 58)]
    for day in gap:
        counts[day] = 1
    coverage = Coverage("paper.example", first, first + timedelta(days=119), counts)
    assert coverage.missing() == [day for day in gap if day.weekday() < 6]
    text = as_text(coverage)
    assert text.count("!") == len(coverage.missing()) + 1
    assert "2024-02" in text
    assert as_html(coverage).count('class="gap"') == len(coverage.missing())
