"""Systemic findings: the same name behind several losses (C4), a suspicion and never a verdict."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import attrs

from ..history import Event
from ..phrases import Said, said

__all__ = ["About", "Systemic", "named_in"]


class About(StrEnum):
    """What stands behind several losses."""

    THIRD_PARTY = "third party"
    EMPLOYEE = "employee"
    PRODUCT = "product"
    CARRIER = "carrier"
    PRICE_CHANGE = "price change"
    RIVAL = "rival"


@attrs.frozen
class Systemic:
    """The same name behind several losses.

    Attributes:
        about: what kind of name it is.
        name: the name.
        reason: code of the reason that these losses have most in common; empty when none is known.
        losses: how many losses it stands behind.
        exposed: how many clients met it, the lost ones among them.
        expected: how many of them would have been lost at the firm's usual rate; `None` when nobody else is known.
        chance: probability of so many losses by chance alone; `None` when nobody else is known.
        clients: ids of the clients lost.
    """

    about: About
    name: str
    reason: str
    losses: int
    exposed: int
    expected: float | None = None
    chance: float | None = None
    clients: tuple[str, ...] = ()

    @property
    def text(self) -> Said:
        """The finding in words: something to look into."""
        known = {"about": self.about, "name": self.name, "losses": self.losses, "exposed": self.exposed}
        if self.expected is None:
            return said(
                "systemic.behind",
                "{about} {name}: behind {losses} losses of {exposed} clients; look into it",
                **known,
            )
        return said(
            "systemic.behind-more",
            "{about} {name}: behind {losses} losses of {exposed} clients, where {expected} would be usual; look into it",
            **known,
            expected=f"{self.expected:.1f}",
        )


FAULTS = frozenset({"staff-incident", "complaint", "broken-promise", "late-delivery", "escalation", "supply-failure"})
_WITH_PRODUCT = FAULTS | {"goods-returned", "outage", "range-change", "missing-feature"}
_WITH_RIVAL = frozenset({"rival-offer", "rival-contract", "confirmed-move", "tender-lost"})


def named_in(event: Event) -> Iterator[tuple[About, str]]:
    """Names in an event that could stand behind several losses.

    >>> from datetime import date
    >>> [name for _, name in named_in(Event.rumour(date(2026, 3, 1), source="a blogger"))]
    ['a blogger']
    """
    if event.kind == "rumour" and (source := event.detail("source")):
        yield About.THIRD_PARTY, source
    if event.employee and event.kind in FAULTS:
        yield About.EMPLOYEE, event.employee
    if event.kind in _WITH_PRODUCT and (product := event.detail("product")):
        yield About.PRODUCT, product
    if event.kind in FAULTS and (carrier := event.detail("carrier")):
        yield About.CARRIER, carrier
    if event.kind == "price-increase":
        yield About.PRICE_CHANGE, f"{event.on} {event.detail('product') or ''}".strip()
    if event.kind in _WITH_RIVAL and (rival := event.detail("rival")):
        yield About.RIVAL, rival
