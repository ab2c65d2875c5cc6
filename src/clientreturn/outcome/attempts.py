"""Attempts to win a client back, and what became of each (E4.9, E4.16–E4.18)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

import attrs

from ..days import later
from ..doors import typed
from ..facts import Loss, Story
from ..history import OUTREACH, Event
from ..money import total
from ..recovery import STEPS, Result, Stage
from ..standing import Judgement

__all__ = ["Ending", "Outcome", "Probation", "Sale", "Try", "outcomes_of"]

YEAR: Final = 365
EARLIEST: Final = 90
"""Days of a second life before its volume says anything about the first one's."""

ASKS: Final = frozenset(rule.says.kind for rule in STEPS if rule.says.stage is Stage.ASK)
REFUSALS: Final = (Result.REFUSED, Result.NEVER_AGAIN)
STOPS: Final = ("objection", "died", "closed", "decision")


class Ending(StrEnum):
    """How an attempt ended, or that it has not.

    A *returned* client was lost and bought again (E4.16); one that had only gone quiet was *woken* (section 6).
    """

    RETURNED = "returned"
    WOKEN = "woken"
    NOT_YET = "not yet"
    REFUSED = "refused"
    STOPPED = "stopped"


class Probation(StrEnum):
    """The year after a return: one year of work without complaints or a new loss (E4.17, E4.18)."""

    RUNNING = "running"
    PASSED = "passed"
    FAILED = "failed"


@attrs.frozen(field_transformer=typed)
class Try:
    """One time the client was asked back.

    Attributes:
        on: the day.
        channel: how; empty when it is not on record.
        offer: id of the offer that went with it; empty when none did.
        by: the employee who asked.
    """

    on: date
    channel: str = ""
    offer: str = ""
    by: str | None = None


@attrs.frozen(field_transformer=typed)
class Sale:
    """One visit of the second life, in money."""

    on: date
    revenue: Decimal
    margin: Decimal | None


@attrs.frozen(field_transformer=typed)
class Outcome:
    """One attempt to win a client back: one loss (or silence), the tries in it, and what came of them.

    Attributes:
        client: the client's id.
        segment: the firm's own grouping.
        reason: code of the first cause, as told on the last day before the return, or now; empty when unknown.
        lost_on: date of loss; for a client that was only quiet, the day it was gone.
        confirmed: whether a known break confirms the loss.
        tries: times it was asked back, oldest first.
        contacts: every time we spoke or wrote to it since the loss, tries included: day and channel.
        ending: how it ended.
        ended_on: the day it ended; `None` while it has not.
        as_of: the day up to which it was followed.
        sales: visits of the second life, the trial order first; empty when money is unknown.
        bought: number of visits of the second life.
        before: revenue of the last twelve months of buying before the loss; `None` when money is unknown.
        before_alike: revenue of the last days before the loss, as many as the second life has lasted.
        complaints: complaints in the year of probation.
        lost_again_on: day on which the second life ended in another loss.
        margin_assumed: whether the margin is the policy's and not the client's own.
    """

    client: str
    segment: str
    reason: str
    lost_on: date
    confirmed: bool
    tries: tuple[Try, ...]
    contacts: tuple[tuple[date, str], ...]
    ending: Ending
    ended_on: date | None
    as_of: date
    sales: tuple[Sale, ...] = ()
    bought: int = 0
    before: Decimal | None = None
    before_alike: Decimal | None = None
    complaints: int = 0
    lost_again_on: date | None = None
    margin_assumed: bool = False

    @property
    def asked_on(self) -> date | None:
        """Day of the first try; `None` when the client came by itself or was never asked."""
        return self.tries[0].on if self.tries else None

    @property
    def offer(self) -> str:
        """The last offer that was made, on the table until it is answered; empty when none was."""
        return next((one.offer for one in reversed(self.tries) if one.offer), "")

    @property
    def channel(self) -> str:
        """The channel of the last try that names one; empty when none is on record."""
        return next((one.channel for one in reversed(self.tries) if one.channel), "")

    @property
    def back(self) -> bool:
        """Whether the client bought again."""
        return self.ending in (Ending.RETURNED, Ending.WOKEN)

    @property
    def trial_order(self) -> Decimal | None:
        """Revenue of the first visit after the loss (E4.17)."""
        return self.sales[0].revenue if self.sales else None

    @property
    def days_to_return(self) -> int | None:
        """Days from the loss to the first purchase after it."""
        return (self.ended_on - self.lost_on).days if self.back and self.ended_on is not None else None

    @property
    def days_from_asking(self) -> int | None:
        """Days from the first try to the first purchase."""
        if not self.back or self.ended_on is None or self.asked_on is None:
            return None
        return (self.ended_on - self.asked_on).days

    @property
    def restored(self) -> float | None:
        """Volume of the second life as a share of that of the first, over equally many days, at most a year each.

        `None` before [90] days of it have passed, or when money is unknown.
        """
        if self.ended_on is None or not self.sales or not self.before_alike:
            return None
        if (self.as_of - self.ended_on).days < EARLIEST:
            return None
        year = later(self.ended_on, YEAR)
        return float(total(sale.revenue for sale in self.sales if sale.on < year) / self.before_alike)

    @property
    def probation(self) -> Probation | None:
        """How the year after the return went; `None` for a client that has not returned."""
        if self.ending is not Ending.RETURNED or self.ended_on is None:
            return None
        year = later(self.ended_on, YEAR)
        if self.complaints or (self.lost_again_on is not None and self.lost_again_on < year):
            return Probation.FAILED
        return Probation.PASSED if self.as_of >= year else Probation.RUNNING


def outcomes_of(
    judgement: Judgement,
    judged: Callable[[date], Judgement],
    *,
    reason: Callable[[date], str] = lambda day: "",
    margin: float | None = None,
    margin_assumed: bool = False,
) -> tuple[Outcome, ...]:
    """Every attempt on one client: each loss, past or present, and each silence in which it was asked while gone.

    Args:
        judgement: where the client stands.
        judged: where it stood on an earlier day.
        reason: code of its first cause as it would have been told on a day.
        margin: margin as a share of revenue.
        margin_assumed: whether that is the policy's figure.
    """
    story = judgement.story
    days = [date.fromordinal(day) for day in story.visits.days]
    losses = {loss.returned_on: loss for loss in story.losses}
    found: list[Outcome] = []
    for at, (last, back) in enumerate(zip([None, *days], [*days, None], strict=True)):
        loss = losses.get(back) if back is not None else _present_loss(judgement)
        if loss is None and back is not None and last is not None:
            loss = _silence(story, last, back, judged)
        if loss is None:
            continue
        ending, ended_on = _ending(story, loss, losses)
        again = _lost_again(judgement, loss)
        found.append(
            Outcome(
                story.client.id,
                story.client.segment,
                reason(story.as_of if back is None else later(back, -1)),
                loss.on,
                loss.confirmed,
                _tries(story, loss),
                _contacts(story, loss),
                ending,
                ended_on,
                story.as_of,
                *_money(story, at, back, again, margin),
                complaints=_complaints(story, back),
                lost_again_on=again,
                margin_assumed=margin_assumed,
            )
        )
    return tuple(found)


def _present_loss(judgement: Judgement) -> Loss | None:
    """The loss that lasts, if the client is gone."""
    lost_on = judgement.lost_on
    return None if lost_on is None else Loss(lost_on, bool(judgement.story.silence.breaks))


def _lost_again(judgement: Judgement, loss: Loss) -> date | None:
    """The day of the next loss after a return; going quiet is none."""
    says, lost_on = judgement.verdict.says, judgement.lost_on
    later = [one.on for one in judgement.story.losses if one.on > loss.on]
    if says is not None and says.lost and lost_on is not None and lost_on > loss.on:
        later.append(lost_on)
    return min(later, default=None)


def _silence(story: Story, last: date, back: date, judged: Callable[[date], Judgement]) -> Loss | None:
    """A silence that was no loss, but in which the client was gone and asked back: it was woken."""
    if not _tries(story, Loss(last, False, back)):
        return None
    gone_on = judged(later(back, -1)).lost_on
    return None if gone_on is None else Loss(gone_on, False, back)


def _during(loss: Loss, day: date) -> bool:
    return loss.on <= day and (loss.returned_on is None or day <= loss.returned_on)


def _is_ask(event: Event) -> bool:
    if event.kind == "offer":
        return True
    return event.kind == "result" and str(event.detail("key")).split("/")[-2:-1] in [[kind] for kind in ASKS]


def _tries(story: Story, loss: Loss) -> tuple[Try, ...]:
    """The days on which the client was asked back; an offer and its result on one day are one try."""
    by_day: dict[date, Try] = {}
    for event in story.events("offer", "result"):
        if _is_ask(event) and _during(loss, event.on):
            seen = by_day.get(event.on, Try(event.on))
            by_day[event.on] = Try(
                event.on,
                seen.channel or str(event.detail("channel") or ""),
                seen.offer or str(event.detail("offer") or ""),
                seen.by or event.employee,
            )
    return tuple(by_day[day] for day in sorted(by_day))


def _contacts(story: Story, loss: Loss) -> tuple[tuple[date, str], ...]:
    tries = {(one.on, one.channel) for one in _tries(story, loss)}
    others = {
        (event.on, str(event.detail("channel") or ""))
        for event in story.events(*OUTREACH)
        if event.kind != "offer" and _during(loss, event.on)
    }
    return tuple(sorted(tries | others))


def _ending(story: Story, loss: Loss, losses: dict[date | None, Loss]) -> tuple[Ending, date | None]:
    if loss.returned_on is not None:
        return (Ending.RETURNED if loss.returned_on in losses else Ending.WOKEN), loss.returned_on
    for event in reversed(story.events("result")):
        if event.detail("result") in REFUSALS and _during(loss, event.on):
            return Ending.REFUSED, event.on
    for event in reversed(story.events(*STOPS)):
        if _during(loss, event.on):
            return Ending.STOPPED, event.on
    return Ending.NOT_YET, None


def _complaints(story: Story, back: date | None) -> int:
    if back is None:
        return 0
    year = later(back, YEAR)
    return sum(back <= event.on < year for event in story.events("complaint"))


def _money(
    story: Story, at: int, back: date | None, again: date | None, margin: float | None
) -> tuple[tuple[Sale, ...], int, Decimal | None, Decimal | None]:
    """Sales and visits of the second life, and revenue before the loss, of a year and of equally many days."""
    days, money = story.visits.days, story.visits.money
    second = [n for n in range(at, len(days)) if again is None or days[n] < again.toordinal()] if back else []
    if money is None:
        return (), len(second), None, None
    share = None if margin is None else Decimal(str(margin))
    sales = tuple(
        Sale(date.fromordinal(days[n]), money[n], None if share is None else money[n] * share) for n in second
    )

    def earlier(length: int) -> Decimal:
        since = days[at - 1] - length
        return total(money[n] for n in range(at) if days[n] > since)

    if at == 0:
        return sales, len(second), None, None
    lasted = min((story.as_of - back).days, YEAR) if back is not None else 0
    return sales, len(second), earlier(YEAR), earlier(lasted) if lasted else None
