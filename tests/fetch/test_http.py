"""What a response tells, and how redirects, repeats, conditions, cookies, proxies and certificates are handled."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import trustme
from pytest_httpserver import HTTPServer
from werkzeug import Request
from werkzeug import Response as Answer

from scraper.errors import BadStatus, FetchError, TLSFailure
from scraper.fetch import Courtesy, Guard, HttpFetcher, Identity, Limits
from scraper.fetch.connection.guard import Place
from scraper.fetch.connection.refresh import refresh_target
from scraper.fetch.pace.retry import retry_after
from scraper.model import Response, Validators
from tests.fakes.raw_server import Line, RawServer, Script

LIMITS = Limits(connect=2, read=2, total=5, backoff=0.01, retry_after=2.0)
STORY = b"<!doctype html><title>Harbour Gazette</title><p>The ferry sails at nine.</p>"
GUARD = Guard(["127.0.0.1", "localhost"])


@pytest.fixture
def fetcher() -> Iterator[HttpFetcher]:
    with HttpFetcher(LIMITS, guard=GUARD) as running:
        yield running


@pytest.fixture
def site(httpserver: HTTPServer) -> HTTPServer:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    return httpserver


def to(target: str) -> Answer:
    return Answer(status=302, headers={"Location": target})


def test_a_response_tells_all(site: HTTPServer, fetcher: HttpFetcher) -> None:
    site.expect_request("/a").respond_with_response(to("b?x=1#part"))
    site.expect_request("/b").respond_with_data(
        STORY, content_type="text/html; charset=EUC-KR", headers={"X-Town": "gwangju"}
    )
    began = datetime.now(UTC)
    response = fetcher.fetch(site.url_for("/a"))
    assert response.url == site.url_for("/a")
    assert response.final_url == site.url_for("/b?x=1")
    assert response.redirects == (site.url_for("/a"),)
    assert (response.status, response.reason) == (200, "OK")
    assert response.header("x-town") == "gwangju"
    assert response.content == STORY
    assert response.address == "127.0.0.1"
    assert response.received > len(STORY)
    assert dict(response.request_headers)["User-Agent"].startswith("scraper/")
    assert response.fetched_at is not None
    assert began - timedelta(seconds=1) < response.fetched_at < began + timedelta(seconds=5)
    assert response.timings is not None
    assert 0 < response.timings.first_byte <= response.timings.total < 5


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_redirect_status_is_followed(site: HTTPServer, fetcher: HttpFetcher, status: int) -> None:
    site.expect_request("/a").respond_with_response(Answer(status=status, headers={"Location": "/b"}))
    site.expect_request("/b").respond_with_data(STORY, content_type="text/html")
    assert fetcher.fetch(site.url_for("/a")).final_url == site.url_for("/b")


def test_a_location_in_raw_utf8_is_followed(fetcher: HttpFetcher) -> None:
    def script(line: Line) -> None:
        line.send(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /\xea\xb4\x91\xec\xa3\xbc\r\n\r\n")

    with RawServer(scripts={"/a": script, "/%EA%B4%91%EC%A3%BC": lambda line: line.page(STORY)}) as server:
        assert fetcher.fetch(server.url("/a")).content == STORY


REFRESH = "<meta http-equiv=refresh content='0; url=/b'>"


@pytest.mark.parametrize(
    ("head", "header", "target"),
    [
        (REFRESH, None, "/b"),
        ('<META HTTP-EQUIV="Refresh" CONTENT="0;URL=/b?a=1&amp;c=2">', None, "/b?a=1&c=2"),
        ("<meta content=\"1; url='/b'\" http-equiv='refresh'>", None, "/b"),
        ('<meta http-equiv="refresh" content="3;/b">', None, "/b"),
        ("", "0; url=/b", "/b"),
        ('<meta http-equiv="refresh" content="300; url=/b">', None, None),
        ('<meta http-equiv="refresh" content="300">', None, None),
        ('<meta http-equiv="refresh" content="0; url=/a#top">', None, None),
        (f"<noscript>{REFRESH}</noscript>", None, None),
        (f"<!-- {REFRESH} -->", None, None),
        (f"<script>'{REFRESH}'</script>", None, None),
        ('<meta http-equiv="refresh" content="0; url=http://[::1">', None, None),
        ('<meta http-equiv="refresh" content="0; url=/b?a=1&section=2&amp;c">', None, "/b?a=1&section=2&c"),
    ],
)
def test_where_a_page_sends_its_reader(head: str, header: str | None, target: str | None) -> None:
    headers = (("Refresh", header),) if header else ()
    page = Response("http://paper.example/a", head.encode(), headers=headers)
    assert refresh_target(page) == (target and f"http://paper.example{target}")


def test_a_meta_refresh_is_followed_once(site: HTTPServer, fetcher: HttpFetcher) -> None:
    for here, there in (("/a", "/b"), ("/b", "/c")):
        meta = f"<meta http-equiv=refresh content='0; url={there}'>"
        site.expect_request(here).respond_with_data(meta, content_type="text/html")
    response = fetcher.fetch(site.url_for("/a"))
    assert response.final_url == site.url_for("/b")
    assert response.redirects == (site.url_for("/a"),)


def test_a_meta_refresh_passes_the_guard(site: HTTPServer, fetcher: HttpFetcher) -> None:
    meta = "<meta http-equiv=refresh content='0; url=http://169.254.169.254/'>"
    site.expect_request("/a").respond_with_data(meta, content_type="text/html")
    with pytest.raises(FetchError, match="metadata") as caught:
        fetcher.fetch(site.url_for("/a"))
    assert caught.value.code == "forbidden_address"


def answers(*given: Answer) -> Script:
    """A path that answers with each of `given` once, then with the story."""
    pending = list(given)

    def script(line: Line) -> None:
        answer = pending.pop(0) if pending else Answer(STORY, 200)
        lines = [f"{name}: {value}" for name, value in answer.headers if name != "Content-Length"]
        line.page(answer.get_data(), *lines, status=answer.status)

    return script


def busy(status: int, wait: str | None = None) -> Answer:
    return Answer(b"busy", status, headers={"Retry-After": wait} if wait else {})


@pytest.mark.parametrize(
    ("given", "outcome", "requests"),
    [
        ((busy(503),), 200, 2),
        ((busy(502), busy(504)), 200, 3),
        ((busy(429, "1"),), 200, 2),
        ((busy(503), busy(503), busy(503)), 503, 3),
        ((busy(429, "3600"),), 429, 1),
        ((busy(503, "Fri, 31 Dec 2100 23:59:59 GMT"),), 503, 1),
        ((busy(500),), 500, 1),
        ((busy(404),), 404, 1),
    ],
)
def test_repeats_only_what_may_pass(
    fetcher: HttpFetcher, given: tuple[Answer, ...], outcome: int, requests: int
) -> None:
    with RawServer(scripts={"/a": answers(*given)}) as server:
        try:
            status: int | None = fetcher.fetch(server.url("/a")).status
        except BadStatus as error:
            status = error.status
        assert (status, len(server.paths())) == (outcome, requests)


def test_a_retry_after_is_waited_out(fetcher: HttpFetcher) -> None:
    with RawServer(scripts={"/a": answers(busy(503, "1"))}) as server:
        fetcher.fetch(server.url("/a"))
        first, second = (at for at, _, path in server.log if path == "/a")
    assert second - first > 0.95


def test_a_host_that_asks_for_rest_gets_it_from_its_other_pages_too() -> None:
    limits = Limits(connect=2, read=2, total=5, retry_after=1.0)
    scripts = {"/a": answers(busy(429, "3600")), "/b": lambda line: line.page(STORY)}
    with RawServer(scripts=scripts) as server, HttpFetcher(limits, guard=GUARD) as fetcher:
        with pytest.raises(BadStatus):
            fetcher.fetch(server.url("/a"))
        fetcher.fetch(server.url("/b"))
        first, second = (at for at, _, path in server.log if path != "/robots.txt")
    assert second - first >= 1.0


def test_a_longer_wait_than_we_grant_is_told(fetcher: HttpFetcher) -> None:
    with RawServer(scripts={"/a": answers(busy(429, "3600"))}) as server, pytest.raises(BadStatus) as caught:
        fetcher.fetch(server.url("/a"))
    assert caught.value.retry_after == 3600
    assert caught.value.response.content == b"busy"


NOW = datetime(2024, 4, 30, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "date", "seconds"),
    [
        ("30", None, 30.0),
        ("0", None, 0.0),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), None, 90.0),
        (format_datetime(NOW - timedelta(seconds=90), usegmt=True), None, 0.0),
        (
            format_datetime(NOW + timedelta(hours=1, seconds=7), usegmt=True),
            format_datetime(NOW + timedelta(hours=1), usegmt=True),
            7.0,
        ),
        ("soon", None, None),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", None, None),
        ("Mon, 01 Jan 2024 00:00:00", None, None),
        ("-5", None, None),
        ("１０", None, None),
        ("", None, None),
    ],
)
def test_retry_after(told: str, date: str | None, seconds: float | None) -> None:
    headers = (("Retry-After", told), *((("Date", date),) if date else ()))
    assert retry_after(Response("http://paper.example/", b"", 503, headers=headers, fetched_at=NOW)) == seconds


def test_a_page_that_did_not_change(site: HTTPServer) -> None:
    def answer(request: Request) -> Answer:
        if request.headers.get("If-None-Match") == '"7"' and request.headers.get("If-Modified-Since") == "then":
            return Answer(status=304)
        return Answer(STORY, headers={"ETag": '"7"'})

    site.expect_request("/a").respond_with_handler(answer)
    known = {site.url_for("/a"): Validators('"7"', "then")}
    with HttpFetcher(LIMITS, guard=GUARD, validators=known.get) as fetcher:
        response = fetcher.fetch(site.url_for("/a"))
    assert (response.status, response.content) == (304, b"")


def test_a_304_that_nobody_asked_for_is_no_answer(site: HTTPServer, fetcher: HttpFetcher) -> None:
    site.expect_request("/a").respond_with_response(Answer(status=304))
    with pytest.raises(BadStatus, match="304"):
        fetcher.fetch(site.url_for("/a"))


def echo(name: str) -> Script:
    return lambda line: line.page((line.header(name) or "-").encode())


def test_cookies_last_for_the_run(fetcher: HttpFetcher) -> None:
    setter: Script = lambda line: line.page(b"", "Set-Cookie: seen=1", "Location: /b", status="302 Found")  # noqa: E731
    with RawServer(scripts={"/a": setter, "/b": echo("cookie")}) as server:
        assert fetcher.fetch(server.url("/a")).text == "seen=1"
        assert fetcher.fetch(server.url("/b")).text == "seen=1"
        with HttpFetcher(LIMITS, guard=GUARD) as another:
            assert another.fetch(server.url("/b")).text == "-"


def test_a_site_may_leave_so_many_cookies(fetcher: HttpFetcher) -> None:
    def setter(line: Line) -> None:
        at = int(line.path.partition("?")[2])
        line.page(b"", *(f"Set-Cookie: c{n}=x" for n in range(at, at + 50)), f"Set-Cookie: big={'x' * 5000}")

    with RawServer(scripts={"/a": setter, "/b": echo("cookie")}) as server:
        for at in range(0, 500, 50):
            fetcher.fetch(server.url(f"/a?{at}"))
        sent = fetcher.fetch(server.url("/b")).text.split("; ")
    assert len(sent) == 180
    assert "big" not in "".join(sent)


def test_headers_of_a_host_stay_with_it() -> None:
    with RawServer(scripts={"/b": echo("authorization")}) as server:
        leave: Script = lambda line: line.page(  # noqa: E731
            b"", f"Location: {server.url('/b', 'localhost')}", status="302 Found"
        )
        server.scripts["/a"] = leave
        identity = Identity("mailto:desk@paper.example", {"127.0.0.1": {"Authorization": "Bearer x"}})
        with HttpFetcher(LIMITS, identity, GUARD) as fetcher:
            assert fetcher.fetch(server.url("/b")).text == "Bearer x"
            assert fetcher.fetch(server.url("/a")).text == "-"


def test_the_user_agent_names_the_contact() -> None:
    fetcher = HttpFetcher(LIMITS, Identity("mailto:desk@paper.example"), GUARD)
    with RawServer(scripts={"/a": echo("user-agent")}) as server, fetcher:
        told = fetcher.fetch(server.url("/a")).text
    assert told.startswith("scraper/")
    assert told.endswith("(+mailto:desk@paper.example)")


def test_connections_are_kept_open(fetcher: HttpFetcher) -> None:
    with RawServer(scripts={"/a": lambda line: line.page(STORY)}) as server:
        spent = [fetcher.fetch(server.url("/a")).timings for _ in range(2)]
    assert spent[1] is not None
    assert spent[1].connect == 0


def test_a_proxy_is_asked_and_the_guard_still_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    with RawServer() as proxy:
        url = "http://paper.example/a"
        proxy.scripts[url] = lambda line: line.page(STORY)
        monkeypatch.setenv("http_proxy", proxy.url(""))
        public = [Place(2, "93.184.216.34", ("93.184.216.34", 80))]
        with HttpFetcher(LIMITS, guard=Guard(resolve=lambda *_: public)) as fetcher:
            assert fetcher.fetch(url).content == STORY
        private = [Place(2, "10.0.0.1", ("10.0.0.1", 80))]
        fetcher = HttpFetcher(LIMITS, guard=Guard(resolve=lambda *_: private))
        with fetcher, pytest.raises(FetchError, match="private address"):
            fetcher.fetch(url)
        assert [path for _, _, path in proxy.log] == ["http://paper.example/robots.txt", url]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def secured(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def tls_outcome(server: RawServer) -> str:
    with HttpFetcher(LIMITS, guard=GUARD) as fetcher:
        return fetcher.fetch(server.url("/a", "localhost")).text


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_a_certificate_of_a_known_authority_is_good(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    bundle = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(bundle))
    for other in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(variable, str(bundle))
    with RawServer(tls=secured(authority, "localhost"), scripts={"/a": echo("host")}) as server:
        assert tls_outcome(server).startswith("localhost")
    strange = RawServer(tls=secured(authority, "other.example"), scripts={"/a": echo("host")})
    with strange as server, pytest.raises(TLSFailure, match="certificate of localhost does not verify"):
        tls_outcome(server)


def test_a_certificate_of_nobody_known_is_an_error(authority: trustme.CA) -> None:
    unknown = RawServer(tls=secured(authority, "localhost"), scripts={"/a": echo("host")})
    with unknown as server, pytest.raises(TLSFailure, match="certificate of localhost does not verify"):
        tls_outcome(server)


def test_plain_http_on_a_tls_address_is_an_error(fetcher: HttpFetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            conn, _ = listener.accept()
            with conn:
                conn.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(TLSFailure, match=r"no TLS with 127\.0\.0\.1"):
            fetcher.fetch(f"https://127.0.0.1:{listener.getsockname()[1]}/a")
        thread.join()


def test_a_tls_handshake_that_never_comes_ends_at_the_deadline() -> None:
    limits = Limits(connect=0.4, read=2, total=5)
    with RawServer(scripts={}) as server, HttpFetcher(limits, guard=GUARD) as fetcher:
        began = time.monotonic()
        with pytest.raises(FetchError, match="no TLS handshake") as caught:
            fetcher.fetch(server.url("/a").replace("http:", "https:"))
    assert caught.value.code == "timeout"
    assert time.monotonic() - began < 3


TOWN = "광주 동구는 30일 전문 컨설팅 업무협약을 체결했다고 밝혔다. 협약식에는 관계자들이 참석했다."
JAPANESE = "市は三十日、新しい図書館の計画を発表した。来年の春に開館する予定だという。"
CHINESE = "市政府三十日宣布新的图书馆计划，预计明年春天开放。市民可以在网上提出意见。"
TAIWANESE = "市政府三十日宣布新的圖書館計畫，預計明年春天開放。市民可以在網路上提出意見。"
RUSSIAN = "Город объявил о планах новой библиотеки, которая откроется следующей весной."


@pytest.mark.parametrize(
    ("text", "codec", "labels"),
    [
        (TOWN, "cp949", ("euc-kr", "utf-8", None)),
        (TOWN, "euc-kr", ("ks_c_5601-1987", "iso-8859-1", None)),
        (TOWN, "utf-8", ("utf-8", "euc-kr", None)),
        (JAPANESE, "shift_jis", ("Shift_JIS", "utf-8", None)),
        (CHINESE, "gb18030", ("gb2312", "utf-8", None)),
        (TAIWANESE, "big5", ("big5", "utf-8", None)),
        (RUSSIAN, "cp1251", ("windows-1251", "utf-8", None)),
        (TOWN, "utf-16", ("utf-16", "euc-kr", None)),
        (RUSSIAN, "utf-16-le", ("utf-16le", "utf-8", None)),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isascii() else "",
)
def test_charsets_declared_right_wrong_and_not(
    fetcher: HttpFetcher, text: str, codec: str, labels: tuple[str | None, ...]
) -> None:
    body = f"<!doctype html><title>{text[:12]}</title><p>{text * 3}</p>".encode(codec)
    for label in labels:
        kind = "Content-Type: text/html" + (f"; charset={label}" if label else "")
        page: Script = lambda line, kind=kind: line.page(body, kind)  # type: ignore[misc]  # noqa: E731
        with RawServer(scripts={"/a": page}) as server:
            response = fetcher.fetch(server.url("/a"))
        assert text in response.text, (label, response.charset, response.charset_source)
        assert response.charset_source in {"bom", "header", "meta", "utf-8", "statistics"}


def test_feeds_are_fetched_by_the_fetcher_for_files(fetcher: HttpFetcher) -> None:
    feed: Script = lambda line: line.page(b"<rss/>", "Content-Type: application/rss+xml")  # noqa: E731
    with RawServer(scripts={"/feed": feed}) as server:
        assert fetcher.for_files().fetch(server.url("/feed")).content == b"<rss/>"
        with pytest.raises(FetchError, match="a feed, not a page"):
            fetcher.fetch(server.url("/feed"))


def test_politeness_does_not_count_against_the_deadline() -> None:
    limits = Limits(connect=1, read=1, total=1.0)
    scripts: dict[str, Script] = {
        "/a": lambda line: line.page(b"", "Location: /b", status="302 Found"),
        "/b": lambda line: line.page(STORY),
    }
    fetcher = HttpFetcher(limits, guard=GUARD, courtesy=Courtesy(0.6, 1))
    with RawServer(scripts=scripts) as server, fetcher:
        began = time.monotonic()
        assert fetcher.fetch(server.url("/a")).status == 200
    assert time.monotonic() - began > 1.1
