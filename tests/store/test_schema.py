from collections.abc import Callable

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from scraper.store.archive import Archive
from scraper.store.database.connection import HEAD
from scraper.store.database.schema import metadata
from tests.fakes.postgres import Place, Server


@pytest.fixture(params=["sqlite", "postgresql"])
def untouched(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A place where no table stands yet."""
    folder = tmp_path_factory.mktemp("untouched")
    if request.param == "sqlite":
        return Place(folder)
    server: Server = request.getfixturevalue("postgresql_server")
    return Place(folder, server.create())


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_the_migrations_make_what_the_schema_says(untouched: Place) -> None:
    with untouched.open() as archive, archive.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or not str(name).startswith("search_terms")},
        )
        # Indexes on expressions can't be compared; they are named below.
        differences = [found for found in compare_metadata(context, metadata) if "articles_by_time" not in str(found)]
        assert differences == []
        assert context.get_current_revision() == HEAD
        assert {"article_list", "days_covered", "copies"} <= set(inspect(connection).get_view_names())


def test_opening_again_changes_nothing(untouched: Place) -> None:
    def shape(archive: Archive) -> list[str]:
        with archive.reading() as connection:
            return sorted(inspect(connection).get_table_names())

    with untouched.open() as archive:
        before = shape(archive)
    with untouched.open(create=False) as archive:
        assert shape(archive) == before


def test_an_interrupted_migration_is_begun_anew(untouched: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        # The first table stands by then.
        patch.setattr("alembic.op.create_index", die)
        with pytest.raises(KeyboardInterrupt):
            untouched.open()
    with untouched.open() as archive, archive.reading() as connection:
        assert inspect(connection).has_table("duplicates")


def test_views_are_readable(new_place: Callable[[], Place]) -> None:
    with new_place().open() as archive, archive.reading() as connection:
        for view in ("article_list", "days_covered", "copies"):
            assert connection.exec_driver_sql(f"SELECT * FROM {view}").all() == []  # noqa: S608 -- a constant
