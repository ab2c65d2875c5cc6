"""What is advised for every reason, standing and return class: the whole book of steps at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import attrs

from .case import Case, assess
from .conditions import ALWAYS
from .doors import door, typed
from .history import Client, Event, Person, Purchase
from .policy import Policy
from .rules import Rule, RuleBook
from .standing import Standing
from .worth import ReturnClass
from .worth.book import WORTH_VOCABULARY

__all__ = ["Advice", "Advised", "advice_table"]

AS_OF: Final = date(2026, 3, 2)
EVERY: Final = 30
BREAK: Final = AS_OF - timedelta(60)

GONE: Final = (Standing.DORMANT, Standing.LOST, Standing.LOST_TWICE)


@attrs.frozen(field_transformer=typed)
class Advised:
    """One step of an advice.

    Attributes:
        kind: kind of the act.
        days: days from today.
        channel: how; `""` for work inside the firm.
        role: who does it.
        offer: what is brought along; `""` when nothing is.
    """

    kind: str
    days: int
    channel: str
    role: str
    offer: str = ""

    def __str__(self) -> str:
        how = f" by {self.channel}" if self.channel else ""
        brings = f", bringing {self.offer}" if self.offer else ""
        return f"day {self.days}: {self.role}, {self.kind}{how}{brings}"


@attrs.frozen(field_transformer=typed)
class Advice:
    """One row of the table.

    Attributes:
        reason: reason code; `""` for an unknown cause.
        standing: where the client stands.
        return_class: 1 to 4; `None` for clients that are still here.
        steps: what is to be done, in the order of the days.
        nothing: why nothing is to be done; `""` when there are steps.
        not_now: what is held or dropped, with the block.
    """

    reason: str
    standing: Standing
    return_class: int | None
    steps: tuple[Advised, ...]
    nothing: str
    not_now: tuple[str, ...]


@door
def advice_table(policy: Policy | None = None) -> tuple[Advice, ...]:
    """A plan, or an explicit "do nothing, because", for every reason × standing × return class.

    A company that bought every thirty days, with one contact and no fault on record but the cause itself.

    >>> rows = advice_table()
    >>> all(row.steps or row.nothing for row in rows)
    True
    """
    return tuple(_rows(policy or Policy()))


def _rows(policy: Policy) -> Iterator[Advice]:
    codes = ("", *(reason.code for reason in policy.reasons))
    for level in ReturnClass:
        fixed = attrs.evolve(policy, return_class=_always(level))
        for standing in GONE:
            for code in codes:
                case = assess(_client(code, standing), as_of=AS_OF, policy=fixed)
                yield _row(code, case, int(level))
    for standing in (Standing.RETURNED, Standing.AT_RISK, Standing.ACTIVE, Standing.PROSPECT):
        yield _row("", assess(_client("", standing), as_of=AS_OF, policy=policy), None)


def _always(level: ReturnClass) -> RuleBook[ReturnClass | None]:
    rule: Rule[ReturnClass | None] = Rule(
        "worth.given",
        ALWAYS,
        level,
        "not worth its cost; good luck to both" if level is ReturnClass.LET_GO else "worth it",
    )
    return RuleBook.of(rule, sees=WORTH_VOCABULARY)


def _row(code: str, case: Case, level: int | None) -> Advice:
    assert case.standing.says is not None
    plan = case.plan
    steps = tuple(
        Advised(step.kind, (step.on - case.as_of).days, step.channel or "", step.role.value, step.offer or "")
        for step in plan.steps
    )
    not_now = tuple(f"{one.kind}: {one.why} [{one.rule}]" for one in plan.blocked)
    return Advice(code, case.standing.says, level, steps, str(plan.nothing), not_now)


def _client(code: str, standing: Standing) -> Client:
    """A client that stands there for that reason."""
    events: list[Event] = []
    silent = {Standing.AT_RISK: 34, Standing.ACTIVE: 10, Standing.RETURNED: 10}.get(standing, 80)
    last = AS_OF - timedelta(silent)
    days = [last - timedelta(EVERY * turn) for turn in range(20)]
    if standing is Standing.LOST:
        events.append(Event.declared_break(BREAK))
    elif standing is Standing.LOST_TWICE:
        days = [day if at < 8 else day - timedelta(300) for at, day in enumerate(days)]
        events += [Event.declared_break(days[8] + timedelta(40)), Event.declared_break(BREAK)]
    elif standing is Standing.RETURNED:
        days = [day if at < 2 else day - timedelta(300) for at, day in enumerate(days)]
        events.append(Event.declared_break(days[2] + timedelta(40)))
    elif standing is Standing.PROSPECT:
        days, events = [], [Event(last, "lead-dropped")]
    if code:
        events += _evidence(code, last)
    return Client(
        "example",
        name="Example",
        company=True,
        contacts=[Person("A. Example", role="buyer")],
        purchases=[Purchase(day, 100, "EUR", margin=40) for day in days],
        events=events,
    )


def _evidence(code: str, last: date) -> list[Event]:
    """What makes a reason the first cause, verified; and the events that some reasons are known by."""
    on = last + timedelta(5)
    events = [Event.verified_cause(on, reason=code)]
    if code == "client.hard-times":
        events.append(Event.hard_times(on))
    elif code == "client.need-ended":
        events.append(Event.project_finished(on))
    return events
