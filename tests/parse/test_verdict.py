"""What kind of page it is: lists, galleries, walls and live blogs have fixtures; here are the edges between them."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from scraper.model import Article, Verdict
from scraper.parse.verdict.find import OF_ARTICLES
from scraper.pipeline import extract
from tests import places

WALLS = sorted(places.WALLS.glob("*.html"))
# What `tests/page/walls` calls its pages, as verdicts. A log-in form keeps readers out like a challenge does.
VERDICTS = {
    "challenge": Verdict.BLOCKED,
    "login": Verdict.BLOCKED,
    "consent": Verdict.CONSENT,
    "not_found": Verdict.NOT_FOUND,
    "shell": Verdict.EMPTY,
}
# Pages that are no wall, but no article either.
NO_WALLS = {"article-list-of-links": Verdict.LIST}
PARAGRAPH = "The harbour board voted on Tuesday to keep the night ferry running through the winter, as islanders asked."
LINKS = "".join(f"<li><a href=/n/{number}>Headline of another story, number {number}</a></li>" for number in range(30))
TEASERS = "".join(
    f"<div class=item><h2><a href=/n/{number}>Headline of a story, number {number}</a></h2><p>{PARAGRAPH}</p></div>"
    for number in range(8)
)


@pytest.mark.parametrize("path", WALLS, ids=lambda path: path.stem)
def test_walls_that_were_saved_as_pages(path: Path) -> None:
    article = extract(path.read_bytes(), "https://gazette.example/news/7")
    kind = path.name.partition("-")[0]
    assert article.verdict is VERDICTS.get(kind, NO_WALLS.get(path.stem, Verdict.ARTICLE))
    assert article.evidence["verdict"].reason
    if article.verdict is not Verdict.ARTICLE:
        assert article.body == ()
        assert article.evidence["body"].reason


def test_a_page_without_an_article_has_none_of_its_fields() -> None:
    article = extract(
        f"<ul>{LINKS}</ul><h1>News</h1><p>By Ann Lee</p><time datetime=2026-02-10>10 February</time>{TEASERS}"
    )
    assert article.verdict is Verdict.LIST
    assert (article.published, article.authors, article.body, article.images) == (None, (), (), ())
    assert {article.evidence[name].source for name in ("published", "authors", "body")} == {"missing"}


def test_an_article_that_says_so_is_none_of_them() -> None:
    head = "<meta property=og:type content=article>"
    assert extract(f"{head}<ul>{LINKS}</ul><h1>News</h1>{TEASERS}").verdict is Verdict.ARTICLE


def test_a_short_article_among_many_links() -> None:
    page = f"<ul>{LINKS}</ul><h1>Night ferry stays</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH[:60]}.</p><ul>{LINKS}</ul>"
    assert extract(page).verdict is Verdict.ARTICLE


MENU = "".join(f"<a href=/s/{number}>Rubric with a long name, number {number}</a> " for number in range(60))
GERMAN = """<p>Der Gemeinderat hat am Dienstag beschlossen, dass die Fähre auch im Winter nachts fährt.</p>
<p>Die Insulaner hatten das seit Jahren verlangt, weil sonst abends niemand vom Festland nach Hause kommt.</p>"""
KOREAN = """<p>군의회는 지난 화요일 겨울철에도 야간 여객선을 계속 운항하기로 의결했다고 밝혔다.</p>
<p>섬 주민들은 저녁에 뭍에서 돌아올 배가 없다며 몇 해 전부터 운항을 요구해 왔다. 예산은 군이 부담한다.</p>
<p>여객선사는 다음 달 첫째 주부터 하루 두 차례 야간에 배를 띄우고, 이용객이 적은 날에는 한 차례로 줄이기로 했다.</p>
<p>군 관계자는 내년 봄까지 이용 실적을 살펴본 뒤 노선을 정식으로 넣을지 결정하겠다고 말했다.</p>"""
ARTICLES_IN_MENUS = (
    f"<title>Night ferry stays</title><h1>Night ferry stays</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH[:90]}.</p>",
    f"<meta property=og:type content=article><title>Fähre bleibt</title>{GERMAN}",
    f"<link rel=canonical href=https://gazette.example/n/7><h2>야간 여객선 계속 운항</h2><div>{KOREAN}</div>",
    f"<title>Die Fähre bleibt</title><table><tr><td><b>Die Fähre bleibt</b>{GERMAN}</td></tr></table>",
)


@pytest.mark.parametrize("article", ARTICLES_IN_MENUS)
@pytest.mark.parametrize(
    "address", [None, "https://gazette.example/", "https://gazette.example", "https://gazette.example/n/other-story-9"]
)
def test_an_address_does_not_outweigh_the_page(article: str, address: str | None) -> None:
    page = f"<div>{MENU}</div>{article}<div>{MENU}</div>"
    found, right = extract(page, address), extract(page, "https://gazette.example/n/7")
    assert found.verdict is right.verdict is Verdict.ARTICLE
    assert found.body == right.body


@pytest.mark.parametrize(
    "head", ["<link rel=canonical href=/>", "<meta property=og:url content=https://gazette.example>", ""]
)
def test_a_front_page_with_a_long_first_story(head: str) -> None:
    story = f"<div><a href=/n/1>Night ferry stays</a><p>{PARAGRAPH}</p><p>{PARAGRAPH[:60]}.</p></div>"
    page = f"{head}<title>The Gazette</title><div>{MENU}</div>{story}<ul>{LINKS}</ul>"
    assert extract(page, "https://gazette.example/").verdict is Verdict.LIST


def test_links_and_nothing_else() -> None:
    assert extract(f"<h1>News</h1><ul>{LINKS}</ul>").verdict is Verdict.LIST


def test_a_headline_as_long_as_a_sentence_is_no_sections_name() -> None:
    headline = "Night ferry stays in service through the winter after islanders fill the hall"
    assert extract(f"<ul>{LINKS}</ul><h1>{headline}</h1>{TEASERS}").verdict is Verdict.ARTICLE


@pytest.mark.parametrize(
    ("offer", "verdict"),
    [
        ("Subscribe now to continue reading", Verdict.PAYWALLED),
        ("이 KOREAN는 유료회원 전용입니다", Verdict.PAYWALLED),
        ("Cet article est réservé aux abonnés", Verdict.PAYWALLED),
        ("Subscribe to our weekly letter", Verdict.ARTICLE),
    ],
)
def test_the_offer_after_a_short_text(offer: str, verdict: Verdict) -> None:
    article = extract(f"<h1>Night ferry stays</h1><p>{PARAGRAPH}</p><div class=wall><p>{offer}</p></div>")
    assert article.verdict is verdict
    assert article.body[0].text == PARAGRAPH
    assert verdict is Verdict.ARTICLE or offer not in article.body_text


def test_an_offer_in_a_text_that_goes_on_is_no_wall() -> None:
    page = f"<h1>Night ferry stays</h1><p>{PARAGRAPH}</p><p>Subscribe now to continue reading</p>"
    assert extract(page + "".join(f"<p>On day {day}, {PARAGRAPH}</p>" for day in range(8))).verdict is Verdict.ARTICLE


def test_a_text_that_is_free_by_its_own_word_is_no_wall() -> None:
    data = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":true}</script>'
    page = f"{data}<h1>Night ferry stays</h1><p>{PARAGRAPH}</p><p>Already a subscriber? Log in</p>"
    assert extract(page).verdict is Verdict.ARTICLE


def said(at: str) -> str:
    return f"{PARAGRAPH} It said so at {at[11:13]}."


def entries(times: list[str], *, title: str = "Flood live") -> str:
    parts = "".join(f"<div><time datetime={at}>{at[11:16]}</time><p>{said(at)}</p></div>" for at in times)
    return f"<title>{title}</title><h1>{title}</h1>{parts}"


DAY = [f"2026-02-14T{hour}:00:00+00:00" for hour in (21, 20, 18, 17, 15)]


def test_texts_under_times_that_run_one_way() -> None:
    article = extract(entries(DAY))
    assert article.verdict is Verdict.LIVE
    assert [entry.at.raw for entry in article.entries if entry.at] == DAY
    assert [entry.text for entry in article.entries] == [said(at) for at in DAY]


@pytest.mark.parametrize(
    ("times", "title"),
    [
        (DAY, "Flood in the valley"),
        (DAY[:3], "Flood live"),
        ([DAY[0], DAY[3], DAY[1], DAY[4], DAY[2]], "Flood live"),
        ([f"20{year}-02-14T10:00:00+00:00" for year in (10, 12, 14, 16, 18)], "Flood live"),
    ],
    ids=["nothing says live", "too few", "any order", "years apart"],
)
def test_texts_under_times_that_are_no_live_blog(times: list[str], title: str) -> None:
    article = extract(entries(times, title=title))
    assert (article.verdict, article.entries) == (Verdict.ARTICLE, ())


def test_every_field_is_of_any_page_or_of_articles_alone() -> None:
    of_any_page = {
        "url", "canonical_url", "site", "language", "verdict", "headline", "section", "tags", "copyright",
        "is_accessible_for_free", "next_page", "weather", "strips", "boilerplate", "evidence", "schema_version",
        "extractor_version",
    }  # fmt: skip
    assert {field.name for field in fields(Article)} == {*OF_ARTICLES, *of_any_page}
