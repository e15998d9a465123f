"""Page and body text in, the text's language out (BCP 47), measured; what the page declares is a witness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from scraper.model import Evidence, Finding, Page, missing
from scraper.parse.language_letters import is_scrambled, language_within, reads_like, script_of
from scraper.parse.language_words import language_by_words

# What the letters are counted in, and what the detector reads of it: on the gold it is as right with 300 characters
# as with 600, in half the time. The first lines may be a menu, a dateline or an address. Where the commonest words
# leave 300 characters open (a price list, names), 2,000 settle 7 texts of 13, as the model does, in .3 ms.
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
# Languages that only their names tell apart in a short text: the page's own word decides.
_SIBLINGS = (
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"bs", "hr", "sr", "sh", "cnr", "me"}),
    frozenset({"id", "ms"}),
)
_META = ("og:locale", "content-language", "language")
_UNKNOWN = frozenset({"zxx", "und", "mul", "mis"})


def find_language(page: Page, *, body_text: str) -> Finding[str]:
    """Return the language of the body, with script and region from the declaration that it agrees with.

    1. The script, where one language is written in it; the letters that only one language of the script has.
    2. The declared language, where the letters of the text fit it; English, where none is declared and they fit it.
    3. The detector's: by the commonest words of 300 characters, else of 2,000, else by the model. Of siblings (Danish
       and Norwegian, Serbian and Croatian) the declared one.
    4. What is declared, where there is too little text to measure or it is no language.
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
    return Finding(declared[0], Evidence("declaration", 0.6, declared[0], "too little text to measure"))


def _detected(text: str, declared: list[str]) -> Finding[str]:
    sample = _sample(text, _SAMPLE)
    if sum(map(str.isalpha, sample)) < _SHORTEST and declared:
        return _from_declaration(declared)
    start = sample[:_DETECTED]
    primaries = list(map(_primary, declared))
    name = language_by_words(start, declared=primaries)
    if name is None and is_scrambled(start):
        return _from_declaration(declared)
    name = name or language_by_words(_sample(text, _WORDED), declared=primaries) or _classified(start)
    if name in _UNKNOWN:
        return _from_declaration(declared)
    return _found(name, declared, source="detector", confidence=0.95)


def _classified(text: str) -> str:
    # Two thirds of a second when it is first asked, which 6 pages of the gold's 1,779 do.
    import py3langid

    return str(py3langid.classify(text)[0])


def _found(name: str, declared: list[str], *, source: str, confidence: float) -> Finding[str]:
    """Return the language with what the declaration adds: script, region, or which of the siblings it is."""
    siblings = next((group for group in _SIBLINGS if name in group), frozenset({name}))
    agreed = next((tag for tag in declared if _primary(tag) in siblings), None)
    rejected = tuple(("declaration", tag) for tag in declared if tag != agreed)
    return Finding(agreed or name, Evidence(source, confidence, agreed or name, rejected=rejected))
