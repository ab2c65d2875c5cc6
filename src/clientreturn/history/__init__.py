"""What a firm knows of a client: purchases, events, people. Frozen values, checked at the door."""

from __future__ import annotations

from .client import Client
from .contract import Contract
from .door import day_of
from .event import Event, Reporter, Resolution
from .kinds import ARTEFACTS, BREAKS, KINDS, OUTREACH
from .person import Channel, Consent, Owner, Person
from .purchase import Purchase

__all__ = [
    "ARTEFACTS",
    "BREAKS",
    "KINDS",
    "OUTREACH",
    "Channel",
    "Client",
    "Consent",
    "Contract",
    "Event",
    "Owner",
    "Person",
    "Purchase",
    "Reporter",
    "Resolution",
    "day_of",
]
