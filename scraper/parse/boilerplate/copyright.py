"""What marks a copyright line, in the languages of news."""

from __future__ import annotations

import re

from scraper.parse.texts import phrases

# A sign alone is not enough in running text: Korean lines have set words, the others the sign and a year or name.
COPYRIGHT = re.compile(
    r"[<\[(]?\s*(?:web_cdn\s)?저작권자\s?[ⓒ©(]|[<\[(]\s*[ⓒ©]\s?[^<>\[\]]{1,40}(?:무단|재배포|금지)|무단\s?(?:전재"
    r"|복제|배포|사용)[^.\n]{0,40}금지|재배포\s?금지|재판매\s?및"
    r"|copyrights?\s?(?:[ⓒ©]|\(c\)|\d{4}|by\s)|[©ⓒ]\s?(?:\d{4}|[^\W\d_][^\n]{1,60}(?:all rights|\d{4}))"
    r"|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados"
    r"|todos os direitos reservados|tutti i diritti riservati|riproduzione riservata|alle rechten voorbehouden"
    r"|wszelkie prawa zastrzeżone|все права защищены|無断転載|공공누리\S* 제\d유형|禁無断|版权所有|版權所有|未经授权"
    r"|转载请",
    re.IGNORECASE,
)

_ASCII_SIGNS = phrases("opyright | OPYRIGHT | eserved | ESERVED | (c) | eservad | iservat | vorbehalten")
COPYRIGHT_SIGNS = phrases(
    "© | ⓒ | 저작권 | 무단 | 재배포 | 공공누리 | réservés | voorbehouden | zastrze | защищены | 転載 | 版权 | 版權 "
    "| 转载"
)
COPYRIGHT_SIGNS += _ASCII_SIGNS


def has_copyright_sign(text: str) -> bool:
    """Tell whether one of the signs that every copyright line has is in the text: far faster than the pattern."""
    for sign in _ASCII_SIGNS if text.isascii() else COPYRIGHT_SIGNS:  # noqa: SIM110 -- a generator takes three times as long
        # One letter is found, or missed, eight times as quickly as several.
        if sign[0] in text and sign in text:
            return True
    return False
