"""Sitemaps and feeds as they are: what is read, what is refused, and that a part is never called the whole."""

import gzip
import io
import json
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scraper.discover.batches import LONGEST_ENTRY
from scraper.discover.feeds import FeedEntry, announced_feeds, read_feed
from scraper.discover.moments import read_date
from scraper.discover.refusals import HostileXML, Incomplete, NoEntries, PageInstead
from scraper.discover.sitemaps import Entry, read_sitemap

SITE = "http://paper.example"
MAP = f"{SITE}/maps/all.xml"
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)
MAY = datetime(2024, 4, 30, tzinfo=UTC)


def as_file(content: str | bytes) -> io.BytesIO:
    return io.BytesIO(content.encode() if isinstance(content, str) else content)


def sitemap(content: str | bytes) -> list[Entry]:
    return list(read_sitemap(as_file(content), MAP))


def urls(content: str | bytes) -> list[str]:
    return [entry.url for entry in sitemap(content)]


def cut(content: str | bytes) -> tuple[list[str], str]:
    """What comes of a file that is not all there, and what is said of it."""
    found: list[str] = []
    with pytest.raises(Incomplete) as error:
        found.extend(entry.url for entry in read_sitemap(as_file(content), MAP))
    return found, str(error.value)


def feed(content: str | bytes, at: str = f"{SITE}/blog/feed.xml", charset: str | None = None) -> list[FeedEntry]:
    return list(read_feed(content.encode() if isinstance(content, str) else content, at, charset))


def of(*places: object, tail: str = "") -> str:
    return "".join(f"<url><loc>{SITE}/{place}</loc>{tail}</url>" for place in places)


THREE = f"<urlset>{of(1, 2, 3)}</urlset>"
NAMED = [f"{SITE}/1", f"{SITE}/2", f"{SITE}/3"]


def test_a_sitemap_its_index_and_a_news_sitemap() -> None:
    plain = f"<urlset {SPACES}><url><loc> {SITE}/1?a=1&amp;b=2 </loc><lastmod>2024-04-30</lastmod></url></urlset>"
    assert sitemap(plain) == [Entry(f"{SITE}/1?a=1&b=2", changed=MAY)]
    assert sitemap(gzip.compress(plain.encode())) == sitemap(plain)
    index = f"<sitemapindex {SPACES}><sitemap><loc>{SITE}/s.xml</loc></sitemap></sitemapindex>"
    assert sitemap(index) == [Entry(f"{SITE}/s.xml", is_sitemap=True)]
    news = (
        f"<urlset {SPACES}><url><loc>{SITE}/2</loc><news:news><news:publication_date>2024-04-30T09:00:00+09:00"
        "</news:publication_date></news:news></url></urlset>"
    )
    assert sitemap(news)[0].is_news
    assert sitemap(news)[0].dated == MAY


def test_an_image_of_a_page_is_no_page() -> None:
    for space in ('xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"', ""):
        inner = f"<image:image><image:loc>{SITE}/a.jpg</image:loc></image:image><loc>{SITE}/a</loc>"
        inner += f"<video:video><video:loc>{SITE}/v</video:loc>"
        inner += "<video:publication_date>2001-01-01</video:publication_date></video:video>"
        assert sitemap(f"<urlset {SPACES} {space}><url>{inner}</url></urlset>") == [Entry(f"{SITE}/a")]


@pytest.mark.parametrize(
    "content",
    [
        THREE.replace("/1<", "/1?a=1&b=2<"),
        THREE.replace("/1<", "/1?a=1&amp;amp;b=2<"),
        THREE.replace(f"{SITE}/1", f"<![CDATA[{SITE}/1?a=1&b=2]]>"),
        THREE.replace(f"{SITE}/1", f"<![CDATA[\n{SITE}/1?a=1&amp;b=2 ]]>"),
        THREE.replace("/1<", "/1?a=1&amp;b=2<").replace("<url>", "\x02<url>"),
        "<br />\n<b>Warning</b>: something in map.php\n<?xml version='1.0'?>" + THREE.replace("/1<", "/1?a=1&amp;b=2<"),
        "\n\n\ufeff<?xml version='1.0' encoding='utf-16'?>" + THREE.replace("/1<", "/1?a=1&amp;b=2<"),
        f"{SITE}/1?a=1&b=2\r\n{SITE}/2\n\n/3",
        f"{SITE}/1?a=1&b=2\r{SITE}/2\r{SITE}/3",
        f"<urlset><loc>{SITE}/1?a=1&b=2</loc><loc>{SITE}/2</loc><loc>{SITE}/3</loc></urlset>",
        of("1?a=1&amp;b=2", 2, 3),
        THREE.replace("/1<", "/1?a=1&b=2<").upper().replace(SITE.upper(), SITE).replace("A=1&B", "a=1&b"),
        THREE.replace("/1<", "/1?a=1&amp;b=2<").replace("set>", 'set xmlns="http://google.com/schemas/sitemap">', 1),
        THREE.replace("/1<", "/1?a=1&amp;b=2<").replace("<", "<s:").replace("<s:/", "</s:"),
        "<urlset><url><loc>../1?a=1&b=2</loc></url><url><loc>/2</loc></url><url><loc>../maps/../3</loc></url></urlset>",
        "<!-- <html> made by hand -->" + THREE.replace("/1<", "/1?a=1&amp;b=2<"),
    ],
    ids=[
        "ampersand", "escaped twice", "cdata", "escaped in cdata", "control character", "a program's warning",
        "declared wrongly", "lines", "lines of a Mac", "no entries", "no root", "upper case", "another namespace",
        "prefix without namespace", "relative", "comment",
    ],
)  # fmt: skip
def test_sitemaps_as_they_are(content: str) -> None:
    assert urls(content) == [f"{SITE}/1?a=1&b=2", *NAMED[1:]]


@pytest.mark.parametrize(
    "content",
    [
        THREE.replace("/2</loc>", "/2"),
        THREE.replace("/2</loc></url>", "/2</loc>"),
        THREE.replace("</loc></url><url>", "</loc></url></url><url>"),
        THREE.replace("<url>", "<url lang=ko>"),
        THREE.replace("<urlset>", "<urlset version=1>"),
        THREE.replace("<url>", "<url><title>Fish & <chips</title>"),
        f"<urlset>{of(1)}</urlset><?xml version='1.0'?><urlset>{of(2, 3)}</urlset>",
    ],
    ids=["open loc", "open url", "closed twice", "attribute", "attribute of the root", "angle", "two files"],
)  # fmt: skip
def test_one_broken_entry_costs_no_other(content: str) -> None:
    assert urls(content) == NAMED


def test_what_html_and_nobody_calls_a_letter() -> None:
    assert urls(THREE.replace("/1<", "/1?a=1&section=2&eacute;&#0;&#xD83D;&#x26;c=3<"))[0].startswith(
        f"{SITE}/1?a=1&section=2"
    )
    assert urls(THREE.replace("/1<", "/1?a=1&bogus;<"))[0] == f"{SITE}/1?a=1&bogus;"


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp949", "utf-32"])
def test_the_charsets_of_sitemaps(charset: str) -> None:
    text = f'<?xml version="1.0" encoding="{"euc-kr" if charset == "cp949" else "utf-8"}"?>'
    text += f"<urlset><url><loc>{SITE}/순천/시정-소식/1</loc></url>{of(2, 3)}</urlset>"
    assert [url.rpartition("/")[2] for url in urls(text.encode(charset))] == ["1", "2", "3"]
    assert len(urls(gzip.compress(text.encode(charset)))) == 3


def test_packed_sitemaps() -> None:
    whole = THREE.encode()
    assert urls(b"".join(gzip.compress(whole[at : at + 20]) for at in range(0, len(whole), 20))) == NAMED
    assert urls(gzip.compress(whole) + b"\0" * 512) == NAMED
    assert urls(gzip.compress(gzip.compress(whole))) == NAMED
    many = f"<urlset>{of(*range(5000))}</urlset>".encode()
    packed = gzip.compress(many)
    found, told = cut(packed[: len(packed) // 2])
    assert 1000 < len(found) < 4000
    assert told == "the file is packed and ends too early"
    found, told = cut(packed[: len(packed) // 2] + b"\xff" * 40 + packed[len(packed) // 2 + 40 :])
    assert len(found) > 1000
    assert "packed wrongly" in told
    assert cut(gzip.compress(whole) + b"and more")[0] == NAMED


@pytest.mark.parametrize("end", [len(THREE) - 1, len(THREE) - 9, len(THREE) - 12, len(THREE) - 21])
def test_a_file_that_ends_too_early_says_so(end: int) -> None:
    found, told = cut(THREE[:end])
    assert found == (NAMED if THREE[:end].count("</loc>") == 3 else NAMED[:2])
    assert told.endswith("the file ends before its last element does")


def test_an_entry_that_cannot_be_read_is_counted() -> None:
    assert cut(THREE.replace("http://paper.example/2", "http://[your-domain]/2")) == (
        [NAMED[0], NAMED[2]],
        "1 of its entries can't be read",
    )
    hidden = THREE.replace(
        "<url><loc>http://paper.example/2", "<url><image><loc>/b.jpg</image><loc>http://paper.example/2"
    )
    assert cut(hidden)[0] == [NAMED[0], NAMED[2]]
    found, told = cut(f"<urlset>{of(1)}<url>{'<a>x</a>' * LONGEST_ENTRY}</url>{of(2)}</urlset>")
    assert found == NAMED[:2]
    assert told.startswith("an entry is longer than 1 MiB")


def test_indexes_as_they_are() -> None:
    for text in (
        f"<sitemapindex><sitemap><loc>{SITE}/a.xml?yy=1&mm=2</loc></sitemap></sitemapindex>",
        f"<sitemapindex><url><loc>{SITE}/a.xml?yy=1&mm=2</loc></url></sitemapindex>",
        f"<sitemapindex><loc>{SITE}/a.xml?yy=1&mm=2</loc></sitemapindex>",
        f"<sitemapindex><sitemap>{SITE}/a.xml?yy=1&mm=2</sitemap></sitemapindex>",
        "<sitemap><loc>/a.xml?yy=1&amp;mm=2</loc></sitemap>",
        f"<urlset><sitemap><loc>{SITE}/a.xml?yy=1&mm=2</loc></sitemap></urlset>",
    ):
        assert sitemap(text) == [Entry(f"{SITE}/a.xml?yy=1&mm=2", is_sitemap=True)]
    assert [
        entry.is_sitemap for entry in sitemap(f"<urlset>{of('post-sitemap2.xml', 'news/sitemap-of-the-town')}</urlset>")
    ] == [True, False]


RSS = (
    '<rss version="2.0"><channel><link>/</link><item><title>Ferry</title><link>/news/1</link>'
    "<pubDate>Tue, 30 Apr 2024 09:00:00 +0900</pubDate></item></channel></rss>"
)


def test_a_feed_in_the_place_of_a_sitemap_and_the_other_way_round() -> None:
    atom = '<feed><entry><link href="/news/1"/><published>2024-04-30T00:00:00Z</published></entry></feed>'
    data = json.dumps({"items": [{"url": "/news/1", "date_published": "2024-04-30"}]})
    for text in (RSS, atom, data):
        assert sitemap(text) == [Entry(f"{SITE}/news/1", is_news=True, dated=MAY)]
    assert [entry.url for entry in feed(THREE)] == NAMED
    with pytest.raises(Incomplete, match="names sitemaps"):
        feed("<sitemapindex><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>")


def test_a_page_in_the_place_of_a_sitemap_is_no_more_than_its_links() -> None:
    page = f"<!doctype html><html><body><p><a href='../x/1'>one</a> {SITE}/2</p><pre>{SITE}/3</pre>"
    found: list[Entry] = []
    with pytest.raises(PageInstead):
        found.extend(read_sitemap(as_file(page), MAP))
    assert found == [Entry(f"{SITE}/{place}", is_link=True) for place in ("x/1", "2", "3")]
    with pytest.raises(NoEntries):
        feed(page)


@pytest.mark.parametrize(
    "content",
    [
        "nothing here",
        "<Error><Code>AccessDenied</Code></Error>",
        '{"status": 404}',
        '{"items": [',
        "[" * 100_000,
        "<rs",
    ],
)
def test_what_names_nothing(content: str) -> None:
    for reader in (sitemap, feed):
        with pytest.raises(NoEntries):
            reader(content)


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>',
        '<!DOCTYPE l [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE urlset SYSTEM "http://127.0.0.1/x.dtd">',
        '<?xml version="1.0"?><!-- --><!doctype rss [<!entity % b "x">]>',
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_hostile_files_are_refused(prolog: str, charset: str) -> None:
    text = f"{prolog}<urlset><url><loc>{SITE}/&b;</loc></url></urlset>".encode(charset)
    for reader in (sitemap, feed):
        with pytest.raises(HostileXML):
            reader(text)


def test_the_document_type_of_an_old_feed_is_none_of_its_own() -> None:
    kind = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'
    assert len(feed(kind + RSS)) == 1


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
    for count in (5_000, 10_000):
        tracemalloc.start()
        assert sum(1 for _ in read_sitemap(Endless(count), MAP)) == count  # type: ignore[arg-type,misc]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0] + 200_000


@pytest.mark.parametrize(
    "piece", ["<url>", "<url><![CDATA[</url>", "<url><!--</url>", "<url ", "&", "<", "</url>", "<loc>x"]
)
def test_hostile_shapes_stay_linear(piece: str) -> None:
    text = "<urlset>" + piece * ((1 << 17) // len(piece))
    with pytest.raises(Incomplete):
        sitemap(text)


def test_feeds() -> None:
    rss = (
        '<?xml version="1.0" encoding="euc-kr"?><rss version="2.0"><channel><item><title>똠방각하 소식</title>'
        "<link>http://paper.example/news/1</link><pubDate>Tue, 30 Apr 2024 09:00:00 +0900</pubDate></item>"
        "</channel></rss>"
    )
    assert feed(rss.encode("cp949"), charset="euc-kr") == [FeedEntry(f"{SITE}/news/1", MAY)]
    for charset in ("utf-16", "utf-16-le", "utf-8-sig"):
        assert feed(rss.encode(charset)) == [FeedEntry(f"{SITE}/news/1", MAY)]
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="http://paper.example/4"/>'
        "<published>2024-04-30T00:00:00Z</published><updated>2024-05-01T00:00:00Z</updated></entry></feed>"
    )
    assert feed(atom) == [FeedEntry(f"{SITE}/4", MAY, datetime(2024, 5, 1, tzinfo=UTC))]


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>news/1</link>", "/blog/news/1"),
        ("<link>./news/1</link>", "/blog/news/1"),
        ("<link>../blog/news/1</link>", "/blog/news/1"),
        ("<link><![CDATA[ /news/1?a=1&b=2 ]]></link>", "/news/1?a=1&b=2"),
        ("<link/>http://paper.example/news/1", "/news/1"),
        ("<link></link><guid>http://paper.example/news/1</guid>", "/news/1"),
        ("<guid>7</guid><link>/news/1</link>", "/news/1"),
        ("<atom:link rel='self' href='/self'/><link>/news/1</link>", "/news/1"),
        ("<feedburner:origLink>/news/1</feedburner:origLink><link>http://feeds.example/~r/1</link>", "/news/1"),
        ("<source><link>/other</link></source><link>/news/1</link>", "/news/1"),
        ("<title>A & B <br></title><link>/news/1</link>", "/news/1"),
        ("<description><![CDATA[</item><item><link>/no</link>]]></description><link>/news/1</link>", "/news/1"),
        (
            "<enclosure url='/a.mp3'/><media:group><media:link>/m</media:link></media:group><link>/news/1</link>",
            "/news/1",
        ),
    ],
)
def test_the_address_of_a_story_in_rss(item: str, url: str) -> None:
    text = f"<rss><channel><link>/</link><item>{item}</item><item><link>/last</link></item></channel></rss>"
    assert [entry.url for entry in feed(text)] == [SITE + url, f"{SITE}/last"]


def test_other_forms_of_feeds() -> None:
    rdf = '<rdf:RDF xmlns:rdf="r"><channel rdf:about="/"><items/></channel><item rdf:about="/news/1">'
    rdf += "<dc:date>2024-04-30</dc:date></item></rdf:RDF>"
    assert feed(rdf) == [FeedEntry(f"{SITE}/news/1", MAY)]
    atom = (
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:base="/town/"><a:link rel="self" href="/feed"/><a:entry>'
        '<a:link rel="replies" href="/r"/><a:link rel="alternate" type="application/json" href="/j"/>'
        '<a:link href="news/1" type="text/html"/><a:source><a:updated>2001-01-01</a:updated></a:source>'
        "<a:updated>2024-04-30</a:updated></a:entry></a:feed>"
    )
    assert feed(atom) == [FeedEntry(f"{SITE}/town/news/1", MAY, MAY)]
    assert feed(atom.replace(' xmlns:a="http://www.w3.org/2005/Atom"', "")) == feed(atom)


def test_json_feeds() -> None:
    items = [{"id": "5", "url": "news/5"}, 7, {"id": 3}, {"id": f"{SITE}/6", "date_published": "2024-04-30"}]
    wanted = [FeedEntry(f"{SITE}/blog/news/5"), FeedEntry(f"{SITE}/6", MAY)]
    late = {"items": items, "title": "The paper", "version": "https://jsonfeed.org/version/1.1"}
    for told in ({"version": "https://jsonfeed.org/version/1.1", "items": items}, {"items": items}, items, late):
        assert feed(json.dumps(told)) == wanted
        assert feed("\ufeff \n" + json.dumps(told)) == wanted
    with pytest.raises(Incomplete, match="1 of its entries"):
        feed(json.dumps([*items, {"url": "http://[", "id": "8"}]))


def test_a_feed_that_ends_too_early_says_so() -> None:
    broken = "<rss><channel><item><title>A & B <br></title><link>/news/2</link></item><item><link>/news/3</link>"
    found: list[str] = []
    with pytest.raises(Incomplete, match="ends before"):
        found.extend(entry.url for entry in read_feed(broken.encode(), f"{SITE}/rss.xml"))
    assert found == [f"{SITE}/news/2", f"{SITE}/news/3"]


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><link href="/"/>'
    + "".join(
        f"<entry><title>F</title><link href='{SITE}/{n}'/><updated>2024-04-30</updated></entry>" for n in (1, 2, 3)
    )
    + "</feed>"
)
ITEMS = "".join(
    f"<item><title>A &amp; B</title><link>{SITE}/{n}</link><description><![CDATA[<p>]]></description></item>\n"
    for n in (1, 2, 3)
)


@pytest.mark.parametrize(
    "text",
    [f'<urlset xmlns="s">\n{of(1, 2, 3)}\n</urlset>', f'<rss version="2"><channel>{ITEMS}</channel></rss>', ATOM],
)
def test_no_part_is_lost_in_silence(text: str) -> None:
    """Wherever a file is cut, or one byte of it is another or gone: all entries come, or it is said."""
    data = text.encode()
    assert urls(data) == NAMED
    changed = [
        data[:at] + other + data[at + 1 :] for at in range(len(data)) for other in (b"<", b">", b"/", b"x", b" ", b"")
    ]
    for one in (*changed, *(data[:at] for at in range(len(data)))):
        found: list[str] = []
        try:
            found.extend(entry.url for entry in read_sitemap(as_file(one), MAP))
        except ValueError:
            continue
        assert len(found) == 3


@given(st.binary(max_size=400))
@example(b"\x1f\x8b")
@example(b"<url><loc>&#1114112;</loc></url>")
def test_no_bytes_break_the_readers(content: bytes) -> None:
    for start in (b"", b"<rss><channel><item><link>", b'{"items": ', b"<urlset><url><loc>", b"\xff\xfe"):
        for reader in (feed, sitemap):
            try:
                reader(start + content)
            except (HostileXML, Incomplete, NoEntries):
                continue


@given(st.text(max_size=60))
def test_no_date_breaks_the_reader(text: str) -> None:
    for one in (text, "2024-04-30" + text, "Tue, 30 Apr 2024 " + text):
        moment = read_date(one)
        assert moment is None or moment.astimezone(UTC).year > 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2024-04-30 09:05:07", "2024-04-30T09:05:07+00:00"),
        ("2024.4.30 9:05", "2024-04-30T09:05:00+00:00"),
        ("2024-04-30T09:05:07.123+0900", "2024-04-30T09:05:07.123000+09:00"),
        ("30 Apr 24 09:05 EST", "2024-04-30T09:05:00-05:00"),
        ("Tuesday, 30-April-2024 09:05:07 GMT", "2024-04-30T09:05:07+00:00"),
        ("Tue, 30 Apr 2024 24:05:07 +0000", None),
        ("0001-01-01T00:00:00+09:00", None),
        ("0001-01-01", None),
        ("9999-12-31T23:59:59-09:00", None),
        ("1970-01-01T09:00:00+09:00", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates(text: str, told: str | None) -> None:
    moment = read_date(text)
    assert (moment and moment.isoformat()) == told


def test_feeds_that_a_page_announces() -> None:
    html = "<link rel=alternate type='application/atom+xml' href='/atom'><link rel=alternate hreflang=en href='/en'>"
    assert announced_feeds(html, f"{SITE}/") == [f"{SITE}/atom"]
    html = "<base href='/town/'><link rel=alternate type='application/rss&#43;xml' href='feed?a=1&amp;b=2'>"
    assert announced_feeds(html, f"{SITE}/") == [f"{SITE}/town/feed?a=1&b=2"]
    assert announced_feeds("<link type='application/rss+xml' href='http://['>", f"{SITE}/") == []
    html = "<link rel=alternate type='application/rss+xml' href='/feed?a=1&section=town&copy=2&amp;b'>"
    assert announced_feeds(html, f"{SITE}/") == [f"{SITE}/feed?a=1&section=town&copy=2&b"]
