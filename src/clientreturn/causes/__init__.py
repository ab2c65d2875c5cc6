"""Diagnosis: why a client left, with evidence for and against every reason."""

from __future__ import annotations

from .clue import NAMED, Cause, Clue, Evidence, against, fault, points_to
from .diagnosis import CAUSES, Causes, Diagnosis, Finder, diagnose

__all__ = [
    "CAUSES",
    "NAMED",
    "Cause",
    "Causes",
    "Clue",
    "Diagnosis",
    "Evidence",
    "Finder",
    "against",
    "diagnose",
    "fault",
    "points_to",
]
