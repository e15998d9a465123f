"""The names of news agencies and press-release wires, as they are printed in datelines, bylines and copyright lines."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from scraper.parse.texts import phrases

_NAMES: Final = phrases(
    """
    AP | AFP | Reuters | dpa | dpa-AFX | UPI | EFE | ANSA | APA | sda | Keystone-SDA | ATS | SID | epd | KNA | AFX |
    dts | ddp | Belga | ANP | NTB | Ritzau | STT | BNS | ELTA | LETA | PAP | ČTK | TASR | MTI | HINA | Tanjug | FENA |
    Agerpres | Mediafax | BTA | AMNA | ΑΠΕ-ΜΠΕ | DHA | İHA | TASS | ТАСС | РИА Новости | Интерфакс | Interfax |
    Interfax-Ukraine | Укринформ | УНІАН | Lusa | Adnkronos | askanews | AGI | LaPresse | Italpress | Europa Press |
    Notimex | Télam | Prensa Latina | Agência Brasil | Estadão Conteúdo | Folhapress | CP | The Canadian Press | PA |
    PA Media | AAP | Press Association | Australian Associated Press | NZPA | Bloomberg | Dow Jones | Kyodo |
    Kyodo News | 共同 | 共同通信 | 時事 | 時事通信 | JIJI | Jiji Press | Xinhua | 新华社 | 新華社 | 中新社 | 中新网 |
    中央社 | CNA | Yonhap | 연합뉴스 | 뉴시스 | 뉴스1 | 뉴스핌 | Newsis | PTI | ANI | IANS | BSS | UNB | Antara |
    Bernama | VNA | TTXVN | MENA | WAM | SPA | KUNA | QNA | IRNA | ISNA | وفا | SAnews | CNN | PR Newswire |
    PRNewswire | Business Wire | GlobeNewswire | 뉴스와이어 | Newswire | news aktuell | Agencia EFE |
    The Associated Press | Associated Press | Agence France-Presse | Deutsche Presse-Agentur | Tribune News Service |
    States News Service
    """
)

# What is printed, as it is or in capitals, -> the agency; other cases are words and names of people.
AGENCIES: Final = MappingProxyType(
    {**{name.upper(): name for name in _NAMES if len(name) > 2}, **{name: name for name in _NAMES}}
)


def agency_name(text: str) -> str | None:
    """Return the agency that the text is or ends with, as printed; parts behind a slash or a hyphen are its services.

    >>> [agency_name(t) for t in ("dpa/lno", "dpa-infocom", "서울=연합뉴스", "Ann Lee/AP", "Harbour Gazette")]
    ['dpa', 'dpa', '연합뉴스', 'AP', None]
    """
    for part in reversed(text.replace("=", "/").replace("＝", "/").split("/")):
        name = part.strip(" .,:;-–—()[]")
        found = AGENCIES.get(name) or (AGENCIES.get(name.partition("-")[0]) if name[:1].islower() else None)
        if found:
            return found
    return None
