"""Rows of lines and their sums, compiled: see `_lines.pyx`."""

from collections.abc import Sequence

from scraper.parse.boilerplate import Kinds
from scraper.parse.dump.features import Row
from scraper.parse.dump.lines import Text

SOURCE: str

def line_rows(text: Text, kinds: Kinds) -> Sequence[Row]: ...
def text_run(sizes: Sequence[float], found: Sequence[float]) -> tuple[int, int]: ...
def text_lines(sizes: Sequence[float], found: Sequence[float]) -> list[bool]: ...
