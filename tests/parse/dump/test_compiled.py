"""The lines of a dump as the compiled module sees them: the numbers of the plain modules, to the last bit."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.cost_shapes import SHAPES
from scraper.page import read
from scraper.page.compiled import compiled
from scraper.parse.body import boilerplate_kinds, text_scale
from scraper.parse.dump import features, scores
from scraper.parse.dump.lines import read_lines
from scraper.parse.dump.models import text_trees
from tests.fixture_pages import fixture_folders, load

extension = compiled("scraper.parse.dump._lines")
pytestmark = pytest.mark.skipif(
    extension is None, reason="not compiled: no C compiler at installation, or switched off"
)

# What the counts of a line ask for, in scripts of several widths.
SIGNS = "aZ7 .!?\"'“”»«)|>·•/:-–—<｜。！？।؟ßẞⅧⓐⒶ🅰五가ก٣ \t_[](#*@"
LINES = st.lists(st.text(st.sampled_from(SIGNS), max_size=90), max_size=40)
NUMBERS = st.lists(st.tuples(st.floats(0, 2000), st.floats(-600, 600)), max_size=40)


def same(dump: str) -> None:
    assert extension is not None
    page = read(dump)
    numbers = range(len(page.blocks))
    text = read_lines(page, numbers, text_scale(page.blocks))
    kinds = boilerplate_kinds(page).of(numbers)
    plain = features.line_rows(text, kinds)
    rows = extension.line_rows(text, kinds)
    assert len(rows) == len(plain)
    assert list(rows) == plain
    # The trees read the rows where they stand.
    found = text_trees().scores(rows)
    assert found == text_trees().scores(plain)
    assert extension.text_run(text.sizes, found) == scores.text_run(text.sizes, found)
    assert extension.text_lines(text.sizes, found) == scores.text_lines(text.sizes, found)


@pytest.mark.parametrize("folder", fixture_folders(), ids=lambda folder: folder.name)
def test_fixtures(folder: Path) -> None:
    page = read(load(folder).content)
    same("\n".join(block.text for block in page.blocks))
    same("\n\n".join(f"{'  * ' if block.tag == 'li' else '   '}{block.text}" for block in page.blocks))


def test_a_long_dump() -> None:
    same(SHAPES["text dump"](60_000))


@given(LINES)
def test_any_lines(lines: list[str]) -> None:
    same("\n".join(lines))


@given(NUMBERS)
def test_any_scores(pairs: list[tuple[float, float]]) -> None:
    assert extension is not None
    sizes, found = [size for size, _ in pairs], [score for _, score in pairs]
    assert extension.text_run(sizes, found) == scores.text_run(sizes, found)
    assert extension.text_lines(sizes, found) == scores.text_lines(sizes, found)


def test_a_row_that_is_not_there() -> None:
    assert extension is not None
    page = read("One line.\nAnother line.")
    rows = extension.line_rows(read_lines(page, range(2), 1.0), boilerplate_kinds(page).of(range(2)))
    with pytest.raises(IndexError):
        rows[2]
