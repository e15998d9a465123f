"""The API for programs: what it gives is what the command line gives, and what it says of itself is so."""

import re

import jsonschema
import pytest
from starlette.testclient import TestClient

from scraper.model import Article
from scraper.store import Archive
from tests.fakes.served_paper import client, story_page


def test_search(browser: TestClient) -> None:
    found = browser.get(
        "/api/search", params={"q": "harbour", "site": "hanbit.example", "facets": "yes", "limit": 2}
    ).json()
    assert found["count"] == 6
    assert len(found["hits"]) == 2
    assert found["hits"][0]["published_at"] == "2024-04-06T09:30:00+09:00"
    assert found["facets"]["section"] == {"경제": 3, "사회": 3}
    assert browser.get("/api/search?q=zzz").json() == {"count": 0, "hits": [], "facets": {}}


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "limit=101", "since=x", "q=since:x"])
def test_wrong_questions_are_told_so_in_json(browser: TestClient, query: str) -> None:
    answer = browser.get(f"/api/search?{query}")
    assert answer.status_code == 400
    assert set(answer.json()) == {"error", "message"}


def test_story_versions_and_changes(browser: TestClient, paper: Archive) -> None:
    number = paper.find(story_page(1).url)
    assert number is not None
    assert browser.get(f"/api/story/{number}").json() == paper.story(number)
    first = paper.version(number, 1)
    assert first is not None
    assert browser.get(f"/api/story/{number}/versions/1").json() == first.to_dict()
    changes = browser.get(f"/api/story/{number}/changes").json()
    assert (changes["old"], changes["new"]) == (1, 2)
    assert {"kind": "added", "text": "바뀐번째"} in changes["changes"][0]["pieces"]
    for place in (
        "/api/story/999",
        f"/api/story/{number}/versions/9",
        f"/api/story/{number}/changes?old=7",
        "/api/none",
    ):
        assert browser.get(place).status_code == 404


def test_a_page_that_is_sent_becomes_a_record(browser: TestClient) -> None:
    page = story_page(3)
    query = {"url": page.url, "captured_at": "2024-04-04T12:00:00+09:00"}
    record = browser.post("/api/extract", params=query, content=page.content).json()
    assert record["headline"] == "3번 길이 넓어졌다"
    jsonschema.validate(record, Article.json_schema())
    both = browser.post("/api/extract", params={**query, "blocks": "yes"}, content=page.content).json()
    assert both["record"] == record
    assert "headline" in {block["role"] for block in both["blocks"]}
    cp949 = {"Content-Type": "text/html; charset=cp949"}
    assert (
        browser.post("/api/extract", content="<h1>다리</h1>".encode("cp949"), headers=cp949).json()["headline"]
        == "다리"
    )
    for wrong in ("gestern", "2024-04-04T12:00:00"):
        assert browser.post("/api/extract", params={"captured_at": wrong}, content=b"<p>x").status_code == 400
    for odd in (b"", b"\0\xff" * 99, b"https://paper.example/1"):
        assert browser.post("/api/extract", content=odd).status_code == 200


def test_the_description_names_every_address_and_is_one(browser: TestClient) -> None:
    document = browser.get("/api/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    for path, methods in document["paths"].items():
        place = path.replace("{number}", "1").replace("{version}", "1")
        for method in methods:
            assert browser.request(method, place).status_code in {200, 404} or "changes" in path
        named = {one["name"] for one in methods[min(methods)].get("parameters", []) if one["in"] == "path"}
        assert named == set(re.findall(r"{(\w+)}", path))
    jsonschema.Draft202012Validator.check_schema(document["components"]["schemas"]["record"])


def test_health_and_metrics(browser: TestClient) -> None:
    assert browser.get("/health").json() == {"status": "ok"}
    browser.get("/search?q=harbour")
    lines = browser.get("/metrics").text.splitlines()
    values = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert values["scraper_stories"] == "8"
    assert values['scraper_requests_total{method="GET",status="200"}'] == "2"
    assert values['scraper_paper_stories{host="hanbit.example"}'] == "7"
    assert all(
        re.fullmatch(r'[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [-+0-9.e]+', one)
        for one in lines
        if one[0] != "#"
    )
    assert client(None).get("/metrics").status_code == 200


def test_the_x_ray_shows_fields_blocks_and_the_page(browser: TestClient, paper: Archive) -> None:
    number = paper.find(story_page(3).url)
    answer = browser.get(f"/story/{number}/xray")
    assert re.fullmatch(r"/capture/\d+/xray", answer.url.path)
    for part in (
        'data-role="headline"',
        'data-name="subtitle"',
        "3번 소식의 부제",
        "og:site_name",
        'sandbox="allow-scripts"',
    ):
        assert part in answer.text
    framed = browser.get(answer.url.path.replace("/xray", "/page")).text
    assert re.search(
        r'<h1 class="headline"><span id="xray-1" data-b="1" data-r="c0">3번 길이 넓어졌다</span></h1>', framed
    )
    for place in ("/capture/999/xray", "/capture/99999999999999999999/page", "/given/none/xray", "/given/none/page"):
        assert browser.get(place).status_code == 404


def test_a_page_that_is_given_is_x_rayed_and_a_later_form_is_asked_again() -> None:
    browser = client(None)
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', browser.get("/xray").text)
    assert found is not None
    files = {"file": ("page.html", story_page(2).content, "text/html")}
    answer = browser.post("/xray", data={"csrf": found[1], "url": "https://paper.example/2"}, files=files)
    assert answer.status_code == 200
    assert "2번 시장이 문을 열었다" in answer.text
    assert "https://paper.example/2" in answer.text
