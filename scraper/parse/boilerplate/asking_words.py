"""What a text says that asks the reader for something, by language."""

from __future__ import annotations

import re
from typing import Final

from scraper.parse.texts import phrases

# What a text speaks of that asks for consent, and what it says of it, where no element is named so.
CONSENT_TO: Final = phrases(
    """
    cookie | クッキー | 쿠키 | third-party content | hosted by a third party | external content | externer inhalt |
    externe inhalte | contenu tiers | contenu externe | contenido externo | contenuto esterno | externe inhoud
    """
)
CONSENT_GIVEN: Final = phrases(
    """
    our partners | third-party providers | third parties | by us or by | accept all | you consent | your consent |
    consent to | reject all | preference | personal data | website to function | similar technologies | accept the |
    you accept | advertising partners | unsere partner | zustimm | einwillig | nos partenaires | votre consentement |
    vous acceptez | nuestros socios | consentimiento | aceptas | nostri partner | consenso | onze partners |
    toestemming | naszych partnerów | zgod | соглас | 동의 | 同意
    """
)
# A page whose title has one of these may speak of consent itself.
CONSENT_TITLES: Final = phrases(
    """
    cookie | consent | privacy | gdpr | dsgvo | rgpd | datenschutz | tracking | クッキー | 쿠키 | 개인정보 |
    プライバシー | 隐私
    """
)
# Each text that asks for support, an address or to be followed has one of these, in lower case.
STEMS: Final = phrases(
    """
    newsletter | mailing list | email list | e-mail list | mail list | briefing | our work | journalism |
    our reporting | our newsroom | our coverage | like you | donation | please donate | donating | support us |
    à notre | à nos | soutenez | suscríb | assine | apúntate | meld je aan | подпи | 뉴스레터 | メールマガジン |
    关注我们 | 订阅我们的 | フォロー | us on | us at | follow | síguenos | suivez-nous | folgen sie | seguici |
    siga-nos | volg ons
    """
)
# Whoever asks the reader for money or an address says `our`, or names the newsletter as one to be had.
ASKS: Final = re.compile(
    r"\b(?:sign(?:ing)? up|subscrib\w+|register|join)\b[^.!?]{0,40}\b(?:our|free|the)\b[^.!?]{0,40}"
    r"\b(?:newsletters?|mailing list|e?mail list|briefings?)\b"
    r"|\bour (?:free |weekly |daily |monthly |e?mail )*newsletters?\b"
    r"|\b(?:donat\w+|support|contribut\w+)\b[^.!?]{0,50}"
    r"\b(?:our (?:work|journalism|reporting|newsroom|coverage)|independent journalism|local journalism)\b"
    r"|\breaders? like you\b|\bplease (?:consider )?(?:mak\w+ a |a )?(?:donation|donate|donating|support us)\b"
    r"|\b(?:abonnieren|bestellen) sie\b[^.!?]{0,30}\bnewsletter\b|\bunser(?:e[nmr]?)? (?:kostenlose[nr]? )?newsletter\b"
    r"|\b(?:inscrivez-vous|abonnez-vous) à (?:notre|nos) |\bsoutenez (?:notre|nous)\b"
    r"|\bsuscríb(?:ete|ase) a (?:nuestr[oa]|l[oa]s? )|\biscriviti alla (?:nostra )?newsletter\b|\bassine (?:a )?nossa "
    r"|\bapúntate a nuestr[oa]\b|\bmeld je aan voor (?:onze|de) |\bzapisz się (?:na|do) (?:nasz\w* )?newsletter"
    r"|\bподпишитесь на (?:наш|рассылк)|뉴스레터(?:를|에)? ?(?:구독|신청)|メールマガジンに登録|订阅我们的",
    re.IGNORECASE,
)
FOLLOWS: Final = re.compile(
    r"\b(?:(?:follow|find|join|like) us|follow (?:@\w+|[\w ]{2,30})) (?:on|at) (?:our )?(?:@|(?:twitter|facebook|x"
    r"|social|instagram|linkedin|threads|bluesky|youtube|telegram|whatsapp|tiktok|mastodon|pinterest|google)\b)"
    r"|\bsíguenos en\b|\bsuivez-nous\b|\bfolgen sie uns\b|\bseguici su\b|\bsiga-nos\b|\bvolg ons\b"
    r"|\bподписывайтесь на нас?\b|关注我们|フォローして",
    re.IGNORECASE,
)
