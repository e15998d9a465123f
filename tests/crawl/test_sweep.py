"""Anything at all as an address, a head, a sitemap, a feed: no error escapes, and a part is never called the whole.

`SCRAPER_SWEEP=10000 pytest tests/crawl/test_sweep.py tests/store/test_warc_foreign.py` tries so many of each.
"""

import io
import os
from http.client import HTTPException
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.discover import (
    HostileXML,
    Incomplete,
    NoEntries,
    absolute,
    date_in,
    is_feed_address,
    kind_of,
    look,
    page_place,
    read_feed,
    read_sitemap,
)
from scraper.fetch.connection.head import PatientResponse
from scraper.model import cleaned
from scraper.store.identity import host_of, story_key
from scraper.store.identity.story import LONGEST_KEY, normal_url
from scraper.urls import split_login

MANY = settings(max_examples=int(os.environ.get("SCRAPER_SWEEP", "150")), deadline=None)
BASE = "http://paper.example/news/"

pieces = st.sampled_from(
    ["http://", "https://", "//", "/", "\\", "?", "#", "@", ":", "%", "%2F", "%B0%AD", "[", "]", "..", "신문", "\ud800",
     "\0", "\t", " ", "xn--", "a=1", "&", ";jsessionid=1", "sid=0f3c9a7be1d24c55", "paper.example", "127.1", "page/2",
     "rss.xml", "."]
)  # fmt: skip
addresses = st.lists(st.one_of(pieces, st.text(max_size=6)), max_size=12).map("".join)


@MANY
@given(addresses, st.sampled_from(["utf-8", "cp949", "cp1252", "utf-16-le", "no-such"]))
def test_any_address(address: str, charset: str) -> None:
    for text in (address, f"{BASE}{address}"):
        key = story_key(text)
        assert len(key.encode("utf-8", "replace")) <= LONGEST_KEY
        assert "secret" not in key
        host_of(text)
        split_login(text)
        normal_url(normal_url(text))
    url = absolute(BASE, address, charset)
    if url is None:
        return
    assert url.isascii()
    assert url.isprintable()
    assert " " not in url
    assert "#" not in url
    assert absolute(None, url) == url
    seen = look(url)
    kind_of(seen.shape)
    place = page_place(url)
    assert place is None or "{}" in place.template
    date_in(url)
    is_feed_address(url)


class Answer:
    """A socket that gives these bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self._data)


lines = st.one_of(
    st.sampled_from([b"HTTP/1.1 200 OK", b"HTTP/1.1 103 Early Hints", b"Content-Length: 5", b"Content-Length: -1", b"",
                     b"Transfer-Encoding: chunked", b"My Param: None", b" folded", b"X:" + b"y" * 5000, b": none"]),
    st.binary(max_size=30),
)  # fmt: skip


@MANY
@given(st.lists(lines, max_size=12), st.sampled_from([b"\r\n", b"\n"]))
def test_any_head(some: list[bytes], end: bytes) -> None:
    """A head gives a status and headers, or the one error that says that it is no HTTP."""
    answer = PatientResponse(cast("object", Answer(end.join([*some, b"", b"body"]))))  # type: ignore[arg-type]
    try:
        answer.begin()
    except HTTPException:
        return
    except ConnectionError:
        return
    assert 200 <= answer.status <= 999 or answer.status in range(1, 200)
    assert all(name.strip() == name and ":" not in name for name in (answer.headers or {}))


URLS = [f"http://paper.example/news/{number}" for number in range(1, 9)]
SITEMAP = b"<urlset>" + b"".join(b"<url><loc>%s</loc></url>" % url.encode() for url in URLS) + b"</urlset>"
FEED = (
    b"<rss><channel>"
    + b"".join(b"<item><title>a</title><link>%s</link></item>" % url.encode() for url in URLS)
    + b"</channel></rss>"
)


def damaged(whole: bytes, data: st.DataObject) -> bytes:
    made = bytearray(whole)
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(made)))
        made[at : at + data.draw(st.integers(0, 60))] = data.draw(st.binary(max_size=40))
    return bytes(made)


@MANY
@given(st.data())
def test_any_sitemap(data: st.DataObject) -> None:
    content = damaged(SITEMAP, data)
    came: list[str] = []
    try:
        came.extend(entry.url for entry in read_sitemap(io.BytesIO(content), BASE))
    except (HostileXML, Incomplete, NoEntries):
        return
    # What is called whole misses nothing but what the damage itself took.
    assert len(came) >= content.count(b"</loc></url>") - content.count(b"<!--") * len(URLS) - 3


@MANY
@given(st.data())
def test_any_feed(data: st.DataObject) -> None:
    content = damaged(FEED, data)
    try:
        for entry in read_feed(content, BASE):
            assert absolute(BASE, entry.url)
    except (HostileXML, Incomplete, NoEntries):
        return


@MANY
@given(st.recursive(st.text(max_size=8), lambda inner: st.lists(inner, max_size=3), max_leaves=5))
def test_any_text_can_be_stored_once_it_is_cleaned(value: object) -> None:
    def check(one: object) -> None:
        if isinstance(one, str):
            one.encode()
            assert all(letter == "\n" or letter.isprintable() or ord(letter) >= 0xA0 for letter in one)
        elif isinstance(one, list):
            for item in one:
                check(item)

    check(cleaned(value))
    assert cleaned(cleaned(value)) == cleaned(value)
