"""The blocks that the model calls body in, the same without what is none for certain and with what it missed, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from scraper.model import Page, Role
from scraper.page.markup import BLOCK_TAGS, HEADINGS, HIDDEN_TAGS, is_label
from scraper.parse.body.announced import announced
from scraper.parse.boilerplate import LABELS, POINTER, BoilerplateKinds, Kinds
from scraper.parse.texts import LONGEST_CAPTION, SENTENCE, ending, without_marks, words

# A block that says, or whose element says, what else it is must be surer; the early exits of the model lie above this.
NAMED_ABOVE = 0.5
_MOST = 0.7
_COPY = 60
_NAMED = frozenset(
    {Role.SHARE, Role.COMMENTS, Role.SUBSCRIPTION, Role.ADVERT, Role.RELATED, Role.COPYRIGHT, Role.BYLINE, Role.FOOTER}
)
# Names that prove nothing between two paragraphs: on the gold 92 of 94 blocks there called so are text.
_LOOSE = frozenset({Role.ADVERT, Role.BYLINE})
# Of such a kind no heading within the text is: 0.84 of the others above a sure paragraph are the text's own.
_NO_HEADING = frozenset({Role.RELATED, Role.SUBSCRIPTION, Role.COMMENTS})
_LABEL = 40
_CELLS = frozenset({"td", "th"})
_FIGURES = frozenset({"figure", "figcaption"})
# A date, a name and a button stand before the first sentence; more lines of one kind are a list or a poem.
_FEW_LINES = 4
# What is left without the comments is an article from this length on.
_ARTICLE = 300
# What boxes are called that a reader opens.
_OPENED = words("accordion accordions collapse collapsed collapsible expandable expander toggle faq faqs tabpanel")
_NAME = re.compile(r"[a-z]+")
# Hidden text is no part of an article of which this share is shown.
_MOSTLY = 0.7
# What says of itself that it is no text.
CERTAIN = LABELS | {POINTER}


def clean(
    page: Page, boilerplate: BoilerplateKinds, scores: Mapping[int, float], *, scale: float, taken: frozenset[int]
) -> tuple[int, ...]:
    """Return the blocks of `scores`, in order, as a body.

    Comments, named boilerplate that the model is not sure of, menus at the end and what stands before the first
    sentence are left out, headings right above a sure paragraph and lists that a sentence announces are put in.
    `scale` makes lengths comparable between scripts; `taken` are blocks that are something else.
    """
    kinds = boilerplate.of(scores)
    chosen = without_comments(page, kinds, scale=scale)
    chosen = _without_named(page, {number: scores[number] for number in chosen}, kinds)
    chosen = _trimmed(page, _without_menus(chosen, scores, kinds), scale=scale)
    chosen = _with_loose(chosen, scores, kinds)
    sure = [number for number in chosen if scores[number] > NAMED_ABOVE or page.blocks[number].tag in _CELLS]
    whole = _with_headings(page, chosen, sure, boilerplate, taken)
    whole = sorted((*whole, *announced(page, whole, boilerplate, scale=scale, taken=taken)))
    return tuple(without_copies(page, whole))


def is_unseen(page: Page, number: int) -> bool:
    """Whether a block is hidden by its tag, is a label for screen readers, or is hidden within a line of text.

    A whole block that style alone hides may be shown later: what a reader opens is hidden until then.
    """
    element = page.elements[page.blocks[number].element]
    while element.is_hidden:
        if element.tag in HIDDEN_TAGS or element.tag not in BLOCK_TAGS or is_label(element.attributes):
            return True
        element = page.elements[element.parent]
    return False


def without_hidden(page: Page, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Return the blocks without hidden ones if those are few: what a script opens is most of an article, or a box."""
    shown = tuple(number for number in numbers if not page.elements or not _is_hidden(page, number))
    return shown if _letters(page, shown) >= _MOSTLY * _letters(page, numbers) else numbers


def _is_hidden(page: Page, number: int) -> bool:
    """Whether a block is hidden for good, and not until a reader opens it, as the answer below a question."""
    element = page.elements[page.blocks[number].element]
    is_inside = element.is_hidden
    if not is_inside:
        return False
    # What is right around the hidden element may be named as well.
    while is_inside:
        if not _OPENED.isdisjoint(_NAME.findall(element.hint)):
            return False
        is_inside = element.is_hidden
        element = page.elements[element.parent]
    return True


def _letters(page: Page, numbers: Iterable[int]) -> int:
    blocks = page.blocks
    return sum([len(blocks[number][1]) for number in numbers])


def without_comments(page: Page, kinds: Kinds, *, scale: float) -> list[int]:
    """Return the blocks without readers' comments, which may be longer than the article; all if no article is left."""
    kept = [number for number, (role, _) in kinds.items() if role is not Role.COMMENTS]
    return kept if _letters(page, kept) * scale >= _ARTICLE else list(kinds)


def _without_named(page: Page, scores: Mapping[int, float], kinds: Kinds) -> list[int]:
    """Return the blocks without the doubtful ones that say what else they are; if those are most of it, all."""
    kept = [
        number
        for number, score in scores.items()
        if kinds[number][0] not in _NAMED or (score > NAMED_ABOVE and kinds[number] not in CERTAIN)
    ]
    return kept if _letters(page, kept) > _MOST * _letters(page, scores) else list(scores)


def _without_menus(numbers: Sequence[int], scores: Mapping[int, float], kinds: Kinds) -> list[int]:
    """Return the blocks without doubtful menus at the end."""
    kept = list(numbers)
    while kept and kinds[kept[-1]][0] is Role.NAVIGATION and scores[kept[-1]] <= NAMED_ABOVE:
        kept.pop()
    return kept


def _with_loose(numbers: Sequence[int], scores: Mapping[int, float], kinds: Kinds) -> list[int]:
    """Return the blocks with those between them whose name proves nothing there."""
    if not numbers:
        return []
    kept = set(numbers)
    return [
        number
        for number in scores
        if number in kept
        or (numbers[0] < number < numbers[-1] and kinds[number][0] in _LOOSE and kinds[number] not in CERTAIN)
    ]


def _with_headings(
    page: Page, numbers: Sequence[int], sure: Sequence[int], boilerplate: BoilerplateKinds, taken: frozenset[int]
) -> list[int]:
    """Return the blocks with the headings between them that stand right above one of the `sure`.

    The model sees a heading of one word far from the article's element as a button.
    """
    kept = set(numbers)
    for number in sure:
        above = number - 1
        while above > numbers[0] and above not in kept and _is_heading(page, above, boilerplate) and above not in taken:
            kept.add(above)
            above -= 1
    return sorted(kept)


def _is_heading(page: Page, number: int, boilerplate: BoilerplateKinds) -> bool:
    block = page.blocks[number]
    if (
        (block.tag not in HEADINGS and block.tag != "th")
        or page.elements[block.element].is_hidden
        or is_caption(page, number)
    ):
        return False
    kind = boilerplate.of((number,))[number]
    return kind[0] not in _NO_HEADING and kind not in LABELS


def is_caption(page: Page, number: int) -> bool:
    """Whether a block has a caption's signs, or stands in a figure."""
    _, text, _, element, _, _ = page.blocks[number]
    if len(text) <= LONGEST_CAPTION and text[0].isalnum() and without_marks(text) != text:
        return True
    parent, tag, _, _, _ = page.elements[element]
    return tag in _FIGURES or (parent >= 0 and page.elements[parent][1] == "figcaption")


def _trimmed(page: Page, numbers: list[int], *, scale: float) -> list[int]:
    """Return the blocks from the first heading or sentence on: what stands before it is a date, a name or a button."""
    for place, number in enumerate(numbers):
        block = page.blocks[number]
        if block.tag in HEADINGS or len(block.text) * scale >= _LABEL or ending(block.text) == SENTENCE:
            return numbers[place - _lines_before(page, numbers, place) :]
    return numbers


def _lines_before(page: Page, numbers: Sequence[int], place: int) -> int:
    """Return how many lines of one element stand right before one of the blocks, 0 if they are few."""
    elements, blocks = page.elements, page.blocks

    def kind(number: int) -> tuple[str, int]:
        return blocks[number].tag, elements[blocks[number].element].parent

    first = place
    while first and numbers[first - 1] == numbers[first] - 1 and kind(numbers[first - 1]) == kind(numbers[place - 1]):
        first -= 1
    return place - first if place - first > _FEW_LINES else 0


def without_copies(page: Page, numbers: Sequence[int]) -> list[int]:
    """Return the blocks without those that repeat a long one: pages print an article twice for two screen sizes."""
    blocks = page.blocks
    seen: set[str] = set()
    kept = []
    for number in numbers:
        text = blocks[number][1]
        if len(text) >= _COPY:
            if text in seen:
                continue
            seen.add(text)
        kept.append(number)
    return kept
