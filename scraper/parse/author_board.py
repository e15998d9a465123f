"""The line or cell of a Korean board that names a post's writer in, the writer out; none for an office or an account.

`작성자 윤미만 기자 댓글 0건 조회 12회 작성일 24-04-30`: the labels of boards divide the line, also where the markup has lost
the blanks, and the writer's menu (`쪽지보내기`) is none of the name.
"""

from __future__ import annotations

import re

from scraper.model import Author
from scraper.parse.author_korean import is_korean_name, korean_reporters

WRITER_LABELS = frozenset({"작성자", "글쓴이", "기자명", "필자", "등록자", "게시자", "기고자", "작성기자", "취재기자"})
_LONGEST_LINE, _LONGEST_VALUE = 200, 60
_LABEL = "|".join(sorted(WRITER_LABELS, key=len, reverse=True))
_NEXT = (
    "댓글|조회|작성일|등록일|수정일|게시일|입력|승인|날짜|추천|비추천|공감|이메일|메일|[Ee]-?[Mm]ail|첨부|파일|분류|번호|인쇄|스크랩|공유"
    "|쪽지보내기|메일보내기|자기소개|홈페이지|전체게시물|아이디로|이름으로|회원|포인트|IP|아이피|(?:20)?\\d\\d[-./]\\d"
)
_CELL = re.compile(rf"(?<![가-힣])(?:{_LABEL})(?:\s?[:：|]\s?|\s*)(?P<value>[^\n|:：]{{2,60}}?)\s*(?=\Z|\n|\||{_NEXT})")
_MENU = re.compile(rf"\s*(?:{_NEXT}).*\Z", re.DOTALL)


def board_writer(text: str) -> tuple[Author, ...]:
    """Return the person whom a board's line of labels names as its writer.

    >>> [(a.name, a.role) for a in board_writer("작성자 나지진 객원기자 댓글 0건 조회 1,204회 작성일 24-04-30 14:05")]
    [('나지진', '객원기자')]
    >>> [a.name for a in board_writer("작성자홍길동댓글0건조회12회")], board_writer("작성자 최고관리자 댓글 0건")
    (['홍길동'], ())
    """
    match = _CELL.search(text) if len(text) <= _LONGEST_LINE else None
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
