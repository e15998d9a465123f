"""A small paper on a server that can misbehave: pages by path, each a text or a script; and crawls of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from scraper.crawl import Crawl, FetchSettings, Report, Site
from scraper.store import Archive
from tests.fakes.raw_server import Line, RawServer, Script

_WHO = ("harbour master", "choir", "school board", "fire brigade", "baker", "judge", "ferry crew", "night nurse")
_DID = ("opened", "sold", "repaired", "counted", "painted", "moved", "praised", "closed")
_WHAT = ("lighthouse", "market hall", "tram depot", "reading room", "salt works", "bandstand", "water mill", "pier")


def headline(number: int) -> str:
    return f"The {_WHO[number % 8]} {_DID[number // 3 % 8]} the {_WHAT[number // 5 % 8]}, part {number}"


def prose(number: int) -> list[str]:
    """Four paragraphs that no other number has."""
    return [
        f"In street {number * 7 + line} the {_WHO[(number + line) % 8]} {_DID[(number * 3 + line) % 8]} the "
        f"{_WHAT[(number * 5 + line) % 8]} before {line + 2} witnesses, and {number * 13 + line} neighbours came "
        f"to look at what the {_WHO[(number * 11 + line) % 8]} had {_DID[(number + 2 * line) % 8]} in the week before."
        for line in range(4)
    ]


def story(number: int, *, links: Iterable[str] = (), is_marked: bool = True, head: str = "", body: str = "") -> str:
    """The page of a story; its own data say so unless `is_marked` is false."""
    day = f"2024-05-{number % 27 + 1:02}T09:00:00+00:00"
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": headline(number),
        "datePublished": day,
    }
    told = f'<script type="application/ld+json">{json.dumps(data)}</script>' if is_marked else ""
    text = body or "".join(f"<p>{one}</p>" for one in prose(number))
    menu = "".join(f'<li><a href="{link}">{headline(90 + at)}</a></li>' for at, link in enumerate(links))
    return (
        f'<!doctype html><html lang="en"><head><title>{headline(number)}</title>{told}{head}</head><body><article>'
        f'<h1>{headline(number)}</h1><time datetime="{day}">{day[:10]}</time>{text}</article>'
        f"<ul>{menu}</ul></body></html>"
    )


def front(links: Iterable[str], head: str = "", extra: str = "") -> str:
    items = "".join(f'<li><a href="{link}">{headline(50 + at)}</a></li>' for at, link in enumerate(links))
    body = f"<h1>The Courier</h1><ul>{items}</ul>{extra}"
    return f"<html><head><title>The Courier</title>{head}</head><body>{body}</body></html>"


def urlset(urls: Iterable[str], more: str = "") -> Script:
    inner = "".join(f"<url><loc>{url}</loc>{more}</url>" for url in urls)
    text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</urlset>'
    return lambda line: line.page(text.encode(), "Content-Type: application/xml")


def served(pages: Mapping[str, str | bytes | Script]) -> dict[str, Script]:
    """The pages as scripts of a `RawServer`."""
    return {path: page if callable(page) else _page(page) for path, page in pages.items()}


def _page(page: str | bytes) -> Script:
    content = page.encode() if isinstance(page, str) else page
    return lambda line: line.page(content, "Content-Type: text/html; charset=utf-8")


def paper(count: int = 6, **more: str | bytes | Script) -> dict[str, Script]:
    """A paper whose front page links to all its stories: /news/1 and so on."""
    paths = [f"/news/{number}" for number in range(1, count + 1)]
    pages: dict[str, str | bytes | Script] = {"/": front(paths)}
    return served(pages | {path: story(number) for number, path in enumerate(paths, 1)} | more)


def fails(status: str = "503 Busy", *headers: str) -> Script:
    return lambda line: line.page(b"busy", *headers, status=status)


def hangs_up(_line: Line) -> None:
    """The connection ends before an answer."""


def settings(**more: Any) -> FetchSettings:
    return FetchSettings(**{"delay": 0.0, "allow_private_hosts": ("127.0.0.1",), **more})


def crawl(server: RawServer, folder: Path, site: Site | None = None, **options: Any) -> Report:
    """Crawl the server's paper into an archive; `fetch` are the settings of the network."""
    fetch = options.pop("fetch", None) or settings()
    with Archive.open(folder) as archive:
        return Crawl(archive, [site or Site(server.url("/"))], fetch, jobs=1, **options).run()


def headlines(folder: Path) -> set[str]:
    with Archive.open(folder) as archive:
        return {article.headline or "" for _, article in archive.records()}


def ends(folder: Path) -> dict[str, tuple[str | None, str | None]]:
    """Outcome and reason of every address by its path."""
    from sqlalchemy import select

    from scraper.store.database import frontier

    with Archive.open(folder) as archive, archive.reading() as connection:
        rows = connection.execute(select(frontier)).all()
    return {"/" + row.url.split("/", 3)[-1]: (row.outcome, row.reason) for row in rows}
