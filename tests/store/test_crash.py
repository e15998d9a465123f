"""What an archive goes through: processes killed at any moment, several writers, a full disk."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select
from warcio.checker import Checker

from scraper.errors import DiskFull, StorageError
from scraper.store.archive import Archive
from scraper.store.database.schema import articles, captures, metadata, versions
from scraper.store.intake import Item
from scraper.store.warc.reader import entries
from scraper.store.warc.writer import WarcFile
from tests.fakes.postgres import Place
from tests.fakes.store_records import page, record
from tests.places import ROOT

NewPlace = Callable[[], Place]
COUNT = 240
# Rounds of the test suite; SCRAPER_KILLS=50 takes four minutes a database.
KILLS = int(os.environ.get("SCRAPER_KILLS", "3"))

# A program of its own: stores the items of its share and says of each that it is stored, once it is.
WRITER = """
import sys
from pathlib import Path
from tests.store.test_crash import items
from scraper.store.archive import Archive
folder, db, share, of, jobs = sys.argv[1:]
with Archive.open(folder, db=db or None) as archive:
    mine = items()[int(share)::int(of)]
    for item, added in archive.add_all(mine, size=7, jobs=int(jobs)):
        print(item.response.url, flush=True)
"""


def items() -> list[Item]:
    """Pages of stories, some seen again unchanged, some changed."""
    made = []
    for number in range(COUNT):
        story, day = number % (COUNT * 2 // 3), number // (COUNT * 2 // 3)
        body = f"이야기 {story}" + (" 고침" if day and story % 2 else "")
        made.append(Item(page(story, f"<p>{story} {body}</p>", day=day), record(story, body)))
    return made


def writer(place: Place, share: int = 0, of: int = 1, jobs: int = 1) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(place.folder), place.db or "", str(share), str(of), str(jobs)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def contents(place: Place) -> Any:
    """What the archive says, but for the order in which it came."""
    with place.open() as archive, archive.reading() as connection:
        seen = select(captures.c.url, captures.c.fetched_at, captures.c.payload_sha256)
        told = select(articles.c.url, versions.c.version, versions.c.body_text, versions.c.changed_fields)
        joined = told.select_from(articles.join(versions, versions.c.article_id == articles.c.id))
        return (
            sorted(str(tuple(row)) for row in connection.execute(seen)),
            sorted(str(tuple(row)) for row in connection.execute(joined)),
        )


def check(place: Place) -> set[str]:
    """Hold rows and files against each other; return the addresses of the captures."""
    with place.open() as archive:
        with archive.reading() as connection:
            rows = connection.execute(select(captures).order_by(captures.c.id)).all()
            stories = {row.id: row.version for row in connection.execute(select(articles.c.id, articles.c.version))}
            told = connection.execute(select(versions.c.article_id, versions.c.version)).all()
            searched = set(connection.execute(select(metadata.tables["search_texts"].c.article_id)).scalars())
        for row in rows:
            response = archive.response(row.id)
            assert response is not None
            assert (response.url, response.fetched_at) == (row.url, row.fetched_at)
        assert searched == set(stories)
        assert sorted((one.article_id, one.version) for one in told) == sorted(
            (number, version) for number, newest in stories.items() for version in range(1, newest + 1)
        )
        assert all(row.article_id in stories for row in rows if row.outcome != "recovered")
    for file in (place.folder / "warc").glob("*"):
        assert Checker(SimpleNamespace(inputs=[str(file)], verbose=False)).process_all() == 0
    written = [entry.place for file in (place.folder / "warc").glob("*") for entry in entries(file)]
    assert sorted((row.warc_file, row.warc_offset) for row in rows) == sorted((one.file, one.offset) for one in written)
    return {row.url for row in rows}


def test_killed_at_any_moment_nothing_is_half_stored(new_place: NewPlace) -> None:
    undisturbed, place = new_place(), new_place()
    with undisturbed.open() as archive:
        began = time.monotonic()
        archive.add_batch(items())
    chance = random.Random(50)  # noqa: S311 -- moments, no secrets
    longest = 3.0 + (time.monotonic() - began)
    reported: set[str] = set()
    for kill in range(KILLS):
        with writer(place, jobs=1 + kill % 2) as process:
            time.sleep(chance.uniform(0.2, longest))
            process.kill()
            reported |= set(process.communicate()[0].split())
        with place.open() as archive, archive.writing():
            pass
        assert reported <= check(place)
    with writer(place) as process:
        process.communicate()
    check(place)
    assert contents(place) == contents(undisturbed)


def test_several_processes_write_to_one_archive(new_place: NewPlace) -> None:
    alone, place = new_place(), new_place()
    with alone.open() as archive:
        archive.add_batch(items())
    running = [writer(place, share, 3) for share in range(3)]
    for process in running:
        with process:
            _, errors = process.communicate()
        assert (process.returncode, errors) == (0, "")
    check(place)
    assert contents(place) == contents(alone)


def test_bytes_without_rows_are_taken_in_and_then_get_their_record(archive: Archive) -> None:
    assert archive.folder
    archive.add(page(1), record(1))
    [file] = (archive.folder / "warc").iterdir()
    whole = file.read_bytes()
    with Archive.open(archive.folder / "other") as other:
        other.add(page(2), record(2))
        other.add(page(2, day=1), record(2))
        [foreign] = (archive.folder / "other" / "warc").iterdir()
    file.write_bytes(whole + foreign.read_bytes() + whole[:100])
    assert archive.add(page(2), record(2)).outcome == "new"
    with archive.reading() as connection:
        found = connection.execute(select(captures.c.url, captures.c.outcome).order_by(captures.c.id)).all()
    assert [row.outcome for row in found] == ["new", "new", "recovered"]
    assert archive.add(page(2, day=1), record(2)).outcome == "unchanged"
    assert archive.add(page(3), record(3)).outcome == "new"


def test_a_lost_database_is_made_anew_from_the_files(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        archive.add_batch(items()[:20])
    (tmp_path / "scraper.db").unlink()
    with Archive.open(tmp_path) as archive:
        outcomes = {added.outcome for added in archive.add_batch(items()[:20])}
        assert outcomes == {"new"}
        assert archive.status()["captures"] == 20


def small_disk(folder: Path, size: str) -> bool:
    """Mount a small file system on the folder; whether that was possible."""
    folder.mkdir()
    command = ["/bin/mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def fill(place: Place, stored: list[str]) -> None:
    """Store pages until there is no room, and note each that is stored."""
    chance = random.Random(3)  # noqa: S311 -- bytes that do not pack
    with place.open() as archive:
        for number in range(1000):
            archive.add(page(number, chance.randbytes(20_000).hex()), record(number))
            stored.append(page(number).url)


@pytest.fixture(params=["sqlite", "postgresql"])
def full_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, Place]]:
    """A disk of three megabytes with an archive on it; the tables of PostgreSQL are elsewhere."""
    disk = tmp_path / "disk"
    if not small_disk(disk, "3m"):
        pytest.skip("no file system can be mounted here")
    server = request.getfixturevalue("postgresql_server") if request.param == "postgresql" else None
    try:
        yield disk, Place(disk / "archive", server.create() if server else None)
    finally:
        subprocess.run(["/bin/umount", str(disk)], check=False)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can mount a small file system")
def test_a_full_disk_is_a_clear_error_and_leaves_the_archive_whole(full_disk: tuple[Path, Place]) -> None:
    disk, place = full_disk
    stored: list[str] = []
    with pytest.raises(StorageError) as caught:
        fill(place, stored)
    assert isinstance(caught.value, DiskFull)
    assert "\n" not in str(caught.value)
    assert len(stored) > 10
    grown = subprocess.run(["/bin/mount", "-o", "remount,size=30m", str(disk)], check=True)
    assert grown.returncode == 0
    with place.open() as archive, archive.writing():
        pass
    assert set(stored) <= check(place)
    with place.open() as archive:
        assert archive.add(page(5000), record(5000)).outcome == "new"


@pytest.mark.skipif(os.getuid() != 0, reason="only root can mount a small file system")
def test_a_full_disk_ends_a_load_in_one_line_and_the_next_completes_it(
    full_disk: tuple[Path, Place], tmp_path: Path
) -> None:
    disk, place = full_disk
    with WarcFile(tmp_path / "pages.warc.gz") as file:
        chance = random.Random(3)  # noqa: S311 -- bytes that do not pack
        for number in range(40):
            file.write(
                page(
                    number,
                    f"<html><body><!-- {chance.randbytes(100_000).hex()} --><h1>제목</h1><p>글</p></body></html>",
                )
            )
    where = ["--archive", str(place.folder), *(["--db", place.db] if place.db else [])]
    command = [sys.executable, "-m", "scraper", "load", *where, str(tmp_path / "pages.warc.gz")]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == DiskFull.exit_code
    assert ran.stderr.count("\n") == 1
    assert "space" in ran.stderr or "full" in ran.stderr
    subprocess.run(["/bin/mount", "-o", "remount,size=30m", str(disk)], check=True)
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
    assert len(check(place)) == 40


def test_a_reader_sees_no_half_batch(archive: Archive) -> None:
    with archive.writing() as connection:
        connection.execute(articles.select())
        assert archive.status()["articles"] == 0
    assert json.dumps(archive.status())
