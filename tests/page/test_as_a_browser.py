"""Markup that pages get wrong or hide by: the text that is shown of it is the text that a browser shows.

Each row is a body and what Chromium says of it (`innerText`, scripts off), without white space.
"""

import re
import unicodedata

import pytest

from scraper.page import read
from scraper.page.markup.blocks import read_slowly
from scraper.page.markup.reading import Reading

ROWS: dict[str, list[tuple[str, str]]] = {
    "an end tag in another case": [
        ("<SCRIPT>no</script><p>Ferry</p>", "Ferry"),
        ("<script>no</SCRIPT ><p>배가 돌아왔다</p>", "배가돌아왔다"),
        ("<Style>p{color:red}</style>Mole", "Mole"),
        ("<TEXTAREA>no</textArea>Pier", "Pier"),
        ("<Title>T</TITLE>Quay", "Quay"),
        ("<script>no</ScRiPt\n data-x='>'>Harbour", "Harbour"),
        ("<xMp><b>x</b></XmP>y", "<b>x</b>y"),
    ],
    "escapes in a script": [
        ("<script><!--<script>no</script>no--></script>Ferry", "Ferry"),
        ("<script><!-- no --></script>Pier", "Pier"),
        ("<script><!--<SCRIPT src=x></SCRIPT >'no' --> no</script>부두", "부두"),
        ("<script>var s='<!--';</script>Mole", "Mole"),
        ("<script><!--><script>x</script>Quay", "Quay"),
        ("<script><!--<scripts>no</script>Lock", "Lock"),
    ],
    "ends of comments": [
        ("a<!-- no --!>b", "ab"),
        ("a<!-->b", "ab"),
        ("a<!--->b", "ab"),
        ("a<!-- no -- > no -->b", "ab"),
        ("배<!-- -- ! > -->편", "배편"),
        ("a<!--no--!->no-->b", "ab"),
    ],
    "what begins as a tag and is none": [
        ("a</ no>b", "ab"),
        ("a</>b", "ab"),
        ("a</3 no>b", "ab"),
        ("a<?xml no?>b", "ab"),
        ("a<![CDATA[no>b", "ab"),
        ("a<!no>b", "ab"),
        ("a< b", "a<b"),
        ("a<3 b", "a<3b"),
        ("배</ 없음>편", "배편"),
    ],
    "a line break by its end tag": [
        ("a</br>b", "ab"),
        ("<p>a</br>b</p>", "ab"),
        ("a</BR >b", "ab"),
        ("가</br>나", "가나"),
    ],
    "drawings": [
        ("a<svg><path d=x><p>b</p>", "ab"),
        ("a<svg><svg><title>no</title></svg><desc>no</desc></svg>b", "ab"),
        ("a<svg/>b", "ab"),
        ("a<svg><g><div>b</div></g></svg>c", "abc"),
        ("<p>가<svg viewBox='0 0 1 1'><use href=#x></p><p>나</p>", "가나"),
        ("a<svg><title>no</svg>b", "ab"),
        ("a<svg><!-- </svg> --><path/></svg>b", "ab"),
        ("a<svg><path/></SVG>b", "ab"),
    ],
    "character references that a tag cuts off": [
        ("&am<b>p;</b>", "&amp;"),
        ("&copy<i>;</i>", "©;"),
        ("&#8364<b>5</b>", "€5"),
        ("&lt<!-- -->;", "<;"),
        ("AT&T<b>;</b>", "AT&T;"),
        ("&euro<span>;</span>", "&euro;"),
        ("a&amp<b>lt;</b>", "a&lt;"),
    ],
    "hidden in a line": [
        ("<p>By <span hidden>no</span>Ann</p>", "ByAnn"),
        ("<p>By <span style='display: none'>no</span>Ann</p>", "ByAnn"),
        ("<p>a<x-y style='visibility:hidden'>no</x-y>b</p>", "ab"),
        ("<p>a<b hidden>no</b>b</p>", "ab"),
        ("<p>a<a href=x hidden>no</a>b</p>", "ab"),
        ("<p>가<em hidden>없음<em>없음</em>없음</em>나</p>", "가나"),
        ("<p>a<span hidden>no<p>b", "ab"),
        ("<p>a<span hidden>no<div>b</div></span>c", "abc"),
        ("<a hidden>no<a href=x>b</a>c", "bc"),
        ("<ul><li>a<span hidden>no<li>b</ul>", "ab"),
        ("<table><tr><td>a<i hidden>no<td>b</table>", "ab"),
        ("<p>a<time hidden>no</time>b</p>", "ab"),
        ("<p>a<span hidden>no<span hidden>no</span>no</span>b</p>", "ab"),
    ],
    "hidden by a tag or an attribute": [
        ("a<ruby>b<rp>(</rp><rt>c</rt><rp>)</rp></ruby>", "abc"),
        ("a<datalist><option>no</datalist>b", "ab"),
        ("<div popover>no</div>b", "b"),
        ("<dialog>no</dialog><dialog open>b</dialog>", "b"),
        ("a<template>no</template>b", "ab"),
        ("a<noframes>no</noframes><noembed>no</noembed>b", "ab"),
        ("a<video>no</video><audio>no</audio>b", "ab"),
        ("<math><semantics><mrow><mi>xy</mi></mrow><annotation encoding=t>no</annotation></semantics></math>", "xy"),
        ("a<meter>no</meter><progress>no</progress>b", "ab"),
    ],
    "styles that hide nothing": [
        ("<p style='backface-visibility:hidden'>a</p>", "a"),
        ("<p style='--display:none'>a</p>", "a"),
        ("<p style='display:none;display:block'>a</p>", "a"),
        ("<p style='display:none!important;display:block'>no</p>b", "b"),
        ("<p style='x-display:none'>a</p>", "a"),
        ("<p style='visibility:visible'>a</p>", "a"),
        ("<b style='overflow:hidden'>a</b>", "a"),
        ("<p style='DISPLAY : NONE'>no</p>b", "b"),
    ],
    "style sheets of the page": [
        ("<style>.x{display:none}</style><p class=x>no</p>b", "b"),
        ("<style>.x{display:none}.y{display:block}</style><p class='x y'>a</p>", "a"),
        ("<style>.y{display:block}.x{display:none}</style><p class='y x'>no</p>b", "b"),
        ("<style>#k{display:block}.x{display:none}</style><p class=x id=k>a</p>", "a"),
        ("<style>@media print{.x{display:none}}</style><p class=x>a</p>", "a"),
        ("<style>.x{display:none}@media screen{.x{display:block}}</style><p class=x>a</p>", "a"),
        ("<style>.a .x{display:none}</style><p class=x>a</p>", "a"),
        ("<style>p:hover{display:none}</style><p>a</p>", "a"),
        ("<style>.x{display:none!important}.x{display:block}</style><i class=x>no</i>b", "b"),
        ("<style>a,.x , .y{color:red;display:none}</style><p class=y>no</p><a>no</a>b", "b"),
        ("<style>/* .x{display:none} */</style><p class=x>a</p>", "a"),
        ("<style>aside{display:none}</style><aside>no</aside>b", "b"),
        ("<style media=print>.x{display:none}</style><p class=x>a</p>", "a"),
        ("<style>.x::before{display:none}</style><p class=x>a</p>", "a"),
        ("<style>@keyframes k{from{visibility:hidden}}.z{}</style><p class=z>a</p>", "a"),
        ("<style>.광고{display:none}</style><p>a</p>", "a"),
        ("<style>.x{visibility:hidden}</style>가<span class=x>없음</span>나", "가나"),
        ("<style>div.x{display:none}</style><p class=x>a</p><div class=x>no</div>", "a"),
        ("<style>.x{display:none}div .x{display:block}</style><div><p class=x>a</p></div>", "a"),
    ],
    "style sheets that look around": [
        ("<style>.menu .sub{display:none}</style><p class=sub>a</p><div class=menu><p class=sub>no</p></div>", "a"),
        ("<style>.menu > ul{display:none}</style><div class=menu><div><ul><li>a</ul></div><ul><li>no</ul></div>", "a"),
        ("<style>#t div.a  p{display:none}</style><div id=t><div class='b a'><div><p>no</p></div></div></div>b", "b"),
        ("<style>.a.b .x{display:none}</style><i class=a></i><div class=a><p class=x>a</p></div>", "a"),
        ("<style>.a.b .x{display:none}</style><div class='b a'><p class=x>no</div>b", "b"),
        ("<style>.m .s{display:none}.m.on .s{display:block}</style><ul class='m on'><li class=s>a</ul>", "a"),
        ("<style>.m .s{display:none}.m.on .s{display:block}</style><ul class=m><li class=s>no</ul>b", "b"),
        ("<style>.m li .s{display:none}.s{display:block}</style><ul class=m><li><p class=s>no</p></ul>b", "b"),
        ("<style>.m .s{display:none}#k .s{display:block}</style><div id=k><ul class=m><li class=s>a</ul></div>", "a"),
        ("<style>.m .s{display:none}.s:not(.t, .u){display:block}</style><ul class=m><li class=s>a</ul>", "a"),
        ("<style>.m .s{display:none}.m .s:hover{display:block}</style><ul class=m><li class=s>no</ul>b", "b"),
        ("<style>.no-js .x{display:none}</style><html class='no-js a'><p class=x>no</p>b", "b"),
        ("<style>.m .s{display:none}</style><div class=m>가<span class=s>없음</span>나</div>", "가나"),
        ("<style>li.a li{display:none}</style><ul><li class=a>a<li>b<ul><li>c</ul></ul>", "abc"),
        ("<style>.a{color:red;.x{display:none}}</style><p class=x>a</p>", "a"),
        ("<style>.a{color:red}.q::after{content:'}'}.x{display:none}</style><p class=x>no</p>b", "b"),
    ],
    "style sheets for some screens": [
        ("<style>@media (min-width:1024px){.x{display:none}}</style><p class=x>no</p>b", "b"),
        ("<style>@media only screen and (max-width: 40em){.x{display:none}}</style><p class=x>a</p>", "a"),
        ("<style>.x{display:none}@media (width >= 768px){.x{display:block}}</style><p class=x>a</p>", "a"),
        ("<style>@media print,(min-width:300px){.x{display:none}}</style><p class=x>no</p>b", "b"),
        ("<style>@media (prefers-contrast: more){.x{display:none}}</style><p class=x>a</p>", "a"),
        ("<style>@media screen{@media (min-width:20em){.x{display:none}}}</style><p class=x>no</p>b", "b"),
    ],
    "style sheets that ask for features": [
        ("<style>@supports (display: grid){.x{display:none}}</style><p class=x>no</p>b", "b"),
        ("<style>@supports not (display:grid){.x{display:none}}</style><p class=x>a</p>", "a"),
        ("<style>@supports (content-visibility: hidden){.x{content-visibility:hidden}}</style><p class=x>no</p>b", "b"),
        ("<style>@supports (display: -x-grid){.x{display:none}}</style><p class=x>a</p>", "a"),
        ("<style>.y{display:none}.x{visibility:collapse}</style><ul class=x><li>없음</ul>나", "나"),
    ],
    "names with escapes in style sheets": [
        (
            R"<style>.off{display:none}@media (width>1em){.md\:block{display:block}}</style><p class='off md:block'>a",
            "a",
        ),
        (
            R"<style>@media (min-width:768px){.md\:hidden{display:none}}</style><p class=md:hidden>no</p><p class=md>b",
            "b",
        ),
        (
            R"<style>.w-1\/2 .p-0\.5{display:none}</style><ul class='b w-1/2'><li class=p-0.5>no</ul><p class=p-0.5>b",
            "b",
        ),
        (
            R"<style>.\32xl\:off,.\31 0{display:none}</style><i class=2xl:off>no</i><i class=10>no</i><i class=1>b</i>",
            "b",
        ),
        (R"<style>.on\@desk{display:none}</style>가<b class=on@desk>없음</b><b class=on>나</b>", "가나"),
    ],
    "style sheets that ask for attributes": [
        ("<style>[x-cloak]{display:none!important}</style><div x-cloak class=k>no</div><div x-cloaked>b</div>", "b"),
        ("<style>[X-Cloak]{display:none}</style><DIV X-CLOAK=''>no</DIV>b", "b"),
        ("<style>body [data-test]{display:none}</style>a<span data-test=7>no</span>b<a href=/ data-test>no</a>", "ab"),
        ("<style>.d{display:none}.d[aria-hidden=false]{display:block}</style><div class=d>no</div>b", "b"),
        (
            "<style>.d{display:none}.d[aria-hidden=false]{display:block}</style><div class=d aria-hidden=false>a</div>",
            "a",
        ),
        ("<style>.d{display:none}[data-open]{display:block}</style><div class=d data-open>a</div><p class=d>no", "a"),
        ('<style>.l[data-view=""]{display:none}</style><p class=l data-view>no</p><p class=l data-view=x>a</p>', "a"),
        (
            "<style>div[data-a~='b c'],li[data-a~=b]{display:none}</style><div data-a='b c'>a</div><li data-a='c b'>no",
            "a",
        ),
        ("<style>[lang|=ko] .x{display:none}</style><div lang=ko-KR><p class=x>없음</p></div><p class=x>나", "나"),
        ("<style>.x[data-k^=ad]{display:none}</style><p class=x data-k=ad-1>no</p><p class=x data-k=bad>b</p>", "b"),
        ("<style>.x[data-k$=ad]{display:none}</style><p class=x data-k=ad-1>a</p><p class=x data-k=bad>no</p>", "a"),
        ("<style>.x[data-k*=ad i]{display:none}.y[data-k*='a,.z']{display:none}</style><p class=z>a</p>", "a"),
        ("<style>[class^=ad-]{color:red}.x{display:none}[class$=x]{display:block}</style><p class='ad-x x'>a</p>", "a"),
        ("<style>.x{display:none}:root[lang=de] .x{display:block}</style><p class=x>no</p>b", "b"),
    ],
    "style sheets that ask for what is not": [
        ("<style>.m:not(.on){display:none}</style><p class=m>no</p><p class='m on'>a</p>", "a"),
        ("<style>body:not(.admin) .x{display:none}</style><p class=x>no</p>b", "b"),
        (
            "<style>[data-c]:not(.on) [k]{display:none}</style><div data-c class=on><p k>a</div><div data-c><p k>no",
            "a",
        ),
        ("<style>.x{display:none}.x:not(.y,[data-z]):not(#k){display:block}</style><p class=x>a<p class='x y'>no", "a"),
        ("<style>.x{display:none}.x:not(.y:hover){display:block}</style><p class='x y'>a", "a"),
        ("<style>li:not(.a, .b){display:none}</style><ul><li class=b>b<li>no</ul>", "b"),
        ("<style>.x:not(.y):not([data-k='a, b']),i{display:none}</style><p class=x>없음</p>나<i>no", "나"),
        ("<style>.x:not(.y .z){display:none}</style><div class=y><p class='x z'>a</p></div>", "a"),
        ("<style>p:not(.x{display:none}</style><p>a</p>", "a"),
    ],
    "plain text to the end": [
        ("a<plaintext>b<p>c</plaintext>&amp;", "ab<p>c</plaintext>&amp;"),
        ("<PLAINTEXT>가<b>나", "가<b>나"),
    ],
    "buttons and pictures within a line": [
        ("<p>A <button>glossary</button> word</p>", "Aglossaryword"),
        ("<p>a <picture><source srcset=x><img alt=no></picture>b</p>", "ab"),
        ("<p>낱말 <BUTTON type=button>뜻</BUTTON> 풀이</p>", "낱말뜻풀이"),
    ],
}


# What may show an element in more ways than are looked at is shown.
ROWS["style sheets with many rules"] = [
    (f"<style>{rule}{{display:none}}{''.join(show % number for number in range(70))}</style>{body}", "a")
    for rule, show, body in (
        (".x", ".k%d .x{display:block}", "<div class=k69><p class=x>a</p></div>"),
        ("[data-x]", "body[v%d] [data-x]{display:block}", "<body v69><p data-x>a</p>"),
        ("#x.y", "#x.z%d{display:block}", "<section id=x class='y z69'>a</section>"),
    )
]


def squeeze(text: str) -> str:
    """Without white space, and with the letters of formulas as plain ones."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize(
    ("body", "shown"),
    [pytest.param(*row, id=f"{kind}-{number}") for kind in ROWS for number, row in enumerate(ROWS[kind])],
)
def test_what_is_shown_is_what_a_browser_shows(body: str, shown: str) -> None:
    source = f"<!doctype html><body>{body}"
    reading: Reading = read_slowly(source)
    page = read(source)
    for blocks, elements in ((page.blocks, page.elements), (reading.blocks, reading.elements)):
        assert squeeze("".join(block.text for block in blocks if not elements[block.element].is_hidden)) == shown


@pytest.mark.parametrize(
    "paid",
    [
        "<p>Ferry <span class=paywall data-3f7c>for the island</span></p>",
        "<div class='text paywall' data-3f7c><p>for the island</p></div>",
        "<section class='paywall' data-3f7c=''>섬으로 가는 배</section>",
    ],
)
def test_paid_text_is_not_hidden_by_an_attribute(paid: str) -> None:
    source = f"<!doctype html><style>[data-3f7c]{{display:none}}</style><body>{paid}<p data-3f7c>Layer</p>"
    slow: Reading = read_slowly(source)
    page = read(source)
    for blocks, elements in ((page.blocks, page.elements), (slow.blocks, slow.elements)):
        assert [block.text for block in blocks if elements[block.element].is_hidden] == ["Layer"]


def test_a_sentence_stays_whole_and_what_is_hidden_in_it_comes_behind() -> None:
    page = read(
        "<!doctype html><p class=byline>By <span class=sr-only>our</span> <a href=/ann rel=author>Ann</a>"
        "<noscript><img src=x></noscript>, <time datetime=2024-05-14>Monday</time></p><p>Text <i hidden>a<i>b</i></i>."
    )
    assert [block.text for block in page.blocks] == ["By Ann, Monday", "our", "Text .", "ab"]
    assert [(link.text, link.block) for link in page.links] == [("Ann", 0)]
    assert [(mark.kind, mark.text, mark.block) for mark in page.marks] == [
        ("author", "Ann", 0),
        ("time", "Monday", 0),
        ("author", "By Ann, Monday", 0),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Counting stops<a href='#stops'>¶</a>",
        "<a class=anchor href='#stops'>#</a>Counting stops",
        "Counting stops <span><a href='/doc#stops' title=Permalink>🔗</a></span>",
        "<a href='#stops'>Counting stops</a>",
    ],
)
def test_the_link_of_a_heading_to_itself_is_no_part_of_it(heading: str) -> None:
    page = read(f"<!doctype html><h2>{heading}</h2>")
    assert [block.text for block in page.blocks] == ["Counting stops"]
    assert len(page.links) == 1


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/a?b=1&section=2", "/a?b=1&section=2"),
        ("/a?b=1&copy=2&amp;region=3&para=4", "/a?b=1&copy=2&region=3&para=4"),
        ("/a?b&lt5&current=6&lt=7", "/a?b&lt5&current=6&lt=7"),
        ("/a?제목=1&times=2&not=3", "/a?제목=1&times=2&not=3"),
        ("/a?b&copy", "/a?b©"),
        ("/a?b&#61;1&#x26c=2", "/a?b=1ɬ=2"),
    ],
)
def test_a_reference_without_end_in_an_attribute_is_none(href: str, address: str) -> None:
    page = read(f"<!doctype html><link rel=canonical href='{href}'><a href='{href}'>a</a><img src='{href}'>")
    assert (page.links[0].href, page.images[0].src, page.signals.head_link("canonical")) == (address,) * 3


@pytest.mark.parametrize(
    ("markup", "src"),
    [
        ("<img srcset='/a.jpg 600w, /b.jpg 1200w'>", "/b.jpg"),
        ("<img srcset='/a,1.jpg 300w,/b.jpg 1200w, /c.jpg 900w' src=/img/spacer.gif>", "/b.jpg"),
        ("<amp-img srcset='/a.jpg, /b.jpg 1.5x'></amp-img>", "/b.jpg"),
        ("<picture><source srcset=' /가.webp 320w,, /나.webp 640w ,'><img></picture>", "/나.webp"),
        ("<img src='data:image/gif;base64,R0' data-srcset=' /a.jpg 1x,/b.jpg 2x'>", "/b.jpg"),
        ("<img src=/img/placeholder.png srcset='/a.jpg'>", "/a.jpg"),
        ("<picture><source srcset='/a.webp 1x' type=image/webp><source srcset=/b><img alt=x></picture>", "/a.webp"),
        ("<picture><source srcset='/a.webp'><img src=/b.jpg></picture>", "/b.jpg"),
        ("<img><noscript><img src=/a.jpg></noscript>", "/a.jpg"),
        ("<p>글 <img src=/lazy/blank.gif alt=항구><noscript><img src=/a.jpg></noscript> 글</p>", "/a.jpg"),
        ("<picture><source srcset=/no></picture><img src=/a.jpg>", "/a.jpg"),
    ],
)
def test_the_address_of_an_image(markup: str, src: str) -> None:
    assert [image.src for image in read(f"<!doctype html><body>{markup}").images] == [src]


def test_an_image_without_address_is_none() -> None:
    assert read("<!doctype html><img alt=x><p>a</p><noscript><img></noscript>").images == ()


TEXT = "The ferry that crossed the mouth of the river for ninety years is back on its moorings since Monday. " * 3


@pytest.mark.parametrize(
    "body",
    [
        f"<style>.app{{visibility:hidden}}</style><div class=app><h1>Ferry</h1><p>{TEXT}</div>",
        f"<style>#root{{display:none}}</style><div id=root><p>{TEXT}</p></div><p>Loading</p>",
        f"<div><template shadowrootmode=open><p>{TEXT}</template></div>",
        f'<p>Frame</p><iframe srcdoc="<p>{TEXT}</p>"></iframe>',
        f"<iframe srcdoc='&lt;main&gt;&lt;p class=&quot;x&quot;&gt;{TEXT}'></iframe>",
    ],
)
def test_the_whole_text_is_not_hidden_for_good(body: str) -> None:
    page = read(f"<!doctype html><body>{body}")
    assert [block.text for block in page.blocks if not page.elements[block.element].is_hidden][-1:] in (
        [TEXT.strip()],
        ["Loading"],
    )
    assert any(block.text == TEXT.strip() and not page.elements[block.element].is_hidden for block in page.blocks)


LAYER = "We and our partners keep small files on your device to measure what is read, which you may refuse here."
MENU = "".join(f"<li><a href=/{number}>Section of the paper {number}</a>" for number in range(40))
PURPOSES = "".join(f"<p>Partner {number}</p><p>{number} days</p>" for number in range(60))
KOREAN = "강릉 바다열차가 월요일부터 다시 달린다. "


@pytest.mark.parametrize(
    ("hidden", "story"),
    [
        (f"<div id=layer class=off><p>{LAYER}</p>{PURPOSES}</div>", TEXT),
        (f"<ul class=off>{MENU}</ul>", TEXT),
        (f"<section class=off><h2>쿠키 안내</h2>{'<p>필수 쿠키</p>' * 90}</section>", KOREAN * 6),
        (f"<div class=off><p>{LAYER}</p></div>" * 2 + f"<nav class=off>{MENU}</nav>", TEXT * 2),
    ],
)
def test_much_that_a_sheet_hides_stays_hidden_where_the_story_is_shown(hidden: str, story: str) -> None:
    source = f"<!doctype html><style>.off{{display:none}}</style><body>{hidden}<article><p>{story}</p></article>"
    slow: Reading = read_slowly(source)
    page = read(source)
    for blocks, elements in ((page.blocks, page.elements), (slow.blocks, slow.elements)):
        assert [block.text for block in blocks if not elements[block.element].is_hidden] == [story.strip()]
