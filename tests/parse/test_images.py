"""Which pictures are the article's, and which lines are their captions."""

import pytest

from scraper.model import Finding, Image, Outline, Page
from scraper.page import read
from scraper.parse.images.find import find_images

URL = "https://www.harbour-gazette.example/news/pier"
BODY = "<p>The pier opened again on Monday after two years of work, the town said in a statement.</p>"


def find(middle: str, *, head: str = "", text: str | None = None) -> tuple[Page, Finding[tuple[Image, ...]]]:
    end = "<p>By the spring it shall be free to walk on again for all.</p>"
    html = f"<html><head>{head}</head><body><h1>Pier opens</h1>{middle}{BODY}{end}</body></html>"
    page = read(text if text is not None else html, URL)
    texts = [block.text for block in page.blocks]
    body = tuple(number for number, line in enumerate(texts) if line.endswith((".", "다.")) and len(line) > 40)
    headline = texts.index("Pier opens")
    return page, find_images(page, outline=Outline(headline, body))


@pytest.mark.parametrize(
    ("middle", "caption", "credit"),
    [
        (
            "<figure><img src='/p/pier.jpg'><figcaption>The pier. Photo: Ann Lee</figcaption></figure>",
            "The pier.",
            "Ann Lee",
        ),
        (
            "<figure><img src='/p/pier.jpg'><figcaption><p>The pier</p><p>Foto: Ann Lee</p></figcaption></figure>",
            "The pier",
            "Ann Lee",
        ),
        ("<div><img src='/p/pier.jpg'></div><div class='caption'>The pier</div>", "The pier", None),
        (
            "<div><img src='/p/pier.jpg' alt='The pier at dawn'></div><div>The pier at dawn</div>",
            "The pier at dawn",
            None,
        ),
        (
            "<div><img src='/p/pier.jpg'></div><p>▲ 새 다리를 보는 주민들. 한빛시 제공</p>",
            "새 다리를 보는 주민들.",
            "한빛시 제공",
        ),
        ("<div><img src='/p/pier.jpg'></div><button>이미지 확대보기</button><p>▲ 새 다리</p>", "새 다리", None),
        ("<div class='photo-box'><img src='/p/pier.jpg'>홍길동 대표</div>", "홍길동 대표", None),
        ("<div><img src='/p/pier.jpg'></div>", None, None),
        (
            "<img src='/p/pier.jpg' alt='Harbour inn'><p>Harbour inn serves soup until late, says its keeper.</p>",
            None,
            None,
        ),
        ("<img src='/p/pier.jpg'><h3>Harbour inn</h3><div class='item-desc'>Soup until late.</div>", None, None),
    ],
)
def test_caption_and_credit(middle: str, caption: str | None, credit: str | None) -> None:
    (image,) = find(middle)[1].value or ()
    assert (image.url, image.caption, image.credit) == (f"{URL.rpartition('/news')[0]}/p/pier.jpg", caption, credit)


def test_caption_blocks_are_named_and_the_paragraph_is_not() -> None:
    page, finding = find("<figure><img src='/p/pier.jpg'><figcaption>The pier</figcaption></figure>")
    assert [page.blocks[number].text for number in finding.blocks] == ["The pier"]


@pytest.mark.parametrize(
    "middle",
    [
        "<img src='/img/logo.png'>",
        "<img src='/img/icon-share.jpg'>",
        "<img src='/p/sprite.svg'>",
        "<div class='related'><img src='/p/other.jpg'></div>",
        "<div class='author-box'><img src='/p/ann.jpg' alt='Ann Lee'></div>",
        "<img src='/p/ann.jpg' alt='Ann Lee'><p>By Ann Lee</p>",
        "<div><a href='/other'><img src='/p/other.jpg'>Another story that the paper wants to be read</a></div>",
        "<img src='https://count.example/na/f224232de960'>",
    ],
)
def test_the_pages_own_pictures_do_not_count(middle: str) -> None:
    assert find(middle)[1].value is None


def test_declared_image_leads_when_no_picture_is_seen() -> None:
    head = "<meta property='og:image' content='/p/pier.jpg'>"
    assert [image.url for image in find("", head=head)[1].value or ()] == [
        "https://www.harbour-gazette.example/p/pier.jpg"
    ]
    seen = "<figure><img src='/p/pier-640x480.jpg'><figcaption>The pier</figcaption></figure>"
    assert [image.caption for image in find(seen, head=head)[1].value or ()] == ["The pier"]


def test_bare_label_in_a_text_dump() -> None:
    text = (
        "Pier opens\n\nA walk for everyone\n\n4.17\n\n"
        "The pier opened again on Monday after two years of work, the town said.\n\n"
        "By the spring it shall be free to walk on again for all."
    )
    page, finding = find("", text=text)
    assert [page.blocks[number].text for number in finding.blocks] == ["4.17"]


def test_caption_behind_the_body_belongs_to_the_only_picture() -> None:
    middle = "<p>*사진설명 : 새 다리를 건너는 주민들이 손을 흔들며 인사하고 있다.</p>"
    _, finding = find(f"<div><img src='/p/pier.jpg'></div>{BODY}{middle}")
    (image,) = finding.value or ()
    assert image.caption == "새 다리를 건너는 주민들이 손을 흔들며 인사하고 있다."


def test_bullets_inside_sentences_are_no_captions() -> None:
    _, finding = find(
        "<p>양 기관은 ▲도서관을 함께 운영하고 ▲돌봄 교실을 늘리는 한편 ▲마을 버스를 다니게 할 계획이라고 밝혔다.</p>"
    )
    assert finding.blocks == ()


def test_empty_page() -> None:
    assert find_images(read(""), outline=Outline(None, ())).value is None
