"""What was learnt from all clients as of a day."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import attrs

from ..errors import ClientReturnError
from ..rhythm import RhythmPrior
from .chances import Chances, PriorChances
from .cuts import Cuts
from .returns import Attempt, Part, ReturnModel, learn_return

__all__ = ["Attempt", "Base", "Chances", "Cuts", "Part", "PriorChances", "ReturnModel", "learn_return"]


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
        returns: what our own attempts to win clients back taught; `None` for the handbook's factors.
    """

    rhythm: RhythmPrior = RhythmPrior()
    chances: Chances = PriorChances()
    learnt_on: date | None = None
    clients: int = 0
    kinds: frozenset[str] | None = None
    cuts: Cuts | None = None
    returns: ReturnModel | None = None

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
            self.returns,
        )
        return sha256(repr(content).encode()).hexdigest()[:12]

    def records(self, kind: str) -> bool | None:
        """Whether events of this kind are recorded at all; `None` when nobody has looked."""
        return None if self.kinds is None else kind in self.kinds
