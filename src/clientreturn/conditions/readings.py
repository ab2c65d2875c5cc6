"""A condition as a function from fact values to yes, no or unknown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import ge, gt, le, lt
from typing import Any, Final

from ..errors import ClientReturnError
from .nodes import LARGEST, Node, parts_of
from .units import Value

__all__ = ["evaluator", "given", "surely"]

Values = Mapping[str, Value]
Reading = Callable[[Values], Any]

_COMPARISONS: Final = {"<": lt, "<=": le, ">": gt, ">=": ge}


def evaluator(node: Any) -> Reading:
    """The tree as a function from fact values to a value, `None` standing for unknown.

    >>> from clientreturn.conditions import Fact
    >>> hope = Fact("chance") < 0.05
    >>> read = evaluator(hope.node)
    >>> read({"chance": 0.2}), read({"chance": 0.01}), read({"chance": None})
    (False, True, None)
    """
    if not isinstance(node, tuple):
        return lambda values: node
    operator = node[0]
    if operator in ("fact", "flag"):
        name = node[1]
        return lambda values: values[name]
    if operator == "number":
        default = node[2]
        return lambda values: default
    if operator == "always":
        return lambda values: True
    if operator == "one_of":
        return _read_one_of(node[1], frozenset(node[2]))
    if operator in _COMPARISONS:
        return _read_comparison(operator, node[1], node[2])
    if operator in ("&", "|"):
        return _read_joined(tuple(evaluator(part) for part in parts_of(node, operator)), deciding=operator == "|")
    return _READINGS[operator](*(evaluator(part) for part in node[1:]))


def _read_one_of(term: Any, members: frozenset[Value]) -> Reading:
    """Nearly always it is asked of a fact: that is read without a further call."""
    if isinstance(term, tuple) and term[0] == "fact":
        name = term[1]

        def is_one_of(values: Values) -> bool | None:
            value = values[name]
            return None if value is None else value in members

        return is_one_of
    read = evaluator(term)

    def one_of(values: Values) -> bool | None:
        value = read(values)
        return None if value is None else value in members

    return one_of


def _no_numbers(*values: Value) -> ClientReturnError:
    return ClientReturnError("condition", values, "numbers on both sides", "a text is asked with .one_of(…)")


def _read_comparison(operator: str, left: Any, right: Any) -> Reading:
    """Most rules compare a fact with a number or with another fact: those are read without a further call."""
    compare, limit = _COMPARISONS[operator], _constant(right)
    if not isinstance(left, tuple) or left[0] != "fact":
        return _compared(compare, evaluator(left), evaluator(right))
    name = left[1]
    if limit is None:
        return (
            _facts_compared(compare, name, right[1])
            if right[0] == "fact"
            else (_compared(compare, evaluator(left), evaluator(right)))
        )

    def beside(values: Values) -> bool | None:
        value = values[name]
        try:
            return None if value is None else compare(value, limit)
        except TypeError:
            raise _no_numbers(value, limit) from None

    return beside


def _facts_compared(compare: Callable[[Any, Any], bool], left: str, right: str) -> Reading:
    def compared(values: Values) -> bool | None:
        a = values[left]
        if a is None:
            return None
        b = values[right]
        try:
            return None if b is None else compare(a, b)
        except TypeError:
            raise _no_numbers(a, b) from None

    return compared


def _constant(node: Any) -> float | None:
    """The value of a number in a tree; `None` for everything else."""
    if isinstance(node, tuple):
        return node[2] if node[0] == "number" else None
    return node  # type: ignore[no-any-return]


def _compared(compare: Callable[[Any, Any], bool], left: Reading, right: Reading) -> Reading:
    def compared(values: Values) -> bool | None:
        a = left(values)
        if a is None:
            return None
        b = right(values)
        try:
            return None if b is None else compare(a, b)
        except TypeError:
            raise _no_numbers(a, b) from None

    return compared


def _read_between(term: Reading, low: Reading, high: Reading) -> Reading:
    return _read_joined((_compared(le, low, term), _compared(le, term, high)), deciding=False)


def _read_joined(parts: tuple[Reading, ...], deciding: bool) -> Reading:
    """All of some parts, where one `False` decides; or any of them, where one `True` does."""
    if len(parts) == 2:
        return _read_pair(*parts, deciding)

    def joined(values: Values) -> bool | None:
        unknown = False
        for read in parts:
            part: bool | None = read(values)
            if part is None:
                unknown = True
            elif part is deciding:
                return part
        return None if unknown else not deciding

    return joined


def _read_pair(first: Reading, second: Reading, deciding: bool) -> Reading:
    """Most are pairs: read without a loop."""

    def pair(values: Values) -> bool | None:
        one: bool | None = first(values)
        if one is deciding:
            return one
        other: bool | None = second(values)
        if other is deciding:
            return other
        return None if one is None or other is None else not deciding

    return pair


def surely(node: Any) -> Reading:
    """The tree as a function that is true where it surely holds, and not where it does not or is unknown.

    It stops at the first part that is not a yes: for asking many conditions very often.

    >>> from clientreturn.conditions import Fact
    >>> a, b = Fact("a") > 1, Fact("b") > 2
    >>> bool(surely((a & b).node)({"a": None, "b": 3})), bool(surely((a | b).node)({"a": None, "b": 3}))
    (False, True)
    """
    if not isinstance(node, tuple) or node[0] not in ("&", "|"):
        return evaluator(node)
    parts = tuple(surely(part) for part in parts_of(node, node[0]))

    def all_hold(values: Values) -> bool:
        for read in parts:  # noqa: SIM110
            if not read(values):
                return False
        return True

    def any_holds(values: Values) -> bool:
        for read in parts:  # noqa: SIM110
            if read(values):
                return True
        return False

    return all_hold if node[0] == "&" else any_holds


def _read_not(read: Reading) -> Reading:
    def negated(values: Values) -> bool | None:
        value = read(values)
        return None if value is None else not value

    return negated


def _read_arithmetic(compute: Callable[[float, float], float]) -> Callable[[Reading, Reading], Reading]:
    def reading(left: Reading, right: Reading) -> Reading:
        def calculated(values: Values) -> float | None:
            a = left(values)
            b = right(values)
            if a is None or b is None:
                return None
            try:
                result = compute(a, b)
                return result if abs(result) <= LARGEST else None
            except (ZeroDivisionError, OverflowError):
                return None
            except TypeError:
                raise _no_numbers(a, b) from None

        return calculated

    return reading


_READINGS: Final[dict[str, Callable[..., Reading]]] = {
    "between": _read_between,
    "~": _read_not,
    "+": _read_arithmetic(lambda a, b: a + b),
    "-": _read_arithmetic(lambda a, b: a - b),
    "*": _read_arithmetic(lambda a, b: a * b),
    "/": _read_arithmetic(lambda a, b: a / b),
}


def given(node: Any, known: Mapping[str, Value]) -> Any:
    """What is left of a tree once some facts are known; a plain value when nothing is left.

    >>> from clientreturn.conditions import Fact
    >>> a, b = Fact("a"), Fact("b")
    >>> given(((a > 1) & (b > 2)).node, {"a": 5}), given(((a > 1) & (b > 2)).node, {"a": 0})
    (('>', ('fact', 'b'), 2), False)
    """
    if not isinstance(node, tuple):
        return node
    operator = node[0]
    if operator in ("fact", "flag"):
        return known.get(node[1], node)
    if operator == "number":
        return node[2]
    parts = node[1:2] if operator == "one_of" else node[1:]
    left = tuple(given(part, known) for part in parts)
    if operator in ("&", "|"):
        deciding = operator == "|"
        if any(part is deciding for part in left):
            return deciding
        left = tuple(part for part in left if part is not (not deciding)) or (not deciding,)
        if len(left) == 1:
            return left[0]
    rest: Node = (operator, *left, *node[1 + len(parts) :])
    return rest if any(isinstance(part, tuple) for part in left) else evaluator(rest)({})
