"""The plan: dated steps, what is blocked, and what changed since the last one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

import attrs

from ..markup import Element, in_english
from .step import Blocked, Step

__all__ = ["Change", "ChangeKind", "Plan"]


class ChangeKind(StrEnum):
    """What became of a step from one plan to the next."""

    KEEP = "keep"
    ADD = "add"
    MOVE = "move"
    WITHDRAW = "withdraw"


@attrs.frozen
class Change:
    """One step's change, with its reason.

    Attributes:
        kind: keep, add, move or withdraw.
        key: the step's key.
        why: the named reason; empty for a step that was kept.
        step: the step as it is now, or as it was when withdrawn.
    """

    kind: ChangeKind
    key: str
    why: str
    step: Step


@attrs.frozen
class Plan:
    """What to do with one client.

    Attributes:
        steps: dated steps, by day.
        blocked: acts that were dropped or held, each with the block that did it.
        nothing: why nothing is to be done; `""` when there are steps.
        withdrawn: reasons for steps of the running plan that are no longer to be done, by key.
        moved: reasons for steps of the running plan whose day, owner or channel had to change, by key.
    """

    steps: tuple[Step, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    nothing: str = ""
    withdrawn: tuple[tuple[str, str], ...] = ()
    moved: tuple[tuple[str, str], ...] = ()

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def step(self, kind: str) -> Step | None:
        """The first step of a kind."""
        return next((step for step in self.steps if step.kind == kind), None)

    def overdue(self, as_of: date) -> tuple[Step, ...]:
        """Steps whose day has passed."""
        return tuple(step for step in self.steps if step.on < as_of)

    def shown(self) -> Element:
        """The steps, and what is held, as markup."""
        from .showing import plan_shown

        return plan_shown(self)

    _repr_html_ = in_english

    def changes(self, previous: Plan) -> tuple[Change, ...]:
        """What became of each step of the previous plan, and what is new."""
        before = {step.key: step for step in previous.steps}
        now = {step.key: step for step in self.steps}
        withdrawn, moved = dict(self.withdrawn), dict(self.moved)
        changes = []
        for key, step in now.items():
            old = before.get(key)
            if old is None:
                changes.append(Change(ChangeKind.ADD, key, step.why, step))
            elif (old.on, old.owner, old.channel, old.person) == (step.on, step.owner, step.channel, step.person):
                changes.append(Change(ChangeKind.KEEP, key, "", step))
            else:
                changes.append(Change(ChangeKind.MOVE, key, moved.get(key, "the plans were made independently"), step))
        for key, step in before.items():
            if key not in now:
                changes.append(
                    Change(ChangeKind.WITHDRAW, key, withdrawn.get(key, "no longer asked for by any rule"), step)
                )
        return tuple(changes)
