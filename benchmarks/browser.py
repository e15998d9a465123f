"""The visible text of real pages as Chromium has it, and how much of it the blocks have, beside other parsers.

    python -m benchmarks.browser GOLD [--pages 250] [--worst 5] [--chromium /usr/bin/chromium]

GOLD is a folder with `gold.jsonl` and `pages/`. Scripts are off and nothing is loaded: the page is what its own bytes
say. Recall is the share of Chromium's words (`innerText`) that the blocks have, some of them in blocks called hidden,
such as labels for screen readers. Precision is the share of the words in shown blocks that Chromium shows. Left out on
both sides is what the project takes for no text by choice: `<noscript>`, `<select>`, drawings and media; a `<details>`
counts as opened. Needs the `browser` extra and a Chromium; selectolax is measured where it is installed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import lxml.etree
import lxml.html

from scraper.model import Page
from scraper.page import read

if TYPE_CHECKING:
    from playwright.sync_api import Route

_URL = "https://page.example/one/two.html"
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]|[^\W\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]+")
# They say where a word may be cut, and are no part of it.
_BREAKS = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_ASK = """() => {
    const style = document.createElement("style");
    style.textContent = "noscript,select,canvas,video,audio,svg,iframe,object{display:none!important}";
    (document.head || document.documentElement).append(style);
    document.querySelectorAll("details").forEach(one => one.open = true);
    const shown = one => !one.closest("noscript");
    return {
        text: document.body ? document.body.innerText : "",
        links: [...document.querySelectorAll("a[href]")].filter(shown).map(one => one.href),
        images: [...document.images].filter(shown).map(one => one.src).filter(src => src && !src.startsWith("data:")),
    };
}"""


class Measured(NamedTuple):
    """One page: Chromium's answer beside the words and addresses of the reading."""

    name: str
    answer: dict[str, Any]
    page: Page


def main() -> None:
    """Print the table, and the worst pages."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("--pages", type=int, default=250)
    parser.add_argument("--worst", type=int, default=5)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    given = parser.parse_args()
    files = _sample(given.gold, given.pages)
    parsers = _parsers()
    words: dict[str, list[tuple[Counter[str], Counter[str]]]] = {
        name: [] for name in ("blocks", "shown blocks", *parsers)
    }
    measured = []
    for one, content in _ask(files, given.chromium):
        measured.append(one)
        wanted = _bag(one.answer["text"])
        words["blocks"].append((wanted, _bag(_text(one.page, with_hidden=True))))
        words["shown blocks"].append((wanted, _bag(_text(one.page, with_hidden=False))))
        for name, parse in parsers.items():
            words[name].append((wanted, _bag(parse(content))))
    print(f"{len(measured)} pages; lxml {version('lxml')}")
    for name, pairs in words.items():
        same = sum(((wanted & found).total() for wanted, found in pairs), 0)
        recall = same / max(1, sum(wanted.total() for wanted, _ in pairs))
        precision = same / max(1, sum(found.total() for _, found in pairs))
        print(f"{name:14} recall {recall:.4f}  precision {precision:.4f}")
    for kind in ("links", "images"):
        _print_addresses(kind, measured)
    _print_worst(words["shown blocks"], measured, count=given.worst)


def _sample(gold: Path, count: int) -> list[Path]:
    """Return the files of `count` pages, spread over the corpus."""
    rows = [json.loads(line) for line in (gold / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    files = list(dict.fromkeys(gold / row["page"] for row in rows))
    step = max(1, len(files) // count)
    return files[::step][:count]


def _ask(files: list[Path], chromium: str) -> Iterator[tuple[Measured, bytes]]:
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_context(java_script_enabled=False).new_page()
        served = {"body": b""}

        def serve(route: Route) -> None:
            if route.request.url == _URL:
                route.fulfill(body=served["body"], content_type="text/html; charset=utf-8")
            else:
                route.abort()

        tab.route("**/*", serve)
        tab.set_default_timeout(10_000)
        for file in files:
            page = read(gzip.decompress(file.read_bytes()), _URL)
            # How it is decoded is measured elsewhere.
            served["body"] = page.source.encode("utf-8", "replace")
            try:
                tab.goto(_URL, wait_until="domcontentloaded")
                answer = tab.evaluate(_ASK)
            except Error as error:
                print(f"{file.name}: {str(error).splitlines()[0]}")
                continue
            yield Measured(file.name, answer, page), served["body"]
        browser.close()


def _parsers() -> dict[str, Callable[[bytes], str]]:
    """Return what else has a text of a page: all of its body but scripts and styles."""
    parsers: dict[str, Callable[[bytes], str]] = {"lxml": _text_of_lxml}
    if find_spec("selectolax"):
        parsers["selectolax"] = _text_of_selectolax
    return parsers


def _text_of_lxml(content: bytes) -> str:
    tree = lxml.html.document_fromstring(content or b"<p>", parser=lxml.html.HTMLParser(encoding="utf-8"))
    lxml.etree.strip_elements(tree, "script", "style", "noscript", "svg", "select", "head", with_tail=False)
    return " ".join(str(part) for part in tree.itertext())


def _text_of_selectolax(content: bytes) -> str:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(content.decode())
    tree.strip_tags(["script", "style", "noscript", "svg", "select", "head", "template"])
    text: str = tree.text(separator=" ")
    return text


def _text(page: Page, *, with_hidden: bool) -> str:
    return "\n".join(block.text for block in page.blocks if with_hidden or not _is_hidden(page, block.element))


def _is_hidden(page: Page, element: int) -> bool:
    return bool(page.elements) and page.elements[element].is_hidden


def _bag(text: str) -> Counter[str]:
    return Counter(_WORDS.findall(unicodedata.normalize("NFKC", text.translate(_BREAKS)).lower()))


def _print_addresses(kind: str, measured: list[Measured]) -> None:
    wanted, found = Counter[str](), Counter[str]()
    for one in measured:
        written = (
            [link.href for link in one.page.links] if kind == "links" else [image.src for image in one.page.images]
        )
        wanted.update(f"{one.name} {address}" for address in one.answer[kind])
        found.update(f"{one.name} {one.page.join(address)}" for address in written)
    same = (wanted & found).total()
    print(f"{kind:14} of Chromium's {same / max(1, wanted.total()):.4f}, of ours {same / max(1, found.total()):.4f}")


def _print_worst(pairs: list[tuple[Counter[str], Counter[str]]], measured: list[Measured], *, count: int) -> None:
    """Print the pages with most words missing and most too many, and the blocks that have the latter."""
    by_missing = sorted(
        zip(pairs, measured, strict=True), key=lambda one: (one[0][0] - one[0][1]).total(), reverse=True
    )
    by_more = sorted(zip(pairs, measured, strict=True), key=lambda one: (one[0][1] - one[0][0]).total(), reverse=True)
    for (wanted, found), one in by_missing[:count]:
        missing = wanted - found
        print(f"missing {missing.total():5} of {wanted.total():5}  {one.name}  {' '.join(list(missing)[:12])}")
    for (wanted, found), one in by_more[:count]:
        more = found - wanted
        print(f"too many {more.total():4} of {found.total():5}  {one.name}  {_elements_with(one.page, more)}")


def _elements_with(page: Page, words: Counter[str]) -> str:
    """Return the elements whose blocks have most of the words."""
    held: Counter[str] = Counter()
    for block in page.blocks:
        if page.elements and not page.elements[block.element].is_hidden:
            element = page.elements[block.element]
            parent = page.elements[max(0, element.parent)]
            held[f"{parent.tag}.{parent.hint[:30]} > {element.tag}.{element.hint[:20]}"] += (
                _bag(block.text) & words
            ).total()
    return "; ".join(f"{name} {number}" for name, number in held.most_common(3))


if __name__ == "__main__":
    main()
