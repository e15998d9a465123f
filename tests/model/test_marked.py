"""Spans as Markdown, read back by another reader of it."""

import re

import pytest
from markdown_it import MarkdownIt

from scraper.model import Article, BodyBlock, Span


def html_of(block: BodyBlock, *, links: bool = True) -> str:
    text = Article(body=(block,)).to_markdown(links=links).split("---\n", 2)[2]
    return re.sub(r"\s*\n\s*", "", MarkdownIt().enable("table").render(text))


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        (
            "See the map.",
            [(8, 11, "link", "https://a.example/?x=(1)")],
            'See the <a href="https://a.example/?x=(1)">map</a>.',
        ),
        ("See [the] map.", [(4, 9, "link", "https://a.example/")], 'See <a href="https://a.example/">[the]</a> map.'),
        ("See the map.", [(8, 11, "link", "b c>d")], 'See the <a href="b%20c%3Ed">map</a>.'),
        ("1. See *it*.", [(0, 6, "strong", None)], "<strong>1. See</strong> *it*."),
        ("“강조”는 끝났다.", [(0, 4, "strong", None)], "<strong>“강조”</strong>는 끝났다."),
        ("말한 “강조”는 끝", [(3, 7, "emphasis", None)], "말한 <em>“강조”</em>는 끝"),
        ("abcd", [(1, 2, "strong", None), (2, 3, "strong", None)], "a<strong>b</strong><strong>c</strong>d"),
        ("abcd", [(0, 4, "strong", None), (0, 2, "emphasis", None)], "<strong><em>ab</em>cd</strong>"),
        ("a map of", [(2, 5, "link", "u"), (2, 5, "strong", None)], 'a <a href="u"><strong>map</strong></a> of'),
        ("abcdef", [(0, 3, "strong", None), (2, 5, "emphasis", None)], "<strong>abc</strong>def"),
        ("abc", [(1, 9, "strong", None), (-1, 2, "strong", None), (0, 1, "blink", None)], "abc"),
    ],
)
def test_a_paragraph(text: str, spans: list[tuple[int, int, str, str | None]], shown: str) -> None:
    assert html_of(BodyBlock("paragraph", text, spans=tuple(Span(*one) for one in spans))) == f"<p>{shown}</p>"


def test_other_blocks() -> None:
    strong = (Span(2, 5, "strong"), Span(8, 11, "link", "u"))
    heading = BodyBlock("heading", "A map\nof town", level=3, spans=strong)
    assert html_of(heading) == '<h3>A <strong>map</strong> of<a href="u"> to</a>wn</h3>'
    items = BodyBlock("list", "A map\nA town", items=("A map", "A town"), spans=(Span(8, 12, "link", "u"),))
    assert html_of(items) == '<ul><li>A map</li><li>A <a href="u">town</a></li></ul>'
    table = BodyBlock("table", "a | b\nc | d", rows=(("a", "b"), ("c", "d")), spans=(Span(10, 11, "strong"),))
    assert "<td>c</td><td><strong>d</strong></td>" in html_of(table)
    quote = BodyBlock("quote", "one\ntwo", spans=(Span(4, 7, "emphasis"),))
    assert html_of(quote) == "<blockquote><p>one<br /><em>two</em></p></blockquote>"


def test_without_links_their_text_stays() -> None:
    block = BodyBlock("paragraph", "See the map.", spans=(Span(8, 11, "link", "u"), Span(0, 3, "strong")))
    assert html_of(block, links=False) == "<p><strong>See</strong> the map.</p>"
