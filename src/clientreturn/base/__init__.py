"""What was learnt from all clients as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Protocol, runtime_checkable

import attrs

from ..errors import ClientReturnError
from ..rhythm import RhythmPrior
from .cases import Cases, VerifiedCase, learn_reasons
from .chances import Chances, PriorChances
from .cuts import Cuts
from .systemic import About, Systemic

__all__ = [
    "About",
    "Base",
    "Cases",
    "Chances",
    "Cuts",
    "Finds",
    "PriorChances",
    "Systemic",
    "VerifiedCase",
    "learn_reasons",
]


@runtime_checkable
class Finds(Protocol):
    """Whatever has looked across clients, such as a review."""

    @property
    def systemic(self) -> tuple[Systemic, ...]:
        """The same names behind several losses."""


@attrs.frozen
class Base:
    """The context that is learnt. `Base()` is the handbook's priors, and says so.

    Attributes:
        rhythm: prior of the rhythm of buying.
        chances: who says how likely a purchase is.
        learnt_on: the day up to which was learnt; `None` when nothing was.
        clients: how many clients were learnt from.
        kinds: kinds of events that the records carry; `None` when unknown. Absence speaks only for these.
        cuts: where RFM and ABC are cut; `None` when nobody has looked at all clients.
        cases: what the firm's own verified cases taught about reasons.
        findings: the same names behind several losses; weak evidence in a single diagnosis (C4).
    """

    rhythm: RhythmPrior = RhythmPrior()
    chances: Chances = PriorChances()
    learnt_on: date | None = None
    clients: int = 0
    kinds: frozenset[str] | None = None
    cuts: Cuts | None = None
    cases: Cases = Cases()
    findings: tuple[Systemic, ...] = ()

    def check(self, as_of: date) -> None:
        """Refuses a base that is newer than the day asked about."""
        if self.learnt_on is not None and self.learnt_on > as_of:
            raise ClientReturnError(
                "Base.learnt_on", self.learnt_on, f"a day not after as_of {as_of}", "learn a base as of that day"
            )

    @property
    def fingerprint(self) -> str:
        """Short hash of everything that was learnt."""
        content = (
            self.rhythm,
            self.chances,
            self.learnt_on,
            self.clients,
            sorted(self.kinds or ()),
            self.kinds is None,
            self.cases,
            self.findings,
        )
        return sha256(repr(content).encode()).hexdigest()[:12]

    def records(self, kind: str) -> bool | None:
        """Whether events of this kind are recorded at all; `None` when nobody has looked."""
        return None if self.kinds is None else kind in self.kinds

    def with_findings(self, review: Finds | Iterable[Systemic]) -> Base:
        """The base with a review's systemic findings, which single diagnoses then see: the explicit second step.

        Whatever has `systemic` will do for a review; the findings themselves can be given as well.
        """
        found = review.systemic if isinstance(review, Finds) else review
        return attrs.evolve(self, findings=tuple(found))

    def with_cases(self, verified: Iterable[VerifiedCase | str]) -> Base:
        """The base with what verified cases teach, in place of what it had learnt from such before."""
        return attrs.evolve(self, cases=learn_reasons(verified))
