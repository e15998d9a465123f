"""Opening the database: a file or a URL in, an engine with the newest schema out; its errors become ours."""

from __future__ import annotations

import os
import platform
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, inspect, make_url, text

from scraper.errors import ArchiveBusy, ArchiveTooNew, DiskFull, StorageError, UsageError
from scraper.store.database.columns import write_json
from scraper.store.database.comments import comment

# The newest step in `migrations/versions`; an archive that stands there opens without Alembic.
HEAD = "0009"

# How long a writer waits for another one that does not hold the archive's lock (a shell, a viewer).
BUSY_SECONDS = 60
# One number for all writers of a PostgreSQL database; any constant does.
ADVISORY_LOCK = 7_305_511_002
# And one that a crawl holds from its beginning to its end.
RUN_LOCK = 7_305_511_003

# SQLite looks at the clock every so many of its steps, some milliseconds.
_STEPS = 50_000

_FULL = ("database or disk is full", "no space left on device", "disk full")


def database_url(text_or_path: str | Path) -> URL:
    """Return the address of the database: `postgresql://…`, `sqlite:///…`, or a file's path."""
    given = str(text_or_path)
    if "://" not in given:
        return URL.create("sqlite", database=given)
    try:
        url = make_url(given)
    except exc.ArgumentError as error:
        raise UsageError(f"{given}: not a database URL; give postgresql://USER@HOST/NAME") from error
    if url.get_backend_name() in ("postgresql", "postgres"):
        if find_spec("psycopg") is None:
            raise UsageError("PostgreSQL needs the psycopg package: pip install 'newsrecord[postgres]'")
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() != "sqlite" or not url.database:
        raise UsageError(f"{url.render_as_string()}: only postgresql:// and sqlite:///FILE are known")
    return url


def connect(url: URL) -> Engine:
    """Return an engine whose transactions, once begun for writing, do not fail on another writer."""
    engine = create_engine(url, json_serializer=write_json, pool_pre_ping=url.get_backend_name() != "sqlite")
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _set_up_postgresql)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own way of beginning transactions leaves DDL outside of them.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        # 16 MiB: with 64, a million addresses were entered no faster, and memory had that much more.
        "cache_size=-16384",
        # What is sorted and does not fit there goes to a file, so that no count of all rows fills the memory.
        "temp_store=FILE",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _set_up_postgresql(connection: Any, _record: Any) -> None:
    # Times come back in the zone of the session: without this in that of the server, wherever it stands.
    connection.execute("SET TIME ZONE 'UTC'")
    # Long texts are packed; by LZ4, where the server has it, in a fraction of the time.
    known = "SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"
    if (connection.execute(known).fetchone() or (False,))[0]:
        connection.execute("SET default_toast_compression = 'lz4'")
    connection.commit()


def _begin_sqlite(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get("is_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection inside a transaction that no other writer shares; it is committed at the end."""
    with translated(engine), engine.connect().execution_options(is_writing=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
        yield connection


@contextmanager
def reading(engine: Engine, seconds: float | None = None) -> Iterator[Connection]:
    """Give a connection that sees one state of the database, for so many seconds at most."""
    with translated(engine), engine.connect() as connection:
        if seconds is None:
            yield connection
            return
        with _bounded(connection, seconds):
            yield connection


@contextmanager
def _bounded(connection: Connection, seconds: float) -> Iterator[None]:
    """End what is asked when the time is over; that is a `StorageError` then."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT set_config('statement_timeout', :most, true)"), {"most": f"{seconds * 1000:.0f}"}
        )
        yield
        return
    driver: Any = connection.connection.driver_connection
    end = time.monotonic() + seconds
    driver.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    try:
        yield
    finally:
        driver.set_progress_handler(None, 0)


@contextmanager
def claimed(engine: Engine, verb: str) -> Iterator[None]:
    """Hold a PostgreSQL database for one run, on a connection of its own; raises `ArchiveBusy` when another has it."""
    if engine.dialect.name != "postgresql":
        yield
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        with translated(engine):
            name = f"scraper {verb} on {platform.node()}, process {os.getpid()}"
            connection.execute(text("SELECT set_config('application_name', :name, false)"), {"name": name[:63]})
            if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": RUN_LOCK}).scalar():
                raise ArchiveBusy(f"{engine.url.render_as_string()}: {_holder(connection)}; wait until it has ended")
        try:
            yield
        finally:
            # A connection that goes back to the pool would keep the lock.
            connection.invalidate()


def _holder(connection: Connection) -> str:
    """Return who holds the database for a run."""
    found = connection.execute(
        text(
            "SELECT a.application_name, a.backend_start FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
            " WHERE l.locktype = 'advisory' AND l.granted AND l.objid = :low AND l.classid = :high"
        ),
        {"low": RUN_LOCK & 0xFFFFFFFF, "high": RUN_LOCK >> 32},
    ).first()
    return f"{found[0]} runs here since {found[1]:%Y-%m-%dT%H:%M:%S%z}" if found else "another run works here"


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """Turn what the database driver raises into a `StorageError` of one line."""
    url, driver_errors = engine.url, engine.dialect.loaded_dbapi.Error
    try:
        yield
    except (exc.DBAPIError, driver_errors) as error:
        cause = error.orig if isinstance(error, exc.DBAPIError) else error
        line = " ".join(str(cause).split())[:200]
        kind = DiskFull if any(words in line.lower() for words in _FULL) else StorageError
        place = url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)
        raise kind(f"{place}: {line}") from error


# ---------------------------------------------------------------- the schema


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest schema, in one transaction; raises `ArchiveTooNew` when it is past it."""
    with reading(engine) as connection:
        version = _version(connection)
    if version == HEAD:
        return
    with writing(engine) as connection:
        version = _version(connection)
        if version != HEAD:
            _migrate(connection, version)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def _migrate(connection: Connection, version: str | None) -> None:
    from alembic.config import Config
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from alembic.script.revision import RevisionError

    migrations = Path(str(import_module("scraper.store.database.migrations").__file__)).parent
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    context = MigrationContext.configure(connection)
    try:
        steps = list(script.iterate_revisions("head", version or "base"))
    except RevisionError as error:
        raise ArchiveTooNew(f"its schema is {version}, newer than {HEAD} which this version knows") from error
    with Operations.context(context):
        for step in reversed(steps):
            step.module.upgrade()
            context.stamp(script, step.revision)
    comment(connection)
