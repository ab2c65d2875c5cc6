"""From a client's sums to its facts and verdicts: each row by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs
import narwhals.stable.v2 as nw

from ..arithmetic import rounded
from ..conditions import Unit
from ..facts.client import APART, CLIENT, CLIENT_VOCABULARY
from ..standing import Standing
from ..worth import value_of
from ..worth.inputs import assumed_margin
from .columns import money_columns, past_columns, score_columns, silence_columns, xyz_column
from .door import as_day
from .events import fact_columns
from .expressions import EXPRESSIONS, unknown, verdict_of
from .question import Question

__all__ = ["FACTS", "RowByRow", "on_workers"]

FRACTIONS: Final = ("usual_gap", "line", "season")
"""Facts in days that are no whole numbers."""

FACTS: Final = (
    *(fact.name for fact, _ in CLIENT if fact.name not in ("owner", "owned_days")),
    *(fact.name for fact, _, _ in APART),
)
"""Facts that become columns. Who owns a client is no matter of sums: it stays with `assess`."""


@attrs.frozen
class RowByRow:
    """Sums in, facts and verdicts out.

    Attributes:
        question: what is asked.
        families: open facts that rules use, such as `count:refund`.
        events: whether events were given.
        accounts: columns of the table of clients, `None` without one.
        margin: whether documents carry a margin.
        own: expressions of the firm's own facts.
    """

    question: Question
    families: Sequence[str]
    events: bool
    accounts: list[str] | None
    margin: bool
    own: Mapping[str, nw.Expr]

    def __call__(self, rows: Any) -> Any:
        """The rows with every fact, presence, standing and value."""
        rows = rows.with_columns(*fact_columns(self.families, self.question.as_of, known=self.events))
        rows = _facts(rows, self.question, self.accounts, self.margin)
        if self.own:
            rows = rows.with_columns(*(expression.alias(name) for name, expression in self.own.items()))
        return _verdicts(rows, self.question, self.accounts, (*self.families, *self.own))


SPARK: Final = {
    Unit.COUNT: "bigint",
    Unit.DAYS: "bigint",
    Unit.FLAG: "boolean",
    Unit.DATE: "date",
    Unit.TEXT: "string",
}


def on_workers(rows: Any, row_by_row: RowByRow) -> Any:
    """Row by row on Spark's workers: its own plan would grow beyond what its code generator can hold."""
    native = rows.to_native()
    given = dict(native.dtypes)
    kinds = {key: given[key] for key in row_by_row.question.keys}
    for name in FACTS:
        kinds[name] = "double" if name in FRACTIONS else SPARK.get(CLIENT_VOCABULARY.unit(name), "double")
    kinds |= {name: given[name] for name in row_by_row.accounts or () if name.startswith("data:")}
    kinds |= dict.fromkeys(row_by_row.families, "bigint") | dict.fromkeys(row_by_row.own, "double")
    for verdict in ("presence", "standing"):
        kinds |= {verdict: "string", f"{verdict}_rule": "string", f"{verdict}_known": "boolean"}
    kinds |= {"lost_on": "date", "value": "double", "value_known": "boolean"}

    def judge(portions: Iterable[Any]) -> Iterator[Any]:
        for portion in portions:
            found = row_by_row(nw.from_native(portion)).to_native()
            yield found.assign(**{name: _for_spark(found[name], kind) for name, kind in kinds.items()})

    return native.mapInPandas(judge, ", ".join(f"`{name}` {kind}" for name, kind in kinds.items()))


def _for_spark(column: Any, kind: str) -> Any:
    """A pandas column as Spark takes it, with holes where pandas has NaN."""
    if kind == "bigint":
        return column.astype("Int64")
    if kind == "boolean":
        return column.astype("boolean")
    if kind == "date":
        return column.dt.date.where(column.notna(), None)
    return column.astype(object).where(column.notna(), None) if kind == "string" else column


def _facts(rows: Any, question: Question, accounts: list[str] | None, has_margin: bool) -> Any:
    """Every fact under its name."""
    today = question.today
    bought = nw.col("sum:visits") > 0
    silence = question.reach - nw.col("sum:last")
    rows = rows.with_columns(
        nw.col("sum:visits").alias("visits"),
        nw.when(bought).then(nw.when(silence > 0).then(silence).otherwise(nw.lit(0))).alias("silence"),
        nw.when(bought).then(nw.col("sum:last") - nw.col("sum:first")).alias("tenure"),
        nw.when(bought).then(today - nw.col("sum:first")).alias("age"),
        nw.lit(False).alias("contract_runs"),
        *(nw.lit(instead).alias(fact.name) for fact, _, instead in APART),
        *([] if accounts is not None else [unknown().alias("company"), nw.lit("").alias("segment")]),
    )
    for step in silence_columns(question.base, question.policy.numbers):
        rows = rows.with_columns(*step)
    rows = rows.with_columns(*past_columns(question.as_of), *money_columns())
    rows = rows.with_columns(_margin_share(accounts is not None, has_margin).alias("margin_share"))
    rows = rows.with_columns(*score_columns(question.base.cuts), xyz_column())
    if accounts is not None:
        company = nw.when(~nw.col("company").is_null()).then(nw.col("company") > 0.5)
        rows = rows.with_columns(company.alias("company"))
    broken = nw.col("event:break:first") if "event:break:first" in rows.collect_schema().names() else unknown()
    silent = nw.when(nw.col("dead").fill_null(False)).then(nw.col("sum:last")).otherwise(nw.col("sum:gone"))
    lost = nw.when(nw.col("breaks") > 0).then(broken).otherwise(silent)
    dates = {
        "first_on": (bought, nw.col("sum:first")),
        "last_on": (bought, nw.col("sum:last")),
        "returned_on": (nw.col("sum:returned") > 0, nw.col("sum:returned")),
        "break_on": (nw.col("breaks") > 0, broken),
        "lost_on": (nw.lit(True), lost),
    }
    rows = rows.with_columns(*(_or_first(value).alias(f"ordinal:{name}") for name, (_, value) in dates.items()))
    return rows.with_columns(
        *(
            nw.when(known).then(as_day(nw.col(f"ordinal:{name}"), rows)).alias(name)
            for name, (known, _) in dates.items()
        )
    )


def _or_first(ordinals: Any) -> Any:
    """An ordinal that stands for some day in every row, so that it can be turned into one."""
    return ordinals.fill_null(1).cast(nw.Int64)


def _margin_share(accounts: bool, has_margin: bool) -> Any:
    own = nw.col("client:margin") if accounts else unknown()
    if not has_margin:
        return own
    revenue = nw.col("sum:revenue").cast(nw.Float64)
    share = rounded(nw.col("extra:margin").cast(nw.Float64) / revenue, 4, EXPRESSIONS)
    known = (nw.col("sum:mixed") == 0) & (nw.col("extra:bare") == 0) & (nw.col("sum:revenue") != 0)
    return nw.when(known.fill_null(False)).then(share).otherwise(own)


def _verdicts(rows: Any, question: Question, accounts: list[str] | None, more: tuple[str, ...]) -> Any:
    numbers = question.policy.numbers
    steps_and_columns = [
        verdict_of(question.policy.presence, "presence"),
        verdict_of(question.policy.standing, "standing"),
    ]
    for steps, columns, _ in steps_and_columns:
        rows = rows.with_columns(*steps).with_columns(*columns)
    gone = nw.col("standing").is_in([standing.value for standing in Standing if standing.gone]).fill_null(False)
    margin = nw.col("margin_share")
    used = nw.when(margin.is_null()).then(nw.lit(float(numbers(assumed_margin)))).otherwise(margin)
    yearly = rounded(nw.col("revenue_year") * used, 2, EXPRESSIONS)
    rows = rows.with_columns(
        nw.when(gone).then(nw.col("lost_on")).alias("lost_on"),
        value_of(yearly, numbers, EXPRESSIONS).alias("value"),
        ((~margin.is_null()) & (~nw.col("revenue_year").is_null())).alias("value_known"),
    )
    own = [] if accounts is None else [name for name in accounts if name.startswith("data:")]
    verdicts = [f"{name}{ending}" for name in ("presence", "standing") for ending in ("", "_rule", "_known")]
    return rows.select(
        *question.keys,
        *(_typed(name, rows) for name in FACTS),
        *own,
        *more,
        *verdicts,
        "lost_on",
        "value",
        "value_known",
    )


def _typed(name: str, rows: Any) -> Any:
    """Counts and days as whole numbers, where the backend can leave a whole number out (pandas cannot)."""
    fact = CLIENT_VOCABULARY.unit(name)
    if rows.implementation.is_pandas() or name in FRACTIONS or fact not in (Unit.COUNT, Unit.DAYS):
        return nw.col(name)
    return nw.col(name).cast(nw.Int64)
