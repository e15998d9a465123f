"""Links and emphasis of the body by their places in its texts; the letters of the record stay as they were."""

from time import process_time

import pytest

import scraper
from scraper.model import Article, BodyBlock, Span
from scraper.page import find_spans, read
from scraper.parse.body import type_blocks

URL = "https://harbour.example/news/1"
# What makes a page of one paragraph an article.
REST = "<p>The council met again on Thursday and voted by nine to four for the longer of the two bridges. </p>" * 4


def body_of(inner: str, *, head: str = "") -> tuple[BodyBlock, ...]:
    page = (
        f"<html><head>{head}</head><body><h1>The bridge stays open</h1><article>{inner}{REST}</article></body></html>"
    )
    return scraper.extract(page, URL).body


def told(block: BodyBlock) -> list[tuple[str, ...]]:
    return [(block.text[one.start : one.end], one.kind, *([one.href] if one.href else [])) for one in block.spans]


@pytest.mark.parametrize(
    ("inner", "spans"),
    [
        ('The <a href="/map?a=1&amp;b=2">new map</a> of', [("new map", "link", "https://harbour.example/map?a=1&b=2")]),
        ("The <A HREF='other.html'>new map</A> of", [("new map", "link", "https://harbour.example/news/other.html")]),
        ("The <a href=mailto:desk@harbour.example>desk</a> of", [("desk", "link", "mailto:desk@harbour.example")]),
        ("The <b>new map</b> of", [("new map", "strong")]),
        ("The <strong class=x>new</strong> <em>map</em> of", [("new", "strong"), ("map", "emphasis")]),
        ("The <i>new map</i> of", [("new map", "emphasis")]),
        ("A map, the <b>map</b> of", [("map", "strong")]),
        ("A&nbsp;map &amp;\n the <b>  new&nbsp;map </b> of", [("new map", "strong")]),
        (
            '<a href="/1"><strong>A</strong> map</a> of',
            [("A map", "link", "https://harbour.example/1"), ("A", "strong")],
        ),
        ("The <b>new <strong>map</strong></b> of", [("new map", "strong")]),
        ("The ma\u00adp and <b>the\u200b new</b> of", [("the new", "strong")]),
        ("“The <i>new</i> map”<!-- <b>of</b> --> of", [("new", "emphasis")]),
        ('The <a href="javascript:go()">new</a> <a name=x>map</a> of', []),
        ("The <i class=icon></i> new map of", []),
        ('The <a href="/1">map<span hidden>(opens)</span></a> of', [("map", "link", "https://harbour.example/1")]),
    ],
)
def test_what_a_paragraph_marks(inner: str, spans: list[tuple[str, ...]]) -> None:
    text = f"{inner} the town shows the harbour as it was before the flood of the last year."
    assert told(body_of(f"<p>{text}</p>")[0]) == spans


@pytest.mark.parametrize(
    ("markup", "marked"),
    [
        ("One &amp; <b>two</b><br>three <i>four</i> five", [["two", "four"]]),
        (f"{'A line of its own. ' * 9}<b>Two</b><br>a {'second line of it. ' * 6}<i>four</i>", [["Two"], ["four"]]),
        (f"<b>{'A line of its own. ' * 9}<br>{'A second line of it. ' * 6}</b>", None),
        ("“Zwei <em>drei</em>” ＆ 부산 <b>시장</b> <a href=/x>\u200b말했다</a>", [["drei", "시장", "말했다"]]),
        ("A word<sup><a href=#n1>1</a></sup> and <em>one <i>more</i> of</em> them", [["1", "one more of"]]),
        ("<em>open <p>to the end</em> of", [["open"], ["to the end"]]),
        ("The <b>bold<span hidden>er</span> one</b> of", [["bold one"], []]),
        ("<h2>A <i>heading</i> <a href=#top><b>#</b></a></h2>", [["heading"]]),
        ("A <b>tag</b> &copy<b>right</b> &notit; <b>sign</b>", [["tag", "right", "sign"]]),
        ("<pre>a  <b>b</b>\n  <i>c</i></pre>", [["b", "c"]]),
    ],
)
def test_where_it_stands_in_each_block(markup: str, marked: list[list[str]] | None) -> None:
    page = read(f"<div>{markup}</div>", URL)
    texts = [block.text for block in page.blocks]
    found = find_spans(page, range(len(texts)), texts)
    told = [[text[one.start : one.end] for one in spans] for text, spans in zip(texts, found, strict=True)]
    assert told == (marked if marked is not None else [[text] for text in texts])


def test_a_part_of_a_block_keeps_what_stands_in_it() -> None:
    page = read("<p>HARBOUR, May 4 - The <b>town</b> shows <i>its map</i>. By <a href=/reed>Nora Reed</a></p>", URL)
    part = "The town shows its map."
    (spans,) = find_spans(page, [0], [part])
    assert [part[one.start : one.end] for one in spans] == ["town", "its map"]


def test_a_caption_that_runs_into_the_text_takes_its_own_along() -> None:
    caption = "The <b>harbour</b> at noon. Photo: Nora Reed"
    text = "The council met again on <b>Thursday</b> and voted by nine to four for <a href=/b>the bridge</a>."
    page = read(f"<div><span class=caption>{caption}</span> {text}</div>", URL)
    texts = [block.text for block in page.blocks]
    assert len(texts) == 2
    found = find_spans(page, [0, 1], texts)
    told = [[text[one.start : one.end] for one in spans] for text, spans in zip(texts, found, strict=True)]
    assert told == [["harbour"], ["Thursday", "the bridge"]]


def test_emphasis_over_several_paragraphs_is_in_each() -> None:
    long = "The town shows the harbour as it was before the flood of the last year."
    body = body_of(f"{REST}<b><p>{long} One.</p><p>{long} Two.</p></b>{REST}")
    assert [told(block) for block in body if block.spans] == [
        [(f"{long} One.", "strong")],
        [(f"{long} Two.", "strong")],
    ]


def test_items_and_cells_keep_theirs_at_their_places_in_the_whole() -> None:
    rows = "".join(f"<tr><td>Ferry {n}</td><td><a href=/{n}>{n} in the <b>morning</b></a></td></tr>" for n in (7, 8))
    items = "".join(f"<li>The <em>pier {n}</em> is open all day</li>" for n in (1, 2))
    page = read(f"<ul>{items}</ul><table>{rows}</table>", URL)
    one_list, table = type_blocks(page, range(len(page.blocks)), [block.text for block in page.blocks])
    assert told(one_list) == [("pier 1", "emphasis"), ("pier 2", "emphasis")]
    assert [one[0] for one in told(table)] == ["7 in the morning", "morning", "8 in the morning", "morning"]


def test_a_heading_that_is_bold_as_a_whole_is_a_heading() -> None:
    body = body_of(f"{REST}<h2><b>What comes next</b></h2>{REST}<h2>What <b>comes</b> <a href=/n>next</a></h2>{REST}")
    plain, marked = [block for block in body if block.kind == "heading"]
    assert plain.spans == ()
    assert [one[0] for one in told(marked)] == ["comes", "next"]


def test_the_same_text_in_the_head_and_in_scripts_does_not_lead_astray() -> None:
    text = "The town shows the harbour map as it was before the flood of the last year."
    data = f'{{"@type": "NewsArticle", "articleBody": "<p>{text}</p>"}}'
    head = f'<meta name=description content="{text}"><script type="application/ld+json">{data}</script>'
    body = body_of(f"<p>{text.replace('map', '<i>map</i>')}</p>", head=head)
    assert told(body[0]) == [("map", "emphasis")]


def test_a_text_without_markup_has_none() -> None:
    page = "The bridge stays open\n\n" + "The council met again and voted *for* the bridge by nine to four. " * 6
    assert [block.spans for block in scraper.extract(page).body if block.spans] == []


def test_a_record_without_spans_is_read() -> None:
    record = Article(body=(BodyBlock("paragraph", "A map.", spans=(Span(2, 5, "strong"),)),)).to_dict()
    assert Article.from_dict(record).body[0].spans == (Span(2, 5, "strong"),)
    del record["body"][0]["spans"]
    assert Article.from_dict(record).body[0].spans == ()


@pytest.mark.parametrize(
    "shape",
    ["<b><p>{}</p>", "<b><a href=/x>{}</a> ", "<script><p>{}</p>", "<!-- <p>{}</p>", "<p><i>{}</p>", "<p><b>{}<b></p>"],
)
def test_hostile_markup_takes_time_in_proportion(shape: str) -> None:
    text = "The town shows the harbour as it was before the flood of the last year, number"
    page = read("<h1>The bridge</h1>" + "".join(shape.format(f"{text} {number}.") for number in range(4_000)), URL)
    texts = [block.text for block in page.blocks]
    began = process_time()
    find_spans(page, range(len(texts)), texts)
    assert process_time() - began < 3
