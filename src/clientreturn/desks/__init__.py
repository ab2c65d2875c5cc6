"""Monday's desk: who calls whom this week, and who waits, with why (R26)."""

from __future__ import annotations

from .screen import Card, card
from .week import Desk, PersonList, Task, Waiting, desk

__all__ = ["Card", "Desk", "PersonList", "Task", "Waiting", "card", "desk"]
