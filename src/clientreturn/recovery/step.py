"""What a plan is made of: acts that rules propose, steps that the planner places, blocks that hold them."""

from __future__ import annotations

from datetime import date
from enum import IntEnum, StrEnum

import attrs

from ..conditions import Number
from ..doors import typed
from ..errors import ClientReturnError
from ..history import Channel
from ..phrases import Said

__all__ = ["Act", "Anchor", "Block", "BlockAction", "Blocked", "Purpose", "Result", "Role", "Span", "Stage", "Step"]


class Stage(IntEnum):
    """What a step is for; one small table says which stage waits for which."""

    LEARN = 1
    REPAIR = 2
    APOLOGISE = 3
    ASK = 4
    FOLLOW_UP = 5
    WATCH = 6
    KEEP_IN_TOUCH = 7


WAITS_FOR: dict[Stage, tuple[Stage, ...]] = {
    Stage.LEARN: (),
    Stage.REPAIR: (),
    Stage.APOLOGISE: (Stage.LEARN, Stage.REPAIR),
    Stage.ASK: (Stage.LEARN, Stage.REPAIR, Stage.APOLOGISE),
    Stage.FOLLOW_UP: (Stage.REPAIR, Stage.APOLOGISE, Stage.ASK),
    Stage.WATCH: (),
    Stage.KEEP_IN_TOUCH: (Stage.ASK, Stage.FOLLOW_UP),
}
"""Asking back waits for the fix, the learning and the apology (E5.4); the interview waits for nothing.

Deeds come with the apology (C3, E2.2): unless it is due at once, it waits for the talk and the fix.
"""


class Purpose(StrEnum):
    """Why a person is contacted; permission depends on it."""

    INTERNAL = "internal"
    SERVICE = "service"
    LEARNING = "learning"
    ASKING = "asking"
    GREETING = "greeting"


class Role(StrEnum):
    """Who does it."""

    OWNER = "account owner"
    LEAD = "leader of the return"
    HEAD_OF_RETURN = "head of return"
    MANAGER = "manager"
    DIRECTOR = "director"
    OPERATIONS = "operations"
    ACCOUNTING = "accounting"
    MARKETING = "marketing"


class Anchor(StrEnum):
    """The event that an act is dated from, so that tomorrow's run does not drift."""

    LOSS = "loss"
    RETURN = "return"
    LAST_PURCHASE = "last purchase"
    COMPLAINT = "complaint"
    DEATH = "death"
    REPLY = "reply"
    PROJECT = "project"
    PROJECT_DAY = "day of the project"
    LAST_OUTREACH = "last outreach"
    BIRTHDAY = "birthday"
    OCCASION = "occasion"
    TIE_ENDS = "tie ends"


class Result(StrEnum):
    """How a step ended; the codes of `Event.result` (R25)."""

    DONE = "done"
    NO_ANSWER = "no-answer"
    CALL_BACK = "call-back"
    REASON_GIVEN = "reason-given"
    REFUSED = "refused"
    ORDERED = "ordered"
    WRONG_PERSON = "wrong-person"
    NEVER_AGAIN = "never-again"


Span = int | Number
"""A whole number of days or months, or a policy's number of them."""


@attrs.frozen(field_transformer=typed)
class Act:
    """What should happen, undated: the value of a step rule.

    Attributes:
        kind: stable key of the act within one loss.
        stage: what it is for.
        purpose: why a person is contacted; `internal` when nobody is.
        role: who does it.
        brief: what to do, in English, with `{fact}` placeholders.
        anchor: the event that it is dated from.
        wait: days from the anchor.
        months: calendar months from the anchor, before the days.
        lasts: days that it takes; later stages wait for its end.
        channel: the channel, when the act itself decides; else the channel book does.
        asks: whether an offer goes with it.
        offers: ids of the offers that may go with it; `()` for those that answer the reason.
        excludes: kinds of acts that it removes; `"*"` removes all others.
        tries: how often it is tried when nobody answers.
        recurs: whether it comes again, once done, counted from the last contact.
        waits: stages that it waits for, where they are not those of the table.
        after: kinds of acts of its own stage that come first.
    """

    kind: str
    stage: Stage
    purpose: Purpose
    role: Role
    brief: str
    anchor: Anchor = Anchor.LOSS
    wait: Span = 0
    months: Span = 0
    lasts: int = 0
    channel: Channel | None = None
    asks: bool = False
    offers: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    tries: int = 1
    recurs: bool = False
    waits: tuple[Stage, ...] | None = None
    after: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.kind or "/" in self.kind:
            raise ClientReturnError("Act.kind", self.kind, "a text without '/'")
        spans = [span for span in (self.wait, self.months) if not isinstance(span, Number)]
        if min([*spans, self.lasts]) < 0 or self.tries < 1:
            raise ClientReturnError("Act", self, "days that are not negative, and at least one try")

    @property
    def waits_for(self) -> tuple[Stage, ...]:
        """Stages that have to end before it."""
        return WAITS_FOR[self.stage] if self.waits is None else self.waits


class BlockAction(StrEnum):
    """What a block does to a step."""

    DROP = "drop"
    MOVE = "move"
    HOLD = "hold"


@attrs.frozen(field_transformer=typed)
class Block:
    """What a block rule says: drop the step, move it on, or hold it until something changes.

    Attributes:
        action: drop, move or hold.
        days: days by which it is moved, or after which a held step is looked at again.
        until: fact with the day to which it is moved or up to which it is held; `""` when days decide.
    """

    action: BlockAction
    days: int = 1
    until: str = ""


@attrs.frozen(field_transformer=typed)
class Blocked:
    """A step that will not happen, or not yet, and why.

    Attributes:
        kind: kind of the act.
        rule: id of the block that holds it.
        why: the reason in English.
        action: dropped for good, or held until something changes.
        look_again: the day on which it is looked at again; `None` when it is not.
        sources: handbook ids or papers.
    """

    kind: str
    rule: str
    why: Said
    action: BlockAction
    look_again: date | None = None
    sources: tuple[str, ...] = ()


@attrs.frozen(field_transformer=typed)
class Step:
    """One dated step of a plan.

    Attributes:
        key: client, loss, kind and try; never date, owner or wording.
        on: the day on which it is due.
        kind: kind of the act.
        stage: what it is for.
        purpose: why a person is contacted.
        channel: how; `None` for work inside the firm.
        role: who does it by role.
        owner: the employee who does it; `None` when the team has nobody in that role.
        person: the contact who is addressed; `None` when nobody is named.
        offer: id of the offer that goes with it; `None` when none does.
        brief: what to do.
        why: why, with this client's values.
        rule: id of the rule that asked for it.
        sources: handbook ids or papers.
        note: what the planner adds, e.g. that nobody else was there.
        waits: stages of the same plan that have to end before it.
        after: kinds of steps of the same plan that have to end before it.
    """

    key: str
    on: date
    kind: str
    stage: Stage
    purpose: Purpose
    channel: Channel | None
    role: Role
    owner: str | None
    person: str | None
    offer: str | None
    brief: Said
    why: Said
    rule: str
    sources: tuple[str, ...] = ()
    note: str = ""
    waits: tuple[Stage, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def attempt(self) -> int:
        """Which try it is, from 1."""
        return int(self.key.rpartition("/")[2])
