"""Findings of the fuzzing among stored values, numbers of other makers and tables, each as it was found."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

import clientreturn as cr
from clientreturn.rhythm import Visits

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    import pandas as pd
    import polars as pl

    from clientreturn import codec, frames
else:
    np, pd, pl, duckdb = (pytest.importorskip(name) for name in ("numpy", "pandas", "polars", "duckdb"))
    codec = pytest.importorskip("clientreturn.codec", exc_type=ImportError)
    frames = pytest.importorskip("clientreturn.frames", exc_type=ImportError)

AS_OF = date(2026, 3, 2)


class Shown(Decimal):
    """An amount that shows itself as something else."""

    def __str__(self) -> str:
        return "much"


class Anything:
    """Says that it equals everything."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 7


REFUSED: list[tuple[str, Callable[[], Any]]] = [
    ("Event.text", lambda: cr.Event.complaint(AS_OF, text=np.array([]))),
    ("review.clients", lambda: cr.review(np.array(3.0), as_of=AS_OF)),
    ("learn.clients", lambda: cr.Base.learn(np.array(3.0), as_of=AS_OF)),
    ("codec.dump", lambda: codec.dump(cr.Rule("a.b", cr.ALWAYS, Decimal("Infinity"), "because"))),
    ("codec.dump", lambda: codec.dump(cr.Rule("a.b", cr.ALWAYS, "\ud800", "because"))),
    ("codec.dump", lambda: codec.dump(cr.Rule("a.b", cr.ALWAYS, 2**63, "because"))),
    ("response", lambda: cr.arms_of([("a", np.array([1, 2]))])),  # type: ignore[list-item]
]


@pytest.mark.parametrize(("field", "call"), REFUSED, ids=[f"{n} {field}" for n, (field, _) in enumerate(REFUSED)])
def test_what_slipped_through_is_refused_by_name(field: str, call: Callable[[], Any]) -> None:
    with pytest.raises(cr.ClientReturnError) as caught:
        call()
    assert caught.value.field.startswith(field)
    assert caught.value.expected
    assert caught.value.remedy


@pytest.mark.parametrize("amount", [np.float64(12.5), Shown("12.5"), 12.5])
def test_amounts_of_other_makers_are_the_amounts_they_carry(amount: Any) -> None:
    bought = cr.Purchase(AS_OF, amount, "EUR")
    assert type(bought.amount) is Decimal
    assert bought.amount == Decimal("12.5")
    assert codec.load(codec.dump(bought)) == bought


@pytest.mark.parametrize("text", [cr.Standing.LOST, np.str_("lost")])
def test_texts_of_other_makers_are_stored_as_texts(text: str) -> None:
    event = cr.Event.complaint(AS_OF, text=text, data={"own": text, "days": np.float64(3.0)})
    data = json.loads(json.dumps(codec.dump(event)))
    assert data["data"]["text"] == "lost"
    assert codec.load(data) == event


def test_a_policy_with_rules_for_the_past_comes_back() -> None:
    policy = cr.Policy(past=cr.STANDING)
    assert codec.load(json.loads(json.dumps(codec.dump(policy)))) == policy


def test_a_value_with_a_field_of_another_type_is_not_stored() -> None:
    with pytest.raises(cr.ClientReturnError, match=r"codec\.dump"):
        codec.dump(Visits(days=int))  # type: ignore[arg-type]


def test_numbers_of_numpy_are_amounts() -> None:
    row = {"client": "C-7", "on": AS_OF, "amount": np.float64(12.5)}
    assert cr.clients_from_rows([row], currency="EUR").clients[0].purchases[0].amount == Decimal("12.5")


DOUBLE = pd.DataFrame([["C-7", AS_OF, 5, 6]], columns=["client", "on", "amount", "amount"])


@pytest.mark.parametrize("table", [DOUBLE, np.array(3.0), pd.Series([1, 2])], ids=["double", "scalar", "column"])
def test_what_is_no_table_is_refused_by_name(table: Any) -> None:
    with pytest.raises(cr.ClientReturnError, match="purchases"):
        cr.clients_from_rows(table)


# --- tables of frames -----------------------------------------------------------------------------------

ROWS = pl.DataFrame({"client": ["a", "b"], "day": [AS_OF, AS_OF], "amount": [5.0, 6.0]})
EVENTS = pl.DataFrame({"client": ["a"], "day": [AS_OF], "kind": ["complaint"]})
TABLES: list[tuple[str, dict[str, Any]]] = [
    ("standing.client", {"client": 5}),
    ("standing.policy", {"policy": "strict"}),
    ("standing.own", {"own": {"x": 5}}),
    ("purchases", {"purchases": DOUBLE}),
    ("purchases column", {"purchases": ROWS.with_columns(client=pl.Series([[1], [2]]))}),
    ("clients", {"clients": ROWS.select("client").lazy()}),
    ("clients column", {"clients": ROWS.select("client").with_columns(company=pl.lit("yes"))}),
    ("clients column", {"clients": ROWS.select("client").with_columns(margin=pl.lit("0,3"))}),
    ("clients column", {"clients": pl.DataFrame({"client": ["a", None]})}),
    ("events", {"events": EVENTS.to_pandas()}),
    ("events column", {"events": EVENTS.drop("kind")}),
    ("events column", {"events": EVENTS.with_columns(kind=pl.lit(5))}),
    ("events column", {"events": EVENTS.with_columns(day=pl.lit(None, pl.Date))}),
    ("events column", {"events": EVENTS.with_columns(severity=pl.lit("grave"))}),
    ("breaks", {"breaks": EVENTS.lazy()}),
]


@pytest.mark.parametrize(("field", "given"), TABLES, ids=[f"{n} {field}" for n, (field, _) in enumerate(TABLES)])
def test_tables_are_looked_at_before_they_are_worked_through(field: str, given: dict[str, Any]) -> None:
    with pytest.raises(cr.ClientReturnError) as caught:
        frames.standing(given.pop("purchases", ROWS), as_of=AS_OF, **given)
    assert caught.value.field.startswith(field)


def test_margins_that_are_all_missing_are_unknown() -> None:
    rows = ROWS.to_pandas().convert_dtypes().assign(margin=pd.array([pd.NA, pd.NA], dtype="Float64"))
    assert frames.standing(rows, as_of=AS_OF, margin="margin")["margin_share"].isna().all()


def test_the_story_of_a_row_with_missing_cells_is_told() -> None:
    rows = (
        ROWS.with_columns(currency=pl.lit(None, pl.String), margin=pl.lit(None, pl.Float64))
        .to_pandas()
        .convert_dtypes()
    )
    assert frames.story("a", rows, as_of=AS_OF, margin="margin").client == "a"


@pytest.mark.parametrize("call", [frames.cuts, lambda rows: frames.scored(rows, None)])
def test_rows_of_another_table_are_refused_by_name(call: Callable[[Any], Any]) -> None:
    with pytest.raises(cr.ClientReturnError, match="rows column"):
        call(ROWS)


@pytest.mark.parametrize("column", ["client", "day", "amount"])
def test_a_plan_with_gaps_loses_no_client_silently(column: str) -> None:
    gaps = ROWS.with_columns(pl.when(pl.col("client") == "a").then(pl.col(column)).alias(column))
    with pytest.raises(cr.ClientReturnError, match="1 missing"):
        frames.standing(gaps.lazy(), as_of=AS_OF).collect()
    with pytest.raises(duckdb.Error):
        frames.standing(duckdb.from_arrow(gaps.to_arrow()), as_of=AS_OF).fetchall()


def test_keys_of_two_kinds_are_refused() -> None:
    other = EVENTS.with_columns(client=pl.lit(5))
    with pytest.raises(cr.ClientReturnError, match="events column"):
        frames.standing(ROWS, as_of=AS_OF, events=other)


def test_a_plan_that_fails_is_told() -> None:
    endless = ROWS.lazy().with_columns(amount=pl.lit(float("inf")))
    with pytest.raises(cr.ClientReturnError, match="a plan that can be carried out"):
        frames.learn(endless, as_of=AS_OF)


def test_looks_of_two_makes_are_refused() -> None:
    with pytest.raises(cr.ClientReturnError, match=r"after\.purchases: expected a table of the same make as the first"):
        frames.compare(frames.Look(ROWS, AS_OF), frames.Look(ROWS.to_pandas(), AS_OF))


def test_what_equals_everything_is_not_taken_for_nothing() -> None:
    with pytest.raises(cr.ClientReturnError, match=r"codec\.dump"):
        codec.dump(cr.Rule("a.b", cr.ALWAYS, Anything(), "because"))
