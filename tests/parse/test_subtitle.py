"""The subtitle of small pages: shaped like the real ones that print, hide or lack it."""

from __future__ import annotations

import pytest

from scraper import extract
from scraper.model import Finding, Outline, Page
from scraper.page import read
from scraper.parse.subtitle.find import find_subtitle
from scraper.parse.subtitle.lines import clean_line, without_lead

HEADLINE = "Ferry back after two winters"
DECK = "The council votes for two crossings a day, and for a fare that most islanders can pay"
TEXT = "".join(
    f'<p class="text">{sentence}</p>'
    for sentence in (
        "The council of the harbour town voted on Tuesday evening to bring the island ferry back after two winters.",
        "Nobody on the island had expected so clear a vote, said the harbour master, who has waited since 2022.",
        "The first crossing is planned for the first of May, weather permitting, with a ship that is on loan.",
        "Tickets will be sold at the quay and in the two shops of the island, the council said in a statement.",
    )
)
DESCRIBED = f'<meta name="description" content="{DECK}.">'
KOREAN_HEADLINE = "한빛항 여객선 다음 달 재개"
KOREAN = "".join(
    f"<div>{sentence}</div>"
    for sentence in (
        "한빛군은 지난 2년간 멈췄던 항구 여객선 운항을 다음 달부터 다시 시작한다고 12일 밝혔다.",
        "군은 임대한 선박 한 척으로 하루 두 차례 섬과 뭍을 잇는다고 설명했다.",
        "표는 선착장과 섬 안의 가게 두 곳에서 살 수 있으며 군민은 절반만 낸다.",
    )
)


def find(body: str, headline: str = HEADLINE, *, head: str = "", text: str = "vot") -> tuple[Page, Finding[str]]:
    page = read(f"<html><head>{head}</head><body>{body}</body></html>", "https://gazette.example/a/1")
    return page, find_subtitle(page, outline=outline(page, headline, text), headline=headline)


def outline(page: Page, headline: str, text: str) -> Outline:
    """The last print of the headline as a block of its own; the body from the first block that holds `text`."""
    prints = [block.number for block in page.blocks if block.text == headline]
    first = next((block.number for block in page.blocks if text in block.text and block.number not in prints), None)
    body = () if first is None else tuple(range(first, len(page.blocks)))
    return Outline(max(prints, default=None), body)


ENGLISH = [
    pytest.param(f"<h1>{HEADLINE}</h1><p class='article-subtitle'>{DECK}</p>{TEXT}", DECK, id="named by its class"),
    pytest.param(f"<h1>{HEADLINE}</h1><p class='byline'>By Ann Lee</p>{TEXT}", None, id="a byline"),
    pytest.param(f"<h1>{HEADLINE}</h1><p>12 March 2024, 14:05</p>{TEXT}", None, id="a date"),
    *(
        pytest.param(f"<h1>{HEADLINE}</h1><h2 class='large'>{line}</h2>{TEXT}", None, id=line)
        for line in (
            "March 12, 2024",
            "12/03/2024 - 04:30 - Source: Harbour Agency - Picture: Bo Ek",
            "By Ann Lee - Updated March 12, 2024 at 1:00 PM | Checked by Bo Ek",
            "https://pictures.example/M9jrKDXOQoU",
            "In short",
        )
    ),
    pytest.param(
        f"<h1>{HEADLINE}</h1><figure><figcaption class='lead'>{DECK}</figcaption></figure>{TEXT}", None, id="a caption"
    ),
    pytest.param(
        f"<h1>{HEADLINE}</h1><ul><li><a href='#'>Share</a></li><li><a href='#'>Save</a></li></ul>{TEXT}",
        None,
        id="share links",
    ),
    pytest.param(f"<h1>{HEADLINE}</h1>{TEXT}", None, id="nothing but text"),
    pytest.param(f"<h1>{HEADLINE}</h1><h2>Ferry back after two winters: what now</h2>{TEXT}", None, id="a variant"),
    pytest.param(
        f"<h1>{HEADLINE}</h1><p class='newsletter-teaser'>Get our harbour letter every Friday evening.</p>{TEXT}",
        None,
        id="a newsletter box",
    ),
    pytest.param(
        f"<header><h1>{HEADLINE}</h1><h2>{DECK}</h2></header><p>By Ann Lee</p>{TEXT}",
        DECK,
        id="a heading in the header",
    ),
]
INTRO = [
    pytest.param(
        f"<h1>{HEADLINE}</h1><p>By Ann Lee</p><div class='intro'><p class='text'>{DECK}.</p></div>{TEXT}",
        f"{DECK}.",
        id="alone",
    ),
    pytest.param(
        f"<h1>{HEADLINE}</h1><div class='preamble'><p>{DECK}.</p><p>Boats are on loan for now.</p></div>{TEXT}",
        f"{DECK}.\nBoats are on loan for now.",
        id="several blocks",
    ),
]


@pytest.mark.parametrize(("body", "expected"), ENGLISH)
def test_subtitle(body: str, expected: str | None) -> None:
    assert find(body)[1].value == expected


@pytest.mark.parametrize(("body", "expected"), INTRO)
def test_what_stands_in_an_element_called_intro_is_the_subtitle_unless_the_text_begins_with_it(
    body: str, expected: str
) -> None:
    assert find(body, text="voted on Tuesday")[1].value == expected
    assert find(body, text="votes for two")[1].value is None


KOREAN_TABLE = [
    pytest.param(
        f"<h1>{KOREAN_HEADLINE}</h1><h2 class='subheading'>하루 두 차례 왕복<br>군민은 반값에 승선</h2>{KOREAN}",
        "하루 두 차례 왕복\n군민은 반값에 승선",
        id="lines in one heading",
    ),
    pytest.param(
        f"<h1>{KOREAN_HEADLINE}</h1><p>2024.03.12 14:05</p><div>- 하루 두 차례 섬과 뭍 왕복 -</div>{KOREAN}",
        "하루 두 차례 섬과 뭍 왕복",
        id="dashes at both ends",
    ),
    pytest.param(
        f"<h3>{KOREAN_HEADLINE}</h3><div>등록일 2024-03-12</div><div>{KOREAN_HEADLINE}</div>"
        f"<div>하루 두 차례 섬과 뭍 왕복</div><div>군민은 반값에 승선…표는 선착장에서</div>{KOREAN}",
        "하루 두 차례 섬과 뭍 왕복\n군민은 반값에 승선…표는 선착장에서",
        id="under the headline's repeat",
    ),
    pytest.param(
        f"<h1>{KOREAN_HEADLINE}</h1><div>홍길동 기자 hong@hanbit.example</div>{KOREAN}", None, id="a reporter"
    ),
    pytest.param(f"<h1>{KOREAN_HEADLINE}</h1><div>해당된 기사를 공유합니다</div>{KOREAN}", None, id="a share line"),
    pytest.param(f"<h1>{KOREAN_HEADLINE}</h1><div>본문 글씨 키우기</div>{KOREAN}", None, id="a tool"),
    pytest.param(
        f"<h1>{KOREAN_HEADLINE}</h1><div>▲ 한빛항에 들어오는 여객선. 한빛군 제공</div>{KOREAN}", None, id="a caption"
    ),
    pytest.param(
        f"<h1>{KOREAN_HEADLINE}</h1><p>공유하기</p><p>인쇄하기</p><p>2024.03.12</p><div><b>선박 임대</b></div>{KOREAN}",
        "선박 임대",
        id="a bold line above the text",
    ),
]


@pytest.mark.parametrize(("body", "expected"), KOREAN_TABLE)
def test_korean_subtitle(body: str, expected: str | None) -> None:
    assert find(body, KOREAN_HEADLINE, text="한빛군은 지난")[1].value == expected


def test_the_first_of_two_paragraphs_is_text() -> None:
    first = "The council of the harbour town voted on Tuesday evening to bring the island ferry back after two winters."
    second = f"Tickets will be sold at the quay and in the two shops of the island. {DECK}, it said in a statement."
    found = extract(f"<h1>{HEADLINE}</h1><p>{first}</p><p>{second}</p>")
    assert (found.subtitle, found.body_text) == (None, f"{first}\n{second}")


@pytest.mark.parametrize(
    ("head", "tag", "is_deck"), [("", "p", False), (DESCRIBED, "p", True), ("", "div", True)], ids=str
)
def test_a_lead_alike_the_paragraphs_below_it_is_text_unless_something_else_speaks_for_it(
    *, head: str, tag: str, is_deck: bool
) -> None:
    lead = f"<{tag} class='introduction'>{DECK}.</{tag}>"
    page = read(f"{head}<h1>{HEADLINE}</h1><p>12 March 2024</p><p>Share</p><p>Print</p><main>{lead}{TEXT}</main>", None)
    first = next(block.number for block in page.blocks if block.text == f"{DECK}.")
    outline = Outline(0, tuple(range(first, len(page.blocks))))
    assert (find_subtitle(page, outline=outline, headline=HEADLINE).value is not None) is is_deck


def test_a_description_is_a_witness_never_the_value() -> None:
    head = f'<meta name="description" content="{DECK}">'
    assert find(f"<h1>{HEADLINE}</h1>{TEXT}", head=head)[1].value is None
    page, found = find(f"<h1>{HEADLINE}</h1><p>{DECK}</p><p>By Ann Lee</p>{TEXT}", head=head)
    assert found.value == DECK
    assert [page.blocks[number].text for number in found.blocks] == [DECK]


def test_the_description_of_the_first_paragraph_makes_no_subtitle() -> None:
    first = "The council of the harbour town voted on Tuesday evening to bring the island ferry back after two winters."
    assert find(f"<h1>{HEADLINE}</h1>{TEXT}", head=f'<meta name="description" content="{first}">')[1].value is None


def test_the_line_under_the_headline_of_a_text() -> None:
    page = read(
        f"{KOREAN_HEADLINE}\n\n하루 두 차례 섬과 뭍 왕복\n\n한빛군은 지난 2년간 멈췄던 운항을 다시 시작한다.\n" * 1
    )
    found = find_subtitle(page, outline=outline(page, KOREAN_HEADLINE, "한빛군은"), headline=KOREAN_HEADLINE)
    assert found.value == "하루 두 차례 섬과 뭍 왕복"
    assert [page.blocks[number].text for number in found.blocks] == [found.value]


def test_lines_that_share_a_block_with_the_text_claim_no_block() -> None:
    body = (
        f"<h1>{KOREAN_HEADLINE}</h1><div>{KOREAN_HEADLINE}<br>- 하루 두 차례 왕복 -<br>【섬해양과】 담당자</div>"
        + KOREAN
    )
    found = find(body, KOREAN_HEADLINE, text="한빛군은 지난")[1]
    assert (found.value, found.blocks) == ("하루 두 차례 왕복", ())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- 하루 두 차례 -", "하루 두 차례"),
        ("― 반값 승선", "반값 승선"),
        ("Back – at last", "Back – at last"),
        ("", ""),
    ],
)
def test_clean_line(line: str, expected: str) -> None:
    assert clean_line(line) == expected


def test_without_lead_cuts_only_the_head() -> None:
    text = "Ferry back\nafter two winters\nThe council voted.\nFerry back"
    assert without_lead(text, "Ferry back", "after two winters") == "The council voted.\nFerry back"
    assert without_lead(text, None, None) == text


def test_no_page_no_subtitle() -> None:
    found = find_subtitle(Page(None, ()), outline=Outline(None, ()), headline=None)
    assert (found.value, found.evidence.source) == (None, "missing")


KOREAN_TEXT = (
    "<p>한빛시는 3일 새 도서관을 열었다고 밝혔다. 도서관은 옛 창고를 고쳐 만들었다. 시민들이 찾아왔다.</p>"
    "<p>시민들은 아침부터 줄을 섰다. 첫 손님은 일곱 살 아이였다. 그는 공룡 책을 빌렸다고 말했다.</p>"
)
NO_SUBTITLES = (
    "<table><tr><td><img src=a.jpg></td></tr><tr><td>새 도서관 전경. 자료사진</td></tr></table>",
    "<p><img src=a.jpg></p><p>새 도서관 앞에 줄을 선 시민들. 한빛시 제공</p>",
    "<div class='sub_img'><img src=a.jpg><div class='sub'>새 도서관 전경. 사진=한빛시</div></div>",
    "<div>시장이 현판을 걸고 있다. 연합뉴스</div>",
    "<div class='progress'>스크롤 이동 상태바</div>",
    "<h2 class='sub'>스크롤 이동 상태바</h2>",
)
SUBTITLES = (
    ("<h3 class='subheading'>시민이 책을 골랐다<br>첫 손님은 일곱 살</h3>", "시민이 책을 골랐다\n첫 손님은 일곱 살"),
    ("<p><b>시민이 책을 골랐다</b></p><p><b>첫 손님은 일곱 살</b></p>", "시민이 책을 골랐다\n첫 손님은 일곱 살"),
)


@pytest.mark.parametrize("within", NO_SUBTITLES)
def test_captions_and_words_of_the_interface_are_no_subtitle(within: str) -> None:
    html = f"<html lang=ko><body><h1>옛 창고가 도서관으로 문 열어</h1>{within}{KOREAN_TEXT}</body></html>"
    assert extract(html, "https://www.hanbit.example/news/1").subtitle is None


@pytest.mark.parametrize(("within", "expected"), SUBTITLES)
def test_korean_lines_under_the_headline(within: str, expected: str) -> None:
    html = f"<html lang=ko><body><h1>옛 창고가 도서관으로 문 열어</h1>{within}{KOREAN_TEXT}</body></html>"
    assert extract(html, "https://www.hanbit.example/news/1").subtitle == expected


NOTES = (
    "Listen to this article now, read by our own voices",
    "Gift this article to a friend for free",
    "This story is more than five years old and may be out of date",
    "This article was originally published in the winter edition",
    "We may earn a commission from links on this page, but we only recommend boats that we like.",
    "The Harbour Gazette may receive a small commission if you buy from a link",
    "Follow Harbour Gazette on the news service of your choice",
    "Dieser Artikel ist Teil einer Reihe über alte Fähren im Norden",
    "Cet article est réservé aux abonnés, qui le lisent en entier",
    "Tempo di lettura stimato di questo testo: tre minuti",
)
DECKS = (
    "This ferry is more than a boat to the people of the two shores",
    "Listen to the islanders and you hear how they have waited for it",
    "The council may receive the boat before the summer begins",
)


@pytest.mark.parametrize("line", NOTES)
def test_a_note_about_the_page_is_no_subtitle(line: str) -> None:
    assert extract(f"<h1>{HEADLINE}</h1><div class='lead'>{line}</div>{TEXT}").subtitle is None


@pytest.mark.parametrize("line", DECKS)
def test_a_deck_that_begins_like_a_note(line: str) -> None:
    assert extract(f"<h1>{HEADLINE}</h1><div class='lead'>{line}</div>{TEXT}").subtitle == line


@pytest.mark.parametrize("name", ["wrapper-summary", "article-page__intro", "story-lead"])
def test_a_described_paragraph_alone_in_a_lead_s_element_leaves_the_body(name: str) -> None:
    deck = f"{DECK}, said the harbour master on Tuesday evening, when the votes had been counted."
    head = f'<meta name="description" content="{deck}">'
    body = f"<h1>{HEADLINE}</h1><div class='{name}'><p>{deck}</p></div><div class='text'>{TEXT}</div>"
    article = extract(f"<html><head>{head}</head><body>{body}</body></html>")
    assert article.subtitle == deck
    assert deck not in article.body_text


def test_a_list_above_the_deck_does_not_hide_it() -> None:
    item = (
        "<ul><li>The ferry at the quay in the spring of 2022, before its two winters. Picture: Harbour Club</li></ul>"
    )
    deck = f"{DECK}, said the harbour master on Tuesday evening."
    head = f'<meta name="description" content="{deck}">'
    page = f"<html><head>{head}</head><body><h1>{HEADLINE}</h1>{item}<p class='bold'>{deck}</p>{TEXT}</body></html>"
    assert extract(page).subtitle == deck


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("How did you feel when you heard the news of the ferry?", "And will you pay ten pence more?"),
        ("What the islanders say", "What the council says"),
        ("Wie war das, als die Fähre wieder fuhr, nach zwei Wintern und so vielen Versprechen der Stadt?", "Und nun?"),
    ],
)
def test_the_first_of_several_bold_lines_is_no_subtitle(first: str, second: str) -> None:
    paragraphs = TEXT.split("</p>")
    page = f"<h1>{HEADLINE}</h1><p class='text'><b>{first}</b></p>{paragraphs[0]}</p>{paragraphs[1]}</p>"
    page += f"<p class='text'><b>{second}</b></p>{paragraphs[2]}</p>{paragraphs[3]}</p>"
    assert extract(page).subtitle is None


def test_a_bold_standfirst_above_bold_crossheads_stays() -> None:
    deck = f"{DECK}, said the harbour master on Tuesday evening, when all the votes had been counted."
    page = f"<h1>{HEADLINE}</h1><div><p><b>{deck}</b></p></div>{TEXT}<p class='text'><b>What is next</b></p>{TEXT}"
    assert extract(page).subtitle == deck


def test_the_first_of_two_paragraphs_before_a_closed_box_is_text() -> None:
    paragraphs = TEXT.split("</p>")
    box = f"<details><summary>Read on</summary>{paragraphs[2]}</p>{paragraphs[3]}</p></details>"
    assert extract(f"<h1>{HEADLINE}</h1>{paragraphs[0]}</p>{paragraphs[1]}</p>{box}").subtitle is None


def test_what_was_escaped_twice_is_read() -> None:
    page = f"<h1>&amp;quot;Ferry&amp;quot; it&amp;#39;s back</h1><p class='lead'>{DECK} &amp;amp; more of it</p>{TEXT}"
    article = extract(page)
    assert (article.headline, article.subtitle) == ('"Ferry" it\'s back', f"{DECK} & more of it")


BOLD_OPENING = "The ferry is coming back in May, the council of the harbour town said on Tuesday evening."
RUSSIAN_OPENING = "Паром вернётся на остров первого мая, сообщил во вторник вечером совет портового города."
RUSSIAN = "".join(
    f"<div>{sentence}</div>"
    for sentence in (
        "Совет города проголосовал во вторник вечером за возвращение парома после двух зим без переправы.",
        "Никто на острове не ждал такого решения, сказал начальник порта, который ждал его с осени.",
        "Билеты будут продавать на причале и в двух лавках острова, говорится в сообщении совета.",
    )
)
KOREAN_OPENING = "한빛군은 지난 2년간 멈췄던 항구 여객선 운항을 다음 달부터 다시 시작한다고 밝혔다."


@pytest.mark.parametrize(
    ("headline", "page", "opening"),
    [
        pytest.param(HEADLINE, f"<div><p><b>{BOLD_OPENING}</b></p>{TEXT}</div>", BOLD_OPENING, id="a paragraph"),
        pytest.param(
            "Паром вернётся на остров",
            f"<div><div><strong>{RUSSIAN_OPENING}</strong></div>{RUSSIAN}</div>",
            RUSSIAN_OPENING,
            id="a Russian one of divs",
        ),
        pytest.param(
            HEADLINE,
            f"<table><tr><td><b>{BOLD_OPENING}</b>{TEXT}</td></tr></table>",
            BOLD_OPENING,
            id="loose in the cell of an old table",
        ),
        pytest.param(HEADLINE, f"<div class='story'>{BOLD_OPENING}{TEXT}</div>", BOLD_OPENING, id="loose in the story"),
        pytest.param(
            KOREAN_HEADLINE,
            f"<div><div><b>{KOREAN_OPENING}</b></div>{KOREAN}</div>",
            KOREAN_OPENING,
            id="a Korean sentence",
        ),
    ],
)
def test_a_first_paragraph_in_bold_or_loose_in_the_texts_element_is_text(
    *, headline: str, page: str, opening: str
) -> None:
    whole = f"<html><head><title>{headline}</title></head><body><h1>{headline}</h1>{page}</body></html>"
    article = extract(whole)
    assert article.subtitle is None
    assert article.body_text.startswith(opening)


@pytest.mark.parametrize(
    "deck",
    [
        f"<p class='standfirst'><b>{DECK}.</b></p>",
        f"<div class='intro'><p><b>{DECK}.</b></p></div>",
    ],
)
def test_a_bold_sentence_that_is_named_a_lead_stays_the_subtitle(deck: str) -> None:
    assert extract(f"<html><body><h1>{HEADLINE}</h1><div>{deck}{TEXT}</div></body></html>").subtitle == f"{DECK}."
