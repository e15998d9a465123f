"""Words of class, id and itemprop that say what a block near the headline is; generic, as content systems use them."""

from __future__ import annotations

from scraper.parse.word_lists import words

# Whole words that name the deck, standfirst or lead of an article.
LEAD_WORDS = words(
    """
    abstract alternativeheadline anleser bajada chapeau chapo copete deck dek description einleitung entradilla
    epigraph excerpt ingress intro introduction lead leadtext lede manchet midtitle midtitles occhiello preamble
    preface prelead sommario sottotitolo speakable standfirst subheader subheading subheadline subhead subline
    subtit subtitle subtitel summary teaser underrubrik untertitel volanta vorspann
    """
)
# Parts of words that say the same however they are joined: `sub-title`, `articlelead`, `teaserText`.
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
# Words that name something else that stands between headline and text.
OTHER_WORDS = words(
    """
    ad ads adslot adv advert advertisement audio author authors banner biography bookmark breadcrumb breadcrumbs
    button byline bylines caption category comment comments consent cookie copyright count credit credits date
    datetime disclaimer footer gallery info kicker label login media menu message messagebar meta name nav
    navigation newsletter paywall player promo published read readtime recommend related share sharing social
    sponsor subscribe subscription tag tags telegram time timestamp toc toolbar tools updated video views
    whatsapp
    """
)
# Words of boxes whose teaser or intro is their own, and of the element that holds the whole text.
BARRED_WORDS = words(
    """
    ad ads advert advertisement articlebody comment comments consent cookie cta newsletter promo related share sharing
    subscribe subscription telegram whatsapp
    """
)
# Utility classes that set a line in larger or heavier type.
EMPHASIS_WORDS = frozenset({"bold", "semibold", "medium", "strong", "xl", "lg", "large", "big"})
# Tags of list items and labels; tags that never hold a subtitle.
LIST_TAGS = frozenset({"li", "dt", "summary"})
BARRED_TAGS = words(
    """
    button figcaption figure caption label option address th nav template
    """
)
# Words of the tools around a Korean article: share, print, scrap, type size.
TOOL_WORDS = (
    "공유",
    "글씨",
    "글자",
    "스크랩",
    "인쇄",
    "댓글",
    "구독",
    "복사",
    "바로가기",
    "보내기",
    "듣기",
    "프린트",
    "저작권",
    "조회수",
    "첨부",
    "등록일",
    "작성",
    "담당",
    "사진",
    "제공",
)
