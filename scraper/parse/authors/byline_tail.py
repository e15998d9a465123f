"""The last paragraph of a body in, the byline, address or copyright line that ends it out, and the text before it."""

from __future__ import annotations

import re

from scraper.parse.authors.korean import PEOPLE, names_alone
from scraper.parse.boilerplate import COPYRIGHT

_EMAIL = r"[\w.+-]+@(?:[\w-]+(?:\.[\w-]+)*)?(?:…|\.\.\.)?"
_TAIL = re.compile(
    r"(?P<before>^|[.!?。…”\"’')\]>]\s*|\n\s*|(?<=다)\s+)"
    rf"(?P<tail>[/ㅣ|]?\s*[\[(<【]?\s*(?:[가-힣A-Za-z·,]{{1,12}} ?[=＝] ?|[가-힣]{{2,6}}, [가-힣]{{2,6}} "
    rf"|[가-힣A-Za-z0-9]{{2,10}} )?{PEOPLE}"
    rf"(?:외\s?\d{{1,2}}\s?[명인])?\s*(?:[(\[<]?\s?{_EMAIL}\s?[)\]>]?)?\s*[)\]>】]?\s*)$"
)
_SLASH_TAIL = re.compile(rf"(?P<tail>\s*/\s*(?:[가-힣A-Za-z·]{{1,12}}\s?[=＝]\s?)?(?:{PEOPLE})\s*(?:{_EMAIL})?\s*)$")
_CREDIT_TAIL = re.compile(
    r"(?P<before>^|[.!?。…”\"’')\]>]\s*|\n\s*)(?P<tail>[\[(<]?(?:글|사진|취재|촬영)(?:\s?[·,/ㆍ]\s?(?:글|사진|취재"
    r"|촬영|영상))*\s?[=:]?\s?[가-힣]{2,4}(?:\s?[·,]\s?[가-힣]{2,4})*\s*(?:기자)?\s*[\])>]?\s*)$"
)
_EMAIL_TAIL = re.compile(
    rf"(?P<before>^|[.!?。…”\"’')\]>]\s*|\n\s*)(?P<tail>[\[(<]?(?:[가-힣]{{2,4}}\s)?{_EMAIL}[\])>]?\s*)$"
)
_COPYRIGHT_TAIL = re.compile(
    rf"(?P<before>^|[.!?。…”\"’')\]>]\s*|\n\s*|\s)(?P<tail>[<\[(]?\s*(?:{COPYRIGHT.pattern}).*)$",
    re.DOTALL | re.IGNORECASE,
)
_TAIL_SIGNS = (
    "기자",
    "특파원",
    "위원",
    "칼럼",
    "리포터",
    "@",
    "ⓒ",
    "©",
    "무단",
    "저작권",
    "Copyright",
    "사진",
    "글 ",
    "부장",
    "국장",
)
_LONGEST_TAIL = 160


def split_byline_tail(text: str) -> tuple[str, str | None]:
    """Return the text without the byline, address or copyright line that ends it, and that tail.

    >>> split_byline_tail("문제를 처리했다.부산=홍길동 기자 hong@paper.example")
    ('문제를 처리했다.', '부산=홍길동 기자 hong@paper.example')
    >>> split_byline_tail("기자는 홍길동 기자를 만났다.")[1] is None
    True
    """
    rest = text
    tails: list[str] = []
    for _ in range(3):
        cut = _cut(rest)
        if cut is None:
            break
        rest, tail = cut
        tails.insert(0, tail)
    return (rest, " ".join(tails)) if tails else (text, None)


def _cut(text: str) -> tuple[str, str] | None:
    start = max(0, len(text) - _LONGEST_TAIL)
    end = text[start:]
    if not any(sign in end for sign in _TAIL_SIGNS):
        return None
    for pattern in (_COPYRIGHT_TAIL, _TAIL, _SLASH_TAIL, _CREDIT_TAIL, _EMAIL_TAIL):
        match = pattern.search(end)
        if match and match["tail"].strip() and names_alone(match["tail"]) and (start == 0 or match.start("tail") > 0):
            return text[: start + match.start("tail")].rstrip(), match["tail"].strip()
    return None
