import random
from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from sqlalchemy import text

from scraper.model import BodyBlock, Moment
from scraper.store.archive import Archive
from scraper.store.copies.clusters import MOST_IN_BAND, MOST_OWN, cluster_signed, copies, sign_some
from scraper.store.copies.resemblance import agreement, bands, resemblance, shingles, signature
from scraper.store.intake import Item
from tests.fakes.store_records import SEOUL, page, record

RELEASE = (
    "가온군은 지난 28일 군청 회의실에서 군민 안전망 강화를 위한 협약을 맺고 여름철 재난에 함께 대비하기로 했다.",
    "이번 협약으로 두 기관은 홀로 사는 어르신의 안부를 살피고, 무더위 쉼터 서른두 곳의 냉방 설비를 점검한다.",
    "군은 7월부터 석 달 동안 마을 이장과 자원봉사자 백이십 명을 배치해 취약 가구를 매주 두 차례 찾아갈 계획이다.",
    "군수는 “기후 위기에 가장 약한 이웃부터 지키는 것이 행정의 몫”이라며 “빈틈없이 준비하겠다”고 말했다.",
)
# As a second paper prints it: another lead, a sentence less, a few words changed.
EDITED = (
    "가온군이 28일 군청 회의실에서 군민 안전망 강화를 위한 업무협약을 맺고 여름철 재난에 함께 대비한다고 밝혔다.",
    "이번 협약으로 두 기관은 홀로 사는 어르신의 안부를 살피고 무더위 쉼터 32곳의 냉방 설비를 점검한다.",
    "군은 7월부터 석 달 동안 마을 이장과 자원봉사자 백이십 명을 배치해 취약 가구를 매주 두 차례 찾아갈 계획이다.",
    "군수는 “기후 위기에 가장 약한 이웃부터 지키는 것이 행정의 몫”이라며 “빈틈없이 준비하겠다”고 말했다.",
)
OTHER = (
    "나래시는 강변 공원에 길이 2.4킬로미터의 산책길을 새로 열고 밤에도 걸을 수 있도록 조명 이백 개를 달았다.",
    "시는 내년 봄까지 자전거 길과 이어 붙이고 화장실과 물 마시는 곳을 늘릴 예정이라고 설명했다.",
    "공사비는 모두 48억 원이 들었으며, 절반은 도에서 받았다. 개통식에는 주민 삼백 명이 모였다.",
)
HOSTS = ("hanbit.example", "daily.example", "gazette.example", "times.example")


def story(number: int, host: str, paragraphs: tuple[str, ...], *, day: int = 1, agency: str | None = None) -> Item:
    url = f"https://{host}/news/articleView.html?idxno={number}"
    published = Moment(datetime(2024, 5, day, 9, tzinfo=SEOUL), "minute", "site", f"2024.05.0{day} 09:00")
    article = record(number, *paragraphs, url=url, published=published, site=host, agency=agency)
    return Item(page(number, url=url), article)


ITEMS = (
    story(1, HOSTS[0], EDITED, day=3),
    story(2, HOSTS[1], RELEASE, day=2, agency="가온군"),
    story(3, HOSTS[2], OTHER, day=1),
    story(4, HOSTS[3], (*RELEASE[1:], "문의는 군청 안전과로 하면 된다."), day=4),
    story(5, HOSTS[0], ("짧은 알림.",), day=1),
    story(6, HOSTS[1], ("짧은 알림.",), day=1),
)


def groups(archive: Archive) -> set[frozenset[str]]:
    """The clusters as sets of addresses."""
    found: dict[int, set[str]] = {}
    with archive.reading() as connection:
        for cluster_id, url in connection.execute(
            text("SELECT cluster_id, url FROM articles WHERE cluster_id IS NOT NULL")
        ):
            found.setdefault(cluster_id, set()).add(url[-7:])
    return {frozenset(urls) for urls in found.values()}


EXPECTED = {frozenset({"idxno=1", "idxno=2", "idxno=4"})}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("size", [1, 100])
def test_copies_are_found_in_any_order(archive: Archive, seed: int, size: int) -> None:
    items = random.Random(seed).sample(ITEMS, len(ITEMS))  # noqa: S311 -- an order, no secret
    for start in range(0, len(items), size):
        archive.add_batch(items[start : start + size])
        archive.cluster()
    assert groups(archive) == EXPECTED
    assert archive.cluster() == 0


@pytest.mark.parametrize("size", [7, 1000])
def test_more_copies_than_a_band_holds_are_one_cluster(archive: Archive, size: int) -> None:
    count = 2 * MOST_IN_BAND + 3
    archive.add_batch(
        story(n, f"paper{n}.example", (*RELEASE, f"{n}번째 신문이 전한다.")) for n in range(100, 100 + count)
    )
    assert archive.cluster(size=size) == count
    [together] = groups(archive)
    assert len(together) == count
    with archive.reading() as connection:
        fullest = "SELECT count(*) AS n FROM signature_bands GROUP BY band ORDER BY n DESC LIMIT 1"
        assert connection.execute(text(fullest)).scalar() == MOST_IN_BAND


def test_a_text_that_changes_while_copies_are_looked_for_goes_on_waiting(archive: Archive) -> None:
    archive.add_batch(ITEMS)
    with archive.reading() as connection:
        signed = sign_some(connection, limit=100)
    first = ITEMS[0]
    assert first.response
    assert first.article
    later = replace(first.response, content=b"<p>anders</p>", fetched_at=page(1, day=9).fetched_at)
    archive.add(later, replace(first.article, body=tuple(BodyBlock("paragraph", line) for line in OTHER)))
    with archive.writing() as connection:
        cluster_signed(connection, signed)
        # Once more, as another process may have done.
        cluster_signed(connection, signed)
    assert groups(archive) == {frozenset({"idxno=2", "idxno=4"})}
    assert archive.cluster() == 1
    assert groups(archive) == {frozenset({"idxno=2", "idxno=4"}), frozenset({"idxno=1", "idxno=3"})}


def test_the_earliest_is_named_first_with_the_distance_of_the_others(archive: Archive) -> None:
    archive.add_batch(ITEMS)
    archive.cluster()
    number = archive.find("https://hanbit.example/news/articleView.html?idxno=1")
    assert number
    with archive.reading() as connection:
        found = copies(connection, archive.story(number)["cluster_id"])
    assert [(copy.site, copy.agency) for copy in found] == [(HOSTS[1], "가온군"), (HOSTS[0], None), (HOSTS[3], None)]
    assert found[0].similarity == 1.0
    assert str(found[0].published_at) == "2024-05-02 09:00:00+09:00"
    assert 0.5 < found[1].similarity < 0.95


def test_a_rewritten_copy_leaves_the_cluster(archive: Archive) -> None:
    archive.add_batch(ITEMS)
    archive.cluster()
    first = ITEMS[0]
    assert first.response
    assert first.article
    later = replace(first.response, content=b"<p>anders</p>", fetched_at=page(1, day=9).fetched_at)
    archive.add(later, replace(first.article, body=tuple(BodyBlock("paragraph", line) for line in OTHER)))
    assert archive.cluster() == 1
    assert groups(archive) == {frozenset({"idxno=2", "idxno=4"}), frozenset({"idxno=1", "idxno=3"})}


def test_resemblance_of_edits_and_of_strangers() -> None:
    release, edited, other = (shingles("\n".join(body)) for body in (RELEASE, EDITED, OTHER))
    assert 0.6 < resemblance(release, edited) < 0.95
    assert resemblance(release, other) < 0.05
    assert resemblance(release, shingles("\n".join(RELEASE).replace(" ", "").replace(",", ""))) == 1.0


def test_a_signature_estimates_the_resemblance() -> None:
    chance = random.Random(7)  # noqa: S311 -- test data
    worst = 0.0
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        errors = []
        for _ in range(30):
            common = {chance.getrandbits(64) for _ in range(int(2000 * share))}
            rest = [{chance.getrandbits(64) for _ in range(int(1000 * (1 - share)))} for _ in range(2)]
            one, two = (np.array(sorted(common | own), dtype=np.uint64) for own in rest)
            errors.append(agreement(signature(one), signature(two)) - resemblance(one, two))
        worst = max(worst, abs(sum(errors) / len(errors)))
    assert worst < 0.04


def test_bands_are_the_same_in_every_run() -> None:
    one, two = (signature(shingles(RELEASE[number])) for number in (0, 1))
    assert bands([one, two])[:, :2].tolist() == [
        [5230707158083664049, 4752043953508396947],
        [2854226062484591415, -4042063549293010237],
    ]
    assert signature(frozenset())


def test_what_a_paper_prints_on_every_page_makes_no_copies(archive: Archive) -> None:
    """A sidebar that was taken for the body of each story."""
    for number in range(1, 41):
        archive.add_batch([story(number, HOSTS[0], RELEASE)])
    archive.cluster()
    with archive.reading() as connection:
        pairs = connection.execute(text("SELECT count(*) FROM duplicates")).scalar()
    assert pairs == 0
    # The same text in another paper is a copy still.
    archive.add_batch([story(99, HOSTS[1], EDITED)])
    archive.cluster()
    with archive.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM duplicates WHERE other_id = 41")).scalar()


@pytest.mark.parametrize("count", [2, MOST_OWN])
def test_a_story_that_a_paper_prints_again_is_a_copy(archive: Archive, count: int) -> None:
    archive.add_batch([story(number, HOSTS[0], RELEASE) for number in range(1, count + 1)])
    archive.cluster()
    with archive.reading() as connection:
        pairs = connection.execute(text("SELECT count(*) FROM duplicates")).scalar()
    assert pairs == count * (count - 1) // 2
