"""An archive with pictures replayed by pywb in a real browser: the page looks as it did, with its server gone.

Skipped by name where pywb or Chromium is missing.
"""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from scraper.fetch import browser as browsers
from tests.crawl.test_assets import crawl, dressed, kind, paper, png
from tests.fakes.raw_server import RawServer
from tests.fakes.small_paper import served

needs_replay = pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("pywb", "playwright")) or browsers.find_browser() is None,
    reason="no pywb, no playwright or no Chromium here",
)
LOOK = """() => ({
    pictures: Object.fromEntries(
        [...document.images].map(one => [(one.currentSrc || one.src).split("/").pop(), one.naturalWidth])),
    colour: getComputedStyle(document.querySelector("h1")).color,
    back: getComputedStyle(document.querySelector("h1")).backgroundImage,
})"""


# Pictures in several sizes, told apart by their widths: the browser is to find the ones that it asks for.
SIZES = {"small": 5, "half": 6, "large": 7, "desk": 8, "phone": 9}
SEVERAL = """
<img src="/small.png" srcset="/small.png 320w, /half.png 640w, /large.png 1280w" sizes="(min-width: 60em) 50vw, 100vw">
<picture><source media="(max-width: 600px)" srcset="/phone.png"><source srcset="/desk.png">
<img src="/small.png"></picture>
</article>"""


def pywb(module: str, function: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", f"from {module} import {function}; {function}()", *arguments]


@contextmanager
def replayed(files: list[Path], folder: Path) -> Iterator[str]:
    """The address of a running pywb whose one collection has these WARC files."""
    for arguments in (("init", "paper"), ("add", "paper", *map(str, files))):
        manager = pywb("pywb.manager.manager", "main", *arguments)
        subprocess.run(manager, cwd=folder, check=True, capture_output=True, timeout=120)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    command = pywb("pywb.apps.cli", "wayback", "-b", "127.0.0.1", "-p", port)
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        try:
            wait_for(f"http://127.0.0.1:{port}/paper/")
            yield f"http://127.0.0.1:{port}/paper"
        finally:
            running.terminate()


def wait_for(url: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 -- our own address
        except (urllib.error.URLError, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def look_at(url: str) -> dict[str, Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.find_browser(), args=["--no-sandbox"])
        try:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(url, wait_until="networkidle")
            # The page as it was stands in a frame, below pywb's own bar.
            frame = next(one for one in page.frames if "mp_/" in one.url)
            frame.wait_for_selector("h1")
            frame.wait_for_load_state("networkidle")
            found: dict[str, Any] = frame.evaluate(LOOK)
        finally:
            browser.close()
    return found


@needs_replay
def test_a_replay_shows_the_pictures_and_the_style(tmp_path: Path) -> None:
    sizes = {f"/{name}.png": kind(png(7, size), "image/png") for name, size in SIZES.items()}
    shown = dressed(1, "/logo.png", "/one.png", "/gone.png", "/secret/x.png").replace("</article>", SEVERAL)
    with RawServer(scripts=paper() | sizes | served({"/news/1": shown})) as server:
        crawl(server, tmp_path / "a")
        address = server.url("/news/1")
    (tmp_path / "pywb").mkdir()
    with replayed(sorted((tmp_path / "a" / "warc").glob("*.warc.gz")), tmp_path / "pywb") as collection:
        seen = look_at(f"{collection}/{time.strftime('%Y%m%d%H%M%S', time.gmtime())}/{address}")
    assert seen["colour"] == "rgb(1, 2, 3)"
    assert "back.png" in seen["back"]
    # What robots.txt forbids and what is gone was not stored, and is not shown.
    assert seen["pictures"] == {"logo.png": 4, "one.png": 4, "gone.png": 0, "x.png": 0, "half.png": 6, "desk.png": 8}
