"""The words by which an address says that it is no news: generic ones, as content systems of any language use them."""

from __future__ import annotations

# Whole words of a path's plain segments, and names of parameters: logins, searches, forms, tools.
TRAPS = frozenset(
    """
    account admin adminloginform api auth banner basket bookmark calendar callback captcha cart checkout click comment
    comments download edit email embed event events export favorite find findid findpw fonts forgot guestbook join like
    login loginform logout mail member members membership mypage newsletter oauth oembed order password pdf poll popup
    print printview profile reaction recommend register registration reply respond schedule scrap search searchresult
    share shop signin signup sns subscribe subscription survey tag tags token topic topics trackback unsubscribe upload
    vote webmail widget wp-admin wp-json write xmlrpc
    """.split()  # noqa: SIM905 -- words read best as text
)
# Of these, what papers also call their sections: a story may stand below, at an address with a number or a slug.
SECTIONS = frozenset(
    """
    api auth calendar comment comments event events export favorite guestbook like mail member members membership
    newsletter order poll popup profile reaction recommend respond schedule shop subscription survey topic topics vote
    """.split()  # noqa: SIM905 -- words read best as text
)
# Pages about the paper itself: no list of stories stands there, but stories may below, as in /policy/ and /history/.
SERVICE = frozenset(
    """
    about aboutus accessibility advertise advertising advertisement agreement careers company contact contactus cookie
    cookies copyright disclaimer donate ethics faq help history imprint impressum inquiry jobs kontakt legal map
    masthead policies policy privacy sitemap staff support terms youthpolicy
    """.split()  # noqa: SIM905 -- words read best as text
)
# Parameters that search, sort or answer: the same stories once more, or a form.
TRAP_PARAMETERS = frozenset(
    """
    action add-to-cart attachment_id captcha filter keyword keywords like order order_by orderby q query redirect
    redirect_to redirect_url replytocom return return_url returnurl s sc_order_by sc_word search search_word searchword
    sfl share sod sop sort sortby sst stx url word
    """.split()  # noqa: SIM905 -- words read best as text
)
# Of which a value stands for a day or a month: an archive by date, which a crawl of what is new does not walk.
DATE_PARAMETERS = frozenset("cal date day month year yy mm dd ymd ym s_date sdate sc_day sc_sdate".split())  # noqa: SIM905 -- words read best as text
# Parameters that are the number of a list's page.
PAGE_PARAMETERS = frozenset(
    """
    curpage currentpage gopage nowpage npage p page page_no page_num paged pageindex pageno pagenum pagenumber pg pn
    """.split()  # noqa: SIM905 -- words read best as text
)
# What is no page at all, by the end of its path.
FILES = frozenset(
    """
    7z aac apk avi bmp css csv doc docx eot epub exe flac gif gz hwp hwpx ico ics jpeg jpg js json m3u8 m4a m4v mkv mov
    mp3 mp4 mpg odt ogg otf pdf png ppt pptx rar svg swf tar tif tiff ttf txt wav webm webmanifest webp wmv woff woff2
    xls xlsx zip
    """.split()  # noqa: SIM905 -- words read best as text
)
# What a link says that leads to a list's other pages.
NEXT_WORDS = (
    "next",
    "older",
    "more",
    "last",
    "다음",
    "이전 기사",
    "더보기",
    "맨끝",
    "끝",
    "次",
    "下一",
    "weiter",
    "suivant",
    "siguiente",
)
