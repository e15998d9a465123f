"""Words around sections, kickers and tags; generic, as content systems and their templates use them."""

from __future__ import annotations

from scraper.parse.texts import words

# What a path calls its first step.
HOME_WORDS = words(
    """
    home homepage start startseite startpage hjem hem etusivu inicio início portada accueil главная strona
    anasayfa trangchủ beranda 홈 처음으로 메인 首页 首頁 ホーム トップ الرئيسية main forside
    youarehere siebefindensichhier siesindhier vousêtesici estásaquí 현재위치
    """
)
HOME_ENDS = ("home", "homepage", "startseite", "홈")
# Words of class and id that name a rubric above a headline.
KICKER_WORDS = words(
    """
    antetitulo cintillo dachzeile dachtitel eyebrow kicker occhiello overline overtitle pretitle pretitel
    roofline rubric rubrik rubricname sectionlabel sectionname spitzmarke superhead supertitle suptitle
    supratitulo surtitre topline toptitle volanta overheadline preheadline headlinekicker
    """
)
# Parts of class and id that name a path.
PATH_WORDS = ("breadcrumb", "crumb", "location", "navi_path", "page-path", "pagepath")
# Words of class and id that name a path, if it looks like one.
LOOSE_PATH_WORDS = words("path location loc cat cate category section navi linemap depth")
# Words of class and id that name a list of keywords.
TAG_WORDS = words(
    """
    tags taglist keywords keyword hashtags hashtag topics themen schlagworte schlagwort temas etiquetas sujets
    emner
    """
)
