"""Between the record's values and JSON: encode, decode, and the JSON Schema, all read off the type hints."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar, Union

from scraper.model.frozen import FrozenDict

T = TypeVar("T")


def encode(value: Any) -> Any:
    """Return `value` as JSON data: dataclasses as objects, tuples as arrays, dates as ISO 8601, enums by value."""
    cls: Any = type(value)
    return value if cls in _PLAIN else _encoder(cls)(value)


def write_json(value: Any) -> str:
    """Return `encode(value)` as JSON text, as short as it can be and with Unicode kept as it is."""
    return _write(value)


# What is JSON already, by its exact type: most values of a record, told at one look.
_PLAIN: frozenset[Any] = frozenset({str, int, float, bool, type(None)})


@cache
def _encoder(cls: Any) -> Callable[[Any], Any]:
    """Return what encodes values of exactly this type."""
    if issubclass(cls, Enum):
        return lambda value: value.value
    if issubclass(cls, tuple(_PLAIN)):
        return lambda value: value
    if issubclass(cls, date):
        return lambda value: value.isoformat()
    if issubclass(cls, Mapping):
        return lambda value: {key: encode(item) for key, item in value.items()}
    if issubclass(cls, tuple):
        return lambda value: [encode(item) for item in value]
    names = tuple(_hints(cls))
    return lambda value: {name: encode(getattr(value, name)) for name in names}


def _opened(value: Any) -> Any:
    """Return a value that JSON does not know as one that it knows; what is in it is left as it is."""
    cls: Any = type(value)
    return _opener(cls)(value)


@cache
def _opener(cls: Any) -> Callable[[Any], Any]:
    if issubclass(cls, Enum):
        return lambda value: value.value
    if issubclass(cls, date):
        return lambda value: value.isoformat()
    if issubclass(cls, Mapping):
        return dict
    names = tuple(_hints(cls))
    if len(names) == 1:
        return lambda value: {names[0]: getattr(value, names[0])}
    values_of = attrgetter(*names)
    return lambda value: dict(zip(names, values_of(value), strict=True))


# A record is a tree, so nothing is gained by looking for circles.
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_opened).encode


def decode(cls: type[T], data: Any) -> T:
    """Return the `cls` that `encode` wrote; raises `ValueError` with the path of the value that does not fit."""
    result: T = _decode(cls, data, cls.__name__)
    return result


def passed_over(cls: Any, data: Any, path: str, names: list[str]) -> Any:
    """Return the JSON data of a `cls` without the keys that it does not know, whose paths are added to `names`."""
    if is_dataclass(cls) and isinstance(data, Mapping):
        kind: Any = cls
        hints = _hints(kind)
        names += [f"{path}.{key}" for key in data if key not in hints]
        return {
            key: passed_over(hints[key], item, f"{path}.{key}", names) for key, item in data.items() if key in hints
        }
    parts = [part for part in typing.get_args(cls) if part is not type(None)]
    origin = typing.get_origin(cls)
    if origin in (Union, types.UnionType):
        return passed_over(parts[0], data, path, names)
    if origin is tuple and isinstance(data, list | tuple):
        return [passed_over(parts[0], item, f"{path}[{n}]", names) for n, item in enumerate(data)]
    if origin is not None and issubclass(origin, Mapping) and isinstance(data, Mapping):
        return {key: passed_over(parts[1], item, f"{path}.{key}", names) for key, item in data.items()}
    return data


def json_schema(cls: type) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `encode` writes for the dataclass `cls`."""
    definitions: dict[str, Any] = {}
    _define(cls, definitions)
    own = definitions.pop(cls.__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": cls.__name__,
        **own,
        "$defs": definitions,
    }


@cache
def _hints(cls: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    return {item.name: hints[item.name] for item in fields(cls)}


@cache
def _ready(cls: Any) -> dict[str, frozenset[Any]]:
    """Return for each field the exact types whose values are taken as they are: most values of a record."""
    return {name: _PLAIN.intersection(_choices(hint)) for name, hint in _hints(cls).items()}


def _choices(hint: Any) -> tuple[Any, ...]:
    is_union = typing.get_origin(hint) in (Union, types.UnionType)
    return typing.get_args(hint) if is_union else (hint,)


def _wrong(path: str, expected: str, data: Any) -> ValueError:
    return ValueError(f"{path}: expected {expected}, got {str(data)[:60]!r}")


def _decode(hint: Any, data: Any, path: str) -> Any:
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        if data is None:
            return None
        inner = next(part for part in typing.get_args(hint) if part is not type(None))
        return _decode(inner, data, path)
    if origin is tuple:
        return _decode_tuple(hint, data, path)
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(data, Mapping):
            raise _wrong(path, "an object", data)
        inner = typing.get_args(hint)[1]
        return FrozenDict({str(key): _decode(inner, item, f"{path}.{key}") for key, item in data.items()})
    if is_dataclass(hint):
        return _decode_object(hint, data, path)
    return _decode_scalar(hint, data, path)


def _decode_tuple(hint: Any, data: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(data, list | tuple):
        raise _wrong(path, "an array", data)
    parts = typing.get_args(hint)
    if parts[-1] is Ellipsis:
        return tuple(_decode(parts[0], item, f"{path}[{n}]") for n, item in enumerate(data))
    if len(parts) != len(data):
        raise _wrong(path, f"{len(parts)} items", data)
    return tuple(_decode(part, item, f"{path}[{n}]") for n, (part, item) in enumerate(zip(parts, data, strict=True)))


def _decode_object(cls: Any, data: Any, path: str) -> Any:
    if not isinstance(data, Mapping):
        raise _wrong(path, "an object", data)
    hints, ready = _hints(cls), _ready(cls)
    unknown = sorted(set(data) - set(hints))
    if unknown:
        raise ValueError(f"{path}: unknown key {unknown[0]!r}")
    try:
        return cls(
            **{
                key: item if type(item) in ready[key] else _decode(hints[key], item, f"{path}.{key}")
                for key, item in data.items()
            }
        )
    except TypeError as error:
        raise ValueError(f"{path}: {error}") from error


def _decode_scalar(hint: Any, data: Any, path: str) -> Any:
    try:
        if hint in (date, datetime):
            return hint.fromisoformat(data)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return hint(data)
    except (TypeError, ValueError) as error:
        raise _wrong(path, f"a {hint.__name__}", data) from error
    if hint is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if not isinstance(data, hint) or (isinstance(data, bool) and hint is not bool):
        raise _wrong(path, hint.__name__, data)
    return data


_SCALARS = MappingProxyType({str: "string", int: "integer", float: "number", bool: "boolean"})


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        choices = [_schema(part, definitions) for part in typing.get_args(hint) if part is not type(None)]
        return {"anyOf": [*choices, {"type": "null"}]}
    if origin is tuple:
        parts = typing.get_args(hint)
        if parts[-1] is Ellipsis:
            return {"type": "array", "items": _schema(parts[0], definitions)}
        prefix = [_schema(part, definitions) for part in parts]
        return {"type": "array", "prefixItems": prefix, "minItems": len(prefix), "maxItems": len(prefix)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(typing.get_args(hint)[1], definitions)}
    if is_dataclass(hint):
        name = _define(hint, definitions)
        return {"$ref": f"#/$defs/{name}"}
    if hint in (date, datetime):
        return {"type": "string", "format": "date" if hint is date else "date-time"}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    return {"type": _SCALARS[hint]}


def _define(cls: Any, definitions: dict[str, Any]) -> str:
    name: str = cls.__name__
    if name not in definitions:
        definitions[name] = {}
        about, told = _described(cls)
        hints = _hints(cls)
        properties = {
            key: _schema(hint, definitions) | ({"description": told[key]} if key in told else {})
            for key, hint in hints.items()
        }
        definitions[name] = {
            "type": "object",
            "description": about,
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    return name


def _described(cls: Any) -> tuple[str, dict[str, str]]:
    """Return what the docstring says of the class, and of each field in its part `Attributes:`."""
    about, _, attributes = (cls.__doc__ or "").partition("Attributes:")
    pairs = (line.strip().partition(": ") for line in attributes.splitlines() if line.strip())
    return " ".join(about.split()), {name: told for name, _, told in pairs}
