"""What the lines of a dump themselves show to be no part of its headline."""

import pytest

from scraper.parse.dump.names import without_names

FERRY = "Ferry is back in service after two winters"


@pytest.mark.parametrize(
    ("line", "others", "url", "headline"),
    [
        (f"{FERRY} | Harbour Gazette", ["Harbour Gazette"], None, FERRY),
        (f"{FERRY} | Harbour Gazette", ["Jobs"], None, f"{FERRY} | Harbour Gazette"),
        (f"{FERRY} | Harbour Gazette", ["Jobs"], "https://www.harbourgazette.example/1", FERRY),
        (f"Harbour Gazette - {FERRY}", ["Harbour Gazette"], None, FERRY),
        (f"{FERRY} - News - Harbour Gazette", ["News", "Harbour Gazette"], None, FERRY),
        (f"{FERRY} | Harbour Gazette", [FERRY], None, FERRY),
        ("Library reopens - Harbour Gazette", ["Library reopens"], None, "Library reopens"),
        ("여객선 두 해 만에 다시 뜬다 < 사회 < 한빛일보", ["사회", "한빛일보"], None, "여객선 두 해 만에 다시 뜬다"),
        ("渡轮两个冬天之后恢复服务 - 港口新闻 - 港口日报", ["港口新闻", "港口日报"], None, "渡轮两个冬天之后恢复服务"),
        ("Ferry: back again", ["Ferry", "back again"], None, "Ferry: back again"),
        ("Sport | News", ["Sport", "News"], None, "Sport | News"),
        ("A - B", [], None, "A - B"),
    ],
)
def test_names_go(line: str, others: list[str], url: str | None, headline: str) -> None:
    assert without_names([*others, line], len(others), url) == headline
