"""robots.txt by RFC 9309: what each answer allows, and how often it is asked."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from scraper.errors import FetchError
from scraper.fetch import Guard, HttpFetcher, Limits
from scraper.fetch.connection.client import Answer, Reading
from scraper.fetch.connection.exchange import Exchange, Halt
from scraper.fetch.robots import Robots
from scraper.model import Response
from tests.fakes.raw_server import Line, RawServer, Script

LIMITS = Limits(connect=1, read=0.4, total=3, backoff=0.01)


def text(body: str, *headers: str) -> Script:
    return lambda line: line.page(body.encode(), "Content-Type: text/plain", *headers)


def status(code: int) -> Script:
    return lambda line: line.page(b"", status=f"{code} Something")


def hop(target: str) -> Script:
    return lambda line: line.page(b"", f"Location: {target}", status="301 Moved")


def outcome(server: RawServer, path: str = "/story") -> str:
    with HttpFetcher(LIMITS, guard=Guard(["127.0.0.1"])) as fetcher:
        try:
            return str(fetcher.fetch(server.url(path)).status)
        except FetchError as error:
            return error.code


FORBID_ALL = "User-agent: *\nDisallow: /"
BIG = "User-agent: *\nAllow: /\n" + "# filler\n" * 70_000


@pytest.mark.parametrize(
    ("answer", "path", "expected"),
    [
        pytest.param(text(FORBID_ALL), "/story", "robots_forbidden", id="all-forbidden"),
        pytest.param(text("\ufeff" + FORBID_ALL), "/story", "robots_forbidden", id="byte-order-mark"),
        pytest.param(text(FORBID_ALL.replace("\n", "\r")), "/story", "robots_forbidden", id="old-mac-lines"),
        pytest.param(text("User-agent: Scraper\nDisallow: /"), "/story", "robots_forbidden", id="our-name-any-case"),
        pytest.param(text("User-agent: scraper/9.9\nDisallow: /"), "/story", "robots_forbidden", id="our-name-version"),
        pytest.param(text("User-agent: scrap\nDisallow: /"), "/story", "200", id="another-name-that-ours-begins-with"),
        pytest.param(text("User-agent: scraperx\nDisallow: /"), "/story", "200", id="another-longer-name"),
        pytest.param(
            text(FORBID_ALL + "\n\nUser-agent: scraper\nDisallow: /private"), "/story", "200", id="our-group-wins"
        ),
        pytest.param(
            text("User-agent: other\nUser-agent: scraper\nDisallow: /"), "/story", "robots_forbidden", id="shared-group"
        ),
        pytest.param(text("User-agent: *\nDisallow: /s\nAllow: /story"), "/story", "200", id="longest-rule-wins"),
        pytest.param(text("User-agent: *\nDisallow: /*.pdf$"), "/a.pdf", "robots_forbidden", id="wildcard-and-end"),
        pytest.param(text("User-agent: *\nDisallow: /*?id="), "/story?id=7", "robots_forbidden", id="query"),
        pytest.param(text("User-agent: *\nDisallow:"), "/story", "200", id="nothing-forbidden"),
        pytest.param(text("<html>not a robots file"), "/story", "200", id="a-page-in-its-place"),
        pytest.param(text(""), "/story", "200", id="empty"),
        pytest.param(text(BIG + FORBID_ALL), "/story", "200", id="rule-beyond-500-kib"),
        pytest.param(status(404), "/story", "200", id="404-allows"),
        pytest.param(status(403), "/story", "200", id="403-allows"),
        pytest.param(status(401), "/story", "200", id="401-allows"),
        pytest.param(status(500), "/story", "robots_forbidden", id="500-forbids"),
        pytest.param(status(503), "/story", "robots_forbidden", id="503-forbids"),
        pytest.param(Line.hang, "/story", "robots_forbidden", id="silence-forbids"),
        pytest.param(lambda _: None, "/story", "robots_forbidden", id="reset-forbids"),
        pytest.param(hop("/rules"), "/story", "robots_forbidden", id="redirect-followed"),
        pytest.param(text("User-agent: *\nCrawl-delay: 300"), "/story", "200", id="long-delay-one-page"),
        pytest.param(text("User-agent: *\nCrawl-delay: 301"), "/story", "robots_forbidden", id="too-long-a-delay"),
        pytest.param(text("User-agent: *\nCrawl-delay: 1e300"), "/story", "robots_forbidden", id="absurd-delay"),
        pytest.param(text("User-agent: *\nCrawl-delay: inf"), "/story", "200", id="infinite-delay-is-none"),
        pytest.param(text("User-agent: *\nCrawl-delay: -9"), "/story", "200", id="negative-delay-is-none"),
        pytest.param(hop("/robots.txt"), "/story", "200", id="redirect-loop-allows"),
        pytest.param(hop("http://10.0.0.1/robots.txt"), "/story", "robots_forbidden", id="redirect-into-private"),
    ],
)  # fmt: skip
def test_what_an_answer_allows(answer: Script, path: str, expected: str) -> None:
    page: Script = lambda line: line.page(b"<p>The ferry sails.")  # noqa: E731
    scripts = {"/robots.txt": answer, "/story": page, "/a.pdf": page, "/rules": text(FORBID_ALL)}
    with RawServer(scripts=scripts) as server:
        assert outcome(server, path) == expected
        if expected == "robots_forbidden":
            assert [asked for asked in server.paths() if asked != "/rules"] == []


def test_a_host_that_is_down_is_unreachable_not_forbidden() -> None:
    with RawServer() as server:
        pass
    assert outcome(server) == "unreachable"


def test_a_redirect_is_held_to_the_rules_of_where_it_leads() -> None:
    scripts = {"/robots.txt": text("User-agent: *\nDisallow: /hidden"), "/story": hop("/hidden/story")}
    with RawServer(scripts=scripts) as server:
        assert outcome(server) == "robots_forbidden"
        assert server.paths() == ["/story"]


def asks(robots: Robots, clock: list[float], times: list[float]) -> None:
    for at in times:
        clock[0] = at
        exchange = Exchange("http://paper.example/a", LIMITS)
        robots.check("http://paper.example/a", exchange)


@pytest.mark.parametrize(
    ("status", "cache", "expires_after"),
    [
        (200, "max-age=600", 600),
        (200, "max-age=1", 60),
        (200, "max-age=999999999", 86_400),
        (200, "no-store", 60),
        (200, "", 86_400),
        (404, "", 86_400),
    ],
)
def test_kept_for_its_own_lifetime(status: int, cache: str, expires_after: int) -> None:
    asked: list[str] = []
    clock = [0.0]

    def ask(url: str, _: Exchange, __: Reading) -> Answer:
        asked.append(url)
        headers = (("Cache-Control", cache),) if cache else ()
        return Answer(Response(url, b"User-agent: *\nAllow: /", status, headers=headers), None)

    robots = Robots(ask, clock=lambda: clock[0])
    asks(robots, clock, [0.0, 1.0, expires_after - 1.0])
    assert asked == ["http://paper.example/robots.txt"]
    asks(robots, clock, [expires_after + 1.0])
    assert len(asked) == 2


def test_a_refusal_for_now_is_asked_again_after_a_minute() -> None:
    answers = [503, 200]
    clock = [0.0]
    ask: Callable[[str, Exchange, Reading], Answer] = lambda url, _, __: Answer(  # noqa: E731
        Response(url, b"", answers.pop(0)), None
    )
    robots = Robots(ask, clock=lambda: clock[0])
    for _ in range(3):
        with pytest.raises(Halt, match=r"robots\.txt answers 503, which forbids all for now"):
            asks(robots, clock, [0.0])
    asks(robots, clock, [61.0])
    assert answers == []


def test_a_file_of_names_times_rules_costs_no_more_than_another() -> None:
    names = "".join(f"User-agent: a{n}\n" for n in range(15_000))
    rules = "".join(f"Disallow: /{n}\n" for n in range(15_000))
    response = Response("http://paper.example/robots.txt", (names + rules).encode())
    robots = Robots(lambda *_: Answer(response, None))
    began = time.process_time()
    robots.check("http://paper.example/7", Exchange("http://paper.example/7", LIMITS))
    assert time.process_time() - began < 3
