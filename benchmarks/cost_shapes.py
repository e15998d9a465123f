"""Pages whose cost shows how it grows: ordinary ones and hostile ones, each made to a size in bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

SENTENCE = (
    "The ferry crossed the mouth of the Orrin in forty minutes on Tuesday, "
    'and <a href="/tag/harbour">the harbour office</a> counted 112 passengers, nine lorries and a dog. '
)
HEAD = '<!doctype html><html lang="en"><head><title>Ferry returns - Gazette</title></head><body><h1>Ferry returns</h1>'
Shape = Callable[[int], str]


def repeated(piece: str, *, before: str = "", after: str = "") -> Shape:
    """Return a shape of as many `piece` as the size has room for; `{}` in it is the number of each."""
    counted = "{}" in piece

    def make(size: int) -> str:
        count = max(1, size // len(piece.encode()))
        pieces = "".join(piece.replace("{}", str(number)) for number in range(count)) if counted else piece * count
        return f"{HEAD}{before}{pieces}{after}"

    return make


def _article(size: int) -> str:
    """A long article in the usual frame: menu, text, related links, footer."""
    menu = "".join(f'<li><a href="/s/{n}">Section {n}</a></li>' for n in range(40))
    paragraphs = "".join(f"<p>{n}. {SENTENCE * 2}</p>" for n in range(size // (2 * len(SENTENCE) + 12)))
    return f"{HEAD}<nav><ul>{menu}</ul></nav><article>{paragraphs}</article><footer><p>© Gazette</p></footer>"


def _nesting(size: int) -> str:
    depth = size // 11
    return f"{HEAD}{'<div>' * depth}<p>{SENTENCE * 3}</p>{'</div>' * depth}"


def _nested_inline(size: int) -> str:
    depth = size // 15
    return f"{HEAD}<p>{'<span>' * depth}{SENTENCE * 3}{'</span>' * depth}</p>"


def _json_ld(size: int) -> str:
    node = {"@type": "NewsArticle", "headline": "Ferry", "datePublished": "2024-05-14", "author": {"name": "Nell Reed"}}
    nodes = [node] * max(1, size // len(json.dumps(node)))
    return f'{HEAD}<script type="application/ld+json">{json.dumps(nodes)}</script><p>{SENTENCE * 3}</p>'


def _json_ld_text(size: int) -> str:
    node = {"@type": "NewsArticle", "headline": "Ferry", "articleBody": SENTENCE * (size // len(SENTENCE))}
    return f'{HEAD}<script type="application/ld+json">{json.dumps(node)}</script><p>{SENTENCE * 3}</p>'


def _text_dump(size: int) -> str:
    line = "The ferry crossed the mouth of the Orrin in forty minutes on Tuesday and nine lorries were counted.\n\n"
    return "Ferry returns\n\n" + line * (size // len(line))


def _attributes(size: int) -> str:
    names = " ".join(f'data-a{n}="{n}"' for n in range(size // 20))
    return f"{HEAD}<div {names}><p>{SENTENCE * 3}</p></div>"


def _style_rules(size: int) -> str:
    """As many rules that hide as elements that ask for them, in other rules and in media."""
    count = size // 110
    rules = "".join(f".c{n}{{display:none}}@media print{{.c{n} p,#i{n}{{display:block}}}}" for n in range(count))
    return f"<style>{rules}</style>{HEAD}" + "".join(f'<p class="c{n} d">Block {n}.</p>' for n in range(count))


def _style_context(size: int) -> str:
    """Many elements, each in a deep place of its own, and rules that ask for what stands around it."""
    count = size // 90
    rules = "".join(f".d{n} .o{n}>.e p{{display:none}}.o{n} p{{display:block}}" for n in range(min(count, 400)))
    around = "".join(f'<div class="o{n} d{n}">' for n in range(400))
    held = "".join(f'<div class="e e{n}"><p class="f{n}">Block {n}.</p></div>' for n in range(count))
    return f"<style>{rules}.z p{{display:none}}</style>{HEAD}{around}{held}"


SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "article": _article,
        "short blocks": repeated("<p>Block {} of it.</p>"),
        "long blocks": repeated(f"<p>{SENTENCE * 20}</p>"),
        "nested blocks": _nesting,
        "nested inline": _nested_inline,
        "nested unclosed": repeated("<div><p>A sentence of it."),
        "inline run": repeated("<b>ferry</b> ", before="<p>", after="</p>"),
        "inline classes": repeated('<span class="date">x</span> ', before="<p>", after="</p>"),
        "marked blocks": repeated('<div class="byline">By Nell Reed {}</div>'),
        "line breaks": repeated("A line of it.<br>", before="<div>", after="</div>"),
        "blank breaks": repeated("&nbsp;<br>", before="<div>", after=f"<p>{SENTENCE * 3}</p></div>"),
        "open quotes": repeated('<a ="{}>" ', after=f'<a =">{SENTENCE * 3}'),
        "links": repeated(
            '<a href="/story/{}">Ferry crosses the mouth of the Orrin {}</a> ', before="<p>", after="</p>"
        ),
        "link blocks": repeated(
            '<li><a href="/story/{}">Ferry crosses the mouth {}</a></li>', before="<ul>", after="</ul>"
        ),
        "table cells": repeated("<tr><td>Orrin</td><td>{}</td></tr>", before="<table>", after="</table>"),
        "dates": repeated("<p>2024-05-14 07:{}</p>"),
        "dates in a line": repeated("14 May 2024, 07:{} ", before="<p>", after="</p>"),
        "dates unknown": repeated("<p>Updated on the {}th of Mayember 2024</p>"),
        "time elements": repeated('<time datetime="2024-05-14T07:42:00Z">14 May {}</time> '),
        "headings": repeated("<h1>Ferry returns after {} years</h1>"),
        "images": repeated(
            '<figure><img src="/i/{}.jpg" alt="Ferry {}"><figcaption>The ferry {}.</figcaption></figure>'
        ),
        "bylines": repeated("<p>By Nell Reed and Hugh Ash {}</p>"),
        "readings": repeated(
            "<li>흐림속초12.4℃</li>", before="<p>2024년 4월 30일</p><ul>", after="</ul><p>기상청 제공</p>"
        ),
        "readings in a line": repeated(
            "흐림속초12.4℃ ", before="<p>2024년 4월 30일</p><p>", after="</p><p>기상청 제공</p>"
        ),
        "meta": repeated('<meta name="author" content="Nell Reed {}">'),
        "JSON-LD nodes": _json_ld,
        "JSON-LD text": _json_ld_text,
        "JSON-LD nested": repeated('{"a":[', before='<script type="application/ld+json">', after="</script><p>x</p>"),
        "one text": repeated("The ferry crossed the mouth of the Orrin. ", before="<p>", after="</p>"),
        "one word": repeated("가", before="<p>", after="</p>"),
        "digits": repeated("7", before="<p>", after="</p>"),
        "white space": repeated(" \t\n", before="<p>a", after="b</p>"),
        "brackets": repeated("([<", before="<p>", after="</p>"),
        "at signs": repeated("a@b.", before="<p>", after="</p>"),
        "entities": repeated("&amp;", before="<p>", after="</p>"),
        "one class": repeated("token ", before='<div class="', after=f'"><p>{SENTENCE * 3}</p></div>'),
        "attributes": _attributes,
        "title": repeated("Ferry - ", before="<title>", after=f"</title><p>{SENTENCE * 3}</p>"),
        "long headline": repeated("Ferry back | ", before="<h1>", after=f"</h1><p>{SENTENCE * 3}</p>"),
        "comments": repeated("<!-- x -->"),
        "unclosed comment": repeated("x ", before=f"<p>{SENTENCE * 3}</p><!--"),
        "hidden words": repeated("word <span hidden>no</span> ", before="<p>", after="</p>"),
        "nested hidden": repeated("<span hidden>no", before="<p>", after="</p>"),
        "open drawings": repeated("<svg><g>", after=f"<p>{SENTENCE * 3}</p>"),
        "open scripts": repeated("<script><!--<script>"),
        "cut references": repeated("&am<b>p;</b>", before="<p>", after="</p>"),
        "style rules": _style_rules,
        "style context": _style_context,
        "buttons in a line": repeated("a <button>b</button> c ", before="<p>", after="</p>"),
        "scripts": repeated("<script>var a = {};</script>"),
        "names in a line": repeated("Nell Reed, ", before="<p>By ", after="</p>"),
        "name links": repeated('<a rel="author" href="/a/{}">Nell Reed {}</a>, ', before="<p>By ", after="</p>"),
        "byline elements": repeated('<span class="author">Nell Reed {}</span> ', before="<p>", after="</p>"),
        "keywords": repeated("ferry {}, ", before='<meta name="keywords" content="', after=f'"><p>{SENTENCE * 3}</p>'),
        "tag links": repeated('<a rel="tag" href="/tag/{}">ferry {}</a> ', before='<div class="tags">', after="</div>"),
        "breadcrumb": repeated('<li><a href="/s/{}">Section {}</a></li>', before='<nav class="breadcrumb"><ol>'),
        "page links": repeated('<a href="?page={}">{}</a> ', before='<div class="pagination">', after="</div>"),
        "copyright lines": repeated("<p>© 2024 The Gazette. All rights reserved {}.</p>"),
        "mails": repeated("<p>홍길동 기자 hong{}@gazette.example</p>"),
        "mails in a line": repeated("홍길동 기자 hong{}@gazette.example ", before="<p>", after="</p>"),
        "market in a line": repeated("BIST 8.864 / DOLAR 34,31 / ", before="<p>", after="</p>"),
        "text dump": _text_dump,
    }
)
