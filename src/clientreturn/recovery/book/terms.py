"""Conditions that several chapters of the book share."""

from __future__ import annotations

from ...conditions import Number, Unit
from ...worth.case_facts import reason, side, standing, verified
from ..plan_facts import interviewed, return_class

__all__ = [
    "beyond_reach",
    "dormant",
    "hello_every",
    "in_question",
    "lost",
    "ours",
    "settled",
    "worth_asking",
]

lost = standing.one_of("lost")
dormant = standing.one_of("dormant")
in_question = standing.one_of("dormant", "lost")
worth_asking = return_class <= 3
ours = side.one_of("company")
beyond_reach = reason.one_of("client.died", "client.closed")
settled = verified | interviewed | beyond_reach

hello_every = Number("hello-every", 4, Unit.COUNT, "D1", "months between two contacts with a former client", 3, 6)
