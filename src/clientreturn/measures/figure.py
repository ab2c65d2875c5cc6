"""A figure that says how it was made, how far it can be trusted, and who stands behind it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import attrs

from ..conditions import Unit, write
from ..intervals import Interval

__all__ = ["Figure", "Grade"]


class Grade(StrEnum):
    """Where a figure comes from (section 6, numbers); the weakest of its parts decides."""

    OWN = "own data"
    STUDY = "study"
    WORD = "practitioner's word"


@attrs.frozen
class Figure:
    """One figure of a report.

    Attributes:
        key: stable key.
        title: what it is.
        value: the figure; `None` when the data cannot support it, see `note`.
        unit: what it is measured in.
        formula: how it was made, with the values put in.
        grade: own data, a study, or a practitioner's word.
        clients: ids of the clients behind it.
        interval: from where to where it may lie; `None` where counting leaves no doubt or none can be told.
        left_out: ids of clients that belong in it but whose data are missing.
        note: why there is no figure, or what to bear in mind.
        sources: handbook ids or papers.
    """

    key: str
    title: str
    value: Decimal | float | int | None
    unit: Unit
    formula: str
    grade: Grade = Grade.OWN
    clients: tuple[str, ...] = attrs.field(default=(), repr=False)
    interval: Interval | None = None
    left_out: tuple[str, ...] = attrs.field(default=(), repr=False)
    note: str = ""
    sources: tuple[str, ...] = ()

    @property
    def supported(self) -> bool:
        """Whether the data support it."""
        return self.value is not None

    def __str__(self) -> str:
        if self.value is None:
            return f"{self.title}: cannot be told ({self.note})"
        text = f"{self.title}: {self._written(self.value)}"
        if self.interval is not None:
            text += f" ({self._written(self.interval.low)} to {self._written(self.interval.high)})"
        text += f" = {self.formula} [{', '.join((self.grade.value, *self.sources))}]"
        if self.left_out:
            text += f"; {len(self.left_out)} clients left out for want of data"
        return f"{text}; {self.note}" if self.note else text

    def _written(self, value: Decimal | float) -> str:
        if self.unit is Unit.PROBABILITY:
            return f"{float(value):.1%}"
        return write(float(value), self.unit)
