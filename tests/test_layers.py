"""The floors of the house: imports go down only, rooms side by side don't import each other, and every outside
package has one room that knows it."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "scraper"

# From the ground up; rooms on one floor don't import each other.
FLOORS = (
    {"version", "errors", "compiled", "urls"},
    {"codec"},
    {"model"},
    {"page", "pickling", "workers", "settings_file"},
    {"fetch", "discover", "parse", "sites", "store", "export"},
    {"records"},
    {"crawl", "pipeline"},
    {"evaluate", "same_site"},
    {"cli"},
    {"__init__", "__main__"},
)
FLOOR_OF = {room: number for number, floor in enumerate(FLOORS) for room in floor}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imports_of(path: Path) -> Iterator[str]:
    """The absolute names that the module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module
            yield node.module
            if node.module == "scraper":
                yield from (f"scraper.{alias.name}" for alias in node.names)


def test_every_room_has_a_floor() -> None:
    assert {room_of(path) for path in modules()} <= set(FLOOR_OF)


def wrong_imports(room: str, names: Iterable[str]) -> Iterator[str]:
    """The imports that a module in `room` must not have."""
    for name in names:
        parts = name.split(".")
        if parts[0] != "scraper" or len(parts) == 1:
            continue
        other = parts[1]
        if other == room or (other.startswith("__") and room == "__main__"):
            continue
        if FLOOR_OF.get(other, len(FLOORS)) >= FLOOR_OF[room]:
            yield name


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_down(path: Path) -> None:
    assert list(wrong_imports(room_of(path), imports_of(path))) == []


@pytest.mark.parametrize(
    ("room", "name", "is_wrong"),
    [
        ("parse", "scraper.page", False),
        ("parse", "scraper.parse.body", False),
        ("parse", "scraper.store", True),
        ("page", "scraper.parse", True),
        ("model", "scraper.cli", True),
        ("pipeline", "scraper.crawl", True),
        ("model", "scraper.nowhere", True),
        ("page", "lxml.etree", False),
    ],
)
def test_the_rule_itself(room: str, name: str, *, is_wrong: bool) -> None:
    assert bool(list(wrong_imports(room, [name]))) is is_wrong


def test_each_outside_package_is_known_to_one_room() -> None:
    rooms: dict[str, set[str]] = defaultdict(set)
    for path in modules():
        for name in imports_of(path):
            package = name.split(".", maxsplit=1)[0]
            if package != "scraper" and package not in sys.stdlib_module_names:
                rooms[package].add(room_of(path))
    assert {package: names for package, names in rooms.items() if len(names) > 1} == {}
    assert rooms["click"] == {"cli"}
