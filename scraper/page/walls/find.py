"""Whether a page is a wall: a challenge, a consent page, a log-in, a "not found", or a shell that a browser must fill.

Works on the decoded source alone, so that a page just fetched and a page saved years ago are judged alike. Words count
only where the page has no prose of its own: an article about captchas is an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from scraper.model import Wall
from scraper.page.walls import words
from scraper.scripts import DENSE


class WallFound(NamedTuple):
    """A wall, and what showed it."""

    wall: Wall
    reason: str


# Challenge pages of vendors carry up to 60 KB of script; beyond this a page is judged by its text alone.
_CHALLENGE_SIZE = 150_000
# Walls are small; what lies beyond this many characters changes nothing.
_LARGEST = 1_000_000
# Characters of prose from which on a page has something to read: two short sentences.
_PROSE = 160
# A text between tags that reads as a sentence, not as a label: this long (CJK counts double) and ended like one.
_SENTENCE = 60
_LITTLE_TEXT = 1_200
_SHELL_TEXT = 300

# A paragraph's plain text. This much of it settles most pages at once (1,541 of 1,784 real ones).
_PARAGRAPH = re.compile(r"<p\b[^<>]*>\s*([^<]{50,})", re.IGNORECASE)
_PLENTY = 400

# Every pattern consumes what it scans, so that a page of nothing but "<a>" or "<!--" costs no more than another.
# What a page does not show goes by whole runs without a sign: asking at each character takes five times as long.
_UNSEEN = re.compile(
    r"<!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->|\Z)"
    r"|<(script|style|noscript|template|title|svg|select|textarea)\b[^<>]*>[^<]*+(?:<(?!/\1\s*>)[^<]*+)*+(?:</\1\s*>|\Z)",
    re.IGNORECASE,
)
_LINKED = re.compile(r"<(a|button|label)\b[^<>]*>[^<]*(?:<(?!/?\1\b)[^<]*)*", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:b|i|em|strong|span|u|font|br|wbr|small|abbr|mark|sup|sub|a)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_TITLE = re.compile(r"<title\b[^<>]*>([^<]*)", re.IGNORECASE)
_HEADING = re.compile(r"<h[12]\b[^<>]*>([^<]*(?:<(?!/?h[12]\b)[^<]*)*)", re.IGNORECASE)
_ENDED = re.compile(r"[.!?。！？…][\"'”’»)\]]*(?:\s|$)")
_WIDE = re.compile(f"[{DENSE}]")
_ALERT = re.compile(r"\balert\s*\(\s*([\"'])(.{2,200}?)\1", re.DOTALL)
_LEAVES = re.compile(r"history\s*\.\s*(?:back|go)|location\s*(?:\.\s*(?:href|replace)|=)|(?:window|self)\s*\.\s*close")
_RELOADS = re.compile(r"document\s*\.\s*cookie\s*=")
_PASSWORD = re.compile(r"<input\b[^<>]*type\s*=\s*[\"']?password", re.IGNORECASE)
_ROOT = re.compile(
    r"<(?:div|main|section|app)[^<>]*\bid\s*=\s*[\"']?(?:root|app|__next|__nuxt|main|___gatsby|svelte|ember|content)\b|"
    r"<app-root|<noscript",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
# A string of data; it reads as prose when it is long and has blanks or wide characters in it.
_DATA = re.compile(r"\"((?:[^\"\\]++|\\.)*+)(?:\"|\\?\Z)", re.DOTALL)
_LONG_DATA = 200
_ALERT_REFUSES = ("차단", "비정상", "접근 권한", "blocked", "denied")
_FOUR_OH_FOUR = re.compile(r"\b404\b")


def find_wall(source: str) -> WallFound | None:
    """Return the wall that the page is, `None` for anything that may be an article.

    In order: a vendor's challenge; then, on pages without prose: a script that only says something and leaves, a
    challenge's words, consent, "not found", log-in, a shell.

    >>> find_wall("<title>Just a moment...</title><script>window._cf_chl_opt={}</script>")
    WallFound(wall=<Wall.CHALLENGE: 'challenge'>, reason='cloudflare')
    """
    source = source[:_LARGEST]
    if _has_plenty(source):
        return None
    seen = _UNSEEN.sub(" ", source)
    sentences = _sentences(seen)
    may_be_challenge = len(source) < _CHALLENGE_SIZE and sum(map(len, sentences)) < 4 * _PROSE
    vendor = _vendor(source) if may_be_challenge else None
    if vendor:
        return WallFound(Wall.CHALLENGE, vendor)
    rest = [text for text in sentences if not _has(text, words.CONSENT_WORDS)]
    if sum(map(_weight, rest)) >= _PROSE and not _is_about_wall(rest):
        return None
    text = _flat(_TAG.sub(" ", seen))
    title = _first(_TITLE, source)
    return (
        _by_script(source, text)
        or _by_challenge_words(source, title, text)
        or _by_consent(text, sentences)
        or _by_not_found(title, seen, text)
        or _by_login(source, title, seen, text)
        or _by_shell(source, text)
    )


def _has_plenty(source: str) -> bool:
    weight = 0
    for found in _PARAGRAPH.finditer(source):
        text = found[1].lower()
        if _ENDED.search(text) and not _has(text, words.CONSENT_WORDS):
            weight += _weight(text)
            if weight >= _PLENTY:
                return True
    return False


def _vendor(source: str) -> str | None:
    lower = source.lower()
    return next((name for name, marks in words.CHALLENGE_MARKS if all(mark in lower for mark in marks)), None)


def _by_script(source: str, text: str) -> WallFound | None:
    """The page is a script that says something and goes back: how many CMSs say that there is no such article."""
    if len(text) > 100 or len(source) > 20_000:
        return None
    alert = _ALERT.search(source)
    if alert is None:
        # Sets a cookie and asks again: no reader sees this, no browser minds.
        is_test = not text and _RELOADS.search(source) and _LEAVES.search(source) and len(source) < 8_000
        return WallFound(Wall.CHALLENGE, "a script that sets a cookie and loads again") if is_test else None
    if not _LEAVES.search(source):
        return None
    said = alert[2].lower()
    reason = f"a script says {_flat(alert[2])[:80]!r} and leaves"
    if _has(said, words.LOGIN_WORDS):
        return WallFound(Wall.LOGIN, reason)
    return WallFound(Wall.CHALLENGE if _has(said, _ALERT_REFUSES) else Wall.NOT_FOUND, reason)


def _by_challenge_words(source: str, title: str, text: str) -> WallFound | None:
    if len(text) > _LITTLE_TEXT:
        return None
    told = _has(f"{title} {text}", words.CHALLENGE_WORDS)
    if told:
        return WallFound(Wall.CHALLENGE, f"it says {told!r}")
    widget = _has(source[:_CHALLENGE_SIZE].lower(), words.CHALLENGE_WIDGETS)
    if widget and len(text) < _SHELL_TEXT and not _PASSWORD.search(source):
        return WallFound(Wall.CHALLENGE, f"nothing but a {widget} form")
    return None


def _by_consent(text: str, sentences: list[str]) -> WallFound | None:
    told = [word for word in words.CONSENT_WORDS if word in text]
    shown = sum(len(sentence) for sentence in sentences if _has(sentence, words.CONSENT_WORDS))
    if len(told) >= 2 and (shown >= len(text) / 4 or len(text) < _LITTLE_TEXT):
        return WallFound(Wall.CONSENT, f"it says {told[0]!r} and {told[1]!r}")
    return None


def _by_not_found(title: str, seen: str, text: str) -> WallFound | None:
    headings = [_flat(_TAG.sub(" ", match)) for match in _HEADING.findall(seen)[:4]]
    for place, said in [("title", title), *(("heading", heading) for heading in headings)]:
        told = _has(said, words.NOT_FOUND_WORDS) or ("404" if _FOUR_OH_FOUR.search(said) else None)
        if told and len(said) < 120:
            return WallFound(Wall.NOT_FOUND, f"its {place} says {told!r}")
    told = _has(text, words.NOT_FOUND_WORDS) if len(text) < _LITTLE_TEXT else None
    return WallFound(Wall.NOT_FOUND, f"it says {told!r}") if told else None


def _by_login(source: str, title: str, seen: str, text: str) -> WallFound | None:
    """A password field is on many pages' menus: the title or a heading must say it too, or little else be there."""
    if not _PASSWORD.search(source):
        return None
    headings = " ".join(_flat(_TAG.sub(" ", match)) for match in _HEADING.findall(seen)[:2])
    told = _has(f"{title} {headings}", words.LOGIN_WORDS)
    if told or (len(text) < _LITTLE_TEXT and _has(text, words.LOGIN_WORDS)):
        return WallFound(Wall.LOGIN, "a form asks for a password" if not told else f"its heading says {told!r}")
    return None


def _by_shell(source: str, text: str) -> WallFound | None:
    is_bare = len(text) < _SHELL_TEXT and _SCRIPT.search(source) and _ROOT.search(source)
    if not is_bare or any(_is_prose(data) for data in _DATA.findall(source)):
        return None
    return WallFound(Wall.SHELL, "scripts, no text, and no data with text in it")


def _sentences(seen: str) -> list[str]:
    """Return the texts between block tags that read as sentences, links left out, in lower case."""
    blocks = _TAG.split(_INLINE.sub(" ", _LINKED.sub(" ", seen)))
    # A sentence of wide characters has half as many; most texts between tags are shorter still.
    told = (_flat(text) for text in blocks if len(text) * 2 >= _SENTENCE)
    return [text for text in told if _weight(text) >= _SENTENCE and _ENDED.search(text)]


def _is_about_wall(sentences: list[str]) -> bool:
    """Tell whether the prose is itself a wall's: most of its sentences speak of it."""
    walls = (*words.CHALLENGE_WORDS, *words.NOT_FOUND_WORDS, *words.LOGIN_WORDS)
    spoken = sum(len(text) for text in sentences if _has(text, walls))
    return spoken * 2 > sum(map(len, sentences)) and len(sentences) <= 4


def _is_prose(data: str) -> bool:
    if len(data) < _LONG_DATA:
        return False
    return data.count(" ") > len(data) / 15 or len(_WIDE.findall(data)) > len(data) / 3 or data.count("\\u") > 40


def _weight(text: str) -> int:
    return len(text) + len(_WIDE.findall(text))


def _has(text: str, listed: Iterable[str]) -> str | None:
    return next((word for word in listed if word in text), None)


def _first(pattern: re.Pattern[str], source: str) -> str:
    found = pattern.search(source)
    return _flat(found[1]) if found else ""


def _flat(text: str) -> str:
    return " ".join(text.split()).lower()
