"""All clients of a business as of a day."""

from __future__ import annotations

from .findings import Finding
from .loss import Band, LossRate
from .many import Inputs, Refused, Review, review
from .row import Row

__all__ = ["Band", "Finding", "Inputs", "LossRate", "Refused", "Review", "Row", "review"]
