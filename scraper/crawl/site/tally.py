"""What came of one site's run, counted: for the progress shown, the report at the end and the drift alarm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scraper.model import Article

# The fields whose share tells whether a site's pages are still read as before.
WATCHED = ("headline", "published", "authors", "subtitle", "body")
_SHORT_BODY = 200
# Fewer stories say nothing about a share; a fall by less happens by itself.
_ENOUGH = 10
_FALL = 0.2
_REASONS_KEPT = 50


@dataclass
class Tally:
    """The counts of one site."""

    found: int = 0
    fetched: int = 0
    asked: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    bytes: int = 0
    remaining: int = 0
    # The newest reason why something did not come.
    last_cause: str | None = None

    @property
    def stored(self) -> int:
        """How many stories are new or changed."""
        return self.outcomes["new"] + self.outcomes["changed"]

    @property
    def unchanged(self) -> int:
        """How many were asked and had not changed."""
        return self.outcomes["unchanged"] + self.outcomes["repeated"]

    @property
    def failed(self) -> int:
        """How many could not be had."""
        return self.outcomes["failed"] + self.outcomes["blocked"]

    def end(self, outcome: str, reason: str | None) -> None:
        """Count how an address ended."""
        self.outcomes[outcome] += 1
        if reason:
            self.reasons[outcome, reason] += 1
            if outcome in ("failed", "blocked", "forbidden"):
                self.last_cause = reason

    def look_at(self, article: Article) -> None:
        """Count which of the watched fields a story has."""
        self.fields["stories"] += 1
        for name in WATCHED:
            value = article.body_text[_SHORT_BODY:] if name == "body" else getattr(article, name)
            self.fields[name] += bool(value)

    def report(self) -> dict[str, Any]:
        """Return the counts as JSON-ready values."""
        count = self.fields["stories"]
        return {
            "found": self.found,
            "asked": self.asked,
            "fetched": self.fetched,
            "stored": self.stored,
            "unchanged": self.unchanged,
            "failed": self.failed,
            "remaining": self.remaining,
            "outcomes": dict(sorted(self.outcomes.items())),
            "reasons": [
                {"outcome": outcome, "reason": reason, "count": number}
                for (outcome, reason), number in self.reasons.most_common(_REASONS_KEPT)
            ],
            "stories": count,
            "completeness": {name: round(self.fields[name] / count, 4) for name in WATCHED} if count else {},
            "mean_seconds": round(self.seconds / self.fetched, 4) if self.fetched else None,
            "bytes": self.bytes,
        }


def drift(report: Mapping[str, Any], before: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return, for each field that far fewer stories have than in the runs `before`, a sentence that says so."""
    if report["stories"] < _ENOUGH:
        return []
    told = []
    for name in WATCHED:
        earlier = [(one["stories"], one["completeness"][name]) for one in before if one.get("stories")]
        count = sum(stories for stories, _ in earlier)
        if count < _ENOUGH:
            continue
        usual = sum(stories * share for stories, share in earlier) / count
        share = report["completeness"][name]
        if usual - share > _FALL:
            told.append(f"{name}: {share:.0%} of the stories have one, {usual:.0%} before; has the site changed?")
    return told
