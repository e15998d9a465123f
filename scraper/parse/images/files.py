"""The address of an image in, whether it is one of the page's own pictures, and what file it is, out."""

from __future__ import annotations

import re

from scraper.model import Image, Page
from scraper.parse.page_data import article_node, texts
from scraper.parse.texts import words

# The names of files and of elements that hold the page's own pictures, not the article's.
_PAGE_FILES = words(
    """
    logo logos icon icons ico sprite sprites avatar profile banner btn button pixel blank spacer share sns facebook
    twitter kakao kakaotalk instagram whatsapp emoji badge loading placeholder qr qrcode opentype gravatar
    """
)
TOKENS = re.compile(r"[a-z]+")
_PAGE_ENDINGS = (".svg", ".gif")
_SIZE = re.compile(r"[-_]\d+x\d+|[-_](?:large|medium|small|thumb|scaled|w\d+|h\d+)|@\dx", re.IGNORECASE)


def is_page_file(url: str) -> bool:
    """Tell whether the file's name is that of a logo, an icon or another of the page's own pictures."""
    path = url.partition("?")[0].lower()
    return path.endswith(_PAGE_ENDINGS) or not _PAGE_FILES.isdisjoint(TOKENS.findall(path[-160:]))


def absolute(page: Page, url: str) -> str:
    """Return the address of an image as it is asked for; as it is written where the page's own address is unknown.

    Empty for what is no address.
    """
    url = url.strip()
    return page.join(url) or ("" if page.join("/") else url)


def declared_image(page: Page) -> Image | None:
    """Return the image that the page's data declare as the article's."""
    node = article_node(page)
    urls = texts(node.get("image"), keys=("url", "contentUrl", "@id")) if node else ()
    url = page.signals.meta_value("og:image", "og:image:url", "twitter:image", "twitter:image:src") or next(
        iter(urls), None
    )
    address = absolute(page, url) if url and not is_page_file(url) else ""
    if not address:
        return None
    return Image(address, None, None, page.signals.meta_value("og:image:alt", "twitter:image:alt"))


def stem(url: str) -> str:
    """Return the file's name without size, query and ending: two sizes of one picture have the same."""
    path = url.partition("?")[0].rstrip("/")
    name = path.rsplit("/", 1)[-1].rpartition(".")[0] or path.rsplit("/", 1)[-1]
    stem = _SIZE.sub("", name)
    return stem if len(stem) > 5 else url


def same_file(one: str, other: str) -> bool:
    """Tell whether one URL's file name holds the other's, as resizing services write them."""
    a, b = stem(one), stem(other)
    return len(min(a, b, key=len)) > 7 and (a in other or b in one)
