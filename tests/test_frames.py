"""One condition, three readings: frames say what the scalar reading says, on every backend."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("narwhals")

from clientreturn import frames
from clientreturn.base import Base
from clientreturn.base.cuts import learn_cuts
from clientreturn.case import assess
from clientreturn.conditions import Fact, Vocabulary
from clientreturn.errors import ClientReturnError
from clientreturn.history import Client, Event, Purchase
from clientreturn.policy import Policy
from clientreturn.rhythm import Rhythm
from clientreturn.rules import Rule
from clientreturn.standing import Standing
from clientreturn.testing.equality import (
    TODAY,
    as_tables,
    bases,
    check_scalar_equals_frame,
    clients,
    native,
    policies,
    rows_of,
)

AT_HAND = ("pandas", "polars", "polars-lazy")


def needs(backend: str) -> None:
    pytest.importorskip(backend.partition("-")[0])
    if backend == "duckdb":
        pytest.importorskip("polars")


@st.composite
def worlds(draw: st.DrawFn, most: int = 12) -> dict[str, Any]:
    found = draw(clients(most))
    return {"found": found, "base": draw(bases(found)), "policy": draw(policies())}


@pytest.mark.parametrize("backend", AT_HAND)
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(world=worlds())
def test_scalar_equals_frame_at_hand(backend: str, world: dict[str, Any]) -> None:
    needs(backend)
    check_scalar_equals_frame(**world, backend=backend)


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(world=worlds(25))
def test_scalar_equals_frame_in_duckdb(world: dict[str, Any]) -> None:
    needs("duckdb")
    check_scalar_equals_frame(**world, backend="duckdb")


def monthly(name: str, months: int, end: date = TODAY, **more: Any) -> Client:
    days = [end - timedelta(30 * back) for back in range(months)]
    return Client(name, purchases=[Purchase(day, 100, "EUR") for day in days], **more)


def often_lost(name: str, times: int) -> Client:
    """Three visits in a row, then a silence of years, again and again."""
    days = [TODAY.toordinal() - 1000 * life - 20 * visit for life in range(times + 1) for visit in range(3)]
    return Client(name, purchases=[Purchase(date.fromordinal(day), 50, "EUR") for day in days])


FIXED = [
    monthly("regular", 12),
    monthly("gone", 9, TODAY - timedelta(200)),
    monthly("left", 5, events=[Event.declared_break(TODAY - timedelta(3))]),
    monthly("back", 4, events=[Event.declared_break(TODAY - timedelta(400))]),
    often_lost("twice", 2),
    often_lost("often", 4),
    Client("prospect", events=[Event(TODAY, "inquiry")]),
    Client("once", purchases=[Purchase(date(2024, 2, 29), "9999999999999.99", "EUR")]),
    Client("cancelled", purchases=[Purchase(TODAY, 80, "EUR", ref="A"), Purchase(TODAY, -80, "EUR", ref="A")]),
]


@pytest.mark.parametrize("backend", [*AT_HAND, "duckdb"])
def test_a_fixed_base_is_read_alike(backend: str) -> None:
    needs(backend)
    cuts = learn_cuts([(5, 12, 1200.0), (200, 9, 900.0), (30, 5, 500.0), (20, 4, 400.0), (1, 1, 50.0)])
    check_scalar_equals_frame(FIXED[:-2], base=Base(cuts=cuts), backend=backend)
    check_scalar_equals_frame([*FIXED[:-2], FIXED[-1]], backend=backend)


@pytest.mark.parametrize("backend", ["polars-lazy", "duckdb"])
def test_lazy_in_lazy_out(backend: str) -> None:
    needs(backend)
    import duckdb
    import polars

    connection = duckdb.connect()  # an older DuckDB closes what nobody holds
    bought = native(as_tables(FIXED[:2])["purchases"], backend, connection)
    found = frames.standing(bought, as_of=TODAY)
    assert isinstance(found, polars.LazyFrame | duckdb.DuckDBPyRelation)


@pytest.mark.filterwarnings("ignore")
def test_a_fixed_base_is_read_alike_by_pyspark(spark: Any) -> None:
    check_scalar_equals_frame(FIXED[:-2], backend="pyspark", session=spark)


@pytest.mark.nightly
@pytest.mark.filterwarnings("ignore")
@settings(max_examples=50, suppress_health_check=list(HealthCheck), deadline=None)
@given(world=worlds(60))
def test_scalar_equals_frame_in_pyspark(spark: Any, world: dict[str, Any]) -> None:
    check_scalar_equals_frame(**world, backend="pyspark", session=spark)


# --- parts, own facts, row to story --------------------------------------------------------------


def test_each_part_of_a_client_has_its_own_standing() -> None:
    needs("polars")
    days = [TODAY - timedelta(30 * back) for back in range(24)]
    bought = [Purchase(day, 10, "EUR", part="paper") for day in days]
    bought += [Purchase(day, 10, "EUR", part="ink") for day in days if day < TODAY - timedelta(50)]
    table = native(as_tables([Client("C", purchases=bought)])["purchases"], "polars")
    found = frames.standing(table, as_of=TODAY, part="part")
    assert {row["part"]: row["standing"] for row in rows_of(found)} == {"paper": "active", "ink": "dormant"}


VIP = Fact("vip_days", "silence of the important, in days")


def test_a_firms_own_fact_is_proven_like_a_built_in_one() -> None:
    needs("polars")
    import narwhals.stable.v2 as nw

    policy = Policy(own_facts=((VIP, lambda story: 2 * story.silence.days),))
    rule = Rule("own.vip", VIP > 60, Standing.AT_RISK, "silent for {vip_days}")
    book = policy.standing.seeing(Vocabulary((VIP,))).add(rule, before="standing.dormant")
    policy = Policy(standing=book, own_facts=policy.own_facts)
    found = [monthly("regular", 12), monthly("gone", 9, TODAY - timedelta(200))]
    check_scalar_equals_frame(found, policy=policy, own={"vip_days": nw.col("silence") * 2})
    with pytest.raises(ClientReturnError, match="vip_days"):
        check_scalar_equals_frame(found, policy=policy)
    with pytest.raises(AssertionError, match=r"regular\.vip_days|gone\.vip_days"):
        check_scalar_equals_frame(found, policy=policy, own={"vip_days": nw.col("silence") * 3})


@pytest.mark.parametrize("backend", [*AT_HAND, "duckdb"])
def test_a_row_tells_the_story_that_assess_tells(backend: str) -> None:
    needs(backend)
    import duckdb

    session = duckdb.connect()
    tables = {name: native(columns, backend, session) for name, columns in as_tables(FIXED).items()}
    for client in FIXED[:4]:
        told = frames.story(
            client.id,
            tables["purchases"],
            as_of=TODAY,
            currency="currency",
            ref="ref",
            clients=tables["clients"],
            events=tables["events"],
        )
        assert told == assess(client, as_of=TODAY)
    with pytest.raises(ClientReturnError, match="nobody"):
        frames.story("nobody", tables["purchases"], as_of=TODAY)


@settings(max_examples=25)
@given(clients(10))
def test_cuts_of_rows_are_those_of_clients(found: list[Client]) -> None:
    needs("polars")
    rows = frames.standing(native(as_tables(found)["purchases"], "polars"), as_of=TODAY, ref="ref")
    told = [
        (row["silence"], row["visits"], row["revenue"])
        for row in rows_of(rows)
        if row["visits"] and row["revenue"] is not None
    ]
    cuts = frames.cuts(rows)
    assert cuts == learn_cuts(told)
    at_once = frames.standing(
        native(as_tables(found)["purchases"], "polars"), as_of=TODAY, ref="ref", base=Base(cuts=cuts)
    )
    names = ("client", "rfm_recency", "rfm_frequency", "rfm_money", "abc")
    first, second = (
        sorted(tuple(row[name] for name in names) for row in rows_of(frame))
        for frame in (frames.scored(rows, cuts), at_once)
    )
    assert first == second


@settings(max_examples=25)
@given(clients(10), st.sampled_from([*AT_HAND, "duckdb"]))
def test_a_base_of_a_table_is_that_of_the_clients(found: list[Client], backend: str) -> None:
    needs(backend)
    session = pytest.importorskip("duckdb").connect() if backend == "duckdb" else None
    purchases, events = (native(as_tables(found)[name], backend, session) for name in ("purchases", "events"))
    columns: dict[str, Any] = {"ref": "ref", "currency": "currency", "known_on": "known_on"}
    same = Base.learn(found, as_of=TODAY)
    assert frames.learn(purchases, events=events, as_of=TODAY, **columns) == attrs.evolve(same, returns=None)
    assert frames.learn(purchases, as_of=TODAY, **columns) == attrs.evolve(same, returns=None, kinds=None)


def test_a_whole_base_of_a_table_has_chances() -> None:
    needs("polars")
    draw = random.Random(5)
    found = []
    for number in range(200):
        on, pace, bought = TODAY - timedelta(draw.randrange(90)), draw.lognormvariate(3.2, 0.5), []
        for _ in range(draw.randint(1, 12)):
            bought.append(Purchase(on, draw.randrange(5, 900), "EUR"))
            on -= timedelta(max(1, round(pace * draw.lognormvariate(0, 0.3))))
        found.append(Client(f"C{number}", purchases=bought))
    learnt = frames.learn(native(as_tables(found)["purchases"], "polars"), as_of=TODAY, horizon=60)
    assert learnt.clients == 200
    assert learnt.chances.chance(Rhythm.of([0, 30, 60]), None, 10, (0, 30, 60)) is not None
    assert learnt == attrs.evolve(Base.learn(found, as_of=TODAY, horizon=60), kinds=None)


# --- the door ------------------------------------------------------------------------------------


def test_a_backend_that_cannot_do_it_is_refused_by_name() -> None:
    pytest.importorskip("pyarrow")
    needs("polars")
    arrow = native(as_tables(FIXED[:1])["purchases"], "polars").to_arrow()
    with pytest.raises(ClientReturnError, match=r"pyarrow.*polars\.from_arrow"):
        frames.standing(arrow, as_of=TODAY)
    with pytest.raises(ClientReturnError, match="a pandas or polars frame"):
        frames.standing([1, 2], as_of=TODAY)


@pytest.mark.parametrize(
    ("columns", "amount", "said"),
    [
        ({"client": ["a"], "day": [TODAY], "amount": [1.0]}, "amout", "did you mean 'amount'"),
        ({"client": ["a"], "day": ["2026-01-01"], "amount": [1.0]}, "amount", "a column of dates"),
        ({"client": ["a"], "day": [TODAY], "amount": ["1"]}, "amount", "a column of numbers"),
        ({"client": [None, "a"], "day": [TODAY] * 2, "amount": [1.0, 2.0]}, "amount", "1 missing"),
        ({"client": ["a"], "day": [TODAY], "amount": [float("nan")]}, "amount", "1 missing"),
        ({"client": ["a"] * 99, "day": [TODAY] * 99, "amount": [1e13] * 99}, "amount", "below 9e14"),
    ],
)
def test_tables_that_cannot_be_read_say_so(columns: dict[str, Any], amount: str, said: str) -> None:
    polars = pytest.importorskip("polars")
    with pytest.raises(ClientReturnError, match=said):
        frames.standing(polars.DataFrame(columns, strict=False), as_of=TODAY, amount=amount)


def test_columns_that_are_named_by_pairs_say_so() -> None:
    pandas = pytest.importorskip("pandas")
    paired = pandas.DataFrame([[1, 2.0]], columns=pandas.MultiIndex.from_tuples([("a", "client"), ("b", "amount")]))
    with pytest.raises(ClientReturnError, match=r"one of \('a', 'client'\), \('b', 'amount'\)"):
        frames.standing(paired, as_of=TODAY)


KEYS_OF_DUCKDB = {
    "bigint": "i",
    "utinyint": "i::utinyint",
    "hugeint": "i::hugeint * 1000000000000000000000",
    "varchar": "'client ' || i",
    "date": "date '2020-01-01' + i::int",
    "timestamp": "timestamp '2020-01-01 10:00' + i * interval 1 hour",
    "uuid": "md5(i::varchar)::uuid",
    "decimal(9,2)": "(i / 100)::decimal(9,2)",
    "enum": "(['gold', 'iron', 'salt'])[i + 1]::enum('gold', 'iron', 'salt')",
}


@pytest.mark.parametrize("key", KEYS_OF_DUCKDB.values(), ids=KEYS_OF_DUCKDB)
def test_every_kind_of_key_comes_back_from_duckdb(key: str) -> None:
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    bought = connection.sql(
        f"select {key} as client, 'a' as part, date '2025-01-01' + d::int as day, 1.5 as amount "
        "from range(3) clients(i), range(4) days(d) where d <= i"
    )
    for part, own in ((None, "client"), ("part", "client, part")):
        judged = frames.standing(bought, as_of=TODAY, part=part)
        counted = bought.aggregate(f"{own}, count(*) as visits", own)
        assert judged.types[0] == bought.types[0]
        assert sorted(judged.project(f"{own}, visits").fetchall()) == sorted(counted.fetchall())


@pytest.mark.parametrize("column", ["client", "amount"])
def test_rows_of_a_duckdb_plan_without_a_value_say_so_when_it_is_carried_out(
    column: str, capfd: pytest.CaptureFixture[str]
) -> None:
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()  # an older DuckDB closes what nobody holds
    bought = connection.sql(
        f"select * replace (case when i > 1 then {column} end as {column}) "
        "from (select i, i // 2 as client, date '2025-01-01' + i::int as day, 1.5 as amount from range(4) t(i))"
    )
    with pytest.raises(duckdb.Error) as refused:
        frames.standing(bought, as_of=TODAY).fetchall()
    assert "2 missing" in capfd.readouterr().err + str(refused.value)  # DuckDB 2 prints what a function raises


def test_a_base_is_not_learnt_from_money_that_does_not_fit() -> None:
    polars = pytest.importorskip("polars")
    columns = {"client": ["a"] * 99, "day": [TODAY] * 99, "amount": [1e13] * 99}
    with pytest.raises(ClientReturnError, match="below 9e14"):
        frames.learn(polars.DataFrame(columns), as_of=TODAY)


def test_whole_numbers_decimals_and_floats_are_the_same_money() -> None:
    polars = pytest.importorskip("polars")
    columns = {"client": [7, 7], "day": [TODAY, TODAY - timedelta(9)], "amount": [12, 30]}
    rows = [
        rows_of(frames.standing(polars.DataFrame(columns).with_columns(polars.col("amount").cast(kind)), as_of=TODAY))
        for kind in (polars.Int32, polars.Float64, polars.Decimal(12, 2))
    ]
    assert rows[0] == rows[1] == rows[2]
    assert rows[0][0]["revenue"] == 42.0
