"""The language is measured on the text; what the page declares is a witness."""

from __future__ import annotations

import sys
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.model import Page, Signals
from scraper.page import read
from scraper.parse.language.find import find_language, language_tag
from scraper.parse.language.words import _WORDS, language_by_words, siblings_of

# Some lines of each language, in our own words.
TEXTS = (
    ("ko", "항구의 여객선이 아홉 주 만에 다시 다닌다고 항만 당국이 30일 밝혔다. 주민들은 반겼다."),
    ("ja", "港の渡し船が九週間ぶりに運航を再開したと港湾当局が三十日に発表した。住民は喜んだ。"),
    ("zh", "港口的渡轮在九周之后恢复航行，港务局三十日宣布，居民们对此表示欢迎，船票价格不变。"),
    ("th", "เรือข้ามฟากของท่าเรือกลับมาให้บริการอีกครั้งหลังหยุดไปเก้าสัปดาห์ การท่าเรือแจ้งเมื่อวันอังคาร"),
    ("el", "Το πλοίο του λιμανιού ξεκίνησε πάλι τα δρομολόγια μετά από εννέα εβδομάδες, είπε η αρχή."),
    ("he", "המעבורת של הנמל חזרה לפעול לאחר תשעה שבועות, כך הודיעה רשות הנמל ביום שלישי בבוקר."),
    ("ka", "პორტის ბორანი ცხრა კვირის შემდეგ ისევ დადის, განაცხადა პორტის ადმინისტრაციამ სამშაბათს."),
    ("hy", "Նավահանգստի լաստանավը ինը շաբաթ անց կրկին աշխատում է, հայտնեց նավահանգստի վարչությունը։"),
    ("bn", "নয় সপ্তাহ পরে বন্দরের ফেরি আবার চলছে, মঙ্গলবার বন্দর কর্তৃপক্ষ জানিয়েছে।"),
    ("ta", "ஒன்பது வாரங்களுக்குப் பிறகு துறைமுகப் படகு மீண்டும் இயங்குகிறது என்று நிர்வாகம் தெரிவித்தது."),
    ("ar", "عادت عبارة الميناء إلى العمل بعد تسعة أسابيع، وقالت سلطة الميناء إن السكان رحبوا بذلك."),
    ("fa", "کشتی بندر پس از نه هفته دوباره به کار افتاد و مردم شهر از این خبر بسیار خوشحال شدند، گفت پلیس."),
    ("ur", "بندرگاہ کی کشتی نو ہفتوں کے بعد دوبارہ چل پڑی ہے، حکام نے منگل کو بتایا کہ لوگ خوش ہیں۔"),
    ("ru", "Паром порта снова ходит после девяти недель перерыва, сообщили в администрации, жители были рады."),
    ("uk", "Пором порту знову ходить після дев'яти тижнів перерви, повідомили в адміністрації, її мешканці раділи."),
    ("bg", "Фериботът на пристанището отново пътува след деветседмично прекъсване, съобщи управата в града."),
    ("sr", "Трајект луке поново вози после девет недеља прекида, саопштила је управа луке, људи су срећни."),
    ("mk", "Траектот на пристаништето повторно вози, соопшти управата, а луѓето беа среќни поради ѕвездите."),
    ("en", "The ferry of the harbour runs again after nine weeks, the port authority said; the people cheered."),
    (
        "de",
        "Die Fähre des Hafens fährt nach neun Wochen wieder, teilte die Behörde mit; die Leute freuten sich darüber.",
    ),
    (
        "fr",
        "Le bac du port circule de nouveau après neuf semaines, a annoncé l'autorité ; les habitants étaient ravis.",
    ),
    ("es", "El transbordador del puerto vuelve a navegar después de nueve semanas, anunció la autoridad este mañana."),
    ("pt", "A balsa do porto voltou a navegar depois de nove semanas, informou a administração; não houve atrasos."),
    (
        "it",
        "Il traghetto del porto riprende le corse dopo nove settimane, ha annunciato l'autorità portuale della città.",
    ),
    (
        "nl",
        "De veerboot van de haven vaart na negen weken weer, meldde de havendienst; de bewoners waren blij daarmee.",
    ),
    ("pl", "Prom w porcie znów kursuje po dziewięciu tygodniach, poinformował zarząd; mieszkańcy się ucieszyli."),
    ("cs", "Přívoz v přístavu po devíti týdnech znovu jezdí, oznámila správa; obyvatelé měli velkou radost."),
    ("sv", "Färjan i hamnen går igen efter nio veckor, meddelade hamnmyndigheten; invånarna blev mycket glada."),
    ("fi", "Sataman lautta kulkee jälleen yhdeksän viikon jälkeen, kertoi satamalaitos; asukkaat ilahtuivat kovasti."),
    ("tr", "Limanın feribotu dokuz hafta sonra yeniden çalışıyor, liman idaresi açıkladı; halk çok sevindi."),
    ("hu", "A kikötő kompja kilenc hét után újra közlekedik, közölte a hatóság; a lakók nagyon örültek neki."),
    ("vi", "Phà của cảng hoạt động trở lại sau chín tuần, ban quản lý cảng cho biết; người dân rất vui mừng."),
    (
        "id",
        "Kapal feri pelabuhan kembali beroperasi setelah sembilan minggu, kata pengelola; warga sangat senang.",
    ),
)

# A line a language that its letters leave open, in our own words too.
SENTENCES = tuple(
    line.split(": ", 1) for line in Path(__file__).with_name("language_sentences.txt").read_text("utf-8").splitlines()
)


def page(declared: str = "", *, locale: str = "") -> Page:
    """Return a page that declares these languages."""
    return Page(url=None, blocks=(), signals=Signals(language=declared, meta=(("og:locale", locale),)))


@pytest.mark.parametrize(("language", "text"), TEXTS)
@pytest.mark.parametrize("declaration", ["own", "none", "English"])
def test_the_text_decides(language: str, text: str, declaration: str) -> None:
    declared = {"own": language, "none": "", "English": "en-US"}[declaration]
    value = find_language(page(declared), body_text=f"{text}\n{text}").value
    assert value == ("en-US" if (language, declaration) == ("en", "English") else language)


@pytest.mark.parametrize(
    ("declared", "locale", "language", "expected"),
    [
        ("de-AT", "", "de", "de-AT"),
        ("en_GB", "", "en", "en-GB"),
        ("", "pt_BR", "pt", "pt-BR"),
        ("en-US", "de_DE", "de", "de-DE"),
        ("zh-hant-tw", "", "zh", "zh-Hant-TW"),
        ("ko-KR", "", "ko", "ko-KR"),
        ("iw", "", "he", "he"),
        ("English", "", "en", "en"),
    ],
)
def test_the_declaration_adds_the_region_where_it_agrees(
    declared: str, locale: str, language: str, expected: str
) -> None:
    text = dict(TEXTS)[language]
    assert find_language(page(declared, locale=locale), body_text=text * 2).value == expected


@pytest.mark.parametrize(
    ("declared", "text", "expected"), [("ko", "", "ko"), ("de-CH", "Hafen 12", "de-CH"), ("", "12", None)]
)
def test_too_little_text(declared: str, text: str, expected: str | None) -> None:
    finding = find_language(page(declared), body_text=text)
    assert finding.value == expected
    assert finding.evidence.confidence <= 0.6
    assert finding.evidence.reason


def test_siblings_are_told_apart_by_the_declaration() -> None:
    text = "Fergen i havnen går igjen etter ni uker, sa havnevesenet; folk i byen ble svært glade for det. " * 3
    assert find_language(page("nb-NO"), body_text=text).value == "nb-NO"


def test_a_wrong_declaration_is_in_the_evidence() -> None:
    finding = find_language(page("en-US"), body_text=dict(TEXTS)["ko"])
    assert finding.evidence.rejected == (("declaration", "en-US"),)


def test_the_detector_is_not_loaded_where_letters_and_declaration_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    for language in ("en", "de", "fr", "es", "pl", "tr", "nl", "ko", "ja", "ru", "ar"):
        assert find_language(page(language), body_text=dict(TEXTS)[language] * 2).value == language


def test_a_beginning_without_common_words_is_read_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    prices = "Karte 12 Euro\nKarte Hafen 14 Euro\n" * 15
    line = "Die Boote fahren bei Ebbe und Flut, und wer an der Mole wartet, ist nach einer Stunde auf der Insel.\n"
    text = prices + line * 15
    assert find_language(page(), body_text=text).value == "de"


@pytest.mark.parametrize(("language", "text"), SENTENCES)
@pytest.mark.parametrize("times", [1, 9])
def test_a_few_words_tell_the_language(language: str, text: str, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    declared = "en-GB" if len(siblings_of(language)) == 1 else language
    finding = find_language(page(declared), body_text=f"{text} " * times)
    assert finding.value == language
    assert finding.evidence.confidence >= 0.95


def test_a_name_for_a_sibling_is_kept() -> None:
    text = dict(SENTENCES)["tl"]
    assert find_language(page("fil-PH"), body_text=text).value == "fil-PH"


def test_the_declaration_is_taken_where_words_leave_it_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    text = "Hafen, Mole, Sturm: The ferry of the island was here. Die Boote sind an der Insel, und das Meer ist ruhig. "
    finding = find_language(page("de-AT"), body_text=text * 4)
    assert finding.value == "de-AT"
    assert finding.evidence.source == "declaration"
    assert finding.evidence.confidence <= 0.6
    assert finding.evidence.reason


@pytest.mark.parametrize("declared", ["hr", "sr", "nb", "ko", "xx", "hi"])
def test_a_declaration_that_words_rule_out_is_not_taken(declared: str) -> None:
    text = dict(TEXTS)["hu"]
    assert find_language(page(declared), body_text=text).value == "hu"


def test_a_list_without_a_sentence_is_in_what_the_page_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    text = "Orrinpass 2013\nSaltmere Nordmole Plan\nTakt Winterhafen Kai 7\n" * 3
    found = find_language(page("de-DE"), body_text=text)
    assert (found.value, found.evidence.source, found.evidence.confidence) == ("de-DE", "declaration", 0.6)


def test_the_script_beside_a_transcription_tells_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    text = "渡轮明天又开了\nDu lun ming tian you kai le\n海港的人都很高兴\nHai gang de ren dou hen gao xing\n" * 3
    found = find_language(page(), body_text=text)
    assert (found.value, found.evidence.source) == ("zh", "script")


def test_the_lists_are_written_as_texts_are_read() -> None:
    for language, words in _WORDS.items():
        own = words.split()
        assert len(own) == len(set(own)), language
        assert words == normalize("NFC", words.lower().replace("’", "'")), language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "zu",
            "Isikebhe sechweba sibuyele emsebenzini ngemva kwamasonto ayisishiyagalolunye, kusho abaphathi bechweba.",
        ),
        ("ha", "Jirgin ruwan tashar ya koma aiki bayan makonni tara, in ji hukumar tashar, kuma mutane sun yi murna."),
        ("so", "Doonta dekedda ayaa mar kale shaqaynaysa sagaal toddobaad ka dib, sida ay sheegtay maamulka dekedda."),
        (
            "sw",
            "Kivuko cha bandari kimeanza tena kazi baada ya wiki tisa, mamlaka ya bandari imesema, watu walifurahi.",
        ),
        ("gl", "O transbordador do porto volve navegar, anunciou a autoridade, e os veciños da vila alegráronse diso."),
    ],
)
def test_a_small_language_is_known_on_a_page_that_declares_another(language: str, text: str) -> None:
    assert find_language(page("en-GB"), body_text=text * 2).value == language


@pytest.mark.parametrize("text", ["\ud800" * 90, "\udcff ferry " * 20, "\0" * 90, "ferry\0" * 40, "\n" * 90])
def test_no_character_is_too_odd_for_the_model(text: str) -> None:
    assert find_language(page(), body_text=text).evidence.source


@given(st.text(max_size=900), st.text(max_size=12))
def test_no_text_is_too_odd(text: str, declared: str) -> None:
    assert find_language(page(declared), body_text=text).evidence.source
    language_tag(declared)


@pytest.mark.parametrize(
    ("html", "declared"),
    [
        ("<!DOCTYPE html>\n<html lang=de-AT><body><p>Hafen", "de-AT"),
        ('<html class="no-js" xml:lang="ko"><body><p>항구', "ko"),
        ("<html><body lang=fr><p>port", ""),
        ("<p lang=fr>port", ""),
    ],
)
def test_the_declared_language_is_that_of_the_html_element(html: str, declared: str) -> None:
    assert read(html).signals.language == declared


@pytest.mark.parametrize(
    "text",
    [
        "Die veerboot van die hawe vaar weer, het die owerheid gesê, en die inwoners was bly daaroor.",
        "O transbordador do porto volve navegar, anunciou a autoridade, e os veciños da vila alegráronse diso.",
        "Färjan i hamnen går igen efter nio veckor; de som bor på ön blev mycket glada över det.",
        "El barcu del puertu vuelve navegar; la xente dixo que lu va usar, porque'l viaxe en coche cuesta munchu.",
    ],
)
@pytest.mark.parametrize("times", [1, 9])
def test_a_small_language_is_not_its_large_neighbour(text: str, times: int) -> None:
    assert language_by_words(f"{text} " * times, declared=["nl", "pt", "fr"]) is None
