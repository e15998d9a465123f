"""`3시간 전`, `yesterday`, `2 days ago`: text and the time of the visit in, the time it means out.

Korean, English, Japanese and Chinese, the languages in which portals print them; the date library reads the others.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from scraper.parse.dates.reading import clean

_UNITS = (
    ("second", "초|seconds?|secs?|秒"),
    ("minute", "분|minutes?|mins?|分钟|分鐘|分"),
    ("hour", "시간|hours?|hrs?|時間|小时|小時"),
    ("day", "일|days?|日|天"),
    ("week", "주일|주|weeks?|週間|周|週"),
    ("month", "개월|달|months?|か月|ヶ月|カ月|个月|個月"),
    ("year", "년|years?|yrs?|年"),
)
_LENGTHS = MappingProxyType(
    {
        "second": timedelta(seconds=1),
        "minute": timedelta(minutes=1),
        "hour": timedelta(hours=1),
        "day": timedelta(days=1),
        "week": timedelta(days=7),
        "month": timedelta(days=30),
        "year": timedelta(days=365),
    }
)
_AGO = re.compile(
    r"(?<![\w.])(?P<count>\d{1,3}|an?|one)\s?(?:"
    + "|".join(f"(?P<{unit}>{words})" for unit, words in _UNITS)
    + r")\s?(?:전|ago\b|前)",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"(?P<now>방금(?: 전)?|just now|たった今|刚刚|剛剛)|(?P<today>오늘|\btoday\b|今日|今天)"
    r"|(?P<before>그저께|그제|一昨日|前天)|(?P<yesterday>어제|\byesterday\b|昨日|昨天)",
    re.IGNORECASE,
)
_LONGEST = 60
# Longer ago than this, a count of months or years says no day.
_VAGUE = frozenset({"month", "year"})


class Ago(NamedTuple):
    """What a relative date means: the time, and whether it is known to the day or to the minute."""

    at: datetime
    precision: str
    raw: str


def find_relative(text: str, captured_at: datetime) -> Ago | None:
    """Return the time that a short text names by its distance from the visit; counts of months and years say no day.

    >>> base = datetime(2024, 4, 30, 14, 5)
    >>> find_relative("홍길동 기자 3시간 전", base).at.isoformat(), find_relative("5 minutes ago", base).precision
    ('2024-04-30T11:05:00', 'minute')
    >>> find_relative("어제", base).at.isoformat()
    '2024-04-29T00:00:00'
    """
    if len(text) > _LONGEST:
        return None
    match = _AGO.search(clean(text))
    if match:
        return _counted(match, captured_at)
    match = _WORDS.search(text)
    if match is None:
        return None
    if match["now"]:
        return Ago(captured_at.replace(second=0, microsecond=0), "minute", match[0])
    days = 0 if match["today"] else 1 if match["yesterday"] else 2
    return Ago(_midnight(captured_at - timedelta(days=days)), "day", match[0])


def _counted(match: re.Match[str], captured_at: datetime) -> Ago | None:
    unit = next(name for name, _ in _UNITS if match[name])
    if unit in _VAGUE:
        return None
    count = int(match["count"]) if match["count"].isdigit() else 1
    at = captured_at - count * _LENGTHS[unit]
    if unit in ("day", "week"):
        return Ago(_midnight(at), "day", match[0])
    return Ago(at.replace(second=0, microsecond=0), "minute", match[0])


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)
