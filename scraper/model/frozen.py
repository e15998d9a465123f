"""A dict that nothing can change: what the mappings of the frozen values are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Never, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """A dict to read, compare, print as JSON, copy and pickle like any other; every way to change it is a `TypeError`.

    It is a dict, not a view of one such as `MappingProxyType`: what takes records apart (pickle, `asdict`, pydantic,
    json) knows dicts and no views.

    >>> sizes = FrozenDict({"a": 1})
    >>> sizes, sizes == {"a": 1}
    ({'a': 1}, True)
    >>> sizes["b"] = 2
    Traceback (most recent call last):
    TypeError: this mapping can't be changed; dict(mapping) is one that can
    """

    __slots__ = ()

    def _refuse(self, *_: Any, **__: Any) -> Never:
        raise TypeError("this mapping can't be changed; dict(mapping) is one that can")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        # By itself pickle fills a new dict item by item.
        return type(self), (dict(self),)

    def __or__(self, other: Any) -> Any:
        return FrozenDict({**self, **other}) if isinstance(other, Mapping) else NotImplemented

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def copy(self) -> FrozenDict[K, V]:
        """Return itself: two of what never changes are one too many."""
        return self

    def __copy__(self) -> FrozenDict[K, V]:
        return self
