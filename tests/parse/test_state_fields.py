"""Pages that scripts fill: the object with the page's title, or with the id in its address, gives every field."""

from __future__ import annotations

import json
from typing import Any

import pytest

import scraper
from scraper.page import read
from scraper.page.data import find_state_article

KO = (
    "<p>한빛시는 3일 새 도서관을 열었다고 밝혔다. 도서관은 옛 창고를 고쳐 만들었다.</p>"
    "<p>시민들은 아침부터 줄을 섰다. "
    "첫 손님은 일곱 살 아이였다. 그는 공룡 책을 빌렸다.</p><p>"
    "시는 내년에 두 곳을 더 열 계획이다. 예산은 의회가 정한다.</p>"
)
EN = (
    "<p>The town opened its library on Monday in an old warehouse by the harbour, after four years of waiting.</p>"
    "<p>The first reader was seven years old and wanted a book on dinosaurs; she got three of them, and a card.</p>"
    "<p>Two more are to open next year, said the mayor, if the council finds the money for their roofs.</p>"
)
TITLE_KO, TITLE_EN = "옛 창고가 도서관으로 문 열어", "Warehouse becomes a library"
OTHERS = "".join(
    f'<li><a href="/a/{n}">시민들이 기다리던 다른 소식 {n}번째가 오늘 아침에 전해져 읽었다고 합니다.</a></li>'
    for n in range(40)
)
NEXT = {
    "props": {
        "pageProps": {
            "article": {
                "articleId": 123456,
                "title": TITLE_KO,
                "subTitle": "시민이 책을 골랐다<br>첫 손님은 일곱 살",
                "contents": KO,
                "reporters": [
                    {"name": "나지진", "email": "na@hanbit.example", "position": "객원기자"},
                    {"name": "윤미만", "email": "yun@hanbit.example", "position": "기자"},
                ],
                "pubDate": "2025-03-03T09:10:00",
                "modDate": "2025-03-03 11:20:00",
                "sectionName": "사회",
                "tags": ["도서관", "창고"],
                "images": [{"url": "/img/a.jpg", "caption": "새 도서관 전경. 사진=한빛시"}],
            },
            "related": [{"title": "다른 기사", "reporters": [{"name": "딴사람"}]}],
        }
    }
}
APOLLO = {
    "ROOT_QUERY": {'article({"id":"9f"})': {"__ref": "Article:9f"}},
    "Article:9f": {
        "headline": TITLE_KO,
        "standfirst": "시민이 책을 골랐다\n첫 손님은 일곱 살",
        "body": KO,
        "authors": [{"__ref": "Author:1"}, {"__ref": "Author:2"}],
        "publishedAt": "2025-03-03T00:10:00Z",
        "updatedAt": "2025-03-03T02:20:00Z",
        "primarySection": {"__ref": "Section:2"},
        "keywords": "도서관,창고",
        "leadImage": {"__ref": "Image:3"},
    },
    "Author:1": {"displayName": "나지진", "jobTitle": "객원기자", "email": "na@hanbit.example"},
    "Author:2": {"displayName": "윤미만", "jobTitle": "기자", "email": "yun@hanbit.example"},
    "Section:2": {"name": "사회"},
    "Image:3": {"src": "https://www.hanbit.example/img/a.jpg", "caption": "새 도서관 전경.", "credit": "한빛시"},
}
NUXT: list[Any] = [
    {"data": 1},
    {"story": 2},
    {
        "title": 3, "sub_title": 4, "content": 5, "writers": 6, "regist_dt": 9, "update_dt": 10, "category": 11,
        "hash_tags": 12, "photo_list": 13,
    },
    TITLE_KO,
    "시민이 책을 골랐다<br/>첫 손님은 일곱 살",
    KO,
    [7, 8],
    "나지진 객원기자 na@hanbit.example",
    "윤미만 기자 yun@hanbit.example",
    "2025-03-03 09:10:00",
    "2025-03-03 11:20:00",
    "사회",
    "#도서관,#창고",
    [14],
    {"img_url": 15, "img_caption": 16},
    "https://www.hanbit.example/img/a.jpg",
    "새 도서관 전경. 사진=한빛시",
]  # fmt: skip
PLAIN = {
    "entities": {
        "articles": {
            "a1": {
                "attributes": {
                    "headlines": {"basic": TITLE_EN},
                    "subheadlines": {"basic": "The first reader was seven"},
                    "content": EN,
                    "credits": {
                        "by": [{"name": "Ann Lee", "email": "ann@gazette.example", "job_title": "Culture reporter"}]
                    },
                    "first_publish_date": "2025-03-03T09:10:00-05:00",
                    "last_updated_date": "2025-03-04T10:00:00-05:00",
                    "taxonomy": {"primary_section": {"name": "Culture"}, "tags": [{"text": "Libraries"}]},
                    "promo_items": {
                        "basic": {
                            "url": "https://cdn.gazette.example/d.jpg",
                            "caption": "The reading room",
                            "credits": {"by": [{"name": "Bo Park"}]},
                        }
                    },
                }
            }
        }
    }
}
SCRIPTS = {
    "next": f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(NEXT, ensure_ascii=False)}</script>',
    "apollo": f"<script>window.__APOLLO_STATE__={json.dumps(APOLLO)};</script>",
    "nuxt": f'<script id="__NUXT_DATA__" type="application/json">{json.dumps(NUXT)}</script>',
}


def shell(title: str, script: str, site: str = "한빛신문") -> str:
    """Return a page whose element for the article is empty, with a sidebar of links to others."""
    return (
        f'<html><head><title>{title} | {site}</title><meta property="og:title" content="{title}">'
        f'<meta property="og:site_name" content="{site}"></head><body><header><a href="/">{site}</a></header>'
        f'<main><div id="article-view"></div></main><aside><h3>많이 본 뉴스</h3><ul>{OTHERS}</ul></aside>'
        f"<footer><p>발행인 홍발행 | 편집인 김편집 | 등록번호 서울 아00001</p></footer>{script}</body></html>"
    )


@pytest.mark.parametrize("kind", SCRIPTS)
def test_every_field_of_a_shell(kind: str) -> None:
    article = scraper.extract(shell(TITLE_KO, SCRIPTS[kind]), "https://www.hanbit.example/article/123456")
    assert article.headline == TITLE_KO
    assert article.subtitle == "시민이 책을 골랐다\n첫 손님은 일곱 살"
    assert [(author.name, author.role, author.email) for author in article.authors] == [
        ("나지진", "객원기자", "na@hanbit.example"),
        ("윤미만", "기자", "yun@hanbit.example"),
    ]
    assert article.published_at is not None
    assert article.modified_at is not None
    assert article.published_at.timestamp() == 1740960600
    assert article.modified_at.timestamp() == 1740968400
    assert (article.section, article.tags) == (("사회",), ("도서관", "창고"))
    (image,) = article.images
    assert (image.url, image.caption, image.credit) == (
        "https://www.hanbit.example/img/a.jpg",
        "새 도서관 전경.",
        "한빛시",
    )
    assert article.body_text.startswith("한빛시는 3일 새 도서관을")
    assert "다른 소식" not in article.body_text


def test_members_that_are_wrapped() -> None:
    script = f"<script>window.__STATE__ = {json.dumps(PLAIN)}</script>"
    page = shell(TITLE_EN, script, "Harbour Gazette")
    article = scraper.extract(page, "https://gazette.example/2025/warehouse")
    assert article.subtitle == "The first reader was seven"
    assert [(a.name, a.role, a.email) for a in article.authors] == [
        ("Ann Lee", "Culture reporter", "ann@gazette.example")
    ]
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2025-03-03T09:10:00-05:00"
    assert (article.section, article.tags) == (("Culture",), ("Libraries",))
    assert [(i.url, i.caption, i.credit) for i in article.images] == [
        ("https://cdn.gazette.example/d.jpg", "The reading room", "Bo Park")
    ]
    assert article.evidence["authors"].source.startswith("state: window.__STATE__")


def test_what_the_page_itself_says_stays() -> None:
    script = f"<script>window.__STATE__ = {json.dumps(PLAIN)}</script>"
    byline = "<p class='byline'>By Cy Dunn</p><time datetime='2025-03-02'>2 March 2025</time>"
    page = (
        f"<html lang=en><title>{TITLE_EN}</title><h1>{TITLE_EN}</h1>{byline}<article>{EN * 4}</article>{script}</html>"
    )
    article = scraper.extract(page, "https://gazette.example/2025/warehouse")
    assert [author.name for author in article.authors] == ["Cy Dunn"]
    assert article.published_at is not None
    assert article.published_at.date().isoformat() == "2025-03-02"


@pytest.mark.parametrize(
    ("data", "url"),
    [
        ({"story": {"id": 4711, "byline": "Ann Lee", "publishedOn": "2025-03-03"}}, "https://gazette.example/story/4711"),
        ({"list": [{"articleNo": "88321"}, {"articleNo": "88322", "byline": "Ann Lee"}]}, "https://gazette.example/?no=88322"),
        ({"a": {"slug": "3f2a9c10-aaaa-bbbb-cccc-000000000001", "author": {"name": "Ann Lee"}}},
         "https://gazette.example/3f2a9c10-aaaa-bbbb-cccc-000000000001"),
    ],
)  # fmt: skip
def test_the_id_in_the_address(data: dict[str, Any], url: str) -> None:
    page = read(f'<title>Gazette</title><script type="application/json">{json.dumps(data)}</script>', url)
    found = find_state_article(page)
    assert found is not None
    assert [person.name for person in found.people] == ["Ann Lee"]


@pytest.mark.parametrize(
    "data",
    [
        {"title": TITLE_EN, "related": [{"title": "Other", "author": "Cy Dunn"}]},
        {"title": TITLE_EN, "comments": [{"author": "Cy Dunn"}], "updatedBy": {"author": "Di Ames"}},
        {"title": "Another story of the day", "author": "Cy Dunn"},
        {
            "title": TITLE_EN,
            "image": {"url": "https://x.example/a.jpg", "photographer": "Cy Dunn", "author": "Cy Dunn"},
        },
    ],
)
def test_who_is_of_something_else(data: dict[str, Any]) -> None:
    page = read(
        f'<title>{TITLE_EN}</title><script type="application/json">{json.dumps(data)}</script>', "https://g.example/a"
    )
    found = find_state_article(page)
    assert found is None or not found.people


BYLINES: list[tuple[Any, list[tuple[str, str | None, str | None]]]] = [
    ([{"person": {"display": "Ann Lee", "contact": {"email": "a@x.example"}}, "title": "Harbour reporter"}],
     [("Ann Lee", "a@x.example", "Harbour reporter")]),
    ([{"rp_name": "나지진", "rp_mail": "na@x.example", "rp_grade": "객원기자"}],
     [("나지진", "na@x.example", "객원기자")]),
    ({"nickname": "Ann Lee", "contactEmail": "a@x.example"}, [("Ann Lee", "a@x.example", None)]),
    ([{"name": "Ann Lee"}, {"name": "Bo Park", "role": "Photographer"}], [("Ann Lee", None, None)]),
    ([{"userName": "hb_77", "fullName": "Ann Lee"}], [("Ann Lee", None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), BYLINES)
def test_people_under_any_names(given: Any, expected: list[tuple[str, str | None, str | None]]) -> None:
    state = json.dumps({"props": {"article": {"title": TITLE_EN, "byline": given, "body": EN}}})
    page = read(f'<title>{TITLE_EN}</title><script type="application/json">{state}</script>')
    found = find_state_article(page)
    assert found is not None
    assert [tuple(person) for person in found.people] == expected


@pytest.mark.parametrize("names", [("authorIds", "users"), ("writerId", "people"), ("reporterRefs", "staff")])
def test_ids_are_looked_up_in_the_table_of_their_kind(names: tuple[str, str]) -> None:
    member, table = names
    store = {
        "articles": {"7": {"id": "7", "headline": TITLE_EN, "body": EN, member: ["5"], "tagIds": [5]}},
        table: {"5": {"id": "5", "firstName": "Ann", "lastName": "Lee"}},
        "tags": {"5": {"id": "5", "name": "library"}},
    }
    page = read(f"<title>{TITLE_EN}</title><script>window.appStore = {json.dumps({'entities': store})};</script>")
    found = find_state_article(page)
    assert found is not None
    assert [person.name for person in found.people] == ["Ann Lee"]
    assert found.tags == ("library",)


def kept(begin: str) -> int:
    """Return how many scripts of a page with one that begins so are kept as data."""
    state = json.dumps({"article": {"title": TITLE_EN, "body": EN}})
    return len(read(f"<title>{TITLE_EN}</title><script>{begin}{state}</script>").signals.scripts)


@pytest.mark.parametrize("begin", ["window.__remixContext = ", "self['page-data'] = ", "var articleStore = "])
def test_a_script_that_gives_json_to_a_global_carries_data(begin: str) -> None:
    assert kept(begin) == 1


@pytest.mark.parametrize("begin", ["function run() { return ", "window.track = window.track || "])
def test_other_scripts_are_left_out(begin: str) -> None:
    assert kept(begin) == 0
