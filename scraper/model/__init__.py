"""The values that travel: Response, Page, Block, Role, Label, Article and its parts.

All are immutable. A `Page` is what was read, a `Label` says what one block is, an `Article` is the record. Nothing here
reads, guesses or fetches, but for the trees that a page is asked for.
"""

from __future__ import annotations

from scraper.model.page import (
    FURNITURE,
    Block,
    Element,
    ImageTag,
    Label,
    Link,
    Mark,
    Outline,
    Page,
    Role,
    Script,
    Signals,
    Statement,
    once_a_page,
)
from scraper.model.record import (
    SCHEMA_VERSION,
    Article,
    Author,
    BodyBlock,
    Evidence,
    Finding,
    Furniture,
    Image,
    LiveEntry,
    Moment,
    Reading,
    Strip,
    Verdict,
    Weather,
    in_bulk,
    missing,
)
from scraper.model.response import (
    Failure,
    Response,
    Timings,
    Validators,
    Wall,
)

__all__ = [
    "FURNITURE",
    "SCHEMA_VERSION",
    "Article",
    "Author",
    "Block",
    "BodyBlock",
    "Element",
    "Evidence",
    "Failure",
    "Finding",
    "Furniture",
    "Image",
    "ImageTag",
    "Label",
    "Link",
    "LiveEntry",
    "Mark",
    "Moment",
    "Outline",
    "Page",
    "Reading",
    "Response",
    "Role",
    "Script",
    "Signals",
    "Statement",
    "Strip",
    "Timings",
    "Validators",
    "Verdict",
    "Wall",
    "Weather",
    "in_bulk",
    "missing",
    "once_a_page",
]
