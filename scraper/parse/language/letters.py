"""What letters say of a text's language: scripts, and the letters that one language of a script has and others lack.

No words: a handful of letters is right for every topic and costs nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from types import MappingProxyType
from unicodedata import normalize

# First and last letter of each script and the language of most papers in it, or a name where several share it.
_SCRIPTS = (
    ("\u0370", "\u03ff", "el"),
    ("\u0400", "\u052f", "cyrillic"),
    ("\u0530", "\u058f", "hy"),
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u06ff", "arabic"),
    ("\u0900", "\u097f", "devanagari"),
    ("\u0980", "\u09ff", "bn"),
    ("\u0a00", "\u0a7f", "pa"),
    ("\u0a80", "\u0aff", "gu"),
    ("\u0b00", "\u0b7f", "or"),
    ("\u0b80", "\u0bff", "ta"),
    ("\u0c00", "\u0c7f", "te"),
    ("\u0c80", "\u0cff", "kn"),
    ("\u0d00", "\u0d7f", "ml"),
    ("\u0d80", "\u0dff", "si"),
    ("\u0e00", "\u0e7f", "th"),
    ("\u0e80", "\u0eff", "lo"),
    ("\u0f00", "\u0fff", "bo"),
    ("\u1000", "\u109f", "my"),
    ("\u10a0", "\u10ff", "ka"),
    ("\u1200", "\u137f", "am"),
    ("\u1780", "\u17ff", "km"),
    ("\u3040", "\u30ff", "ja"),
    ("\u3400", "\u9fff", "zh"),
    ("\uac00", "\ud7a3", "ko"),
)
# Letters that settle it within a script, the first language whose letters make up the share wins.
_ARABIC = (("ckb", "ێۆڕڵە"), ("ps", "ټډړښځۍې"), ("ur", "ٹڈڑںےہھ"), ("fa", "پچژگکی"))
_CYRILLIC = (
    ("kk", "қғұһә"),
    ("tg", "ӣӯҳҷ"),
    ("ky", "ңүө"),
    ("mn", "өү"),
    ("be", "ў"),
    ("uk", "їєґі"),
    ("mk", "ѓќѕ"),
    ("sr", "ђћјљњџ"),
    ("ru", "ыэё"),
    ("bg", "ъ"),
)
_OWN_SHARE = 0.004

# The letters of a language of Latin script that English lacks; a text in it has some within a few lines.
_LATIN = MappingProxyType(
    {
        "az": "əışğöü",
        "bs": "čćžšđ",
        "ca": "àèéíòóúç",
        "cs": "ěřůčšžýáíéú",
        "da": "æøå",
        "de": "äöüß",
        "es": "áéíóúñ",
        "et": "õäöü",
        "fi": "äö",
        "fr": "éèàçêùâî",
        "hr": "čćžšđ",
        "hu": "őűáéíóöü",
        "is": "þðæáíóú",
        "lt": "ėųūįąčšž",
        "lv": "āēīūšžņļķģ",
        "nb": "æøå",
        "nn": "æøå",
        "no": "æøå",
        "pl": "ąęłśżźćńó",
        "pt": "ãõçáéíóúâê",
        "ro": "ăâîșțşţ",
        "sk": "ľťňôčšžýáíé",
        "sl": "čšž",
        "sq": "ëç",
        "sr": "čćžšđ",
        "sv": "åäö",
        "tr": "ışğöüç",
        "vi": "đơưạảấầếềộớờ",
    }
)
# Groups of letters, and the share of characters that begin one, of languages that have no letters of their own.
_GROUPS = MappingProxyType({"nl": (("ij", "oe", "aa", "ee"), 0.016), "id": (("ng",), 0.012), "ms": (("ng",), 0.012)})
_PLAIN = frozenset({"en", *_GROUPS})
# Shares of characters, measured on the gold's 1,588 pages of Latin script: 97 % of the English ones have "th" at .75 %
# or more and no more than 1 % of letters beyond a-z; of the others only Zulu and Vietnamese have as many "th", and
# these have more of "k" and of other letters.
_ENGLISH_TH, _ENGLISH_K, _ENGLISH_BEYOND = 0.0075, 0.025, 0.01
_OWN_LETTERS = 0.0033

_LATIN_LETTERS = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_LATIN_BEYOND = re.compile(r"[\u00c0-\u024f\u1e00-\u1eff]")
_BEYOND = re.compile(r"[^\x00-\xbf\u2000-\u2fff]+")
_OTHER_LETTERS = re.compile(r"[^\W\d_A-Za-z\u00aa-\u024f\u1e00-\u1eff]|[\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff]")
_OTHER_SHARE = 0.3
# So many letters are more than a name or a quotation in brackets.
_ENOUGH_BESIDE = 24
_KANA_SHARE = 0.1
_MOSTLY = 0.8
# Of the letters. The least of the gold's texts that are in a language is .30, in one with many abbreviations.
_LEAST_VOWELS = 0.25
_VOWELS = frozenset("aeiouyæøœı")
_WITHIN = MappingProxyType({"arabic": _ARABIC, "cyrillic": _CYRILLIC})
_DEFAULTS = MappingProxyType({"arabic": "ar"})


def script_of(sample: str) -> str | None:
    """Return the language whose script most of the letters are in, or the script's name where many languages share it.

    `None` for Latin script, and where there are no letters.

    >>> script_of("광주시는 30일"), script_of("東京都は今日"), script_of("Порт открыт"), script_of("Der Hafen")
    ('ko', 'ja', 'cyrillic', None)
    """
    if sample.isascii() or not _OTHER_LETTERS.search(sample):
        return None
    others = _OTHER_LETTERS.findall(sample)
    if len(others) < _OTHER_SHARE * (len(others) + len(_LATIN_LETTERS.findall(sample))):
        return None
    counts: Counter[str] = Counter()
    for letter, times in Counter(others).items():
        counts[_script(letter)] += times
    if counts["ko"] >= _OTHER_SHARE * len(others):
        return "ko"
    if counts["ja"] >= _KANA_SHARE * len(others):
        return "ja"
    return max(counts, key=lambda name: counts[name]) or None


def script_beside(sample: str) -> str | None:
    """Return the language that a text in Latin letters has letters of, where their script names one: it transcribes it.

    >>> script_beside("Wo hui shou qi wo de nan guo 我会收起我的难过 " * 4), script_beside("Jeju (제주) is an island.")
    ('zh', None)
    """
    others = "".join(_OTHER_LETTERS.findall(sample))
    script = script_of(others) if len(others) >= _ENOUGH_BESIDE else None
    return script if script and len(script) == 2 else None


def _script(letter: str) -> str:
    for first, last, name in _SCRIPTS:
        if first <= letter <= last:
            return name
    return ""


def language_within(script: str, sample: str) -> str | None:
    """Return the language of a script that many share, by the letters that only one of them has, else `None`.

    >>> language_within("cyrillic", "Порт відкрито, її відновили"), language_within("arabic", "شهر جدید در گیلان")
    ('uk', 'fa')
    """
    if script not in _WITHIN:
        return None
    letters = len(_OTHER_LETTERS.findall(sample))
    own = _WITHIN[script]
    lower = sample.lower()
    found = (name for name, signs in own if sum(map(lower.count, signs)) >= _OWN_SHARE * letters)
    return next(found, _DEFAULTS.get(script))


def reads_like(language: str, sample: str) -> bool:
    """Return whether a text of Latin script may be of the language that a page declares.

    `False` where letters can't tell.

    >>> reads_like("en", "The ferries leave with the tide."), reads_like("de", "The ferries leave with the tide.")
    (True, False)
    """
    lower = sample.lower()
    size = len(lower)
    beyond = 0 if lower.isascii() else sum(map(len, _BEYOND.findall(lower)))
    is_plain = beyond <= _ENGLISH_BEYOND * size
    is_english = is_plain and lower.count("th") >= _ENGLISH_TH * size and lower.count("k") <= _ENGLISH_K * size
    if language == "en" or is_english:
        return is_english and language == "en"
    if language in _GROUPS:
        groups, share = _GROUPS[language]
        return is_plain and sum(map(lower.count, groups)) >= share * size
    own = _LATIN.get(language)
    if own is None or beyond == 0:
        return False
    shown = sum(map(lower.count, own))
    return shown >= _OWN_LETTERS * size and shown >= _MOSTLY * beyond


def letters_allow(language: str, sample: str) -> bool:
    """Return whether a text has hardly a Latin letter that a language lacks, or it is not known what letters it has.

    >>> letters_allow("en", "Route 12"), letters_allow("en", "Kikötő"), letters_allow("hu", "Kikötő")
    (True, False, True)
    """
    own = _LATIN.get(language)
    if own is None and language not in _PLAIN:
        return True
    lower = sample.lower()
    beyond = len(_LATIN_BEYOND.findall(lower))
    return beyond <= _ENGLISH_BEYOND * len(lower) or sum(map(lower.count, own or "")) >= _MOSTLY * beyond


def is_scrambled(sample: str) -> bool:
    """Return whether a text of Latin letters has too few vowels for any language, as behind paywalls that scramble it.

    >>> is_scrambled("The ferry crossed the strait."), is_scrambled("Wkh ihuub furvvhg wkh vwudlw.")
    (False, True)
    """
    letters = _LATIN_LETTERS.findall(normalize("NFD", sample.lower()))
    if len(letters) < _MOSTLY * sum(map(str.isalpha, sample)):
        return False
    return sum(letter in _VOWELS for letter in letters) < _LEAST_VOWELS * len(letters)
