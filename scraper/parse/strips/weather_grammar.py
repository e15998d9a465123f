"""The text of a weather strip in, its readings out: `[condition][name][ ]temperature℃`, where any part may be missing.

The parts of one reading may stand in one line, in table cells of their own, or all readings in one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scraper.parse.strips.stations import stations_by_name

# The sky of the Korean weather administration's lists and forecasts.
_CONDITIONS = frozenset(
    {
        "맑음",
        "구름조금",
        "구름많음",
        "흐림",
        "비",
        "소나기",
        "가랑비",
        "이슬비",
        "눈",
        "소낙눈",
        "진눈깨비",
        "비/눈",
        "눈/비",
        "비눈",
        "싸락눈",
        "우박",
        "뇌우",
        "천둥번개",
        "뇌전",
        "안개",
        "박무",
        "연무",
        "황사",
        "먼지",
        "낙뢰",
        "빗방울",
        "빗방울눈날림",
        "눈날림",
        "맑고구름",
        "구름많고비",
        "구름많고눈",
        "흐리고비",
        "흐리고눈",
    }
)
_LENGTHS = tuple(range(max(map(len, _CONDITIONS)), 0, -1))
_TOKEN = re.compile(
    r"(?P<temperature>(?:(?<![\d.])[-−–])?\d{1,2}(?:\.\d{1,2})?)\s*(?:℃|[°º˚]\s?C?(?![^\W\d_])|도(?![가-힣]))"
    r"|(?P<unit>℃|[°º˚]\s?C\b)"
    r"|(?P<dash>[-−–])"
    r"|(?P<word>(?:구름\s(?=[많조]))?[^\W\d_]+(?:/[^\W\d_]+)?(?:\(예\))?)"
    r"|(?P<gap>[\s|,·•/▲▶*:]+)"
)
# A blank in a name or a sky, where a tool that leaves text sets what an element ends apart: 비포 항13.8℃. The blank of
# 구름 많음 is its own.
_CUT = re.compile(r"(?<![가-힣])(?!구름 )([가-힣]{1,6}) (?=([가-힣]{1,8}(?:\(예\))?)(?![가-힣]))")
_COLDEST, _HOTTEST = -60.0, 60.0


class Reading(NamedTuple):
    """One reading as printed: `text` is all of it, parts that are missing are `None`."""

    condition: str | None
    name: str | None
    temperature: float | None
    text: str


class _Word(NamedTuple):
    """What a word of a strip says; `is_known` when its parts stand in the lists."""

    condition: str | None
    name: str | None
    is_known: bool


def is_strip_text(text: str) -> bool:
    """Return whether a text holds nothing but conditions, stations of the list and temperatures.

    >>> is_strip_text("흐림속초12.4℃"), is_strip_text("-동두천 4.7℃"), is_strip_text("서울은 4도였다")
    (True, True, False)
    """
    text = _without_cuts(text)
    position = 0
    for match in _TOKEN.finditer(text):
        if match.start() != position:
            return False
        position = match.end()
        if match.lastgroup == "word" and not _resolve(match["word"]).is_known:
            return False
    return position == len(text)


def read_strip(text: str) -> list[Reading]:
    """Return the readings of a strip in order; what is no part of one is passed over.

    >>> [reading[:3] for reading in read_strip("비서울 4.9℃ 흐림15.7℃ 맑음고창 -강릉-2℃")]
    [('비', '서울', 4.9), ('흐림', None, 15.7), ('맑음', '고창', None), (None, '강릉', -2.0)]
    """
    text = _without_cuts(text)
    parts = list(_parts(text))
    groups = _by_name(parts) if _name_is_first(parts) else _by_sky(parts)
    readings = [_reading(group, text) for group in groups]
    return [reading for reading in readings if reading[:3] != (None, None, None)]


def has_name(text: str) -> bool:
    """Return whether a part of a strip names a station.

    >>> has_name("흐림"), has_name("흐림속초")
    (False, True)
    """
    return any(part.name for part in _parts(text))


def as_number(text: str) -> float:
    """Return the number of a temperature, whatever its minus sign and its decimal sign.

    >>> as_number("–3,5")
    -3.5
    """
    return float(text.replace(",", ".").replace("−", "-").replace("–", "-"))


class _Part(NamedTuple):
    """A part of a reading and where it stands; `is_dash` is a condition that is not reported."""

    condition: str | None
    name: str | None
    temperature: float | None
    is_dash: bool
    start: int
    end: int

    @property
    def is_sky(self) -> bool:
        """Whether it is a condition, be it one that is not reported."""
        return self.is_dash or self.condition is not None


def _parts(text: str) -> Iterator[_Part]:
    for match in _TOKEN.finditer(text):
        kind, (start, end) = match.lastgroup, match.span()
        if kind == "word":
            word = _resolve(match["word"])
            yield _Part(word.condition, word.name, None, is_dash=False, start=start, end=end)
        elif kind == "temperature":
            value = as_number(match["temperature"])
            yield _Part(None, None, value if _COLDEST < value < _HOTTEST else None, is_dash=False, start=start, end=end)
        elif kind in ("unit", "dash"):
            yield _Part(None, None, None, is_dash=kind == "dash", start=start, end=end)


def _name_is_first(parts: list[_Part]) -> bool:
    """Return whether the page prints the condition behind the name or behind the temperature."""
    if len(parts) < 3 or parts[0].is_sky or not parts[0].name:
        return False
    own_sky = [number for number, part in enumerate(parts) if part.is_sky and not part.name]
    behind_name = sum(
        number > 0 and not parts[number - 1].is_sky and bool(parts[number - 1].name) for number in own_sky
    )
    return bool(own_sky) and (own_sky[-1] == len(parts) - 1 or 2 * behind_name > len(own_sky))


def _by_name(parts: list[_Part]) -> Iterator[list[_Part]]:
    """Yield the parts of each reading: every name begins one."""
    group: list[_Part] = []
    for part in parts:
        if part.name and group:
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _by_sky(parts: list[_Part]) -> Iterator[list[_Part]]:
    """Yield the parts of each reading: a condition begins one, a temperature ends it, and it has one name."""
    group: list[_Part] = []
    for part in parts:
        if group and (part.is_sky or (part.name and any(earlier.name for earlier in group))):
            yield group
            group = []
        group.append(part)
        if not part.is_sky and not part.name:
            yield group
            group = []
    if group:
        yield group


def _reading(parts: list[_Part], text: str) -> Reading:
    condition = next((part.condition for part in parts if part.condition), None)
    name = next((part.name for part in parts if part.name), None)
    temperature = next((part.temperature for part in parts if part.temperature is not None), None)
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    return Reading(condition, name, temperature, " ".join(text[start:end].split()))


def _without_cuts(text: str) -> str:
    """Return the text without the blanks in words that are of the lists once they are whole.

    >>> _without_cuts("비포 항13.8℃"), _without_cuts("소나 기대구15.2℃"), _without_cuts("흐림 광주 14.6℃")
    ('비포항13.8℃', '소나기대구15.2℃', '흐림 광주 14.6℃')
    """
    return _CUT.sub(lambda cut: cut[1] if _is_cut(cut[1], cut[2]) else cut[0], text) if " " in text else text


def _is_cut(start: str, rest: str) -> bool:
    return not _resolve(start).is_known and _resolve(start + rest).is_known


def _resolve(word: str) -> _Word:
    """Return the condition and name in a word: the longest condition first, and the longest name that ends it."""
    if " " in word:
        word = word.replace(" ", "")
    names = stations_by_name()
    if word in names:
        return _Word(None, word, is_known=True)
    for length in _LENGTHS:
        condition, rest = word[:length], word[length:]
        if condition in _CONDITIONS and (length > 1 or not rest or rest in names):
            return _Word(condition, rest or None, is_known=not rest or rest in names)
    for length in range(1, len(word) - 1):
        if word[length:] in names:
            return _Word(word[:length], word[length:], is_known=False)
    return _Word(None, word, is_known=False)
