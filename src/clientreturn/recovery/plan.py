"""The plan: dated steps, what is blocked, and what changed since the last one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import attrs

from ..doors import door, typed
from ..markup import Element, in_english
from ..phrases import said
from .offers import Choice
from .step import Blocked, Purpose, Step

__all__ = ["Change", "ChangeKind", "Plan", "Withdrawal"]


class ChangeKind(StrEnum):
    """What became of a step from one plan to the next."""

    KEEP = "keep"
    ADD = "add"
    MOVE = "move"
    WITHDRAW = "withdraw"


@attrs.frozen(field_transformer=typed)
class Change:
    """One step's change, with its reason.

    Attributes:
        kind: keep, add, move or withdraw.
        key: the step's key.
        why: the named reason; empty for a step that was kept.
        step: the step as it is now, or as it was when withdrawn.
        urgent: whether it has to be stopped at once.
    """

    kind: ChangeKind
    key: str
    why: str
    step: Step
    urgent: bool = False


@attrs.frozen(field_transformer=typed)
class Withdrawal:
    """A step of the running plan that is no longer to be done.

    Attributes:
        key: the step's key.
        why: the named reason.
        urgent: whether it has to be stopped at once, e.g. a greeting to somebody who has died.
    """

    key: str
    why: str
    urgent: bool = False


@attrs.frozen(field_transformer=typed)
class Plan:
    """What to do with one client.

    Attributes:
        steps: dated steps, by day.
        blocked: acts that were dropped or held, each with the block that did it.
        nothing: why nothing is to be done; `""` when there are steps.
        withdrawn: steps of the running plan that are no longer to be done, the urgent ones and greetings first.
        moved: reasons for steps of the running plan that had to change, by key.
        choice: the offer chosen and those considered; `None` when nothing is offered.
        records: checksum of the records that it was made from; only a change of them re-opens what was issued.
    """

    steps: tuple[Step, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    nothing: str = ""
    withdrawn: tuple[Withdrawal, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    records: int = attrs.field(default=0, eq=False)
    choice: Choice | None = None

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    @door
    def step(self, kind: str) -> Step | None:
        """The first step of a kind."""
        return next((step for step in self.steps if step.kind == kind), None)

    @door
    def overdue(self, as_of: date) -> tuple[Step, ...]:
        """Steps whose day has passed."""
        return tuple(step for step in self.steps if step.on < as_of)

    def shown(self) -> Element:
        """The steps, and what is held, as markup."""
        from .showing import plan_shown

        return plan_shown(self)

    _repr_html_ = in_english

    @door
    def ready(self, by: date) -> tuple[Step, ...]:
        """Steps due by a day that wait for no open talk with the client; of several tries the first.

        Work inside the firm that comes first is due by then too, and holds nothing up.
        """
        talks = [step for step in self.steps if step.purpose is not Purpose.INTERNAL]
        stages, kinds = {step.stage for step in talks}, {step.kind for step in talks}
        first: dict[str, Step] = {}
        for step in self.steps:
            if step.on <= by and not stages & set(step.waits) and not kinds & set(step.after):
                first.setdefault(step.kind, step)
        return tuple(first.values())

    @door
    def changes(self, previous: Plan) -> tuple[Change, ...]:
        """What became of each step of the previous plan, and what is new; what must be stopped at once comes first."""
        before = {step.key: step for step in previous.steps}
        now = {step.key: step for step in self.steps}
        withdrawn, moved = {one.key: one for one in self.withdrawn}, dict(self.moved)
        gone = [
            withdrawn.get(key, Withdrawal(key, said("withdrawn.no-more", "no longer asked for by any rule")))
            for key in before
            if key not in now
        ]
        gone.sort(key=lambda one: (not one.urgent, before[one.key].purpose is not Purpose.GREETING))
        changes = [Change(ChangeKind.WITHDRAW, one.key, one.why, before[one.key], one.urgent) for one in gone]
        for key, step in now.items():
            old = before.get(key)
            if old is None:
                changes.append(Change(ChangeKind.ADD, key, step.why, step))
            elif old == step:
                changes.append(Change(ChangeKind.KEEP, key, "", step))
            else:
                changes.append(
                    Change(
                        ChangeKind.MOVE,
                        key,
                        moved.get(key, said("moved.independent", "the plans were made independently")),
                        step,
                    )
                )
        return tuple(changes)
