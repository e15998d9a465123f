"""Page in, the weather strip of its head or margin out, as data. An article about the weather is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from scraper.model import Block, Evidence, Finding, Page, Reading, Weather, missing
from scraper.parse.strips import weather_grammar as grammar
from scraper.parse.strips.stations import Station, official_stations, stations_by_name

_ENDS = frozenset("℃°º˚C도")
_DEGREE = re.compile(r"\d\s*(?:℃|[°º˚]|도$)")
_SHORT = 40
_MINIMUM = 3
# A city and its temperature in any language, alone in its block.
_CITY = re.compile(r"([^\W\d_][^\d\n:]{0,30}?)[\s:]*([-−–]?\d{1,2}(?:[.,]\d)?)\s*(?:℃|[°º˚]\s?C)")
_DATE = re.compile(
    r"(?<!\d)(20\d\d)\s?[.\-/년]\s?(\d{1,2})\s?[.\-/월]\s?(\d{1,2})(?!\d)일?\.?\s*(?:[(（]?[월화수목금토일](?:요일)?[)）]?)?"
)
_PROVIDER = re.compile(r"(?:(?:자료|제공|출처)\s?[:=]\s?([가-힣A-Za-z]{2,12})|([가-힣A-Za-z]{2,12})\s?제공)$")
_TITLE = re.compile(r"[^\d\n]{0,12}날씨[^\d\n]{0,12}")
# A sentence of this length is text: Korean says in 40 characters what takes 80 in English.
_PROSE = 40
_SENTENCE_END = re.compile(r"[.!?。！？][\"'”’」』)\]]*$")
_MARGINS = frozenset({"header", "nav", "aside", "footer"})
_NEAR = 2
# So many readings below a date line are a strip without a provider, too: a story's table names a few towns.
_MANY = 10
# Fewer named stations don't show whether a list is the official one: the 16 of a known header stand in another order.
_ORDERED = 20


def find_weather(page: Page) -> Finding[Weather]:
    """Return the readings of the page's weather strip, with its provider and the date line above it.

    A strip is three or more readings and nothing else, above the text, in the page's margin, or under a provider's
    name or a date. A station that the list leaves unnamed is known by its place between its neighbours, and marked.
    """
    for run in _runs(page.blocks):
        readings = _readings([page.blocks[number].text for number in run])
        if sum(reading.temperature is not None for reading in readings) < _MINIMUM:
            continue
        frame = _frame(page.blocks, run)
        prose = next((block for block in reversed(page.blocks[: run.start]) if _is_prose(block)), None)
        known = _known(readings)
        is_framed = frame.provider is not None or (frame.observed_on is not None and known >= _MANY)
        if prose is None or (known and _is_apart(page, run, prose, is_framed=is_framed)):
            return _finding(page, run, readings, frame)
    return Finding(None, missing("no weather strip"))


def _runs(blocks: tuple[Block, ...]) -> Iterator[range]:
    """Yield the runs of consecutive blocks that hold nothing but readings."""
    end = 0
    for block in blocks:
        text = block.text
        if text[-1] not in _ENDS and "℃" not in text and "°" not in text:
            continue
        number = block.number
        if number < end or not _DEGREE.search(text) or not _is_piece(text):
            continue
        start, end = number, number + 1
        while start > 0 and _is_piece(blocks[start - 1].text):
            start -= 1
        while end < len(blocks) and _is_piece(blocks[end].text):
            end += 1
        yield _without_names(blocks, range(start, end))


def _is_piece(text: str) -> bool:
    """Return whether a block is a part of a strip: a reading or some of its parts, or a whole strip."""
    if len(text) > _SHORT:
        return text.count("℃") + text.count("°") >= _MINIMUM and grammar.is_strip_text(_core(text))
    if _DEGREE.search(text):
        text = _core(text)
    return grammar.is_strip_text(text) or _CITY.fullmatch(text) is not None


def _core(text: str) -> str:
    """Return a strip that stands in one block without its date in front and its provider behind."""
    dated = _DATE.match(text)
    text = text[dated.end() :] if dated else text
    given = _PROVIDER.search(text)
    return text[: given.start()] if given else text


def _without_names(blocks: tuple[Block, ...], run: range) -> range:
    """Return the run without place names at its ends that have no reading: they are a menu beside it."""
    start, end = run.start, run.stop
    while start < end - 1 and _is_name(blocks[start].text) and not _goes_on(blocks[start + 1].text):
        start += 1
    while end > start + 1 and _is_name(blocks[end - 1].text):
        end -= 1
    return range(start, end)


def _is_name(text: str) -> bool:
    return text in stations_by_name()


def _goes_on(text: str) -> bool:
    """Return whether a block goes on with a reading that began with a name: by its temperature or its sky."""
    return text[0] in "-−–0123456789" or not grammar.has_name(text)


def _readings(texts: list[str]) -> list[grammar.Reading]:
    """Return the readings: by the Korean grammar when it knows half of them, else one city a block."""
    readings = grammar.read_strip("\n".join(_core(text) for text in texts))
    if 2 * _known(readings) >= len(readings):
        return readings
    cities = [city for city in map(_CITY.fullmatch, texts) if city]
    return [grammar.Reading(None, city[1].strip(), grammar.as_number(city[2]), city[0]) for city in cities]


def _known(readings: list[grammar.Reading]) -> int:
    return sum(reading.condition is not None or reading.name in stations_by_name() for reading in readings)


class _Frame(NamedTuple):
    """What stands around a strip: its date and provider, and the blocks that print them."""

    observed_on: date | None
    provider: str | None
    blocks: tuple[int, ...]


def _frame(blocks: tuple[Block, ...], run: range) -> _Frame:
    above = [number for number in range(max(0, run.start - _NEAR), run.start) if len(blocks[number].text) <= _SHORT]
    below = [
        number for number in range(run.stop, min(len(blocks), run.stop + _NEAR)) if len(blocks[number].text) <= _SHORT
    ]
    dates = [(number, _date(blocks[number].text)) for number in (*reversed(above), run.start)]
    dated, observed_on = next(((number, day) for number, day in dates if day), (run.start, None))
    providers = [(number, _provider(blocks[number].text)) for number in (run.stop - 1, *below, *reversed(above))]
    given, provider = next(((number, name) for number, name in providers if name), (run.start, None))
    shown = {number for number in (*above, *below) if number in (dated, given) or _TITLE.fullmatch(blocks[number].text)}
    return _Frame(observed_on, provider, tuple(sorted(shown)))


def _date(text: str) -> date | None:
    found = _DATE.search(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _provider(text: str) -> str | None:
    found = _PROVIDER.search(text)
    return (found[1] or found[2]) if found else None


def _is_apart(page: Page, run: range, prose: Block, *, is_framed: bool) -> bool:
    """Return whether a strip below some text is in a margin of the page, or framed in another container."""
    around = _ancestors(page, page.blocks[run.start].element)
    if any(page.elements[number].tag in _MARGINS or "weather" in page.elements[number].hint for number in around):
        return True
    shared = [number for number in _ancestors(page, prose.element)[:2] if page.elements[number].depth > 1]
    return is_framed and not set(shared) & set(around)


def _is_prose(block: Block) -> bool:
    text = block.text
    return len(text) >= _PROSE and 2 * block.link_chars < len(text) and _SENTENCE_END.search(text) is not None


def _ancestors(page: Page, number: int) -> list[int]:
    """Return the element and those around it, innermost first."""
    found = []
    while 0 <= number < len(page.elements):
        found.append(number)
        number = page.elements[number].parent
    return found


def _finding(page: Page, run: range, readings: list[grammar.Reading], frame: _Frame) -> Finding[Weather]:
    stations = _stations(readings)
    weather = Weather(
        provider=frame.provider,
        observed_on=frame.observed_on,
        readings=tuple(_as_value(reading, station) for reading, station in zip(readings, stations, strict=True)),
    )
    inferred = sum(reading.name_inferred for reading in weather.readings)
    reason = f"{len(readings)} readings" + (
        f", {inferred} unnamed ones known by their place in the list" if inferred else ""
    )
    raw = page.blocks[run.start].text
    evidence = Evidence("strip", 0.95 if frame.provider else 0.8, raw=raw, reason=reason)
    return Finding(weather, evidence, tuple(sorted((*run, *frame.blocks))))


def _as_value(reading: grammar.Reading, station: Station | None) -> Reading:
    if station is None:
        return Reading(reading.name, reading.condition, reading.temperature, raw=reading.text)
    return Reading(
        station.name,
        reading.condition,
        reading.temperature,
        station.number,
        station.latitude,
        station.longitude,
        name_inferred=reading.name is None,
        raw=reading.text,
    )


def _stations(readings: list[grammar.Reading]) -> list[Station | None]:
    """Return the station of each reading: by its name, or by its place when the list is the official one."""
    names = stations_by_name()
    stations = [names.get(reading.name) if reading.name else None for reading in readings]
    places = [station.place for station in stations if station]
    if len(places) < _ORDERED or places != sorted(set(places)):
        return stations
    official = official_stations()
    before = -1
    start = 0
    for position in range(len(readings) + 1):
        station = stations[position] if position < len(readings) else None
        is_end = position == len(readings)
        if station is None and not is_end:
            continue
        after = len(official) if station is None else station.place
        if after - before - 1 == position - start:
            for offset in range(position - start):
                if readings[start + offset].name is None:
                    stations[start + offset] = official[before + 1 + offset]
        before, start = after, position + 1
    return stations
