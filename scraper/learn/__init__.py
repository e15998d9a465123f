"""Pages on which somebody said what a block is in, the rule that finds it on the site's other pages out.

A rule is proposed from the page's own markup, measured on pages that nobody taught, and shown with what it would change
before it is written.
"""

from __future__ import annotations

from scraper.learn.expected import FIELDS, expected_blocks, problem_of
from scraper.learn.lessons import Learnt, Lesson, School, is_right, learn, lesson, proposal_for, with_rules
from scraper.learn.preview import Changed, Preview, preview, shown
from scraper.learn.propose import Proposal, Seen, propose, seen
from scraper.learn.selectors import Taught, selectors
from scraper.learn.written import TaughtRule, file_of, rule_with, text_of, write_rule

__all__ = [
    "FIELDS",
    "Changed",
    "Learnt",
    "Lesson",
    "Preview",
    "Proposal",
    "School",
    "Seen",
    "Taught",
    "TaughtRule",
    "expected_blocks",
    "file_of",
    "is_right",
    "learn",
    "lesson",
    "preview",
    "problem_of",
    "proposal_for",
    "propose",
    "rule_with",
    "seen",
    "selectors",
    "shown",
    "text_of",
    "with_rules",
    "write_rule",
]
