"""Pages as they looked: a page in, its own pictures and style sheets out, fetched as politely as the page itself.

`Gatherer` fetches those of one page, `Beside` those of the pages of an archive that wait for theirs while a crawl runs.
"""

from __future__ import annotations

from scraper.crawl.assets.beside import Beside
from scraper.crawl.assets.gather import Budget, Gathered, Gatherer, in_words, stored_since

__all__ = ["Beside", "Budget", "Gathered", "Gatherer", "in_words", "stored_since"]
