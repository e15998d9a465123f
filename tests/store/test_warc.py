import gzip
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scraper.errors import DamagedWarc, StorageError
from scraper.model import Response
from scraper.pipeline import record_of
from scraper.store.warc import entries, read_at, read_warc, sound_end
from scraper.store.warc.writer import Original, WarcFile, WarcFolder, packed

FOREIGN = Path(__file__).parent / "foreign"
SEOUL = timezone(timedelta(hours=9))
PAGE = Response(
    url="http://paper.example/news/articleView.html?idxno=7",
    content="<h1>강남구는</h1><p>매매가격이 올랐다.</p>".encode("cp949"),
    status=200,
    final_url="https://www.paper.example/news/articleView.html?idxno=7",
    headers=(
        ("Content-Type", "text/html; charset=euc-kr"),
        ("ETag", '"a1"'),
        ("Set-Cookie", "a=1"),
        ("Set-Cookie", "b=2"),
    ),
    fetched_at=datetime(2024, 4, 30, 14, 5, 0, 250, tzinfo=UTC),
    redirects=("http://paper.example/news/articleView.html?idxno=7",),
    reason="OK",
    address="192.0.2.7",
)


def pages(count: int) -> list[Response]:
    return [
        replace(PAGE, url=f"http://paper.example/{number}", final_url=None, redirects=(), content=b"<p>%d</p>" % number)
        for number in range(count)
    ]


def write_all(path: Path, responses: list[Response]) -> Path:
    with WarcFile(path) as file:
        for response in responses:
            file.write(response)
    return path


@pytest.mark.parametrize(
    "response",
    [
        PAGE,
        replace(PAGE, final_url=PAGE.url, redirects=()),
        replace(PAGE, content=b"", status=404, reason="Not Found", headers=()),
        replace(PAGE, content=bytes(range(256)) * 300, status=599, reason=""),
        replace(
            PAGE, headers=(("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"), ("Content-Length", "9"))
        ),
        replace(PAGE, headers=(("Server", "caf\xe9"), ("X-Empty", ""))),
    ],
    ids=["redirected", "direct", "empty", "binary", "packed on the wire", "odd headers"],
)
def test_a_response_comes_back_as_it_went_in(tmp_path: Path, response: Response) -> None:
    with WarcFile(tmp_path / "a.warc.gz") as file:
        place = file.write(response)
    assert read_at(tmp_path, place) == response
    assert list(read_warc(tmp_path / "a.warc.gz")) == [response]


def test_a_header_cannot_smuggle_in_another_line(tmp_path: Path) -> None:
    sent = replace(PAGE, headers=(("X-Note", "one\r\nSet-Cookie: stolen\n two"),))
    path = write_all(tmp_path / "a.warc.gz", [sent])
    assert next(read_warc(path)).headers == (("X-Note", "one Set-Cookie: stolen two"),)


def test_a_plain_file_is_not_packed(tmp_path: Path) -> None:
    path = write_all(tmp_path / "a.warc", [PAGE])
    assert path.read_bytes().startswith(b"WARC/1.1\r\n")
    assert list(read_warc(path)) == [PAGE]


def test_the_time_is_kept_in_utc(tmp_path: Path) -> None:
    local = PAGE.fetched_at.astimezone(SEOUL) if PAGE.fetched_at else None
    path = write_all(tmp_path / "a.warc.gz", [replace(PAGE, fetched_at=local)])
    read = next(read_warc(path)).fetched_at
    assert read == local
    assert read is not None
    assert read.utcoffset() == timedelta(0)


def test_others_find_every_digest_right(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with WarcFile(path) as file:
        file.write(PAGE)
        assert PAGE.fetched_at
        file.write(
            replace(PAGE, fetched_at=PAGE.fetched_at + timedelta(days=1)), original=Original(PAGE.url, PAGE.fetched_at)
        )
    assert Checker(SimpleNamespace(inputs=[str(path)], verbose=False)).process_all() == 0
    with path.open("rb") as stream:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Concurrent-To"), record.rec_headers)
            for record in ArchiveIterator(stream, check_digests="raise")
        ]
    assert [kind for kind, _, _ in records] == ["warcinfo", "response", "request", "revisit", "request"]
    assert records[2][1] == records[1][2].get_header("WARC-Record-ID")
    assert records[3][2].get_header("WARC-Payload-Digest") == records[1][2].get_header("WARC-Payload-Digest")
    assert records[3][2].get_header("WARC-Refers-To-Date") == "2024-04-30T14:05:00.000250Z"


def test_files_rotate_and_appending_goes_on(tmp_path: Path) -> None:
    for part in (pages(30)[:10], pages(30)[10:]):
        folder = WarcFolder(tmp_path, max_bytes=6000)
        for page in part:
            folder.append(packed(page))
        folder.sync()
        folder.release()
    files = WarcFolder(tmp_path).files()
    assert len(files) > 2
    assert max(file.stat().st_size for file in files) < 8000
    assert [page.content for file in files for page in read_warc(file)] == [page.content for page in pages(30)]


@pytest.mark.parametrize(
    ("change", "least", "said"),
    [
        (lambda data: data, 20, ""),
        (gzip.decompress, 20, ""),
        (lambda data: gzip.compress(gzip.decompress(data)), 20, ""),
        (lambda data: data + b"\x1f\x8b\x08\x00", 20, "cut off"),
        (lambda data: data[: data.rindex(b"\x1f\x8b\x08") - 60], 19, "cut off"),
        (lambda data: gzip.decompress(data).rpartition(b"<p>19")[0], 19, "cut off"),
        (lambda data: gzip.compress(gzip.decompress(data))[:-60], 10, "cut off"),
        (lambda data: data[:4000] + b"garbage!" + data[4008:], 3, "broken"),
    ],
    ids=["members", "plain", "one member", "dangling magic", "members cut", "plain cut", "one member cut", "damaged"],
)
def test_any_packing_is_read_as_far_as_it_goes(
    tmp_path: Path, change: Callable[[bytes], bytes], least: int, said: str
) -> None:
    path = write_all(tmp_path / "whole.warc.gz", pages(20))
    path.write_bytes(change(path.read_bytes()))
    problems: list[str] = []
    found = list(read_warc(path, on_problem=problems.append))
    assert [page.content for page in found] == [page.content for page in pages(len(found))]
    assert least <= len(found) <= 20
    assert bool(problems) is bool(said)
    assert all(said in problem and "\n" not in problem for problem in problems)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + bytes(500), b"no archive at all\n", bytes(100_000)])
def test_what_is_no_warc_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(content)
    with pytest.raises(DamagedWarc, match="not a WARC"):
        list(read_warc(path))


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"none\.warc\.gz: No such file"):
        list(read_warc(tmp_path / "none.warc.gz"))


def foreign(path: Path) -> Path:
    """A file as a news crawler writes it: bodies as they were on the wire, and records that are no pages."""
    chunked = b"5\r\n<p>ab\r\n7\r\ncde</p>\r\n0\r\n\r\n"
    packed = gzip.compress("<p>나주시</p>".encode())
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)

        def add(kind: str, url: str, body: bytes, http: list[tuple[str, str]] | None) -> None:
            headers = StatusAndHeaders("200 OK", http, protocol="HTTP/1.1") if http is not None else None
            writer.write_record(
                writer.create_warc_record(
                    url,
                    kind,
                    payload=io.BytesIO(body),
                    length=len(body),
                    http_headers=headers,
                    warc_content_type="text/plain" if kind == "conversion" else "",
                    warc_headers_dict={"WARC-Date": "2019-11-21T10:10:00Z"},
                )
            )

        writer.write_record(writer.create_warcinfo_record("x", {"software": "another"}))
        add("response", "http://paper.example/1", chunked, [("Transfer-Encoding", "chunked")])
        add("response", "http://paper.example/2", packed, [("Content-Encoding", "gzip")])
        add("response", "http://paper.example/3", b"<p>not chunked</p>", [("Transfer-Encoding", "chunked")])
        add("response", "dns:paper.example", b"20191121\npaper.example. 1 IN A 127.0.0.1", None)
        add("resource", "http://paper.example/4", b"<p>kept</p>", None)
        add("conversion", "http://paper.example/5", "머리기사\n본문".encode(), None)
        add("metadata", "http://paper.example/1", b"fetchTimeMs: 3\r\n", None)
    return path


def test_a_file_of_another_tool_is_read_whole(tmp_path: Path) -> None:
    found = list(read_warc(foreign(tmp_path / "CC-NEWS-20191121.warc.gz")))
    assert [(page.url[-1], page.content.decode()) for page in found] == [
        ("1", "<p>abcde</p>"),
        ("2", "<p>나주시</p>"),
        ("3", "<p>not chunked</p>"),
        ("4", "<p>kept</p>"),
        ("5", "머리기사\n본문"),
    ]
    assert found[4].headers == (("Content-Type", "text/plain"),)
    assert {page.fetched_at for page in found} == {datetime(2019, 11, 21, 10, 10, tzinfo=UTC)}


def test_a_file_of_wget_is_read_whole() -> None:
    """Written by GNU Wget 1.21 as it fetched six addresses of a server of ours, with records of its own kinds."""
    problems: list[str] = []
    found = list(read_warc(FOREIGN / "wget-1.21.warc.gz", on_problem=problems.append))
    assert problems == []
    told = [(page.url.rpartition("/")[2], page.status, len(page.content)) for page in found]
    # Chunked, packed, a redirect and its target, a picture, an error.
    assert told == [
        ("1", 200, 8820),
        ("2", 200, 410),
        ("3", 200, 8820),
        ("4", 302, 0),
        ("1", 200, 8820),
        ("5.png", 200, 208),
        ("6", 404, 18),
    ]
    assert found[0].content == found[2].content == found[4].content
    korean = record_of(found[1])
    assert korean.headline == "가온군, 바닷가에 새 도서관을 연다"
    assert [block.text[-6:] for block in korean.body] == ["방이 있다.", "열려 있다."]


def test_a_bomb_is_named_and_left_out(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(40_000_000))
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Encoding", "gzip")], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                "http://paper.example/bomb", "response", io.BytesIO(bomb), len(bomb), http_headers=headers
            )
        )
    with path.open("ab") as stream:
        stream.write(write_all(tmp_path / "b.warc.gz", [PAGE]).read_bytes())
    problems: list[str] = []
    assert list(read_warc(path, on_problem=problems.append)) == [PAGE]
    assert len(problems) == 1
    assert "paper.example/bomb: more than" in problems[0]


@pytest.mark.parametrize("cut", [1, 200, 700])
def test_the_sound_end_is_the_end_of_the_last_whole_member(tmp_path: Path, cut: int) -> None:
    path = write_all(tmp_path / "a.warc.gz", pages(5))
    whole = path.stat().st_size
    assert sound_end(path) == whole
    starts = [entry.place.offset for entry in entries(path)]
    path.write_bytes(path.read_bytes()[:-cut])
    assert sound_end(path) < whole
    assert sound_end(path) == sound_end(path, starts[2])
    assert sound_end(path) > starts[3]


def replayable(tmp_path: Path) -> Path:
    """A page, its unchanged second capture, and an error."""
    path = tmp_path / "a.warc.gz"
    assert PAGE.fetched_at
    with WarcFile(path) as file:
        file.write(PAGE)
        later = replace(PAGE, fetched_at=PAGE.fetched_at + timedelta(days=1))
        file.write(later, original=Original(PAGE.final_url or PAGE.url, PAGE.fetched_at))
        file.write(replace(PAGE, status=404, content=b"", reason="Not Found", final_url=None))
    return path


def test_pywb_indexes_it(tmp_path: Path) -> None:
    indexer = shutil.which("cdx-indexer")
    if indexer is None:
        pytest.skip("pywb is not installed")
    command = [indexer, "-j", str(replayable(tmp_path))]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    found = [json.loads(line[line.index("{") :]) for line in lines]
    assert [(entry["url"], entry.get("mime"), entry.get("status")) for entry in found] == [
        (PAGE.final_url, "text/html", "200"),
        (PAGE.final_url, "warc/revisit", None),
        (PAGE.url, "text/html", "404"),
    ]
    assert found[0]["digest"] == found[1]["digest"]


def test_fastwarc_reads_it_and_finds_its_digests_right(tmp_path: Path) -> None:
    with replayable(tmp_path).open("rb") as stream:
        found = [
            (record.headers["WARC-Type"], record.verify_block_digest())
            for record in FastIterator(stream, parse_http=False)
        ]
    kinds = ("warcinfo", "response", "request", "revisit", "request", "response", "request")
    assert found == [(kind, True) for kind in kinds]


def test_another_program_can_index_it(tmp_path: Path) -> None:
    path = write_all(tmp_path / "a.warc.gz", [PAGE])
    ran = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "index", str(path), "-f", "warc-type,warc-target-uri,http:status"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert f'"response", "warc-target-uri": "{PAGE.final_url}", "http:status": "200"' in ran.stdout
