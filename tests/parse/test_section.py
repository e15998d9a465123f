"""Paths that the page shows, in the forms in which sites mark them; no data in scripts says them."""

import pytest

import scraper

TEXT = "The council met again on Thursday and voted by nine to four for the longer of the two bridges in the town."
MENU = "<header><ul class=menu><li><a href=/a>World</a></li><li><a href=/b>Sport</a></li></ul></header>"
ITEM = (
    '<li property="itemListElement" typeof="ListItem"><a property="item" href="/x"><span property="name">{}</span></a>'
)
OLD = (
    '<span itemscope itemtype="http://data-vocabulary.org/Breadcrumb">'
    '<a href="/x"><span itemprop="title">{}</span></a></span>'
)
NEW = (
    '<li itemprop="itemListElement" itemscope itemtype="https://schema.org/ListItem"><a itemprop="item" href="/x">'
    '<span itemprop="name">{}</span></a><meta itemprop="position" content="1"></li>'
)


def section_of(path: str, *, below: str = "") -> scraper.Article:
    main = f"<main>{path}<h1>The bridge stays open</h1>{below}<article>{f'<p>{TEXT}</p>' * 5}</article></main>"
    return scraper.extract(f"<html><body>{MENU}{main}</body></html>", "https://gazette.example/x/1")


def links(*names: str, between: str) -> str:
    return between.join(f'<a href="/{name}">{name}</a>' for name in names)


def items(*names: str) -> str:
    return "".join(f'<li><a href="/{name}">{name}</a></li>' for name in names)


PATH = ("Home", "News", "Harbour")
FORMS = {
    'class "path", in a line': f"<p class=path>{links(*PATH, between=' &gt; ')}</p>",
    'class "path", drawn signs': f"<div class=path>{links(*PATH, between=' ')}</div>",
    "a list, in Korean": f"<ul class=location>{items('홈', 'News', 'Harbour')}</ul>",
    "a list, its last step no link": f"<ul class=loc>{items('Home', 'News')}<li>Harbour</ul>",
    "a label, with items": f"<nav aria-label=breadcrumb><ol>{items('Home', 'News')}<li>Harbour</ol></nav>",
    "a label, in a line": f'<nav aria-label="Breadcrumbs">{links(*PATH, between=" / ")}</nav>',
    "a label that says where": f'<div aria-label="현재 위치">{links("홈", "News", "Harbour", between=" › ")}</div>',
    "class cat": f"<div class=cat>{links('News', 'Harbour', between=' &gt; ')}</div>",
    "class category": f"<p class='category'>{links('News', 'Harbour', between=' | ')}</p>",
    "microdata": f'<ol itemscope itemtype="https://schema.org/BreadcrumbList">{"".join(map(NEW.format, PATH))}</ol>',
    "microdata of old": f"<div>{' › '.join(map(OLD.format, PATH))}</div>",
    "RDFa": f'<ol vocab="https://schema.org/" typeof="BreadcrumbList">{"".join(map(ITEM.format, PATH))}</ol>',
    "only signs": f"<div>{links(*PATH, between=' » ')}</div>",
    "where one is, in words": f"<nav class=bread-crumb>You are here: {links(*PATH[1:], between=' &gt; ')}</nav>",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_path_near_the_headline(form: str) -> None:
    article = section_of(FORMS[form])
    assert article.section == ("News", "Harbour"), article.evidence["section"]
    assert [one.text for one in article.boilerplate if "Harbour" in one.text] == []
    assert TEXT in article.body_text


@pytest.mark.parametrize(
    "other",
    [
        "<p class=location>Harbour, 14 May 2024</p>",
        "<div class=location><a href=/w>Saltmere 12.4℃</a></div>",
        "<div class=section><h3>More of the day</h3><ul><li><a href=/1>A title of another story</a></ul></div>",
        f"<ul class=cat>{items('Politics', 'Economy', 'Sport', 'Arts', 'Health', 'Travel')}</ul>",
        "<p class=path>Walk along the path to the old pier.</p>",
    ],
)
def test_what_has_such_a_name_and_is_no_path(other: str) -> None:
    assert section_of(other).section == ()
    assert section_of("", below=other).section == ()


def test_a_category_of_a_story_below_is_not_the_articles() -> None:
    teaser = "<aside><div class=category><a href=/s>Sport</a></div><h3><a href=/2>Another story</a></h3></aside>"
    assert section_of("", below=teaser).section == ()


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("<p><a href=/>Home</a> &gt; <a href=/t>Town</a> &gt; {}</p>", ("Town",)),
        ("<div><p>You are here: <a href=/>Home</a> / <a href=/t>Town</a> / {}</p></div>", ("Town",)),
        ("<p><a href=/>Startseite</a> » <a href=/l>Lokales</a> » <a href=/h>Hafen</a> » {}</p>", ("Lokales", "Hafen")),
        ("<p><a href=/>홈</a> › <a href=/s>사회</a> › {}</p>", ("사회",)),
    ],
)
def test_a_line_that_leads_to_the_headline_is_a_path_and_no_text(path: str, section: tuple[str, ...]) -> None:
    headline = "The ferry between the two harbours runs again"
    text = "<p>The ferry runs again after nine weeks, the port authority said in a note on Thursday evening.</p>" * 4
    article = scraper.extract(f"<title>{headline}</title>{path.format(headline)}<h1>{headline}</h1>{text}")
    assert headline not in article.body_text
    assert article.section == section
    assert article.headline == headline
