"""The page that began the project, in every dress: plain text, CRLF, bytes, HTML, CP949. Needs the shared corpus."""

from pathlib import Path

import pytest

from scraper import extract
from scraper.model import Article

SEED = sorted((Path(__file__).parents[2] / "shared" / "seed").glob("*.txt"))
pytestmark = pytest.mark.skipif(not SEED, reason="../shared/seed is not beside this checkout")


def as_html(text: str, charset: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    end = next(number for number, line in enumerate(lines) if line.endswith("제공"))
    strip = "".join(f"<li>{line.lstrip('• ')}</li>" for line in lines[1:end])
    title, share, section, headline, subtitle, *rest = lines[end + 1 :]
    paragraphs = "<p>&nbsp;</p>".join(f"<p>{line}</p>" for line in rest[:-1])
    return (
        f'<html><head><meta charset="{charset}"><title>{title}</title></head><body>'
        f"<div>{lines[0]}</div><ul>{strip}</ul><div>{lines[end]}</div>"
        f"<div>{title}</div><ul><li>{share.lstrip('• ')}</li></ul><div>{section}</div>"
        f'<h2 id="bo_v_title">{headline}</h2><div class="sub_title">{subtitle}</div>'
        f'<div id="bo_v_con">{paragraphs}</div><a id="device_change">{rest[-1]}</a></body></html>'
    )


def dresses() -> dict[str, bytes | str]:
    text = SEED[0].read_text(encoding="utf-8") if SEED else ""
    if not text:
        return {}
    return {
        "text": text,
        "crlf": text.replace("\n", "\r\n"),
        "bytes": text.encode(),
        "html": as_html(text, "utf-8"),
        "cp949 that declares euc-kr": as_html(text, "euc-kr").encode("cp949"),
    }


DRESSES = dresses()


@pytest.fixture(params=tuple(DRESSES.values()), ids=tuple(DRESSES))
def article(request: pytest.FixtureRequest) -> Article:
    return extract(request.param)


def test_the_fields(article: Article) -> None:
    assert article.headline == "광주‘동구-사회적협동조합 살림’ 전문 컨설팅 업무협약"
    assert article.subtitle == "양 기관 협업체계 구축…사회적경제 기업 경영 역량 강화"
    assert article.dateline == "더코리아-광주 동구"
    assert article.published is not None
    assert (article.published.at.date().isoformat(), article.published.precision) == ("2024-04-30", "day")
    evidence = article.evidence["published"]
    assert evidence.source == "header"
    assert evidence.confidence <= 0.3
    assert evidence.reason is not None
    assert "header" in evidence.reason


def test_the_body(article: Article) -> None:
    assert [block.kind for block in article.body] == ["paragraph"] * 6
    assert article.body[0].text.startswith("광주 동구(청장 임택)는")
    assert article.body[-1].text.endswith("긴밀한 협력체계를 구축해 나갈 방침이다.")
    assert "4.17" not in article.body_text
    furniture = {item.text for item in article.furniture}
    assert {"해당된 기사를 공유합니다", "뉴스", "모바일 버전으로 보기"} <= furniture
    assert "4.17" not in furniture


def test_the_weather(article: Article) -> None:
    weather = article.weather
    assert weather is not None
    assert (weather.provider, str(weather.observed_on), len(weather.readings)) == ("기상청", "2024-04-30", 97)
    assert all(reading.station_id for reading in weather.readings)
    inferred = [(r.station_id, r.station, r.temperature_c) for r in weather.readings if r.name_inferred]
    assert inferred == [(93, "북춘천", 15.7), (181, "서청주", 15.6), (239, "세종", 15.3), (296, "북부산", 17.3)]
