"""The case of one client: the rooms, one after the other."""

from __future__ import annotations

from .case import Case, Stamp, assess

__all__ = ["Case", "Stamp", "assess"]
