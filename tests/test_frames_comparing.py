"""Two looks at a table say what two reviews of the same clients say, name what moved a client, and their parts add up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("narwhals")

import clientreturn
from clientreturn import frames
from clientreturn.base import Base
from clientreturn.errors import ClientReturnError
from clientreturn.facts.silence import gone_ratio, silence
from clientreturn.history import Client, Event, Purchase
from clientreturn.measures import Comparison, Mover, Position, compare
from clientreturn.measures.comparison import Moved, Shift
from clientreturn.measures.movers import exchanged, silent, turns
from clientreturn.policy import Policy
from clientreturn.recovery.spacing import apart
from clientreturn.reviews import Review, review
from clientreturn.rhythm import RhythmPrior
from clientreturn.rules import Rule
from clientreturn.standing import Standing
from clientreturn.standing.book import little_hope
from clientreturn.testing.equality import as_tables, native, rows_of
from measures.firms import day, firms, steady

PLAIN = Policy()
EARLY = Rule("own.early", silence >= 10, Standing.DORMANT, "silent for {silence}")
DORMANT = PLAIN.standing["standing.dormant"]
LATER = attrs.evolve(DORMANT, when=DORMANT.when & (silence >= 60))


def ruled(**change: Any) -> Policy:
    return attrs.evolve(PLAIN, **change)


POLICIES = (
    PLAIN,
    PLAIN.tuned({little_hope: 0.6}),
    PLAIN.tuned({gone_ratio: 2.0, little_hope: 0.3}),
    ruled(standing=PLAIN.standing.add(EARLY, before="standing.returned")),
    ruled(standing=PLAIN.standing.replace(LATER).without("standing.beyond-hope")),
    ruled(standing=PLAIN.standing.without("standing.lost-twice")).tuned({little_hope: 0.2, apart: 30}),
)
RHYTHM = RhythmPrior(4.0, 10.0, 0.2, 5.0, 1.3)
BASES = (Base(), Base(rhythm=RHYTHM), Base(rhythm=RHYTHM, learnt_on=day(100), clients=7))
BACKENDS = ("pandas", "polars", "duckdb")


def look(
    found: list[Client],
    as_of: date,
    policy: Policy = PLAIN,
    base: Base | None = None,
    backend: str = "polars",
    session: Any = None,
) -> frames.Look:
    pytest.importorskip("polars")
    session = pytest.importorskip(backend) if backend in ("duckdb", "pandas") else session
    tables = {name: native(columns, backend, session) for name, columns in as_tables(found).items()}
    rest = {"known_on": "known_on", "clients": tables["clients"], "events": tables["events"], "currency": "currency"}
    return frames.Look(tables["purchases"], as_of, policy=policy, base=base, rest=rest)


# --- as reviews do --------------------------------------------------------------------------------


def plain(client: Client) -> Client:
    """A client as a table has it: nobody owns it, and parts are rows of their own."""
    return attrs.evolve(client, owners=(), purchases=[attrs.evolve(bought, part=None) for bought in client.purchases])


def bare(position: Position | None) -> Position | None:
    """What a table knows of a position."""
    return None if position is None else Position(position.standing, money=position.money)


def positions(reviewed: Review) -> dict[str, Position | None]:
    yearly = {
        row.client: Decimal(str(row.yearly)) if row.gone and row.yearly is not None else Decimal(0) for row in reviewed
    }
    return {row.client: Position(row.standing, money=yearly[row.client]) for row in reviewed}


@attrs.frozen
class Asked:
    as_of: date
    base: Base
    policy: Policy


def names(b: Review, a: Review, mover: Mover, records: list[Client]) -> dict[str, tuple[str, ...]]:
    """For each client the single exchanges that alter its standing or money, each by a review of its own."""
    last = Asked(b.as_of, b.inputs.base, b.inputs.policy)
    first = Asked(a.as_of, a.inputs.base, a.inputs.policy)
    (start, end), *_ = [(one, other) for its, one, other in turns(first, last) if its is mover]
    recorded = [client.recorded_by(b.as_of) for client in records]
    found: dict[str, tuple[str, ...]] = {}
    here = positions(review(recorded, as_of=start.as_of, base=start.base, policy=start.policy))
    for name, asked in exchanged(mover, start, end):
        there = positions(review(recorded, as_of=asked.as_of, base=asked.base, policy=asked.policy))
        for client in there:
            if there[client] != here[client]:
                found[client] = (*found.get(client, ()), name)
        here = there
    return found


def by_reviews(a: Review, b: Review, records: list[Client]) -> list[Moved]:
    """What a comparison of reviews says, as far as a table knows it."""
    silence_alone = silent(a.as_of, b.as_of)
    named = {mover: names(b, a, mover, records) for mover in (Mover.BASE, Mover.POLICY)}
    found = []
    for moved in compare(a, b):
        shifts = []
        for shift in moved.shifts:
            its = named.get(shift.mover, {}).get(moved.client, ())
            if None in (shift.before, shift.after) or shift.names == (silence_alone,):
                its = shift.names
            if bare(shift.before) != bare(shift.after):
                shifts.append(Shift(shift.mover, bare(shift.before), bare(shift.after), its))
        if bare(moved.before) != bare(moved.after):
            found.append(Moved(moved.client, bare(moved.before), bare(moved.after), tuple(shifts)))
    return found


def told(position: Position | None) -> str | None:
    if position is None:
        return None
    return "unknown" if position.standing is None else position.standing.value


def column(mover: Mover) -> str:
    return mover.value.replace(" ", "_")


def check(
    first: tuple[list[Client], date, Policy, Base], second: tuple[list[Client], date, Policy, Base], backend: str
) -> None:
    (old, on, before, was), (new, until, after, base) = first, second
    a = review(old, as_of=on, policy=before, base=was)
    b = review(new, as_of=until, policy=after, base=base)
    rows = rows_of(frames.compare(look(*first, backend), look(*second, backend)))
    expected = {moved.client: moved for moved in by_reviews(a, b, new)}
    assert {row["client"]: f"{row['client']}: {row['why']}" for row in rows} == {
        client: str(moved.text) for client, moved in expected.items()
    }
    for row in rows:
        moved = expected[row["client"]]
        assert (row["before"], row["after"]) == (told(moved.before), told(moved.after))
        parts = Comparison(on, until, (moved,)).parts
        here = row["before"]
        for mover, part in parts.items():
            name = column(mover)
            here = next((told(shift.after) for shift in moved.shifts if shift.mover is mover), here)
            assert row[f"standing_{name}"] == here
            assert row[f"gone_by_{name}"] == part.gone
            assert row[f"money_by_{name}"] == pytest.approx(float(part.money), abs=0.011)
    adds_up(rows)


def adds_up(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert row["gone"] == sum(row[f"gone_by_{column(mover)}"] for mover in Mover)
        assert row["money"] == pytest.approx(sum(row[f"money_by_{column(mover)}"] for mover in Mover), abs=0.03)


asked = st.tuples(
    st.integers(200, 700),
    st.sampled_from([0, 20, 90]),
    st.integers(0, len(POLICIES) - 1),
    st.integers(0, len(POLICIES) - 1),
    st.integers(0, len(BASES) - 1),
    st.integers(0, len(BASES) - 1),
)


@pytest.mark.parametrize("backend", BACKENDS)
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    found=firms().map(lambda found: [*map(plain, found)]),
    asked=asked,
    late=st.integers(0, 3),
    without=st.integers(0, 2),
)
def test_tables_move_as_reviews_do(
    backend: str, found: list[Client], asked: tuple[int, int, int, int, int, int], late: int, without: int
) -> None:
    """Records that came late, clients that came and went, and whatever was asked otherwise."""
    on, days, before, after, was, base = asked
    if not any(client.purchases for client in found):
        return
    old = [attrs.evolve(client, purchases=client.purchases[late:]) for client in found[without:]]
    new = found[: len(found) - without] or found
    if any(client.purchases for client in old) and any(client.purchases for client in new):
        first = old, day(on), POLICIES[before], BASES[was]
        check(first, (new, day(on + days), POLICIES[after], BASES[base]), backend)


@pytest.mark.parametrize("backend", BACKENDS)
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(found=firms(), on=st.integers(200, 700), policy=st.integers(0, len(POLICIES) - 1))
def test_what_is_looked_at_twice_does_not_move(backend: str, found: list[Client], on: int, policy: int) -> None:
    if any(client.purchases for client in found):
        once = look(found, day(on), POLICIES[policy], BASES[1], backend)
        assert rows_of(frames.compare(once, once)) == []


# --- each mover -----------------------------------------------------------------------------------

QUIET = steady("C", 30, 300)


def one(before: frames.Look, after: frames.Look) -> dict[str, Any]:
    rows = rows_of(frames.compare(before, after))
    adds_up(rows)
    (row,) = rows
    return row


def test_a_later_day() -> None:
    row = one(look([QUIET], day(310)), look([QUIET], day(345)))
    assert (row["why"], row["gone_by_time"], row["money_by_time"]) == (
        "active → dormant by time (35 more days of silence)",
        1,
        1100.0,
    )


@pytest.mark.parametrize("known_on", [None, day(340)])
def test_purchases_that_came_late(known_on: date | None) -> None:
    late = [attrs.evolve(bought, known_on=known_on) for bought in QUIET.purchases[-3:]]
    whole = attrs.evolve(QUIET, purchases=[*QUIET.purchases[:-3], *late])
    less = attrs.evolve(QUIET, purchases=QUIET.purchases[:-3])
    row = one(look([less if known_on is None else whole], day(310)), look([whole], day(340)))
    assert row["why"] == "dormant → active by late data; active → dormant by time (30 more days of silence)"
    assert (row["gone_by_late_data"], row["gone_by_time"], row["gone"]) == (-1, 1, 0)


def test_an_event_that_came_late() -> None:
    left = attrs.evolve(QUIET, events=[Event.declared_break(day(305))])
    assert one(look([QUIET], day(310)), look([left], day(310)))["why"] == "active → lost by late data"


def test_another_base() -> None:
    once = steady("C", 30, 300, first=300)
    row = one(look([once], day(700)), look([once], day(700), base=Base(RHYTHM, learnt_on=day(400))))
    assert (row["why"], row["names_base"]) == ("one-time → cannot be told by base (Base.rhythm)", "Base.rhythm")


WITHOUT = ruled(standing=PLAIN.standing.without("standing.beyond-hope"))
FIRST = [rule for rule in PLAIN.standing if rule.id != "standing.dormant"]
FIRST.insert([rule.id for rule in FIRST].index("standing.beyond-hope"), DORMANT)
CHANGES = {
    "a tuned number": (345, PLAIN, PLAIN.tuned({little_hope: 0.9}), "dormant → lost", "number little-hope: 0.05 → 0.9"),
    "its default again": (
        345,
        PLAIN.tuned({little_hope: 0.9}),
        PLAIN,
        "lost → dormant",
        "number little-hope: 0.9 → 0.05",
    ),
    "a number in a computation": (
        345,
        PLAIN,
        PLAIN.tuned({gone_ratio: 3.0, apart: 30, little_hope: 0.04}),
        "dormant → at risk",
        "number gone-ratio: default → 3",
    ),
    "a replaced rule": (
        345,
        PLAIN,
        ruled(standing=PLAIN.standing.replace(LATER)),
        "dormant → at risk",
        "rule standing.dormant",
    ),
    "an added own rule": (315, PLAIN, POLICIES[3], "active → dormant", "rule own.early"),
    "that rule removed": (315, POLICIES[3], PLAIN, "dormant → active", "rule own.early"),
    "a removed rule": (800, PLAIN, WITHOUT, "lost → dormant", "rule standing.beyond-hope"),
    "three together": (
        345,
        PLAIN,
        POLICIES[4].tuned({little_hope: 0.9}),
        "dormant → at risk",
        "number little-hope: 0.05 → 0.9, rule standing.beyond-hope, rule standing.dormant",
    ),
    "another order": (
        800,
        PLAIN,
        ruled(standing=attrs.evolve(PLAIN.standing, rules=tuple(FIRST))),
        "lost → dormant",
        "order of the rules",
    ),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_changed_policy_is_named(case: str) -> None:
    on, before, after, way, name = CHANGES[case]
    found = rows_of(frames.compare(look([QUIET], day(on), before), look([QUIET], day(on), after)))
    (moved,) = compare(*(review([QUIET], as_of=day(on), policy=policy) for policy in (before, after)))
    (row,) = found
    assert (row["why"], row["names_policy"]) == (f"{way} by policy ({name})", name)
    assert [", ".join(shift.names) for shift in moved.shifts] == [name]
    adds_up(found)


def test_the_rows_of_another_version() -> None:
    """What this version says otherwise of the same records is put down to the version."""
    before, after = look([QUIET], day(345)), look([QUIET], day(400))
    kept = before.rows().with_columns(standing=native({"x": ["active"]}, "polars")["x"])
    then = attrs.evolve(before, kept=kept, version="0.0.9")
    now = clientreturn.__version__
    row = one(then, after)
    assert row["why"].startswith(f"active → dormant by library version (0.0.9 to {now})")
    assert row["names_library_version"] == f"0.0.9 to {now}"
    assert (row["gone_by_library_version"], row["money_by_library_version"], row["gone_by_time"]) == (1, 1100.0, 0)
    later = attrs.evolve(after, as_of=day(345), kept=kept, version="9.0")
    assert one(before, later)["why"] == f"dormant → active by library version ({now} to 9.0)"
    assert rows_of(frames.compare(then, attrs.evolve(later, version="0.0.9"))) == []
    assert rows_of(frames.compare(attrs.evolve(before, kept=before.rows()), before)) == []


def test_clients_come_and_go() -> None:
    first = look([steady("gone", 30, 200), steady("stays", 30, 390)], day(380))
    second = look([steady("found", 30, 390), steady("stays", 30, 390), steady("new", 30, 395, first=385)], day(400))
    rows = {row["client"]: row["why"] for row in rows_of(frames.compare(first, second))}
    assert rows == {
        "gone": "lost → not there by late data (no longer in the records)",
        "found": "not there → active by late data (new in the records)",
        "new": "not there → one-time by time (new in the records)",
    }


# --- the plan -------------------------------------------------------------------------------------


def test_a_plan_is_made_and_nothing_is_read() -> None:
    polars = pytest.importorskip("polars")

    def read(_: Any) -> Any:
        raise AssertionError("collected")

    made = look([QUIET], day(345), backend="polars-lazy")
    unread = made.purchases.map_batches(read, schema=made.purchases.collect_schema())
    looks = [attrs.evolve(made, purchases=unread, policy=policy) for policy in (PLAIN, POLICIES[2])]
    plan = frames.compare(*looks)
    assert isinstance(plan, polars.LazyFrame)
    with pytest.raises(AssertionError, match="collected"):
        plan.collect()


@pytest.mark.nightly
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_tells_the_same(spark: Any) -> None:
    old, new = [QUIET, steady("E", 60, 240)], [steady("new", 30, 340), QUIET]
    told = []
    for backend, session in (("polars", None), ("pyspark", spark)):
        first = look(old, day(310), backend=backend, session=session)
        second = look(new, day(345), POLICIES[4], BASES[2], backend, session)
        told.append(sorted((row["client"], row["why"], row["money"]) for row in rows_of(frames.compare(first, second))))
    assert told[0] == told[1]
    assert len(told[0]) == 3


def test_what_moves_nobody_is_not_computed() -> None:
    """A number of plans, a wording, a base's day of learning: no standing of all clients for these."""
    before = look([QUIET], day(345))
    other = attrs.evolve(before, policy=PLAIN.tuned({apart: 30}), base=Base(learnt_on=day(100), clients=7))
    made: list[frames.Look] = []

    def counted(its: frames.Look, rows: Any = frames.Look.rows) -> Any:
        made.append(its)
        return rows(its)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(frames.Look, "rows", counted)
        assert rows_of(frames.compare(before, other)) == []
        assert len(made) == 1
        frames.compare(before, attrs.evolve(before, policy=POLICIES[2]))
        assert len(made) == 1 + 3


# --- one client -----------------------------------------------------------------------------------


@pytest.mark.parametrize("backend", BACKENDS)
def test_one_moved_client_is_told_as_reviews_tell_it(backend: str) -> None:
    late = Event(day(304), "complaint", severity=5)
    back = attrs.evolve(QUIET, events=[late], purchases=[*QUIET.purchases, Purchase(day(420), 10, "EUR")])
    old, new = [QUIET, steady("D", 7, 350)], [back]
    a, b = review(old, as_of=day(345)), review(new, as_of=day(430), policy=POLICIES[3])
    looks = look(old, day(345), backend=backend), look(new, day(430), POLICIES[3], backend=backend)
    ways = {moved.client: moved for moved in compare(a, b)}
    assert {name: frames.moved(name, *looks) for name in ("C", "D")} == ways
    assert str(frames.moved("C", *looks)).count("by") >= 1
    assert frames.moved("C", looks[0], looks[0]) is None
    with pytest.raises(ClientReturnError, match="a client of these tables"):
        frames.moved("nobody", *looks)


def test_the_earlier_look_comes_first() -> None:
    first, second = (look([steady("A", 30, 300)], day(on)) for on in (310, 340))
    with pytest.raises(ClientReturnError, match="swap the two looks"):
        frames.compare(second, first)


def test_both_looks_have_the_same_keys() -> None:
    first = look([QUIET], day(310))
    parts = attrs.evolve(first, rest={**first.rest, "part": "part"})
    with pytest.raises(ClientReturnError, match="same keys"):
        frames.compare(first, parts)


def test_both_looks_are_on_one_backend_and_kept_rows_say_where_a_client_stood() -> None:
    first = look([QUIET], day(310))
    with pytest.raises(ClientReturnError, match=r"after\.purchases: expected a table of the same make as the first"):
        frames.compare(first, look([QUIET], day(345), backend="polars-lazy"))
    with pytest.raises(ClientReturnError, match="kept rows column"):
        frames.compare(attrs.evolve(first, kept=native({"client": ["C"]}, "polars")), first)


def test_parts_move_by_themselves() -> None:
    pytest.importorskip("polars")
    both = [attrs.evolve(bought, part=part) for part in ("a", "b") for bought in QUIET.purchases]
    table = native(as_tables([attrs.evolve(QUIET, purchases=both[:-2])])["purchases"], "polars")
    rest = {"part": "part", "currency": "currency"}
    looks = [frames.Look(table, day(on), rest=rest) for on in (315, 345)]
    found = {(row["client"], row["part"]): row["why"] for row in rows_of(frames.compare(*looks))}
    assert found == {("C", "a"): "active → dormant by time (30 more days of silence)"}
