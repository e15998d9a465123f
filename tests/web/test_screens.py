"""Each screen shows what the archive holds, in words and as files."""

import io
import json
import zipfile

import pyarrow.parquet
import pytest
from lxml import etree, html
from starlette.testclient import TestClient

from scraper.store import Archive
from tests.fakes.served_paper import client


def shown(browser: TestClient, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    tree = html.fromstring(answer.text)
    for one in tree.iter("script", "style"):
        one.text = ""
    return words(tree)


def words(tree: etree._Element) -> str:
    return " ".join(" ".join(map(str, tree.itertext())).split())


def number_of(paper: Archive, idxno: int, host: str = "www.hanbit.example") -> int:
    number = paper.find(f"https://{host}/news/articleView.html?idxno={idxno}")
    assert number is not None
    return number


def test_overview(browser: TestClient) -> None:
    text = shown(browser, "/")
    assert "stories 8" in text
    assert "Which days are covered" in text
    assert "hanbit.example" in text
    assert "As of" in text


def test_search_marks_hits_and_offers_what_narrows_down(browser: TestClient) -> None:
    answer = browser.get("/search", params={"q": "harbour", "site": "hanbit.example"})
    tree = html.fromstring(answer.text)
    assert {one.text for one in tree.iter("mark")} == {"harbour"}
    text = words(tree)
    assert "6 stories found" in text
    assert "site: hanbit.example" in text
    links = [one.get("href") for one in tree.iter("a")]
    assert "/search?q=harbour&site=hanbit.example&section=%EA%B2%BD%EC%A0%9C" in links
    assert "/search?q=harbour" in links
    assert "/found.csv?q=harbour&site=hanbit.example" in links


def test_an_address_is_a_view_that_can_be_shared(browser: TestClient) -> None:
    assert "3 stories found" in shown(browser, "/search?section=경제&month=2024-04")
    assert "0 stories found" in shown(browser, "/search?section=경제&month=2024-05")
    assert "2 stories found" in shown(browser, "/search?q=harbour&since=2024-04-05&site=hanbit.example")
    assert "1 stories found" in shown(browser, "/search?copies=yes")
    assert "8 stories found" in shown(browser, "/search")
    assert "no article has 'zzz'" in shown(browser, "/search?q=zzz")


@pytest.mark.parametrize("query", ["since=gestern", "copies=maybe", "month=2024-4x", "q=" + "a" * 501, "q=since:x"])
def test_what_is_no_question_is_told_so(browser: TestClient, query: str) -> None:
    assert browser.get(f"/search?{query}").status_code == 400


def test_results_as_files(browser: TestClient) -> None:
    lines = browser.get("/found.jsonl?q=harbour&site=hanbit.example").text.splitlines()
    assert [json.loads(line)["site"] for line in lines] == ["한빛일보"] * 6
    table = browser.get("/found.csv?q=harbour").text.splitlines()
    assert table[0].startswith("id,version,captured_at,cluster_id,url")
    assert len(table) >= 8
    data = browser.get("/found.parquet?q=harbour").content
    assert pyarrow.parquet.read_table(io.BytesIO(data)).num_rows == 7
    assert browser.get("/found.parquet?q=zzz").status_code == 404
    assert browser.get("/found.exe?q=harbour").status_code == 404


def test_a_saved_search_is_a_feed(browser: TestClient) -> None:
    answer = browser.get("/found.atom?q=harbour&site=hanbit.example")
    feed = etree.fromstring(answer.content)
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    assert len(entries) == 6
    assert feed.findtext(f"{atom}title") == "harbour site:hanbit.example"
    assert entries[0].findtext(f"{atom}title") == "5번 다리가 열렸다"
    assert entries[0].findtext(f"{atom}updated") == "2024-04-06T09:30:00+09:00"


def test_story(browser: TestClient, paper: Archive) -> None:
    text = shown(browser, f"/story/{number_of(paper, 2)}")
    for part in (
        "2번 시장이 문을 열었다",
        "부제",
        "Copies in other papers",
        "새벽신문",
        "Captures",
        "SHA-256",
        ".warc.gz",
    ):
        assert part in text
    everything = shown(browser, f"/story/{number_of(paper, 7)}")
    for part in ("속초", "12.4", "북춘천", "inferred", "BIST", "8.864", "바로잡습니다", "속보"):
        assert part in everything


def test_a_story_by_its_address_and_one_that_is_not_there(browser: TestClient, paper: Archive) -> None:
    url = "https://www.hanbit.example/news/articleView.html?idxno=3"
    answer = browser.get("/story", params={"url": url}, follow_redirects=False)
    assert answer.headers["location"] == f"/story/{number_of(paper, 3)}"
    assert browser.get("/story/999999").status_code == 404
    assert browser.get("/story/99999999999999999999999").status_code == 404
    assert browser.get("/story?url=x").status_code == 404


def test_what_changed_word_by_word(browser: TestClient, paper: Archive) -> None:
    answer = browser.get(f"/story/{number_of(paper, 1)}/changes")
    tree = html.fromstring(answer.text)
    assert {one.text for one in tree.iter("ins")} >= {"바뀐번째"}
    assert {one.text for one in tree.iter("del")} >= {"1번째"}
    assert browser.get(f"/story/{number_of(paper, 1)}/changes?old=9&new=1").status_code == 404
    assert "Nothing changed" in shown(browser, f"/story/{number_of(paper, 1)}/changes?old=1&new=1")


def test_a_story_as_files(browser: TestClient, paper: Archive) -> None:
    at = f"/story/{number_of(paper, 0)}"
    assert browser.get(f"{at}/record.json").json()["headline"] == "0번 다리가 열렸다"
    assert browser.get(f"{at}/record.jsonld").json()["@type"] == "NewsArticle"
    assert browser.get(f"{at}/record.markdown").text.startswith("---\n")
    assert browser.get(f"{at}/record.exe").status_code == 404
    names = zipfile.ZipFile(io.BytesIO(browser.get(f"{at}/evidence.zip").content)).namelist()
    assert {"story.json", "pages.warc.gz", "SHA256SUMS"} <= set(names)


def test_without_an_archive_only_the_x_ray_is_there() -> None:
    browser = client(None)
    assert browser.get("/", follow_redirects=False).headers["location"] == "/xray"
    assert browser.get("/search").status_code == 404


def test_style_and_scripts_come_from_the_package(browser: TestClient) -> None:
    answer = browser.get("/static/style.css")
    assert answer.headers["content-type"].startswith("text/css")
    tag = answer.headers["etag"]
    assert browser.get("/static/style.css", headers={"If-None-Match": tag}).status_code == 304
    assert browser.get("/static/..%2fapp.py").status_code == 404
    assert browser.get("/static/none.css").status_code == 404
