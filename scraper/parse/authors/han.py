"""Chinese or Japanese byline text in, its people out: `本报记者 王小明` is 王小明, 记者.

A name stands behind a label and ends where a sign, another label or the words of a report begin; a Chinese one behind
`记者` begins with a surname. Who edited, translated or took the pictures is no author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scraper.model import Author
from scraper.parse.authors.han_words import (
    COMPOUND_SURNAMES,
    JAPANESE_LABELS,
    JAPANESE_ROLES,
    NO_NAMES,
    NO_SIGNATURE,
    OTHER_LABELS,
    REPORTER_LABELS,
    SURNAMES,
    WRITER_LABELS,
)

LONGEST_LINE = 120
_HEAD, _TAIL = 70, 60
_MOST_PEOPLE = 8
_HAN = "\u3400-\u9fff々"
_ALTERNATIVES = "|".join
_OUTLET = rf"(?P<outlet>[{_HAN}]{{0,8}}(?:社|报|報|网|網|台|臺|刊|媒體|在线|在線|晚报|新聞|新闻))"
_REPORTER = re.compile(
    rf"(?<![{_HAN}])(?:{_OUTLET})?[{_HAN}]{{0,4}}?(?P<label>{_ALTERNATIVES(REPORTER_LABELS)})"
    r"[\s：:／/╱|｜·・•]*"
)
_WRITER = re.compile(
    rf"(?<![{_HAN}])(?:(?P<label>{_ALTERNATIVES(WRITER_LABELS)})(?:\s*[：:／/╱|｜·・=＝]\s*|\s+)"
    r"|[图圖&＋+]?文(?:字)?(?:\s*[：:／/╱|｜・=＝]\s*))"
)
_SEPARATOR = re.compile(r"[\s、,，;；/／╱|｜·・&＆]*(?:[和與与及]\s*)?(?:特约)?")
_PLACE_AND_WIRE = (
    rf"(?:[{_HAN}]{{2,6}})?(?:[\d一二三四五六七八九十]+[日号號])?(?:特)?"
    r"(?:电|電|讯|訊|报道|報導|報道|专电|專電|綜合|综合|採訪)"
)
_OTHER = _ALTERNATIVES(OTHER_LABELS)
_END = re.compile(
    rf"\s*(?:\Z|[\s、,，;；/／╱|｜·・&＆）)】\]』」〕。：:=＝(（\d□■●◎▲-]|[和與与及]|{_PLACE_AND_WIRE}"
    rf"|(?:本报|本報)?(?:{_ALTERNATIVES((*REPORTER_LABELS, *WRITER_LABELS))}|{_OTHER}))"
)
_PHOTOGRAPHER = re.compile(r"\s*(?:摄|攝|图|圖|撮影|制图|製圖|供图|供圖)(?!\s*[/／:：=＝|｜])")
# So far before a label it may say that what is signed are pictures: `图/河港日报记者 王小明`.
_BEFORE = 14
_PICTURES = re.compile(r"[图圖摄攝]\s*[/／:：][^\s)）]*\s?\Z|写真[：:／/＝=・]\S*\Z")
_PEN_NAME = re.compile(rf"[{_HAN}\u3040-\u30ff]{{1,6}}(?:[ \u3000·・][{_HAN}\u3040-\u30ff]{{1,6}})?")
_CHINESE = re.compile(rf"[{_HAN}]")
_SENTENCE_ENDS = frozenset("。！？」』”")
_BRACKETS = re.compile(r"[（(【\[〔](?P<inside>[^（()）【】\[\]〔〕\n]{3,50})[）)】\]〕]")
_SIGNATURE = re.compile(
    rf"[（(【](?:[{_HAN}\u3040-\u30ff]{{2,12}}[・＝=])?(?P<names>[{_HAN}]{{2,6}}"
    rf"(?:[、，,・ \u3000][{_HAN}]{{2,6}}){{0,4}})[）)】]\s*\Z"
)
_KANA = re.compile("[\u3040-\u30ff]")
_JAPANESE = re.compile(
    rf"(?P<name>[{_HAN}]{{1,4}}[ \u3000]?[{_HAN}\u3040-\u30ff]{{1,4}})(?:[ \u3000・＝=]|[（(])?"
    rf"(?P<role>{_ALTERNATIVES(JAPANESE_ROLES)})[）)]?\Z"
)
_JAPANESE_ROLE_FIRST = re.compile(
    rf"(?:[{_HAN}\u3040-\u30ff]{{0,8}})(?P<role>{_ALTERNATIVES(JAPANESE_ROLES)})[ \u3000・＝=]+"
    rf"(?P<name>[{_HAN}]{{1,4}}[ \u3000]?[{_HAN}\u3040-\u30ff]{{1,4}})\Z"
)


def han_people(text: str) -> tuple[Author, ...]:
    """Return the people whom the labels of a line or a bracket name, in order and once each.

    >>> [(a.name, a.role) for a in han_people("本报记者 王小明 通讯员 李四平")]
    [('王小明', '记者'), ('李四平', '通讯员')]
    >>> [a.name for a in han_people("記者王小明／台北報導")], han_people("记者获悉，大桥明年开工。")
    (['王小明'], ())
    >>> [a.name for a in han_people("（編集委員・田中太郎）")], [a.name for a in han_people("責任编辑：王小明")]
    (['田中太郎'], [])
    """
    found: dict[str, Author] = {}
    for match in _labels(text):
        label, outlet = match["label"] or None, match.groupdict().get("outlet")
        is_reporter = label in REPORTER_LABELS
        for name in _names(text, match.end(), label=label):
            role = label if is_reporter else None
            found.setdefault(name, Author(name, None, role, _organization(outlet), text.strip()))
    if not found:
        bare = text.strip().strip("（()）【】[]")
        one = _JAPANESE.fullmatch(bare) or _JAPANESE_ROLE_FIRST.fullmatch(bare)
        if one and is_han_name(one["name"]):
            found[one["name"]] = Author(one["name"], None, one["role"], None, text.strip())
    return tuple(found.values())


def han_reporters(text: str) -> tuple[Author, ...]:
    """Return the people whom a bracket at the head or the end of a paragraph names, or its wire's line.

    >>> [a.name for a in han_reporters("本报讯（记者 王小明）市政府周二宣布，新桥明年春天开工。")]
    ['王小明']
    >>> [a.name for a in han_reporters("河港晚报讯 记者王小明报道：这家公司面临破产，工厂停工已有三月。")]
    ['王小明']
    >>> han_reporters("他说。（记者王小明摄）")
    ()
    >>> [a.name for a in han_reporters("議会は船を再び動かすことを決めた。（社会部・山田太郎、鈴木花子）")]
    ['山田太郎', '鈴木花子']
    """
    if len(text) <= LONGEST_LINE // 3:
        return han_people(text) or _signed(text)
    for bracket in (*_BRACKETS.finditer(text, 0, _HEAD), *_BRACKETS.finditer(text, max(_HEAD, len(text) - _TAIL))):
        is_last = not text[bracket.end() :].strip(" 。\u3000")
        named = han_people(bracket["inside"]) if bracket.start() < _HEAD // 2 or is_last else ()
        if named:
            return named
    wire = re.match(r"[^。，,：:]{2,12}[讯訊]\s+(?P<by>[^。，,：:]{3,20}?)(?:报道|報導|報道)[：:]", text)
    return han_people(wire["by"]) if wire else _signed(text)


def _signed(text: str) -> tuple[Author, ...]:
    """Return the people whose names alone stand in a bracket behind the last sentence.

    A Japanese name has three to five signs; a Chinese one begins with a surname.
    """
    match = _SIGNATURE.search(text, max(0, len(text) - _TAIL))
    if match is None or text[: match.start()].rstrip()[-1:] not in _SENTENCE_ENDS:
        return ()
    names = re.split("[、，,・ \u3000]", match["names"])
    if _KANA.search(text):
        is_signed = all(3 <= len(name) <= 5 and _is_signature(name) for name in names)
    else:
        is_signed = all(_chinese_name(name, 0) == name for name in names)
    return tuple(Author(name, None, None, None, match[0].strip()) for name in names) if is_signed else ()


def _is_signature(name: str) -> bool:
    return is_han_name(name) and not any(sign in NO_SIGNATURE for sign in name)


def is_han_name(text: str) -> bool:
    """Tell whether a text may be a Chinese or Japanese name: two to eight signs, none of an office or a desk.

    >>> [is_han_name(t) for t in ("王小明", "田中 太郎", "新闻频道", "联系本文记者")]
    [True, True, False, False]
    """
    return 2 <= len(text) <= 9 and not any(part in text for part in NO_NAMES)


def _labels(text: str) -> Iterator[re.Match[str]]:
    """Yield the labels of the text in their order."""
    found = [*_REPORTER.finditer(text), *_WRITER.finditer(text)]
    found = [match for match in found if not _PICTURES.search(text, max(0, match.start() - _BEFORE), match.start())]
    return iter(sorted(found, key=lambda match: match.start()))


def _names(text: str, at: int, *, label: str | None) -> list[str]:
    """Return the names that begin at a place, joined by signs or blanks; none if they are a photographer's."""
    names: list[str] = []
    while len(names) < _MOST_PEOPLE:
        start = _SEPARATOR.match(text, at).end() if names else at  # type: ignore[union-attr]
        name = None if label in JAPANESE_LABELS else _chinese_name(text, start)
        if name is None and label not in REPORTER_LABELS and not names:
            name = _pen_name(text, start)
        if name is None:
            break
        at = start + len(name)
        names.append(name.replace("\u3000", " "))
    return [] if _PHOTOGRAPHER.match(text, at) else [_joined(name) for name in names]


def _joined(name: str) -> str:
    """Return a name of two signs without the blank that spreads it to the width of three: `张　三`."""
    return name.replace(" ", "") if len(name) == len("张 三") and _CHINESE.match(name[2]) else name


def _chinese_name(text: str, start: int) -> str | None:
    """Return the longest name of a surname and one or two more signs that ends where names end."""
    surname = text[start : start + 2] if text.startswith(COMPOUND_SURNAMES, start) else text[start : start + 1]
    if surname not in COMPOUND_SURNAMES and surname not in SURNAMES:
        return None
    spread = text[start : start + 3]
    if spread[1:2] in " \u3000" and len(spread) == len("张 三") and _ends(text, start, spread):
        return spread if _CHINESE.match(spread[2]) else None
    for given in (2, 1):
        name = text[start : start + len(surname) + given]
        if len(name) == len(surname) + given and _ends(text, start, name):
            return name
    return None


def _ends(text: str, start: int, name: str) -> bool:
    inner = name.replace(" ", "").replace("\u3000", "")
    is_whole = bool(_CHINESE.match(name[-1])) and all(map(_CHINESE.match, inner))
    return is_whole and is_han_name(inner) and bool(_END.match(text, start + len(name)))


def _pen_name(text: str, start: int) -> str | None:
    """Return what else stands behind a writer's label: a Japanese name, a pen name, up to the next sign."""
    match = _PEN_NAME.match(text, start)
    if match is None or not _END.match(text, match.end()):
        return None
    first, blank, second = match[0].replace("\u3000", " ").partition(" ")
    is_label = second in OTHER_LABELS or text[match.end() : match.end() + 1] in {":", "："}
    name = first if blank and is_label else match[0]
    return name if is_han_name(name) else None


def _organization(outlet: str | None) -> str | None:
    """Return the paper or agency before the label; `本报` is the page's own."""
    return outlet if outlet and len(outlet) > 1 and not outlet.startswith("本") else None
