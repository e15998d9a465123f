"""A piece of a byline in, the office that stands before a name or the paper's letters behind it taken off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scraper.parse.authors.agency_words import AGENCIES
from scraper.parse.authors.shapes import is_person_shaped
from scraper.parse.authors.words import AND_WORDS, CREDENTIALS, MONTHS, ORGANIZATION_WORDS, PARTICLES, STOP_WORDS
from scraper.parse.texts import words

# What a person is who writes: only these end an office, for `head`, `lead` or `grand` may begin a name.
_OFFICES = words(
    """
    reporter reporters correspondent correspondents editor editors writer writers columnist columnists journalist
    journalists contributor blogger critic producer analyst intern fellow
    redakteur redakteurin korrespondent korrespondentin reporterin journalistin volontär volontärin chefredakteur
    chefredakteurin kolumnist kolumnistin rechtsanwalt rechtsanwältin fachanwalt fachanwältin steuerberater
    steuerberaterin gastautor gastautorin journaliste correspondant correspondante rédacteur rédactrice éditorialiste
    chroniqueur chroniqueuse periodista redactor redactora corresponsal columnista reportero reportera editora
    jornalista repórter correspondente colunista giornalista inviato inviata corrispondente verslaggever
    verslaggeefster redacteur journalist toimittaja dziennikarz dziennikarka redaktor korespondent корреспондент
    журналист журналистка обозреватель редактор колумнист muhabir muhabiri gazeteci
    """
)
_OPEN_ENDS = STOP_WORDS.union(MONTHS, PARTICLES, AND_WORDS, {""})
_TRIM = " \t\r\n,.;:|/–—-·•\"'“”()[]<>"
_MOST_WORDS, _NAME_WORDS = 5, 2
_FIRST_WORDS = words("staff associated special senior chief ap national political")
# A name has a vowel, also one that is written in capitals: `André KLEIN`.
_LETTERS = re.compile(r"[B-DF-HJ-NP-TV-XZ]{3,5}")


def split_office(piece: str) -> tuple[str | None, str]:
    """Return the office that stands at the head of a piece or behind the name in it, and the name; else no office.

    >>> split_office("political reporter Ann Lee"), split_office("Staff Writer Ann Lee"), split_office("Ann Lee")
    (('political reporter', 'Ann Lee'), ('Staff Writer', 'Ann Lee'), (None, 'Ann Lee'))
    >>> split_office("Ann Lee Staff Writer"), split_office("Executive Content Editor")
    (('Staff Writer', 'Ann Lee'), (None, 'Executive Content Editor'))
    """
    parts = piece.split()
    for place in range(min(_MOST_WORDS, len(parts) - 1), 0, -1):
        if parts[place - 1].casefold() in _OFFICES:
            name = " ".join(parts[place:])
            if name[0].isupper() and is_person_shaped(name):
                return " ".join(parts[:place]), name
            break
    if len(parts) > _NAME_WORDS and parts[-1].casefold() in _OFFICES:
        return _office_behind(parts) or (None, piece)
    return None, piece


def _office_behind(parts: Sequence[str]) -> tuple[str, str] | None:
    """Return the office behind a name of two or three words, where the word behind that is no name's."""
    for place in (_NAME_WORDS, _NAME_WORDS + 1):
        if place < len(parts) and _begins_office(parts[place]):
            name = " ".join(parts[:place])
            return (" ".join(parts[place:]), name) if is_person_shaped(name) else None
    return None


def _begins_office(word: str) -> bool:
    return word.casefold() in _FIRST_WORDS or word in AGENCIES or bool(_LETTERS.fullmatch(word))


def office_end(parts: Sequence[str], start: int) -> int:
    """Return the place behind an office of small letters that begins at `start`, or `start` where none does.

    >>> office_end("By political reporter Ann Lee".split(), 1), office_end("who left early".split(), 0)
    (3, 0)
    """
    for place in range(start, min(len(parts), start + _MOST_WORDS)):
        word = parts[place].strip(_TRIM)
        if not word or not word[0].islower():
            break
        if word.casefold() in _OFFICES:
            return place + 1
    return start


def split_letters(name: str) -> tuple[str, str | None]:
    """Return a name without the letters of a paper or station behind it, and those.

    >>> split_letters("Pam Benson CNN"), split_letters("JULIE PACE"), split_letters("John Lee III")
    (('Pam Benson', 'CNN'), ('JULIE PACE', None), ('John Lee III', None))
    """
    head, _, last = name.rpartition(" ")
    is_paper = last.isupper() and (last in AGENCIES or _LETTERS.fullmatch(last)) and last.casefold() not in CREDENTIALS
    return (head, last) if is_paper and " " in head and not head.isupper() else (name, None)


def leading_names(parts: Sequence[str]) -> str:
    """Return those of the words at the head of a line that can be names, with what joins them and their offices.

    >>> leading_names("Ann Lee and political reporter Bo Park on Monday".split())
    'Ann Lee and political reporter Bo Park'
    """
    kept: list[str] = []
    office = 0
    for place, word in enumerate(parts):
        office = max(office, office_end(parts, place))
        if place < office:
            kept.append(word)
            continue
        bare = word.strip(_TRIM)
        lowered = bare.casefold()
        if lowered in STOP_WORDS or any(map(str.isdigit, word)):
            break
        is_joint = not bare or lowered in PARTICLES or lowered in AND_WORDS or lowered in ORGANIZATION_WORDS
        if not is_joint and bare[0].islower() and kept:
            # A sentence goes on behind a single word; behind a full name it is the rest of the line.
            kept = kept if len(kept) > 1 else []
            break
        kept.append(word)
        if word[-1] in ".!?" and len(bare) > 3 and lowered not in CREDENTIALS:
            break
    while kept and kept[-1].casefold().strip(_TRIM) in _OPEN_ENDS:
        kept.pop()
    return " ".join(kept)
