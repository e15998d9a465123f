"""Pages with the values that they should give in, a rule for each field that is wrong out, tried on unseen pages."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from scraper.learn.expected import FIELDS, bare, expected_blocks, name_of
from scraper.learn.propose import Proposal, Seen, propose
from scraper.learn.selectors import Taught
from scraper.learn.written import TaughtRule, rule_with
from scraper.model import Article, Page, Response
from scraper.page import read
from scraper.pipeline import record_of
from scraper.sites import Sites

# A body is right that has nearly all of the words that it should have, and hardly others.
_RIGHT_BODY = 0.9


class Lesson(NamedTuple):
    """A page and the values that its record should have."""

    response: Response
    page: Page
    values: Mapping[str, Any]


class Learnt(NamedTuple):
    """A field: the rule, how many of the lessons were right before, and each on a page its rule was not made from.

    `shown` is on how many of them a block prints the value.
    """

    field: str
    proposal: Proposal | None
    lessons: int
    right_before: int
    right_unseen: int
    shown: int


def lesson(response: Response, values: Mapping[str, Any]) -> Lesson:
    """Return a page with the values that it should give."""
    return Lesson(response, read(response.content, response.final_url or response.url), values)


class School(NamedTuple):
    """Where is learnt: the site, pages of it that nobody taught, and the rules that hold already."""

    host: str
    others: Sequence[Seen]
    sites: Sites


def learn(host: str, lessons: Sequence[Lesson], others: Sequence[Seen], sites: Sites) -> Iterator[Learnt]:
    """Yield for each field that is wrong on a page what was learnt of it."""
    school = School(host, others, sites)
    records = [record_of(one.response, sites=sites) for one in lessons]
    for field in FIELDS:
        known = [(one, record) for one, record in zip(lessons, records, strict=True) if one.values.get(field)]
        right = sum(is_right(record, field, one.values[field]) for one, record in known)
        if right == len(known):
            continue
        taught = [one for one, _ in known]
        unseen = sum(_is_right_unseen(school, field, place, taught) for place in range(len(taught)))
        shown = sum(bool(expected_blocks(one.page, field, one.values[field])) for one in taught)
        yield Learnt(field, proposal_for(school, field, taught), len(known), right, unseen, shown)


def _is_right_unseen(school: School, field: str, place: int, lessons: Sequence[Lesson]) -> bool:
    """Whether the rule that the other lessons give is right on this one."""
    own = lessons[place]
    found = proposal_for(school._replace(others=()), field, [*lessons[:place], *lessons[place + 1 :]])
    return _right(field, [own], with_rules(school.host, [found], school.sites) if found else school.sites) > 0


def proposal_for(school: School, field: str, lessons: Sequence[Lesson]) -> Proposal | None:
    """Return the best rule that the lessons give for a field: with it more of them are right than without.

    One that finds something else on other pages oftener than the like is none.
    """
    shown = (Taught(one.page, expected_blocks(one.page, field, one.values[field])) for one in lessons)
    taught = [one for one in shown if one.blocks]
    before = _right(field, lessons, school.sites)
    for one in propose(taught, FIELDS[field], school.others) if taught else ():
        rules = with_rules(school.host, [one], school.sites)
        if one.misfits <= one.fits and _right(field, lessons, rules) > before:
            return one
    return None


def _right(field: str, lessons: Sequence[Lesson], sites: Sites) -> int:
    """Return on how many of the lessons the field is right."""
    return sum(is_right(record_of(one.response, sites=sites), field, one.values[field]) for one in lessons)


def with_rules(host: str, proposals: Iterable[Proposal], sites: Sites) -> Sites:
    """Return the rules with those of the proposals before them."""
    rules = []
    for one in proposals:
        with tempfile.TemporaryDirectory() as nowhere:
            rules.append(rule_with(Path(nowhere), TaughtRule(host, one.role, one.selector, one.until)))
    return Sites((*rules, *sites.rules), sites.functions)


def is_right(article: Article, field: str, value: Any) -> bool:
    """Whether the record says of a field what it should."""
    if field == "authors":
        wanted = {bare(name_of(one)) for one in ([value] if isinstance(value, str) else value)}
        return {bare(one.name) for one in article.authors} == wanted
    if field == "body":
        text = value if isinstance(value, str) else "\n".join(map(name_of, value))
        return _f1(article.body_text.split(), text.split()) >= _RIGHT_BODY
    return bare(str(getattr(article, field) or "")) == bare(value)


def _f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    hit = (Counter(found) & Counter(wanted)).total()
    return 2 * hit / (len(found) + len(wanted)) if found or wanted else 1.0
