"""What all papers of the town share: stories by edition, lists, feeds, sitemaps; an address in, an answer out."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass, field
from email.utils import format_datetime
from html import escape
from urllib.parse import parse_qs, urlsplit

from tests.fakes.town.stories import TODAY, Story, make_stories, second_edition

PER_PAGE = 20
KOREAN_SECTIONS = ("정치", "경제", "사회", "문화", "스포츠")
ENGLISH_SECTIONS = ("politics", "business", "local", "culture", "sport")


@dataclass
class Answer:
    """What a paper's server sends."""

    body: bytes
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """What it was asked: the path with its query, and the headers in lower case."""

    target: str
    headers: dict[str, str]

    @property
    def path(self) -> str:
        """The path alone."""
        return urlsplit(self.target).path

    def value(self, name: str, default: str = "") -> str:
        """Return the first value of a parameter of the query."""
        return parse_qs(urlsplit(self.target).query, keep_blank_values=True).get(name, [default])[0]

    def number(self, name: str, default: int = 0) -> int:
        """Return a parameter as a number."""
        told = self.value(name)
        return int(told) if told.isdecimal() and len(told) < 19 else default


class Paper:
    """A paper of `count` stories; a family says how its addresses and pages look."""

    name = "paper"
    is_korean = True
    charset = "utf-8"
    numbers = (1000, 3)
    days = 200.0
    # Whether its server answers 304; the pages of stories by their text alone, or only while nothing on them changes.
    has_validators = True
    has_stamps = False
    crawl_delay: float | None = None
    # Stories older than so many days stand in no list, feed or sitemap any more, but can still be read.
    listed_days: float | None = None

    def __init__(self, address: str, count: int, *, title: str = "") -> None:
        self.address = address
        self.base = f"http://{address}"
        self.title = title or self.name
        all_stories = make_stories(
            count + max(3, count // 12), f"{self.name}-{address.partition(':')[0]}", is_korean=self.is_korean,
            numbers=self.numbers, days=self.days,
        )  # fmt: skip
        first, fresh = all_stories[:count], all_stories[count:]
        self.editions = {1: first, 2: second_edition(first, fresh, self.name)}
        self.edition = 1
        self.asked: dict[str, int] = {}

    # ------------------------------------------------------------ the truth

    @property
    def stories(self) -> list[Story]:
        """The stories of the edition that is out, oldest first."""
        return self.editions[self.edition]

    @property
    def living(self) -> list[Story]:
        """The stories that can be read."""
        return [story for story in self.stories if not story.is_gone]

    @property
    def sections(self) -> tuple[str, ...]:
        """The names of the sections."""
        return KOREAN_SECTIONS if self.is_korean else ENGLISH_SECTIONS

    @property
    def newest(self) -> list[Story]:
        """The stories as a list shows them."""
        listed = [story for story in self.living if self.listed_days is None or self._age(story) <= self.listed_days]
        return sorted(listed, key=lambda story: story.published, reverse=True)

    @staticmethod
    def _age(story: Story) -> float:
        return (TODAY - story.published).total_seconds() / 86_400

    def url(self, story: Story) -> str:
        """The whole address of a story."""
        return self.base + self.article_path(story)

    # ------------------------------------------------------------ what a family says

    def article_path(self, story: Story) -> str:
        """The path of a story's page."""
        raise NotImplementedError

    def list_path(self, section: int, page: int) -> str:
        """The path of a page of a section's list."""
        raise NotImplementedError

    def answer(self, request: Request) -> Answer | None:
        """What the family's own addresses answer; `None` for all else."""
        raise NotImplementedError

    def extra_links(self) -> str:
        """Links of the family in head, menu or foot, traps among them."""
        return ""

    def head(self) -> str:
        """What stands in the head of every page."""
        return ""

    # ------------------------------------------------------------ answers

    def respond(self, request: Request) -> Answer:
        """Return the answer to a request."""
        self.asked[request.target] = self.asked.get(request.target, 0) + 1
        if request.path == "/":
            return self.page(self.home())
        answer = self.answer(request)
        return answer or self.page(f"<h1>404</h1><p>{escape(request.path)} not found</p>", status=404)

    def page(self, body: str, *, title: str = "", head: str = "", status: int = 200) -> Answer:
        """Return an HTML page in the paper's dress."""
        menu = "".join(
            f'<li><a href="{escape(self.list_path(number, 1))}">{name}</a></li>'
            for number, name in enumerate(self.sections)
        )
        html = (
            f'<!DOCTYPE html><html lang="{"ko" if self.is_korean else "en"}"><head><meta charset="{self.charset}">'
            f"<title>{escape(title or self.title)}</title>{self.head()}{head}</head><body>"
            f'<header id="top"><a href="/">{self.title}</a><nav><ul>{menu}</ul></nav></header>'
            f"<main>{body}</main>{self.sidebar()}"
            f"<footer><ul>{self.extra_links()}</ul><p>Copyright {self.title}. All rights reserved.</p></footer>"
            "</body></html>"
        )
        return Answer(html.encode(self.charset, "xmlcharrefreplace"), status, f"text/html; charset={self.charset}")

    def sidebar(self) -> str:
        """The most read stories, on every page."""
        read = sorted(self.living, key=lambda story: hashlib.md5(str(story.number).encode()).digest())[:8]  # noqa: S324 -- no secret
        return f"<aside><h3>{'많이 본 뉴스' if self.is_korean else 'Most read'}</h3><ol>{self.items(read)}</ol></aside>"

    def items(self, stories: list[Story]) -> str:
        """List items that link to stories."""
        return "".join(
            f'<li><a href="{escape(self.article_path(story))}">{escape(story.headline)}</a></li>' for story in stories
        )

    def teasers(self, stories: list[Story]) -> str:
        """A list with the beginning of each story and its day."""
        return "".join(
            f'<li class="item"><h4><a href="{escape(self.article_path(story))}">{escape(story.headline)}</a></h4>'
            f'<p class="lead"><a href="{escape(self.article_path(story))}">{escape(story.paragraphs[0][:90])}…</a></p>'
            f'<em class="date">{story.published:%Y.%m.%d %H:%M}</em></li>'
            for story in stories
        )

    def home(self) -> str:
        """The front page's middle: the newest stories."""
        return f'<section class="top"><ul>{self.items(self.newest[:20])}</ul></section>'

    def listing(self, section: int | None, page: int) -> Answer | None:
        """Return a page of a list; `None` past its end."""
        chosen = [story for story in self.newest if section is None or story.section == section]
        last = max(1, -(-len(chosen) // PER_PAGE))
        if not 1 <= page <= last:
            return None
        shown = chosen[(page - 1) * PER_PAGE : page * PER_PAGE]
        name = self.sections[section] if section is not None else self.title
        pages = "".join(
            f"<strong>{number}</strong>"
            if number == page
            else f'<a href="{escape(self.list_path(-1 if section is None else section, number))}">{number}</a> '
            for number in range(max(1, page - 4), min(last, page + 5) + 1)
        )
        body = f'<h2>{name}</h2><ul class="list">{self.teasers(shown)}</ul><div class="pagination">{pages}</div>'
        return self.page(body, title=f"{name} - {self.title}")

    def stamped(self, story: Story, answer: Answer) -> Answer:
        """Return the page of a story with an ETag of the story alone, whatever else changes on the page."""
        answer.headers["ETag"] = f'"{story.number}-{story.version}"'
        return answer

    def by_number(self, number: int) -> Story | None:
        """The story of that number, if it can be read."""
        return next((story for story in self.living if story.number == number), None)

    # ------------------------------------------------------------ feeds and sitemaps

    def rss(self, stories: list[Story], *, is_broken: bool = False) -> Answer:
        """Return an RSS feed; a broken one has bare ampersands and an unclosed element."""
        items = "".join(
            f"<item><title>{story.headline if is_broken else escape(story.headline)}{' & more <br>' if is_broken else ''}"
            f"</title><link>{self.url(story) if is_broken else escape(self.url(story))}</link>"
            f"<pubDate>{format_datetime(story.published)}</pubDate>"
            f"<description>{escape(story.paragraphs[0][:80])}</description></item>"
            for story in stories
        )
        text = (
            f'<?xml version="1.0" encoding="{self.charset}"?><rss version="2.0"><channel><title>{self.title}</title>'
            f"<link>{self.base}/</link>{items}</channel></rss>"
        )
        return Answer(text.encode(self.charset, "xmlcharrefreplace"), kind="application/rss+xml")

    def sitemap(self, entries: list[tuple[str, str]], *, is_index: bool = False, is_gz: bool = False) -> Answer:
        """Return a sitemap, or an index of sitemaps, of (address, lastmod)."""
        outer, inner = ("sitemapindex", "sitemap") if is_index else ("urlset", "url")
        told = "".join(
            f"<{inner}><loc>{escape(url)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{inner}>"
            for url, day in entries
        )
        text = f'<?xml version="1.0" encoding="UTF-8"?><{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{told}</{outer}>'
        return Answer(gzip.compress(text.encode()) if is_gz else text.encode(), kind="application/xml")

    def modified(self, stories: list[Story]) -> list[tuple[str, str]]:
        """Stories as entries of a sitemap."""
        return [(self.url(story), story.modified.isoformat()) for story in stories]


def paragraphs(story: Story, form: str = "<p>{}</p>") -> str:
    """The story's text as HTML."""
    return "".join(form.format(escape(text)) for text in story.paragraphs)
