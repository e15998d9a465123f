"""Body of a Chinese or Japanese page in, its last lines that only say who edited or whence it is out.

`（责任编辑：王小明）`, `[稿源：河港日报] [编辑：李平]`, `(王小明 編輯)`: whole short lines without a sentence. They
stand behind nearly every text of such papers, most often outside its element.
"""

from __future__ import annotations

import re

from scraper.model import Page, Role
from scraper.parse.texts import phrases

# They stand among this many of the body's last blocks.
_TAIL = 3
_LONGEST = 60
_HAN = "\u3400-\u9fff"
_LABELS = "|".join(
    phrases("责任编辑 | 責任編輯 | 责编 | 責編 | 编辑 | 編輯 | 編集 | 编审 | 审核 | 校对 | 校對 | 来源 | 來源 | 稿源")
)
_CREDIT = re.compile(
    rf"\W*(?:(?:{_LABELS})\s*[:：][^。！？]*|[{_HAN}]{{2,4}}\s+(?:编辑|編輯|编译|編譯|校对|校對)\W*)\Z"
)


def credit_lines(page: Page, body: tuple[int, ...]) -> dict[int, tuple[Role, str]]:
    """Return the role and the reason of the last blocks of `body` that only credit an editor or a source."""
    blocks = (page.blocks[number] for number in body[-_TAIL:])
    found = [block.number for block in blocks if len(block.text) <= _LONGEST and is_credit(block.text)]
    if len(found) == len(body):
        return {}
    return dict.fromkeys(found, (Role.BYLINE, "a line that only says who edited, or whence it is"))


def is_credit(text: str) -> bool:
    """Tell whether a line only says who edited the text, or where it is from.

    >>> [is_credit(line) for line in ("（责任编辑：王小明）", "(王小明 編輯)", "编辑说，大桥明年开工。")]
    [True, True, False]
    """
    return not text.isascii() and _CREDIT.match(text) is not None
