"""What is set apart within a body: consent, slides of other stories, the platform's statement; and consent pages."""

from __future__ import annotations

import pytest

import scraper
from scraper.model import Verdict

EN = (
    (
        "<p>The reading room opens again on Saturday, four years after a burst pipe ruined nine thousand books.</p>"
        "<p>Council officers had first put the repair at eighteen months; the beams above the wall were rotten.</p>"
    ),
    (
        "<p>The new shelves hold about sixty thousand volumes, a little fewer than before the water came.</p>"
        "<p>Lending starts on Monday at nine, and until the end of the month no fines will be charged at all.</p>"
        "<p>A programme of talks runs until June, and the first is given by the binder who dried the registers.</p>"
    ),
)
KO = (
    "<p>네 해 전 터진 수도관에 책 구천 권을 잃은 열람실이 토요일에 다시 문을 연다고 시가 밝혔다.</p>",
    (
        "<p>새 서가에는 책이 육만 권쯤 들어가며 예전보다 조금 적다. 대출은 월요일 아홉 시에 시작한다.</p>"
        "<p>이달 말까지는 연체료를 받지 않으며, 유월까지 강연이 이어진다고 도서관은 덧붙여 설명했다.</p>"
    ),
)
ZH = (
    "<p>青石镇的老戏台停用十六年后，上周六重新开锣，台下坐了六百多人，来得晚的只好站在屋檐底下。</p>",
    (
        "<p>镇上的剧团现在有二十三人，年纪最大的八十二岁，最小的才上小学三年级，他们每月演两场。</p>"
        "<p>镇政府打算明年在旁边修一间小展室，摆上几十年来攒下的戏服和戏单，眼下缺一个开门的人。</p>"
    ),
)
HEADLINE = "<h1>The reading room opens again on Saturday</h1>"


def text_of(first: str, within: str, last: str, below: str = "", above: str = "") -> str:
    page = (
        f"<html><body>{above}<main>{HEADLINE}<div class='text'>{first}{within}{last}</div>{below}</main></body></html>"
    )
    return scraper.extract(page, "https://www.gazette.example/news/1").body_text


def slides(element: str, item: str, texts: list[str]) -> str:
    items = "".join(item.format(number + 1, len(texts), text) for number, text in enumerate(texts))
    return f"<div class='{element}'><h2>Pictures</h2><ul>{items}</ul></div>"


OTHER = [
    "The club's absence hurt its pride last year.",
    "The film brought millions to the county.",
    "Eggs fell below two again.",
]
OTHER_KO = [
    "축구단이 작년 대회에 나가지 못했다고 했다.",
    "영화가 군에 수백억 원을 가져왔다고 했다.",
    "달걀값이 다시 이천 원 아래로 떨어졌다.",
]


@pytest.mark.parametrize(
    ("around", "within", "gone"),
    [
        (EN, slides("full-gallery inline", "<li class='s'><p>{}/{} A title</p><p>{}</p></li>", OTHER), "absence hurt"),
        (EN, slides("content-slideshow", "<li><p>{2}</p></li>", OTHER), "absence hurt"),
        (KO, slides("box", "<li><p>{}/{} 제목</p><p>{}</p></li>", OTHER_KO), "나가지 못했다고"),
        (EN, slides("swiper swiper-container", "<div class='swiper-item'><p>{2}</p></div>", OTHER), "absence hurt"),
    ],
)
def test_slides_of_other_stories(around: tuple[str, str], within: str, gone: str) -> None:
    text = text_of(around[0], within, around[1])
    assert gone not in text
    assert "Pictures" not in text
    assert around[1][3:20] in text


def test_what_counts_itself_and_is_the_article_stays() -> None:
    steps = "".join(f"<p>{n}/3 cup of oats, stirred slowly into the bowl with the milk.</p>" for n in (1, 2, 1))
    assert "1/3 cup of oats" in text_of(EN[0], steps, EN[1])
    story = slides("slideshow", "<li><p>{2}</p></li>", [f"{t} {t} {t} {t}" for t in OTHER])
    assert "absence hurt" in text_of("", story, "<p>All pictures by our readers of the harbour town.</p>")


@pytest.mark.parametrize(
    ("around", "statement"),
    [
        (ZH, "<p>特别声明：以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务。</p>"),
        (ZH, "<p>免责声明：本文仅供参考，不构成任何投资建议，据此操作风险自担。</p><p>编者按：无。</p>"),
        (EN, "<p>The content above was uploaded by a user of the platform, which only provides storage services.</p>"),
        (EN, "<p>Disclaimer: The views expressed here are those of the author and bind nobody else at all.</p>"),
        (KO, "<p>면책조항: 이 글은 이용자가 올린 것으로 본사는 내용에 책임을 지지 않는다고 밝혀 둡니다.</p>"),
    ],
)
def test_the_platform_s_statement(around: tuple[str, str], statement: str) -> None:
    text = text_of(*around[:1], "", around[1] + statement)
    assert statement[3:15] not in text
    assert around[1][3:20] in text


@pytest.mark.parametrize(
    "statement",
    [
        "<p>声明：</p><p>凡注明其他来源的文章均转自其他媒体，转载不代表本站赞同其观点，也不代表本站对其真实性负责，如有疑问请来信。</p>",
        "<p>版权声明：本文版权归原作者所有，转载请注明出处；凡未注明来源的文章一律由本站编辑整理，如有不妥请与我们的编辑部联系处理。</p>",
        "<p>免責聲明：本站文章轉載自網路，版權歸原作者所有，不代表本站立場，讀者若發現內容有誤或涉及權利問題，請來信告知我們處理。</p>",
    ],
)
def test_a_statement_on_whose_the_texts_are_may_be_longer_than_a_picture_s_line(statement: str) -> None:
    line = "上周六，青石镇的老戏台停用十六年后重新开锣，台下坐了六百多人，来得晚的只好站在屋檐底下。"
    assert text_of(f"<p>{line}</p>", "", "", below=statement).strip() == line


@pytest.mark.parametrize(
    "notice",
    [
        "If you buy something through a link on this page, we may earn a small commission at no cost to you.",
        "This post contains affiliate links. Read about them on our page on how we work.",
        "The Harbour Guide may receive an affiliate commission from the shops that it names.",
        "Dieser Beitrag enthält Affiliate-Links, die mit einem Stern gekennzeichnet sind.",
        "As an Amazon Associate I earn from qualifying purchases, which keeps this page going.",
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_what_the_site_earns_is_no_text(*, notice: str, is_first: bool) -> None:
    text = text_of(f"<p>{notice}</p>" * is_first + EN[0], "", EN[1] + f"<p>{notice}</p>" * (not is_first))
    assert notice not in text
    assert EN[0][3:20] in text
    assert EN[1][3:20] in text


@pytest.mark.parametrize(
    "said",
    [
        "Brokers could earn a commission of four per cent on every house that the county sells.",
        "The council will not say who may receive a commission for the sale of the old library.",
        "Affiliate marketing has grown by a third since the shops on Quay Street closed.",
    ],
)
def test_a_story_on_commissions_is_text(said: str) -> None:
    assert said in text_of(EN[0], f"<p>{said}</p>", EN[1])


ASKS = [
    (
        "<h2>Our use of cookies</h2><p>We use necessary cookies to make our site work, and they cannot be off.</p>"
        "<p>We would like to set analytics cookies that tell us how the site is used; they are set if you accept.</p>"
        "<p>Some cookies are set by third parties whose videos appear on our pages, as their own policies explain.</p>"
    ),
    (
        "<h2>Cookies</h2><p>Wir verwenden Cookies, damit die Seite läuft, und andere, die zählen, was Sie lesen.</p>"
        "<p>Sie können alle Cookies akzeptieren oder in den Einstellungen auswählen, welche wir setzen dürfen.</p>"
    ),
    (
        "<h2>쿠키 안내</h2><p>저희는 사이트를 운영하는 데 필요한 쿠키와 이용 방식을 살피는 분석 쿠키를 씁니다.</p>"
        "<p>분석 쿠키는 동의하신 때에만 쓰며, 쿠키 안내에서 언제든지 바꾸실 수 있습니다. 감사합니다.</p>"
    ),
]


@pytest.mark.parametrize("asks", ASKS)
@pytest.mark.parametrize("name", ["cookie__wrapper", "consent-banner", "gdpr"])
def test_consent_around_a_short_text(asks: str, name: str) -> None:
    text = text_of(
        "<p>The bank asks the court to place the savings bank under its rules.</p>",
        "",
        "<p>Letters go out on Monday.</p>",
        above=f"<div class='{name}' role='dialog'>{asks}<button>OK</button></div>",
    )
    assert "ookies" not in text
    assert "쿠키" not in text
    assert "The bank asks the court" in text


def test_an_article_about_cookies_stays() -> None:
    text = "<p>The ministry wants cookies to be accepted once for all sites, and not again on each of them.</p>" * 3
    page = f"<body class='topic-cookies'><h1>The end of the banner</h1><div class='cookie-story'>{text}</div></body>"
    assert "The ministry wants cookies" in scraper.extract(page, "https://g.example/a/1").body_text


CONSENT_PAGES = [
    (
        "Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Details stehen in der Datenschutzerklärung.",
        "Zustimmen und weiter",
        "Nutzen Sie uns ganz ohne Werbung und Werbetracking für 1,20 € pro Woche, für Abonnenten kostenlos.",
        "Zur Finanzierung arbeiten wir mit Drittanbietern zusammen, die Nutzungsdaten erheben, auch über Cookies.",
    ),
    (
        "Continuez votre lecture gratuitement avec publicité et avec nos partenaires, comme d'habitude.",
        "Accepter et continuer",
        "Lisez le journal sans publicité pour deux euros par mois, et changez d'avis quand vous voulez.",
        "Nous et nos partenaires utilisons des traceurs pour mesurer ce que vous lisez, et pour nous financer.",
    ),
    (
        "Siga leyendo gratis con publicidad personalizada, como siempre lo ha hecho usted en nuestra web.",
        "Aceptar y continuar",
        "Lea el periódico sin publicidad por dos euros al mes, y cambie de opinión cuando usted quiera.",
        "Nosotros y nuestros socios usamos cookies para medir lo que lee, y así pagar a nuestra redacción.",
    ),
    (
        "Continua a leggere gratis con pubblicità personalizzata, come hai sempre fatto sul nostro sito.",
        "Accetta e continua",
        "Leggi il giornale senza pubblicità per due euro al mese, e cambia idea quando vuoi, senza spese.",
        "Noi e i nostri partner usiamo cookie per misurare quello che leggi, e per pagare la redazione.",
    ),
]


@pytest.mark.parametrize(("free", "button", "paid", "why"), CONSENT_PAGES)
def test_a_page_that_only_asks_for_consent(free: str, button: str, paid: str, why: str) -> None:
    page = (
        f"<html><title>Gazette</title><body><main><h1>gazette.example</h1><p>{free}</p><button>{button}</button>"
        f"<h2>Pur</h2><p>{paid}</p><p>{why}</p></main><footer><a href=/i>Info</a></footer></body></html>"
    )
    article = scraper.extract(page, "https://www.gazette.example/news/1")
    assert article.verdict is Verdict.CONSENT
    assert article.body_text == ""
