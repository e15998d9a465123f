"""Bytes of many charsets, with the right, a wrong and no declaration."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.page.charset.decode import decode
from scraper.page.charset.labels import codec_of
from scraper.page.charset.mojibake import repair

KOREAN = (
    "순천만 갈대밭 산책로가 다음 달 새로 단장을 마치고 시민에게 문을 연다. 시는 지난해부터 낡은 나무 바닥을 걷어 내고 "
    "휠체어가 다닐 수 있는 완만한 길을 냈다고 밝혔다. 홍길동 과장은 “누구나 걷기 좋은 길을 만들겠다”고 말했다."
)
JAPANESE = (
    "市の図書館は来月から日曜日も夜八時まで開くことになった。職員を三人ふやし、子どものための読み聞かせの会も"
    "毎週ひらくという。館長は「仕事の帰りに寄れる場所にしたい」と話している。"
)
SIMPLIFIED = (
    "市图书馆从下个月起星期天也开放到晚上八点。馆长说，他们要让下班的人也能来看书，还要为孩子们每个星期举行读书会。"
)
TRADITIONAL = (
    "市圖書館從下個月起星期天也開放到晚上八點。館長說，他們要讓下班的人也能來看書，還要為孩子們每個星期舉行讀書會。"
)
RUSSIAN = (
    "Городская библиотека со следующего месяца будет работать и по воскресеньям до восьми вечера, сообщил директор."
)
GERMAN = "Die Stadtbücherei öffnet künftig auch sonntags bis 20 Uhr. Für Schüler gibt es fünf neue, größere Lesesäle."
POLISH = (
    "Biblioteka miejska będzie od przyszłego miesiąca otwarta także w niedzielę, a w środę odbędą się głośne czytania."
)
TURKISH = (
    "Şehir kütüphanesi gelecek aydan başlayarak pazar günleri de açık olacak. Müdür, çalışanların geleceğini söyledi."
)
ARABIC = "تفتح مكتبة المدينة أبوابها يوم الأحد أيضا ابتداء من الشهر المقبل وقال المدير إن القراءة حق للجميع"
GREEK = "Η δημοτική βιβλιοθήκη θα λειτουργεί από τον επόμενο μήνα και τις Κυριακές έως τις οκτώ το βράδυ"
HEBREW = "הספרייה העירונית תהיה פתוחה מהחודש הבא גם ביום ראשון עד שמונה בערב, כך אמר המנהל"
THAI = "หอสมุดประจำเมืองจะเปิดให้บริการในวันอาทิตย์ตั้งแต่เดือนหน้าเป็นต้นไปจนถึงเวลาสองทุ่ม"

CHARSETS = [
    ("cp949", "euc-kr", KOREAN),
    ("cp949", "ks_c_5601-1987", KOREAN.replace("순천만", "뷁쌰믜")),
    ("johab", "johab", KOREAN),
    ("cp932", "Shift_JIS", JAPANESE),
    ("euc_jp", "euc-jp", JAPANESE),
    ("iso2022_jp", "iso-2022-jp", JAPANESE),
    ("iso2022_kr", "iso-2022-kr", KOREAN.replace("“", '"').replace("”", '"')),
    ("gb18030", "gb2312", SIMPLIFIED),
    ("big5hkscs", "big5", TRADITIONAL),
    ("cp1251", "windows-1251", RUSSIAN),
    ("koi8-r", "koi8-r", RUSSIAN),
    ("cp1252", "iso-8859-1", GERMAN),
    ("cp1250", "windows-1250", POLISH),
    ("cp1254", "iso-8859-9", TURKISH),
    ("cp1256", "windows-1256", ARABIC),
    ("cp1253", "windows-1253", GREEK),
    ("cp1255", "windows-1255", HEBREW),
    ("cp874", "tis-620", THAI),
    ("utf-16-le", "utf-16", KOREAN),
    ("utf-16-be", "utf-16be", GERMAN),
    ("utf-8", "utf-8", KOREAN),
]
LOOKALIKES = {
    ("cp1250", "iso-8859-1"),
    ("cp1254", "iso-8859-1"),
    ("cp1253", "windows-1251"),
    ("cp1255", "windows-1251"),
}
IDS = [f"{codec}-{label}" for codec, label, _ in CHARSETS]


def page(text: str, label: str = "") -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">' if label else ""
    menu = "".join(f'<li><a href="/s/{number}">menu {number}</a></li>' for number in range(40))
    head = f"<head>{meta}<title>{text.split(maxsplit=1)[0]}</title></head>"
    return f"<html>{head}<body><ul>{menu}</ul><p>{text}</p></body></html>"


@pytest.mark.parametrize(("codec", "label", "text"), CHARSETS, ids=IDS)
def test_header(codec: str, label: str, text: str) -> None:
    found = decode(page(text).encode(codec), charset=label)
    assert (found.text, found.charset) == (page(text), codec)
    assert found.source == ("statistics" if codec.startswith("utf-16") else "header")


@pytest.mark.parametrize(("codec", "label", "text"), CHARSETS, ids=IDS)
def test_meta(codec: str, label: str, text: str) -> None:
    found = decode(page(text, label).encode(codec))
    assert (found.text, found.charset) == (page(text, label), codec)
    assert found.source == ("statistics" if codec.startswith("utf-16") else "meta")


@pytest.mark.parametrize(
    "wrong", ["utf-8", "iso-8859-1", "euc-kr", "shift_jis", "windows-1251", "utf-16", "nonsense", ""]
)
@pytest.mark.parametrize(("codec", "label", "text"), CHARSETS, ids=IDS)
def test_wrong_or_no_declaration(codec: str, label: str, text: str, wrong: str) -> None:
    del label
    if (codec, wrong) in LOOKALIKES:
        pytest.skip("every byte is a letter in both, and nearly as common")
    found = decode(page(text, wrong).encode(codec))
    assert (found.text, found.charset) == (page(text, wrong), codec)


def test_a_wrong_declaration_is_noted() -> None:
    found = decode(page(KOREAN, "euc-kr").encode())
    assert (found.charset, found.source) == ("utf-8", "utf-8")
    assert found.notes == ("meta declares cp949, the bytes are UTF-8",)


def test_the_header_goes_before_the_page() -> None:
    found = decode(page(KOREAN, "big5").encode("cp949"), charset="euc-kr")
    assert (found.text, found.source) == (page(KOREAN, "big5"), "header")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark(codec: str) -> None:
    found = decode(page(KOREAN, "euc-kr").encode(codec), charset="windows-1252")
    assert (found.text, found.source) == (page(KOREAN, "euc-kr"), "bom")


def test_a_label_in_a_comment_is_none() -> None:
    text = f"<!-- <meta charset=big5> -->{page(KOREAN, 'euc-kr')}"
    assert decode(text.encode("cp949")).charset == "cp949"


def test_xml_declaration() -> None:
    text = f'<?xml version="1.0" encoding="euc-kr"?>{page(KOREAN)}'
    found = decode(text.encode("cp949"))
    assert (found.text, found.source) == (text, "meta")


def test_a_few_broken_bytes_leave_it_utf8() -> None:
    content = page(KOREAN, "euc-kr").encode().replace("길을".encode(), "길을".encode()[:4] + b"\xff", 1)
    found = decode(content)
    assert found.charset == "utf-8"
    assert "\ufffd" in found.text
    assert KOREAN[-20:] in found.text


def test_a_few_broken_bytes_leave_it_cp949() -> None:
    found = decode(page(KOREAN * 3, "euc-kr").encode("cp949").replace(b"<p>", b"<p>\xff"))
    assert (found.charset, found.source) == ("cp949", "meta")
    assert KOREAN in found.text


@pytest.mark.parametrize("label", ["utf-8", "euc-kr", ""])
def test_a_page_in_two_charsets(label: str) -> None:
    text = page(KOREAN, label)
    cut = text.index("<p>")
    other = f"<footer>{KOREAN}</footer>"
    found = decode(text[:cut].encode() + text[cut:].encode("cp949") + other.encode())
    assert found.text == text + other
    assert found.notes == ("parts of the page are in cp949",)


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        (" EUC-KR ", "cp949"),
        ("ksc5601", "cp949"),
        ("windows-949", "cp949"),
        ("x-windows-949", "cp949"),
        ("uhc", "cp949"),
        ("korean", "cp949"),
        ("gb2312", "gb18030"),
        ("x-gbk", "gb18030"),
        ("x-sjis", "cp932"),
        ("us-ascii", "cp1252"),
        ("x-cp1251", "cp1251"),
        ("unicode_escape", None),
        ("utf-7", None),
        ("zlib", None),
        ("../etc", None),
        ("", None),
    ],
)
def test_labels(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


MOJIBAKE = [
    ("cp949", "latin-1", KOREAN.replace("“", "").replace("”", "")),
    ("cp949", "cp1252", "순천시"),
    ("cp949", "latin-1", "첫 눈이 내린 날"),
    ("utf-8", "latin-1", KOREAN),
    ("utf-8", "latin-1", GERMAN),
    ("utf-8", "cp1252", "L’été à la plage"),
    ("utf-8", "latin-1", "The town’s barrels – all of them – are full"),
    ("utf-8", "cp949", "천안천안"),
]


@pytest.mark.parametrize(("meant", "read", "text"), MOJIBAKE)
def test_repair(meant: str, read: str, text: str) -> None:
    broken = text.encode(meant).decode(read)
    assert broken != text
    assert repair(broken) == text
    assert decode(page(broken, "utf-8").encode()).text == page(text, "utf-8")


def test_an_article_below_long_scripts_is_repaired() -> None:
    broken = "The town’s barrels".encode().decode("latin-1")
    assert "town’s" in decode(page("é" * 60_000 + broken, "utf-8").encode()).text


def test_repair_leaves_the_sound_parts() -> None:
    broken = KOREAN.encode("cp949").decode("latin-1", "replace")
    assert repair(f"대한일보 … {broken} 저작권자 ©") == f"대한일보 … {KOREAN} 저작권자 ©"


@pytest.mark.parametrize(
    "text",
    [
        "ÀÁÂÃÄÅ ÆÇÈÉ",
        KOREAN,
        JAPANESE,
        SIMPLIFIED,
        RUSSIAN,
        GERMAN,
        POLISH,
        TURKISH,
        "Ça coûte 5 € à l’été",
        "SÃO PAULO – AÇÃO E EDUCAÇÃO",
        "ÀÉÎÕÜ",
        "À Paris",
        "¿Qué?",
    ],
)
def test_sound_text_is_not_repaired(text: str) -> None:
    assert repair(text) is None


@given(st.binary(max_size=300), st.text(max_size=12) | st.sampled_from(["euc-kr", "utf-16", "hz", "johab"]))
def test_any_bytes_decode(content: bytes, label: str) -> None:
    decode(content, charset=label)


@given(st.text(alphabet=st.characters(min_codepoint=0xA0, max_codepoint=0x2122), max_size=40))
def test_any_text_can_be_tried(text: str) -> None:
    assert repair(text) != text
