"""The order in which clients are won back: by class, then by the objective (E3.8, R10)."""

from __future__ import annotations

from collections.abc import Iterable

from . import Worth
from .objective import Objective

__all__ = ["priority", "ranked"]


def priority(worth: Worth, objective: Objective = Objective.PROFIT) -> tuple[float, ...]:
    """A key to sort by: the smaller, the sooner. Where profit is unknown, revenue stands in for it."""
    reached = worth.chance.p if objective is Objective.RETURNS else worth.expected
    revenue = worth.facts["revenue_year"]
    return (
        5.0 if worth.return_class is None else float(worth.return_class),
        float(reached is None),
        -(reached or 0.0),
        -(worth.expected or 0.0),
        -float(revenue or 0.0),
    )


def ranked(worths: Iterable[Worth], objective: Objective = Objective.PROFIT) -> list[Worth]:
    """The clients' worths, first the one to win back first; equals by the client's id."""
    return sorted(worths, key=lambda worth: (priority(worth, objective), worth.facts.client.story.client.id))
