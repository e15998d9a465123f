"""What marks notices: corrections, sources and agencies, in the languages of news."""

from __future__ import annotations

import re

from scraper.parse.texts import words

CORRECTION = re.compile(
    r"\s*[*\[(【<]?\s*(?:corrections?|corrected|clarifications?|editor['’]s note|erratum|errata|korrektur|korrigiert"
    r"|richtigstellung|berichtigung|anmerkung der redaktion|hinweis der redaktion"
    r"|rectificatif|correctif|mise au point|corrección|fe de erratas|rectificación|correção|errata|correzione"
    r"|rettifica|correctie|rectificatie|rättelse|rettelse|oikaisu|sprostowanie|oprava"
    r"|исправление|уточнение|düzeltme|koreksi|ralat|訂正|お詫び|更正|更正启事|정정\s?보도|정정합니다|바로잡습니다"
    r"|바로\s?잡습니다|반론\s?보도|고침)"
    r"(?=\s*[\])】>:：\-–—(]|\s\d|\s(?:notice|on|to|from|vom|du|del|d’|und|及び)|\s?문?$|문|합니다|,|\.)",
    re.IGNORECASE,
)

SOURCE = re.compile(
    r"(?:^|[\s(\[/])(?:source|quelle|fuente|fonte|bron|källa|kilde|źródło|источник|kaynak|sumber|出典|来源|來源"
    r"|자료\s?제공|출처|제공)\s?[:：=]\s?(?P<name>[^\n.)\]]{2,40})",
    re.IGNORECASE,
)

CORRECTION_FIRST_WORDS = words(
    """
    correction corrections corrected clarification clarifications editor's editor’s erratum errata korrektur
    korrekturhinweis korrigiert richtigstellung berichtigung anmerkung hinweis rectificatif correctif mise
    corrección fe rectificación correção correzione rettifica correctie rectificatie rättelse rettelse oikaisu
    sprostowanie oprava исправление уточнение düzeltme koreksi ralat 訂正 お詫び 更正 更正启事 정정 정정보도
    정정보도문 정정합니다 바로잡습니다 바로 반론 반론보도 반론보도문 고침
    """
)

# An agency's name or code at the end of a text: (dpa), /AFP, sak/Reuters.
AGENCY_TAIL = re.compile(
    r"(?:[(\[]|/|[.!?”\"»]\s+)(?P<name>[^\s()\[\]/.]{2,14}(?:/[^\s()\[\]/.]{2,8})?)\s*[)\]]?\s*\.?$"
)
