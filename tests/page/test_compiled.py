"""the compiled modules give what the plain modules give, on any text."""

import gzip
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.cost_shapes import SHAPES
from scraper.page.charset.decode import decode
from scraper.page.compiled import SWITCH, compiled, is_compiled
from scraper.page.markup.attributes import read_attributes
from scraper.page.markup.blocks import read_blocks, read_slowly
from scraper.page.markup.reading import Reading
from scraper.version import __version__
from tests.fixture_pages import fixture_folders, load
from tests.places import SHARED

GOLD = SHARED / "gold" / "pages"
READER = "scraper.page.markup._reader"
reader = compiled(READER)
needs_reader = pytest.mark.skipif(reader is None, reason="not compiled: no C compiler at installation, or switched off")


def plain(reading: Reading) -> dict[str, Any]:
    """A reading in which the attributes of elements are dicts."""
    elements = [(*element[:3], dict(element.attributes), element.is_hidden) for element in reading.elements]
    return {**reading._asdict(), "elements": elements}


def same(text: str) -> None:
    assert reader is not None
    assert plain(read_blocks(text)) == plain(read_slowly(text))


@pytest.mark.skipif(
    os.environ.get(SWITCH) == "off"
    or shutil.which("cc") is None
    or not Path(sysconfig.get_path("include"), "Python.h").exists(),
    reason="no C compiler, or switched off",
)
def test_it_is_compiled_where_it_can_be() -> None:
    assert is_compiled(), "install the project again: pip install -e ."


@needs_reader
@pytest.mark.parametrize("folder", fixture_folders(), ids=lambda folder: folder.name)
def test_it_reads_the_fixtures_alike(folder: Path) -> None:
    same(decode(load(folder).content).text)


@needs_reader
@pytest.mark.parametrize("shape", SHAPES)
def test_it_reads_hostile_pages_alike(shape: str) -> None:
    same(SHAPES[shape](20_000))


@needs_reader
@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold pages are not here")
def test_it_reads_real_pages_alike() -> None:
    for file in sorted(GOLD.glob("*.gz"))[::10]:
        same(decode(gzip.decompress(file.read_bytes())).text)


def markup() -> Iterator[str]:
    """What tags, attributes, comments, entities and text are made of."""
    yield from (
        "<",
        ">",
        "/",
        "=",
        '"',
        "'",
        " ",
        "\n",
        "\v",
        "\u00a0",
        "\u3000",
        "\x1c",
        "-",
        "_",
        "!",
        "?",
        "&",
        ";",
        "#",
    )
    yield from ("<!--", "-->", "<!doctype html>", "<script", "</script>", "<STYLE>", "</style>", "<title>", "</TITLE>")
    yield from (
        "<svg/>",
        "<textarea>",
        "</textarea>",
        '<script type="application/ld+json">',
        '{"a": "bcdefghijklmnopqrst"}',
    )
    yield from (
        f"<{name}>" for name in ("p", "div", "a", "b", "span", "li", "ul", "table", "tr", "td", "h1", "pre", "br")
    )
    yield from (f"</{name}>" for name in ("p", "div", "a", "b", "span", "li", "ul", "table", "td", "h1", "pre", "body"))
    yield from (
        "<body class=x>",
        "<html lang=de>",
        "<hr>",
        "<time datetime='2024-05-14'>",
        "</time>",
        "<x-y>",
        "<ﬁ>",
        "<LI\t>",
    )
    yield from (
        '<img src="a.jpg" alt="A &amp; B">',
        "<img data-src=b>",
        "<meta name=author content='N. Reed'>",
        "<link rel=next",
    )
    yield from (
        '<a href="/a?b=1&amp;c=2" rel="author">',
        "<a id=byline>",
        '<p class="article__byline">',
        '<em class="date">',
    )
    yield from (
        "hidden",
        "popover",
        "open",
        "style='display: none'",
        "style='visibility:hidden;visibility:visible'",
        "class",
        "itemprop=datePublished",
        "&amp;",
        "&nbsp;",
        "&notit;",
        "&#x41;",
        "&#0;",
    )
    yield from (
        "--!>",
        "<!--<script>",
        "</SCRIPT >",
        "</scr",
        "</br>",
        "</>",
        "</ ",
        "<plaintext>",
        "<xmp>",
        "</xmp>",
        "<![CDATA[",
    )
    yield from ("<svg>", "</svg>", "<foreignObject>", "</foreignObject>", "<SVG><title>", "<g>", "<path/>", "]]>")
    yield from ("<style>.x{display:none}i{visibility:hidden}#k{display:none}@media print{b{display:none}}</style>",)
    yield from ("<span class=x>", "<i>", "</i>", "<b id=k>", "<a hidden>", "<strong class='sr-only'>", "<time hidden>")
    yield from ("<rp>", "</rp>", "<noscript>", "</noscript>", "<select>", "<dialog open>", "<button>", "</button>")
    yield from ("<template shadowrootmode=open>", "</template>", "<picture>", "<source srcset='a.webp 1x'>", "<img>")
    yield from (
        "<base href=/b/>",
        "<h2>",
        "</h2>",
        "<a href='#h'>",
        "¶",
        "&copy=",
        "&am",
        "p;",
        "<span class=blind>",
        "</span>",
    )
    yield from ("word", "Ferry", "강남", "é", "😀", "\ud800", "\u200b", "\u00ad", "x" * 210)


@needs_reader
@given(st.lists(st.sampled_from(list(markup())) | st.text(max_size=3), max_size=60).map("".join))
def test_it_reads_any_text_alike(text: str) -> None:
    same(text)


@needs_reader
@given(st.lists(st.sampled_from(list(markup())) | st.text(max_size=3), max_size=20).map("".join))
def test_it_reads_any_attributes_alike(text: str) -> None:
    assert reader is not None
    expected = read_attributes(text)
    assert list(reader.read_attributes(text).items()) == list(expected.items())
    element = reader.read_blocks(f"<p {text}>Text".encode("utf-8", "surrogatepass"))[0].elements[-1]
    for name in ("class", "href", "hidden", "data-x-date", "_", "é"):
        assert element.attributes.get(name, "-") == dict(element.attributes).get(name, "-")


@needs_reader
def test_the_attributes_of_an_element_are_a_mapping() -> None:
    assert reader is not None
    element = reader.read_blocks(b'<p class="lead" hidden>Text')[0].elements[-1]
    attributes = element.attributes
    assert (attributes["class"], attributes.get("hidden"), attributes.get("id"), attributes.get("id", "-")) == (
        "lead",
        "",
        None,
        "-",
    )
    assert (len(attributes), list(attributes), "class" in attributes, "id" in attributes) == (
        2,
        ["class", "hidden"],
        True,
        False,
    )
    assert attributes == {"class": "lead", "hidden": ""}
    assert element.is_hidden
    assert element.hint == "lead"


def test_the_version_says_whether_all_is_compiled() -> None:
    command = [sys.executable, "-m", "scraper", "--version"]
    off = subprocess.run(command, env={**os.environ, SWITCH: "off"}, capture_output=True, text=True, check=True)
    assert off.stdout == f"scraper, version {__version__} (plain Python)\n"
    here = subprocess.run(command, capture_output=True, text=True, check=True)
    assert here.stdout.endswith("(compiled)\n" if is_compiled() else "(plain Python)\n")


def test_it_can_be_switched_off() -> None:
    code = """
from scraper.page import read
from scraper.page.markup import blocks
print(blocks._reader, read("<p>Text").blocks[0].text)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, SWITCH: "off"}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "None Text\n"


@needs_reader
def test_one_of_another_source_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["scraper.page.compiled"], "source_id", lambda _: "changed since")
    assert compiled(READER) is None
