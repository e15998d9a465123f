"""What asks the reader, or are readers' words, without an element named so: no body, kept with its kind."""

import pytest

from scraper.model import Article, Role
from scraper.pipeline import extract

TEXT = (
    "The council of Brackwater voted on Monday evening to keep the night ferry, after two hours of debate.",
    "Nearly a third of the passengers work at the hospital, and the first bus leaves only after their shift has begun.",
    "The operator had asked for ninety thousand a year, which the treasurer called affordable if the fare rises.",
    "Opponents said the money was needed for the school roof, where buckets have stood since the storm of October.",
    "A review is planned for the spring, when figures of the passengers will be published for the first time.",
)


def paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def article(middle: str = "", end: str = "", behind: str = "", before: str = "") -> Article:
    return extract(
        f"<!doctype html><title>Night ferry stays</title>{before}<main><article><h1>Night ferry stays</h1>"
        f"{paragraphs(TEXT[:3])}{middle}{paragraphs(TEXT[3:])}{end}</article>{behind}</main>"
    )


def texts(got: Article) -> list[str]:
    return [block.text for block in got.body]


@pytest.mark.parametrize(
    ("title", "ask"),
    [
        ("Get the briefing", "Sign up for our free weekly newsletter and never miss a story from the bay."),
        ("Support local journalism", "The Post depends on its readers: please consider a donation of any amount."),
        ("Newsletter", "Abonnieren Sie unseren Newsletter, und nichts aus der Bucht entgeht Ihnen mehr."),
        ("Restez informés", "Inscrivez-vous à notre lettre du matin pour ne rien manquer de la baie."),
        ("뉴스레터", "매주 월요일 아침 만의 소식을 전하는 뉴스레터를 구독하세요. 언제든 해지할 수 있습니다."),
    ],
)
def test_a_box_that_asks_is_no_body(title: str, ask: str) -> None:
    box = f"<div><h3>{title}</h3><p>{ask}</p></div>"
    for got in (article(middle=box), article(end=box)):
        assert texts(got) == list(TEXT)
        assert any(block.kind == Role.SUBSCRIPTION and block.text == ask for block in got.boilerplate)


@pytest.mark.parametrize(
    "line",
    [
        "Follow us on <a href=/f>Facebook</a> and <a href=/x>X</a>.",
        "<em>We rely on readers like you to fund what we do.</em>",
        "Síguenos en Instagram y en el canal de la redacción.",
        "Folgen Sie uns auf Mastodon.",
    ],
)
def test_a_last_line_that_asks_is_no_body(line: str) -> None:
    assert texts(article(end=f"<p>{line}</p>")) == list(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "The operator asked its passengers to donate blankets to the hospital, and four hundred did on the first day.",
        "“Follow us on the deck at night and you will see,” said the captain, who has sailed since 1998.",
        "Subscribers to the season ticket support the school with a tenth of what they pay, the treasurer said.",
    ],
)
def test_what_a_text_tells_of_asking_stays(line: str) -> None:
    assert line in texts(article(middle=f"<p>{line}</p>"))


BOXES = {
    "en": """<h2>We value your privacy</h2><p>We and our partners store information on your device, such as cookies, and
process personal data for personalised ads, ad measurement and audience insights.</p>
<p>With your consent we may use precise geolocation data. You may accept or reject all cookies.</p>""",
    "de": """<h2>Privatsphäre</h2><p>Wir und unsere Partner verwenden Cookies, um Inhalte anzupassen und Zugriffe zu
zählen. Mit Ihrer Zustimmung geschieht das auch auf anderen Seiten.</p>""",
    "ko": """<h2>쿠키 안내</h2><p>이 사이트는 방문자 통계를 내고 맞춤 광고를 보여 드리려고 쿠키를 사용합니다. 계속
이용하려면 아래에서 쿠키 사용에 동의해 주시기 바랍니다.</p>""",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
@pytest.mark.parametrize("place", ["before", "behind", "middle"])
def test_what_asks_for_consent_is_no_body(box: str, place: str) -> None:
    assert texts(article(**{place: f"<div id=x1>{box}</div>"})) == list(TEXT)


def test_an_article_on_consent_keeps_its_text() -> None:
    lines = (
        "The council put up a notice on Monday that asks every visitor of its pages to accept all cookies or none.",
        "Our partners never saw such a box, said the clerk: the consent to cookies stands in letters a foot high.",
        "Nobody reads the preferences of a cookie notice, the court had found, unless they are told what it is for.",
    )
    got = extract(
        f"<title>Cookie notice grows</title><article><h1>Notice grows</h1>{paragraphs((*TEXT, *lines))}</article>"
    )
    assert texts(got) == [*TEXT, *lines]


@pytest.mark.parametrize(
    ("heading", "reply", "form"),
    [
        ("3 Comments", "Reply", "Leave a comment"),
        ("Comments (3)", "Reply", "Leave a reply"),
        ("댓글 3", "답글", "댓글 쓰기"),
        ("Kommentare", "Antworten", "Kommentar schreiben"),
    ],
)
def test_readers_words_behind_their_heading_are_no_body(heading: str, reply: str, form: str) -> None:
    words = "".join(
        f"<div><b>{name}</b> <span>March {day}, 2024 at 9:1{day} am</span><p>{text}</p><a href=#>{reply}</a></div>"
        for day, (name, text) in enumerate(
            (
                ("Joe", "I have taken that boat for forty years and never thought they would listen to us, well done."),
                ("Mags", "Ten pence more is nothing beside a taxi, but what of those who do not work at the hospital?"),
                ("Pat", "The roof should have been mended long ago by the last council, and they wasted the money."),
            ),
            1,
        )
    )
    got = article(behind=f"<section><h3>{heading}</h3>{words}<h3>{form}</h3></section>")
    assert texts(got) == list(TEXT)


@pytest.mark.parametrize("chapter", ["Discussion", "Comments"])
def test_a_chapter_called_like_comments_is_text_above_them(chapter: str) -> None:
    reply = "<a href=#>Reply</a>"
    words = f"<p>I have taken that boat for forty years, and never thought that they would listen.</p>{reply}" * 2
    got = article(middle=f"<h2>{chapter}</h2>", behind=f"<section><h3>2 comments</h3>{words}</section>")
    assert [block.text for block in got.body if block.kind == "paragraph"] == list(TEXT)


def test_a_chapter_called_discussion_without_comments_is_text() -> None:
    got = article(middle="<h2>Discussion</h2>")
    assert [block.text for block in got.body if block.kind == "paragraph"] == list(TEXT)
