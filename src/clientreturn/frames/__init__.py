"""Millions of clients by the same rules: a table of purchases in, a row for each client out.

The only importer of narwhals (extra `frames`).
"""

from __future__ import annotations

from .comparing import Look, compare
from .learning import cuts, learn, scored
from .story import client_of, story
from .table import standing

__all__ = ["Look", "client_of", "compare", "cuts", "learn", "scored", "standing", "story"]
