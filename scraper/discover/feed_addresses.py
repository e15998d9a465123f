"""Whether an address is a feed's, by its words."""

from __future__ import annotations

import re

from scraper.discover.addresses import shaped_part

_FEED_WORD = re.compile(r"rss(?:2|20|_?\d(?:\.\d)?)?|feeds?|atom|rdf", re.IGNORECASE)
# A file's name that begins or ends with the word, and then the kind of a file that no page has.
_FEED_FILE = re.compile(
    r"(?:[\w-]*[_-])?(?:rss|feeds?|atom|rdf)\d?(?:[_-][\w-]*)?\.(?:xml|php|aspx?|jsp|do|json|cgi)|[\w.-]+\.(?:rss|atom|rdf)",
    re.IGNORECASE,
)
_FEED_PARAMETERS = frozenset({"feed", "format", "type", "output", "alt", "mode"})
_PAGE_FILE = re.compile(r"\.(?:x?html?|shtml)$", re.IGNORECASE)


def is_feed_address(url: str) -> bool:
    """Whether a link's address looks like a feed's: by a whole part of its path, not by a word in a story's slug.

    >>> is_feed_address("http://paper.example/rss/allArticle.xml"), is_feed_address("http://paper.example/?feed=rss2")
    (True, True)
    >>> is_feed_address("http://paper.example/rss-441902"), is_feed_address("http://paper.example/news/cattle-feed-sold")
    (False, False)
    """
    path, _, query = url.partition("://")[2].partition("#")[0].partition("?")
    segments = [segment for segment in path.split("/")[1:] if segment]
    if segments and _FEED_FILE.fullmatch(segments[-1]):
        return True
    if any(_FEED_WORD.fullmatch(segment) for segment in segments):
        shaped = shaped_part(segments[-1])
        is_story = shaped.startswith("*") and "-" in segments[-1]
        return not is_story and not _PAGE_FILE.search(segments[-1])
    pairs = (pair.partition("=") for pair in query.split("&"))
    return any(name.lower() in _FEED_PARAMETERS and _FEED_WORD.fullmatch(value) for name, _, value in pairs)
