"""Korean byline text in, its people out: `서울=홍길동 기자 hong@…` is 홍길동, 기자, hong@….

A person is two to four Hangul syllables before a reporter's role, or after a credit word (`글·사진 홍길동`). Desks
(`디지털뉴스부`) and departments (`섬해양정책과`) are refused.
"""

from __future__ import annotations

import re

from scraper.model import Author
from scraper.parse.authors.korean_words import COMPOUND_SURNAMES, NOT_NAMES, PLACES, SURNAMES

_BEAT = (
    "의학|과학|문화|경제|정치|사회|환경|교육|국제|체육|스포츠|음식|여행|영화|음악|미술|종교|노동|법조|군사|북한|통일"
    "|디지털|데이터|탐사|산업|부동산|금융|증권|유통|자동차|바이오|IT|정보|지역|농업|해양|항공|연예"
)
_ROLE = (
    rf"(?:[가-힣]{{2,4}}주재 ?|(?:{_BEAT})?(?:전문|선임|수석|대표|수습|인턴|객원|시민|명예|대학생|주재|현장|사진|영상"
    r"|취재) ?)?(?:AI ?)?기자"
    r"|(?:순회)?특파원|(?:수석|상임)?논설(?:위원|실장|주간)|(?:AI ?)?리포터|칼럼니스트|(?:편집|보도|취재|제작"
    r"|디지털)(?:국장|위원|본부장|부국장|인)"
    rf"|(?:{_BEAT}|편집|보도|취재|사진|전국|제2사회)부장|대기자|통신원|앵커|아나운서|주필|대표이사|발행인|평론가"
    rf"|에디터|프로듀서|PD"
)
_NAME = r"(?:[가-힣]{3}|[가-힣]{2}|[가-힣]{4})"
_EMAIL = r"[\w.+-]+@(?:[\w-]+(?:\.[\w-]+)*)?"
_JOINER = r"(?:[ \t]*[·,ㆍ・∙•/&][ \t]*|[ \t](?:와|및)[ \t]|[ \t](?=[가-힣]{3}(?:[ \t]|기자|$)))"
_PLACE = r"(?:[가-힣A-Za-z·, ]{2,20}?\s?[=＝]\s?)?"

# Two elements side by side lose the blank between them: 홍길동 기자승인 2024.04.30.
_DATE_LABEL = r"(?:승인|(?:기사)?입력|등록|수정|작성|송고|발행)\s?[:일시]?\s?[\d\[]"
# Names share the role that follows the last of them: 홍길동·김철수 기자.
REPORTERS = re.compile(
    rf"(?<![가-힣])(?P<names>{_PLACE}{_NAME}(?:{_JOINER}{_PLACE}{_NAME}){{0,7}})[ \t]?(?P<role>{_ROLE})"
    rf"(?=$|[^가-힣]|{_DATE_LABEL})"
    rf"(?:\s?[(\[<|ㅣ,]?\s?(?P<email>{_EMAIL})[)\]>]?)?"
)
# One to four of them, as part of a larger pattern.
PEOPLE = (
    rf"(?:{REPORTERS.pattern}(?:\s*[·,ㆍ&/]?\s*)){{1,4}}".replace("?P<names>", "")
    .replace("?P<role>", "?:")
    .replace("?P<email>", "?:")
)
# Who only took or drew the pictures is no author: 사진=한빛시.
_CREDIT_WORD = "(?:글|사진|취재|촬영|편집|그래픽|영상|정리)"
_CREDIT_JOINER = r"\s?[·,/ㆍ&]\s?"
_CREDIT = re.compile(
    rf"(?:^|[\s(\[/])(?:{_CREDIT_WORD}{_CREDIT_JOINER})*(?:글|취재|정리)(?:{_CREDIT_JOINER}{_CREDIT_WORD})*"
    rf"(?:\s?[=:：]\s?|\s)(?P<names>{_NAME}(?:{_JOINER}{_NAME}){{0,5}})(?=\s*(?:$|[)\]/(]"
    rf"|{_EMAIL}))\s*\(?(?P<email>{_EMAIL})?"
)
_CREDIT_LABEL = re.compile(rf"^\W*{_CREDIT_WORD}(?:{_CREDIT_JOINER}{_CREDIT_WORD})*(?:\s?[=:：]\s?|\s)")
_ONE_NAME = re.compile(_NAME)
_HANGUL = re.compile("[가-힣]")
_LONGEST_LINE = 80
_MOST_OTHER_LETTERS = 12
_LABEL = re.compile(r"^\s*(?:작성자|글쓴이|기자명|필자|작성|기사작성|취재|지은이|저자)\s*[:：]?\s*")
# Portals set name and date side by side: 홍길동입력 2024. 1. 23. 13:18.
_DATED = re.compile(rf"\s?[|·]?\s?{_DATE_LABEL}.*\Z", re.DOTALL)
_LABELLED = re.compile(
    rf"\s*(?:(?:작성자|글쓴이|기자명|필자|기자)\s?[:：]?\s?(?P<labelled>{_NAME})(?![가-힣])|(?P<dated>{_NAME}(?=\s?{_DATE_LABEL})"
    rf"|[가-힣]{{3}}(?=20\d\d[-./])))"
)
_REST = re.compile(r"외\s?\d{1,2}\s?[명인]")

# Boards: `작성자 윤미만 기자 댓글 0건 조회 12회 작성일 24-04-30`. The labels divide the line, also where the markup has
# lost the blanks, and the writer's menu (`쪽지보내기`) is none of the name.
WRITER_LABELS = frozenset({"작성자", "글쓴이", "기자명", "필자", "등록자", "게시자", "기고자", "작성기자", "취재기자"})
_LONGEST_BOARD_LINE, _LONGEST_VALUE = 200, 60
_WRITER_LABEL = "|".join(sorted(WRITER_LABELS, key=len, reverse=True))
_NEXT = (
    "댓글|조회|작성일|등록일|수정일|게시일|입력|승인|날짜|추천|비추천|공감|이메일|메일|[Ee]-?[Mm]ail|첨부|파일|분류|번호|인쇄|스크랩|공유"
    "|쪽지보내기|메일보내기|자기소개|홈페이지|전체게시물|아이디로|이름으로|회원|포인트|IP|아이피|(?:20)?\\d\\d[-./]\\d"
)
_CELL = re.compile(
    rf"(?<![가-힣])(?:{_WRITER_LABEL})(?:\s?[:：|]\s?|\s*)(?P<value>[^\n|:：]{{2,60}}?)\s*(?=\Z|\n|\||{_NEXT})"
)
_MENU = re.compile(rf"\s*(?:{_NEXT}).*\Z", re.DOTALL)


def is_korean_name(text: str) -> bool:
    """Tell whether the text has the shape of a Korean person's name.

    >>> [is_korean_name(t) for t in ("홍길동", "남궁민수", "편집부", "섬해양정책과", "가나다라")]
    [True, True, False, False, False]
    """
    if not 2 <= len(text) <= 4 or text in NOT_NAMES or text in PLACES or not _ONE_NAME.fullmatch(text):
        return False
    if text[:2] in COMPOUND_SURNAMES and len(text) > 2:
        return True
    return text[0] in SURNAMES and len(text) < 4 and text[-1] not in "부팀는를을의에다"


def korean_people(text: str) -> tuple[Author, ...]:
    """Return the people that a Korean byline names, in order; none for a desk, a department or a sentence.

    >>> [(a.name, a.role, a.email) for a in korean_people("함평=황운학·이솔 기자 x@paper.example")]
    [('황운학', '기자', None), ('이솔', '기자', 'x@paper.example')]
    """
    return korean_reporters(text) or _bare_names(text)


def korean_reporters(text: str) -> tuple[Author, ...]:
    """Return the people whose role or credit stands beside their names, in order.

    >>> [a.name for a in korean_reporters("글·사진 홍길동")], korean_reporters("설정")
    (['홍길동'], ())
    """
    people: dict[str, Author] = {}
    for pattern in (REPORTERS, _CREDIT):
        for match in pattern.finditer(text):
            for author in _authors(match):
                people.setdefault(author.name, author)
    return tuple(people.values())


def korean_labelled(text: str) -> tuple[Author, ...]:
    """Return the person whom a line of labels names without a role: `작성자 홍길동 24-04-30 조회 7`.

    >>> korean_labelled("홍길동입력 2024. 1. 23.")[0].name, korean_labelled("작성자 관리자")
    ('홍길동', ())
    """
    match = _LABELLED.match(text)
    name = (match["labelled"] or match["dated"]) if match else ""
    return (Author(name, None, None, None, text),) if match and is_korean_name(name) else ()


def is_korean_byline(text: str) -> bool:
    """Tell a line that holds a byline, a date and a label or two from a sentence that has a reporter in it.

    >>> is_korean_byline("한빛매일 홍길동 기자 | 입력 2024.05.13"), is_korean_byline("홍길동 기자 = 길이 열렸다.")
    (True, False)
    """
    if len(text) > _LONGEST_LINE or "다." in text:
        return False
    rest = _CREDIT.sub("", REPORTERS.sub("", text))
    return len(_HANGUL.findall(rest)) <= _MOST_OTHER_LETTERS


def names_alone(byline: str) -> bool:
    """Tell whether what stands before the first role of a byline are names, not the end of a sentence.

    >>> names_alone("홍길동 김철수 기자"), names_alone("그는 전했다 홍길동 기자")
    (True, False)
    """
    byline = _CREDIT_LABEL.sub("", byline)
    match = REPORTERS.search(byline)
    if match is None:
        return True
    names = [name.rpartition("=")[2].strip() for name in re.split(_JOINER, match["names"].replace("＝", "="))]
    if any(word[-1] in "다는을를" for word in byline[: match.start()].split()):
        return False
    return all(name in PLACES or is_korean_name(name) for name in names[:-1])


def _authors(match: re.Match[str]) -> list[Author]:
    groups = match.groupdict()
    names = [name.rpartition("=")[2].strip() for name in re.split(_JOINER, groups["names"].replace("＝", "="))]
    # The role vouches only for the name right before it; those joined to it must look like names themselves.
    names = [name for name in names[:-1] if is_korean_name(name)] + [
        name for name in names[-1:] if _is_name_in_byline(name)
    ]
    email = (groups["email"] or "").rstrip(".@") if "@" in (groups["email"] or "") else ""
    complete = email if "@" in email else None
    last = len(names) - 1
    raw = match[0].strip(" ([</")
    return [
        Author(name, complete if i == last else None, groups.get("role"), None, raw) for i, name in enumerate(names)
    ]


def _is_name_in_byline(name: str) -> bool:
    """A role beside it vouches for the name: rare surnames and pen names of four syllables pass."""
    return name not in NOT_NAMES and bool(_ONE_NAME.fullmatch(name)) and not name.endswith(("부", "팀"))


def _bare_names(text: str) -> tuple[Author, ...]:
    bare = _REST.sub("", _LABEL.sub("", _DATED.sub("", text))).strip(" ()[]<>/|·")
    name, _, email = bare.partition(" ")
    if "@" in email and re.fullmatch(_EMAIL, email.strip("()[]<> ")) and is_korean_name(name):
        return (Author(name, email.strip("()[]<> "), None, None, text),)
    names = re.split(_JOINER, bare.rpartition("=")[2])
    if len(names) > 8 or not all(is_korean_name(name) for name in names):
        return ()
    return tuple(Author(name, None, None, None, text) for name in names)


def board_writer(text: str) -> tuple[Author, ...]:
    """Return the person whom a board's line of labels names as its writer.

    >>> [(a.name, a.role) for a in board_writer("작성자 나지진 객원기자 댓글 0건 조회 1,204회 작성일 24-04-30 14:05")]
    [('나지진', '객원기자')]
    >>> [a.name for a in board_writer("작성자홍길동댓글0건조회12회")], board_writer("작성자 최고관리자 댓글 0건")
    (['홍길동'], ())
    """
    match = _CELL.search(text) if len(text) <= _LONGEST_BOARD_LINE else None
    return writer_in_cell(match["value"]) if match else ()


def writer_in_cell(text: str) -> tuple[Author, ...]:
    """Return the person whom the cell beside such a label names: with a role, or as a name alone.

    >>> [a.name for a in writer_in_cell("윤미만 기자쪽지보내기자기소개")], writer_in_cell("한빛시 문화과")
    (['윤미만'], ())
    """
    if len(text) > _LONGEST_VALUE:
        return ()
    value = _MENU.sub("", text).strip()
    named = korean_reporters(value)
    if named:
        return named
    return (Author(value, None, None, None, text.strip()),) if is_korean_name(value) else ()
