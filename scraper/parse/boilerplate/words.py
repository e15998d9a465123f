"""What visible text outside the article is: exact short texts and the tokens of classes and ids, by kind.

Texts are compared case-folded, without counts and punctuation at their ends.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from scraper.model import Role
from scraper.parse.texts import phrases, words

_TEXTS = (
    (
        Role.SHARE,
        """
        share | share this | share this article | share on facebook | share on twitter | share on x | tweet | pin it |
        email | e-mail | copy link | link copied | facebook | twitter | whatsapp | telegram | linkedin | pinterest |
        reddit | print | save | teilen | artikel teilen | auf facebook teilen | auf twitter teilen |
        auf whatsapp teilen | drucken | per e-mail teilen | per mail | merken | link kopieren | xing | partager |
        partager cet article | imprimer | envoyer par e-mail | copier le lien | compartir | compartir en facebook |
        compartir en twitter | imprimir | copiar enlace | compartilhar | condividi | stampa | delen | skriv ut | del |
        dela | udostępnij | drukuj | поделиться | распечатать | paylaş | yazdır | bagikan | chia sẻ | シェア |
        シェアする | 分享 | 分享到 | 打印 | 공유 | 공유하기 | 기사공유 | 기사 공유 | 기사보내기 | 기사 보내기 |
        sns 기사보내기 | sns 보내기 | 이 기사를 공유합니다 | 해당된 기사를 공유합니다 | url복사 | url 복사 |
        주소복사 | 링크 복사 | 카카오톡 | 밴드 | 카카오스토리 | 네이버블로그 | 네이버 블로그 | 페이스북 | 트위터 |
        인스타그램 | 라인 | 인쇄 | 인쇄하기 | 프린트 | 스크랩 | 본문 글씨 키우기 | 본문 글씨 줄이기 | 글씨 키우기 |
        글씨 줄이기 | 글자크기 설정 | 글자크기 | 글씨크기 조절 | 가 | 가가 | 가 가 가 | 본문듣기 |
        기사듣기 | 이 글자크기로 변경됩니다 | 음성으로 듣기 | 좋아요 | 훈훈해요 | 슬퍼요 | 화나요 | 후속기사 원해요 |
        기뻐요 | 추천해요 | 쏠쏠정보 | 흥미진진 | 공감백배
        """,
    ),
    (
        Role.RELATED,
        """
        related | related articles | related stories | related news | related topics | related posts |
        related content | read more | read also | see also | more from | more stories | more news | most read |
        most popular | popular | popular posts | trending | trending now | recommended | recommended for you |
        latest | latest news | latest stories | you may also like | you might also like | don't miss | next article |
        previous article | next | previous | editor's picks | top stories | recent posts | more on this story |
        mehr zum thema | weitere artikel | weitere themen | lesen sie auch | lesen sie mehr | auch interessant |
        das könnte sie auch interessieren | meistgelesen | meistgelesene artikel | beliebt | empfohlen |
        neueste artikel | aktuelle artikel | mehr lesen | weiterlesen | vorheriger artikel | nächster artikel |
        à lire aussi | lire aussi | articles liés | sur le même sujet | les plus lus | voir aussi | à la une |
        lea también | más leídas | lo más leído | noticias relacionadas | te puede interesar | leia também |
        leia mais | mais lidas | leggi anche | i più letti | articoli correlati | lees ook | lees meer |
        meest gelezen | les også | läs också | läs mer | mest läst | czytaj także | czytaj też | zobacz także |
        читайте также | читать далее | ilgili haberler | baca juga | xem thêm | 関連記事 | あわせて読みたい |
        相关新闻 | 相关阅读 | 推荐阅读 | 延伸閱讀 | 관련기사 | 관련 기사 | 주요기사 | 주요뉴스 | 주요 뉴스 |
        많이 본 뉴스 | 많이 본 기사 | 많이본뉴스 | 인기뉴스 | 인기기사 | 실시간 핫뉴스 | 이 시각 주요뉴스 | 추천기사 |
        추천 기사 | 추천뉴스 | 다른기사 보기 | 다른 기사 보기 | 기자의 다른 기사보기 | 이전 기사 | 다음 기사 |
        이전기사 | 다음기사 | 이전글 | 다음글 | 핫클릭 | 최신뉴스 | 최신기사 | 실시간뉴스 | 오늘의 뉴스 |
        이 기사와 함께 본 기사 | 관련뉴스 | 헤드라인 뉴스 | 랭킹뉴스 | 오피니언더보기 | also read | read | more |
        read next | further reading | related reading | learn more | lesetipp | mehr dazu | zum thema | siehe auch |
        auch lesenswert | lisez aussi | à lire | à lire également | lea | lea más | lea además | lee también |
        lee además | puedes ver | le puede interesar | ver también | ler também | veja também | leggi | vedi anche |
        lees | zie ook | bekijk ook | les mer | se også | læs også | se även | lue myös | lue lisää | czytaj więcej |
        přečtěte si | čtěte také | citește și | citiți și | διαβάστε ακόμη | διαβάστε επίσης | ещё по теме |
        по теме | читайте | читайте також | прочетете още | ayrıca okuyun | bunu da oku | baca | simak juga |
        đọc thêm | اقرأ أيضا | اقرأ أيضاً | إقرأ أيضا | اقرأ المزيد | קראו עוד | यह भी पढ़ें | इसे भी पढ़ें |
        আরও পড়ুন | อ่านเพิ่มเติม | ข่าวที่เกี่ยวข้อง | 関連 | 併せて読みたい | 更多阅读 | 더 읽기 | 함께 보면 좋은 기사
        """,
    ),
    (
        Role.COMMENTS,
        """
        comments | comment | leave a comment | leave a reply | post a comment | add a comment | write a comment |
        view comments | show comments | join the conversation | no comments | reply | load comments | discussion |
        kommentare | kommentar | kommentar schreiben | kommentar verfassen | kommentare lesen | antworten |
        diskutieren sie mit | jetzt kommentieren | schreibe einen kommentar | commentaires | commenter | réagir |
        laisser un commentaire | répondre | comentarios | comentar | deja un comentario | responder | comentários |
        deixe um comentário | commenti | lascia un commento | rispondi | reacties | reageer | kommentarer |
        komentarze | dodaj komentarz | комментарии | оставить комментарий | yorumlar | yorum yap | komentar |
        bình luận | コメント | 评论 | 評論 | 댓글 | 댓글 쓰기 | 댓글쓰기 | 댓글달기 | 댓글 달기 | 댓글등록 |
        댓글삭제 | 댓글보기 | 내 댓글 모음 | best댓글 | best 댓글 | 비밀번호 | 등록 | 답글 | 작성자 | 의견쓰기
        """,
    ),
    (
        Role.ADVERT,
        """
        advertisement | advertising | ad | ads | sponsored | sponsored content | promoted | paid content |
        advertisement - scroll to continue | story continues below advertisement | continue reading below |
        article continues below | story continues below | continue reading the main story | article continues after ad |
        anzeige | werbung | anzeigen | publicité | annonce | annonces | publicidad |
        publicidade | pubblicità | advertentie | annons | reklame | reklama | реклама | reklam | iklan | quảng cáo |
        広告 | スポンサーリンク | 广告 | 廣告 | 광고 | ad 광고 | sponsorisé |
        la suite après cette publicité | a continuación
        """,
    ),
    (
        Role.SUBSCRIPTION,
        """
        subscribe | subscribe now | sign up | sign up now | newsletter | newsletters | subscribe to our newsletter |
        get the newsletter | become a member | support us | donate | register | already a subscriber? log in |
        follow us | follow | start your free trial | abonnieren | abo | jetzt abonnieren | newsletter abonnieren |
        jetzt testen | folgen | folgen sie uns | jetzt spenden | s'abonner | je m'abonne | abonnez-vous | abonnement |
        suscríbete | suscribirse | assine | abbonati | iscriviti | word abonnee | abonneer | prenumerera |
        prenumeruj | подписаться | abone ol | berlangganan | 登録 | 订阅 | 구독 | 구독하기 | 구독신청 | 신문구독 |
        채널 구독하기 | 뉴스레터 구독 | 후원 | 후원하기 | 정기후원 | 제보 | 제보하기 | 기사제보 | 기사 제보 | 제보는
        """,
    ),
    (
        Role.NAVIGATION,
        """
        home | menu | search | close | open menu | skip to content | skip to main content | main menu | back to top |
        top | back | log in | login | sign in | log out | my account | sections | more | sitemap | all | news |
        politics | business | sport | sports | opinion | culture | technology | world | weather | video | videos |
        photos | startseite | menü | suche | schließen | zum inhalt springen | nach oben | anmelden | einloggen |
        registrieren | politik | wirtschaft | kultur | wetter | accueil | rechercher | fermer | se connecter |
        connexion | inicio | buscar | cerrar | iniciar sesión | menú | início | entrar | cerca | chiudi | accedi |
        zoeken | inloggen | sluiten | sök | logga in | szukaj | zaloguj | главная | поиск | войти | ana sayfa | ara |
        giriş | beranda | masuk | ホーム | メニュー | 検索 | ログイン | 首页 | 首頁 | 搜索 | 登录 | 로그인 |
        로그아웃 | 회원가입 | 마이페이지 | 즐겨찾기 | 시작페이지로 | 지면보기 | 모바일 버전으로 보기 | pc버전 |
        pc버전으로 보기 | pc 버전 | 주메뉴 바로가기 | 본문 바로가기 | 본문바로가기 | 메뉴 | 전체메뉴 | 전체 메뉴 |
        메뉴 닫기 | 검색 | 검색어 | 검색 입력폼 | 검색하기 | 닫기 | 열기 | 더보기 | 홈 | 목록 | 목록보기 | 맨위로 |
        위로 | 처음으로 | 현재위치 | 바로가기 | 스크롤 이동 상태바 | 뉴스 | 정치 | 경제 | 사회 | 문화 | 스포츠 |
        연예 | 오피니언 | 지역 | 전국 | 국제 | 포토 | 영상
        """,
    ),
    (
        Role.FOOTER,
        """
        about | about us | contact | contact us | privacy | privacy policy | terms | terms of use | terms of service |
        terms and conditions | cookie policy | cookie settings | advertise | careers | accessibility | imprint |
        impressum | datenschutz | datenschutzerklärung | agb | kontakt | nutzungsbedingungen | mediadaten |
        barrierefreiheit | mentions légales | politique de confidentialité | contactez-nous | cgu | qui sommes-nous |
        aviso legal | política de privacidad | contacto | quiénes somos | política de privacidade | fale conosco |
        chi siamo | contatti | privacybeleid | over ons | о нас | контакты | künye | iletişim | tentang kami |
        会社概要 | 利用規約 | プライバシーポリシー | 关于我们 | 联系我们 | 회사소개 | 매체소개 | 광고문의 | 광고안내 |
        개인정보처리방침 | 개인정보취급방침 | 이용약관 | 저작권보호정책 | 저작권정책 | 이메일무단수집거부 |
        이메일주소무단수집거부 | 청소년보호정책 | 청소년보호책임자 | 고충처리인 | 찾아오시는 길 | 찾아오시는길 |
        윤리강령 | 편집규약 | 독자투고 | 사이트맵 | 인터넷신문위원회 윤리강령 준수
        """,
    ),
)

TEXTS: Final = MappingProxyType(
    {
        text.strip(): role
        for role, texts in _TEXTS
        for line in texts.split("\n")
        for text in line.split("|")
        if text.strip()
    }
)

_TOKENS = (
    (Role.SHARE, "share sharing shares social sns sharethis addthis socials"),
    (Role.COMMENTS, "comment comments commentlist disqus respond reply replies talkback"),
    (
        Role.RELATED,
        """
        related recommend recommended recommendation recommendations ranking popular trending mostread latest teaser
        teasers outbrain taboola morenews readmore
        """,
    ),
    (Role.ADVERT, "ad ads advert advertisement advertising adslot adsbygoogle sponsor sponsored promo banner adbox"),
    (Role.SUBSCRIPTION, "newsletter subscribe subscription paywall regwall abo membership donate signup signin login"),
    (Role.BYLINE, "author authors byline bio writer journalist reporter"),
    (Role.COPYRIGHT, "copyright"),
    (
        Role.FOOTER,
        "footer foot colophon cookie cookies cookielaw cookielawinfo cookiebot consent gdpr onetrust usercentrics",
    ),
    (
        Role.NAVIGATION,
        "nav navi navigation navbar menu gnb lnb breadcrumb breadcrumbs pagination pager header topbar sitemap",
    ),
)
TOKENS: Final = MappingProxyType({token: role for role, tokens in reversed(_TOKENS) for token in tokens.split()})
TAGS: Final = MappingProxyType({"nav": Role.NAVIGATION, "footer": Role.FOOTER})

# What a site says of itself at its foot: registration, publisher, address.
IMPRINT_SIGNS: Final = phrases(
    """
    발행인 | 편집인 | 청소년보호책임자 | 등록번호 | 등록일자 | 사업자등록 | 발행일자 | 대표전화 | 제호 | ND소프트 |
    mediaOn | 통신판매 | Impressum | USt-IdNr | Handelsregister | Registered office | ISSN
    """
)

# What an element is called that asks for consent, and what its text then has: what for, and that one agrees.
CONSENT_TOKENS: Final = words(
    "cookie cookies cookielaw cookielawinfo cookiebot consent gdpr onetrust usercentrics didomi cmp cookiebanner"
)
CONSENT_SIGNS: Final = (
    phrases("cookie | datenschutz | données | privacy | datos | 쿠키 | 개인정보 | クッキー | 隐私 | файл"),
    phrases(
        """
        accept | consent | settings | preferences | analytics | akzept | zustimm | einwillig | einstellung | accepter |
        refus | consent | aceptar | rechaz | accett | rifiut | akkoord | godkänn | zaakcept | zgod | принима | соглас |
        동의 | 수락 | 同意 | 接受
        """
    ),
)
# What an element is called whose parts are slides.
SLIDE_TOKENS: Final = words("slideshow slideshows carousel slider slides slick swiper")
# How a platform's own statement below a text begins, in what languages it was met.
STATEMENT_SIGNS: Final = re.compile(
    r"\A\s*[\[【(（*※]?\s*(?:特别声明|特別聲明|免责声明|免責聲明|版权声明|版權聲明|郑重声明|法律声明|声明|聲明|免責事項"
    r"|면책\s?조항|면책\s?공고"
    r"|disclaimer|legal notice|editor['’]s disclaimer|haftungsausschluss|avertissement légal|aviso legal"
    r"|esclusione di responsabilità)\s*[\]】)）]?\s*[:：]"
    r"|\A\s*(?:notice:\s*)?the (?:above )?(?:content|views|opinions)(?: and opinions)?(?: above)?[^.]{0,80}?"
    r"(?:was uploaded|do not (?:necessarily )?(?:reflect|represent)|are (?:those|solely))"
    r"|(?:本平台仅提供信息存储|本平台僅提供信息|仅代表作者(?:个人|本人)?观点|僅代表作者|不代表本(?:网|站|平台|網))",
    re.IGNORECASE,
)
# Of those, what shows that the statement is the site's own and not the article: whose the text is and what it is not.
STATEMENT_PROOF: Final = re.compile("不代表|转载|轉載|转自|版权|版權|저작권|무단|転載|republi", re.IGNORECASE)
# How a site says that it earns by what it recommends, in what languages it was met; each form has one of the stems.
EARNINGS_STEMS: Final = ("commission", "ffili", "reader-supported", "mazon A")
EARNINGS_SIGNS: Final = re.compile(
    r"(?=.*\b(?:links?|you|purchases?)\b).*?\b(?:we|I|us) (?:(?:may|might|can|could|will) )?(?:also )?"
    r"(?:earn|receive|get|make) (?:an? |some )?(?:small |affiliate |referral |tiny )*commissions?\b"
    r"|(?=.*\bcommissions?\b).*?\bmay (?:earn|receive|contain|include)\b.*?\baffiliate\b"
    r"|.*?\b(?:(?:contains?|includes?) (?:some )?affiliate links\b|reader-supported (?:web)?site\b)"
    r"|.*?\bas an (?:amazon a|affiliate)[^.]{0,30}\bI earn\b|.*?enthält (?:sogenannte )?Affiliate-Links"
    r"|.*?contient des liens (?:d.)?affili|.*?contiene enlaces de afiliad",
    re.IGNORECASE | re.DOTALL,
)
