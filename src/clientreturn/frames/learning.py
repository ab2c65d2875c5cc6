"""What all rows say together: a base, and the cuts of RFM and ABC."""

from __future__ import annotations

from datetime import date
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np

from ..base import Base
from ..base.cuts import Cuts, cuts_of
from ..base.engine import PLAIN, Engine
from ..base.learning import learn_from
from ..doors import door
from ..errors import ClientReturnError
from ..history.door import checked_day
from ..money import UNITS
from ..policy import Policy
from .arrays import revenue_of, visit_keys
from .columns import score_columns
from .door import columns_present, is_eager, refuse_gaps, table
from .engine import coded
from .events import event_rows
from .question import Question
from .table import documents_of

__all__ = ["cuts", "learn", "scored"]


@door
def learn(
    purchases: Any,
    *,
    as_of: date,
    client: str = "client",
    day: str = "day",
    amount: str = "amount",
    ref: str | None = None,
    currency: str | None = None,
    known_on: str | None = None,
    events: Any = None,
    horizon: float = 365,
    engine: Engine = PLAIN,
) -> Base:
    """The base that `Base.learn` gives of the same clients, learnt from a table.

    A base is one value, so that a plan is carried out here: the documents of buying come to this process, three
    numbers each. What needs whole records (verified causes, attempts, sources, closures) is learnt by `Base.learn`.

    Args:
        purchases: a row for each document of buying.
        as_of: the day up to which is learnt.
        client: column of the client's key, in every table.
        day: column of the day, in every table.
        amount: column of the money.
        ref: column of the order that documents belong to.
        currency: column of the currency; money of a client whose currencies mix is left out of the cuts.
        known_on: column of the day on which a row was learnt of.
        events: a row for each event, with the column `kind`: so that the base knows which kinds are recorded.
        horizon: days within which the chance of a purchase is meant.
        engine: who does the arithmetic; `clientreturn.base.accelerated.NUMPY` is the fast one.

    Raises:
        ClientReturnError: on a backend or column that cannot be used, or on too odd a day or horizon.
    """
    question = Question(checked_day("as_of", as_of), client, day, (client,), Policy(), Base(), None)
    documents, extras = documents_of(table(purchases, "purchases"), question, amount, ref, currency, None, known_on)
    documents = _at_hand(documents)
    refuse_gaps(documents, "purchases", documents.columns)
    _, code, clients = coded(documents, [client])
    ordinal = documents["doc:day"].to_numpy().astype(np.int64)
    units = documents["doc:units"].to_numpy().astype(np.int64)
    revenue = revenue_of(code, np.bincount(code, minlength=clients), units)
    mixed = np.zeros(clients, np.bool_)
    if extras is not None:
        several = set(_at_hand(extras).filter(nw.col("extra:low") != nw.col("extra:high"))[client].to_list())
        mixed[code[[key in several for key in documents[client].to_list()]]] = True
    tracks: list[tuple[int, ...]] = []
    here = np.zeros(0, np.int64)
    if len(ordinal):
        key, bits, earliest = visit_keys(code, ordinal, units)
        here, first = np.unique(key >> bits, return_index=True)
        days = (key & ((1 << bits) - 1)) + earliest
        tracks = [tuple(track.tolist()) for track in np.split(days, first[1:])] if len(here) else []
    return learn_from(
        tracks,
        [None if mixed[one] else int(revenue[one]) / UNITS for one in here.tolist()],
        as_of=as_of,
        horizon=horizon,
        kinds=None if events is None else _kinds(events, question),
        engine=engine,
    )


def _at_hand(frame: Any) -> Any:
    try:
        return frame if is_eager(frame) else frame.collect()
    except Exception as error:  # every backend has errors of its own for what a plan comes upon
        raise ClientReturnError("learn", type(error).__name__, "a plan that can be carried out", f"({error})") from None


def _kinds(events: Any, question: Question) -> frozenset[str]:
    """Kinds of events that the records carry by the day asked about."""
    rows = table(events, "events")
    known = event_rows(rows, "events", question.client, question.day, question.as_of)
    return frozenset(_at_hand(known.select("event:kind").unique())["event:kind"].to_list())


@door
def cuts(rows: Any) -> Cuts | None:
    """Where RFM and ABC are cut, from the rows that `standing` gave; `None` when nobody has bought.

    The only function here that collects a plan, since a cut is one number: three columns, a row for each client.
    Store the rows first (a table, a file) where they are costly to make twice.
    """
    frame = table(rows, "rows")
    columns_present(frame, "rows", ["silence", "visits", "revenue"])
    frame = frame.select("silence", "visits", "revenue")
    frame = frame.filter((nw.col("visits") > 0) & ~nw.col("revenue").is_null())
    if not is_eager(frame):
        frame = frame.collect()
    if not len(frame):
        return None
    return cuts_of(*(np.sort(frame[name].to_numpy()).tolist() for name in ("silence", "visits", "revenue")))


@door
def scored(rows: Any, by: Cuts | None) -> Any:
    """The same rows with RFM and ABC by these cuts; what `standing` does at once with `Base(cuts=…)`."""
    frame = table(rows, "rows")
    columns_present(frame, "rows", ["silence", "visits", "revenue"])
    return frame.with_columns(*score_columns(by)).to_native()
