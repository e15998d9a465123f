"""The 97 stations of the Korean weather administration's list, in its order, with numbers and coordinates."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple


class Station(NamedTuple):
    """One station; `place` is its place in the official list, counted from 0, and `number` its official number."""

    place: int
    number: int
    name: str
    latitude: float
    longitude: float


@cache
def official_stations() -> tuple[Station, ...]:
    """Return all stations in ascending number, the order in which the administration lists them."""
    return tuple(
        Station(place, int(row["stn_id"]), row["name_ko"], float(row["lat"]), float(row["lon"]))
        for place, row in enumerate(_rows())
    )


@cache
def stations_by_name() -> MappingProxyType[str, Station]:
    """Return the stations by every name that pages print.

    >>> [stations_by_name()[name].number for name in ("고창", "고창군", "홍성(예)", "홍성", "경주")]
    [172, 251, 177, 177, 283]
    """
    stations = official_stations()
    names: dict[str, Station] = {}
    for row, station in zip(_rows(), stations, strict=True):
        names[station.name] = names[row["name_in_feed"]] = station
    for station in stations:
        if len(station.name) > 2 and station.name[-1] in "시군":
            names.setdefault(station.name[:-1], station)
    return MappingProxyType(names)


def _rows() -> list[dict[str, str]]:
    text = files("scraper.parse.strips").joinpath("kma_stations.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
