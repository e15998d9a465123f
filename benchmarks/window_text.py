"""HTML in, what a person would copy from the browser's window out: `innerText` in Chromium, scripts and network off.

Needs websocket-client and chromium.
"""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import tempfile
import time
from typing import Any
from urllib.request import urlopen

_PORT = 9377
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--remote-allow-origins=*"),
    *("--host-resolver-rules=MAP * ~NOTFOUND", f"--remote-debugging-port={_PORT}"),
)
_START_SECONDS = 20


class Window:
    """A browser's window. Raises `ImportError` without websocket-client, `OSError` without a browser."""

    def __init__(self) -> None:
        import websocket

        program = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
        folder = f"--user-data-dir={tempfile.mkdtemp()}"
        self._browser = subprocess.Popen((program, *_FLAGS, folder, "about:blank"), stderr=subprocess.DEVNULL)
        self._socket = websocket.create_connection(self._address(), timeout=30)
        self._numbers = itertools.count(1)
        self._call("Page.enable")
        self._call("Emulation.setScriptExecutionDisabled", value=True)

    def text(self, html: str) -> str:
        """Return the page's text as the window shows it."""
        self._call("Page.navigate", url="about:blank")
        frame = self._call("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self._call("Page.setDocumentContent", frameId=frame, html=html)
        shown = self._call("Runtime.evaluate", expression="document.body?.innerText ?? ''", returnByValue=True)
        return str(shown["result"].get("value") or "")

    def close(self) -> None:
        """End the browser."""
        self._socket.close()
        self._browser.terminate()

    def _address(self) -> str:
        last = time.monotonic() + _START_SECONDS
        while True:
            try:
                with urlopen(f"http://127.0.0.1:{_PORT}/json") as told:
                    tabs = json.load(told)
                return str(next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page"))
            except (OSError, StopIteration):
                if time.monotonic() > last:
                    self._browser.terminate()
                    raise
                time.sleep(0.2)

    def _call(self, method: str, **parameters: Any) -> Any:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            told = json.loads(self._socket.recv())
            if told.get("id") == number:
                return told["result"]
