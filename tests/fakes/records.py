"""A record with every field set, and strategies that make any record."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

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
    Span,
    Strip,
    Verdict,
    Weather,
)

KST = timezone(timedelta(hours=9))

FULL = Article(
    url="https://www.hanbit.example/news/1",
    canonical_url="https://www.hanbit.example/news/1",
    site="한빛일보",
    language="ko",
    verdict=Verdict.ARTICLE,
    headline="[단독] 새 다리 개통",
    subtitle="20년 만에\n두 마을 이어",
    kicker="현장",
    section=("뉴스", "지역"),
    tags=("다리",),
    authors=(Author("홍길동", email="hong@hanbit.example", role="기자", raw="홍길동 기자 hong@hanbit.example"),),
    dateline="한빛",
    published=Moment(datetime(2024, 4, 30, 9, 5, tzinfo=KST), "minute", "site", "2024.04.30 09:05"),
    modified=Moment(datetime(2024, 5, 1, 1, 2, 3, tzinfo=UTC), "second", "stated", "2024-05-01T01:02:03Z"),
    body=(
        BodyBlock("paragraph", "다리가 열렸다.", spans=(Span(0, 3, "link", "https://www.hanbit.example/2"),)),
        BodyBlock("heading", "주민들", level=2),
        BodyBlock("list", "하나\n둘", items=("하나", "둘")),
        BodyBlock("table", "a b", rows=(("a", "b"),)),
    ),
    entries=(LiveEntry(None, None, "첫 차가 지났다."),),
    images=(Image("https://www.hanbit.example/1.jpg", caption="새 다리", credit="한빛시", alt=""),),
    agency="한빛통신",
    copyright="© 한빛일보",
    corrections=("이름을 바로잡습니다.",),
    is_accessible_for_free=True,
    next_page="https://www.hanbit.example/news/1?page=2",
    weather=Weather(
        "기상청", date(2024, 4, 30), (Reading("속초", "흐림", 12.4, 90, 38.25, 128.56, raw="흐림속초12.4℃"),)
    ),
    strips=(Strip("DOLAR", 34.31, None, "DOLAR 34,31"),),
    boilerplate=(Boilerplate("share", "공유"),),
    evidence={"headline": Evidence("h1", 0.9, "새 다리 개통", rejected=(("title", "한빛일보"),))},
    extractor_version="0.1.0",
)

# What a record's strings may hold: no control characters but the newline, no lone surrogates.
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"), max_size=20)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.builds(
    Moment,
    at=st.datetimes(timezones=zones),
    precision=st.sampled_from(["day", "minute", "second"]),
    zone=st.sampled_from(["stated", "site", "assumed"]),
    raw=texts,
)
evidence = st.dictionaries(texts, st.deferred(lambda: st.from_type(Evidence)), max_size=3)
for cls, strategy in ((str, texts), (float, st.floats(allow_nan=False, allow_infinity=False)), (Moment, moments)):
    st.register_type_strategy(cls, strategy)
articles = st.builds(Article, evidence=evidence)
