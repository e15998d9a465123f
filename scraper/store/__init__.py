"""The room that knows SQL and WARC: pages and records in, an archive that can be searched, compared and cited out.

`Archive` is its door. Its names are read when they are first asked for: `scraper.store.warc` needs no database.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from scraper.lazy import lazily

if TYPE_CHECKING:
    from scraper.store.archive import Archive
    from scraper.store.datasette import datasette_metadata
    from scraper.store.evidence import write_evidence
    from scraper.store.figures import Copying, Figures, Station
    from scraper.store.intake import Added, Item
    from scraper.store.prepared import TASK, TASK_BYTES, Prepared, chunks, each_chunk, prepare, prepare_each
    from scraper.store.reextraction import Redone, compared, reextract, tally

__all__ = [
    "TASK",
    "TASK_BYTES",
    "Added",
    "Archive",
    "Copying",
    "Figures",
    "Item",
    "Prepared",
    "Redone",
    "Station",
    "assets",
    "chunks",
    "compared",
    "datasette_metadata",
    "each_chunk",
    "overview",
    "prepare",
    "prepare_each",
    "reextract",
    "runs",
    "tally",
    "write_evidence",
]

_MODULES = MappingProxyType(
    {
        "Archive": "scraper.store.archive",
        **dict.fromkeys(
            ("TASK", "TASK_BYTES", "Prepared", "chunks", "each_chunk", "prepare", "prepare_each"),
            "scraper.store.prepared",
        ),
        **dict.fromkeys(("Added", "Item"), "scraper.store.intake"),
        **dict.fromkeys(("Copying", "Figures", "Station"), "scraper.store.figures"),
        **dict.fromkeys(("Redone", "compared", "reextract", "tally"), "scraper.store.reextraction"),
        "datasette_metadata": "scraper.store.datasette",
        "write_evidence": "scraper.store.evidence",
    }
)

if not TYPE_CHECKING:  # A type checker knows the names from above, and so sees a wrong one.
    __getattr__ = lazily(__name__, _MODULES)
