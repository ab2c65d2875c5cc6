"""A plan as text that a database column can hold, and the plan again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs

import clientreturn as cr
from clientreturn.recovery import Purpose, Stage

READ: dict[str, Callable[[Any], Any]] = {
    "on": date.fromisoformat,
    "stage": Stage,
    "purpose": Purpose,
    "channel": cr.Channel,
    "role": cr.Role,
    "sources": tuple,
    "waits": lambda stages: tuple(map(Stage, stages)),
    "after": tuple,
}


def dumped(plan: cr.Plan) -> str:
    """A plan as JSON."""
    return json.dumps({"records": plan.records, "steps": [_plain(step) for step in plan]}, ensure_ascii=False)


def loaded(text: str) -> cr.Plan:
    """The plan that was stored."""
    plain = json.loads(text)
    return cr.Plan(tuple(_step(fields) for fields in plain["steps"]), records=plain["records"])


def _plain(step: cr.Step) -> dict[str, Any]:
    return attrs.asdict(step, value_serializer=lambda _, __, value: str(value) if isinstance(value, date) else value)


def _step(fields: dict[str, Any]) -> cr.Step:
    read = {name: READ[name](value) if name in READ and value is not None else value for name, value in fields.items()}
    return cr.Step(**read)
