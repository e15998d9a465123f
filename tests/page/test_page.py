"""What the page pass makes of broken, old and hostile markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.model import Page
from scraper.page import read


def page(body: str) -> Page:
    return read(f"<!doctype html><html lang=en><head><title>T</title></head><body>{body}</body></html>")


def shape(body: str) -> list[tuple[str, str]]:
    return [(block.tag, block.text) for block in page(body).blocks]


def path(read_page: Page, number: int) -> list[str]:
    """The tags around a block, from the outside in."""
    tags = []
    element = read_page.blocks[number].element
    while element >= 0:
        tags.append(read_page.elements[element].tag)
        element = read_page.elements[element].parent
    return tags[::-1]


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<p>One<p>Two", [("p", "One"), ("p", "Two")]),
        ("<p>One<div>Two</div>Three", [("p", "One"), ("div", "Two"), ("body", "Three")]),
        ("<ul><li>One<li>Two</ul>Three", [("li", "One"), ("li", "Two"), ("body", "Three")]),
        ("<ul><li>One<ul><li>In</ul><li>Two</ul>", [("li", "One"), ("li", "In"), ("li", "Two")]),
        ("<dl><dt>Term<dd>Text</dl>", [("dt", "Term"), ("dd", "Text")]),
        ("<table><tr><td>a<td>b<tr><td>c</table>d", [("td", "a"), ("td", "b"), ("td", "c"), ("body", "d")]),
        ("<h2>Head</h3><p>Text", [("h2", "Head"), ("p", "Text")]),
        ("<div>One</p>Two</div>", [("div", "One"), ("div", "Two")]),
        ("<DIV>Upper</DIV><P CLASS=x>case", [("div", "Upper"), ("p", "case")]),
        ("a<br>b", [("body", "a\nb")]),
        ("a<br><br>b", [("body", "a"), ("body", "b")]),
        ("a<br> <br/>&nbsp;<br>b", [("body", "a"), ("body", "b")]),
        ("<pre>one\n  two</pre>", [("pre", "one\n  two")]),
        ("f<b>oo</b> <i>b</i>ar", [("body", "foo bar")]),
        ("foo<!-- -->bar", [("body", "foobar")]),
        ("a &lt;b&gt; &amp; c&#8217;s &unknown; &copy", [("body", "a <b> & c’s &unknown; ©")]),
        ("1 < 2 and 3 > 2", [("body", "1 < 2 and 3 > 2")]),
        ("<p title='a>b'>One</p><p title=\"<p>\">Two</p>", [("p", "One"), ("p", "Two")]),
        ("<p title=it's>One</p><p>It's</p>", [("p", "One"), ("p", "It's")]),
        ('<p title="open>One</p><p class="x">Two</p>', [("p", "Two")]),
        ("<p>One</p><p>cut <a hre", [("p", "One"), ("p", "cut")]),
        ("<?php echo 1 ?><![CDATA[x]]><p>One", [("p", "One")]),
        ("<hr>One<hr/>Two", [("body", "One"), ("body", "Two")]),
        ("One</br>Two</hr>Three", [("body", "One\nTwo"), ("body", "Three")]),
    ],
)
def test_blocks(body: str, blocks: list[tuple[str, str]]) -> None:
    assert shape(body) == blocks


@pytest.mark.parametrize(
    "body",
    [
        "<script>document.write('<p>no</p>')</script>",
        '<SCRIPT>if (a < b) { x = "<a href=\'" }</SCRIPT>',
        "<style>p > a { color: red }</style>",
        "<svg><title>no</title><text>no</text></svg>",
        "<textarea><p>no</p></textarea>",
        "<!-- <p>no</p> -->",
        "<!--><!--->",
        "<!doctype html PUBLIC '-//W3C//DTD'>",
        "<script src=x></script>",
        "<script>no</script   >",
    ],
)
def test_what_is_no_text_is_taken_out_whole(body: str) -> None:
    assert shape(f"<p>One</p>{body}<p>Two</p>") == [("p", "One"), ("p", "Two")]


@pytest.mark.parametrize("opened", ["<!-- note", "<title>", "<svg viewBox=x>", "<textarea>", "<button>", "<form>"])
def test_what_is_left_open_hides_nothing(opened: str) -> None:
    assert [text for _, text in shape(f"<p>One</p>{opened}<p>Two</p>")][-1] == "Two"


def test_a_script_cut_off_is_no_text() -> None:
    assert shape("<p>One</p><script>var story = '<p>no</p>'") == [("p", "One")]


def test_an_early_end_of_the_page_ends_nothing() -> None:
    found = read("<html><body><p>One</body></html><div><p>Two</div>")
    assert [block.text for block in found.blocks] == ["One", "Two"]
    assert path(found, 1) == ["html", "body", "div", "p"]


def test_a_cell_keeps_its_text_from_end_tags_of_others() -> None:
    found = page("<div><table><tr><td>a</div>b</td><td>c</table></div>d")
    assert [path(found, n)[2:] for n in range(4)] == [
        ["div", "table", "tr", "td"],
        ["div", "table", "tr", "td"],
        ["div", "table", "tr", "td"],
        [],
    ]


def test_an_unclosed_link_or_emphasis_ends_with_its_element() -> None:
    blocks = page("<div><a href=/a>One <b>two</div><div>Three</div>").blocks
    assert [(block.link_chars, block.bold_chars) for block in blocks] == [(7, 3), (0, 0)]


@pytest.mark.parametrize(
    ("body", "letters"),
    [
        ("<h2><a name=two>The reeds of the bank</a></h2>", 0),
        ("<h3 id=ziele><a href='#ziele'>Ziele der Brücke</a></h3>", 0),
        ("<h2><A ID=x>다리의 목적</A></h2>", 0),
        ("<h4><a name=a>The reeds</a> <a href=/b>of the bank</a></h4>", 11),
        ("<h2><a href=/news/2>The reeds of the bank</a></h2>", 21),
        ("<p><a onclick='go()'>Dates and prices</a></p>", 16),
        ("<ul><li><a href='#two'>The reeds of the bank</a></ul>", 21),
    ],
)
def test_a_heading_that_is_an_anchor_is_no_link(body: str, letters: int) -> None:
    assert [block.link_chars for block in read(body).blocks] == [letters]


@pytest.mark.parametrize(
    ("markup", "value"),
    [
        ("<abbr class=published title=2016-03-31T03:55:00-07:00>3:55 AM</abbr>", "2016-03-31T03:55:00-07:00"),
        ("<span class='date updated' title='2023-11-04'>Samstag</span>", "2023-11-04"),
        ("<abbr itemprop=datePublished title='2020-02-01T10:00Z' content='2020-02-02'>10:00</abbr>", "2020-02-02"),
        ("<span class=date title='All stories of 2023'>4 November</span>", ""),
        ("<a class=date href=/2023 title=2023-11-04>4 November</a>", "2023-11-04"),
    ],
)
def test_the_title_of_a_dated_element_is_its_value(markup: str, value: str) -> None:
    assert [mark.value for mark in read(f"<p>{markup}</p>").marks] == [value]


def test_links() -> None:
    found = page(
        '<a href="/a?b=1&amp;c=2" rel=tag>One</a><p><a data-href=/no HREF=/b><div>Two</div></a><a name=x>no</a>'
    )
    assert [(link.href, link.text, link.rel, link.block) for link in found.links] == [
        ("/a?b=1&c=2", "One", "tag", 0),
        ("/b", "Two", "", 1),
    ]


def test_marks_of_inline_and_block_elements_end_where_they_end() -> None:
    found = page(
        '<div class="byline">By <span class=author>Ann <span>Lee</span></span></div>'
        "<p><span class=date>1 May<p>Text</p><time datetime=2024-05-01>May</time>"
    )
    assert [(mark.kind, mark.text, mark.value) for mark in found.marks] == [
        ("author", "Ann Lee", ""),
        ("author", "By Ann Lee", ""),
        ("date", "1 May", ""),
        ("time", "May", "2024-05-01"),
    ]


def test_what_has_no_end_tag_marks_nothing() -> None:
    assert page("<p><input name=author class=author> Name (needed)</p><p>By<wbr class=author> Ann</p>").marks == ()


def test_hidden_elements() -> None:
    found = page(
        "<div style='display: none'><p>a</div><p hidden>b<noscript><p>c</noscript><p class=hidden>d<p style=color:red>e"
    )
    assert [found.elements[block.element].is_hidden for block in found.blocks] == [True, True, True, False, False]


def test_no_nesting_is_too_deep() -> None:
    found = page("<div>" * 5_000 + "<p>One</p>" + "</div>" * 5_000 + "Two")
    assert [block.text for block in found.blocks] == ["One", "Two"]
    assert max(element.depth for element in found.elements) <= 512


def test_a_text_of_ten_million_bytes_is_kept() -> None:
    text = "word " * 2_200_000
    assert [len(block.text) for block in page(f"<p>{text}</p><p>End").blocks] == [len(text) - 1, 3]


def test_signals() -> None:
    found = read(
        '<html lang="ko-KR"><head><TITLE>순천 &amp; 광양</TITLE><meta name=Author content="김 &amp; 이">'
        "<meta property=og:title content='a'><link rel=canonical href=/a><link rel=stylesheet href=/no>"
        '<script type="application/ld+json">{"@type": "NewsArticle"}</script><script>var a = 1234567890123456</script>'
        "<script>window.__STATE_OF_PAGE__ = {}</script><svg><title>no</title></svg>"
    ).signals
    assert (found.title, found.language) == ("순천 & 광양", "ko-KR")
    assert found.meta == (("author", "김 & 이"), ("og:title", "a"))
    assert found.head_links == (("canonical", "/a"),)
    assert [script.text[:12] for script in found.scripts] == ['{"@type": "N', "window.__STA"]
    assert found.json_ld == ({"@type": "NewsArticle"},)


_TAGS = "p /p div /div a /a b table td /table li br script /script title"
_PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in _TAGS.split()),
        "<div class=author>",
        '<p a="',
        "<!--",
        "-->",
        "text",
        " ",
        "&amp;",
        *"<>='\"",
    ]
)


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_no_markup_is_too_broken(source: str) -> None:
    found = read(f"<html>{source}")
    assert all(block.text and block.element < len(found.elements) for block in found.blocks)
    assert all(element.parent < number for number, element in enumerate(found.elements))
    assert [block.number for block in found.blocks] == list(range(len(found.blocks)))
