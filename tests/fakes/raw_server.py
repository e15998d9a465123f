"""A server that can misbehave at any point: each path is a script that writes bytes to the socket as it likes."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self


@dataclass
class Line:
    """One request on one connection, as a script sees it."""

    conn: socket.socket
    head: str
    over: threading.Event
    is_kept: bool = False

    @property
    def path(self) -> str:
        return self.head.split(" ", 2)[1]

    def header(self, name: str) -> str | None:
        for line in self.head.split("\r\n")[1:]:
            key, _, value = line.partition(":")
            if key.lower() == name.lower():
                return value.strip()
        return None

    def send(self, data: bytes) -> None:
        self.conn.sendall(data)

    def drip(self, data: bytes, pause: float) -> None:
        """Send `data` byte by byte, `pause` seconds between."""
        for at in range(len(data)):
            if self.over.wait(pause):
                return
            self.send(data[at : at + 1])

    def flood(self, data: bytes) -> None:
        """Send `data` over and over until the other side goes away."""
        while not self.over.is_set():
            self.send(data)

    def hang(self) -> None:
        """Say nothing until the other side or the server goes away."""
        self.conn.settimeout(0.05)
        while not self.over.is_set():
            try:
                if not self.conn.recv(1):
                    return
            except TimeoutError:
                continue

    def page(self, body: bytes, *headers: str, status: str = "200 OK") -> None:
        """Answer properly and keep the connection; a Content-Type of text/html unless `headers` have one."""
        self.is_kept = True
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
        if not any(line.lower().startswith("content-type") for line in headers):
            lines.append("Content-Type: text/html")
        self.send("\r\n".join([*lines, "", ""]).encode("latin-1") + body)


Script = Callable[[Line], None]


@dataclass
class RawServer:
    """Serves `scripts` by path, with its query or without, on every address in `hosts`, one port; others get a 404.

    `log` has the time of arrival (`time.monotonic`), the address and the path of every request.
    """

    hosts: tuple[str, ...] = ("127.0.0.1",)
    tls: ssl.SSLContext | None = None
    scripts: dict[str, Script] = field(default_factory=dict)
    log: list[tuple[float, str, str]] = field(default_factory=list)
    port: int = 0

    def __post_init__(self) -> None:
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []
        self._listeners: list[socket.socket] = []
        for host in self.hosts:
            listener = stamped_server(host, self.port)
            self.port = listener.getsockname()[1]
            self._listeners.append(listener)
            self._start(self._accept, listener, host)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        for listener in self._listeners:
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        for thread in list(self._threads):
            thread.join(5)

    def url(self, path: str, host: str | None = None) -> str:
        return f"{'https' if self.tls else 'http'}://{host or self.hosts[0]}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, robots.txt left out."""
        return [path for _, _, path in self.log if path != "/robots.txt"]

    def _start(self, work: Callable[..., None], *args: object) -> None:
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = threading.Thread(target=work, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket, host: str) -> None:
        while not self._over.is_set():
            try:
                conn, _ = listener.accept()
            except OSError:
                return
            self._start(self._serve, conn, host)

    def _serve(self, conn: socket.socket, host: str) -> None:
        with contextlib.suppress(OSError, TimeoutError), conn:
            conn.settimeout(10)
            secured = self.tls.wrap_socket(conn, server_side=True) if self.tls else conn
            with secured:
                for at, head in _heads(secured, self._over):
                    line = Line(secured, head, self._over)
                    self.log.append((at, host, line.path))
                    script = self.scripts.get(line.path) or self.scripts.get(line.path.partition("?")[0])
                    (script or _not_found)(line)
                    if not line.is_kept:
                        return


def _not_found(line: Line) -> None:
    line.page(b"<h1>404</h1>", status="404 Not Found")


def _heads(conn: socket.socket, over: threading.Event) -> Iterator[tuple[float, str]]:
    """Yield the request heads that come over `conn`, each with its time, until it or the server closes."""
    pending, at = b"", 0.0
    conn.settimeout(0.1)
    while not over.is_set():
        while b"\r\n\r\n" in pending:
            head, _, pending = pending.partition(b"\r\n\r\n")
            conn.settimeout(10)
            yield at, head.decode("latin-1")
            conn.settimeout(0.1)
        try:
            got, at = receive(conn)
        except TimeoutError:
            continue
        if not got:
            return
        pending += got


# Linux: the kernel stamps what comes, however late a busy server looks at it. Python has no names for these:
# https://docs.kernel.org/networking/timestamping.html, SOF_TIMESTAMPING_RX_SOFTWARE and SOF_TIMESTAMPING_SOFTWARE.
_SO_TIMESTAMPING = 37
_ON_ARRIVAL = 1 << 3 | 1 << 4


def stamped_server(host: str, port: int) -> socket.socket:
    """A listener whose connections tell when each message arrived, where the system can."""
    listener = socket.create_server((host, port), backlog=128)
    if sys.platform == "linux":
        listener.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPING, _ON_ARRIVAL)
    return listener


# A request's head fits, and each connection that waits for its next one holds a buffer of this size: tests measure the
# memory of the process that they share with the server.
_PIECE = 4096


def receive(conn: socket.socket) -> tuple[bytes, float]:
    """What came over `conn`, and when it arrived by `time.monotonic`: by the kernel's stamp, if there is one."""
    if isinstance(conn, ssl.SSLSocket):
        return conn.recv(_PIECE), time.monotonic()
    data, told, _, _ = conn.recvmsg(_PIECE, 1024)
    now = time.monotonic()
    for level, kind, stamp in told:
        if (level, kind) == (socket.SOL_SOCKET, _SO_TIMESTAMPING):
            seconds, nanoseconds = struct.unpack_from("qq", stamp)
            now -= max(0.0, time.time() - seconds - nanoseconds / 1e9)
    return data, now
