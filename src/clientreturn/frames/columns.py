"""Facts as columns, from a client's sums: the same names and closed forms as `clientreturn.facts`."""

from __future__ import annotations

from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from ..arithmetic import rounded
from ..base import Base
from ..base.cuts import XYZ_CUTS, Cuts
from ..conditions import Tuning
from ..facts.silence import line_from
from ..rhythm import RhythmPrior, pool, pool_of_others
from .arrays import has_formula
from .expressions import EXPRESSIONS, unknown

__all__ = ["money_columns", "past_columns", "score_columns", "silence_columns", "xyz_column"]


def _where(condition: Any, value: Any) -> Any:
    return nw.when(condition).then(value)


def silence_columns(base: Base, numbers: Tuning) -> list[list[Any]]:
    """Steps that turn visits, silence and the ruling rhythm into the facts of one silence."""
    return [_pooled(base.rhythm), [_chance(base).alias("own:chance")], _lines(base, numbers)]


def _pooled(prior: RhythmPrior) -> list[Any]:
    own = nw.col("sum:ruling") > 1
    gaps = EXPRESSIONS.greatest((nw.col("sum:ruling") - 1).cast(nw.Float64), 1.0)
    sums = (nw.col("sum:logs").cast(nw.Float64), nw.col("sum:squares").cast(nw.Float64))
    figures = pool(gaps, *sums, prior, EXPRESSIONS)
    names = ("usual_gap", "own:spread", "own_share")
    if prior.centre is None:
        return [_where(own, figure).alias(name) for figure, name in zip(figures, names, strict=True)]
    others = pool_of_others(prior.centre, prior.variance)
    return [
        _where(own, figure).otherwise(nw.lit(other)).alias(name)
        for figure, other, name in zip(figures, others, names, strict=True)
    ]


def _lines(base: Base, numbers: Tuning) -> list[Any]:
    usual, spread = nw.col("usual_gap"), nw.col("own:spread")
    silence = nw.col("silence").cast(nw.Float64)
    known = nw.col("sum:visits") > 0
    own = nw.col("sum:ruling") > 1
    rhythm_known = known & (nw.lit(True) if base.rhythm.centre is not None else own)
    return [
        _round(spread, 4).alias("spread"),
        line_from(usual, spread, numbers, base.rhythm.reach, EXPRESSIONS).alias("line"),
        _where(usual > 0, _round(silence / usual, 4)).alias("hiatus"),
        _where(own | (not has_formula(base)), _round(nw.col("own:chance"), 6)).alias("chance"),
        rhythm_known.alias("rhythm_known"),
        nw.col("sum:season").alias("season"),
    ]


def _chance(base: Base) -> Any:
    """In a step of its own: within a case, DuckDB works out whatever stands there twice, twice."""
    if not has_formula(base):
        return nw.when(nw.col("sum:chance") >= 0).then(nw.col("sum:chance"))
    silence = nw.col("silence").cast(nw.Float64)
    return base.chances.formula(nw.col("usual_gap"), nw.col("own:spread"), silence, EXPRESSIONS)  # type: ignore[attr-defined]


def _round(value: Any, places: int) -> Any:
    return rounded(value, places, EXPRESSIONS)


def past_columns(as_of: date) -> list[Any]:
    """What standing adds to presence."""
    returned = nw.col("sum:returned")
    back = returned > 0
    return [
        nw.col("sum:losses").alias("losses"),
        (nw.col("sum:confirmed") + _where(nw.col("breaks") > 0, nw.lit(1)).otherwise(nw.lit(0))).alias(
            "confirmed_losses"
        ),
        _where(back, as_of.toordinal() - returned).alias("days_since_return"),
        _where(back, nw.col("sum:since")).alias("visits_since_return"),
    ]


def money_columns() -> list[Any]:
    """Revenue, ticket and the year's revenue, to the cent; unknown where currencies mix."""
    known = nw.col("sum:mixed") == 0
    bought = known & (nw.col("sum:visits") > 0)
    return [
        _where(known, nw.col("money:revenue")).alias("revenue"),
        _where(bought, nw.col("money:year")).alias("revenue_year"),
        _where(bought, nw.col("money:before")).alias("revenue_before"),
        (bought & (nw.col("sum:last") - nw.col("sum:first") >= 729)).alias("two_years"),
        _where(bought, nw.col("money:ticket")).alias("ticket"),
        _where(nw.col("sum:visits") > 0, nw.col("sum:lately")).alias("purchases_a_year"),
    ]


def xyz_column() -> Any:
    """How regularly a client buys."""
    variation = (EXPRESSIONS.least(nw.col("spread") * nw.col("spread"), 50.0).exp() - 1).sqrt()
    regular = nw.when(variation <= XYZ_CUTS[0]).then(nw.lit("X"))
    return _where(
        (nw.col("visits") > 1) & ~nw.col("spread").is_null(),
        regular.otherwise(nw.when(variation <= XYZ_CUTS[1]).then(nw.lit("Y")).otherwise(nw.lit("Z"))),
    ).alias("xyz")


def score_columns(cuts: Cuts | None) -> list[Any]:
    """RFM and ABC."""
    names = ("rfm_recency", "rfm_frequency", "rfm_money")
    if cuts is None:
        nothing = unknown()
        return [*(nothing.alias(name) for name in names), nw.lit(None, nw.String).alias("abc")]
    visits, revenue = nw.col("visits"), nw.col("revenue")
    columns = (nw.col("silence"), visits, revenue)
    scores = [
        _where(
            (visits > 0) & ~column.is_null(),
            (5 - _above(column, limits)) if limits is cuts.recency else (1 + _above(column, limits)),
        ).alias(name)
        for column, limits, name in zip(columns, (cuts.recency, cuts.frequency, cuts.money), names, strict=True)
    ]
    classes = nw.when((revenue > 0) & (revenue >= cuts.class_a)).then(nw.lit("A"))
    lower = nw.when((revenue > 0) & (revenue >= cuts.class_b)).then(nw.lit("B")).otherwise(nw.lit("C"))
    abc = _where((visits > 0) & ~revenue.is_null(), classes.otherwise(lower))
    return [*scores, abc.alias("abc")]


def _above(column: nw.Expr, cuts: tuple[float, ...]) -> Any:
    count: Any = None
    for cut in cuts:
        one = nw.when(column > cut).then(nw.lit(1)).otherwise(nw.lit(0))
        count = one if count is None else count + one
    return count
