"""What all rows say together: the cuts of RFM and ABC."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw
import numpy as np

from ..base.cuts import Cuts, cuts_of
from .columns import score_columns
from .door import is_eager, table

__all__ = ["cuts", "scored"]


def cuts(rows: Any) -> Cuts | None:
    """Where RFM and ABC are cut, from the rows that `standing` gave; `None` when nobody has bought.

    The only function here that collects a plan, since a cut is one number: three columns, a row for each client.
    Store the rows first (a table, a file) where they are costly to make twice.
    """
    frame = table(rows, "rows").select("silence", "visits", "revenue")
    frame = frame.filter((nw.col("visits") > 0) & ~nw.col("revenue").is_null())
    if not is_eager(frame):
        frame = frame.collect()
    if not len(frame):
        return None
    return cuts_of(*(np.sort(frame[name].to_numpy()) for name in ("silence", "visits", "revenue")))  # type: ignore[arg-type]


def scored(rows: Any, by: Cuts | None) -> Any:
    """The same rows with RFM and ABC by these cuts; what `standing` does at once with `Base(cuts=…)`."""
    frame = table(rows, "rows")
    return frame.with_columns(*score_columns(by)).to_native()
