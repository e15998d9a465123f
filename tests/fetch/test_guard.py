"""What may be connected to, whatever the address looks like and whatever a name answers the second time."""

from __future__ import annotations

import socket
import time

import pytest

import scraper.fetch
from scraper.errors import FetchError, ForbiddenAddress
from scraper.fetch import Guard, HttpFetcher, Limits
from scraper.fetch.connection import wire
from scraper.fetch.connection.exchange import Exchange
from scraper.fetch.connection.guard import Place, why_forbidden
from tests.fakes.raw_server import Line, RawServer


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("127.0.0.1", "a loopback address"),
        ("127.200.3.4", "a loopback address"),
        ("::1", "a loopback address"),
        ("10.0.0.1", "a private address"),
        ("172.16.0.1", "a private address"),
        ("192.168.1.1", "a private address"),
        ("100.64.0.1", "a private address"),
        ("192.0.2.7", "a private address"),
        ("198.18.0.1", "a private address"),
        ("240.0.0.1", "a private address"),
        ("255.255.255.255", "a private address"),
        ("0.0.0.0", "the unspecified address"),  # noqa: S104  # refused, not bound to
        ("::", "the unspecified address"),
        ("169.254.169.254", "a link-local or metadata address"),
        ("fe80::1%eth0", "a link-local or metadata address"),
        ("168.63.129.16", "a link-local or metadata address"),
        ("100.100.100.200", "a private address"),
        ("fd00:ec2::254", "a private address"),
        ("224.0.0.1", "a multicast address"),
        ("ff02::1", "a multicast address"),
        ("::ffff:10.0.0.1", "a private address"),
        ("::ffff:169.254.169.254", "a link-local or metadata address"),
        ("::127.0.0.1", "a private address"),
        ("64:ff9b::7f00:1", "a loopback address"),
        ("2002:7f00:1::", "a loopback address"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "a private address"),
        ("93.184.216.34", None),
        ("2606:2800:220:1::1", None),
        ("::ffff:93.184.216.34", None),
        ("64:ff9b::5db8:d822", None),
    ],
)
def test_why_forbidden(address: str, kind: str | None) -> None:
    assert why_forbidden(address) == kind


def fetch_code(url: str, guard: Guard) -> str:
    with HttpFetcher(Limits(connect=1, read=1, total=2), guard=guard) as fetcher:
        try:
            return str(fetcher.fetch(url).status)
        except FetchError as error:
            return error.code


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://127.0.0.1:{port}/", "forbidden_address"),
        ("http://localhost:{port}/", "forbidden_address"),
        ("http://127.1:{port}/", "forbidden_address"),
        ("http://2130706433:{port}/", "forbidden_address"),
        ("http://0x7f000001:{port}/", "forbidden_address"),
        ("http://0177.0.0.1:{port}/", "forbidden_address"),
        ("http://0:{port}/", "forbidden_address"),
        ("http://127.0.0.1.:{port}/", "forbidden_address"),
        ("http://①②⑦.⓪.⓪.①:{port}/", "bad_url"),
        ("http://127。0。0。1:{port}/", "bad_url"),
        ("http://[::ffff:127.0.0.1]:{port}/", "forbidden_address"),
        ("http://[::ffff:7f00:1]:{port}/", "forbidden_address"),
        ("http://news.example@127.0.0.1:{port}/", "forbidden_address"),
        ("file:///etc/passwd", "forbidden_address"),
        ("gopher://127.0.0.1:{port}/", "forbidden_address"),
        ("news.example/story", "bad_url"),
        ("http://", "bad_url"),
        ("http://a b/", "bad_url"),
        (f"http://{'a' * 70}.example/", "bad_url"),
    ],
)
def test_nothing_of_this_machine_is_reached(url: str, code: str) -> None:
    with RawServer(scripts={"/": lambda line: line.page(b"secret")}) as server:
        assert fetch_code(url.format(port=server.port), Guard()) == code
        assert server.log == []


def test_a_host_is_allowed_by_the_name_it_is_asked_by() -> None:
    with RawServer(scripts={"/": lambda line: line.page(b"intranet")}) as server:
        for allowed in ("127.0.0.1", f"127.0.0.1:{server.port}"):
            assert fetch_code(server.url("/"), Guard([allowed])) == "200"
            assert fetch_code(server.url("/", "localhost"), Guard([allowed])) == "forbidden_address"
        assert fetch_code(server.url("/", "localhost"), Guard(["LocalHost."])) == "200"
        assert fetch_code(server.url("/"), Guard(["127.0.0.1:1"])) == "forbidden_address"


def test_the_environment_allows_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    with RawServer(scripts={"/": lambda line: line.page(b"intranet")}) as server:
        monkeypatch.setenv("SCRAPER_ALLOW_PRIVATE_HOSTS", "intranet.example, 127.0.0.1")
        assert scraper.fetch(server.url("/")).content == b"intranet"
        monkeypatch.delenv("SCRAPER_ALLOW_PRIVATE_HOSTS")
        with pytest.raises(ForbiddenAddress, match=r"--allow-private-host 127\.0\.0\.1 allows it"):
            scraper.fetch(server.url("/"))


def place(address: str, port: int) -> Place:
    return Place(socket.AF_INET, address, (address, port))


def test_a_name_that_answers_differently_the_second_time_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["93.184.216.34", "127.0.0.1", "127.0.0.1"]
    connected: list[str] = []

    def rebinding(_: str, port: int) -> list[Place]:
        return [place(answers.pop(0), port)]

    def refuse(target: Place, _: Exchange) -> socket.socket:
        connected.append(target.address)
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(wire, "_connect", refuse)
    guard = Guard(resolve=rebinding)
    assert fetch_code("http://rebind.example/", guard) == "unreachable"
    # One look-up served both the check and the connection; the next one answers with this machine and is refused.
    assert connected == ["93.184.216.34"]
    assert fetch_code("http://rebind.example/", guard) == "forbidden_address"
    assert connected == ["93.184.216.34"]


def test_an_allowed_name_does_not_lead_to_metadata() -> None:
    guard = Guard(["intranet.example"], lambda _, port: [place("169.254.169.254", port)])
    assert fetch_code("http://intranet.example/", guard) == "forbidden_address"


def test_private_answers_among_public_ones_are_left_out() -> None:
    guard = Guard(["127.0.0.1"], lambda _, port: [place("10.0.0.1", port), place("127.0.0.1", port)])
    assert fetch_code("http://mixed.example/", guard) == "forbidden_address"


def test_a_look_up_that_hangs_ends_at_the_deadline() -> None:
    def hang(_: str, __: int) -> list[Place]:
        time.sleep(3)
        return []

    began = time.monotonic()
    told = r"the name slow\.example was not found within 0\.3 s"
    fetcher = HttpFetcher(Limits(connect=0.3), guard=Guard(resolve=hang))
    with fetcher, pytest.raises(FetchError, match=told) as caught:
        fetcher.fetch("http://slow.example/")
    assert caught.value.code == "timeout"
    assert time.monotonic() - began < 2


def test_the_address_connected_to_is_told() -> None:
    guard = Guard(["paper.example"], lambda _, port: [place("127.0.0.9", port), place("127.0.0.1", port)])

    def script(line: Line) -> None:
        line.page((line.header("host") or "").encode())

    with RawServer(scripts={"/": script}) as server, HttpFetcher(guard=guard) as fetcher:
        response = fetcher.fetch(server.url("/", "paper.example"))
    assert response.address == "127.0.0.1"
    assert response.text == f"paper.example:{server.port}"
