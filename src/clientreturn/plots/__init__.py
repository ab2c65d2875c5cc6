"""Plots: each function draws one, on an Axes of yours or on a new one, and returns the Axes.

Colours are those of Okabe and Ito (2008), which colour-blind people tell apart; labels come from `Words`.
"""

from __future__ import annotations

from ..errors import with_extra

try:
    from .employees import funnel
    from .flow import flow
    from .investment import romi
    from .reasons import reasons
    from .recency import recency_frequency
    from .reliability import reliability
    from .retention import retention
    from .timeline import timeline
except ModuleNotFoundError as error:
    raise with_extra(error, "plots") from None

__all__ = ["flow", "funnel", "reasons", "recency_frequency", "reliability", "retention", "romi", "timeline"]
