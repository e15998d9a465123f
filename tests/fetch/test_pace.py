"""The pace of one host, by a clock of the test's own, and as a server sees it."""

from __future__ import annotations

import itertools
import math
import threading
import time

import pytest

from scraper.fetch import Guard, HttpFetcher, Limits
from scraper.fetch.connection.guard import Place, look_up
from scraper.fetch.pace.polite import LONGEST_GAP, Courtesy, Pace
from tests.fakes.raw_server import Line, RawServer, Script


def run(pace: Pace, now: float, seconds: float, *, is_strained: bool = False) -> None:
    pace.start(now)
    pace.sent(now)
    pace.answered(now, now)
    pace.finish(seconds, is_strained=is_strained)


def test_starts_lie_a_delay_apart() -> None:
    pace = Pace(2.0, 4)
    assert pace.wait(10.0) == 0
    run(pace, 10.0, 0.1)
    assert pace.wait(10.5) == 1.5
    assert pace.wait(12.0) == 0


def test_one_at_first_and_more_while_answers_come_as_usual() -> None:
    pace = Pace(0.0, 3)
    pace.start(0.0)
    pace.sent(0.0)
    assert pace.wait(0.0) == math.inf
    pace.finish(0.1, is_strained=False)
    limits = []
    for _ in range(4):
        run(pace, 1.0, 0.1)
        limits.append(pace.limit)
    assert limits == [3, 3, 3, 3]


def test_none_starts_while_another_has_yet_to_leave() -> None:
    pace = Pace(1.0, 3)
    run(pace, 0.0, 0.1)
    pace.start(5.0)
    assert pace.wait(9.0) == math.inf
    # Connecting took four seconds: the gap counts from when the request left, not from when its turn came.
    pace.sent(9.0)
    pace.answered(9.0, 9.1)
    assert pace.wait(9.1) == 1.0


def test_one_that_never_leaves_holds_up_the_next_for_one_gap() -> None:
    pace = Pace(1.0, 3)
    pace.start(5.0)
    pace.give_up()
    pace.finish(0.2, is_strained=False)
    assert pace.wait(5.2) == pytest.approx(0.8)


def test_without_a_delay_many_leave_at_once() -> None:
    pace = Pace(0.0, 3)
    run(pace, 0.0, 0.1)
    pace.start(1.0)
    assert pace.wait(1.0) == 0


def test_the_gap_counts_from_the_answer_and_from_a_late_one_not_for_ever() -> None:
    pace = Pace(1.0, 2)
    run(pace, 0.0, 0.1)
    pace.start(5.0)
    pace.sent(5.0)
    assert pace.next_start == 7.0
    pace.answered(5.0, 5.4)
    assert pace.next_start == 6.4
    # Only the last request counts: an older one's answer changes nothing.
    pace.start(6.4)
    pace.sent(6.4)
    pace.answered(5.0, 6.5)
    assert pace.next_start == pytest.approx(8.4)


def test_a_host_that_slows_down_gets_fewer_and_recovers() -> None:
    pace = Pace(0.5, 3)
    for _ in range(3):
        run(pace, 0.0, 0.2)
    assert (pace.limit, pace.gap) == (3, 0.5)
    run(pace, 0.0, 2.0)
    assert (pace.limit, pace.gap) == (2, 2.0)
    for _ in range(3):
        run(pace, 0.0, 0.2)
    assert (pace.limit, pace.gap) == (3, 0.5)


def test_a_host_in_distress_is_left_alone_longer_and_longer() -> None:
    pace = Pace(0.5, 3)
    gaps = []
    for _ in range(8):
        run(pace, 0.0, 0.1, is_strained=True)
        gaps.append(pace.gap)
    assert gaps[:3] == [1.0, 2.0, 4.0]
    assert gaps[-1] == LONGEST_GAP
    assert pace.limit == 1


def test_a_crawl_delay_wins_only_when_it_is_longer() -> None:
    pace = Pace(2.0, 1)
    run(pace, 10.0, 0.1)
    pace.slow_to(1.0)
    assert (pace.gap, pace.wait(10.0)) == (2.0, 2.0)
    pace.slow_to(5.0)
    assert (pace.gap, pace.wait(10.0)) == (5.0, 5.0)


@pytest.mark.parametrize(("delay", "concurrency"), [(-1.0, 1), (0.0, 0)])
def test_an_impossible_pace_is_refused(delay: float, concurrency: int) -> None:
    with pytest.raises(ValueError, match="must not be negative"):
        Courtesy(delay, concurrency)


def gaps_of(server: RawServer) -> list[float]:
    times = sorted(at for at, _, _ in server.log)
    return [later - earlier for earlier, later in itertools.pairwise(times)]


def fetch_all(fetcher: HttpFetcher, urls: list[str]) -> None:
    threads = [threading.Thread(target=fetcher.fetch, args=(url,)) for url in urls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)


@pytest.mark.parametrize(
    ("robots", "delay", "least"),
    [(b"", 0.1, 0.1), (b"User-agent: *\nCrawl-delay: 0.2", 0.05, 0.2), (b"User-agent: *\nCrawl-delay: 0.01", 0.1, 0.1)],
)
def test_threads_together_keep_the_pace(robots: bytes, delay: float, least: float) -> None:
    def hop(line: Line) -> None:
        line.page(b"", "Location: /story", status="302 Found")

    scripts: dict[str, Script] = {
        "/robots.txt": lambda line: line.page(robots, "Content-Type: text/plain"),
        "/story": lambda line: line.page(b"<p>The ferry."),
        "/hop": hop,
    }
    with RawServer(scripts=scripts) as server:
        courtesy = Courtesy(delay, 3)
        with HttpFetcher(Limits(), guard=Guard(["127.0.0.1"]), courtesy=courtesy) as fetcher:
            fetch_all(fetcher, [server.url(path) for path in ("/story", "/hop", "/story")])
        assert len(server.log) == 5
        # Nothing granted: the gap counts from the answer, so no clock of the server can show a shorter one.
        assert min(gaps_of(server)) >= least


def test_a_slow_connection_and_a_quick_one_do_not_meet() -> None:
    slow = threading.Event()

    def resolve(host: str, port: int) -> list[Place]:
        # The second look-up (the first is for robots.txt) takes longer than two delays.
        if slow.is_set():
            slow.clear()
            time.sleep(0.25)
        return look_up(host, port)

    def close(line: Line) -> None:
        line.page(b"<p>The ferry.", "Connection: close")
        line.is_kept = False

    with RawServer(scripts={"/robots.txt": close, "/story": close}) as server:
        courtesy = Courtesy(0.1, 3)
        with HttpFetcher(Limits(), guard=Guard(["127.0.0.1", "localhost"], resolve), courtesy=courtesy) as fetcher:
            fetcher.fetch(server.url("/story", "localhost"))
            slow.set()
            fetch_all(fetcher, [server.url("/story", "localhost")] * 3)
        assert len(server.log) == 5
        assert min(gaps_of(server)) >= 0.1
