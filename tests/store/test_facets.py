"""What found stories divide into, copies apart from originals, and the overview: the same in both databases."""

from collections.abc import Callable

from scraper.store import overview
from scraper.store.search import Question
from tests.fakes.postgres import Place
from tests.fakes.served_paper import fill


def test_facets_copies_and_the_overview(new_place: Callable[[], Place]) -> None:
    with new_place().open() as archive:
        fill(archive)
        found = archive.facets("harbour")
        assert found["site"] == [("hanbit.example", 6), ("dawn.example", 1)]
        assert found["section"] == [("경제", 3), ("사회", 3)]
        assert found["tag"] == [("항구", 6)]
        assert found["month"] == [("2024-04", 7)]
        assert found["copies"] == [("no", 6), ("yes", 1)]
        assert archive.search("harbour copies:yes")[0] == 1
        assert archive.search("harbour copies:no")[0] == 6
        assert archive.search(Question("harbour", language="ko"))[0] == 7
        assert archive.search("harbour language:en")[0] == 0
        assert "the language 'en'" in str(archive.hint("harbour language:en"))
        order = [stored["id"] for stored, _ in archive.found(Question("harbour"), limit=3)]
        assert order == [hit.id for hit in archive.search("harbour", limit=3)[1]]
        with archive.reading() as connection:
            seen = overview.overview(connection)
            assert overview.stamp(connection)[:2] == (9, 8)
            assert len(overview.captures_of(connection, "hanbit.example", 3)) == 3
            assert len(overview.lacking(connection, "hanbit.example", "authors")) == 6
        assert [(one["host"], one["articles"]) for one in seen.sites] == [("hanbit.example", 7), ("dawn.example", 1)]
        assert seen.fallen == []
