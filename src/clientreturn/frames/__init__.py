"""Millions of clients by the same rules: a table of purchases in, a row for each client out.

The only importer of narwhals (extra `frames`).
"""

from __future__ import annotations

from ..errors import with_extra

try:
    from .comparing import Look, compare, moved
    from .learning import cuts, learn, scored
    from .story import client_of, story
    from .table import standing
except ModuleNotFoundError as error:
    raise with_extra(error, "frames") from None

__all__ = ["Look", "client_of", "compare", "cuts", "learn", "moved", "scored", "standing", "story"]
