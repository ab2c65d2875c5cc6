"""The same name behind several losses (C4): a third party, employee, product, carrier, rival or price change."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum
from typing import Final

from ...base.systemic import About, Systemic
from ...conditions import Tuning
from ..testimony import few_losses
from .account import Account
from .chance import holm, lost_by_chance

__all__ = ["systemic"]

LEVEL: Final = 0.05
"""Chance of a finding when no name has anything to do with the losses."""
SPOKEN_FOR: Final = 0.15
"""Mean probability from which a reason is what losses behind one name have in common."""


def systemic(accounts: Iterable[Account], numbers: Tuning | None = None) -> tuple[Systemic, ...]:
    """Names that stand behind more losses than chance would put there, most losses first.

    Give the accounts that stayed as well: only against them can it be told whether a name that everybody met (a price
    change) goes with losses. Without them a name counts from three losses on.

    Args:
        accounts: those who left, and those who stayed.
        numbers: the policy's numbers, for how many losses make a finding.

    Sources: handbook C4, C5; Fisher's exact test, corrected for looking at many names (Holm 1979).
    """
    everyone = tuple(accounts)
    least = int((numbers or Tuning())(few_losses))
    lost: dict[tuple[About, str], list[Account]] = {}
    exposed: dict[tuple[About, str], int] = {}
    for account in everyone:
        for name in account.names:
            exposed[name] = exposed.get(name, 0) + 1
            if account.lost:
                lost.setdefault(name, []).append(account)
    names = sorted(name for name, found in lost.items() if len(found) >= least)
    gone = sum(account.lost for account in everyone)
    if gone == len(everyone):
        found = [_finding(name, lost[name], exposed[name], None, None) for name in names]
    else:
        chances = holm([lost_by_chance(len(lost[name]), exposed[name], gone, len(everyone)) for name in names])
        found = [
            _finding(name, lost[name], exposed[name], exposed[name] * gone / len(everyone), chance)
            for name, chance in zip(names, chances, strict=True)
            if chance <= LEVEL
        ]
    return tuple(sorted(found, key=lambda finding: (-finding.losses, finding.about, finding.name)))


def _finding(
    name: tuple[About, str], lost: list[Account], exposed: int, expected: float | None, chance: float | None
) -> Systemic:
    weights: dict[str, list[float]] = {}
    for account in lost:
        if account.diagnosis is not None:
            for cause in account.diagnosis.causes:
                weights.setdefault(cause.reason, []).append(cause.p)
    mean = {code: fsum(parts) / len(lost) for code, parts in weights.items()}
    common = max(sorted(mean), key=mean.__getitem__, default="")
    reason = common if common and mean[common] >= SPOKEN_FOR else ""
    clients = tuple(sorted(account.client for account in lost))
    return Systemic(name[0], name[1], reason, len(lost), exposed, expected, chance, clients)
