"""Many pages: where each comes from, its record or the reason why there is none, and what pages of a site share."""

from __future__ import annotations

from scraper.batch.inputs import Input, Siblings, as_input, content_of
from scraper.batch.outcomes import explained, named_outcome, outcomes_in_turn, rendered
from scraper.batch.same_site import sample_siblings

__all__ = [
    "Input",
    "Siblings",
    "as_input",
    "content_of",
    "explained",
    "named_outcome",
    "outcomes_in_turn",
    "rendered",
    "sample_siblings",
]
