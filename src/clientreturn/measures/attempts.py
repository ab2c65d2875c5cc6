"""What became of every attempt on many clients."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..base import Base
from ..case import assess
from ..conditions import Unit
from ..doors import door
from ..history import Client
from ..history.merging import survivors
from ..outcome import Outcome, outcomes_of
from ..policy import Policy
from ..reviews.row import judged
from ..worth import Grade, Input

__all__ = ["outcomes"]


@door
def outcomes(
    clients: Iterable[Client], *, as_of: date, policy: Policy | None = None, base: Base | None = None
) -> Iterator[Outcome]:
    """Every attempt to win one of these clients back, and what became of it by a day.

    A client that was never gone has none; one that is gone and was never asked has one without tries. Those of an
    account that another one names in `same_as` are that one's (R21); hence none comes out before all clients are read.

    >>> from clientreturn.history import Event, Purchase
    >>> buys = [Purchase(date(2025, month, 5), 100, "EUR") for month in range(1, 6)]
    >>> back = [Purchase(date(2026, 2, 1), 30, "EUR")]
    >>> left, asked = Event.declared_break(date(2025, 5, 20)), Event(date(2026, 1, 10), "offer", data={"channel": "call"})
    >>> client = Client("C", purchases=buys + back, events=[left, asked])
    >>> [(one.ending.value, one.trial_order) for one in outcomes([client], as_of=date(2026, 3, 1))]
    [('returned', Decimal('30'))]
    """
    policy, base = policy or Policy(), base or Base()
    found: list[Outcome] = []
    earlier: dict[str, tuple[str, ...]] = {}
    for client in clients:
        if client.same_as:
            earlier[client.id] = client.same_as
        found += _of(client, as_of, policy, base)
    merged = survivors(earlier)
    yield from (one for one in found if one.client not in merged)


def _of(client: Client, as_of: date, policy: Policy, base: Base) -> tuple[Outcome, ...]:
    now = assess(client, as_of=as_of, policy=policy, base=base)

    def reason(day: date) -> str:
        case = (
            now
            if day == as_of
            else assess(client, as_of=day, policy=policy, base=Base() if _newer(base, day) else base)
        )
        first = case.diagnosis.reason if case.diagnosis is not None else None
        return "" if first is None else first.code

    margin = next((item for item in now.worth.inputs if item.name == "margin_share"), UNKNOWN_MARGIN)
    return outcomes_of(
        now.judgement,
        lambda day: judged(client, day, policy, base),
        reason=reason,
        margin=margin.value,
        margin_assumed=margin.grade is Grade.ASSUMED,
    )


UNKNOWN_MARGIN = Input("margin_share", None, Unit.PROBABILITY, Grade.UNKNOWN, "")
"""Of a client whose objection stops worth (section 6): its outcomes are counted, its money is not."""


def _newer(base: Base, day: date) -> bool:
    return base.learnt_on is not None and base.learnt_on > day
