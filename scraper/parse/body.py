"""Page in, the numbers of its body blocks out: by the learned model, by rules where the model finds too little."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scraper.model import Page, Role
from scraper.page.tags import HEADINGS, HIDDEN_TAGS
from scraper.parse.body_model import body_score
from scraper.parse.body_rules import rule_body
from scraper.parse.captions import LONGEST_CAPTION, without_marks
from scraper.parse.containers import find_containers
from scraper.parse.features import SENTENCE, block_features, ending
from scraper.parse.furniture import POINTER, FurnitureKinds, Kinds

# On unseen publishers a bound below 0 costs news pages a little precision and gains other pages more recall.
BODY_ABOVE = -0.4
# A block that says, or whose element says, what else it is must be surer; the early exits of the model lie above this.
NAMED_ABOVE = 0.5
# The model's body is distrusted when it is less than this share of what the rules find.
_TOO_LITTLE = 0.5
_MOST = 0.7
_COPY = 60
_NAMED = frozenset(
    {Role.SHARE, Role.COMMENTS, Role.SUBSCRIPTION, Role.ADVERT, Role.RELATED, Role.COPYRIGHT, Role.BYLINE, Role.FOOTER}
)
_LABEL = 40
# What is left without the comments is an article from this length on.
_ARTICLE = 300


def choose_body(
    page: Page, furniture: FurnitureKinds, *, headline: int | None, taken: frozenset[int] = frozenset()
) -> tuple[int, ...]:
    """Return the numbers of the blocks that are the article's body, in order.

    `furniture` says of what kind the page's blocks are if they are none. `headline` is the number of the headline's
    block, if it is visible; `taken` are blocks that are something else.
    """
    containers = find_containers(page, furniture)
    start = 0 if headline is None else headline + 1
    by_rules = [number for number in rule_body(page, containers, start=start) if number not in taken]
    by_rules = _without_comments(page, furniture.of(by_rules), scale=containers.scale)
    if page.kind == "text":
        return tuple(by_rules)
    features = block_features(page, containers, furniture, headline=headline)
    scores = {
        number: score
        for number, row in zip(features.numbers, features.rows, strict=True)
        if (score := body_score(row)) > BODY_ABOVE
        and number not in taken
        and not _is_caption(page, number)
        and not _is_unseen(page, number)
    }
    chosen = _without_comments(page, furniture.of(scores), scale=containers.scale)
    chosen = _without_named(page, {number: scores[number] for number in chosen}, features.kinds)
    chosen = _trimmed(page, _without_menus(chosen, features.kinds), scale=containers.scale)
    if _letters(page, chosen) < _TOO_LITTLE * _letters(page, by_rules):
        chosen = by_rules
    return tuple(_without_copies(page, chosen))


def _is_unseen(page: Page, number: int) -> bool:
    """Whether a block stands in an element that browsers don't show. What style alone hides may be shown later."""
    element = page.elements[page.blocks[number].element]
    while element.is_hidden:
        if element.tag in HIDDEN_TAGS:
            return True
        element = page.elements[element.parent]
    return False


def _letters(page: Page, numbers: Iterable[int]) -> int:
    return sum(len(page.blocks[number].text) for number in numbers)


def _without_comments(page: Page, kinds: Kinds, *, scale: float) -> list[int]:
    """Return the blocks without readers' comments, which may be longer than the article; all if no article is left."""
    kept = [number for number, (role, _) in kinds.items() if role is not Role.COMMENTS]
    return kept if _letters(page, kept) * scale >= _ARTICLE else list(kinds)


def _without_named(page: Page, scores: Mapping[int, float], kinds: Kinds) -> list[int]:
    """Return the blocks without the doubtful ones that say what else they are; if those are most of it, all."""
    kept = [
        number
        for number, score in scores.items()
        if kinds[number][0] not in _NAMED or (score > NAMED_ABOVE and kinds[number] is not POINTER)
    ]
    return kept if _letters(page, kept) > _MOST * _letters(page, scores) else list(scores)


def _without_menus(numbers: Sequence[int], kinds: Kinds) -> list[int]:
    """Return the blocks without menus at the end."""
    kept = list(numbers)
    while kept and kinds[kept[-1]][0] is Role.NAVIGATION:
        kept.pop()
    return kept


def _is_caption(page: Page, number: int) -> bool:
    block = page.blocks[number]
    if len(block.text) <= LONGEST_CAPTION and block.text[0].isalnum() and without_marks(block.text) != block.text:
        return True
    element = page.elements[block.element]
    around = page.elements[element.parent].tag if element.parent >= 0 else ""
    return "figcaption" in (element.tag, around) or element.tag == "figure"


def _trimmed(page: Page, numbers: list[int], *, scale: float) -> list[int]:
    """Return the blocks from the first heading or sentence on: what stands before it is a date, a name or a button."""
    for place, number in enumerate(numbers):
        block = page.blocks[number]
        if block.tag in HEADINGS or len(block.text) * scale >= _LABEL or ending(block.text) == SENTENCE:
            return numbers[place:]
    return numbers


def _without_copies(page: Page, numbers: Sequence[int]) -> list[int]:
    """Return the blocks without those that repeat a long one: pages print an article twice for two screen sizes."""
    seen: set[str] = set()
    kept = []
    for number in numbers:
        text = page.blocks[number].text
        if len(text) < _COPY or text not in seen:
            kept.append(number)
            seen.add(text)
    return kept
