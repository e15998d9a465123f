"""The body's blocks: what the containers and features say of a small page, and what is chosen from it."""

from __future__ import annotations

import pytest

from scraper.model import Page
from scraper.page import read
from scraper.parse.body.candidates import BODY_ABOVE
from scraper.parse.body.choose import choose_body
from scraper.parse.body.clean import NAMED_ABOVE
from scraper.parse.body.containers import find_containers, inside_any
from scraper.parse.body.features import NAMES, Rows, block_features
from scraper.parse.body.model import body_score
from scraper.parse.body.scores import boilerplate_kinds
from scraper.parse.boilerplate.kinds import BoilerplateKinds

_SENTENCE = "The harbour board met on Tuesday and agreed to mend the northern pier before the winter storms arrive. "
_PAGE = f"""<html><body>
<nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Weather</a></li></ul></nav>
<div><div><div><article><h1>Pier to be mended</h1>
<div class="text"><p>{_SENTENCE * 2}</p><p>{_SENTENCE} Work begins in May.</p><h2>Costs</h2><p>{_SENTENCE * 3}</p></div>
</article></div></div></div>
<form><p>Sign up</p></form>
<footer><p>The Harbour Gazette, 1 Quay Street</p></footer>
</body></html>"""


def test_every_element_knows_its_place_relative_to_the_best() -> None:
    page = read(_PAGE)
    containers = find_containers(page, BoilerplateKinds(page))
    assert page.elements[containers.best].attributes.get("class") == "text"
    for number, element in enumerate(page.elements):
        path = _path(page.elements, number)
        best_path = _path(page.elements, containers.best)
        common = next(ancestor for ancestor in path if ancestor in best_path)
        assert containers.up[number] == page.elements[containers.best].depth - page.elements[common].depth
        assert containers.down[number] == element.depth - page.elements[common].depth


def _path(elements: tuple[object, ...], number: int) -> list[int]:
    path = []
    while number >= 0:
        path.append(number)
        number = elements[number].parent  # type: ignore[attr-defined]
    return path


def test_inside_holds_the_element_itself_and_all_below_it() -> None:
    page = read(_PAGE)
    inside = inside_any(page.elements, frozenset({"nav", "footer"}))
    found = {page.elements[number].tag for number, flag in enumerate(inside) if flag}
    assert found == {"nav", "ul", "li", "footer", "p"}
    assert sum(inside) == 6


def _features(page: Page, *, headline: int | None) -> Rows:
    boilerplate = BoilerplateKinds(page)
    return block_features(page, find_containers(page, boilerplate), boilerplate, headline=headline)


def test_links_far_from_the_article_get_no_row() -> None:
    page = read(_PAGE)
    rows = _features(page, headline=2)
    texts = [page.blocks[number].text for number in rows.numbers]
    assert "Home" not in texts
    assert "Weather" not in texts
    assert "Costs" in texts
    assert all(len(row) == len(NAMES) for row in rows.rows)
    assert set(rows.kinds) == set(rows.numbers)


def test_features_count_what_stands_around_a_block() -> None:
    page = read(_PAGE)
    rows = _features(page, headline=2)
    values = {
        page.blocks[number].text: dict(zip(NAMES, row, strict=True))
        for number, row in zip(rows.numbers, rows.rows, strict=True)
    }
    heading, last = values["Costs"], values[(_SENTENCE * 3).strip()]
    assert heading["to_paragraph"] == 1
    assert last["from_heading"] == 1
    assert last["inside_after"] == 0
    assert heading["container_count"] == 4
    assert heading["container_share"] == 1


def test_the_text_is_chosen_and_what_surrounds_it_is_not() -> None:
    page = read(_PAGE)
    chosen = [page.blocks[number].text for number in choose_body(page, boilerplate_kinds(page), headline=2)]
    assert chosen[0] == (_SENTENCE * 2).strip()
    assert chosen[-1] == (_SENTENCE * 3).strip()
    assert "Costs" in chosen
    assert len(chosen) == 4


def test_a_page_without_blocks_has_no_rows_and_no_body() -> None:
    page = read("<html><body></body></html>")
    assert _features(page, headline=None).rows == []
    assert choose_body(page, boilerplate_kinds(page), headline=None) == ()


def test_the_model_settles_no_named_block_below_its_bound() -> None:
    """The early exits return a partial score: it must lie on the same side of both bounds as they expect."""
    page = read(_PAGE)
    scores = [body_score(row) for row in _features(page, headline=2).rows]
    assert max(scores) > NAMED_ABOVE >= BODY_ABOVE > min(scores)


def _chosen(html: str) -> list[str]:
    page = read(html)
    headline = next((block.number for block in page.blocks if block.tag == "h1"), None)
    return [page.blocks[number].text for number in choose_body(page, boilerplate_kinds(page), headline=headline)]


def _text(number: int) -> str:
    return f"<p>{_SENTENCE * 2} So said the report of {1990 + number}, and the year after.</p>"


@pytest.mark.parametrize(
    ("name", "is_text"), [("head", True), ("ads", True), ("byline", True), ("newsletter", False), ("related", False)]
)
def test_a_heading_far_from_the_text_but_right_above_some_belongs_to_it(*, name: str, is_text: bool) -> None:
    part = "<section><div><div><div class='{}'><h3>Costs</h3></div></div></div><div>{}</div></section>"
    parts = part.format("head", _text(1) + _text(2)) + part.format(name, _text(3) + _text(4))
    chosen = _chosen(f"<main><h1>Pier to be mended</h1><div>{parts}</div></main>")
    assert chosen.count("Costs") == 1 + is_text


def test_many_lines_before_the_first_sentence_are_text_and_few_are_not() -> None:
    lines = ["The pier is old", "The winter is cold", "The boats lie still", "Below the hill", "O harbour, our home"]
    page = "<main><h1>Pier to be mended</h1><div><div>{}</div>" + "".join(map(_text, range(3))) + "</div></main>"
    many = _chosen(page.format("".join(f"<p>{line}</p>" for line in lines)))
    few = _chosen(page.format("".join(f"<p>{line}</p>" for line in lines[:3])))
    assert many[:5] == lines
    assert not set(few) & set(lines)


def test_what_stands_last_in_an_element_called_header_may_be_text() -> None:
    text = "".join(map(_text, range(4)))
    page = f"<main><h1>Pier to be mended</h1><div class='header'>{text}<p>Thank you for the talk!</p></div></main>"
    assert _chosen(page)[-1] == "Thank you for the talk!"
