"""What the town's papers print: stories of their own, the same for the same seed, in Korean and English."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

KST = timezone(timedelta(hours=9))
# The day of the first edition; the stories lie before it.
TODAY = datetime(2025, 6, 30, 18, tzinfo=KST)

KOREAN_PLACES = "솔마을 은하천 달맞이고개 푸른들 강나루 별빛항 구름골 소나무길 바람섬 햇살동 옛나루 새터말".split()  # noqa: SIM905 -- words read best as text
KOREAN_THINGS = [
    "도서관",
    "버스노선",
    "나루터",
    "체육관",
    "전통시장",
    "보행로",
    "어린이집",
    "청년센터",
    "복지관",
    "물놀이장",
    "야구장",
    "농산물축제",
]
KOREAN_ACTS = [
    "문을 열다",
    "새로 단장하다",
    "예산을 더 받다",
    "주민 의견을 듣다",
    "공사를 마치다",
    "이름을 바꾸다",
    "자리를 옮기다",
    "큰 상을 받다",
]
KOREAN_SENTENCES = (
    "{place} 주민들은 {number}일 아침부터 {thing} 앞에 모여 새 소식을 기다렸다.",
    "군은 {thing} 사업에 {number}억 원을 들여 내년 봄까지 마무리할 계획이라고 밝혔다.",
    "현장을 찾은 {name} 씨는 “{place}에서 {number}년을 살았지만 이런 날은 처음”이라며 웃었다.",
    "담당 부서는 안전 점검을 {number}차례 했으며 불편이 없도록 안내원을 더 두겠다고 설명했다.",
    "{thing} 이용객은 지난해보다 {number}퍼센트 늘었고 주말에는 자리가 모자랄 만큼 붐볐다.",
    "의회에서는 {place} 일대의 교통 문제를 먼저 풀어야 한다는 목소리도 나왔다.",
    "상인회는 손님이 다시 찾을 수 있도록 {number}개 점포의 간판과 조명을 바꾸기로 했다.",
    "{name} 위원장은 주민과 약속한 {number}가지 과제를 올해 안에 지키겠다고 말했다.",
)
KOREAN_NAMES = "한가람 서다온 민들레 오하늘 윤슬기 도담이 나래윤 차보름".split()  # noqa: SIM905 -- words read best as text

ENGLISH_PLACES = "Saltmere Orrinford Wexley Pinebrook Harrowgate Millbank Eastcliff Dunmoor Larkhill Thornby".split()  # noqa: SIM905 -- words read best as text
ENGLISH_THINGS = [
    "library",
    "ferry",
    "market",
    "school",
    "bridge",
    "clinic",
    "harbour",
    "theatre",
    "orchard",
    "swimming-pool",
    "stadium",
    "museum",
]
ENGLISH_ACTS = [
    "reopens after repairs",
    "wins council support",
    "faces another delay",
    "draws record crowds",
    "gets a new roof",
]
ENGLISH_SENTENCES = (
    "People in {place} queued from early morning on the {number}th to see the {thing} for themselves.",
    "The council has set aside {number} million for the {thing} and hopes to finish the work by next spring.",
    "“I have lived in {place} for {number} years and never saw a day like this,” said {name}, a shopkeeper.",
    "Engineers checked the site {number} times, and stewards will be on hand for anyone who needs help.",
    "Visitor numbers rose by {number} per cent on the year before, and weekends were busier than ever.",
    "Some councillors said that the traffic around {place} had to be dealt with before anything else.",
    "Traders want to renew the signs and lamps of {number} shops so that more customers come back.",
    "{name}, who chairs the committee, promised to keep all {number} pledges before the year is out.",
)
ENGLISH_NAMES = ("Nell Ashdown", "Tom Farrow", "Ida Brooke", "Sam Okafor", "Ruth Lindqvist", "Ali Demir")


@dataclass(frozen=True)
class Story:
    """One article as its paper knows it; `number` is its id there, `edition` the first one that prints it."""

    number: int
    section: int
    headline: str
    subtitle: str
    paragraphs: tuple[str, ...]
    author: str
    published: datetime
    modified: datetime
    edition: int = 1
    is_gone: bool = False
    version: int = 1

    @property
    def slug(self) -> str:
        """The headline as an address writes it."""
        return f"{self.headline.lower().replace(' ', '-')}-{self.number % 97}"


def make_stories(count: int, seed: str, *, is_korean: bool, numbers: tuple[int, int], days: float) -> list[Story]:
    """Return `count` stories, oldest first, over `days` before `TODAY`; ids go up from `numbers[0]` by about [1]."""
    rng = random.Random(seed)  # noqa: S311 -- the same stories every time
    number = numbers[0]
    zone = KST if is_korean else UTC
    made = []
    for place in range(count):
        number += rng.randint(1, 2 * numbers[1] - 1)
        published = (TODAY - timedelta(days=days * (count - place) / count)).astimezone(zone)
        published = published.replace(minute=rng.randint(0, 59), second=0, microsecond=0)
        made.append(_story(rng, number, place, published, is_korean=is_korean))
    return made


def _story(rng: random.Random, number: int, place: int, published: datetime, *, is_korean: bool) -> Story:
    places, things, acts, sentences, names = (
        (KOREAN_PLACES, KOREAN_THINGS, KOREAN_ACTS, KOREAN_SENTENCES, KOREAN_NAMES)
        if is_korean
        else (ENGLISH_PLACES, ENGLISH_THINGS, ENGLISH_ACTS, ENGLISH_SENTENCES, ENGLISH_NAMES)
    )
    town, thing, act = rng.choice(places), rng.choice(things), rng.choice(acts)
    mark = f"{place % 900 + 100}"
    headline = f"{town} {thing} {mark}호 {act}" if is_korean else f"{town} {thing} number {mark} {act}"
    chosen = rng.sample(sentences, rng.randint(5, len(sentences)))
    told = [line.format(place=town, thing=thing, number=rng.randint(2, 97), name=rng.choice(names)) for line in chosen]
    closing = (
        f"이 소식은 {town} {thing} {mark}호 이야기를 처음부터 지켜본 취재 수첩 {number}쪽에서 옮겼다."
        if is_korean
        else f"This report on {thing} number {mark} in {town} comes from page {number} of our notebook."
    )
    paragraphs = (*(" ".join(told[start : start + 2]) for start in range(0, len(told), 2)), closing)
    subtitle = f"{town} 사람들이 {mark}일 동안 기다려 온 변화" if is_korean else f"{mark} days of waiting end in {town}"
    author = rng.choice(names)
    return Story(number, rng.randint(0, 4), headline, subtitle, paragraphs, author, published, published)


def second_edition(stories: list[Story], fresh: list[Story], seed: str) -> list[Story]:
    """Return the stories a day later: `fresh` ones more, some of the newest changed, a few gone."""
    rng = random.Random(f"{seed}-2")  # noqa: S311 -- the same edition every time
    newest = stories[-max(20, len(stories) // 10) :]
    changed = {story.number for story in rng.sample(newest, max(2, len(stories) // 40))}
    rest = [story.number for story in newest if story.number not in changed]
    gone = set(rng.sample(rest, max(1, len(stories) // 100)))
    later = [_later(story, story.number in changed, story.number in gone) for story in stories]
    return later + [replace(story, edition=2) for story in fresh]


def _later(story: Story, is_changed: bool, is_gone: bool) -> Story:  # noqa: FBT001 -- one of two fates
    if is_gone:
        return replace(story, is_gone=True)
    if not is_changed:
        return story
    added = (
        "바로잡음: 처음 기사에 적힌 숫자를 고쳤다." if "다." in story.paragraphs[0] else "The figures were corrected."
    )
    paragraphs = (*story.paragraphs[:-1], f"{story.paragraphs[-1]} {added}")
    return replace(story, paragraphs=paragraphs, modified=TODAY + timedelta(hours=12), version=2)
