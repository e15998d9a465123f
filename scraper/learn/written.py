"""A selector that was accepted in, the rule file of its site out: `taught-HOST.toml` in a folder of rules.

Only files of that name are written, so that what a person wrote stays as it is. A second selector for the same role
goes before the first one: the one that finds something holds.
"""

from __future__ import annotations

import json
import re
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from scraper.errors import SiteRuleError, UsageError
from scraper.model import Role
from scraper.page import parse_selector
from scraper.sites import ROLES, Rule, read_rule

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?")


class TaughtRule(NamedTuple):
    """What is to be written: of which site, what the selector means, and the last day of its layout."""

    host: str
    role: Role
    selector: str
    until: date | None = None

    def checked(self) -> TaughtRule:
        """Return it; raises `UsageError` for what no rule can say."""
        if not _HOST.fullmatch(self.host):
            raise UsageError(f"{self.host!r} is no host name")
        if self.role.value not in ROLES:
            raise UsageError(f"{self.role.value}: no rule can label it")
        try:
            parse_selector(self.selector)
        except ValueError as error:
            raise UsageError(str(error)) from error
        return self


def file_of(folder: Path, host: str) -> Path:
    """Return the file in which the rules of a site are taught."""
    return folder / f"taught-{host}.toml"


def text_of(folder: Path, taught: TaughtRule) -> str:
    """Return the text of the file with the new selector in it."""
    taught.checked()
    path = file_of(folder, taught.host)
    known = _layouts(path) if path.exists() else []
    layout = next((one for one in known if one.get("until") == taught.until), None)
    if layout is None:
        layout = {} if taught.until is None else {"until": taught.until}
        known.append(layout)
    old = layout.get(taught.role.value, [])
    others = [one for one in ([old] if isinstance(old, str) else old) if one != taught.selector]
    layout[taught.role.value] = [taught.selector, *others]
    return "".join(_lines(taught.host, known))


def write_rule(folder: Path, taught: TaughtRule) -> Path:
    """Write the file, whole or not at all, and return its place; raises `SiteRuleError` when it can't be read back."""
    text = text_of(folder, taught)
    path = file_of(folder, taught.host)
    try:
        folder.mkdir(exist_ok=True)
        path.with_suffix(".new").write_text(text, encoding="utf-8")
        read_rule(path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)
    except OSError as error:
        raise SiteRuleError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error
    return path


def rule_with(folder: Path, taught: TaughtRule) -> Rule:
    """Return the rule as it would be written, without writing it there."""
    with tempfile.TemporaryDirectory() as place:
        file = file_of(Path(place), taught.host)
        file.write_text(text_of(folder, taught), encoding="utf-8")
        return read_rule(file)


def _layouts(path: Path) -> list[dict[str, Any]]:
    read_rule(path)  # says what is wrong in a file that somebody has changed
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["layout"])


def _lines(host: str, layouts: list[dict[str, Any]]) -> Iterator[str]:
    yield "# Taught by clicking; `scraper sites check --sites FOLDER pages/` says what each selector still finds.\n"
    yield f"name = {_quoted(f'taught {host}')}\n\n[[match]]\nhost = {_quoted(host)}\n"
    for layout in sorted(layouts, key=lambda one: one.get("until") or date.max, reverse=True):
        yield "\n[[layout]]\n"
        yield from (f"{name} = {_value(value)}\n" for name, value in layout.items())


def _value(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    texts = [value] if isinstance(value, str) else value
    return f"[{', '.join(map(_quoted, texts))}]"


def _quoted(text: str) -> str:
    """Return a text as TOML has it, whose basic strings are those of JSON."""
    return json.dumps(text, ensure_ascii=False)
