"""An image in, the lines near it that are its caption out; and captions whose picture is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scraper.model import Block, Image, ImageTag, Mark, Outline, Page
from scraper.page.markup import HEADINGS
from scraper.parse.authors import split_dateline
from scraper.parse.body import is_within
from scraper.parse.images.files import TOKENS, absolute
from scraper.parse.texts import LONGEST_CAPTION, is_button, is_caption_line, is_credited, split_credit, words

# Of the captions on the dev and Korean pages, all stand at most three blocks behind their image.
REACH = 4
_CLIMB = 5
_SIGNS = frozenset("◇◆▶↑")
_PICTURE_WORDS = ("photo", "img", "image", "pic", "caption")
_CAPTION_NAMES = words("caption figcaption photocaption imgcaption imagecaption")
_CAPTION_TOKENS = words(
    """
    cap caption figcaption captions credit desc photo img image
    """
)


class Found(NamedTuple):
    """An image, and the blocks that are its caption."""

    image: Image
    blocks: tuple[int, ...]


def elements_around(page: Page, element: int) -> Iterator[int]:
    """Yield the element and a few around it, up to the first that holds more than the picture."""
    for _ in range(_CLIMB):
        if element < 0 or page.elements[element].tag in ("article", "main", "body", "section"):
            return
        yield element
        element = page.elements[element].parent


def figure_of(page: Page, element: int) -> int:
    """Return the number of the figure around an element, -1 if there is none."""
    return next((number for number in elements_around(page, element) if page.elements[number].tag == "figure"), -1)


def captioned(page: Page, tag: ImageTag, marks: list[Mark], last: int) -> Found:
    """Return an image with its caption and credit; `last` is the number of the article's last block."""
    url = absolute(page, tag.src)
    alt = tag.alt.strip() or None
    texts_of, blocks = _caption_blocks(page, tag, marks, last)
    caption = credit = None
    for text in texts_of:
        part, given = split_credit(text)
        credit = credit or given
        if part and caption is None:
            caption = part
        elif part and credit is None and len(part) < 60:
            credit = part
    return Found(Image(url, caption, credit, alt), blocks)


def _caption_blocks(page: Page, tag: ImageTag, marks: list[Mark], last: int) -> tuple[list[str], tuple[int, ...]]:
    """Return the texts of an image's caption and the numbers of their blocks."""
    near = page.blocks[tag.block : min(len(page.blocks), tag.block + REACH)]
    figure = figure_of(page, tag.element)
    if figure >= 0:
        inside = [block for block in near if is_within(page, block, figure) and len(block.text) <= LONGEST_CAPTION]
        if inside:
            return [block.text for block in inside if not is_button(block.text)], tuple(
                block.number for block in inside
            )
    # A heading between the two begins something that the picture only decorates.
    stop = next((block.number for block in near if block.tag in HEADINGS), tag.block + REACH)
    for mark in marks:
        is_near = tag.block <= mark.block < min(stop, len(page.blocks))
        if is_near and mark.text and page.blocks[mark.block].text.startswith(mark.text[:30]):
            return [mark.text], (mark.block,)
    for block in near[:2]:
        if block.number > last + 1 or len(block.text) > LONGEST_CAPTION:
            break
        if is_button(block.text):
            continue
        if _is_own_line(page, tag, block):
            return [block.text], (block.number,)
        break
    return [], ()


def _is_own_line(page: Page, tag: ImageTag, block: Block) -> bool:
    """Tell whether the block right under the image is its caption: by alternative text, sign, or its small element."""
    if is_caption_line(block.text) or _says_alternative(tag, block):
        return True
    if block.tag in ("h1", "h2", "h3") or block.link_chars or len(block.text) > 160 or block.element < 0:
        return False
    is_next = block.number == tag.block
    if _has_own_table(page, tag, block) or (is_next and (is_credited(block.text) or _is_above_dateline(page, block))):
        return True
    around = page.elements[tag.element].hint
    if tag.element in (block.element, page.elements[block.element].parent) and _is_picture_box(around):
        return True
    hint = page.elements[block.element].hint
    return not _CAPTION_TOKENS.isdisjoint(TOKENS.findall(hint))


def _says_alternative(tag: ImageTag, block: Block) -> bool:
    """Tell whether the block prints the alternative text; a paragraph may just begin with the name of what is shown."""
    alt, text = tag.alt, block.text
    return len(alt) > 8 and text.startswith(alt[:40]) and (len(alt) >= 40 or len(text) <= 3 * len(alt))


def _is_above_dateline(page: Page, block: Block) -> bool:
    """Tell whether the block below opens the text with a dateline: what stands before it is no text."""
    below = page.blocks[block.number + 1 : block.number + 2]
    return any(split_dateline(other.text).rest != other.text for other in below)


def _has_own_table(page: Page, tag: ImageTag, block: Block) -> bool:
    """Tell whether the image and the block are all that a table holds: old layouts keep a picture's line so."""
    table = tag.element
    while table >= 0 and page.elements[table].tag != "table":
        table = page.elements[table].parent
    if table < 0 or not is_within(page, block, table):
        return False
    near = (page.blocks[number] for number in (block.number - 1, block.number + 1) if 0 <= number < len(page.blocks))
    return not any(is_within(page, other, table) for other in near)


def _is_picture_box(hint: str) -> bool:
    return any(word in hint for word in _PICTURE_WORDS)


def loose_captions(page: Page, outline: Outline, taken: set[int]) -> Iterator[int]:
    """Yield captions that stand alone: lines with a caption's sign, a bare label before the first paragraph."""
    body = outline.body
    if not body:
        return
    first = outline.headline if outline.headline is not None else body[0]
    for block in page.blocks[min(first, body[0]) : body[-1] + 1]:
        head = block.text[:8]
        is_signed = head[0] in "▲△▵" or "사진" in head
        if is_signed and block.number not in taken and is_caption_line(block.text):
            yield block.number
    opening = page.blocks[body[0]]
    is_captioned = is_credited(opening.text) or opening.text[0] in _SIGNS
    # A dump has lost the picture above the line.
    is_above = len(body) > 1 and (page.kind == "text" or _is_above_dateline(page, opening))
    if is_captioned and is_above and opening.number not in taken:
        yield opening.number
    for number in (body[0] - 1, body[0]):
        if number > first and _is_bare_label(page.blocks[number].text):
            yield number


def marked_captions(page: Page, marks: list[Mark], taken: set[int]) -> Iterator[int]:
    """Yield whole blocks that their own markup calls captions, where the picture itself is gone."""
    for mark in marks:
        if mark.block in taken or mark.block >= len(page.blocks) or mark.text != page.blocks[mark.block].text:
            continue
        if not _CAPTION_NAMES.isdisjoint(TOKENS.findall(mark.hint)):
            yield mark.block


def _is_bare_label(text: str) -> bool:
    """A photo's file name or day that was left where its caption should be: `4.17`, `IMG_2041`, `photo1.jpg`.

    A whole date there is the article's.
    """
    return bool(
        re.fullmatch(
            r"\d{1,2}(?:[.\-_]\d{1,2}){1,2}\.?|\d{4}[.\-_]\d{1,2}\.?"
            r"|(?:IMG|DSC|DSCN|KakaoTalk|사진|image|photo)[-_ ]?\d[\w.-]*"
            r"|[\w-]{1,30}\.(?:jpe?g|png|gif|webp)",
            text.strip(),
            re.IGNORECASE,
        )
    )
