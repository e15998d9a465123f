"""Body and boilerplate as the compiled module sees them: the numbers of the plain modules, to the last bit."""

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.cost_shapes import SHAPES
from scraper.model import Block, Element, Page
from scraper.page import read
from scraper.page.compiled import SWITCH, compiled
from scraper.parse.body.candidates import BODY_ABOVE
from scraper.parse.body.containers import find_containers
from scraper.parse.body.features import NAMES, block_features
from scraper.parse.body.model import body_score, body_trees
from scraper.parse.body.scores import Scores, boilerplate_kinds, score_slowly
from scraper.parse.boilerplate.kinds import BoilerplateKinds
from scraper.parse.trees import Tree
from tests.fixture_pages import fixture_folders, load
from tests.places import SHARED

GOLD = SHARED / "gold" / "pages"
extension = compiled("scraper.parse.body._scores")
needs_extension = pytest.mark.skipif(
    extension is None, reason="not compiled: no C compiler at installation, or switched off"
)


def same(page: Page, *, headline: int | None = None) -> None:
    assert extension is not None
    plain, kinds = BoilerplateKinds(page), extension.BoilerplateKinds(page)
    containers = find_containers(page, plain)
    assert extension.find_containers(kinds) == tuple(containers)
    features = block_features(page, containers, plain, headline=headline)
    assert extension.block_features(kinds, headline) == (features.numbers, features.rows)
    for above in (BODY_ABOVE, -99):
        found = Scores(*extension.score_blocks(kinds, headline, above))
        assert found == score_slowly(page, plain, headline=headline, above=above)
    everything = range(len(page.blocks))
    assert kinds.of(everything) == plain.of(everything)
    # In another order: what is known of an element must not depend on who asked first.
    assert extension.BoilerplateKinds(page).of(reversed(everything)) == plain.of(everything)
    assert [kinds.around(number) for number in range(-1, len(page.elements))] == [
        plain.around(number) for number in range(-1, len(page.elements))
    ]


def test_it_can_be_switched_off() -> None:
    code = """
from scraper.page import read
from scraper.parse.body import boilerplate_kinds
print(type(boilerplate_kinds(read("<p>Text"))).__module__)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, SWITCH: "off"}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "scraper.parse.boilerplate.kinds\n"


@needs_extension
@pytest.mark.parametrize("folder", fixture_folders(), ids=lambda folder: folder.name)
def test_fixtures(folder: Path) -> None:
    page = read(load(folder).content)
    same(page)
    same(page, headline=min(3, len(page.blocks)))


@needs_extension
@pytest.mark.parametrize("shape", SHAPES)
def test_hostile_pages(shape: str) -> None:
    same(read(SHAPES[shape](20_000)), headline=1)


@needs_extension
@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold pages are not here")
def test_real_pages() -> None:
    for file in sorted(GOLD.glob("*.gz"))[::10]:
        same(read(gzip.decompress(file.read_bytes())), headline=5)


TAGS = ("p", "div", "article", "h1", "h2", "h4", "li", "ul", "td", "form", "label", "nav", "aside", "footer", "figure")
NAMED = ("", "text", "Comment-List", "nav_bar", "teaser", "x share", "AD", "cookies", "übersicht related", "\x1cads")
TEXTS = (
    *("Share", "READ MORE →", "관련기사", "Les også: Ferja er i gang igjen", "The ferry: who pays?", "a : b", ":", "é"),
    *(
        "© 2024 The Gazette.",
        "All rights reserved by the harbour office of the town of Orrin, 2024.",
        "Impressum: " * 5,
    ),
    *(
        "The ferry crossed the mouth of the Orrin in forty minutes, “and back.” " * 3,
        "등록번호 " * 12,
        "여객선이 " * 40,
    ),
    *("Reserved seats are served on the upper deck to passengers of every class.", "ferry " * 110, "x", "Costs:", "»"),
    *("\ud800" * 50, "😀" * 30, "ﬁn", "İ", "no sign at all in this line of more than forty characters"),
)


def opened(tag: str, name: str, text: str, *, is_link: bool, is_hidden: bool) -> str:
    hidden = " hidden" if is_hidden else ""
    return f"<{tag} {'class' if name != 'teaser' else 'id'}='{name}'{hidden}>" + (
        f"<a href='/x'>{text}</a> " if is_link else f"{text} "
    )


pieces = st.builds(
    opened,
    st.sampled_from(TAGS),
    st.sampled_from(NAMED),
    st.sampled_from(TEXTS) | st.text(max_size=60),
    is_link=st.booleans(),
    is_hidden=st.integers(0, 9).map(lambda number: number == 0),
) | st.sampled_from([f"</{tag}>" for tag in TAGS])


@needs_extension
@given(st.lists(pieces, max_size=40).map("".join), st.none() | st.integers(0, 60))
def test_any_page(html: str, headline: int | None) -> None:
    same(read(html), headline=headline)


@needs_extension
@pytest.mark.parametrize("text", ["", "Ferry returns\n\nThe ferry is back.\n\n" * 30])
def test_text_dumps(text: str) -> None:
    same(read(text))


@needs_extension
def test_any_character_at_the_end() -> None:
    """Letters, marks and figures are told by the same table."""
    characters = [*map(chr, range(0x300)), *map(chr, range(0x300, 0x20000, 17)), *".!?。！？…।؟۔\"'”’»)]』」）›:：;,"]
    texts = [f"A word{mark}{character}" for character in characters for mark in (".", "")]
    same(made([(text, "p", 0) for text in texts], [Element(-1, "html", 0)]))


def made(blocks: list[tuple[str, str, int]], elements: list[Element]) -> Page:
    """A page of blocks with text, tag and element."""
    return Page(None, tuple(Block(number, *block) for number, block in enumerate(blocks)), tuple(elements))


@needs_extension
def test_tags_of_no_page() -> None:
    """Two unknown tags are two tags, and depths count as they are told."""
    tags = [f"x-{number}" for number in range(300)]
    elements = [
        Element(-1, "html", 0),
        *(Element(0, tag, 1 + number % 5, {"class": "x"} if number % 2 else {}) for number, tag in enumerate(tags)),
    ]
    blocks = [("The ferry is back and its horn is heard.", tag, number) for number, tag in enumerate(tags, 1)]
    same(made([*blocks, *blocks], elements))


@needs_extension
@pytest.mark.parametrize(
    "page",
    [
        made([("Text", "p", 1)], [Element(-1, "html", 0)]),
        made([("Text", "p", -1)], [Element(-1, "html", 0)]),
        made([("", "p", 0)], [Element(-1, "html", 0)]),
        made([], [Element(0, "html", 0)]),
        made([], [Element(-2, "html", 0)]),
        Page(None, (Block(7, "Text", "p", 0),), (Element(-1, "html", 0),)),
    ],
)
def test_a_page_that_can_be_none_is_an_error(page: Page) -> None:
    assert extension is not None
    with pytest.raises(ValueError, match="element"):
        extension.BoilerplateKinds(page)


@needs_extension
@pytest.mark.parametrize("number", [-1, 1, 2**40])
def test_a_block_that_is_none_is_an_error(number: int) -> None:
    kinds = boilerplate_kinds(read("<p>Text"))
    with pytest.raises(IndexError):
        kinds.of([number])
    with pytest.raises(IndexError):
        kinds.around(number + 2 if number > 0 else -2)


@needs_extension
def test_a_headline_of_no_block() -> None:
    assert extension is not None
    page = read(f"<h1>Ferry returns</h1><p>{TEXTS[11]}</p>")
    same(page, headline=2**40)
    assert extension.score_blocks(extension.BoilerplateKinds(page), -7, BODY_ABOVE)[0] == (1,)


def bounds(tree: Tree) -> Iterator[float]:
    if isinstance(tree, list):
        yield tree[1]
        yield from bounds(tree[2])
        yield from bounds(tree[3])


BOUNDS = sorted({bound for group in body_trees().groups for tree in group.trees for bound in bounds(tree)})


@needs_extension
@given(st.lists(st.sampled_from(BOUNDS) | st.floats(), min_size=len(NAMES), max_size=len(NAMES)).map(tuple))
@example((float("nan"),) * len(NAMES))
def test_any_row(row: tuple[float, ...]) -> None:
    assert extension is not None
    assert extension.body_score(row) == body_score(row)
