"""Text that was decoded by the wrong charset before it was stored: the meant text out, or `None` where nothing is sure.

Only runs whose repair reads as a language are changed; everything else stays as it is.
"""

from __future__ import annotations

import re

# What repairable text holds and other text hardly ever: 이 의 자 을 하 한 of CP949 read as Latin-1; of UTF-8 read as
# windows-1252 the accented letters, the curly quotes and the Hangul, whose leads are ê ë ì í.
_SUSPECT = re.compile("À[ÌÇÚ»]|Ç[ÏÑ]|Ã[\u0080-\u00bf]|â[€\u0080]|[êëìí][\u0080-\u009f‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œž]")
_SUSPECT_BYTES = re.compile(
    rb"\xc3(?:\x80(?:\xc3[\x8c\x87\x9a]|\xc2\xbb)|\x87\xc3[\x8f\x91]|\x83\xc2|\xa2(?:\xe2\x82\xac|\xc2\x80)"
    rb"|[\xaa-\xad](?:\xe2\x80|\xcb\x86|\xc2[\x80-\x9f]))"
)
_FEW_LEADS = 300
_TITLE = re.compile(rb"<title[^>]*>([^<]{2,300})")
# Where a title stands.
_WINDOW = 48_000
_HIGH = "\u0080-ÿŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
_RUN = re.compile(rf"[{_HIGH}](?:[{_HIGH} -~]*[{_HIGH}])?")
# What windows-1252 has in place of Latin-1's controls.
_WINDOWS = {ord(char): byte for byte in range(0x80, 0xA0) for char in bytes([byte]).decode("cp1252", "ignore")}
# The Hangul of KS X 1001, which holds all but rare syllables.
_HANGUL_PAIR = re.compile(rb"[\xb0-\xc8][\xa1-\xfe]")
_GLUED = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")
_HANGUL = re.compile("[가-힣]")
_CJK_RUN = re.compile("[가-힣一-鿿豈-﫿][가-힣一-鿿豈-﫿ㄱ-ㆎ]+")
_SIGN_PAIR = re.compile(rb"(?<![\x80-\xff])(?:[\xa1-\xac][\xa1-\xfe])+(?![\x80-\xa0])")
_COMMON = (
    "가각간감강개거건것게겠결경계고공과관광교구국군권그금급기길까나날남내년노농눈는늦니다단달당대던데도동되된될두드든들등라라락래량려력로료리"
    "린마만말맑매면명모목무문물미민바반받방배번법변병보복본부북분불비사산상새생서선설성세소속손송수순스습승시식신실심아안않알앞았애야"
    "약양어업었에여역연열영예오온와왔외요용우운울원월위유육은을음의이익인일임입있자작장재저적전절정제조종좌주중지직진질차참창책처천첫청체초"
    "최추축출충치친타터통투특파판패편평포표품풍프피필하학한할합항해했행향허현협형호홍화환활황회후휴흐"
)
_FREQUENT = frozenset(syllable.encode("cp949") for syllable in _COMMON)
# Nearly all syllables of running Korean are among those, of any other text's bytes one in ten.
_MIN_PAIRS, _FEW_PAIRS, _LEAST_FREQUENT = 2, 4, 2
# Short Korean may hold none of the suspects; it is tried whole.
_SHORT = 2_000


def is_suspect(content: bytes) -> bool:
    """Return whether valid UTF-8 holds what only wrongly decoded text does."""
    if _has_suspect(content):
        return True
    title = _TITLE.search(content, 0, _WINDOW)
    return title is not None and _is_shifted(title[1].decode("utf-8", "replace"))


def _has_suspect(content: bytes) -> bool:
    """Return whether one of the suspects is there; where few bytes lead to it, each is found far quicker by itself."""
    place = content.find(b"\xc3")
    for _ in range(_FEW_LEADS):
        if place < 0:
            return False
        if _SUSPECT_BYTES.match(content, place):
            return True
        place = content.find(b"\xc3", place + 1)
    return _SUSPECT_BYTES.search(content, place) is not None if place >= 0 else False


def repair(text: str) -> str | None:
    """Return the text as it was meant, or `None` when nothing in it was surely decoded wrongly.

    Tries for each run: CP949 read as Latin-1 or windows-1252, UTF-8 read as windows-1252, UTF-8 read as CP949.

    >>> repair("¼øÃµ½Ã´Â ³»³âºÎÅÍ ½Ã¹ÎÀÇ")
    '순천시는 내년부터 시민의'
    >>> repair("cafÃ© dâ€™Orsay"), repair("Ça À»"), repair("순천시")
    ('café d’Orsay', None, None)
    """
    if text.isascii():
        return None
    fixed = text
    if len(text) < _SHORT or _SUSPECT.search(text):
        fixed = _RUN.sub(_repair_run, text)
    if _is_shifted(fixed):
        fixed = _CJK_RUN.sub(_repair_cjk, fixed)
    return fixed if fixed != text else None


def _repair_run(match: re.Match[str]) -> str:
    words = match.group().split(" ")
    raw = {place: _to_bytes(word) for place, word in enumerate(words) if not word.isascii()}
    # CP949 first: some of its letters (첫 is C3 B9) are UTF-8 as well, but no UTF-8 reads as Korean in CP949.
    return _meant(words, raw, "cp949") or _meant(words, raw, "utf-8") or match.group()


def _meant(words: list[str], raw: dict[int, bytes | None], codec: str) -> str | None:
    """Return the words with those mended that are of `codec`, when that makes sense of the whole run.

    `raw` are the bytes of the words that are not ASCII, by their places. Neither charset has a blank inside a letter.
    UTF-8 is valid by chance nowhere; CP949 has to become Hangul.
    """
    meant = {place: _strict(content, codec) for place, content in raw.items() if content}
    mended = {place: text for place, text in meant.items() if text and text != words[place]}
    if not mended:
        return None
    # Words of ASCII have no part in it: what they stand beside is a blank.
    if codec == "cp949" and not _is_korean(b" ".join([content or b"?" for content in raw.values()])):
        return None
    return " ".join([mended.get(place, word) for place, word in enumerate(words)])


def _is_korean(content: bytes) -> bool:
    """Return whether most high bytes pair up to Hangul, and stand free of ASCII letters (unlike those of `AÇÃO`).

    Signs (`·`, `①`, `“`) count neither way. Of four syllables and more some are among the commonest: `ÀÁÂÃÄÅ` is none.
    """
    bare = _SIGN_PAIR.sub(b" ", content)
    high = len(bare) - len(bare.decode("ascii", "ignore"))
    found = _HANGUL_PAIR.findall(bare)
    pairs = len(found)
    if pairs < _MIN_PAIRS or 2 * pairs < 0.7 * high or 4 * len(_GLUED.findall(bare)) > pairs:
        return False
    return pairs < _FEW_PAIRS or sum(map(_FREQUENT.__contains__, found)) * _LEAST_FREQUENT >= pairs


def _strict(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return None


def _to_bytes(run: str) -> bytes | None:
    """Return the bytes that a browser's windows-1252 decoder, or plain Latin-1, made the run of."""
    try:
        return run.translate(_WINDOWS).encode("latin-1")
    except UnicodeEncodeError:
        return None


def _is_shifted(text: str) -> bool:
    """Return whether the first Korean or Chinese run is UTF-8 read as CP949."""
    match = _CJK_RUN.search(text, 0, _SHORT)
    return match is not None and _repair_cjk(match) != match.group()


def _repair_cjk(match: re.Match[str]) -> str:
    """Return a run of Hangul and hanja as the UTF-8 that it was; ordinary Korean never is."""
    run = match.group()
    try:
        meant = run.encode("cp949").decode("utf-8")
    except UnicodeError:
        return run
    return meant if len(_HANGUL.findall(meant)) == len(meant) else run
