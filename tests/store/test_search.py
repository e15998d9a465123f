import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import UsageError
from scraper.model import Author, Moment
from scraper.store.archive import Archive
from scraper.store.intake import Item
from scraper.store.search import Question
from scraper.store.terms import SHORT, needle, searchable, terms, units
from tests.fakes.postgres import Server
from tests.fakes.store_records import SEOUL, page, record, url_of

BODIES = {
    1: "강남구는 지난 5일 아파트 매매가격이 올랐다고 밝혔다.",
    2: "서울 강남 지역의 전세가격이 내렸다. 강남, 강남!",
    3: "순천시가 국가정원에서 5G망 시범 사업을 시작했다. SK하이닉스가 함께한다.",
    4: "The White House said on Tuesday that the house was painted white.",
    5: "Die Müller GmbH in München baut 300 Wohnungen; l'élève a été déçu.",
    6: "東京都は大雪に備えている。ソウル市とも協力する。",
    7: "กรุงเทพมหานครเปิดสวนสาธารณะแห่งใหม่",
    8: "Αθήνα: νέο μετρό. Мэрия Москвы сообщила об этом. किताब मेला",
    9: "정정: 남강 구청의 왕래가 늘었다. 국왕",
}  # fmt: skip


def filled(archive: Archive) -> Archive:
    items = []
    for number, body in BODIES.items():
        published = Moment(datetime(2024, 4, number, 9, tzinfo=SEOUL), "minute", "site", f"2024.04.0{number}")
        items.append(Item(page(number), record(number, body, headline=f"제목 {number}", published=published)))
    archive.add_batch(items)
    return archive


QUESTIONS: tuple[tuple[str, list[int] | None], ...] = (
    ("강남", [2, 1]),
    ("매매", [1]),
    ("매매가격", [1]),
    ("강남구", [1]),
    ("강남구는", [1]),
    ("강남구청", []),
    ("남구", [1]),
    ("가격", [2, 1]),
    ("강남 가격", [2, 1]),
    ("강남 매매", [1]),
    ('"강남 지역의"', [2]),
    ('"지역의 강남"', []),
    ('"5일 아파트"', [1]),
    ("왕", [9]),
    ("국왕", [9]),
    ("5G", [3]),
    ("5g망", [3]),
    ("sk", [3]),
    ("SK하이닉스", [3]),
    ("하이닉스가", [3]),
    ("white house", [4]),
    ('"white house"', [4]),
    ('"house white"', []),
    ('"house was painted"', [4]),
    ("hous", []),
    ("müller", [5]),
    ("MULLER munchen", [5]),
    ("eleve", [5]),
    ("300", [5]),
    ("30", []),
    ("大雪", [6]),
    ("東京都", [6]),
    ("ソウル", [6]),
    ("京東", []),
    ("雪", [6]),
    ("สวนสาธารณะ", [7]),
    ("μετρό", [8]),
    ("московы", []),
    ("москвы", [8]),
    ("किताब", [8]),
    ("제목", [9, 8, 7, 6, 5, 4, 3, 2, 1]),
    ("제목 4", [4]),
    ("ａｆｔｅｒ", []),
    ("' OR 1=1 --", []),
    ('강남" OR "', []),
    ("%", None),
    ("…", None),
    ("", None),
)


@pytest.mark.parametrize(("words", "numbers"), QUESTIONS, ids=[words or "nothing" for words, _ in QUESTIONS])
def test_what_is_found(words: str, numbers: list[int] | None, searched: Archive) -> None:
    if numbers is None:
        with pytest.raises(UsageError, match="no letter or digit"):
            searched.search(Question(words))
        return
    count, hits = searched.search(Question(words))
    assert [hit.id for hit in hits] == numbers
    assert count == len(numbers)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def searched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder: Path = tmp_path_factory.mktemp("searched") / request.param
    address = None if request.param == "sqlite" else request.getfixturevalue("postgresql_server").lend()
    with Archive.open(folder, db=address) as archive:
        yield filled(archive)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        (Question("강남", since=date(2024, 4, 2)), [2]),
        (Question("강남", until=date(2024, 4, 1)), [1]),
        (Question("강남", site="hanbit.example"), [2, 1]),
        (Question("강남", site="https://www.hanbit.example/"), [2, 1]),
        (Question("강남", site="한빛일보"), [2, 1]),
        (Question("강남", site="bit.example"), []),
        (Question("강남", site="gazette.example"), []),
    ],
)
def test_limits(searched: Archive, question: Question, numbers: list[int]) -> None:
    assert [hit.id for hit in searched.search(question)[1]] == numbers


def test_best_first_and_pages_of_hits(searched: Archive) -> None:
    assert [hit.id for hit in searched.search(Question("강남"), best_first=True)[1]] == [2, 1]
    assert [hit.id for hit in searched.search(Question("house"), best_first=True)[1]] == [4]
    count, hits = searched.search(Question("제목"), limit=2, offset=3)
    assert (count, [hit.id for hit in hits]) == (9, [6, 5])
    assert hits[0].snippet.startswith("東京都は")


def test_a_word_of_the_headline_weighs_more(archive: Archive) -> None:
    archive.add(page(1), record(1, "강남 " + "다른 말을 적는다. " * 20, headline="전시 소식"))
    archive.add(page(2), record(2, "다른 말을 적는다. " * 20, headline="강남 소식"))
    assert [hit.id for hit in archive.search(Question("강남"), best_first=True)[1]] == [2, 1]


def test_an_article_is_found_by_its_newest_version_only(archive: Archive) -> None:
    archive.add(page(1), record(1, "처음에는 강남구였다."))
    archive.add(page(1, "<p>x</p>", day=1), record(1, "이제는 송파구다."))
    assert archive.search(Question("강남"))[0] == 0
    assert archive.search(Question("송파"))[0] == 1


def test_authors_captions_and_tags_are_found(archive: Archive) -> None:
    archive.add(page(1), record(1, "글", authors=(Author("홍길동"),), tags=("국가정원",), agency="뉴시스"))
    assert [archive.search(Question(words))[0] for words in ("홍길동", "국가정원", "뉴시스", "이몽룡")] == [1, 1, 1, 0]


def test_articles_without_a_date_come_last(archive: Archive) -> None:
    archive.add(page(1), record(1, published=None))
    archive.add(page(2), record(2))
    assert [hit.id for hit in archive.search(Question("강남"))[1]] == [2, 1]


def test_an_article_of_very_many_words_is_stored(archive: Archive) -> None:
    words = " ".join(f"w{n:x}" for n in range(60_000))
    archive.add(page(1), record(1, words, "x" * 5000 + " 끝말"))
    assert archive.search(Question("w1a2"))[0] == 1
    assert archive.search(Question(f"w{20_000:x}"))[0] == 1


LETTERS = st.text(st.sampled_from("강남구매 가aBé5.,東京 ネ-'\"ßñ"), max_size=30)


@given(st.lists(LETTERS, min_size=1, max_size=5), st.integers(0, 4), st.integers(0, 12), st.integers(1, 8))
def test_whole_units_taken_from_a_text_stand_in_it(parts: list[str], which: int, start: int, length: int) -> None:
    """What is looked up and compared for a stretch of units always stands in the text the stretch was taken from."""
    found = units(parts[which % len(parts)])[start : start + length]
    if found:
        text = searchable(parts)
        assert needle(found) in text
        assert set(terms(" ".join(found)).split()) <= set(terms(text).split())


# Letters of every kind, what parts them, and every way of breaking a line.
LETTERS = st.text(
    st.sampled_from("가강ㄱ漢ก\u0e34\u0301\u0966a5é_ .,\n\n\r\x1c\u2028\ud800\U00020000") | st.characters(), min_size=1
)


@given(LETTERS)
def test_a_long_text_is_folded_as_its_lines_are(text: str) -> None:
    long = "\n".join([text] * (SHORT // len(text) + 1))
    assert searchable([long]) == "".join(searchable([line]) for line in long.split("\n"))


def test_every_letter_is_of_the_same_kind_in_long_and_short_texts() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    parts = [every[start : start + SHORT // 20] for start in range(0, len(every), SHORT // 20)]
    assert searchable(["\n".join(parts)]) == "".join(searchable([part]) for part in parts)


def test_both_databases_find_the_same(tmp_path: Path, postgresql_server: Server) -> None:
    address = postgresql_server.lend()
    with Archive.open(tmp_path / "a") as one, Archive.open(tmp_path / "b", db=address) as other:
        filled(one)
        filled(other)
        for words, numbers in QUESTIONS:
            if numbers is not None:
                for best in (False, True):
                    found = [archive.search(Question(words), best_first=best) for archive in (one, other)]
                    assert found[0] == found[1]
                    times = [[str(hit.published_at) for hit in hits] for _, hits in found]
                    assert times[0] == times[1]
                    assert all(time.endswith("+09:00") for time in times[0])


def test_urls_of_hits_can_be_opened(archive: Archive) -> None:
    archive.add(page(1), record(1))
    assert archive.search(Question("강남"))[1][0].url == url_of(1)
