"""Facts and conditions of many silences at once, as arrays: an unknown number is NaN."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

import attrs
import numpy as np
from numpy.typing import NDArray

from ..arithmetic import Arithmetic, rounded
from ..base import Base
from ..conditions import Condition, Tuning, given
from ..facts.silence import line_from
from ..rhythm import pool, pool_of_others
from ..rules import RuleBook
from ..standing import Standing

__all__ = ["ARRAYS", "Silences", "lost", "of_a_gap"]

Array = NDArray[Any]
Pair = tuple[Array, Array]


class _Arrays:
    """The arithmetic of closed forms on arrays."""

    exp = staticmethod(np.exp)
    sqrt = staticmethod(np.sqrt)
    floor = staticmethod(np.floor)
    share = staticmethod(np.divide)
    least = staticmethod(np.minimum)
    greatest = staticmethod(np.maximum)
    where = staticmethod(np.where)


ARRAYS: Final[Arithmetic] = _Arrays()


class Silences(dict[str, Array]):
    """Facts of many silences by name, made when asked for, as `SilenceFacts` are of one.

    `values` holds what is known of each: visits, silence, breaks and the ruling sums (`ruling`, `logs`, `squares`);
    `made` how to make what needs more than these, such as all days of visit.
    """

    def __init__(
        self, base: Base, numbers: Tuning, values: Mapping[str, Array], made: Mapping[str, Callable[[Silences], Array]]
    ) -> None:
        super().__init__(values)
        self.base = base
        self.numbers = numbers
        self._made = {**_MADE, **made}

    def __missing__(self, name: str) -> Array:
        value = self[name] = self._made[name](self)
        return value


def _pooled(facts: Silences, at: int) -> Array:
    prior, own = facts.base.rhythm, facts["ruling"] > 1
    gaps = np.maximum(facts["ruling"] - 1, 1).astype(np.float64)
    figures = pool(gaps, facts["logs"], facts["squares"], prior, ARRAYS)
    others = (np.nan,) * 3 if prior.centre is None else pool_of_others(prior.centre, prior.variance)
    for name, figure, other in zip(("usual_gap", "own:spread", "own_share"), figures, others, strict=True):
        facts[name] = np.where(own, figure, other)
    return facts[("usual_gap", "own:spread", "own_share")[at]]


def _line(facts: Silences) -> Array:
    usual, spread = facts["usual_gap"], facts["own:spread"]
    return np.asarray(line_from(usual, spread, facts.numbers, facts.base.rhythm.reach, ARRAYS))


def _chance(facts: Silences) -> Array:
    formula = facts.base.chances.formula  # type: ignore[attr-defined]
    chance = formula(facts["usual_gap"], facts["own:spread"], facts["silence"], ARRAYS)
    return np.where(facts["ruling"] > 1, rounded(chance, 6, ARRAYS), np.nan)


def _never(facts: Silences) -> Array:
    return np.zeros(len(facts["visits"]), np.bool_)


_MADE: Final[dict[str, Callable[[Silences], Array]]] = {
    "usual_gap": lambda facts: _pooled(facts, 0),
    "own:spread": lambda facts: _pooled(facts, 1),
    "own_share": lambda facts: _pooled(facts, 2),
    "spread": lambda facts: np.asarray(rounded(facts["own:spread"], 4, ARRAYS)),
    "line": _line,
    "hiatus": lambda facts: np.asarray(rounded(facts["silence"] / facts["usual_gap"], 4, ARRAYS)),
    "chance": _chance,
    "rhythm_known": lambda facts: (
        (facts["visits"] > 0) & ((facts["ruling"] > 1) | (facts.base.rhythm.centre is not None))
    ),
    "project_finished": _never,
    "hard_times": _never,
    "contract_runs": _never,
    "dead": _never,
}


def surely(node: Any, facts: Silences) -> Pair:
    """A condition's tree as "surely yes" and "surely no" of each silence."""
    if not isinstance(node, tuple) or node[0] == "always":
        always = np.full(len(facts["visits"]), node is True or node == ("always",))
        return always, np.full(len(always), node is False)
    operator = node[0]
    if operator == "flag":
        return facts[node[1]], ~facts[node[1]]
    if operator == "~":
        yes, no = surely(node[1], facts)
        return no, yes
    if operator in ("&", "|"):
        (yes, no), *others = [surely(side, facts) for side in node[1:]]
        for other_yes, other_no in others:
            yes, no = (yes & other_yes, no | other_no) if operator == "&" else (yes | other_yes, no & other_no)
        return yes, no
    if operator == "between":
        return surely(("&", ("<=", node[2], node[1]), ("<=", node[1], node[3])), facts)
    if operator == "one_of":
        term = _term(node[1], facts)
        found = np.isin(term, [member for member in node[2] if not isinstance(member, str)])
        return found, ~found & ~np.isnan(term)
    left, right = _term(node[1], facts), _term(node[2], facts)
    if operator == "<":
        return left < right, left >= right
    if operator == "<=":
        return left <= right, left > right
    if operator == ">":
        return left > right, left <= right
    return left >= right, left < right


def _term(node: Any, facts: Silences) -> Array:
    """A term of each silence; what is not a finite number is NaN."""
    if not isinstance(node, tuple):
        return np.full(len(facts["visits"]), float(node))
    operator = node[0]
    if operator == "fact":
        return facts[node[1]].astype(np.float64)
    if operator == "number":
        return np.full(len(facts["visits"]), float(node[2]))
    left, right = _term(node[1], facts), _term(node[2], facts)
    with np.errstate(all="ignore"):
        value = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide}[operator](left, right)
    return np.where(np.isfinite(value), value, np.nan)


@lru_cache(maxsize=64)
def of_a_gap(presence: RuleBook[Standing]) -> RuleBook[Standing]:
    """The rules that can make a past gap a loss, or keep it from being one.

    No table carries contracts, and a death in a gap counts among its breaks.

    >>> from clientreturn.standing import STANDING, presence_of
    >>> of_a_gap(presence_of(STANDING)).rules[-1].id
    'standing.beyond-hope'
    """
    left = [(rule, given(rule.when.node, {"contract_runs": False, "dead": False})) for rule in presence]
    rules = [attrs.evolve(rule, when=Condition(node)) for rule, node in left if node is not False]
    last = max((at for at, rule in enumerate(rules) if rule.says is Standing.LOST), default=-1)
    return RuleBook(tuple(rules[: last + 1]), presence.sees)


def lost(presence: RuleBook[Standing], facts: Silences) -> Array:
    """Which past silences presence calls lost on their last day: `RuleBook.decided` for arrays."""
    found = np.zeros(len(facts["visits"]), np.bool_)
    before: list[tuple[Standing, Pair]] = []
    for rule in of_a_gap(presence):
        yes, no = surely(rule.when.node, facts)
        if rule.says is Standing.LOST:
            decides = yes
            for says, (earlier_yes, earlier_no) in before:
                decides = decides & (~earlier_yes if says is Standing.LOST else earlier_no)
            found |= decides
        before.append((rule.says, (yes, no)))
    return found
