"""A person decides otherwise than the plan, and it shows (R25)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from ..conditions import Unit
from ..doors import door, typed
from ..errors import ClientReturnError
from ..facts import Story
from ..history import Channel, Event
from ..history.door import is_day, is_filled, maybe
from ..history.person import as_channel
from ..phrases import Said

__all__ = ["Decides", "Decision", "decision_about"]


class Decides(StrEnum):
    """What a person can decide about a step."""

    SKIP = "skip"
    POSTPONE = "postpone"
    ASSIGN = "assign"
    REACH = "reach"


@attrs.frozen(field_transformer=typed)
class Decision:
    """What somebody decided about a step, and why.

    Attributes:
        by: who decided.
        why: the reason, in its own words.
        step: key or kind of the step; `"*"` for every one.
        do: leave it out, put it off, give it to somebody, or take another channel.
        until: the day up to which it is left out or put off; `None`: for as long as this loss lasts.
        owner: who is to do it.
        channel: how the client is to be reached.

    >>> later = Decision("Bat", "the client is at a fair", do="postpone", until=date(2026, 9, 1))
    >>> Decision.of(later.event(date(2026, 3, 2))) == later
    True
    """

    by: str = attrs.field(validator=is_filled)
    why: str = attrs.field(validator=is_filled)
    step: str = attrs.field(default="*", validator=is_filled)
    do: Decides = attrs.field(default=Decides.SKIP, converter=Decides, kw_only=True)
    until: date | None = attrs.field(default=None, validator=maybe(is_day), kw_only=True)
    owner: str | None = attrs.field(default=None, validator=maybe(is_filled), kw_only=True)
    channel: Channel | None = attrs.field(default=None, converter=as_channel, kw_only=True)

    def __attrs_post_init__(self) -> None:
        needs = {Decides.POSTPONE: "until", Decides.ASSIGN: "owner", Decides.REACH: "channel"}.get(self.do)
        if needs is not None and getattr(self, needs) is None:
            raise ClientReturnError(f"Decision.{needs}", None, f"a value, to {self.do}")

    @door
    def event(self, on: date) -> Event:
        """The decision as an event of the client's history."""
        said = {"step": self.step, "do": self.do.value, "until": self.until, "owner": self.owner}
        said["channel"] = None if self.channel is None else self.channel.value
        data = {name: value for name, value in said.items() if value is not None}
        return Event(on, "decision", employee=self.by, text=self.why, data=data)

    @classmethod
    @door
    def of(cls, event: Event) -> Decision:
        """The decision that an event records."""
        return cls(
            event.employee or "somebody",
            event.text or "no reason given",
            str(event.detail("step") or "*"),
            do=event.detail("do") or Decides.SKIP,
            until=event.detail("until"),
            owner=event.detail("owner"),
            channel=event.detail("channel"),
        )

    @door
    def concerns(self, key: str, kind: str) -> bool:
        """Whether it is about this step."""
        return self.step in ("*", kind, key)

    @door
    def told(self, on: date) -> Said:
        """Who decided, when and why."""
        return Said(
            "decision",
            "{by} decided on {on}: {why}",
            (("by", self.by, Unit.TEXT), ("on", on, Unit.DATE), ("why", self.why, Unit.TEXT)),
        )


def decision_about(story: Story, key: str, kind: str) -> tuple[Decision, Said] | None:
    """The last decision about a step that still holds, with who decided when and why."""
    since = story.last_visit or date.min
    for event in reversed(story.events("decision")):
        decision = Decision.of(event)
        in_force = event.on >= since if decision.until is None else decision.until > story.as_of
        if in_force and decision.concerns(key, kind):
            return decision, decision.told(event.on)
    return None
