"""The report as HTML: a part a question, each a picture with its table for who reads that better."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import Any

from scraper.report.charts import COLOURS, bars, calendar, lines, ranges, stacks
from scraper.report.style import STYLE
from scraper.store import Figures

# Papers and years that get a calendar; of the others the table tells.
_PAPERS = 8
_YEARS = 5


def document(figures: Figures, title: str) -> str:
    """Return the page; it asks for nothing from elsewhere."""
    parts = [(name, head, body) for name, head, body in _parts(figures) if body]
    links = "".join(f'<li><a href="#{name}">{escape(head)}</a></li>' for name, head, _ in parts)
    body = "".join(f'<section id="{name}"><h2>{escape(head)}</h2>{body}</section>' for name, head, body in parts)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}: what the archive holds</title><style>{STYLE}</style></head><body>"
        f'<a class="skip" href="#main">To the figures</a><header><h1>{escape(title)}</h1>{_numbers(figures)}'
        f'<nav aria-label="Parts"><ul>{links}</ul></nav></header><main id="main">'
        f"{body or '<p>The archive holds no story yet.</p>'}</main></body></html>\n"
    )


def _numbers(figures: Figures) -> str:
    days = [day for _, day, _ in figures.days]
    shown = [
        ("stories", f"{figures.stories:,}"),
        ("versions", f"{figures.versions:,}"),
        ("fetches", f"{figures.captures:,}"),
        ("papers", f"{len(figures.completeness):,}"),
        *([("first day", min(days).isoformat()), ("last day", max(days).isoformat())] if days else []),
    ]
    return f'<dl class="numbers">{"".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in shown)}</dl>'


def _parts(figures: Figures) -> Iterator[tuple[str, str, str]]:
    yield "coverage", "Which days are covered", _coverage(figures)
    yield "sections", "Stories a month, by section", _sections(figures)
    yield "authors", "Who signed most", _authors(figures)
    yield "words", "The commonest words of headlines", _words(figures)
    yield "copies", "Who copies whom", _copies(figures)
    yield "weather", "Weather by station", _weather(figures)
    yield "completeness", "How complete the fields are", _completeness(figures)
    yield "outcomes", "What became of the fetches", _outcomes(figures)


def _coverage(figures: Figures) -> str:
    by_paper: defaultdict[str, dict[date, int]] = defaultdict(dict)
    for paper, day, number in figures.days:
        by_paper[paper][day] = number
    papers = sorted(by_paper, key=lambda paper: (-sum(by_paper[paper].values()), paper))
    shown = []
    for paper in papers[:_PAPERS]:
        days = by_paper[paper]
        years = sorted({day.year for day in days})[-_YEARS:]
        most = max(days.values())
        shown.append(f"<h3>{escape(paper)}</h3>" + "".join(calendar(year, days, most) for year in years))
    rows = [
        (paper, sum(days.values()), len(days), min(days).isoformat(), max(days).isoformat(), max(days.values()))
        for paper, days in ((paper, by_paper[paper]) for paper in papers)
    ]
    head = ("paper", "stories", "days", "first", "last", "most a day")
    return "".join(shown) + (_table(head, rows, "the papers") if rows else "")


def _sections(figures: Figures) -> str:
    totals: Counter[str] = Counter()
    months: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for month, name, number in figures.sections:
        totals[name] += number
        months[month][name] = number
    # The rest of the sections comes last.
    names = sorted(totals, key=lambda name: (not name, -totals[name]))
    if not names:
        return ""
    key = "".join(
        f'<li><i style="background:var(--c{place % COLOURS})"></i>{escape(name or "other")}</li>'
        for place, name in enumerate(names)
    )
    rows = [(month, *(parts.get(name, 0) for name in names)) for month, parts in sorted(months.items())]
    picture = stacks(sorted(months.items()), names, "stories a month by section")
    return f'<ul class="key">{key}</ul>{picture}{_table(("month", *(name or "other" for name in names)), rows)}'


def _authors(figures: Figures) -> str:
    rows = [(f"{name} ({paper})", number, f"{number:,}") for name, paper, number in figures.authors]
    return bars(rows, "stories by author") if rows else ""


def _words(figures: Figures) -> str:
    rows = [(word, dict(months)) for word, months in figures.terms]
    months = _all_months({month for _, found in figures.terms for month, _ in found})
    return lines(rows, months, "headlines a month that have the word") if rows else ""


def _all_months(found: set[str]) -> list[str]:
    if not found:
        return []
    (year, month), last = map(int, min(found).split("-")), max(found)
    months = []
    while (name := f"{year:04}-{month:02}") <= last:
        months.append(name)
        year, month = year + month // 12, month % 12 + 1
    return months


def _copies(figures: Figures) -> str:
    rows = [
        (one.first, one.later, one.stories, "-" if one.hours is None else f"{one.hours:.1f}") for one in figures.copying
    ]
    note = '<p class="soft">Of stories that several papers have: who had it first, who later, and after how long.</p>'
    return note + _plain_table(("first", "later", "stories", "hours, median"), rows) if rows else ""


def _weather(figures: Figures) -> str:
    rows = [(one.name, one.lowest, one.mean, one.highest) for one in figures.stations]
    return ranges(rows, "℃", "temperatures by station") if rows else ""


def _completeness(figures: Figures) -> str:
    if not figures.completeness:
        return ""
    names = [name for name, _ in figures.completeness[0][2]]
    rows = [(paper, number, *(f"{share:.0%}" for _, share in shares)) for paper, number, shares in figures.completeness]
    return _plain_table(("paper", "stories", *names), rows)


def _outcomes(figures: Figures) -> str:
    rows = [(name, number, f"{number:,}") for name, number in figures.outcomes]
    return bars(rows, "fetches by outcome") if rows else ""


def _table(head: Sequence[str], rows: Sequence[Sequence[Any]], what: str = "the numbers") -> str:
    return f"<details><summary>{what} as a table</summary>{_plain_table(head, rows)}</details>"


def _plain_table(head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    is_number = [not isinstance(value, str) or value.rstrip("%").replace(".", "").isdigit() for value in rows[0]]
    kinds = [' class="number"' if number else "" for number in is_number]
    heads = "".join(f'<th scope="col"{kind}>{escape(name)}</th>' for name, kind in zip(head, kinds, strict=True))
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{kind}>{f'{value:,}' if isinstance(value, int) else escape(str(value))}</td>"
            for value, kind in zip(row, kinds, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return f'<div class="wide" tabindex="0"><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'
