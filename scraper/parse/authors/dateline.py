"""The first paragraph of a body in, its dateline out, and the text that remains.

A dateline is the place or agency prefix, brackets off. A bracket at the head that holds a headline's tag ([단독]) or is
part of the sentence stays in the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from scraper.parse.authors.agency_words import AGENCIES, agency_name
from scraper.parse.authors.korean import PEOPLE, REPORTERS, is_korean_name
from scraper.parse.authors.korean_words import PLACES


class Dateline(NamedTuple):
    """The head of a paragraph taken apart; `rest` is what remains of its text."""

    dateline: str | None
    rest: str
    agency: str | None = None
    author: str | None = None


_LONGEST_BRACKET = 60
_OPEN = "([【［（〔<〈"
_BRACKETED = re.compile(
    r"\s*(?P<open>[(\[【［（〔<〈])(?P<inside>[^()\[\]【】［］（）〔〕<>〈〉\n]{1,60})[)\]】］）〕>〉]\s*"
)

# Reporter between the bracket and the sign that opens the text; the sign may be missing after a bracket.
_KOREAN_BY = re.compile(rf"(?P<by>{PEOPLE})\s*(?P<sign>[=＝|ㅣ:]|--?|―|—|–)?\s*")
_OUTLET_BY = re.compile(rf"\s*(?P<outlet>[가-힣A-Za-z0-9&]{{2,12}}\s)?(?P<by>{PEOPLE})\s*[|ㅣ=]\s*")
_OUTLET = re.compile(
    r"(?:뉴스\d?|일보|신문|투데이|타임[즈스]|저널\w{0,2}|미디어|방송|통신|포스트|데일리|경제|매일|닷컴|TV|프레스"
    r"|헤럴드|와이어|조선|중앙|한겨레|코리아|매거진|리포트|24)$"
)
_NOT_OUTLETS = frozenset(
    {
        "카드뉴스",
        "주요뉴스",
        "포토뉴스",
        "영상뉴스",
        "그래픽뉴스",
        "날씨뉴스",
        "오늘의뉴스",
        "생활경제",
        "지역경제",
        "실시간뉴스",
        "단신뉴스",
        "한줄뉴스",
        "팩트체크뉴스",
    }
)
_PLACE_ENDS = re.compile(r"[가-힣]{1,4}(?:시|군|구|도|읍|면)$")
_TAG_SEPARATED = re.compile(r"^[^\s=＝-]{2,14}-(?P<place>[^\s-][^-]{0,18})$")
_EAST_ASIAN_INSIDE = re.compile(
    r".{1,12}[＝=].{1,12}$|.{1,8}(?:讯|訊|电|電|共同|時事|新华社|新華社|中新社|中央社|本报|本報)$|(?:本报|本報|新华社"
    r"|新華社).{0,14}$|\d{1,2}月\d{1,2}日.{0,12}$"
)
_PLAIN_EAST_ASIAN = re.compile(
    r"(?:新华社|新華社|中新社|中新网|中央社|本报|本報)[^，。,.\s]{0,14}(?:电|電|讯"
    r"|訊)(?:\s*[(（][^)）]{2,24}[)）])?[ \u3000]*"
)

_NOT_PLACES = frozenset(
    {
        "BREAKING",
        "UPDATE",
        "UPDATED",
        "EXCLUSIVE",
        "LIVE",
        "WATCH",
        "OPINION",
        "ANALYSIS",
        "NEWS",
        "NOTE",
        "EILMELDUNG",
        "URGENTE",
    }
)
_DASH = r"(?:--|[-–—―])"
_WORD = r"[^\W\d_][\w'’.]*"
# PARIS (AFP) — ; WASHINGTON, D.C. (AP) - ; Hamburg/Kiel (dpa/lno) - ; SEOUL, Aug. 20 (Yonhap) --
_WESTERN = re.compile(
    rf"\s*(?P<place>(?:{_WORD}(?:[ /-]{_WORD}){{0,4}})(?:,\s*{_WORD}(?:\s{_WORD})?){{0,2}}"
    rf"(?:,?\s\d{{1,2}}\.?(?:\s{_WORD})?)?[,.]?)?\s*"
    rf"(?P<agency>\((?P<name>[^()\n]{{2,32}})\))\s*\.?{_DASH}\s*"
)
# LONDON — ; NEW DELHI, May 3 — ; МОСКВА, 3 мая — РИА Новости.
_CAPITALS = re.compile(
    rf"\s*(?P<place>[^\W\d_a-zß-ÿа-яё][^a-zß-ÿа-яё\d,.\n:;]{{2,30}}"
    rf"(?:,\s*(?:\d{{1,2}}\s)?(?:{_WORD}\.?\s?){{1,2}}(?:\d{{1,2}})?(?:\s{_WORD})?\.?)?)"
    rf"\s(?:--|[–—])\s+(?:(?P<name>(?:РИА Новости|ТАСС|Интерфакс|REUTERS))\.\s)?"
)
_WIRE = re.compile(r"\s*(?P<place>[가-힣A-Za-z .,]{2,20})\s?--\s?\((?P<name>[^()\n]{2,20})\)\s?(?:--)?\s*")
_SPANISH = re.compile(
    r"\s*(?P<place>(?:[A-ZÁÉÍÓÚÑ][\w'’.]*(?:\s(?:de|del|la"
    r"|[A-ZÁÉÍÓÚÑ][\w'’.]*)){0,4}(?:,\s[\w .]{2,12})?\s?)?(?:\((?P<name>[^()\n]{2,24})\))?)\s?\.-\s+"
)


def split_dateline(text: str) -> Dateline:
    """Return the dateline at the head of a body's first paragraph, its agency and its author.

    >>> split_dateline("(서울=연합뉴스) 홍길동 기자 = 시는 3일 밝혔다.")
    Dateline(dateline='서울=연합뉴스', rest='시는 3일 밝혔다.', agency='연합뉴스', author='홍길동 기자')
    >>> split_dateline("PARIS (AFP) — Thousands marched.")[:3]
    ('PARIS (AFP)', 'Thousands marched.', 'AFP')
    >>> split_dateline("[단독] 시장이 물러난다")[0] is None
    True
    """
    head = text[:160]
    found = None
    if head.lstrip()[:1] in _OPEN and head.strip():
        found = _bracketed(text, head)
    return found or _korean_plain(text, head) or _western(text, head) or Dateline(None, text)


def _bracketed(text: str, head: str) -> Dateline | None:
    match = _BRACKETED.match(head)
    if match is None:
        return None
    inside = match["inside"].strip()
    by = REPORTERS.search(inside)
    start = _people_at(by) if by else len(inside)
    place = inside[:start].rstrip(" =＝|/-·,")
    if by and not place and match.end() < len(text):
        return Dateline(None, text[match.end() :], None, inside)
    if not (by or _is_dateline(inside, match["open"])):
        return _western(text, head)
    rest, author = text[match.end() :], inside[start:].strip() if by else None
    following = _KOREAN_BY.match(head, match.end())
    if following and (following["sign"] or not author):
        rest, author = text[following.end() :], following["by"].strip()
    elif rest[:1] in "=＝":
        rest = rest[1:].lstrip()
    return Dateline(place or None, rest.lstrip(), agency_name(place), author)


def _people_at(by: re.Match[str]) -> int:
    """Return where the people begin behind the place or the outlet: `광주=홍길동 기자`, `한빛매일/홍길동 기자`."""
    text = by[0].replace("＝", "=")
    outlet, slash, _ = text.partition("/")
    if slash and "=" not in text and not is_korean_name(outlet.strip()):
        return by.start() + len(outlet) + 1
    return by.start() + text.rfind("=") + 1


def _is_dateline(inside: str, bracket: str) -> bool:
    """Tell place and outlet from a headline's tag or a word of the sentence."""
    if not any("가" <= letter <= "힣" for letter in inside):
        return bool(
            bracket in "【［（(" and _EAST_ASIAN_INSIDE.match(inside) and any(letter > "\u3000" for letter in inside)
        )
    if "=" in inside or "＝" in inside:
        return len(inside) <= 40
    separated = _TAG_SEPARATED.match(inside)
    if separated:
        return bool(_is_korean_place(separated["place"]) or _OUTLET.search(inside[: separated.start("place") - 1]))
    return (
        inside not in _NOT_OUTLETS
        and " " not in inside
        and bool(agency_name(inside) or _OUTLET.search(inside))
        and bracket != "<"
    )


def _is_korean_place(text: str) -> bool:
    return text.split(maxsplit=1)[0].strip("·,") in PLACES or bool(_PLACE_ENDS.search(text))


def _korean_plain(text: str, head: str) -> Dateline | None:
    """Read `우리투데이 이승일 기자 | …`, `홍길동 기자 = …` and `서울--(뉴스와이어)--…`."""
    wire = _WIRE.match(head) if "--" in head[:60] else None
    if wire and agency_name(wire["name"]):
        return Dateline(head[: wire.end()].strip(" -"), text[wire.end() :], agency_name(wire["name"]), None)
    named = _OUTLET_BY.match(head) if "기자" in head[:60] or "특파원" in head[:60] else None
    if named:
        outlet = (named["outlet"] or "").strip() or None
        return Dateline(outlet, text[named.end() :], agency_name(outlet or ""), named["by"].strip())
    chinese = _PLAIN_EAST_ASIAN.match(head)
    if chinese:
        return Dateline(
            chinese[0].strip(),
            text[chinese.end() :],
            next((name for name in AGENCIES.values() if head.startswith(name)), None),
            None,
        )
    return None


def _western(text: str, head: str) -> Dateline | None:
    if "(" in head[:90]:
        match = _WESTERN.match(head)
        if match and _opens(text, match.end()) and (agency_name(match["name"]) or _is_station(match)):
            agency = agency_name(match["name"])
            name = f"{(match['place'] or '').strip()} {match['agency']}".strip() if match["place"] else match["name"]
            return Dateline(name, text[match.end() :], agency, None)
    if ".-" in head[:60]:
        match = _SPANISH.match(head)
        if match and match["place"].strip():
            return Dateline(
                match["place"].strip(), text[match.end() :], agency_name(match["name"] or match["place"]), None
            )
    match = _CAPITALS.match(head)
    if match and _opens(text, match.end()) and match["place"] not in _NOT_PLACES:
        return Dateline(match["place"].strip(), text[match.end() :], match["name"], None)
    return None


def _opens(text: str, position: int) -> bool:
    """A sentence begins behind a dateline; what goes on in small letters is an aside between dashes."""
    following = text[position : position + 2].lstrip("\"'“‘«„")[:1]
    return bool(following) and not following.islower()


def _is_station(match: re.Match[str]) -> bool:
    """An unknown name in brackets is an agency's when it is one short word behind a place: `Kiel (dpo) -`."""
    return bool(match["place"]) and _is_place(match["place"]) and len(match["name"]) <= 6 and match["name"].isalpha()


def _is_place(text: str) -> bool:
    """A place is one to five words that begin with capitals."""
    words = re.findall(r"[^\W\d_]+", text)
    return 0 < len(words) <= 6 and all(word[0].isupper() or len(word) <= 3 for word in words)
