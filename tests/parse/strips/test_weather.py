"""The weather strips of Korean papers in every shape that they are printed in, and what only looks like one."""

from datetime import date

import pytest

from scraper.model import Finding, Weather
from scraper.page import read
from scraper.parse.strips.stations import official_stations
from scraper.parse.strips.weather import find_weather
from scraper.parse.strips.weather_grammar import is_strip_text, read_strip

PROSE = (
    "한빛군은 다음 달부터 마을 도서관 열 곳의 문을 저녁 아홉 시까지 연다고 밝혔다. 퇴근길에 책을 빌리려는 주민이 "
    "늘어난 데 따른 것으로, 군은 사서 여섯 명을 새로 뽑았다."
)


def find(html: str) -> Finding[Weather]:
    return find_weather(read(f"<html><body>{html}</body></html>"))


def rows(text: str) -> list[tuple[str | None, str | None, float | None]]:
    return [(reading.condition, reading.name, reading.temperature) for reading in read_strip(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("흐림속초12.4℃", ("흐림", "속초", 12.4)),
        ("흐림 서울 4.9℃", ("흐림", "서울", 4.9)),
        ("구름 많음서울 4.9 ℃", ("구름많음", "서울", 4.9)),
        ("흐림15.7℃", ("흐림", None, 15.7)),
        ("대전 17.6℃", (None, "대전", 17.6)),
        ("-동두천 4.7℃", (None, "동두천", 4.7)),
        ("맑음고창", ("맑음", "고창", None)),
        ("맑음고창군-0.4℃", ("맑음", "고창군", -0.4)),
        ("눈대관령−11.2℃", ("눈", "대관령", -11.2)),
        ("비서울3℃", ("비", "서울", 3.0)),
        ("비/눈부산1.0°C", ("비/눈", "부산", 1.0)),
        ("비울 산14.3℃", ("비", "울산", 14.3)),
        ("소나 기대구15.2℃", ("소나기", "대구", 15.2)),
        ("맑음 북강 릉-3.1℃", ("맑음", "북강릉", -3.1)),
        ("구름 많음 강릉7.0℃", ("구름많음", "강릉", 7.0)),
        ("흐림홍성(예)13.8℃", ("흐림", "홍성(예)", 13.8)),
        ("맑음 북강릉 7도", ("맑음", "북강릉", 7.0)),
        ("뭉게구름서울 7º", ("뭉게구름", "서울", 7.0)),
        ("서울 °C", (None, "서울", None)),
        ("맑음 서울 99℃", ("맑음", "서울", None)),
    ],
)
def test_one_reading(text: str, expected: tuple[str | None, str | None, float | None]) -> None:
    assert rows(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "흐림속초12.4℃\n맑음고창\n비15.7℃\n-서울-3.0℃",
        "흐림속초12.4℃ 맑음고창 비15.7℃ -서울-3.0℃",
        "흐림\n속초\n12.4℃\n맑음\n고창\n비\n15.7℃\n-\n서울\n-3.0℃",
        "• 흐림 속초 12.4℃ | 맑음 고창 | 비 15.7℃ | - 서울 -3.0℃",
    ],
)
def test_readings_in_every_layout(text: str) -> None:
    assert rows(text) == [("흐림", "속초", 12.4), ("맑음", "고창", None), ("비", None, 15.7), (None, "서울", -3.0)]


def test_readings_without_a_blank_between() -> None:
    assert rows("흐림속초12.4℃비15.7℃-서울-3.0℃") == [("흐림", "속초", 12.4), ("비", None, 15.7), (None, "서울", -3.0)]


def test_the_sky_may_come_last() -> None:
    assert rows("서울 4.9℃ 흐림\n대전 7℃ 맑음") == [("흐림", "서울", 4.9), ("맑음", "대전", 7.0)]


def test_the_sky_may_stand_behind_the_name() -> None:
    assert rows("서울\n흐림\n4.9℃\n대전\n7℃\n부산\n맑음\n9℃") == [
        ("흐림", "서울", 4.9),
        (None, "대전", 7.0),
        ("맑음", "부산", 9.0),
    ]


@pytest.mark.parametrize(
    "text", ["서울은 4도까지 오른다", "낮 기온 4℃", "기상청 제공", "뉴스", "서울 4.9℃ 예보", "3월 4일", "서울 4.9%", ""]
)
def test_other_text_is_no_strip(text: str) -> None:
    assert not is_strip_text(text) or not text


SIXTEEN = [
    "동두천",
    "강릉",
    "서울",
    "대전",
    "대구",
    "울산",
    "광주",
    "부산",
    "고창",
    "제주",
    "강화",
    "보은",
    "금산",
    "강진군",
    "경주시",
    "거제",
]


def test_a_list_of_sixteen() -> None:
    items = "".join(f"<li><span>흐림</span>{name} {number}.5℃</li>" for number, name in enumerate(SIXTEEN))
    found = find(f"<p>2018.03.20 (화)</p><ul>{items}</ul><a>기상청 제공</a><h1>한빛군</h1><p>{PROSE}</p>")
    assert found.value is not None
    assert (found.value.provider, found.value.observed_on) == ("기상청", date(2018, 3, 20))
    assert [reading.station for reading in found.value.readings] == SIXTEEN
    assert [reading.station_id for reading in found.value.readings][:3] == [98, 105, 108]
    assert found.value.readings[2].temperature_c == 2.5
    assert found.blocks == tuple(range(18))


def official_list(unnamed: set[int], left_out: set[int] | None = None) -> str:
    names = [
        "" if station.number in unnamed else station.name
        for station in official_stations()
        if station.number not in (left_out or set())
    ]
    return "".join(f"<li>흐림{name}{number % 20}.1℃</li>" for number, name in enumerate(names))


@pytest.mark.parametrize(
    ("unnamed", "left_out", "inferred"),
    [
        ({93, 181, 239, 296}, set(), [93, 181, 239, 296]),
        ({90}, set(), [90]),
        ({93, 95}, set(), [93, 95]),
        ({93}, {95}, []),
        ({93}, {296}, [93]),
        ({296}, {93}, [296]),
        (set(), {93, 181}, []),
    ],
)
def test_unnamed_stations_are_known_by_their_place(unnamed: set[int], left_out: set[int], inferred: list[int]) -> None:
    found = find(f"<ul>{official_list(unnamed, left_out)}</ul>")
    assert found.value is not None
    assert len(found.value.readings) == 97 - len(left_out)
    assert [reading.station_id for reading in found.value.readings if reading.name_inferred] == inferred


def test_a_list_in_another_order_names_nobody() -> None:
    items = "".join(f"<li>흐림{name} {number}.5℃</li>" for number, name in enumerate([*SIXTEEN[:8], "", *SIXTEEN[8:]]))
    found = find(f"<ul>{items}</ul>")
    assert found.value is not None
    assert found.value.readings[8].station is None


@pytest.mark.parametrize(
    "strip",
    [
        "<div>2024.05.02 (목) 흐림속초12.4℃ 맑음고창 11.0℃ 비15.7℃ 기상청 제공</div>",
        "<div>2024.05.02</div><div>흐림속초12.4℃<br>맑음고창 11.0℃<br>비15.7℃</div><p>기상청 제공</p>",
        (
            "<p>2024년 5월 2일</p><p>오늘의 날씨</p><table><tr><td>흐림</td><td>속초</td><td>12.4℃</td></tr>"
            "<tr><td>맑음</td><td>고창</td><td>11.0℃</td></tr><tr><td>비</td><td></td><td>15.7℃</td></tr></table>"
            "<p>자료: 기상청</p>"
        ),
    ],
)
def test_one_block_line_breaks_and_cells(strip: str) -> None:
    found = find(f"<div>{strip}</div><h1>마을 도서관 저녁에도 연다</h1><p>{PROSE}</p>")
    assert found.value is not None
    assert (found.value.provider, found.value.observed_on) == ("기상청", date(2024, 5, 2))
    assert [(reading.station, reading.temperature_c) for reading in found.value.readings] == [
        ("속초", 12.4),
        ("고창", 11.0),
        (None, 15.7),
    ]
    page = read(f"<html><body><div>{strip}</div><h1>마을</h1></body></html>")
    assert found.blocks == tuple(range(len(page.blocks) - 1))


def test_a_menu_of_regions_beside_the_strip_is_none_of_it() -> None:
    items = "".join(f"<li>흐림{name} 4.5℃</li>" for name in SIXTEEN[:4])
    found = find(f"<ul><li>서울</li><li>제주</li></ul><ul>{items}</ul><ul><li>부산</li><li>광주</li></ul>")
    assert found.value is not None
    assert len(found.value.readings) == 4
    assert found.blocks == (2, 3, 4, 5)


def test_cities_of_other_countries_in_the_head() -> None:
    found = find("<ul><li>Berlin 10 °C</li><li>Frankfurt (Oder) -3 °C</li><li>Cottbus 9,5 °C</li></ul>")
    assert found.value is not None
    assert [(reading.station, reading.temperature_c) for reading in found.value.readings] == [
        ("Berlin", 10.0),
        ("Frankfurt (Oder)", -3.0),
        ("Cottbus", 9.5),
    ]


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{PROSE}</p><p>14일 아침 기온은 서울 4도, 대전 5도, 부산 9도로 어제보다 낮겠다.</p>",
        f"<div><p>{PROSE}</p><p>서울 4℃</p><p>대전 5℃</p><p>부산 9℃</p></div>",
        (
            f"<article><p>{PROSE}</p><table><tr><td>서울</td><td>맑음</td><td>4℃</td></tr><tr><td>대전</td><td>흐림</td>"
            "<td>5℃</td></tr><tr><td>부산</td><td>비</td><td>9℃</td></tr></table></article>"
        ),
        "<p>서울 4℃</p><p>대전 5℃</p>",
        f"<p>{PROSE}</p><ul><li>Tuesday 7°C</li><li>Wednesday 3°C</li><li>Thursday 8°C</li></ul>",
        "<p>가로 20도</p><p>각도 30도</p>",
    ],
)
def test_weather_in_the_text_stays_text(body: str) -> None:
    found = find(f"<h1>내일 아침 쌀쌀</h1>{body}")
    assert found.value is None
    assert found.blocks == ()
    assert found.evidence.source == "missing"


def test_a_strip_in_the_margin_below_the_text() -> None:
    items = "".join(f"<li>흐림{name} 4.5℃</li>" for name in SIXTEEN)
    found = find(f"<article><p>{PROSE}</p></article><aside><ul>{items}</ul></aside>")
    assert found.value is not None
    assert len(found.value.readings) == 16
