from collections.abc import Iterable, Sequence

from scraper.parse.trees import Group

SOURCE: str

class Scorer:
    def __init__(self, groups: Sequence[Group]) -> None: ...
    def scores(self, rows: Iterable[Sequence[float]]) -> list[float]: ...
