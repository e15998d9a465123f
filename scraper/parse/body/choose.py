"""Page in, the numbers of its body blocks out: candidates by the learned model and by rules, and a judge over them."""

from __future__ import annotations

from scraper.model import Page
from scraper.parse.body.candidates import LOWEST, find_candidates
from scraper.parse.body.clean import without_comments, without_hidden
from scraper.parse.body.judge import judge
from scraper.parse.body.scores import score_blocks
from scraper.parse.body.whole import with_whole_tables, without_other_articles
from scraper.parse.boilerplate import BoilerplateKinds


def choose_body(
    page: Page, boilerplate: BoilerplateKinds, *, headline: int | None, taken: frozenset[int] = frozenset()
) -> tuple[int, ...]:
    """Return the numbers of the blocks that are the article's body, in order.

    `boilerplate` says of what kind the page's blocks are if they are none. `headline` is the number of the headline's
    block, if it is visible; `taken` are blocks that are something else. A text dump is left to the rules.
    """
    found = score_blocks(page, boilerplate, headline=headline, above=LOWEST)
    if page.kind == "text":
        by_rules = [number for number in found.by_rules if number not in taken]
        return tuple(without_comments(page, boilerplate.of(by_rules), scale=found.scale))
    candidates = find_candidates(page, boilerplate, found, taken=taken)
    body = without_hidden(page, judge(page, boilerplate, candidates, headline=headline, scale=found.scale))
    body = without_other_articles(page, body, headline=headline, scale=found.scale)
    return with_whole_tables(page, boilerplate, body, taken=taken, scale=found.scale)
