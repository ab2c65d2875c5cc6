"""A figure that says how it was made, how far it can be trusted, and who stands behind it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Final

import attrs

from ..conditions import Unit
from ..doors import door, typed
from ..errors import ClientReturnError, closest
from ..intervals import Interval
from ..markup import figure
from ..phrases import SEMICOLON, Said, composed, listed, said
from ..words import Words

__all__ = ["FIGURES", "Definition", "Figure", "Grade"]


class Grade(StrEnum):
    """Where a figure comes from (section 6, numbers); the weakest of its parts decides."""

    OWN = "own data"
    STUDY = "study"
    WORD = "practitioner's word"


@attrs.frozen(field_transformer=typed)
class Definition:
    """What a figure means, whoever's data it is made from.

    Attributes:
        title: what it is.
        unit: what it is measured in.
        sources: handbook ids or papers.
        grade: how far it can be trusted at best.
    """

    title: str
    unit: Unit
    sources: tuple[str, ...]
    grade: Grade = Grade.OWN


def _defined(title: str, unit: Unit, sources: str, grade: Grade = Grade.OWN) -> Definition:
    return Definition(title, unit, tuple(sources.split()), grade)


FIGURES: Final[dict[str, Definition]] = {
    "loss-rate": _defined("loss rate of the period", Unit.PROBABILITY, "E3.6 R23"),
    "loss-rate-year": _defined("loss rate of a year", Unit.PROBABILITY, "E3.6 E3.6b E4.1 E3.3"),
    "money-lost": _defined("revenue lost a year", Unit.MONEY, "E3.4"),
    "value-lost": _defined("value of the lost clients", Unit.MONEY, "E4.4", Grade.WORD),
    "client-value": _defined("value of a client", Unit.MONEY, "E4.4", Grade.WORD),
    "money-at-stake": _defined("value that leaves in a year", Unit.MONEY, "E4.3", Grade.WORD),
    "avoidable": _defined("lost, and could have been prevented", Unit.COUNT, "E4.5"),
    "avoidable-money": _defined("revenue lost a year that could have been kept", Unit.MONEY, "E4.5 E3.4"),
    "inevitable": _defined("lost inevitably", Unit.COUNT, "E4.5"),
    "inevitable-money": _defined("revenue lost a year inevitably", Unit.MONEY, "E4.5 E3.4"),
    "cause-unknown": _defined("lost, and nobody knows why", Unit.COUNT, "E4.5 E3.10"),
    "cause-unknown-money": _defined("revenue lost a year, and nobody knows why", Unit.MONEY, "E4.5 E3.4"),
    "referrals-lost": _defined("referrals that will not come, a year", Unit.RATIO, "E2.6"),
    "taken-along": _defined("others that offended clients are said to take along", Unit.COUNT, "E3.15", Grade.WORD),
    "may-return": _defined("of the lost, may return if asked", Unit.RATIO, "B6 E5.7 R16", Grade.WORD),
    "came-back": _defined("lost and back again within the period", Unit.COUNT, "E4.16"),
    "partial-losses": _defined("parts that clients left while staying with others", Unit.COUNT, "R18"),
}
"""Every figure of the loss report, in its order."""


@attrs.frozen(field_transformer=typed)
class Figure:
    """One figure of a report.

    Attributes:
        key: stable key of its definition in `FIGURES`.
        value: the figure; `None` when the data cannot support it, see `note`.
        formula: how it was made, with the values put in.
        clients: ids of the clients behind it.
        interval: from where to where it may lie; `None` where counting leaves no doubt or none can be told.
        left_out: ids of clients that belong in it but whose data are missing.
        note: why there is no figure, or what to bear in mind.
    """

    key: str
    value: Decimal | float | int | None
    formula: str
    clients: tuple[str, ...] = attrs.field(default=(), repr=False)
    interval: Interval | None = attrs.field(default=None, kw_only=True)
    left_out: tuple[str, ...] = attrs.field(default=(), repr=False, kw_only=True)
    note: str = attrs.field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.key not in FIGURES:
            raise ClientReturnError("Figure.key", self.key, "a key of FIGURES", "", closest(self.key, FIGURES))

    @property
    def definition(self) -> Definition:
        """What it means."""
        return FIGURES[self.key]

    @property
    def grade(self) -> Grade:
        """Own data, a study, or a practitioner's word."""
        return self.definition.grade

    @property
    def sources(self) -> tuple[str, ...]:
        """Handbook ids or papers."""
        return self.definition.sources

    @property
    def supported(self) -> bool:
        """Whether the data support it."""
        return self.value is not None

    def __str__(self) -> str:
        return str(self.text)

    @door
    def tell(self, words: Words) -> str:
        """The figure in a line, in a language."""
        return words.tell(self.text)

    @property
    def text(self) -> Said:
        """The figure in a line: value, interval, formula, grade, sources, and what to bear in mind."""
        title = Said(f"figure.{self.key}", self.definition.title)
        if self.value is None:
            return said("figure.untold", "{title}: cannot be told ({note})", title=title, note=self.note)
        parts: list[str] = [title, ": ", self._written(self.value)]
        if self.interval is not None:
            parts += [" (", self._written(self.interval.low), " – ", self._written(self.interval.high), ")"]
        grade = Said(f"grade.{self.grade.name.lower()}", self.grade.value)
        parts += [" = ", self.formula, " [", listed((grade, *self.sources)), "]"]
        if self.left_out:
            count = len(self.left_out)
            parts += [SEMICOLON, said("figure.left-out", "{count} clients left out for want of data", count=count)]
        return composed(*parts, *((SEMICOLON, self.note) if self.note else ()))

    def _written(self, value: Decimal | float) -> Said:
        unit = self.definition.unit
        return figure(float(value), Unit.RATE if unit is Unit.PROBABILITY else unit)
