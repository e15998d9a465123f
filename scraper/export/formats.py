"""The formats by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from scraper.export import csv, json, jsonld
from scraper.model import Article


class Format(NamedTuple):
    """How records are printed: `head` once, then `render` of each record with `between` from the second on.

    `many` is the format to take instead when there are several records.
    """

    render: Callable[[Article], str]
    many: str
    head: str = ""
    between: str = ""


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "json": Format(json.document, many="jsonl"),
        "jsonl": Format(json.line, many="jsonl"),
        "markdown": Format(Article.to_markdown, many="markdown", between="\n"),
        # A form feed ends a page and stands in no record.
        "text": Format(Article.to_text, many="text", between="\f\n"),
        "csv": Format(csv.row, many="csv", head=csv.HEAD),
        "jsonld": Format(jsonld.document, many="jsonld-lines"),
        "jsonld-lines": Format(jsonld.line, many="jsonld-lines"),
    }
)
# What a person may ask for; the others are what these become for several records.
FORMAT_NAMES = ("json", "jsonl", "markdown", "text", "csv", "jsonld")
