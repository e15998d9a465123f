"""JSON that templates broke: what can be read of it is."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.page import read
from scraper.page.data.json_mend import mended_values

ROWS: list[tuple[str, list[Any]]] = [
    # comments
    ('// made by a theme\n{"a": "b"}', [{"a": "b"}]),
    ('{"a": "https://x.example//b", // local\n "c": 1}', [{"a": "https://x.example//b", "c": 1}]),
    ('/* one */ {"a": 1 /* two */, "b": "/* none */"}', [{"a": 1, "b": "/* none */"}]),
    ('<!-- {"a": "b"} -->', [{"a": "b"}]),
    ('{\n"a": "b",\n//"c": "d", // 未用\n"e": "f"}', [{"a": "b", "e": "f"}]),
    # quotation marks that nobody escaped
    ('{"a": "Nurses: "We counted"", "b": "c"}', [{"a": 'Nurses: "We counted"', "b": "c"}]),
    ('{"a": "she calls it "a start".", "b": "c"}', [{"a": 'she calls it "a start".', "b": "c"}]),
    ('{"a": "<a href="https://x.example/?p=1&q=2" rel="no">Z</a>, and", "b": 3}',
     [{"a": '<a href="https://x.example/?p=1&q=2" rel="no">Z</a>, and', "b": 3}]),
    ('{"tags": ["the "old" town", "b"], "k": "v"}', [{"tags": ['the "old" town', "b"], "k": "v"}]),
    ('{"제목": "시장 "다시 한다" 말했다", "b": 1}', [{"제목": '시장 "다시 한다" 말했다', "b": 1}]),
    # as written into an attribute, with a byte order mark, with an escape that is none
    ("{&quot;a&quot;: &quot;b &amp;amp; c&quot;}", [{"a": "b &amp; c"}]),
    ("\ufeff" + '{"a": 1,}', [{"a": 1}]),
    (r'{"a": "c:\dir\new", "b": "it\'s"}', [{"a": "c:\\dir\new", "b": "it\\'s"}]),
    ('{"a": undefined, b: 1, "c": NaN}', [{"a": None, "b": 1, "c": None}]),
    ("{&#34;a&#34;: &#34;b&#34;}", [{"a": "b"}]),
    ('\n{"a": {"b": "c"}}\0', [{"a": {"b": "c"}}]),
    # several in a row
    ('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
    ('{"a": 1},\n{"b": 2};', [{"a": 1}, {"b": 2}]),
    ('[{"a": 1}] [2]', [[{"a": 1}], [2]]),
    ('{"a": 1}}', [{"a": 1}]),
    # cut off
    ('{"a": "b", "c": {"d": ["e", "f', [{"a": "b", "c": {"d": ["e", "f"]}}]),
    ('{"a": "b", "c', [{"a": "b", "c": None}]),
    ('{"a": "b", "c":', [{"a": "b", "c": None}]),
    ('{"a": ["b",', [{"a": ["b"]}]),
    # a comma that was forgotten
    ('{"a": "b"\n "c": "d"}', [{"a": "b", "c": "d"}]),
    ('{"a": {"b": "c"} "d": ["e"] "f": 1}', [{"a": {"b": "c"}, "d": ["e"], "f": 1}]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), ROWS)
def test_what_can_be_read(text: str, values: list[Any]) -> None:
    assert mended_values(text) == values


def test_a_page_whose_json_ld_is_broken_has_its_nodes() -> None:
    script = '{"@type": "NewsArticle", "headline": "He said "no"", "author": {"@type": "Person", "name": "Ann Lee"}}'
    page = read(f'<script type="application/ld+json">{script}</script>')
    assert [node["@type"] for node in page.signals.json_ld] == ["NewsArticle", "Person"]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_json_without_fault_is_read_as_it_is(value: Any) -> None:
    if isinstance(value, dict | list) and '": ' not in str(value) and '"' not in str(value):
        assert mended_values(json.dumps(value)) == [value]


@given(st.text(alphabet='{}[]:,"\\ \n/*ab1&quot;'))
def test_nothing_raises(text: str) -> None:
    assert isinstance(mended_values(text), list)


@pytest.mark.parametrize(
    "unit", ['{"a":', '{"a": "x" x" ', '[["', '"', '{"', "/*", "//", '{"a":"",', '\\\\"', ' "a" ', '{"a": "b" \n']
)
def test_time_grows_with_the_text_only(unit: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        mended_values("{" + unit * times)
        return time.process_time() - start

    assert seconds(20_000) < 12 * max(seconds(4_000), 0.005)
