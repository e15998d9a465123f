"""What a page may be given as, what is refused, and the pages that browsers save as one file."""

import io
import pickle
import quopri
import warnings
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import bs4
import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from scraper.cli import run
from scraper.errors import InputHint
from scraper.inputs import Readable
from scraper.model import Response, Verdict
from scraper.page import read
from scraper.page.mhtml import open_saved
from scraper.pipeline import explain, extract

URL = "https://paper.example/news/1"
PAGE = """<!DOCTYPE html><html lang="ko"><head>
<meta charset="utf-8"/><title>한빛항 여객선 다시 뜬다 | 한빛신문</title></head>
<body><h1>한빛항 여객선 다시 뜬다</h1><p>3시간 전</p>
<p>한빛군은 다음 달 1일부터 섬을 오가는 배를 아홉 해 만에 다시 띄운다고 9일 밝혔다. 첫 배는 새벽에 떠난다.</p>
<p>배 다섯 척이 다니는 일곱 갈래 뱃길 모두가 대상이다. 나머지 뱃삯은 군이 배 회사에 대 준다고 한다.</p></body></html>"""
BYTES = PAGE.encode()
SEEN = datetime(2024, 4, 30, 9, tzinfo=UTC)


def response(**headers: str) -> requests.Response:
    made = requests.Response()
    made._content = BYTES
    made.url = URL
    made.status_code = 200
    made.headers.update(headers)
    return made


@pytest.mark.parametrize(
    "given_as",
    [
        lambda _: PAGE,
        lambda _: BYTES,
        lambda _: bytearray(BYTES),
        lambda _: memoryview(BYTES),
        lambda file: file,
        lambda file: file.open("rb"),
        lambda file: file.open(encoding="utf-8"),
        lambda _: io.BytesIO(BYTES),
        lambda _: io.StringIO(PAGE),
        lambda _: lxml_html.document_fromstring(PAGE),
        lambda _: lxml_html.document_fromstring(PAGE).getroottree(),
        lambda _: lxml_html.document_fromstring(PAGE).find("body"),
        lambda _: etree.fromstring(PAGE.encode()),
        lambda _: bs4.BeautifulSoup(PAGE, "lxml"),
        lambda _: bs4.BeautifulSoup(PAGE, "html.parser"),
        lambda _: bs4.BeautifulSoup(BYTES, "xml"),
        lambda _: bs4.BeautifulSoup(PAGE, "lxml").body,
        lambda _: response(),
        lambda _: Response(URL, BYTES),
        lambda _: [PAGE],
        lambda _: (lxml_html.document_fromstring(PAGE),),
    ],
)
def test_what_a_page_may_be_given_as(given_as: Callable[[Path], Readable], tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(BYTES)
    wanted = extract(PAGE)
    assert len(wanted.body) == 2
    for read_value in (extract, lambda value: explain(value).article):
        value = given_as(file)
        if not isinstance(value, list | tuple) or read_value is extract:
            article = read_value(value)
            assert (article.headline, article.body) == (wanted.headline, wanted.body)
        if isinstance(value, io.IOBase):
            value.close()


def test_what_a_response_knows() -> None:
    legacy = response(**{"content-type": "text/html; charset=euc-kr", "Date": "Tue, 30 Apr 2024 09:00:00 GMT"})
    legacy._content = PAGE.replace('<meta charset="utf-8"/>', "").encode("cp949")
    for given_response in (
        legacy,
        Response(URL, legacy.content, headers=(("Content-Type", "text/html; charset=euc-kr"),), fetched_at=SEEN),
    ):
        article = extract(given_response)
        assert (article.url, article.headline) == (URL, "한빛항 여객선 다시 뜬다")
        assert str(article.published_at) == "2024-04-30 15:00:00+09:00"
        assert extract(given_response, "https://other.example/").url == "https://other.example/"
    assert extract(Response(URL, BYTES, final_url=f"{URL}/last")).url == f"{URL}/last"
    tree = lxml_html.document_fromstring(PAGE, base_url=URL)
    assert extract(tree).url == extract(tree.getroottree()).url == URL
    assert explain(response(), captured_at=SEEN).article.published is not None


@pytest.mark.parametrize("value", [None, 5, {"a": PAGE}, object(), [PAGE, 5], {PAGE}, (page for page in [PAGE])])
def test_what_is_no_page_is_a_type_error(value: object) -> None:
    with pytest.raises(TypeError, match=r"^a page is bytes, str, a pathlib.Path, an open file, .* is a \w+$"):
        extract(value)  # type: ignore[arg-type]


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        extract(Path("nowhere.html"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("https://paper.example/news/1?a=b", "an address"),
        ("\n  http://paper.example \n", "an address"),
        ("www.paper.example/news/1", "an address"),
        ("pages/ferry back.html", "the name of a file"),
        ("./pages/ferry", "the name of a file"),
        ("C:\\pages\\ferry", "the name of a file"),
        ("saved.mhtml", "the name of a file"),
    ],
)
def test_a_text_that_only_names_a_page_gives_a_hint(text: str, told: str) -> None:
    for read_text in (extract, lambda page: explain(page).article):
        with pytest.warns(InputHint, match=told) as caught:
            article = read_text(text)
        assert caught[0].filename == __file__
        assert (article.headline, article.body, article.verdict) == (None, (), Verdict.EMPTY)
        assert told in (article.evidence["headline"].reason or "")
        assert told in (article.evidence["body"].reason or "")


@pytest.mark.parametrize(
    "text", ["The ferry is back.", "See https://paper.example/1", "a\nb.html", "<p>a.html", "", "1/2"]
)
def test_other_texts_give_none(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        extract(text)
        extract(text.encode())


def test_trees_of_a_page() -> None:
    page = read(PAGE, URL)
    assert page.tree is page.tree
    assert page.soup is page.soup
    assert page.tree.base == URL
    assert page.tree.findtext(".//h1") == page.soup.h1.get_text() == "한빛항 여객선 다시 뜬다"  # type: ignore[union-attr]
    assert page.tree.cssselect("body > p")[0].text == "3시간 전"
    other = pickle.loads(pickle.dumps(page))  # noqa: S301 -- its own
    assert other == page
    assert other.kept == {}
    assert other.soup.h1 == page.soup.h1


@given(st.text(max_size=200))
def test_every_page_has_trees(text: str) -> None:
    for whole in (text, f"<?xml version='1.0' encoding='euc-kr'?><p>{text}", "\ud800<p>\0"):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            page = read(whole, "http://[\ud800")
            assert page.tree.xpath("count(//*)") >= 1
            assert page.soup.find() is not None or page.kind == "text"
            assert explain(page.soup)
            assert explain(page.tree)


# ---------------------------------------------------------------- pages that a browser saved


def saved(html: str = PAGE, encoding: str = "quoted-printable", **headers: str) -> bytes:
    """A page as Chrome saves it: CRLF, quoted, a picture behind it."""
    data = html.encode()
    body = {"quoted-printable": quopri.encodestring(data), "binary": data}[encoding]
    head = {
        "From": "<Saved by Blink>",
        "Snapshot-Content-Location": URL,
        "Subject": "=?utf-8?Q?Ferry?=",
        "Date": "Tue, 30 Apr 2024 09:00:00 -0000",
        "MIME-Version": "1.0",
        "Content-Type": 'multipart/related;\n\ttype="text/html";\n\tboundary="----MultipartBoundary--x----"',
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    text = "\n".join(f"{name}: {value}" for name, value in head.items() if value)
    text += "\n\n\n------MultipartBoundary--x----\nContent-Type: text/html\nContent-ID: <frame-1@mhtml.blink>\n"
    text += f"Content-Transfer-Encoding: {encoding}\nContent-Location: {URL}\n\n"
    end = "\n------MultipartBoundary--x----\nContent-Type: image/png\nContent-ID: <ferry@paper>\n"
    end += "Content-Transfer-Encoding: binary\nContent-Location: https://paper.example/ferry.png\n\n"
    close = b"\n------MultipartBoundary--x------\n"
    return (text.encode() + body + end.encode()).replace(b"\n", b"\r\n") + b"\x89PNG\r\n\x1a\n\0\0" + close


@pytest.mark.parametrize("encoding", ["quoted-printable", "binary"])
def test_a_saved_page_is_read_as_the_page_it_holds(encoding: str) -> None:
    article = extract(saved(encoding=encoding))
    assert (article.headline, article.url, len(article.body)) == ("한빛항 여객선 다시 뜬다", URL, 2)
    assert str(article.published_at) == "2024-04-30 15:00:00+09:00"
    assert read(saved(encoding=encoding)).url == URL
    assert extract(saved(), "https://other.example/", captured_at=SEEN).url == "https://other.example/"
    assert extract(b"\r\n" + saved()).headline == article.headline
    assert explain(saved().decode("latin-1")).article.url == URL


def test_a_saved_page_of_other_programs() -> None:
    mail = EmailMessage()
    mail.set_content("plain", subtype="plain")
    mail.add_related(b"body {}", "text", "css", cid="<css@x>")
    mail.add_related(PAGE.encode("cp949"), "text", "html", cid="<page@x>", params={"charset": "euc-kr"})
    mail["Content-Location"] = URL
    article = extract(mail.as_bytes())
    assert (article.headline, article.url, article.published) == ("한빛항 여객선 다시 뜬다", URL, None)


def test_parts_of_a_saved_page() -> None:
    shadow = '<div><template shadowmode="open"><p>In the shadow.</p></template></div>'
    opened = open_saved(saved(PAGE.replace("</h1>", f'</h1><img src="cid:ferry@paper"><img src="cid:gone@x">{shadow}')))
    assert opened is not None
    assert b'src="https://paper.example/ferry.png"' in opened.html
    assert b'src="cid:gone@x"' in opened.html
    assert b'<template shadowrootmode="open">' in opened.html
    assert opened.saved_at == SEEN
    later = open_saved(saved(Date="long ago", Snapshot_Content_Location="cid:x"))
    assert later is not None
    assert (later.url, later.saved_at) == (URL, None)


@pytest.mark.parametrize(
    "content",
    [
        b"From: a\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\nabc\n--x--",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>a\n--x--",
        b"Content-Type: multipart/related\n\nnothing",
        "The form is sent as multipart/form-data: read on.",
        "<p>Content-Type: multipart/related; boundary=x</p>",
    ],
)
def test_what_is_no_saved_page(content: bytes | str) -> None:
    assert open_saved(content) is None
    assert extract(content).evidence


@given(st.binary(max_size=300), st.integers(0, 900))
def test_no_bytes_break_a_saved_page(data: bytes, place: int) -> None:
    whole = saved()
    extract(whole[:place] + data + whole[place + len(data) :])
    extract(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=" + data)


def test_saved_pages_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.mhtml").write_bytes(saved())
    (tmp_path / "b.mht").write_bytes(saved(encoding="binary"))
    assert run(["extract", str(tmp_path), "--format", "csv"]) == 0
    assert capsys.readouterr().out.count(URL) == 2
    assert run(["extract", str(tmp_path / "a.mhtml"), "--format", "text"]) == 0
    assert capsys.readouterr().out.startswith("한빛항 여객선 다시 뜬다")
