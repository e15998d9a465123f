"""Page and outline in, the article's images with captions and credits out.

An image counts when it stands between the headline and the end of the body, outside of related stories, icons and
author boxes. Its caption, by rungs: the text of its figure, an element marked as caption, the line equal to its
alternative text, a line with a caption's own sign. Without a visible image the page's declared one leads.
"""

from __future__ import annotations

import re

from scraper.model import Evidence, Finding, Image, ImageTag, Outline, Page, missing
from scraper.parse.authors import leading_people
from scraper.parse.images.files import TOKENS, declared_image, is_page_file, same_file, stem
from scraper.parse.images.lines import (
    REACH,
    Found,
    captioned,
    elements_around,
    figure_of,
    loose_captions,
    marked_captions,
)
from scraper.parse.texts import LONGEST_CAPTION, split_credit, words

_MOST_IMAGES = 100
_LONGEST_LABEL = 16

_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|bmp)\b", re.IGNORECASE)
_PAGE_ELEMENTS = words(
    """
    related recommend recommended recommendations teaser author avatar profile journalist reporter logo icon icons
    share sharing sns social ad ads banner sidebar ranking popular comment comments nav menu footer promo newsletter
    """
)


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
        if mark.kind == "caption" and first <= mark.block <= last + REACH and len(mark.text) <= LONGEST_CAPTION
    ]
    found: dict[str, Found] = {}
    for tag in page.images:
        if first <= tag.block <= last + 1 and len(found) < _MOST_IMAGES and _is_article_image(page, tag):
            image = captioned(page, tag, marks, last)
            key = tag.alt if len(tag.alt) > _LONGEST_LABEL else stem(image.image.url)
            if key not in found or (found[key].image.caption is None and image.image.caption):
                found[key] = image
    blocks = {block for image in found.values() for block in image.blocks}
    images = [image.image for image in found.values() if _is_shown(image.image)]
    loose = sorted({*loose_captions(page, outline, blocks), *marked_captions(page, marks, blocks)})
    if len(images) == len(loose) == 1 and images[0].caption is None:
        caption, credit = split_credit(page.blocks[loose[0]].text)
        images = [Image(images[0].url, caption, credit, images[0].alt)]
    blocks.update(loose)
    lead = declared_image(page)
    if (
        lead is not None
        and not _leads(page, outline, found)
        and not any(same_file(lead.url, image.url) for image in images)
    ):
        images.insert(0, lead)
    if not images:
        return Finding(None, missing("no image in the article"), tuple(sorted(blocks)))
    source = "visible" if found else "declared"
    return Finding(tuple(images), Evidence(source, 0.9 if found else 0.7), tuple(sorted(blocks)))


def _is_shown(image: Image) -> bool:
    """Tell a picture from a counting pixel and from a placeholder that a script would have replaced."""
    if not image.url or image.url.startswith("data:"):
        return False
    return bool(image.caption or image.alt or _PICTURE_FILE.search(image.url))


def _leads(page: Page, outline: Outline, found: dict[str, Found]) -> bool:
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
    if is_page_file(tag.src) or _is_teaser(page, tag):
        return False
    for number in elements_around(page, tag.element):
        element = page.elements[number]
        if element.is_hidden:
            return False
        name = element.attributes.get("class") or element.attributes.get("id")
        if name and not _PAGE_ELEMENTS.isdisjoint(TOKENS.findall(name.lower())):
            return False
    return not _is_portrait(page, tag)


def _is_portrait(page: Page, tag: ImageTag) -> bool:
    """Tell whether the image is the picture of a writer: its alternative text is named by the byline under it."""
    if not 1 < len(tag.alt.split()) <= 4 or tag.block >= len(page.blocks):
        return False
    text = page.blocks[tag.block].text
    return tag.alt in text and any(author.name == tag.alt for author in leading_people(text))


def _is_teaser(page: Page, tag: ImageTag) -> bool:
    """Tell whether the text next to the image, in the same small element, is a link to another story."""
    if tag.block >= len(page.blocks):
        return False
    block = page.blocks[tag.block]
    return (
        len(block.text) > _LONGEST_LABEL
        and block.link_chars >= 0.8 * len(block.text)
        and not figure_of(page, tag.element) >= 0
    )
