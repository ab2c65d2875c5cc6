"""The nightly job: only clients that changed, and those for whom the day has come, are assessed anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import attrs

from .. import __version__
from ..base import Base
from ..case import Case, Stamp, assess
from ..doors import Unsorted, door, typed
from ..errors import ClientReturnError
from ..history import Client
from ..policy import Policy
from ..recovery import Plan, Team
from .many import Refused
from .row import Row, row_of

__all__ = ["Snapshot", "nightly", "snapshot", "stamp_of"]


@attrs.frozen(field_transformer=typed)
class Snapshot:
    """What a firm keeps of a client from one night to the next.

    Attributes:
        row: the client's line, to be written back.
        plan: its plan, which goes on tomorrow.
        as_of: the day of the assessment.
        next_change: the day on which time alone alters it, or a step falls due; `None` when there is none.
        stamp: by what it was made.
    """

    row: Row
    plan: Plan
    as_of: date
    next_change: date | None
    stamp: Stamp

    @door
    def due(self, as_of: date, stamp: Stamp | None = None) -> bool:
        """Whether the client has to be assessed anew on a day though none of its records changed.

        That is so when its next change has come, or when it was made by another policy, base or version.
        """
        if stamp is not None and stamp != self.stamp:
            return True
        return self.next_change is not None and self.next_change <= as_of

    @door
    def says_the_same(self, earlier: Snapshot) -> bool:
        """Whether nothing has to be written back: the same line and the same steps."""
        return self.row == earlier.row and self.plan.steps == earlier.plan.steps


@door
def snapshot(case: Case) -> Snapshot:
    """What to keep of a case.

    >>> from clientreturn.history import Purchase
    >>> monthly = [Purchase(date(2025, month, 5), 100, "EUR") for month in range(1, 11)]
    >>> kept = snapshot(assess(Client("C-7", purchases=monthly), as_of=date(2025, 10, 20)))
    >>> kept.next_change, kept.due(date(2025, 10, 30)), kept.due(date(2025, 11, 5))
    (datetime.date(2025, 11, 5), False, True)
    """
    return Snapshot(row_of(case), case.plan, case.as_of, case.next_change, case.stamp)


@door
def stamp_of(policy: Policy | None = None, base: Base | None = None) -> Stamp:
    """The stamp that an assessment with this policy and base bears."""
    return Stamp(__version__, (policy or Policy()).fingerprint, (base or Base()).fingerprint)


@door
def nightly(
    clients: Unsorted[Client],
    *,
    as_of: date,
    policy: Policy | None = None,
    base: Base | None = None,
    team: Team | None = None,
    kept: Callable[[str], Snapshot | None] = lambda client: None,
) -> Iterator[Snapshot | Refused]:
    """Snapshots of the clients that need one tonight, each going on from what was kept of it; read one by one.

    Args:
        clients: those whose records changed, and those that are `Snapshot.due`; any iterable, held one at a time.
        as_of: the day.
        policy: what the firm decides.
        base: what was learnt from all clients.
        team: who is there to do it.
        kept: gives what was kept of a client by its id, `None` for a new one.

    A client that cannot be assessed comes out as `Refused` with its id; the others go on.

    Raises:
        ClientReturnError: for a day that is no date, or a base newer than the day.
    """
    if type(as_of) is not date:
        raise ClientReturnError("as_of", as_of, "a date", "say as of which day: date(2026, 3, 1)")
    policy, base, team = policy or Policy(), base or Base(), team or Team()
    base.check(as_of)
    for place, client in enumerate(clients, 1):
        name = getattr(client, "id", None)
        name = name if isinstance(name, str) else f"number {place}"
        try:
            earlier = kept(name)
            running = None if earlier is None else earlier.plan
            yield snapshot(assess(client, as_of=as_of, policy=policy, base=base, team=team, running=running))
        except Exception as error:  # a firm's own fact or rule may raise anything; the others must still be assessed
            yield Refused(name, f"{type(error).__name__}: {error}")
