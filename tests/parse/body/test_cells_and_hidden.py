"""Tables keep their columns, lists in cells stay there, and a hidden box is no part of an article that is shown."""

import pytest

from scraper.model import Article
from scraper.pipeline import extract

FIRST = (
    "<p>The ferry crossed the mouth of the Orrin in forty minutes on Tuesday, and the harbour office counted all.</p>"
)
LAST = (
    "<p>It had been away for ninety days, said the captain, and nobody had thought that it would be back so soon.</p>"
)


def article(middle: str, *, head: str = "") -> Article:
    title = "<title>Ferry returns</title>"
    return extract(
        f"<!doctype html>{title}{head}<article><h1>Ferry returns</h1>{FIRST * 2}{middle}{LAST}{LAST}</article>"
    )


def rows(middle: str) -> list[tuple[str, ...]]:
    return [row for block in article(middle).body if block.kind == "table" for row in block.rows or ()]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "<tr><th>Route<th>Calls<th>Minutes<tr><td>Canal<td><td>26<tr><td>Vine Street<td>7<td>23",
            [("Route", "Calls", "Minutes"), ("Canal", "", "26"), ("Vine Street", "7", "23")],
        ),
        (
            "<tr><th></th><th>월</th><th>화</th></tr><tr><td>첫 배</td><td>07:00</td><td>&nbsp;</td></tr>",
            [("", "월", "화"), ("첫 배", "07:00", "")],
        ),
        (
            "<tr><td>Mon</td><td><ul><li>10:00</li><li>14:00</li></ul></td></tr><tr><td>Tue</td><td>Closed</td></tr>",
            [("Mon", "10:00 14:00"), ("Tue", "Closed")],
        ),
        (
            "<tr><td>Mon<td><p>From ten</p><p>to four</p><tr><td>Tue<td><div><ol><li>Closed</ol></div>",
            [("Mon", "From ten to four"), ("Tue", "Closed")],
        ),
    ],
)
def test_rows(table: str, expected: list[tuple[str, ...]]) -> None:
    assert rows(f"<table>{table}</table>") == expected


def test_a_list_in_a_layout_table_stays_a_list() -> None:
    items = "".join(f"<li>The {name} berth was closed for all of the spring by the office.</li>" for name in "ABC")
    found = article(
        f"<table><tr><td><p>Three berths were closed at once:</p><ul>{items}</ul></td><td></td></tr></table>"
    )
    assert [len(block.items or ()) for block in found.body if block.kind == "list"] == [3]


@pytest.mark.parametrize(
    ("box", "head"),
    [
        ("<div class=meta><p>{}</p></div>", "<style>.meta{{display:none}}</style>"),
        ("<div hidden><p>{}</p></div>", ""),
        ("<p style='visibility: hidden'>{}</p>", ""),
        ("<section popover><p>{}</p></section>", ""),
    ],
)
def test_a_hidden_box_is_no_part_of_an_article_that_is_shown(box: str, head: str) -> None:
    words = "A summary for readers of feeds, which nobody who opens the page will see."
    found = article(box.format(words), head=head.format())
    assert words not in found.body_text


def test_an_article_that_opens_at_a_click_is_kept() -> None:
    parts = "".join(
        f"<h2>Berth {name}</h2><div hidden><p>Berth {name} of the harbour, which the town built {age} years ago, "
        f"was closed for the {age} days that the repair of its stairs took.</p></div>"
        for name, age in zip("ABCDEF", (71, 64, 58, 39, 27, 12), strict=True)
    )
    text = article(parts).body_text
    assert [name for name in "ABCDEF" if f"Berth {name} of the harbour" in text] == list("ABCDEF")


@pytest.mark.parametrize(
    ("box", "head"),
    [
        ("<h3>Who pays?</h3><div class='box_accordion__body'><p>{}</p></div>", ".box_accordion__body"),
        ("<h3>Who pays?</h3><div class='panel collapse' id=c1><div><p>{}</p></div></div>", ".collapse"),
        ("<div class=faq><h3>Who pays?</h3><p class=answer>{}</p></div>", ".faq .answer"),
        ("<h3>누가 내나?</h3><section class='expandable-text'><p>{}</p></section>", "section"),
    ],
)
def test_the_answer_that_a_reader_opens_is_kept_however_short(box: str, head: str) -> None:
    words = "The town pays a third of it, and the harbour board the rest over the next ten years."
    found = article(box.format(words), head=f"<style>{head}{{display:none}}</style>")
    assert words in found.body_text
