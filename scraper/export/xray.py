"""The X-ray of a page: each field with its evidence, each block with its role; as rows, and as a table of HTML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from html import escape
from typing import Any, NamedTuple

from scraper.model import BOILERPLATE, Article, Evidence, Label, Page, Role

# These are no fields of the page.
_BOOKKEEPING = frozenset({"url", "evidence", "boilerplate", "schema_version", "extractor_version"})
# A text longer than this is cut in the table.
_LONGEST = 300
_CELL = "text-align:left;vertical-align:top;padding:.15em .8em .15em 0;overflow-wrap:break-word"
_DIM = "opacity:.65"


class FieldRow(NamedTuple):
    """A field of the record: its name, its value on one line (empty when it is missing), its evidence."""

    name: str
    value: str
    evidence: Evidence | None


def field_rows(article: Article) -> Iterator[FieldRow]:
    """Yield the fields of the page in the record's order."""
    record = article.to_dict()
    for field in fields(Article):
        if field.name not in _BOOKKEEPING:
            yield FieldRow(field.name, _shown(field.name, record), article.evidence.get(field.name))


def table(page: Page, article: Article, labels: Iterable[Label]) -> str:
    """Return both lists as HTML for a notebook; it brings its own looks and loads nothing."""
    about = f"{page.kind}, {page.charset} ({page.charset_source}), {len(page.blocks):,} blocks"
    field_lines = "".join(map(_field_line, field_rows(article)))
    block_lines = "".join(
        _row(f"{block.number}", label.role.value, label.reason, _cut(block.text), is_dim=_is_aside(label.role))
        for block, label in zip(page.blocks, labels, strict=True)
    )
    return (
        f"<div><p><b>{escape(page.url or '')}</b> {escape(about)}</p>"
        f"{_table(('field', 'value', 'source', 'confidence', 'why, and what was rejected'), field_lines)}"
        f"<details open><summary>Blocks</summary>"
        f"{_table(('block', 'role', 'reason', 'text'), block_lines)}</details></div>"
    )


def _field_line(row: FieldRow) -> str:
    evidence = row.evidence
    if evidence is None:
        return _row(row.name, _cut(row.value), "", "", "", is_dim=not row.value)
    why = [evidence.reason or "", *(f"not {source}: {value}" for source, value in evidence.rejected)]
    sure = f"{evidence.confidence:.2f}" if evidence.source != "missing" else ""
    text = _cut("; ".join(filter(None, why)))
    return _row(row.name, _cut(row.value), evidence.source, sure, text, is_dim=not row.value)


def _is_aside(role: Role) -> bool:
    return role in BOILERPLATE or role is Role.HIDDEN


def _table(heads: Iterable[str], lines: str) -> str:
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(name)}</th>' for name in heads)
    return f'<table style="border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'


def _row(*cells: str, is_dim: bool) -> str:
    inside = "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in cells)
    return f'<tr style="{_DIM}">{inside}</tr>' if is_dim else f"<tr>{inside}</tr>"


def _cut(text: str) -> str:
    return text[:_LONGEST] + "…" if len(text) > _LONGEST else text


def _shown(name: str, record: dict[str, Any]) -> str:
    """Return a field's value on one line: texts as they are, long things by their size."""
    value = record[name]
    if value in (None, []):
        return ""
    if name == "body":
        return f"{len(value)} blocks, {len(record['body_text']):,} characters"
    if name == "weather":
        readings = value["readings"]
        inferred = sum(reading["name_inferred"] for reading in readings)
        return f"{value['provider']}, {value['observed_on']}, {len(readings)} readings, {inferred} names inferred"
    if name in {"published", "modified"}:
        return f"{value['at']} (to the {value['precision']}, zone {value['zone']})"
    if name == "authors":
        return "; ".join(" ".join(filter(None, (author["name"], author["role"], author["email"]))) for author in value)
    if isinstance(value, list):
        return "; ".join(item if isinstance(item, str) else json.dumps(item, ensure_ascii=False) for item in value)
    return str(value)
