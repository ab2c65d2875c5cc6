"""Why clients leave: every reason belongs to one side (handbook section 3)."""

from __future__ import annotations

from .catalogue import REASONS, UNKNOWN, DefectorType, Reason, Reasons, Side

__all__ = ["REASONS", "UNKNOWN", "DefectorType", "Reason", "Reasons", "Side"]
