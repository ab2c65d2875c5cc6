"""From the errors of structuring to the one error of the library, with the path to the field."""

from __future__ import annotations

from typing import Any

from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from ..errors import ClientReturnError, closest
from .kinds import hints_of

__all__ = ["refusal"]


def refusal(error: Exception, path: str) -> ClientReturnError:
    """The first thing that was refused, named by its path."""
    where, cls = path, path
    while isinstance(error, BaseValidationError):
        if isinstance(error, ClassValidationError):
            cls = error.cl.__name__
        # A misspelt field says more than the missing one that it was meant to be.
        misspelt = [one for one in error.exceptions if isinstance(one, ForbiddenExtraKeysError)]
        first: Exception = (misspelt or error.exceptions)[0]
        error, where = first, where + _step(first)
    if isinstance(error, ForbiddenExtraKeysError):
        return _unknown_field(error, where)
    if isinstance(error, KeyError) and where.endswith(f".{error.args[0]}"):
        return ClientReturnError(where, "nothing", "a value: the field is required", "add it")
    if isinstance(error, ClientReturnError):
        return error.at(_joined(where, error.field, cls))
    return ClientReturnError(where, str(error), "a value of the right shape")


def _joined(where: str, field: str, cls: str) -> str:
    """The path, with the field that a class named at its own door."""
    if field.startswith(f"{cls}."):
        return where + field.removeprefix(cls)
    if not where:
        return field or "data"
    return where if field in ("", "kind", "condition", "fact") else f"{where}: {field}"


def _step(error: BaseException) -> str:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return f".{note.name}"
        if isinstance(note, IterableValidationNote):
            return f"[{note.index!r}]"
    return ""


def _unknown_field(error: ForbiddenExtraKeysError, where: str) -> ClientReturnError:
    field = min(error.extra_fields)
    known: dict[str, Any] = {name: None for name in hints_of(error.cl) if not name.startswith("_")}
    return ClientReturnError(f"{where}.{field}", field, f"a field of {error.cl.__name__}", "", closest(field, known))
