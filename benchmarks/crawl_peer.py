"""The peer of `crawl_town`: a Scrapy spider with trafilatura in its pipeline, run in an interpreter that has both.

`python crawl_peer.py SITES OUT.sqlite [--patterns]`: SITES is a comma-separated list of front pages. With patterns it
is told what the addresses of each system's stories and lists look like; without, it follows every link of the site and
takes each page as a story in which trafilatura finds a date and a text.
"""

import re
import sqlite3
import sys

import scrapy
import trafilatura
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor

STORIES = re.compile(
    r"/news/articleView\.html\?idxno=\d+$|/news/article\.html\?no=\d+$|/bbs/board\.php\?bo_table=news&wr_id=\d+$"
    r"|/article\.php\?aid=\d+$|/20\d\d/\d\d/\d\d/[^/?]+/$|/story/[^/?]+-\d+$|/(?:politics|business|local|culture|sport)/\d+\.html$"
)
LISTS = re.compile(
    r"/news/articleList\.html\?(?:sc_section_code=\w+&)?view_type=sm(?:&page=\d+)?$|/news/section(?:_list_all)?\.html\?sec_no=\d+(?:&page=\d+)?$"
    r"|/bbs/board\.php\?bo_table=news(?:&sca=[^&]+)?(?:&page=\d+)?$|/section\.php\?sid=\d+(?:&page=\d+)?$|/category/\w+/(?:page/\d+/)?$"
    r"|/section/\w+(?:\?page=\d+)?$|/(?:politics|business|local|culture|sport)/(?:index\d+\.html)?$"
)
# Without patterns the calendars never end.
MOST_PAGES = 12_000


class Town(scrapy.Spider):
    """Follows the links of the town."""

    name = "town"

    def __init__(self, sites: str, has_patterns: bool) -> None:
        super().__init__()
        self.start_urls = sites.split(",")
        self.allowed_domains = [url.split("/")[2].partition(":")[0] for url in self.start_urls]
        self.has_patterns = has_patterns
        self.links = LinkExtractor(unique=True)

    def parse(self, response: scrapy.http.Response) -> object:
        """Yield the links to follow, and the page when it may be a story."""
        if not isinstance(response, scrapy.http.TextResponse):
            return
        for link in self.links.extract_links(response):
            if not self.has_patterns or STORIES.search(link.url) or LISTS.search(link.url):
                yield response.follow(link.url)
        if not self.has_patterns or STORIES.search(response.url):
            yield {"url": response.url, "body": response.body}


class Extract:
    """Extracts and stores."""

    def open_spider(self) -> None:
        self.db = sqlite3.connect(sys.argv[2])
        self.db.execute("CREATE TABLE records (url TEXT PRIMARY KEY, headline TEXT, body TEXT, day TEXT)")

    def process_item(self, item: dict) -> dict:
        found = trafilatura.bare_extraction(item["body"], url=item["url"], with_metadata=True)
        if found is not None and found.text and (found.date or STORIES.search(item["url"])):
            row = (item["url"], found.title, found.text, found.date)
            self.db.execute("INSERT OR REPLACE INTO records VALUES (?, ?, ?, ?)", row)
            self.db.commit()
        return item

    def close_spider(self) -> None:
        self.db.close()


if __name__ == "__main__":
    process = CrawlerProcess(
        {
            "ROBOTSTXT_OBEY": True,
            "CONCURRENT_REQUESTS": 32,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
            "DOWNLOAD_DELAY": 0,
            "LOG_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "CLOSESPIDER_PAGECOUNT": MOST_PAGES,
            "ITEM_PIPELINES": {Extract: 1},
        }
    )
    process.crawl(Town, sites=sys.argv[1], has_patterns="--patterns" in sys.argv)
    process.start()
