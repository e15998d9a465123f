"""What a `scraper.toml` may say of fetching, what it does, and how what is wrong in it is told."""

from __future__ import annotations

import base64
import itertools
import re
import ssl
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
import trustme

from scraper.cli import run
from scraper.errors import UsageError
from scraper.fetch import Courtesy, FetchSettings, Guard, HttpFetcher, Identity
from scraper.fetch.pace.polite import Speed
from scraper.model import Response
from scraper.store.warc.reader import read_warc
from tests.fakes.raw_server import RawServer, Script
from tests.places import ROOT

DOCS = ROOT / "docs" / "fetching.md"
STORY = b"<!doctype html><title>Harbour Gazette</title><p>The ferry sails at nine.</p>"

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str) -> Path:
        path = tmp_path / "scraper.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def documented() -> str:
    found = re.search(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def test_the_example_in_the_docs_is_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAPER_PASSWORD", "ferry")
    settings = FetchSettings.read(write(documented()))
    assert settings == FetchSettings(
        contact="mailto:archive@university.example",
        delay=2.0,
        concurrency=2,
        timeout=60,
        max_bytes=33554432,
        allow_private_hosts=("intranet.example",),
        speeds={"paper.example": Speed(5.0, 1), "api.paper.example:8443": Speed()},
        headers={
            "paper.example": {
                "Accept-Language": "ko",
                "Authorization": "Basic " + base64.b64encode(b"desk:ferry").decode(),
            },
            "api.paper.example:8443": {"Authorization": "Bearer abc123"},
        },
    )


def test_an_empty_file_and_no_table_are_the_defaults(write: Write) -> None:
    assert FetchSettings.read(write("")) == FetchSettings()
    assert FetchSettings.read(write('[sites."paper.example"]\nsince = 2020-01-01\n')) == FetchSettings()
    assert FetchSettings.read(write("\ufeff[fetch]\ndelay = 3\n")).delay == 3


HOST = '[fetch]\ndelay = 2\n\n[fetch.hosts."paper.example"]\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[fetch]\ndealy = 2\n", ":2: fetch.dealy: unknown key; did you mean delay?"),
        ("[fetch]\n# the pace\n\ndelay = -1\n", ":4: fetch.delay: must be a number of seconds, 0 or more"),
        ("[fetch]\ndelay = true\n", ":2: fetch.delay: must be a number of seconds"),
        ("[fetch]\ndelay = nan\n", ":2: fetch.delay: must be a number of seconds"),
        ("fetch = 3\n", ":1: fetch: must be a table"),
        ("# pace\n[fecth]\ndelay = 2\n", ":2: fecth: unknown key; did you mean fetch?"),
        ("[fetch]\nconcurrency = 0\n", ":2: fetch.concurrency: must be a whole number, 1 or more"),
        ("[fetch]\ntimeout = 0\n", ":2: fetch.timeout: must be a number of seconds, more than 0"),
        ("[fetch]\nmax_bytes = 1.5\n", ":2: fetch.max_bytes: must be a whole number"),
        ("[fetch]\ncontact = ['a']\n", ":2: fetch.contact: must be plain"),
        ("[fetch]\ncontact = '광주'\n", ":2: fetch.contact: must be plain ASCII"),
        ("[fetch]\nallow_private_hosts = [\n 'a',\n 1,\n]\n", ":2: fetch.allow_private_hosts: must be a list of host"),
        ("[fetch]\nhosts = ['a']\n", ":2: fetch.hosts: must be a table"),
        (HOST + "pace = 5\n", ':5: fetch.hosts."paper.example".pace: unknown key; known: concurrency, delay, headers,'),
        (HOST + "delay = '5'\n", ':5: fetch.hosts."paper.example".delay: must be a number'),
        (HOST + "headers = 'a'\n", ':5: fetch.hosts."paper.example".headers: must be a table'),
        (HOST + "headers = { Cookie = 7 }\n", ".headers.Cookie: must be a text of plain ASCII on one line"),
        (HOST + 'headers = { Cookie = "a\\nHost: b" }\n', ".headers.Cookie: must be a text of plain ASCII"),
        (HOST + 'headers = { "Bad name" = "a" }\n', '.headers."Bad name": is no name of a header'),
        (HOST + 'headers = { Host = "a" }\n', ".headers.Host: is set by the fetcher itself"),
        (HOST + 'headers = { user-agent = "a" }\n', ".headers.user-agent: the user agent is always told truly"),
        (HOST + "user = 'desk'\n", ':4: fetch.hosts."paper.example": a log-in is either user and password,'),
        (HOST + "password = 'x'\n", ':4: fetch.hosts."paper.example": a log-in is either'),
        (HOST + "user = 'a'\npassword = 'b'\ntoken = 'c'\n", ':4: fetch.hosts."paper.example": a log-in is either'),
        (HOST + "user = 'a:b'\npassword = 'b'\n", "the user has no colon"),
        (HOST + "token = 'a'\nheaders = { authorization = 'b' }\n", ':6: fetch.hosts."paper.example".headers: '),
        (HOST + "token = '$NO_SUCH_TOKEN'\n", ':5: fetch.hosts."paper.example".token: the environment has no NO_'),
        (HOST.replace("paper.example", "https://paper.example/"), ':4: fetch.hosts."https://paper.example/": must be'),
        ("[fetch]\ndelay 2\n", "is no TOML: Expected '=' after a key in a key/value pair (at line 2"),
        ("[fetch]\ndelay = 1\ndelay = 2\n", "is no TOML: Cannot overwrite a value (at line 3"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(write: Write, text: str, told: str) -> None:
    path = write(text)
    with pytest.raises(UsageError) as caught:
        FetchSettings.read(path)
    assert str(caught.value).startswith(f"{path}:")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_can_not_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        FetchSettings.read(tmp_path / "none.toml")
    (tmp_path / "korean.toml").write_bytes('[fetch]\ncontact = "광주"'.encode("cp949"))
    with pytest.raises(UsageError, match="is not in UTF-8"):
        FetchSettings.read(tmp_path / "korean.toml")


def test_flags_win_over_the_file_and_the_file_over_defaults(write: Write) -> None:
    settings = FetchSettings.read(write(HOST + "delay = 5\nconcurrency = 3\n"))
    assert (settings.delay, settings.concurrency, settings.speeds["paper.example"]) == (2, 2, Speed(5, 3))
    flagged = settings.with_flags(delay=7.0, concurrency=None, allow_private_hosts=("a.example",))
    assert (flagged.delay, flagged.speeds["paper.example"]) == (7.0, Speed(None, 3))
    assert flagged.allow_private_hosts == ("a.example",)


def gaps(server: RawServer) -> list[float]:
    times = sorted(at for at, _, _ in server.log)
    return [later - earlier for earlier, later in itertools.pairwise(times)]


def test_a_host_has_its_own_pace() -> None:
    speeds = {"localhost": Speed(delay=0.2)}
    with RawServer(scripts={"/a": lambda line: line.page(STORY)}) as server:
        fetcher = HttpFetcher(guard=Guard(["127.0.0.1", "localhost"]), courtesy=Courtesy(0.0, 2, speeds))
        with fetcher:
            for _ in range(3):
                fetcher.fetch(server.url("/a", "localhost"))
            assert min(gaps(server)) >= 0.2
            server.log.clear()
            for _ in range(3):
                fetcher.fetch(server.url("/a"))
            assert min(gaps(server)) < 0.15


def echo(name: str) -> Script:
    return lambda line: line.page((line.header(name) or "-").encode())


def by_host(*headers: tuple[str, str], host: str = "127.0.0.1") -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType({host: MappingProxyType(dict(headers))})


LOGIN = by_host(("Authorization", "Bearer secret"), ("X-Plan", "archive"))
GUARD = Guard(["127.0.0.1", "localhost"])


def test_what_was_set_for_a_host_is_sent_and_not_kept() -> None:
    with (
        RawServer(scripts={"/a": echo("authorization")}) as server,
        HttpFetcher(None, Identity(None, LOGIN), GUARD) as fetcher,
    ):
        response = fetcher.fetch(server.url("/a"))
    assert response.text == "Bearer secret"
    shown = dict(response.request_headers)
    assert (shown["Authorization"], shown["X-Plan"]) == ("(withheld)", "(withheld)")
    assert shown["User-Agent"].startswith("scraper/")


def test_a_port_of_a_host_may_have_its_own() -> None:
    with RawServer(scripts={"/a": echo("authorization")}) as server:
        own = by_host(("Authorization", "Bearer port"), host=f"127.0.0.1:{server.port}")
        for hosts, told in (({**LOGIN, **own}, "Bearer port"), (by_host(("A", "b"), host="127.0.0.1:1"), "-")):
            with HttpFetcher(None, Identity(None, hosts), GUARD) as fetcher:
                assert fetcher.fetch(server.url("/a")).text == told


def test_a_log_in_of_netrc_does_not_replace_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login other password other\n")
    (tmp_path / "netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with RawServer(scripts={"/a": echo("authorization")}) as server:
        with HttpFetcher(None, Identity(None, LOGIN), GUARD) as fetcher:
            assert fetcher.fetch(server.url("/a")).text == "Bearer secret"
        with HttpFetcher(None, Identity(), GUARD) as fetcher:
            response: Response = fetcher.fetch(server.url("/a"))
    assert response.text.startswith("Basic ")
    assert dict(response.request_headers)["Authorization"] == "(withheld)"


def test_a_redirect_from_tls_into_the_clear_takes_no_log_in_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with RawServer(scripts={"/b": echo("authorization")}) as plain:
        leave: Script = lambda line: line.page(  # noqa: E731
            b"", f"Location: {plain.url('/b', 'localhost')}", status="302 Found"
        )
        scripts = {"/a": leave, "/b": echo("authorization")}
        identity = Identity(None, {"localhost": LOGIN["127.0.0.1"]})
        with RawServer(tls=context, scripts=scripts) as server, HttpFetcher(None, identity, GUARD) as fetcher:
            assert fetcher.fetch(server.url("/b", "localhost")).text == "Bearer secret"
            assert fetcher.fetch(server.url("/a", "localhost")).text == "-"


@pytest.mark.parametrize("contact", ["광주 <desk@paper.example>", "a\r\nX-Evil: 1"])
def test_a_contact_that_can_not_be_sent_is_told(contact: str) -> None:
    with pytest.raises(UsageError, match="the contact must be plain ASCII on one line"):
        Identity(contact)


def test_the_command_line_reads_the_archives_own_file_and_the_one_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOWN_TOKEN", "ferry")
    archive = tmp_path / "town"
    archive.mkdir()
    text = '[fetch]\nallow_private_hosts = ["127.0.0.1"]\n[fetch.hosts."127.0.0.1"]\ntoken = "$TOWN_TOKEN"\n'
    (archive / "scraper.toml").write_text(text)
    with RawServer(scripts={"/a": echo("authorization")}) as server:
        url = server.url("/a")
        assert run(["fetch", url, "--archive", str(archive)]) == 0
        (warc,) = (archive / "warc").iterdir()
        assert [page.content for page in read_warc(warc)] == [b"Bearer ferry"]
        output = tmp_path / "a.warc"
        assert run(["fetch", url, "-o", str(output), "--config", str(archive / "scraper.toml")]) == 0
        # The page echoes it; the request record does not have it.
        assert output.read_bytes().count(b"ferry") == 1
        assert run(["fetch", url, "-o", str(tmp_path / "b.warc")]) == 4
        (archive / "scraper.toml").write_text("[fetch]\npace = 2\n")
        capfd.readouterr()
        assert run(["fetch", url, "--archive", str(archive)]) == 2
    assert capfd.readouterr().err.startswith(f"scraper: {archive}/scraper.toml:2: fetch.pace: unknown key; ")
