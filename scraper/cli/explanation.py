"""An explained page as lines for a person: the page, each field with its evidence, each block with its role."""

from __future__ import annotations

import json
from collections.abc import Iterator

import click
from rich.console import Console
from rich.text import Text

from scraper.export import field_rows
from scraper.model import BOILERPLATE, Evidence, Label, Role
from scraper.pipeline import Explained

# Widths of the columns, in terminal cells; the longest field and role names fit.
NAME_WIDTH = 24
ROLE_WIDTH = 14
REASON_WIDTH = 40


def print_explanation(explained: Explained, *, name: str, full: bool) -> None:
    """Print the page, its fields and its blocks; on a terminal a line is cut to its width unless `full`."""
    console = Console(highlight=False, soft_wrap=True)
    is_cut = console.is_terminal and not full
    for line in _lines(explained, name):
        if is_cut:
            line.truncate(console.width, overflow="ellipsis")
        console.print(line)


def print_as_json(explained: Explained) -> None:
    """Print the record, and every block with its role, reason and text."""
    blocks = [
        {"number": block.number, "role": label.role.value, "reason": label.reason, "tag": block.tag, "text": block.text}
        for block, label in zip(explained.page.blocks, explained.labels, strict=True)
    ]
    page = {name: getattr(explained.page, name) for name in ("kind", "charset", "charset_source", "notes")}
    everything = {"page": page, "record": explained.article.to_dict(), "blocks": blocks}
    click.echo(json.dumps(everything, ensure_ascii=False, indent=2))


def _lines(explained: Explained, name: str) -> Iterator[Text]:
    page, article, labels = explained
    yield Text(name, "bold")
    yield _row("page", f"{page.kind}, {page.charset} ({page.charset_source}), {len(page.blocks)} blocks")
    for note in page.notes:
        yield _row("", note)
    yield Text()
    yield Text("FIELDS", "bold")
    for row in field_rows(article):
        yield from _field(*row)
    yield Text()
    yield Text("BLOCKS", "bold")
    for block, label in zip(page.blocks, labels, strict=True):
        yield _block(block.number, block.text, label)


def _field(name: str, value: str, evidence: Evidence | None) -> Iterator[Text]:
    why = (evidence and evidence.reason) or ""
    if value:
        yield _row(name, value, "bold")
    else:
        yield _row(name, f"- {why}".rstrip(), "dim")
    if evidence is None:
        return
    if evidence.source != "missing":
        yield _row("", f"from {evidence.source}, confidence {evidence.confidence:.2f}{why and f': {why}'}", "dim")
    if evidence.raw and evidence.raw not in value:
        yield _row("", f"printed as: {evidence.raw}", "dim")
    for source, rejected in evidence.rejected:
        yield _row("", f"rejected {source}: {rejected}", "dim")


def _row(name: str, text: str, style: str = "") -> Text:
    return Text.assemble((f"{name:<{NAME_WIDTH}}", "cyan"), (_one_line(text), style))


def _block(number: int, text: str, label: Label) -> Text:
    style = "dim" if label.role in BOILERPLATE or label.role is Role.HIDDEN else ""
    start = f"{number:>5}  {label.role.value:<{ROLE_WIDTH}}"
    reason = f"{label.reason:<{REASON_WIDTH}}  "
    return Text.assemble((start, style or "cyan"), (reason, "dim"), (_one_line(text), style))


def _one_line(text: str) -> str:
    return text.replace("\n", " ⏎ ")
