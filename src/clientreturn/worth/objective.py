"""What win-back is for: the most clients back, or the most profit (R10). The two rank clients differently."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import attrs

from ..doors import typed

__all__ = ["OFFER_RESULTS", "Objective", "OfferResult", "favoured"]


class Objective(StrEnum):
    """What clients are ranked by."""

    PROFIT = "most profit"
    RETURNS = "most clients back"


@attrs.frozen(field_transformer=typed)
class OfferResult:
    """What a kind of offer brought when it was measured.

    Attributes:
        kind: kind of offer.
        returned: share of those asked that came back (0–1).
        roi: profit over cost.
    """

    kind: str
    returned: float
    roi: float


OFFER_RESULTS: Final = (
    OfferResult("discount", 0.45, 6.68),
    OfferResult("upgrade", 0.41, 7.93),
    OfferResult("bundle", 0.47, 3.02),
    OfferResult("tailored", 0.45, 5.96),
)
"""Measured for a telecom (R10: Kumar, Bhagwat, Zhang 2015); a study, not a law."""


def favoured(objective: Objective, results: tuple[OfferResult, ...] = OFFER_RESULTS) -> tuple[OfferResult, ...]:
    """Kinds of offers, best first by the objective.

    >>> [favoured(objective)[0].kind for objective in Objective]
    ['upgrade', 'bundle']
    """
    by_profit = objective is Objective.PROFIT
    return tuple(sorted(results, key=lambda result: (-(result.roi if by_profit else result.returned), result.kind)))
