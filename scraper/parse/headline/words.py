"""What names the lines around a headline in class, id and itemprop; generic, as content systems use them."""

from __future__ import annotations

from scraper.parse.texts import words

# Parts of words that name the deck or lead of an article, however joined: `sub-title`, `articlelead`, `teaserText`.
LEAD_PARTS = (
    "subtit",
    "sub-tit",
    "sub_tit",
    "subhead",
    "sub-head",
    "sub_head",
    "subline",
    "standfirst",
    "vorspann",
    "preamble",
    "excerpt",
    "leadtext",
    "introtext",
    "articlelead",
    "articleintro",
    "summary",
    "teaser",
)
# Tags that never hold a line of an article's head.
BARRED_TAGS = words(
    """
    button figcaption figure caption label option address th nav template
    """
)
