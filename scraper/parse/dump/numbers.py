"""The lines of a dump in, the numbers of each out, and by their scores which of them are text.

The compiled step does it where there is one (`_lines.pyx`), else `features.py` and `scores.py`: the same numbers.
"""

from __future__ import annotations

from scraper.page import compiled
from scraper.parse.dump import features, scores

_extension = compiled("scraper.parse.dump._lines")

line_rows = _extension.line_rows if _extension else features.line_rows
text_run = _extension.text_run if _extension else scores.text_run
text_lines = _extension.text_lines if _extension else scores.text_lines
