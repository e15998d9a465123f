"""Rules from pages on which somebody said what a block is: found, measured, tried on pages that nobody taught."""

import json
from datetime import date
from pathlib import Path

import pytest

from scraper.cli import run
from scraper.errors import SiteRuleError, UsageError
from scraper.learn import (
    Taught,
    TaughtRule,
    expected_blocks,
    file_of,
    learn,
    lesson,
    preview,
    propose,
    seen,
    selectors,
    with_rules,
    write_rule,
)
from scraper.model import Response, Role
from scraper.page import read
from scraper.pipeline import make_record
from scraper.sites import Sites, read_rule
from tests.fakes.served_paper import story_page

HOST = "gazette.example"
NOTHING = Sites()
# Markup that gives its subtitle where no parser takes it for one: under the text, in a list, in a table.
SHELLS = {
    "english": (
        '<article><h1>{head}</h1><div class="copy">{body}</div>'
        '<div class="standfirst-box"><p>{deck}</p></div></article>'
        '<ul class="more"><li><a href="/1">More news from the pier</a><li><a href="/2">Tides of the week</a></ul>'
    ),
    "korean": (
        '<div id="wrap"><h2 class="tit">{head}</h2><div id="txt">{body}</div><dl><dt>요약</dt>'
        '<dd class="summary_line">{deck}</dd></dl></div><div id="foot"><p>발행인 홍길동 · 등록번호 아01234</p></div>'
    ),
    "table": (
        '<table id="t"><tr><td class="h">{head}</td></tr><tr><td class="b">{body}</td></tr>'
        '<tr><td class="s post-48213">{deck}</td></tr></table><p class="legal">All rights reserved by the Gazette.</p>'
    ),
}
TOWNS = ("Arden", "Brixby", "Corley", "Dunmore", "Elmsea", "Farrow")


def words_of(kind: str, number: int) -> dict[str, str]:
    town = TOWNS[number % len(TOWNS)]
    if kind == "korean":
        body = "".join(
            f"<p>{town} 항구에서 {n + number}번째 배가 떠났고 주민들은 {n}시까지 부두에 남아 있었다고 전했다.</p>"
            for n in range(5)
        )
        return {"head": f"{town} 항구 뱃길 {number}년 만에 열려", "deck": f"{number}명이 첫 배에 올라", "body": body}
    body = "".join(
        f"<p>The ferry to {town} left with {n * 7 + number} people on board, the harbour board said on day {n}.</p>"
        for n in range(5)
    )
    return {
        "head": f"Ferry to {town} is back after {number} years",
        "deck": f"{number + 3} aboard first boat",
        "body": body,
    }


def page_of(kind: str, number: int, *, shell: str | None = None) -> Response:
    text = (shell or SHELLS[kind]).format(**words_of(kind, number))
    html = f"<!doctype html><html><head><title>Gazette</title></head><body>{text}</body></html>"
    return Response(f"https://www.{HOST}/news/{number}", html.encode())


def block_with(page: Response, text: str) -> Taught:
    known = read(page.content, page.url)
    return Taught(known, frozenset(block.number for block in known.blocks if block.text == text))


@pytest.mark.parametrize(
    ("kind", "selector"), [("english", ".standfirst-box"), ("korean", ".summary_line"), ("table", ".s")]
)
def test_a_click_becomes_a_rule_that_holds_on_every_other_page(kind: str, selector: str) -> None:
    pages = [page_of(kind, number) for number in range(6)]
    made = [make_record(page.content, page.url, sites=NOTHING) for page in pages]
    others = [seen(one.page, one.labels, None) for one in made[1:]]
    found = propose([block_with(pages[0], words_of(kind, 0)["deck"])], Role.SUBTITLE, others)
    assert found[0].selector == selector
    assert (found[0].pages, found[0].fits, found[0].misfits) == (5, 5, 0)
    told = preview(pages, NOTHING, with_rules(HOST, found[:1], NOTHING), seconds=60)
    assert told.is_whole
    for number, one in enumerate(told.changed):
        assert one.after.subtitle == words_of(kind, number)["deck"]
        assert one.after.headline == one.before.headline
    assert {field for one in told.changed for field in one.effects} <= {"subtitle", "body", "boilerplate", "kicker"}
    assert len(told.changed) == 6


def test_names_that_a_program_makes_are_not_built_on() -> None:
    taught = block_with(page_of("table", 0), words_of("table", 0)["deck"])
    assert not any("48213" in text for text in selectors([taught], Role.SUBTITLE))


def test_what_finds_other_things_elsewhere_comes_behind() -> None:
    """`.box` is the deck here and an advert there; the name of the deck alone is proposed first."""
    shell = '<h1>{head}</h1><p class="box deck">{deck}</p>{body}<div class="box ad">' + "Buy boats. " * 60 + "</div>"
    bare = '<h1>{head}</h1><p class="box deck">{deck}</p>{body}'
    pages = [page_of("english", 0, shell=bare), *(page_of("english", number, shell=shell) for number in range(1, 5))]
    made = [make_record(page.content, page.url, sites=NOTHING) for page in pages[1:]]
    others = [seen(one.page, one.labels, None) for one in made]
    found = propose([block_with(pages[0], words_of("english", 0)["deck"])], Role.SUBTITLE, others)
    assert found[0].selector == ".deck"
    assert all(one.misfits == 0 or one.stability < found[0].stability for one in found)


def test_a_layout_of_the_past_ends_with_its_last_page() -> None:
    old, new = [page_of("english", number) for number in range(3)], [page_of("korean", number) for number in range(4)]
    days = [date(2020, 1 + place, 1) for place in range(7)]
    made = [make_record(page.content, page.url, sites=NOTHING) for page in (*old, *new)]
    others = [seen(one.page, one.labels, day) for one, day in zip(made, days, strict=True)]
    found = propose([block_with(old[0], words_of("english", 0)["deck"])], Role.SUBTITLE, others)
    assert (found[0].fits, found[0].until) == (3, date(2020, 3, 1))


def test_what_has_no_name_of_its_own_is_not_guessed_at() -> None:
    page = Response("https://gazette.example/1", b"<body><div>One line</div><div>Another line</div><div>A third</div>")
    assert propose([block_with(page, "Another line")], Role.SUBTITLE, ()) == []


def test_a_second_rule_joins_the_first_and_a_persons_file_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "sites"
    path = write_rule(folder, TaughtRule(HOST, Role.SUBTITLE, ".deck"))
    write_rule(folder, TaughtRule(HOST, Role.ADVERT, "div.ad"))
    write_rule(folder, TaughtRule(HOST, Role.SUBTITLE, '[itemprop="description"]'))
    write_rule(folder, TaughtRule(HOST, Role.SUBTITLE, ".old", date(2020, 6, 30)))
    assert path == file_of(folder, HOST)
    rule = read_rule(path)
    now, past = rule.layouts
    assert {name: [one.text for one in texts] for name, texts in now.selectors} == {
        "subtitle": ['[itemprop="description"]', ".deck"],
        "advert": ["div.ad"],
    }
    assert past.until == date(2020, 6, 30)
    assert [file.name for file in folder.iterdir()] == [path.name]
    path.write_text("name = 1", encoding="utf-8")
    with pytest.raises(SiteRuleError):
        write_rule(folder, TaughtRule(HOST, Role.ADVERT, "div.ad"))
    assert path.read_text(encoding="utf-8") == "name = 1"


@pytest.mark.parametrize(
    "rule",
    [
        TaughtRule("../../etc", Role.SUBTITLE, ".deck"),
        TaughtRule("", Role.SUBTITLE, ".deck"),
        TaughtRule('a.example"\n[[match]]', Role.SUBTITLE, ".deck"),
        TaughtRule(HOST, Role.HIDDEN, ".deck"),
        TaughtRule(HOST, Role.SUBTITLE, "<deck>"),
        TaughtRule(HOST, Role.SUBTITLE, "css: a"),
    ],
)
def test_what_no_rule_can_say_is_refused(tmp_path: Path, rule: TaughtRule) -> None:
    with pytest.raises(UsageError):
        write_rule(tmp_path, rule)
    assert list(tmp_path.iterdir()) == []


def test_values_lead_to_their_blocks() -> None:
    text = "<p>First long paragraph of the story.<p>Another long paragraph of it."
    page = read(f"<h1>Ferry is back</h1><p>By <b>Ann Lee</b> and Bo Kim</p>{text}")
    assert expected_blocks(page, "headline", "Ferry  is back") == {0}
    assert expected_blocks(page, "authors", [{"name": "Ann Lee"}, {"name": "Bo Kim"}]) == {1}
    assert expected_blocks(page, "authors", "Ann Lee") == {1}
    assert expected_blocks(page, "body", "First long paragraph of the story.\nAnother long paragraph of it.") == {2, 3}
    assert expected_blocks(page, "body", [{"text": "Another long paragraph of it."}]) == {3}
    assert expected_blocks(page, "kicker", "Sea") == frozenset()
    assert expected_blocks(page, "subtitle", None) == frozenset()


@pytest.mark.parametrize("kind", SHELLS)
def test_two_taught_pages_give_the_third_ones_subtitle(kind: str) -> None:
    lessons = [lesson(page_of(kind, number), {"subtitle": words_of(kind, number)["deck"]}) for number in range(3)]
    found = {one.field: one for one in learn(HOST, lessons, (), NOTHING)}["subtitle"]
    assert (found.right_before, found.right_unseen, found.lessons) == (0, 3, 3)


def test_what_is_right_already_needs_no_rule() -> None:
    pages = [story_page(number) for number in range(3)]
    lessons = [lesson(page, {"headline": f"{number}번 {what}"}) for number, (page, what) in
               enumerate(zip(pages, ("다리가 열렸다", "배가 떠났다", "시장이 문을 열었다"), strict=True))]  # fmt: skip
    assert list(learn("hanbit.example", lessons, (), NOTHING)) == []


def test_the_command(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pairs: list[str] = []
    unseen = tmp_path / "unseen"
    unseen.mkdir()
    for number in range(5):
        page = page_of("english", number)
        if number > 2:
            (unseen / f"{number}.html").write_bytes(page.content)
            continue
        file, values = tmp_path / f"{number}.html", tmp_path / f"{number}.json"
        file.write_bytes(page.content)
        values.write_text(json.dumps({"subtitle": words_of("english", number)["deck"]}), encoding="utf-8")
        pairs += [str(file), str(values)]
    assert run(["learn", HOST, *pairs, "--check", str(unseen), "--sites", "off"]) == 0
    told = capfd.readouterr()
    assert 'subtitle = [".standfirst-box"]' in told.out
    assert "right on 0 of 3 before, on 3 with a rule made from the others" in told.err
    assert "finds something like it on 2 of 2 other pages" in told.err
    assert "2 pages that nobody taught: 2 change" in told.err
    assert run(["learn", HOST, *pairs, "-o", str(tmp_path / "rules")]) == 0
    assert run(["extract", pairs[0], "--url", f"https://{HOST}/1", "--sites", str(tmp_path / "rules")]) == 0
    assert '"subtitle": "3 aboard first boat"' in capfd.readouterr().out
    assert run(["learn", HOST, pairs[0]]) == 2
    assert run(["learn", HOST, pairs[0], str(tmp_path / "none.json")]) == 2
    wrong = tmp_path / "wrong.json"
    wrong.write_text("[]", encoding="utf-8")
    assert run(["learn", HOST, pairs[0], str(wrong)]) == 2


@pytest.mark.parametrize(
    ("values", "code", "said"),
    [
        ({"headlin": "Ferry back"}, 2, "has none of headline"),
        ({"headline": 3}, 2, "headline is no text"),
        ({"authors": {"name": "N. Reed"}}, 2, "authors is no list"),
        ({"headline": "Nobody has written this", "url": "https://paper.example/"}, 1, "no block of the page prints"),
    ],
)
def test_values_that_teach_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], values: dict[str, object], code: int, said: str
) -> None:
    file, wanted = tmp_path / "page.html", tmp_path / "page.json"
    file.write_bytes(page_of("english", 0).content)
    wanted.write_text(json.dumps(values), encoding="utf-8")
    assert run(["learn", HOST, str(file), str(wanted)]) == code
    told = capfd.readouterr()
    assert said in told.err
    assert "right already" not in told.err


@pytest.mark.parametrize("tag", ["span", "a", "label", "font"])
def test_an_inline_element_that_is_hidden_is_meant_by_its_names_alone(tag: str) -> None:
    page = Response(
        "https://gazette.example/1",
        f'<h1>Ferry is back</h1><div><{tag} class="deck" style="display:none">Eight aboard</{tag}></div><p>x'.encode(),
    )
    found = selectors([block_with(page, "Eight aboard")], Role.SUBTITLE)
    assert not [text for text in found if text.startswith(tag) or f" {tag}" in text]
    assert ".deck" in found


def test_a_mere_paragraph_is_no_name_of_a_body() -> None:
    """On the next page a `p` is a note of the editor, a caption, a footer."""
    page = Response(
        "https://gazette.example/1", b"<h1>Ferry</h1><div class=text><p>" + b"The ferry is back. " * 9 + b"</div>"
    )
    known = read(page.content, page.url)
    found = selectors([Taught(known, frozenset({1}))], Role.BODY)
    assert "p" not in found
    assert ".text" in found
