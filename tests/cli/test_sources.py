"""What `scraper extract` can be given beside files: addresses and WARC files, alone and mixed."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.cli import run
from scraper.model import Response
from scraper.store.warc.writer import WarcFile
from tests.fakes.raw_server import RawServer, Script
from tests.fixture_pages import FOLDER
from tests.places import WALLS

ARTICLE = FOLDER / "english-local-article" / "page.html"
LIST = FOLDER / "section-list-is-no-article" / "page.html"
FETCHED = datetime(2024, 5, 15, 9, tzinfo=UTC)


def page(name: str) -> bytes:
    return ARTICLE.read_bytes().replace(b"For the first time", name.encode())


def served(content: bytes) -> Script:
    return lambda line: line.page(content, "Content-Type: text/html; charset=utf-8")


@pytest.fixture
def server() -> Iterator[RawServer]:
    walls = {f"/{path.stem}": served(path.read_bytes()) for path in WALLS.glob("*.html")}
    slow: Script = lambda line: (line.over.wait(0.3), served(page("Slow"))(line))[1]  # noqa: E731
    with RawServer(scripts={"/a": served(page("Once")), "/slow": slow, **walls}) as running:
        yield running


def starts(out: str) -> list[str]:
    return [json.loads(line)["body_text"].split(" ")[0] for line in out.splitlines()]


Extract = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture
def extract(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Extract:
    config = tmp_path / "quick.toml"
    config.write_text('[fetch]\ndelay = 0\nallow_private_hosts = ["127.0.0.1"]\n')

    def extract(*arguments: object) -> tuple[int, str, list[str]]:
        code = run(["extract", "--config", str(config), *map(str, arguments)])
        out, err = capfd.readouterr()
        return code, out, err.splitlines()

    return extract


def test_an_address(extract: Extract, server: RawServer) -> None:
    code, out, err = extract(server.url("/a"))
    assert (code, err) == (0, [])
    assert json.loads(out)["url"] == server.url("/a")


@pytest.mark.parametrize("jobs", [[], ["--jobs", "2"]], ids=["in one process", "in children"])
def test_addresses_and_files_in_the_order_they_were_given(extract: Extract, server: RawServer, jobs: list[str]) -> None:
    given = [server.url("/slow"), ARTICLE, server.url("/gone"), server.url("/a"), "missing.html", server.url("/slow")]
    code, out, err = extract(*jobs, *given)
    assert code == 1
    assert starts(out) == ["Slow", "For", "Once", "Slow"]
    assert [line.split(" ")[1] for line in err[:2]] == [f"{server.url('/gone')}:", "missing.html:"]
    assert err[2].startswith("scraper: 6 pages, 4 good, 2 failed, ")


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("consent", 4, "no article: the site answered with a consent page ("),
        ("login", 4, "no article: the site asks for a log-in ("),
        ("not_found", 3, "no article: the page says that there is nothing at this address ("),
        ("challenge", 4, "the site answered with a challenge page ("),
    ],
)
def test_a_wall_is_named(extract: Extract, server: RawServer, name: str, code: int, message: str) -> None:
    path = next(iter(sorted(WALLS.glob(f"{name}*.html"))))
    found, out, (line,) = extract(server.url(f"/{path.stem}"))
    assert (found, out) == (code, "")
    assert line.startswith(f"scraper: {server.url(f'/{path.stem}')}: {message}")


def test_rules_and_connection_are_kept_for_all_addresses(extract: Extract, server: RawServer) -> None:
    code, out, _ = extract(*(server.url(f"/a?{n}") for n in range(5)))
    assert (code, len(out.splitlines())) == (0, 5)
    assert [path for _, _, path in server.log].count("/robots.txt") == 1


def test_an_empty_shell_says_so(extract: Extract, server: RawServer) -> None:
    path = next(iter(sorted(WALLS.glob("shell*.html"))))
    code, out, (line,) = extract(server.url(f"/{path.stem}"))
    assert (code, out) == (3, "")
    assert line.endswith("(scripts, no text, and no data with text in it; with --render a browser makes it)")


def response(url: str, content: bytes, kind: str = "text/html", status: int = 200) -> Response:
    return Response(url, content, status=status, headers=(("content-type", kind),), fetched_at=FETCHED)


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    path = tmp_path / "pages.warc.gz"
    with WarcFile(path) as file:
        for item in (
            response("https://a.example/1", page("Once")),
            response("https://a.example/logo.png", b"\x89PNG", "image/png"),
            response("https://a.example/old", b"moved", status=301),
            response("https://a.example/list", LIST.read_bytes()),
            response("https://a.example/2", page("Twice")),
        ):
            file.write(item)
    return path


def test_a_warc_file(extract: Extract, warc: Path) -> None:
    code, out, err = extract(warc)
    assert code == 1
    assert starts(out) == ["Once", "Twice"]
    assert [json.loads(line)["url"] for line in out.splitlines()] == ["https://a.example/1", "https://a.example/2"]
    assert err[0] == "scraper: https://a.example/list: no article: the page is a list of links"
    assert err[1].startswith("scraper: 3 pages, 2 good, 1 failed, ")


def test_a_warc_file_that_breaks_off(extract: Extract, warc: Path) -> None:
    warc.write_bytes(warc.read_bytes()[:-3000])
    code, out, err = extract(warc, ARTICLE)
    assert code == 1
    assert starts(out) == ["Once", "For"]
    assert any(line.startswith(f"scraper: {warc}: ") for line in err)


def test_a_warc_file_that_is_none(extract: Extract, tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(b"hello")
    code, out, err = extract(path)
    assert (code, out) == (6, "")
    assert err[0].startswith(f"scraper: {path}: ")


def test_explain_does_not_choose_among_many(warc: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(warc)]) == 2
    assert capfd.readouterr().err == f"scraper: {warc}: holds many pages; explain shows one at a time\n"
