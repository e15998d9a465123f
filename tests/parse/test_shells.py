"""Pages that scripts fill: an empty place for the article, a full sidebar, and the article in the page's data."""

from __future__ import annotations

import json

import pytest

from scraper.model import Verdict
from scraper.pipeline import extract

ADDRESS = "https://gazette.example/news/77"
TITLE = "Night ferry stays"
FIRST = "The harbour board voted on Tuesday to keep the night ferry running through the winter, as islanders asked."
SECOND = "Nobody on the board spoke against it, and the company will publish new times before the month is over."
HEAD = f"<meta property=og:type content=article><title>{TITLE}</title>"
STORY = "Headline of another story that is long enough to be read, and no section"
WORDS = "Some words about that other story, which somebody wrote for the list beside it, and which run on a little."
SIDEBARS = {
    "list": "<aside><ul>"
    + "".join(f"<li><a href=/n/{n}>{STORY}, number {n}</a><p>{WORDS}</p></li>" for n in range(20))
    + "</ul></aside>",
    "links": "<aside>"
    + "".join(f"<p><a href=/n/{n}>{STORY}, number {n}. {WORDS}</a></p>" for n in range(20))
    + "</aside>",
    "cards": "<div class=side>"
    + "".join(f"<div><h3><a href=/n/{n}>{STORY} {n}</a></h3><p>{WORDS * 2} {n}</p></div>" for n in range(9))
    + "</div>",
}
SHELLS = {
    "article": f"<article class=view><h1>{TITLE}</h1><div id=content></div></article>",
    "by itemprop": f"<main><h1>{TITLE}</h1><div itemprop=articleBody></div></main>",
    "by class": f"<section><h2>{TITLE}</h2><div class=news_view></div></section>",
    "without a headline": "<div id=app></div>",
}


def state(*paragraphs: str) -> str:
    html = "".join(f"<p>{text}</p>" for text in paragraphs)
    data = {"props": {"pageProps": {"article": {"title": TITLE, "content": html}}}}
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'


@pytest.mark.parametrize("sidebar", SIDEBARS)
@pytest.mark.parametrize("shell", SHELLS)
def test_a_sidebar_beside_an_empty_shell_is_no_body(shell: str, sidebar: str) -> None:
    found = extract(f"{HEAD}{SHELLS[shell]}{SIDEBARS[sidebar]}{state(FIRST, SECOND)}", ADDRESS)
    assert found.verdict is Verdict.ARTICLE
    assert found.body_text.split("\n") == [FIRST, SECOND]


def test_an_article_that_is_shown_is_taken_as_it_is_shown() -> None:
    texts = [f"{FIRST} {SECOND} So it was in {year}." for year in range(1990, 2000)]
    shown = f"<article><h1>{TITLE}</h1>{''.join(f'<p>{text}</p>' for text in texts)}</article>"
    found = extract(f"{HEAD}{shown}{SIDEBARS['list']}{state(FIRST, SECOND)}", ADDRESS)
    assert found.body_text.split("\n") == texts
    assert found.evidence["body"].source == "visible text"


def test_data_that_names_another_page_is_not_put_in_a_shell() -> None:
    other = state(FIRST, SECOND).replace(TITLE, "Another story entirely")
    found = extract(f"{HEAD}{SHELLS['article']}{SIDEBARS['cards']}{other}", ADDRESS)
    assert FIRST not in found.body_text


# The page's title is another than its headline, and its data hold a quotation of the article.
SHOWN = {
    "another title": f"<div><h1>{STORY}</h1>",
    "signs left out": "<div><h2>“Night ferry”<span>stays</span></h2>",
    "Korean": "<div><h1>밤배는 겨울에도 다닌다</h1>",
    "German": "<div class=kopf><h1>Die Nachtfähre bleibt, sagt der Hafen</h1>",
}


@pytest.mark.parametrize("head", SHOWN)
def test_a_piece_in_the_data_is_no_body_beside_an_article_that_is_shown(head: str) -> None:
    texts = [f"{FIRST} {SECOND} So it was in {year}." for year in range(1990, 2000)]
    shown = f"{SHOWN[head]}{''.join(f'<p>{text}</p>' for text in texts)}</div>"
    found = extract(f"{HEAD}{shown}{state(FIRST, SECOND)}", ADDRESS)
    assert found.body_text.split("\n") == texts
