"""The case of one client: the rooms, one after the other."""

from __future__ import annotations

from .case import Case, Part, Stamp, assess

__all__ = ["Case", "Part", "Stamp", "assess"]
