"""The ladder of authors on small pages: what is declared, what readers see, and who is no person."""

import json

import pytest

from scraper.model import Author, Finding, Outline, Page
from scraper.page import read
from scraper.parse.authors.find import find_authors

URL = "https://www.harbour-gazette.example/news/pier"
BODY = "<p>The pier opened again on Monday after two years of work, the town said in a statement.</p>"
KOREAN = "<p>한빛시는 다음 달부터 마을 도서관 열 곳의 문을 저녁 아홉 시까지 연다고 10일 밝혔다.</p>"


def page(middle: str = "", *, head: str = "", body: str = BODY, foot: str = "", url: str = URL) -> Page:
    article = f"<article><h1>Pier opens</h1>{middle}{body}{body}</article>"
    return read(f"<html><head><title>Pier opens</title>{head}</head><body>{article}{foot}</body></html>", url)


def find(shown: Page) -> Finding[tuple[Author, ...]]:
    texts = [block.text for block in shown.blocks]
    body = tuple(number for number, text in enumerate(texts) if len(text) > 40)
    return find_authors(shown, outline=Outline(texts.index("Pier opens"), body))


def names(shown: Page) -> list[str]:
    return [author.name for author in find(shown).value or ()]


def json_ld(author: object, **more: object) -> str:
    node = {"@type": "NewsArticle", "headline": "Pier opens", "author": author, **more}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ({"@type": "Person", "name": "Ann Lee"}, ["Ann Lee"]),
        ([{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Park"}], ["Ann Lee", "Bo Park"]),
        ("Ann Lee and Bo Park", ["Ann Lee", "Bo Park"]),
        ({"@type": "Person", "givenName": "Ann", "familyName": "Lee"}, ["Ann Lee"]),
        ({"@type": ["Person", "Organization"], "name": "Ann Lee"}, ["Ann Lee"]),
        ({"@type": "Organization", "name": "Ann Lee"}, []),
        ({"@type": "Person", "name": "Harbour Gazette"}, []),
        ({"@type": "Person", "name": "News Desk"}, []),
        ({"@type": "Person", "name": "harbour-gazette.example"}, []),
        ({"@type": "Person", "name": "https://www.facebook.com/harbourgazette"}, []),
        ([], []),
        (7, []),
        ({"name": {"name": ["Ann Lee"]}}, ["Ann Lee"]),
    ],
)
def test_json_ld(author: object, expected: list[str]) -> None:
    publisher = {"@type": "Organization", "name": "The Harbour Gazette"}
    assert names(page(head=json_ld(author, publisher=publisher))) == expected


def test_json_ld_reference_is_followed() -> None:
    graph = {
        "@graph": [
            {"@type": "Article", "headline": "Pier opens", "author": {"@id": "#ann"}},
            {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
        ]
    }
    assert names(page(head=f'<script type="application/ld+json">{json.dumps(graph)}</script>')) == ["Ann Lee"]


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        ('<meta name="author" content="Ann Lee, Harbour Gazette">', ["Ann Lee"]),
        ('<meta property="article:author" content="Ann Lee">', ["Ann Lee"]),
        ('<meta property="article:author" content="https://www.harbour-gazette.example/authors/ann-lee">', ["Ann Lee"]),
        ('<meta property="article:author" content="https://www.facebook.com/harbourgazette">', []),
        ('<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Lee">', ["Ann Lee"]),
        ('<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="Two Minutes">', []),
        ('<meta property="og:site_name" content="Lagoon"><meta name="author" content="Lagoon">', []),
        ('<meta name="twitter:site" content="@lagoonpost"><meta name="author" content="Lagoon Post">', []),
        ('<meta name="dable:author" content="서울=홍길동 기자">', ["홍길동"]),
    ],
)
def test_meta(meta: str, expected: list[str]) -> None:
    assert names(page(head=meta)) == expected


@pytest.mark.parametrize(
    ("middle", "expected"),
    [
        (
            '<div class="byline">By <a rel="author" href="/a">Ann Lee</a>, <a rel="author" href="/b">Bo Park</a></div>',
            ["Ann Lee", "Bo Park"],
        ),
        ('<p class="author-name">Ann Lee</p><p>12 May 2024</p>', ["Ann Lee"]),
        ('<div class="author">Ann Lee<br>Chief Editor</div>', ["Ann Lee"]),
        ('<p><a href="/authors/ann-lee">Ann Lee</a></p>', ["Ann Lee"]),
        ("<p>By Ann Lee</p>", ["Ann Lee"]),
        ("<p>Written by</p><p>Ann Lee</p>", ["Ann Lee"]),
        ("<p>12.05.2024 | Ann Lee</p>", ["Ann Lee"]),
        ("<p>Ann Lee</p><p>12 May 2024</p>", ["Ann Lee"]),
        ('<p>Edited by <span class="author">Bo Park</span></p>', []),
        ('<div class="related"><p class="author">Bo Park</p></div>', []),
        ("<p><a href='/business'>Business Report</a></p><p>12 May 2024</p>", []),
        ("<p>Latest News</p><p>12 May 2024</p>", []),
    ],
)
def test_shown_byline(middle: str, expected: list[str]) -> None:
    assert names(page(middle)) == expected


def test_a_declared_name_that_the_page_shows_wins() -> None:
    declared = json_ld({"@type": "Person", "name": "Ann Lee"})
    shown = page("<p>By Bo Park</p>", head=declared, foot="<p>More by Ann Lee</p>")
    finding = find(shown)
    assert ([author.name for author in finding.value or ()], finding.evidence.source) == (["Ann Lee"], "json-ld")


def test_publisher_is_rejected_by_name_and_the_byline_found() -> None:
    finding = find(page("<p>By Bo Park</p>", head=json_ld({"@type": "Organization", "name": "Harbour Gazette"})))
    assert [author.name for author in finding.value or ()] == ["Bo Park"]
    assert ("json-ld", "Harbour Gazette") in finding.evidence.rejected


def test_blocks_show_the_byline() -> None:
    shown = page("<p>By Ann Lee</p><p>12 May 2024</p>", head=json_ld("Ann Lee"))
    assert [shown.blocks[number].text for number in find(shown).blocks] == ["By Ann Lee"]


def test_author_box_and_comments_behind_the_body() -> None:
    foot = "<div class='comments'><p class='comment-author'>Cy Dunn</p></div>"
    box = f"{BODY}<footer><p class='author vcard'>Ann Lee</p></footer>"
    assert names(page(body=box, foot=foot)) == ["Ann Lee"]
    assert names(page(foot=foot)) == []


@pytest.mark.parametrize(
    "body",
    [
        KOREAN.replace("<p>", "<p>(서울=연합뉴스) 홍길동 기자 = ") + KOREAN,
        KOREAN + KOREAN.replace("</p>", "한빛=홍길동 기자 hong@hanbit.example</p>"),
        f"{KOREAN}<p>홍길동 기자 hong@hanbit.example</p>",
    ],
)
def test_korean_reporter_in_the_text(body: str) -> None:
    html = f"<html><body><h1>Pier opens</h1>{body}</body></html>"
    assert names(read(html, URL)) == ["홍길동"]


def test_a_paragraph_with_its_reporter_stays_a_paragraph() -> None:
    first = "<p>[한빛=뉴시스] 홍길동 기자 = 강변 산책로가 열 달 만에 다시 열렸다고 한빛시가 밝혔다.</p>"
    assert find(page(body=first)).blocks == ()


@pytest.mark.parametrize("line", ["Von der Redaktion", "By News Desk", "<span class='author'>Redaktion</span>"])
def test_a_desks_byline_is_claimed_but_names_nobody(line: str) -> None:
    shown = page(f"<p>{line}</p>")
    finding = find(shown)
    assert (finding.value, [shown.blocks[number].tag for number in finding.blocks]) == (None, ["p"])


def test_an_agency_that_signs_alone_is_told_from_people() -> None:
    (agency,) = find(page(head=json_ld({"@type": "Person", "name": "AFP"}))).value or ()
    assert (agency.name, agency.organization) == ("AFP", "AFP")


@pytest.mark.parametrize("declared", ["bpark77", "Ann Lee"])
def test_a_declared_name_that_the_page_never_shows_loses_to_a_full_byline(declared: str) -> None:
    finding = find(page("<p class='byline'>By Bo Park</p>", head=json_ld(declared)))
    assert [author.name for author in finding.value or ()] == ["Bo Park"]
    assert ("json-ld", declared) in finding.evidence.rejected


def test_a_government_department_is_no_person() -> None:
    assert names(page("<dl><dt>담당부서</dt><dd>섬해양정책과</dd></dl>", body=KOREAN)) == []


def test_the_authors_of_cited_works_are_not_the_articles() -> None:
    cited = "".join(f'<li><meta itemprop="author" content="Bo Park{end}">A work</li>' for end in range(40))
    assert names(page(head='<meta name="citation_author" content="Ann Lee">', foot=f"<ol>{cited}</ol>")) == ["Ann Lee"]


def test_a_byline_above_a_biography_that_was_taken_for_text() -> None:
    more = "<h3>Written by Ann Lee</h3><p>Ann Lee has written about piers and quays since the old one fell.</p>"
    assert names(page(body=f"{BODY * 4}{more}")) == ["Ann Lee"]
    assert names(page(foot="<p>This article was written by Ann Lee, who lives by the pier.</p>")) == ["Ann Lee"]


def test_code_is_no_byline() -> None:
    assert names(page(body=f"{BODY}<pre>by Ann Lee</pre>")) == []


def test_a_page_without_an_author_says_so() -> None:
    finding = find(page())
    assert (finding.value, finding.evidence.source, finding.blocks) == (None, "missing", ())


def test_empty_page() -> None:
    assert find_authors(read(""), outline=Outline(None, ())).value is None


@pytest.mark.parametrize(
    ("middle", "foot", "expected"),
    [
        ("<p>Dec. 19, 2025 · Ann Lee on behalf of <a href='/group'>the harbour group</a></p>", "", ["Ann Lee"]),
        ("<p>12.05.2024 - Redaktion: Ann Lee (spokeswoman)</p>", "", ["Ann Lee"]),
        ("<div class='by-share-box'><p>By: Ann Lee</p></div>", "", ["Ann Lee"]),
        ("<p>JIJI</p>", "", ["JIJI"]),
        (
            "",
            "<h4>Ann Lee</h4><p>Ann Lee is our harbour reporter.</p>",
            ["Ann Lee"],
        ),
        ("", "<div>Article by</div><div>Ann Lee</div>", ["Ann Lee"]),
        ("", "<div>Ann Lee</div><p>The harbour has a new boat.</p>", []),
    ],
)
def test_a_byline_where_it_is_not_marked(middle: str, foot: str, expected: list[str]) -> None:
    assert names(page(middle, foot=foot)) == expected


def test_a_declared_name_gives_way_to_others_by_the_headline_but_not_to_a_shorter_form() -> None:
    head = json_ld({"@type": "Person", "name": "Ann Oliver Lee"})
    assert names(page("<p>By Bo Park</p>", head=head)) == ["Bo Park"]
    assert names(page("<p>By Ann Lee</p>", head=head)) == ["Ann Oliver Lee"]


def test_the_account_of_ones_own_site_is_a_person() -> None:
    mark = "<p class='meta'><span class='author'>harbourfox</span></p>"
    site = "<meta name='twitter:site' content='@harbourfox'>"
    assert names(page(mark, head=site)) == []
    assert names(page(mark, head=f"{site}<meta name='twitter:creator' content='@harbourfox'>")) == ["harbourfox"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Pier opens<br>By Nell Ashdown", ["Nell Ashdown"]),
        ("Pier opens<br>14.05.2004<br>Von Jörg Weißmüller", ["Jörg Weißmüller"]),
        ("Pier opens<br>Nell Ashdown<br>Friday, May 14, 2004", ["Nell Ashdown"]),
        ("Pier opens<br>2004-05-14<br>홍길동 기자", ["홍길동"]),
        ("Pier opens<br>Nell Ashdown cuts the ribbon", []),
        ("Pier opens<br>by the sea, at last", []),
        ("Pier opens<br>Harbour Gazette", []),
    ],
)
def test_who_signs_below_the_headline_in_one_block_with_it(heading: str, expected: list[str]) -> None:
    shown = read(f"<html><body><table><tr><td>{heading}</td></tr></table>{BODY}{BODY}</body></html>", URL)
    found = find_authors(shown, outline=Outline(0, (1, 2)))
    assert [author.name for author in found.value or ()] == expected
