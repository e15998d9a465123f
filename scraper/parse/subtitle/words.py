"""Words of class, id and itemprop that say what a block near the headline is; generic, as content systems use them."""

from __future__ import annotations

import re

from scraper.parse.texts import words

# Whole words that name the deck, standfirst or lead of an article.
LEAD_WORDS = words(
    """
    abstract alternativeheadline anleser bajada chapeau chapo copete deck dek description einleitung entradilla
    epigraph excerpt ingress intro introduction lead leadtext lede manchet midtitle midtitles occhiello preamble
    preface prelead sommario sottotitolo speakable standfirst subheader subheading subheadline subhead subline
    subtit subtitle subtitel summary teaser underrubrik untertitel volanta vorspann
    """
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
# Tags of list items and labels.
LIST_TAGS = frozenset({"li", "dt", "summary"})
# Words of the tools around a Korean article (share, print, scrap, type size), of a board's labels and of a picture's
# credit. `일자리 제공`, `사진전` and `공유 주차장` are words of a title.
TOOL_WORDS = re.compile(
    r"공유하기|공유합니다|(?:기사|SNS|링크)\s?공유|글씨|글자\s?크기|스크랩|인쇄하기|댓글|구독하기|구독\s?신청|(?:URL|주소|링크)\s?복사"
    r"|(?:자동|본문|기사|AI)\s?요약|바로가기|보내기|듣기|프린트|저작권|조회수|첨부\s?파일|등록일|작성[일자]|담당[자부]|사진\s?[=:ⓒ]|사진\s?제공|제공\W*\Z"
    r"|\A\W*(?:공유|구독|인쇄|사진|작성|담당|첨부)\W"
)
# How lines begin that speak of the page and not of its story: its age, its sound, its buttons, what it earns by.
PAGE_NOTES = re.compile(
    r"\W*(?:(?:listen to|gift|share|save|print|bookmark|comment on) (?:this|the) (?:article|story|post|page|piece)\b"
    r"|(?:this|the) (?:article|story|post|page|content|report|piece) (?:is (?:more|over|part|available|free|for)"
    r"|was (?:\w+ly )?(?:published|updated|produced|translated|generated|written)"
    r"|has been (?:updated|corrected|translated)|(?:originally|first) appeared|(?:may )?contains? )"
    r"|(?:we|\w+ [\w ]{0,20})(?:may|might) (?:earn|receive|get|make) (?:an? |some )?(?:\w+ )?(?:commission|money)"
    r"|(?:affiliate|advertis(?:er|ing)|editorial) (?:disclosure|disclaimer|policy|note)|disclosure:|disclaimer:"
    r"|(?:sign up|subscribe|register|log in|sign in|join) (?:now |here |today )?(?:to|for|in)\b"
    r"|(?:follow|find|add|like) (?:us|[\w ]{2,30}) (?:on|as a preferred)\b|get (?:the latest|our|push|breaking)\b"
    r"|(?:estimated )?(?:reading|read|listening) time\b|(?:audio|video) (?:by|version|player)\b|ai[- ]generated\b"
    r"|dies(?:er|en) (?:artikel|beitrag|text) (?:ist|wurde|stammt|enthält|teilen|merken|drucken|anhören)"
    r"|artikel (?:anhören|merken|teilen|verschenken)|lesezeit\b"
    r"|cet article (?:est|a été|vous est)|(?:écouter|offrir|partager) (?:cet|l['’])|temps de lecture\b"
    r"|escuch[ae] (?:el|este|la)|este (?:artículo|texto) (?:fue|es parte|contiene)|tiempo de lectura\b"
    r"|ascolta (?:l['’]|questo)|questo articolo (?:è|contiene)|tempo di lettura\b"
    r"|luister naar|dit artikel (?:is|werd))",
    re.IGNORECASE,
)
