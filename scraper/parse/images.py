"""Page and outline in, the article's images with captions and credits out.

An image counts when it stands between the headline and the end of the body, outside of related stories, icons and
author boxes. Its caption, by rungs: the text of its figure, an element marked as caption, the line equal to its
alternative text, a line with a caption's own sign. Without a visible image the page's declared one leads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from scraper.model import Block, Evidence, Finding, Image, ImageTag, Mark, Outline, Page, missing
from scraper.page.tags import HEADINGS
from scraper.parse.article_node import article_node, texts
from scraper.parse.author_names import leading_people
from scraper.parse.captions import LONGEST_CAPTION, is_button, is_caption_line, is_credited, split_credit
from scraper.parse.containers import is_within
from scraper.parse.dateline import split_dateline
from scraper.parse.word_lists import words

# Of the captions on the dev and Korean pages, all stand at most three blocks behind their image.
_REACH = 4
_CLIMB = 5
_MOST_IMAGES = 100
_LONGEST_LABEL = 16
_SIGNS = frozenset("◇◆▶↑")

# The names of files and of elements that hold the page's own pictures, not the article's.
_PAGE_FILES = words(
    """
    logo logos icon icons ico sprite sprites avatar profile banner btn button pixel blank spacer share sns facebook
    twitter kakao kakaotalk instagram whatsapp emoji badge loading placeholder qr qrcode opentype gravatar
    """
)
_PAGE_ENDINGS = (".svg", ".gif")
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|bmp)\b", re.IGNORECASE)
_PAGE_ELEMENTS = words(
    """
    related recommend recommended recommendations teaser author avatar profile journalist reporter logo icon icons
    share sharing sns social ad ads banner sidebar ranking popular comment comments nav menu footer promo newsletter
    """
)
_PICTURE_WORDS = ("photo", "img", "image", "pic", "caption")
_CAPTION_NAMES = words("caption figcaption photocaption imgcaption imagecaption")
_CAPTION_TOKENS = words(
    """
    cap caption figcaption captions credit desc photo img image
    """
)
_TOKENS = re.compile(r"[a-z]+")
_SIZE = re.compile(r"[-_]\d+x\d+|[-_](?:large|medium|small|thumb|scaled|w\d+|h\d+)|@\dx", re.IGNORECASE)


class _Found(NamedTuple):
    image: Image
    blocks: tuple[int, ...]


def find_images(page: Page, *, outline: Outline) -> Finding[tuple[Image, ...]]:
    """Return the article's images in page order; the blocks are captions, also where a text dump lost the image.

    >>> from scraper.page import read
    >>> figure = "<figure><img src='/pier.jpg'><figcaption>The pier at dawn. Photo: Ann Lee</figcaption></figure>"
    >>> page = read(f"<h1>Ferry back</h1><p>One.</p>{figure}<p>Two.</p>", "https://gazette.example/a")
    >>> find_images(page, outline=Outline(0, (1, 3))).value
    (Image(url='https://gazette.example/pier.jpg', caption='The pier at dawn.', credit='Ann Lee', alt=None),)
    """
    first, last = _span(page, outline)
    marks = [
        mark
        for mark in page.marks
        if mark.kind == "caption" and first <= mark.block <= last + _REACH and len(mark.text) <= LONGEST_CAPTION
    ]
    found: dict[str, _Found] = {}
    for tag in page.images:
        if first <= tag.block <= last + 1 and len(found) < _MOST_IMAGES and _is_article_image(page, tag):
            image = _captioned(page, tag, marks, last)
            key = tag.alt if len(tag.alt) > _LONGEST_LABEL else _stem(image.image.url)
            if key not in found or (found[key].image.caption is None and image.image.caption):
                found[key] = image
    blocks = {block for image in found.values() for block in image.blocks}
    images = [image.image for image in found.values() if _is_shown(image.image)]
    loose = sorted({*_loose_captions(page, outline, blocks), *_marked_captions(page, marks, blocks)})
    if len(images) == len(loose) == 1 and images[0].caption is None:
        caption, credit = split_credit(page.blocks[loose[0]].text)
        images = [Image(images[0].url, caption, credit, images[0].alt)]
    blocks.update(loose)
    lead = _declared_image(page)
    if (
        lead is not None
        and not _leads(page, outline, found)
        and not any(_same_file(lead.url, image.url) for image in images)
    ):
        images.insert(0, lead)
    if not images:
        return Finding(None, missing("no image in the article"), tuple(sorted(blocks)))
    source = "visible" if found else "declared"
    return Finding(tuple(images), Evidence(source, 0.9 if found else 0.7), tuple(sorted(blocks)))


def _is_shown(image: Image) -> bool:
    """Tell a picture from a counting pixel and from a placeholder that a script would have replaced."""
    if image.url.startswith("data:"):
        return False
    return bool(image.caption or image.alt or _PICTURE_FILE.search(image.url))


def _leads(page: Page, outline: Outline, found: dict[str, _Found]) -> bool:
    """Tell whether a captioned picture heads the article: the declared one is the same in another size."""
    start = outline.body[0] + 2 if outline.body else len(page.blocks)
    return any(
        image.image.caption and image.blocks and image.blocks[0] <= start and _is_shown(image.image)
        for image in found.values()
    )


def _span(page: Page, outline: Outline) -> tuple[int, int]:
    first = next((number for number in (outline.headline, *outline.body[:1]) if number is not None), 0)
    if outline.body:
        return max(0, min(first, outline.body[0]) - 2), outline.body[-1]
    return max(0, first - 2), min(len(page.blocks) - 1, first + 20)


def _is_article_image(page: Page, tag: ImageTag) -> bool:
    if _is_page_file(tag.src) or _is_teaser(page, tag):
        return False
    for number in _around(page, tag.element):
        element = page.elements[number]
        if element.is_hidden:
            return False
        name = element.attributes.get("class") or element.attributes.get("id")
        if name and not _PAGE_ELEMENTS.isdisjoint(_TOKENS.findall(name.lower())):
            return False
    return not _is_portrait(page, tag)


def _is_page_file(url: str) -> bool:
    path = url.partition("?")[0].lower()
    return path.endswith(_PAGE_ENDINGS) or not _PAGE_FILES.isdisjoint(_TOKENS.findall(path[-160:]))


def _is_portrait(page: Page, tag: ImageTag) -> bool:
    """Tell whether the image is the picture of a writer: its alternative text is named by the byline under it."""
    if not 1 < len(tag.alt.split()) <= 4 or tag.block >= len(page.blocks):
        return False
    text = page.blocks[tag.block].text
    return tag.alt in text and any(author.name == tag.alt for author in leading_people(text))


def _around(page: Page, element: int) -> Iterator[int]:
    """Yield the element and a few around it, up to the first that holds more than the picture."""
    for _ in range(_CLIMB):
        if element < 0 or page.elements[element].tag in ("article", "main", "body", "section"):
            return
        yield element
        element = page.elements[element].parent


def _is_teaser(page: Page, tag: ImageTag) -> bool:
    """Tell whether the text next to the image, in the same small element, is a link to another story."""
    if tag.block >= len(page.blocks):
        return False
    block = page.blocks[tag.block]
    return (
        len(block.text) > _LONGEST_LABEL
        and block.link_chars >= 0.8 * len(block.text)
        and not _figure(page, tag.element) >= 0
    )


def _figure(page: Page, element: int) -> int:
    return next((number for number in _around(page, element) if page.elements[number].tag == "figure"), -1)


def _captioned(page: Page, tag: ImageTag, marks: list[Mark], last: int) -> _Found:
    url = _absolute(page, tag.src)
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
    return _Found(Image(url, caption, credit, alt), blocks)


def _absolute(page: Page, url: str) -> str:
    url = url.strip()
    if url.startswith(("https://", "http://", "data:")):
        return url
    base = page.url or page.signals.head_link("canonical") or ""
    if url[:1] == "/" != url[1:2] and "/." not in url and base.startswith(("https://", "http://")):
        # The common case, at a tenth of the cost of `urljoin`.
        return "/".join(base.split("/", 3)[:3]).partition("?")[0].partition("#")[0] + url
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def _caption_blocks(page: Page, tag: ImageTag, marks: list[Mark], last: int) -> tuple[list[str], tuple[int, ...]]:
    """Return the texts of an image's caption and the numbers of their blocks."""
    near = page.blocks[tag.block : min(len(page.blocks), tag.block + _REACH)]
    figure = _figure(page, tag.element)
    if figure >= 0:
        inside = [block for block in near if is_within(page, block, figure) and len(block.text) <= LONGEST_CAPTION]
        if inside:
            return [block.text for block in inside if not is_button(block.text)], tuple(
                block.number for block in inside
            )
    # A heading between the two begins something that the picture only decorates.
    stop = next((block.number for block in near if block.tag in HEADINGS), tag.block + _REACH)
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
    return not _CAPTION_TOKENS.isdisjoint(_TOKENS.findall(hint))


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


def _loose_captions(page: Page, outline: Outline, taken: set[int]) -> Iterator[int]:
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


def _marked_captions(page: Page, marks: list[Mark], taken: set[int]) -> Iterator[int]:
    """Yield whole blocks that their own markup calls captions, where the picture itself is gone."""
    for mark in marks:
        if mark.block in taken or mark.block >= len(page.blocks) or mark.text != page.blocks[mark.block].text:
            continue
        if not _CAPTION_NAMES.isdisjoint(_TOKENS.findall(mark.hint)):
            yield mark.block


def _is_bare_label(text: str) -> bool:
    """A photo's file name or day that was left where its caption should be: `4.17`, `IMG_2041`, `photo1.jpg`."""
    return bool(
        re.fullmatch(
            r"\d{1,4}(?:[.\-_]\d{1,2}){1,2}\.?|(?:IMG|DSC|DSCN|KakaoTalk|사진|image|photo)[-_ ]?\d[\w.-]*"
            r"|[\w-]{1,30}\.(?:jpe?g|png|gif|webp)",
            text.strip(),
            re.IGNORECASE,
        )
    )


def _declared_image(page: Page) -> Image | None:
    node = article_node(page)
    urls = texts(node.get("image"), keys=("url", "contentUrl", "@id")) if node else ()
    url = page.signals.meta_value("og:image", "og:image:url", "twitter:image", "twitter:image:src") or next(
        iter(urls), None
    )
    if not url or _is_page_file(url) or not url.strip():
        return None
    return Image(_absolute(page, url), None, None, page.signals.meta_value("og:image:alt", "twitter:image:alt"))


def _stem(url: str) -> str:
    """Return the file's name without size, query and ending: two sizes of one picture have the same."""
    path = url.partition("?")[0].rstrip("/")
    name = path.rsplit("/", 1)[-1].rpartition(".")[0] or path.rsplit("/", 1)[-1]
    stem = _SIZE.sub("", name)
    return stem if len(stem) > 5 else url


def _same_file(one: str, other: str) -> bool:
    """Tell whether one URL's file name holds the other's, as resizing services write them."""
    a, b = _stem(one), _stem(other)
    return len(min(a, b, key=len)) > 7 and (a in other or b in one)
