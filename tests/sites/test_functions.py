"""Site functions and the selectors that reach everything: what they give, what is refused, and what they never cost."""

import re
import shlex
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import bs4
import pytest
from lxml import html as lxml_html

import scraper
from scraper.cli import run
from scraper.errors import SiteRuleError, UsageError
from scraper.model import Article, Page, Role
from scraper.page import read
from scraper.pipeline import explain, extract
from scraper.sites import Sites, chosen_sites
from scraper.sites import functions as room
from scraper.sites.coverage import cover
from scraper.sites.functions import SiteFunction, functions_of, marked, site
from scraper.sites.read import read_rule
from scraper.sites.values import statement
from tests.places import ROOT
from tests.project.test_docs import pattern

PAGE = """<html><head><title>Ferry back in service - The Saltmere Gazette</title>
<meta name="generator" content="Paperwork 3.1"></head><body>
<h1 class="brand">The Saltmere Gazette</h1>
<div id="view" class="story" data-kind="sea"><div class="top"><p class="t">Ferry back <b>in service</b></p>
<ul><li>By Ann Lee</li><li class=when title="2024-05-02T10:00:00+01:00">Posted 30 April 2024 <i>updated 2 May 2024</i>
</li></ul></div>
<div class="text"><p>The first crossing left the rebuilt quay at dawn with 112 people on board, the harbour said.</p>
<p class="promo">Win a ticket for the whole summer with our paper and tell your friends about it today.</p>
<p>It is the first ferry in nine years and runs every hour until the end of September, weather permitting.</p></div>
</div></body></html>"""
URL = "https://www.gazette.example/story.php?id=7"
GAZETTE = "gazette.example"
EXAMPLES = ROOT / "docs" / "site-functions"


def record(function: Callable[[Page], object], page: str = PAGE, url: str | None = URL) -> Article:
    return extract(page, url, sites=[site(GAZETTE)(function)])  # type: ignore[type-var]


def test_a_function_with_a_soup() -> None:
    def gazette(page: Page) -> dict[str, object]:
        soup = page.soup
        return {
            "headline": soup.select_one("p.t"),
            "authors": [item.get_text() for item in soup.select("li") if item.get_text().startswith("By")],
            "published": soup.select_one("li.when"),
            "modified": soup.select_one("li.when")["title"],  # type: ignore[index]
            "body": soup.select(".text p:not(.promo)"),
            "tags": None,
            "kicker": [],
        }

    article = record(gazette)
    assert article.headline == "Ferry back in service"
    assert [author.name for author in article.authors] == ["Ann Lee"]
    assert article.published
    assert article.published.at == datetime(2024, 4, 30, tzinfo=UTC)
    assert article.modified
    assert article.modified.at.isoformat() == "2024-05-02T10:00:00+01:00"
    assert [block.text[:9] for block in article.body] == ["The first", "It is the"]
    for name in ("headline", "authors", "published", "modified", "body"):
        assert article.evidence[name].source == "site function gazette"
    assert not article.evidence["kicker"].source.startswith("site")


def test_a_function_with_a_tree_of_lxml() -> None:
    def gazette(page: Page) -> dict[str, object]:
        tree = page.tree
        return {"kicker": tree.xpath("//div[@id='view']/@data-kind"), "headline": tree.cssselect("p.t")}

    article = record(gazette)
    assert (article.kicker, article.headline) == ("sea", "Ferry back in service")


def test_its_blocks_are_claimed() -> None:
    def gazette(page: Page) -> dict[str, object]:
        return {"headline": page.soup.select_one("p.t"), "authors": "Ann Lee", "published": "30 April 2024"}

    explained = explain(PAGE, URL, sites=[site(GAZETTE)(gazette)])
    roles = {explained.page.blocks[label.block].text[:6]: label.role for label in explained.labels}
    assert (roles["Ferry "], roles["By Ann"], roles["Posted"]) == (Role.HEADLINE, Role.AUTHOR, Role.DATE)


def test_a_body_of_its_own_words() -> None:
    def gazette(page: Page) -> dict[str, object]:
        body = page.soup.select_one(".text")
        body.select_one(".promo").decompose()  # type: ignore[union-attr]
        body.p.string = "The first crossing left at dawn & was <full>."  # type: ignore[union-attr]
        return {"body": body}

    article = record(gazette)
    assert [block.text for block in article.body] == [
        "The first crossing left at dawn & was <full>.",
        "It is the first ferry in nine years and runs every hour until the end of September, weather permitting.",
    ]
    assert article.evidence["body"].source == "site function gazette"
    lines = record(lambda _: {"body": "One line of text.\n\nAnother <line>."})
    assert [block.text for block in lines.body] == ["One line of text.", "Another <line>."]


def test_the_checks_are_those_of_the_page() -> None:
    late = record(lambda _: {"published": "2199-01-01", "headline": "A" * 400, "authors": "https://paper.example/ann"})
    assert late.published is None
    assert late.evidence["published"].reason == "lies in the future"
    assert late.headline == "Ferry back in service"
    assert not late.evidence["headline"].source.startswith("site")
    seen = datetime(2024, 5, 3, tzinfo=UTC)
    at = extract(PAGE, URL, captured_at=seen, sites=[site(GAZETTE)(lambda _: {"published": "3 days ago"})])
    assert at.published
    assert at.published.at.date() == date(2024, 4, 30)
    assert record(lambda _: {"headline": "a\0b\ud800c"}).to_json()


@pytest.mark.parametrize(
    ("function", "told"),
    [
        (lambda page: page.soup.find("x").get_text(), "AttributeError: 'NoneType' object has no attribute 'get_text'"),
        (lambda _: ["headline"], "TypeError: returned a list; return a dict of fields"),
        (lambda _: {"headlin": "a"}, "ValueError: 'headlin' is no field that can be given; these can: headline"),
        (lambda _: {"headline": 7}, "ValueError: headline: 7 is a int; give texts, tags, dates or lists of them"),
        (lambda _: {"headline": b"a"}, "ValueError: headline: b'a' is a bytes"),
        (lambda _: {"tags": {"a": 1}}, "ValueError: tags: {'a': 1} is a dict"),
        (lambda _: {"body": date(2024, 1, 1)}, "ValueError: body: a date is no text"),
        (lambda _: {"subtitle": "a" * 3000}, "ValueError: subtitle: 3000 characters are too many for it"),
        (lambda _: 1 / 0, "ZeroDivisionError: division by zero"),
    ],
)
def test_one_that_raises_is_named_and_the_parsers_stand(
    function: Callable[[Page], object], told: str, caplog: pytest.LogCaptureFixture
) -> None:
    room_of_records = sys.modules["scraper.pipeline"]
    room_of_records._reported.clear()
    explained = explain(PAGE, URL, sites=[site(GAZETTE, name="broken")(function)])  # type: ignore[type-var]
    assert explained.article.headline == "Ferry back in service"
    (note,) = explained.page.notes
    assert note.startswith(f"site function broken: {told}")
    assert "test_functions.py, line" in note
    assert note in caplog.text
    assert "\n" not in note
    caplog.clear()
    explain(PAGE, URL, sites=[site(GAZETTE, name="broken")(function)])  # type: ignore[type-var]
    assert caplog.text == ""


def test_the_fields_that_another_function_gives_stand_beside_one_that_raises() -> None:
    def broken(page: Page) -> dict[str, object]:
        page.soup.select_one("p.t").decompose()  # type: ignore[union-attr]
        raise KeyError("kicker")

    def sound(page: Page) -> dict[str, object]:
        return {"kicker": "Sea", "headline": page.soup.select_one("p.t")}

    article = extract(PAGE, URL, sites=[site(GAZETTE)(broken), site(GAZETTE)(sound)])
    assert (article.kicker, article.headline) == ("Sea", "Ferry back in service")


@pytest.mark.parametrize(
    ("hosts", "when", "url", "holds"),
    [
        ((GAZETTE,), None, URL, True),
        (("www.gazette.example",), None, URL, True),
        (("Gazette.Example",), None, URL, True),
        (("azette.example",), None, URL, False),
        (("m.gazette.example",), None, URL, False),
        (("other.example", GAZETTE), None, URL, True),
        ((GAZETTE,), lambda page: "story.php" in (page.url or ""), URL, True),
        ((GAZETTE,), lambda page: "view.php" in (page.url or ""), URL, False),
        ((), lambda page: page.signals.meta_value("generator") == "Paperwork 3.1", None, True),
        ((), lambda page: page.signals.meta_value("generator").startswith("x"), None, False),
        ((GAZETTE,), None, None, False),
        ((GAZETTE,), None, "http://[", False),
    ],
)
def test_the_pages_that_a_function_is_for(
    hosts: tuple[str, ...], when: Callable[[Page], bool] | None, url: str | None, *, holds: bool
) -> None:
    sites = Sites((), marked(site(*hosts, when=when)(lambda _: {"kicker": "Sea"})))
    assert bool(sites.say(read(PAGE, url)).statements) is holds


def test_a_saved_page_has_the_host_that_it_names_itself_by() -> None:
    page = PAGE.replace("<title>", "<link rel=canonical href='https://www.gazette.example/7'><title>")
    assert record(lambda _: {"kicker": "Sea"}, page, None).kicker == "Sea"


@pytest.mark.parametrize(
    ("day", "kicker"), [(None, "new"), ((2024, 1, 1), "new"), ((2020, 6, 30), "old"), ((2001, 1, 1), "old")]
)
def test_dated_functions_are_asked_like_layouts(day: tuple[int, int, int] | None, kicker: str) -> None:
    functions = [
        site(GAZETTE, until="2020-06-30")(lambda _: {"kicker": "old"}),
        site(GAZETTE)(lambda _: {"kicker": "new"}),
        site(GAZETTE, until=date(2010, 12, 31))(lambda _: None),
    ]
    seen = datetime(*day, tzinfo=UTC) if day else None
    assert extract(PAGE, URL, captured_at=seen, sites=functions).kicker == kicker


def test_what_a_decorator_refuses() -> None:
    for arguments, told in (
        ((), "needs hosts or a test"),
        ((lambda _: None,), "hosts of a site function are texts"),
        (("",), "hosts of a site function are texts"),
    ):
        with pytest.raises(UsageError, match=told):
            site(*arguments)
    with pytest.raises(UsageError, match="is no day; write it like 2024-10-14"):
        site(GAZETTE, until="yesterday")
    with pytest.raises(UsageError, match="no site function"):
        extract(PAGE, URL, sites=[lambda _: None])


# ---------------------------------------------------------------- where they stand


def test_functions_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "import scraper\n@scraper.site('gazette.example')\ndef gazette(page):\n    return {'kicker': 'Sea'}\n"
    (tmp_path / "gazette.py").write_text(text, encoding="utf-8")
    (tmp_path / "_words.py").write_text("1 / 0", encoding="utf-8")
    (tmp_path / "test_gazette.py").write_text("1 / 0", encoding="utf-8")
    chosen = chosen_sites([str(tmp_path)])
    assert [(one.name, Path(one.file).name) for one in chosen.functions] == [("gazette", "gazette.py")]
    assert extract(PAGE, URL, sites=chosen).kicker == "Sea"
    monkeypatch.setenv("SCRAPER_SITES", str(tmp_path))
    assert extract(PAGE, URL).kicker == "Sea"
    assert scraper.extract(PAGE, URL, sites=Sites()).kicker != "Sea"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("import scraper\n1 / 0", r"paper.py: can't be run: ZeroDivisionError: division by zero \(paper.py, line 2\)"),
        ("def f(:", r"paper.py: can't be run: SyntaxError: .* \(paper.py, line 1\)"),
        ("import scraper\n@scraper.site()\ndef f(page): ...", "can't be run: UsageError: a site function needs hosts"),
        ("x = 1", "has no site function; write @scraper.site"),
    ],
)
def test_a_file_that_cannot_be_run(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "paper.py"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SiteRuleError, match=told) as error:
        functions_of(file)
    assert "\n" not in str(error.value)


def test_functions_of_installed_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("gazette_rules")
    module.gazette = site(GAZETTE)(lambda _: {"kicker": "Sea"})  # type: ignore[attr-defined]

    class Point:
        name = "gazette"

        def load(self) -> ModuleType:
            return module

    class Broken(Point):
        def load(self) -> ModuleType:
            raise ImportError("no module named x")

    info = tmp_path / "gazette-1.0.dist-info"
    info.mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [Point()] if group == "scraper.sites" else [])
    room.installed_functions.cache_clear()
    assert room.installed_functions() == ()
    (info / "entry_points.txt").write_text("[scraper.sites]\ngazette = gazette_rules\n", encoding="utf-8")
    room.installed_functions.cache_clear()
    assert extract(PAGE, URL, sites=Sites((), room.installed_functions())).kicker == "Sea"
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [Broken()] if group else [])
    room.installed_functions.cache_clear()
    with pytest.raises(SiteRuleError, match=r"entry point gazette of .*: ImportError"):
        room.installed_functions()
    monkeypatch.undo()
    room.installed_functions.cache_clear()


# ---------------------------------------------------------------- values


def test_what_a_value_may_be() -> None:
    soup = bs4.BeautifulSoup("<p>A <b>b</b><br>c</p><time datetime=2024-04-30>30 April</time><meta content=x>", "lxml")
    tree = lxml_html.fromstring("<div><p>A <b>b</b></p> tail</div>")
    for field, given, texts in (
        ("headline", soup.p, ("A b", "c")),
        ("headline", tree[0], ("A b",)),
        ("headline", [None, soup.b, "d"], ("b", "d")),
        ("published", soup.time, ("2024-04-30",)),
        ("headline", soup.time, ("30 April",)),
        ("kicker", soup.meta, ("x",)),
        ("published", datetime(2024, 4, 30, 9, tzinfo=UTC), ("2024-04-30T09:00:00+00:00",)),
        ("tags", (one for one in ("a", "b")), ("a", "b")),
        ("body", [soup.p, soup.b], ("A b\nc",)),
    ):
        said = statement(field, given, "x")
        assert said is not None
        assert said.texts == texts
    for nothing in (None, "", "  ", [], [None], soup.select("x")):
        assert statement("headline", nothing, "x") is None
        assert statement("body", nothing, "x") is None


# ---------------------------------------------------------------- css: and xpath: in rules


def rule(tmp_path: Path, layout: str) -> Sites:
    file = tmp_path / "paper.toml"
    file.write_text(f"name = 'Paper'\n[[match]]\nhost = '{GAZETTE}'\n[[layout]]\n{layout}", encoding="utf-8")
    return Sites((read_rule(file),))


@pytest.mark.parametrize(
    ("layout", "field", "value"),
    [
        ("headline = 'css: p.t'", "headline", "Ferry back in service"),
        ("headline = 'css: p.t b'", "headline", "in service"),
        ("headline = ['css: .gone', 'p.t']", "headline", "Ferry back in service"),
        ("kicker = 'css: #view::attr(data-kind)'", "kicker", "sea"),
        ("kicker = 'xpath: //div[@id=\"view\"]/@data-kind'", "kicker", "sea"),
        ("kicker = 'xpath: substring-before(//title, \" in\")'", "kicker", "Ferry back"),
        ("section = 'xpath: //@data-kind'", "section", ("sea",)),
        ("dateline = 'css: #view::attr(data-kind)'", "dateline", "sea"),
        ("kicker = 'css: .gone'", "kicker", None),
        ("kicker = 'css: p.t::text'", "kicker", "Ferry back in service"),
    ],
)
def test_selectors_that_reach_everything(tmp_path: Path, layout: str, field: str, value: object) -> None:
    article = extract(PAGE, URL, sites=rule(tmp_path, layout))
    assert getattr(article, field) == value
    assert article.evidence[field].source.startswith("site rule Paper: ") is (value is not None)


def test_a_date_by_a_selector(tmp_path: Path) -> None:
    sites = rule(tmp_path, "published = 'css: li.when'\nmodified = 'xpath: //li/@title'\nauthor = 'css: li'")
    article = extract(PAGE, URL, sites=sites)
    assert [str(one) for one in (article.published_at, article.modified_at)] == [
        "2024-04-30 00:00:00+00:00",
        "2024-05-02 10:00:00+01:00",
    ]
    assert article.evidence["modified"].source == "site rule Paper: xpath: //li/@title"


def test_a_label_by_a_selector(tmp_path: Path) -> None:
    sites = rule(tmp_path, "headline = 'p.t'\nadvert = 'xpath: //p[contains(., \"ticket\")]'")
    assert [block.text[:3] for block in extract(PAGE, URL, sites=sites).body] == ["The", "It "]
    explained = explain(PAGE, URL, sites=sites)
    assert Role.ADVERT in {label.role for label in explained.labels}


@pytest.mark.parametrize(
    ("layout", "told"),
    [
        ("headline = 'css: p >'", "layout\\[0\\].headline: 'css: p >' is no CSS selector"),
        ("headline = 'xpath: //p['", "is no XPath expression"),
        ("headline = 'xpath: //x:p'", "is no XPath expression: Undefined namespace prefix"),
        ("headline = 'xpath: count(//p)'", "gives a number or a yes or no"),
        ("published = '#view'", "layout\\[0\\].published: '#view' labels blocks; a value is found with css: or xpath:"),
        ("publishd = 'css: p'", "layout\\[0\\].publishd: unknown key"),
    ],
)
def test_a_selector_that_cannot_be_read(tmp_path: Path, layout: str, told: str) -> None:
    with pytest.raises(SiteRuleError, match=told):
        rule(tmp_path, layout)


def test_a_page_of_no_such_rule_has_no_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sites = rule(tmp_path, "headline = 'css: p.t'")
    functions = (SiteFunction("gazette", lambda page: {"headline": page.soup.h1}, (GAZETTE,)),)

    def none(*_: object) -> None:
        raise AssertionError("a tree was made")

    monkeypatch.setattr("scraper.model.page.html_tree", none)
    monkeypatch.setattr("scraper.model.page.soup_of", none)
    both = Sites(sites.rules, functions)
    assert extract(PAGE, "https://other.example/", sites=both).headline == "Ferry back in service"
    with pytest.raises(AssertionError):
        extract(PAGE, URL, sites=sites)


# ---------------------------------------------------------------- on the command line


def test_the_examples_of_the_docs_are_needed() -> None:
    folders = [
        "english-local-article",
        "government-board-label-and-value-table",
        "body-in-next-data-as-typed-elements",
        "spanish-exchange-strip-with-currency-signs",
    ]
    pages = [read((ROOT / "fixtures" / name / "page.html").read_bytes()) for name in folders]
    chosen = chosen_sites([str(EXAMPLES)])
    own = Sites(tuple(one for one in chosen.rules if one.file in ("voz.toml", "gazette.toml")), chosen.functions)
    covered = cover(own, pages)
    assert [(one.rule.file, one.unused) for one in covered.rules if one.unused or not one.pages] == []
    assert [(one.function.name, one.pages, one.problems) for one in covered.functions] == [
        ("gazette_app", 1, {}),
        ("county_board", 1, {}),
        ("harbour_gazette", 1, {}),
    ]


DOCS = (ROOT / "docs" / "sites.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.*")), ids=lambda file: file.name)
def test_the_docs_show_each_example(file: Path) -> None:
    assert f"```{'python' if file.suffix == '.py' else 'toml'}\n{file.read_text(encoding='utf-8')}```" in DOCS


@pytest.mark.parametrize(("arguments", "shown"), re.findall(r"```console\n\$ scraper (.+)\n([^`]+)```", DOCS))
def test_a_command_prints_what_the_docs_show(
    arguments: str, shown: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(shlex.split(arguments)) == 0
    assert pattern(shown).match(capfd.readouterr().out)


def test_one_that_raises_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    text = "import scraper\n@scraper.site('gazette.example')\ndef gazette(page):\n    return page.soup.x.text\n"
    (tmp_path / "gazette.py").write_text(text, encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    told = "site function gazette: AttributeError: 'NoneType' object has no attribute 'text' (gazette.py, line 4)"
    assert run(["extract", "--sites", str(tmp_path), "--url", URL, str(page), "--format", "text"]) == 0
    assert capsys.readouterr().out.startswith("Ferry back in service")
    assert told in caplog.text
    assert run(["sites", "check", "--sites", str(tmp_path), str(page)]) == 1
    linked = PAGE.replace("<title>", "<link rel=canonical href='https://www.gazette.example/7'><title>")
    page.write_text(linked, encoding="utf-8")
    assert run(["sites", "check", "--sites", str(tmp_path), str(page)]) == 1
    assert f"  on 1 pages: {told}" in capsys.readouterr().out.splitlines()
    assert run(["sites", "check", "--sites", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].split() == [
        *("gazette", "gazette.py:", "site", "function", "for", "gazette.example;", "current")
    ]


def test_marks_are_found_once() -> None:
    function = site(GAZETTE)(lambda _: None)
    module = ModuleType("rules")
    module.one = module.other = function  # type: ignore[attr-defined]
    assert len(marked(module)) == len(marked([function])) == len(marked(function)) == 1
