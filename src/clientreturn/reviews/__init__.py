"""All clients of a business as of a day."""

from __future__ import annotations

from .findings import Finding
from .loss import Band, LossRate
from .many import Inputs, Refused, Review, review
from .overnight import Snapshot, nightly, snapshot, stamp_of
from .row import Row

__all__ = [
    "Band",
    "Finding",
    "Inputs",
    "LossRate",
    "Refused",
    "Review",
    "Row",
    "Snapshot",
    "nightly",
    "review",
    "snapshot",
    "stamp_of",
]
