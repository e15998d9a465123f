"""What an offer to read on says, as patterns, by language. Words of subscribing alone are in the foot of every page."""

from __future__ import annotations

# Each offer has one of these, in lower case: a text without them need not be searched.
STEMS = (
    *("continue", "keep", "read", "subscri", "unlock", "유료", "구독", "로그인", "회원", "프리미엄", "전문", "나머지"),
    *("会員", "残り", "続きを", "订阅", "訂閱", "lesen", "abonn", "lire", "reste", "suscri", "exclusiv", "contenido"),
    *("artículo", "noticia", "continu", "riservat", "assinantes", "verder", "prenumerat", "подписчик", "abone"),
    *("get access", "有料"),
)
OFFERS = (
    r"(?:subscribe|sign up|register|log ?in|become a member)[^.]{0,40} to (?:continue|keep|read|unlock|get access)",
    r"(?:continue|keep) reading (?:with|by|for|this|the)",
    r"this (?:article|story) is (?:only |exclusively )?(?:for|available to|reserved for) (?:subscribers|members)",
    r"subscriber[- ]only|for subscribers only|already a subscriber|unlock (?:this|the full) (?:article|story)",
    r"유료 ?(?:회원|구독자|독자)[^.]{0,12}(?:전용|만|볼 수|읽을 수)",
    r"(?:구독|로그인|회원가입)(?:을|를)? ?(?:하시면|하면|후|해야)[^.]{0,20}(?:전문|전체|계속|이어|볼 수|읽|이용)",
    r"(?:전문|전체 기사|나머지)[^.]{0,12}(?:구독|유료|로그인)|프리미엄 ?(?:회원|콘텐츠|기사)[^.]{0,10}(?:전용|입니다)",
    r"有料会員限定|会員限定記事|この記事は(?:有料|会員)|残り\s?\d+\s?文字|続きを(?:読む|お読み)",
    r"仅限订阅|訂閱[^。]{0,8}(?:繼續|全文)|订阅[^。]{0,8}(?:继续|全文)",
    r"(?:weiterlesen|weiter lesen) mit|jetzt weiterlesen|nur für abonnenten|(?:sie sind|bereits|schon) abonnent",
    r"(?:artikel|beitrag) (?:ist |nur )?(?:exklusiv )?für abonnenten",
    r"lesen sie den (?:ganzen|vollständigen) artikel mit",
    r"réservée? (?:aux|à nos) abonné|(?:il )?vous reste [\d,]+ ?% |déjà abonné|pour lire la suite",
    r"(?:contenido|artículo|noticia) (?:exclusiv[oa]|solo) para (?:suscriptores|socios)",
    r"suscríbete para (?:seguir|continuar|leer)",
    r"(?:per|para|pour) (?:continuare a|continuar|continuer)[^.]{0,8}(?:leggere|leyendo|lendo|lire)",
    r"riservato agli abbonati|contenuto riservato|(?:conteúdo|matéria) exclusiv[oa] para assinantes",
    r"(?:alleen|exclusief) voor abonnees|verder lezen",
    r"(?:for|kun for|endast för) abonnent(?:er|ene)|bli abonnent|tylko dla (?:subskrybentów|prenumeratorów)",
    r"(?:только )?для подписчиков|abonelere özel",
)
