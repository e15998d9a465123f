"""How far a crawl is, and why something did not come: to a callback, to Python's log, and on standard error."""

import logging
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

import scraper
from scraper.cli import crawling, run
from scraper.crawl import Site
from scraper.crawl.site import SiteRun
from scraper.fetch.pace import polite
from scraper.store import Archive
from tests.fakes.raw_server import RawServer
from tests.fakes.small_paper import crawl, fails, hangs_up, paper, served, settings

BROKEN = {"/news/2": fails("403 Forbidden"), "/news/3": hangs_up, "/news/4": fails("404 Not Found")}


def test_a_callback_is_told_how_far_each_site_is(tmp_path: Path) -> None:
    told: list[int] = []

    def watch(runs: Mapping[str, SiteRun]) -> None:
        (site,) = runs.values()
        told.append(site.tally.stored)

    with RawServer(scripts=paper()) as server, Archive.open(tmp_path) as archive:
        report = scraper.crawl([Site(server.url("/"))], archive, settings(), watch=watch, jobs=1)
    assert report.state == "complete"
    assert told == sorted(told)
    assert told[-1] == 6


def test_the_log_says_what_did_not_come_and_why(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polite, "LONGEST_GAP", 0.1)  # of a host in distress
    caplog.set_level(logging.INFO, "scraper.crawl")
    with RawServer(scripts={**paper(), **BROKEN}) as server:
        crawl(server, tmp_path)
        host = server.url("/news")
    said = [record.getMessage() for record in caplog.records if record.name.startswith("scraper.crawl")]
    assert said[0].startswith("run 1: crawl of 127.0.0.1")
    assert f"{host}/2: blocked: the server answered 403 Forbidden" in said
    assert f"{host}/4: not_found: the server answered 404 Not Found" in said
    assert any(re.match(rf"{host}/3: asked again in [14] s: ", one) for one in said)
    assert any(one.startswith(f"{host}/3: failed: ") for one in said)
    assert re.match(r"run 1: complete: 127\.0\.0\.1:\d+: .*3 new", said[-1])


def test_a_run_that_goes_well_warns_of_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with RawServer(scripts=paper()) as server:
        crawl(server, tmp_path)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_the_command_line_says_causes_while_it_runs_and_at_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(crawling, "EVERY", 0.0)
    with RawServer(scripts={**paper(), **served({"/news/2": fails("403 Forbidden")})}) as server:
        command = ["crawl", server.url("/"), "--archive", str(tmp_path), "--allow-private-host", "127.0.0.1"]
        assert run([*command, "--delay", "0", "--jobs", "1"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert any("pages/s; the last that did not come: the server answered 403 Forbidden" in line for line in lines)
    assert "scraper: 1 blocked: the server answered 403 Forbidden" in lines
