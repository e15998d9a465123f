"""A list of links in the text: it belongs to the text where a sentence of it says what follows."""

from __future__ import annotations

import pytest

from scraper.page import read
from scraper.parse.body.announced import announced
from scraper.parse.body.scores import boilerplate_kinds
from scraper.pipeline import extract

_SENTENCE = "The harbour board met on Tuesday and agreed to mend the northern pier before the winter storms arrive. "
_LINKS = "".join(f'<li><a href="https://code.example/{name}">{name}</a></li>' for name in ("Tide", "Gauge", "Buoy"))
_PAGE = "<main><h1>Pier to be mended</h1><div>{}</div></main><aside><ul><li><a href='/a'>Most read</a></li></ul>"


def _text(count: int) -> str:
    return "".join(f"<p>{_SENTENCE * 2}({number})</p>" for number in range(count))


@pytest.mark.parametrize(
    "lines",
    [
        f"<p>The board has published the plans in three parts:</p><ul>{_LINKS}</ul>",
        f"<p>Three offices answer questions of those who live by the harbour:</p><ol>{_LINKS}</ol>",
        f"<p>港务局已经公布了码头修缮工程的全部三份图纸和预算文件：</p><ul>{_LINKS}</ul>",
        f"<p>Who wants to know more finds it here, in what was printed since May:</p><div></div><ul>{_LINKS}</ul>",
    ],
    ids=["ul", "ol", "zh", "after an empty box"],
)
def test_links_that_a_sentence_announces_are_text(lines: str) -> None:
    body = extract(_PAGE.format(_text(3) + lines + _text(3))).body_text
    assert all(name in body for name in ("Tide", "Gauge", "Buoy"))
    assert "Most read" not in body


@pytest.mark.parametrize(
    "lines",
    [
        f"<p>Read also:</p><ul>{_LINKS}</ul>",
        f"<p>Related:</p><ul>{_LINKS}</ul>",
        f"<p>The board met on Tuesday for the second time.</p><ul>{_LINKS}</ul>",
        f"<p>The board has published the plans in three parts:</p><section><ul>{_LINKS}</ul></section>",
        f"<div><p>The board has published the plans in three parts:</p></div><ul>{_LINKS}</ul>",
    ],
    ids=["read also", "related", "no colon", "in another box", "from another box"],
)
def test_what_no_sentence_of_the_same_element_announces_is_left_to_the_model(lines: str) -> None:
    page = read(_PAGE.format(_text(2) + lines + _text(2)))
    numbers = [block.number for block in page.blocks if block.tag == "p"]
    assert announced(page, numbers, boilerplate_kinds(page), scale=1.0, taken=frozenset()) == []


def test_a_list_at_the_end_of_the_text_and_a_directory_are_left_to_the_model() -> None:
    said = "<p>The board has published the plans in three parts:</p>"
    for lines in (said + f"<ul>{_LINKS}</ul>", said + f"<ul>{_LINKS * 11}</ul>" + _text(1)):
        page = read(_PAGE.format(_text(2) + lines))
        numbers = [block.number for block in page.blocks if block.tag == "p"]
        assert announced(page, numbers, boilerplate_kinds(page), scale=1.0, taken=frozenset()) == []
