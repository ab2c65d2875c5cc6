"""JSON Schema of what the codec reads, generated from the classes and their docstrings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args

import attrs

from ..doors import door
from ..errors import ClientReturnError
from ..history import Client
from .conversion import ISO_DAY, is_fixed, is_open, is_pairs_type
from .kinds import class_of, hints_of, stored_fields

__all__ = ["json_schema"]

_PLAIN: Final[dict[Any, dict[str, Any]]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date", "pattern": ISO_DAY},
    Decimal: {"type": ["string", "number"], "pattern": r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$"},
}
_DAY: Final = {
    "type": "object",
    "properties": {"is": {"const": "date"}, "value": _PLAIN[date]},
    "required": ["is", "value"],
    "additionalProperties": False,
}
_VALUE: Final = {"anyOf": [{"type": ["string", "number", "boolean", "null"]}, _DAY]}
_ATTRIBUTE: Final = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)


@door
def json_schema(kind: type = Client) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind of input, for the `data` in an envelope.

    It describes values that carry no functions and no rules: `Client` and everything in it, `Team`, `Rates`, `Plan`.

    >>> json_schema()["$defs"]["Purchase"]["required"]
    ['on', 'amount', 'currency']
    """
    definitions: dict[str, Any] = {}
    top = _schema(kind, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **top,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    cls = class_of(kind)
    if is_open(kind):
        return _VALUE
    if cls in _PLAIN:
        return _PLAIN[cls]
    if cls in (Union, UnionType):
        return {"anyOf": [_schema(arm, definitions) for arm in get_args(kind)]}
    if is_pairs_type(kind):
        pair = get_args(kind)[0]
        by_name = {"type": "object", "additionalProperties": _schema(get_args(pair)[1], definitions)}
        return {"anyOf": [by_name, {"type": "array", "items": _schema(pair, definitions)}]}
    if cls is tuple and is_fixed(kind):
        parts = [_schema(part, definitions) for part in get_args(kind)]
        return {"type": "array", "prefixItems": parts, "minItems": len(parts), "maxItems": len(parts)}
    if cls in (tuple, list, frozenset):
        return {"type": "array", "items": _schema(get_args(kind)[0], definitions)}
    if isinstance(cls, type) and issubclass(cls, Mapping):
        return {"type": "object", "additionalProperties": _schema(get_args(kind)[1], definitions)}
    if isinstance(cls, type) and issubclass(cls, Enum):
        definitions[cls.__name__] = {"enum": [member.value for member in cls], "description": _first_line(cls)}
    elif isinstance(cls, type) and attrs.has(cls):
        _define(cls, definitions)
    else:
        raise ClientReturnError("json_schema", kind, "a kind of input without functions and rules, such as Client")
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _define(cls: type, definitions: dict[str, Any]) -> None:
    if cls.__name__ in definitions:
        return
    definitions[cls.__name__] = {}  # a place for what refers to itself
    hints, told = hints_of(cls), dict(_ATTRIBUTE.findall(cleandoc(cls.__doc__ or "")))
    fields = stored_fields(cls)
    properties = {}
    for field in fields:
        properties[field.alias] = dict(_schema(hints[field.name], definitions))
        if field.name in told:
            properties[field.alias]["description"] = re.sub(r"\s+", " ", told[field.name])
    definitions[cls.__name__] = {
        "type": "object",
        "description": _first_line(cls),
        "properties": properties,
        "required": [field.alias for field in fields if field.default is attrs.NOTHING],
        "additionalProperties": False,
    }


def _first_line(cls: type) -> str:
    return (cls.__doc__ or "").strip().partition("\n")[0]
