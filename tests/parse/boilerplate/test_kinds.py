"""What the rest of a page is: by its whole text, the element around it, its links."""

import pytest

from scraper.model import Role
from scraper.page import read
from scraper.parse.body.scores import boilerplate_kinds
from scraper.parse.boilerplate.kinds import button_kind
from scraper.parse.boilerplate.words import TEXTS, TOKENS


@pytest.mark.parametrize(
    ("html", "role"),
    [
        ("<p>Share this article</p>", Role.SHARE),
        ("<p>이 기사를 공유합니다</p>", Role.SHARE),
        ("<p>본문 글씨 키우기</p>", Role.SHARE),
        ("<p>Kommentare (12)</p>", Role.COMMENTS),
        ("<p>댓글 0</p>", Role.COMMENTS),
        ("<p>관련기사</p>", Role.RELATED),
        ("<p>많이 본 뉴스</p>", Role.RELATED),
        ("<p>Advertisement</p>", Role.ADVERT),
        ("<p>구독하기</p>", Role.SUBSCRIPTION),
        ("<p>모바일 버전으로 보기</p>", Role.NAVIGATION),
        ("<p>개인정보처리방침</p>", Role.FOOTER),
        ("<p>발행인 홍길동 | 편집인 홍길동 | 등록번호 한빛 아00123 | 한빛시 중앙로 12</p>", Role.FOOTER),
        ("<p>저작권자 © 한빛일보 무단전재 및 재배포 금지, 인공지능 학습 및 활용 금지</p>", Role.COPYRIGHT),
        ("<nav><p>A place in the menu</p></nav>", Role.NAVIGATION),
        ("<footer><p>A line at the foot</p></footer>", Role.FOOTER),
        ("<div class='comment-list'><div><p>I liked the old pier better.</p></div></div>", Role.COMMENTS),
        ("<div class='sns_area'><p>A button</p></div>", Role.SHARE),
        ("<div class='most-popular'><p>Another story</p></div>", Role.RELATED),
        ("<div class='ad-slot'><p>Buy this boat</p></div>", Role.ADVERT),
        ("<div class='newsletter'><p>Every morning</p></div>", Role.SUBSCRIPTION),
        ("<div class='author-bio'><p>Ann Lee has written about boats for ten years.</p></div>", Role.BYLINE),
        ("<footer><div class='newsletter'><p>Every morning</p></div></footer>", Role.SUBSCRIPTION),
        ("<p><a href='/x'>Ferry to Saltmere sails again after a winter of repairs</a></p>", Role.RELATED),
        ("<p><a href='/x'>Boats and ships</a></p>", Role.NAVIGATION),
        ("<p>Les også: <a href='/x'>Ferja er i gang igjen</a></p>", Role.RELATED),
        ("<p>더 읽기 | <a href='/x'>여객선 다음 달 재개</a></p>", Role.RELATED),
        ("<div class='tabs-nav'><p><a href='/x'>Fares</a> and boats</p></div>", Role.NAVIGATION),
        (f"<div class='tabs-nav'><p>{'The boats leave at nine. ' * 4}</p></div>", Role.OTHER),
        ("<div class='cookie-bar'><p>We keep what you read.</p></div>", Role.FOOTER),
        ("<div id='login'><p>Your name and word, please.</p></div>", Role.SUBSCRIPTION),
        (
            "<p>Read: <a href='/x'>The ferry</a> sails at nine, and the shop by the quay is open.</p>",
            Role.OTHER,
        ),
        ("<p>The weather is fine.</p>", Role.OTHER),
    ],
)
def test_kind(html: str, role: Role) -> None:
    page = read(f"<html><body><div>{html}</div></body></html>")
    (found,) = boilerplate_kinds(page).of(range(len(page.blocks))).values()
    assert (found[0], bool(found[1])) == (role, True)


def test_tokens_are_written_as_they_are_compared() -> None:
    assert [token for token in TOKENS if token != token.lower() or "-" in token or "_" in token] == []


def test_empty_page() -> None:
    assert boilerplate_kinds(read("")).of(()) == {}


def test_every_known_text_can_be_met() -> None:
    for text, role in TEXTS.items():
        kind = button_kind(text)
        assert kind, text
        assert kind[0] is role, text
