"""Conditions over named facts, kept as nested tuples and read in several ways.

A condition is written once with ordinary operators. Here it is read as a value for one client
(`evaluator`) and as a sentence (`sentence`); `clientreturn.frames` reads the same tree as a pair of
data-frame expressions. Logic has three values (Kleene): `True`, `False` and `None` for unknown.
This module knows no domain.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from operator import ge, gt, le, lt
from typing import Any, Final

import attrs

from .doors import typed
from .errors import ClientReturnError, closest

__all__ = [
    "ALWAYS",
    "Condition",
    "Fact",
    "Flag",
    "Node",
    "Number",
    "Term",
    "Tuning",
    "Unit",
    "Value",
    "Vocabulary",
    "condition_from",
    "evaluator",
    "facts_of",
    "given",
    "numbers_of",
    "requires",
    "sentence",
    "shown_number",
    "surely",
    "tuned",
    "write",
    "written_number",
]

Node = tuple[Any, ...]
Value = Any
Values = Mapping[str, Value]
Reading = Callable[[Values], Any]

MAX_DEPTH: Final = 60
MAX_NODES: Final = 2000
DEEPEST: Final = 300
"""Levels of a tree that a program builds; those of stored ones are fewer."""

LARGEST: Final = sys.float_info.max

_ARITHMETIC: Final = {"+": 4, "-": 4, "*": 5, "/": 5}
_COMPARISONS: Final = {"<": lt, "<=": le, ">": gt, ">=": ge}


class Unit(StrEnum):
    """What a fact or number is measured in; it alone decides how a value is written.

    A probability is written in whole per cent, a rate (a measured share) to a tenth.
    """

    COUNT = "count"
    DAYS = "days"
    MONEY = "money"
    PROBABILITY = "probability"
    RATIO = "ratio"
    RATE = "rate"
    DATE = "date"
    TEXT = "text"
    FLAG = "flag"

    @property
    def ordered(self) -> bool:
        """Whether values of this unit can be compared and calculated with in a condition."""
        return self not in (Unit.DATE, Unit.TEXT, Unit.FLAG)


class Term:
    """Something with a numeric value: a fact, a number, or arithmetic on both."""

    __slots__ = ()

    @property
    def node(self) -> Node:
        """The tree as nested tuples, an operator first."""
        raise NotImplementedError

    def __add__(self, other: object) -> Term:
        return _arithmetic("+", self, other)

    def __radd__(self, other: object) -> Term:
        return _arithmetic("+", other, self)

    def __sub__(self, other: object) -> Term:
        return _arithmetic("-", self, other)

    def __rsub__(self, other: object) -> Term:
        return _arithmetic("-", other, self)

    def __mul__(self, other: object) -> Term:
        return _arithmetic("*", self, other)

    def __rmul__(self, other: object) -> Term:
        return _arithmetic("*", other, self)

    def __truediv__(self, other: object) -> Term:
        return _arithmetic("/", self, other)

    def __rtruediv__(self, other: object) -> Term:
        return _arithmetic("/", other, self)

    def __lt__(self, other: object) -> Condition:
        return _comparison("<", self, other)

    def __le__(self, other: object) -> Condition:
        return _comparison("<=", self, other)

    def __gt__(self, other: object) -> Condition:
        return _comparison(">", self, other)

    def __ge__(self, other: object) -> Condition:
        return _comparison(">=", self, other)

    def between(self, low: object, high: object) -> Condition:
        """True from `low` to `high`, both included."""
        return Condition(("between", _operand(self), _operand(low), _operand(high)))

    def __bool__(self) -> bool:
        raise ClientReturnError(
            "condition", self, "a comparison", "a term has no truth of its own: write e.g. (silence > 30)"
        )


@attrs.frozen(order=False)
class _Computed(Term):
    """Arithmetic on terms."""

    node: Node


@attrs.frozen(order=False, field_transformer=typed)
class Fact(Term):
    """A named value of a client, event, case or step.

    Attributes:
        name: key under which the value is found.
        title: what the value means, in a few words.
        unit: what it is measured in.

    >>> silence = Fact("silence", "days without a purchase", Unit.DAYS)
    >>> sentence((silence >= 30) & (silence < 60))
    'silence >= 30 and silence < 60'
    """

    name: str
    title: str = ""
    unit: Unit = Unit.COUNT

    @property
    def node(self) -> Node:
        return ("fact", self.name)

    def one_of(self, *values: str | float) -> Condition:
        """True when the fact is one of these texts or numbers.

        >>> sentence(Fact("kind", unit=Unit.TEXT).one_of("complaint", "refund"))
        "kind is one of 'complaint', 'refund'"
        """
        if not values:
            raise ClientReturnError(f"{self.name}.one_of", values, "at least one value")
        for value in values:
            if not isinstance(value, str) and not _is_number(value):
                raise ClientReturnError(f"{self.name}.one_of", value, "texts or numbers")
        return Condition(("one_of", self.node, tuple(values)))


@attrs.frozen(order=False, field_transformer=typed)
class Number(Term):
    """A documented threshold that a policy can tune.

    Attributes:
        name: stable key.
        default: value without a policy's change.
        unit: what it is measured in.
        source: where the default comes from.
        title: what the number decides.
        low: smallest value that makes sense.
        high: largest value that makes sense.

    >>> Number("little-hope", 0.05, Unit.PROBABILITY, "E4.2", "chance below which a client is lost", 0, 1).default
    0.05
    """

    name: str
    default: float
    unit: Unit = Unit.COUNT
    source: str = ""
    title: str = ""
    low: float = 0.0
    high: float = math.inf

    def __attrs_post_init__(self) -> None:
        self.checked(self.default)

    @property
    def node(self) -> Node:
        return ("number", self.name, self.default)

    def checked(self, value: object) -> float:
        """The value, if it lies in the number's range; else a `ClientReturnError`."""
        if not _is_number(value) or not self.low <= value <= self.high:  # type: ignore[operator]
            raise ClientReturnError(
                f"number {self.name!r}", value, f"a number from {self.low:g} to {self.high:g} ({self.unit})"
            )
        return value  # type: ignore[return-value]


def _whole(node: object) -> Node:
    """A tree whose every node is what it should be, however it was made."""
    return _checked_condition(node, DEEPEST, [sys.maxsize])


@attrs.frozen(order=False, eq=False)
class Condition:
    """A question about facts that is answered with yes, no or unknown.

    Combine with `&`, `|` and `~`; comparisons need brackets, since `&` binds tighter than `<`.
    Two conditions are equal when their trees are.
    """

    node: Node = attrs.field(converter=_whole)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Condition) and self.node == other.node

    def __hash__(self) -> int:
        return hash(self.node)

    def __and__(self, other: object) -> Condition:
        return Condition(("&", self.node, _condition(other).node))

    def __or__(self, other: object) -> Condition:
        return Condition(("|", self.node, _condition(other).node))

    def __invert__(self) -> Condition:
        return Condition(("~", self.node))

    def __bool__(self) -> bool:
        raise ClientReturnError(
            "condition",
            sentence(self),
            "& | ~ in place of and, or, not",
            "write (a < b) & (b < c), and fact.between(low, high) for a chain like low <= fact <= high",
        )

    def __str__(self) -> str:
        return sentence(self)


class Flag(Condition):
    """A fact that is itself a yes or no, and so a condition of its own.

    >>> company = Flag("company", "the client is a company")
    >>> sentence(~company)
    'not company'
    """

    name: str
    title: str
    unit: Final = Unit.FLAG

    __slots__ = ("name", "title")

    def __init__(self, name: str, title: str = "") -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "title", title)
        super().__init__(("flag", name))

    def __reduce__(self) -> tuple[type[Flag], tuple[str, str]]:
        return Flag, (self.name, self.title)

    def __repr__(self) -> str:
        return f"Flag({self.name!r}, {self.title!r})"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST


def _operand(value: object) -> Any:
    if isinstance(value, Fact) and not value.unit.ordered:
        raise ClientReturnError(
            "condition",
            value.name,
            "a fact that is a number",
            f"it is a {value.unit}: use .one_of(…) or a new fact",
        )
    if isinstance(value, Term):
        return value.node
    if _is_number(value):
        return value
    raise ClientReturnError("condition", value, "a fact, a Number or a finite number", "anything else is a new fact")


def _arithmetic(operator: str, left: object, right: object) -> Term:
    return _Computed((operator, _operand(left), _operand(right)))


def _comparison(operator: str, left: object, right: object) -> Condition:
    return Condition((operator, _operand(left), _operand(right)))


def _condition(value: object) -> Condition:
    if not isinstance(value, Condition):
        raise ClientReturnError(
            "condition", value, "a condition on both sides of & and |", "put comparisons in brackets"
        )
    return value


# --- reading 1: a value -------------------------------------------------------------------------


def evaluator(node: Any) -> Reading:
    """The tree as a function from fact values to a value, `None` standing for unknown.

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
        return _read_joined(tuple(evaluator(part) for part in _joined(node, operator)), deciding=operator == "|")
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


def _joined(node: Node, operator: str) -> Iterator[Any]:
    """The parts of a chain such as `a & b & c`, in their order."""
    for part in node[1:]:
        if isinstance(part, tuple) and part[0] == operator:
            yield from _joined(part, operator)
        else:
            yield part


def _read_joined(parts: tuple[Reading, ...], deciding: bool) -> Reading:
    """All of some parts, where one `False` decides; or any of them, where one `True` does."""

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


def surely(node: Any) -> Reading:
    """The tree as a function that is true where it surely holds, and not where it does not or is unknown.

    It stops at the first part that is not a yes: for asking many conditions very often.

    >>> a, b = Fact("a") > 1, Fact("b") > 2
    >>> bool(surely((a & b).node)({"a": None, "b": 3})), bool(surely((a | b).node)({"a": None, "b": 3}))
    (False, True)
    """
    if not isinstance(node, tuple) or node[0] not in ("&", "|"):
        return evaluator(node)
    parts = tuple(surely(part) for part in _joined(node, node[0]))

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


# --- reading 2: a sentence ----------------------------------------------------------------------


def write(value: Value, unit: Unit) -> str:
    """A value as plain English text, by its unit; `Words.write` does it for another language.

    >>> write(120, Unit.DAYS), write(0.042, Unit.PROBABILITY), write(None, Unit.MONEY)
    ('120 days', '4 %', 'unknown')
    """
    if value is None:
        return "unknown"
    if unit is Unit.TEXT or unit is Unit.DATE:
        return str(value)
    if unit is Unit.FLAG:
        return "yes" if value else "no"
    digits = written_number(value, unit)
    if unit is Unit.PROBABILITY:
        return f"{digits} %"
    if unit is Unit.RATE:
        return f"{digits}%"
    if unit is Unit.DAYS:
        return f"{digits} day" if digits == "1" else f"{digits} days"
    return digits


def written_number(value: float | Decimal, unit: Unit) -> str:
    """The digits of a number in its unit, as far as they say anything; a share in per cent.

    >>> written_number(12.34, Unit.DAYS), written_number(0.042, Unit.PROBABILITY), written_number(1200, Unit.MONEY)
    ('12', '4', '1,200')
    """
    if unit is Unit.PROBABILITY:
        percent = value * 100
        return f"{percent:.0f}" if percent >= 1 or percent == 0 else f"{percent:.1f}"
    if unit is Unit.RATE:
        return f"{value * 100:.1f}"
    if unit is Unit.MONEY:
        return f"{value:,.2f}".removesuffix(".00")
    if unit is Unit.DAYS:
        return plain_number(float(round(value)) if abs(float(value)) >= 10 else round(float(value), 1))
    return plain_number(value if isinstance(value, int) else float(value))


def shown_number(value: Value, unit: Unit) -> float | None:
    """The number that a reader sees, by which words beside it take their form; `None` for anything but a number.

    >>> shown_number(121.4, Unit.DAYS), shown_number(0.5, Unit.PROBABILITY), shown_number("C-7", Unit.TEXT)
    (121.0, 50.0, None)
    """
    if unit in (Unit.TEXT, Unit.DATE, Unit.FLAG) or not isinstance(value, int | float | Decimal):
        return None
    return float(written_number(value, unit).replace(",", ""))


def plain_number(value: float) -> str:
    """A number with at most two decimals and no trailing zeros.

    >>> plain_number(121.666), plain_number(3.0), plain_number(0.001)
    ('121.67', '3', '0.001')
    """
    if isinstance(value, float) and value != 0 and abs(value) < 0.01:
        return f"{value:.3g}"
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _plainly(key: str, phrase: str, **parts: str) -> str:
    return phrase.format(**parts)


def sentence(
    condition: Condition | Term | Node,
    name: Callable[[str], str] = lambda name: name,
    number: Callable[[float], str] = plain_number,
    tell: Callable[..., str] = _plainly,
) -> str:
    """The tree in words, with brackets where precedence needs them.

    Args:
        condition: what to say.
        name: writes a fact's name; one that writes its value instead shows what the facts were.
        number: writes a number.
        tell: puts parts into a phrase: `(key, phrase, **parts)`, for saying the same in another language.

    >>> a, b, c = Fact("a"), Fact("b"), Fact("c")
    >>> sentence(((a > 1) | (b > 2)) & ~(c < 3))
    '(a > 1 or b > 2) and not c < 3'
    """
    node = condition.node if isinstance(condition, Condition | Term) else condition
    return _Sentence(name, number, tell).of(node)[0]


@attrs.frozen
class _Sentence:
    name: Callable[[str], str]
    number: Callable[[float], str]
    tell: Callable[..., str]

    def of(self, node: Any) -> tuple[str, int]:
        """Text and binding strength of a tree: or 0, and 1, not 2, comparison 3, sum 4, product 5, leaf 6."""
        tell, part = self.tell, self._part
        if not isinstance(node, tuple):
            return self.number(node), 6
        operator = node[0]
        if operator in ("fact", "flag"):
            return self.name(node[1]), 6
        if operator == "number":
            return self.number(node[2]), 6
        if operator == "always":
            return tell("condition.always", "always"), 6
        if operator == "one_of":
            members = ", ".join(repr(value) for value in node[2])
            return tell("condition.one-of", "{fact} is one of {members}", fact=part(node[1], 4), members=members), 3
        if operator == "between":
            low, value, high = part(node[2], 4), part(node[1], 4), part(node[3], 4)
            return tell("", "{low} <= {value} <= {high}", low=low, value=value, high=high), 3
        if operator == "~":
            return tell("condition.not", "not {condition}", condition=part(node[1], 2)), 2
        if operator == "&":
            return tell("condition.and", "{left} and {right}", left=part(node[1], 1), right=part(node[2], 2)), 1
        if operator == "|":
            return tell("condition.or", "{left} or {right}", left=part(node[1], 0), right=part(node[2], 1)), 0
        strength = _ARITHMETIC.get(operator, 3)
        sides = {"left": part(node[1], max(strength, 4)), "right": part(node[2], strength + 1)}
        return tell("", f"{{left}} {operator} {{right}}", **sides), strength

    def _part(self, node: Any, strength: int) -> str:
        text, own = self.of(node)
        return text if own >= strength else self.tell("", "({inside})", inside=text)


# --- looking at a tree --------------------------------------------------------------------------


def _leaves(node: Any) -> Iterator[Node]:
    if not isinstance(node, tuple):
        return
    if node[0] in ("fact", "flag", "number"):
        yield node
        return
    parts = node[1:2] if node[0] == "one_of" else node[1:]
    for part in parts:
        yield from _leaves(part)


def facts_of(condition: Condition) -> tuple[str, ...]:
    """Names of the facts that a condition reads, in order of appearance, each once."""
    return tuple(dict.fromkeys(leaf[1] for leaf in _leaves(condition.node) if leaf[0] != "number"))


def numbers_of(condition: Condition) -> dict[str, float]:
    """Names and values of the numbers in a condition."""
    return {leaf[1]: leaf[2] for leaf in _leaves(condition.node) if leaf[0] == "number"}


def given(node: Any, known: Mapping[str, Value]) -> Any:
    """What is left of a tree once some facts are known; a plain value when nothing is left.

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


def requires(node: Any, part: Node) -> bool:
    """Whether a tree can be seen to hold only where one of its parts holds.

    >>> a, b = Fact("a") > 1, Fact("b") > 2
    >>> requires((a & b).node, a.node), requires((a | b).node, a.node)
    (True, False)
    """
    if not isinstance(node, tuple):
        return node is False
    if node[0] == "&":
        return any(requires(side, part) for side in node[1:])
    if node[0] == "|":
        return all(requires(side, part) for side in node[1:])
    return node == part


def tuned(condition: Condition, values: Mapping[str, float]) -> Condition:
    """The condition with other values for its named numbers."""
    if values.keys().isdisjoint(numbers_of(condition)):
        return condition
    return Condition(_tuned_node(condition.node, values))


def _tuned_node(node: Any, values: Mapping[str, float]) -> Any:
    if not isinstance(node, tuple) or node[0] in ("fact", "flag", "always", "one_of"):
        return node
    if node[0] == "number":
        return ("number", node[1], values.get(node[1], node[2]))
    return (node[0], *(_tuned_node(part, values) for part in node[1:]))


@attrs.frozen(field_transformer=typed)
class Tuning:
    """A policy's changes to numbers; asked for a number it answers with the value in force.

    >>> hope = Number("little-hope", 0.05)
    >>> Tuning()(hope), Tuning.of({hope: 0.08})(hope)
    (0.05, 0.08)
    """

    items: tuple[tuple[str, float], ...] = ()
    _values: dict[str, float] = attrs.field(init=False, eq=False, repr=False)

    @_values.default
    def _index(self) -> dict[str, float]:
        return dict(self.items)

    def __hash__(self) -> int:
        return hash(self.items)

    @classmethod
    def of(cls, values: Mapping[Number, float]) -> Tuning:
        """Tuned values by number; each is checked against its range."""
        return cls(tuple(sorted((number.name, number.checked(value)) for number, value in values.items())))

    def __call__(self, number: Number) -> float:
        return self._values.get(number.name, number.default)

    def __or__(self, other: Tuning) -> Tuning:
        return Tuning(tuple(sorted({**self._values, **other._values}.items())))

    @property
    def values(self) -> Mapping[str, float]:
        """Tuned values by name."""
        return dict(self._values)


# --- vocabulary ---------------------------------------------------------------------------------


@attrs.frozen(field_transformer=typed)
class Vocabulary:
    """The facts that a book's conditions and phrases may use.

    Attributes:
        facts: facts and flags, each name once.
        families: facts whose names are open, by prefix: `("count:", Unit.COUNT)` admits `count:refund`.
    """

    facts: tuple[Fact | Flag, ...] = ()
    families: tuple[tuple[str, Unit], ...] = ()
    _units: dict[str, Unit] = attrs.field(init=False, eq=False, repr=False)

    @_units.default
    def _index(self) -> dict[str, Unit]:
        units: dict[str, Unit] = {}
        for fact in self.facts:
            if fact.name in units:
                raise ClientReturnError("Vocabulary", fact.name, "names that differ", "give the new fact another name")
            units[fact.name] = fact.unit
        return units

    def __hash__(self) -> int:
        return hash((tuple(fact.name for fact in self.facts), self.families))

    def __or__(self, other: Vocabulary) -> Vocabulary:
        """Both vocabularies together; a fact that stands in both counts once."""
        facts = self.facts + tuple(fact for fact in other.facts if fact not in self.facts)
        return Vocabulary(facts, tuple(dict.fromkeys(self.families + other.families)))

    def unit(self, name: str) -> Unit:
        """The unit of a fact; an unknown name raises with the nearest known one."""
        unit = self._units.get(name)
        if unit is not None:
            return unit
        for prefix, family_unit in self.families:
            if name.startswith(prefix) and len(name) > len(prefix):
                return family_unit
        raise ClientReturnError("fact", name, "a fact that this book can see", "", closest(name, self._units))


# --- the door for conditions that were stored ----------------------------------------------------

_ARITY: Final = {"&": 2, "|": 2, "~": 1, "<": 2, "<=": 2, ">": 2, ">=": 2, "between": 3}


def condition_from(data: object) -> Condition:
    """A condition from stored lists or tuples, checked node by node.

    Nothing in it is executed: an operator that is not in the fixed list, a depth above 60 or more than
    2,000 nodes raises `ClientReturnError`.

    >>> str(condition_from(["&", [">", ["fact", "silence"], 30], ["~", ["flag", "company"]]]))
    'silence > 30 and not company'
    """
    budget = [MAX_NODES]
    return Condition(_checked_condition(data, MAX_DEPTH, budget))


def _parts(data: object, depth: int, budget: list[int]) -> tuple[Any, ...]:
    budget[0] -= 1
    if depth <= 0 or budget[0] < 0:
        raise ClientReturnError(
            "condition", "…", f"at most {MAX_DEPTH} levels and {MAX_NODES} nodes", "split the rule in two"
        )
    if not isinstance(data, list | tuple) or not data or not isinstance(data[0], str):
        raise ClientReturnError("condition", data, "a list that begins with an operator")
    return tuple(data)


def _checked_condition(data: object, depth: int, budget: list[int]) -> Node:
    parts = _parts(data, depth, budget)
    operator, rest = parts[0], parts[1:]
    if operator == "always" and not rest:
        return ("always",)
    if operator == "flag" and len(rest) == 1 and isinstance(rest[0], str):
        return ("flag", rest[0])
    if operator == "one_of" and len(rest) == 2 and isinstance(rest[1], list | tuple) and rest[1]:
        members = tuple(rest[1])
        if not all(isinstance(member, str) or _is_number(member) for member in members):
            raise ClientReturnError("condition", members, "texts or numbers in one_of")
        return ("one_of", _checked_term(rest[0], depth - 1, budget), members)
    if _ARITY.get(operator) == len(rest):
        check = _checked_condition if operator in "&|~" else _checked_term
        return (operator, *(check(part, depth - 1, budget) for part in rest))
    raise ClientReturnError("condition", data, f"one of {', '.join(_ARITY)}, one_of, flag, always, with its operands")


def _checked_term(data: object, depth: int, budget: list[int]) -> Any:
    if _is_number(data):
        return data
    parts = _parts(data, depth, budget)
    operator, rest = parts[0], parts[1:]
    if operator == "fact" and len(rest) == 1 and isinstance(rest[0], str):
        return ("fact", rest[0])
    if operator == "number" and len(rest) == 2 and isinstance(rest[0], str) and _is_number(rest[1]):
        return ("number", rest[0], rest[1])
    if operator in _ARITHMETIC and len(rest) == 2:
        return (operator, *(_checked_term(part, depth - 1, budget) for part in rest))
    raise ClientReturnError("condition", data, "a number, a fact, a named number or arithmetic on them")


ALWAYS: Final = Condition(("always",))
