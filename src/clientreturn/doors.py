"""The door of every public class and function: what comes in is what the annotation says, or is refused by name.

The annotation is the contract; nothing has to be said twice. This module knows no domain.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, wraps
from inspect import Parameter, signature
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Final, TypeVar, Union, cast, get_args, get_origin

import attrs

from .errors import ClientReturnError, closest

__all__ = ["Unsorted", "door", "is_carried", "typed"]

F = TypeVar("F", bound=Callable[..., Any])
Test = Callable[[Any], bool]

T = TypeVar("T")
Unsorted = Annotated[Iterable[T], "unsorted"]
"""An iterable in which bad items may stand among the good ones."""

BROKEN: Final = (TypeError, ValueError, AttributeError, ArithmeticError, LookupError, RecursionError)
"""What converters raise at values that they do not expect."""


def is_carried(text: str) -> bool:
    """Whether UTF-8, and so a file or a database, can carry a text: no lone surrogates, no NUL.

    >>> is_carried("Анна"), is_carried("a\\0b"), is_carried("\\ud800")
    (True, False, False)
    """
    if "\0" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


# --- classes ------------------------------------------------------------------------------------------


def typed(cls: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """For `attrs.frozen(field_transformer=typed)`: every field takes what its annotation says.

    >>> @attrs.frozen(field_transformer=typed)
    ... class Tip:
    ...     to: str
    ...     percent: float = 10.0
    >>> Tip("olga", "a lot")
    Traceback (most recent call last):
    clientreturn.errors.ClientReturnError: Tip.percent: expected a number, got 'a lot'
    """
    return [field.evolve(converter=_entrance(cls, field)) if field.init else field for field in fields]


def _entrance(cls: type, field: attrs.Attribute[Any]) -> Callable[[Any], Any]:
    convert = cast("Callable[[Any], Any] | None", field.converter)
    name = f"{cls.__name__}.{field.name.lstrip('_')}"
    kind: Any = None
    test: Test | None = None
    welcome: frozenset[type] = frozenset()

    def entering(value: Any) -> Any:
        nonlocal kind, test, welcome
        if type(value) in welcome:
            return value
        if test is None:
            kind = _resolved(field.type, cls.__module__)
            test = _test(kind, True)
            welcome = frozenset() if convert else frozenset(_welcome(kind))
        given = value
        if convert is not None:
            try:
                value = convert(value)
            except BROKEN as error:
                if isinstance(error, ClientReturnError):
                    raise
                raise _refused(name, given, kind) from None
        if not test(value):
            raise _refused(name, value, kind)
        return value

    return entering


# --- functions ----------------------------------------------------------------------------------------


def door(function: F) -> F:
    """The function, asked with what its annotations say; anything else is refused by the argument's name.

    An iterable of values of one class is looked at item by item as it is read; those of an `Unsorted` are
    left to the function, which tells good from bad itself.

    >>> @door
    ... def doubled(count: int) -> int:
    ...     return 2 * count
    >>> doubled("2")
    Traceback (most recent call last):
    clientreturn.errors.ClientReturnError: doubled.count: expected a whole number, got '2'
    """
    parameters = signature(function).parameters
    positional = tuple(
        name
        for name, one in parameters.items()
        if one.kind in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
    )
    tests: dict[str, tuple[Test, Any, type | None]] = {}

    def entering(name: str, value: Any) -> Any:
        if not tests:
            for each, one in parameters.items():
                kind = _resolved(one.annotation, function.__module__)
                tests[each] = (_test(kind, False), kind, _item_of(kind))
        test, kind, item = tests[name]
        if not test(value):
            raise _refused(f"{function.__name__}.{name}", value, kind)
        return value if item is None or _is_whole(value, kind) else _items(f"{function.__name__}.{name}", value, item)

    @wraps(function)
    def inside(*given: Any, **named: Any) -> Any:
        checked = [entering(name, value) for name, value in zip(positional, given, strict=False)]
        return function(
            *checked,
            *given[len(checked) :],
            **{name: entering(name, value) if name in parameters else value for name, value in named.items()},
        )

    return cast(F, inside)


def _item_of(kind: Any) -> type | None:
    """The class of the items of an iterable, when each of them has to be looked at."""
    if get_origin(kind) in (Union, UnionType):
        return next((found for found in map(_item_of, get_args(kind)) if found is not None), None)
    if get_origin(kind) is Iterable and get_args(kind):
        item = get_args(kind)[0]
        if isinstance(item, type) and (attrs.has(item) or item in (date, str)):
            return item
    return None


def _is_whole(value: Any, kind: Any) -> bool:
    """Whether a value is taken as it is, by another arm of a union: a review where cases will do as well."""
    arms = get_args(kind) if get_origin(kind) in (Union, UnionType) else ()
    return any(_item_of(arm) is None and _test(arm, False)(value) for arm in arms)


def _items(field: str, values: Any, item: type) -> Any:
    """The items, each looked at: at once where they are at hand, else as they are read."""

    def each() -> Iterator[Any]:
        test = _test(item, False)
        for value in values:
            if not test(value):
                raise _refused(field, value, item)
            yield value

    return tuple(each()) if isinstance(values, list | tuple | set | frozenset) else each()


# --- what annotations say -----------------------------------------------------------------------------


def _welcome(kind: Any) -> Iterator[type]:
    """The classes of which every value is of a type, so that most values need not be looked into."""
    if get_origin(kind) in (Union, UnionType):
        for part in get_args(kind):
            yield from _welcome(part)
    elif kind is None:
        yield NoneType
    elif isinstance(kind, type) and (kind in (bool, date, NoneType) or attrs.has(kind) or issubclass(kind, Enum)):
        yield kind


def _resolved(annotation: Any, module: str) -> Any:
    """The type behind an annotation; `Any` where it is known to type checkers only."""
    if not isinstance(annotation, str):
        return Any if annotation is Parameter.empty or annotation is None else annotation
    for known in (_NOTHING, _PUBLIC):
        try:
            return eval(annotation, vars(sys.modules[module]), known)  # the library's own source, never data
        except (NameError, AttributeError, TypeError):
            continue
    return Any


class _Public(dict[str, Any]):
    """Public names of the package, for types that a module imports for type checkers only."""

    def __missing__(self, name: str) -> Any:
        try:
            return getattr(sys.modules[__package__], name)
        except AttributeError:
            raise KeyError(name) from None


_PUBLIC: Final = _Public()
_NOTHING: Final[dict[str, Any]] = {}


def _test(kind: Any, strict: bool) -> Test:
    """Whether a value is of a type; `strict` looks into texts and tuples, for what is kept."""
    try:
        return _made_test(kind, strict)
    except TypeError:  # not to be told apart from another type
        return _anything


def _anything(value: Any) -> bool:
    return True


@cache
def _made_test(kind: Any, strict: bool) -> Test:
    if get_origin(kind) is Annotated:
        return _test(get_args(kind)[0], strict)
    cls = get_origin(kind) or kind
    parts = get_args(kind)
    if kind is None or kind is NoneType:
        return lambda value: value is None
    if cls in (Union, UnionType):
        return _union_test(tuple(_test(part, strict) for part in parts))
    if cls in _PLAIN:
        return _carried if cls is str and strict else _PLAIN[cls]
    if cls is Callable or cls is _CALLABLE:
        return callable
    if not isinstance(cls, type) or cls is object:
        return _anything
    if getattr(cls, "_is_protocol", False):
        asked = [name for name, content in vars(cls).items() if callable(content) and name.strip("_") == name]
        asked += ["__call__"] if "__call__" in vars(cls) else []
        return lambda value: not isinstance(value, type) and all(callable(getattr(value, name, None)) for name in asked)
    if cls is tuple and strict and parts:
        return _tuple_test(parts)
    if cls is frozenset and strict and parts:
        return _items_test(frozenset, _test(parts[0], strict))
    if cls in (Iterable, Sequence):
        return lambda value: isinstance(value, cls) and not isinstance(value, str | bytes | bytearray | Mapping)
    if issubclass(cls, Mapping) and len(parts) == 2:
        key, content = (_test(part, strict) for part in parts)
        return lambda value: isinstance(value, cls) and all(key(name) and content(item) for name, item in value.items())
    return lambda value: isinstance(value, cls)


_CALLABLE: Final = get_origin(Callable[..., Any])


def _carried(value: Any) -> bool:
    return isinstance(value, str) and ((value.isascii() and "\0" not in value) or is_carried(value))


def _union_test(tests: tuple[Test, ...]) -> Test:
    def of_one(value: Any) -> bool:
        for test in tests:  # noqa: SIM110 - every value of the library passes here: a loop, since it is the fastest
            if test(value):
                return True
        return False

    return of_one


def _items_test(cls: type, inside: Test) -> Test:
    def all_inside(value: Any) -> bool:
        if not isinstance(value, cls):
            return False
        for item in value:  # type: ignore[attr-defined]  # noqa: SIM110 - as above
            if not inside(item):
                return False
        return True

    return all_inside


def _tuple_test(parts: tuple[Any, ...]) -> Test:
    if Ellipsis in parts:
        return _items_test(tuple, _test(parts[0], True))
    tests = tuple(_test(part, True) for part in parts)
    return lambda value: (
        isinstance(value, tuple)
        and len(value) == len(tests)
        and all(test(item) for test, item in zip(tests, value, strict=True))
    )


def _is_amount(value: Any) -> bool:
    return isinstance(value, Decimal) and value.is_finite()


def _is_number(value: Any) -> bool:
    if type(value) is float:
        return value == value
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= sys.float_info.max


_PLAIN: Final[Mapping[Any, Test]] = MappingProxyType(
    {
        str: lambda value: isinstance(value, str),
        bool: lambda value: isinstance(value, bool),
        int: lambda value: isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 63,
        float: _is_number,
        date: lambda value: type(value) is date,
        Decimal: _is_amount,
        Any: _anything,
    }
)


def _refused(field: str, value: Any, kind: Any) -> ClientReturnError:
    names = [member.value for member in kind] if isinstance(kind, type) and issubclass(kind, Enum) else ()
    near = closest(value, [name for name in names if isinstance(name, str)]) if isinstance(value, str) else None
    return ClientReturnError(field, value, _said(kind), "", near)


_SAID: Final[Mapping[Any, str]] = MappingProxyType(
    {
        str: "a text", bool: "True or False", int: "a whole number", float: "a number", date: "a date",
        Decimal: "a finite Decimal", NoneType: "None", None: "None",
    }
)  # fmt: skip


def _said(kind: Any) -> str:
    """A type in words.

    >>> _said(tuple[str, ...]), _said(int | None)
    ('a tuple of str', 'a whole number or None')
    """
    if get_origin(kind) is Annotated:
        return _said(get_args(kind)[0])
    cls, parts = get_origin(kind) or kind, get_args(kind)
    if cls in (Union, UnionType):
        return " or ".join(_said(part) for part in parts)
    if cls in _SAID:
        return _SAID[cls]
    if isinstance(cls, type) and issubclass(cls, Enum):
        return f"one of {', '.join(f'{cls.__name__}.{member.name}' for member in cls)}"
    name = getattr(cls, "__name__", str(cls))
    inside = [getattr(part, "__name__", str(part)) for part in parts if part is not Ellipsis]
    article = "an" if name[:1] in "AEIOU" else "a"
    return f"{article} {name.lower() if inside else name}" + (f" of {', '.join(inside)}" if inside else "")
