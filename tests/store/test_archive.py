import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, text

from scraper.errors import ArchiveMissing, ArchiveTooNew, RecordRefused, StorageError, UsageError
from scraper.model import Article, Author, BodyBlock, Moment, Response, Verdict
from scraper.store.archive import Archive
from scraper.store.database.schema import metadata, versions
from scraper.store.intake import Item
from tests.fakes.postgres import Place
from tests.fakes.store_records import FULL, MAY_DAY, MORNING, page, record, url_of

NewPlace = Callable[[], Place]


def rows(archive: Archive, query: str, **values: Any) -> list[tuple[Any, ...]]:
    with archive.reading() as connection:
        return [tuple(row) for row in connection.execute(text(query), values)]


def tables(archive: Archive) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, to see whether anything changed."""
    with archive.reading() as connection:
        return {
            table.name: sorted(tuple(map(str, row)) for row in connection.execute(select(table)))
            for table in metadata.sorted_tables
        }


# ---------------------------------------------------------------- a record in and out


def test_the_full_record_leaves_no_field_at_its_default() -> None:
    empty = Article()
    same = [field.name for field in fields(Article) if getattr(FULL, field.name) == getattr(empty, field.name)]
    assert same == ["schema_version"]


@pytest.mark.parametrize("article", [FULL, record(1), Article(url=url_of(2), verdict=Verdict.GALLERY)])
def test_a_record_comes_out_as_it_went_in(archive: Archive, article: Article) -> None:
    added = archive.add(page(7), article)
    assert added.outcome == "new"
    assert added.article_id
    read = archive.article(added.article_id)
    assert read == article
    assert read is not None
    assert read.to_json() == article.to_json()


def test_the_columns_say_what_the_record_says(archive: Archive) -> None:
    archive.add(page(7), FULL)
    columns = "url, site, headline, subtitle, dateline, language, verdict, agency, version, body_text"
    shown = rows(archive, f"SELECT {columns} FROM articles")  # noqa: S608 -- a constant of this test
    assert shown == [
        (
            "https://hanbit.example/news/articleView.html?idxno=7",
            FULL.site,
            FULL.headline,
            FULL.subtitle,
            "더코리아-광주 동구",
            "ko",
            "live",
            "뉴시스",
            1,
            FULL.body_text,
        )
    ]
    assert rows(archive, "SELECT version, headline, body_text FROM versions") == [(1, FULL.headline, FULL.body_text)]
    assert rows(archive, "SELECT body_text, record FROM version_rows") == [(None, None)]
    with archive.reading() as connection:
        articles = metadata.tables["articles"]
        times = connection.execute(
            select(articles.c.published_at, articles.c.published_on, articles.c.modified_at, articles.c.captured_at)
        ).one()
    assert tuple(times) == (FULL.published_at, date(2024, 4, 30), FULL.modified_at, MAY_DAY)


def test_the_record_column_is_json_of_any_reader(archive: Archive) -> None:
    archive.add(page(7), FULL)
    [(value,)] = rows(archive, "SELECT CAST(record AS text) FROM articles")
    assert Article.from_dict(json.loads(value)) == FULL


def test_weather_and_authors_have_rows_of_their_own(archive: Archive) -> None:
    archive.add(page(7), FULL)
    assert rows(
        archive,
        "SELECT station, station_id, condition, temperature_c, name_inferred, provider, capture_id, article_id"
        " FROM weather_readings ORDER BY id",
    ) == [
        ("속초", 90, "흐림", 12.4, False, "기상청", 1, 1),
        ("북춘천", 93, None, -0.1, True, "기상청", 1, 1),
        (None, None, "맑음", None, False, "기상청", 1, 1),
    ]
    assert rows(
        archive,
        "SELECT name, email, organization, role, position FROM article_authors"
        " JOIN authors ON authors.id = author_id ORDER BY position",
    ) == [("홍길동", "hong@hanbit.example", "한빛일보", "기자", 1), ("Jane O'Neil", None, None, None, 2)]


def test_one_person_is_one_row_and_another_papers_namesake_another(archive: Archive) -> None:
    hong = (Author("홍길동", "hong@hanbit.example"),)
    archive.add_batch([Item(page(n), record(n, authors=hong)) for n in (1, 2)])
    archive.add(page(3), record(3, authors=hong))
    other = "https://gazette.example/a/4"
    archive.add(page(4, url=other), record(4, url=other, authors=(Author("홍길동"),)))
    assert rows(archive, "SELECT count(*) FROM authors") == [(2,)]
    assert rows(archive, "SELECT count(*) FROM article_authors") == [(4,)]


def test_a_capture_says_what_the_server_said(archive: Archive) -> None:
    headers = (("content-type", "text/html"), ("ETag", 'W/"9"'), ("Last-Modified", "Tue, 30 Apr 2024 05:05:00 GMT"))
    response = page(1, status=203, headers=headers, final_url=url_of(1) + "&x=1")
    archive.add(response, record(1))
    [row] = rows(archive, "SELECT url, final_url, status, content_type, etag, last_modified, outcome FROM captures")
    assert row == (url_of(1), url_of(1) + "&x=1", 203, "text/html", 'W/"9"', "Tue, 30 Apr 2024 05:05:00 GMT", "new")


@pytest.mark.parametrize("text_", ["a\x00b", "\ud800"])
def test_what_no_database_holds_is_refused(archive: Archive, text_: str) -> None:
    with pytest.raises(RecordRefused, match="idxno=1: a string holds a"):
        archive.add(page(1), record(1, headline=text_))
    assert rows(archive, "SELECT count(*) FROM articles") == [(0,)]
    assert archive.add(page(1), record(1)).outcome == "new"


def test_odd_times_are_stored_and_sorted(archive: Archive) -> None:
    old = datetime(1890, 5, 1, 12, tzinfo=datetime(1890, 1, 1, tzinfo=UTC).tzinfo)
    for number, at in enumerate((old, MORNING.at, MAY_DAY), 1):
        archive.add(page(number), record(number, published=Moment(at, "day", "stated", "01.01.2024")))
        read = archive.article(number)
        assert read
        assert read.published_at == at


# ---------------------------------------------------------------- the same again, something else, in any order


def test_the_same_twice_changes_nothing(archive: Archive) -> None:
    items = [Item(page(n), record(n)) for n in range(3)] + [Item(page(7), FULL), Item(page(9, status=404), None)]
    archive.add_batch(items)
    before = tables(archive)
    assert [added.outcome for added in archive.add_batch(items)] == ["repeated"] * 5
    assert [archive.add(*item[:2]).outcome for item in items] == ["repeated"] * 5
    assert tables(archive) == before


def test_processes_prepare_what_one_does(new_place: NewPlace) -> None:
    items = [Item(page(n % 40, f"<p>{n % 60}</p>", day=n // 50), record(n % 40, f"글 {n % 60}")) for n in range(100)]
    items.append(Item(page(200), FULL, (page(201), page(202))))
    items.append(Item(page(203), None, outcome="failed"))
    items.append(Item(None, record(204)))
    found = []
    for jobs in (1, 2):
        with new_place().open() as archive:
            told = list(archive.add_all(items, size=30, jobs=jobs))
            assert [item for item, _ in told] == items
            stored = tables(archive)
            # Where a page stands depends on the names of its WARC records, which are random.
            del stored["warc_files"], stored["captures"]
            seen = rows(archive, "SELECT id, url, refers_to, part_of, article_id, outcome FROM captures ORDER BY id")
            pages = [archive.response(row[0]) for row in seen]
            assert None not in pages
            found.append(([added for _, added in told], stored, seen, pages))
    assert found[0] == found[1]


def test_a_refused_record_is_named_whichever_process_met_it(archive: Archive) -> None:
    items = [Item(None, record(1)), Item(None, record(2, headline="\ud800"))]
    with pytest.raises(RecordRefused, match="surrogate"):
        list(archive.add_all(items, jobs=2))
    assert rows(archive, "SELECT count(*) FROM articles") == [(0,)]


def test_records_without_pages_do_not_count_twice(archive: Archive) -> None:
    items = [Item(None, record(1, "하나")), Item(None, record(1, "둘")), Item(None, record(2))]
    assert [added.outcome for added in archive.add_batch(items)] == ["new", "changed", "new"]
    before = tables(archive)
    assert [added.outcome for added in archive.add_batch(items)] == ["unchanged"] * 3
    assert tables(archive) == before
    assert rows(archive, "SELECT article_id, version, captured_at FROM versions ORDER BY article_id, version") == [
        (1, 1, None),
        (1, 2, None),
        (2, 1, None),
    ]


def test_a_record_without_any_address_is_known_by_its_text(archive: Archive) -> None:
    dump = record(1, url=None)
    assert archive.add(None, dump).outcome == "new"
    assert archive.add(None, dump).outcome == "unchanged"
    assert archive.add(None, replace(dump, headline="다른 글")).outcome == "new"


STEPS = [(0, "처음"), (1, "처음"), (2, "고침"), (3, "고침"), (4, "처음"), (5, "끝")]


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4, 5), (5, 4, 3, 2, 1, 0), (3, 0, 5, 1, 4, 2), (4, 2, 0, 5, 3, 1)])
@pytest.mark.parametrize("size", [1, 6])
def test_the_versions_are_the_same_whatever_came_first(archive: Archive, order: tuple[int, ...], size: int) -> None:
    items = [Item(page(1, f"<p>{day}</p>", day=day), record(1, body)) for day, body in (STEPS[n] for n in order)]
    for start in range(0, len(items), size):
        archive.add_batch(items[start : start + size])
    with archive.reading() as connection:
        found = connection.execute(select(versions).order_by(versions.c.version)).all()
    assert [(row.version, row.body_text, (row.captured_at - MAY_DAY).days) for row in found] == [
        (1, "처음", 0),
        (2, "고침", 2),
        (3, "처음", 4),
        (4, "끝", 5),
    ]
    assert [row.changed_fields for row in found] == [[], ["body"], ["body"], ["body"]]
    assert rows(archive, "SELECT version, body_text FROM articles") == [(4, "끝")]
    told = "SELECT version, body_text FROM version_rows ORDER BY version"
    assert rows(archive, told) == [(1, "처음"), (2, "고침"), (3, "처음"), (4, None)]
    assert rows(archive, "SELECT text FROM search_texts") == [(" 동네 소식 1 \n 끝 \n",)]


LATER = Moment(MAY_DAY, "minute", "stated", "2024.05.01 12:00")


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({"headline": "다른 제목"}, ["headline"]),
        ({"subtitle": "부제", "dateline": "서울"}, []),
        ({"authors": (Author("이몽룡"),)}, []),
        ({"published": LATER}, []),
        ({"body": (BodyBlock("paragraph", "강남구는 매매가격이 내렸다고 밝혔다."),)}, ["body"]),
        ({"body": (BodyBlock("quote", "강남구는 매매가격이 올랐다고 밝혔다."),)}, []),
        ({"corrections": ("바로잡습니다",)}, ["corrections"]),
        ({"modified": LATER}, []),
        ({"published": Moment(MAY_DAY, "minute", "assumed", "3시간 전")}, []),
        ({"weather": FULL.weather, "strips": FULL.strips, "boilerplate": FULL.boilerplate}, []),
        ({"copyright": "© 2025", "next_page": "x", "evidence": FULL.evidence, "extractor_version": "2.0"}, []),
        ({"body": (BodyBlock("paragraph", "강남구는  매매가격이\n올랐다고 밝혔다. "),)}, []),
    ],
)
def test_content_makes_a_version_and_boilerplate_none(
    archive: Archive, change: dict[str, Any], changed: list[str]
) -> None:
    archive.add(page(1), record(1))
    added = archive.add(page(1, "<p>anders</p>", day=1), record(1, **change))
    assert (added.outcome, added.version) == (("changed", 2) if changed else ("unchanged", 1))
    with archive.reading() as connection:
        found = connection.execute(select(versions.c.changed_fields)).scalars()
        assert [fields for fields in found if fields] == ([changed] if changed else [])


def test_relative_dates_that_move_make_no_version(archive: Archive) -> None:
    for day in range(3):
        moment = Moment(LATER.at.replace(day=1 + day), "minute", "assumed", f"{day + 1}시간 전")
        archive.add(page(1, f"<p>{day}</p>", day=day), record(1, published=moment))
    assert rows(archive, "SELECT count(*) FROM versions") == [(1,)]


def test_unchanged_bytes_stay_one_version_though_the_record_reads_otherwise(archive: Archive) -> None:
    archive.add(page(1), record(1))
    added = archive.add(page(1, day=1), record(1, "ein neuer Auszug", extractor_version="2.0"))
    assert (added.outcome, added.version) == ("unchanged", 1)


def test_a_paywall_does_not_cut_a_story_that_was_free(archive: Archive) -> None:
    archive.add(page(1), record(1, "하나", "둘"))
    walled = record(1, "하나", verdict=Verdict.PAYWALLED)
    assert archive.add(page(1, "<p>wall</p>", day=1), walled).outcome == "paywalled"
    assert rows(archive, "SELECT version, body_text, verdict FROM articles") == [(1, "하나\n둘", "article")]
    assert archive.add(page(2), record(2, "하나", verdict=Verdict.PAYWALLED)).outcome == "new"


@pytest.mark.parametrize("verdict", [Verdict.LIST, Verdict.BLOCKED, Verdict.CONSENT, Verdict.EMPTY, Verdict.NOT_FOUND])
def test_what_is_no_story_leaves_a_capture_only(archive: Archive, verdict: Verdict) -> None:
    assert archive.add(page(1), record(1, verdict=verdict)).outcome == verdict.value
    assert rows(archive, "SELECT count(*) FROM articles") == [(0,)]
    assert rows(archive, "SELECT outcome, article_id FROM captures") == [(verdict.value, None)]


def test_a_story_that_is_gone_is_marked_and_kept(archive: Archive) -> None:
    archive.add(page(1), record(1))
    assert archive.add(page(1, "<p>404</p>", day=1, status=404)).outcome == "gone"
    archive.add(page(1, "<p>404!</p>", day=2, status=410))
    with archive.reading() as connection:
        gone = connection.execute(select(metadata.tables["articles"].c.gone_at)).scalar_one()
    assert gone == page(1, day=1).fetched_at
    assert archive.add(page(1, "<p>zurück</p>", day=3), record(1)).outcome == "unchanged"
    assert rows(archive, "SELECT gone_at FROM articles") == [(None,)]


def test_the_pages_of_one_article_are_one_record(archive: Archive) -> None:
    parts = [page(1, f"<p>{n}</p>", url=f"{url_of(1)}&page={n}") for n in (2, 3)]
    archive.add(page(1), record(1, "eins", "zwei", "drei"), parts=parts)
    assert rows(archive, "SELECT id, part_of, article_id, outcome FROM captures ORDER BY id") == [
        (1, None, 1, "new"),
        (2, 1, 1, "part"),
        (3, 1, 1, "part"),
    ]
    before = tables(archive)
    archive.add(page(1), record(1, "eins", "zwei", "drei"), parts=parts)
    assert tables(archive) == before


def test_a_page_stored_without_a_record_gets_it_later(archive: Archive) -> None:
    assert archive.add(page(1)).outcome == "captured"
    assert archive.add(page(1), record(1)).outcome == "new"
    assert rows(archive, "SELECT id, article_id, outcome FROM captures") == [(1, 1, "new")]


def test_a_page_of_unknown_time_is_known_by_its_bytes(archive: Archive) -> None:
    timeless = page(1, fetched_at=None)
    assert archive.add(timeless, record(1)).outcome == "new"
    assert archive.add(timeless, record(1)).outcome == "repeated"


# ---------------------------------------------------------------- opening


def test_an_archive_is_found_again(new_place: NewPlace) -> None:
    place = new_place()
    with place.open() as archive:
        archive.add(page(7), FULL)
    with place.open(create=False) as archive:
        assert archive.article(1) == FULL


def test_nothing_is_made_where_an_archive_should_stand(tmp_path: Any) -> None:
    with pytest.raises(ArchiveMissing, match="no archive stands here"):
        Archive.open(tmp_path / "none", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Any) -> None:
    (tmp_path / "scraper.db").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(StorageError, match=r"scraper\.db: file is not a database"):
        Archive.open(tmp_path)


@pytest.mark.parametrize("address", ["mysql://a/b", "sqlite://", "postgres//", "://"])
def test_other_databases_are_refused(address: str) -> None:
    if "://" in address:
        with pytest.raises(UsageError):
            Archive.open(address)


def test_a_server_that_is_not_there_is_one_clear_line(tmp_path: Any) -> None:
    with pytest.raises(StorageError, match=r"^postgresql://nobody:\*\*\*@.* failed: No such file") as caught:
        Archive.open(f"postgresql://nobody:secret@/none?host={tmp_path}")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_database_of_the_future_is_not_touched(new_place: NewPlace) -> None:
    place = new_place()
    with place.open() as newer, newer.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(ArchiveTooNew, match="9999"):
        place.open()


def test_a_database_alone_keeps_records_without_their_bytes(new_place: NewPlace, tmp_path: Any) -> None:
    place = new_place()
    with Archive.open(place.db or f"sqlite:///{tmp_path}/alone.db") as archive:
        assert archive.add(page(7), FULL).outcome == "new"
        assert rows(archive, "SELECT warc_file, status FROM captures") == [(None, 200)]


def test_readme_of_a_pipeline(new_place: NewPlace) -> None:
    response: Response = page(1)
    with new_place().open() as archive:
        stored = [added.outcome for _, added in archive.add_all((Item(response, record(1)) for _ in range(3)), size=2)]
    assert stored == ["new", "repeated", "repeated"]
