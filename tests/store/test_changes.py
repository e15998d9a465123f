"""What is a change of the story, and what is only another dress of the page."""

from dataclasses import replace
from typing import Any

import pytest

from scraper.model import Article, Author, BodyBlock, Boilerplate, Image, LiveEntry, Verdict
from scraper.store.versions import content_digest, is_change

LINES = ("The ferry “Sula” came back at 3.5 knots.", "Nobody was hurt, said the harbour master.", "It was Monday.")


def story(*lines: str, **fields: Any) -> Article:
    body = tuple(BodyBlock("paragraph", line) for line in lines or LINES)
    return Article(verdict=Verdict.ARTICLE, headline="The ferry is back", body=body, **fields)


OLD = story(
    authors=(Author("Ann Bell", raw="By Ann Bell"),),
    tags=("ferry",),
    images=(Image("a.jpg", "The pier. Photo: Bo"),),
    boilerplate=(Boilerplate("subscription", "Read us every day."),),
)
DRESS: dict[str, Article] = {
    "tags that appear": replace(OLD, tags=("ferry", "harbour", "news")),
    "no tags any more": replace(OLD, tags=()),
    "a moved byline": replace(OLD, authors=()),
    "a byline in the text": replace(OLD, authors=(), body=(BodyBlock("paragraph", "By Ann Bell"), *OLD.body)),
    "a caption in the text": replace(OLD, body=(*OLD.body, BodyBlock("paragraph", "The pier. Photo: Bo"))),
    "boilerplate in the text": replace(OLD, body=(*OLD.body, BodyBlock("paragraph", "Read us every day."))),
    "a standfirst that is shown now": replace(OLD, subtitle="After two years the line opens again."),
    "the first line as standfirst": replace(OLD, subtitle=LINES[0], body=OLD.body[1:]),
    "another rubric and picture": replace(OLD, kicker="Local", section=("Local",), images=(Image("b.webp"),)),
    "other quotation marks": story(LINES[0].replace("“", '"').replace("”", '"'), *LINES[1:]),
    "blanks and dashes": replace(OLD, headline="The  ferry\u00a0is back"),
    "one paragraph": story(" ".join(LINES)),
    "other kinds of blocks": replace(OLD, body=tuple(BodyBlock("quote", line) for line in LINES)),
    "a dateline": replace(OLD, dateline="SALTMERE"),
    "the headline once more": replace(OLD, body=(BodyBlock("heading", "The ferry is back", 2), *OLD.body)),
}
CHANGES: dict[str, Article] = {
    "a number": story(LINES[0].replace("3.5", "35"), *LINES[1:]),
    "a word": story(LINES[0], LINES[1].replace("Nobody", "Somebody"), LINES[2]),
    "a sentence more": story(*LINES, "The next one leaves at noon."),
    "a sentence less": story(*LINES[:2]),
    "another headline": replace(OLD, headline="The ferry is late"),
    "a correction note": replace(OLD, corrections=("An earlier version named the wrong ship.",)),
    "another correction": replace(OLD, corrections=("The ship is the Sula.",)),
    "a note that goes": replace(OLD, headline="The ferry is back again", corrections=()),
    "an entry": replace(OLD, entries=(LiveEntry(None, None, "It is in sight."),)),
    "another name in the text": story(*(line.replace("Sula", "Iona") for line in LINES)),
}


@pytest.mark.parametrize("name", DRESS)
def test_another_dress_is_no_change(name: str) -> None:
    assert not is_change(OLD, DRESS[name])
    assert not is_change(DRESS[name], OLD)


@pytest.mark.parametrize("name", CHANGES)
def test_the_story_has_changed(name: str) -> None:
    assert is_change(OLD, CHANGES[name])
    assert is_change(CHANGES[name], OLD)
    assert content_digest(OLD) != content_digest(CHANGES[name])


def test_a_standfirst_that_is_written_anew_is_a_change() -> None:
    before, after = replace(OLD, subtitle="It came at noon."), replace(OLD, subtitle="It came at one.")
    assert is_change(before, after)
