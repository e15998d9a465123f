"""The route: what `extract` takes and promises, and how errors become outcomes."""

import errno
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.errors import BadStatus, Blocked, NothingFound, UsageError
from scraper.model import Article, Evidence, Failure, Moment, Verdict
from scraper.parse import Parsed
from scraper.parse.claims import Claims
from scraper.pipeline import attempt, explain, extract
from tests.fixture_pages import FOLDER

NOW = datetime.now(UTC)
PAGE = (FOLDER / "english-local-article" / "page.html").read_bytes()
# Pieces that a page is broken at: unclosed tags, wrong nesting, entities, data in scripts, odd bytes.
PIECES = (
    *(b"<p>", b"</p>", b"<div class='article'>", b"</body></html>", b"<table><tr><td>", b"<!--", b"-->", b"<![CDATA["),
    *(
        b"<script type='application/ld+json'>",
        b'{"@type":"NewsArticle","headline":"\\ud800\\u0000',
        b'"}',
        b"</script>",
    ),
    *(
        b"<h1>",
        b"<time datetime='9999-99-99'>",
        b"&#0;",
        b"&#xD800;",
        b"&nbsp",
        b"\x00",
        b"\xff\xfe",
        b"\xb0\xa1",
        b"\n",
    ),
    *(
        b"<meta charset=utf-7>",
        b"<button>",
        b"<svg><title>",
        b"<noscript>",
        b"<plaintext>",
        "기자 ".encode(),
        b"a" * 50,
    ),
)


def moment(at: datetime) -> Moment:
    return Moment(at, "second", "stated", f"raw {at:%Y}")


@given(st.binary(max_size=300) | st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_no_bytes_raise(content: bytes) -> None:
    article = extract(content, "https://a.example/1")
    assert Article.from_dict(article.to_dict()) == article
    article.to_json().encode()


@given(st.text(st.characters(), max_size=300) | st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_no_text_raises(content: str | bytes) -> None:
    text = content if isinstance(content, str) else content.decode(errors="surrogateescape")
    extract(text).to_json().encode()


def test_text_and_its_bytes_give_the_same_record() -> None:
    assert extract(PAGE.decode()) == extract(PAGE)


def test_the_server_s_charset_counts() -> None:
    page = "<h1>순천시</h1><p>새 길이 열렸다. 시장은 주민들에게 고맙다고 말했다.".encode("cp949")
    assert explain(page, charset="euc-kr").page.blocks[0].text == "순천시"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(UsageError, match="no time zone"):
        extract(PAGE, captured_at=datetime(2024, 5, 15))  # noqa: DTZ001 -- the missing zone is what is tested


def test_dates_after_now_are_refused_when_the_capture_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    dated = Article(
        published=moment(NOW + timedelta(days=3)),
        modified=moment(NOW + timedelta(days=1)),
        evidence={
            "published": Evidence("json-ld", 0.9, rejected=(("meta", "x"),)),
            "modified": Evidence("json-ld", 0.9),
        },
    )
    monkeypatch.setattr("scraper.pipeline.parse", lambda page, **_: Parsed(page, dated, Claims(page)))
    checked = extract("x")
    assert checked == replace(dated, published=None, evidence=checked.evidence)
    assert checked.evidence["modified"] == dated.evidence["modified"]
    refused = checked.evidence["published"]
    assert refused.source == "missing"
    assert refused.rejected == (("json-ld", dated.published.raw), ("meta", "x")) if dated.published else False
    assert extract("x", captured_at=NOW) == dated


def raising(error: BaseException) -> Callable[[], NoReturn]:
    def work() -> NoReturn:
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (NothingFound("no article here"), ("nothing_found", "no article here", 3)),
        (Blocked("a wall"), ("blocked", "a wall", 4)),
        (UsageError("wrong"), ("usage", "wrong", 2)),
        (BadStatus("page", "answered 500"), ("bad_status", "answered 500", 5)),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "x"), ("file", "no such file or directory", 2)),
        (PermissionError(errno.EACCES, "Permission denied"), ("file", "permission denied", 2)),
        (MemoryError(), ("memory", "needs more memory than it may take", 1)),
        (KeyError("x"), ("internal", "internal error: KeyError: 'x'", 1)),
        (RecursionError("too deep"), ("internal", "internal error: RecursionError: too deep", 1)),
    ],
)
def test_an_error_becomes_an_outcome(error: Exception, failure: tuple[str, str, int]) -> None:
    code, message, exit_code = failure
    assert attempt("page", raising(error)) == Failure("page", code, message, exit_code)


def test_an_interrupt_is_no_outcome() -> None:
    with pytest.raises(KeyboardInterrupt):
        attempt("page", raising(KeyboardInterrupt()))


@pytest.mark.parametrize("content", [b"", "", b"\x89PNG\r\n\x1a\n", bytes(1000), "   "])
def test_what_is_no_page_is_an_empty_record(content: Any) -> None:
    article = extract(content)
    assert article.verdict is Verdict.EMPTY
    assert article.body == ()
