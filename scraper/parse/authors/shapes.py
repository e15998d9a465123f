"""A name in, whether it has the shape of a person's, a group's or a paper's out. No list of names."""

from __future__ import annotations

import re
from functools import lru_cache

from scraper.parse.authors.agency_words import AGENCIES
from scraper.parse.authors.han_words import NO_NAMES
from scraper.parse.authors.words import (
    NOT_NAME_WORDS,
    ORGANIZATION_ENDS,
    ORGANIZATION_WORDS,
    PARTICLES,
    RUBRIC_WORDS,
    SITE_WORDS,
    STOP_WORDS,
)
from scraper.parse.texts import words

LONGEST_NAME = 48
MOST_WORDS = 5

_HANGUL = re.compile("[가-힣]")
_CASELESS = re.compile("[\u0590-\u08ff\u0900-\u0e7f\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_TOKEN_ENDS = re.compile(r"[\s/,.]+")
_NICKNAME = re.compile(r'\w "[^"]+" \w')
_FIRM = re.compile(r"&\s*Co\b|\A\s*copyright\b", re.IGNORECASE)
_COUNTRIES = words("germany deutschland austria österreich switzerland schweiz france italy italia spain españa usa uk")
# An account of a newsroom's in one word: `wordpressadmin`, `hgstaff`, `editor2`.
_STAFF = re.compile(
    r"admin|web[-_.]?(?:master|editor|team|desk)|staff|editors?[-_.]?\d*\Z|editorial|newsroom|newsdesk|redaktion|redaccion"
    r"|redazione|redaction|\Anews[-_.\d]"
)
_NOBODY = words("gast anonym anonyme anónimo anónima anonimo anonimowy аноним")
_REFUSED = re.compile(r"[:!?©<>{}=#*\"“”„«»…_@\\]|\.\w{2,4}$|\.\s+\w{3,}.*\.$|\d{3}|^\d+$|\w\.\w{2,}\.\w")


# A piece of a byline is asked for both more than once, and so are a page's lines.
@lru_cache(maxsize=1024)
def is_person_shaped(name: str) -> bool:
    """Tell whether the text has the shape of a person's name: up to five words, capitals where the script has them.

    >>> [is_person_shaped(t) for t in ("Ann Lee", "María de la Cruz", "karl89", "山田太郎", "News Desk", "he said so")]
    [True, True, True, True, False, False]
    """
    words = name.split()
    # A nickname between first name and surname keeps its quotation marks: Ann "Bo" Lee.
    if _NICKNAME.search(name):
        name = name.replace('"', "")
    if not words or len(name) > LONGEST_NAME or _REFUSED.search(name) or is_organization(name):
        return False
    lowered = [word.casefold() for word in words]
    if STOP_WORDS.issuperset(lowered) or not NOT_NAME_WORDS.isdisjoint(
        lowered if len(words) == 1 else lowered[:1] + lowered[-1:]
    ):
        return False
    if _CASELESS.search(name):
        if _EAST_ASIAN.search(name) and any(part in name for part in NO_NAMES):
            return False
        return len(name) <= (12 if _EAST_ASIAN.search(name) else LONGEST_NAME) and len(words) <= MOST_WORDS
    if name[0].isdigit() or not any(map(str.isalpha, name)):
        return False
    if len(words) == 1:
        return 1 < len(name) <= 24 and lowered[0] not in _NOBODY and not _STAFF.search(lowered[0])
    if RUBRIC_WORDS.issuperset(lowered):
        return False
    return _has_name_case(words)


def is_own_person(name: str) -> bool:
    """Tell whether a name that is also the site's reads like its writer's: two or three words, none of a paper's.

    >>> [is_own_person(t) for t in ("Ann Lee", "Harbour Gazette", "La Voz", "annlee")]
    [True, False, False, False]
    """
    words = name.split()
    return (
        2 <= len(words) <= 3
        and is_person_shaped(name)
        and all(word[0].isupper() and not word.isupper() for word in words)
        and SITE_WORDS.isdisjoint(word.casefold() for word in words)
    )


@lru_cache(maxsize=1024)
def is_organization(name: str) -> bool:
    """Tell whether the text is an agency or a word of it names a desk, a publisher or a group.

    >>> [is_organization(t) for t in ("Support Team", "Lokalredaktion", "朝日新聞", "dpa", "Ann Lee")]
    [True, True, True, True, False]
    """
    if name in AGENCIES:
        return True
    tokens = _TOKEN_ENDS.split(name.casefold())
    if not ORGANIZATION_WORDS.isdisjoint(tokens):
        return True
    return any(token.endswith(ORGANIZATION_ENDS) for token in tokens)


def is_imprint(text: str) -> bool:
    """Tell whether a declared text is a firm's or a house's: `Copyright …`, `… & Co. KG`, `name, town, country`.

    >>> [is_imprint(text) for text in ("Copyright Harbour Press", "Lee & Co. KG", "Ann Lee")]
    [True, True, False]
    >>> is_imprint("Kirche und Hafen, Bremen, Germany")
    True
    """
    if _FIRM.search(text):
        return True
    pieces = text.split(",")
    return len(pieces) > 2 and pieces[-1].strip().casefold() in _COUNTRIES


def is_full_name(name: str) -> bool:
    """Tell whether a name needs no markup to be taken for a person's: two to four capitalised words.

    >>> [is_full_name(t) for t in ("Ann Lee", "Ann", "Business Report", "annlee")]
    [True, False, False, False]
    """
    words = name.split()
    if _HANGUL.search(name) or _EAST_ASIAN.search(name):
        return False
    return (
        2 <= len(words) <= 4
        and all(word[0].isupper() or word in PARTICLES for word in words)
        and SITE_WORDS.isdisjoint(map(str.casefold, words))
    )


def _has_name_case(words: list[str]) -> bool:
    """Every word is a capitalised one or a particle; of two words any may be small, as writers type their own names."""
    strong = [word for word in words if word.casefold() not in PARTICLES]
    if len(strong) > MOST_WORDS or not strong:
        return False
    return all(not word[0].islower() for word in strong) or len(words) == len(strong) == 2
