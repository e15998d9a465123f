"""WARC files as other tools leave them: damaged in the middle, packed in every way, dated by the day."""

import gzip
import os
import sys
import zlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.errors import DamagedWarc
from scraper.store.warc import read_warc

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

DICE = Random(7)  # noqa: S311 -- text for tests


def body(number: int) -> bytes:
    """A page that no packing makes small."""
    words = " ".join(f"{DICE.getrandbits(40):010x}" for _ in range(200))
    return f"<html><h1>Page {number}</h1><p>{words}</p></html>".encode()


BODIES = {number: body(number) for number in range(1, 8)}


def record(number: int, content: bytes | None = None, *headers: str, date: str = "2024-05-02T03:04:05Z") -> bytes:
    content = BODIES[number] if content is None else content
    lines = ["HTTP/1.1 200 OK", "Content-Type: text/html", *headers, f"Content-Length: {len(content)}"]
    block = "\r\n".join([*lines, "", ""]).encode() + content
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\nWARC-Date: {date}\r\n"
        f"WARC-Target-URI: http://paper.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def read(path: Path) -> tuple[list[int], list[str]]:
    """The numbers of the pages that came whole, and what was said."""
    said: list[str] = []
    pages = list(read_warc(path, on_problem=said.append))
    return [int(page.url.rpartition("/")[2]) for page in pages if page.content in BODIES.values()], said


def zeroed(member: bytes) -> bytes:
    middle = len(member) // 2
    return member[:middle] + bytes(20) + member[middle + 20 :]


def without_tail(member: bytes) -> bytes:
    return member[: len(member) * 2 // 3]


def wrong_sum(member: bytes) -> bytes:
    return member[:-8] + b"\1\2\3\4" + member[-4:]


def wrong_head(member: bytes) -> bytes:
    return b"\x1f\x8b\x07" + member[3:]


@pytest.mark.parametrize("damage", [zeroed, without_tail, wrong_sum, wrong_head, lambda _: b"", lambda m: b"junk" + m])
@pytest.mark.parametrize("place", [1, 3, 6])
def test_damage_costs_its_own_page_alone(damage: Callable[[bytes], bytes], place: int, tmp_path: Path) -> None:
    members = [gzip.compress(record(number), mtime=0) for number in BODIES]
    members[place - 1] = damage(members[place - 1])
    (tmp_path / "a.warc.gz").write_bytes(b"".join(members))
    came, said = read(tmp_path / "a.warc.gz")
    assert set(came) >= set(BODIES) - {place}
    assert said or not members[place - 1] or place in came


@pytest.mark.parametrize("damage", [b"", b"garbage that is no record at all\r\n", b"WARC/1.0\r\nno header\r\n"])
def test_a_plain_file_goes_on_behind_what_is_no_record(damage: bytes, tmp_path: Path) -> None:
    parts = [record(1), record(2), damage, record(3), record(4)]
    (tmp_path / "a.warc").write_bytes(b"".join(parts))
    assert set(read(tmp_path / "a.warc")[0]) >= {1, 2, 4}


def packed(name: str, content: bytes) -> bytes:
    ways: dict[str, Callable[[bytes], bytes]] = {
        "br": brotli.compress,
        "zstd": zstd.compress,
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "utf-8": bytes,
    }
    for way in name.split(", "):
        content = ways[way](content)
    return content


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip", "deflate", "utf-8", "gzip, br"])
def test_bodies_are_unpacked_and_never_cost_those_behind(coding: str, tmp_path: Path) -> None:
    odd = record(2, packed(coding, BODIES[2]), f"Content-Encoding: {coding}")
    # What an archiver has unpacked often says still that it is packed.
    unpacked = record(3, BODIES[3], f"Content-Encoding: {coding}")
    chunked = packed(coding, BODIES[4])
    chunks = b"%x\r\n" % len(chunked) + chunked + b"\r\n0\r\n\r\n"
    parted = record(4, chunks, f"Content-Encoding: {coding}", "Transfer-Encoding: chunked")
    members = [record(1), odd, unpacked, parted, record(5)]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(gzip.compress(one) for one in members))
    assert read(tmp_path / "a.warc.gz") == ([1, 2, 3, 4, 5], [])


def zstd_file(records: Iterable[bytes], dictionary: zstd.ZstdDict | None = None) -> bytes:
    return b"".join(zstd.compress(one, zstd_dict=dictionary) for one in records)


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_file_of_zstd_frames_with_its_dictionary(tmp_path: Path, *, is_packed: bool) -> None:
    made = zstd.train_dict([record(1, b"<p>sample %d</p>" % number) for number in range(300)], 4096)
    told = zstd.compress(made.dict_content) if is_packed else made.dict_content
    head = b"\x5d\x2a\x4d\x18" + len(told).to_bytes(4, "little") + told
    path = tmp_path / "a.warc.zst"
    path.write_bytes(head + zstd_file(map(record, BODIES), made))
    assert read(path) == (list(BODIES), [])
    # Without it, nothing can be read, and that is said.
    path.write_bytes(zstd_file(map(record, BODIES), made))
    with pytest.raises(DamagedWarc, match="dictionary"):
        read(path)


def test_a_damaged_frame_costs_its_page_and_a_cut_one_is_said(tmp_path: Path) -> None:
    frames = [zstd.compress(record(number)) for number in BODIES]
    path = tmp_path / "a.warc.zst"
    path.write_bytes(b"".join([*frames[:2], b"\xff" + frames[2][1:], *frames[3:]]))
    assert set(read(path)[0]) >= set(BODIES) - {3}
    path.write_bytes(b"".join(frames)[:-30])
    came, said = read(path)
    assert came == list(BODIES)[:-1]
    assert said


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("2024-05-02", datetime(2024, 5, 2, tzinfo=UTC)),
        ("2024-05", datetime(2024, 5, 1, tzinfo=UTC)),
        ("2024", datetime(2024, 1, 1, tzinfo=UTC)),
        ("2024-05-02T03:04:05", datetime(2024, 5, 2, 3, 4, 5, tzinfo=UTC)),
        ("2024-05-02T03:04:05.123456789Z", datetime(2024, 5, 2, 3, 4, 5, 123456, tzinfo=UTC)),
        ("0001-01-01T00:00:00+09:00", None),
        ("soon", None),
    ],
)
def test_dates(date: str, at: datetime | None, tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(record(1, date=date))
    assert [page.fetched_at for page in read_warc(tmp_path / "a.warc")] == [at]


@settings(max_examples=int(os.environ.get("SCRAPER_SWEEP", "100")), deadline=None)
@given(data=st.data())
def test_any_bytes_are_read_without_an_error(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of each file what can be read comes; the rest is said, or it is no WARC file."""
    ways: list[Callable[[bytes], bytes]] = [bytes, gzip.compress, zstd.compress]
    pack = data.draw(st.sampled_from(ways))
    whole = bytearray(b"".join(pack(record(number, b"<p>page %d</p>" % number)) for number in (1, 2, 3)))
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(whole)))
        whole[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=60))
    path = tmp_path_factory.mktemp("any") / "a.warc.gz"
    path.write_bytes(whole)
    said: list[str] = []
    try:
        pages = list(read_warc(path, on_problem=said.append))
    except DamagedWarc:
        return
    assert len(pages) <= 4
