"""Market and exchange strips by their shape, in many languages, and what only looks like one."""

import pytest

from scraper.model import Finding, Strip
from scraper.page import read
from scraper.parse.strips.market import find_strips
from scraper.parse.strips.number import value_of

PROSE = (
    "The council voted on Monday to reopen the old harbour library after two years of repairs, and the first readers "
    "are expected before the summer."
)
ARTICLE = f"<h1>Library reopens at the old harbour</h1><p>{PROSE}</p>"


def find(html: str) -> Finding[tuple[Strip, ...]]:
    return find_strips(read(f"<html><body>{html}</body></html>"))


def rows(html: str) -> list[tuple[str, float | None, str | None]]:
    return [(strip.label, strip.value, strip.unit) for strip in find(html + ARTICLE).value or ()]


def items(*texts: str) -> str:
    return "<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"


@pytest.mark.parametrize(
    ("strip", "expected"),
    [
        (
            items("BIST 8.864", "DOLAR 34,31", "EURO 37,40", "ALTIN 3.029,00"),
            [("BIST", 8864.0, None), ("DOLAR", 34.31, None), ("EURO", 37.4, None), ("ALTIN", 3029.0, None)],
        ),
        (
            "<div>BIST 8.864 / DOLAR 34,31 / EURO 37,40</div>",
            [("BIST", 8864.0, None), ("DOLAR", 34.31, None), ("EURO", 37.4, None)],
        ),
        (
            "<div>USD 34.31 EUR 37.40 GBP 43.20</div>",
            [("USD", 34.31, None), ("EUR", 37.4, None), ("GBP", 43.2, None)],
        ),
        (
            items("USD: 43,22 - 43,29", "EUR: 47,10 - 47,30", "GBP: 55,02 - 55,20"),
            [("USD", 43.22, None), ("EUR", 47.1, None), ("GBP", 55.02, None)],
        ),
        (
            items("Dólar $945,50", "UF $37.261,98", "UTM $65.443", "IBEX 35 10.854,40 +0,8%"),
            [("Dólar", 945.5, "$"), ("UF", 37261.98, "$"), ("UTM", 65443.0, "$"), ("IBEX 35", 10854.4, None)],
        ),
        (
            items("الدولار ٣٠٫٩٠ جنيه", "اليورو ٣٣٫٤٥ جنيه", "الذهب ٢٬٦٥٠٫٠٠ جنيه"),
            [("الدولار", 30.9, "جنيه"), ("اليورو", 33.45, "جنيه"), ("الذهب", 2650.0, "جنيه")],
        ),
        (
            items("ดอลลาร์ 36.45 บาท", "ยูโร 39.10 บาท", "SET 1,367.95 (+3.20)"),
            [("ดอลลาร์", 36.45, "บาท"), ("ยูโร", 39.1, "บาท"), ("SET", 1367.95, None)],
        ),
        (
            items("코스피 2,692.06 ▲4.62 (+0.17%)", "코스닥 868.93 ▼0.79", "원/달러 1,380.00"),
            [("코스피", 2692.06, None), ("코스닥", 868.93, None), ("원/달러", 1380.0, None)],
        ),
        (
            (
                "<table><tr><td>DAX</td><td>18.001,60</td><td>+0,32%</td></tr><tr><td>MDAX</td><td>26.310,05</td>"
                "<td>-0,11%</td></tr><tr><td>Euro</td><td>1,0712 $</td></tr></table>"
            ),
            [("DAX", 18001.6, None), ("MDAX", 26310.05, None), ("Euro", 1.0712, "$")],
        ),
        (
            items("Gold 2.345", "Silver 1.234", "Oil 1.999"),
            [("Gold", None, None), ("Silver", None, None), ("Oil", None, None)],
        ),
    ],
)
def test_a_strip_above_the_headline(strip: str, expected: list[tuple[str, float | None, str | None]]) -> None:
    assert rows(strip) == expected


def test_all_blocks_of_a_strip_are_its_own() -> None:
    found = find(
        "<p>Menu</p><table><tr><td>DAX</td><td>18,1</td><td>+0,3%</td></tr><tr><td>Tec</td><td>3,2</td></tr>"
        f"<tr><td>Gold</td><td>23,4</td></tr></table><p>Login</p>{ARTICLE}"
    )
    assert found.blocks == tuple(range(1, 8))
    assert found.value is not None
    assert found.value[0].raw == "DAX 18,1"


def test_a_strip_in_the_margin() -> None:
    strip = items("BIST 8.864", "DOLAR 34,31", "EURO 37,40")
    assert len(find(f"{ARTICLE}<aside>{strip}</aside>").value or ()) == 3


def test_taken_blocks_are_none() -> None:
    page = read(f"<html><body>{items('USD 34.31', 'EUR 37.40', 'GBP 43.20')}{ARTICLE}</body></html>")
    assert find_strips(page, taken=frozenset({0, 1, 2})).value is None


@pytest.mark.parametrize(
    "html",
    [
        ARTICLE + items("Bread 2.50 €", "Milk 1.20 €", "Butter 3.10 €"),
        (
            f"{ARTICLE}<table><tr><td>North</td><td>12.5%</td></tr><tr><td>South</td><td>14.1%</td></tr><tr><td>East</td>"
            f"<td>9.9%</td></tr></table><p>{PROSE}</p>"
        ),
        items("Harbour 2", "Meadow 1", "Mill 3") + ARTICLE,
        items("Harbour 2-1 Meadow", "Mill 0-0 Bridge", "Hill 1-3 Dale") + ARTICLE,
        items("Published 2024.04.30", "Updated 2024.05.01", "Printed 2024.05.02") + ARTICLE,
        items("News 18.30", "Film 20.15", "Sport 22.45") + ARTICLE,
        items("İmsak 05:12", "Güneş 06:40", "Öğle 12:31") + ARTICLE,
        items("USD 34.31", "EUR 37.40") + ARTICLE,
        items("Call 02.123.4567", "Fax 02.123.4568", "Desk 02.123.4569") + ARTICLE,
        f"{ARTICLE}<aside>{items('Ann 96.094', 'Bob 87.997', 'Cy 57.919')}</aside>",
        f"{ARTICLE}<aside>{items('Garden chair oak 19,99 €', 'Hammock 49,90 €', 'Lamp 9,90 €')}</aside>",
        items("Rating 4.8", "Rating 4.5", "Rating 4.1") + ARTICLE,
        items("Readers +60%", "Fans +190%", "Likes +5%") + ARTICLE,
        items("댓글 12", "조회 1024", "추천 3") + ARTICLE,
        items("USD 34.31", "EUR 37.40", "GBP 43.20"),
        ARTICLE,
        "",
    ],
)
def test_other_figures_are_no_strip(html: str) -> None:
    found = find(html)
    assert (found.value, found.blocks, found.evidence.source) == (None, (), "missing")


@pytest.mark.parametrize(
    ("number", "sign", "value"),
    [
        ("8.864", ",", 8864.0),
        ("8.864", ".", 8.864),
        ("8.864", None, None),
        ("1.234.567", None, 1234567.0),
        ("3.029,00", None, 3029.0),
        ("1,367.95", None, 1367.95),
        ("1'234.50", None, 1234.5),
        ("1\u202f234,50", None, 1234.5),
        ("-0,35", None, -0.35),
        ("−0.8", None, -0.8),
        ("12345.678", None, 12345.678),
        ("42", None, 42.0),
        ("٢٬٦٥٠٫٥", None, 2650.5),
        ("๓๖.๔๕", None, 36.45),
    ],
)
def test_values(number: str, sign: str | None, value: float | None) -> None:
    assert value_of(number, sign) == value
