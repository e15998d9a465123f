"""The fields found so far in, where the article stands in the page out: its headline's block and its body's blocks."""

from __future__ import annotations

from scraper.model import Label, Outline, Role
from scraper.parse.about import path_line
from scraper.parse.body import choose_body, credit_lines, other_lines
from scraper.parse.boilerplate import set_apart
from scraper.parse.fields import Fields
from scraper.parse.page_data import state_body

# So far below its headline a text of a few lines stands.
_SHORT_REACH = 12
# Among so many lines a body may begin with the path to its page.
_LINES_ABOVE = 3
_PATH = (Role.SECTION, "the path to the page")


def find_outline(fields: Fields) -> Outline:
    """Return where the article stands: the body as the page's data, the site's rule or the body's parser has it."""
    page, taken = fields.page, fields.taken
    headlines = [label.block for label in fields.claims.labels() if label.role is Role.HEADLINE]
    from_scripts = tuple(number for number in state_body(page) if number not in taken)
    body = from_scripts or fields.site_labels.body(taken)
    if not body and fields.front:
        body = tuple(number for number in fields.front.body if number not in taken)
    if not body:
        body = _chosen(fields, max(headlines, default=None))
    line = path_line(page, fields.values.get("headline")) if body else None
    others = {line[0]: _PATH} if line and line[0] in body[:_LINES_ABOVE] else {}
    others |= {**credit_lines(page, body), **other_lines(page, body)}
    fields.claims.claim_labels(Label(number, *kind) for number, kind in others.items())
    body = tuple(number for number in body if number not in others)
    above = [number for number in headlines if not body or number < body[0]]
    return Outline(max(above, default=headlines[0] if headlines else None), body)


def _chosen(fields: Fields, headline: int | None) -> tuple[int, ...]:
    """Return the body as its parser has it, without what is set apart in it, and anew where that was all."""
    page, taken = fields.page, fields.taken
    body = choose_body(page, fields.boilerplate, headline=headline, taken=taken)
    apart = set_apart(page, body)
    kept = tuple(number for number in body if number not in apart)
    if apart and not kept:
        kept = choose_body(page, fields.boilerplate, headline=headline, taken=taken | apart.keys())
        kept = kept or _short_text(fields, headline, taken | apart.keys())
        if not kept:
            return body
    fields.claims.claim_labels(Label(number, *kind) for number, kind in apart.items())
    return kept


def _short_text(fields: Fields, headline: int | None, taken: frozenset[int]) -> tuple[int, ...]:
    """Return the paragraphs right below the headline that nothing calls something else: a text of a few lines."""
    start = 0 if headline is None else headline + 1
    near = [block for block in fields.page.blocks[start : start + _SHORT_REACH] if block.number not in taken]
    kinds = fields.boilerplate.of(block.number for block in near)
    return tuple(block.number for block in near if block.tag == "p" and kinds[block.number][0] is Role.OTHER)
