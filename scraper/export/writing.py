"""How records are written one after the other: the format with what was chosen of it."""

from __future__ import annotations

import json
from datetime import datetime
from difflib import get_close_matches
from typing import Any, NamedTuple

from scraper.errors import UsageError
from scraper.export import csv, formats
from scraper.export.flat import NOWHERE, OF_A_PAGE, OF_A_STORY, Cells, flat
from scraper.model import Article

# Why a field has its value, and what is no field: most of a record's size.
LONG = ("boilerplate", "evidence")
_JSON = ("json", "jsonl")


class Writing(NamedTuple):
    """A format, the fields that are wanted (all, when none is named), in their order, and whether it is for Excel.

    What stands around a record (`source`, or `id` and the like) is named by the formats that have a place for it, by
    text and Markdown when there are many.
    """

    form: str
    fields: tuple[str, ...] = ()
    is_short: bool = False
    is_for_excel: bool = False
    columns: tuple[str, ...] = OF_A_PAGE
    is_many: bool = False
    has_links: bool = True

    def checked(self) -> Writing:
        """Return itself; raises `UsageError` for an unknown field, or a choice that the format does not have."""
        if self.is_for_excel and self.form != "csv":
            raise UsageError("--excel is for --format csv")
        if self.fields and self.form not in {*_JSON, "csv", "sqlite"}:
            raise UsageError("--fields is for the formats json, jsonl, csv and sqlite")
        known = self.columns if self.form in {"csv", "sqlite"} else (*Article().to_dict(), *OF_A_PAGE, *OF_A_STORY)
        for name in self.fields:
            if name not in known:
                near = get_close_matches(name, known, 1)
                raise UsageError(f"--fields: there is no {name!r}{f'; {near[0]!r} is perhaps meant' if near else ''}")
        return self

    @property
    def head(self) -> str:
        """What stands before the first record."""
        start = csv.BYTE_ORDER_MARK if self.is_for_excel else ""
        return start + csv.head(self.fields or self.columns) if self.form == "csv" else formats.FORMATS[self.form].head

    @property
    def between(self) -> str:
        """What parts two records."""
        return formats.FORMATS[self.form].between

    def text(self, article: Article, around: Cells = NOWHERE) -> str:
        """Return the record with what is said around it."""
        if self.form == "csv":
            return csv.line(flat(article, around), self.fields or self.columns)
        if self.form in _JSON:
            record = {**article.to_dict(), **(around if self.form == "jsonl" or self.fields else {})}
            indent = 2 if self.form == "json" else None
            return json.dumps(self._chosen(record), ensure_ascii=False, indent=indent, default=_plain) + "\n"
        if self.form == "markdown" and not self.has_links:
            text = article.to_markdown(links=False)
        else:
            text = formats.FORMATS[self.form].render(article)
        if self.is_many and self.form == "text":
            return f"==== {around.get('source', article.url)}\n\n{text}"
        if self.is_many and self.form == "markdown":
            return text.replace("---\n", f"---\nsource: {json.dumps(around.get('source'), ensure_ascii=False)}\n", 1)
        return text

    def failed(self, around: Cells) -> str:
        """Return the row of a page that has no record; nothing in a format that is no table."""
        return csv.line(flat(None, around), self.fields or self.columns) if self.form == "csv" else ""

    def _chosen(self, record: dict[str, Any]) -> dict[str, Any]:
        if self.fields:
            return {name: record.get(name) for name in self.fields}
        return {name: value for name, value in record.items() if not (self.is_short and name in LONG)}


def _plain(value: Any) -> str:
    """Return a time of the archive as JSON has it."""
    return value.isoformat() if isinstance(value, datetime) else str(value)
