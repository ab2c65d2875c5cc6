"""Personal letters that ask for nothing: how many were answered, and who ordered afterwards (E1.7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from ..conditions import Number, Tuning, Unit
from ..days import later
from ..doors import door, typed
from ..errors import ClientReturnError
from ..history import Client
from ..history.door import checked_day
from ..intervals import Share
from ..phrases import Said, listed, said
from ..rhythm import visits_of

__all__ = ["Letters", "letters"]

answered_within = Number(
    "letter-answered-within", 30, Unit.DAYS, "E1.7", "days within which a reply answers a letter", 1, 365
)
usually_answered = Number(
    "letters-answered",
    0.85,
    Unit.PROBABILITY,
    "E1.7",
    "share of personal letters that practitioners see answered",
    0,
    1,
)
usually_ordered = Number(
    "letters-ordered", 0.5, Unit.PROBABILITY, "E1.7", "share of those who answered that practitioners see order", 0, 1
)


@attrs.frozen(field_transformer=typed)
class Letters:
    """What came of letters, beside what practitioners see.

    The order comes of a later talk, since a greeting asks for nothing: this tells what followed, not what caused it;
    whether letters bring anything is for a holdout to say (R14).

    Attributes:
        answered: of the clients whose time to answer has passed, how many answered.
        ordered: of those who answered, how many have bought since.
        usually_answered: the share that practitioners see answered.
        usually_ordered: the share of those who answered that practitioners see order.
        waiting: clients who may still answer; in no share.
    """

    answered: Share
    ordered: Share
    usually_answered: float
    usually_ordered: float
    waiting: int

    @property
    def text(self) -> Said:
        """The figures in words."""
        lines = (
            said(
                "letters.answered",
                "answered: {share}; practitioners see {usual}",
                share=self.answered.text,
                usual=(self.usually_answered, Unit.PROBABILITY),
            ),
            said(
                "letters.ordered",
                "ordered after that: {share}; practitioners see {usual}",
                share=self.ordered.text,
                usual=(self.usually_ordered, Unit.PROBABILITY),
            ),
            said("letters.waiting", "may still answer: {count}", count=self.waiting),
        )
        return listed(lines, "\n")

    def __str__(self) -> str:
        return str(self.text)


@door
def letters(
    clients: Iterable[Client], *, start: date, as_of: date, end: date | None = None, numbers: Tuning | None = None
) -> Letters:
    """What came of the greetings sent from one day to another; each client counts once, by its first one (E1.7).

    Args:
        clients: those of the campaign, or all: who was not written to does not count.
        start: first day of the campaign.
        as_of: the day by which answers and orders are counted, as known then.
        end: its last day; `as_of` by default.
        numbers: the time to answer and the shares that practitioners see, as `policy.numbers` has them.

    >>> from clientreturn.history import Event
    >>> sent, told = Event(date(2026, 1, 12), "greeting"), Event(date(2026, 1, 20), "reply")
    >>> found = letters([Client("C-7", events=[sent, told])], start=date(2026, 1, 1), as_of=date(2026, 3, 1))
    >>> found.answered, found.ordered
    (Share(count=1, of=1), Share(count=0, of=1))
    """
    numbers = numbers or Tuning()
    end = as_of if end is None else end
    if checked_day("letters.start", start) > end or end > checked_day("letters.as_of", as_of):
        raise ClientReturnError(
            "letters.end", end, f"a day from {start} to {as_of}", "a campaign ends before it is looked at"
        )
    found = (_written(client.known_at(as_of), start, end, numbers(answered_within)) for client in clients)
    written = [one for one in found if one is not None]
    answers = [one for one in written if one.answered_on is not None]
    waiting = sum(one.answered_on is None and one.until >= as_of for one in written)
    return Letters(
        Share(len(answers), len(written) - waiting),
        Share(sum(one.ordered for one in answers), len(answers)),
        numbers(usually_answered),
        numbers(usually_ordered),
        waiting,
    )


@attrs.frozen
class _Written:
    """A client that was written to: until when it may answer, when it did, and whether it has bought since."""

    until: date
    answered_on: date | None
    ordered: bool


def _written(client: Client, start: date, end: date, days: float) -> _Written | None:
    sent = min(
        (event.on for event in client.events if event.kind == "greeting" and start <= event.on <= end), default=None
    )
    if sent is None:
        return None
    until = later(sent, days)
    answered_on = min(
        (event.on for event in client.events if event.kind == "reply" and sent <= event.on <= until), default=None
    )
    ordered = answered_on is not None and any(day >= answered_on.toordinal() for day in visits_of(client).days)
    return _Written(until, answered_on, ordered)
