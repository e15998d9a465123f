"""Letters that are written with and without their dress find each other, in archives of before too."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from scraper.store.database.migrations.versions import v0006_plain_letters
from scraper.store.search import Question
from scraper.store.terms import fold
from tests.fakes.postgres import Place
from tests.fakes.store_records import page, record

WORDS = ("İstanbul Büyükşehir", "ISPARTA ısı", "Łódź", "Ærø Smørrebrød", "Đà Nẵng", "Þingvellir", "straße", "Ὀδυσσεύς")


@pytest.mark.parametrize("word", WORDS)
def test_both_spellings_are_one(word: str) -> None:
    assert fold(word) == fold(word.upper().replace("SS", "ß") if "ß" in word else word.upper())
    assert fold(fold(word)) == fold(word)


def test_an_archive_of_before_finds_them_after_the_migration(
    new_place: Callable[[], Place], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = new_place()
    with place.open() as archive:
        with monkeypatch.context() as patch:
            patch.setattr("scraper.store.terms._PLAIN_LETTERS", {})
            archive.add(page(1), record(1, "Wizyta w mieście Łódź."))
        archive.add(page(2), record(2, "Nothing of the kind."))
        assert archive.search(Question("lodz"))[0] == 0
        with archive.writing() as connection:
            for made_later in ("sections", "tags", "awaiting_assets"):
                connection.execute(text(f"DROP TABLE {made_later}"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
    assert v0006_plain_letters.revision == "0006"
    with place.open() as archive:
        assert archive.search(Question("lodz"))[0] == 1
        assert archive.search(Question("kind"))[0] == 1
        # What is in the index can be taken out again.
        archive.add(page(1, "<p>neu</p>", day=1), record(1, "Wizyta w mieście Opole."))
        assert archive.search(Question("lodz"))[0] == 0
