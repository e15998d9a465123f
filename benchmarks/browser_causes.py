"""Why a reading and Chromium differ: words that only one of them shows, links and images that only one of them has."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

from benchmarks.browser_page import Measured
from scraper.model import Page
from scraper.page.markup.hiding import is_label

_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]|[^\W\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]+")
# They say where a word may be cut, and are no part of it.
_BREAKS = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_SPACE = re.compile(r"\s+")
_SIBLINGS = re.compile(r":(?:nth|first|last|only)-|[+~](?!=)")
_GLUED = "written together, parted by the layout"

Address = dict[str, Any]


def normal(text: str) -> str:
    """Return a text as words are compared."""
    return unicodedata.normalize("NFKC", text.translate(_BREAKS)).lower()


def bag(text: str) -> Counter[str]:
    """Return the words of a text."""
    return Counter(_WORDS.findall(normal(text)))


def text_of(page: Page, *, with_hidden: bool) -> str:
    """Return the text of a page's blocks."""
    return "\n".join(block.text for block in page.blocks if with_hidden or not _is_hidden(page, block.element))


def words_too_many(one: Measured) -> Counter[str]:
    """Return how many words only the shown blocks have, by why."""
    page, shown = one.page, _squeezed(one.answer["text"])
    more = bag(text_of(page, with_hidden=False)) - bag(one.answer["text"])
    hidden = [(_squeezed(held["text"]), held["rules"]) for held in one.answer["hidden"]]
    causes: Counter[str] = Counter()
    if not more:
        return causes
    for block in page.blocks:
        text = _squeezed(block.text)
        if not text or text in shown or _is_hidden(page, block.element):
            continue
        taken = bag(block.text) & more
        rules = next((rules for held, rules in hidden if text in held), None)
        if taken and rules is not None:
            causes[f"hidden {_kind_of(rules)}"] += taken.total()
            more -= taken
    glued = Counter({word: count for word, count in more.items() if word in shown})
    causes[_GLUED] += glued.total()
    causes["other"] += (more - glued).total()
    return +causes


def words_missing(one: Measured) -> Counter[str]:
    """Return how many words only Chromium shows, by why."""
    page = one.page
    missing = bag(one.answer["text"]) - bag(text_of(page, with_hidden=False))
    found = _squeezed(text_of(page, with_hidden=False))
    causes: Counter[str] = Counter()
    for block in page.blocks:
        if missing and _is_hidden(page, block.element):
            taken = bag(block.text) & missing
            if taken:
                causes[_hidden_by(page, block.element)] += taken.total()
                missing -= taken
    glued = Counter({word: count for word, count in missing.items() if word in found})
    causes[_GLUED] += glued.total()
    causes["other"] += (missing - glued).total()
    return +causes


def links_apart(one: Measured) -> tuple[Counter[str], Counter[str]]:
    """Return how many links only Chromium has, and only the reading, by why."""
    theirs: Sequence[Address] = one.answer["links"]
    ours = [(link.href.strip(), one.page.join(link.href) or "") for link in one.page.links]
    written, resolved = {raw for raw, _ in ours}, {full for _, full in ours}
    left, more = _unmatched(theirs, [full for _, full in ours])
    only_theirs, only_ours = Counter[str](), Counter[str]()
    for address in left:
        if not address["written"]:
            only_theirs["no address"] += 1
        elif address["within"]:
            only_theirs[f"inside <{address['within'].lower()}>"] += 1
        elif address["full"] in resolved:
            only_theirs["one link that its tree has several times, around blocks"] += 1
        elif address["written"] in written:
            only_theirs["the same, escaped otherwise"] += 1
        else:
            only_theirs["other"] += 1
    of_scripts = {address["full"] for address in theirs if address["is_without_scripts"]}
    same = {unquote(address["full"]) for address in left}
    for full in more.elements():
        is_twin = unquote(full) in same or not full.startswith("http")
        reason = "inside <noscript>" if full in of_scripts else "the same, escaped otherwise" if is_twin else "other"
        only_ours[reason] += 1
    return only_theirs, only_ours


def images_apart(one: Measured) -> tuple[Counter[str], Counter[str]]:
    """Return how many images only Chromium has, and only the reading, by why."""
    theirs: Sequence[Address] = one.answer["images"]
    ours = [(image.src.strip(), one.page.join(image.src) or "") for image in one.page.images]
    raw_of = {full: raw for raw, full in ours}
    theirs = [address for address in theirs if not address["full"].startswith("data:")]
    left, more = _unmatched(theirs, [full for _, full in ours])
    only_theirs, only_ours = Counter[str](), Counter[str]()
    taken = {raw for raw, _ in ours}
    for address in left:
        if not address["written"]:
            only_theirs["no address"] += 1
        elif address["within"]:
            only_theirs[f"inside <{address['within'].lower()}>"] += 1
        elif any(raw and raw in value for value in address["others"] for raw in taken):
            only_theirs["loaded late: the address that a script would take is read"] += 1
        else:
            only_theirs["other"] += 1
    late = "\n".join(value for address in one.answer["images"] for value in address["others"])
    offered = "\n".join(one.answer["offers"])
    of_scripts = {address["full"] for address in one.answer["images"] if address["is_without_scripts"]}
    for full in more.elements():
        raw = raw_of[full]
        if full in of_scripts:
            only_ours["inside <noscript>"] += 1
        elif raw in late:
            only_ours["loaded late, or from srcset"] += 1
        elif raw in offered:
            only_ours["from <source>, <amp-img> or <noscript>"] += 1
        else:
            only_ours["no web address" if not full.startswith("http") else "other"] += 1
    return only_theirs, only_ours


def _unmatched(theirs: Sequence[Address], ours: Sequence[str]) -> tuple[list[Address], Counter[str]]:
    """Return what only Chromium has, outside of `<noscript>`, and only the reading."""
    more, left = Counter(ours), []
    for address in theirs:
        if address["is_without_scripts"]:
            continue
        if more[address["full"]]:
            more[address["full"]] -= 1
        else:
            left.append(address)
    return left, +more


def _kind_of(rules: Sequence[str]) -> str:
    if not rules:
        return "by tag or attribute"
    if all(_SIBLINGS.search(rule) for rule in rules):
        return "by its place among others (:nth-child, +, ~)"
    return "by a rule of names; a stronger one is in doubt, or the sheet is put aside"


def _hidden_by(page: Page, number: int) -> str:
    """Return what hides the outermost hidden element around."""
    element = page.elements[number]
    while element.parent >= 0 and page.elements[element.parent].is_hidden:
        element = page.elements[element.parent]
    if is_label(element.attributes):
        return "a label for screen readers"
    if element.tag in {"noscript", "select", "dialog", "template"}:
        return f"<{element.tag}>"
    return "hidden by an attribute or a sheet, or shown by one of <noscript> alone"


def _is_hidden(page: Page, element: int) -> bool:
    return bool(page.elements) and page.elements[element].is_hidden


def _squeezed(text: str) -> str:
    return _SPACE.sub("", normal(text))
