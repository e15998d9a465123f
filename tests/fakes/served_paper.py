"""A small archive of two papers behind the server: stories with versions, copies, weather, and their pages."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from scraper.model import Response
from scraper.pipeline import record_of
from scraper.store import Archive, Item
from scraper.web import Bounds, Settings, application
from tests.fakes.store_records import FULL, MAY_DAY, SEOUL

WORDS = ("다리가 열렸다", "배가 떠났다", "시장이 문을 열었다", "길이 넓어졌다", "학교가 이사했다")


def story_page(number: int, *, host: str = "hanbit.example", extra: str = "", lead: str = "") -> Response:
    """A page of a paper as it was fetched: menu, headline, subtitle in an element of its own, text, related links."""
    what = WORDS[number % len(WORDS)]
    at = datetime(2024, 4, 1 + number, 9, 30, tzinfo=SEOUL)
    text = "".join(
        f"<p>{lead or number}번째 소식이다. 군은 {number + part}번 {what}고 밝히고, 주민 {number * 7 + part}명이 "
        f"함께했다고 {part}번 덧붙였다. 항구에서는 harbour 축제도 이어졌다.</p>"
        for part in range(4)
    )
    html = (
        f'<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>{number}번 {what} | 한빛일보</title>'
        f'<meta property="article:published_time" content="{at.isoformat()}">'
        '<meta property="og:site_name" content="한빛일보"></head><body>'
        '<nav class="menu"><a href="/">처음</a> <a href="/eco">경제</a></nav>'
        f'<div id="view"><h1 class="headline">{number}번 {what}</h1>'
        f'<div class="deck-line">{number}번 소식의 부제, 주민 의견도 들었다</div>'
        f'<div class="story">{text}</div>{extra}</div>'
        '<ul class="more"><li><a href="/1">다른 기사 하나</a></li><li><a href="/2">다른 기사 둘</a></li></ul>'
        "</body></html>"
    )
    url = f"https://www.{host}/news/articleView.html?idxno={number}"
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    return Response(url, html.encode(), final_url=url, headers=headers, fetched_at=at + timedelta(hours=2))


def fill(archive: Archive, count: int = 6) -> None:
    """Stories of one paper, one changed a day later; a copy in another paper; a record with all fields."""
    items = []
    for number in range(count):
        page = story_page(number)
        article = record_of(page)
        items.append(Item(page, replace(article, section=("경제" if number % 2 else "사회",), tags=("항구",))))
    changed = story_page(1, lead="바뀐")
    changed = replace(changed, fetched_at=changed.fetched_at and changed.fetched_at + timedelta(days=1))
    items.append(Item(changed, replace(record_of(changed), section=("경제",), tags=("항구",))))
    copied = story_page(2, host="dawn.example")
    copied = replace(copied, content=copied.content.replace("한빛일보".encode(), "새벽신문".encode()))
    items.append(Item(copied, record_of(copied)))
    full = Response(FULL.url or "", b"<p>x</p>", fetched_at=MAY_DAY, headers=(("Content-Type", "text/html"),))
    items.append(Item(full, FULL))
    archive.add_batch(items)
    archive.cluster()


def client(archive: Archive | None, **settings: Any) -> TestClient:
    """A browser before the server; it is on this machine and asks as fast as it likes."""
    bounds = settings.pop("bounds", Bounds(rate=10_000, burst=10_000, dear_rate=10_000, dear_burst=10_000))
    app = application(Settings(archive, "paper", bounds=bounds, **settings))
    return TestClient(app, base_url="http://localhost:8765", client=("127.0.0.1", 5000))


def filled(folder: Path) -> Iterator[Archive]:
    """An archive with the stories in it."""
    with Archive.open(folder) as archive:
        fill(archive)
        yield archive
