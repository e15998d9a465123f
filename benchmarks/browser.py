"""The visible text of real pages as Chromium has it, and how much of it the blocks have, beside other parsers.

    python -m benchmarks.browser GOLD [--pages 250] [--worst 5] [--chromium /usr/bin/chromium]

GOLD is a folder with `gold.jsonl` and `pages/`. Scripts are off and nothing is loaded: the page is what its own bytes
say. Recall is the share of Chromium's words (`innerText`) that the blocks have, some of them in blocks called hidden,
such as labels for screen readers. Precision is the share of the words in shown blocks that Chromium shows. Left out on
both sides is what the project takes for no text by choice: `<noscript>`, `<select>`, drawings and media; a `<details>`
counts as opened, and what is drawn when one scrolls to it as shown.

Some pages' sheets keep the story back until a script has run: of the known body Chromium shows less than half of what
it shows without the sheets. The story is wanted, so precision is given with these pages and without them. Every
difference is counted by its reason. Needs the `browser` extra and a Chromium; selectolax is measured where it is
installed.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import lxml.etree
import lxml.html

from benchmarks.browser_causes import bag, images_apart, links_apart, text_of, words_missing, words_too_many
from benchmarks.browser_page import Measured, ask

Pair = tuple[Counter[str], Counter[str]]


def main() -> None:
    """Print the table, and the worst pages."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path)
    parser.add_argument("--pages", type=int, default=250)
    parser.add_argument("--worst", type=int, default=5)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    given = parser.parse_args()
    stories = _stories(given.gold)
    parsers = _parsers()
    words: dict[str, list[Pair]] = {name: [] for name in ("blocks", "shown blocks", *parsers)}
    measured, keeps = [], []
    for one, content in ask(list(stories)[:: max(1, len(stories) // given.pages)][: given.pages], given.chromium):
        measured.append(one)
        keeps.append(_keeps_story_back(one, stories[given.gold / "pages" / one.name]))
        wanted = bag(one.answer["text"])
        words["blocks"].append((wanted, bag(text_of(one.page, with_hidden=True))))
        words["shown blocks"].append((wanted, bag(text_of(one.page, with_hidden=False))))
        for name, parse in parsers.items():
            words[name].append((wanted, bag(parse(content))))
    print(f"{len(measured)} pages; lxml {version('lxml')}")
    for name, pairs in words.items():
        _print_shares(name, pairs)
    print(f"\n{sum(keeps)} pages whose sheets keep the story back until a script has run; without them:")
    for name, pairs in words.items():
        _print_shares(name, [pair for pair, is_kept in zip(pairs, keeps, strict=True) if not is_kept])
    _print_causes(
        "words too many, of the others",
        [words_too_many(one) for one, kept in zip(measured, keeps, strict=True) if not kept],
    )
    _print_causes("words missing", [words_missing(one) for one in measured])
    for kind, apart in (("links", links_apart), ("images", images_apart)):
        found = [apart(one) for one in measured]
        theirs = sum(not address["is_without_scripts"] for one in measured for address in one.answer[kind])
        _print_causes(f"{kind}: of Chromium's {theirs} only there", [first for first, _ in found])
        ours = sum(len(getattr(one.page, kind)) for one in measured)
        _print_causes(f"{kind}: of the reading's {ours} only there", [second for _, second in found])
    _print_worst(words["shown blocks"], measured, keeps, count=given.worst)


def _stories(gold: Path) -> dict[Path, str]:
    """Return the files of a corpus, each with the body that is known of it, "" if none is."""
    stories: dict[Path, str] = {}
    for line in (gold / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        file = gold / row["page"]
        stories[file] = stories.get(file) or row["gold"].get("body") or ""
    return stories


def _keeps_story_back(one: Measured, story: str) -> bool:
    """Whether Chromium shows less than half of the body of what it shows without the page's style sheets.

    Where no body is known, less than a quarter of all its text.
    """
    bare, shown = bag(one.answer["bare"]), bag(one.answer["text"])
    if not story:
        return shown.total() * 4 < bare.total()
    wanted = bag(story)
    return (wanted & shown).total() * 2 < (wanted & bare).total()


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


def _print_shares(name: str, pairs: list[Pair]) -> None:
    same = sum(((wanted & found).total() for wanted, found in pairs), 0)
    recall = same / max(1, sum(wanted.total() for wanted, _ in pairs))
    precision = same / max(1, sum(found.total() for _, found in pairs))
    print(f"{name:14} recall {recall:.4f}  precision {precision:.4f}")


def _print_causes(title: str, found: Iterable[Counter[str]]) -> None:
    """Print how many differences have each reason, and on how many pages."""
    causes, pages = Counter[str](), Counter[str]()
    for one in found:
        causes += one
        pages.update(one.keys())
    print(f"\n{title}: {causes.total()}")
    for cause, count in causes.most_common():
        print(f"{count:7} on {pages[cause]:3} pages  {cause}")


def _print_worst(pairs: list[Pair], measured: list[Measured], keeps: list[bool], *, count: int) -> None:
    """Print the pages with most words missing and most too many, with the reasons."""
    rows = list(zip(pairs, measured, keeps, strict=True))
    print()
    for (wanted, found), one, _ in sorted(rows, key=lambda row: (row[0][0] - row[0][1]).total(), reverse=True)[:count]:
        print(f"missing  {(wanted - found).total():5} of {wanted.total():5}  {one.name}  {dict(words_missing(one))}")
    for (wanted, found), one, kept in sorted(rows, key=lambda row: (row[0][1] - row[0][0]).total(), reverse=True)[
        :count
    ]:
        cause = "keeps its story back" if kept else str(dict(words_too_many(one)))
        print(f"too many {(found - wanted).total():5} of {found.total():5}  {one.name}  {cause}")


if __name__ == "__main__":
    main()
