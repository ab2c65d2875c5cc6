"""What the library proves about itself, for others to prove about their own rules and facts.

Hypothesis draws clients, bases and policies that real records are full of: ties, leap days, credit notes, cancelled
orders, mixed currencies, breaks. `check_scalar_equals_frame` holds every fact, verdict and rule id of a frame
against the reading for one client. Needs the extras `test` and `frames`, and the backend itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib import import_module
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from ..arithmetic import rounded
from ..base import Base, PriorChances
from ..base.cuts import learn_cuts
from ..conditions import Tuning
from ..facts import silence_facts
from ..facts.families import count_of, days_since, recent
from ..facts.silence import (
    early_days,
    fixed_line,
    gone_deviations,
    gone_ratio,
    hiatus,
    season_cycles,
    silence,
    usual_gap,
    visits,
)
from ..frames import standing
from ..frames.judged import FACTS
from ..history import Client, Event, Purchase
from ..policy import Policy
from ..rhythm import Pooled, Rhythm, RhythmPrior
from ..rules import Rule
from ..standing import Judgement, Standing, judge
from ..standing.book import little_hope, probation, twice
from ..standing.past import new_life
from ..worth import value_of
from ..worth.inputs import assumed_margin

__all__ = ["BACKENDS", "as_tables", "bases", "check_scalar_equals_frame", "clients", "native", "policies"]

BACKENDS: Final = ("pandas", "polars", "polars-lazy", "duckdb", "pyspark")

TODAY: Final = date(2026, 3, 1)
KINDS: Final = (
    "complaint",
    "contact",
    "offer",
    "result",
    "referral",
    "objection",
    "inquiry",
    "hard-times",
    "project-finished",
    "declared-break",
    "confirmed-move",
    "contract-cancelled",
    "died",
    "account-merged",
    "re-registered",
    "own-kind",
)


# --- strategies ----------------------------------------------------------------------------------


def _days(before: int = 1500) -> st.SearchStrategy[date]:
    """Days up to some years back, often on a few fixed ones, so that records meet."""
    fixed = (date(2024, 2, 29), date(2025, 12, 31), date(2026, 2, 28), TODAY)
    anywhere = st.integers(-30, before).map(lambda back: date.fromordinal(TODAY.toordinal() - back))
    return st.one_of(anywhere, anywhere, anywhere, st.sampled_from(fixed))


def _amounts() -> st.SearchStrategy[Decimal]:
    plain = st.integers(-50_000, 5_000_000).map(lambda units: Decimal(units) / 10_000)
    return st.one_of(
        plain, plain, st.sampled_from([Decimal(0), Decimal(10**13), Decimal(-(10**13)), Decimal("0.0001")])
    )


@st.composite
def _purchases(draw: st.DrawFn, currencies: Sequence[str]) -> list[Purchase]:
    """Bare documents, orders with credit notes, and a regular run of visits for most clients."""
    found = [
        Purchase(
            draw(_days()),
            draw(_amounts()),
            draw(st.sampled_from(currencies)),
            ref=draw(st.sampled_from([None, None, "A", "B"])),
            margin=draw(st.sampled_from([None, Decimal("1.5")])),
            known_on=draw(st.sampled_from([None, None, date(2026, 2, 1), date(2027, 1, 1)])),
        )
        for _ in range(draw(st.integers(0, 4)))
    ]
    if draw(st.booleans()):
        season = draw(st.lists(st.integers(0, 60), min_size=1, max_size=3))
        found += [
            Purchase(date(year, 10, 1) + timedelta(on), 50, currencies[0])
            for year in (2022, 2023, 2024, 2025)
            for on in season
        ]
    day = draw(_days(300))
    for gap in draw(st.lists(st.one_of(st.integers(0, 45), st.integers(0, 700)), max_size=10)):
        amount = abs(draw(_amounts())) or Decimal(1)
        found.append(Purchase(day, amount, currencies[0], margin=Decimal(1)))
        day = date.fromordinal(day.toordinal() - gap)
    return found


@st.composite
def _events(draw: st.DrawFn) -> Event:
    kind = draw(st.sampled_from(KINDS))
    until = draw(st.sampled_from([None, date(2026, 2, 1), date(2026, 9, 1)])) if kind == "hard-times" else None
    details: dict[str, Any] = {} if until is None else {"until": until}
    if kind == "result":
        details = {"key": draw(st.sampled_from(["C/1/ask-back/1", "C/1/interview/1"]))}
        details["result"] = draw(st.sampled_from(["no-answer", "call-back"]))
    on = draw(_days())
    resolved, after = draw(
        st.sampled_from([(None, None), ("open", None), ("well", None), ("badly", 20), ("well", 900)])
    )
    return Event(
        on,
        kind,
        severity=draw(st.sampled_from([None, None, 1, 3, 5])),
        resolved=resolved if kind == "complaint" else None,
        resolved_on=date.fromordinal(on.toordinal() + after) if after and kind == "complaint" else None,
        data=details,
    )


def clients(most: int = 6) -> st.SearchStrategy[list[Client]]:
    """Up to so many clients with everything that makes records awkward, as of about March 2026."""

    @st.composite
    def one(draw: st.DrawFn) -> Client:
        return Client(
            "?",
            purchases=draw(_purchases(draw(st.sampled_from([("EUR",), ("EUR",), ("EUR", "USD")])))),
            events=draw(st.lists(_events(), max_size=4)),
            company=draw(st.sampled_from([None, True, False])),
            segment=draw(st.sampled_from(["", "north"])),
            margin=draw(st.sampled_from([None, 0.25])),
        )

    def numbered(found: list[Client]) -> list[Client]:
        return [attrs.evolve(client, id=f"C{at}") for at, client in enumerate(found)]

    return st.lists(one(), min_size=1, max_size=most).map(numbered)


@attrs.frozen
class _RowByRow:
    """Chances without a closed form, which look at everything they may: frames ask them one by one."""

    horizon: float = 100.0
    warnings: tuple[str, ...] = ()

    def chance(self, rhythm: Rhythm, pooled: Pooled | None, silence: float, days: Sequence[int]) -> float | None:
        """Falls with silence, rises with every figure of the rhythm."""
        if len(days) % 4 == 3:
            return None
        known = rhythm.visits + rhythm.logs % 7 + rhythm.squares % 5 + (rhythm.last - rhythm.first) + len(days)
        return known / (known + silence * (1.0 if pooled is None else pooled.own_share))


def bases(of: Iterable[Client] = ()) -> st.SearchStrategy[Base]:
    """Bases with any prior of the rhythm; where clients are given, their cuts of RFM and ABC as well."""
    rows = list(of)
    cuts = learn_cuts(_cut_rows(rows)) if rows else None
    priors = st.builds(
        RhythmPrior,
        centre=st.sampled_from([None, 0.0, 3.4, 6.5]),
        weight=st.sampled_from([0.0, 0.5, 4.0]),
        variance=st.sampled_from([0.0001, 0.03, 0.6]),
        freedom=st.sampled_from([0.0, 1.0, 3.0]),
    )
    chances = st.builds(PriorChances, st.sampled_from([30, 365]), st.sampled_from([0.02, 0.17, 0.6]))
    return st.builds(
        Base,
        st.one_of(st.just(RhythmPrior()), priors),
        st.one_of(chances, chances, st.just(_RowByRow())),
        cuts=st.sampled_from([None, cuts]),
    )


def _cut_rows(found: Iterable[Client]) -> list[tuple[float, float, float]]:
    told = [judge(client, TODAY, base=Base(), numbers=Tuning()).facts for client in found]
    return [(f["silence"], f["visits"], f["revenue"]) for f in told if f["visits"] and f["revenue"] is not None]


def policies() -> st.SearchStrategy[Policy]:
    """Policies with tuned numbers and own rules, among them presence by a fixed cut-off and rules that stay unknown."""
    numbers = st.fixed_dictionaries(
        {},
        optional={
            little_hope: st.sampled_from([0.0, 0.2, 0.9, 1.0]),
            gone_ratio: st.sampled_from([1, 1.2, 3]),
            gone_deviations: st.sampled_from([0, 3]),
            early_days: st.sampled_from([0, 20]),
            new_life: st.sampled_from([2, 5]),
            probation: st.sampled_from([0, 60]),
            twice: st.sampled_from([1, 3]),
            fixed_line: st.sampled_from([0, 100]),
            season_cycles: st.sampled_from([2, 3]),
        },
    )
    rules = (
        Rule("own.cut-off", silence >= 90, Standing.LOST, "silent for {silence}"),
        Rule("own.far", ((silence - usual_gap) / usual_gap > 2) | (hiatus * visits > 40), Standing.LOST, "far"),
        Rule("own.never", ~(silence < 30 * visits) & (visits / (visits - 2) > 0.5), Standing.LOST, "odd"),
        Rule("own.kind", count_of("own-kind").one_of(1, 3) & (days_since("contact") > 30), Standing.AT_RISK, "kind"),
        Rule("own.recent", recent("complaint").between(1, 9), Standing.AT_RISK, "complained"),
        Rule("own.unknown", days_since("offer") < 100, Standing.IN_PAUSE, "an offer is out"),
    )

    def made(values: Mapping[Any, float], chosen: list[Rule[Standing]], before: str) -> Policy:
        policy = Policy()
        book = policy.standing
        for rule in chosen:
            book = book.add(rule, before=before)
        return attrs.evolve(policy, standing=book).tuned(values)

    return st.builds(
        made,
        numbers,
        st.lists(st.sampled_from(rules), max_size=2, unique_by=lambda rule: rule.id),
        st.sampled_from(["standing.prospect", "standing.beyond-hope", "standing.returned"]),
    )


# --- tables --------------------------------------------------------------------------------------


def as_tables(found: Sequence[Client]) -> dict[str, dict[str, list[Any]]]:
    """The same records as columns: tables `purchases`, `clients` and `events`."""
    bought = [(client.id, purchase) for client in found for purchase in client.purchases]
    happened = [(client.id, event) for client in found for event in client.events]
    return {
        "purchases": {
            "client": [key for key, _ in bought],
            "day": [purchase.on for _, purchase in bought],
            "amount": [float(purchase.amount) for _, purchase in bought],
            "currency": [purchase.currency for _, purchase in bought],
            "ref": [purchase.ref for _, purchase in bought],
            "part": [purchase.part for _, purchase in bought],
            "margin": [None if purchase.margin is None else float(purchase.margin) for _, purchase in bought],
            "known_on": [purchase.known_on for _, purchase in bought],
        },
        "clients": {
            "client": [client.id for client in found],
            "company": [client.company for client in found],
            "segment": [client.segment for client in found],
            "margin": [client.margin for client in found],
        },
        "events": {
            "client": [key for key, _ in happened],
            "day": [event.on for _, event in happened],
            "kind": [event.kind for _, event in happened],
            "until": [event.detail("until") for _, event in happened],
            "severity": [event.severity for _, event in happened],
            "resolved": [None if event.resolved is None else event.resolved.value for _, event in happened],
            "resolved_on": [event.resolved_on for _, event in happened],
            "key": [event.detail("key") for _, event in happened],
            "result": [event.detail("result") for _, event in happened],
        },
    }


DATES: Final = frozenset({"day", "known_on", "until", "resolved_on"})
NUMBERS: Final = frozenset({"amount", "margin", "severity"})
FLAGS: Final = frozenset({"company"})


def native(columns: Mapping[str, Sequence[Any]], backend: str, session: Any = None) -> Any:
    """Columns as a table of a backend; DuckDB wants a connection as session, PySpark a Spark session."""
    if backend == "pandas":
        pandas = import_module("pandas")
        kinds = dict.fromkeys(DATES, "datetime64[s]") | dict.fromkeys(NUMBERS, "float64") | dict.fromkeys(FLAGS, object)
        return pandas.DataFrame({n: pandas.Series(v, dtype=kinds.get(n, "str")) for n, v in columns.items()})
    if backend == "pyspark":
        return _spark_frame(columns, session)
    polars = import_module("polars")
    kinds = (
        dict.fromkeys(DATES, polars.Date)
        | dict.fromkeys(NUMBERS, polars.Float64)
        | dict.fromkeys(FLAGS, polars.Boolean)
    )
    frame = polars.DataFrame({n: polars.Series(v, dtype=kinds.get(n, polars.String)) for n, v in columns.items()})
    if backend == "polars":
        return frame
    if backend == "polars-lazy":
        return frame.lazy()
    return session.from_arrow(frame.to_arrow())


def _spark_frame(columns: Mapping[str, Sequence[Any]], session: Any) -> Any:
    kinds = dict.fromkeys(DATES, "date") | dict.fromkeys(NUMBERS, "double") | dict.fromkeys(FLAGS, "boolean")
    schema = ", ".join(f"`{name}` {kinds.get(name, 'string')}" for name in columns)
    values = (
        [one if one is None else float(one) for one in column] if name in NUMBERS else column
        for name, column in columns.items()
    )
    return session.createDataFrame(list(zip(*values, strict=True)), schema)


# --- scalar == frame -----------------------------------------------------------------------------


def check_scalar_equals_frame(
    found: Sequence[Client],
    as_of: date = TODAY,
    *,
    policy: Policy | None = None,
    base: Base | None = None,
    backend: str = "polars",
    session: Any = None,
    own: Mapping[str, Any] | None = None,
) -> None:
    """Raises an `AssertionError` that names each client and column in which a frame and the scalar reading differ.

    Args:
        found: clients with differing ids, without contracts, owners or closures: tables carry none.
        as_of: the day asked about.
        policy: rules and numbers.
        base: what was learnt.
        backend: one of `BACKENDS`.
        session: DuckDB connection or Spark session.
        own: expressions for the policy's own facts.
    """
    policy, base = policy or Policy(), base or Base()
    if backend == "duckdb" and session is None:
        session = import_module("duckdb").connect()
    tables = {name: native(columns, backend, session) for name, columns in as_tables(found).items()}
    result = standing(
        tables["purchases"],
        as_of=as_of,
        ref="ref",
        currency="currency",
        margin="margin",
        known_on="known_on",
        clients=tables["clients"],
        events=tables["events"],
        policy=policy,
        base=base,
        own=own,
    )
    rows = {row["client"]: row for row in rows_of(result)}
    assert rows.keys() == {client.id for client in found}, f"clients differ: {sorted(rows)}"
    differences = []
    for client in found:
        told = judge(
            client,
            as_of,
            standing=policy.standing,
            presence=policy.presence,
            base=base,
            numbers=policy.numbers,
            own=policy.own_facts,
        )
        expected = expected_row(told, policy)
        row = rows[client.id]
        differences += [
            f"{client.id}.{name}: scalar {value!r}, frame {row[name]!r}"
            for name, value in expected.items()
            if row[name] != value
        ]
    assert not differences, "\n".join(differences)


def expected_row(told: Judgement, policy: Policy) -> dict[str, Any]:
    """The columns of a frame as the scalar reading has them."""
    row: dict[str, Any] = {name: told.facts[name] for name in FACTS}
    row.update({fact.name: told.facts[fact.name] for fact, _ in policy.own_facts})
    presence = policy.presence.first(silence_facts(told.story.silence))
    for name, verdict in (("presence", presence), ("standing", told.verdict)):
        row[name] = None if verdict.says is None else verdict.says.value
        row[f"{name}_rule"] = None if verdict.rule is None else verdict.rule.id
        row[f"{name}_known"] = verdict.rule is not None
    row["lost_on"] = told.lost_on
    share = row["margin_share"]
    yearly = row["revenue_year"]
    margin = policy.numbers(assumed_margin) if share is None else share
    row["value"] = None if yearly is None else value_of(rounded(yearly * margin, 2), policy.numbers)
    row["value_known"] = share is not None and yearly is not None
    return row


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """The rows of any backend's frame as plain values; what is missing is `None`."""
    if hasattr(frame, "collect") and not hasattr(frame, "toPandas"):
        frame = frame.collect()
    if hasattr(frame, "toPandas"):
        names, values = frame.columns, frame.collect()
    elif hasattr(frame, "fetchall"):
        names, values = frame.columns, frame.fetchall()
    elif hasattr(frame, "itertuples"):
        names, values = list(frame.columns), frame.itertuples(index=False, name=None)
    else:
        names, values = frame.columns, frame.rows()
    return [{name: _plain(value) for name, value in zip(names, row, strict=True)} for row in values]


def _plain(value: Any) -> Any:
    if value is None or value != value:
        return None
    if isinstance(value, datetime):
        return value.date()
    return value.item() if hasattr(value, "item") else value
