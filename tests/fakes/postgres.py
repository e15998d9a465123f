"""A PostgreSQL server of the tests' own: started once a run in a folder of its own, without a network, by an ordinary
user; every test gets a fresh database. Without PostgreSQL's programs the tests that need it are skipped by name."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import inspect, text

from scraper.store.archive import DATABASE, Archive
from scraper.store.database.connection import HEAD, connect, database_url

PREFERRED_USERS = ("postgres", "nobody")


def programs() -> Path | None:
    """The folder of `initdb` and `postgres`, newest version first."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    found = [*packaged, *([Path(on_path).resolve().parent] if on_path else [])]
    return next((folder for folder in found if (folder / "initdb").exists()), None)


def ordinary_user() -> pwd.struct_passwd:
    """Who runs the server: it refuses to run as root."""
    if os.getuid():
        return pwd.getpwuid(os.getuid())
    return next(user for user in pwd.getpwall() if user.pw_name in PREFERRED_USERS)


class Server:
    """A running cluster; `lend` gives the address of an empty database, `give_back` empties it for the next test."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self._folder, self._binaries, self._user, self._numbers = folder, binaries, ordinary_user(), count()
        self._free: list[str] = []

    def start(self) -> None:
        shutil.chown(self._folder, self._user.pw_uid, self._user.pw_gid)
        self._run("initdb", "-D", "data", "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = f"-c listen_addresses='' -k {self._folder} -c fsync=off -c full_page_writes=off"
        self._run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", "data", "-m", "immediate", "stop")

    def lend(self) -> str:
        if self._free:
            return self._free.pop()
        return self.create()

    def create(self) -> str:
        name = f"test_{next(self._numbers)}"
        self._run("createdb", "-h", str(self._folder), "-U", "tester", name)
        return f"postgresql://tester@/{name}?host={self._folder}"

    def give_back(self, address: str) -> None:
        """Leave the tables and take their rows, which is much quicker than new tables; a foreign schema goes."""
        engine = connect(database_url(address))
        with engine.begin() as connection:
            found = inspect(connection).get_table_names()
            is_newest = "articles" in found and list(
                connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
            ) == [HEAD]
            tables = ", ".join(name for name in found if name != "alembic_version")
            emptied = f"TRUNCATE {tables}" if is_newest else "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
            connection.execute(text(emptied))
        engine.dispose()
        self._free.append(address)

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self._binaries / program, *arguments],
            cwd=self._folder,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            user=None if os.getuid() else self._user.pw_uid,
            group=None if os.getuid() else self._user.pw_gid,
            extra_groups=None if os.getuid() else [],
        )


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    binaries = programs()
    if binaries is None:
        pytest.skip("PostgreSQL's programs are not installed")
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    server = Server(folder, binaries)
    try:
        server.start()
        yield server
        server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Place(NamedTuple):
    """Where an archive stands: a folder, and the database that has its tables when it is not in the folder."""

    folder: Path
    db: str | None = None

    def open(self, *, create: bool = True) -> Archive:
        return Archive.open(self.folder, db=self.db, create=create)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with the newest tables: copying it is quicker than making them for every test."""
    folder = tmp_path_factory.mktemp("template")
    Archive.open(folder).close()
    return folder / DATABASE


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path) -> Iterator[Callable[[], Place]]:
    """Gives a place for a new archive, with its tables in either database."""
    numbers = count()
    lent: list[str] = []

    def make() -> Place:
        folder = tmp_path / f"archive-{next(numbers)}"
        if request.param == "sqlite":
            folder.mkdir()
            shutil.copy(sqlite_template, folder / DATABASE)
            return Place(folder)
        lent.append(request.getfixturevalue("postgresql_server").lend())
        return Place(folder, lent[-1])

    yield make
    for address in lent:
        request.getfixturevalue("postgresql_server").give_back(address)


@pytest.fixture
def archive(new_place: Callable[[], Place]) -> Iterator[Archive]:
    with new_place().open() as opened:
        yield opened
