"""The lines of a text dump in, headline, subtitle, authors, the lines of its dates and those of its text out.

First the run of lines that read as the article's text, then the headline above it, then what stands beside the two.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import inf
from typing import NamedTuple

from scraper.model import Author, Block, Evidence, Finding, Page, missing
from scraper.parse.authors import split_byline_tail, split_dateline
from scraper.parse.boilerplate import BoilerplateKinds
from scraper.parse.dump.candidates import Found, Places, candidate_places, headline_rows, subtitle_rows
from scraper.parse.dump.lines import read_lines
from scraper.parse.dump.makers import find_authors_line, find_date_lines, maker_rows
from scraper.parse.dump.models import headline_trees, subtitle_trees, text_trees
from scraper.parse.dump.names import without_names
from scraper.parse.dump.numbers import line_rows, text_lines, text_run
from scraper.parse.dump.scores import (
    MOST_SURE,
    SENTENCE_ABOVE,
    SIGNED_ABOVE,
    SOURCE,
    probability,
    with_edges,
)
from scraper.parse.subtitle import clean_line, is_eastern_sentence, is_other_line
from scraper.parse.texts import SENTENCE, ending, is_caption_label, is_caption_line, is_credited, key

# Above this raw score a line is a subtitle: of 100 that publishers not seen have, 58 are found, 7 others are taken.
SUBTITLE_ABOVE = -1.5
# From this raw score of the text's model on a line is the text's first paragraph, not a subtitle. Without it 40 of 100
# dumps of publishers not seen, whose gold knows of no subtitle, got one, now 25; as many of the gold's are found.
_TEXT_FROM = 1.5
# A heading that Markdown calls the page's first outweighs any guess from the lines around it.
_TOP_LEVEL, _TOP_GAIN = 1, 3.0
# Of 29 sentences of the text that were the likeliest headline of dumps of publishers not seen, none was it; below this
# there is no other candidate.
_SENTENCE_LOSS = 4.0
_QUOTES = "\"'”’»）)]"
_MAX_SUBTITLE_LINES = 6
# Another line of it beside the first needs less.
BESIDE_ABOVE = -3.0
# Prints of one text differ by this many characters: quotation marks, blanks.
_CLOSE = 8


class Front(NamedTuple):
    """What the lines of a dump say: each finding with the blocks that print it.

    `body` are the blocks of the text, `dated` those that say when it was published and changed.
    """

    headline: Finding[str]
    subtitle: Finding[str]
    authors: Finding[tuple[Author, ...]]
    dated: tuple[int, ...]
    body: tuple[int, ...]


def find_front(page: Page, boilerplate: BoilerplateKinds, *, scale: float, without: Collection[int] = ()) -> Front:
    """Return where the article stands in a text dump; lines `without` which it is to be read are something else.

    `scale` makes lengths comparable between scripts. Linear in the text.
    """
    numbers = [number for number in range(len(page.blocks)) if number not in without]
    text = read_lines(page, numbers, scale)
    rows = line_rows(text, boilerplate.of(numbers))
    scores = text_trees().scores(rows)
    found = Found(text, rows, scores, *text_run(text.sizes, scores))
    places = candidate_places(found)
    if not places:
        none = missing("no line reads like one")
        return Front(Finding(None, none), Finding(None, none), Finding(None, none), (), ())
    top, headline, candidates = _find_headline(found, places, page.url)
    subtitle = _find_subtitle(found, candidates, top=top, blocks=page.blocks)
    others = {*headline.blocks, *subtitle.blocks}
    chosen = with_edges(text_lines(text.sizes, scores), scores, lambda place: _least(text.texts[place]))
    body = tuple(number for number, is_text in zip(numbers, chosen, strict=True) if is_text and number not in others)
    makers = maker_rows(found, top, page.url)
    authors = find_authors_line(found, makers)
    # A byline at the end of the last sentence leaves the sentence to the text.
    authors = authors._replace(blocks=tuple(number for number in authors.blocks if number not in body))
    first = numbers.index(min(headline.blocks, default=numbers[top]))
    return Front(headline, subtitle, authors, find_date_lines(found, makers, first=first), body)


def _least(text: str) -> float:
    """Return the raw score from which a line beside the text is text: a sentence, a byline behind it or not."""
    rest, tail = split_byline_tail(text)
    if not rest or ending(rest) != SENTENCE:
        return inf
    return SIGNED_ABOVE if tail else SENTENCE_ABOVE


def _find_headline(found: Found, places: Sequence[int], url: str | None) -> tuple[int, Finding[str], Places]:
    """Return the place of the headline, the finding with all lines that print it, and the candidates' numbers."""
    text = found.text
    rows = headline_rows(found, places, url)
    scores = headline_trees().scores(rows)
    gains = [
        score + (_TOP_GAIN if text.lines[place].level == _TOP_LEVEL else 0.0)
        for place, score in zip(places, scores, strict=True)
    ]
    # Where every line is a sentence, all were pasted from a text.
    surely = 0.0 if any(end != SENTENCE for end in text.ends) else -inf
    gains = [
        gain - (_SENTENCE_LOSS if _is_sentence(found, place, surely) else 0.0)
        for place, gain in zip(places, gains, strict=True)
    ]
    best = max(range(len(places)), key=gains.__getitem__)
    top = places[best]
    if _is_sentence(found, top, surely):
        return top, Finding(None, missing("the likeliest line is a sentence of the text")), Places(places, rows)
    value = without_names(text.texts, top, url)
    folded = key(value)
    blocks = [text.numbers[top], *_prints(found, folded, top)]
    others = sorted((one for one in range(len(places)) if one != best), key=gains.__getitem__, reverse=True)
    rejected = tuple((SOURCE, text.texts[places[one]]) for one in others[:2] if key(text.texts[places[one]]) != folded)
    evidence = Evidence(SOURCE, min(MOST_SURE, probability(gains[best])), raw=text.texts[top], rejected=rejected)
    return top, Finding(value, evidence, tuple(blocks)), Places(places, rows)


def _is_sentence(found: Found, place: int, surely: float) -> bool:
    """Whether a line ends with a full stop and is text by more than a raw score: pasted paragraphs have no headline."""
    text = found.text.texts[place].rstrip(_QUOTES)
    return text.endswith((".", "。")) and not text.endswith("..") and found.scores[place] > surely


def _prints(found: Found, folded: str, top: int) -> list[int]:
    """Return the blocks of the other lines that say nothing but the headline."""
    text = found.text
    size = len(folded)
    return [
        text.numbers[place]
        for place, other in enumerate(text.texts)
        if place != top and size <= len(other) < 2 * size + _CLOSE and key(other) == folded
    ]


def _is_something_else(block: Block) -> bool:
    """Whether a line's own words say that it is no subtitle: a caption, a byline, a date, a text's first sentence."""
    text = block.text
    if is_caption_line(text) or is_credited(text) or is_other_line(block) or is_eastern_sentence(text):
        return True
    return split_dateline(text).dateline is not None


def _find_subtitle(found: Found, candidates: Places, *, top: int, blocks: Sequence[Block]) -> Finding[str]:
    """Return the likeliest line near the headline with the likely ones next to it, or nothing."""
    text = found.text
    folded = key(text.texts[top])
    scores = subtitle_trees().scores(subtitle_rows(found, candidates, top))
    likely = {
        place: score
        for place, score in zip(candidates.places, scores, strict=True)
        if score > BESIDE_ABOVE
        and found.scores[place] < _TEXT_FROM
        and key(text.texts[place]) != folded
        and not _is_something_else(blocks[text.numbers[place]])
        and not (place and is_caption_label(text.texts[place - 1]))
    }
    if max(likely.values(), default=BESIDE_ABOVE) <= SUBTITLE_ABOVE:
        return Finding(None, missing("no line near the headline reads like one"))
    best = max(likely, key=likely.__getitem__)
    first = last = best
    shape = text.ends[best]
    while first - 1 in likely and text.ends[first - 1] == shape:
        first -= 1
    while last + 1 in likely and text.ends[last + 1] == shape:
        last += 1
    lines = range(first, last + 1) if last - first < _MAX_SUBTITLE_LINES else [best]
    value = "\n".join(clean_line(text.texts[place]) for place in lines)
    evidence = Evidence(SOURCE, min(MOST_SURE, probability(likely[best])), raw=value)
    return Finding(value, evidence, tuple(text.numbers[place] for place in lines))
