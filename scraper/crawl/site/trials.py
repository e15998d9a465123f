"""Addresses that are held, since nobody knows what they are: some of each kind are tried before the run ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from scraper.crawl.site.explorer import Explorer
from scraper.discover import PROBES, Kind, kind_of
from scraper.store import frontier
from scraper.store.frontier import Held, State, Transaction

# So many rounds of a few addresses are tried of a kind, and so many kinds in a run, the largest first.
_ROUNDS = 3
MOST_KINDS = 20
_MOST_PARAMETERS = 8
# Held addresses that are looked at.
_MOST_HELD = 20_000


class Trials:
    """The trials of one site in one run."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._rounds: dict[str, int] = defaultdict(int)

    def more(self, connection: Transaction) -> bool:
        """Let some held addresses be asked; `False` when there is nothing more to try."""
        released = [frontier.release(connection, self._explorer.name, one) for one in self._explorer.doubts.settle()]
        kinds: dict[str, list[Held]] = defaultdict(list)
        for one in frontier.held(connection, self._explorer.name, _MOST_HELD):
            kinds[kind_of(one.shape)].append(one)
        shapes = self._explorer.shapes
        chosen = [one for kind, some in kinds.items() if shapes.kind(kind) is Kind.STORY for one in some]
        unknown = [kind for kind in kinds if shapes.kind(kind) is Kind.UNKNOWN and not shapes[kind].is_variant]
        for kind in sorted(unknown, key=lambda one: -len(kinds[one]))[:MOST_KINDS]:
            some = [one for one in kinds[kind] if not one.visits][:PROBES]
            if some and self._rounds[kind] < _ROUNDS and not self._are_variants(connection, some):
                self._rounds[kind] += 1
                chosen += some
        frontier.update(connection, [{"id": one.id, "state": int(State.WAITING)} for one in chosen])
        return bool(chosen or any(released))

    def _are_variants(self, connection: Transaction, some: list[Held]) -> bool:
        """Whether all of these are known stories with one or two more parameters: sorted, with comments, to print."""
        shorter = {one.key: set(_without_parameters(one.key)) for one in some}
        known = frontier.are_stories(connection, self._explorer.name, set().union(*shorter.values()))
        return all(keys & known for keys in shorter.values())


def _without_parameters(key: str) -> Iterator[str]:
    """Yield a key without one and without two of its parameters."""
    path, _, query = key.partition("?")
    pairs = query.split("&") if query else []
    for count in (1, 2):
        for left in combinations(pairs[:_MOST_PARAMETERS], max(0, len(pairs) - count)):
            yield f"{path}?{'&'.join(left)}" if left else path
