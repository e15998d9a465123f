"""The bodies that a page may have in, the one that most likely is its own out.

A small learned model looks at each of them as a whole: how long it is, what it leaves out, how it agrees with the
others, what the page's description says. It gives the score (F1) that a body should have above the usual one's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from math import log1p

from scraper.model import Page, Role
from scraper.page.markup import HEADINGS
from scraper.parse.body.around import description_start
from scraper.parse.body.candidates import WAYS, Body, Candidates
from scraper.parse.body.page_numbers import declared
from scraper.parse.boilerplate import BoilerplateKinds
from scraper.parse.texts import SENTENCE, ending
from scraper.parse.trees import Trees, read_trees

# What the judge sees of each candidate, after what it sees of the page.
NAMES = (
    *("scale", "declared", "page_letters", "page_links", "page_sure", "page_headings"),
    *("way", "letters", "blocks", "links", "score", "doubtful", "sure", "missed_sure", "missed"),
    *("in_usual", "of_usual", "in_rules", "of_rules", "in_loose", "of_loose", "in_strict", "of_strict"),
    *("holes", "first", "from_headline", "last", "headings", "items", "cells", "sentences", "mean"),
    *("comments", "named", "described", "stated"),
)
_SURE = 0.5
_NO_BODY = -3.0
# A body that differs from the usual one by less than this share of letters is not worth a judge.
_SAME = 0.04
# Another body must promise to be this much better.
_BETTER = 0.02
_UNKNOWN = -1.0
# A body of less is a line, as beside a row of pictures: the rules find what stands there.
_LINE = 100
_NAMED = frozenset(
    {
        *(Role.SHARE, Role.SUBSCRIPTION, Role.ADVERT, Role.RELATED, Role.COPYRIGHT, Role.BYLINE),
        *(Role.FOOTER, Role.NAVIGATION),
    }
)


def judge(
    page: Page, boilerplate: BoilerplateKinds, candidates: Candidates, *, headline: int | None, scale: float
) -> Body:
    """Return the best of the candidates: the usual one, unless another promises to be better by far. Linear."""
    bodies = candidates.bodies
    usual = bodies.get("usual", ())
    if "rules" in bodies and _letters(page, usual) * scale < _LINE:
        return bodies["rules"]
    others = {way: body for way, body in bodies.items() if way != "usual" and _differs(page, usual, body)}
    if not others:
        return usual
    rows = candidate_rows(page, boilerplate, candidates, headline=headline, scale=scale)
    promises = {way: promise(rows[way]) for way in others}
    best = max(promises, key=promises.__getitem__)
    return others[best] if not usual or promises[best] > _BETTER else usual


@cache
def judge_trees() -> Trees:
    """Return the model."""
    return read_trees("scraper.parse.body", "body_judge.json")


def promise(row: Sequence[float]) -> float:
    """Return by how much the F1 of the candidate with these numbers lies above the usual one's, as far as one knows."""
    return judge_trees().scores((row,))[0]


def _differs(page: Page, usual: Body, body: Body) -> bool:
    return _letters(page, set(usual).symmetric_difference(body)) > _SAME * _letters(page, usual)


def _letters(page: Page, numbers: Iterable[int]) -> int:
    blocks = page.blocks
    return sum([len(blocks[number][1]) for number in numbers])


def candidate_rows(
    page: Page, boilerplate: BoilerplateKinds, candidates: Candidates, *, headline: int | None, scale: float
) -> dict[str, tuple[float, ...]]:
    """Return for each candidate the numbers of `NAMES`."""
    if not candidates.bodies:
        return {}
    judged = _Judged(page, boilerplate, candidates, headline or 0, scale)
    return {way: (*judged.page_numbers, *judged.numbers(way)) for way in candidates.bodies}


class _Judged:
    """The candidates of one page; what is asked of all of them is asked once."""

    def __init__(
        self, page: Page, boilerplate: BoilerplateKinds, candidates: Candidates, headline: int, scale: float
    ) -> None:
        self._page, self._headline, self._scale = page, headline, scale
        self._bodies, self._scores = candidates.bodies, candidates.scores
        blocks = page.blocks
        union = set().union(*candidates.bodies.values()) | set(candidates.scores)
        self._sizes = {number: len(blocks[number].text) for number in union}
        self._kinds = boilerplate.of(union)
        self._sure = {number for number, score in self._scores.items() if score > _SURE}
        self._likely = {number for number, score in self._scores.items() if score > 0}
        self._described = _starts_with(page, union)
        self._sets = {way: set(candidates.bodies.get(way, ())) for way in WAYS}
        self._letters = {way: self._sum(body) for way, body in self._sets.items()}
        self.page_numbers = self._of_page()

    def _sum(self, numbers: Sequence[int] | set[int]) -> float:
        sizes = self._sizes
        return sum([sizes[number] for number in numbers]) or 1

    def _of_page(self) -> tuple[float, ...]:
        blocks = self._page.blocks
        letters = sum([len(block[1]) for block in blocks]) or 1
        links = sum([block[4] for block in blocks])
        headings = sum([block[2] in HEADINGS for block in blocks])
        return (
            self._scale,
            float(declared(self._page)),
            log1p(letters * self._scale),
            links / letters,
            self._sum(self._sure) / letters,
            headings / len(blocks),
        )

    def numbers(self, way: str) -> tuple[float, ...]:
        """Return the numbers of one candidate."""
        body, held, letters = self._bodies[way], self._sets[way], self._letters[way]
        return (
            float(WAYS.index(way)),
            log1p(letters * self._scale),
            log1p(len(body)),
            *self._by_score(body, held, letters),
            *self._beside_others(held, letters),
            *self._by_place(body),
            *self._by_form(body, letters),
        )

    def _by_score(self, body: Body, held: set[int], letters: float) -> tuple[float, ...]:
        scores, sizes, blocks = self._scores, self._sizes, self._page.blocks
        told = [scores.get(number, _NO_BODY) for number in body]
        return (
            sum([blocks[number][4] for number in body]) / letters,
            sum([score * sizes[number] for number, score in zip(body, told, strict=True)]) / letters,
            sum([sizes[number] for number, score in zip(body, told, strict=True) if score < 0]) / letters,
            sum([sizes[number] for number, score in zip(body, told, strict=True) if score > _SURE]) / letters,
            self._sum(self._sure - held) / self._sum(self._sure),
            self._sum(self._likely - held) / self._sum(self._likely),
        )

    def _beside_others(self, held: set[int], letters: float) -> list[float]:
        shares = []
        for other in ("usual", "rules", "loose", "strict"):
            common = self._sum(held & self._sets[other])
            shares += [common / letters, common / self._letters[other]]
        return shares

    def _by_place(self, body: Body) -> tuple[float, ...]:
        count = len(self._page.blocks)
        span = body[-1] - body[0] + 1
        return (1 - len(body) / span, body[0] / count, float(body[0] - self._headline), body[-1] / count)

    def _by_form(self, body: Body, letters: float) -> tuple[float, ...]:
        blocks, sizes, kinds = self._page.blocks, self._sizes, self._kinds
        tags = [blocks[number][2] for number in body]
        sized = [(tag, sizes[number]) for tag, number in zip(tags, body, strict=True)]
        roles = [(kinds[number][0], sizes[number]) for number in body]
        stated = self._sets["data"]
        return (
            sum([tag in HEADINGS for tag in tags]) / len(body),
            sum([size for tag, size in sized if tag == "li"]) / letters,
            sum([size for tag, size in sized if tag == "td"]) / letters,
            sum([sizes[number] for number in body if ending(blocks[number][1]) == SENTENCE]) / letters,
            letters / len(body) * self._scale,
            sum([size for role, size in roles if role is Role.COMMENTS]) / letters,
            sum([size for role, size in roles if role in _NAMED]) / letters,
            _UNKNOWN if self._described is None else float(not self._described.isdisjoint(body)),
            self._sum(stated.intersection(body)) / letters if stated else _UNKNOWN,
        )


def _starts_with(page: Page, numbers: set[int]) -> frozenset[int] | None:
    """Return the blocks that hold the beginning of the page's description, `None` where it has none on the page."""
    start = description_start(page)
    return frozenset([number for number in numbers if start and start in page.blocks[number].text]) or None
