"""Several pages of one site: what they all print is no body, unless they are copies of the article or advertise it."""

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from scraper.batch.inputs import Input
from scraper.batch.same_site import SAMPLES, sample_siblings
from scraper.cli import run
from scraper.page import read
from scraper.parse import as_sibling
from scraper.pipeline import explain, extract

NOTICE = "Our reporters depend on readers such as you, and every subscription keeps a desk in the harbour open."
STORIES = {
    "Ferry returns to Saltmere": (
        "The ferry left the north quay at dawn with 112 people on board and came back at noon.",
        "Its last crossing had been in the winter of 2015, when the quay broke in a storm.",
        "The council paid a third of the repair, the harbour office says.",
    ),
    "School closes in Oakford": (
        "The primary school in Oakford closes in the summer because only nine children are left.",
        "Parents had asked the county to wait for another year, and collected signatures.",
        "A bus is to take the children to the next village from September on.",
    ),
}


def page(headline: str, *texts: str) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in (*texts, NOTICE))
    return (
        f"<html><head><title>{headline}</title></head><body><h1>{headline}</h1><article>{paragraphs}</article></body>"
    )


FERRY, SCHOOL = (page(headline, *texts) for headline, texts in STORIES.items())
TEXTS = STORIES["Ferry returns to Saltmere"]


def test_a_text_that_another_page_prints_is_boilerplate() -> None:
    assert NOTICE in extract(FERRY).body_text
    article = extract(FERRY, siblings=[SCHOOL])
    assert article.body_text == "\n".join(TEXTS)
    assert [one.text for one in article.boilerplate] == [NOTICE]


def test_the_reason_is_told() -> None:
    explained = explain(FERRY, siblings=[as_sibling(read(SCHOOL))])
    reasons = {explained.page.blocks[label.block].text: label.reason for label in explained.labels}
    assert reasons[NOTICE] == "other pages of the site print it too"


@pytest.mark.parametrize(
    "other",
    [
        FERRY,
        page("Ferry is back in Saltmere", *TEXTS[:2]),
        page("School closes in Oakford", *STORIES["School closes in Oakford"], "Ferry returns to Saltmere", TEXTS[0]),
        page("Ferry returns to Saltmere", "This second page of the story is about the shops at the quay.", TEXTS[0]),
        "",
        "\0",
    ],
    ids=["itself", "a copy with another headline", "its teaser", "its second page", "empty", "binary"],
)
def test_a_page_of_the_same_story_says_nothing(other: str) -> None:
    assert extract(FERRY, siblings=[other]) == extract(FERRY)


def test_a_short_heading_may_be_shared() -> None:
    first, second = (page(headline, *texts, "Summary", *texts) for headline, texts in STORIES.items())
    assert "Summary" in extract(first, siblings=[second]).body_text


def test_the_order_of_the_siblings_does_not_count() -> None:
    others = [SCHOOL, page("Market moves", "The weekly market moves to the old station.", NOTICE), FERRY, ""]
    assert len({extract(FERRY, siblings=order).to_json() for order in permutations(others)}) == 1


def test_the_samples_are_few_and_known_by_their_bytes() -> None:
    pages = [Input(f"{n}.html", content=page(f"Story {n}", f"Text {n} of it.").encode()) for n in range(50)]
    chosen = sample_siblings(pages)
    assert {site: len(found) for site, found in chosen.items()} == {"": SAMPLES}
    renamed = [one._replace(name="x") for one in reversed(pages)]
    assert set(sample_siblings(renamed)[""]) == set(chosen[""])


def test_each_host_has_a_sample_of_its_own() -> None:
    pages = [
        Input("a", url="https://www.gazette.example/1", content=FERRY.encode()),
        Input("b", url="https://gazette.example/2", content=SCHOOL.encode()),
        Input("c", url="https://herald.example/1", content=FERRY.encode()),
        Input("d", path="nowhere.html", url="https://herald.example/2"),
    ]
    assert {site: len(found) for site, found in sample_siblings(pages).items()} == {
        "gazette.example": 2,
        "herald.example": 1,
    }


@pytest.fixture
def extracted(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    def extracted(*arguments: str) -> list[str]:
        (tmp_path / "a.html").write_text(FERRY, encoding="utf-8")
        (tmp_path / "b.html").write_text(SCHOOL, encoding="utf-8")
        assert run(["extract", str(tmp_path), *arguments]) == 0
        return [json.loads(line)["body_text"] for line in capfd.readouterr().out.splitlines()]

    return extracted


@pytest.mark.parametrize("jobs", [[], ["--jobs", "2"]], ids=["in one process", "in children"])
def test_a_folder_of_one_site(extracted: Callable[..., list[str]], jobs: list[str]) -> None:
    assert extracted("--same-host", *jobs) == ["\n".join(texts) for texts in STORIES.values()]
    assert all(NOTICE in text for text in extracted(*jobs))


def test_addresses_cannot_be_compared(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", "--same-host", "http://127.0.0.1:9/a", "http://127.0.0.1:9/b"]) == 2
    assert "--same-host compares saved pages" in capfd.readouterr().err
