"""Which line of a dump is the headline, in dumps that show little else."""

import pytest

from scraper.pipeline import extract

PROSE = (
    "The council voted on Monday to reopen the old harbour library after two years of repairs.",
    "Nobody had thought that the roof would hold for another winter, said the mayor on the day of the opening.",
    "The reading room for children is on the upper floor, next to the room with the maps of the coast.",
)

LONG = "Library at the old harbour reopens after two years with a reading room for children"


@pytest.mark.parametrize(
    ("above", "headline"),
    [
        (["Harbour Gazette", "Library reopens", "News", "Library reopens"], "Library reopens"),
        (["Library reopens - Harbour Gazette", "Home", "Jobs", "Library reopens", "Monday, 4 May"], "Library reopens"),
        (["2024-05-04 10:00", "Library reopens", "By Ann Lee"], "Library reopens"),
        ([f"{LONG} - Harbour Gazette, the paper of the coast", "Menu of today", LONG], LONG),
        (["Home", "News", "Sport", "Harbour Gazette", LONG, "By Ann Lee", "4 May 2024"], LONG),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_headline_of_a_dump(above: list[str], headline: str, gap: str) -> None:
    assert extract(gap.join([*above, *PROSE])).headline == headline


@pytest.mark.parametrize(
    "dump", ["Politics news\nSport news\nPolitics news", "2024-05-04", "x", "\u200b", "- \n- \n- "]
)
def test_a_dump_without_text_is_no_article(dump: str) -> None:
    assert extract(dump).body == ()
