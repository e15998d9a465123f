"""Agency, copyright line and corrections, in the languages of news."""

import pytest

from scraper.model import Outline, Page
from scraper.page import read
from scraper.parse.notices.find import find_agency, find_copyright, find_corrections

BODY = "<p>The pier opened again on Monday after two years of work, the town said in a statement.</p>"


def page(first: str = BODY, last: str = BODY, foot: str = "", head: str = "") -> tuple[Page, Outline]:
    shown = read(f"<html><head>{head}</head><body><h1>Pier opens</h1>{first}{last}<hr>{foot}</body></html>")
    texts = [block.text for block in shown.blocks]
    body = tuple(number for number, text in enumerate(texts) if len(text) > 60)
    return shown, Outline(texts.index("Pier opens"), body)


@pytest.mark.parametrize(
    ("first", "last", "foot", "agency"),
    [
        (BODY.replace("<p>", "<p>SALTMERE (AP) — "), BODY, "", "AP"),
        (BODY.replace("<p>", "<p>(서울=연합뉴스) "), BODY, "", "연합뉴스"),
        (BODY, BODY.replace("</p>", " (dpa/lno)</p>"), "", "dpa"),
        (BODY, BODY.replace("</p>", " sak/Reuters</p>"), "", "Reuters"),
        (BODY, BODY, "<p>AFP</p>", "AFP"),
        (BODY, BODY, "<p>Quelle: dpa</p>", "dpa"),
        (BODY, BODY, "<p>자료제공=한빛시청</p>", "한빛시청"),
        (BODY, BODY, "<p>Comments</p>", None),
        (BODY, BODY.replace("</p>", " (and/or)</p>"), "", None),
    ],
)
def test_agency(first: str, last: str, foot: str, agency: str | None) -> None:
    shown, outline = page(first, last, foot)
    assert find_agency(shown, outline=outline).value == agency


def test_agency_as_declared_author() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Associated Press"}}</script>'
    )
    shown, outline = page(head=head)
    assert find_agency(shown, outline=outline).value == "Associated Press"


@pytest.mark.parametrize(
    "line",
    [
        "저작권자 © 한빛일보 무단전재 및 재배포 금지",
        "<저작권자(c) 한빛뉴스, 무단 전재-재배포, AI 학습 및 활용 금지>",
        "[ⓒ 한빛일보 & hanbit.example, 무단전재 및 재배포 금지]",
        "Copyright ⓒ 한빛일보. All rights reserved. 무단 전재 및 재배포 금지.",
        "web_cdn 저작권자 © 한빛일보",
        "© 2024 Harbour Gazette. All rights reserved.",
        "© Alle Rechte vorbehalten",
        "© Tous droits réservés",
        "Todos los derechos reservados",
        "無断転載を禁じます",
        "版权所有 港口报",
    ],
)
def test_copyright_line_as_printed(line: str) -> None:
    shown, outline = page(foot=f"<p>Share</p><p>{line.replace('<', '&lt;')}</p><p>Contact</p>")
    finding = find_copyright(shown, outline=outline)
    assert finding.value == line
    assert [shown.blocks[number].text for number in finding.blocks] == [line]


def test_copyright_glued_to_the_last_paragraph() -> None:
    shown, outline = page(last=BODY.replace("</p>", " © 2024 Harbour Gazette</p>"))
    finding = find_copyright(shown, outline=outline)
    assert (finding.value, finding.blocks) == ("© 2024 Harbour Gazette", ())


def test_no_copyright_line() -> None:
    shown, outline = page(foot="<p>The copyright of old songs ends after seventy years.</p>")
    assert find_copyright(shown, outline=outline).value is None


@pytest.mark.parametrize(
    "note",
    [
        "Correction: An earlier version gave the wrong year.",
        "Editor's note: This story was changed after it was published.",
        "Korrektur: In einer früheren Fassung stand ein falsches Jahr.",
        "Anmerkung der Redaktion: In einer früheren Fassung stand ein falsches Jahr.",
        "Rectificatif: une version antérieure donnait une mauvaise date.",
        "Fe de erratas: en una versión anterior la fecha era otra.",
        "訂正：以前の記事では年が間違っていました。",
        "[정정보도] 앞서 나간 기사에서 연도를 잘못 적었습니다.",
        "바로잡습니다: 앞서 나간 기사에서 연도를 잘못 적었습니다.",
    ],
)
def test_correction(note: str) -> None:
    shown, outline = page(foot=f"<p>{note}</p>")
    finding = find_corrections(shown, outline=outline)
    assert finding.value == (note,)
    assert [shown.blocks[number].text for number in finding.blocks] == [note]


@pytest.mark.parametrize("text", ["Corrections officers walked out.", "Corrected figures are due in May.", "Comments"])
def test_no_correction(text: str) -> None:
    shown, outline = page(foot=f"<p>{text}</p>")
    assert find_corrections(shown, outline=outline).value is None


def test_empty_page() -> None:
    shown, outline = read(""), Outline(None, ())
    assert find_agency(shown, outline=outline).value is None
    assert find_copyright(shown, outline=outline).value is None
    assert find_corrections(shown, outline=outline).value is None
