"""Site functions: Python for what selectors can't say. A function gets a page and returns fields of its record.

They stand in a Python file of a folder of rules, or in a package that is installed, under the entry point
`scraper.sites`. For a page those are called whose hosts or whose test it fits; dated ones like the layouts of a rule.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, TypeAlias, TypeVar

from scraper.errors import SiteRuleError, UsageError
from scraper.model import Page, Statement
from scraper.sites.values import statement

ENTRY_POINTS = "scraper.sites"
_MARK = "__scraper_sites__"

Fields: TypeAlias = Mapping[str, Any]
F = TypeVar("F", bound=Callable[[Page], Fields | None])


class SiteFunction(NamedTuple):
    """A function with the pages that it is for: hosts with all that end in them, a test, and the last day."""

    name: str
    function: Callable[[Page], Fields | None]
    hosts: tuple[str, ...] = ()
    when: Callable[[Page], bool] | None = None
    until: date | None = None

    @property
    def file(self) -> str:
        """The file that it stands in."""
        return self.function.__code__.co_filename if hasattr(self.function, "__code__") else ""

    @property
    def line(self) -> int | None:
        """The line of that file on which it begins."""
        return self.function.__code__.co_firstlineno if hasattr(self.function, "__code__") else None


class Answers(NamedTuple):
    """What the functions say of one page, and what went wrong with those that raised."""

    statements: tuple[Statement, ...] = ()
    problems: tuple[str, ...] = ()


def site(
    *hosts: str, when: Callable[[Page], bool] | None = None, until: str | date | None = None, name: str | None = None
) -> Callable[[F], F]:
    """Return the decorator of a site function: `@scraper.site("paper.example", until="2024-10-14")`.

    The function gets a `Page`, whose `soup` is BeautifulSoup's and whose `tree` is lxml's, and returns a mapping of
    fields: headline, subtitle, kicker, section, tags, authors, dateline, published, modified, agency, body. A value is
    a text, a date, a tag or an element, or a list of them; `None` leaves the field to the parsers.

    It is asked for pages of `hosts` and of hosts below them for which `when(page)` holds, with one of the two for all
    that fit it. `until` is the last day of capture on which the site looked so.
    """
    if not hosts and when is None:
        raise UsageError('a site function needs hosts or a test: @scraper.site("paper.example")')
    given: tuple[Any, ...] = hosts
    if not all(isinstance(host, str) and host for host in given):
        raise UsageError('the hosts of a site function are texts: @scraper.site("paper.example")')
    day = _day(until)

    def mark(function: F) -> F:
        one = SiteFunction(name or function.__name__, function, tuple(host.lower() for host in hosts), when, day)
        function.__dict__.setdefault(_MARK, []).append(one)
        return function

    return mark


def _day(until: str | date | None) -> date | None:
    if isinstance(until, datetime) or not isinstance(until, str):
        return until.date() if isinstance(until, datetime) else until
    try:
        return date.fromisoformat(until)
    except ValueError as error:
        raise UsageError(f"until={until!r} is no day; write it like 2024-10-14") from error


def functions_of(file: Path) -> tuple[SiteFunction, ...]:
    """Return the site functions of a Python file; raises `SiteRuleError` for one that can't be run or has none."""
    import importlib.util

    name = f"scraper site functions {file.resolve().as_posix().replace('.', '_')}"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise SiteRuleError(f"{file}: is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise SiteRuleError(f"{file}: can't be run: {_one_line(error, str(file))}") from error
    found = marked(module)
    if not found:
        raise SiteRuleError(
            f"{file}: has no site function; write @scraper.site(HOST) above one, or call the file _NAME"
        )
    return found


@cache
def installed_functions() -> tuple[SiteFunction, ...]:
    """Return the site functions of the packages that are installed."""
    if not any(map(_may_have_functions, sys.path)):
        return ()
    from importlib.metadata import entry_points

    found: list[SiteFunction] = []
    for point in entry_points(group=ENTRY_POINTS):
        try:
            found += marked(point.load())
        except Exception as error:
            raise SiteRuleError(
                f"entry point {point.name} of {ENTRY_POINTS}: {type(error).__name__}: {error}"
            ) from error
    return tuple(found)


def _may_have_functions(folder: str) -> bool:
    """Whether a package in a folder of `sys.path` names the entry point; its library would take 50 ms to say so."""
    try:
        with os.scandir(folder or ".") as found:
            names = [one.path for one in found if one.name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return False
    return any(_names_entry_point(Path(name) / "entry_points.txt") for name in names)


def _names_entry_point(file: Path) -> bool:
    try:
        return ENTRY_POINTS.encode() in file.read_bytes()
    except OSError:
        return False


def marked(given: Any) -> tuple[SiteFunction, ...]:
    """Return the site functions of a module, of a list, or the one that is given, in the order in which they stand."""
    values: Iterable[Any] = (given,)
    if isinstance(given, ModuleType):
        values = vars(given).values()
    elif isinstance(given, Iterable):
        values = given
    marked = (one for value in values for one in getattr(value, "__dict__", {}).get(_MARK, ()))
    return tuple(dict.fromkeys(marked))


class Era(NamedTuple):
    """The functions of one last day of capture, `None` for those that have none."""

    until: date | None
    functions: tuple[SiteFunction, ...]


def eras(functions: Iterable[SiteFunction], host: str) -> list[Era]:
    """Return the functions that may be asked for a page of a host, by their last day."""
    found: dict[date | None, list[SiteFunction]] = {}
    for one in functions:
        if not one.hosts or any(host == name or host.endswith(f".{name}") for name in one.hosts):
            found.setdefault(one.until, []).append(one)
    return [Era(until, tuple(some)) for until, some in found.items()]


def ask(functions: Iterable[SiteFunction], page: Page) -> Answers:
    """Return what the functions say of a page, of each field the first that says it; those that raise are named."""
    statements: dict[str, Statement] = {}
    problems: list[str] = []
    for one in functions:
        try:
            # A function may take the soup apart: each has a page of its own.
            own = replace(page)
            if one.when is None or one.when(own):
                for said in _statements(one, one.function(own)):
                    statements.setdefault(said.field, said)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 -- a site's code must not cost its page: it is named, the parsers stand
            problems.append(f"site function {one.name}: {_one_line(error, one.file, one.line)}")
    return Answers(tuple(statements.values()), tuple(problems))


def _statements(one: SiteFunction, given: Any) -> tuple[Statement, ...]:
    if given is None:
        return ()
    if not isinstance(given, Mapping):
        raise TypeError(f"returned a {type(given).__name__}; return a dict of fields")
    source = f"site function {one.name}"
    said = (statement(str(field), value, source) for field, value in given.items())
    return tuple(one for one in said if one is not None)


def _one_line(error: Exception, file: str, first: int | None = None) -> str:
    """Return an error on one line, with the line of the file that it came from, or else the `first` of the function."""
    from traceback import extract_tb

    frames = extract_tb(error.__traceback__)
    line = next((frame.lineno for frame in reversed(frames) if frame.filename == file), first)
    if isinstance(error, SyntaxError):
        line = error.lineno
    told = " ".join(str(error.msg if isinstance(error, SyntaxError) else error).split())[:200]
    place = f" ({Path(file).name}, line {line})" if line else ""
    return f"{type(error).__name__}: {told}{place}"
