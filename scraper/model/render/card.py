"""A record as a card of HTML for notebooks: one element that brings its own looks and loads nothing.

Colours are the notebook's own, so that the card reads in light and dark.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from scraper.model.article import Article
from scraper.model.record import Author, Moment

# So much of the body shows whether it is the right one.
MOST_BLOCKS = 3
MOST_LETTERS = 400

FRAME = "border:1px solid rgba(128,128,128,.5);border-radius:6px;padding:.8em 1em;max-width:46em;line-height:1.45"
QUIET = "opacity:.75;font-size:.9em"


def document(article: Article) -> str:
    """Return the record as one `<article>`: where it stood, headline, subtitle, who and when, how the body begins."""
    language = f' lang="{escape(article.language)}"' if article.language else ""
    return f'<article style="{FRAME}"{language}>{"".join(_parts(article))}</article>'


def _parts(article: Article) -> Iterator[str]:
    where = [article.site, *article.section, article.kicker]
    yield _line("div", " › ".join(filter(None, where)), QUIET)
    yield _line("div", article.headline or "(no headline)", "font-size:1.3em;font-weight:600;margin:.2em 0")
    yield _line("div", article.subtitle, "font-weight:600;white-space:pre-line;margin:.2em 0")
    people = ", ".join(map(_person, article.authors))
    dates = [_date(article.published), f"changed {_date(article.modified)}" if article.modified else ""]
    yield _line("div", " · ".join(filter(None, (people, *dates, article.dateline))), QUIET)
    for block in article.body[:MOST_BLOCKS]:
        text = block.text
        yield _line("p", text[:MOST_LETTERS] + "…" if len(text) > MOST_LETTERS else text, "margin:.5em 0")
    yield _line("div", " · ".join(_sizes(article)), QUIET)
    yield _address(article)


def _sizes(article: Article) -> Iterator[str]:
    yield article.verdict.value
    yield f"{len(article.body):,} blocks, {len(article.body_text):,} characters"
    if article.images:
        yield f"{len(article.images):,} image{'s' if len(article.images) > 1 else ''}"
    if article.weather:
        yield f"weather of {len(article.weather.readings):,} stations"
    if article.tags:
        yield ", ".join(article.tags)


def _address(article: Article) -> str:
    url = article.canonical_url or article.url or ""
    if not url.lower().startswith(("http://", "https://")):
        return _line("div", url, QUIET)
    link = f'<a href="{escape(url)}" rel="noreferrer" style="color:inherit">{escape(url)}</a>'
    return f'<div style="{QUIET};overflow-wrap:anywhere">{link}</div>'


def _line(tag: str, text: str | None, style: str) -> str:
    return f'<{tag} style="{style}">{escape(text)}</{tag}>' if text else ""


def _person(author: Author) -> str:
    return " ".join(filter(None, (author.name, author.role)))


def _date(moment: Moment | None) -> str:
    """A day, and the time where the page has one."""
    if moment is None:
        return ""
    return moment.at.date().isoformat() if moment.precision == "day" else moment.at.isoformat(" ", "minutes")
