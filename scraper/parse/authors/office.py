"""A piece of a byline in, what stands beside a name taken off: its office, a paper's letters, addresses, its order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scraper.model import Author
from scraper.parse.authors.agency_words import AGENCIES
from scraper.parse.authors.shapes import is_person_shaped
from scraper.parse.authors.words import (
    AND_WORDS,
    CREDENTIALS,
    MONTHS,
    ORGANIZATION_WORDS,
    PARTICLES,
    ROLE_WORDS,
    STOP_WORDS,
)
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
    spécial spéciale especial
    """
)
_OPEN_ENDS = STOP_WORDS.union(MONTHS, PARTICLES, AND_WORDS, {""})
_TRIM = " \t\r\n,.;:|/–—-·•\"'“”()[]<>"
_MOST_WORDS, _NAME_WORDS = 5, 2
_FIRST_WORDS = words(
    """
    staff associated special senior chief ap national political business politics health science education sports
    sport crime city features feature news environment environmental technology tech money economics economy finance
    financial food travel culture arts entertainment media legal court courts security defence defense diplomatic
    foreign local world social data investigative investigations managing deputy assistant associate
    contributing general consumer transport housing religion weather
    """
)
_ACCOUNT = re.compile(r"[^\W\d_]{4,20}\d{1,4}")
# Markup that loses the blank between a name and what stands beside it: a role, a date, its label.
_GLUED = re.compile(
    r"(?<=[a-zß-ÿ])(?=(?:Reporter|Redakteur(?:in)?|Korrespondent(?:in)?|Editor|Correspondent|Journalist|Contributor"
    r"|(?:Last )?(?:Updated|Published|Posted))\b"
    r"|[A-ZÀ-Þ][a-zß-ÿ]{2,9}\.? [0-3]?\d,? [12]\d\d\d|[0-3]?\d\.[01]?\d\.(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
    r"|(?<=[12]\d\d\d)(?=[A-ZÀ-Þ])"
)
# A name has a vowel, also one that is written in capitals: `André KLEIN`.
_LETTERS = re.compile(r"[B-DF-HJ-NP-TV-XZ]{3,5}")


def unglued(text: str) -> str:
    """Return the text of a byline with a bar where markup lost the blank between a name and what stands beside it.

    >>> unglued("Ann LeeMay 5, 2023"), unglued("Bo AckermanUpdated 12:30"), unglued("Cy McDunn")
    ('Ann Lee | May 5, 2023', 'Bo Ackerman | Updated 12:30', 'Cy McDunn')
    """
    return _GLUED.sub(" | ", text)


def office_before(piece: str) -> tuple[str | None, str]:
    """Return the office that stands at the head of a piece, and the name behind it; else no office and the piece.

    >>> office_before("political reporter Ann Lee"), office_before("Staff Writer Ann Lee"), office_before("Ann Lee")
    (('political reporter', 'Ann Lee'), ('Staff Writer', 'Ann Lee'), (None, 'Ann Lee'))
    """
    parts = piece.split()
    for place in range(min(_MOST_WORDS, len(parts) - 1), 0, -1):
        if parts[place - 1].casefold() in _OFFICES:
            name = " ".join(parts[place:])
            if name[0].isupper() and is_person_shaped(name):
                return " ".join(parts[:place]), name
            break
    return None, piece


def office_behind(piece: str) -> tuple[str | None, str]:
    """Return the office behind a name of two or three words, where the word behind that is no name's, and the name.

    >>> office_behind("Ann Lee Staff Writer"), office_behind("Executive Content Editor")
    (('Staff Writer', 'Ann Lee'), (None, 'Executive Content Editor'))
    """
    parts = piece.split()
    if len(parts) > _NAME_WORDS and parts[-1].casefold() in _OFFICES:
        place = next((at for at, word in enumerate(parts) if at and _begins_office(word)), 0)
        name = " ".join(parts[:place])
        if _NAME_WORDS <= place <= _NAME_WORDS + 1 and not _begins_office(parts[0]) and is_person_shaped(name):
            return " ".join(parts[place:]), name
    return None, piece


def _begins_office(word: str) -> bool:
    return word.casefold() in _FIRST_WORDS or word in AGENCIES or bool(_LETTERS.fullmatch(word))


def given_first(chunk: str) -> str:
    """Return a family's name with its particles that stands before the given one behind it: `van den Berg, Anna`.

    >>> given_first("van den Berg, Anna"), given_first("Berg, Anna van den"), given_first("Von Berg, Hamburg")
    ('Anna van den Berg', 'Anna van den Berg', 'Von Berg, Hamburg')
    """
    family, comma, given = (part.strip() for part in chunk.partition(","))
    names, first = family.split(), given.split()
    if not comma or "," in given or not names or not first or first[0].casefold() in ROLE_WORDS:
        return chunk
    if not (names[-1][0].isupper() and first[0][0].isupper()):
        return chunk
    is_behind = len(names) == 1 and len(first) > 1 and all(word in PARTICLES for word in first[1:])
    particles = names[:-1]
    # A single one with a capital is the `by` of another language.
    is_before = len(first) == 1 and all(word.casefold() in PARTICLES for word in particles)
    is_before = is_before and bool(particles) and (particles[0].islower() or len(particles) > 1)
    return f"{given} {family}" if is_behind or is_before else chunk


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
        # An account may end in digits: `von Anna1 am 3. Mai`.
        if lowered in STOP_WORDS or (any(map(str.isdigit, word)) and (kept or not _ACCOUNT.fullmatch(bare))):
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


def in_small(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    """Return the people of a line that is all capitals with their names as names are written.

    >>> names = ("ANN VAN DER MCBRIDE", "J.P. O'NEIL-LEE III", "BO 김")
    >>> [author.name for author in in_small(tuple(Author(name, None, None, None, name) for name in names))]
    ['Ann van der McBride', "J.P. O'Neil-Lee III", 'Bo 김']
    """
    return tuple(
        Author(" ".join(map(_in_small, one.name.split())), one.email, one.role, one.organization, one.raw)
        for one in authors
    )


def _in_small(word: str) -> str:
    lowered = word.lower()
    if lowered in PARTICLES:
        return lowered
    if "." in word or (lowered in CREDENTIALS and len(word) > 1):
        return word
    small = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
    return f"Mc{small[2:].capitalize()}" if small.startswith("Mc") and len(small) > len("Mcx") else small


def without_repetitions(authors: list[Author]) -> list[Author]:
    """Leave out what only repeats a full name with a button's words: `Alle Artikel von Ann Lee`."""
    full = [f" {author.name}" for author in authors if " " in author.name]
    return [author for author in authors if not author.name.endswith(tuple(full))] if len(full) > 1 else authors


def with_emails(authors: list[Author], emails: list[str]) -> tuple[Author, ...]:
    """An address goes to the person whose name it spells, a single one to a single person."""
    for email in emails:
        local = email.partition("@")[0].casefold()
        for index, author in enumerate(authors):
            spelled = any(len(word) > 2 and word.casefold() in local for word in author.name.split())
            if author.email is None and (spelled or len(authors) == len(emails) == 1):
                authors[index] = Author(author.name, email, author.role, author.organization, author.raw)
                break
    return tuple(authors)
