"""Pages as they looked: their pictures and style sheets beside them, politely, within a budget, none forgotten."""

from __future__ import annotations

import itertools
import struct
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from scraper.cli import run
from scraper.crawl import Crawl, FetchSettings, Report, Site
from scraper.errors import UsageError
from scraper.store import Archive
from scraper.store.database import awaiting_assets, captures
from scraper.store.warc import read_warc
from tests.fakes.postgres import Place
from tests.fakes.raw_server import Line, RawServer, Script
from tests.fakes.small_paper import front, served, settings, story

CSS = "@import 'type.css'; @font-face { src: url(a.woff2) } h1 { background: url('/back.png') }"


def png(color: int, size: int = 4) -> bytes:
    """A small picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([color, 90, 160]) * size for _ in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")


def kind(body: bytes, content_type: str) -> Script:
    return lambda line: line.page(body, f"Content-Type: {content_type}")


def dressed(number: int, *pictures: str) -> str:
    """A story with a style sheet and pictures, as a real one has them."""
    shown = "".join(f'<p><img src="{picture}" alt=""></p>' for picture in pictures)
    head = '<link rel="stylesheet" href="/main.css">'
    return story(number, head=head).replace("</article>", f"{shown}</article>")


def paper(**more: Any) -> dict[str, Script]:
    """Two stories that share a sheet and a picture, and have one each of their own."""
    pages: dict[str, str | bytes | Script] = {
        "/": front(["/news/1", "/news/2"]),
        "/news/1": dressed(1, "/logo.png", "/one.png", "/gone.png", "/secret/x.png"),
        "/news/2": dressed(2, "/logo.png", "/two.png", "/page.png"),
        "/robots.txt": kind(b"User-agent: *\nDisallow: /secret/", "text/plain"),
        "/main.css": kind(CSS.encode(), "text/css; charset=utf-8"),
        "/type.css": kind(b"h1 { color: rgb(1, 2, 3) }", "text/css"),
        "/page.png": kind(b"<h1>Not found</h1>", "text/html"),
        **{f"/{name}.png": kind(png(at), "image/png") for at, name in enumerate(("logo", "one", "two", "back"))},
    }
    return served(pages | more)


@pytest.fixture
def server() -> Iterator[RawServer]:
    with RawServer(scripts=paper()) as running:
        yield running


def crawl(server: RawServer, place: Path | Archive, **more: Any) -> Report:
    archive = place if isinstance(place, Archive) else Archive.open(place)
    try:
        return Crawl(archive, [Site(server.url("/"))], settings(assets=True, **more), jobs=1).run()
    finally:
        if not isinstance(place, Archive):
            archive.close()


def rows(archive: Archive) -> list[Any]:
    with archive.reading() as connection:
        return list(connection.execute(select(captures).where(captures.c.outcome == "asset").order_by(captures.c.url)))


def paths(found: list[Any]) -> list[str]:
    return sorted("/" + row.url.split("/", 3)[-1] for row in found)


WANTED = ["/back.png", "/logo.png", "/main.css", "/one.png", "/two.png", "/type.css"]


def test_a_crawl_stores_what_its_stories_ask_for(server: RawServer, new_place: Callable[[], Place]) -> None:
    with new_place().open() as archive:
        report = crawl(server, archive)
        found = rows(archive)
        assert paths(found) == WANTED
        with archive.reading() as connection:
            stories = {row.id: row.article_id for row in connection.execute(select(captures))}
            assert list(connection.execute(select(awaiting_assets))) == []
        # Each belongs to the page of a story, and is its bytes.
        assert all(stories[row.part_of] and row.article_id is None for row in found)
        whole = archive.response(next(row.id for row in found if row.url.endswith("/one.png")))
        assert whole is not None
        assert whole.content == png(1)
        assert report.assets == {"stored": 6, "known": 2, "bad_status": 1, "robots_forbidden": 1, "no_asset": 1}
        assert report.state == "complete"
        assert archive.status()["articles"] == 2
    asked = Counter(server.paths())
    assert [path for path in WANTED if asked[path] != 1] == []
    assert not asked["/secret/x.png"]
    assert not asked["/a.woff2"]


def test_a_crawl_without_the_wish_asks_for_none(server: RawServer, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a") as archive:
        Crawl(archive, [Site(server.url("/"))], settings(), jobs=1).run()
        assert rows(archive) == []
    assert not set(server.paths()) & set(WANTED)


def test_again_nothing_is_asked_twice(server: RawServer, tmp_path: Path) -> None:
    crawl(server, tmp_path / "a")
    server.log.clear()
    server.scripts["/news/1"] = served({"/news/1": dressed(7, "/logo.png", "/late.png")})["/news/1"]
    server.scripts["/late.png"] = kind(png(9), "image/png")
    with Archive.open(tmp_path / "a") as archive:
        crawl(server, archive)
        assert paths(rows(archive)) == sorted([*WANTED, "/late.png"])
    assert set(server.paths()) & {*WANTED, "/late.png"} == {"/late.png"}


@pytest.mark.parametrize(
    "budget",
    [{"asset_files": 2}, {"asset_bytes": len(CSS) + 30}],
)
def test_a_page_may_cost_so_much(budget: dict[str, int], tmp_path: Path) -> None:
    pages = {"/": front(["/news/1"]), "/news/1": dressed(1, "/logo.png", "/one.png")}
    with RawServer(scripts=paper() | served(pages)) as server, Archive.open(tmp_path / "a") as archive:
        report = crawl(server, archive, **budget)
        assert paths(rows(archive)) == ["/main.css", "/type.css"]
    assert report.assets["stored"] == 2
    assert report.assets.get("over_budget", 0) + report.assets.get("too_large", 0) == 3


def test_the_guard_and_the_pace_hold_for_pictures_too(tmp_path: Path) -> None:
    pages = {
        "/": front(["/news/1"]),
        "/news/1": dressed(1, "http://10.0.0.1/inner.png", "http://169.254.169.254/key.png", "/one.png", "/two.png"),
    }
    with RawServer(scripts=paper() | served(pages)) as server, Archive.open(tmp_path / "a") as archive:
        report = crawl(server, archive, delay=0.2)
        times = sorted(at for at, _, _ in server.log)
    assert report.assets["forbidden_address"] == 2
    assert min(after - before for before, after in itertools.pairwise(times)) >= 0.19


def test_a_stopped_crawl_goes_on_with_the_pages_that_wait(tmp_path: Path) -> None:
    hangs = threading.Event()

    def hang(line: Line) -> None:
        hangs.set()
        line.hang()

    with RawServer(scripts=paper() | {"/one.png": hang}) as server:
        with Archive.open(tmp_path / "a") as archive:
            one = Crawl(archive, [Site(server.url("/"))], settings(assets=True), jobs=1)

            def interrupt() -> None:
                hangs.wait(20)
                time.sleep(1.5)
                one._stop._asked.set()

            threading.Thread(target=interrupt, daemon=True).start()
            assert one.run().state == "interrupted"
            with archive.reading() as connection:
                assert len(list(connection.execute(select(awaiting_assets)))) == 1
        server.scripts["/one.png"] = kind(png(1), "image/png")
        with Archive.open(tmp_path / "a") as archive:
            crawl(server, archive)
            assert "/one.png" in paths(rows(archive))
            with archive.reading() as connection:
                assert list(connection.execute(select(awaiting_assets))) == []


def test_tables_made_anew_from_the_files_know_a_picture_from_a_page(server: RawServer, tmp_path: Path) -> None:
    crawl(server, tmp_path / "a")
    for file in (tmp_path / "a").glob("scraper.db*"):
        file.unlink()
    with Archive.open(tmp_path / "a") as archive, archive.writing():
        pass
    assert run(["reextract", "--archive", str(tmp_path / "a")]) == 0
    with Archive.open(tmp_path / "a") as archive:
        assert paths(rows(archive)) == WANTED
        assert archive.status()["articles"] == 2
        assert archive.status()["outcomes"].get("recovered") is None


def test_an_archive_without_a_folder_has_no_place_for_pictures(tmp_path: Path) -> None:
    with Archive.open(f"sqlite:///{tmp_path / 'a.db'}") as archive, pytest.raises(UsageError, match="need an archive"):
        Crawl(archive, [Site("http://127.0.0.1/")], FetchSettings(assets=True))


def test_fetch_into_a_file(server: RawServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "pages.warc.gz"
    arguments = ["--assets", "--delay", "0", "--allow-private-host", "127.0.0.1", "-o", str(file)]
    assert run(["fetch", *arguments, server.url("/news/1"), server.url("/news/2")]) == 0
    stored = ["/" + response.url.split("/", 3)[-1] for response in read_warc(file)]
    assert sorted(stored) == sorted([*WANTED, "/news/1", "/news/2"])
    assert "pictures and style sheets: 6 stored" in capsys.readouterr().err
    # The records of the file are those of its pages.
    assert run(["extract", str(file), "--fields", "headline"]) == 0
    assert capsys.readouterr().out.count("headline") == 2


def test_fetch_into_an_archive(server: RawServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "a"
    arguments = ["--assets", "--delay", "0", "--allow-private-host", "127.0.0.1", "--archive", str(folder)]
    assert run(["fetch", *arguments, server.url("/news/1")]) == 0
    with Archive.open(folder) as archive:
        assert paths(rows(archive)) == ["/back.png", "/logo.png", "/main.css", "/one.png", "/type.css"]
    assert "1 robots forbidden" in capsys.readouterr().err
