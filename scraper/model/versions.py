"""Records of earlier schema versions in, the same with today's names out.

Version 2 calls boilerplate what version 1 called furniture.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SCHEMA_VERSION = 2
_RENAMED = {"furniture": "boilerplate"}


def with_todays_names(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON-ready values of a record as the newest version names them; those of the newest are unchanged."""
    version = record.get("schema_version")
    if version != 1 or version is True:
        return dict(record)
    renamed = _renamed(record)
    if isinstance(record.get("evidence"), Mapping):
        renamed["evidence"] = _renamed(record["evidence"])
    return renamed | {"schema_version": SCHEMA_VERSION}


def is_newer(record: Mapping[str, Any]) -> bool:
    """Whether the record was written by a release that knows more than this one.

    >>> is_newer({"schema_version": SCHEMA_VERSION + 1}), is_newer({"schema_version": "9"}), is_newer({})
    (True, False, False)
    """
    version = record.get("schema_version")
    return isinstance(version, int) and version > SCHEMA_VERSION


def _renamed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {_RENAMED.get(key, key): value for key, value in values.items()}
