"""What names of elements, links near by, title and description say of the blocks of a page."""

from __future__ import annotations

import pytest

from scraper.page import read
from scraper.parse.body.around import MOST_UP, NAMES, NEVER, around_columns, description_start

_LINK = "<p><a href='/{0}'>Another story of the day, number {0}</a></p>"
_PAGE = f"""<html><head><title>Ferry crew saves a seal</title>
<meta name="description" content="A young seal was lifted from the harbour on Monday morning by the crew."></head><body>
<article><div class="entry-content"><p>A young seal was lifted from the harbour on Monday morning by the crew. The ferry
left late.</p><p>The seal is doing well.</p></div></article>
<div id="sidebar"><div><p>Budget talks went on until late on Tuesday night, the council said.</p></div>
{"".join(map(_LINK.format, range(6)))}</div></body></html>"""


def _columns(html: str) -> dict[str, dict[str, float]]:
    """Return the numbers of each text by name."""
    page = read(html)
    columns = around_columns(page, page.blocks)
    rows = zip(*columns, strict=True)
    return {block.text[:12]: dict(zip(NAMES, row, strict=True)) for block, row in zip(page.blocks, rows, strict=True)}


def test_names_of_elements_are_told_by_the_levels_up_to_them() -> None:
    found = _columns(_PAGE)
    text, side = found["The seal is "], found["Budget talks"]
    assert (text["text_up"], text["side_up"], text["article_up"]) == (1, MOST_UP, 2)
    assert (side["text_up"], side["side_up"], side["article_up"]) == (MOST_UP, 2, MOST_UP)


@pytest.mark.parametrize("name", ["class='Post-Body'", "id='story_text'", "class='a b articleBody c'"])
def test_a_name_is_known_in_any_spelling_and_company(name: str) -> None:
    found = _columns(f"<div {name}><p>The seal is doing well.</p></div>")
    assert found["The seal is "]["text_up"] == 1


def test_an_item_that_is_declared_the_text_is_an_article() -> None:
    found = _columns("<div itemprop='articleBody'><p>The seal is doing well.</p></div>")
    assert found["The seal is "]["article_up"] == 1


def test_links_near_by_are_a_share_of_the_blocks_around() -> None:
    found = _columns(_PAGE)
    assert found["A young seal"]["near_links"] == pytest.approx(2 / 5)
    assert found["Budget talks"]["near_links"] == pytest.approx(4 / 7)


def test_a_text_on_the_page_s_subject_shares_more_with_the_title() -> None:
    found = _columns(_PAGE)
    assert found["The seal is "]["title_own"] > 2 * found["Budget talks"]["title_own"]
    assert found["The seal is "]["title_around"] == found["A young seal"]["title_around"]


def test_places_are_counted_from_the_text_that_the_description_begins() -> None:
    found = _columns(_PAGE)
    assert (found["A young seal"]["from_described"], found["The seal is "]["from_described"]) == (0, 1)
    assert _columns("<p>The seal is doing well.</p>")["The seal is "]["from_described"] == NEVER


def test_a_short_description_begins_nothing() -> None:
    assert description_start(read("<meta name=description content='News'><p>News of the day</p>")) == ""
