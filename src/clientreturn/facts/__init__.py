"""Named values about a client, each made in one place and only when somebody asks."""

from __future__ import annotations

from .client import CLIENT_VOCABULARY, OwnFact, client_facts
from .families import count_of, days_since, own_value, recent, trait
from .silence import SILENCE_VOCABULARY, silence_facts
from .subject import Loss, Silence, Story

__all__ = [
    "CLIENT_VOCABULARY",
    "SILENCE_VOCABULARY",
    "Loss",
    "OwnFact",
    "Silence",
    "Story",
    "client_facts",
    "count_of",
    "days_since",
    "own_value",
    "recent",
    "silence_facts",
    "trait",
]
