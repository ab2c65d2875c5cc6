"""Diagnosis: why a client left, with evidence for and against every reason."""

from __future__ import annotations

from .books import CAUSES, Causes, Finder
from .clue import NAMED, Cause, Clue, Evidence, against, fault, points_to
from .diagnosis import Contradiction, Diagnosis, diagnose
from .interview import Interview, Why
from .questions import Question

__all__ = [
    "CAUSES",
    "NAMED",
    "Cause",
    "Causes",
    "Clue",
    "Contradiction",
    "Diagnosis",
    "Evidence",
    "Finder",
    "Interview",
    "Question",
    "Why",
    "against",
    "diagnose",
    "fault",
    "points_to",
]
