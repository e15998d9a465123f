"""The floors of the house: imports go down only, rooms side by side don't import each other, other rooms see a room's
face alone, and every outside package has one room that knows it."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.places import ROOT

PACKAGE = ROOT / "scraper"

# From the ground up; rooms on one floor don't import each other.
FLOORS = (
    {"version", "errors", "lazy", "dom", "scripts", "unpack", "urls"},
    {"model"},
    {"page", "workers"},
    {"fetch", "discover", "parse", "sites", "store", "export", "inputs"},
    {"pipeline"},
    {"crawl", "batch", "report", "learn"},
    {"evaluate", "web"},
    {"cli"},
    {"__init__", "__main__"},
)
FLOOR_OF = {room: number for number, floor in enumerate(FLOORS) for room in floor}
# A folder and a module that are larger are hard to find one's way in; tables of words may be longer.
MOST_MODULES = 20
MOST_LINES = 300
# Each verb of the command line has a module.
LARGE_FOLDERS = {"scraper/cli"}
TABLES = {"words", "letters", "stations", "v0001_first"}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def package_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).parent.parts)


@cache
def imports_of(path: Path) -> tuple[tuple[str, str], ...]:
    """The modules and the names that are taken from them, wherever in the module the import stands."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module
            found += [(node.module, alias.name) for alias in node.names]
    return tuple(found)


def imported_names(path: Path) -> Iterator[str]:
    for module, name in imports_of(path):
        yield module
        if module == "scraper" and name:
            yield f"scraper.{name}"


@cache
def faces() -> dict[str, frozenset[str]]:
    """What each room shows: the names in `__all__` of its `__init__`."""
    shown = {}
    for path in PACKAGE.rglob("__init__.py"):
        names: frozenset[str] = frozenset()
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"]:
                names = frozenset(ast.literal_eval(node.value))
        shown[package_of(path)] = names
    return shown


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
    assert list(wrong_imports(room_of(path), imported_names(path))) == []


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


def around_the_face(package: str, module: str, name: str) -> bool:
    """Whether a module in `package` takes `name` from another room, and not from its face."""
    parts = module.split(".")
    if parts[0] != "scraper" or len(parts) == 1:
        return False
    if module in faces():
        # A room's own modules, and the rooms inside it, are at home there.
        at_home = package == module or package.startswith(f"{module}.")
        return not at_home and bool(name) and f"{module}.{name}" not in faces() and name not in faces()[module]
    home = ".".join(parts[:-1])
    return not (package == home or package.startswith(f"{home}."))


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_other_rooms_see_the_face_alone(path: Path) -> None:
    taken = imports_of(path)
    assert [(module, name) for module, name in taken if around_the_face(package_of(path), module, name)] == []


@pytest.mark.parametrize(
    ("package", "module", "name", "is_wrong"),
    [
        ("scraper.parse", "scraper.parse.dates", "find_dates", False),
        ("scraper.parse.dates", "scraper.parse.dates.formats", "read_value", False),
        ("scraper.parse.subtitle", "scraper.parse.dates.formats", "read_value", True),
        ("scraper.parse.subtitle", "scraper.parse.dates", "not_shown", True),
        ("scraper.parse.dates", "scraper.parse.site_labels", "SiteLabels", False),
        ("scraper.cli", "scraper.pipeline", "extract", False),
        ("scraper.cli", "scraper.page", "markup", False),
    ],
)
def test_the_rule_of_faces_itself(package: str, module: str, name: str, *, is_wrong: bool) -> None:
    assert around_the_face(package, module, name) is is_wrong


def test_rooms_inside_a_room_stand_on_floors_too() -> None:
    """Of two rooms in the same room, one may know the other; there is no circle of them."""
    known: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in modules():
        package = package_of(path)
        for module, _ in imports_of(path):
            home, _, other = common(package, module)
            if other and home != "scraper":
                known[home][package.removeprefix(f"{home}.").split(".")[0]].add(other)
    circles = []
    for home, rooms in known.items():
        try:
            TopologicalSorter(rooms).prepare()
        except CycleError as error:
            circles.append((home, error.args[1]))
    assert circles == []


def common(package: str, module: str) -> tuple[str, str, str]:
    """The room that holds both, and the rooms in it that the two are in; empty where one has none of its own there."""
    one, other = package.split("."), module.split(".")
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    home = ".".join(one[:shared])
    if shared == len(one) or shared == len(other) or f"{home}.{other[shared]}" not in faces():
        return home, "", ""
    return home, one[shared], other[shared]


def test_each_outside_package_is_known_to_one_room() -> None:
    rooms: dict[str, set[str]] = defaultdict(set)
    for path in modules():
        for name in imported_names(path):
            package = name.split(".", maxsplit=1)[0]
            if package != "scraper" and package not in sys.stdlib_module_names:
                rooms[package].add(room_of(path))
    assert {package: names for package, names in rooms.items() if len(names) > 1} == {}
    assert rooms["click"] == {"cli"}


@pytest.mark.parametrize("top", ["scraper", "tests"])
def test_no_folder_holds_too_many_modules(top: str) -> None:
    counts: dict[str, int] = defaultdict(int)
    for path in (ROOT / top).rglob("*.py"):
        counts[path.parent.relative_to(ROOT).as_posix()] += 1
    crowded = {folder: count for folder, count in counts.items() if count > MOST_MODULES}
    assert {folder for folder in crowded if folder not in LARGE_FOLDERS} == set()


def test_no_module_is_too_long() -> None:
    long = {}
    sources = [path for kind in ("py", "pyx", "pxi") for path in PACKAGE.rglob(f"*.{kind}")]
    for path in sources:
        is_table = any(path.stem == table or path.stem.endswith(f"_{table}") for table in TABLES)
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > MOST_LINES and not is_table:
            long[path.relative_to(ROOT).as_posix()] = lines
    assert long == {}
