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
from typing import Annotated, Any, Final, TypeGuard, TypeVar, Union, cast, get_args, get_origin

import attrs

from .errors import ClientReturnError, closest

__all__ = [
    "BROKEN",
    "LARGEST_WHOLE",
    "LONGEST_AMOUNT",
    "Unsorted",
    "door",
    "is_amount",
    "is_carried",
    "is_textual",
    "textual",
    "typed",
]

F = TypeVar("F", bound=Callable[..., Any])
Test = Callable[[Any], bool]

T = TypeVar("T")
Unsorted = Annotated[Iterable[T], "unsorted"]
"""An iterable in which bad items may stand among the good ones."""

BROKEN: Final = (TypeError, ValueError, AttributeError, ArithmeticError, LookupError, RecursionError)
"""What converters raise at values that they do not expect."""


LONGEST_AMOUNT: Final = 60
"""Characters in which an amount can be written."""

LARGEST_WHOLE: Final = 1 << 63
"""Beyond what a database's whole number of 64 bits holds."""


_TEXTS: Final[set[type]] = {str}


def textual(cls: T) -> T:
    """A class of texts of the library's own: its values compare as the texts that they are."""
    _TEXTS.add(cast(type, cls))
    return cls


def is_textual(value: object) -> TypeGuard[str]:
    """Whether a value is a text; one of a class of its own must compare as the text that it carries.

    >>> is_textual("a"), is_textual(b"a")
    (True, False)
    """
    if type(value) in _TEXTS:
        return True
    if not issubclass(type(value), str):
        return False
    try:
        plain = str.__str__(cast(str, value))
        return bool(value == plain) and hash(value) == hash(plain)
    except Exception:  # a class from outside may be unable to compare itself
        return False


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

    rest = next((name for name, one in parameters.items() if one.kind is Parameter.VAR_POSITIONAL), None)

    @wraps(function)
    def inside(*given: Any, **named: Any) -> Any:
        checked = [entering(name, value) for name, value in zip(positional, given, strict=False)]
        others = given[len(checked) :]
        return function(
            *checked,
            *(others if rest is None else (entering(rest, value) for value in others)),
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
        own = {name: content for name, content in vars(cls).items() if name.strip("_") == name or name == "__call__"}
        asked = [name for name, content in own.items() if callable(content)]
        kept = [name for name, content in own.items() if isinstance(content, property)]
        return lambda value: (
            not isinstance(value, type)
            and all(callable(getattr(value, name, None)) for name in asked)
            and all(hasattr(type(value), name) for name in kept)
        )
    if cls is tuple and parts:
        return _tuple_test(parts, strict)
    if cls is frozenset and strict and parts:
        return _items_test(frozenset, _test(parts[0], strict))
    if parts and hasattr(cls, "said"):  # a generic class that tells by `said` what of its parameter it holds
        return _holder_test(cls, _test(parts[0], True))
    if strict and issubclass(cls, str) and not issubclass(cls, Enum):
        return lambda value: isinstance(value, cls) and is_carried(value)
    if cls in (Iterable, Sequence):
        return lambda value: (
            isinstance(value, cls)
            and not isinstance(value, str | bytes | bytearray | Mapping)
            and getattr(value, "shape", None) != ()  # an array without a dimension has no items
        )
    if issubclass(cls, Mapping) and len(parts) == 2:
        return _mapping_test(cls, *(_test(part, strict) for part in parts))
    return lambda value: isinstance(value, cls)


_CALLABLE: Final = get_origin(Callable[..., Any])


def _carried(value: Any) -> bool:
    return (type(value) in _TEXTS or is_textual(value)) and (
        (value.isascii() and "\0" not in value) or is_carried(value)
    )


def _union_test(tests: tuple[Test, ...]) -> Test:
    def of_one(value: Any) -> bool:
        for test in tests:  # noqa: SIM110 - every value of the library passes here: a loop, since it is the fastest
            if test(value):
                return True
        return False

    return of_one


def _mapping_test(cls: type, key: Test, content: Test) -> Test:
    def all_inside(value: Any) -> bool:
        try:
            return isinstance(value, cls) and all(key(name) and content(item) for name, item in value.items())  # type: ignore[attr-defined]
        except BROKEN:  # a mapping from outside may not hold what it names
            return False

    return all_inside


def _holder_test(cls: Any, inside: Test) -> Test:
    return lambda value: isinstance(value, cls) and all(inside(held) for held in value.said)


def _items_test(cls: type, inside: Test) -> Test:
    def all_inside(value: Any) -> bool:
        if not isinstance(value, cls):
            return False
        for item in value:  # type: ignore[attr-defined]  # noqa: SIM110 - as above
            if not inside(item):
                return False
        return True

    return all_inside


def _tuple_test(parts: tuple[Any, ...], strict: bool) -> Test:
    if Ellipsis in parts:
        return _items_test(tuple, _test(parts[0], strict))
    tests = tuple(_test(part, strict) for part in parts)
    return lambda value: (
        isinstance(value, tuple)
        and len(value) == len(tests)
        and all(test(item) for test, item in zip(tests, value, strict=True))
    )


def is_amount(value: object) -> TypeGuard[Decimal]:
    """Whether a value is a finite amount that is not written too long to be stored."""
    return type(value) is Decimal and value.is_finite() and len(str(value)) <= LONGEST_AMOUNT


def _is_number(value: Any) -> bool:
    if type(value) is float:
        return value == value
    if isinstance(value, int):
        return not isinstance(value, bool) and abs(value) < LARGEST_WHOLE
    return isinstance(value, float) and value == value


_PLAIN: Final[Mapping[Any, Test]] = MappingProxyType(
    {
        str: is_textual,
        bool: lambda value: isinstance(value, bool),
        int: lambda value: isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST_WHOLE,
        float: _is_number,
        date: lambda value: type(value) is date,
        Decimal: is_amount,
        Any: _anything,
    }
)


def _refused(field: str, value: Any, kind: Any) -> ClientReturnError:
    names = [member.value for member in kind] if isinstance(kind, type) and issubclass(kind, Enum) else ()
    near = closest(value, [name for name in names if isinstance(name, str)])
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
    inside = [
        getattr(part, "__name__", str(part)) for part in parts if part is not Ellipsis and type(part) is not TypeVar
    ]
    article = "an" if name[:1] in "AEIOU" else "a"
    return f"{article} {name.lower() if inside else name}" + (f" of {', '.join(inside)}" if inside else "")
