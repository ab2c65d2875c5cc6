"""Conditions as nested tuples: of what a tree may be made, and what can be told by looking at one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, Final

from ..errors import ClientReturnError

__all__ = [
    "ARITHMETIC",
    "LARGEST",
    "MAX_DEPTH",
    "MAX_NODES",
    "Node",
    "checked_condition",
    "is_number",
    "leaves",
    "parts_of",
    "requires",
    "whole",
]

Node = tuple[Any, ...]

MAX_DEPTH: Final = 60
MAX_NODES: Final = 2000
DEEPEST: Final = 300
"""Levels of a tree that a program builds; those of stored ones are fewer."""

LARGEST: Final = sys.float_info.max

ARITHMETIC: Final = {"+": 4, "-": 4, "*": 5, "/": 5}
"""Operators on terms, with how strongly they bind in a sentence."""

_ARITY: Final = {"&": 2, "|": 2, "~": 1, "<": 2, "<=": 2, ">": 2, ">=": 2, "between": 3}


def is_number(value: object) -> bool:
    """Whether a value can stand in a tree as a number: finite, and no yes or no."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST


def checked_condition(data: object, depth: int, budget: list[int]) -> Node:
    """A tree of lists or tuples, looked at node by node; `budget` holds how many nodes it may still have."""
    parts = _parts(data, depth, budget)
    operator, rest = parts[0], parts[1:]
    if operator == "always" and not rest:
        return ("always",)
    if operator == "flag" and len(rest) == 1 and isinstance(rest[0], str):
        return ("flag", rest[0])
    if operator == "one_of" and len(rest) == 2 and isinstance(rest[1], list | tuple) and rest[1]:
        members = tuple(rest[1])
        if not all(isinstance(member, str) or is_number(member) for member in members):
            raise ClientReturnError("condition", members, "texts or numbers in one_of")
        return ("one_of", _checked_term(rest[0], depth - 1, budget), members)
    if _ARITY.get(operator) == len(rest):
        check = checked_condition if operator in "&|~" else _checked_term
        return (operator, *(check(part, depth - 1, budget) for part in rest))
    raise ClientReturnError("condition", data, f"one of {', '.join(_ARITY)}, one_of, flag, always, with its operands")


def _checked_term(data: object, depth: int, budget: list[int]) -> Any:
    if is_number(data):
        return data
    parts = _parts(data, depth, budget)
    operator, rest = parts[0], parts[1:]
    if operator == "fact" and len(rest) == 1 and isinstance(rest[0], str):
        return ("fact", rest[0])
    if operator == "number" and len(rest) == 2 and isinstance(rest[0], str) and is_number(rest[1]):
        return ("number", rest[0], rest[1])
    if operator in ARITHMETIC and len(rest) == 2:
        return (operator, *(_checked_term(part, depth - 1, budget) for part in rest))
    raise ClientReturnError("condition", data, "a number, a fact, a named number or arithmetic on them")


def _parts(data: object, depth: int, budget: list[int]) -> tuple[Any, ...]:
    budget[0] -= 1
    if depth <= 0 or budget[0] < 0:
        raise ClientReturnError(
            "condition", "…", f"at most {MAX_DEPTH} levels and {MAX_NODES} nodes", "split the rule in two"
        )
    if not isinstance(data, list | tuple) or not data or not isinstance(data[0], str):
        raise ClientReturnError("condition", data, "a list that begins with an operator")
    return tuple(data)


def whole(node: object) -> Node:
    """A tree whose every node is what it should be, however it was made."""
    return checked_condition(node, DEEPEST, [sys.maxsize])


def leaves(node: Any) -> Iterator[Node]:
    """The facts, flags and numbers of a tree, in order of appearance."""
    if not isinstance(node, tuple):
        return
    if node[0] in ("fact", "flag", "number"):
        yield node
        return
    parts = node[1:2] if node[0] == "one_of" else node[1:]
    for part in parts:
        yield from leaves(part)


def parts_of(node: Node, operator: str) -> Iterator[Any]:
    """The parts of a chain such as `a & b & c`, in their order."""
    for part in node[1:]:
        if isinstance(part, tuple) and part[0] == operator:
            yield from parts_of(part, operator)
        else:
            yield part


def requires(node: Any, part: Node) -> bool:
    """Whether a tree can be seen to hold only where one of its parts holds.

    >>> from clientreturn.conditions import Fact
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
