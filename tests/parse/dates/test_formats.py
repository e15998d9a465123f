"""What a printed or machine-readable date says: one row a format and language.

Rows of `WRONG` are dates that are not read as they are meant; they fail the day they are.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.parse.dates.formats import find_dates_in, read_value
from scraper.parse.dates.library import ask_library
from scraper.parse.dates.reading import Habits, Reading, clean
from scraper.parse.dates.words import MONTHS, WEEKDAYS, fold, month_number, weekday_number

VALUES = (
    ("2024-04-30", "2024-04-30"),
    ("2024-04-30T14:05:00+09:00", "2024-04-30 14:05:00 +09:00"),
    ("2024-04-30T14:05:00+0900", "2024-04-30 14:05:00 +09:00"),
    ("2024-04-30T14:05:00 +0900", "2024-04-30 14:05:00 +09:00"),
    ("2024-04-30T14:05+09", "2024-04-30 14:05 +09:00"),
    ("2024-04-30T05:05:00Z", "2024-04-30 05:05:00 +00:00"),
    ("2024-04-30T05:05:00.123456Z", "2024-04-30 05:05:00 +00:00"),
    ("2024-04-30T05:05:00.0000000+00:00", "2024-04-30 05:05:00 +00:00"),
    ("2024-04-30 14:05", "2024-04-30 14:05"),
    ("2024-04-30 14:05:33 ", "2024-04-30 14:05:33"),
    ("2022-5-5 22:17:36", "2022-05-05 22:17:36"),
    ("20240430", "2024-04-30"),
    ("20240430T140500Z", "2024-04-30 14:05:00 +00:00"),
    ("20240430140533", "2024-04-30 14:05:33"),
    ("1714453500", "2024-04-30 05:05:00 Z"),
    ("1714453500123", "2024-04-30 05:05:00 Z"),
    ("Tue, 30 Apr 2024 14:05:00 GMT", "2024-04-30 14:05:00 GMT"),
    ("Tue, 30 Apr 2024 14:05:00 +0900", "2024-04-30 14:05:00 +0900"),
    ("Tue Apr 30 2024 14:05:00 GMT+0900 (KST)", "2024-04-30 14:05:00 GMT+0900"),
    ("Tue Apr 30 14:05:33 CEST 2024", "2024-04-30 14:05:33 CEST"),
    ("Thu, 09/25/2025 - 11:38", "2025-09-25 11:38"),
    ("13/11/2025 09:21:40", "2025-11-13 09:21:40"),
    ("4/24/2000 12:00:00 AM", "2000-04-24 00:00:00"),
    ("2024/04/30 14:05:00", "2024-04-30 14:05:00"),
)
PERSIAN_VALUES = (
    ("۱۴۰۳-۰۲-۱۱\\۱۴:۰۵:۲۶", "2024-04-30 14:05:26"),
    ("1403-02-11T14:05:26+03:30", "2024-04-30 14:05:26 +03:30"),
    ("1403/02/11", "2024-04-30"),
    ("۱۱/۰۲/۱۴۰۳", "2024-04-30"),
)

TEXTS = (
    # years and days written out, and years of the Republic of China in numbers
    ("zh", "二〇二四年四月三十日", "2024-04-30"),
    ("zh", "发布时间：二○一九年十二月五日", "2019-12-05"),
    ("zh", "二零二四年十一月二十一日", "2024-11-21"),
    ("ja", "令和六年四月三十日", "2024-04-30"),
    ("ja", "平成三十年十月一日", "2018-10-01"),
    ("ja", "令和元年五月二十三日", "2019-05-23"),
    ("zh", "發布日期：113-04-30", "2024-04-30"),
    ("zh", "113.04.30", "2024-04-30"),
    ("zh", "113/04/30", "2024-04-30"),
    # Persian typed with Arabic letters
    ("fa", "سه شنبه 11 ارديبهشت 1403", "2024-04-30"),
    # Korean: every shape of small papers, portals and boards
    ("ko", "2024.04.30 (화)", "2024-04-30"),
    ("ko", "2024.04.30(화)", "2024-04-30"),
    ("ko", "2025.12.06 16:43", "2025-12-06 16:43"),
    ("ko", "2020-03-04 16:52:59", "2020-03-04 16:52:59"),
    ("ko", "기사입력 :[ 2018-08-25 15:24 ]", "2018-08-25 15:24"),
    ("ko", "입력 :\n2020-07-07 10:42:42", "2020-07-07 10:42:42"),
    ("ko", "입력2023.11.02. 오후 8:06", "2023-11-02 20:06"),
    ("ko", "2026.02.12. 오전 10:30", "2026-02-12 10:30"),
    ("ko", "2026.02.12. 오전 12:30", "2026-02-12 00:30"),
    ("ko", "2026.02.12. 오후 12:30", "2026-02-12 12:30"),
    ("ko", "2024. 04.17(수) 13:53", "2024-04-17 13:53"),
    ("ko", "2024. 1. 23. 13:18", "2024-01-23 13:18"),
    ("ko", "2025. 04.14", "2025-04-14"),
    ("ko", "2012. 05.15. 09:24", "2012-05-15 09:24"),
    ("ko", "2023년 10월 28일(토) 09:00", "2023-10-28 09:00"),
    ("ko", "2024년 4월 30일 오후 2시 5분", "2024-04-30 14:05"),
    ("ko", "기사등록 2024/04/30 14:05:00", "2024-04-30 14:05:00"),
    ("ko", "17-01-05 15:32", "2017-01-05 15:32"),
    ("ko", "24.04.30", "2024-04-30"),
    ("ko", "'24. 4. 30", "2024-04-30"),
    ("ko", "발행일: 2025-12-06 17:25 (토)", "2025-12-06 17:25"),
    # Japanese and Chinese
    ("ja", "令和6年4月30日 午後2時5分", "2024-04-30 14:05"),
    ("ja", "令和元年5月1日", "2019-05-01"),
    ("ja", "平成31年4月30日", "2019-04-30"),
    ("ja", "R6.4.30", "2024-04-30"),
    ("ja", "2024年4月30日（火）14時05分", "2024-04-30 14:05"),
    ("ja", "２０２４／０４／３０　１４：０５", "2024-04-30 14:05"),
    ("zh", "2024年4月30日 下午2:05", "2024-04-30 14:05"),
    ("zh", "2024-04-30 14:05 來源", "2024-04-30 14:05"),
    ("zh", "民國113年4月30日", "2024-04-30"),
    ("zh", "2024年04月30日08:15", "2024-04-30 08:15"),
    # English
    ("en", "Apr 30, 2024, 2:05 pm ET", "2024-04-30 14:05 ET"),
    ("en", "April 30, 2024 at 2:05 p.m. EDT", "2024-04-30 14:05 EDT"),
    ("en", "Tuesday, April 30th, 2024", "2024-04-30"),
    ("en", "30 Apr 2024", "2024-04-30"),
    ("en", "30th of April 2024", "2024-04-30"),
    ("en", "30-Apr-24", "2024-04-30"),
    ("en", "Sept. 3, 2024 | 12:01 a.m.", "2024-09-03 00:01"),
    ("en", "2:05 PM ET, Tue April 30, 2024", "2024-04-30 14:05 ET"),
    ("en", "12/31/2024", "2024-12-31"),
    ("en", "31/12/2024", "2024-12-31"),
    ("en", "Dec 19th 2025", "2025-12-19"),
    ("en", "May 5, 2024 5 min read", "2024-05-05"),
    ("en", "April 30, 2024 Updated 14:05", "2024-04-30"),
    # day first by language
    ("de", "30. April 2024, 14:05 Uhr", "2024-04-30 14:05"),
    ("de", "Di., 30.04.2024 - 14.05 Uhr", "2024-04-30 14:05"),
    ("de", "Nell Ashdown30.04.2414:05", "2024-04-30"),
    ("de", "1. Jänner 2024", "2024-01-01"),
    ("de", "3. März 2024", "2024-03-03"),
    ("de", "08:15 Uhr, 30.4.2024", "2024-04-30 08:15"),
    ("de", "30.04.24", "2024-04-30"),
    ("fr", "le 30 avril 2024 à 14h05", "2024-04-30 14:05"),
    ("fr", "mardi 1er août 2024", "2024-08-01"),
    ("fr", "Publié le 30/04/2024 à 14:05", "2024-04-30 14:05"),
    ("fr", "2 fevrier 2024", "2024-02-02"),
    ("es", "30 de abril de 2024 a las 14:05", "2024-04-30 14:05"),
    ("es", "abril 30, 2024", "2024-04-30"),
    ("es", "30 sept 2024", "2024-09-30"),
    ("pt", "30 de abril de 2024, 14h05", "2024-04-30 14:05"),
    ("pt", "30 abr. 2024 às 14:05", "2024-04-30 14:05"),
    ("it", "30 aprile 2024 alle 14:05", "2024-04-30 14:05"),
    ("nl", "30 april 2024 om 14.05 uur", "2024-04-30 14:05"),
    ("nl", "3 mrt 2024", "2024-03-03"),
    ("sv", "30 april 2024 kl. 14.05", "2024-04-30 14:05"),
    ("da", "30. maj 2024 kl. 14:05", "2024-05-30 14:05"),
    ("nb", "30. des. 2024", "2024-12-30"),
    ("fi", "30. huhtikuuta 2024 klo 14.05", "2024-04-30 14:05"),
    ("fi", "30.4.2024 14:05", "2024-04-30 14:05"),
    ("is", "30. apríl 2024", "2024-04-30"),
    ("pl", "30 kwietnia 2024, 14:05", "2024-04-30 14:05"),
    ("pl", "11 listopada 2024", "2024-11-11"),
    ("cs", "30. dubna 2024 14:05", "2024-04-30 14:05"),
    ("cs", "30. 4. 2024", "2024-04-30"),
    ("sk", "30. apríla 2024", "2024-04-30"),
    ("sl", "30. aprila 2024", "2024-04-30"),
    ("hr", "30. travnja 2024.", "2024-04-30"),
    ("hr", "11. listopada 2024.", "2024-10-11"),
    ("sr", "30. априла 2024.", "2024-04-30"),
    ("sr", "30. april 2024. 14:05", "2024-04-30 14:05"),
    ("bs", "30.04.2024. u 10:52", "2024-04-30 10:52"),
    ("mk", "30 април 2024", "2024-04-30"),
    ("bg", "30 април 2024, 14:05", "2024-04-30 14:05"),
    ("ru", "30 апреля 2024, 14:05", "2024-04-30 14:05"),
    ("ru", "14:05, 30 апреля 2024", "2024-04-30 14:05"),
    ("ru", "30 мая 2024 г.", "2024-05-30"),
    ("uk", "30 квітня 2024, 14:05", "2024-04-30 14:05"),
    ("be", "30 красавіка 2024", "2024-04-30"),
    ("lt", "2024 m. balandžio 30 d. 14:05", "2024-04-30 14:05"),
    ("lv", "30. aprīlis 2024", "2024-04-30"),
    ("et", "30. aprill 2024", "2024-04-30"),
    ("hu", "2024. április 30. 14:05", "2024-04-30 14:05"),
    ("ro", "30 aprilie 2024, 14:05", "2024-04-30 14:05"),
    ("el", "30 Απριλίου 2024, 14:05", "2024-04-30 14:05"),
    ("tr", "30 Nisan 2024 14:05", "2024-04-30 14:05"),
    ("tr", "3 Şubat 2024", "2024-02-03"),
    ("az", "30 aprel 2024", "2024-04-30"),
    ("sq", "30 Prill 2024", "2024-04-30"),
    ("ka", "30 აპრილი 2024", "2024-04-30"),
    ("hy", "30 ապրիլի 2024", "2024-04-30"),
    ("ar", "٣٠ أبريل ٢٠٢٤ ١٤:٠٥", "2024-04-30 14:05"),
    ("ar", "30 نيسان 2024", "2024-04-30"),
    ("ar", "30 كانون الثاني 2024", "2024-01-30"),
    ("ar", "الثلاثاء 30 أبريل 2024", "2024-04-30"),
    ("he", "30 באפריל 2024", "2024-04-30"),
    ("hi", "30 अप्रैल 2024", "2024-04-30"),
    ("bn", "৩০ এপ্রিল ২০২৪, ১৪:০৫", "2024-04-30 14:05"),
    ("ur", "30 اپریل 2024", "2024-04-30"),
    ("ta", "30 ஏப்ரல் 2024", "2024-04-30"),
    ("te", "30 ఏప్రిల్ 2024", "2024-04-30"),
    ("gu", "30 એપ્રિલ 2024", "2024-04-30"),
    ("th", "30 เม.ย. 2567 14:05 น.", "2024-04-30 14:05"),
    ("th", "30 เมษายน 2567", "2024-04-30"),
    ("vi", "Ngày 30 tháng 4, 2024", "2024-04-30"),
    ("vi", "30 tháng 4 năm 2024", "2024-04-30"),
    ("vi", "30/4/2024 14:05 GMT+7", "2024-04-30 14:05 GMT+7"),
    ("id", "Selasa, 30 April 2024 14:05 WIB", "2024-04-30 14:05 WIB"),
    ("id", "30 Agu 2024", "2024-08-30"),
    ("ms", "30 Ogos 2024", "2024-08-30"),
    ("ca", "30 d'abril de 2024", "2024-04-30"),
    ("eu", "2024 apirila 30", "2024-04-30"),
    ("sw", "30 Aprili 2024", "2024-04-30"),
    ("cy", "30 Ebrill 2024", "2024-04-30"),
    ("af", "30 April 2024", "2024-04-30"),
    ("mn", "2024 оны 4-р сарын 30", "2024-04-30"),
    # other calendars and years
    ("fa", "۱۴۰۳/۰۲/۱۱", "2024-04-30"),
    ("fa", "۱۱ اردیبهشت ۱۴۰۳", "2024-04-30"),
    ("fa", "سه‌شنبه ۱۱ اردیبهشت ۱۴۰۳ - ۱۴:۰۵", "2024-04-30 14:05"),
    ("fa", "۱۱ ثور ۱۴۰۳", "2024-04-30"),
    ("fa", "30 آوریل 2024", "2024-04-30"),
    ("ar", "13 رمضان 1445", "2024-03-23"),
    ("ar", "٢١ شوال ١٤٤٥هـ", "2024-04-30"),
    ("ar", "1 ربيع الأول 1446", "2024-09-04"),
    ("ur", "21 شوال 1445", "2024-04-30"),
    ("id", "21 Syawal 1445", "2024-04-30"),
    ("th", "30 เม.ย. 67", "2024-04-30"),
    ("th", "30 เม.ย. 67 14:05 น.", "2024-04-30 14:05"),
    ("th", "30/4/67", "2024-04-30"),
    ("th", "30/04/2567", "2024-04-30"),
    ("zh", "中華民國113年4月30日", "2024-04-30"),
    ("zh", "113年4月30日", "2024-04-30"),
    # the time without a sign, and a time of day that a dash divides from the year
    ("en", "22 Sep,2021 1632hrs IST", "2021-09-22 16:32 IST"),
    ("en", "Friday, January 11, 2008 : 1530 Hrs", "2008-01-11 15:30"),
    ("en", "April 30, 2024 — 5.30am", "2024-04-30 05:30"),
    ("de", "30 | 04 | 2024", "2024-04-30"),
)

NO_DATES = (
    "115-13-01",
    "May",
    "sat",
    "1",
    "12 Uhr 30",
    "192.168.1.2023",
    "10.0.0.1",
    "Tel. 05.61.50.44.70",
    "version 1.2.3.4",
    "2024-13-45",
    "30 February 2024",
    "BIST 8.864 / DOLAR 34,31",
    "idxno=20240",
    "the 2021 and 2022 surveys",
    "1 May",
    "[1234호] 4면",
)

# Read as something else than what they mean, or not at all; with the reason.
WRONG = (("en", "April 30", "2024-04-30", "no year"),)

# Roman numerals are left out: they number many other things.
ROMAN = re.compile("[IVX]+", re.IGNORECASE)


def printed(reading: Reading) -> str:
    """Return the reading as the tables write it."""
    clock = reading.clock
    if clock is None:
        return str(reading.day)
    time = f"{clock.hour:02}:{clock.minute:02}" + ("" if clock.second is None else f":{clock.second:02}")
    return " ".join(filter(None, (str(reading.day), time, clock.zone)))


@pytest.mark.parametrize(("value", "expected"), VALUES)
def test_a_machine_readable_value(value: str, expected: str) -> None:
    reading = read_value(value, Habits())
    assert reading is not None
    assert printed(reading) == expected


@pytest.mark.parametrize(("value", "expected"), PERSIAN_VALUES)
def test_a_value_in_the_persian_calendar(value: str, expected: str) -> None:
    reading = read_value(value, Habits("fa"))
    assert reading is not None
    assert printed(reading) == expected
    assert read_value(value, Habits("en")) is None


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        *TEXTS,
        *(pytest.param(*row, marks=pytest.mark.xfail(reason=reason)) for *row, reason in WRONG),
    ],
)
def test_a_printed_date(language: str, text: str, expected: str) -> None:
    assert [printed(reading) for reading in find_dates_in(text, Habits(language))] == [expected]


@pytest.mark.parametrize(("language", "text", "expected"), TEXTS)
def test_a_printed_date_inside_a_line(language: str, text: str, expected: str) -> None:
    if expected.endswith(tuple("0123456789")):
        found = find_dates_in(f"{text} | Ann Lee", Habits(language))
        assert [printed(reading) for reading in found] == [expected]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text: str) -> None:
    assert find_dates_in(text, Habits("en")) == []


def test_at_least_25_languages_are_read() -> None:
    assert len({language for language, _, _ in TEXTS}) >= 50


def test_two_dates_of_a_line_keep_their_own_times() -> None:
    found = find_dates_in("업데이트 2025.12.06 17:18 입력 2025.12.06 16:43", Habits("ko"))
    assert [printed(reading) for reading in found] == ["2025-12-06 17:18", "2025-12-06 16:43"]


@pytest.mark.parametrize(
    ("text", "language", "day", "weekday"),
    [
        ("Monday 04/03/2024", "en", "2024-03-04", "fits"),
        ("Wednesday 04/03/2024", "en", "2024-04-03", "fits"),
        ("2024.04.30 (화)", "ko", "2024-04-30", "fits"),
        ("2024.04.30 (수)", "ko", "2024-04-30", "is another"),
        ("Sunday, April 30, 2024", "en", "2024-04-30", "is another"),
    ],
)
def test_the_weekday_beside_a_date_verifies_it(text: str, language: str, day: str, weekday: str) -> None:
    (reading,) = find_dates_in(text, Habits(language))
    assert (str(reading.day), reading.is_doubtful) == (day, weekday == "is another")


def test_the_tables_have_all_words_of_the_date_library() -> None:
    """The rows of months and weekdays hold what dateparser's language data hold for one word."""
    lacking = []
    for names, table, number_of in ((month_name, MONTHS, month_number), (day_name, WEEKDAYS, weekday_number)):
        for language in table:
            info = import_module(f"dateparser.data.date_translation_data.{language}").info
            for number, name in enumerate(filter(None, names), 1):
                given = [word for word in info.get(name.lower(), ()) if not ROMAN.fullmatch(word)]
                words = [word for word in given if fold(word).isalpha() and len(fold(word)) > 1]
                lacking += [(language, number, word) for word in words if number_of(word, language) != number]
    assert lacking == []


@given(st.text(max_size=300), st.sampled_from(["ko", "en", "de", "ja", "th", "vi", None]))
def test_no_text_is_too_odd(text: str, language: str | None) -> None:
    for reading in find_dates_in(text, Habits(language)):
        assert 0 <= reading.start < reading.end <= len(text)
    read_value(text, Habits(language))


@given(st.text(alphabet="0123456789 .:-/년月日TZ+오후pmApril,'()年", max_size=60))
def test_no_text_of_date_like_signs_is_too_odd(text: str) -> None:
    for reading in find_dates_in(text, Habits("ko")):
        assert text[reading.start : reading.end]
    read_value(text, Habits("en"))


@given(st.text(max_size=200))
def test_cleaning_keeps_places(text: str) -> None:
    assert len(clean(text)) == len(text)


@pytest.mark.parametrize(
    "text", ["May", "1", "sat", "5 min de lecture", "12 Kommentare", "10-19 h", "13 Mai", "x" * 300, "12 " * 20]
)
def test_the_library_is_not_asked_for_everything(text: str) -> None:
    assert ask_library(text, language="fr", captured_at=None) is None
