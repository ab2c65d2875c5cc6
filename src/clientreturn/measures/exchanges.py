"""From one policy to another, one number or rule at a time; from one base to another, one learnt value at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import attrs

from ..base import Base
from ..conditions import Tuning, numbers_of
from ..phrases import Said, said
from ..policy import Policy
from ..rules import RuleBook

__all__ = ["exchanges", "relearnt"]

BOOKS: Final[tuple[str, ...]] = ("standing", "return_class", "chance_factors")


def exchanges(old: Policy, new: Policy) -> Iterator[tuple[str, Policy]]:
    """Policies on the way from one to the other, each with the one thing that was exchanged last."""
    policy = old
    before, after = _numbers(old), _numbers(new)
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            policy = _with_number(policy, name, after.get(name), dict(new.numbers.items).get(name))
            values = {"before": _plain(before.get(name)), "after": _plain(after.get(name))}
            yield (
                said(
                    "compare.number", "number {name}: {before} → {after}", name=Said(f"number.{name}", name), **values
                ),
                policy,
            )
    for field in BOOKS:
        for name, book in _rule_by_rule(getattr(policy, field), getattr(new, field)):
            policy = attrs.evolve(policy, **_one(field, book))
            yield name, policy
    for book_name in ("events", "states"):
        for name, book in _rule_by_rule(getattr(policy.causes, book_name), getattr(new.causes, book_name)):
            policy = attrs.evolve(policy, causes=attrs.evolve(policy.causes, **_one(book_name, book)))
            yield name, policy
    for attribute in attrs.fields(Policy):
        if getattr(policy, attribute.name) != getattr(new, attribute.name):
            policy = attrs.evolve(policy, **_one(attribute.name, getattr(new, attribute.name)))
            yield f"Policy.{attribute.name}", policy


def relearnt(old: Base, new: Base) -> Iterator[tuple[str, Base]]:
    """Bases on the way from one to the other, each with the one learnt value that was exchanged last."""
    base = old
    for attribute in attrs.fields(Base):
        value = getattr(new, attribute.name)
        if value != getattr(base, attribute.name):
            base = attrs.evolve(base, **_one(attribute.name, value))
            yield f"Base.{attribute.name}", base


def _one(field: str, value: Any) -> dict[str, Any]:
    return {field: value}


def _plain(value: float | None) -> str:
    return said("compare.default", "default") if value is None else f"{value:g}"


def _books(policy: Policy) -> tuple[RuleBook[Any], ...]:
    return (policy.standing, policy.return_class, policy.chance_factors, policy.causes.events, policy.causes.states)


def _numbers(policy: Policy) -> dict[str, float]:
    """Every number that the policy sets, or that stands in a condition of its books."""
    in_conditions = {
        name: value for book in _books(policy) for rule in book for name, value in numbers_of(rule.when).items()
    }
    return {**in_conditions, **policy.numbers.values}


def _with_number(policy: Policy, name: str, value: float | None, tuned: float | None) -> Policy:
    """The policy with another value for one number, in its conditions and in what it sets."""
    kept = {key: content for key, content in policy.numbers.items if key != name}
    numbers = Tuning(tuple(sorted((kept if tuned is None else {**kept, name: tuned}).items())))
    policy = attrs.evolve(policy, numbers=numbers)
    if value is None:
        return policy
    tuning = Tuning(((name, value),))
    return attrs.evolve(
        policy,
        standing=policy.standing.tuned(tuning),
        causes=policy.causes.tuned(tuning),
        return_class=policy.return_class.tuned(tuning),
        chance_factors=policy.chance_factors.tuned(tuning),
        recovery=policy.recovery.tuned(tuning),
    )


def _rule_by_rule(old: RuleBook[Any], new: RuleBook[Any]) -> Iterator[tuple[str, RuleBook[Any]]]:
    """Books on the way from one to the other: each step takes the new book's rule of one id, or leaves it out."""
    if old == new:
        return
    sees = old.sees | new.sees
    ids = [rule.id for rule in new]
    theirs = {rule.id: rule for rule in new}
    present = {rule.id: rule for rule in old}
    for rule_id in dict.fromkeys((*present, *ids)):
        if present.get(rule_id) == theirs.get(rule_id):
            continue
        if rule_id in theirs:
            present[rule_id] = theirs[rule_id]
        else:
            del present[rule_id]
        order = _in_order(list(present), ids)
        yield said("compare.rule", "rule {id}", id=rule_id), RuleBook(tuple(present[one] for one in order), sees)
    if list(new) != list(old):
        yield said("compare.order", "order of the rules"), new


def _in_order(present: list[str], ids: list[str]) -> list[str]:
    """The new book's order; rules that it does not have stay behind the one they followed."""
    order = [one for one in ids if one in present]
    for before, one in pairwise((None, *present)):
        if one not in ids:
            order.insert(order.index(before) + 1 if before in order else 0, str(one))
    return order
