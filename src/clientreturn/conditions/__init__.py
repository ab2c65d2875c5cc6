"""Conditions over named facts, kept as nested tuples and read in several ways.

A condition is written once with ordinary operators (`terms`). It is read as a value for one client (`readings`) and as a
sentence (`sentences`); `clientreturn.frames` reads the same tree as a pair of data-frame expressions. Logic has three
values (Kleene): `True`, `False` and `None` for unknown. This room knows no domain.
"""

from .nodes import Node, requires
from .readings import evaluator, given, surely
from .sentences import sentence
from .terms import (
    ALWAYS,
    Condition,
    Fact,
    Flag,
    Number,
    Term,
    condition_from,
    facts_of,
    numbers_of,
    tuned,
)
from .tuning import Tuning
from .units import Unit, Value, plain_number, shown_number, signed_number, write, written_number
from .vocabulary import Vocabulary

__all__ = [
    "ALWAYS",
    "Condition",
    "Fact",
    "Flag",
    "Node",
    "Number",
    "Term",
    "Tuning",
    "Unit",
    "Value",
    "Vocabulary",
    "condition_from",
    "evaluator",
    "facts_of",
    "given",
    "numbers_of",
    "plain_number",
    "requires",
    "sentence",
    "shown_number",
    "signed_number",
    "surely",
    "tuned",
    "write",
    "written_number",
]
