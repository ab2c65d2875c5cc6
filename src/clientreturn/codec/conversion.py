"""How each type is written as plain data and read again: one place for both directions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from math import inf, isfinite
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, Union, get_args, is_typeddict

import attrs
from cattrs import Converter
from cattrs.errors import IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn

from ..conditions import Condition, Fact, Flag, Unit, condition_from
from ..doors import LARGEST_WHOLE, LONGEST_AMOUNT, is_amount, is_carried
from ..errors import ClientReturnError, closest
from ..history.door import as_pairs
from ..phrases import Said
from ..rules import Findings, Verdict
from ..worth import CaseFacts
from .kinds import class_of, hints_of, kinds, names, stored_fields

__all__ = ["ISO_DAY", "Hook", "class_reader", "class_writer", "is_fixed", "is_open", "is_pairs_type", "new_converter"]

Hook = Callable[..., Any]

ISO_DAY: Final = r"^\d{4}-\d{2}-\d{2}$"
_DAY: Final = re.compile(ISO_DAY, re.ASCII)
_INFINITE: Final = {"inf": inf, "-inf": -inf}


def new_converter() -> Converter:
    """A converter that knows the library's types, and nothing of a caller's."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True, use_alias=True)
    converter.register_structure_hook_factory(lambda kind: True)(lambda kind: _reader(kind, converter))
    converter.register_unstructure_hook_factory(lambda kind: True)(lambda kind: _writer(kind, converter))
    for plain in (str, int, float):  # looked up by class first, their subclasses (enums, bool) among them
        converter.register_structure_hook(plain, lambda value, kind: _reader(kind, converter)(value, kind))
        converter.register_unstructure_hook(plain, _writer(plain, converter))
    for cls in (Said, *(kind for kind in kinds().values() if issubclass(kind, str | int))):
        converter.register_unstructure_hook(cls, _writer(cls, converter))
    return converter


def is_open(kind: Any) -> bool:
    """Whether a type leaves open what comes: then the value says its own kind."""
    return kind is Any or kind is object or isinstance(kind, TypeVar) or bool(getattr(kind, "_is_protocol", False))


def is_pairs_type(kind: Any) -> bool:
    """Names with values, `tuple[tuple[str, X], ...]`: read from an object, too."""
    match get_args(kind):
        case (pair, last) if last is Ellipsis and class_of(kind) is tuple and class_of(pair) is tuple:
            return len(get_args(pair)) == 2 and get_args(pair)[0] is str
    return False


def refused(value: object, expected: str, remedy: str = "", suggestion: str | None = None) -> ClientReturnError:
    """A value that cannot stand here; the path is put in front by whoever knows it."""
    return ClientReturnError("", value, expected, remedy, suggestion)


# --- writing ------------------------------------------------------------------------------------------


def _writer(kind: Any, converter: Converter) -> Hook:
    cls = class_of(kind)
    if is_open(kind):
        return _write_open(converter)
    if kind is str:
        return _write_text(converter)
    if kind is int:  # the converter asks by class, and True is an int
        return lambda number: number if type(number) in (int, bool) else _write_plain(number)
    if kind in (bool, NoneType, None):
        return _write_open(converter)
    if cls is float:
        return _write_float
    if cls is date:
        return date.isoformat
    if cls is Decimal:
        return str
    if kind == Fact | Flag or cls is Flag:
        return lambda fact: {"name": fact.name, "title": fact.title, "unit": fact.unit.value}
    if cls is Condition:
        return lambda condition: _lists(condition.node)
    if cls is Said:
        return _write_said(converter)
    if cls is CaseFacts:
        return lambda facts: {name: converter.unstructure(value, Any) for name, value in facts.items()}
    if cls in (Verdict, Findings):
        return _write_answer(cls, converter)
    if isinstance(cls, type) and issubclass(cls, Enum):
        return lambda member: member.value
    if isinstance(cls, type) and attrs.has(cls):
        return class_writer(cls, converter)
    if cls in (Union, UnionType):
        return _write_union(kind, converter)
    if cls is tuple and is_fixed(kind):
        return _write_fixed(get_args(kind), converter)
    if cls in (tuple, list):
        return _write_items(get_args(kind)[0] if get_args(kind) else Any, converter)
    if cls is frozenset:
        write_items = _write_items(get_args(kind)[0], converter)
        return lambda items: sorted(write_items(items), key=repr)
    if isinstance(cls, type) and issubclass(cls, Mapping):
        key, item = get_args(kind)
        return _write_object(item, converter) if key is str else _write_items(pair_of(kind), converter, dict.items)
    return _write_nothing


def pair_of(kind: Any) -> Any:
    """The type of a mapping's items."""
    return tuple[get_args(kind)]  # type: ignore[misc]


def is_fixed(kind: Any) -> bool:
    """Whether a tuple type names each of its items."""
    parts = get_args(kind)
    return bool(parts) and Ellipsis not in parts


def _write_nothing(value: object) -> Any:
    raise ClientReturnError(
        "codec.dump", value, "a value of the library", "functions and foreign objects are not stored; supply them"
    )


def _write_plain(value: object) -> str | int | float:
    """What a text or number of a class of its own carries, such as numpy's."""
    if isinstance(value, str) and is_carried(value):
        return str.__str__(value)
    if isinstance(value, int) and abs(value) < LARGEST_WHOLE:
        return int(value)
    if isinstance(value, float) and isfinite(value):
        return float(value)
    return _write_nothing(value)  # type: ignore[no-any-return]


def _write_float(value: float) -> float | str:
    if isfinite(value):
        return value if type(value) in (int, float) else float(value)
    if value != value:
        raise ClientReturnError("codec.dump", value, "a number")
    return "inf" if value > 0 else "-inf"


def _lists(node: Any) -> Any:
    return [_lists(part) for part in node] if isinstance(node, tuple) else node


def _write_said(converter: Converter) -> Hook:
    def said(text: str) -> Any:
        if not isinstance(text, Said):
            return text
        values = [[name, converter.unstructure(value, Any), unit.value] for name, value, unit in text.values]
        return {"key": text.key, "phrase": text.phrase, "values": values}

    return said


def _write_text(converter: Converter) -> Hook:
    said = _write_open(converter)
    return lambda text: said(text) if isinstance(text, Said) else _write_plain(text)


def _write_open(converter: Converter) -> Hook:
    def tagged(value: Any) -> Any:
        if value is None or type(value) is bool or (type(value) is int and abs(value) < LARGEST_WHOLE):
            return value
        if type(value) is str and is_carried(value):
            return value
        if type(value) is float:
            return value if isfinite(value) else {"is": "float", "value": _write_float(value)}
        cls = type(value)
        if issubclass(cls, dict) and cls is not CaseFacts:
            pairs = [[converter.unstructure(part, Any) for part in item] for item in value.items()]
            return {"is": "dict", "value": pairs}
        if cls in (tuple, frozenset, list):
            return {
                "is": cls.__name__,
                "value": converter.unstructure(value, cls[Any, ...] if cls is tuple else cls[Any]),
            }
        if cls is Decimal and not is_amount(value):
            return _write_nothing(value)
        if cls in (date, Decimal, Said):
            return {"is": cls.__name__, "value": converter.unstructure(value, cls)}
        if cls not in names():
            return _write_plain(value)
        return {"is": names()[cls], "value": converter.unstructure(value, cls)}

    return tagged


def class_writer(cls: type, converter: Converter, omit: Iterable[str] = ()) -> Hook:
    """Writes an instance as an object of its fields."""
    hints = hints_of(cls)
    fields: list[Any] = [field for field in stored_fields(cls) if field.name not in omit]

    def instance(value: Any) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for field in fields:
            content = getattr(value, field.name)
            if _is_empty(content) and content == field.default:
                continue  # nothing is nothing, whatever later versions take for a default
            if field.converter is as_pairs:
                data[field.alias] = {name: converter.unstructure(part, Any) for name, part in content}
            else:
                data[field.alias] = converter.unstructure(content, hints[field.name])
        return data

    return instance


def _is_empty(content: Any) -> bool:
    return content is None or (type(content) in (tuple, str) and not content)


def _write_answer(cls: type, converter: Converter) -> Hook:
    write = class_writer(cls, converter, ("facts",))

    def answer(value: Any) -> dict[str, Any]:
        return {**write(value), "facts": _write_object(Any, converter)(value.values)}

    return answer


def _write_union(kind: Any, converter: Converter) -> Hook:
    arms = get_args(kind)
    tagged = _write_open(converter)

    def either(value: Any) -> Any:
        arm = next((arm for arm in arms if _is_of(value, arm)), Any)
        data = converter.unstructure(value, arm)
        return data if is_open(arm) or _arm_for(data, arms) is arm else tagged(value)

    return either


def _is_of(value: Any, arm: Any) -> bool:
    cls = class_of(arm)
    if is_open(arm) or not isinstance(cls, type):
        return arm is None and value is None
    return type(value) is cls or (isinstance(value, cls) and type(value) is not bool)


def _write_fixed(parts: tuple[Any, ...], converter: Converter) -> Hook:
    return lambda items: [converter.unstructure(item, part) for item, part in zip(items, parts, strict=True)]


def _write_items(part: Any, converter: Converter, of: Hook = iter) -> Hook:
    return lambda items: [converter.unstructure(item, part) for item in of(items)]


def _write_object(part: Any, converter: Converter) -> Hook:
    return lambda values: {name: converter.unstructure(value, part) for name, value in values.items()}


# --- reading ------------------------------------------------------------------------------------------


def _reader(kind: Any, converter: Converter) -> Hook:
    cls = class_of(kind)
    if is_open(kind):
        return _read_open(converter)
    if cls in _PLAIN:
        return _PLAIN[cls]
    if cls is str:
        return _read_text(converter)
    if kind == Fact | Flag:
        return _read_fact
    if cls is Flag:
        return lambda data, _: _read_fact({"unit": "flag", **_object(data)}, _)
    if cls is Condition:
        return _read_condition
    if cls is Said:
        return _read_said(converter)
    if cls is CaseFacts:
        return lambda data, _: CaseFacts({}, _read_names(Any, converter)(data, _))  # type: ignore[arg-type]
    if isinstance(cls, type) and issubclass(cls, Enum):
        return _read_member
    if isinstance(cls, type) and attrs.has(cls):
        return class_reader(cls, converter)
    if cls in (Union, UnionType):
        return _read_union(kind, converter)
    if cls is tuple and is_fixed(kind):
        return _read_fixed(get_args(kind), converter)
    if is_pairs_type(kind):
        return _read_pairs(kind, converter)
    if cls in (tuple, list, frozenset):
        return _read_items(get_args(kind)[0] if get_args(kind) else Any, converter, cls)
    if isinstance(cls, type) and issubclass(cls, Mapping) and not is_typeddict(cls):
        key, item = get_args(kind)
        return _read_names(item, converter) if key is str else _read_items(pair_of(kind), converter, dict)
    return _read_nothing


def _read_nothing(data: object, kind: Any) -> Any:
    raise refused(data, "nothing: this is not stored", "the caller supplies it, see clientreturn.codec.Codec")


def _read_text(converter: Converter) -> Hook:
    said = _read_said(converter)

    def text(data: object, kind: Any) -> str:
        if isinstance(data, dict) and data.get("is") == "Said":
            return said(data.get("value"), Said)  # type: ignore[no-any-return]
        if type(data) is not str:
            raise refused(data, "a text")
        return data

    return text


def _read_int(data: object, kind: Any) -> int:
    if type(data) is not int:
        raise refused(data, "a whole number")
    return data


def _read_float(data: object, kind: Any) -> float:
    if isinstance(data, str) and data in _INFINITE:
        return _INFINITE[data]
    if type(data) not in (int, float):
        raise refused(data, "a number")
    return data  # type: ignore[return-value]


def _read_bool(data: object, kind: Any) -> bool:
    if type(data) is not bool:
        raise refused(data, "true or false")
    return data


def _read_none(data: object, kind: Any) -> None:
    if data is not None:
        raise refused(data, "null")


def _read_day(data: object, kind: Any) -> date:
    if type(data) is date:
        return data
    if isinstance(data, str) and _DAY.match(data):
        try:
            return date.fromisoformat(data)
        except ValueError:
            pass
    raise refused(data, "a day as YYYY-MM-DD", "a moment has to be turned into a day first, see cr.day_of")


def _read_decimal(data: object, kind: Any) -> Decimal:
    if type(data) is Decimal:
        return data
    if type(data) in (str, int, float) and len(str(data)) <= LONGEST_AMOUNT:
        try:
            amount = Decimal(str(data))
        except InvalidOperation:
            amount = Decimal("nan")
        if amount.is_finite():
            return amount
    raise refused(data, "an amount as text or number", "write digits with a decimal point: '1250.00'")


_PLAIN: Final[dict[Any, Hook]] = {
    int: _read_int,
    float: _read_float,
    bool: _read_bool,
    NoneType: _read_none,
    date: _read_day,
    Decimal: _read_decimal,
}


def _object(data: object) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise refused(data, "an object")
    return data


def _list(data: object, length: int | None = None) -> list[Any]:
    if not isinstance(data, list) or (length is not None and len(data) != length):
        raise refused(data, "a list" if length is None else f"a list of {length}")
    return data


def _exactly(data: object, *names: str) -> tuple[Any, ...]:
    found = _object(data)
    for name in found:
        if name not in names:
            raise refused(name, f"one of the fields {', '.join(names)}", "", closest(name, names))
    for name in names:
        if name not in found:
            raise refused("nothing", f"the field {name!r}", "add it")
    return tuple(found[name] for name in names)


def _read_fact(data: object, kind: Any) -> Fact | Flag:
    name, title, unit = _exactly(data, "name", "title", "unit")
    known = _read_member(unit, Unit)
    if not isinstance(name, str) or not isinstance(title, str):
        raise refused(data, "texts as name and title")
    return Flag(name, title) if known is Unit.FLAG else Fact(name, title, known)


def _read_condition(data: object, kind: Any) -> Condition:
    if isinstance(data, Condition):
        return data
    return condition_from(data)


def _read_said(converter: Converter) -> Hook:
    def said(data: object, kind: Any) -> str:
        if isinstance(data, str):
            return data
        key, phrase, values = _exactly(data, "key", "phrase", "values")
        if not isinstance(key, str) or not isinstance(phrase, str):
            raise refused(data, "texts as key and phrase")
        items = []
        for item in _list(values):
            name, value, unit = _list(item, 3)
            items.append((name, converter.structure(value, Any), _read_member(unit, Unit)))
        try:
            return Said(key, phrase, tuple(items))
        except (KeyError, ValueError, TypeError, OverflowError) as error:
            raise refused(phrase, "a phrase with a fitting value for each placeholder", str(error)) from None

    return said


def _read_member(data: object, kind: Any) -> Any:
    if isinstance(data, kind):
        return data
    for member in kind:
        if type(data) is type(member.value) and data == member.value:
            return member
    known = [str(member.value) for member in kind]
    raise refused(data, f"one of {', '.join(known)}", "", closest(data, known))


def _read_open(converter: Converter) -> Hook:
    def tagged(data: object, kind: Any) -> Any:
        if not isinstance(data, dict | list):
            return data
        name, value = _exactly(data, "is", "value")
        if isinstance(name, str) and name in _OPEN:
            return converter.structure(value, _OPEN[name])
        if not isinstance(name, str) or name not in kinds():
            raise refused(name, "a kind of value", "", closest(name, (*_OPEN, *kinds())))
        return converter.structure(value, kinds()[name])

    return tagged


_OPEN: Final[dict[str, Any]] = {
    "date": date,
    "Decimal": Decimal,
    "Said": Said,
    "float": float,
    "tuple": tuple[Any, ...],
    "list": list[Any],
    "frozenset": frozenset[Any],
    "dict": dict[Any, Any],
}


def class_reader(cls: type, converter: Converter) -> Hook:
    """Reads an instance from an object of its fields: no more and no fewer than it has."""
    made: list[Hook] = []
    unbound = len(getattr(cls, "__parameters__", ()))
    whole: Any = cls[(Any,) * unbound] if unbound else cls  # type: ignore[index]

    def instance(data: object, kind: Any) -> Any:
        if isinstance(data, cls):
            return data
        if not made:
            made.append(
                make_dict_structure_fn(whole, converter, _cattrs_forbid_extra_keys=True, _cattrs_use_alias=True)
            )
        value = made[0](_object(data), cls)
        if isinstance(value, Verdict | Findings):
            _check_answer(value)
        return value

    return instance


def _check_answer(answer: Verdict[Any] | Findings[Any]) -> None:
    """Its outcomes and facts must fit its book, so that no later look at it can fail."""
    tried = len(answer.outcomes)
    rules = len(answer.book)
    if tried > rules or (isinstance(answer, Findings) and tried != rules):
        raise refused(tried, f"an outcome for each rule tried, of {rules}")
    if isinstance(answer, Verdict) and answer.hit is not None and not 0 <= answer.hit < rules:
        raise refused(answer.hit, f"the place of a rule, below {rules}")
    try:
        answer.values  # noqa: B018 it is read to see that nothing is missing
    except KeyError as error:
        raise refused("nothing", f"a value of the fact {error}", "add it") from None


def _read_union(kind: Any, converter: Converter) -> Hook:
    arms = get_args(kind)

    def either(data: object, kind: Any) -> Any:
        if isinstance(data, dict) and data.keys() == {"is", "value"}:
            value = converter.structure(data, Any)
            if any(is_open(arm) or _is_of(value, arm) for arm in arms):
                return value
        arm = _arm_for(data, arms)
        if arm is not _NONE_FITS:
            return converter.structure(data, arm)
        raise refused(data, " or ".join(_said_of(arm) for arm in arms))

    return either


_NONE_FITS: Final = "none fits"


def _arm_for(data: object, arms: tuple[Any, ...]) -> Any:
    """The first arm of a union for which plain data can be meant; what is open comes last."""
    fitting = [arm for arm in arms if not is_open(arm) and _fits(data, arm)]
    if type(data) in (int, float):  # a number is meant before an amount
        fitting.sort(key=lambda arm: arm is Decimal)
    return fitting[0] if fitting else Any if any(is_open(arm) for arm in arms) else _NONE_FITS


def _fits(data: object, arm: Any) -> bool:
    """Whether plain data of this shape can be meant for an arm of a union."""
    cls = class_of(arm)
    if arm is None or cls is NoneType:
        return data is None
    if cls is bool:
        return isinstance(data, bool)
    if cls in (int, float):
        return type(data) in (int, float) or (cls is float and data in ("inf", "-inf"))
    if isinstance(cls, type) and issubclass(cls, Enum):
        return type(data) in {type(member.value) for member in cls}
    if cls in (str, date, Decimal):
        return isinstance(data, str | Decimal) or (cls is Decimal and type(data) in (int, float)) or _is_said(data)
    if cls in (tuple, list, frozenset):
        return isinstance(data, list) or (is_pairs_type(arm) and isinstance(data, dict))
    if cls is Condition:
        return isinstance(data, list)
    return isinstance(data, dict | cls) if isinstance(cls, type) else False


def _is_said(data: object) -> bool:
    return isinstance(data, dict) and data.get("is") == "Said"


def _said_of(arm: Any) -> str:
    if arm is None or arm is NoneType:
        return "null"
    return {date: "a day as YYYY-MM-DD", tuple: "a list", str: "a text", bool: "true or false"}.get(
        class_of(arm), getattr(class_of(arm), "__name__", str(arm))
    )


def _read_fixed(parts: tuple[Any, ...], converter: Converter) -> Hook:
    def items(data: object, kind: Any) -> tuple[Any, ...]:
        return tuple(_each(zip(range(len(parts)), _list(data, len(parts)), parts, strict=True), converter))

    return items


def _read_items(part: Any, converter: Converter, into: Callable[[Iterable[Any]], Any]) -> Hook:
    def items(data: object, kind: Any) -> Any:
        read = _each(((at, item, part) for at, item in enumerate(_list(data))), converter)
        try:
            return into(read)
        except TypeError:
            raise refused(data, "values that can be told apart") from None

    return items


def _read_pairs(kind: Any, converter: Converter) -> Hook:
    pair = get_args(kind)[0]
    each = _read_items(pair, converter, tuple)
    part = get_args(pair)[1]

    def pairs(data: object, kind: Any) -> Any:
        if isinstance(data, dict):
            return tuple(_read_names(part, converter)(data, kind).items())
        return each(data, kind)

    return pairs


def _read_names(part: Any, converter: Converter) -> Hook:
    def names(data: object, kind: Any) -> dict[str, Any]:
        found = _object(data)
        return dict(zip(found, _each(((name, item, part) for name, item in found.items()), converter), strict=True))

    return names


def _each(items: Iterable[tuple[int | str, Any, Any]], converter: Converter) -> list[Any]:
    """Each item read as its type; the first that fails is noted with its place."""
    read = []
    for place, item, part in items:
        try:
            read.append(converter.structure(item, part))
        except Exception as error:
            error.add_note(IterableValidationNote("", place, Any))
            raise IterableValidationError("", [error], tuple) from None
    return read
