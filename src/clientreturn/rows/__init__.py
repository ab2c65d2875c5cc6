"""Import of flat records: tables of purchases, clients and events become clients, with a report on every row.

Nothing is dropped in silence: what came in is taken, repaired or refused, and each repair and refusal is noted.
"""

from __future__ import annotations

from .importing import clients_from_rows
from .report import Import, Note, Treated

__all__ = ["Import", "Note", "Treated", "clients_from_rows"]
