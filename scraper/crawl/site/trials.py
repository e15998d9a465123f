"""Addresses that are held, since nobody knows what they are: some of each kind are tried before the run ends."""

from __future__ import annotations

from collections import defaultdict

from scraper.crawl.site.explorer import Explorer
from scraper.discover import PROBES, Kind, kind_of
from scraper.store import frontier
from scraper.store.frontier import Held, State, Transaction

# So many rounds of a few addresses are tried of a kind, and so many kinds in a run, the largest first.
_ROUNDS = 3
MOST_KINDS = 20
# Held addresses that are looked at.
_MOST_HELD = 20_000


class Trials:
    """The trials of one site in one run."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._rounds: dict[str, int] = defaultdict(int)

    def more(self, connection: Transaction) -> bool:
        """Let some held addresses be asked; `False` when there is nothing more to try."""
        kinds: dict[str, list[Held]] = defaultdict(list)
        for one in frontier.held(connection, self._explorer.name, _MOST_HELD):
            kinds[kind_of(one.shape)].append(one)
        shapes = self._explorer.shapes
        chosen = [one for kind, some in kinds.items() if shapes.kind(kind) is Kind.STORY for one in some]
        unknown = [kind for kind in kinds if shapes.kind(kind) is Kind.UNKNOWN and not shapes[kind].is_variant]
        for kind in sorted(unknown, key=lambda one: -len(kinds[one]))[:MOST_KINDS]:
            if self._rounds[kind] < _ROUNDS:
                self._rounds[kind] += 1
                chosen += kinds[kind][:PROBES]
        frontier.update(connection, [{"id": one.id, "state": int(State.WAITING)} for one in chosen])
        return bool(chosen)
