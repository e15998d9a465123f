"""Every address of the record counts from the page's `<base href>`, and none that is no address ends the reading."""

import pytest

from scraper.pipeline import extract

HERE = "https://www.gazette.example/news/ferry.html"
BODY = """<h1>Ferry returns to the mouth of the Orrin</h1><figure><img src="pics/ferry.jpg" alt="The ferry moored">
<figcaption>The ferry</figcaption></figure><p>The ferry crossed the mouth of the Orrin in forty minutes on Tuesday, and
the harbour office counted 112 passengers, nine lorries and a dog.</p><p>It had been away for ninety days, said the
captain, and nobody in the town had thought that it would be back before the autumn.</p>"""


def page(base: str, *, head: str = "") -> str:
    return f"<!doctype html><html><head><title>Ferry</title>{head}{base}</head><body>{BODY}</body></html>"


@pytest.mark.parametrize(
    ("base", "image"),
    [
        ("", "https://www.gazette.example/news/pics/ferry.jpg"),
        ("<base href='https://static.gazette.example/2024/'>", "https://static.gazette.example/2024/pics/ferry.jpg"),
        (
            "<BASE target=_blank><BASE TARGET=x HREF=/old/><base href=/no/>",
            "https://www.gazette.example/old/pics/ferry.jpg",
        ),
        ("<base href='//cdn.example\\a\\b'>", "https://cdn.example/a/pics/ferry.jpg"),
        ("<base href='http://[your-domain]/'>", "https://www.gazette.example/news/pics/ferry.jpg"),
        ("<base href='javascript:void(0)'>", "https://www.gazette.example/news/pics/ferry.jpg"),
    ],
)
def test_images(base: str, image: str) -> None:
    assert [one.url for one in extract(page(base), HERE).images] == [image]
    late = extract(page(base, head="<meta name=x content=y>" * 2_000), HERE)
    assert [one.url for one in late.images] == [image]


def test_canonical_next_page_and_declared_image() -> None:
    head = """<link rel=canonical href="news/ferry"><link rel=next href="news/ferry.html?page=2">
        <meta property="og:image" content="lead one.jpg">"""
    body = page("<base href='https://www.gazette.example/'>", head=head).replace("pics/ferry.jpg", "data:image/gif,x")
    article = extract(body, HERE)
    assert article.canonical_url == "https://www.gazette.example/news/ferry"
    assert article.next_page == "https://www.gazette.example/news/ferry.html?page=2"
    assert [one.url for one in article.images] == ["https://www.gazette.example/lead%20one.jpg"]


@pytest.mark.parametrize("address", ["http://[your-domain]/a.jpg", "https://", "http://a:b/c.jpg", "//[::1/x.jpg"])
def test_what_is_no_address_is_no_image(address: str) -> None:
    text = page(f"<base href='{address}'><link rel=canonical href='{address}'><link rel=next href='{address}'>")
    article = extract(text.replace("pics/ferry.jpg", address), HERE)
    assert article.images == ()
    assert article.canonical_url is None
    assert article.next_page is None
    assert article.body


def test_a_query_is_in_the_charset_of_its_page() -> None:
    text = page("", head="<meta charset=euc-kr>").replace("pics/ferry.jpg", "/photo?이름=배.jpg")
    images = extract(text.encode("cp949"), HERE).images
    assert [one.url for one in images] == ["https://www.gazette.example/photo?%C0%CC%B8%A7=%B9%E8.jpg"]
