"""What a loss report keeps of each client: who was there, who was lost, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

import attrs

from ..base import Base
from ..case import assess
from ..history import Client
from ..policy import Policy
from ..recovery.owners import responsibility
from ..reviews.row import CENT, judged, yearly_revenue
from ..standing import Judgement
from .period import Period

__all__ = ["Member", "Part", "member_of"]

GRAVE = 4
"""Severity from which a client counts as offended (E4.12: catastrophe)."""


@attrs.frozen
class Part:
    """One part of an account (a category, site, channel) in a period (R18)."""

    name: str
    base: bool
    lost: bool
    partial: bool


@attrs.frozen
class Member:
    """One client in a period.

    Attributes:
        id: the client's id.
        segment: the firm's own grouping.
        cohort: year of the first purchase; empty without one.
        employee: who answers for keeping or losing it (R23); `None` when nobody, or when it was inherited.
        base: whether it was a client on the first day.
        lost: whether it was a client on the first day and is gone on the last.
        came_back: whether it was lost and returned within the period.
        undecided: whether it cannot be told if it is gone.
        reason: first cause of a loss; empty when unknown.
        side: its side.
        avoidable: whether the loss could have been prevented; `None` when the cause is unknown.
        yearly: purchases a year × ticket (E3.4); `None` when rhythm or money is unknown.
        chance: chance of return if asked, for a lost client.
        referrals: clients that it sent to us in a year of its life.
        offended: whether it felt a fault as a catastrophe or worse.
        usual_gap: its usual inter-purchase time.
        parts: its parts, where purchases name them.
        earlier: for earlier periods, oldest first: whether it was a client at the start, and lost at the end.
    """

    id: str
    segment: str
    cohort: str
    employee: str | None
    base: bool
    lost: bool
    came_back: bool = False
    undecided: bool = False
    reason: str = ""
    side: str = ""
    avoidable: bool | None = None
    yearly: Decimal | None = None
    chance: float | None = None
    referrals: Decimal = Decimal(0)
    offended: bool = False
    usual_gap: float | None = None
    parts: tuple[Part, ...] = ()
    earlier: tuple[tuple[bool, bool], ...] = ()


def member_of(client: Client, period: Period, policy: Policy, base: Base, starts: tuple[date, ...] = ()) -> Member:
    """One client in a period, and in earlier ones that begin on these days."""
    at_end = judged(client, period.end, policy, base)
    at_start = judged(client, period.start, policy, base)
    was, gone = at_start.here, at_end.gone
    story = at_end.story
    first = story.first_visit
    member = Member(
        client.id,
        client.segment,
        str(first.year) if first is not None else "",
        responsibility(at_end.facts).employee,
        was,
        was and gone,
        was and any(period.start < loss.on for loss in story.losses),
        at_end.undecided,
        yearly=yearly_revenue(at_end),
        referrals=_referrals(at_end),
        usual_gap=at_end.facts["usual_gap"],
        parts=tuple(_parts(client, period, policy, base, was, was and gone)),
        earlier=_earlier(client, starts, at_start, policy, base),
    )
    if not member.lost:
        return member
    case = assess(client, as_of=period.end, policy=policy, base=base)
    reason = case.diagnosis.reason if case.diagnosis is not None else None
    return attrs.evolve(
        member,
        reason="" if reason is None else reason.code,
        side="" if reason is None else reason.side.value,
        avoidable=None if reason is None else reason.avoidable,
        chance=case.worth.chance.p,
        offended=(at_end.facts["worst_severity"] or 0) >= GRAVE,
    )


def _referrals(judgement: Judgement) -> Decimal:
    """Referrals in a year of the client's life, which counts as one year at least."""
    sent = judgement.facts["referrals"]
    years = max(judgement.facts["tenure"] or 0, 365) / 365
    return (Decimal(sent) / Decimal(str(years))).quantize(CENT)


def _parts(client: Client, period: Period, policy: Policy, base: Base, was: bool, lost: bool) -> Iterator[Part]:
    names = {purchase.part for purchase in client.purchases if not client.contracted(purchase)}
    if names == {None}:
        return
    if len(names) == 1:
        yield Part(str(next(iter(names))), was, lost, False)
        return
    for name in sorted(name for name in names if name is not None):
        alone = attrs.evolve(
            client, contracts=(), purchases=[purchase for purchase in client.purchases if purchase.part == name]
        )
        bought = judged(alone, period.start, policy, base).here
        gone = bought and judged(alone, period.end, policy, base).gone
        yield Part(name, bought, gone, gone and not lost)


def _earlier(
    client: Client, starts: tuple[date, ...], last: Judgement, policy: Policy, base: Base
) -> tuple[tuple[bool, bool], ...]:
    standings = [*(judged(client, day, policy, base) for day in starts), last]
    return tuple((before.here, before.here and after.gone) for before, after in pairwise(standings))
