"""The body from the page's own data: every shape of data has a fixture `body-…`; here is what fixtures can't show."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.model import Script
from scraper.page import read
from scraper.page.data.flight import read_flight
from scraper.page.data.hydration import find_state_text
from scraper.page.data.state_html import as_html
from scraper.page.data.state_values import read_states
from scraper.pipeline import explain, extract

FIRST = "The harbour board voted on Tuesday to keep the night ferry running through the winter."
SECOND = "Captain Maud Ellery told the meeting that the boat carries forty people on an ordinary night."
TITLE = "Night ferry stays in service"


def page_with(state: Any, *, visible: str = "", title: str = TITLE) -> str:
    data = json.dumps(state)
    return (
        f"<title>{title}</title><main><h1>{title}</h1>{visible}</main>"
        f"<script id=__NEXT_DATA__ type=application/json>{data}</script>"
    )


def values(text: str, kind: str = "") -> list[Any]:
    return [state.value for state in read_states([Script(kind, "", text)])]


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ('window.__S__={"a":1};window.b=2', {"a": 1}),
        ('window.__S__ = {"a":undefined,"b":[void 0,"c"]};', {"a": None, "b": [None, "c"]}),
        ('window["__S__"]=JSON.parse("{\\"a\\":\\"b\\"}");', {"a": "b"}),
        ('window.__S__=JSON.parse(\'{"a":"it\\\'s"}\');', {"a": "it's"}),
        ('window.__S__=JSON.parse(decodeURIComponent("%7B%22a%22%3A1%7D"))', {"a": 1}),
        ('(window.__Q__=window.__Q__||[]).push({"a":1})', {"a": 1}),
        ('__NUXT__=(function(a){return {t:a,s:"a string of words"}}(1))', {"0": "a string of words"}),
    ],
)
def test_the_values_that_scripts_assign(script: str, value: Any) -> None:
    assert values(script) == [value]


def test_several_assignments_of_one_script() -> None:
    assert values('A.one={"a":1};A.two={"b":2};') == [{"a": 1}, {"b": 2}]


def test_flight_rows_run_across_chunks_and_count_bytes() -> None:
    text = "다리가 열렸다.\n끝"
    size = f"{len(text.encode()):x}"
    chunks = [f"1:T{size},", f'{text}2:["$","p",null,{{"children":"$1"}}]\n']
    scripts = [f"self.__next_f.push([1,{json.dumps(chunk)}])" for chunk in chunks]
    assert read_flight(scripts) == {"1": text, "2": {"type": "p", "children": text}}


@pytest.mark.parametrize(
    ("node", "html"),
    [
        ({"type": "paragraph", "children": [{"text": "a "}, {"text": "b", "bold": True}]}, "<p>a b</p>"),
        ({"_type": "block", "style": "h3", "children": [{"_type": "span", "text": "a"}]}, "<h3>a</h3>"),
        ({"type": "header-two", "text": "a"}, "<h2>a</h2>"),
        ({"type": "header", "data": {"text": "a", "level": 4}}, "<h2>a</h2>"),
        ({"type": "list", "data": {"items": ["a", "b"]}}, "<ul><li>a</li><li>b</li></ul>"),
        (
            {"type": "bulletList", "content": [{"type": "listItem", "content": [{"type": "paragraph", "text": "a"}]}]},
            "<ul><li>a</li></ul>",
        ),
        ({"type": "blockquote", "content": "a < b"}, "<blockquote>a &lt; b</blockquote>"),
        ({"type": "image", "caption": "a", "text": "a"}, ""),
        ("one\n\ntwo", "<p>one</p><p>two</p>"),
        ("<p>a</p>{{ad}}", "<p>a</p>"),
    ],
)
def test_nodes_of_content_systems_as_html(node: Any, html: str) -> None:
    assert as_html(node) == html


def test_the_text_beside_the_title_wins_over_a_longer_one() -> None:
    other = {"title": "Another story of another day", "body": f"{FIRST} {SECOND} " * 9}
    own = {"title": TITLE, "body": f"{FIRST} {SECOND}"}
    assert extract(page_with({"stories": [other, own]})).body_text == f"{FIRST} {SECOND}"


def test_a_visible_text_is_kept_when_the_data_has_no_more() -> None:
    visible = f"<p>{FIRST}</p><p>{SECOND}</p>"
    article = extract(page_with({"title": TITLE, "body": f"{FIRST}\n{SECOND}"}, visible=visible))
    assert article.evidence["body"].source == "visible text"
    assert article.body_text.endswith(SECOND)


def test_a_visible_beginning_is_replaced_by_the_whole() -> None:
    article = extract(page_with({"title": TITLE, "body": f"{FIRST}\n{SECOND}\nThe end."}, visible=f"<p>{FIRST}</p>"))
    assert article.body_text == f"{FIRST}\n{SECOND}\nThe end."
    assert article.evidence["body"].source == "__NEXT_DATA__ body"
    assert "page's data" in (article.evidence["body"].reason or "")


def test_data_without_an_article_gives_none() -> None:
    state = {"messages": {"terms": f"{FIRST} {SECOND}" * 3}, "items": [{"title": "A", "url": "/a", "text": FIRST * 3}]}
    article = extract(page_with(state))
    assert article.body == ()
    assert article.evidence["body"].source == "missing"


def test_every_block_of_the_data_has_a_role_too() -> None:
    explained = explain(page_with({"title": TITLE, "body": f"{FIRST}\n{SECOND}"}))
    assert [label.block for label in explained.labels] == [block.number for block in explained.page.blocks]
    assert [explained.page.blocks[label.block].text for label in explained.labels if label.role == "body"] == [
        FIRST,
        SECOND,
    ]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30) | st.just(f"{FIRST} {SECOND}"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "text", "body", "title", "children", "$", "url"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(json_values)
def test_no_data_raises(state: Any) -> None:
    extract(page_with(state))


@given(st.text(alphabet='{}[]":,=.push(JSONparse\\u0 1T$x\n', max_size=120))
def test_no_script_raises(text: str) -> None:
    find_state_text(read(f"<script>self.__next_f.push([1,'{text}'])</script><script>__DATA__={text}</script>"))


@pytest.mark.parametrize(
    "unit", ['={"a":', "=[", '="', '{"a":[', '.push(["', '"', "=JSON.parse('", '{"body":"<p>', "1:T9,"]
)
def test_time_grows_with_the_data_only(unit: str) -> None:
    """What scans to the end at every start would need minutes for this; a slow machine needs a second."""
    script = "__DATA__" + unit * (300_000 // len(unit))
    began = time.process_time()
    find_state_text(read(f"<script>{script}</script><script>self.__next_f{script}</script>"))
    assert time.process_time() - began < 8
