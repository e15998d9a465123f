"""The rules for sites: what a file may say, which page a rule holds for, and that each of its selectors is needed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from scraper.cli import run
from scraper.cli.sites import command
from scraper.errors import SiteRuleError
from scraper.model import Page, Role
from scraper.page import read
from scraper.page.select import Finder, parse_selector
from scraper.pipeline import explain, extract
from scraper.sites import OWN, Sites, chosen_sites
from scraper.sites.coverage import cover
from scraper.sites.read import read_folder, read_rule
from scraper.sites.sites import in_order
from tests.fixture_pages import fixture_folders, load

PAGE = """<html><head><title>Ferry back in service - The Saltmere Gazette</title>
<meta name="generator" content="Paperwork 3.1"></head><body>
<h1 class="brand">The Saltmere Gazette</h1>
<div id="view" class="story wide" data-kind="news article"><div class="top"><p class="t">Ferry back in service</p>
<ul><li>By Ann Lee</li><li>30 April 2024</li></ul></div>
<div class="text"><p>The first crossing left the rebuilt quay at dawn with 112 people on board, the harbour said.</p>
<p class="promo">Win a ticket for the whole summer with our paper and tell your friends about it today.</p>
<p>It is the first ferry in nine years and runs every hour until the end of September, weather permitting.</p></div>
</div></body></html>"""
URL = "https://www.gazette.example/story.php?id=7"
RULE = """
name = "Paperwork"
[[match]]
url = '/story\\.php\\?id=\\d'
[[layout]]
headline = "#view p.t"
body = "#view .text"
advert = "p.promo"
"""

RuleFile = Callable[[str], Path]


@pytest.fixture
def rule_file(tmp_path: Path) -> RuleFile:
    def write(text: str) -> Path:
        file = tmp_path / "paper.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.fixture(scope="module")
def fixtures() -> tuple[Page, ...]:
    return tuple(read(fixture.content, fixture.url) for fixture in map(load, fixture_folders()))


def texts(page: Page, selector: str) -> list[str]:
    return [page.blocks[number].text for number in Finder(page).blocks(parse_selector(selector))]


@pytest.mark.parametrize(
    ("selector", "begins"),
    [
        ("h1", ["The Saltmere"]),
        ("#view p.t", ["Ferry"]),
        ("div.wide.story > .top > p", ["Ferry"]),
        (".story > p", []),
        (".text > p.promo, li", ["By Ann", "30 April", "Win"]),
        ("[data-kind~=article] .promo", ["Win"]),
        ("[data-kind='news article'] .promo", ["Win"]),
        ("[data-kind=news] p", []),
        ("div[id^=vi][class$=wide] [class*=rom]", ["Win"]),
        ("*[data-kind] > .top", ["Ferry", "By Ann", "30 April"]),
        ("body .text .promo", ["Win"]),
        (".missing", []),
    ],
)
def test_what_a_selector_finds(selector: str, begins: list[str]) -> None:
    found = texts(read(PAGE), selector)
    assert len(found) == len(begins)
    assert all(text.startswith(begin) for text, begin in zip(found, begins, strict=True))


@pytest.mark.parametrize("selector", ["", "p:first-child", "p + p", "p >", "#", "p,,p", "p[", "p[a=]", "//p"])
def test_a_selector_that_cannot_be_read(selector: str) -> None:
    with pytest.raises(ValueError, match=r"can't be read at .*; write tag, #id"):
        parse_selector(selector)


def test_inline_elements_cannot_be_selected() -> None:
    with pytest.raises(ValueError, match="<em> is no block-level element"):
        parse_selector("div em.desc")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("name = 3", "name: is no text"),
        ("[[match]]\nurl='x'", "name: is missing"),
        ("name = 'a'\n[[layout]]\nbody='p'", "match: is missing"),
        ("name = 'a'\n[[match]]\nurl='x'", "layout: is missing"),
        ("name = 'a'\nsite = 'b'", "site: unknown key; known are name, match, layout"),
        ("name = 'a'\n[match]\nurl='x'", r"match: is missing; write at least one \[\[match\]\]"),
        ("name = 'a'\n[[match]]\n[[layout]]\nbody='p'", r"match\[0\]: is empty"),
        ("name = 'a'\n[[match]]\nurl='('\n[[layout]]\nbody='p'", r"match\[0\].url: is no regular expression"),
        ("name = 'a'\n[[match]]\nhots='x'\n[[layout]]\nbody='p'", r"match\[0\].hots: unknown key"),
        ("name = 'a'\n[[match]]\nhost=[]\n[[layout]]\nbody='p'", r"match\[0\].host: is neither a text nor a list"),
        ("name = 'a'\n[[match]]\nmarkup='p:x'\n[[layout]]\nbody='p'", r"match\[0\].markup: 'p:x' can't be read at"),
        ("name = 'a'\n[[match]]\nurl='x'\n[[layout]]\nbdy='p'", r"layout\[0\].bdy: unknown key; known are until, "),
        ("name = 'a'\n[[match]]\nurl='x'\n[[layout]]\nweather='p'", r"layout\[0\].weather: unknown key"),
        ("name = 'a'\n[[match]]\nurl='x'\n[[layout]]\nbody='span'", r"layout\[0\].body: <span> is no block-level"),
        ("name = 'a'\n[[match]]\nurl='x'\n[[layout]]\nbody=['p', 3]", r"layout\[0\].body: is no text"),
        ("name = 'a'\n[[match]]\nurl='x'\n[[layout]]\nuntil='2024-01-01'\nbody='p'", r"layout\[0\].until: is no day"),
        ("name = 'a'\n[[match]]\nurl='x'\n[[layout]]\nuntil=2024-01-01", r"layout\[0\]: labels nothing"),
        ("name = 'a'\n[[match]]\nurl='x'\n[[layout]]\nbody='p'\n[[layout]]\nbody='div'", "layout: two layouts end"),
        ("name = ", "is no TOML"),
    ],
)
def test_a_wrong_file_is_named_with_its_key(rule_file: RuleFile, text: str, key: str) -> None:
    file = rule_file(text)
    with pytest.raises(SiteRuleError, match=key) as error:
        read_rule(file)
    assert str(error.value).startswith(f"{file}: ")
    assert "\n" not in str(error.value)


def test_a_rule_labels_and_cuts_nothing(rule_file: RuleFile) -> None:
    sites = Sites((read_rule(rule_file(RULE)),))
    explained = explain(PAGE, URL, sites=sites)
    assert explained.article.headline == "Ferry back in service"
    assert explained.article.evidence["headline"].source == "site rule Paperwork: #view p.t"
    assert explained.article.evidence["body"].source == "site rule Paperwork: #view .text"
    assert [block.text[:9] for block in explained.article.body] == ["The first", "It is the"]
    assert [label.role for label in explained.labels if explained.page.blocks[label.block].text[:3] == "Win"] == [
        Role.ADVERT
    ]
    assert len(explained.labels) == len(explained.page.blocks)
    assert [author.name for author in explained.article.authors] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("match", "url", "holds"),
    [
        ("url = '^/story'", URL, True),
        ("url = '^/story'", "https://www.gazette.example/other", False),
        ("host = 'gazette.example'", URL, True),
        ("host = 'gazette.example'", "https://notgazette.example/", False),
        ("host = ['other.example', 'www.gazette.example']", URL, True),
        ("generator = 'paperwork'", None, True),
        ("generator = 'WordPress'", None, False),
        ("title = 'Gazette$'", None, True),
        ("title = '[가-힣]'\nmarkup = '#view'", None, False),
        ("markup = '#view .promo'", None, True),
        ("markup = '#view .other'", None, False),
        ("url = '^/story'\nmarkup = '#other'", URL, False),
        ("url = '^/other'\n[[match]]\nmarkup = '#view'", URL, True),
        ("url = 'x'", "http://[", False),
    ],
)
def test_what_recognises_a_page(rule_file: RuleFile, match: str, url: str | None, *, holds: bool) -> None:
    sites = Sites((read_rule(rule_file(f"name = 'a'\n[[match]]\n{match}\n[[layout]]\nbody = '.text'")),))
    assert bool(sites.labels(read(PAGE, url))) is holds


def test_a_rule_that_finds_nothing_leaves_the_page_to_the_next(rule_file: RuleFile) -> None:
    empty = read_rule(rule_file("name = 'a'\n[[match]]\nurl = '.'\n[[layout]]\nbody = '#gone'\nadvert = '.promo'"))
    other = read_rule(rule_file("name = 'b'\n[[match]]\nmarkup = '#view'\n[[layout]]\nbody = '.text'"))
    ruling = Sites((empty, other)).ruling(read(PAGE, URL))
    assert ruling is not None
    assert ruling.rule.name == "b"


DATED = """
name = "a"
[[match]]
url = '.'
[[layout]]
headline = "h1"
body = ".text"
[[layout]]
until = 2020-06-30
headline = "p.t"
body = ".text"
[[layout]]
until = 2010-12-31
headline = "#old"
"""


@pytest.mark.parametrize(
    ("day", "order"),
    [
        (None, [None, 2020, 2010]),
        (date(2024, 1, 1), [None, 2020, 2010]),
        (date(2020, 6, 30), [2020, 2010, None]),
        (date(2020, 7, 1), [None, 2020, 2010]),
        (date(2001, 1, 1), [2010, 2020, None]),
    ],
)
def test_the_day_of_capture_chooses_the_layout(rule_file: RuleFile, day: date | None, order: list[int | None]) -> None:
    layouts = read_rule(rule_file(DATED)).layouts
    assert [layout.until and layout.until.year for layout in in_order(layouts, day)] == order


def test_a_layout_that_finds_nothing_gives_way_to_the_next(rule_file: RuleFile) -> None:
    sites = Sites((read_rule(rule_file(DATED)),))
    page = read(PAGE, URL)
    for year, headline in ((2024, "The Saltmere Gazette"), (2015, "Ferry back"), (2005, "Ferry back")):
        labels = sites.labels(page, captured_on=date(year, 1, 1))
        found = [page.blocks[label.block].text for label in labels if label.role is Role.HEADLINE]
        assert found[0].startswith(headline)


def test_ones_own_rules_win(rule_file: RuleFile, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = rule_file(RULE).parent
    page = PAGE.replace('class="text"', 'class="text" id="bo_v_con"')
    assert extract(page, URL).evidence["headline"].source != "site rule Paperwork: #view p.t"
    for sites in (chosen_sites([str(folder)]), None):
        if sites is None:
            monkeypatch.setenv("SCRAPER_SITES", str(folder))
        assert extract(page, URL, sites=sites).evidence["headline"].source == "site rule Paperwork: #view p.t"
    assert len(chosen_sites().rules) == 1 + len(read_folder(OWN))


def test_rules_can_be_switched_off(rule_file: RuleFile, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = str(rule_file(RULE).parent)
    assert chosen_sites(["off"]).rules == ()
    monkeypatch.setenv("SCRAPER_SITES", "off")
    assert chosen_sites().rules == ()
    assert chosen_sites([folder]).rules[0].name == "Paperwork"


def test_a_folder_without_rules(tmp_path: Path) -> None:
    with pytest.raises(SiteRuleError, match=r"holds no site rules \(NAME.toml\) and no site functions"):
        chosen_sites([str(tmp_path)])
    with pytest.raises(SiteRuleError, match="no such folder"):
        chosen_sites([str(tmp_path / "gone")])


def test_every_selector_finds_something_in_a_fixture(fixtures: tuple[Page, ...]) -> None:
    covered = cover(Sites(read_folder(OWN)), fixtures).rules
    assert [(one.rule.file, one.unused) for one in covered if one.unused or not one.pages] == []


def test_an_unused_selector_is_named(rule_file: RuleFile) -> None:
    rule = read_rule(rule_file(RULE.replace('"p.promo"', '"p.promo, p.gone"')))
    (one,) = cover(Sites((rule,)), [read(PAGE, URL)]).rules
    assert (one.pages, one.unused) == (1, (("layout current, advert", "p.gone"),))


def test_the_rules_are_listed(rule_file: RuleFile) -> None:
    folder = rule_file(RULE + "\n[[layout]]\nuntil = 2020-06-30\nbody = 'p'\n").parent
    result = CliRunner().invoke(command, ["check", "--sites", str(folder)], standalone_mode=False)
    lines = result.output.splitlines()
    assert lines[0].split() == ["Paperwork", "paper.toml:", "4", "selectors;", "current,", "until", "2020-06-30"]
    assert len(lines) == 1 + len(read_folder(OWN))


def test_pages_that_cannot_be_read_say_nothing_of_the_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sites", "check", str(tmp_path / "none")]) == 2
    told = capsys.readouterr()
    assert "no such file" in told.err
    assert told.out == ""


def test_the_rules_are_checked_against_pages(rule_file: RuleFile) -> None:
    folder = rule_file(RULE.replace("url = '/story\\.php\\?id=\\d'", "markup = '#view'")).parent
    saved = folder / "page.html"
    saved.write_text(PAGE.replace("promo", "other"), encoding="utf-8")
    result = CliRunner().invoke(command, ["check", "--sites", str(folder), str(saved)], standalone_mode=False)
    assert result.return_value == 1
    assert result.output.splitlines()[:2] == [
        f"{'Paperwork':24}paper.toml: 1 pages",
        "  layout current, advert: p.promo found nothing",
    ]
