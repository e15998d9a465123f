"""A line with a guest author's name and office in, the author out: `홍길동(한빛대 교수)`."""

from __future__ import annotations

import re

from scraper.model import Author, Block, Evidence, Finding, Outline, Page
from scraper.parse.authors.korean import is_korean_name

_OFFICE = (
    r"(?:교수|대표|위원장?|시장|군수|구청장|도지사|장관|차관|회장|소장|원장|청장|대장|국장|과장|팀장|단장|관장|서장|교장|교사"
    r"|의원|의장|변호사|노무사|세무사|법무사|의사|약사|작가|시인|수필가|소설가|이사장?|직무대행|연구원|박사|목사|스님|신부"
    r"|강사|총장|학장|조합장|지부장|본부장|센터장|논설위원|평론가|칼럼니스트|활동가|간사|사무국장|농부|학생)"
)
_LINE = re.compile(rf"(?P<name>[가-힣]{{2,4}})(?:\s?[(·,/|]\s?|\s)(?P<office>[^.!?…]{{0,28}}{_OFFICE})\)?")
_LONGEST = 40
# Such a line stands above the text or right behind it.
_NEAR = 3


def contributor(text: str) -> Author | None:
    """Return the guest author whom a whole line names, with the office as role.

    >>> contributor("한결 솔고개면 의용소방대장")
    Author(name='한결', email=None, role='솔고개면 의용소방대장', organization=None, raw='한결 솔고개면 의용소방대장')
    >>> contributor("홍길동 시장 “길을 넓히겠다”") is None
    True
    """
    match = _LINE.fullmatch(text.strip(" ▲△/[]<>·")) if len(text) <= _LONGEST else None
    if match is None or not is_korean_name(match["name"]):
        return None
    return Author(match["name"], None, match["office"].strip(" ()·,/|"), None, text)


def find_contributor(page: Page, *, outline: Outline) -> Finding[tuple[Author, ...]] | None:
    """Return the guest author named above the text or right behind it; none elsewhere."""
    body = outline.body
    if not body:
        return None
    first = max(body[0] - _NEAR, 0 if outline.headline is None else outline.headline + 1)
    numbers = [*range(first, body[0] + 1), *range(body[-1], body[-1] + _NEAR)]
    for block in (page.blocks[number] for number in numbers if number < len(page.blocks)):
        author = None if _is_caption(page, block) else contributor(block.text)
        if author:
            return Finding((author,), Evidence("byline: name and office", 0.8, block.text), (block.number,))
    return None


def _is_caption(page: Page, block: Block) -> bool:
    return any(mark.kind == "caption" and mark.block == block.number for mark in page.marks)
