"""Yes, no and unknown cases of rules: a table beside the book, and one runner for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from ..conditions import Value
from ..doors import door, typed
from ..rules import RuleBook

__all__ = ["RuleCases", "failures", "uncovered"]

Facts = Mapping[str, Value]


def _table(cases: Iterable[Facts]) -> tuple[Facts, ...]:
    return tuple(cases)


class _Facts(dict[str, Value]):
    """The values of a case; what it leaves out is unknown."""

    def __missing__(self, name: str) -> Value:
        return None


@attrs.frozen(field_transformer=typed)
class RuleCases:
    """The cases of one rule: facts for which it must hold, must not hold, and cannot be told.

    Facts that a case leaves out are unknown. Any mapping will do, so that the facts of a real client can be a case.

    Attributes:
        rule: id of the rule.
        yes: facts for which it holds.
        no: facts for which it does not.
        unknown: facts for which it cannot be told.
    """

    rule: str
    yes: tuple[Facts, ...] = attrs.field(default=(), converter=_table, hash=False)
    no: tuple[Facts, ...] = attrs.field(default=(), converter=_table, hash=False)
    unknown: tuple[Facts, ...] = attrs.field(default=(), converter=_table, hash=False)

    def __iter__(self) -> Iterator[tuple[bool | None, Facts]]:
        for holds, table in ((True, self.yes), (False, self.no), (None, self.unknown)):
            for facts in table:
                yield holds, facts


@door
def failures(book: RuleBook[Any], cases: Iterable[RuleCases]) -> list[str]:
    """What is not as the cases say, each with the rule's condition and the values in it; empty when all is well.

    Use it in a test: `assert not failures(book, cases)`.

    Raises:
        ClientReturnError: for a case whose rule the book does not have.

    >>> from clientreturn.conditions import Fact, Unit, Vocabulary
    >>> from clientreturn.rules import Rule
    >>> silence = Fact("silence", "days without a purchase", Unit.DAYS)
    >>> book = RuleBook.of(Rule("mood.quiet", silence > 30, "quiet", "silent for {silence}"), sees=Vocabulary((silence,)))
    >>> failures(book, [RuleCases("mood.quiet", yes=[{"silence": 31}], no=[{"silence": 30}], unknown=[{}])])
    []
    >>> failures(book, [RuleCases("mood.quiet", yes=[{"silence": 3}])])
    ['mood.quiet: expected yes: silence > 30   [3 > 30: no]']
    """
    said = {True: "yes", False: "no", None: "unknown"}
    wrong = []
    for table in cases:
        at = book.rules.index(book[table.rule])
        alone = RuleBook((book.rules[at],), book.sees)
        for expected, facts in table:
            values = facts if hasattr(facts, "__missing__") else _Facts(facts)
            (holds,) = alone.every(values).outcomes
            if holds is not expected:
                wrong.append(f"{table.rule}: expected {said[expected]}: {alone.text(0, holds, values)}")
    return wrong


@door
def uncovered(book: RuleBook[Any], cases: Iterable[RuleCases]) -> list[str]:
    """Ids of the book's rules that have no yes or no no case, in the book's order."""
    covered = {table.rule for table in cases if table.yes and table.no}
    return [rule.id for rule in book if rule.id not in covered]
