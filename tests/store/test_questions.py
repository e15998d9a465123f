"""What can be asked of an archive beyond words, and what is said when nothing is found; the same in both databases."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

import pytest

from scraper.errors import UsageError
from scraper.model import Author, Moment
from scraper.store.archive import Archive
from scraper.store.intake import Item
from tests.fakes.postgres import Place
from tests.fakes.store_records import SEOUL, page, record

STORIES = (
    (1, "강남구는 아파트 매매가격이 올랐다고 밝혔다.", "홍길동", ("경제", "부동산"), ("아파트",)),
    (2, "서초구는 재건축을 서두른다고 했다.", "김영희", ("사회",), ("재건축", "Harbour")),
    (3, "The harbour office said the white house by the harbours was sold.", "Nell Ashdown", ("News",), ()),
    (4, "A white boat and a house were seen at the port.", "Nell Ashdown Jr", ("news", "Local"), ("Boats",)),
)


@pytest.fixture
def archive(new_place: Callable[[], Place]) -> Iterator[Archive]:
    with new_place().open() as opened:
        items = []
        for number, body, author, section, tags in STORIES:
            when = Moment(datetime(2024, 4, number, 9, tzinfo=SEOUL), "minute", "site", f"2024.04.0{number}")
            story = record(number, body, headline=f"제목 {number}", published=when)
            story = replace(story, authors=(Author(author),), section=section, tags=tags)
            items.append(Item(page(number), story))
        opened.add_batch(items)
        yield opened


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("강남 OR 서초", [2, 1]),
        ("재건축 OR 매매가격 OR port", [4, 2, 1]),
        ("강남 OR 서초 재건축", [2]),
        ('"white house" OR 서초구는', [3, 2]),
        ("harb*", [3, 2]),
        ("harbour", [3, 2]),
        ("harbours*", [3]),
        ("강남*", [1]),
        ("author:홍길동", [1]),
        ('author:"nell ashdown"', [4, 3]),
        ("author:Nell house", [4, 3]),
        ("section:경제", [1]),
        ("section:news", [4, 3]),
        ("tag:harbour", [2]),
        ("site:hanbit.example author:김영희", [2]),
        ("since:2024-04-02 until:2024-04-03", [3, 2]),
        ("until:2024-04-01", [1]),
        ("since:2024-04 until:2024-04", [4, 3, 2, 1]),
        ("until:2023", []),
        ("or white", []),
    ],
)
def test_what_is_asked(archive: Archive, asked: str, found: list[int]) -> None:
    count, hits = archive.search(asked)
    assert ([hit.id for hit in hits], count) == (found, len(found))


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        (
            "since:2024-05-01 until:2024-04-01",
            "no day lies between 2024-05-01 and 2024-04-01: since is later than until",
        ),
        ("author:홍길순", "no article has the author '홍길순'; perhaps 홍길동"),
        ("section:Sports", "no article has the section 'Sports'; "),
        ("site:other.example 강남", "no article has the site 'other.example'; "),
        ("강남 unheard", "no article has 'unheard'"),
        ("harb", "no article has the word 'harb'; as the beginning of a word there is harb*"),
        ('"house white"', 'no article has "house white" in this order; without the quotes there are some'),
        ("강남 재건축", "each of these is found, but no article has all: try 강남 OR 재건축"),
        ("강남 until:2023", "there are such articles, but of other days"),
        ("unheard OR unseen", "no article has unheard OR unseen"),
    ],
)
def test_why_nothing_is_found(archive: Archive, asked: str, hint: str) -> None:
    assert archive.search(asked)[0] == 0
    assert (archive.hint(asked) or "").startswith(hint)


@pytest.mark.parametrize("asked", ["since:yesterday", "until:2024-13", "since:2024-02-30"])
def test_a_day_that_is_none(archive: Archive, asked: str) -> None:
    with pytest.raises(UsageError, match="is no day; write it like"):
        archive.search(asked)


@pytest.mark.parametrize("asked", ["OR", "*", '""', "()", "author:"])
def test_nothing_to_look_for(archive: Archive, asked: str) -> None:
    with pytest.raises(UsageError, match="no letter or digit"):
        archive.search(asked)


def test_labels_follow_the_newest_version(archive: Archive) -> None:
    story = replace(archive.article(1) or record(1, ""), section=("문화",), tags=(), headline="다른 제목")
    archive.add(page(1, "<p>x", day=9), story)
    assert archive.search("section:경제")[0] == 0
    assert [hit.id for hit in archive.search("section:문화")[1]] == [1]
