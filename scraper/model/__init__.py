"""The values that travel: Response, Page, Block, Role, Label, Article and its parts.

All are immutable. A `Page` is what was read, a `Label` says what one block is, an `Article` is the record. Nothing here
reads, guesses or fetches, but for the trees that a page is asked for.
"""

from __future__ import annotations

from scraper.model import codec
from scraper.model.article import Article
from scraper.model.controls import cleaned, without_controls
from scraper.model.frozen import FrozenDict
from scraper.model.page import (
    Block,
    Element,
    ImageTag,
    Inline,
    Line,
    Link,
    Mark,
    Page,
    Script,
    Signals,
    once_a_page,
)
from scraper.model.pickling import teach_pickle
from scraper.model.record import (
    Author,
    BodyBlock,
    Boilerplate,
    Evidence,
    Finding,
    Image,
    LiveEntry,
    Moment,
    Reading,
    Span,
    Strip,
    Verdict,
    Weather,
    in_bulk,
    missing,
)
from scraper.model.response import Failure, Response, Timings, Validators, Wall
from scraper.model.roles import BOILERPLATE, Label, Outline, Role, Statement
from scraper.model.times import in_utc
from scraper.model.versions import SCHEMA_VERSION

__all__ = [
    "BOILERPLATE",
    "SCHEMA_VERSION",
    "Article",
    "Author",
    "Block",
    "BodyBlock",
    "Boilerplate",
    "Element",
    "Evidence",
    "Failure",
    "Finding",
    "FrozenDict",
    "Image",
    "ImageTag",
    "Inline",
    "Label",
    "Line",
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
    "Span",
    "Statement",
    "Strip",
    "Timings",
    "Validators",
    "Verdict",
    "Wall",
    "Weather",
    "cleaned",
    "codec",
    "in_bulk",
    "in_utc",
    "missing",
    "once_a_page",
    "without_controls",
]

teach_pickle()
