"""The words beside a date that say which date it is: published, modified, or none of the two."""

from __future__ import annotations

import re
from enum import Enum
from types import MappingProxyType

_PUBLISHED = """
published posted created issued filed publication pubdate uploaded
입력 기사입력 입력날짜 입력일 입력일시 등록 기사등록 등록일 등록일시 등록일자 작성 작성일 작성일자 작성일시 승인
 기사승인 승인시간 송고 송고시간 게시 게시일 게시일시 게재 발행 발행일시 최초입력 최초등록 보도일 보도일시 보도일자
 공고일
公開 公開日 公開日時 掲載 掲載日 配信 配信日 投稿 投稿日 発表 発表日 作成日 登録日 初公開 記事公開日
发布 发布时间 发布日期 发布于 发表 发表时间 发表于 發布 發佈 發布時間 發佈時間 發表 上傳 刊登 發稿
veröffentlicht veröffentlichung veröffentlichungsdatum erstellt erschienen publiziert eingestellt gepostet
 geschrieben verfasst publikation publikationsdatum erstveröffentlichung erstveröffentlicht angelegt
publié publiée publie postée posté créé créée paru parue diffusé publication rédigé écrit en.ligne
publicado publicada publicación creado creada posteado postado publicação criado criada postada
pubblicato pubblicata pubblicazione creato creata scritto inserito
gepubliceerd geplaatst gepost verschenen aangemaakt gemaakt publicatie publicatiedatum
publicerad publicerat publicerades skapad offentliggjort publiceret udgivet oprettet publisert lagt.ut birt
julkaistu luotu
opublikowano opublikowany opublikowana publikacji publikacja dodano dodane utworzono utworzone
publikováno vydáno zveřejněno vytvořeno vloženo publikované uverejnené zverejnené vytvorené vydané
objavljeno objavljen objavljena objava objavio публиковано објављено објава објавено
публикувана публикувано публикация опубликовано опубликована опубликован публикации создано размещено добавлено
 опубліковано опублікована апублікавана
paskelbta publikuota publicēts publicēta avaldatud publikuar
közzétéve megjelent publikálva létrehozva megjelenés
publicat publicată publicării postat publicării
δημοσίευση δημοσιεύτηκε δημοσιεύθηκε δημοσιευμένο αναρτήθηκε
yayınlanma yayınlandı yayınlama yayımlanma yayın giriş eklenme oluşturulma yayım yayımlandı dərc yayımlanıb
نشر نشرت نشره النشر نشرت نُشر انتشار منتشر شائع
פורסם פורסמה
प्रकाशित पब्लिश প্রকাশ প্রকাশিত
เผยแพร่ โพสต์ วันที่เผยแพร่
đăng xuất.bản đăng.lúc ngày.đăng
diterbitkan dipublikasikan terbit tayang diposting terbitkan
გამოქვეყნდა հրապարակվել argitaratua cyhoeddwyd foilsithe
"""

_MODIFIED = """
updated update modified revised edited changed corrected refreshed reviewed amended upd last.update lastupdate
수정 수정일 수정일시 최종수정 최종수정일 최종 업데이트 갱신 최종편집 최종업데이트 편집 변경
更新 最終更新 更新日 更新日時 更新時間 更新时间 最終更新日 最后更新 最後更新 修改 编辑 編輯 改訂
aktualisiert aktualisierung geändert änderung bearbeitet stand letztes.update überarbeitet geupdatet aktualisierte
à.jour a.jour modifié modifiée modification actualisé actualisée
actualizado actualizada actualización modificado modificada atualizado atualizada atualização alteração
aggiornato aggiornata aggiornamento modifica modificato
bijgewerkt gewijzigd geüpdatet geactualiseerd aangepast wijziging
uppdaterad uppdaterat uppdaterades ändrad opdateret ændret oppdatert endret uppfært
päivitetty muokattu päivitys
aktualizacja zaktualizowano zaktualizowany zmodyfikowano aktualizacji modyfikacja modyfikacji zmieniono
aktualizováno upraveno změněno aktualizace aktualizované upravené aktualizácia
posodobljeno osveženo ažurirano azurirano izmjena izmena ажурирано измењено
обновена обновено актуализирана обновлено обновлена обновлен изменено оновлено абноўлена
atnaujinta atjaunots atjaunināts uuendatud muudetud përditësuar
frissítve módosítva frissült frissítés
actualizat actualizată modificat
ενημέρωση ενημερώθηκε ανανεώθηκε τροποποιήθηκε
güncelleme güncellenme güncellendi güncellenmiş yenilənib
تحديث التحديث تعديل بروزرسانی ویرایش روزرسانی اپڈیٹ
עודכן עדכון
अपडेट अद्यतन संशोधित আপডেট হালনাগাদ
อัปเดต อัพเดต อัพเดท ปรับปรุง แก้ไข
cập.nhật sửa
diperbarui dikemaskini diupdate pembaruan
actualitzat actualitzada განახლდა թարմացվել eguneratua diweddarwyd
"""

# These name any date; the word before them says which: "Event date", "Erscheinungsdatum" alone says publication.
_ANY = frozenset(
    [
        "date",
        "datum",
        "fecha",
        "data",
        "дата",
        "dato",
        "dátum",
        "tarih",
        "التاريخ",
        "תאריך",
        "時間",
        "时间",
        "日期",
        "날짜",
        "日時",
    ]
)

# A date after one of these is the date of something else: an event, a print edition, a paper's registration, a comment.
_OTHER = """
copyright © ⓒ since founded est born expires expiry until till valid deadline ends starts begins start end event when
 closes events retrieved accessed joined member birthday anniversary upcoming next previous comment comments reply
 replied commented issue edition vol volume no permalink abgerufen gültig bis seit gegründet ab termin termine
 veranstaltung registriert registered registrado registrada inscrit iscritto
 wann cuándo quando wanneer quand beginn ende geboren gestorben consulté jusqu depuis
발행일 발행일자 등록번호 등록연월일 창간 창간일 창간일자 마감 기간 접수기간 행사일 일정 댓글 답글 생년월일 지면 인쇄
 개최 신고번호 인가일 引用日期 检索日期 檢索日期 閲覧日
"""

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


class Tag(Enum):
    """What a label says of the date beside it."""

    PUBLISHED = "published"
    MODIFIED = "modified"
    OTHER = "other"


_WORDS = MappingProxyType(
    {
        word: tag
        for tag, words in ((Tag.OTHER, _OTHER), (Tag.PUBLISHED, _PUBLISHED), (Tag.MODIFIED, _MODIFIED))
        for word in words.split()
    }
)
_SPLIT = re.compile(r"[\s\d.,:;|/()\[\]<>{}·•∙@*+=~!?\"'’-]+")
_REACH = 8
# "Site last updated" is said of all pages at once.
_WHOLE = frozenset({"site", "website"})
_WHOLE_REACH = 3


def label_of(text: str) -> Tag | None:
    """Return what the last label in `text` says of a date that follows it, `None` if there is none.

    >>> label_of("By Ann Lee. Last updated on"), label_of("기사입력 :["), label_of("Mis à jour le"), label_of("Ann Lee")
    (<Tag.MODIFIED: 'modified'>, <Tag.PUBLISHED: 'published'>, <Tag.MODIFIED: 'modified'>, None)
    """
    tokens = _tokens(text)
    is_named = False
    for at in range(len(tokens) - 1, max(-1, len(tokens) - 1 - _REACH), -1):
        tag = _tag(tokens, at)
        if tag:
            is_whole = tag is Tag.MODIFIED and not _WHOLE.isdisjoint(tokens[max(0, at - _WHOLE_REACH) : at])
            return Tag.OTHER if is_whole else tag
        is_named = is_named or tokens[at] in _ANY
    return Tag.PUBLISHED if is_named else None


def first_label(text: str) -> Tag | None:
    """Return what the first two words of `text` say of the date that they follow: published, modified or nothing.

    >>> first_label(" 입력"), first_label(" | 3 comments")
    (<Tag.PUBLISHED: 'published'>, None)
    """
    tokens = _tokens(text)
    tags = (_tag(tokens, at) for at in range(min(2, len(tokens))))
    return next((tag for tag in tags if tag in (Tag.PUBLISHED, Tag.MODIFIED)), None)


def is_label(text: str) -> bool:
    """Return whether there is any label in `text`."""
    return label_of(text) is not None


def _tokens(text: str) -> list[str]:
    return [token for token in _SPLIT.split(text.casefold()) if token]


def _tag(tokens: list[str], at: int) -> Tag | None:
    token = tokens[at]
    tag = _WORDS.get(token)
    if tag is None and at:
        tag = _WORDS.get(f"{tokens[at - 1]}.{token}")
    if tag is None and len(token) > 2 and _CJK.match(token):
        tag = _cjk_tag(token)
    return tag


def _cjk_tag(token: str) -> Tag | None:
    """Return the label that a token without blanks begins or ends with (`기자입력`, `수정됨`)."""
    for size in range(len(token) - 1, 1, -1):
        tag = _WORDS.get(token[-size:]) or _WORDS.get(token[:size])
        if tag:
            return tag
    return None
