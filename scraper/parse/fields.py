"""What the fields of one page leave behind as they are found: values, evidence, roles of blocks, what body is left."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any, TypeVar

from scraper.model import Article, Evidence, Finding, Label, Outline, Page, Role, Statement, missing
from scraper.parse.body import boilerplate_kinds
from scraper.parse.claims import Claims
from scraper.parse.dump import Front
from scraper.parse.site_labels import SiteLabels

T = TypeVar("T")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ESCAPED = frozenset({"headline", "subtitle", "kicker"})
_NO_FIELDS = frozenset({"evidence", "schema_version", "extractor_version"})
_NAMES = tuple(name for name in Article.__dataclass_fields__ if name not in _NO_FIELDS)


class Fields:
    """Collects the record of one page.

    `site_labels` is what the rule of its site says; `outline` is where the article stands: its body shrinks as blocks
    are claimed. The order in which fields are found is `record`'s.
    """

    def __init__(self, page: Page, labels: Sequence[Label], statements: Sequence[Statement] = ()) -> None:
        self.page = page
        self.boilerplate = boilerplate_kinds(page)
        self.site_labels = SiteLabels(page, labels, self.boilerplate, statements)
        self.claims = Claims(page)
        self.outline = Outline(None, ())
        self.front: Front | None = None
        self.values: dict[str, Any] = {}
        self.evidence: dict[str, Evidence] = {}

    @property
    def taken(self) -> frozenset[int]:
        """The blocks that have a role."""
        return self.claims.taken

    def given_line(self, name: str) -> Finding[str] | None:
        """Return what the site's rule or function gives for a field of one line."""
        return self.site_labels.line(name, self.taken) if self.site_labels.given(name) else None

    def find(self, name: str, finding: Finding[T], role: Role | None = None) -> T | None:
        """Keep a finding's value and evidence, claim its blocks for `role`, and return the value."""
        value: Any = finding.value
        if isinstance(value, str) and not value.isprintable() and _UNPRINTABLE.search(value):
            value = type(value)(_UNPRINTABLE.sub("", value))
        if name in _ESCAPED and value and "&" in value and ";" in value:
            # Some systems escape what is escaped already.
            value = unescape(value)
        if role is not None:
            source, reason = finding.evidence.source, finding.evidence.reason
            self.claims.claim(finding.blocks, role, f"{name}: {reason}" if value is None else f"{name} by {source}")
        self.evidence[name] = finding.evidence
        if value is not None:
            self.values[name] = value
        result: T | None = value
        return result

    def leave_claimed(self) -> Outline:
        """Take the blocks that fields have claimed out of the body, and return the outline."""
        self.outline = self.outline._replace(body=tuple(self.claims.unclaimed(self.outline.body)))
        return self.outline

    def all_evidence(self) -> Mapping[str, Evidence]:
        """Return the evidence of every field, in the record's order; what no parser looks for is missing."""
        none = missing("this version has no parser for it")
        return {name: self.evidence.get(name, none) for name in _NAMES}
