"""Two looks at tables compared: each client whose standing differs, and what moved it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import attrs
import narwhals.stable.v2 as nw

from ..arithmetic import rounded
from ..doors import door
from ..errors import ClientReturnError
from ..history import Client
from ..history.door import checked_day
from ..measures import Mover, Position
from ..measures import compare as compare_reviews
from ..measures.comparison import Moved, position_said, way_said
from ..measures.movers import arrived, departed, silent
from ..phrases import COMMA, SEMICOLON
from ..reviews import Review, review
from ..standing import Standing
from .door import alike, columns_present, table
from .expressions import EXPRESSIONS
from .looks import Look, Way, everybody, way
from .story import client_of

__all__ = ["Look", "compare", "moved"]

NOT_THERE, UNTOLD = -1, 0
CODES: Final = {one.value: code for code, one in enumerate(Standing, 1)}
GONE: Final = tuple(CODES[one.value] for one in Standing if one.gone)
SAID: Final = {
    NOT_THERE: position_said(None),
    UNTOLD: position_said(Position(None)),
    **{CODES[one.value]: position_said(Position(one)) for one in Standing},
}
FIRST, LAST = "first", "last"
STRETCHES: Final = tuple(
    (before, after, Mover.VERSION if after == LAST else Mover(after))
    for before, after in pairwise((FIRST, *Mover, LAST))
)
"""From the first look past each mover's turn to the last one; a version has a second turn, to the later look's kept rows."""


@door
def compare(before: Look, after: Look) -> Any:
    """Each client whose standing or yearly money differs between two looks, with what every change moved.

    The first look is turned into the second by one change at a time, as `cr.compare` does it: library version (where a
    look has `kept` rows), late data (the later tables as of the earlier day), time, base, policy; base and policy one
    learnt value, number or rule at a time. Each part begins where the last one ended, so that the parts add up to the
    difference. A client that only one look has is put down to late data, or to time if its records begin later.

    A plan is made and nothing is collected. It holds one `standing` for the first look, one for each mover that
    differs, and one for each learnt value, number or rule on which a standing can depend; none for numbers of causes,
    worth and plans. A table knows standing and money; what moved a cause or a class, and which records came late or since, `moved` tells of
    one client.

    Args:
        before: the earlier look.
        after: the later one, on the same backend.

    Returns:
        A frame of the same backend, lazy where the tables are: the key, `before` and `after` (a standing, `unknown`, or
        nothing where the client was not there), and for each mover `standing_…` after its change, `gone_by_…` (−1, 0
        or 1), `money_by_…` (change in the revenue lost a year) and `names_…` (which number, rule, learnt value or version
        it was, or that silence alone did it); `gone` and `money` are the sums of these, `why` is the way in the words of `cr.compare`.

    Raises:
        ClientReturnError: when the later look asks about an earlier day, or keys or backends differ.
    """
    if checked_day("before.as_of", before.as_of) > checked_day("after.as_of", after.as_of):
        raise ClientReturnError("compare", after.as_of, f"a day not before {before.as_of}", "swap the two looks")
    keys = before.keys
    if keys != after.keys:
        raise ClientReturnError("compare", after.keys, f"the same keys in both looks: {', '.join(keys)}")
    first, second = table(before.purchases, "before.purchases"), table(after.purchases, "after.purchases")
    alike(second, "after.purchases", first, keys)
    found = way(before, after)
    rows = everybody(before, after)
    for place, native in enumerate(found.rows):
        rows = rows.join(_placed(native, keys, place), on=list(keys), how="left")
    rows = rows.with_columns(
        *(nw.col(f"code:{place}").fill_null(NOT_THERE).cast(nw.Int64) for place in range(len(found.rows))),
        *(nw.col(f"money:{place}").fill_null(0.0) for place in range(len(found.rows))),
    )
    rows = rows.filter(_differs(0, len(found.rows) - 1))
    rows = rows.with_columns(*_after_each(found, before.as_of.toordinal()))
    silence = str(silent(before.as_of, after.as_of))
    rows = rows.with_columns(*(_names(found, silence, *one[:2]).alias(f"names:{one[1]}") for one in STRETCHES))
    return rows.select(*keys, *_whole(), *_parts(), _why().alias("why")).to_native()


@door
def moved(key: Any, before: Look, after: Look) -> Moved | None:
    """What moved one client between two looks, as `cr.compare` tells it: records, causes and return class included.

    Only the rows of this client are fetched, also from a plan. Kept rows are left out: the records speak.

    Args:
        key: the row's client (with `part`, a pair of client and part).
        before: the earlier look.
        after: the later one.

    Returns:
        The client's way, or nothing when both looks see it alike.

    Raises:
        ClientReturnError: when neither look knows the client.
    """
    records = [_records(key, look) for look in (before, after)]
    if records == [None, None]:
        raise ClientReturnError("key", key, "a client of these tables")
    a, b = (_reviewed(client, look) for client, look in zip(records, (before, after), strict=True))
    return next(iter(compare_reviews(a, b)), None)


def _records(key: Any, look: Look) -> Client | None:
    columns = {name: value for name, value in look.rest.items() if name not in ("own", "data_until")}
    try:
        client = client_of(key, look.purchases, **columns)
    except ClientReturnError as error:
        if error.field != "key":
            raise
        return None
    return attrs.evolve(client, data_until=look.rest.get("data_until"))


def _reviewed(client: Client | None, look: Look) -> Review:
    return review([] if client is None else [client], as_of=look.as_of, policy=look.policy, base=look.base)


# --- columns --------------------------------------------------------------------------------------


def _placed(native: Any, keys: tuple[str, ...], place: int) -> Any:
    """Standing as a code and the revenue lost a year, in columns of this place."""
    rows = table(native, "kept rows")
    columns_present(rows, "kept rows", [*keys, "standing", "purchases_a_year", "ticket"])
    code: Any = nw.lit(UNTOLD)
    for value, its in CODES.items():
        code = nw.when((nw.col("standing") == value).fill_null(False)).then(nw.lit(its)).otherwise(code)
    rows = rows.with_columns(code.cast(nw.Int64).alias(f"code:{place}"))
    yearly = rounded(nw.col("purchases_a_year") * nw.col("ticket"), 2, EXPRESSIONS)
    lost = nw.when(nw.col(f"code:{place}").is_in(GONE)).then(yearly.fill_null(0.0)).otherwise(nw.lit(0.0))
    return rows.select(*keys, f"code:{place}", lost.alias(f"money:{place}"))


def _differs(before: object, after: object) -> Any:
    """Whether a client's position is another one."""
    return (nw.col(f"code:{before}") != nw.col(f"code:{after}")) | (
        nw.col(f"money:{before}") != nw.col(f"money:{after}")
    )


def _after_each(found: Way, day: int) -> list[Any]:
    """Code and money before, after each mover's turn, and at the end; who came or went did so in one turn."""
    last = len(found.rows) - 1
    came = (nw.col("code:0") == NOT_THERE) & (nw.col(f"code:{last}") != NOT_THERE)
    went = (nw.col("code:0") != NOT_THERE) & (nw.col(f"code:{last}") == NOT_THERE)
    late = nw.col("first") <= day
    columns = [came.alias("came"), went.alias("went"), (came & late).alias("late")]
    for name, nothing in (("code", NOT_THERE), ("money", 0.0)):
        start, end = nw.col(f"{name}:0"), nw.col(f"{name}:{last}")
        columns += [start.alias(f"{name}:{FIRST}"), end.alias(f"{name}:{LAST}")]
        for mover in Mover:
            here: Any = nw.col(f"{name}:{found.after(mover)}")
            if mover is Mover.VERSION:
                here = nw.when(came).then(nw.lit(nothing)).otherwise(nw.when(went).then(start).otherwise(here))
            elif mover is Mover.LATE_DATA:
                alone = nw.when(came & ~late).then(nw.lit(nothing)).otherwise(end)
                here = nw.when(came | went).then(alone).otherwise(here)
            else:
                here = nw.when(came | went).then(end).otherwise(here)
            columns.append(here.alias(f"{name}:{mover}"))
    return columns


def _names(found: Way, silence: str, before: str, after: str) -> Any:
    """What was exchanged in a stretch, of all that altered the position."""
    stayed = _differs(before, after) & ~nw.col("came") & ~nw.col("went")
    if after == Mover.LATE_DATA:
        names = [_if(nw.col("late"), arrived()), _if(nw.col("went"), departed())]
    elif after == Mover.TIME:
        still = stayed & (nw.col("news") == 0)
        names = [_if(nw.col("came") & ~nw.col("late"), arrived()), _if(still, silence)]
    else:
        named = found.named(Mover(after)) if after != LAST else found.at_last()
        names = [_if(stayed & _differs(*places), name) for name, *places in named]
    return nw.concat_str(names, separator=COMMA, ignore_nulls=True) if names else nw.lit("")


def _if(condition: Any, text: str) -> Any:
    return nw.when(condition).then(nw.lit(str(text)))


def _whole() -> Iterator[Any]:
    """The difference."""
    yield _told(FIRST).alias("before")
    yield _told(LAST).alias("after")
    yield (_gone(LAST) - _gone(FIRST)).alias("gone")
    yield _money(FIRST, LAST).alias("money")


def _parts() -> Iterator[Any]:
    """What each mover did: all its stretches together."""
    stretches = {mover: [one[:2] for one in STRETCHES if one[2] is mover] for mover in Mover}
    names = {mover: mover.value.replace(" ", "_") for mover in Mover}
    yield from (_told(mover).alias(f"standing_{name}") for mover, name in names.items())
    for mover, name in names.items():
        yield sum((_gone(after) - _gone(before) for before, after in stretches[mover]), nw.lit(0)).alias(
            f"gone_by_{name}"
        )
    for mover, name in names.items():
        yield sum((_money(*one) for one in stretches[mover]), nw.lit(0.0)).alias(f"money_by_{name}")
    for mover, name in names.items():
        own = [nw.when(nw.col(f"names:{after}") != "").then(nw.col(f"names:{after}")) for _, after in stretches[mover]]
        yield nw.concat_str(own, separator=COMMA, ignore_nulls=True).alias(f"names_{name}")


def _why() -> Any:
    """The way in words, as `Moved.text` has it."""
    said = []
    for before, after, mover in STRETCHES:
        start, between, by = str(way_said("\0", "\0", mover)).split("\0")
        its = nw.col(f"names:{after}")
        named = nw.when(its != "").then(nw.concat_str([nw.lit(" ("), its, nw.lit(")")]))
        words = [nw.lit(start), _said(before), nw.lit(between), _said(after), nw.lit(by), named]
        said.append(nw.when(_differs(before, after)).then(nw.concat_str(words, ignore_nulls=True)))
    return nw.concat_str(said, separator=SEMICOLON, ignore_nulls=True)


def _said(stage: str) -> Any:
    text: Any = nw.lit("")
    for code, words in SAID.items():
        text = nw.when(nw.col(f"code:{stage}") == code).then(nw.lit(str(words))).otherwise(text)
    return text


def _told(stage: str) -> Any:
    told: Any = nw.when(nw.col(f"code:{stage}") == UNTOLD).then(nw.lit("unknown"))
    for value, its in CODES.items():
        told = nw.when(nw.col(f"code:{stage}") == its).then(nw.lit(value)).otherwise(told)
    return told


def _gone(stage: str) -> Any:
    return nw.when(nw.col(f"code:{stage}").is_in(GONE)).then(nw.lit(1)).otherwise(nw.lit(0))


def _money(before: str, after: str) -> Any:
    return rounded(nw.col(f"money:{after}") - nw.col(f"money:{before}"), 2, EXPRESSIONS)
