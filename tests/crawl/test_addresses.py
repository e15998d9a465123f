"""Addresses on the way through a crawl: what is one page and what two, what is a story and what is none."""

import sqlite3
from pathlib import Path

import pytest

from scraper.crawl.site.sessions import Sessions
from scraper.discover import is_feed_address, look
from scraper.store.identity.story import normal_url, story_key
from tests.fakes.raw_server import Line, RawServer, Script
from tests.fakes.small_paper import crawl, front, headline, headlines, paper, served, story, urlset

KO, SEOCHO = "%B0%AD%B3%B2", "%BC%AD%C3%CA"  # two districts in EUC-KR

# Addresses of one line are of one page, of two lines of two.
PAGES = (
    (f"http://paper.example/list.php?cate={KO}", f"http://paper.example/list.php?cate={KO.lower()}"),
    (f"http://paper.example/list.php?cate={SEOCHO}",),
    ("http://paper.example/list.php?cate=%EA%B0%95%EB%82%A8", "http://paper.example/list.php?cate=강남"),
    ("http://paper.example/a%2Fb/1",),
    ("http://paper.example/a/b/1", "http://paper.example/a/./b/1", "http://paper.example/a/x/../b/1"),
    ("http://paper.example/view.php?20241",),
    ("http://paper.example/view.php?20241=",),
    ("http://paper.example/view.php?20242",),
    ("http://신문.example/1", "http://xn--z92b13l.example/1", "http://XN--Z92B13L.example:80/1"),
    ("http://münchen.example/1", "http://MÜNCHEN.example/1", "http://xn--mnchen-3ya.example/1"),
    ("http://paper.example/find?a=1%2B1",),
    ("http://paper.example/find?a=1+1",),
    ("http://paper.example/x?t=7", "http://paper.example/x?t=7&sid=0f3c9a7be1d24c55a1b2c3d4e5f60718",
     "http://me:secret@paper.example/x?t=7", "http://paper.example/x;jsessionid=AB12?t=7",
     "http://paper.example/(S(lit3py55t21z5v55vlm25s55))/x?t=7", "http://paper.example\\x?t=7"),
    ("http://paper.example/x?t=7&sid=101",),
)  # fmt: skip


def test_addresses_of_one_page_fall_together_and_of_two_do_not() -> None:
    keys = [{story_key(url) for url in line} for line in PAGES]
    assert [len(found) for found in keys] == [1] * len(PAGES)
    assert len(set.union(*keys)) == len(PAGES)


@pytest.mark.parametrize("query", ["20241", f"cate={KO}", "a=1&b", "a=b=c", "a=1+1", "a=%2B", "a", "x=%26"])
def test_the_address_that_is_shown_still_works(query: str) -> None:
    assert normal_url(f"http://paper.example/view.php?{query}") == f"http://paper.example/view.php?{query}"


def test_a_key_fits_into_every_index() -> None:
    long = "http://paper.example/news/" + "".join(chr(97 + number * number % 23) for number in range(6000))
    assert len(story_key(long)) < 1000
    assert story_key(long) != story_key(f"{long}x")


# ---------------------------------------------------------------- what is a story by its address

FEEDS = ("/feed/", "/rss", "/rss.xml", "/rss/S1N1.xml", "/feeds/posts/default", "/news/feed", "/atom.xml",
         "/index.rdf", "/blog?format=rss", "/rss_all.xml", "/allArticle.rss", "/feed.json", "/?feed=rss2")  # fmt: skip
NO_FEEDS = ("/rss-441902", "/2024/05/02/new-cattle-feed-plant-opens", "/feedback", "/news/inside-the-atom-smasher",
            "/feed/local/46021-mill-sold-to-farmers.html", "/news/rss-is-not-dead", "/view?id=7&type=news",
            "/atomkraft/ein-ende-ohne-ende", "/feed-the-birds/", "/news/1?ref=feed")  # fmt: skip


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_by_its_address(path: str) -> None:
    assert is_feed_address(f"http://paper.example{path}")


@pytest.mark.parametrize("path", NO_FEEDS)
def test_a_word_in_a_slug_makes_no_feed(path: str) -> None:
    assert not is_feed_address(f"http://paper.example{path}")


@pytest.mark.parametrize(
    "path",
    ["/policy/46021-senate-passes-the-bill", "/history/local/the-bridge-that-never-was", "/jobs/2024/05/shipyard-hires",
     "/events/20240502/thousands-came", "/contact/news/4602", "/topics/health/46021-a-new-ward", "/about/46021",
     "/map/where-the-river-was-moved.html", "/staff/a-strike-of-nurses-ends", "/Legal/articleView.html?idxno=46021"],
)  # fmt: skip
def test_a_section_may_be_called_so(path: str) -> None:
    refusal = look(f"http://paper.example{path}").refusal
    assert refusal is None


@pytest.mark.parametrize(
    "path",
    ["/about", "/policy/", "/history.html", "/jobs", "/events/", "/login/46021-next", "/search/all-about-the-river",
     "/member/login.html", "/contact-us", "/print/46021", "/share/the-bridge-is-open", "/tag/river-and-sea"],
)  # fmt: skip
def test_what_is_no_section_stays_refused(path: str) -> None:
    assert look(f"http://paper.example{path}").refusal


def names(*words: str) -> list[str]:
    return [f"{one}-{other}" for one in words for other in ("strike", "fire", "budget", "feast")]


SITES: dict[str, tuple[list[str], bool]] = {
    # Addresses of stories, and whether their own data say that they are some.
    "two words": ([f"/{name}/" for name in names("river", "harbour", "school")], True),
    "two words unmarked": ([f"/{name}/" for name in names("river", "harbour", "school")], False),
    "two words in a folder": ([f"/news/{name}.html" for name in names("winter", "summer")], True),
    "two words in hangul": (
        [f"/{one}-{other}/" for one in ("시장", "항구", "학교") for other in ("축제", "화재")],
        True,
    ),
    "bare queries": ([f"/view.php?{number}" for number in range(20241, 20247)], False),
    "a section called events": ([f"/events/46{n}-the-parade-of-day-{n}" for n in range(10, 16)], False),
}


@pytest.mark.parametrize("name", SITES)
def test_no_story_is_lost_for_its_address(name: str, tmp_path: Path) -> None:
    paths, is_marked = SITES[name]
    from urllib.parse import quote

    pages: dict[str, Script] = served({"/": front([])})
    asked = {quote(path, safe="/?=-."): number for number, path in enumerate(paths, 1)}
    by_query = {path.partition("?")[2]: number for path, number in asked.items() if "?" in path}
    pages |= served({path: story(number, is_marked=is_marked) for path, number in asked.items() if "?" not in path})

    def view(line: Line) -> None:
        number = by_query.get(line.path.partition("?")[2])
        line.page(story(number, is_marked=is_marked).encode()) if number else line.page(b"", status="404 Not Found")

    with RawServer(scripts=pages | ({"/view.php": view} if by_query else {})) as server:
        server.scripts["/sitemap.xml"] = urlset(server.url(path) for path in asked)
        crawl(server, tmp_path)
    assert headlines(tmp_path) == {headline(number) for number in range(1, len(paths) + 1)}


@pytest.mark.parametrize("size", [1, 2, 3])
@pytest.mark.parametrize("section", ["/section{}.html", "/c/{}/", "/list?area={}", "/part-{}"])
def test_a_list_may_be_as_short_as_a_section(size: int, section: str, tmp_path: Path) -> None:
    places = [section.format(name) for name in ("a", "b", "c", "d", "e")]
    pages: dict[str, Script] = {}
    lists = {}
    for number, place in enumerate(places):
        first = 1 + number * size
        lists[place] = front(f"/news/{n}" for n in range(first, first + size))
    menu = "".join(f'<a href="{place}">{place}</a>' for place in places)
    pages = served({"/": front([], extra=menu), **{f"/news/{n}": story(n) for n in range(1, 5 * size + 1)}})
    pages |= served({place: page for place, page in lists.items() if "?" not in place})
    pages["/list"] = lambda line: line.page(lists.get(line.path, "").encode())
    with RawServer(scripts=pages) as server:
        crawl(server, tmp_path)
    assert headlines(tmp_path) == {headline(n) for n in range(1, 5 * size + 1)}


def test_a_held_shape_is_tried_though_its_first_pages_fail(tmp_path: Path) -> None:
    with RawServer(scripts=paper(12)) as server:
        for number in range(1, 7):
            del server.scripts[f"/news/{number}"]
        crawl(server, tmp_path)
    assert headlines(tmp_path) == {headline(number) for number in range(7, 13)}


# ---------------------------------------------------------------- sessions


@pytest.mark.parametrize("name", ["sid", "visit", "PHPSESSID", "zz_token"])
def test_one_page_under_changing_sessions_is_one(name: str, tmp_path: Path) -> None:
    asked = iter(range(1, 10_000))

    def links() -> list[str]:
        return [
            f"/view?t={number}&{name}={next(asked) * 0x9E3779B97F4A7C15 % (1 << 64):016x}0a"
            for number in range(101, 107)
        ]

    def view(line: Line) -> None:
        line.page(story(int(line.path.partition("t=")[2].partition("&")[0]) - 100, links=links()).encode())

    with RawServer(scripts={"/": lambda line: line.page(front(links()).encode()), "/view": view}) as server:
        for _ in range(2):
            crawl(server, tmp_path)
        assert len([path for path in server.paths() if path.startswith("/view")]) <= 14
    assert sorted(headlines(tmp_path)) == sorted(headline(number) for number in range(1, 7))
    with sqlite3.connect(tmp_path / "scraper.db") as database:
        assert database.execute("SELECT count(*) FROM articles").fetchone() == (6,)


def test_a_code_that_names_the_story_is_no_session() -> None:
    sessions = Sessions()
    for start in range(0, 40, 4):
        sessions.learn(f"http://paper.example/view/7?key=0a1b2c3d{number}" for number in range(start, start + 4))
        sessions.learn([f"http://paper.example/one/{start}?key=0a1b2c3d{start}"])
    assert sessions.names == set()
