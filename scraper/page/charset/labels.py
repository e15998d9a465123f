"""Charset labels as browsers read them, and the charset that a sample of undeclared bytes is most likely in.

A label in, the name of a Python codec out, or `None` for one that browsers don't know. Statistics are asked only when
nothing that the page declares decodes it.
"""

from __future__ import annotations

import codecs
import re
from types import MappingProxyType
from typing import NamedTuple

# What browsers decode in place of what the label says (WHATWG Encoding Standard, "names and labels"), by Python's name.
_READ_AS = MappingProxyType(
    {
        "ascii": "cp1252",
        "iso8859-1": "cp1252",
        "iso8859-9": "cp1254",
        "iso8859-11": "cp874",
        "tis-620": "cp874",
        "euc_kr": "cp949",
        "gb2312": "gb18030",
        "gbk": "gb18030",
        "shift_jis": "cp932",
        "big5": "big5hkscs",
        "cp950": "big5hkscs",
        "utf-16": "utf-16-le",
        "utf-8-sig": "utf-8",
    }
)
# Labels that pages use and Python does not know, without their "x-".
_LABELS = MappingProxyType(
    {
        "windows-949": "cp949",
        "ks_c_5601-1989": "cp949",
        "csksc56011987": "cp949",
        "iso-ir-149": "cp949",
        "ksc5601-1992": "johab",
        "csgb2312": "gb18030",
        "gb_2312-80": "gb18030",
        "gb_2312": "gb18030",
        "gb-2312": "gb18030",
        "cn-big5": "big5hkscs",
        "windows-31j": "cp932",
        "unicode": "utf-16-le",
        "ucs-2": "utf-16-le",
        "iso-10646-ucs-2": "utf-16-le",
        "csunicode": "utf-16-le",
        "unicodefeff": "utf-16-le",
        "unicodefffe": "utf-16-be",
        "unicode-1-1-utf-8": "utf-8",
        "windows-874": "cp874",
        "dos-874": "cp874",
        "mac": "mac-roman",
        "macintosh": "mac-roman",
        "mac-ukrainian": "mac-cyrillic",
        "iso-8859-8-i": "iso8859-8",
        "iso-8859-8-e": "iso8859-8",
        "logical": "iso8859-8",
        "visual": "iso8859-8",
        "koi": "koi8-r",
        "koi8": "koi8-r",
        "koi8-ru": "koi8-u",
        "iso88591": "cp1252",
        "latin-1": "cp1252",
        "sun_eu_greek": "iso8859-7",
    }
)
MULTI_BYTE = frozenset({"cp949", "johab", "gb18030", "big5hkscs", "cp932", "euc_jp"})
# Python's transformations, and what the standard forbids for safety.
_REFUSED = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf_7", "mbcs", "oem"})
_LABEL = re.compile(r"[a-z0-9][a-z0-9_.:+-]{0,39}")
_HIGH = re.compile("[^\x00-\x7f]")
# What a decoder leaves in place of bytes that it can't read, and what text never holds.
_BROKEN = re.compile("[\x80-\x9f\ufffd\ue000-\uf8ff]")
# Punctuation of every script, which says nothing about the charset; and where one word mixes ASCII with other letters.
_NO_LETTER = re.compile("[\xa0-\xbf\u2000-\u206f\u3000-\u303f\uff00-\uff1f©®™×■-◿※☆★→←↑↓]")
_GLUED = re.compile("[A-Za-z](?=[^\x00-\xbf])|[^\x00-\xbf](?=[A-Za-z])")
# High letters three in a row are no Latin script.
_CROWDED = re.compile("[^\x00-\x7f’“”]{3}")
_SAMPLE = 2_000
_SAMPLED_FROM = 400_000


class Candidate(NamedTuple):
    """A codec with the letters most used in its languages, the share they have in running text, and its script."""

    codec: str
    frequent: frozenset[str]
    share: float
    script: re.Pattern[str]


_HANGUL = frozenset(
    "이다는을의에가고하지은로한기사도시를자정인해대리어서스일그원전과수있들나것장제아보부성주구상공년여"
)
_KANA = frozenset("のにはをたがでてとしれさいあるなもかられこよっまくりうそけだ")
_SIMPLIFIED = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说面而方后多定行学法所民得经"
)
_TRADITIONAL = frozenset(
    "的一是不了在人有我他這個中來上大為和國地到以說時要就出會可也對生能而子於著下自年過發後作用行所家事成方多經去法學如都同現當動面定天分還進"
)
_CYRILLIC = frozenset("оеаинтсрвлі")
_WESTERN = frozenset("éèàáíóúäöüßñçêâôîøåæãõ’“”–«»°")
_IN_HANGUL = re.compile("[가-힣]")
_IN_JAPANESE = re.compile("[ぁ-ヿ一-鿿]")
_IN_HAN = re.compile("[一-鿿]")
_IN_CYRILLIC = re.compile("[Ё-ґ]")
_IN_LATIN = re.compile("[À-ſ–-”«»]")

# The shares are rounded down from running news text; a candidate that reaches its share counts as sure.
_CANDIDATES = (
    Candidate("cp949", _HANGUL, 0.45, _IN_HANGUL),
    Candidate("cp932", _KANA, 0.35, _IN_JAPANESE),
    Candidate("euc_jp", _KANA, 0.35, _IN_JAPANESE),
    Candidate("gb18030", _SIMPLIFIED, 0.25, _IN_HAN),
    Candidate("big5hkscs", _TRADITIONAL, 0.25, _IN_HAN),
    Candidate("cp1251", _CYRILLIC, 0.6, _IN_CYRILLIC),
    Candidate("koi8-r", _CYRILLIC, 0.6, _IN_CYRILLIC),
    Candidate("iso8859-5", _CYRILLIC, 0.6, _IN_CYRILLIC),
    Candidate("cp866", _CYRILLIC, 0.6, _IN_CYRILLIC),
    Candidate("cp1252", _WESTERN, 0.95, _IN_LATIN),
    Candidate("cp1254", frozenset("ığşçöüİâ’“”"), 0.95, _IN_LATIN),
    Candidate("cp1250", frozenset("ąęłńśźżčšžřěůáíéýőűćó’“”„"), 0.95, _IN_LATIN),
    Candidate("cp1253", frozenset("αοιετσνηυρπκμάίόέή"), 0.8, re.compile("[Ά-ώ]")),
    Candidate("cp1256", frozenset("اليمنورتبةدعسفهكحق"), 0.8, re.compile("[ء-ي]")),
    Candidate("cp1255", frozenset("יוהלאתמרבשנ"), 0.7, re.compile("[א-ת]")),
    Candidate("cp874", frozenset("านรอกเงมยลวดท่้ัิี"), 0.6, re.compile("[ก-๛]")),
    Candidate("johab", _HANGUL, 0.45, _IN_HANGUL),
)


def codec_of(label: str) -> str | None:
    """Return the Python codec that a browser would use for a charset label.

    >>> codec_of("KS_C_5601-1987"), codec_of("latin1"), codec_of("x-sjis"), codec_of("rot13")
    ('cp949', 'cp1252', 'cp932', None)
    """
    name = label.strip().strip("\"'").lower()
    if not _LABEL.fullmatch(name):
        return None
    for known in (name, name.removeprefix("x-")):
        if known in _LABELS:
            return _LABELS[known]
        codec = _python_codec(known)
        if codec is not None:
            return _READ_AS.get(codec, codec)
    return None


def likely_charset(content: bytes) -> tuple[str, float]:
    """Return the codec whose decoding reads most like a language, and how much (1: surely, 0: not at all)."""
    sample = sample_of(content)
    scores = [(_score(sample.decode(item.codec, "replace"), item), item.codec) for item in _CANDIDATES]
    score, codec = max(scores, key=lambda scored: scored[0])
    return codec, score


def plausibility(content: bytes, codec: str) -> float:
    """Return how much the bytes read like a language of `codec`, as `likely_charset` does; 1 where nothing can tell."""
    item = next((item for item in _CANDIDATES if item.codec == codec), None)
    text = sample_of(content).decode(codec, "replace")
    if item is None or not _HIGH.search(_NO_LETTER.sub("", text)):
        return 1.0
    return _score(text, item)


def sample_of(content: bytes) -> bytes:
    """Return the parts of a page that hold bytes over 127, up to a few thousand bytes of them.

    They are cut at tags or line ends, which stand inside no character of any charset.
    """
    taken: list[bytes] = []
    size = 0
    mark = b"<" if b"<" in content[:_SAMPLE] else b"\n"
    for piece in content[:_SAMPLED_FROM].split(mark):
        if not piece.isascii():
            taken.append(piece)
            size += len(piece)
            if size > _SAMPLE:
                break
    return mark.join(taken)[: 2 * _SAMPLE]


def _python_codec(name: str) -> str | None:
    try:
        codec = codecs.lookup(name).name
        b"a".decode(codec)
    except (LookupError, ValueError):
        return None
    return None if codec.replace("-", "_") in _REFUSED else codec


def _score(text: str, item: Candidate) -> float:
    """Return about 1 for a text of the candidate's languages: half by its script, half by its commonest letters.

    A character that no text holds costs five, a letter glued to an ASCII letter one; in Latin script, letters that
    stand three in a row cost one each. Fewer than eight letters of a single-byte charset prove little: every byte is a
    letter in some of them.
    """
    high = _HIGH.findall(text)
    frequent = sum(map(item.frequent.__contains__, high))
    total = len(high) - sum(char not in item.frequent for char in _NO_LETTER.findall(text))
    if not total:
        return 0.0
    odd = 3 * len(_CROWDED.findall(text)) if item.script is _IN_LATIN else len(_GLUED.findall(text))
    wrong = odd + 5 * len(_BROKEN.findall(text))
    trust = 1.0 if item.codec in MULTI_BYTE or item.script is _IN_LATIN else min(1.0, total / 8)
    inside = len(item.script.findall(text)) / total
    return trust * (0.5 * min(1.0, frequent / total / item.share) + 0.5 * min(1.0, inside)) - wrong / total
