"""What a condition can answer over a span of days, when its facts are known only as ranges. Knows no domain.

The fourth reading of the tree: not one answer but the set of possible ones. It may admit too much, never too little;
so a span with a single possible answer needs no look at its days.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from .conditions.nodes import LARGEST

__all__ = ["ANYTHING", "EVERY", "NO", "UNKNOWN", "YES", "Range", "answer_of", "span_reading"]

YES: Final = 1
NO: Final = 2
UNKNOWN: Final = 4
EVERY: Final = YES | NO | UNKNOWN

ANYTHING: Final = "anything"
"""Stands for a fact of which nothing is known beforehand."""

Range = tuple[Any, Any] | str | None
"""Lowest and highest value; `None` for surely unknown; `ANYTHING`."""

SpanReading = Callable[[Mapping[str, Range]], int]
TermReading = Callable[[Mapping[str, Range]], Range]


def answer_of(holds: bool | None) -> int:
    """The set that holds one answer alone."""
    return UNKNOWN if holds is None else YES if holds else NO


def span_reading(node: Any) -> SpanReading:
    """The tree as a function from ranges of facts to the set of possible answers.

    >>> from .conditions import Fact
    >>> late = span_reading((Fact("silence") >= 30).node)
    >>> late({"silence": (10, 20)}) == NO, late({"silence": (10, 40)}) == YES | NO, late({"silence": None}) == UNKNOWN
    (True, True, True)
    """
    operator, parts = node[0], node[1:]
    if operator == "always":
        return lambda ranges: YES
    if operator == "flag":
        return _flag(parts[0])
    if operator == "~":
        inner = span_reading(parts[0])
        return lambda ranges: _NOT[inner(ranges)]
    if operator in ("&", "|"):
        table = _AND if operator == "&" else _OR
        left, right = (span_reading(part) for part in parts)
        return lambda ranges: table[left(ranges)][right(ranges)]
    if operator == "one_of":
        return _one_of(_term(parts[0]), frozenset(parts[1]))
    if operator == "between":
        term, low, high = (_term(part) for part in parts)
        return lambda ranges: _AND[_at_most(low(ranges), term(ranges))][_at_most(term(ranges), high(ranges))]
    one, other = (_term(part) for part in parts)
    if operator in (">", ">="):
        one, other = other, one
    compare = _less if operator in ("<", ">") else _at_most
    return lambda ranges: compare(one(ranges), other(ranges))


def _flag(name: str) -> SpanReading:
    def flag(ranges: Mapping[str, Range]) -> int:
        found = ranges[name]
        if found is None:
            return UNKNOWN
        return EVERY if found == ANYTHING else answer_of(found[0]) | answer_of(found[1])  # type: ignore[arg-type]

    return flag


def _one_of(term: TermReading, members: frozenset[Any]) -> SpanReading:
    def one_of(ranges: Mapping[str, Range]) -> int:
        found = term(ranges)
        if found is None:
            return UNKNOWN
        if found == ANYTHING:
            return EVERY
        return answer_of(found[0] in members) if found[0] == found[1] else YES | NO

    return one_of


def _term(node: Any) -> TermReading:
    if not isinstance(node, tuple):
        return lambda ranges: (node, node)
    if node[0] == "fact":
        name = node[1]
        return lambda ranges: ranges[name]
    if node[0] == "number":
        value = node[2]
        return lambda ranges: (value, value)
    operator, left, right = node[0], _term(node[1]), _term(node[2])
    return lambda ranges: _calculated(operator, left(ranges), right(ranges))


def _calculated(operator: str, one: Range, other: Range) -> Range:
    if one is None or other is None:
        return None
    if isinstance(one, str) or isinstance(other, str):
        return ANYTHING
    try:
        ends = [_APPLY[operator](a, b) for a in one for b in other]
    except (ArithmeticError, TypeError):
        return ANYTHING
    if operator == "/" and other[0] <= 0 <= other[1]:
        return ANYTHING
    low, high = min(ends), max(ends)
    return (low, high) if abs(low) <= LARGEST and abs(high) <= LARGEST else ANYTHING


_APPLY: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}


def _less(one: Range, other: Range) -> int:
    """`one < other`: some pair that is, some pair that is not."""
    if one is None or other is None:
        return UNKNOWN
    if isinstance(one, str) or isinstance(other, str):
        return EVERY
    return (YES if one[0] < other[1] else 0) | (NO if one[1] >= other[0] else 0)


def _at_most(one: Range, other: Range) -> int:
    if one is None or other is None:
        return UNKNOWN
    if isinstance(one, str) or isinstance(other, str):
        return EVERY
    return (YES if one[0] <= other[1] else 0) | (NO if one[1] > other[0] else 0)


def _both(a: int, b: int) -> int:
    return NO if NO in (a, b) else UNKNOWN if UNKNOWN in (a, b) else YES


def _either(a: int, b: int) -> int:
    return YES if YES in (a, b) else UNKNOWN if UNKNOWN in (a, b) else NO


def _members(answers: int) -> list[int]:
    return [answer for answer in (YES, NO, UNKNOWN) if answers & answer]


def _table(combine: Callable[[int, int], int]) -> list[list[int]]:
    """For each two sets of answers, every answer that a pair of them can give."""
    table = []
    for one in range(EVERY + 1):
        row = []
        for other in range(EVERY + 1):
            found = 0
            for a in _members(one):
                for b in _members(other):
                    found |= combine(a, b)
            row.append(found)
        table.append(row)
    return table


_AND: Final = _table(_both)
_OR: Final = _table(_either)
_NOT: Final = [(YES if s & NO else 0) | (NO if s & YES else 0) | (s & UNKNOWN) for s in range(EVERY + 1)]
