"""What was learnt from all clients as of a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import attrs

from ..doors import door, typed
from ..errors import ClientReturnError
from ..rhythm import RhythmPrior
from .calibration import Calibration, Hiatus
from .cases import Cases, VerifiedCase, learn_reasons
from .chances import Chances, Explained, PriorChances, Push
from .cuts import Cuts
from .feed import Feed
from .returns import Attempt, Part, ReturnModel, learn_return
from .systemic import About, Systemic

if TYPE_CHECKING:
    from ..history import Client
    from ..money import Rates
    from .engine import Engine

__all__ = [
    "About",
    "Attempt",
    "Base",
    "Cases",
    "Chances",
    "Cuts",
    "Explained",
    "Feed",
    "Finds",
    "Part",
    "PriorChances",
    "Push",
    "ReturnModel",
    "Systemic",
    "VerifiedCase",
    "learn_reasons",
    "learn_return",
]


@runtime_checkable
class Finds(Protocol):
    """Whatever has looked across clients, such as a review."""

    @property
    def systemic(self) -> tuple[Systemic, ...]:
        """The same names behind several losses."""


@attrs.frozen(slots=False, field_transformer=typed)
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
        returns: what our own attempts to win clients back taught; `None` for the handbook's factors.
        feeds: sources whose records broke off all at once; silence runs only up to there (R24). Where the drop is
            shown to be real, take them away: `attrs.evolve(base, feeds=())`.
    """

    rhythm: RhythmPrior = RhythmPrior()
    chances: Chances = PriorChances()
    learnt_on: date | None = None
    clients: int = 0
    kinds: frozenset[str] | None = None
    cuts: Cuts | None = None
    cases: Cases = Cases()
    findings: tuple[Systemic, ...] = ()
    returns: ReturnModel | None = None
    feeds: tuple[Feed, ...] = ()

    @classmethod
    @door
    def learn(
        cls,
        clients: Iterable[Client],
        *,
        as_of: date,
        horizon: float = 365,
        rates: Rates | None = None,
        engine: Engine | None = None,
    ) -> Base:
        """Learns from all clients what was known of them by a day, in one pass over them.

        Args:
            clients: any iterable of clients; prospects count only for the kinds of events that are recorded, and one that
                another names in `same_as` only for these and for its sources (R21).
            as_of: the day up to which is learnt; nothing that happened or became known later is looked at.
            horizon: days within which the chance of a purchase is meant.
            rates: rates into the home currency, as in the policy.
            engine: who does the arithmetic; `clientreturn.base.accelerated.NUMPY` gives the same numbers faster.

        Returns:
            A frozen value. Where the clients are too few or the history too short, it falls back on the handbook's
            priors and says so in `warnings`.

        >>> base = Base.learn([], as_of=date(2026, 1, 1))
        >>> base.clients, base.warnings[-1]
        (0, '0 clients are too few to learn from (at least 100)')
        """
        from .learning import learn

        return learn(clients, as_of=as_of, horizon=horizon, rates=rates, engine=engine)

    @door
    def with_attempts(self, attempts: Iterable[Attempt]) -> Base:
        """The same base with the chance of return learnt from these attempts, each with all its factors.

        `clientreturn.worth.attempt_of` makes one from the facts of a case as of the day of the attempt.
        """
        return attrs.evolve(self, returns=learn_return(attempts))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to keep in mind when reading what was learnt; empty when nothing."""
        return (*self.chances.warnings, *(feed.warning for feed in self.feeds))

    @property
    def hiatus(self) -> Hiatus | None:
        """The simple rule that told the lost best on a past day, shown beside any model (R17); `None` without learning."""
        calibration = getattr(self.chances, "calibration", None)
        return calibration.hiatus if isinstance(calibration, Calibration) else None

    @property
    def of_parts(self) -> Base:
        """What of it holds for one part of an account: the spread of gaps, not how long they are, nor who comes back."""
        rhythm = RhythmPrior(None, 0.0, self.rhythm.variance, self.rhythm.freedom, self.rhythm.reach)
        return attrs.evolve(self, rhythm=rhythm, chances=PriorChances(horizon=self.chances.horizon), cuts=None)

    @door
    def horizon(self, as_of: date, sources: Collection[str] = ()) -> date:
        """The last day up to which silence is real for a client that bought by these sources (R24)."""
        reaches = [feed.until for feed in self.feeds if not feed.source or feed.source in sources]
        return min([as_of, *map(date.fromordinal, reaches)])

    def check(self, as_of: date) -> None:
        """Refuses a base that is newer than the day asked about."""
        if self.learnt_on is not None and self.learnt_on > as_of:
            raise ClientReturnError(
                "Base.learnt_on", self.learnt_on, f"a day not after as_of {as_of}", "learn a base as of that day"
            )

    @cached_property
    def fingerprint(self) -> str:
        """Short hash of everything that was learnt."""
        content = (
            self.rhythm,
            self.chances,
            self.learnt_on,
            self.clients,
            sorted(self.kinds or ()),
            self.kinds is None,
            self.cuts,
            self.cases,
            self.findings,
            self.returns,
            self.feeds,
        )
        return sha256(repr(content).encode()).hexdigest()[:12]

    @door
    def records(self, kind: str) -> bool | None:
        """Whether events of this kind are recorded at all; `None` when nobody has looked."""
        return None if self.kinds is None else kind in self.kinds

    @door
    def with_findings(self, review: Finds | Iterable[Systemic]) -> Base:
        """The base with a review's systemic findings, which single diagnoses then see: the explicit second step.

        Whatever has `systemic` will do for a review; the findings themselves can be given as well.
        """
        found = review.systemic if isinstance(review, Finds) else review
        return attrs.evolve(self, findings=tuple(found))

    @door
    def with_cases(self, verified: Iterable[VerifiedCase | str]) -> Base:
        """The base with what verified cases teach, in place of what it had learnt from such before."""
        return attrs.evolve(self, cases=learn_reasons(verified))
