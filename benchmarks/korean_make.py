"""A story and a skin in, a made page of a Korean content system and what it says out.

`skins/stories.json` are stories of our own, `skins/*.html` skins. In a skin `{{name}}` stands for a value, `[[a||b]]`
for a choice, `[[name=a||b]]` for one that `{{name}}` repeats, `{{?name}}…{{/name}}` for what is printed only with a
value, `{{at:FORMAT}}` for a time. Datelines, bylines and captions are chosen among the ways in which papers print them.
The same seed gives the same page.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from html import escape
from pathlib import Path
from typing import NamedTuple, TypedDict

SKINS = Path(__file__).with_name("skins")
ZONE = timezone(timedelta(hours=9))
VISIT = datetime(2025, 3, 4, 9, 30, tzinfo=ZONE)
_CHARSET = re.compile(r"charset=\"?(?:euc-kr|ks_c_5601-1987)")
_CHOICE = re.compile(r"\[\[(?:(?P<name>\w+)=)?(?P<given>(?:(?!\[\[|\]\]).)*)\]\]", re.DOTALL)
_PART = re.compile(r"\{\{\?(?P<name>\w+)\}\}(?P<inside>.*?)\{\{/(?P=name)\}\}", re.DOTALL)
_VALUE = re.compile(r"\{\{(?P<name>\w+)(?::(?P<form>[^}]+))?\}\}")

OUTLETS = ("누리마을신문", "온누리일보", "미리내뉴스", "가람투데이")
_SUBTITLES = frozenset({"subtitle_br", "subtitle_dash", "subtitle_p", "subtitle_dashes_br", "subtitle_json"})
# {p} place, {o} outlet, {r} reporter, {e} address.
LEADS = (
    "", "", "[{o}={r} 기자] ", "({p}=연합뉴스) {r} 기자 = ", "[{o} {r} 기자] ", "【{p}=뉴시스】{r} 기자 = ",
    "[{o}-{p}] ", "[{p}=뉴스핌] {r} 기자 = ", "[{o}={p}]{r} 기자=",
)  # fmt: skip
TAILS = (
    "", "{p}={r} 기자 {e}", " {r} 기자 {e}", "/{p}={r} 기자 {e}", "[{r} 기자 {e}]", "\n{r} 기자 {e}",
    "\n[{r} 기자 {e}]", "\n/{r}기자 {e}", "\n{p}={r} 기자", "\n글·사진 {r} 기자",
)  # fmt: skip
CAPTIONS = (
    "{c}", "▲ {c}", "▲{c} 사진={p}군 제공", "△ {c} /{p}군 제공", "{c} (사진={p}시 제공)", "◇{c} {o} 자료사진",
    "{c} 사진제공={p}군", "▲ {c} &lt;{p}군 제공&gt;", "[사진={p}군] {c}",
)  # fmt: skip
MENUS = ("정치", "경제", "사회", "문화", "스포츠", "오피니언", "지역", "사람들", "포토", "전체기사")
SHARES = (
    "<ul><li>페이스북</li><li>트위터</li><li>카카오톡</li><li>URL복사</li></ul>",
    "<div><button>기사공유하기</button><button>프린트</button><button>메일보내기</button><button>글씨키우기</button></div>",
    "<div>기사스크랩하기 <a>페이스북(으)로 기사보내기</a> <a>카카오스토리(으)로 기사보내기</a> 가 가</div>",
    "<p>이 기사를 공유합니다</p><div>본문 글씨 키우기 본문 글씨 줄이기</div>",
)
COPYRIGHTS = (
    "저작권자 © {o} 무단전재 및 재배포 금지", "&lt;저작권자 ⓒ {o} 무단전재 및 재배포 금지&gt;",
    "Copyright ⓒ {o}. All rights reserved. 무단 전재 및 재배포 금지.", "[ⓒ {o}, 무단전재-재배포 금지]",
)  # fmt: skip
SKIES = ("맑음", "흐림", "구름많음", "비", "", "-")
TOWNS = "동두천 강릉 서울 대전 대구 울산 광주 부산 고창 제주 강화 보은 금산 강진군 경주시 거제".split()  # noqa: SIM905 -- words read best as text


class Story(TypedDict):
    """An item of `stories.json`."""

    headline: str
    subtitle: list[str]
    paragraphs: list[str]
    caption: str
    reporter: str
    section: str
    place: str


class Made(NamedTuple):
    """A made page with what it says; `None` is asked as missing, `modified` and `caption` are then not asked."""

    name: str
    url: str
    content: bytes
    headline: str
    subtitle: str
    author: str | None
    published: datetime
    is_timed: bool
    modified: datetime | None
    caption: str | None
    text: str


def stories() -> list[Story]:
    """Return the stories."""
    found: list[Story] = json.loads((SKINS / "stories.json").read_text("utf-8"))
    return found


def skins() -> list[Path]:
    """Return the skins in their order."""
    return sorted(SKINS.glob("*.html"))


def make(skin: Path, number: int, seed: int) -> Made:
    """Return the page of story `number` in a skin."""
    told = stories()
    story, others = told[number], [other["headline"] for place, other in enumerate(told) if place != number]
    rng = random.Random(f"{skin.stem} {number} {seed}")  # noqa: S311 -- the same pages every time
    at = datetime(2024, rng.randint(1, 12), rng.randint(1, 28), rng.randint(0, 23), rng.randint(0, 59), 5, tzinfo=ZONE)
    times = {"at": at, "mod": at + timedelta(minutes=rng.randint(7, 900)), "visit": VISIT}
    template = skin.read_text("utf-8")
    values = _values(story, others, rng)
    chosen = _chosen(template, values, rng)
    used = {match["name"] for match in _VALUE.finditer(chosen)}
    is_timed = "iso" in used or bool(re.search(r"\{\{at:[^}]*%[-]?[HI]", chosen))
    page = _VALUE.sub(lambda match: _printed(match, values, times), chosen)
    content = page.encode("cp949" if is_cp949(page) else "utf-8", "xmlcharrefreplace")
    return Made(
        f"{skin.stem} {number}",
        values["canonical"],
        content,
        story["headline"],
        "\n".join(story["subtitle"]) if used & _SUBTITLES else "",
        story["reporter"] if story["reporter"] in page else None,
        at,
        is_timed,
        times["mod"] if used & {"mod", "iso_mod"} else None,
        story["caption"] if "caption" in used else None,
        _told(story, used),
    )


def is_cp949(page: str) -> bool:
    """Return whether a skin declares what systems of CP949 declare."""
    return _CHARSET.search(page) is not None


def _told(story: Story, used: set[str]) -> str:
    """Return the text that a page of these values has: offices set signs before their paragraphs."""
    if "body_signs" in used:
        return "\n".join(f"{'□' if n % 2 == 0 else '○'} {line}" for n, line in enumerate(story["paragraphs"]))
    return "\n".join(story["paragraphs"])


def _values(story: Story, others: Sequence[str], rng: random.Random) -> dict[str, str]:
    outlet, place, reporter = rng.choice(OUTLETS), story["place"], story["reporter"]
    names = {
        "p": place,
        "o": outlet,
        "r": reporter,
        "e": f"kija{rng.randint(1, 99)}@nuri.example",
        "c": story["caption"],
    }
    lead, tail = rng.choice(LEADS).format(**names), rng.choice(TAILS).format(**names)
    links = "<ul>" + "".join(f'<li><a href="/{n}">{escape(line)}</a></li>' for n, line in enumerate(others)) + "</ul>"
    menu = "".join(f'<li><a href="/m/{n}">{word}</a></li>' for n, word in enumerate(MENUS))
    particulars = (
        f"등록번호 : 누리 아00{rng.randint(100, 999)} | 발행인 : 하람 | 편집인 : 미르 | 청소년보호책임자 : 미르"
    )
    number = str(rng.randint(1000, 99999))
    return {
        **_texts(story, lead, tail, f"{outlet} {reporter} 기자 | "),
        "headline": escape(story["headline"], quote=False),
        "headline_json": json.dumps(story["headline"], ensure_ascii=False),
        "subtitle": " ".join(story["subtitle"]),
        "subtitle_br": rng.choice(("<br>", "<br/>\n", "<BR>")).join(map(escape, story["subtitle"])),
        "subtitle_p": "</p><p>".join(map(escape, story["subtitle"])),
        "subtitle_json": json.dumps("\n".join(story["subtitle"]), ensure_ascii=False),
        "subtitle_dashes_br": "<br>".join(f"- {escape(line)} -" for line in story["subtitle"]),
        "subtitle_dash": "".join(f"<p>- {escape(line)}</p>" for line in story["subtitle"]),
        "caption": rng.choice(CAPTIONS).format(**names),
        "caption_bare": story["caption"],
        "reporter": reporter,
        "email": names["e"],
        "section": story["section"],
        "place": place,
        "outlet": outlet,
        "host": "paper.example",
        "number": number,
        "canonical": f"https://paper.example/view/{number}",
        "menu": f"<nav><ul>{menu}</ul></nav>",
        "links": links,
        "other": others[0],
        "other2": others[1],
        "related": f"<div><h4>{rng.choice(('관련기사', '추천기사', '이 시각 주요뉴스'))}</h4>{links}</div>",
        "ranking": f"<aside><h3>{rng.choice(('많이 본 뉴스', '인기기사', '실시간 핫뉴스'))}</h3>{links}</aside>",
        "share": rng.choice(SHARES),
        "copyright": rng.choice(COPYRIGHTS).format(**names),
        "footer": f"<div><p>{outlet} | {particulars}</p><p>Copyright © {outlet}. All rights reserved.</p></div>",
        "teasers": _teasers("<li><h4><a href='/{n}'>{h}</a></h4><p><a href='/{n}'>{l}</a></p><em>{d}</em></li>"),
        "dl_teasers": _teasers("<dt><a href='/{n}'>{h}</a></dt><dd>{l} … <span>{d}</span></dd>"),
        "rows": _teasers("<tr><td>{n}</td><td><a href='/{n}'>{h}</a></td><td>공보실</td><td>{d}</td></tr>"),
        "lede": stories()[0]["paragraphs"][0],
        "footer_office": "<footer><p>우)00000 누리도 온새군 군청길 1 대표전화 000-000-0000</p></footer>",
        "strip": "".join(
            f'<li class="icon_w"><span>{rng.choice(SKIES)}</span> {town} {rng.randint(-90, 300) / 10}℃</li>'
            for town in TOWNS
        ),
    }


def _teasers(form: str) -> str:
    """Return all stories as items of a list."""
    return "".join(
        form.format(n=n, h=escape(story["headline"]), l=escape(story["paragraphs"][0]), d=f"2025-03-{n + 1:02}")
        for n, story in enumerate(stories())
    )


def _texts(story: Story, lead: str, tail: str, named: str) -> dict[str, str]:
    """Return the text in the ways in which skins print it."""
    inside, _, behind = tail.partition("\n")
    plain = [escape(line, quote=False) for line in story["paragraphs"]]
    lines = [lead + plain[0], *plain[1:-1], plain[-1] + inside, *([behind] if behind else [])]
    wrap: Callable[[str, Sequence[str]], str] = lambda form, given: "".join(form.format(line) for line in given)  # noqa: E731
    return {
        "body_p": wrap("<p>{}</p>\n", lines),
        "body_p_class": wrap('<p class="content_text">{}</p>', lines),
        "body_p_nbsp": wrap("<p>{}</p><p>&nbsp;</p>", lines),
        "body_lead": wrap("<p>{}</p><p><br></p>", [named + plain[0], *plain[1:]]),
        "body_br": "<br><br>\n".join(lines),
        "body_br_upper": "<BR><BR>&nbsp;".join(lines),
        "body_dmcf": wrap('<p dmcf-pid="x" dmcf-ptype="general">{}</p>', lines),
        "body_editor": wrap('<p class="editor-p">{}</p>', lines),
        "body_div": wrap("<div>{}</div><div><br></div>", lines),
        "body_single_br": "<br>\n&nbsp;&nbsp;".join(lines),
        "body_plain_br": "<br><br>".join(plain),
        "body_signs": wrap("<p>{}</p>", [f"{'□' if n % 2 == 0 else '○'} {line}" for n, line in enumerate(plain)]),
        "body_wire": wrap("<p>{}</p>", [f"{story['place']}--(뉴스와이어)--{plain[0]}", *plain[1:]]),
        "body_json": json.dumps([{"type": "text", "content": line} for line in plain], ensure_ascii=False),
        "body_board": wrap("<p>{}</p>", plain),
    }


def _chosen(template: str, values: dict[str, str], rng: random.Random) -> str:
    """Return the skin with one of each choice, without the parts that have no value."""

    def choice(match: re.Match[str]) -> str:
        picked: str = rng.choice(match["given"].split("||"))
        if match["name"]:
            values[match["name"]] = picked
            return ""
        return picked

    while _CHOICE.search(template):
        template = _CHOICE.sub(choice, template)
    return _PART.sub(lambda match: match["inside"] if values[match["name"]] else "", template)


def _printed(match: re.Match[str], values: Mapping[str, str], times: Mapping[str, datetime]) -> str:
    name, form = match["name"], match["form"]
    if name in ("iso", "iso_mod"):
        return times["at" if name == "iso" else "mod"].isoformat()
    if not form:
        return values[name]
    time: datetime = times[name]
    form = form.replace("%a", "월화수목금토일"[time.weekday()]).replace("%p", "오전" if time.hour < 12 else "오후")
    return f"{time:{form}}"
