"""Whole parts of a body: tables of figures, the headline's own article, headings without their tools, no labels."""

import pytest

from scraper.model import Article
from scraper.pipeline import extract

TEXT = (
    "The council of Brackwater voted on Monday evening to keep the night ferry, after two hours of debate.",
    "Nearly a third of the passengers work at the hospital, and the first bus leaves only after their shift has begun.",
    "The operator had asked for ninety thousand a year, which the treasurer called affordable if the fare rises.",
    "Opponents said the money was needed for the school roof, where buckets have stood since the storm of October.",
    "A review is planned for the spring, when figures of the passengers will be published for the first time.",
)
KOREAN = (
    "한빛시의회는 월요일 저녁 두 시간의 토론 끝에 겨울에도 밤 여객선을 계속 운항하기로 의결했다고 밝혔다.",
    "승객의 삼분의 일은 만 건너편 병원에서 일하며, 첫 버스는 근무가 시작된 뒤에야 다리를 건넌다고 한다.",
    "운항사는 한 해 구천만 원의 보조금을 요청했고 시는 요금이 오르면 감당할 수 있는 금액이라고 설명했다.",
    "반대하는 이들은 지난 시월 폭풍 뒤로 복도에 양동이가 놓인 학교 지붕을 고치는 데 돈을 써야 한다고 말했다.",
    "봄에는 처음으로 달마다 승객 수를 공개하고 그 결과를 보아 운항 여부를 다시 검토할 계획이라고 덧붙였다.",
)
OTHERS = (
    "A dredger from the south has begun to clear the mouth of the harbour, which had silted up, the port said.",
    "The library on Mill Street will open on Sundays from April, with volunteers at the desk and a reading hour.",
)

YEARS = range(1990, 2010)


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def article(middle: str, behind: str = "", *, texts: tuple[str, ...] = TEXT) -> Article:
    return extract(
        "<!doctype html><title>Night ferry stays</title><main><article><h1>Night ferry stays</h1>"
        f"{paragraphs(texts[:3])}{middle}{paragraphs(texts[3:])}</article>{behind}</main>"
    )


@pytest.mark.parametrize("texts", [TEXT, KOREAN])
@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (
            "<table><thead><tr><th>Line<th>Fare</thead><tr><td>Hospital<td>2.40<tr><td>Quay<td>3.10</table>",
            (("Line", "Fare"), ("Hospital", "2.40"), ("Quay", "3.10")),
        ),
        (
            "<div class=scroll><table><tr><td>구간<td>요금<tr><td>병원<td>2,400원</table></div>",
            (("구간", "요금"), ("병원", "2,400원")),
        ),
        (
            f"<table>{''.join(f'<tr><td>{y}<td>{y % 7}.{y % 9}<td>+{y % 5}' for y in YEARS)}</table>",
            tuple((str(y), f"{y % 7}.{y % 9}", f"+{y % 5}") for y in YEARS),
        ),
    ],
)  # fmt: skip
def test_a_table_of_figures_between_paragraphs_is_whole(
    table: str, rows: tuple[tuple[str, ...], ...], texts: tuple[str, ...]
) -> None:
    assert [block.rows for block in article(table, texts=texts).body if block.kind == "table"] == [rows]


def test_a_table_of_links_is_not_drawn_in() -> None:
    links = "".join(f"<tr><td><a href=/{n}>Pier {n}</a><td><a href=/{n}/b>Cod {n}</a>" for n in range(6))
    assert "Cod 3" not in article(f"<table>{links}</table>").body_text


@pytest.mark.parametrize(
    "head",
    [
        "<h2><a href=/news/2>Harbour dredging begins</a></h2>",
        "<h3><a href=/news/2>항만 준설 시작</a></h3>",
        "<h2>Harbour dredging begins</h2><p class=byline>By Tom Ash</p>",
        "<h2>Hafen wird ausgebaggert</h2><time datetime=2024-03-04>4. März</time>",
    ],
)
@pytest.mark.parametrize("inside", [False, True])
def test_another_article_behind_or_inside_is_no_body(head: str, *, inside: bool) -> None:
    other = f"<article>{head}{paragraphs(OTHERS)}</article>"
    got = article(other if inside else "", "" if inside else other)
    assert [block.text for block in got.body] == list(TEXT)


@pytest.mark.parametrize("title", ["The Tern, built 1998", "2. The Dunlin"])
def test_parts_of_one_article_are_its_text(title: str) -> None:
    parts = "".join(f"<article><h2>{title}</h2><p>{text}</p></article>" for text in OTHERS)
    assert all(text in article("", parts).body_text for text in (*TEXT, *OTHERS))


def test_an_article_that_holds_the_headline_alone_goes_on_in_the_next() -> None:
    head = "<article class=hero><h1>Night ferry stays</h1><time datetime=2024-03-04>4 March</time></article>"
    got = extract(f"<!doctype html><title>Night ferry stays</title>{head}<article>{paragraphs(TEXT)}</article>")
    assert all(text in got.body_text for text in TEXT)


@pytest.mark.parametrize(
    "tools",
    [
        "<span>[</span><a href=/w?action=edit>edit</a><span>]</span>",
        "[<a href=/v>Bearbeiten</a> | <a href=/e>Quelltext bearbeiten</a>]",
        "<span class=tools>[<a href=/e>편집</a>]</span>",
        "<sup><a href=#note>[3]</a></sup>",
    ],
)
@pytest.mark.parametrize("level", [2, 3])
def test_a_heading_has_no_tools_in_brackets(tools: str, level: int) -> None:
    got = article(f"<h{level}>Fares{tools}</h{level}>")
    assert [(block.text, block.level) for block in got.body if block.kind == "heading"] == [("Fares", level)]


@pytest.mark.parametrize("title", ["Fares [video]", "<a href=/fares>Fares [2024]</a>"])
def test_brackets_that_are_a_headings_own_stay(title: str) -> None:
    assert any("[" in block.text for block in article(f"<h2>{title}</h2>").body if block.kind == "heading")


@pytest.mark.parametrize(
    "label",
    [
        "ADVERTISEMENT",
        "Story continues below",
        "Continue reading the main story",
        "광고",
        "Anzeige",
        "Related articles:",
    ],
)
@pytest.mark.parametrize("tag", ["p", "div", "h4"])
def test_a_label_between_paragraphs_is_no_text_and_ends_none(label: str, tag: str) -> None:
    got = article(f"<{tag}>{label}</{tag}>")
    assert [block.text for block in got.body] == list(TEXT)


@pytest.mark.parametrize("language", [TEXT, KOREAN])
@pytest.mark.parametrize(
    "pointer",
    [
        "[관련기사] <a href=/x>다른 도시가 다리를 원하지 않는 까닭을 물었다</a>",
        "【関連記事】<a href=/x>ほかの町が橋を望まない理由を聞いた</a>",
        "▶관련기사◀ <a href=/x>다른 도시가 다리를 원하지 않는 까닭을 물었다</a>",
        "(Lesen Sie auch) <a href=/x>Warum andere Städte keine Brücke wollen</a>",
        "Related: <a href=/x>Why other towns do not want a night ferry</a>",
    ],
)
def test_a_link_that_is_announced_in_brackets_is_no_body(pointer: str, language: tuple[str, ...]) -> None:
    first, *rest = (f"<p>{text}</p>" for text in language)
    page = f"<article><h1>Brackwater</h1>{first}{rest[0]}<p>{pointer}</p>{''.join(rest[1:])}</article>"
    assert extract(page).body_text.split("\n") == list(language)
