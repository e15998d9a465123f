"""The text of a byline in, the people in it out: names, roles, e-mail addresses and organizations.

`people` reads what is declared to be an author (JSON-LD, meta, marked elements), `leading_people` the head of visible
text that only looks like a byline. Desks, publishers' words, URLs, accounts and sentences are refused.
"""

from __future__ import annotations

import re
from html import unescape

from scraper.model import Author
from scraper.parse.authors.agency_words import AGENCIES
from scraper.parse.authors.korean import (
    board_writer,
    is_korean_byline,
    korean_labelled,
    korean_people,
    korean_reporters,
)
from scraper.parse.authors.office import (
    given_first,
    in_small,
    leading_names,
    office_before,
    office_behind,
    split_letters,
    unglued,
    with_emails,
    without_repetitions,
)
from scraper.parse.authors.shapes import LONGEST_NAME, is_full_name, is_imprint, is_organization, is_person_shaped
from scraper.parse.authors.words import (
    AND_WORDS,
    BY,
    BY_FIRST_WORDS,
    CREDENTIALS,
    INNER_BY,
    MONTHS,
    NOT_NAME_WORDS,
    PARTICLES,
    ROLE_WORDS,
    RUBRIC_WORDS,
    SHOWN_BY,
    STOP_WORDS,
    WRITTEN_BY,
)
from scraper.parse.texts import words

# Longer texts are sentences or biographies: the longest list of names in the gold has 214 characters.
LONGEST_BYLINE = 300
LONGEST_LABELLED = 100

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NOISE = re.compile(
    r"(?:https?://|www\.)\S*|(?<!\w)@\w+|\([^()]{0,60}\)(?!\s+[^\W\d_])|\[[^\[\]]{0,60}\]|[\u200b-\u200f\ufeff]"
    "|[\u2190-\u21ff\u2300-\u24ff\u2600-\u27bf\u2900-\u2bff\ufe0e\ufe0f\U0001f000-\U0001faff]"
)
_STRONG = re.compile(r"\s*(?:[\n|;»•·‧∙●▪／\u30fb]|\s[–—-]\s|\s/\s|、|，)\s*")
_AND = "|".join(re.escape(word.strip()) for word in sorted(set(AND_WORDS), key=len, reverse=True))
_WEAK = re.compile(rf"\s*,\s*(?:(?:{_AND})\s+)?|\s+(?:{_AND}|&|\+)\s+|\s*&\s*", re.IGNORECASE)
_PLACE_TAIL = re.compile(
    r"\s+(?:in|for|at|of the|from|aus|für|para|pour|bei|à|on behalf of|para el|para la|for the)\s+.*$", re.IGNORECASE
)
_HANGUL = re.compile("[가-힣]")
_HAN = re.compile("[\u3400-\u9fff]")
# Who else is named in a byline: photographers, translators, editors.
_OTHERS = (
    r"(?:photo(?:s|graphy|graphs)?|contributions?|pictures?|images?|video|illustrations?|graphics?|edited"
    r"|medically reviewed"
    r"|reviewed|fact.checked|translated|produced|narrated|fotos?|bilder|übersetz\w*|redigiert"
    r"|traduit|traduction|traducido|traducción|traduzione|foto's|zdjęcia|фото|责任编辑|编辑|責任編輯)"
)
_OTHER_CREDIT = re.compile(rf"\s*{_OTHERS}\b", re.IGNORECASE)
OTHER_CREDIT_END = re.compile(rf"\b{_OTHERS}\s*(?:by|from|von|par|por|di|da|door|av|af)?\s*:?\s*$", re.IGNORECASE)
# Markup that loses the blank: `<span>By</span><a>Ann Lee</a>`.
_GLUED_BY = re.compile(r"\s*(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or)(?=[A-ZÀ-Þ][a-zß-ÿ])")
_GLUED_STARTS = ("by", "von", "par", "por")
_WRITTEN_STARTS = frozenset({"this", "the", "dieser", "der", "cet", "este", "questo"})
_DIGIT = re.compile(r"\d")
_BY_SIGNS = frozenset("/~—–-")
_DATE_LABELS = STOP_WORDS | MONTHS | {""}
_SENTENCE = re.compile(r"[!?…“”„«]|[.,:]\"")
_BEHALF = re.compile(r"\s(?:on behalf of|in) .*$", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"[\W\d_]+")
_FILLERS = _DATE_LABELS.union(
    ROLE_WORDS,
    AND_WORDS,
    words("uhr am pm h th min read words hace horas ago hours vor stunden redaktion by von par por"),
    words("shares views comments comment likes kommentare aufrufe vues commentaires comentarios"),
)
# Most declared texts are a name and nothing else: they need not be taken apart.
_PLAIN_NAME = re.compile(r"[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+")
_NO_PLAIN_NAME = _DATE_LABELS.union(
    ROLE_WORDS, AND_WORDS, CREDENTIALS, NOT_NAME_WORDS, BY_FIRST_WORDS, PARTICLES, {"of", "on"}
)
# A line that goes on with one of these tells of something, not of somebody.
_ARTICLES = words("der den dem des die das the a an  einer einem eines le la les el los las il lo un una my our your")
_TRIM = " \t\r\n,.;:|/–—-·•\"'“”()[]<>"


def people(text: str) -> tuple[Author, ...]:
    """Return the people that a declared author text names, in order and once each.

    >>> [(a.name, a.role, a.organization) for a in people("By Ann Lee, Science Editor, and José de la Cruz | CNN")]
    [('Ann Lee', 'Science Editor', None), ('José de la Cruz', None, 'CNN')]
    """
    raw = (unescape(text) if "&" in text and ";" in text else text).strip()
    if not raw or len(raw) > LONGEST_BYLINE or is_imprint(raw):
        return ()
    if _PLAIN_NAME.fullmatch(raw) and _NO_PLAIN_NAME.isdisjoint(raw.lower().split()) and not is_organization(raw):
        return () if RUBRIC_WORDS.issuperset(raw.lower().split()) else (Author(raw, None, None, None, raw),)
    if not raw.isascii():
        if _HANGUL.search(raw):
            return korean_people(raw)
        labelled = _han_people(raw) if _HAN.search(raw) else ()
        if labelled:
            return labelled
    emails = _EMAIL.findall(raw) if "@" in raw else []
    cleaned = unglued(raw)
    cleaned = _NOISE.sub(" ", _EMAIL.sub(" ", cleaned) if emails else cleaned)
    found: dict[str, Author] = {}
    for chunk in _STRONG.split(cleaned):
        if _OTHER_CREDIT.match(chunk):
            continue
        _read_chunk(_without_by(_without_date(_without_by(given_first(chunk)))), found, raw)
    return with_emails(without_repetitions(list(found.values())), emails)


def leading_people(text: str) -> tuple[Author, ...]:
    """Return the people at the head of a visible line that says who wrote it; none without such a word.

    >>> [a.name for a in leading_people("Von Ulrike Müller und Jan van Dijk aktualisiert am 3. Mai")]
    ['Ulrike Müller', 'Jan van Dijk']
    >>> leading_people("By midnight everyone had gone home.")
    ()
    """
    # A role beside the name says more than the label before it: 글 홍길동 기자 사진 하람.
    if not text.isascii():
        named = _east_asian_people(text)
        if named:
            return named
    first = _first_word(text)
    match = _introduction(text, first)
    if match is None and len(text) <= LONGEST_LABELLED and first in BY_FIRST_WORDS:
        weak = BY.match(text)
        if weak and weak.end() < len(text) and not text.isupper():
            return bare_people(text[weak.end() :])
    if match is None:
        return ()
    behind = unglued(text[match.end() : match.end() + LONGEST_BYLINE])
    named = people(leading_names(_STRONG.sub(" | ", behind).split()))
    if named and named[0].name.split()[0] in _ARTICLES:
        return ()
    return in_small(named) if text[match.start() : match.end() + LONGEST_NAME].isupper() else named


def _east_asian_people(text: str) -> tuple[Author, ...]:
    """Return the people that a Korean, Chinese or Japanese line names beside their roles or labels."""
    if _HANGUL.search(text):
        named = board_writer(text)
        return named or ((korean_reporters(text) or korean_labelled(text)) if is_korean_byline(text) else ())
    return _han_people(text) if _HAN.search(text) and len(text) <= LONGEST_LABELLED else ()


def _han_people(text: str) -> tuple[Author, ...]:
    # Its patterns over all of Han take forty milliseconds to compile: only pages in such letters pay for them.
    from scraper.parse.authors.han import han_people

    return han_people(text)


def _introduction(text: str, first: str) -> re.Match[str] | None:
    """Return what says `by` in the text; its first word decides whether the long list of them is tried at all."""
    if first in BY_FIRST_WORDS or first[:1] in _BY_SIGNS or not first.isascii():
        match = SHOWN_BY.match(text)
        if match:
            return match
    if first.startswith(_GLUED_STARTS):
        match = _GLUED_BY.match(text)
    elif first in _WRITTEN_STARTS:
        match = WRITTEN_BY.match(text)
    else:
        match = None
    return match or INNER_BY.search(text)


def _first_word(text: str) -> str:
    first = text[:40].split(maxsplit=1)
    return first[0].rstrip(":：").casefold() if first else ""


def is_desk_byline(text: str) -> bool:
    """Tell whether a line says `by` of a desk, a group or an agency.

    >>> is_desk_byline("Von der Redaktion"), is_desk_byline("By News Desk"), is_desk_byline("By Ann Lee")
    (True, True, False)
    """
    match = SHOWN_BY.match(text) if _first_word(text) in BY_FIRST_WORDS else None
    return match is not None and is_organization(text[match.end() :].strip(_TRIM))


def bare_people(text: str) -> tuple[Author, ...]:
    """Return the people of a line that holds nothing else but dates: full names with their capitals.

    >>> [a.name for a in bare_people("12.05.2024 | Ann Lee")], bare_people("Business | Latest news"), bare_people("Ann")
    (['Ann Lee'], (), ())
    """
    if " " not in text or _SENTENCE.search(text):
        return ()
    found = people(text)
    if not found or not all(is_full_name(author.name) for author in found):
        return ()
    rest = text
    for author in found:
        rest = rest.replace(author.name, " ")
    words = (word.casefold() for word in _NOT_LETTERS.sub(" ", _BEHALF.sub("", rest)).split())
    return found if all(word in _FILLERS for word in words) else ()


def _without_by(text: str) -> str:
    for _ in range(2):
        match = BY.match(f"{text} ") or _GLUED_BY.match(text)
        if match is None:
            break
        text = text[match.end() :]
    return text.strip(_TRIM)


def _without_date(chunk: str) -> str:
    """Return what stands before a date and its label, or behind an inner `by`; an account keeps its digits."""
    if " " not in chunk or not any(map(str.isdigit, chunk)):
        return chunk
    inner = INNER_BY.search(chunk)
    if inner:
        chunk = chunk[inner.end() :]
        if " " not in chunk:
            return chunk
    words = _DIGIT.split(chunk, maxsplit=1)[0].split()
    while words and words[-1].casefold().strip(_TRIM) in _DATE_LABELS:
        words.pop()
    return " ".join(words)


def _read_chunk(chunk: str, found: dict[str, Author], raw: str) -> None:
    """Add the people of one piece between strong separators; roles and organizations go to the last person."""
    pieces = [piece.strip(_TRIM) for piece in _WEAK.split(chunk)]
    pieces = [piece for piece in pieces if piece]
    is_single = bool(pieces) and all(len(piece.split()) == 1 and is_person_shaped(piece) for piece in pieces)
    if len(pieces) == 2 and is_single and "," in chunk:
        pieces = [f"{pieces[1]} {pieces[0]}"]
    for index, whole in enumerate(pieces):
        office, piece = office_before(whole)
        if not office and not found:
            # Behind a name and a comma stands its own office, whatever begins it.
            office, piece = office_behind(whole)
        if office:
            piece = _PLACE_TAIL.sub("", piece)
            found.setdefault(piece, Author(piece, None, office, None, raw))
            continue
        last = next(reversed(found), None)
        is_pair = is_single and len(pieces) > 1 and (last is None or " " not in last)
        kind = _kind(piece, is_first=(last is None and index == 0) or is_pair)
        if kind == "person" and last is not None and piece.isupper() != last.isupper():
            # Capitals behind a name in small letters are a station's or a paper's, and the other way round.
            kind = "organization"
        if kind == "person":
            name, paper = split_letters(_PLACE_TAIL.sub("", piece).strip(_TRIM) if len(piece.split()) > 3 else piece)
            found.setdefault(name, Author(name, None, None, paper, raw))
        elif last is None and piece in AGENCIES:
            # An agency that signs alone is credited as the author; its own name as organization tells it from people.
            found[piece] = Author(piece, None, None, piece, raw)
        elif last is not None and kind in {"role", "organization"} and getattr(found[last], kind) is None:
            found[last] = _with(found[last], kind, piece)


def _kind(piece: str, *, is_first: bool) -> str:
    lowered = piece.casefold()
    words = lowered.split()
    if lowered in CREDENTIALS or all(word in CREDENTIALS for word in words):
        return "credential"
    if words[-1] in ROLE_WORDS or words[0] in ROLE_WORDS:
        return "role"
    if is_organization(_BEHALF.sub("", piece)):
        return "organization"
    if len(words) == 1 and not is_first:
        return "organization" if piece.isupper() else "place"
    head = _PLACE_TAIL.sub("", piece)
    is_name = is_person_shaped(head) and (head == piece or not head.split()[-1].islower())
    return "person" if is_name else "other"


def _with(author: Author, kind: str, text: str) -> Author:
    if kind == "role":
        return Author(author.name, author.email, text, author.organization, author.raw)
    return Author(author.name, author.email, author.role, text, author.raw)
