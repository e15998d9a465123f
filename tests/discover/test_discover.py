"""What addresses say by themselves, and lists walked by them."""

import pytest

from scraper.discover import Scope, absolute, look, page_place
from scraper.discover.series import Seen, Step, following
from scraper.discover.shapes import PROBES, Kind, Shapes

SITE = "http://paper.example"


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
