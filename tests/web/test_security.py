"""What an attacker tries against the server, and what comes of it; the table in `docs/web.md` names these tests."""

import base64
import re
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from scraper.cli import run
from scraper.model import Author
from scraper.store import Archive, Item
from scraper.web import Bounds, Settings, serve
from tests.fakes.served_paper import client
from tests.fakes.store_records import page, record

TOKEN = "a token of sixteen letters and more"


def csrf(browser: TestClient, address: str = "/login") -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', browser.get(address).text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8765", 200),
        ("127.0.0.1:8765", 200),
        ("[::1]:8765", 200),
        ("192.168.0.7", 200),
        ("archive.lan", 200),
        ("evil.example", 421),
        ("evil.example:8765", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
    ],
)
def test_a_rebound_name_is_refused(paper: Archive, host: str, status: int) -> None:
    assert client(paper, names=("archive.lan",)).get("/health", headers={"Host": host}).status_code == status


def test_elsewhere_only_with_a_token(paper: Archive, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder = str(paper.folder)
    assert run(["serve", "--archive", folder, "--host", "0.0.0.0"]) == 2  # noqa: S104 -- it is refused
    assert "give --token-file FILE" in capfd.readouterr().err
    short = tmp_path / "short"
    short.write_text("abc\n", encoding="utf-8")
    assert run(["serve", "--archive", folder, "--token-file", str(short)]) == 2
    assert run(["serve", "--archive", folder, "--token-file", str(tmp_path / "none")]) == 2
    short.write_text("\n", encoding="utf-8")
    assert run(["serve", "--archive", folder, "--token-file", str(short)]) == 2
    with pytest.raises(Exception, match="give 16 or more"):
        serve(Settings(paper, token="short"), host="127.0.0.1", port=0)


def test_no_address_is_announced_that_is_not_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(tmp_path / "paper")
    assert run(["init", folder]) == 0
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for options, said in (
            (["--port", port], f"127.0.0.1:{port} cannot be bound"),
            (["--host", "192.0.2.1", "--token-file", str(tmp_path / "token")], "192.0.2.1:8765 cannot be bound"),
            (["--host", "0.0.0.0"], "others could read the archive"),  # noqa: S104 -- refused
        ):
            (tmp_path / "token").write_text("sixteen letters and more\n", encoding="utf-8")
            capsys.readouterr()
            assert run(["serve", "--archive", folder, *options]) == 2
            err = capsys.readouterr().err
            assert said in err
            assert "http://" not in err


@pytest.mark.parametrize("address", ["/", "/search", "/story/1", "/found.csv?q=a", "/xray", "/api/search", "/metrics"])
def test_without_the_token_nothing_is_shown(paper: Archive, address: str) -> None:
    answer = client(paper, token=TOKEN).get(address, follow_redirects=False)
    assert answer.status_code in {303, 401}
    assert "한빛" not in answer.text


def test_the_token_opens_a_session_and_a_wrong_one_does_not(paper: Archive) -> None:
    browser = client(paper, token=TOKEN)
    form = {"csrf": csrf(browser), "token": "wrong"}
    assert browser.post("/login", data=form).status_code == 403
    answer = browser.post("/login", data={**form, "token": TOKEN}, follow_redirects=False)
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert browser.get("/").status_code == 200
    browser.post("/logout", data={"csrf": csrf(browser, "/search")})
    assert browser.get("/", follow_redirects=False).status_code == 303


def test_tokens_are_not_guessed_by_the_thousand(paper: Archive) -> None:
    browser = client(paper, token=TOKEN)
    form = {"csrf": csrf(browser)}
    for _ in range(10):
        browser.post("/login", data={**form, "token": "wrong"})
    assert browser.post("/login", data={**form, "token": TOKEN}).status_code == 403


@pytest.mark.parametrize(
    ("scheme", "status"),
    [
        (f"Bearer {TOKEN}", 200),
        ("Basic " + base64.b64encode(f"me:{TOKEN}".encode()).decode(), 200),
        ("Bearer wrong", 401),
        ("Basic ???", 401),
        ("Bearer ", 401),
        (TOKEN, 401),
    ],
)
def test_a_program_sends_the_token_along(paper: Archive, scheme: str, status: int) -> None:
    browser = client(paper, token=TOKEN)
    assert browser.get("/api/search?q=harbour", headers={"Authorization": scheme}).status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9999"},
        {"Origin": "http://[broken"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(browser: TestClient, headers: dict[str, str]) -> None:
    assert browser.post("/api/extract", content=b"<h1>x</h1>", headers=headers).status_code == 403


def test_a_form_without_the_token_of_the_visit_is_refused(paper: Archive) -> None:
    browser = client(paper, token=TOKEN)
    other = csrf(client(paper, token=TOKEN))
    csrf(browser)
    for wrong in ("", other, "é"):
        assert browser.post("/login", data={"csrf": wrong, "token": TOKEN}).status_code == 403


def test_large_bodies_are_refused_whatever_they_say_of_their_size(paper: Archive) -> None:
    browser = client(paper, bounds=Bounds(most_page=1000, most_form=100, rate=1e4, burst=10000, dear_burst=1000))
    assert browser.post("/api/extract", content=b"<p>" + b"x" * 2000).status_code == 413
    assert browser.post("/login", data={"token": "x" * 200}).status_code == 413

    def pieces() -> Iterator[bytes]:
        for _ in range(50):
            yield b"<p>" + b"x" * 100

    assert browser.post("/api/extract", content=pieces()).status_code == 413
    assert browser.post("/api/extract", content=b"x", headers={"Content-Length": "many"}).status_code == 413


def test_who_asks_too_often_waits(paper: Archive) -> None:
    browser = client(paper, bounds=Bounds(rate=0.01, burst=3, dear_rate=0.01, dear_burst=1))
    assert [browser.get("/search").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = browser.get("/search")
    assert int(answer.headers["retry-after"]) > 60
    assert [browser.post("/api/extract", content=b"<p>x").status_code for _ in range(2)] == [200, 429]
    assert browser.get("/health").status_code == 200


def test_a_query_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "slow") as archive:
        browser = client(archive, bounds=Bounds(query_seconds=0.2))
        count = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
        hurried = browser.app.state.served.archive  # type: ignore[attr-defined]
        hurried.search = lambda *_, **__: run_forever(hurried, count)
        answer = browser.get("/search?q=x")
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text


def run_forever(archive: Archive, query: str) -> object:
    with archive.reading() as connection:
        return connection.exec_driver_sql(query).scalar()


def test_every_answer_binds_the_browser(browser: TestClient) -> None:
    for address in ("/", "/search?q=harbour", "/story/999", "/static/style.css", "/nothing"):
        headers = browser.get(address).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self';")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_what_is_typed_in_comes_back_as_text(browser: TestClient) -> None:
    for address in ("/search?q=<script>alert(1)</script>", '/search?site="><img src=x onerror=alert(1)>', "/<b>x"):
        text = browser.get(address).text
        assert "<script>alert" not in text
        assert "<img" not in text
        assert "<b>x" not in text


def test_no_address_leads_out_of_the_site(browser: TestClient) -> None:
    for address in ("//evil.example", "/login?next=//evil.example", "/search?lang=//evil.example"):
        assert "evil.example" not in browser.get(address, follow_redirects=False).headers.get("location", "")


def test_what_a_page_says_comes_as_text(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    story = record(1, evil, headline=evil, subtitle=evil, authors=(Author(evil),), tags=(evil,), section=(evil,))
    with Archive.open(tmp_path / "evil") as archive:
        archive.add_batch([Item(page(1), replace(story, url="javascript:alert(1)", canonical_url=None))])
        browser = client(archive)
        for address in ("/", "/search", f"/search?tag={quote(evil)}", "/story/1", "/found.atom", "/capture/1/xray"):
            text = browser.get(address).text
            assert "<script>alert" not in text
            assert "<img" not in text
            assert 'href="javascript' not in text.lower()


def test_a_private_address_is_not_fetched(browser: TestClient) -> None:
    form = {"csrf": csrf(browser, "/xray")}
    for url in (
        "http://127.0.0.1:9/",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "http://[::1]/",
    ):
        answer = browser.post("/xray", data={**form, "url": url}, follow_redirects=False)
        assert answer.status_code == 502
        assert "address" in answer.text or "only http and https" in answer.text
    assert browser.post("/xray", data=form).status_code == 400
    assert browser.post("/xray", data={"csrf": "x", "url": "http://paper.example/"}).status_code == 403


def test_the_frame_of_a_page_is_sealed_wherever_it_is_opened(browser: TestClient) -> None:
    headers = browser.get("/capture/1/page").headers
    policy = headers["content-security-policy"]
    assert policy.startswith("sandbox allow-scripts; default-src 'none'; script-src 'sha256-")
    assert "allow-same-origin" not in policy
    assert "frame-ancestors 'self'" in policy
