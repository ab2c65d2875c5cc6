"""A condition as a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import attrs

from .nodes import ARITHMETIC, Node
from .units import plain_number

if TYPE_CHECKING:
    from .terms import Condition, Term

__all__ = ["sentence"]


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

    >>> from clientreturn.conditions import Fact
    >>> a, b, c = Fact("a"), Fact("b"), Fact("c")
    >>> sentence(((a > 1) | (b > 2)) & ~(c < 3))
    '(a > 1 or b > 2) and not c < 3'
    """
    node = getattr(condition, "node", condition)
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
        strength = ARITHMETIC.get(operator, 3)
        sides = {"left": part(node[1], max(strength, 4)), "right": part(node[2], strength + 1)}
        return tell("", f"{{left}} {operator} {{right}}", **sides), strength

    def _part(self, node: Any, strength: int) -> str:
        text, own = self.of(node)
        return text if own >= strength else self.tell("", "({inside})", inside=text)
