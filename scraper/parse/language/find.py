"""Page and body text in, the text's language out (BCP 47), measured; what the page declares is a witness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from scraper.model import Evidence, Finding, Page, missing
from scraper.parse.language.letters import (
    is_scrambled,
    language_within,
    letters_allow,
    reads_like,
    script_beside,
    script_of,
)
from scraper.parse.language.words import language_by_words, siblings_of, words_allow

# What the letters are counted in, and what the detector reads of it: on the gold it is as right with 300 characters
# as with 600, in half the time. The first lines may be a menu, a dateline or an address. Where the commonest words
# leave 300 characters open (a price list, names), 2,000 settle 10 texts of 14, in .2 ms.
_SAMPLE = 600
_DETECTED = 300
_WORDED = 2000
_HEAD = 200
_SHORTEST = 60
_SHORTEST_ALONE = 30
_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?![a-z])", re.IGNORECASE)
_RENAMED = MappingProxyType(
    {"iw": "he", "in": "id", "ji": "yi", "mo": "ro", "jp": "ja", "kr": "ko", "cn": "zh", "ua": "uk"}
)
_META = ("og:locale", "content-language", "language")
_UNKNOWN = frozenset({"zxx", "und", "mul", "mis"})


def find_language(page: Page, *, body_text: str) -> Finding[str]:
    """Return the language of the body, with script and region from the declaration that it agrees with.

    1. The script, where one language is written in it; the letters that only one language of the script has.
    2. The declared language, where the letters of the text fit it; English, where none is declared and they fit it.
    3. That of the commonest words in 300 characters, else in 2,000. Of siblings (Danish and Norwegian, Zulu and Xhosa)
       the declared one.
    4. What is declared, where there is too little text to measure, it is no language, or letters and words allow it.
    5. The language of the other script, where a text that is none of those in Latin letters stands beside it.
    6. The model's answer, where nothing is declared that letters and words allow.
    """
    sample = _sample(body_text, _SAMPLE)
    if len(sample) < _SAMPLE and sum(map(str.isalpha, sample)) < _SHORTEST_ALONE:
        return _from_declaration(list(_declared(page)))
    script = script_of(sample)
    if script:
        declared = list(_declared(page))
        name = script if len(script) == 2 else language_within(script, sample)
        return _found(name, declared, source="script", confidence=0.98) if name else _detected(body_text, declared)
    for tag in _declared(page):
        if reads_like(_primary(tag), sample):
            return Finding(tag, Evidence("text and declaration", 0.99, tag))
    declared = list(_declared(page))
    if not declared and len(sample) == _SAMPLE and reads_like("en", sample):
        return _found("en", declared, source="letters", confidence=0.95)
    return _detected(body_text, declared)


def _sample(text: str, size: int) -> str:
    return text[_HEAD : _HEAD + size] if len(text) > _HEAD + size else text[:size]


def _declared(page: Page) -> Iterator[str]:
    """The languages that the page declares, as BCP 47 writes them: of the html element, then of meta elements."""
    signals = page.signals
    for raw in (
        signals.language,
        *(signals.meta_value(name) or "" for name in ("og:locale", "content-language", "language")),
    ):
        tag = language_tag(raw)
        if tag:
            yield tag


def language_tag(raw: str) -> str | None:
    """Return a language tag as BCP 47 writes it, `None` for what is none.

    >>> language_tag("en_gb"), language_tag("zh-hant-tw"), language_tag("iw"), language_tag("English")
    ('en-GB', 'zh-Hant-TW', 'he', None)
    """
    match = _TAG.match(raw.strip())
    if match is None:
        return None
    primary = match[1].lower()
    primary = _RENAMED.get(primary, primary)
    parts = (primary, match[2].title() if match[2] else "", match[3].upper() if match[3] else "")
    return "-".join(part for part in parts if part)


def _primary(tag: str) -> str:
    return tag.partition("-")[0]


def _from_declaration(declared: list[str]) -> Finding[str]:
    if not declared:
        return Finding(None, missing("too little text to measure, and none is declared"))
    return _believed(declared[0], reason="too little text to measure")


def _believed(tag: str, *, reason: str) -> Finding[str]:
    return Finding(tag, Evidence("declaration", 0.6, tag, reason))


def _detected(text: str, declared: list[str]) -> Finding[str]:
    sample = _sample(text, _SAMPLE)
    if sum(map(str.isalpha, sample)) < _SHORTEST and declared:
        return _from_declaration(declared)
    start = sample[:_DETECTED]
    primaries = list(map(_primary, declared))
    name = language_by_words(start, declared=primaries)
    if name is None and is_scrambled(start):
        return _from_declaration(declared)
    longer = _sample(text, _WORDED)
    name = name or language_by_words(longer, declared=primaries)
    if name is None:
        allowed = next((tag for tag in declared if _is_allowed(_primary(tag), longer)), None)
        if allowed:
            return _believed(allowed, reason="letters and words allow others too")
        if declared and _is_list(longer):
            return _believed(declared[0], reason="a list without a word that tells a language")
        beside = script_beside(longer)
        if beside:
            return _found(beside, declared, source="script", confidence=0.9)
        name = _classified(start)
    if name in _UNKNOWN:
        return _from_declaration(declared)
    return _found(name, declared, source="detector", confidence=0.95)


def _is_list(text: str) -> bool:
    """Whether no line is a sentence: names, prices and links."""
    return not any(line.rstrip("\"'”’»)").endswith((".", "!", "?", "…")) for line in text.splitlines())


def _is_allowed(language: str, text: str) -> bool:
    return letters_allow(language, text) and words_allow(language, text)


def _classified(text: str) -> str:
    # Two thirds of a second when it is first asked, which none of the gold's 1,779 pages does.
    import py3langid

    return str(py3langid.classify(text)[0])


def _found(name: str, declared: list[str], *, source: str, confidence: float) -> Finding[str]:
    """Return the language with what the declaration adds: script, region, or which of the siblings it is."""
    siblings = siblings_of(name)
    agreed = next((tag for tag in declared if _primary(tag) in siblings), None)
    rejected = tuple(("declaration", tag) for tag in declared if tag != agreed)
    return Finding(agreed or name, Evidence(source, confidence, agreed or name, rejected=rejected))
