"""Pages whose title and h1 name the site or the section: the line above the text is the headline, if there is one."""

from __future__ import annotations

import pytest

import scraper

EN = (
    "<p>The council voted on Tuesday to bring the ferry back after two winters without a single crossing, and said "
    "that the boat would sail twice a day.</p><p>Residents of the far shore had asked for it since the bridge was "
    "closed to lorries, and more than four thousand of them signed.</p>"
)
DE = (
    "<p>Der Stadtrat hat am Dienstag beschlossen, die Fähre nach zwei Wintern ohne eine einzige Überfahrt wieder "
    "fahren zu lassen, und zwar zweimal am Tag.</p><p>Die Bewohner des anderen Ufers hatten darum gebeten, seit die "
    "Brücke für Lastwagen gesperrt ist; mehr als viertausend unterschrieben.</p>"
)
ZH = (
    "<p>市议会星期二决定，停航两个冬天的渡轮下月恢复服务，每天往返两次，票价不变，学生半价，老人免费，自行车可以上船。</p>"
    "<p>对岸的居民自从大桥禁止货车通行以来一直提出这一要求，已有四千多人签名支持，市长说他读完了每一封信。</p>"
)
KO = (
    "<p>한빛군은 지난 2년간 멈췄던 항구 여객선 운항을 다음 달부터 다시 시작한다고 12일 밝혔다. "
    "배는 하루 두 번 오간다.</p>"
    "<p>건너편 주민들은 다리에 화물차가 다니지 못하게 된 뒤로 운항을 요구해 왔고, "
    "4천 명 넘게 서명했다고 군은 전했다.</p>"
)
EL = (
    "<p>Το δημοτικό συμβούλιο αποφάσισε την Τρίτη να ξαναρχίσει το πλοίο τα δρομολόγια μετά από δύο χειμώνες, "
    "δύο φορές την ημέρα.</p><p>Οι κάτοικοι της απέναντι όχθης το ζητούσαν από τότε που έκλεισε η γέφυρα "
    "για τα φορτηγά, και υπέγραψαν τέσσερις χιλιάδες.</p>"
)
MENU = "<table><tr><td><a href='/a'>News</a></td><td><a href='/b'>Sport</a></td></tr></table>"
FERRY, FAEHRE = "Ferry back after two winters", "Fähre nach zwei Wintern wieder da"

FOUND = [
    # the title holds the line behind a name that nothing else on the page gives
    (f"<title>Gazette - Harbour (North) | News | {FERRY}</title>", f"{MENU}<div class='hd'>{FERRY}</div>{EN}", FERRY),
    (
        "<title>渡轮停航两个冬天后恢复服务-《河港网》</title>",
        f"<h2 class='cont'>渡轮停航两个冬天后恢复服务</h2>{ZH}",
        "渡轮停航两个冬天后恢复服务",
    ),
    (
        "<title>ΛΙΜΑΝΙ : Το πλοίο ξαναρχίζει τα δρομολόγια</title>",
        f"<div class='t4'>Το πλοίο ξαναρχίζει τα δρομολόγια</div>{EL}",
        "Το πλοίο ξαναρχίζει τα δρομολόγια",
    ),
    (
        "<title>한빛매일::지역뉴스::2년 멈춘 항구 여객선 다시 뜬다-웹판</title>",
        f"<table><tr><td><b>2년 멈춘 항구 여객선 다시 뜬다</b></td></tr></table>{KO}",
        "2년 멈춘 항구 여객선 다시 뜬다",
    ),
    # no title tells: a bold cell, a small heading, a first line with its date below it, one that is named
    ("<title>Harbour Gazette Online</title>", f"{MENU}<table><tr><td><b>{FERRY}</b></td></tr></table>{EN}", FERRY),
    ("", f"<div>Welt</div><h3>{FAEHRE}</h3><td>Drucken</td>{DE}", FAEHRE),
    ("<title>GZ</title>", f"<div>{FERRY}<br>2008-01-14<br>Harbour Press</div>{EN}", FERRY),
    ("<title>GZ</title>", f"<td class='article_header'>{FERRY}</td><div>14 January</div>{EN}", FERRY),
    ("<title>GZ</title>", f"<td>Top Stories<br>{FERRY}</td>{EN}", FERRY),
    ("<title>Harbour News Service</title>", f"<td>{FERRY}<br>20080114 15:24</td>{EN}", FERRY),
    ("<title>CouncilCouncil</title>", f"<td class='article_header'>{FERRY}</td>{EN}", FERRY),
    # the title's date before it
    (f"<title>14.01.2008 - {FERRY} - Pier</title>", f"<div>14.01.2008 - {FERRY}</div>{EN}", FERRY),
    # an h1 that is a section's or the site's name
    (
        "<title>gz.example - Wire Page</title>",
        f"<h1>Wire Page</h1><ul><li>Tue, 15 Jan 2008</li></ul><h2>{FERRY}</h2>{EN}",
        FERRY,
    ),
    (
        "<title>Harbour Gazette</title>",
        f"<h1>Reise</h1><h2>Dienstag, 15. Januar 2008</h2><h1>{FAEHRE}</h1>{DE}",
        FAEHRE,
    ),
    (f"<title>Forum: {FERRY}</title>", f"<h1>Home and Garden</h1><p><b>{FERRY}</b></p>{EN}", FERRY),
    (
        f"<title>{FERRY}</title>",
        f"<h1>You are here: <a href='/'>Home</a> &gt; Town &gt; {FERRY}</h1><h2>{FERRY}</h2>{EN}",
        FERRY,
    ),
    # a personal site, whose name is the h1 and the title
    (
        "<title>Runa writes</title><meta property='og:site_name' content='Runa writes'>",
        f"<h1><a href='/'>Runa writes</a></h1><article><h2 class='p-name'>How I turned two pegs</h2>{EN}</article>",
        "How I turned two pegs",
    ),
    (
        "<title>바다 옆 책방</title><meta property='og:site_name' content='바다 옆 책방'>",
        f"<h1><a href='/'>바다 옆 책방</a></h1><h2>여객선을 다시 타던 날 아침</h2>{KO}",
        "여객선을 다시 타던 날 아침",
    ),
]
KEPT = [
    # an item of the list that the text goes through
    (
        "<title>Nine boats of the north compared</title>",
        f"<h1>Which boats of the far north sail best</h1><h2>1. The old ferry</h2>{EN}",
        "Which boats of the far north sail best",
    ),
    # who wrote it, with the agency
    (f"<title>{FERRY}</title>", f"<td>By Ann Lee<br>Associated Harbour Writer</td>{EN}", FERRY),
    # a heading that a title confirms, or whose words the text has, stays
    ("<title>Ferry times | Gazette</title>", f"<h1>Ferry times</h1><h2>What the council voted</h2>{EN}", "Ferry times"),
    ("<title>Fähre - Gazette</title>", f"<h1>Fähre</h1><h2>Der Stadtrat und die Bewohner</h2>{DE}", "Fähre"),
    (
        "<title>Why we wait</title>",
        f"<h1>The ferry sails again after two winters</h1><h2>Residents signed for it</h2>{EN}",
        "The ferry sails again after two winters",
    ),
    (
        "<meta property='og:title' content='Wine of the shore'><title>Wine of the shore</title>",
        f"<h2>The council and the ferry</h2>{EN}",
        "Wine of the shore",
    ),
    # a label above the text that the text does not tell of is none
    (
        "<title>26 held after the ferry row</title>",
        f"<h3>More from our front page</h3>{EN}",
        "26 held after the ferry row",
    ),
    ("<title>新的渡轮恢复服务</title>", f"<h3>今日热门推荐阅读排行</h3>{ZH}", "新的渡轮恢复服务"),
    # a logo is none, though the title begins with its name
    (
        "<title>Letters from the northern shore: On waiting for a ferry</title>",
        f"<h1><a href=/>Letters from the northern shore</a></h1>{EN}",
        "Letters from the northern shore: On waiting for a ferry",
    ),
]


@pytest.mark.parametrize(("head", "body", "expected"), FOUND)
def test_the_line_above_the_text(head: str, body: str, expected: str) -> None:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    article = scraper.extract(page, "https://www.harbour.example/story/4711")
    assert article.headline == expected
    assert expected not in article.body_text


@pytest.mark.parametrize(("head", "body", "expected"), KEPT)
def test_a_headline_that_stays(head: str, body: str, expected: str) -> None:
    article = scraper.extract(
        f"<html><head>{head}</head><body>{body}</body></html>", "https://www.harbour.example/story/4711"
    )
    assert article.headline == expected


@pytest.mark.parametrize(
    ("whole", "first", "second"),
    [
        ("Ferry's $150 Prize Bell -- STOLEN!!!", "Ferry", "$150 Prize Bell ... STOLEN!!!!"),
        ("Fähre nach zwei Wintern: Die Glocke ist weg", "Fähre nach zwei Wintern", "Die Glocke ist weg!"),
        ("여객선 종 사라졌다…주인은 누구인가", "여객선 종 사라졌다", "주인은 누구인가?"),
        ("渡轮的钟不见了 船长说不知道", "渡轮的钟不见了", "船长说不知道！"),
    ],
)
def test_a_headline_in_two_headings_below_its_path(whole: str, first: str, second: str) -> None:
    path = f"<div class='breadcrumb-bar'><a href='/'>Home</a> <h1 class='title-breadcrumb'>{whole}</h1></div>"
    head = f"<title>{whole} | Gazette</title><meta property='og:title' content='{whole.replace(chr(39), '&#39;')}'>"
    body = f"{path}<div><h2>{first}</h2><h4>{second}</h4></div>{EN}"
    article = scraper.extract(f"<html><head>{head}</head><body>{body}</body></html>", "https://www.harbour.example/a/1")
    assert article.headline == whole
