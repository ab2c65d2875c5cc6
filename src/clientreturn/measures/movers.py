"""What can move a verdict, and the way from one assessment to another: one change at a time, always in this order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeVar

import attrs

from ..base import Base
from ..phrases import Said, said
from ..policy import Policy
from .exchanges import exchanges, relearnt

__all__ = ["Mover", "arrived", "departed", "exchanged", "silent", "turns", "versions"]


class Mover(StrEnum):
    """What can move a verdict, in the order in which one review is turned into the other."""

    VERSION = "library version"
    LATE_DATA = "late data"
    TIME = "time"
    BASE = "base"
    POLICY = "policy"


class Asked(Protocol):
    """What a verdict depends on besides the records and the library."""

    @property
    def as_of(self) -> date: ...
    @property
    def base(self) -> Base: ...
    @property
    def policy(self) -> Policy: ...


Inputs = TypeVar("Inputs", bound=Asked)


def turns(corrected: Inputs, last: Asked) -> tuple[tuple[Mover, Inputs, Inputs], ...]:
    """What was asked before and after each change, once the records are those of the later side."""
    later = _with(corrected, as_of=last.as_of)
    rebased = _with(later, base=last.base)
    return (
        (Mover.TIME, corrected, later),
        (Mover.BASE, later, rebased),
        (Mover.POLICY, rebased, _with(rebased, policy=last.policy)),
    )


def exchanged(mover: Mover, before: Inputs, after: Inputs) -> Iterator[tuple[Said | str, Inputs]]:
    """The turn of base or policy in single exchanges, each with the name of what was exchanged last."""
    if mover is Mover.BASE:
        for name, base in relearnt(before.base, after.base):
            yield name, _with(before, base=base)
    elif mover is Mover.POLICY:
        for name, policy in exchanges(before.policy, after.policy):
            yield name, _with(before, policy=policy)


def _with(inputs: Inputs, **changes: Any) -> Inputs:
    instance: Any = inputs  # of attrs, which a protocol cannot say
    changed: Inputs = attrs.evolve(instance, **changes)
    return changed


def versions(before: str, after: str) -> Said:
    """The library's versions that a turn leads from and to."""
    return said("compare.version", "{before} to {after}", before=before, after=after)


def silent(before: date, after: date) -> Said:
    """What time brings when nothing else happens."""
    return said("compare.silence", "{days} more {days#one=day|other=days} of silence", days=(after - before).days)


def arrived() -> Said:
    """Why a client is there that was not."""
    return said("compare.new", "new in the records")


def departed() -> Said:
    """Why a client is there no longer."""
    return said("compare.no-longer", "no longer in the records")
