"""The page that began the project, in every dress: text, CRLF, bytes, HTML, CP949. Needs the shared corpus."""

from typing import NamedTuple

import pytest

from scraper import extract
from scraper.model import Article
from tests.places import SHARED

SEED = sorted((SHARED / "seed").glob("*.txt"))
pytestmark = pytest.mark.skipif(not SEED, reason="../shared/seed is not beside this checkout")


class Lines(NamedTuple):
    """The seed's lines by what they are."""

    day: str
    strip: list[str]
    provider: str
    title: str
    share: str
    section: str
    headline: str
    subtitle: str
    caption: str
    paragraphs: list[str]
    link: str


def lines_of(text: str) -> Lines:
    lines = [line.strip().lstrip("• ") for line in text.splitlines() if line.strip()]
    end = next(number for number, line in enumerate(lines) if line.endswith("제공"))
    title, share, section, headline, subtitle, caption, *paragraphs, link = lines[end + 1 :]
    return Lines(
        lines[0], lines[1:end], lines[end], title, share, section, headline, subtitle, caption, paragraphs, link
    )


def gnuboard(seed: Lines) -> str:
    strip = "".join(f"<li>{line}</li>" for line in seed.strip)
    text = "<p>&nbsp;</p>".join(f"<p>{line}</p>" for line in (seed.caption, *seed.paragraphs))
    return (
        f"<title>{seed.title}</title><div>{seed.day}</div><ul>{strip}</ul><a>{seed.provider}</a>"
        f"<div>{seed.title}</div><ul><li>{seed.share}</li></ul><div>{seed.section}</div>"
        f'<h2 id="bo_v_title">{seed.headline}</h2><div class="sub_title">{seed.subtitle}</div>'
        f'<div id="bo_v_con">{text}</div><a id="device_change">{seed.link}</a>'
    )


def media_on(seed: Lines) -> str:
    strip = "".join(f'<li class="icon_w"><span class="iw04">{line[:2]}</span>{line[2:]}</li>' for line in seed.strip)
    text = "".join(f"<p>{line}</p>" for line in (seed.caption, *seed.paragraphs))
    return (
        f'<title>{seed.title}</title><p class="today_txt">{seed.day}</p><div class="weather_box">'
        f'<ul class="weather_slide">{strip}</ul><a class="wc" href="http://www.kma.go.kr">{seed.provider}</a></div>'
        f'<div class="path">{seed.title}</div><ul><li>{seed.share}</li></ul><p>{seed.section}</p><div class="cnt_view">'
        f'<div class="viewsubject"><h2>{seed.headline}</h2><h3>{seed.subtitle}</h3></div>'
        f'<div id="news_body_area">{text}</div></div><p><a href="/m">{seed.link}</a></p>'
    )


def table(seed: Lines) -> str:
    strip = "".join(f"<tr><td>{line}</td></tr>" for line in seed.strip)
    cells = (seed.headline, seed.subtitle, seed.caption, "<br><br>".join(seed.paragraphs), seed.link)
    return (
        f"<title>{seed.title}</title><table><tr><td>{seed.day}</td></tr>{strip}<tr><td>{seed.provider}</td></tr></table>"
        f"<table><tr><td>{seed.title}</td></tr><tr><td><ul><li>{seed.share}</li></ul></td></tr>"
        f"<tr><td>{seed.section}</td></tr>{''.join(f'<tr><td>{cell}</td></tr>' for cell in cells)}</table>"
    )


def bare(seed: Lines) -> str:
    strip = "".join(f"<li>{line}</li>" for line in seed.strip)
    below = (seed.section, seed.headline, seed.subtitle, seed.caption, *seed.paragraphs, seed.link)
    return (
        f"<p>{seed.day}</p><ul>{strip}</ul><p>{seed.provider}</p><p>{seed.title}</p><ul><li>{seed.share}</li></ul>"
        + "".join(f"<p>{line}</p>" for line in below)
    )


def dresses() -> dict[str, bytes | str]:
    text = SEED[0].read_text(encoding="utf-8") if SEED else ""
    if not text:
        return {}
    dressed: dict[str, bytes | str] = {"text": text, "crlf": text.replace("\n", "\r\n"), "bytes": text.encode()}
    for make in (gnuboard, media_on, table, bare):
        page = make(lines_of(text))
        dressed[make.__name__] = f'<html><head><meta charset="utf-8">{page}</html>'
        dressed[f"{make.__name__} in cp949"] = f'<html><head><meta charset="euc-kr">{page}</html>'.encode("cp949")
    return dressed


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
    boilerplate = {item.text for item in article.boilerplate}
    assert {"해당된 기사를 공유합니다", "뉴스", "모바일 버전으로 보기"} <= boilerplate
    assert "4.17" not in boilerplate


def test_the_weather(article: Article) -> None:
    weather = article.weather
    assert weather is not None
    assert (weather.provider, str(weather.observed_on), len(weather.readings)) == ("기상청", "2024-04-30", 97)
    assert all(reading.station_id for reading in weather.readings)
    inferred = [(r.station_id, r.station, r.temperature_c) for r in weather.readings if r.name_inferred]
    assert inferred == [(93, "북춘천", 15.7), (181, "서청주", 15.6), (239, "세종", 15.3), (296, "북부산", 17.3)]
