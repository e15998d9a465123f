"""The screens in a real Chromium: hostile pages, the X-ray, phones, the dark; skipped by name where there is none."""

import importlib.util
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from scraper.fetch.browser import find_browser
from scraper.model import Response
from scraper.pipeline import record_of
from scraper.store import Archive, Item
from scraper.web import Settings, application
from tests.fakes.served_paper import fill, story_page

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("playwright") is None or find_browser() is None, reason="no playwright or no Chromium here"
)

HOSTILE = """
<!doctype html><html><head><title>Harbour wall | Gazette</title><base href="//127.0.0.1:9/">
<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/refresh">
<link rel="stylesheet" href="http://127.0.0.1:9/x.css"><link rel="prefetch" href="http://127.0.0.1:9/prefetch">
<style>@import "http://127.0.0.1:9/import.css"; body { background: url(http://127.0.0.1:9/css) }
p { background: \\75rl(http://127.0.0.1:9/escaped) } @font-face { font-family: x; src: url(http://127.0.0.1:9/font) }
h1 { font-family: x } body:has(input[value^=a]) { background: image-set("http://127.0.0.1:9/set" 1x) }</style>
<script>window.acted = 1; parent.postMessage({kind: "click", block: "<img src=x onerror=alert(1)>"}, "*");
top.location = "http://127.0.0.1:9/top"; fetch("http://127.0.0.1:9/fetch")</script></head>
<body onload="window.acted = 1"><h1>Harbour wall stands</h1>
<img src="http://127.0.0.1:9/img" onerror="window.acted = 1"><img srcset="http://127.0.0.1:9/srcset 1x">
<svg onload="window.acted = 1"><image href="http://127.0.0.1:9/svg"/></svg>
<iframe src="http://127.0.0.1:9/frame"></iframe><iframe srcdoc="<script>parent.acted = 1</script>"></iframe>
<object data="http://127.0.0.1:9/object"></object><embed src="http://127.0.0.1:9/embed">
<video src="http://127.0.0.1:9/video" poster="http://127.0.0.1:9/poster" autoplay></video>
<p>The wall stands, the harbour board said on Tuesday, and it will stand for another winter at the least.</p>
<p>It was built before anybody who lives here now was born, and nobody remembers a storm that went over it.</p>
<p><a id="bad" href="javascript:window.acted = 1">Read on</a> <a id="out" href="http://127.0.0.1:9/out">out</a></p>
<form action="http://127.0.0.1:9/form" method="post"><input name="a" value="a"><button id="send">Send</button></form>
<noscript><img src="http://127.0.0.1:9/noscript"></noscript></body></html>
"""


WALL = "https://gazette.example/wall"


def hostile(port: int) -> Response:
    """The page, which tries to reach this port."""
    content = HOSTILE.replace("127.0.0.1:9/", f"127.0.0.1:{port}/").encode()
    return Response(WALL, content, final_url=WALL, headers=(("Content-Type", "text/html"),))


class Running:
    """The server on a port of its own, in a thread."""

    def __init__(self, archive: Archive | None, **settings: Any) -> None:
        config = uvicorn.Config(
            application(Settings(archive, "paper", **settings)), port=0, log_level="error", ws="none"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()


@pytest.fixture(scope="module")
def listener() -> Iterator[socket.socket]:
    """Where the hostile page reaches, should it reach anything."""
    with socket.create_server(("127.0.0.1", 0)) as opened:
        opened.settimeout(0)
        yield opened


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, listener: socket.socket) -> Iterator[Archive]:
    with Archive.open(tmp_path_factory.mktemp("browsed")) as opened:
        fill(opened)
        page = hostile(listener.getsockname()[1])
        opened.add_batch([Item(page, record_of(page))])
        yield opened


@pytest.fixture(scope="module")
def base(archive: Archive) -> Iterator[str]:
    with Running(archive) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Any) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB", timezone_id="Europe/London")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def capture_of(archive: Archive, url: str) -> int:
    number = archive.find(url)
    assert number is not None
    return int(archive.story(number)["captures"][-1]["id"])


def story_capture(archive: Archive, idxno: int) -> int:
    return capture_of(archive, story_page(idxno).url)


def test_a_hostile_page_does_nothing(archive: Archive, base: str, tab: Any, listener: socket.socket) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    said: list[str] = []
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    address = f"{base}/capture/{capture_of(archive, WALL)}/xray"
    tab.goto(address)
    frame = tab.frame(name="page")
    frame.wait_for_selector("h1 [data-b]")
    for name in ("a:has-text('Read on')", "a:has-text('out')", "span:has-text('Send')"):
        frame.locator(name).first.click()
    tab.wait_for_timeout(300)
    assert [url for url in asked if not url.startswith(base)] == []
    with pytest.raises(BlockingIOError):
        listener.accept()
    assert said == []
    assert tab.url == address
    assert frame.url.endswith("/page")
    assert frame.evaluate("[window.acted === undefined, origin]") == [True, "null"]
    assert frame.evaluate("(() => { try { return document.cookie } catch { return 'refused' } })()") == "refused"
    assert frame.evaluate("(() => { try { return parent.document.title } catch { return 'refused' } })()") == "refused"
    assert frame.evaluate("fetch('/api/search?q=a').then(() => 'let', () => 'refused')") == "refused"


def test_a_script_that_came_through_would_not_run_either(archive: Archive, base: str, tab: Any) -> None:
    """The policy of the frame's own document, should the markup's cleaning ever fail."""
    tab.goto(f"{base}/capture/{capture_of(archive, WALL)}/page")
    tab.evaluate(
        """() => {
            const one = document.createElement("script");
            one.textContent = "window.acted = 1";
            document.body.append(one);
            document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.acted = 1'>");
        }"""
    )
    tab.wait_for_timeout(100)
    assert tab.evaluate("[window.acted === undefined, origin]") == [True, "null"]


def test_hover_and_click_tie_both_sides(archive: Archive, base: str, tab: Any) -> None:
    tab.goto(f"{base}/capture/{story_capture(archive, 3)}/xray")
    frame = tab.frame(name="page")
    run = frame.locator("h1 [data-b]").first
    run.hover()
    tab.wait_for_selector("li.over[data-name=headline]")
    assert tab.locator("tr.over[data-role=headline]").count() == 1
    run.click()
    tab.wait_for_selector("li.chosen[data-name=headline]")
    assert "xray-chosen" in (run.get_attribute("class") or "")
    tab.locator("li[data-name=subtitle]").hover()
    frame.wait_for_selector(".deck-line .xray-over")
    tab.locator("li[data-name=subtitle] a.to").click()
    frame.wait_for_selector(".deck-line .xray-chosen")
    outline = frame.locator("h1 [data-b]").first.evaluate("one => getComputedStyle(one).outlineColor")
    assert outline == "rgb(11, 95, 255)"


def test_without_javascript_links_lead_to_the_block(archive: Archive, base: str, chromium: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{base}/capture/{story_capture(archive, 3)}/xray")
    tab.locator("li[data-name=subtitle] a.to").click()
    frame = tab.frame(name="page")
    frame.wait_for_selector(".deck-line :target")
    tab.goto(f"{base}/search?q=harbour")
    tab.locator(".hits a").first.click()
    assert "/story/" in tab.url
    context.close()


def test_a_saved_page_is_x_rayed_without_an_archive(tab: Any, tmp_path: Path) -> None:
    saved = tmp_path / "page.html"
    saved.write_bytes(story_page(4).content)
    with Running(None) as address:
        tab.goto(address)
        tab.set_input_files("input[type=file]", str(saved))
        tab.locator("main form button").click()
        tab.frame_locator("iframe").locator("h1 [data-b]").wait_for()
        assert "4번 학교가 이사했다" in tab.locator("tr[data-role=headline]").inner_text()
        tab.goto(f"{address}/xray")
        tab.fill("input[name=url]", "http://127.0.0.1:9/")
        tab.locator("main form button").click()
        assert "loopback" in tab.locator("main").inner_text()


@pytest.mark.skipif(importlib.util.find_spec("axe_playwright_python") is None, reason="no axe here")
@pytest.mark.parametrize(
    ("scheme", "places"),
    [
        ("light", ("/", "/search?q=harbour&site=hanbit.example", "/story/3", "/xray", "/capture/1/xray")),
        ("dark", ("/search?q=harbour", "/story/2/changes", "/story/8", "/capture/1/xray")),
    ],
)
def test_axe_finds_nothing_serious(base: str, chromium: Any, scheme: str, places: tuple[str, ...]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # The frame of a page is the page's own affair, and axe reads it from within.
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 1280, "height": 800})
    tab = context.new_page()
    found = {}
    for place in places:
        tab.goto(base + place)
        results = Axe().run(tab, options={"iframes": False, "resultTypes": ["violations"]}).response
        serious = [one for one in results["violations"] if one["impact"] in {"serious", "critical"}]
        found.update({(place, one["id"]): [node["html"] for node in one["nodes"]][:3] for one in serious})
    context.close()
    assert found == {}


PLACES = ("/", "/search?q=harbour", "/story/1", "/story/2/changes", "/xray", "/capture/1/xray")


@pytest.mark.parametrize("place", PLACES)
def test_phone_width_needs_no_scrolling_sideways(base: str, chromium: Any, place: str) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, color_scheme="dark", locale="ko-KR")
    tab = context.new_page()
    errors: list[str] = []
    tab.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    tab.goto(base + place)
    wide = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    assert tab.evaluate("document.documentElement.lang") == "ko"
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(13, 17, 23)"
    assert errors == []
    context.close()


def test_times_stand_in_the_readers_zone_beside_the_printed_ones(archive: Archive, base: str, tab: Any) -> None:
    number = archive.find(story_page(3).url)
    tab.goto(f"{base}/story/{number}")
    shown = tab.locator("time").first.inner_text()
    assert shown.startswith("2024-04-04 09:30")
    assert "04/04/2024, 01:30" in shown


def test_from_a_click_on_the_page_to_changed_records(tmp_path: Path, tab: Any) -> None:
    with Archive.open(tmp_path / "taught") as taught:
        deck = '<div class="closing-box">{}번째 맺음말을 부제로 쓴다</div>'
        pages = [story_page(number, extra=deck.format(number)) for number in range(4)]
        taught.add_batch([Item(page, record_of(page)) for page in pages])
        with Running(taught) as address:
            tab.goto(f"{address}/story/1/xray")
            tab.frame_locator("iframe").locator(".closing-box [data-b]").click()
            tab.wait_for_selector("li.chosen input:checked")
            tab.select_option("select[name=role]", "subtitle")
            tab.get_by_role("button", name="Propose a rule").click()
            tab.get_by_role("button", name="Preview .closing-box", exact=True).click()
            assert "4 / 4 records would change" in tab.locator("[role=status]").inner_text()
            tab.get_by_role("button", name="Accept").click()
            tab.get_by_text("complete: 4").wait_for()
        found = [article.subtitle for _, article in taught.records()]
    assert found == [f"{number}번째 맺음말을 부제로 쓴다" for number in range(4)]
