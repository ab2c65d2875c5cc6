"""A plan as plain data that a JSON column can hold, and the plan again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import attrs

import clientreturn as cr
from clientreturn.recovery import BlockAction, Blocked, Purpose, Stage

Value = TypeVar("Value", cr.Step, Blocked)

READ: dict[str, Callable[[Any], Any]] = {
    "on": date.fromisoformat,
    "stage": Stage,
    "purpose": Purpose,
    "channel": cr.Channel,
    "role": cr.Role,
    "sources": tuple,
    "waits": lambda stages: tuple(map(Stage, stages)),
    "after": tuple,
    "action": BlockAction,
    "look_again": date.fromisoformat,
}


def dumped(plan: cr.Plan) -> dict[str, Any]:
    """What the next night has to know of a plan, as plain data."""
    return {
        "records": plan.records,
        "steps": list(map(_plain, plan.steps)),
        "blocked": list(map(_plain, plan.blocked)),
    }


def loaded(plain: dict[str, Any]) -> cr.Plan:
    """The plan that was stored."""
    return cr.Plan(
        tuple(_read(cr.Step, fields) for fields in plain["steps"]),
        tuple(_read(Blocked, fields) for fields in plain["blocked"]),
        records=plain["records"],
    )


def _plain(value: cr.Step | Blocked) -> dict[str, Any]:
    return attrs.asdict(value, value_serializer=lambda _, __, inner: str(inner) if isinstance(inner, date) else inner)


def _read(kind: type[Value], fields: dict[str, Any]) -> Value:
    return kind(
        **{name: READ[name](each) if name in READ and each is not None else each for name, each in fields.items()}
    )
