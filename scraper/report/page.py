"""The report as HTML: a part a question, each a picture with its table for who reads that better."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from typing import Any, NamedTuple, TypeAlias

from scraper.report.charts import COLOURS, bars, calendar, lines, ranges, stacks
from scraper.report.style import STYLE
from scraper.store import Figures

# Papers and years that get a calendar; of the others the table tells.
_PAPERS = 8
_YEARS = 5


# The words of a person's language for those of the report, which are English.
Say: TypeAlias = Callable[[str], str]


class Part(NamedTuple):
    """A part of the report: its name, its heading and what stands under it, as HTML."""

    name: str
    head: str
    body: str


def document(figures: Figures, title: str) -> str:
    """Return the page; it asks for nothing from elsewhere."""
    found = parts(figures)
    links = "".join(f'<li><a href="#{name}">{escape(head)}</a></li>' for name, head, _ in found)
    body = "".join(f'<section id="{name}"><h2>{escape(head)}</h2>{body}</section>' for name, head, body in found)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}: what the archive holds</title><style>{STYLE}</style></head><body>"
        f'<a class="skip" href="#main">To the figures</a><header><h1>{escape(title)}</h1>{numbers(figures)}'
        f'<nav aria-label="Parts"><ul>{links}</ul></nav></header><main id="main">'
        f"{body or '<p>The archive holds no story yet.</p>'}</main></body></html>\n"
    )


def numbers(figures: Figures, say: Say = str) -> str:
    """Return the sums above the report, as HTML."""
    days = [day for _, day, _ in figures.days]
    shown = [
        ("stories", f"{figures.stories:,}"),
        ("versions", f"{figures.versions:,}"),
        ("fetches", f"{figures.captures:,}"),
        ("papers", f"{len(figures.completeness):,}"),
        *([("first day", min(days).isoformat()), ("last day", max(days).isoformat())] if days else []),
    ]
    each = (f"<div><dt>{escape(say(name))}</dt><dd>{value}</dd></div>" for name, value in shown)
    return f'<dl class="numbers">{"".join(each)}</dl>'


def parts(figures: Figures, say: Say = str) -> list[Part]:
    """Return the parts that have something to show; `say` gives the words of another language."""
    made = (
        Part("coverage", "Which days are covered", _coverage(figures, say)),
        Part("sections", "Stories a month, by section", _sections(figures, say)),
        Part("authors", "Who signed most", _authors(figures, say)),
        Part("words", "The commonest words of headlines", _words(figures, say)),
        Part("copies", "Who copies whom", _copies(figures, say)),
        Part("weather", "Weather by station", _weather(figures, say)),
        Part("completeness", "How complete the fields are", _completeness(figures, say)),
        Part("outcomes", "What became of the fetches", _outcomes(figures, say)),
    )
    return [part._replace(head=say(part.head)) for part in made if part.body]


def _coverage(figures: Figures, say: Say) -> str:
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
    head = [say(name) for name in ("paper", "stories", "days", "first", "last", "most a day")]
    return "".join(shown) + (_table(head, rows, say("the papers as a table")) if rows else "")


def _sections(figures: Figures, say: Say) -> str:
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
        f'<li><i class="c{place % COLOURS}"></i>{escape(name or say("other"))}</li>' for place, name in enumerate(names)
    )
    rows = [(month, *(parts.get(name, 0) for name in names)) for month, parts in sorted(months.items())]
    picture = stacks(sorted(months.items()), names, say("stories a month by section"))
    head = (say("month"), *(name or say("other") for name in names))
    return f'<ul class="key">{key}</ul>{picture}{_table(head, rows, say("the numbers as a table"))}'


def _authors(figures: Figures, say: Say) -> str:
    rows = [(f"{name} ({paper})", number, f"{number:,}") for name, paper, number in figures.authors]
    return bars(rows, say("stories by author")) if rows else ""


def _words(figures: Figures, say: Say) -> str:
    rows = [(word, dict(months)) for word, months in figures.terms]
    months = _all_months({month for _, found in figures.terms for month, _ in found})
    return lines(rows, months, say("headlines a month that have the word")) if rows else ""


def _all_months(found: set[str]) -> list[str]:
    if not found:
        return []
    (year, month), last = map(int, min(found).split("-")), max(found)
    months = []
    while (name := f"{year:04}-{month:02}") <= last:
        months.append(name)
        year, month = year + month // 12, month % 12 + 1
    return months


def _copies(figures: Figures, say: Say) -> str:
    rows = [
        (one.first, one.later, one.stories, "-" if one.hours is None else f"{one.hours:.1f}") for one in figures.copying
    ]
    note = say("Of stories that several papers have: who had it first, who later, and after how long.")
    head = [say(name) for name in ("first", "later", "stories", "hours, median")]
    return f'<p class="soft">{escape(note)}</p>{_plain_table(head, rows)}' if rows else ""


def _weather(figures: Figures, say: Say) -> str:
    rows = [(one.name, one.lowest, one.mean, one.highest) for one in figures.stations]
    return ranges(rows, "℃", say("temperatures by station")) if rows else ""


def _completeness(figures: Figures, say: Say) -> str:
    if not figures.completeness:
        return ""
    names = [name for name, _ in figures.completeness[0][2]]
    rows = [(paper, number, *(f"{share:.0%}" for _, share in shares)) for paper, number, shares in figures.completeness]
    return _plain_table([say(name) for name in ("paper", "stories", *names)], rows)


def _outcomes(figures: Figures, say: Say) -> str:
    rows = [(name, number, f"{number:,}") for name, number in figures.outcomes]
    return bars(rows, say("fetches by outcome")) if rows else ""


def _table(head: Sequence[str], rows: Sequence[Sequence[Any]], what: str) -> str:
    return f"<details><summary>{escape(what)}</summary>{_plain_table(head, rows)}</details>"


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
