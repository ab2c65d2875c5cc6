"""Facts of one event, seen beside the facts of its client."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from ..conditions import Fact, Flag, Unit, Value, Vocabulary
from ..facts import CLIENT_VOCABULARY, Story
from ..facts.lazy import ClientFacts
from ..history import Event, Resolution

__all__ = ["EVENT_VOCABULARY", "STATE_VOCABULARY", "EventFacts", "detail", "recorded"]

kind = Fact("kind", "kind of the event", Unit.TEXT)
topic = Fact("topic", "what a complaint is about", Unit.TEXT)
by = Fact("by", "who reported the event", Unit.TEXT)
resolution = Fact("resolution", "how a complaint ended", Unit.TEXT)
lure = Fact("lure", "what a competitor's offer lures with", Unit.TEXT)
named_reason = Fact("named_reason", "the reason that the event names", Unit.TEXT)
named_side = Fact("named_side", "the side of the reason that the event names", Unit.TEXT)
severity = Fact("severity", "severity as the client felt it, 1 to 5", Unit.COUNT)
human = Flag("human", "a human fault")
employee = Fact("employee", "the employee concerned", Unit.TEXT)
employee_named = Flag("employee_named", "the event names an employee")
rival_named = Flag("rival_named", "the event names a competitor")
event_on = Fact("event_on", "day of the event", Unit.DATE)
solved_well = Flag("solved_well", "a complaint that ended well")
suspected = Fact("suspected", "1 when the event is only suspected", Unit.COUNT)
whys = Fact("whys", "how many whys an interview got to", Unit.COUNT)


def _detail(name: str) -> Callable[[Event], Value]:
    return lambda event: event.detail(name)


_MAKERS: Final[dict[str, Callable[[Event], Value]]] = {
    "kind": lambda event: event.kind,
    "topic": _detail("topic"),
    "by": lambda event: event.by.value,
    "resolution": lambda event: None if event.resolved is None else event.resolved.value,
    "lure": _detail("lure"),
    "named_reason": _detail("reason"),
    "named_side": lambda event: None if (code := event.detail("reason")) is None else str(code).partition(".")[0],
    "severity": lambda event: event.severity,
    "human": lambda event: event.human,
    "employee": lambda event: event.employee,
    "employee_named": lambda event: event.employee is not None,
    "rival_named": lambda event: bool(event.detail("rival")),
    "event_on": lambda event: event.on,
    "solved_well": lambda event: event.resolved is Resolution.WELL,
    "suspected": lambda event: int(bool(event.detail("suspected"))),
    "whys": lambda event: event.detail("whys") or 0,
}


def detail(name: str) -> Fact:
    """A numeric value in the event's data."""
    return Fact(f"detail:{name}", f"{name} of the event", Unit.COUNT)


def recorded(kind: str) -> Fact:
    """1 when events of this kind are recorded at the firm, 0 when not, unknown when nobody has looked.

    A kind that stands in the client's own records is recorded.
    """
    return Fact(f"recorded:{kind}", f"events of kind {kind} are recorded", Unit.COUNT)


def recorded_at(story: Story, kind: str) -> int | None:
    """Whether absence of a kind of event means anything for this client."""
    if kind in story.by_kind:
        return 1
    known = story.base.records(kind)
    return None if known is None else int(known)


_RECORDED: Final = Vocabulary((), (("recorded:", Unit.COUNT),))
STATE_VOCABULARY: Final = CLIENT_VOCABULARY | _RECORDED
EVENT_VOCABULARY: Final = (
    Vocabulary(
        (
            kind,
            topic,
            by,
            resolution,
            lure,
            named_reason,
            named_side,
            severity,
            human,
            employee,
            employee_named,
            rival_named,
            event_on,
            solved_well,
            suspected,
            whys,
        ),
        (("detail:", Unit.COUNT),),
    )
    | STATE_VOCABULARY
)


class StateFacts(dict[str, Value]):
    """A client's facts, and which kinds of events are recorded at all."""

    def __init__(self, client: ClientFacts) -> None:
        super().__init__()
        self._client = client

    def __missing__(self, name: str) -> Value:
        if name.startswith("recorded:"):
            return recorded_at(self._client.story, name.removeprefix("recorded:"))
        return self._client[name]

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)


class EventFacts(StateFacts):
    """One event's facts, with those of its client behind them."""

    def __init__(self, event: Event, client: ClientFacts) -> None:
        super().__init__(client)
        self.event = event

    def __missing__(self, name: str) -> Value:
        make = _MAKERS.get(name)
        if make is not None:
            value = self[name] = make(self.event)
            return value
        if name.startswith("detail:"):
            return self.event.detail(name.removeprefix("detail:"))
        return super().__missing__(name)


def distance(event: Event, last_visit: date | None, lost_on: date | None) -> int:
    """Days between an event and the time in which the loss happened: from the last purchase to the date of loss.

    Anchored to the loss, not to today, so that tomorrow's diagnosis of the same records is the same.
    """
    if last_visit is not None and event.on < last_visit:
        return (last_visit - event.on).days
    if lost_on is not None and event.on > lost_on:
        return (event.on - lost_on).days
    return 0
