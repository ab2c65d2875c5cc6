"""The five whys: an interview that is filled in step by step and stays on record (E4.14, E3.10)."""

from __future__ import annotations

from datetime import date

import attrs

from ..doors import door, typed
from ..errors import ClientReturnError
from ..history import Event, Reporter

__all__ = ["Interview", "Why"]


@attrs.frozen(field_transformer=typed)
class Why:
    """One step down: what was answered, and the reason code that it amounts to, if any.

    Attributes:
        answer: in the words of whoever was asked.
        reason: reason code; `None` when the answer names none.
    """

    answer: str
    reason: str | None = None

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.answer, str) or not self.answer.strip():
            raise ClientReturnError("Why.answer", self.answer, "a text that is not empty")
        if self.reason is not None and (not isinstance(self.reason, str) or "." not in self.reason):
            raise ClientReturnError("Why.reason", self.reason, "a reason code such as 'company.late-delivery', or None")


@attrs.frozen(field_transformer=typed)
class Interview:
    """A talk about why the client left, why by why. The last reason named is the one it got to.

    Reasons named earlier and left behind are overturned: the convenient answer gives way to the real one. With four
    whys and a reason at the end the cause counts as verified; with fewer it is one more statement.

    Attributes:
        on: day of the talk.
        by: who was asked: the client, an employee, or the team in a joint brainstorm; each has its own reliability.
        whys: the chain so far.
        led_by: the employee who asked; better not the one who lost the client (E4.15).

    >>> talk = (
    ...     Interview(date(2026, 3, 2))
    ...     .why("You are too expensive.", reason="company.priced-out")
    ...     .why("We had to pay for express transport on top.")
    ...     .why("Your deliveries came late.", reason="company.late-delivery")
    ...     .why("Nobody told us that dispatch had moved.")
    ... )
    >>> talk.reason, talk.overturned
    ('company.late-delivery', ('company.priced-out',))
    >>> [event.kind for event in talk.events]
    ['interview', 'reason-overturned']
    """

    on: date
    by: Reporter = attrs.field(default=Reporter.CLIENT, converter=Reporter)
    whys: tuple[Why, ...] = ()
    led_by: str | None = None

    @door
    def why(self, answer: str, reason: str | None = None) -> Interview:
        """The interview with one more why answered."""
        return attrs.evolve(self, whys=(*self.whys, Why(answer, reason)))

    @property
    def reason(self) -> str | None:
        """The deepest reason named so far."""
        return next((step.reason for step in reversed(self.whys) if step.reason is not None), None)

    @property
    def overturned(self) -> tuple[str, ...]:
        """Reasons named on the way and left behind, in the order in which they were named."""
        named = dict.fromkeys(step.reason for step in self.whys if step.reason is not None)
        return tuple(code for code in named if code != self.reason)

    @property
    def text(self) -> str:
        """The chain in words, one why a line."""
        return "\n".join(
            f"{place}. {step.answer}{f' [{step.reason}]' if step.reason else ''}"
            for place, step in enumerate(self.whys, 1)
        )

    @property
    def events(self) -> tuple[Event, ...]:
        """What goes on record: the interview with its chain, and each reason that it overturned.

        Give them to the client: `client.with_events(*talk.events)`.
        """
        if not self.whys:
            return ()
        data: dict[str, object] = {"whys": len(self.whys)}
        if self.reason is not None:
            data["reason"] = self.reason
        if self.led_by is not None:
            data["led_by"] = self.led_by
        talk = Event(self.on, "interview", by=self.by, text=self.text, data=data)
        left = (Event(self.on, "reason-overturned", by=self.by, data={"reason": code}) for code in self.overturned)
        return (talk, *left)
