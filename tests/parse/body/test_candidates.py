"""The bodies that a page may have, and the one that is chosen: pages on which one way of choosing alone goes wrong."""

from __future__ import annotations

import json

import pytest

from scraper.page import read
from scraper.parse.body import boilerplate_kinds, choose_body
from scraper.parse.body.candidates import LOWEST, WAYS, Candidates, find_candidates
from scraper.parse.body.judge import NAMES, candidate_rows
from scraper.parse.body.scores import score_blocks
from scraper.pipeline import extract

SENTENCE = "The harbour board voted on Tuesday to keep the night ferry running through the winter months. "
REPLY = "I for one have never understood why anybody would take that boat in winter, and my neighbour agrees with me"
GERMAN = "Der Gemeinderat hat am Dienstag beschlossen, dass die Fähre auch im kommenden Winter nachts weiter fährt. "
KOREAN = "군의회는 지난 화요일 겨울철에도 야간 여객선을 계속 운항하기로 의결했다고 밝혔다. 예산은 군이 모두 낸다. "


def paragraphs(sentence: str, count: int) -> list[str]:
    return [f"{sentence * 2}({number})" for number in range(count)]


def as_html(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def candidates_of(html: str) -> Candidates:
    page = read(html)
    boilerplate = boilerplate_kinds(page)
    found = score_blocks(page, boilerplate, headline=0, above=LOWEST)
    return find_candidates(page, boilerplate, found, taken=frozenset())


def test_each_candidate_is_there_once_and_in_order() -> None:
    texts = paragraphs(SENTENCE, 5)
    found = candidates_of(f"<h1>Night ferry stays</h1><article>{as_html(texts)}</article>")
    assert next(iter(found.bodies)) == "usual"
    assert len(set(found.bodies.values())) == len(found.bodies)
    assert set(found.bodies) <= set(WAYS)
    assert all(list(body) == sorted(body) for body in found.bodies.values())


def test_the_judge_sees_the_same_numbers_of_each() -> None:
    html = f"<h1>Night ferry stays</h1><article>{as_html(paragraphs(SENTENCE, 5))}</article>{as_html([REPLY] * 3)}"
    page = read(html)
    rows = candidate_rows(page, boilerplate_kinds(page), candidates_of(html), headline=0, scale=1.0)
    assert all(len(row) == len(NAMES) for row in rows.values())
    assert candidate_rows(read(""), boilerplate_kinds(read("")), candidates_of(""), headline=None, scale=1.0) == {}


def test_the_body_that_the_page_states_is_a_candidate() -> None:
    texts = paragraphs(SENTENCE, 3)
    node = {"@type": "NewsArticle", "headline": "Night ferry stays", "articleBody": " ".join(texts)}
    data = f"<script type=application/ld+json>{json.dumps(node)}</script>"
    found = candidates_of(f"{data}<h1>Night ferry stays</h1><div>{as_html(texts)}{as_html([REPLY])}</div>")
    page_texts = [*texts]
    stated = found.bodies.get("data") or found.bodies["usual"]
    assert len(stated) == len(page_texts)


def test_a_page_without_text_has_no_body() -> None:
    page = read("<title>Nothing</title>")
    assert choose_body(page, boilerplate_kinds(page), headline=None) == ()


@pytest.mark.parametrize("sentence", [SENTENCE, GERMAN, KOREAN], ids=["en", "de", "ko"])
@pytest.mark.parametrize("count", [8, 60])
def test_most_of_a_long_article_comes_out_whatever_it_stands_in(sentence: str, count: int) -> None:
    texts = paragraphs(sentence, count)
    half = len(texts) // 2
    shapes = (
        f"<div class=comments-wrap><article>{as_html(texts)}</article></div>",
        f"<table><tr><td>{as_html(texts[:half])}</td></tr><tr><td>{as_html(texts[half:])}</td></tr></table>",
        "".join(
            f"<section><h3>Part {number}</h3><div><p>{text}</p></div></section>" for number, text in enumerate(texts)
        ),
        "<div>" + "<br><br>".join(texts) + "</div>",
    )
    for shape in shapes:
        found = extract(
            f"<title>Night ferry</title><h1>Night ferry</h1>{shape}", "https://gazette.example/n/7"
        ).body_text
        assert sum(text.strip() in found for text in texts) >= 0.9 * count


@pytest.mark.parametrize("sentence", [SENTENCE, GERMAN, KOREAN], ids=["en", "de", "ko"])
def test_a_sidebar_does_not_come_in_place_of_a_short_text(sentence: str) -> None:
    about = "Ann Lee has written about ferries for this paper since 1998. She lives on the island with two dogs."
    texts = paragraphs(sentence, 3)
    html = (
        f"<title>Night ferry</title><div id=main><h1>Night ferry</h1>{as_html(texts)}</div>"
        f"<div id=side><h3>About me</h3>{as_html([f'{about} {number}' for number in range(4)])}</div>"
    )
    found = extract(html, "https://gazette.example/n/7").body_text
    assert all(text.strip() in found for text in texts)
