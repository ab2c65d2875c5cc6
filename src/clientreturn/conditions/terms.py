"""Facts, numbers and conditions over them, written with ordinary operators."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

import attrs

from ..doors import typed
from ..errors import ClientReturnError
from .nodes import MAX_DEPTH, MAX_NODES, Node, checked_condition, is_number, leaves, whole
from .sentences import sentence
from .units import Unit

__all__ = [
    "ALWAYS",
    "Condition",
    "Fact",
    "Flag",
    "Number",
    "Term",
    "condition_from",
    "facts_of",
    "numbers_of",
    "tuned",
]


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
            if not isinstance(value, str) and not is_number(value):
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
        if not is_number(value) or not self.low <= value <= self.high:  # type: ignore[operator]
            raise ClientReturnError(
                f"number {self.name!r}", value, f"a number from {self.low:g} to {self.high:g} ({self.unit})"
            )
        return value  # type: ignore[return-value]


@attrs.frozen(order=False, eq=False)
class Condition:
    """A question about facts that is answered with yes, no or unknown.

    Combine with `&`, `|` and `~`; comparisons need brackets, since `&` binds tighter than `<`.
    Two conditions are equal when their trees are.
    """

    node: Node = attrs.field(converter=whole)

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
    if is_number(value):
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


ALWAYS: Final = Condition(("always",))


def condition_from(data: object) -> Condition:
    """A condition from stored lists or tuples, checked node by node.

    Nothing in it is executed: an operator that is not in the fixed list, a depth above 60 or more than
    2,000 nodes raises `ClientReturnError`.

    >>> str(condition_from(["&", [">", ["fact", "silence"], 30], ["~", ["flag", "company"]]]))
    'silence > 30 and not company'
    """
    budget = [MAX_NODES]
    return Condition(checked_condition(data, MAX_DEPTH, budget))


def facts_of(condition: Condition) -> tuple[str, ...]:
    """Names of the facts that a condition reads, in order of appearance, each once."""
    return tuple(dict.fromkeys(leaf[1] for leaf in leaves(condition.node) if leaf[0] != "number"))


def numbers_of(condition: Condition) -> dict[str, float]:
    """Names and values of the numbers in a condition."""
    return {leaf[1]: leaf[2] for leaf in leaves(condition.node) if leaf[0] == "number"}


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
