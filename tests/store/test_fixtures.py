"""The pages of `fixtures/` through an archive: their records come out equal, and what is found in them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from scraper.model import Article, Response
from scraper.pipeline import record_of
from scraper.store.archive import Archive
from scraper.store.intake import Item
from scraper.store.search import Question
from scraper.store.versions.changes import STORIES
from scraper.store.versions.diff import Piece, compare
from tests.fakes.store_records import MAY_DAY
from tests.fixture_pages import FOLDER, load

# The same story as several papers print it, in pages of different kinds.
LIBRARIES = frozenset(
    {
        "gnuboard-under-97-station-strip",
        "mediaon-16-station-strip",
        "ndsoft-byline-glued-and-modified-first",
        "strip-with-missing-conditions-and-temperatures",
        "table-layout-in-cp949-bytes",
        "table-layout-utf8-under-euc-kr-declaration",
        "text-dump-under-97-station-strip",
        "text-dump-with-crlf-and-unnamed-stations",
    }
)
# A page and the same with broken and mixed bytes, whose texts differ a little.
BYTES = frozenset(
    {
        "cp949-stored-as-latin-1-mojibake",
        "johab-bytes-without-any-declaration",
        "utf-16-text-dump-without-mark",
        "utf-8-page-with-broken-bytes",
    }
)
UNDER_A_STRIP = "gnuboard-under-97-station-strip"


def page(name: str) -> Response:
    """The fixture as a server of its own would have sent it, so that each is a story of its own."""
    fixture = load(FOLDER / name)
    return Response(
        f"https://{name}.example/news/1",
        fixture.content,
        headers=(("Content-Type", "text/html"),),
        fetched_at=fixture.captured_at or MAY_DAY,
    )


def record(response: Response) -> Article:
    return replace(record_of(response), canonical_url=None)


RECORDS = {folder.name: record(page(folder.name)) for folder in sorted(FOLDER.iterdir()) if folder.is_dir()}
STORED = {name: article for name, article in RECORDS.items() if article.verdict in STORIES}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("fixtures") / request.param
    address = None if request.param == "sqlite" else request.getfixturevalue("postgresql_server").lend()
    with Archive.open(folder, db=address) as archive:
        archive.add_batch([Item(page(name), article) for name, article in RECORDS.items()])
        archive.cluster()
        yield archive


def number_of(archive: Archive, name: str) -> int:
    number = archive.find(page(name).url)
    assert number is not None
    return number


def found(archive: Archive, words: str) -> set[str]:
    count, hits = archive.search(Question(words), limit=100)
    assert count == len(hits)
    return {hit.url.removeprefix("https://").partition(".example")[0] for hit in hits}


def test_every_record_comes_out_as_it_went_in(filled: Archive) -> None:
    assert len(STORED) > 50
    for name, article in STORED.items():
        stored = filled.article(number_of(filled, name))
        assert stored == article, name
        assert stored is not None
        # `jsonb` has no zero below zero, as a strip prints it; the table of the readings keeps it.
        is_jsonb = filled._engine.dialect.name == "postgresql"
        written = article.to_json().replace(": -0.0", ": 0.0") if is_jsonb else article.to_json()
        assert stored.to_json() == written


def test_every_page_comes_out_as_it_went_in(filled: Archive) -> None:
    contents = [
        response.content for response in (filled.response(number) for number in range(1, len(RECORDS) + 1)) if response
    ]
    assert contents == [page(name).content for name in RECORDS]


def test_each_korean_article_is_found_by_the_first_syllables_of_its_words(filled: Archive) -> None:
    tried = 0
    for name, article in STORED.items():
        for word in re.findall(r"[가-힣]{3,}", article.body_text)[:2]:
            assert name in found(filled, word[:2]), (name, word)
            tried += 1
    assert tried > 60


@pytest.mark.parametrize("words", ["도서관", "야간", "군수", "자원봉사", "강남"])
def test_exactly_the_articles_with_the_word_are_found(filled: Archive, words: str) -> None:
    def texts(article: Article) -> Iterator[str | None]:
        yield from (article.headline, article.subtitle, article.kicker, article.dateline, article.agency, *article.tags)
        yield from (author.name for author in article.authors)
        yield from (block.text for block in article.body)
        yield from (image.caption for image in article.images)

    expected = {name for name, article in STORED.items() if any(words in text for text in texts(article) if text)}
    assert found(filled, words) == expected


def test_latin_words_and_phrases(filled: Archive) -> None:
    both = {name for name, article in STORED.items() if {"ferry", "quay"} <= set(article.body_text.lower().split())}
    assert found(filled, "ferry quay") >= both >= {"english-local-article"}
    assert found(filled, '"north quay"') == {"english-local-article"}
    assert found(filled, '"quay north"') == set()


def test_copies_are_clustered_and_others_are_not(filled: Archive) -> None:
    def copies(name: str) -> set[str]:
        story = filled.story(number_of(filled, name))
        return {copy["url"].removeprefix("https://").partition(".example")[0] for copy in story["copies"]}

    assert copies(UNDER_A_STRIP) >= LIBRARIES
    assert copies("cp949-stored-as-latin-1-mojibake") >= BYTES
    assert not copies(UNDER_A_STRIP) & BYTES
    assert copies("english-local-article") == set()


def test_a_strip_and_a_menu_that_change_make_no_version_but_a_word_of_the_body_does(archive: Archive) -> None:
    first = page(UNDER_A_STRIP)
    archive.add(first, record(first))
    weather = re.sub("[0-9.]+℃".encode(), "31.5℃".encode(), first.content).replace("오피니언".encode(), "칼럼".encode())
    body = weather.replace("밤 9시까지".encode(), "밤 10시까지".encode())
    later = [
        replace(first, content=content, fetched_at=(first.fetched_at or MAY_DAY) + timedelta(hours=hours))
        for hours, content in enumerate((weather, body), 1)
    ]
    assert later[0].content != first.content
    assert [archive.add(response, record(response)).outcome for response in later] == ["unchanged", "changed"]
    old, new = (archive.version(1, number) for number in (1, 2))
    assert old is not None
    assert new is not None
    changes = compare(old, new)
    assert [change.field for change in changes] == ["subtitle", "body"]
    assert [piece for piece in changes[1].pieces if piece.kind != "same"] == [
        Piece("removed", "9시까지"),
        Piece("added", "10시까지"),
    ]
