"""Many pages at once, and the fetchers that stand in for the network."""

from __future__ import annotations

import itertools
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from scraper.errors import BadStatus, BadURL, Unreachable
from scraper.fetch import CannedFetcher, Courtesy, FolderFetcher, Guard, HttpFetcher, Limits, PoolLimits, fetch_many
from scraper.model import Response
from tests.fakes.raw_server import RawServer


def test_every_address_has_one_outcome() -> None:
    down = Unreachable("http://down.example/", "no connection")
    pages: dict[str, bytes | Response | Unreachable] = {f"http://paper.example/{n}": b"<p>x" for n in range(500)}
    fetcher = CannedFetcher({**pages, "http://down.example/": down})
    urls = [*pages, "http://down.example/", "http://paper.example/nowhere"]
    outcomes = {outcome.url: outcome for outcome in fetch_many(urls, fetcher)}
    assert sorted(outcomes) == sorted(urls)
    assert outcomes["http://down.example/"].error is down
    assert isinstance(outcomes["http://paper.example/nowhere"].error, BadStatus)
    assert sum(outcome.response is not None for outcome in outcomes.values()) == 500


def test_no_addresses_no_outcomes() -> None:
    assert list(fetch_many([], CannedFetcher({}))) == []


@pytest.mark.parametrize("url", ["http://[::1", "http://paper.example:port/", "http://", "paper", ""])
def test_what_is_no_address_is_an_outcome_too(url: str) -> None:
    courtesy = Courtesy(1.0)
    with HttpFetcher(courtesy=courtesy) as fetcher:
        (outcome,) = fetch_many([url], fetcher, courtesy)
    assert isinstance(outcome.error, BadURL)


def test_addresses_are_taken_only_as_outcomes_are() -> None:
    taken: list[int] = []

    def source() -> Iterator[str]:
        for n in range(10_000):
            taken.append(n)
            yield f"http://h{n % 7}.example/{n}"

    run = fetch_many(source(), CannedFetcher({}), limits=PoolLimits(workers=4, window=20))
    list(itertools.islice(run, 50))
    time.sleep(0.2)
    assert len(taken) <= 70
    run.close()  # type: ignore[attr-defined]
    assert len(taken) <= 70


def test_addresses_may_come_from_outcomes() -> None:
    frontier = ["http://paper.example/0"]

    class Source:
        def __iter__(self) -> Iterator[str]:
            return self

        def __next__(self) -> str:
            if not frontier:
                raise StopIteration
            return frontier.pop()

    fetcher = CannedFetcher({f"http://paper.example/{n}": b"<p>x" for n in range(9)})
    for outcome in fetch_many(Source(), fetcher):
        if outcome.response is not None:
            frontier.extend([f"http://paper.example/{int(outcome.url[-1]) + 1}"])
    assert fetcher.asked == [f"http://paper.example/{n}" for n in range(10)]


def test_a_fault_of_the_program_is_not_swallowed() -> None:
    class Faulty:
        def fetch(self, url: str) -> Response:
            raise ZeroDivisionError(url)

    with pytest.raises(ZeroDivisionError):
        list(fetch_many(["http://paper.example/"], Faulty()))


def test_a_slow_host_holds_up_nobody() -> None:
    gate = threading.Event()

    class Gated:
        def fetch(self, url: str) -> Response:
            if "slow" in url:
                gate.wait(10)
            return Response(url, b"")

    urls = [f"http://slow.example/{n}" for n in range(20)] + [f"http://quick.example/{n}" for n in range(20)]
    came = []
    for outcome in fetch_many(urls, Gated(), Courtesy(concurrency=2), PoolLimits(workers=4)):
        came.append(outcome.url)
        if len(came) == 20:
            gate.set()
    assert all("quick" in url for url in came[:20])


def test_hosts_are_asked_at_once_and_each_at_its_pace() -> None:
    hosts = tuple(f"127.0.0.{n}" for n in range(1, 11))
    courtesy = Courtesy(0.15, 2)
    with RawServer(hosts, scripts={"/a": lambda line: line.page(b"<p>The ferry.")}) as server:
        urls = [server.url(f"/a?{n}", host) for n in range(4) for host in hosts]
        with HttpFetcher(Limits(total=10), guard=Guard(hosts), courtesy=courtesy) as fetcher:
            began = time.monotonic()
            outcomes = list(fetch_many(urls, fetcher, courtesy))
            seconds = time.monotonic() - began
        assert [outcome.error for outcome in outcomes if outcome.error] == []
        times = defaultdict(list)
        for at, host, _ in server.log:
            times[host].append(at)
    gaps = [later - earlier for each in times.values() for earlier, later in itertools.pairwise(sorted(each))]
    assert len(gaps) == 10 * 4
    assert min(gaps) >= 0.15
    # One host alone needs 0.6 s for its robots.txt and four pages; ten in a row would need 6.
    assert 0.55 < seconds < 4


def test_a_folder_stands_in_for_the_network(tmp_path: Path) -> None:
    site = tmp_path / "paper.example"
    (site / "news").mkdir(parents=True)
    (site / "index.html").write_bytes(b"front")
    (site / "news" / "view.html?idxno=7").write_bytes("광주".encode("cp949"))
    (site / "news" / "two.html").write_bytes(b"two")
    (tmp_path / "secret.html").write_bytes(b"secret")
    (site / "outside.html").symlink_to("/etc/passwd")
    fetcher = FolderFetcher(tmp_path)
    assert fetcher.fetch("http://paper.example/").content == b"front"
    assert fetcher.fetch("http://paper.example/news/view.html?idxno=7").text == "광주"
    assert fetcher.fetch("http://paper.example/news/two").content == b"two"
    for url in (
        "http://paper.example/none",
        "http://paper.example/%2e%2e/%2e%2e/secret.html",
        "http://paper.example/outside.html",
    ):
        with pytest.raises(BadStatus, match="no such page"):
            fetcher.fetch(url)
