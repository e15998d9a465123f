"""A page as a browser makes it, for pages whose text is nowhere in their bytes: the extra `newsrecord[browser]`.

The browser has no network of its own: whatever it asks for comes through our fetcher, so that the address guard,
robots.txt, the limits and the pace hold for scripts and data too. Only GET is served; images, fonts and media are not.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scraper.errors import FetchError, FetchTimeout, UsageError
from scraper.fetch.http import HttpFetcher
from scraper.fetch.verdict import judge
from scraper.model import Response, Wall

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

VARIABLE = "SCRAPER_BROWSER"
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
# What a text does without.
_NOT_SERVED = frozenset({"image", "media", "font", "stylesheet", "websocket", "eventsource", "ping", "manifest"})
_FLAGS = (
    "--headless=new",
    "--remote-debugging-port=0",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--mute-audio",
    # Every name is unknown to the browser itself, so that what slips past our routing leads nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
# A page that is quiet for this long has what it is going to have.
_QUIET = 0.5


def find_browser() -> str | None:
    """Return the browser to use: the one in `SCRAPER_BROWSER`, else a Chromium or Chrome on the path."""
    named = os.environ.get(VARIABLE)
    return shutil.which(named) if named else next(filter(None, map(shutil.which, _NAMES)), None)


def required_browser() -> str:
    """Return the browser to use; raises `UsageError` when there is none, or the extra is not installed."""
    if importlib.util.find_spec("playwright") is None:
        raise UsageError("rendering needs the browser extra: pip install 'newsrecord[browser]'")
    executable = find_browser()
    if executable is None:
        raise UsageError(f"rendering needs Chromium or Chrome; none is on the path or named by {VARIABLE}")
    return executable


class BrowserFetcher:
    """Fetches through `inner`, and lets a browser make the page when its bytes are an empty shell.

    `seconds` bounds the browser's work on one page; one page at a time is made, whatever the number of threads.
    """

    def __init__(self, inner: HttpFetcher, *, seconds: float = 30.0) -> None:
        """Raises `UsageError` when the extra or a browser is not installed."""
        self._executable = required_browser()
        self._inner = inner
        self._seconds = seconds
        self._one_at_a_time = threading.Lock()

    def fetch(self, url: str) -> Response:
        """Return the page at `url`; `charset_source` is browser when a browser made it. Raises a `FetchError`."""
        response = self._inner.fetch(url)
        if response.wall is not Wall.SHELL:
            return response
        with self._one_at_a_time:
            content = self._render(response).encode("utf-8", "replace")
        made = replace(response, content=content, charset="utf-8", charset_source="browser", wall=None, wall_reason="")
        found = judge(made)
        return made if found is None else replace(made, wall=found.wall, wall_reason=found.reason)

    def _render(self, response: Response) -> str:
        from playwright.sync_api import Error, sync_playwright

        try:
            with sync_playwright() as driver, _running(self._executable, self._seconds) as endpoint:
                browser = driver.chromium.connect_over_cdp(endpoint)
                context = browser.new_context(service_workers="block", accept_downloads=False)
                page = context.new_page()
                context.route("**/*", lambda route: self._serve(route, response))
                return _text_of(page, response.final_url or response.url, self._seconds)
        except Error as error:
            told = f"the browser did not finish the page within {self._seconds:g} s"
            raise FetchTimeout(response.url, told, response) from error

    def _serve(self, route: Route, page: Response) -> None:
        """Answer one of the browser's requests, the page's own from the bytes we have."""
        asked = route.request
        if asked.is_navigation_request() and asked.frame.parent_frame is None:
            answer = page
        elif asked.method != "GET" or asked.resource_type in _NOT_SERVED:
            route.abort()
            return
        else:
            try:
                answer = self._inner.for_files().fetch(asked.url)
            except FetchError:
                route.abort()
                return
        # What the browser is given is decoded already; scripts of other hosts may read what they asked for.
        kind = answer.header("content-type") or "text/html"
        headers = {"Content-Type": kind, "Access-Control-Allow-Origin": "*"}
        route.fulfill(status=answer.status, headers=headers, body=answer.content)


def _text_of(page: Page, url: str, seconds: float) -> str:
    """Return the document's source once the page is quiet, or as it is when it never is."""
    from playwright.sync_api import TimeoutError as NotQuiet

    until = time.monotonic() + seconds / 2
    page.goto(url, wait_until="domcontentloaded", timeout=seconds * 1000)
    with suppress(NotQuiet):
        page.wait_for_load_state("networkidle", timeout=max(1.0, until - time.monotonic()) * 1000)
    page.wait_for_timeout(_QUIET * 1000)
    return page.content()


@contextmanager
def _running(executable: str, seconds: float) -> Iterator[str]:
    """Run the browser and give its endpoint; it is ended after `seconds`, whatever a page's script is doing."""
    flags = list(_FLAGS)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium's sandbox refuses to run as root.
        flags.append("--no-sandbox")
    with tempfile.TemporaryDirectory(prefix="scraper-browser-", ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(  # noqa: S603  # the user's own browser
            [executable, *flags, f"--user-data-dir={profile}", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        timer = threading.Timer(seconds, _end, [process])
        timer.daemon = True
        timer.start()
        try:
            yield f"http://127.0.0.1:{_port(executable, Path(profile), process)}"
        finally:
            timer.cancel()
            _end(process)


def _port(executable: str, profile: Path, process: subprocess.Popen[Any]) -> int:
    """Return the port that the browser tells of in its profile; raises `UsageError` when it ends before."""
    told = profile / "DevToolsActivePort"
    while process.poll() is None:
        with suppress(OSError, ValueError, IndexError):
            return int(told.read_text().splitlines()[0])
        time.sleep(0.02)
    raise UsageError(f"the browser {executable} does not start")


def _end(process: subprocess.Popen[Any]) -> None:
    """End the browser and its children."""
    with suppress(OSError):
        os.killpg(process.pid, 9)
    with suppress(subprocess.TimeoutExpired):
        process.wait(10)
