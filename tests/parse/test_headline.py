"""The headline of small pages, each shaped like a real one that printed or hid its headline in a way of its own."""

from __future__ import annotations

import json

import pytest

from scraper.model import Finding, Page
from scraper.page import read
from scraper.parse.headline.find import find_headline
from scraper.pipeline import extract

TEXT = "<p>The council voted on Tuesday to bring the ferry back after two winters without a single crossing.</p>" * 2
KOREAN = "<p>한빛군은 지난 2년간 멈췄던 항구 여객선 운항을 다음 달부터 다시 시작한다고 12일 밝혔다.</p>" * 2
URL = "https://www.harbour-gazette.example/news/local/ferry-back-after-two-winters-4711"


def page(head: str, body: str, *, url: str | None = URL) -> Page:
    return read(f"<html><head>{head}</head><body>{body}</body></html>", url)


def headline(head: str, body: str, *, url: str | None = URL) -> str | None:
    return find_headline(page(head, body, url=url)).value


def og(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


def ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **values})}</script>'


FERRY = "Ferry back after two winters"
TABLE = [
    # the site's name left on: an address behind a bar or before the title, glued to the heading, before it
    (f"<title>{FERRY} - Harbour.com</title>", TEXT, FERRY),
    (f"<title>{FERRY} | www.gazette.co.uk</title>", TEXT, FERRY),
    (f"<title>harbour-gazette.example {FERRY}</title>", TEXT, FERRY),
    ("<title>Learn to sail with Node.js</title>", TEXT, "Learn to sail with Node.js"),
    (
        f"<title>{FERRY}</title><meta property='og:site_name' content='Harbour Gazette'>",
        f"<h1>{FERRY}<span>Harbour Gazette</span></h1>{TEXT}",
        FERRY,
    ),
    (f"<title>{FERRY} - Harbour Gazette</title>", f"<h1>Harbour Gazette: {FERRY}</h1>{TEXT}", FERRY),
    # the path to the page prints the head's title, the h1 another one
    (
        "<title>The ferry is back again</title>",
        f"<ul class='breadcrumb'><li>News</li><li>The ferry is back again</li></ul><h1>{FERRY}</h1>{TEXT}",
        FERRY,
    ),
    (
        "<title>The ferry is back again</title>",
        f"<div id='breadcrumbs'><span>The ferry is back again</span></div><h1>{FERRY}</h1>{TEXT}",
        FERRY,
    ),
    pytest.param("", f"<h1>{FERRY}</h1>{TEXT}", FERRY, id="a lone h1"),
    pytest.param(og(FERRY), TEXT, FERRY, id="not visible"),
    pytest.param(ld(headline="Tom &amp;amp; Ann&#39;s ferry"), TEXT, "Tom & Ann's ferry", id="entities encoded twice"),
    pytest.param(og(FERRY), "<h1>Ferry back<br>after two winters</h1>", FERRY, id="a line break becomes a space"),
    pytest.param(
        f"<title>{FERRY} - Local - Harbour Gazette</title>"
        '<meta property="og:site_name" content="Harbour Gazette"><meta property="article:section" content="Local">',
        TEXT,
        FERRY,
        id="suffixes that the page repeats",
    ),
    pytest.param(f"<title>{FERRY} | harbour-gazette.example</title>", TEXT, FERRY, id="the host as suffix"),
    pytest.param(
        f"<title>Harbour Gazette: {FERRY}: what now?</title>", TEXT, f"{FERRY}: what now?", id="site as prefix"
    ),
    pytest.param(
        "<title>Ferry back - the long way home</title>", TEXT, "Ferry back - the long way home", id="a dash of its own"
    ),
    pytest.param(f"<title>{FERRY} | The Daily Unknown</title>", f"<h2>{FERRY}</h2>{TEXT}", FERRY, id="h2 before a bar"),
    pytest.param(
        f"<title>{FERRY} | Coastal Notes</title>",
        f"<h1>Coastal Notes</h1><h2>{FERRY}</h2>{TEXT}",
        FERRY,
        id="h1 is the part after the bar",
    ),
    pytest.param(
        f"<title>{FERRY}</title>", f'<h1><a href="/">Coastal Notes</a></h1><h3>{FERRY}</h3>', FERRY, id="h1 is the logo"
    ),
    pytest.param(
        og("Ferry service 2024: timetable, prices, crossings") + "<title>Ferry service 2024: timetable</title>",
        f"<h1>The ferry service returns, two winters late</h1>{TEXT}",
        "The ferry service returns, two winters late",
        id="a variant for search engines loses",
    ),
    pytest.param(
        og(FERRY) + ld(headline=FERRY), f"<h1><span>Harbour life</span> {FERRY}</h1>{TEXT}", FERRY, id="inline kicker"
    ),
    pytest.param(
        "<title>Harbour life | Ferry is back at last | Harbour Gazette</title>",
        f"<h1>Harbour life<br>Ferry is back at last</h1>{TEXT}",
        "Ferry is back at last",
        id="kicker on a line of its own",
    ),
    pytest.param(og(FERRY), f'<h1>"At last": {FERRY}</h1>', f'"At last": {FERRY}', id="a quotation is no kicker"),
    pytest.param(
        og("Ferry back") + "<title>Ferry back</title>",
        f"<h1>{FERRY} of waiting</h1>",
        f"{FERRY} of waiting",
        id="a title cut short",
    ),
    pytest.param(og(FERRY), f"<h1>{FERRY}<br>12.03.2024 · Local</h1>", FERRY, id="a date line in the h1"),
    pytest.param("", f"<h1>12.03.2024 – {FERRY}</h1>", FERRY, id="a date before it"),
    pytest.param(og(FERRY), f"<h1>Menu</h1><h1>News</h1>{TEXT}", FERRY, id="headings of the menu"),
    pytest.param("<title>Welcome</title>", f"<h1>{FERRY}</h1>{TEXT}", FERRY, id="title of something else"),
    pytest.param(
        '<meta property="og:title" content="Mayor calls it "><title>Mayor calls it "a scandal"</title>',
        TEXT,
        'Mayor calls it "a scandal"',
        id="an attribute ended by its own quote",
    ),
    pytest.param("", TEXT, None, id="nothing says it"),
    pytest.param(
        "<title>한빛항 여객선 다음 달 재개-정치ㅣ한빛일보</title><meta property='og:site_name' content='한빛일보'>"
        "<meta property='article:section' content='정치'>",
        KOREAN,
        "한빛항 여객선 다음 달 재개",
        id="the letter ㅣ as a bar",
    ),
    pytest.param(
        "<title>[단독] 한빛항 여객선 다음 달 재개 < 사회 < 기사본문 - 한빛일보</title>"
        "<meta property='og:title' content='[단독] 한빛항 여객선 다음 달 재개 - 한빛일보'>"
        "<meta property='og:site_name' content='한빛일보'>",
        f"<div class='article-title'>[단독] 한빛항 여객선 다음 달 재개</div>{KOREAN}",
        "[단독] 한빛항 여객선 다음 달 재개",
        id="tags in brackets stay",
    ),
    pytest.param(
        "<title>한빛일보 모바일 :: 한빛항 여객선 다음 달 재개</title>",
        f"<h2>한빛항 여객선 다음 달 재개</h2>{KOREAN}",
        "한빛항 여객선 다음 달 재개",
        id="an unknown name before ::",
    ),
    pytest.param(
        "<title>한빛군청 - 보도자료</title>",
        "<ul><li><a href='/a'>보도자료</a></li></ul><h1>보도자료</h1><table><tr><td>1204</td><td>수산과</td></tr>"
        f"<tr><td>한빛항 여객선 다음 달 재개</td></tr></table><div>한빛항 여객선 다음 달 재개</div>{KOREAN}",
        "한빛항 여객선 다음 달 재개",
        id="a cell without label, repeated as the first line",
    ),
]


@pytest.mark.parametrize(("head", "body", "expected"), TABLE)
def test_headline(head: str, body: str, expected: str | None) -> None:
    assert headline(head, body) == expected


def test_the_blocks_are_the_heading_first_then_its_repeats() -> None:
    shown = page(
        og(FERRY),
        f"<p>{FERRY}</p><h1>{FERRY}</h1><p>{FERRY}.</p>{TEXT}<ul><li><a href='{URL}'>{FERRY}</a></li></ul>"
        f"<div style='display:none'>{FERRY}</div>",
    )
    found = find_headline(shown)
    assert [(shown.blocks[number].tag, shown.blocks[number].text) for number in found.blocks] == [
        ("h1", FERRY),
        ("p", FERRY),
        ("p", f"{FERRY}."),
    ]


def test_a_taken_block_is_no_headline() -> None:
    shown = page("", f"<h1>Weather: 12 degrees in the harbour</h1><h1>{FERRY}</h1>{TEXT}")
    assert find_headline(shown, taken=frozenset({0})).value == FERRY


def test_text_without_markup() -> None:
    found = extract(f"Home\n\n{FERRY}\n\nThe council voted on Tuesday to bring the ferry back after two winters.\n")
    assert found.headline == FERRY


def agreeing(titles: int) -> Finding[str]:
    head = "".join((og(FERRY), ld(headline=FERRY), f"<title>{FERRY}</title>")[:titles])
    return find_headline(page(head, f"<h1>{FERRY}</h1>{TEXT}"))


def test_more_agreement_is_more_confidence() -> None:
    shares = [agreeing(titles).evidence.confidence for titles in range(3)]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1] <= 1


def test_what_was_rejected_is_told() -> None:
    found = find_headline(page(og("Ferry timetable 2024") + f"<title>{FERRY}</title>", f"<h1>{FERRY}</h1>{TEXT}"))
    assert found.evidence.rejected == (("og:title", "Ferry timetable 2024"),)
    assert found.evidence.source == "h1"


def test_a_missing_headline_says_why() -> None:
    assert find_headline(page("", "")).evidence.reason == "no heading and no title"


@pytest.mark.parametrize("size", [1_000, 4_000])
def test_many_headings_stay_quick(size: int) -> None:
    shown = page(og(" | ".join(["a"] * size)), "<h1>a - b</h1>" * size)
    assert find_headline(shown).value
