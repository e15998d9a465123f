"""What a page asks for to be shown: sheets and pictures, each kind of markup in which they are named."""

import time

import pytest

from scraper.discover.assets import Assets, page_assets, sheet_assets
from scraper.discover.assets.srcset import chosen, shown_width

PAGE = "https://www.harbour.example/news/2024/ferry"


def found(markup: str) -> Assets:
    """What the page asks for, without the beginning that all addresses share."""
    asked = page_assets(markup, PAGE)
    return Assets(*(tuple(url.removeprefix("https://www.harbour.example") for url in urls) for urls in asked))


@pytest.mark.parametrize(
    ("markup", "sheets", "pictures"),
    [
        ('<link rel="stylesheet" href="/a.css?v=3"><img src="quay.jpg">', ["/a.css?v=3"], ["/news/2024/quay.jpg"]),
        ('<base href="/static/"><img src="quay.jpg">', [], ["/static/quay.jpg"]),
        ("<style>@import url(/a.css); h1 { background: url('b.png') }</style>", ["/a.css"], ["/news/2024/b.png"]),
        ('<div style="background-image:url(&quot;/사진.jpg&quot;)">', [], ["/%EC%82%AC%EC%A7%84.jpg"]),
        ('<link rel="preload" as="style" href="/late.css" onload="this.rel=\'stylesheet\'">', ["/late.css"], []),
        ('<link rel="alternate stylesheet" href="/night.css"><link rel=stylesheet media=print href="/p.css">', [], []),
        ('<link rel="shortcut icon" href="/favicon.ico">', [], ["/favicon.ico"]),
        ('<table background="/paper.gif"><tr><td background="/cell.gif">', [], ["/paper.gif", "/cell.gif"]),
        ('<video poster="/still.jpg" src="/film.mp4"></video>', [], ["/still.jpg"]),
        ('<script src="/app.js"></script><iframe src="/frame.html"></iframe>', [], []),
        ('<img src="/count.gif" width="1" height="1"><img src="/count2.gif" width=0>', [], []),
        ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/real.jpg">', [], ["/real.jpg"]),
        ('<img src="/a.jpg"><img src="/a.jpg#again">', [], ["/a.jpg"]),
        ('<img src="/wide.jpg" srcset="/s.jpg 400w, /m.jpg 1280w, /l.jpg 2560w">', [], ["/m.jpg", "/wide.jpg"]),
        (
            """<picture><source media="(max-width: 600px)" srcset="/phone.webp">
            <source srcset="/desk.webp 1x, /two.webp 2x"><source srcset="/other.jpg">
            <img src="/old.jpg"></picture><img src="/next.jpg">""",
            [],
            ["/desk.webp", "/next.jpg", "/old.jpg"],
        ),
        ('<img src="mailto:a@b.example"><img src="http://[bad/"><img src="">', [], []),
    ],
)  # fmt: skip
def test_what_a_page_asks_for(markup: str, sheets: list[str], pictures: list[str]) -> None:
    assert found(markup) == (tuple(sheets), tuple(pictures))


def test_a_page_in_its_own_charset() -> None:
    asked = page_assets("<img src='/view?name=강남'>", PAGE, "cp949")
    assert asked.pictures == ("https://www.harbour.example/view?name=%B0%AD%B3%B2",)


def test_a_log_in_in_an_address_is_left_out() -> None:
    assert page_assets("<img src='https://me:secret@cdn.example/a.jpg'>", PAGE).pictures == (
        "https://cdn.example/a.jpg",
    )


@pytest.mark.parametrize(
    ("css", "sheets", "pictures"),
    [
        ('@import "base.css"; @import url("print.css") print; @import url(wide.css) screen;', ["base", "wide"], []),
        ("@font-face { font-family: x; src: url(x.woff2), url(x.ttf) } a { background: url(dot.css) }", [], ["dot"]),
        ("/* url(old.css) */ b { background: url( 'new.css' ) } c { cursor: url(data:image/png,AA) }", [], ["new"]),
        ("b { background: url(open.css", [], []),
    ],
)  # fmt: skip
def test_what_a_sheet_asks_for(css: str, sheets: list[str], pictures: list[str]) -> None:
    asked = sheet_assets(css, "https://cdn.example/css/main.css")
    assert [url.rpartition("/")[2].removesuffix(".css") for url in asked.sheets] == sheets
    assert [url.rpartition("/")[2].removesuffix(".css") for url in asked.pictures] == pictures


@pytest.mark.parametrize(
    ("srcset", "sizes", "best"),
    [
        ("a.jpg 300w, b.jpg 700w, c.jpg 1400w", "(min-width: 1000px) 640px, 100vw", "b.jpg"),
        ("a.jpg 300w, b.jpg 700w, c.jpg 1400w", "(max-width: 1000px) 640px, 100vw", "c.jpg"),
        ("a.jpg 300w, b.jpg 700w", None, "b.jpg"),
        ("a.jpg 300w 200h, b.jpg 700w 500h", "calc(100vw - 20px)", "b.jpg"),
        ("c,300/a.jpg 2x, c,150/a.jpg 1x", None, "c,150/a.jpg"),
        ("a.jpg, b.jpg 1.5x", None, "a.jpg"),
        ("a.jpg nonsense, b.jpg 2..x, c.jpg 3x", None, "c.jpg"),
        (",, ,", None, None),
        ("", "50vw", None),
    ],
)
def test_the_size_that_a_browser_chooses(srcset: str, sizes: str | None, best: str | None) -> None:
    assert chosen(srcset, sizes) == best


def test_what_is_no_width_is_the_window() -> None:
    assert [shown_width(told) for told in ("0px", "auto", "9.9.9vw", "")] == [1280.0] * 4


@pytest.mark.parametrize(
    "hostile",
    ["url(" + " " * 50_000, "@import " * 20_000, "@font-face {" * 20_000, "/*" * 50_000, "a { b: url(" + "x" * 50_000],
)
def test_a_hostile_sheet_takes_no_time(hostile: str) -> None:
    began = time.perf_counter()
    sheet_assets(hostile, PAGE)
    page_assets(f'<img srcset="{"1" * 50_000}" sizes="{"9" * 50_000}px">', PAGE)
    assert time.perf_counter() - began < 1.0
