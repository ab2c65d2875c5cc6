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
}


def dumped(plan: cr.Plan) -> str:
    """The steps of a plan as JSON."""
    return json.dumps([_plain(step) for step in plan], ensure_ascii=False)


def loaded(text: str) -> cr.Plan:
    """The plan whose steps were stored."""
    return cr.Plan(tuple(_step(fields) for fields in json.loads(text)))


def _plain(step: cr.Step) -> dict[str, Any]:
    return attrs.asdict(step, value_serializer=lambda _, __, value: str(value) if isinstance(value, date) else value)


def _step(fields: dict[str, Any]) -> cr.Step:
    read = {name: READ[name](value) if name in READ and value is not None else value for name, value in fields.items()}
    return cr.Step(**{**read, "sources": tuple(read["sources"])})
