"""The English papers: WordPress-like, one whose text stands in its hydration JSON, and one with sections alone."""

from __future__ import annotations

import json
import re
from html import escape

from tests.fakes.town.paper import Answer, Paper, Request, paragraphs
from tests.fakes.town.stories import Story


class WordpressPaper(Paper):
    """`/2025/06/30/slug/`: an index of sitemaps, tags, authors, date archives, comments, stories of two pages."""

    name = "Saltmere Gazette"
    has_stamps = True
    is_korean = False

    def article_path(self, story: Story) -> str:
        return f"/{story.published:%Y/%m/%d}/{story.slug}/"

    def list_path(self, section: int, page: int) -> str:
        name = "news" if section < 0 else self.sections[section]
        return f"/category/{name}/" + (f"page/{page}/" if page > 1 else "")

    def head(self) -> str:
        return '<link rel="alternate" type="application/rss+xml" href="/feed/">'

    def extra_links(self) -> str:
        return (
            '<li><a href="/tag/ferry/">Ferry</a></li><li><a href="/author/nell/">Nell</a></li><li><a href="/about/">About</a></li>'
            '<li><a href="/2025/06/">June</a></li><li><a href="/?s=ferry">Search</a></li><li><a href="/wp-login.php">Log in</a></li>'
        )

    def answer(self, request: Request) -> Answer | None:
        path = request.path
        fixed = {
            "/robots.txt": lambda: Answer(
                f"User-agent: *\nDisallow: /wp-admin/\nSitemap: {self.base}/wp-sitemap.xml\n".encode(),
                kind="text/plain",
            ),
            "/wp-sitemap.xml": lambda: self.sitemap(
                [
                    (f"{self.base}/wp-sitemap-{name}-1.xml", "")
                    for name in ("posts-post", "posts-page", "taxonomies-category")
                ],
                is_index=True,
            ),
            "/wp-sitemap-posts-post-1.xml": lambda: self.sitemap(self.modified(self.newest)),
            "/wp-sitemap-posts-page-1.xml": lambda: self.sitemap([(f"{self.base}/about/", "2025-01-01")]),
            "/wp-sitemap-taxonomies-category-1.xml": lambda: self.sitemap(
                [(self.base + self.list_path(number, 1), "") for number in range(5)]
            ),
            "/feed/": lambda: self.rss(self.newest[:10]),
            "/about/": lambda: self.page(
                "<h1>About us</h1><p>The Gazette is a small paper that tells what happens here.</p>"
            ),
        }
        if path in fixed:
            return fixed[path]()
        month = re.fullmatch(r"/(\d{4})/(\d\d)/", path)
        if month:
            told = [story for story in self.living if f"{story.published:%Y%m}" == month[1] + month[2]]
            return self.page(f"<h2>Archive</h2><ul>{self.items(told)}</ul>") if told else None
        listed = re.fullmatch(r"/(?:category|tag|author)/(\w+)/(?:page/(\d+)/)?", path)
        if listed:
            section = self.sections.index(listed[1]) if listed[1] in self.sections else None
            return self.listing(section, int(listed[2] or 1))
        return self.story_page(path)

    def story_page(self, path: str) -> Answer | None:
        """Return the page of a story, or the second one of a long story."""
        found = re.fullmatch(r"(/\d{4}/\d\d/\d\d/[^/]+/)(?:(\d)/)?", path)
        story = next((story for story in self.living if self.article_path(story) == found[1]), None) if found else None
        if story is None or found is None:
            return None
        is_long = len(story.paragraphs) > 4 and story.number % 6 == 0
        page = int(found[2] or 1)
        if page > (2 if is_long else 1):
            return None
        return self.article(story, page, is_long=is_long)

    def article(self, story: Story, page: int, *, is_long: bool) -> Answer:
        """Return one page of a story."""
        path = self.article_path(story)
        shown = paragraphs(story)
        more = ""
        if is_long:
            half = shown.split("</p>")[:-1]
            shown = "".join(f"{part}</p>" for part in (half[:2] if page == 1 else half[2:]))
            more = (
                f'<div class="page-links">Pages: <a href="{path}2/">2</a></div>'
                if page == 1
                else f'<div class="page-links">Pages: <a href="{path}">1</a></div>'
            )
        data = {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.headline,
            "datePublished": story.published.isoformat(), "dateModified": story.modified.isoformat(),
            "author": {"@type": "Person", "name": story.author},
        }  # fmt: skip
        head = f'<link rel="canonical" href="{self.base}{path if page == 1 else f"{path}2/"}"><script type="application/ld+json">{json.dumps(data)}</script>'
        body = (
            f'<article class="post"><h1 class="entry-title">{escape(story.headline)}</h1><p class="byline">By {story.author}</p>'
            f'<time datetime="{story.published.isoformat()}">{story.published:%d %B %Y}</time>'
            f'<div class="entry-content">{shown}</div>{more}</article>'
            f'<a href="{path}?replytocom=17#respond">Reply</a><a href="{path}?share=facebook">Share</a>'
        )
        return self.stamped(story, self.page(body, title=f"{story.headline} | {self.title}", head=head))


class HydrationPaper(Paper):
    """`/story/slug-N`: the page made by scripts has its data in `__NEXT_DATA__`; a JSON feed and a packed sitemap."""

    name = "Orrin Courier"
    has_stamps = True
    is_korean = False
    numbers = (70_000, 5)

    def article_path(self, story: Story) -> str:
        return f"/story/{story.slug}-{story.number}"

    def list_path(self, section: int, page: int) -> str:
        return f"/section/{self.sections[section]}" + (f"?page={page}" if page > 1 else "")

    def head(self) -> str:
        return '<link rel="alternate" type="application/feed+json" href="/feed.json">'

    def extra_links(self) -> str:
        return '<li><a href="/topics/ferry">Ferry</a></li><li><a href="/account/sign-in">Sign in</a></li><li><a href="/puzzles/daily">Puzzles</a></li>'

    def answer(self, request: Request) -> Answer | None:
        path = request.path
        if path == "/robots.txt":
            return Answer(f"User-agent: *\nAllow: /\nSitemap: {self.base}/sitemap.xml.gz\n".encode(), kind="text/plain")
        if path == "/sitemap.xml.gz":
            return self.sitemap(self.modified(self.living[-200:]), is_gz=True)
        if path == "/feed.json":
            return self.json_feed()
        if path.startswith("/section/"):
            name = path.rpartition("/")[2]
            return self.listing(self.sections.index(name), request.number("page", 1)) if name in self.sections else None
        if path in ("/topics/ferry", "/account/sign-in", "/puzzles/daily"):
            return self.page("<h2>Members</h2><form><input type=password name=p></form>")
        story = next((story for story in self.living if self.article_path(story) == path), None)
        return self.article(story) if story else None

    def json_feed(self) -> Answer:
        """Return the newest as a JSON feed."""
        items = [
            {"id": str(story.number), "url": self.url(story), "title": story.headline,
             "date_published": story.published.isoformat(), "date_modified": story.modified.isoformat()}
            for story in self.newest[:30]
        ]  # fmt: skip
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": self.title, "items": items}
        return Answer(json.dumps(feed).encode(), kind="application/feed+json")

    def article(self, story: Story) -> Answer:
        """Return the page of a story, its text once as HTML and once as the data it was made from."""
        data = {"props": {"pageProps": {"article": {
            "headline": story.headline, "author": story.author, "publishedAt": story.published.isoformat(),
            "body": [{"type": "paragraph", "text": text} for text in story.paragraphs],
        }}}}  # fmt: skip
        head = (
            f'<link rel="canonical" href="{self.url(story)}"><meta property="og:type" content="article">'
            f'<meta property="article:published_time" content="{story.published.isoformat()}">'
            f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
        )
        body = (
            f'<div class="css-1"><h1>{escape(story.headline)}</h1><h2>{escape(story.subtitle)}</h2><span>By {story.author}</span>'
            f'<div class="css-2">{paragraphs(story)}</div></div>'
        )
        return self.stamped(story, self.page(body, title=f"{story.headline} - {self.title}", head=head))


class PlainPaper(Paper):
    """`/local/10234.html`: neither feed nor sitemap, a crawl-delay, links from each story to the one before."""

    name = "Wexley Weekly"
    is_korean = False
    numbers = (10_000, 2)

    def article_path(self, story: Story) -> str:
        return f"/{self.sections[story.section]}/{story.number}.html"

    def list_path(self, section: int, page: int) -> str:
        return f"/{self.sections[section]}/" + (f"index{page}.html" if page > 1 else "")

    def extra_links(self) -> str:
        return '<li><a href="/contact.html">Contact</a></li><li><a href="/ads/click?to=1">Advert</a></li><li><a href="https://elsewhere.example/">Elsewhere</a></li>'

    def answer(self, request: Request) -> Answer | None:
        path = request.path
        if path == "/robots.txt":
            delay = f"Crawl-delay: {self.crawl_delay:g}\n" if self.crawl_delay else ""
            return Answer(f"User-agent: *\nDisallow: /ads/\n{delay}".encode(), kind="text/plain")
        if path == "/contact.html":
            return self.page(
                "<h1>Contact</h1><p>Write to the desk or call in at our office on the quay any weekday.</p>"
            )
        listed = re.fullmatch(r"/(\w+)/(?:index(\d+)\.html)?", path)
        if listed and listed[1] in self.sections:
            return self.listing(self.sections.index(listed[1]), int(listed[2] or 1))
        found = re.fullmatch(r"/\w+/(\d+)\.html", path)
        story = self.by_number(int(found[1])) if found else None
        return self.article(story) if story and self.article_path(story) == path else None

    def article(self, story: Story) -> Answer:
        """Return the page of a story."""
        place = self.living.index(story)
        before = (
            f'<a class="prev" href="{self.article_path(self.living[place - 1])}">Previous story</a>' if place else ""
        )
        body = (
            f"<h1>{escape(story.headline)}</h1><h3>{escape(story.subtitle)}</h3><p><i>{story.published:%B %d, %Y}, by {story.author}</i></p>"
            f"{paragraphs(story)}{before}"
        )
        return self.page(body, title=f"{self.title}: {story.headline}")
