"""What a site offers, read from its own files: sitemaps, feeds, addresses and lists, whole and broken."""

import gzip
import io
import json
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.discover import Scope, absolute, look, page_place
from scraper.discover.feeds import FeedEntry, announced_feeds, is_feed, read_feed
from scraper.discover.series import Seen, Step, following
from scraper.discover.shapes import PROBES, Kind, Shapes
from scraper.discover.sitemaps import Entry, HostileXML, read_sitemap

SITE = "http://paper.example"
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


def sitemap(content: str | bytes) -> list[Entry]:
    return list(read_sitemap(io.BytesIO(content.encode() if isinstance(content, str) else content)))


def test_a_sitemap_its_index_and_a_news_sitemap() -> None:
    plain = f"<urlset {SPACES}><url><loc> {SITE}/1?a=1&amp;b=2 </loc><lastmod>2024-04-30</lastmod></url></urlset>"
    assert sitemap(plain)[0].url == f"{SITE}/1?a=1&b=2"
    assert str(sitemap(plain)[0].changed) == "2024-04-30 00:00:00+00:00"
    assert sitemap(gzip.compress(plain.encode())) == sitemap(plain)
    index = f"<sitemapindex {SPACES}><sitemap><loc>{SITE}/s.xml</loc></sitemap></sitemapindex>"
    assert sitemap(index) == [Entry(f"{SITE}/s.xml", is_sitemap=True)]
    news = (
        f"<urlset {SPACES}><url><loc>{SITE}/2</loc><news:news><news:publication_date>2024-04-30T09:00:00+09:00"
        "</news:publication_date></news:news></url></urlset>"
    )
    assert sitemap(news)[0].is_news
    assert str(sitemap(news)[0].dated) == "2024-04-30 09:00:00+09:00"


def test_an_image_of_a_page_is_no_page() -> None:
    text = f'<urlset {SPACES} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><image:image>'
    text += f"<image:loc>{SITE}/a.jpg</image:loc></image:image><loc>{SITE}/a</loc></url></urlset>"
    assert [entry.url for entry in sitemap(text)] == [f"{SITE}/a"]


@pytest.mark.parametrize(
    "text",
    [
        "<urlset><url><loc>http://paper.example/1?a=1&b=2</loc></url><url><loc>http://paper.example/2</loc></url>",
        "http://paper.example/1?a=1&b=2\r\nhttp://paper.example/2",
        f"\ufeff<urlset><url><loc><![CDATA[{SITE}/1?a=1&b=2]]></loc></url><url><loc>{SITE}/2</loc></url></urlset>",
        "<urlset><url><loc>http://paper.example/1?a=1&amp;b=2</loc></url>\x02<url><loc>http://paper.example/2</loc></url>",
    ],
    ids=["ampersand", "lines", "mark and cdata", "control character"],
)
def test_broken_sitemaps_are_read_as_far_as_they_can_be(text: str) -> None:
    assert [entry.url for entry in sitemap(text)] == [f"{SITE}/1?a=1&b=2", f"{SITE}/2"]


def test_hostile_files_are_refused() -> None:
    laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>'
    with pytest.raises(HostileXML):
        sitemap(laughs)
    with pytest.raises(HostileXML):
        read_feed(laughs.encode(), SITE)
    for other in ("<html><body>no</body></html>", "<rss/>"):
        with pytest.raises(ValueError, match="no sitemap"):
            sitemap(other)
    with pytest.raises(ValueError, match="packed wrongly"):
        sitemap(gzip.compress(b"<urlset></urlset>")[:12] + b"x" * 40)
    assert sitemap(b"") == []


class Endless(io.RawIOBase):
    """A sitemap of `count` entries that is made while it is read."""

    def __init__(self, count: int) -> None:
        self._pieces = self._made(count)
        self._held = b""

    def _made(self, count: int) -> Iterator[bytes]:
        yield b"<urlset>"
        for number in range(count):
            yield b"<url><loc>http://paper.example/news/%d</loc><lastmod>2024-04-30</lastmod></url>" % number
        yield b"</urlset>"

    def read(self, size: int = -1) -> bytes:
        while len(self._held) < size and (piece := next(self._pieces, b"")):
            self._held += piece
        given, self._held = self._held[:size], self._held[size:]
        return given


def test_a_large_sitemap_needs_no_more_memory_than_a_small_one() -> None:
    peaks = []
    for count in (2_000, 40_000):
        tracemalloc.start()
        assert sum(1 for _ in read_sitemap(Endless(count))) == count  # type: ignore[arg-type,misc]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0] + 200_000


def test_feeds() -> None:
    rss = (
        '<?xml version="1.0" encoding="euc-kr"?><rss version="2.0"><channel><item><title>똠방각하 소식</title>'
        "<link>http://paper.example/news/1</link><pubDate>Tue, 30 Apr 2024 09:00:00 +0900</pubDate></item>"
        "</channel></rss>"
    )
    found = read_feed(rss.encode("cp949"), f"{SITE}/rss.xml", "euc-kr")
    assert [(entry.url, str(entry.dated), entry.changed) for entry in found] == [
        ("http://paper.example/news/1", "2024-04-30 00:00:00+00:00", None)
    ]
    broken = "<rss><channel><item><title>A & B <br></title><link>/news/2</link></item><item><link>/news/3</link>"
    read = [entry.url for entry in read_feed(broken.encode(), f"{SITE}/rss.xml")]
    assert read == [f"{SITE}/news/2", f"{SITE}/news/3"]
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="http://paper.example/4"/>'
        "<published>2024-04-30T00:00:00Z</published><updated>2024-05-01T00:00:00Z</updated></entry></feed>"
    )
    (entry,) = read_feed(atom.encode(), f"{SITE}/atom.xml")
    assert str(entry.changed) == "2024-05-01 00:00:00+00:00"
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "5", "url": f"{SITE}/5"}, 7, {"id": 3}]}
    assert read_feed(json.dumps(feed).encode(), SITE) == [FeedEntry(f"{SITE}/5")]


@given(st.binary(max_size=400))
def test_no_bytes_break_the_readers(content: bytes) -> None:
    for start in (b"", b"<rss><channel><item><link>", b'{"items": ', b"<urlset><url><loc>"):
        is_feed(start + content)
        for reader in (lambda data: read_feed(data, SITE), sitemap):
            try:
                reader(start + content)
            except ValueError:
                continue


def test_feeds_that_a_page_announces() -> None:
    html = "<link rel=alternate type='application/atom+xml' href='/atom'><link rel=alternate hreflang=en href='/en'>"
    assert announced_feeds(html, f"{SITE}/") == [f"{SITE}/atom"]


@pytest.mark.parametrize(
    ("url", "is_asked"),
    [
        ("/news/articleView.html?idxno=1", True),
        ("/news/articlePrint.html?idxno=1", False),
        ("/2024/04/30/login-problems-at-the-town-hall/", True),
        ("/bbs/board.php?bo_table=news&sst=wr_hit", False),
        ("/bbs/board.php?bo_table=news&wr_id=7", True),
        ("/news/search_result.html?search=a", False),
        ("/local/", True),
        ("/about/", False),
        ("/pdf/1.pdf", False),
        ("/?s=ferry", False),
        ("/wp-login.php", False),
    ],
)
def test_traps_are_told_by_the_address(url: str, *, is_asked: bool) -> None:
    assert (look(SITE + url).refusal is None) is is_asked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/news/articleView.html?idxno=1", "/news/articleView.html?idxno=22"),
        ("/2024/04/30/a/", "/2023/01/02/the-long-way-home-again/"),
        ("/story/bridge-is-open-70001", "/story/a-new-roof-for-the-market-70500"),
        ("/article.php?aid=1714400000123", "/article.php?aid=1714400009999"),
    ],
)
def test_stories_of_a_site_have_one_shape(one: str, other: str) -> None:
    assert look(SITE + one).shape == look(SITE + other).shape
    assert look(SITE + one).is_open


def test_lists_and_stories_have_different_shapes() -> None:
    shapes = {look(SITE + path).shape for path in ("/news/list.html?code=S1N1", "/news/view.html?idxno=1", "/news/")}
    assert len(shapes) == 3
    assert look(f"{SITE}/2024/04/").is_dated
    assert look(f"{SITE}/calendar.html?day=2024-04-30").is_dated
    assert not look(f"{SITE}/2024/04/30/ferry/").is_dated


def test_links() -> None:
    assert absolute(f"{SITE}/a/", "../b?utm_source=x#c") == f"{SITE}/b"
    for href in ("javascript:void(0)", "mailto:a@b.c", "#top", "http://[", "ftp://a/b", ""):
        assert absolute(SITE, href) is None
    scope = Scope("https://www.paper.example/")
    assert scope.holds("http://m.paper.example/1")
    assert scope.holds("https://news.paper.example/1")
    assert not scope.holds("https://otherpaper.example/1")
    assert not Scope("http://127.0.0.1:8000/").holds("http://127.0.0.1:8001/")


def test_pages_of_a_list() -> None:
    place = page_place(f"{SITE}/list.html?code=S1&page=3")
    assert place
    assert place.at(4) == f"{SITE}/list.html?code=S1&page=4"
    assert page_place(f"{SITE}/news/articleView.html?idxno=7") is None


def walked(pages: int, named: int, *, is_update: bool = False) -> list[int]:
    """The pages that a walk asks for, of a list whose first `named` pages the sitemap had named."""
    asked, waiting = [1], [Step(1)]
    while waiting:
        step = waiting.pop(0)
        is_there = step.page <= pages
        seen = Seen(is_there, step.page > named, step.page <= named, min(pages, step.page + 9))
        for following_step in following(step, seen, is_update=is_update):
            asked.append(following_step.page)
            waiting.append(following_step)
    return asked


@pytest.mark.parametrize("pages", [1, 2, 7, 40])
@pytest.mark.parametrize("named", [0, 1, 5, 12, 40])
def test_a_walk_misses_nothing_that_the_sitemap_had_not(pages: int, named: int) -> None:
    asked = walked(pages, named)
    assert set(range(named + 1, pages + 1)) <= set(asked)
    assert len(asked) == len(set(asked)) or named
    if named >= pages:
        # Three steps of one, then doubling forth and halving back.
        assert len(asked) <= 14


def test_an_update_reads_a_list_until_it_knows_all() -> None:
    assert walked(40, 0, is_update=True) == list(range(1, 41))
    assert walked(40, 40, is_update=True) == [1]


def test_a_shape_is_what_most_of_its_pages_are() -> None:
    shapes = Shapes()
    assert shapes.kind("a") is Kind.UNKNOWN
    shapes["a"].named += 1
    assert shapes.kind("a") is Kind.STORY
    for _ in range(PROBES):
        shapes["b"].lists += 1
        shapes["c"].others += 1
    assert (shapes.kind("b"), shapes.kind("c")) == (Kind.LIST, Kind.NEITHER)
    shapes["d"].stories += 1
    assert shapes.kind("d") is Kind.STORY
