"""The set phrases of lines that no Korean article's text has: role, reason, and one pattern a line of the table."""

from __future__ import annotations

import re

from scraper.model import Role

_COPYRIGHT = r"""
[<\[(]?\s?(?:저작권자|ⓒ|©|[Cc]opyright).{0,60}
.{0,80}(?:무단\s?(?:전재|복제|배포)|재배포|재판매).{0,60}금지.{0,20}
.{0,40}공공누리.{0,140}
"""

_ADVERT = r"""
.{2,60}\(?\s?클릭\s?[!~]*\s?\)?\s*
"""

_CALLS = r"""
[▶▷☞◆■◇※◎●\[<(*-]*\s?(?:기사|뉴스|독자)?\s?제보(?:는|하기|\s?및|\s?문의|\s?:|\s?전화|\s?\w*@).{0,80}
[▶▷☞◆■◇※◎●\[<(*-]*\s?카카오톡\s?\S*jebo.{0,80}
[▶▷☞◆■◇※◎●\[<(*-]*\s?(?:네이버|다음|유튜브|카카오톡?|텔레그램|구글).{0,30}(?:구독|채널\s?추가|친구\s?추가|만나보세요).{0,80}
[▶▷☞].{2,60}(?:구독|제보|바로가기|보러\s?가기|확인하기|jebo|이벤트|채널|만나보세요).{0,30}
.{0,70}(?:뉴스를|소식을|신문을)\s?만나보세요\.?
"""

_ENCLOSURES = r"""
[※*]?\s?(?:별첨|붙임|첨부|관련\s?사진|사진)\s?\d?\s?[:：.]\s?.{0,100}
[※*]\s?(?:사진|자료|별첨|첨부)\s?(?:있음|없음|첨부|별첨).{0,80}
[<(\[-]\s?끝\s?[>)\]-]\.?
.{1,80}\.(?:hwpx?|pdf|jpe?g|png|zip|docx?|xlsx?|pptx?)(?![\w/]).{0,60}
[(\[].{0,80}\d\s?[장부매건쪽].{0,20}(?:첨부|별첨|붙임)\s?[)\]]
"""

# Headings for screen readers, and the neighbours of a story in its board.
_NAVIGATION = r"""
(?:본문(?:\s?내용)?|페이지\s?정보|댓글\s?목록|첨부파일|게시물\s?(?:내용|상세)|상세\s?내용)
(?:이전|다음)\s?(?:글|기사|게시물).{0,80}
총?\s?\d[\d,]*\s?[건개]\s?[\[(].{0,30}
"""

_CONTACTS = r"""
[【(\[][^】)\]]{0,160}\d{3,4}-\d{3,4}[^】)\]]{0,160}[】)\]]
.{0,50}(?:☎|☏|문의\s?[:：]).{0,60}\d{3,4}.{0,40}
(?:언론\s?|담당자\s?)?연락처\s?[:：]?
[^.!?]{0,50}\d{2,4}-\d{3,4}-\d{4}[^.!?]{0,30}
웹\s?사이트\s?[:：].{1,80}
"""

_LABEL = (
    r"(?:작성자|작성일자?|작성부서|등록자|등록일자?|등록부서|담당부서|담당자|담당팀|부서명?|조회수?|공고일|게시일|전화번호|연락처"
    r"|번호|최종\s?수정일|첨부파일|키워드|출처|이메일|구분|분류)"
)
_LABEL_LINES = rf"""
{_LABEL}\s?[:：]?\s*[^\n]{{1,40}}(?:\n{_LABEL}\s?[:：]?\s*[^\n]{{1,40}})*
"""

_NOTICES = r"""
.{0,30}(?:만족하십니까|만족도\s?조사|대한민국\s?공식\s?전자정부|의견을?\s?남겨).{0,60}
(?:이\s?기사[는의]|기사의)\s?(?:언론사|카테고리|섹션)[\s\S]{0,160}
기사\s?섹션\s?분류\s?안내
이\s?(?:뉴스|기사)는.{0,30}보도자료(?:입니다|이다|를).{0,30}
등록된\s?(?:댓글|의견)이\s?없습니다\.?
이\s?(?:기사|글|페이지)[는은].{0,80}(?:프린트|인쇄|출력)\s?(?:되었|됐|한|하).{0,20}
이\s?글자\s?크기로\s?변경됩니다\.?(?:\s?\(예시\).{0,80})?
"""

_SUMMARY_NOTICES = r"""
.{0,60}(?:자동\s?(?:추출|요약)|요약\s?기술).{0,160}
.{0,40}(?:AI|인공지능).{0,12}(?:만든|생성한?|작성한?|제공하는|자동)\s?.{0,8}요약.{0,80}
"""

# Buttons that share a line.
_TOOL = (
    r"(?:페이스북|트위터|카카오\w*|네이버\w*|밴드|라인|(?:SNS|URL)\s?\w*|본문|글씨|글자\s?크기|글자|크기|키우기|줄이기|크게|작게|\(?으?\)?로"
    r"|(?:기사|메일)?\s?(?:공유|보내기|스크랩|복사|프린트|인쇄|듣기)\w*|음성으로|가)"
)
_TOOLS = rf"""
(?:{_TOOL}[\s+|·/-]*){{2,}}
"""

# Counts of a story's reactions, the paper's number.
_COUNTS = r"""
(?:(?:좋아요|훈훈해요|슬퍼요|화나요|추천해요|쏠쏠정보|흥미진진|공감백배|분석탁월|후속강추|기뻐요|유익해요)\s?\d*\s*){2,}
(?:호수|지령|제)\s?\d{2,6}호?
"""

_SOURCES = r"""
기사\s?(?:제공|출처)\s?[:：=]?\s?[^\s.]{2,20}(?:\s[^\s.]{1,12})?
"""

_PAGE_DAY = r"""
UPDATE\s?[:：]\s?\d{4}.{0,40}
"""


def _whole(lines: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(lines.split()) + r")\Z")


LINES = tuple(
    (role, reason, _whole(lines))
    for role, reason, lines in (
        (Role.COPYRIGHT, "a copyright line", _COPYRIGHT),
        (Role.ADVERT, "an advert's call", _ADVERT),
        (Role.SUBSCRIPTION, "a call for tips or readers", _CALLS),
        (Role.OTHER, "an enclosure or the end mark", _ENCLOSURES),
        (Role.NAVIGATION, "a heading for screen readers or a neighbour's link", _NAVIGATION),
        (Role.OTHER, "an office's contact", _CONTACTS),
        (Role.OTHER, "an office's label line", _LABEL_LINES),
        (Role.OTHER, "a notice of the site", _NOTICES),
        (Role.OTHER, "a notice over a summary", _SUMMARY_NOTICES),
        (Role.FOOTER, "the day of the page", _PAGE_DAY),
        (Role.SHARE, "buttons in a row", _TOOLS),
        (Role.OTHER, "whose story it is", _SOURCES),
        (Role.OTHER, "counts", _COUNTS),
    )
)

# What every line of the table has some of: most texts of other languages have none, and are done with after one look.
# One class in front, for the search for a class is the fast one.
TELLING = re.compile(
    r"[가-힣☎☏▶▷☞©ⓒ.\dCcUS](?:(?<=[가-힣☎☏▶▷☞©ⓒ])|(?<=\.)(?:hwp|pdf|jpe?g|png|zip|doc|xls|ppt)|(?<=\d)-\d{3}"
    r"|(?<=[Cc])opyright|(?<=U)(?:PDATE|RL)|(?<=S)NS)"
)

SUMMARY_HEADING = re.compile(
    r"(?:AI|인공지능)\s?(?:기사\s?)?(?:요약|브리핑|뉴스\s?요약)|(?:기사\s?)?(?:자동\s?)?요약(?:봇|하기)?"
    r"|(?:세|3|한|1)\s?줄\s?요약|본문\s?요약봇?|핵심\s?요약|기사\s?요약|뉴스\s?요약"
)

# Lists of other stories; what follows in the same element are its items.
LIST_HEADING = re.compile(
    r"[\w\s·]{0,12}(?:많이\s?본|인기|최신|주요|실시간|관련|추천|랭킹|헤드라인|핫)\s?(?:뉴스|기사|글|소식|클릭|이슈)(?:\s?(?:보기|더보기|TOP\s?\d+))?"
)

IMPRINT = re.compile(
    r"등록번호|발행(?:·편집)?인|편집인|청소년보호책임자|대표전화|등록일자?\s?[:：]?\s?\d|발행일자|제호|팩스|전화번호|사업자"
    r"|대표이사\s?[:：]|정기간행물"
)
