"""Made pages of Korean systems: what they say is what the record has, with the rules for sites and without."""

from collections import defaultdict

import pytest

from benchmarks.korean_make import Made, make, skins, stories
from benchmarks.korean_skins import dump, measure
from scraper.sites import Sites, chosen_sites

PAGES = [make(skin, number, 1) for skin in skins() for number in range(len(stories()))]


def shares(pages: list[Made], sites: Sites) -> dict[str, float]:
    marks: dict[str, list[bool]] = defaultdict(list)
    for _, question, is_right, _ in measure(pages, sites):
        marks[question].append(is_right)
    return {question: sum(given) / len(given) for question, given in marks.items()}


@pytest.mark.parametrize("sites", [chosen_sites(), Sites()], ids=["with rules", "without rules"])
def test_records_of_made_pages(sites: Sites) -> None:
    found = shares(PAGES, sites)
    # A bare line under a picture may be its caption or the first of the text.
    assert {question: share for question, share in found.items() if share < 0.985} == {}


def test_records_of_their_text_alone() -> None:
    found = shares([dump(made) for made in PAGES if not made.name.startswith("list-")], Sites())
    assert found["headline"] >= 0.85
    assert found["subtitle"] >= 0.85
    assert found["authors"] >= 0.95
    assert found["day"] >= 0.94
    assert found["text"] >= 0.84
