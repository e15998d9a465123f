"""The text of a caption in, the caption and its credit out; and whether a line looks like one.

The button in front of it, its sign (▲ △ ◇ ◆ ▶) and the credit behind it are cut. A sign inside running text is a list's
bullet: only one at the head of a line of moderate length makes a caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# The longest caption of the gold has 480 characters; above that a text under an image is a paragraph.
LONGEST_CAPTION = 500
_LONGEST_CREDIT = 20
_LONGEST_CREDITED = 160

_SIGN = re.compile(r"\s*[▲△▵▴◇◆▶▷►↑☝◀◁⬆]\s*")
_LABEL = re.compile(
    r"\s*[*※(\[<]?\s*(?:사진\s?설명|사진)\s*[:=)\]>]+\s*|\s*(?:Bildunterschrift|Caption|Légende|Pie de foto)\s*:\s*",
    re.IGNORECASE,
)
_LONGEST_LABEL = 24
_ONLY_LABEL = re.compile(
    r"(?:(?:image|photo|picture|media|video) caption|caption|bildunterschrift|bildtext|légende|pie de (?:foto|imagen)"
    r"|didascalia|legenda|подпись|사진\s?설명|写真説明|图片说明|圖片說明)\s*[:：,]?",
    re.IGNORECASE,
)
_BUTTONS = re.compile(
    r"^\s*(?:(?:사진|이미지)\s?(?:확대\s?보기|확대|크게\s?보기)|원본\s?보기(?:\s?아이콘)?|확대\s?보기"
    r"|클릭하면.{0,14}볼 수 있습니다\.?|enlarge(?: image)?|(?:view|open) image(?: in (?:fullscreen|gallery))?"
    r"|image enlarge|zoom(?: image)?|full(?:screen| size)|bild vergrößern|bild in detailansicht öffnen|vergrößern"
    r"|agrandir(?: l['’]image)?|ampliar(?: imagen| foto)?|ingrandisci|写真を拡大|拡大|点击查看大图)\s*",
    re.IGNORECASE,
)
_KOREAN_CREDIT = re.compile(
    r"(?P<before>^|[\s.。!?”\"’'/)\]>])(?P<credit>"
    r"[\[(<]?\s*/?\s*사진\s?(?:출처)?\s?[=:ⓒ©]\s?[^=\n]{1,40}"
    r"|[<(\[/]\s?[^<>()\[\]/\n]{2,24}\s?(?:제공|촬영|캡처|갈무리)\s*[>)\]]?"
    r"|[\[(<]?\s?사진\s?제공\s?[-=:]\s?[^=\n]{1,30}|\S+@\S+(?=\s*\*?재판매)"
    r"|(?:ⓒ|©)\s?[^\n]{2,30}|(?:연합뉴스|뉴시스|뉴스1|뉴스핌|AP|AFP|로이터|EPA|UPI|게티이미지\w*"
    r"|(?:[가-힣]{1,8}(?:신문|일보|뉴스|투데이|타임즈) )?자료사진)"
    r"(?:[\s=·/]\s?(?:ⓒ\s?\w+\s)?(?:[가-힣]{2,4}\s?(?:기자|특파원)|뉴시스|뉴스1|연합뉴스|AP|AFP|자료사진)?)?"
    r"|[가-힣]{2,4}\s(?:선임|사진|인턴|전문)?기자"
    r")\s*[\])>]*(?:\s*(?:\S+@\S+)?\s*\*?재판매 및 DB 금지)?\.?\s*$"
)
# Without a sign, only what follows the sentence: 장면. 광주FC 제공
_KOREAN_GIVER = re.compile(
    r"(?P<before>^|[.!?。”\"’')\]]\s*)(?P<credit>(?:[^\s.,()<>\[\]=/]{2,14}\s){0,2}[^\s.,()<>\[\]=/]{2,14} ?(?:제공"
    r"|캡처|갈무리))\.?\s*$"
)
_CHINESE_CREDIT = re.compile(r"(?P<before>^|[\s。！？）])(?P<credit>[^\s。]{0,12}(?:\s?[^\s。]{1,8})?\s?(?:摄|攝))\s*$")
_HANGUL = re.compile("[가-힣]")
# A credit that opens the line: [사진=한빛시] 장면.
_KOREAN_FRONT = re.compile(
    r"\s*[\[(<【]\s?(?:사진|자료)\s?(?:출처|제공)?\s?[=:]\s?(?P<credit>[^\])>】\n]{2,30})[\])>】]\s*(?=\S)"
)
_GIVEN = re.compile(
    r"(?:사진\s?(?:출처|제공)?\s?[=:ⓒ©]\s?[^=\n]{2,20}|[(<\[/]\s?[^()<>\[\]/\n]{2,20}제공\s?[)>\]]?)\s*\Z"
)
_ONLY_CREDIT = re.compile(
    r"\s*(?:Getty Images|Shutterstock|Reuters|iStock|dpa|AFP|AP|EPA|imago(?: images)?|picture alliance|Unsplash"
    r"|Pixabay|Adobe Stock|연합뉴스|뉴시스|뉴스1)\s*",
    re.IGNORECASE,
)
_CREDIT_WORD = (
    r"(?:(?:(?:AP|AFP|Reuters) )?(?:file )?(?:photos?|photographs?|pictures?|pics?|images?|video)(?: (?:by|credit"
    r"|courtesy(?: of)?|via|from))?|photo credit|credits?|crédits?(?: photos?)?|courtesy(?: of)?|source|photographer"
    r"|fotos?|fotoğraf|foto (?:de|di|von|door)|bild(?:er|quelle|nachweis)?|bildrechte|quelle|fotograf|illustration"
    r"|grafik|rechte|fuente|imagen|imagem|fonte|immagine|zdjęcie|fot\.?|kuva|kép|фото|写真|撮影|图源|图|摄影|摄)"
)
_CREDIT = re.compile(
    rf"(?P<before>^|[\s.!?”\"’'»])(?P<credit>[(\[]?\s*[|/•·–—-]?\s*(?:{_CREDIT_WORD}\s*[:：/=©]\s*|(?:photo"
    rf"|photograph|picture|image)s? (?:by|courtesy of|via)\s+|(?:©|ⓒ|\(c\)|copyright)\s*)[^\n]{{1,90}}?[)\]]?)\s*$",
    re.IGNORECASE,
)
_AGENCIES = (
    "AP|AFP|EPA|UPI|dpa|Reuters|REUTERS|Getty(?: Images)?|Shutterstock|Bloomberg|picture alliance|imago|PA|ANSA|EFE"
    "|TASS|Xinhua|共同|時事|新华社"
)
_CREDIT_SIGNS = (":", "：", "/", "=", "©", "ⓒ")
_CREDIT_LINKS = (" by ", " of ", " via ", "(c)", "copyright")
_AGENCY_NAMES = tuple(_AGENCIES.replace("(?: Images)?", "").split("|"))
_AGENCY_CREDIT = re.compile(
    rf"(?P<before>[.!?”\"’'»)]\s*"
    rf"|\s)(?P<credit>[(\[](?:[^()\[\]]{{0,40}}/\s?)?(?:{_AGENCIES})(?:[ /][^()\[\]]{{0,40}})?[)\]]"
    rf"|(?<=[.!?”\"]\s)(?:[^.!?]{{2,30}}/\s?)?(?:{_AGENCIES}))\s*$"
)


def split_credit(text: str) -> tuple[str | None, str | None]:
    """Return the caption and the credit of the text under an image; either may be `None`.

    >>> split_credit("▲ 협약을 맺고 있다. 사진=한빛시 제공")
    ('협약을 맺고 있다.', '한빛시 제공')
    >>> split_credit("The old pier at dawn. Photo: Ann Lee/AP")
    ('The old pier at dawn.', 'Ann Lee/AP')
    """
    caption = without_marks(text)
    if _ONLY_CREDIT.fullmatch(caption):
        return None, caption
    front = _KOREAN_FRONT.match(caption) if caption[:1] in "[(<【" else None
    if front:
        return caption[front.end() :], front["credit"].strip()
    for pattern in _credit_patterns(caption):
        match = pattern.search(caption)
        if match:
            credit = _bare_credit(match["credit"])
            caption = caption[: match.start("credit")].rstrip(" |/·–—-([<")
            return caption or None, credit or None
    return caption or None, None


def _credit_patterns(caption: str) -> Iterator[re.Pattern[str]]:
    """The patterns whose signs are in the caption: searching for the others costs more than all the rest."""
    if not caption.isascii() and _HANGUL.search(caption):
        yield _KOREAN_CREDIT
        yield _KOREAN_GIVER
    if any(sign in caption for sign in _CREDIT_SIGNS) or any(word in caption.lower() for word in _CREDIT_LINKS):
        yield _CREDIT
    if any(name in caption for name in _AGENCY_NAMES):
        yield _AGENCY_CREDIT
    if "摄" in caption or "攝" in caption:
        yield _CHINESE_CREDIT


def without_marks(text: str) -> str:
    """Return the caption without the button word, sign and label before it.

    >>> without_marks("이미지 확대보기 ▲ 새 다리"), without_marks("*사진설명 : 새 다리")
    ('새 다리', '새 다리')
    """
    # Tried where the text begins only: a search goes on through all of it.
    match = _BUTTONS.match(text)
    text = text[match.end() :] if match else text
    match = _SIGN.match(text)
    text = text[match.end() :] if match else text
    match = _LABEL.match(text)
    # `사진=한빛시` alone is a credit, not a label before a caption.
    if match and "=" not in match[0] and ("설명" in match[0] or len(text) - match.end() > _LONGEST_CREDIT):
        text = text[match.end() :]
    return text.strip()


def is_button(text: str) -> bool:
    """Tell whether the line is nothing but the button that enlarges an image."""
    button = _BUTTONS.match(text)
    return len(text) <= 40 and (button.end() == len(text) if button else not text)


def is_caption_line(text: str) -> bool:
    """Tell whether a line is a caption by its own signs, wherever it stands.

    >>> [is_caption_line(line) for line in ("▲ 협약을 맺고 있다.", "▲ 하나 ▲ 둘 ▲ 셋 등이다.", "*사진설명 : 새 다리")]
    [True, False, True]
    """
    if len(text) > LONGEST_CAPTION:
        return False
    if _SIGN.match(text):
        return len(_SIGN.findall(text)) == 1 and len(text) > 3
    label = _LABEL.match(text)
    return bool(
        label
        and label.end() > 2
        and len(text) > label.end()
        and ("설명" in label[0] or text[:1] in "(<[" or len(text) < 60)
    )


def is_caption_label(text: str) -> bool:
    """Tell whether a line is nothing but the label of the caption below it.

    >>> [is_caption_label(line) for line in ("Image caption,", "Bildunterschrift:", "Caption of the year")]
    [True, True, False]
    """
    return len(text) <= _LONGEST_LABEL and _ONLY_LABEL.fullmatch(text) is not None


def is_credited(text: str) -> bool:
    """Tell whether a short Korean line ends in who gave its picture, as only captions do.

    >>> is_credited("새 다리가 놓인다. 사진제공=한빛시"), is_credited("시는 물과 쌀을 제공")
    (True, False)
    """
    return len(text) <= _LONGEST_CREDITED and bool(_GIVEN.search(text))


def _bare_credit(credit: str) -> str:
    credit = re.sub(
        rf"^[\s(\[<|/•·–—-]*(?:(?:사진\s?(?:출처|제공)?\s?[-=:]|{_CREDIT_WORD}\s*[:：/=])\s*|photos? by\s+"
        rf"|copyright\s+)?(?:©|ⓒ|\(c\))?\s*",
        "",
        credit,
        flags=re.IGNORECASE,
    )
    return credit.strip(" |)]>").strip()
