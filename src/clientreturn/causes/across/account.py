"""One client as a comparison across clients sees it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import attrs

from ...base.systemic import About, named_in
from ...facts.lazy import ClientFacts
from ..diagnosis import Diagnosis

__all__ = ["Account", "account_of"]

LOOKED_BACK: Final = 365
"""Days before the loss (or the day asked about) in which a name counts as met."""


@attrs.frozen
class Account:
    """What is compared of one client, whether it left or stayed.

    Attributes:
        client: its id.
        lost_on: date of loss; `None` for one that stayed.
        diagnosis: why it left; `None` for one that stayed.
        money: revenue a year; `None` when unknown.
        names: names that it met in the year before: third parties, employees in faults, products, price changes.
    """

    client: str
    lost_on: date | None = None
    diagnosis: Diagnosis | None = None
    money: float | None = None
    names: frozenset[tuple[About, str]] = frozenset()

    @property
    def lost(self) -> bool:
        """Whether it left."""
        return self.lost_on is not None


def account_of(facts: ClientFacts, lost_on: date | None, diagnosis: Diagnosis | None, money: float | None) -> Account:
    """One client's account, from its facts and its diagnosis."""
    story = facts.story
    until = lost_on or story.as_of
    since = until - timedelta(min(LOOKED_BACK, until.toordinal() - 1))
    names = frozenset(name for event in story.client.events if event.on >= since for name in named_in(event))
    return Account(story.client.id, lost_on, diagnosis if lost_on is not None else None, money, names)
