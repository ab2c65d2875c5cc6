"""Standing: presence, judged on the present silence, plus the past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import attrs

from ..base import Base
from ..conditions import Tuning, Value
from ..facts import Loss, OwnFact, Silence, Story, client_facts
from ..facts.lazy import ClientFacts
from ..facts.subject import ends_client
from ..history import Client, Event
from ..money import Rates
from ..rhythm import NO_RHYTHM, Rhythm, visits_of
from ..rules import RuleBook, Verdict
from .book import STANDING, Standing, presence_of
from .past import CALM, SilenceAt, loss_day, replay

__all__ = ["STANDING", "Judgement", "Standing", "judge", "presence_of"]

PAUSES: Final = frozenset({"hard-times", "project-finished"})
"""Kinds of events that make a silence a pause (section 6)."""


NOTHING_SINCE: Final = (*CALM, ("record_ended", False))
"""What is known of a client in whose present silence nothing is on record."""
NEVER_LOST: Final = (*NOTHING_SINCE, ("losses", 0))
"""The same of one without a past loss."""


@attrs.frozen
class Judgement:
    """What standing hands on to the later rooms.

    Attributes:
        story: the client as of the day.
        facts: its values, made when asked for.
        verdict: where it stands, and why.
    """

    story: Story
    facts: ClientFacts
    verdict: Verdict[Standing]

    @property
    def lost_on(self) -> date | None:
        """The date of loss, while the client is gone (E4.10, B9)."""
        says = self.verdict.says
        return loss_day(self.story.silence, presence_of(self.verdict.book)) if says is not None and says.gone else None

    @property
    def gone(self) -> bool:
        """Dormant or lost for sure, even where it is open which of the two."""
        possible = self.verdict.possible
        return bool(possible) and all(says.gone for says in possible)

    @property
    def ever_client(self) -> bool:
        """Whether it has bought or signed a contract; a lead that has done neither is in no loss figure (section 6)."""
        signed = any(contract.start <= self.story.as_of for contract in self.story.client.contracts)
        return bool(self.story.visits.days) or signed

    @property
    def here(self) -> bool:
        """Whether it belongs in the base of a loss rate: a client that is not gone; the returned are in.

        A record that ended while the buying goes on elsewhere is counted where it goes on (R21).
        """
        return self.ever_client and not self.gone and not self.moved

    @property
    def moved(self) -> bool:
        """Whether only the record ended: merged, re-registered, buying through somebody else (R21)."""
        return bool(self.facts["record_ended"])

    @property
    def undecided(self) -> bool:
        """Whether it cannot be told if it is gone: bought once without clients alike, or something is unknown."""
        return self.verdict.says is Standing.ONE_TIME or len({says.gone for says in self.verdict.possible}) != 1


def judge(
    client: Client,
    as_of: date,
    *,
    standing: RuleBook[Standing] = STANDING,
    presence: RuleBook[Standing] | None = None,
    base: Base,
    numbers: Tuning,
    rates: Rates | None = None,
    own: tuple[OwnFact, ...] = (),
    before: Judgement | None = None,
) -> Judgement:
    """Where the client stands on a day, from what was known on it.

    `before` is the same client on an earlier day, by the same rules and base: while nothing new is on record, its
    past is that of then.
    """
    client = client.known_at(as_of)
    past = before.story if before is not None and _nothing_new(before.story.client, client) else None
    visits = visits_of(client, rates) if past is None else past.visits
    breaks = _breaks(client, as_of, visits.days)
    if past is None:
        silence_at = _silence_at(client, base, numbers) if _unquiet(client) else None
        rhythm, losses = replay(visits.days, breaks, presence or presence_of(standing), base, numbers, silence_at)
    else:
        rhythm, losses = past.silence.rhythm, past.losses
    silence = _present(client, as_of, visits.days, rhythm, breaks, base, numbers)
    story = Story(client, as_of, base, numbers, visits, silence, losses)
    facts = client_facts(story, own)
    return Judgement(story, facts, standing.first(facts, known=_beforehand(silence, losses)))


def _nothing_new(earlier: Client, later: Client) -> bool:
    """Whether neither a record nor the end of a contract has come since."""
    return not later.contracts and earlier.purchases == later.purchases and earlier.events == later.events


def _unquiet(client: Client) -> bool:
    """Whether anything else than breaks may have kept past silences from being losses."""
    return bool(client.contracts or client.closures or any(event.kind in PAUSES for event in client.events))


def _beforehand(silence: Silence, losses: tuple[Loss, ...]) -> tuple[tuple[str, Value], ...]:
    """What most clients have in common: nothing but time has passed since the last purchase."""
    if silence.breaks or silence.events or silence.contract_runs or silence.dead:
        return ()
    return NOTHING_SINCE if losses else NEVER_LOST


def _silence_at(client: Client, base: Base, numbers: Tuning) -> SilenceAt:
    """Past silences of this client, with its pauses, contracts and our closures in them."""

    def silence_at(rhythm: Rhythm, track: tuple[int, ...], day: int, breaks: tuple[Event, ...]) -> Silence:
        began, ended = date.fromordinal(rhythm.last), date.fromordinal(day)
        events = [event for event in client.events if began <= event.on < ended]
        return _silence(client, ended, day, track, rhythm, breaks, events, base, numbers)

    return silence_at


def _present(
    client: Client,
    as_of: date,
    days: tuple[int, ...],
    rhythm: Rhythm,
    breaks: tuple[Event, ...],
    base: Base,
    numbers: Tuning,
) -> Silence:
    """The silence that lasts as of the day, as far as the records reach."""
    reach = client.horizon(as_of)
    if base.feeds:
        sources = {purchase.source for purchase in client.purchases if purchase.source is not None}
        reach = min(reach, base.horizon(as_of, sources))
    since = date.fromordinal(days[-1]) if days else date.min
    known_breaks = tuple(event for event in breaks if event.on >= since)
    if not days:
        rhythm = NO_RHYTHM
    return _silence(client, as_of, reach.toordinal(), days, rhythm, known_breaks, client.events, base, numbers)


def _silence(
    client: Client,
    on: date,
    reach: int,
    track: tuple[int, ...],
    rhythm: Rhythm,
    breaks: tuple[Event, ...],
    events: Sequence[Event],
    base: Base,
    numbers: Tuning,
) -> Silence:
    """The silence since the last visit as of a day, up to the day (an ordinal) that the records reach."""
    last = rhythm.last
    closures = tuple([(first.toordinal(), end.toordinal()) for first, end in client.closures])
    closed = sum([max(0, min(end, reach) - max(first - 1, last)) for first, end in closures])
    since = date.fromordinal(last) if track else date.min
    return Silence(
        rhythm,
        track,
        max(0, reach - last - closed) if track else 0,
        base,
        numbers,
        breaks=breaks,
        events=tuple([event for event in events if event.on >= since]),
        until=on.toordinal(),
        closures=closures,
        contract_runs=any(contract.runs(on) for contract in client.contracts),
        dead=any(event.kind == "died" and ends_client(event, client.company) for event in events),
    )


def _breaks(client: Client, as_of: date, days: tuple[int, ...]) -> tuple[Event, ...]:
    """Known breaks, oldest first; the end of the last running contract is one (R22).

    It is none for an account that bought other things while the contract ran: those have a rhythm of their own, which
    speaks for the account, and the contract is a part of it that was lost.
    """
    found = [event for event in client.events if ends_client(event, client.company)]
    ended = [(day, contract.start) for contract in client.contracts if (day := contract.ended(as_of))]
    if ended and not any(contract.runs(as_of) for contract in client.contracts):
        last, start = max(ended)
        if not any(start.toordinal() <= day <= last.toordinal() for day in days):
            found.append(Event(last, "contract-cancelled"))
    return tuple(sorted(found, key=lambda event: event.on))
