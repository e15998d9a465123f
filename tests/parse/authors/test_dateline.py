"""Datelines of the West, China and Japan: one row a printed form, and sentences that only begin like one."""

import pytest

from scraper.parse.authors.dateline import split_dateline


@pytest.mark.parametrize(
    ("head", "dateline", "agency"),
    [
        ("PARIS (AFP) — ", "PARIS (AFP)", "AFP"),
        ("WASHINGTON, D.C. (AP) - ", "WASHINGTON, D.C. (AP)", "AP"),
        ("SALTMERE, Wis. (AP) — ", "SALTMERE, Wis. (AP)", "AP"),
        ("SEOUL, Aug. 20 (Yonhap) -- ", "SEOUL, Aug. 20 (Yonhap)", "Yonhap"),
        ("Berlin (dpa) - ", "Berlin (dpa)", "dpa"),
        ("Hamburg/Kiel (dpa/lno) – ", "Hamburg/Kiel (dpa/lno)", "dpa"),
        ("Kiel (dpo) - ", "Kiel (dpo)", None),
        ("(Reuters) - ", "Reuters", "Reuters"),
        ("LONDON — ", "LONDON", None),
        ("NEW DELHI, May 3 — ", "NEW DELHI, May 3", None),
        ("МОСКВА, 3 мая — РИА Новости. ", "МОСКВА, 3 мая", "РИА Новости"),
        ("Madrid, 3 may (EFE).- ", "Madrid, 3 may (EFE)", "EFE"),
        ("Ciudad de México.- ", "Ciudad de México", None),
        ("【北京讯】", "北京讯", None),
        ("（東京＝共同）", "東京＝共同", "共同"),
        ("新华社北京1月2日电 ", "新华社北京1月2日电", "新华社"),
    ],
)
def test_dateline(head: str, dateline: str, agency: str | None) -> None:
    assert split_dateline(head + "The pier opened.") == (dateline, "The pier opened.", agency, None)


@pytest.mark.parametrize(
    "text",
    [
        "Apple (AAPL) - the maker of phones - fell.",
        "FBI — the agency — said so.",
        "The town (and others) - say no.",
        "BREAKING — The pier opened.",
        "The pier opened — at last.",
        "(The pier opened.)",
        "",
    ],
)
def test_sentences_stay(text: str) -> None:
    assert split_dateline(text) == (None, text, None, None)
