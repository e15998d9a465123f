"""Bytes in, text out, with its charset, how that was found, and what was odd about it. Never raises.

NUL and control characters stay in the text.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from scraper.page.charset import labels as charsets
from scraper.page.charset.mojibake import is_suspect, repair

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers look at 1024 bytes; pages with long comments or scripts above their meta need more.
_HEAD = 4096
# So few zeros may be bytes that went wrong in a page of a few words.
_STRAY_ZEROS = 2
_LABEL = re.compile(
    rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)|<\?xml\s[^>]*?encoding\s*=\s*[\"']([^\"']+)", re.IGNORECASE
)
# No charset that pages are in has these inside a character.
_PIECES = re.compile(rb"(?=[<\r\n])")
# Four Hangul syllables of UTF-8 in a row: as CP949 they would be hanja and rare syllables, one like the other.
_UTF8_HANGUL = re.compile(rb"(?:[\xea-\xed][\x80-\xbf]{2} ?){4}")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_SOUND = re.compile("[^\x00-\x7f\ufffd]")
_SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
# Measured on lines of news text in 14 languages (`test_decode.py`): the right charset scores .75 to 1, a wrong one
# of another script below .66, but for Greek and Hebrew read as Cyrillic (.74, .79).
_BELIEF = 0.7
# Where header and page agree, a few letters need not be the commonest ones: .5 is all of them in the right script.
_BELIEF_IN_TWO = 0.45
# A detector that is shown fewer letters than this answers at random.
_ENOUGH = 30

_Declared = tuple[tuple[str, str], ...]


class Decoded(NamedTuple):
    """Text and where its charset came from: `source` is bom, header, meta, utf-8, statistics, default or str.

    `utf8` are the bytes that the text was read from, where they are its UTF-8.
    """

    text: str
    charset: str
    source: str
    notes: tuple[str, ...] = ()
    utf8: bytes | None = None

    def with_text(self, text: str) -> Decoded:
        """Return this with another text."""
        return self._replace(text=text, utf8=None)


def decode(content: bytes, *, charset: str | None = None) -> Decoded:
    """Return the text of a page by the browser's order, mended where the page is wrong about itself.

    `charset` is the label of the HTTP header. In order: byte order mark; UTF-16 by its zeros; valid UTF-8, whatever is
    declared; UTF-8 with a few broken bytes; the header's label; the page's own label (first 4 KB); statistics.

    >>> decode("순천시".encode("cp949"), charset="euc-kr")
    Decoded(text='순천시', charset='cp949', source='header', notes=(), utf8=None)
    """
    found = _by_bom(content) or _by_zeros(content)
    if found is not None:
        return found
    declared = _declared(content, charset)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(content, declared)
    return _valid_utf8(content, text, declared)


def accept(text: str) -> Decoded:
    """Return text that came as text, mended where it was decoded wrongly before."""
    return _repaired(Decoded(text, "utf-8", "str"))


def _by_bom(content: bytes) -> Decoded | None:
    for bom, codec in BOMS:
        if content.startswith(bom):
            return Decoded(content[len(bom) :].decode(codec, "replace"), codec, "bom")
    return None


def _by_zeros(content: bytes) -> Decoded | None:
    codec = wide_codec(content)
    if codec is None:
        return None
    return Decoded(content.decode(codec, "replace"), codec, "statistics", ("UTF-16 without a byte order mark",))


def wide_codec(content: bytes) -> str | None:
    """Return the UTF-16 that bytes without a mark are in: zeros on one side of the pairs, hardly any on the other."""
    head = content[:_HEAD]
    if b"\0" not in head:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) <= max(len(head) // 40, _STRAY_ZEROS) or min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _declared(content: bytes, label: str | None) -> _Declared:
    """Return (source, codec) of the header and of the page itself."""
    labels = [("header", label)] if label else []
    head = content[:_HEAD]
    if b"<!--" in head:
        head = _COMMENT.sub(b"", head)
    found = _LABEL.search(head)
    if found:
        labels.append(("meta", (found[1] or found[2]).decode("latin-1")))
    pairs = ((source, charsets.codec_of(text)) for source, text in labels)
    # What could be searched for a label is not UTF-16; the standard reads such a label in the page as UTF-8.
    return tuple(
        (source, "utf-8" if codec.startswith("utf-16") else codec)
        for source, codec in pairs
        if codec and not (source == "header" and codec.startswith("utf-16"))
    )


def _valid_utf8(content: bytes, text: str, declared: _Declared) -> Decoded:
    source, codec = declared[0] if declared else ("utf-8", "utf-8")
    if text.isascii():
        return _ascii(content, text, (source, codec))
    if codec != "utf-8":
        return _disputed(content, text, (source, codec))
    found = Decoded(text, codec, source, utf8=content)
    return _repaired(found) if is_suspect(content) else found


def _ascii(content: bytes, text: str, declared: tuple[str, str]) -> Decoded:
    """Return ASCII, or one of the charsets that write other letters by it."""
    source, codec = declared
    if codec in _SEVEN_BIT:
        return Decoded(content.decode(codec, "replace"), codec, source)
    if b"\x1b$" in content:
        codec = "iso2022_kr" if b"\x1b$)C" in content else "iso2022_jp"
        return Decoded(content.decode(codec, "replace"), codec, "statistics")
    return Decoded(text, codec, source, utf8=content)


def _disputed(content: bytes, text: str, declared: tuple[str, str]) -> Decoded:
    """Return UTF-8 against the declared charset, but for a few letters that could be either."""
    source, codec = declared
    # A Hangul pair of CP949 is valid UTF-8 once in 13, and never a sequence of three.
    if codec in charsets.MULTI_BYTE and len(content) - len(text) < 6 and max(text) <= "\u07ff":
        meant = content.decode(codec, "replace")
        if "\ufffd" not in meant:
            return Decoded(meant, codec, source)
    return _repaired(Decoded(text, "utf-8", "utf-8", (f"{source} declares {codec}, the bytes are UTF-8",)))


def _legacy(content: bytes, declared: _Declared) -> Decoded:
    """Return the text of bytes that are not, or not wholly, UTF-8."""
    if _UTF8_HANGUL.search(content):
        parts = _korean_parts(content)
        if parts is not None:
            return parts
    for source, codec in declared:
        text = _strict(content, codec)
        belief = _BELIEF_IN_TWO if [name for _, name in declared] == [codec, codec] else _BELIEF
        if text is not None and charsets.plausibility(content, codec) >= belief:
            return Decoded(text, codec, source)
    mended = content.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    good = len(_SOUND.findall(mended))
    if good > 10 * broken:
        source = next((source for source, name in declared if name == "utf-8"), "statistics")
        return Decoded(mended, "utf-8", source, (f"{broken} bytes are not valid UTF-8",))
    if good > 20 and 2 * good > broken:
        return _mixed(content)
    codec, score = charsets.likely_charset(content)
    if score < _BELIEF:
        return _last_resort(content, declared)
    return _likely(content, codec, declared)


def _strict(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return None


def _likely(content: bytes, codec: str, declared: _Declared) -> Decoded:
    """Return the text by the charset it reads as: what was declared with some broken bytes, or something else."""
    text = content.decode(codec, "replace")
    broken = text.count("\ufffd")
    notes = (f"{broken} characters can't be read",) if broken else ()
    for source, name in declared:
        if name == codec:
            return Decoded(text, codec, source, notes)
    wrong = tuple(f"{source} declares {name}, the bytes read as {codec}" for source, name in declared)
    return Decoded(text, codec, "statistics", (*wrong, *notes))


def _korean_parts(content: bytes) -> Decoded | None:
    """Return a page of UTF-8 and CP949 parts, `None` where the rest of the UTF-8 does not read as Korean.

    A part is CP949 where it is no UTF-8, or has none of its letters of three bytes: Hangul pairs of CP949 are valid
    UTF-8 of two bytes now and then.
    """
    pieces = _PIECES.split(content)
    texts = [_strict(piece, "utf-8") for piece in pieces]
    foreign = [piece for piece, text in zip(pieces, texts, strict=True) if text is None]
    if not foreign or charsets.plausibility(b"".join(foreign), "cp949") < _BELIEF:
        return None
    joined = "".join(
        text if text is not None and (text.isascii() or max(text) > "\u07ff") else piece.decode("cp949", "replace")
        for piece, text in zip(pieces, texts, strict=True)
    )
    if 20 * joined.count("\ufffd") > len(foreign):
        return None
    return Decoded(joined, "utf-8", "statistics", ("parts of the page are in cp949",))


def _mixed(content: bytes) -> Decoded:
    """Return a page whose parts are in two charsets; none has `<` or a line end inside a character."""
    pieces = _PIECES.split(content)
    texts = [_strict(piece, "utf-8") for piece in pieces]
    codec, score = charsets.likely_charset(
        b"".join(piece for piece, text in zip(pieces, texts, strict=True) if text is None)
    )
    codec = codec if score >= _BELIEF else "cp1252"
    joined = "".join(
        piece.decode(codec, "replace") if text is None else text for piece, text in zip(pieces, texts, strict=True)
    )
    return Decoded(joined, "utf-8", "statistics", (f"parts of the page are in {codec}",))


def _last_resort(content: bytes, declared: _Declared) -> Decoded:
    """Return what the page declares, read as far as it goes, else a detector's opinion, else windows-1252."""
    for source, codec in declared:
        if codec != "utf-8":
            note = f"{codec} is declared, but hardly reads as a language"
            return Decoded(content.decode(codec, "replace"), codec, source, (note,))
    found = _guessed(charsets.sample_of(content))
    source = "statistics" if found else "default"
    return Decoded(content.decode(found or "cp1252", "replace"), found or "cp1252", source, ("the charset is a guess",))


def _guessed(sample: bytes) -> str | None:
    """Return a detector's opinion where there is enough to form one."""
    if len(sample) - len(sample.decode("ascii", "ignore")) < _ENOUGH:
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return charsets.codec_of(best.encoding) if best is not None else None


def _repaired(found: Decoded) -> Decoded:
    text = repair(found.text)
    if text is None:
        return found
    notes = (*found.notes, "text that was decoded wrongly before is repaired")
    return found.with_text(text)._replace(notes=notes)
