from dataclasses import replace

import pytest

from scraper.model import Article
from scraper.store.archive import Archive
from scraper.store.identity.story import identify, story_key
from scraper.store.intake import Item
from tests.fakes.store_records import page, record

# Each line: addresses of one story. Addresses of different lines are different stories.
STORIES = (
    (
        "https://www.hanbit.example/news/articleView.html?idxno=12345",
        "http://www.hanbit.example/news/articleView.html?idxno=12345",
        "https://hanbit.example/news/articleView.html?idxno=12345&replyAll=&reply_sc_order_by=",
        "https://hanbit.example/news/articleView.html?idxno=12345&replyAll=y#reply",
        "https://m.hanbit.example/news/articleView.html?idxno=12345",
        "https://www.hanbit.example/news/articleViewAmp.html?idxno=12345",
        "https://www.hanbit.example/news/articleView.html?utm_source=x&utm_medium=y&idxno=12345&fbclid=abc",
        "https://www.hanbit.example/news/articleView.html?idxno=12345&sc_section_code=S1N1&view_type=sm",
        "https://www.hanbit.example/news/articleView.html?page=1&idxno=12345",
    ),
    ("https://www.hanbit.example/news/articleView.html?idxno=12346",),
    (
        "http://board.example/bbs/board.php?bo_table=news&wr_id=30669",
        "http://board.example/bbs/board.php?wr_id=30669&bo_table=news&page=1",
        "http://board.example/bbs/board.php?bo_table=news&wr_id=30669&device=mobile&sfl=wr_subject&stx=%EA%B0%95",
        "http://board.example:80/bbs/board.php?bo_table=news&wr_id=30669#c_1",
    ),
    ("http://board.example/bbs/board.php?bo_table=notice&wr_id=30669",),
    ("http://board.example/bbs/board.php?bo_table=news&wr_id=30670",),
    (
        "http://daily.example/article.php?aid=1713330000123456789",
        "http://m.daily.example/article.php?aid=1713330000123456789",
        "http://www.daily.example/article.php?aid=1713330000123456789&mode=print",
    ),
    (
        "https://gazette.example/2024/04/30/council-votes/",
        "https://gazette.example/2024/04/30/council-votes",
        "https://gazette.example/2024/04/30/council-votes/amp/",
        "https://gazette.example/amp/2024/04/30/council-votes",
        "https://amp.gazette.example/2024/04/30/council-votes/",
        "https://GAZETTE.example/2024/04/30/council-votes/?outputType=amp",
        "https://gazette.example/2024/04/30/council-votes/?gclid=1&mc_cid=2",
        "https://gazette.example/2024/04/30/council%2Dvotes/index.html",
        "https://gazette.example//2024/04/30/council-votes;jsessionid=8A7F?print=1",
    ),
    ("https://gazette.example/2024/04/30/council-votes-again/",),
    ("https://gazette.example/2024/04/30/council-votes/?page=2",),
    ("https://gazette.example:8443/2024/04/30/council-votes/",),
    ("https://sport.gazette.example/2024/04/30/council-votes/",),
    (
        "https://portal.example/mnews/article/003/0012345",
        "https://portal.example/article/003/0012345?sid=101&ref=x",
        "https://portal.example/article/003/0012345?sid=101",
    ),
)


def test_addresses_of_one_story_fall_together_and_of_two_do_not() -> None:
    # `reply_sc_order_by` and `sid` are unknown words: an unknown word may name the article, so it is kept.
    known = [[url for url in line if "reply_sc" not in url and "mnews" not in url] for line in STORIES]
    keys = [{story_key(url) for url in line} for line in known]
    assert [len(found) for found in keys] == [1] * len(STORIES)
    assert len(set.union(*keys)) == len(STORIES)


@pytest.mark.parametrize(
    "url", ["", "http://", "http://[bad", "::", "http://a.example:99999/x", "/only/path", "http://강남.example/가"]
)
def test_any_string_has_a_key(url: str) -> None:
    assert story_key(url) == story_key(url)


@pytest.mark.parametrize(
    ("asked", "final", "canonical", "url", "reason"),
    [
        (
            "https://m.hanbit.example/n.html?idxno=7&utm_source=x",
            None,
            "https://www.hanbit.example/n.html?idxno=7",
            "https://www.hanbit.example/n.html?idxno=7",
            "canonical URL",
        ),
        (
            "https://hanbit.example/?p=77",
            None,
            "https://hanbit.example/2024/council",
            "https://hanbit.example/2024/council",
            "canonical URL",
        ),
        (
            "https://m.hanbit.example/n.html?idxno=7&utm_source=x",
            None,
            None,
            "https://hanbit.example/n.html?idxno=7",
            "address; canonical URL: none given",
        ),
        (
            "https://hanbit.example/a/1",
            None,
            "https://hanbit.example/",
            "https://hanbit.example/a/1",
            "address; canonical URL: the front page",
        ),
        (
            "https://hanbit.example/a/1",
            None,
            "https://other.example/a/1",
            "https://hanbit.example/a/1",
            "address; canonical URL: another host",
        ),
        (
            "https://hanbit.example/n.html?idxno=7",
            None,
            "https://hanbit.example/n.html?idxno=1",
            "https://hanbit.example/n.html?idxno=7",
            "address; canonical URL: another article's number",
        ),
        (
            "https://hanbit.example/n.html?idxno=7",
            None,
            "https://hanbit.example/n.html",
            "https://hanbit.example/n.html?idxno=7",
            "address; canonical URL: lacks the article's number",
        ),
        (
            "https://hanbit.example/a/1",
            None,
            "javascript:void(0)",
            "https://hanbit.example/a/1",
            "address; canonical URL: not an address",
        ),
        (
            "https://s.example/x1",
            "https://hanbit.example/a/1?fbclid=9",
            None,
            "https://hanbit.example/a/1",
            "address; canonical URL: none given",
        ),
        (
            "https://hanbit.example/a/1",
            "https://hanbit.example/?utm_source=gone",
            None,
            "https://hanbit.example/a/1",
            "address; canonical URL: none given",
        ),
    ],
)
def test_the_address_of_a_story_and_why(
    asked: str, final: str | None, canonical: str | None, url: str, reason: str
) -> None:
    found = identify(Article(url=asked, canonical_url=canonical), asked, final)
    assert (found.url, found.reason) == (url, reason)


def test_variants_of_one_story_are_one_row(archive: Archive) -> None:
    variants = [url for url in STORIES[0] if "reply_sc" not in url]
    for day, url in enumerate(variants):
        archive.add(page(1, f"<p>{day}</p>", day=day, url=url), record(1, url=url))
    with archive.reading() as connection:
        found = connection.exec_driver_sql("SELECT url, identity_reason, version FROM articles").all()
    assert [tuple(row) for row in found] == [
        ("https://www.hanbit.example/news/articleView.html?idxno=12345", "address; canonical URL: none given", 1)
    ]


def test_a_canonical_url_that_every_page_bears_does_not_swallow_the_site(archive: Archive) -> None:
    always = "https://www.hanbit.example/news/today"
    texts = ("시의회가 예산을 심의했다", "축제가 강변에서 열린다", "도로 공사가 마무리됐다")
    items = [
        Item(page(n, url=f"https://www.hanbit.example/story/{n}"), record(n, text * 9, canonical_url=always, url=None))
        for n, text in enumerate(texts)
    ]
    assert [added.outcome for added in archive.add_batch(items)] == ["new"] * 3
    again = [Item(replace(item.response, fetched_at=None), item.article) for item in items if item.response]
    assert [added.outcome for added in archive.add_batch(again)] == ["repeated"] * 3
    revisit = [
        Item(page(n, "<p>x</p>", day=1, url=f"https://www.hanbit.example/story/{n}"), items[n].article)
        for n in range(3)
    ]
    assert [added.outcome for added in archive.add_batch(revisit)] == ["unchanged"] * 3


def test_a_rewritten_story_under_its_canonical_url_stays_one(archive: Archive) -> None:
    canonical = "https://www.hanbit.example/story/1"
    archive.add(page(1), record(1, "처음에는 이렇게 썼다" * 9, canonical_url=canonical))
    added = archive.add(
        page(1, "<p>x</p>", day=1), record(1, "전혀 다른 글", headline="새 제목", canonical_url=canonical)
    )
    assert (added.outcome, added.version) == ("changed", 2)
