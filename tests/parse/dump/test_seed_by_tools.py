"""The page that began the project through the tools that leave dumps: its HTML in every dress, the record as of HTML.

Needs the shared corpus; a tool that is not installed is passed over.
"""

import shutil
from collections.abc import Callable

import pytest

from benchmarks import make_dumps
from scraper import extract
from tests.parse import test_seed as seed

pytestmark = pytest.mark.skipif(not seed.SEED, reason="../shared/seed is not beside this checkout")

DRESSES = (seed.gnuboard, seed.media_on, seed.table, seed.bare)


def resiliparse_full(html: str) -> str:
    pytest.importorskip("resiliparse")
    return make_dumps.full(html)


def resiliparse_main(html: str) -> str:
    pytest.importorskip("resiliparse")
    return make_dumps.main_content(html)


def inscriptis(html: str) -> str:
    pytest.importorskip("inscriptis")
    return make_dumps.inscriptis(html)


def lynx(html: str) -> str:
    if not shutil.which("lynx"):
        pytest.skip("lynx is not installed")
    return make_dumps.lynx(html)


@pytest.mark.parametrize("tool", [resiliparse_full, resiliparse_main, inscriptis, lynx, make_dumps.wet])
@pytest.mark.parametrize("dress", DRESSES)
def test_a_dump_of_the_page_has_its_fields(tool: Callable[[str], str], dress: Callable[[seed.Lines], str]) -> None:
    lines = seed.lines_of(seed.SEED[0].read_text(encoding="utf-8"))
    text = tool(f'<html><head><meta charset="utf-8">{dress(lines)}</html>')
    article = extract(text)
    seed.test_the_fields(article)
    assert [block.kind for block in article.body] == ["paragraph"] * 6
    assert article.body_text.endswith(lines.paragraphs[-1])
    assert "4.17" not in article.body_text
    # Main content is without the strip.
    if "12.4℃" in text:
        seed.test_the_weather(article)
