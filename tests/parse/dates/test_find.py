"""The dates of a page: which source wins, published told from modified, the zone, what is refused, what is missing."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper import extract
from scraper.model import Block, Finding, Label, Mark, Moment, Outline, Page, Role, Signals, Verdict
from scraper.page import read
from scraper.parse.dates.find import Dates, find_dates
from scraper.parse.dates.labels import label_of

BODY = "<p>The ferry between the two harbours runs again after nine weeks, the port authority said in a note.</p>" * 4
NOON = datetime(2024, 5, 2, 3, 0, tzinfo=UTC)
GAZETTE = "https://gazette.example/news/ferry"


def dates_of(html: str, *, url: str = GAZETTE, language: str = "en", captured_at: datetime | None = NOON) -> Dates:
    """Return the dates of a page whose headline is its `<h1>` and whose body is its `<p>`s."""
    page = read(html, url)
    headline = next((block.number for block in page.blocks if block.tag == "h1"), None)
    body = tuple(block.number for block in page.blocks if block.tag == "p" and block.number > (headline or 0))
    header = [block.number for block in page.blocks if "today" in page.elements[block.element].hint]
    labels = [Label(number, Role.WEATHER, "header") for number in header]
    outline = Outline(headline, body)
    return find_dates(page, outline=outline, language=language, captured_at=captured_at, labels=labels)


def article(*, head: str = "", above: str = "", below: str = "", after: str = "") -> str:
    """Return a page with things in its head, above and below its headline, and after its body."""
    return f"<html><head>{head}</head><body>{above}<h1>Ferry runs again</h1>{below}{BODY}{after}</body></html>"


def ld(**keys: str) -> str:
    """Return a JSON-LD article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **keys})}</script>'


def shown(dates: Dates) -> tuple[str | None, str | None]:
    """Return both dates in ISO 8601 as precise as they are."""

    def text(number: int) -> str | None:
        moment = dates[number].value
        if moment is None:
            return None
        if moment.precision == "day":
            return moment.at.date().isoformat()
        return moment.at.isoformat(timespec="minutes" if moment.precision == "minute" else "seconds")

    return text(0), text(1)


META = '<meta property="article:published_time" content="2024-04-30T14:05:00+02:00">'

LADDER = (
    pytest.param(
        article(head=ld(datePublished="2024-04-30T05:05:00Z", dateModified="2024-05-01T01:00:00Z")),
        ("2024-04-30T05:05:00+00:00", "2024-05-01T01:00:00+00:00"),
        "json-ld:datePublished",
        id="JSON-LD of the article",
    ),
    pytest.param(article(head=META), ("2024-04-30T14:05:00+02:00", None), "meta:article:published_time", id="meta"),
    pytest.param(
        article(head='<meta name="dcterms.issued" content="2024-04-30"><meta name="expires" content="2025-01-01">'),
        ("2024-04-30", None),
        "meta:dcterms.issued",
        id="another meta element",
    ),
    pytest.param(
        article(head=ld(datePublished="2024-04-30"), below="<div>30 April 2024, 14:05</div>"),
        ("2024-04-30T14:05+00:00", None),
        "text",
        id="two agree on the day, the finer one is taken",
    ),
    pytest.param(
        article(head=ld(datePublished="2024-04-30T00:00:00Z"), below="<time>30 April 2024 2:05 pm</time>"),
        ("2024-04-30T14:05+00:00", None),
        "time",
        id="midnight is no time of day",
    ),
    pytest.param(
        article(below='<time datetime="2024-04-30T14:05:00+02:00">yesterday</time>'),
        ("2024-04-30T14:05:00+02:00", None),
        "time",
        id="time element",
    ),
    pytest.param(
        article(below="<div>Updated: May 1, 2024</div><div>Published: April 30, 2024</div>"),
        ("2024-04-30", "2024-05-01"),
        "text",
        id="published told from modified though modified comes first",
    ),
    pytest.param(
        article(below="<div>By Ann Lee | 30 April 2024 | 3 comments</div>"),
        ("2024-04-30", None),
        "text",
        id="no label, near the headline",
    ),
    pytest.param(
        article(below="<div>Event date: 12 June 2023</div>", after="<div>Posted on 30 April 2024</div>"),
        ("2024-04-30", None),
        "text",
        id="after the body",
    ),
    pytest.param(
        article(after="<footer>© 2024. Established 30 April 1998</footer>"), (None, None), "missing", id="none"
    ),
    pytest.param(
        article(
            below="<div>Ferries on 12 June 2023 at the pier, seen by a passer-by who took this very picture of them all"
            " on a long evening walk.</div>"
        ),
        ("2023-06-12", None),
        "text",
        id="a sentence is better than nothing",
    ),
    pytest.param(
        article(head=ld(datePublished="2024-04-30"), above="<div class=today>2 May 2024</div>"),
        ("2024-04-30", None),
        "json-ld:datePublished",
        id="the header's date loses",
    ),
    pytest.param(
        article(above="<div class=today>2024.05.02 (목) 12:00</div>"),
        ("2024-05-02", None),
        "header",
        id="the header's date when nothing better exists",
    ),
    pytest.param(
        article(below="<div>Last updated: 1 May 2024</div>"),
        ("2024-05-01", "2024-05-01"),
        "text",
        id="only a modification",
    ),
    pytest.param(
        article(head='<script type="application/json">{"article":{"publishedAt":"2024-04-30T05:05:00Z"}}</script>'),
        ("2024-04-30T05:05:00+00:00", None),
        "script",
        id="a data script",
    ),
    pytest.param(
        article(head=ld(datePublished="2024-05-01T22:30:00Z", url="x"), below="<div>30 April 2024</div>"),
        ("2024-04-30", None),
        "text",
        id="older on the page than in its data",
    ),
    pytest.param(
        article(head='<meta name="date" content="2024-01-01">', below="<div>30 April 2024</div>"),
        ("2024-04-30", None),
        "text",
        id="a weak meta element against the text",
    ),
    pytest.param(
        article(head=ld(datePublished="2023-01-05"), below="<div>30 April 2024</div>"),
        (None, None),
        "missing",
        id="an unlabelled later date makes that of the data doubtful",
    ),
    pytest.param(
        article(head=ld(datePublished="2023-01-05"), below='<time datetime="2024-04-30T10:00:00Z">2 days ago</time>'),
        ("2023-01-05", None),
        "json-ld:datePublished",
        id="an attribute that no reader sees does not",
    ),
    pytest.param(
        article(head=ld(datePublished="2023-01-05"), below="<div>2 May 2024</div>"),
        ("2023-01-05", None),
        "json-ld:datePublished",
        id="the day of the visit does not",
    ),
    pytest.param(
        article(head=ld(datePublished="2023-01-05"), above="<div>30 April 2024</div><div>Gazette</div>"),
        ("2023-01-05", None),
        "json-ld:datePublished",
        id="a date above the headline does not",
    ),
    pytest.param(
        article(head='<meta property="article:modified_time" content="2024-04-30T10:00:00Z">'),
        (None, "2024-04-30T10:00:00+00:00"),
        "missing",
        id="only a modification, in the meta elements of an article",
    ),
    pytest.param(
        article(after="<footer>Site last updated: 30 April 2024</footer>"),
        (None, None),
        "missing",
        id="when the whole site was modified",
    ),
    pytest.param(
        article(after="<p>[引用日期2013-10-22]</p>"),
        (None, None),
        "missing",
        id="when a source was looked up",
    ),
    pytest.param(
        article(head=ld(datePublished="2023-01-05"), below="<div>At the pier, 9-23 April 2024</div>"),
        ("2023-01-05", None),
        "json-ld:datePublished",
        id="nor do the days of an event",
    ),
    pytest.param(
        article(below="<p>Updated April 20, 2024</p><p>April 12, 2024</p>"),
        ("2024-04-12", "2024-04-20"),
        "text",
        id="the label of one line is not the next one's",
    ),
)


@pytest.mark.parametrize(("html", "expected", "source"), LADDER)
def test_the_ladder(html: str, expected: tuple[str | None, str | None], source: str) -> None:
    dates = dates_of(html)
    assert shown(dates) == expected
    assert dates.published.evidence.source == source


KOREAN = (
    pytest.param(
        "업데이트 2025.12.06 17:18 입력 2025.12.06 16:43", "2025-12-06T16:43", "2025-12-06T17:18", id="one line"
    ),
    pytest.param(
        "<li>업데이트 2025.12.06 17:18</li><li>입력 2025.12.06 16:43</li>",
        "2025-12-06T16:43",
        "2025-12-06T17:18",
        id="modified first",
    ),
    pytest.param("기사입력 :[ 2018-08-25 15:24 ]", "2018-08-25T15:24", None, id="brackets"),
    pytest.param("<div>입력 :</div><div>2020-07-07 10:42:42</div>", "2020-07-07T10:42:42", None, id="label before"),
    pytest.param("입력:2021-03-15 10:00 수정:2021-03-15 11:30", "2021-03-15T10:00", "2021-03-15T11:30", id="no blanks"),
    pytest.param("등록일 2024. 1. 23. 13:18 | 조회 33", "2024-01-23T13:18", None, id="a board"),
    pytest.param("승인 2019.11.21 10:10", "2019-11-21T10:10", None, id="approved"),
    pytest.param("2024.04.30 14:05 입력", "2024-04-30T14:05", None, id="label behind"),
    pytest.param("17-01-05 15:32", "2017-01-05T15:32", None, id="a year of two digits"),
    pytest.param("발행일: 2025-12-06 17:25 (토)", None, None, id="a print date is none"),
)


@pytest.mark.parametrize(("line", "published", "modified"), KOREAN)
def test_korean_lines(line: str, published: str | None, modified: str | None) -> None:
    dates = dates_of(article(below=f"<div>{line}</div>"), language="ko", captured_at=None)
    expected = [text and f"{text}+09:00" for text in (published, modified)]
    assert list(shown(dates)) == expected
    if dates.published.value:
        assert dates.published.value.zone == "site"


ZONES = (
    ("30.04.2024 14:05", "https://blatt.example.de/a", "de", "2024-04-30T14:05+02:00", "site"),
    ("30.01.2024 14:05", "https://blatt.example.at/a", "de", "2024-01-30T14:05+01:00", "site"),
    ("2024年4月30日 14:05", "https://shimbun.example/a", "ja", "2024-04-30T14:05+09:00", "site"),
    ("30 April 2024 14:05", "https://gazette.example.uk/a", "en", "2024-04-30T14:05+01:00", "site"),
    ("April 30, 2024 2:05 pm ET", GAZETTE, "en", "2024-04-30T14:05-04:00", "stated"),
    ("April 30, 2024 2:05 pm IST", "https://gazette.example.in/a", "en", "2024-04-30T14:05+05:30", "stated"),
    ("April 30, 2024 2:05 pm", GAZETTE, "en", "2024-04-30T14:05+00:00", "assumed"),
    ("2024-04-30 14:05", GAZETTE, "ko", "2024-04-30T14:05+09:00", "site"),
)


@pytest.mark.parametrize(("line", "url", "language", "expected", "zone"), ZONES)
def test_zones(line: str, url: str, language: str, expected: str, zone: str) -> None:
    dates = dates_of(article(below=f"<div>{line}</div>"), url=url, language=language)
    assert shown(dates)[0] == expected
    assert dates.published.value is not None
    assert dates.published.value.zone == zone


def test_another_date_of_the_page_tells_its_zone() -> None:
    modified = '<meta property="article:modified_time" content="2024-05-01T10:00:00-03:00">'
    dates = dates_of(article(head=modified, below="<div>30 April 2024 14:05</div>"))
    assert shown(dates)[0] == "2024-04-30T14:05-03:00"


@pytest.mark.parametrize(
    ("stated", "line", "url", "language", "expected"),
    [
        (
            "2023-11-01T23:01:00Z",
            "02 Novembre 2023",
            "https://gazzetta.example.it/a",
            "it",
            "2023-11-02T00:01:00+01:00",
        ),
        ("2024-05-01T02:30:00Z", "April 30, 2024", GAZETTE, "en", "2024-04-30T23:30:00-03:00"),
        ("2024-04-30T14:30:00Z", "April 30, 2024", GAZETTE, "en", "2024-04-30T14:30:00+00:00"),
    ],
)
def test_the_instant_is_told_on_the_day_that_the_page_shows(
    stated: str, line: str, url: str, language: str, expected: str
) -> None:
    html = article(head=ld(datePublished=stated), below=f"<div>{line}</div>")
    assert shown(dates_of(html, url=url, language=language))[0] == expected


ORDERS = (
    pytest.param("03/04/2024", "en", GAZETTE, "", "", "2024-03-04", id="English puts the month first"),
    pytest.param("03/04/2024", "en", "https://gazette.example.uk/a", "", "", "2024-04-03", id="not in Britain"),
    pytest.param("03/04/2024", "en", GAZETTE, "en-AU", "", "2024-04-03", id="nor in Australia"),
    pytest.param("03/04/2024", "fr", GAZETTE, "", "", "2024-04-03", id="nor in French"),
    pytest.param("03/04/2024", "en", GAZETTE, "", "<div>25/12/2023</div>", "2024-04-03", id="other dates of the page"),
    pytest.param("03/04/2024", "fr", "https://a.example/2024/03/04/x", "", "", "2024-03-04", id="the URL"),
    pytest.param("Wednesday 03/04/2024", "en", GAZETTE, "", "", "2024-04-03", id="the weekday"),
    pytest.param("05/03/2024", "fr", GAZETTE, "", "", "2024-03-05", id="what is not in the future"),
    pytest.param("03/05/2024", "fr", GAZETTE, "", "", "2024-05-03", id="a day ahead is not the future"),
    pytest.param("03/06/2024", "fr", GAZETTE, "", "", "2024-03-06", id="a month ahead is"),
)


@pytest.mark.parametrize(("line", "language", "url", "declared", "after", "expected"), ORDERS)
def test_day_first_or_month_first(  # noqa: PLR0913, PLR0917 -- the columns of the table
    line: str, language: str, url: str, declared: str, after: str, expected: str
) -> None:
    html = article(below=f"<div>{line}</div>", after=after).replace("<html>", f"<html lang='{declared}'>")
    assert shown(dates_of(html, language=language, url=url))[0] == expected


@pytest.mark.parametrize(
    ("line", "language", "expected"),
    [
        ("3시간 전", "ko", "2024-05-02T09:00+09:00"),
        ("방금", "ko", "2024-05-02T12:00+09:00"),
        ("어제", "ko", "2024-05-01"),
        ("2 days ago", "en", "2024-04-30"),
        ("5 minutes ago", "en", "2024-05-02T02:55+00:00"),
        ("vor 3 Stunden", "de", "2024-05-02T02:00+02:00"),
        ("il y a 2 jours", "fr", "2024-04-30"),
    ],
)
def test_relative_dates(line: str, language: str, expected: str) -> None:
    html = article(below=f"<div class=date>{line}</div>")
    assert shown(dates_of(html, language=language))[0] == expected
    without = dates_of(html, language=language, captured_at=None)
    assert without.published.value is None
    assert without.published.evidence.reason


@pytest.mark.parametrize(
    ("stated", "url", "is_kept"),
    [
        ("2024-05-03T09:00:00Z", GAZETTE, "kept"),
        ("2024-05-09T09:00:00Z", GAZETTE, "refused"),
        ("1970-01-01T00:00:00Z", GAZETTE, "refused"),
        ("1977-03-02", GAZETTE, "refused"),
        ("1977-03-02", "https://gazette.example/1977/03/02/ferry", "kept"),
        ("2199-01-01", GAZETTE, "refused"),
    ],
)
def test_future_and_absurd_dates_are_refused(stated: str, url: str, is_kept: str) -> None:
    finding = dates_of(article(head=ld(datePublished=stated)), url=url).published
    if is_kept == "kept":
        assert finding.value is not None
    else:
        assert finding.value is None
        assert ("json-ld:datePublished", stated) in finding.evidence.rejected


def test_a_modification_before_publication_is_none() -> None:
    html = article(head=ld(datePublished="2024-04-30T10:00:00Z", dateModified="2019-01-01T10:00:00Z"))
    assert shown(dates_of(html)) == ("2024-04-30T10:00:00+00:00", None)


def test_evidence_says_where_from_how_sure_and_what_was_rejected() -> None:
    html = article(head=ld(datePublished="2024-05-01"), below="<div>30 April 2024</div>")
    evidence = dates_of(html).published.evidence
    assert evidence.source == "text"
    assert evidence.raw == "30 April 2024"
    assert 0.7 < evidence.confidence < 0.9
    assert evidence.rejected == (("json-ld:datePublished", "2024-05-01"),)


def test_a_date_that_is_undecided_names_both() -> None:
    html = article(head=ld(datePublished="2023-01-05", dateModified="2024-04-30"), below="<div>30 April 2024</div>")
    published, modified = dates_of(html)
    assert published.value is None
    assert published.evidence.rejected == (("json-ld:datePublished", "2023-01-05"), ("text", "30 April 2024"))
    assert "later" in (published.evidence.reason or "")
    assert published.blocks == (1,)
    assert modified.value is not None


def test_a_header_date_is_hardly_believed() -> None:
    evidence = dates_of(article(above="<div class=today>2 May 2024</div>")).published.evidence
    assert evidence.confidence <= 0.3
    assert evidence.reason is not None
    assert "visit" in evidence.reason


def test_the_blocks_that_show_the_dates_are_named() -> None:
    html = article(below="<div>Published 30 April 2024</div><div>Ann Lee</div><div>Updated 1 May 2024</div>")
    dates = dates_of(html)
    assert (dates.published.blocks, dates.modified.blocks) == ((1,), (3,))


LABELS = (
    ("published", (
        "Published", "Posted on", "Veröffentlicht am", "Publié le", "Publicado el", "Publicado em",
        "Pubblicato il", "Gepubliceerd op", "Publicerad", "Publisert", "Udgivet", "Julkaistu",
        "Opublikowano:", "Publikováno", "Objavljeno", "Опубликовано", "Опубліковано", "Публикувана на",
        "Közzétéve:", "Publicat la", "Δημοσίευση:", "Yayınlanma:", "تاريخ النشر", "פורסם", "प्रकाशित",
        "เผยแพร่", "Ngày đăng:", "Diterbitkan", "公開日:", "发布时间：", "입력", "승인", "송고시간",
        "작성일 :",
    )),
    ("modified", (
        "Updated", "Last modified:", "Aktualisiert am", "Mis à jour le", "Actualizado", "Atualizado em",
        "Aggiornato il", "Bijgewerkt", "Uppdaterad", "Oppdatert", "Opdateret", "Päivitetty",
        "Aktualizacja:", "Aktualizováno", "Ažurirano", "Обновлено", "Оновлено", "Frissítve", "Actualizat",
        "Ενημερώθηκε", "Güncelleme", "آخر تحديث", "עודכן", "अपडेट", "อัปเดต", "Cập nhật", "Diperbarui",
        "最終更新日", "更新时间", "최종수정", "업데이트",
    )),
    ("other", (
        "Copyright ©", "발행일:", "Expires", "Veranstaltung am",
    )),
)  # fmt: skip


@pytest.mark.parametrize(("label", "expected"), [(label, tag) for tag, labels in LABELS for label in labels])
def test_labels(label: str, expected: str) -> None:
    tag = label_of(label)
    assert tag is not None
    assert tag.value == expected


@pytest.mark.parametrize("text", ["By Ann Lee", "홍길동 기자", "Berlin", "Sports", ""])
def test_no_labels(text: str) -> None:
    assert label_of(text) is None


@given(st.lists(st.text(max_size=80), max_size=12), st.text(max_size=60), st.integers(-2, 20))
def test_no_page_is_too_odd(texts: list[str], value: str, at: int) -> None:
    blocks = tuple(Block(number, text, "p", 0) for number, text in enumerate(texts))
    page = Page(
        url=value,
        blocks=blocks,
        signals=Signals(
            language=value, meta=(("date", value),), json_ld=({"@type": "Article", "datePublished": value},)
        ),
        marks=(Mark("time", value, value, value, at), Mark("date", value, "", "", len(blocks))),
    )
    outline = Outline(at if 0 <= at < len(blocks) else None, tuple(range(min(2, len(blocks)), len(blocks))))
    for captured_at in (None, NOON):
        dates = find_dates(
            page,
            outline=outline,
            language=value,
            captured_at=captured_at,
            labels=[Label(0, Role.WEATHER, "header"), Label(99, Role.CAPTION, "")],
        )
        assert dates.published.evidence.source


def seconds_for(html: str) -> float:
    """Return the time for the dates alone, the best of three."""
    page = read(html, GAZETTE)
    outline = Outline(0, tuple(range(1, len(page.blocks))))
    times = []
    for _ in range(3):
        start = time.process_time()
        find_dates(page, outline=outline, language="en", captured_at=NOON)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize(
    "unit",
    [
        "<div>30/04/1889 14:05 Updated</div>",
        "<time datetime='x'>3O April 1889</time> ",
        "2024.04.30. 2024.04.30 14:05 ",
        "<meta name=date content='April 30 14:05'>",
        "<div>1 minute 1 hour 30 May 30 May</div>",
    ],
)
def test_a_hostile_page_of_date_like_strings_stays_linear(unit: str) -> None:
    seconds_for(unit * 100)
    small, large = seconds_for(unit * 10_000), seconds_for(unit * 100_000)
    assert large < 20 * small + 0.5


def test_the_future_is_told_from_the_visit() -> None:
    stated = (NOON + timedelta(hours=47)).isoformat()
    assert dates_of(article(head=ld(datePublished=stated))).published.value is not None


def published_of(html: str, url: str = GAZETTE) -> str | None:
    moment = dates_of(html, url=url).published.value
    return moment.at.date().isoformat() if moment else None


def test_the_date_of_a_related_story_is_its_own() -> None:
    teaser = "<div class='teaser-meta'>21.10.2019 · Harbour</div>"
    meta = "<meta name='date' content='2023-10-31T08:47:16+00:00'>"
    assert published_of(f"{meta}<h1>Ferry back</h1><p>The first text.</p>{teaser}<p>More text.</p>") == "2023-10-31"
    assert published_of(f"{teaser}<h1>Ferry back</h1><p>The first text.</p>") == "2019-10-21"


def test_the_month_of_the_url_is_a_witness() -> None:
    page = "<meta name='date' content='2023-10-31'><h1>Ferry back</h1><div>21 October 2019</div><p>The first text.</p>"
    assert published_of(page) == "2019-10-21"
    assert published_of(page, url="https://gazette.example/2023/10/ferry") == "2023-10-31"


def test_the_text_wins_over_an_attribute_that_it_denies() -> None:
    time = "<h1>Ferry back</h1><time datetime='2023-07-03T10:18:46Z'>{}</time><p>The first text.</p>"
    assert published_of(time.format("Published 29 June 2023")) == "2023-06-29"
    assert published_of(time.format("29 June 2023")) == "2023-07-03"


def test_what_the_data_call_a_change_is_no_older_date() -> None:
    meta = (
        "<meta property='article:published_time' content='2024-04-25'>"
        "<meta property='article:modified_time' content='2024-04-07'>"
    )
    assert published_of(f"{meta}<h1>Ferry back</h1><div>April 7, 2024</div><p>The first text.</p>") == "2024-04-25"


def test_the_other_dates_of_the_page_put_day_and_month_in_order() -> None:
    page = "<h1>Ferry back</h1><time datetime='02-12-2023'>02-12-2023</time><p>The first text.</p>"
    other = "<time datetime='2023-12-02'>December 2, 2023</time>"
    assert published_of(page) == "2023-02-12"
    assert published_of(f"{page}{'<p>More.</p>' * 20}{other}") == "2023-12-02"


def test_midnight_of_the_site_that_went_through_greenwich_is_its_day() -> None:
    meta = "<meta property='article:published_time' content='2023-11-06T23:00:00Z'>"
    moment = dates_of(f"{meta}<h1>Fähre</h1><p>Der Text.</p>", language="de").published.value
    assert moment is not None
    assert (moment.at.isoformat(), moment.precision) == ("2023-11-07T00:00:00+01:00", "day")


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("The fair will be held on 9 March 2024 in the hall.", "en"),
        ("Join us on 9 March 2024!", "en"),
        ("Der Markt findet am 9. März 2024 statt.", "de"),
        ("Ella murió el 9 de marzo de 2024.", "es"),
    ],
)
def test_a_sentence_that_speaks_of_a_day_hardly_dates_the_page(line: str, language: str) -> None:
    told = dates_of(article(below=f"<p>{line}</p>"), language=language).published
    assert told.value is None or told.evidence.confidence < 0.7
    shown_below = dates_of(article(below=f"<p>{line}</p><div>2 April 2024</div>"), language=language).published
    assert shown_below.value
    assert shown_below.value.at.date().isoformat() == "2024-04-02"


@pytest.mark.parametrize("line", ["When: 9 March 2024", "Registration closes 9 March 2024", "Wann: 9. März 2024"])
def test_the_day_of_an_event_is_not_the_articles(line: str) -> None:
    assert dates_of(article(below=f"<div>{line}</div>")).published.value is None


def test_the_date_of_a_picture_is_not_the_articles() -> None:
    page = read("<h1>Ferry back</h1><div>The pier on 24 April 2023</div><p>The first text.</p>", GAZETTE)
    outline = Outline(0, (2,))
    shown = find_dates(page, outline=outline, language="en", captured_at=NOON)
    hidden = find_dates(
        page, outline=outline, language="en", captured_at=NOON, labels=[Label(1, Role.CAPTION, "caption")]
    )
    assert shown.published.value is not None
    assert hidden.published.value is None


def test_a_page_without_text_still_has_the_day_that_its_data_state() -> None:
    node = '{"@type": "NewsArticle", "datePublished": "2024-04-30T14:05:00Z", "author": "Ann Lee"}'
    article = extract(f'<script type="application/ld+json">{node}</script>', captured_at=NOON)
    assert article.verdict is Verdict.EMPTY
    assert article.published is not None
    assert article.published.at.isoformat() == "2024-04-30T14:05:00+00:00"
    assert [author.name for author in article.authors] == ["Ann Lee"]


DAY_MONTH_ORDERS = [
    # the weekday of 7 November 2023 is that of 11 July: another date of the page decides
    (
        (
            '<meta property="article:published_time" content="Tue, 07/11/2023 - 17:57">'
            '<meta property="article:modified_time" content="Fri, 07/14/2023 - 10:30">'
        ),
        "",
        "en",
        "2023-07-11",
    ),
    (
        '<meta name="date" content="Tue, 07/11/2023"><html lang="en-GB">',
        "<p>Deadline 31/10/2023</p>",
        "en",
        "2023-11-07",
    ),
    ("", "<p>Published: Tue, 07/11/2023</p><p>Comments close 25/12/2023</p>", "en", "2023-11-07"),
    ("", "<p>Veröffentlicht: Di, 07/11/2023</p>", "de", "2023-11-07"),
    # full stops on a page that puts the month first, against the data
    (ld(datePublished="2017-11-03 03:01:00"), "<div>11.03.17 in AV</div>", "en", "2017-11-03"),
    (ld(datePublished="2024-04-09T16:07:00.000Z"), '<p class="date">04.09.2024</p>', "en", "2024-04-09"),
    (
        ld(datePublished="2024-03-11T10:00:00+01:00", dateModified="2024-11-03T10:00:00+01:00"),
        "<div>11.03.2024</div>",
        "de",
        "2024-03-11",
    ),
    ("", "<div>11.03.17</div>", "en", "2017-03-11"),
]


@pytest.mark.parametrize(("head", "below", "language", "expected"), DAY_MONTH_ORDERS)
def test_day_and_month_by_the_page_s_other_dates(head: str, below: str, language: str, expected: str) -> None:
    dates = dates_of(article(head=head, below=below), language=language)
    assert dates.published.value is not None
    assert dates.published.value.at.date().isoformat() == expected


@pytest.mark.parametrize(
    ("metas", "expected"),
    [
        ({"created-date": "2024-04-28T19:50:02+05:30", "publish-date": "2024-04-30T20:48:26+05:30"}, "2024-04-30"),
        ({"dcterms.created": "2024-04-28", "dcterms.issued": "2024-04-30"}, "2024-04-30"),
        ({"creation_date": "2024-04-28", "pubdate": "2024-04-30", "last-modified": "2024-05-01"}, "2024-04-30"),
        ({"created": "2024-04-28", "modified": "2024-05-01"}, "2024-04-28"),
    ],
)
def test_what_was_created_is_published_later(metas: dict[str, str], expected: str) -> None:
    head = "".join(f'<meta name="{name}" content="{value}">' for name, value in metas.items())
    dates = dates_of(article(head=head))
    assert dates.published.value is not None
    assert dates.published.value.at.date().isoformat() == expected


PRINTED_DAYS = [
    (ld(datePublished="2024-05-01T03:00:41Z"),
     "<time datetime='2024-05-01T03:00:41+00:00'>April 30, 2024 11:00 pm EDT</time>", "2024-04-30T23:00:41-04:00"),
    (ld(datePublished="2024-04-30T18:30:00Z"),
     "<time datetime='2024-05-01T04:30:00+10:00'>May 1, 2024 — 4.30am</time>", "2024-05-01T04:30:00+10:00"),
    (ld(datePublished="2024-04-30T22:30:00Z"), "<p>1 May 2024</p>", "2024-05-01T00:30:00+02:00"),
    (ld(datePublished="2024-04-30T12:30:00Z"), "<p>30 April 2024</p>", "2024-04-30T12:30:00+00:00"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "below", "expected"), PRINTED_DAYS)
def test_the_day_that_readers_see(head: str, below: str, expected: str) -> None:
    assert shown(dates_of(article(head=head, below=below)))[0] == expected


@pytest.mark.parametrize(
    ("path", "below", "expected"),
    [
        ("article/20240116", "<p>Published 30 April 2024</p>", "2024-04-30"),
        ("news/view?no=20240116", "<p>30 April 2024</p>", "2024-04-30"),
        ("v/20240116093012345", "<p>30 April 2024</p>", "2024-01-16"),
        ("2024/01/16/ferry", "<p>30 April 2024</p>", "2024-01-16"),
        ("article/20240116", "", "2024-01-16"),
    ],
)
def test_a_number_in_the_address(path: str, below: str, expected: str) -> None:
    dates = dates_of(article(below=below), url=f"https://gazette.example/{path}")
    assert dates.published.value is not None
    assert dates.published.value.at.date().isoformat() == expected


CALENDARS = [
    ("fa", '<meta property="article:published_time" content="۱۴۰۳-۰۲-۱۱\\۰۸:۴۲:۲۶">', "<span>۱۱ اردیبهشت ۱۴۰۳</span>"),
    ("fa", "", "<p>تاریخ انتشار: سه‌شنبه ۱۱ اردیبهشت ۱۴۰۳ - ۰۸:۴۲</p>"),
    ("ar", "", "<p>تاريخ النشر: ٢١ شوال ١٤٤٥ هـ</p>"),
    ("th", "", "<p>เผยแพร่ 30 เม.ย. 67 08:42 น.</p>"),
    ("zh", "", "<p>發布日期：113年4月30日</p>"),
]


@pytest.mark.parametrize(("language", "head", "below"), CALENDARS)
def test_a_page_in_another_calendar(language: str, head: str, below: str) -> None:
    dates = dates_of(article(head=head, below=below), language=language)
    assert dates.published.value is not None
    assert dates.published.value.at.date().isoformat() == "2024-04-30"


@pytest.mark.parametrize("printed", ["02-12-2023", "02.12.2023", "Posted on 02-12-2023 by Ann Lee"])
def test_a_dump_that_leaves_day_and_month_open_has_no_date(printed: str) -> None:
    text = "The council voted on Monday to reopen the old harbour library after two years of repairs.\n"
    lines = f"Ferry back after two winters\n{printed}\n{text * 3}"
    found = dates_of_dump(lines)
    assert found.value is None
    assert found.evidence.reason == "day and month may stand either way round, and nothing on the page tells"
    assert found.evidence.rejected
    assert found.evidence.rejected[0][1] in printed


@pytest.mark.parametrize(
    ("printed", "also", "day"),
    [
        ("02-12-2023", "Comments close 25-12-2023", "2023-12-02"),
        ("02-12-2023", "Updated: December 2, 2023", "2023-12-02"),
        ("02/12/2023", "", "2023-02-12"),
        ("22-12-2023", "", "2023-12-22"),
        ("2023-12-02", "", "2023-12-02"),
    ],
)
def test_a_dump_whose_other_dates_or_signs_tell_the_day_from_the_month(printed: str, also: str, day: str) -> None:
    text = "The council voted on Monday to reopen the old harbour library after two years of repairs.\n"
    found = dates_of_dump(f"Ferry back after two winters\n{printed}\n{text * 3}\n{also}\n")
    assert found.value is not None
    assert found.value.at.date().isoformat() == day


def dates_of_dump(lines: str) -> Finding[Moment]:
    page = read(lines)
    body = tuple(block.number for block in page.blocks if block.text.startswith("The council"))
    return find_dates(page, outline=Outline(0, body), language="en", captured_at=None).published


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("June 30, 2026 - 4.34pm", "2026-06-30"),
        ("2 July 2026, 00:10", "2026-07-02"),
        ("30 June 2026", "2026-07-01"),
        ("28 June 2026, 09:00", "2026-07-01"),
    ],
)
def test_the_address_has_the_day_of_its_server(printed: str, day: str) -> None:
    page = read(f"<h1>Ferry back</h1><p>{printed}</p><p>The first text.</p>", "https://g.example/2026/07/01/ferry")
    found = find_dates(page, outline=Outline(0, (2,)), language="en", captured_at=None).published
    assert found.value is not None
    assert found.value.at.date().isoformat() == day


@pytest.mark.parametrize("day", ["2026-05-12", "2026.05.12", "2026.5.12."])
def test_a_whole_date_right_above_the_text_is_no_picture_s_line(day: str) -> None:
    found = extract(f"<h1>Ferry runs again</h1><table><tr><td>등록일</td><td>{day}</td></tr></table>{BODY}", GAZETTE)
    assert str(found.published_at)[:10] == "2026-05-12"
    assert found.images == ()


@pytest.mark.parametrize(
    "cell",
    [
        "Ferry runs again<br>14 April 2024",
        "Ferry runs again<br>By Nell Ashdown<br>2024-04-14",
        "Ferry runs again<br>14.04.2024 &bull; Harbour office, News, General",
        "Ferry runs again<br>Posted: Sunday, April 14, 2024",
    ],
)
def test_a_day_in_a_line_below_the_headline_in_one_block_with_it(cell: str) -> None:
    found = dates_of(f"<html><body><h1>{cell}</h1>{BODY}</body></html>").published.value
    assert found is not None
    assert found.at.date().isoformat() == "2024-04-14"


@pytest.mark.parametrize(
    "heading",
    [
        "Ferry runs again<br>as if the storm of 14 April 2024 had not been",
        "The storm of 14 April 2024<br>and what came after",
        "Ferry runs again",
    ],
)
def test_a_day_within_a_headline_of_two_lines_is_none_of_publication(heading: str) -> None:
    assert dates_of(f"<html><body><h1>{heading}</h1>{BODY}</body></html>").published.value is None
