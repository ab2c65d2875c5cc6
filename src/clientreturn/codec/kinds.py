"""The kinds of values that plain data can name: the package's own attrs classes and enums, each by its name."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Final, get_args, get_origin, get_type_hints

import attrs

from .. import _HOMES
from ..errors import ClientReturnError, closest

__all__ = ["class_of", "hints_of", "kind_named", "kinds", "names", "stored_fields"]

ABOVE: Final = ("codec", "entries", "frames", "plots", "plugins", "rows", "testing")
"""Homes of public functions that stand above or beside the codec: no value of theirs is stored."""


def class_of(kind: Any) -> Any:
    """The class behind a type: `RuleBook` for `RuleBook[Standing]`."""
    return get_origin(kind) or kind


@cache
def hints_of(cls: type) -> dict[str, Any]:
    """Types of a class's attributes, by name; those that are loaded for type checkers only are looked up in the rooms."""
    try:
        return get_type_hints(cls)
    except NameError:
        if attrs.has(cls):
            attrs.resolve_types(cls, localns=_public())
        return get_type_hints(cls, localns=_public())


@cache
def _public() -> dict[str, Any]:
    """Every public name of the rooms."""
    return {name: getattr(module, name) for module in _rooms() for name in module.__all__}


@cache
def _rooms() -> tuple[ModuleType, ...]:
    homes = sorted(set(_HOMES.values()).difference(ABOVE))
    return tuple(import_module(f"..{home}", __package__) for home in homes)


@cache
def stored_fields(cls: type) -> tuple[attrs.Attribute[Any], ...]:
    """The attributes that are written: all that make the value, less what it merely keeps at hand for later questions."""
    return tuple(
        field for field in attrs.fields(cls) if field.init and not (field.eq is False and field.default is None)
    )


@cache
def kinds() -> dict[str, type]:
    """Every kind of value by name: the public ones, and whatever their fields are made of.

    Where two rooms use one name, the public one keeps it, and another says its room: `worth.Grade`.
    """
    found: dict[type, None] = {}
    waiting: list[Any] = [getattr(module, name) for module in _rooms() for name in module.__all__]
    while waiting:
        cls = waiting.pop()
        if not _is_kind(cls) or cls in found:
            continue
        found[cls] = None
        if attrs.has(cls):
            waiting += [part for field in stored_fields(cls) for part in _parts(hints_of(cls)[field.name])]
    named: dict[str, list[type]] = {}
    for cls in found:
        named.setdefault(cls.__name__, []).append(cls)
    return {
        name if len(alike) == 1 or _is_public(cls) else f"{cls.__module__.split('.')[1]}.{name}": cls
        for name, alike in sorted(named.items())
        for cls in alike
    }


@cache
def names() -> dict[type, str]:
    """The name of each kind."""
    return {cls: name for name, cls in kinds().items()}


def _is_public(cls: type) -> bool:
    home = _HOMES.get(cls.__name__)
    return home is not None and getattr(import_module(f"..{home}", __package__), cls.__name__) is cls


def _is_kind(cls: object) -> bool:
    return (
        isinstance(cls, type)
        and cls.__module__.startswith(f"{__package__.partition('.')[0]}.")
        and (attrs.has(cls) or issubclass(cls, Enum))
        and not cls.__name__.startswith("_")
    )


def _parts(hint: Any) -> Iterator[Any]:
    yield class_of(hint)
    for part in get_args(hint):
        if isinstance(part, list):
            continue
        yield from _parts(part)


def kind_named(name: object) -> type:
    """The kind of that name; anything else raises with the nearest known one."""
    known = kinds()
    if not isinstance(name, str) or name not in known:
        raise ClientReturnError("kind", name, "a kind of value of this library", "", closest(name, known))
    return known[name]
