"""Ready-made decisions about standing: each takes a policy and gives another.

>>> from clientreturn.policy import Policy
>>> fixed_cut_off(Policy(), 180).numbers(fixed_line)
180
"""

from __future__ import annotations

from typing import Final

import attrs

from .base import Base
from .base.learnt import LearntChances
from .doors import door
from .errors import ClientReturnError
from .facts.silence import chance, fixed_line, gone, rhythm_known, silence, visits
from .policy import Policy
from .standing.book import little_hope

__all__ = ["as_learnt", "fixed_cut_off", "learnt_hiatus", "strict"]

UNDECIDED: Final = ("standing.returned-without-rhythm", "standing.one-time")
"""Rules for clients that bought once and have no clients alike: only a fixed line can judge them."""


@door
def strict(policy: Policy) -> Policy:
    """Counts every client that is gone as lost in the figures; who may be contacted, and how, stays as it is.

    Source: handbook E3.5, section 6.

    >>> strict(Policy()).strict
    True
    """
    return attrs.evolve(policy, strict=True)


@door
def fixed_cut_off(policy: Policy, days: float) -> Policy:
    """One line for all clients, those with a single purchase included, in place of each client's own rhythm.

    Seasons explain no silence then. It is the simple rule that any model has to beat (Wübben & v. Wangenheim 2008).
    Source: handbook R17.

    Args:
        policy: the policy to change.
        days: silence from which everybody is gone, above 0.

    Raises:
        ClientReturnError: on days that are not above 0, or a book of standing without the built-in rules.
    """
    if not days > 0:
        raise ClientReturnError("days", days, "a number of days above 0")
    book = policy.standing
    for rule_id in UNDECIDED:
        book = book.replace(attrs.evolve(book[rule_id], when=book[rule_id].when & (silence < fixed_line)))
    hopeless = gone & (rhythm_known | (visits > 1)) & (chance < little_hope)
    book = book.replace(attrs.evolve(book["standing.beyond-hope"], when=hopeless))
    return attrs.evolve(policy, standing=book.tuned(policy.numbers)).tuned({fixed_line: days})


@door
def learnt_hiatus(policy: Policy, base: Base) -> Policy:
    """The firm's own best hiatus as the cut-off: the silence that told the lost best on a past day (R17).

    Raises:
        ClientReturnError: on a base whose chances were not learnt.
    """
    return fixed_cut_off(policy, round(_learnt(base).calibration.hiatus.days) + 1)


@door
def as_learnt(policy: Policy, base: Base) -> Policy:
    """Calls a client lost where that call is expected to agree best with what happens (Matthews correlation).

    The chance alone decides, whether the client's line is crossed or not; it never rises as the silence lasts. Past
    silences are judged as before: such a call is right more often than any other, and still wrong so often that who
    comes back must not be put on probation for it (section 6).

    Raises:
        ClientReturnError: on a base whose chances were not learnt.
    """
    divide = _learnt(base).divide
    rule = policy.standing["standing.beyond-hope"]
    book = policy.standing.replace(attrs.evolve(rule, when=chance < little_hope))
    called = attrs.evolve(policy, standing=book.tuned(policy.numbers)).tuned({little_hope: divide})
    return attrs.evolve(called, past=policy.presence)


def _learnt(base: Base) -> LearntChances:
    if not isinstance(base.chances, LearntChances):
        raise ClientReturnError(
            "base.chances", type(base.chances).__name__, "learnt chances", "learn a base with Base.learn(clients, …)"
        )
    return base.chances
