"""Papers of other shapes, by what their addresses, lists and pages do: no story is lost, and none comes twice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scraper.store import Archive
from tests.fakes.raw_server import RawServer
from tests.fakes.small_paper import crawl, front, headline, served, story

Pages = dict[str, str]
COUNT = 24
STORIES = range(1, COUNT + 1)
ALL = sorted(headline(number) for number in STORIES)


def plain(number: int, *links: str) -> str:
    """A story as an old system makes it: a date in the text, nothing in the head."""
    return story(number, links=links, is_marked=False)


def rows(links: dict[str, str], more: str = "") -> str:
    """A list of titled links."""
    items = "".join(f'<li><a href="{address}">{title}</a></li>' for address, title in links.items())
    return f"<html><head><title>The Courier</title></head><body><ul>{items}</ul>{more}</body></html>"


def listed(numbers: list[int], address: Callable[[int], str], more: str = "") -> str:
    return rows({address(number): headline(number) for number in numbers}, more)


def in_pages(size: int = 8) -> list[list[int]]:
    numbers = list(STORIES)
    return [numbers[start : start + size] for start in range(0, COUNT, size)]


def a_list_that_hands_on_its_page(form: str, name: str) -> Pages:
    """Every link of a list says which page of the list it stood on, and so do a story's links to its neighbours."""
    lists, pages = in_pages(), {}
    for page, numbers in enumerate(lists, 1):

        def at(number: int, page: int = page) -> str:
            return f"{form.format(number)}&{name}={page}"

        turning = "".join(f'<a href="/list?b=1&{name}={one}">{one}</a> ' for one in range(1, 4)) + "다음"
        pages[f"/list?b=1&{name}={page}"] = listed(numbers, at, turning)
        for number in numbers:
            pages[form.format(number)] = plain(number)
            for other in range(1, 4):
                pages[f"{form.format(number)}&{name}={other}"] = plain(number, at(number % COUNT + 1))
    return {"/": front(["/list?b=1"]), "/list?b=1": pages[f"/list?b=1&{name}=1"], **pages}


def links_that_say_where_they_stood(name: str) -> Pages:
    """A story's links to others name the story on which they stand."""
    pages = {"/": listed(list(STORIES), lambda number: f"/news/{number}00")}
    for number in STORIES:
        others = [(number + step) % COUNT + 1 for step in (1, 5, 9)]
        page = plain(number, *(f"/news/{other}00?{name}={number}00" for other in others))
        pages[f"/news/{number}00"] = page
        pages |= {f"/news/{number}00?{name}={other}00": page for other in STORIES}
    return pages


def two_sections() -> Pages:
    """Some stories stand in two sections, and nothing says which is theirs."""
    names = ("local", "politics")
    pages = {"/": rows({f"/{name}": name for name in names})}
    for at, name in enumerate(names):
        mine = [number for number in STORIES if number % 2 == at or number % 3 == 0]
        pages[f"/{name}"] = listed(mine, lambda number, name=name: f"/{name}/{number}00-the-story-of-the-day")  # type: ignore[misc]
        pages |= {f"/{name}/{number}00-the-story-of-the-day": plain(number) for number in mine}
    return pages


def codes_of_letters() -> Pages:
    def at(number: int) -> str:
        return "/s/" + "".join("bcdfghjklm"[int(digit)] for digit in f"{number * 7919:06}")

    lists = in_pages()
    pages = {"/": rows({"/all": "All", "/team": "Team"}), "/team": "<h1>Team</h1><p>We are three.</p>"}
    for page, numbers in enumerate(lists, 1):
        following = f'<a href="/all?page={page + 1}">Next</a>' if page < len(lists) else ""
        pages[f"/all?page={page}"] = listed(numbers, at, following)
    return pages | {"/all": pages["/all?page=1"]} | {at(number): plain(number) for number in STORIES}


def clicks() -> Pages:
    """Rows and page numbers are no links: a script leads on."""
    pages = {"/": rows({"/list.php?cate=1": "Local"})}
    for page, numbers in enumerate(in_pages(), 1):
        items = "".join(
            f"""<tr onclick="location.href='/view.php?no={number}00'"><td>{headline(number)}</td></tr>"""
            for number in numbers
        )
        turning = "".join(
            f"""<a href="javascript:location.href='/list.php?cate=1&amp;page={one}'">[{one}]</a>""" for one in (1, 2, 3)
        )
        pages[f"/list.php?cate=1&page={page}"] = f"<html><body><table>{items}</table>{turning}</body></html>"
    pages["/list.php?cate=1"] = pages["/list.php?cate=1&page=1"]
    return pages | {f"/view.php?no={number}00": plain(number) for number in STORIES}


def frames(tag: str) -> Pages:
    return {
        "/": f"<html><head><title>Courier</title></head>{tag.format('/top.html')}{tag.format('/main.html')}</html>",
        "/top.html": rows({"/local": "Local"}),
        "/main.html": listed(list(range(1, 9)), lambda number: f"/news/{number}00"),
        "/local": listed(list(STORIES), lambda number: f"/news/{number}00"),
    } | {f"/news/{number}00": plain(number) for number in STORIES}


def no_dates() -> Pages:
    pages = {"/": rows({f"/news/{number}00": headline(number) for number in STORIES} | {"/shop/12": "A mug"})}
    for number in STORIES:
        text = "".join(f"<p>{part}</p>" for part in plain(number).split("<p>")[1:])
        pages[f"/news/{number}00"] = f"<html><body><h1>{headline(number)}</h1>{text}</body></html>"
    return pages


def steps_of_stories(name: str) -> Pages:
    """Lists go on by the number of stories that are passed over, or by the last one shown."""
    pages = {"/": rows({"/latest": "Latest"})}
    lists = in_pages(3)

    def mark(place: int) -> str:
        return str(place * 3) if name == "offset" else f"c{place * 7919:07}"

    for at, numbers in enumerate(lists):
        following = f'<a href="/latest?{name}={mark(at + 1)}">Load more</a>' if at + 1 < len(lists) else ""
        pages[f"/latest?{name}={mark(at)}"] = listed(numbers, lambda number: f"/news/{number}00", following)
    pages["/latest"] = pages[f"/latest?{name}={mark(0)}"]
    return pages | {f"/news/{number}00": plain(number) for number in STORIES}


PAPERS: dict[str, tuple[Pages, float]] = {
    "gnuboard": (a_list_that_hands_on_its_page("/bbs/board.php?bo_table=news&wr_id={}00", "page"), 1.6),
    "pageNo": (a_list_that_hands_on_its_page("/view.do?key={}00", "pageNo"), 1.6),
    "curPage": (a_list_that_hands_on_its_page("/news/read?cate=7&seq={}00", "curPage"), 1.6),
    "from": (links_that_say_where_they_stood("from"), 2.0),
    "pos": (links_that_say_where_they_stood("pos"), 2.0),
    "two sections": (two_sections(), 1.8),
    "codes of letters": (codes_of_letters(), 1.8),
    "clicks": (clicks(), 1.6),
    "frameset": (frames('<frame src="{}">'), 1.6),
    "iframes": (frames('<iframe width=100 src="{}"></iframe>'), 1.6),
    "no dates": (no_dates(), 1.8),
    "offset": (steps_of_stories("offset"), 1.8),
    "cursor": (steps_of_stories("cursor"), 1.8),
}


@pytest.mark.parametrize("name", PAPERS)
def test_every_story_is_there_once_and_few_pages_are_asked(name: str, tmp_path: Path) -> None:
    pages, most = PAPERS[name]
    with RawServer(scripts=served(pages)) as server:
        assert crawl(server, tmp_path).state == "complete"
        asked = server.paths()
        with Archive.open(tmp_path) as archive:
            assert sorted(article.headline or "" for _, article in archive.records()) == ALL
        assert len(asked) <= most * COUNT
        # What was learned of the site holds in the next run: nothing comes twice.
        crawl(server, tmp_path)
        with Archive.open(tmp_path) as archive:
            assert len(list(archive.records())) == COUNT
