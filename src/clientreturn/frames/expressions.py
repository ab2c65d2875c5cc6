"""The third reading of a condition: two data-frame expressions, "surely yes" and "surely no".

Neither is ever null. `~` swaps them, and what is neither yes nor no is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import narwhals.stable.v2 as nw

from ..arithmetic import Arithmetic
from ..conditions import Node
from ..rules import RuleBook

__all__ = ["EXPRESSIONS", "Pair", "first_hit", "surely", "unknown", "verdict_of"]

Pair = tuple[nw.Expr, nw.Expr]


class _Expressions:
    """`Arithmetic` on expressions."""

    @staticmethod
    def exp(value: Any) -> Any:
        return value.exp()

    @staticmethod
    def sqrt(value: Any) -> Any:
        return value.sqrt()

    @staticmethod
    def floor(value: Any) -> Any:
        return value.floor()

    @staticmethod
    def share(value: Any, parts: float) -> Any:
        # polars turns a division by a literal into a product; by a column of the same number it divides.
        return value / (value * 0 + parts)

    @staticmethod
    def least(value: Any, bound: Any) -> Any:
        return nw.when(value <= bound).then(value).otherwise(_lit(bound))

    @staticmethod
    def greatest(value: Any, bound: Any) -> Any:
        return nw.when(value >= bound).then(value).otherwise(_lit(bound))

    @staticmethod
    def where(condition: Any, then: Any, otherwise: Any) -> Any:
        return nw.when(condition).then(_lit(then)).otherwise(_lit(otherwise))


EXPRESSIONS: Final[Arithmetic] = _Expressions()


def _lit(value: Any) -> Any:
    return value if isinstance(value, nw.Expr) else nw.lit(float(value))


def surely(node: Any) -> Pair:
    """A condition's tree as "surely yes" and "surely no"."""
    if not isinstance(node, tuple):
        return _constant(node is True), _constant(node is False)
    operator = node[0]
    if operator == "always":
        return _constant(True), _constant(False)
    if operator == "flag":
        flag = nw.col(node[1]).cast(nw.Float64)
        return _answered(flag > 0.5), _answered(flag <= 0.5)
    if operator == "~":
        yes, no = surely(node[1])
        return no, yes
    if operator in ("&", "|"):
        pairs = [surely(side) for side in node[1:]]
        yes, no = pairs[0]
        for other_yes, other_no in pairs[1:]:
            yes, no = (yes & other_yes, no | other_no) if operator == "&" else (yes | other_yes, no & other_no)
        return yes, no
    if operator == "between":
        return surely(("&", ("<=", node[2], node[1]), ("<=", node[1], node[3])))
    if operator == "one_of":
        return _one_of(node)
    left, right = _term(node[1]), _term(node[2])
    if operator == "<":
        return _answered(left < right), _answered(left >= right)
    if operator == "<=":
        return _answered(left <= right), _answered(left > right)
    if operator == ">":
        return _answered(left > right), _answered(left <= right)
    return _answered(left >= right), _answered(left < right)


def unknown() -> nw.Expr:
    """A number that nobody knows."""
    return nw.lit(None, nw.Float64)


def _constant(value: bool) -> nw.Expr:
    return nw.lit(value)


def _answered(question: Any) -> nw.Expr:
    """A comparison in which an unknown value answers no."""
    return question.fill_null(False)  # type: ignore[no-any-return]


def _one_of(node: Node) -> Pair:
    term = _term(node[1])
    texts = [member for member in node[2] if isinstance(member, str)]
    members = texts or list(node[2])
    found = term.is_in(members)
    known = ~term.is_null()
    return _answered(found) & known, _answered(~found) & known


def _term(node: Any) -> Any:
    """A term as an expression; what is not a finite number is null."""
    if not isinstance(node, tuple):
        return nw.lit(float(node))
    operator = node[0]
    if operator == "fact":
        return nw.col(node[1])
    if operator == "number":
        return nw.lit(float(node[2]))
    left, right = _term(node[1]).cast(nw.Float64), _term(node[2]).cast(nw.Float64)
    if operator == "/":
        right = nw.when(right != 0).then(right)
        value = left / right
    else:
        value = left + right if operator == "+" else left - right if operator == "-" else left * right
    return nw.when(value.is_finite()).then(value)


def verdict_of(book: RuleBook[Any], name: str) -> tuple[list[nw.Expr], list[nw.Expr], list[str]]:
    """A first-hit book as columns `<name>`, `<name>_rule` and `<name>_known`, in two steps.

    The first list makes one column for each answer of each rule, the second the verdict from them; the third
    names the columns of the first step.
    """
    steps: list[nw.Expr] = []
    names: list[str] = []
    for at, rule in enumerate(book.rules):
        yes, no = surely(rule.when.node)
        for answer, expression in (("yes", yes), ("no", no)):
            names.append(f"{name}:{answer}:{at}")
            steps.append(expression.alias(names[-1]))
    hit = first_hit(book, name)
    says = [_chain(hit, [str(rule.says) for rule in book.rules]).alias(name)]
    ids = [_chain(hit, [rule.id for rule in book.rules]).alias(f"{name}_rule")]
    known = nw.any_horizontal(*(condition for condition in hit), ignore_nulls=True).alias(f"{name}_known")
    return steps, [*says, *ids, known], names


def first_hit(book: RuleBook[Any], name: str) -> list[nw.Expr]:
    """For each rule, whether it decides: it holds, none before it does, and none that is unknown says otherwise."""
    deciding = []
    for at, rule in enumerate(book.rules):
        decides = nw.col(f"{name}:yes:{at}")
        for earlier in range(at):
            if book.rules[earlier].says != rule.says:
                decides = decides & nw.col(f"{name}:no:{earlier}")
            else:
                decides = decides & ~nw.col(f"{name}:yes:{earlier}")
        deciding.append(decides)
    return deciding


def _chain(conditions: Iterable[nw.Expr], values: Iterable[str]) -> Any:
    """The text of the one condition that holds; null when none does."""
    chain: Any = None
    for condition, value in reversed(list(zip(conditions, values, strict=True))):
        text = nw.lit(value)
        chosen = nw.when(condition).then(text)
        chain = chosen if chain is None else chosen.otherwise(chain)
    return chain
