"""Across clients: what single diagnoses cannot show."""

from __future__ import annotations

from .account import Account, account_of
from .artefacts import Artefact, artefacts
from .chance import holm, lost_by_chance
from .employees import EmployeeRate, employee_rates
from .pareto import Pareto, ParetoRow, pareto
from .shared import systemic
from .sufficiency import Missing, Sufficiency, recorded_kinds, sufficiency

__all__ = [
    "Account",
    "Artefact",
    "EmployeeRate",
    "Missing",
    "Pareto",
    "ParetoRow",
    "Sufficiency",
    "account_of",
    "artefacts",
    "employee_rates",
    "holm",
    "lost_by_chance",
    "pareto",
    "recorded_kinds",
    "sufficiency",
    "systemic",
]
