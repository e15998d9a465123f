"""Who is an author and who is not: offices beside names, the paper's own name, labels, reviewers, boards."""

from __future__ import annotations

import json

import pytest

import scraper
from scraper.parse.authors.names import leading_people, people
from tests.parse.authors.test_find import json_ld, names, page

OFFICES = [
    ("By Ann Lee and political reporter Bo Park", ["Ann Lee", "Bo Park"], [None, "political reporter"]),
    ("By health correspondent Ann Lee", ["Ann Lee"], ["health correspondent"]),
    (
        "By Ann Lee, political reporter, and Bo Park, health editor",
        ["Ann Lee", "Bo Park"],
        ["political reporter", "health editor"],
    ),
    ("By Times Staff Writer Ann Lee", ["Ann Lee"], ["Times Staff Writer"]),
    ("By Ann Lee Staff Writer", ["Ann Lee"], ["Staff Writer"]),
    ("Von unserem Redakteur Uwe Meier", ["Uwe Meier"], ["unserem Redakteur"]),
    ("Von Rechtsanwältin Ulrike Müller", ["Ulrike Müller"], ["Rechtsanwältin"]),
    ("Par notre correspondante Zoé Lefèvre", ["Zoé Lefèvre"], ["notre correspondante"]),
    ("Por la redactora Ana Gil", ["Ana Gil"], ["la redactora"]),
    ("By Ann Lee Business Reporter", ["Ann Lee"], ["Business Reporter"]),
    ("By Maria Sol Perez Deputy Sports Editor", ["Maria Sol Perez"], ["Deputy Sports Editor"]),
    ("By Ann Lee, CNN Senior Supreme Court Analyst", ["Ann Lee"], ["CNN Senior Supreme Court Analyst"]),
    ("Par notre envoyée spéciale Zoé Lefèvre", ["Zoé Lefèvre"], ["notre envoyée spéciale"]),
    ("Por la enviada especial Ana Gil", ["Ana Gil"], ["la enviada especial"]),
    ("BY ANN LEE", ["Ann Lee"], [None]),
    ("BY ANN VAN DER MCBRIDE AND J.P. O'NEIL", ["Ann van der McBride", "J.P. O'Neil"], [None, None]),
    ("By ANN LEE", ["ANN LEE"], [None]),
    ("Автор: обозреватель Иван Петров", ["Иван Петров"], ["обозреватель"]),
]
LETTERS = [
    ("By Pam Benson CNN", ["Pam Benson"]),
    ("Ann Lee BBC", ["Ann Lee"]),
    ("Jean Paul DUPONT", ["Jean Paul DUPONT"]),
    ("John Lee III", ["John Lee III"]),
    ("by Olivia Marlow ❤️", ["Olivia Marlow"]),
    ("✍🏽 Ann Lee", ["Ann Lee"]),
    ("Ulrike Müller ☕ | Reise", ["Ulrike Müller"]),
    ("홍길동 기자 🙂", ["홍길동"]),
    ("Phil Gast, CNN", ["Phil Gast"]),
    ("our harbour reporter Ann Lee in Odessa", ["Ann Lee"]),
    ("Ann O&#39;Lee", ["Ann O'Lee"]),
    ("van den Berg, Anna", ["Anna van den Berg"]),
    ("De la Cruz, María", ["María De la Cruz"]),
    ("dos Santos, Rui", ["Rui dos Santos"]),
    ("Berg, Anna van den", ["Anna van den Berg"]),
    ("siteadmin", []),
    ("hgstaff", []),
    ("webeditor2", []),
    ("editor", []),
    ("annlee77", ["annlee77"]),
    ("Special Report", []),
    ("Weekend Essay", []),
    ("Letters", ["Letters"]),
    ("Gast", []),
    ("Copyright Lee & Park", []),
    ("Lee, Park & Co. KG", []),
    ("Kirche und Hafen, Bremen, Germany", []),
]
CREATORS = [
    (
        ("Kooman, Frits", "Berg, Anna van den", "Garcia Lorente, Maria"),
        ["Frits Kooman", "Anna van den Berg", "Maria Garcia Lorente"],
    ),
    (("Müller, U. K.",), ["U. K. Müller"]),
    (("Rossi, Ugo De",), ["Ugo De Rossi"]),
    (("Ann Lee, Bo Park",), ["Ann Lee", "Bo Park"]),
    (("Ann Lee, Editor",), ["Ann Lee"]),
]
BARE = [
    ("<p>Ann Lee</p><p>12 May 2024</p>", ["Ann Lee"]),
    ("<p>12 May 2024</p><p>Story Highlights</p>", []),
    ("<p>12 May 2024</p><h2>Key Words</h2>", []),
    ("<p>04. November 2021 | PAID CONTENT</p>", []),
    ("<p>12 May 2024</p><p>Related Stories:</p>", []),
    ("<p>12 May 2024</p><p>Also in Harbour</p>", []),
    ("<p>Rubbish Day 4</p><p>12 May 2024</p>", []),
    ("<p>12.05.2024</p><p>Pressemitteilung Aktuell</p>", []),
    ("<p>12 May 2024</p><p>Pier Statement</p>", []),
    ("<p>12 May 2024</p><div class='authorlink-x1'><a href='/n/2'>Ann Lee</a></div>", ["Ann Lee"]),
    ("<p>12 May 2024</p><div><a href='/n/2'>Local Sport</a></div>", []),
    ("<p>12 May 2024</p><p>Middle East</p>", []),
    ("<p>Free Exchange</p><p>12 May 2024</p>", []),
    ("<p>12 May 2024</p><div class='byline'>Climate Change</div>", []),
]
PRAISE = "<div class='{}'><blockquote>It found a pier over lunch.</blockquote><div class='author'>{}</div></div>"


@pytest.mark.parametrize(("line", "expected", "roles"), OFFICES)
def test_an_office_beside_a_name(line: str, expected: list[str], roles: list[str | None]) -> None:
    found = leading_people(line)
    assert [author.name for author in found] == expected
    assert [author.role for author in found] == roles


@pytest.mark.parametrize(("text", "expected"), LETTERS)
def test_what_is_printed_with_a_name(text: str, expected: list[str]) -> None:
    assert [author.name for author in people(text)] == expected


@pytest.mark.parametrize(("given", "expected"), CREATORS)
def test_family_name_first(given: tuple[str, ...], expected: list[str]) -> None:
    head = "".join(f'<meta name="DC.Creator" content="{name}">' for name in given)
    assert names(page(head=head)) == expected


TEXT = "<p>The ferry between the two harbours runs again after nine weeks, the port authority said in a note.</p>"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<p>Author: Ann Lee, head of the harbour office</p>", ["Ann Lee"]),
        ("<p>Autorin: Uta Berg, Leiterin des Hafenamts</p>", ["Uta Berg"]),
        ("<p><strong>Contributors:</strong> Ann Lee</p>", ["Ann Lee"]),
        ("<p>Author: Ann Lee</p><p>Publisher: Quay Books</p>", []),
        ("<p>The answer: Ann Lee</p>", []),
        ("<h2>Author: Ann Lee</h2>", []),
    ],
)
def test_a_labelled_line_amid_the_text(line: str, expected: list[str]) -> None:
    assert names(page(TEXT * 8 + line + TEXT * 16)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [("von Annlee1<br>am 20.09.2020", ["Annlee1"]), ("by covid19 hit ports of the north", []), ("by 2020", [])],
)
def test_an_account_with_a_number(line: str, expected: list[str]) -> None:
    assert names(page(f"<p>{line}</p>")) == expected


@pytest.mark.parametrize(("middle", "expected"), BARE)
def test_a_line_that_is_only_a_name(middle: str, expected: list[str]) -> None:
    assert names(page(middle)) == expected


@pytest.mark.parametrize(
    ("kind", "url", "expected"),
    [
        ("Organization", "https://www.vale.example/a", []),
        ("NewsMediaOrganization", "https://www.vale.example/a", []),
        ("Person", "https://www.vale.example/a", ["Ann Lee"]),
        ("Organization", "https://annlee.example/a", ["Ann Lee"]),
    ],
)
def test_the_publisher_declared_as_the_author(kind: str, url: str, expected: list[str]) -> None:
    head = json_ld({"@type": "Person", "name": "Ann Lee"}, publisher={"@type": kind, "name": "Ann Lee"})
    assert names(page(head=head, url=url)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ann Lee and Bo Park on 12 May 2024", ["Ann Lee", "Bo Park"]),
        ("Von Ann Lee und Bo Park", ["Ann Lee", "Bo Park"]),
        ("By Ann Lee | Photo by Bo Park", ["Ann Lee"]),
        ("By Ann Lee, News Desk", ["Ann Lee"]),
    ],
)
def test_the_line_names_more_than_the_data(line: str, expected: list[str]) -> None:
    assert names(page(f"<p>{line}</p>", head=json_ld({"@type": "Person", "name": "Ann Lee"}))) == expected


@pytest.mark.parametrize("box", ["testimonial", "testimonials-item", "customer-reviews", "card testimonial-3"])
def test_who_praises_a_product_is_no_author(box: str) -> None:
    praise = "".join(PRAISE.format(box, name) for name in ("Cy Dunn", "Di Ames"))
    assert names(page(foot=praise)) == []


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<li class='teaser__author--item vcard author'>Ann Lee</li>", ["Ann Lee"]),
        ("<div class='teaser'><p class='author'>Ann Lee</p></div>", []),
        ("<div class='comment'><p class='comment-author'>Ann Lee</p></div>", []),
        ("<div class='related'><p class='author'>Ann Lee</p></div>", []),
    ],
)
def test_a_teaser_s_author(markup: str, expected: list[str]) -> None:
    assert names(page(markup)) == expected


KOREAN = "<p>한빛시는 다음 달부터 마을 도서관 열 곳의 문을 저녁 아홉 시까지 연다고 10일 밝혔다. 시민들은 반겼다.</p>"
MENU = "<span class=sv><a href=/m>쪽지보내기</a><a href=/p>자기소개</a></span>"
BOARDS = [
    (
        "<div><span>작성자</span> <strong>{}</strong><br><span>댓글</span> <strong>0건</strong> <span>조회</span> 12회 "
        "<span>작성일</span> 24-04-30 14:05</div>"
    ),
    "<section>작성자 <strong>{}</strong> 작성일<strong>24-04-30 14:05</strong> 조회<strong>12회</strong></section>",
    "<section><span>작성자</span><b>{}</b><span>댓글</span><b>0건</b><span>작성일</span>24-04-30 14:05</section>",
    "<table><tr><th>작성자</th><td>{}</td><th>작성일</th><td>24-04-30 14:05</td></tr></table>",
    "<dl><dt>글쓴이</dt><dd>{}</dd><dt>날짜</dt><dd>2024.04.30 14:05</dd><dt>조회수</dt><dd>1204</dd></dl>",
    "<ul><li><span>작성자</span>{}</li><li><span>등록일</span>2024-04-30</li></ul>",
]
WRITERS = [
    ("<span class=sv_member>윤미만 기자</span>", [("윤미만", "기자")]),
    (f"<span class=sv_wrap><a class=sv_member href=/p>나지진 객원기자</a>{MENU}</span>", [("나지진", "객원기자")]),
    ("<span class=sv_member>홍길동</span>", [("홍길동", None)]),
    ("<span class=sv_member>최고관리자</span>", []),
    ("<span class=sv_guest>한빛신문</span>", []),
    ("편집부", []),
]


@pytest.mark.parametrize("board", BOARDS)
@pytest.mark.parametrize(("writer", "expected"), WRITERS)
@pytest.mark.parametrize("address", ["bbs/board.php?bo_table=news&wr_id=12", "news/12"])
def test_the_writer_of_a_board(board: str, writer: str, expected: list[tuple[str, str | None]], address: str) -> None:
    info = f"<div id=bo_v_info>{board.format(writer)}</div>"
    title = "도서관 밤에도 문 연다"
    body = f"<article id=bo_v><h2 id=bo_v_title>{title}</h2>{info}<div id=bo_v_con>{KOREAN * 3}</div></article>"
    html = f"<html lang=ko><title>{title} | 한빛신문</title><h1>한빛신문</h1>{body}"
    article = scraper.extract(html, f"https://www.hanbit.example/{address}")
    assert [(author.name, author.role) for author in article.authors] == expected
    assert article.published_at is not None


def test_a_reviewed_thing_has_no_author_by_its_reviews() -> None:
    reviews = [{"@type": "Review", "author": {"@type": "Person", "name": name}} for name in ("Cy Dunn", "Di Ames")]
    data = json.dumps({"@type": "Product", "name": "Pier", "review": reviews})
    assert names(page(head=f'<script type="application/ld+json">{data}</script>')) == []
