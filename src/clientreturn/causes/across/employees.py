"""Employees who lost more clients than chance allows: a suspicion to look into, never a verdict (C4, R23)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from ...conditions import Unit
from ...errors import ClientReturnError
from ...intervals import Interval, binomial_tail, clopper_pearson
from ...phrases import Said, said
from .chance import holm

__all__ = ["EmployeeRate", "employee_rates"]

FEWEST_CLIENTS: Final = 20
"""No personal rate below so many clients (R23)."""
LEVEL: Final = 0.05
"""Chance of suspecting anybody when nobody is to blame."""


@attrs.frozen
class EmployeeRate:
    """One employee's losses against those of the firm.

    Attributes:
        employee: its name.
        clients: clients that it answered for; inherited ones are in nobody's rate.
        losses: those of them that were lost.
        limits: exact 95 % limits of the rate; `None` when there are too few clients to tell.
        usual: the firm's rate.
        chance: probability that anybody of those compared would lose so many by chance; `None` when too few clients.
    """

    employee: str
    clients: int
    losses: int
    limits: Interval | None
    usual: float
    chance: float | None

    @property
    def told(self) -> bool:
        """Whether there are enough clients for a personal rate (R23)."""
        return self.chance is not None

    @property
    def rate(self) -> float | None:
        """Share lost; `None` when there are too few clients to tell."""
        return self.losses / self.clients if self.told else None

    @property
    def above_chance(self) -> bool:
        """Whether more were lost than chance allows."""
        return self.chance is not None and self.chance <= LEVEL

    @property
    def text(self) -> Said:
        """The rate in words."""
        if self.rate is None or self.limits is None or self.chance is None:
            few = "{employee}: {clients} clients, too few for a rate of its own"
            return said("employees.few", few, employee=self.employee, clients=self.clients)
        told = said(
            "employees.rate",
            "{employee}: {losses} of {clients} lost ({rate}, between {low} and {high}; the firm {usual})",
            employee=self.employee,
            losses=self.losses,
            clients=self.clients,
            rate=(self.rate, Unit.PROBABILITY),
            low=(self.limits.low, Unit.PROBABILITY),
            high=(self.limits.high, Unit.PROBABILITY),
            usual=(self.usual, Unit.PROBABILITY),
        )
        if not self.above_chance:
            return said("employees.by-chance", "{rate}: within what chance allows", rate=told)
        return said(
            "employees.above-chance",
            "{rate}: more than chance allows (p {p}); a suspicion to look into, no verdict: "
            "first see which clients and which districts these were",
            rate=told,
            p=f"{self.chance:.3f}",
        )


def employee_rates(counts: Mapping[str, tuple[int, int]]) -> tuple[EmployeeRate, ...]:
    """Loss rates of employees, held against the firm's, with the correction for looking at many.

    Args:
        counts: clients and losses of each employee in one period. A client counts for the owner on the day on which its
            next purchase fell due, or of the break; inherited ones for nobody (R23).

    Returns:
        One rate for each employee, most suspicious first. The chance of suspecting anybody when nobody is to blame is
        at most 5 %, however many employees are compared (Holm 1979).

    Raises:
        ClientReturnError: when more were lost than there were.

    >>> rates = employee_rates({"Olga": (60, 9), "Rauf": (40, 22), "Sara": (50, 8), "Tigran": (12, 6)})
    >>> [(rate.employee, rate.above_chance) for rate in rates if rate.told]
    [('Rauf', True), ('Olga', False), ('Sara', False)]
    """
    for employee, (clients, losses) in counts.items():
        if not 0 <= losses <= clients:
            raise ClientReturnError(f"employee_rates[{employee!r}]", (clients, losses), "losses from 0 to clients")
    total = sum(clients for clients, _ in counts.values())
    usual = sum(losses for _, losses in counts.values()) / total if total else 0.0
    told = [employee for employee, (clients, _) in counts.items() if clients >= FEWEST_CLIENTS]
    corrected = dict(
        zip(told, holm([binomial_tail(counts[one][1], counts[one][0], usual) for one in told]), strict=True)
    )
    rates = []
    for employee, (clients, losses) in counts.items():
        limits = clopper_pearson(losses, clients) if employee in corrected else None
        rates.append(EmployeeRate(employee, clients, losses, limits, usual, corrected.get(employee)))
    return tuple(sorted(rates, key=lambda rate: (rate.chance is None, rate.chance or 0.0, rate.employee)))
