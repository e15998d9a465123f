"""The export formats: what a reader of the format sees is what the record holds."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from scraper.export import FORMAT_NAMES, FORMATS
from scraper.export.flat import COLUMNS
from scraper.model import Article, BodyBlock, Image, LiveEntry, Moment, Verdict
from scraper.model.render.jsonld import node
from scraper.model.render.markdown import escape
from tests.fakes.records import FULL, articles

MARKDOWN = MarkdownIt("commonmark").enable("table")


def shown(markdown: str) -> str:
    """The text that a Markdown reader shows, a newline for each line break and block."""
    lines = []
    for token in MARKDOWN.parse(markdown):
        if token.type == "inline":
            lines.append("".join("\n" if child.tag == "br" else child.content for child in token.children or ()))
        elif token.type in {"fence", "code_block", "html_block"}:
            lines.append(token.content.rstrip("\n"))
    return "\n".join(lines)


def body_of(document: str) -> str:
    return document.split("\n---\n", maxsplit=1)[1]


# White space at the edges of a line means something else in Markdown, and the record has none there.
lines = st.text(st.sampled_from("ab 1.)-+*_#>`~[]()<>&;=|\\!:'\"가ß"), min_size=1, max_size=12).map(str.strip)
paragraphs = st.lists(lines.filter(bool), min_size=1, max_size=3).map("\n".join)


@given(paragraphs)
def test_markdown_shows_the_text_as_it_is(text: str) -> None:
    assert shown(escape(text)) == text


@pytest.mark.parametrize(
    ("block", "markdown"),
    [
        (BodyBlock("paragraph", "a *b*\nc"), "a \\*b\\*\\\nc"),
        (BodyBlock("heading", "H", level=3), "### H"),
        (BodyBlock("heading", "H"), "## H"),
        (BodyBlock("heading", "H", level=1), "## H"),
        (BodyBlock("list", "a\nb", items=("a", "b")), "- a\n- b"),
        (BodyBlock("quote", "a\nb"), "> a\\\n> b"),
        (BodyBlock("code", "x = '```'"), "````\nx = '```'\n````"),
        (BodyBlock("table", "", rows=(("a", "b|c"), ("d",))), "| a | b\\|c |\n| --- | --- |\n| d |  |"),
    ],
)
def test_markdown_blocks(block: BodyBlock, markdown: str) -> None:
    document = FORMATS["markdown"].render(Article(body=(block,)))
    assert body_of(document) == f"\n{markdown}\n"


def test_a_whole_markdown_document() -> None:
    assert FORMATS["markdown"].render(FULL) == (
        "---\n"
        'url: "https://www.hanbit.example/news/1"\n'
        'canonical_url: "https://www.hanbit.example/news/1"\n'
        'site: "한빛일보"\n'
        'language: "ko"\n'
        'verdict: "article"\n'
        'headline: "[단독] 새 다리 개통"\n'
        'subtitle: "20년 만에\\n두 마을 이어"\n'
        'kicker: "현장"\n'
        'section: ["뉴스", "지역"]\n'
        'tags: ["다리"]\n'
        'authors: ["홍길동"]\n'
        'dateline: "한빛"\n'
        'published_at: "2024-04-30T09:05:00+09:00"\n'
        'modified_at: "2024-05-01T01:02:03+00:00"\n'
        'agency: "한빛통신"\n'
        'copyright: "© 한빛일보"\n'
        "---\n\n"
        "# \\[단독\\] 새 다리 개통\n\n"
        "**20년 만에\\\n두 마을 이어**\n\n"
        "[다리가](https://www.hanbit.example/2) 열렸다.\n\n"
        "## 주민들\n\n"
        "- 하나\n- 둘\n\n"
        "| a | b |\n| --- | --- |\n\n"
        "첫 차가 지났다.\n\n"
        "![새 다리](<https://www.hanbit.example/1.jpg>) *한빛시*\n"
    )


def test_an_image_address_cannot_leave_its_place() -> None:
    page = Article(images=(Image("https://a.example/x y>)[z](javascript:1)\n# h", caption="]("),))
    tokens = MARKDOWN.parse(body_of(FORMATS["markdown"].render(page)))
    children = [child for token in tokens for child in token.children or ()]
    assert [child.type for child in children] == ["image"]


@given(articles)
def test_front_matter_is_one_line_a_name(article: Article) -> None:
    front = FORMATS["markdown"].render(article).split("\n---\n", maxsplit=1)[0].split("\n")
    assert front[0] == "---"
    for line in front[1:]:
        name, value = line.split(": ", maxsplit=1)
        assert name.isidentifier()
        json.loads(value)


@given(articles)
def test_a_csv_row_reads_back(article: Article) -> None:
    (row,) = csv.DictReader(io.StringIO(FORMATS["csv"].head + FORMATS["csv"].render(article), newline=""))
    assert tuple(row) == COLUMNS
    assert row["headline"].removeprefix("'") == (article.headline or "").removeprefix("'")
    assert row["verdict"] == article.verdict.value


@pytest.mark.parametrize("start", ["=", "+", "-", "@", " =", "\n=", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start: str) -> None:
    row = FORMATS["csv"].render(Article(headline=f"{start}HYPERLINK(1)", tags=(f"{start}cmd", "x")))
    cells = next(csv.reader(io.StringIO(row, newline="")))
    assert cells[COLUMNS.index("headline")] == f"'{start}HYPERLINK(1)"
    assert cells[COLUMNS.index("tags")] == f"'{start}cmd; x"


def test_jsonld() -> None:
    assert node(FULL) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": "https://www.hanbit.example/news/1",
        "mainEntityOfPage": "https://www.hanbit.example/news/1",
        "headline": "[단독] 새 다리 개통",
        "alternativeHeadline": "20년 만에\n두 마을 이어",
        "articleSection": ["뉴스", "지역"],
        "keywords": ["다리"],
        "author": [{"@type": "Person", "name": "홍길동", "email": "hong@hanbit.example", "jobTitle": "기자"}],
        "dateline": "한빛",
        "datePublished": "2024-04-30T09:05:00+09:00",
        "dateModified": "2024-05-01T01:02:03+00:00",
        "inLanguage": "ko",
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": "한빛일보"},
        "sourceOrganization": {"@type": "Organization", "name": "한빛통신"},
        "copyrightNotice": "© 한빛일보",
        "correction": ["이름을 바로잡습니다."],
        "image": [
            {
                "@type": "ImageObject",
                "url": "https://www.hanbit.example/1.jpg",
                "caption": "새 다리",
                "creditText": "한빛시",
            }
        ],
        "articleBody": "다리가 열렸다.\n주민들\n하나\n둘\na b",
        "liveBlogUpdate": [{"@type": "BlogPosting", "articleBody": "첫 차가 지났다."}],
    }


def test_jsonld_of_a_live_blog_known_to_the_day() -> None:
    moment = Moment(datetime(2024, 4, 30, tzinfo=UTC), "day", "assumed", "30 April 2024")
    live = Article(verdict=Verdict.LIVE, published=moment, entries=(LiveEntry(moment, "h", "t"),))
    assert node(live) == {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "datePublished": "2024-04-30",
        "liveBlogUpdate": [
            {"@type": "BlogPosting", "headline": "h", "datePublished": "2024-04-30", "articleBody": "t"}
        ],
    }


def test_text() -> None:
    assert FORMATS["text"].render(FULL) == (
        "[단독] 새 다리 개통\n\n20년 만에\n두 마을 이어\n\n다리가 열렸다.\n주민들\n하나\n둘\na b\n\n첫 차가 지났다.\n"
    )


@given(articles)
def test_a_line_format_gives_lines(article: Article) -> None:
    for name in ("jsonl", "jsonld-lines"):
        text = FORMATS[name].render(article)
        assert text.count("\n") == 1
        json.loads(text)


@pytest.mark.parametrize(
    ("name", "border"),
    [
        ("json", "\n{"),
        ("jsonl", "\n{"),
        ("jsonld", "\n{"),
        ("text", "\f\n"),
        ("markdown", "\n---\nurl: "),
        ("csv", "\nhttps:"),
    ],
)
def test_several_records_are_told_apart(name: str, border: str) -> None:
    form = FORMATS[FORMATS[name].many]
    text = form.head + form.between.join(form.render(article) for article in (FULL, replace(FULL, headline="x")))
    assert f"\n{text}".count(border) == 2 - (name == "text")


def test_every_format_is_tested() -> None:
    assert set(FORMAT_NAMES) == {"json", "jsonl", "jsonld", "text", "markdown", "csv"}
