"""A newcomer's ten minutes, as the README tells them: init, crawl, status, search, export; and what settings do."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from scraper.cli import run
from scraper.crawl.plan.configuration import KEYS, read_plan, template
from scraper.errors import UsageError
from scraper.fetch.settings.file import SettingsFile
from scraper.fetch.settings.tables import FetchSettings
from tests.fakes.town.running import running_town

STORIES = 30


def test_ten_minutes(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    archive = str(tmp_path / "paper")
    with running_town(tmp_path / "log", STORIES, ("ndsoft", "plain")) as town:
        monkeypatch.setenv("SCRAPER_ALLOW_PRIVATE_HOSTS", ",".join(town.hosts))
        assert run(["init", archive, *town.sites, "--contact", "mailto:me@university.example"]) == 0
        assert run(["init", archive]) == 2
        assert "is there already" in capsys.readouterr().err
        settings = tmp_path / "paper" / "scraper.toml"
        text = settings.read_text(encoding="utf-8").replace("# delay = 1.0", "delay = 0.0", 1)
        settings.write_text(text.replace("\n[[site]]", '\n[[site]]\nevery = "1 hour"'), encoding="utf-8")
        assert run(["crawl", "--archive", archive]) == 0
        told = capsys.readouterr().err
        assert all(re.search(rf"{paper.address}: .* {STORIES} stored", told) for paper in town.papers)
        assert {request["agent"].partition("(")[2] for request in town.requests()} == {"+mailto:me@university.example)"}
        assert run(["crawl", "--archive", archive]) == 0
        assert "no site is due" in capsys.readouterr().err
        assert town.requests() == []
    assert run(["status", "--archive", archive]) == 0
    told = capsys.readouterr().out
    assert f"{2 * STORIES} articles" in told
    assert "run 1  crawl  complete" in told
    assert run(["status", "--archive", archive, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["runs"][0]["sites"]
    assert run(["search", "--archive", archive, "Wexley"]) == 0
    assert "Wexley" in capsys.readouterr().out
    assert run(["export", "--archive", archive, "--format", "csv"]) == 0
    assert len(list(csv.reader(io.StringIO(capsys.readouterr().out)))) == 2 * STORIES + 1


def plan_of(tmp_path: Path, text: str) -> SettingsFile:
    path = tmp_path / "scraper.toml"
    path.write_text(text, encoding="utf-8")
    return SettingsFile(path)


def test_every_key_is_in_the_file_that_init_writes(tmp_path: Path) -> None:
    text = template(["paper.example"], None)
    plain = plan_of(tmp_path, text)
    assert [planned.site.start for planned in read_plan(plain).sites] == ["https://paper.example/"]
    for table, keys in KEYS.items():
        assert all(re.search(rf"^(?:# )?{key} = ", text, re.MULTILINE) for key in keys), table
    whole = re.sub(r"^# (?=[a-z_]+ = |\[)", "", text, flags=re.MULTILINE)
    whole = re.sub(r"^(?:user|password|headers) = .*$", "", whole, flags=re.MULTILINE).replace('"$PAPER_TOKEN"', '"a"')
    file = plan_of(tmp_path, whole)
    assert FetchSettings.of(file).concurrency == 2
    (planned,) = read_plan(file).sites
    assert planned.site.exclude == ("*/sport/*",)
    assert planned.every is not None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[crawl]\nsince = 2024-01-01\nlimt = 3\n", "scraper.toml:3: crawl.limt: unknown key; did you mean limit?"),
        ('\n[crawl]\nsince = "2024"\n', "scraper.toml:3: crawl.since: must be a day like 2024-04-30"),
        ('[[site]]\nurl = "https://a.example"\n[[site]]\nevery = "1 day"\n', "scraper.toml:3: site 2: has no url"),
        ('[[site]]\nurl = "https://a.example"\nlimit = 0\n[crawl]\nlimit = 3\n', "toml:3: site 1.limit: must be"),
        ('[[site]]\nurl = "https://a b"\n[crawl]\n', "scraper.toml:2: site 1.url: https://a b: not the address"),
        ('[[site]]\nurl = "ftp://a.example"\n', "not the address of a site"),
        ('[site]\nurl = "https://a.example"\n', "is written [[site]]"),
        ("[crawler]\n", "scraper.toml:1: crawler: unknown key; did you mean crawl?"),
        ('[crawl]\nevery = "soon"\n', "must be a time like"),
    ],
)  # fmt: skip
def test_a_wrong_key_or_value_is_named_with_its_line(text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        read_plan(plan_of(tmp_path, text))
    assert told in str(error.value)


def test_a_flag_wins_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    text = '[crawl]\nlimit = 9\nexclude = ["*/a/*"]\n[[site]]\nurl = "https://paper.example"\nlimit = 3\n'
    plan = read_plan(plan_of(tmp_path, text))
    assert plan.site("https://www.paper.example/").limit == 3
    assert plan.site("https://other.example/").limit == 9
    assert plan.site("https://other.example/").exclude == ("*/a/*",)
