"""Records and pages that the tests of the archive share."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from scraper.model import (
    Article,
    Author,
    BodyBlock,
    Boilerplate,
    Evidence,
    Image,
    LiveEntry,
    Moment,
    Reading,
    Response,
    Span,
    Strip,
    Verdict,
    Weather,
)

KOLKATA = timezone(timedelta(hours=5, minutes=30))
SEOUL = timezone(timedelta(hours=9))
MAY_DAY = datetime(2024, 5, 1, 3, 0, tzinfo=UTC)
MORNING = Moment(datetime(2024, 4, 30, 9, 5, tzinfo=SEOUL), "minute", "site", "2024.04.30 09:05")


def url_of(number: int, host: str = "hanbit.example") -> str:
    return f"https://www.{host}/news/articleView.html?idxno={number}"


def page(number: int, content: str = "<p>쪽</p>", *, day: int = 0, **changes: Any) -> Response:
    """The page of an article as it was fetched `day` days after the first of May."""
    response = Response(
        url=url_of(number),
        content=f"<!-- {number} -->{content}".encode(),
        headers=(("Content-Type", "text/html; charset=utf-8"), ("ETag", f'"{number}"')),
        fetched_at=MAY_DAY + timedelta(days=day),
        reason="OK",
    )
    return replace(response, **changes)


def record(number: int, *paragraphs: str, **changes: Any) -> Article:
    """A plain article of some paragraphs."""
    article = Article(
        url=url_of(number),
        verdict=Verdict.ARTICLE,
        site="한빛일보",
        language="ko",
        headline=f"동네 소식 {number}",
        published=MORNING,
        body=tuple(BodyBlock("paragraph", text) for text in paragraphs or ("강남구는 매매가격이 올랐다고 밝혔다.",)),
        extractor_version="1.0",
    )
    return replace(article, **changes)


# Every field has a value that is not its default, with the characters that databases trip over.
FULL = Article(
    url=url_of(7),
    canonical_url="https://hanbit.example/news/articleView.html?idxno=7",
    site="한빛일보 'Hanbit' \"%s\" :name \\",
    language="ko",
    verdict=Verdict.LIVE,
    headline="광주 ‘동구-살림’ 협약 — 𝒳 😀 {a} %(b)s",
    subtitle="양 기관 협업체계 구축…\n사회적경제 강화",
    kicker="사회",
    section=("사회", "지역"),
    tags=("강남", "매매"),
    authors=(
        Author("홍길동", "hong@hanbit.example", "기자", "한빛일보", "홍길동 기자 hong@hanbit.example"),
        Author("Jane O'Neil"),
    ),
    dateline="더코리아-광주 동구",
    published=Moment(datetime(2024, 4, 30, 0, 0, tzinfo=SEOUL), "day", "assumed", "2024.04.30 (화)"),
    modified=Moment(datetime(2024, 4, 30, 18, 7, 9, tzinfo=KOLKATA), "second", "stated", "x"),
    body=(
        BodyBlock("heading", "첫째", level=2),
        BodyBlock(
            "paragraph",
            "광주 동구(청장 임택)는\n밝혔다.",
            spans=(Span(0, 5, "link", "https://hanbit.example/?a='%s'"), Span(6, 12, "strong")),
        ),
        BodyBlock("list", "하나\n둘", items=("하나", "둘")),
        BodyBlock("table", "가 나\n1 2", rows=(("가", "나"), ("1", "2"))),
        BodyBlock("quote", "“그렇다”"),
        BodyBlock("code", "SELECT 1; -- '"),
    ),
    entries=(
        LiveEntry(Moment(datetime(2024, 4, 30, 1, tzinfo=UTC), "minute", "stated", "10:00"), "속보", "글"),
        LiveEntry(None, None, ""),
    ),
    images=(Image("https://img.hanbit.example/a.jpg?x=1", "4.17", "순천시 제공", "사진"), Image("b.png")),
    agency="뉴시스",
    copyright="저작권자 © 한빛일보 무단전재 및 재배포 금지",
    corrections=("바로잡습니다",),
    is_accessible_for_free=False,
    next_page="https://hanbit.example/news/articleView.html?idxno=7&page=2",
    weather=Weather(
        "기상청",
        date(2024, 4, 30),
        (
            Reading("속초", "흐림", 12.4, 90, 38.2509, 128.5647, raw="흐림속초12.4℃"),
            Reading("북춘천", None, -0.1, 93, 37.9474, 127.7544, name_inferred=True, raw="-0.1℃"),
            Reading(None, "맑음", None),
        ),
    ),
    strips=(Strip("BIST", 8.864, "TL", "BIST 8.864"), Strip("x", None, None, "x")),
    boilerplate=(Boilerplate("share", "공유"), Boilerplate("navigation", "홈 > 사회")),
    evidence={
            "headline": Evidence("h1", 0.93, "원문", "why", (("og:title", "다른 제목"), ("title", "제목"))),
            "agency": Evidence("missing", 0.0, reason="none given"),
        },
    extractor_version="0.9.1",
)  # fmt: skip
