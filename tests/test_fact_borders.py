"""Facts, border by border, from sums and silences told by hand."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from math import exp, log, sqrt
from typing import Any

import attrs
import pytest

import clientreturn as cr
from clientreturn.arithmetic import FLOATS
from clientreturn.base import Base
from clientreturn.conditions import Fact, Number, Tuning, Unit
from clientreturn.facts import Loss, Silence, Story, client_facts, parts, silence, silence_facts
from clientreturn.facts.families import count_of, days_since, own_value, recent, trait
from clientreturn.facts.silence import below_line, drawn_line, line_from, pauses_at, season_rest
from clientreturn.facts.subject import ends_client
from clientreturn.rhythm import Pooled, Rhythm, RhythmPrior

AS_OF = date(2026, 3, 2)
TODAY = AS_OF.toordinal()
E = cr.Event
HANDBOOK = Tuning()


def ago(days: int) -> date:
    return AS_OF - timedelta(days)


def client(*days: int, amount: Any = 100, **fields: Any) -> cr.Client:
    bought = [cr.Purchase(ago(day), amount, "EUR") for day in days]
    return cr.Client("C-7", **{"purchases": bought, **fields})


def story(one: cr.Client, **contexts: Any) -> Story:
    return cr.assess(one, as_of=AS_OF, **contexts).judgement.story


def fact(name: str, one: cr.Client, **contexts: Any) -> Any:
    return cr.assess(one, as_of=AS_OF, **contexts).judgement.facts[name]


# --- the numbers --------------------------------------------------------------------------------------------

NUMBERS = [
    (silence.gone_ratio, 4 / 3, 1, 20),
    (silence.gone_deviations, 1.6449, 0, 6),
    (silence.early_days, 2, 0, 30),
    (silence.fixed_line, 0, 0, 36500),
    (silence.season_cycles, 2, 2, 20),
]


@pytest.mark.parametrize(("number", "default", "low", "high"), NUMBERS, ids=lambda part: getattr(part, "name", ""))
def test_a_number_has_the_handbooks_value_and_range(number: Number, default: float, low: float, high: float) -> None:
    assert (number.default, number.low, number.high) == (default, low, high)


# --- money and days -----------------------------------------------------------------------------------------

TABLE: list[tuple[str, cr.Client, Any]] = [
    ("margin_share", client(purchases=[cr.Purchase(ago(9), 3, "EUR", margin=1)]), 0.3333),
    ("margin_share", client(purchases=[cr.Purchase(ago(9), 3, "EUR", margin=2)]), 0.6667),
    ("revenue_year", client(9, amount="0.333"), 0.33),
    ("revenue_before", client(9, 9 + 365, 9 + 730, amount=7), 7.0),
    ("revenue_year", client(9, 9 + 364, 9 + 365, amount=7), 14.0),
    ("days_since_outreach", client(30, events=[E.contact(ago(3)), E.contact(ago(20)), E.contact(ago(25))]), 3),
    ("days_since_break", client(90, 60, 30, events=[E.closed(ago(2)), E.declared_break(ago(9)), E.closed(ago(5))]), 2),
    ("since:refund", client(30, events=[E(ago(3), "refund"), E(ago(9), "refund"), E(ago(99), "refund")]), 3),
    ("last_on", client(90, 60, 10), ago(10)),
    ("tenure", client(90, 60, 10), 80),
    ("two_years", client(10 + 729, 60, 10), True),
    ("two_years", client(10 + 728, 60, 10), False),
    ("revenue_year", client(400, 300, 10), 200.0),
    ("purchases_a_year", client(10 + 364, 60, 10), 3),
    ("purchases_a_year", client(10 + 365, 60, 10), 2),
    ("worst_severity", client(events=[E.complaint(ago(900), severity=2)]), 2),
    ("record_ended", client(30, events=[E.account_merged(ago(9), successor="C-8")]), True),
    ("silent_share", client(30), 0.0),
    ("spread", client(90, 60, 40), 0.1865),
    ("hiatus", client(80, 50, 7), 0.1949),
]  # fmt: skip


@pytest.mark.parametrize(("name", "one", "value"), TABLE, ids=[f"{n} {row[0]}" for n, row in enumerate(TABLE)])
def test_a_fact_by_hand(name: str, one: cr.Client, value: Any) -> None:
    found = fact(name, one)
    assert found == value
    assert type(found) is type(value)


def test_money_that_cannot_be_added_up_is_unknown() -> None:
    mixed = client(purchases=[cr.Purchase(ago(9), 3, "EUR"), cr.Purchase(ago(8), 3, "USD")], margin=0.2)
    assert [fact(name, mixed) for name in ("revenue", "revenue_year", "ticket", "two_years", "margin_share")] == [
        None, None, None, False, 0.2,
    ]  # fmt: skip


def test_a_chance_is_told_to_the_millionth() -> None:
    found = [fact("chance", client(*range(10 + more, 700, 30 + more))) for more in range(5)]
    assert all(one is not None and one == round(one, 6) for one in found)
    assert any(one != round(one, 5) for one in found)


def test_a_firms_own_fact_is_made_by_its_function() -> None:
    stars = Fact("stars", "stars", Unit.COUNT)
    one = story(client(30, data={"stars": 4}))
    assert client_facts(one, ((stars, lambda story: story.client.detail("stars")),))["stars"] == 4
    assert client_facts(one, ((stars, lambda story: story.client.detail("stars")),))["visits"] == 1
    assert client_facts(one)["visits"] == 1

    def failing(story: Story) -> int:
        raise ValueError("no stars")

    with pytest.raises(cr.ClientReturnError, match="stars"):
        client_facts(one, ((stars, failing),))["stars"]


def test_facts_of_families_are_named_by_their_kind() -> None:
    made = [count_of("x"), days_since("x"), recent("x"), trait("x"), own_value("x"), own_value("x", Unit.MONEY)]
    assert [(one.name, one.unit) for one in made] == [
        ("count:x", Unit.COUNT), ("since:x", Unit.DAYS), ("recent:x", Unit.COUNT), ("trait:x", Unit.COUNT),
        ("data:x", Unit.COUNT), ("data:x", Unit.MONEY),
    ]  # fmt: skip


def test_facts_are_made_once_and_pickled_as_values() -> None:
    facts = client_facts(story(client(30)))
    assert facts["visits"] == 1
    assert facts["count:refund"] == 0
    assert "count:refund" in facts
    assert pickle.loads(pickle.dumps(facts)) == {"visits": 1, "count:refund": 0}
    assert facts.base is facts.silence.base
    assert facts.rhythm == facts.silence.rhythm
    assert facts.track == (TODAY - 30,)


# --- the line -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("usual", "spread", "reach", "changed", "line"),
    [
        (10.0, 0.0, 0.0, {}, 13.33),
        (10.0, 0.2, 0.0, {}, 13.9),
        (10.0, 0.2, 3.0, {}, 18.22),
        (10.0, 0.2, 1.0, {}, 13.9),
        (27.99, 0.0, 0.0, {}, 37.32),
        (28.0, 0.0, 0.0, {}, 35.33),
        (28.0, 0.0, 0.0, {"early_days": 3}, 34.33),
        (10.0, 0.5, 0.0, {"gone_deviations": 0}, 13.33),
        (10.0, 0.2, 0.0, {"gone_ratio": 2}, 20.0),
        (10.0, 0.2, 0.0, {"fixed_line": 77}, 77),
    ],
)
def test_the_line_from_figures(
    usual: float, spread: float, reach: float, changed: dict[str, float], line: float
) -> None:
    tuning = Tuning.of({getattr(silence, name): value for name, value in changed.items()})
    assert line_from(usual, spread, tuning, reach) == line
    assert drawn_line(Pooled(usual, spread, 1.0, reach), tuning) == line


def test_a_line_reaches_no_farther_than_told() -> None:
    assert line_from(10.0, 0.5, Tuning.of({silence.gone_deviations: 0})) == 13.33
    assert line_from(10.0, 0.2, HANDBOOK, maths=FLOATS) == 13.9


def test_without_a_rhythm_only_a_fixed_line_is_drawn() -> None:
    assert drawn_line(None, HANDBOOK) is None
    assert drawn_line(None, Tuning.of({silence.fixed_line: 40})) == 40


# --- the quick look -----------------------------------------------------------------------------------------


def surely_until(gaps: int, log_gap: float, prior: RhythmPrior, tuning: Tuning = HANDBOOK) -> int:
    """The largest gap that the quick look holds below the line, of a client whose gaps are all alike."""
    logs, squares = round(gaps * log_gap * 1e6), round(gaps * log_gap * log_gap * 1e6)
    look = below_line(prior, tuning)
    low, high = 1, 10**9
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if look(middle, gaps, logs, squares) else (low, middle)
    return low


LONG = log(1_000_000)
NARROW, WIDE = 1e-6, 0.09


@pytest.mark.parametrize(
    ("gaps", "prior", "changed", "centre", "spread", "reach"),
    [
        (4, RhythmPrior(variance=NARROW), {}, LONG, 0.0, 0.0),
        (4, RhythmPrior(variance=NARROW), {"early_days": 30}, LONG, 0.0, 0.0),
        (4, RhythmPrior(variance=NARROW), {"gone_ratio": 2}, LONG, 0.0, 0.0),
        (4, RhythmPrior(centre=None, weight=5.0, variance=NARROW), {}, LONG, 0.0, 0.0),
        (4, RhythmPrior(centre=LONG, weight=2.0, variance=NARROW), {}, LONG, 0.0, 0.0),
        (3, RhythmPrior(variance=WIDE, freedom=3.0, reach=1.0), {}, LONG, sqrt(WIDE / 2), 1.6449),
        (3, RhythmPrior(variance=WIDE, freedom=3.0, reach=3.0), {}, LONG, sqrt(WIDE / 2), 3.0),
        (3, RhythmPrior(variance=WIDE, freedom=3.0, reach=0.0), {"gone_deviations": 4}, LONG, sqrt(WIDE / 2), 4.0),
    ],
)
def test_the_quick_look_ends_just_before_the_line(
    gaps: int, prior: RhythmPrior, changed: dict[str, float], centre: float, spread: float, reach: float
) -> None:
    tuning = Tuning.of({getattr(silence, name): value for name, value in changed.items()})
    margin = tuning(silence.early_days) + 0.01
    ratio = log(tuning(silence.gone_ratio))
    ends = exp(centre + max(ratio, spread * reach) - 0.006) - margin
    assert surely_until(gaps, LONG, prior, tuning) == pytest.approx(ends, abs=2.5)


def test_the_quick_look_weighs_the_others() -> None:
    low = 2 * log(10)
    prior = RhythmPrior(centre=low, weight=2.0, variance=NARROW)
    centre = (2 * LONG + 2.0 * low) / 4
    scatter = 2.0 * 2 * (LONG - low) ** 2 / 4
    spread = sqrt((scatter + 3 * NARROW) / 5)
    ends = exp(centre + spread * 1.6449 - 0.006) - 2.01
    assert ends < 1e9
    assert surely_until(2, LONG, prior) == pytest.approx(ends, rel=1e-5)


def test_a_prior_of_one_day_is_a_centre_too() -> None:
    prior = RhythmPrior(centre=0.0, weight=2.0, variance=NARROW)
    spread = sqrt((2.0 * 2 * 3.0**2 / 4 + 3 * NARROW) / 5)
    ends = exp(1.5 + spread * 1.6449 - 0.006) - 2.01
    assert ends < 1e9
    assert surely_until(2, 3.0, prior) == pytest.approx(ends, abs=1.5)


def test_the_quick_look_before_the_first_gap() -> None:
    nobody = below_line(RhythmPrior(), HANDBOOK)
    assert nobody(10**9, 0, 0, 0), "without a rhythm there is no line to cross"
    prior = RhythmPrior(centre=LONG, weight=2.0)
    ends = exp(LONG + log(4 / 3) - 0.006) - 2.01
    look = below_line(prior, HANDBOOK)
    assert look(int(ends), 0, 0, 0)
    assert not look(int(ends) + 1, 0, 0, 0)


def test_the_quick_look_allows_for_a_hundredth_of_a_day() -> None:
    def look(ends: float) -> bool:
        centre = log(ends) - (log(4 / 3) - 0.006)
        return below_line(RhythmPrior(centre=centre, weight=2.0), HANDBOOK)(38, 0, 0, 0)

    assert [look(40.0), look(40.015)] == [False, True]


def test_the_quick_look_at_a_fixed_line() -> None:
    look = below_line(RhythmPrior(), Tuning.of({silence.fixed_line: 40}))
    assert [look(gap, 3, 0, 0) for gap in (39, 40, 41)] == [True, False, False]


def test_a_spread_beyond_measure_is_cut_off() -> None:
    prior = RhythmPrior(variance=10_000.0, freedom=3.0)
    look = below_line(prior, HANDBOOK)
    gap = int(exp(51))
    assert look(int(exp(49.9)), 3, 0, 0)
    assert not look(gap, 3, 0, 0)


# --- seasons ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("track", "line", "rest"),
    [
        # line 40, last day 10_000: a year ago the turn was day 9_655, two years ago day 9_290
        ((8926, 9640, 10_000), 40, 365.0),
        ((8925, 9640, 10_000), 40, 0.0),  # nothing in the year before the turn
        ((9290, 9640, 10_000), 40, 365.0),  # bought on the turn itself
        ((9640, 10_000), 40, 0.0),  # nothing two years ago
        ((9280, 9330, 9640, 10_000), 40, 0.0),  # bought again within the line: no rest
        ((9280, 9331, 9640, 10_000), 40, 81.0),
        ((9280, 9640, 9695, 10_000), 40, 0.0),
        ((9280, 9640, 9696, 10_000), 40, 81.0),
        ((9280, 9340, 9640, 9700, 10_000), 40, 85.0),  # the sooner of the two years
        ((9280, 9331, 9640, 10_000), 40.333, 81.17),
        ((9280, 9640, 10_000), 730, 0.0),  # half a line beyond a year: the turn is to come
        ((10_000,), 40, 0.0),
    ],
)
def test_the_rest_of_a_season(track: tuple[int, ...], line: float, rest: float) -> None:
    assert season_rest(track, line, HANDBOOK) == rest


def test_a_season_needs_as_many_years_as_the_policy_says() -> None:
    three = Tuning.of({silence.season_cycles: 3})
    assert season_rest((9280, 9640, 10_000), 40, three) == 0.0
    assert season_rest((8920, 9280, 9640, 10_000), 40, three) == 365.0
    assert season_rest((9280, 9640, 10_000), 40, Tuning.of({silence.fixed_line: 40})) == 0.0


# --- one silence --------------------------------------------------------------------------------------------


def quiet(track: tuple[int, ...] = (1000,), **told: Any) -> Silence:
    return Silence(
        **{"rhythm": Rhythm.of(track), "track": track, "days": 5, "base": Base(), "numbers": HANDBOOK, **told}
    )


def test_a_silence_says_nothing_of_what_was_not_told() -> None:
    bare = quiet()
    assert (bare.breaks, bare.events, bare.until, bare.closures) == ((), (), 0, ())
    assert (bare.contract_runs, bare.dead) == (False, False)
    facts = silence_facts(bare)
    assert [facts[name] for name in ("contract_runs", "dead", "breaks", "visits", "silence")] == [False, False, 0, 1, 5]
    assert (quiet(()).since, quiet((7, 8, 9)).since, quiet((7, 8, 9)).visits) == (0, 9, 3)


@pytest.mark.parametrize(
    ("closures", "day"),
    [
        ((), 1010),
        (((1005, 1007),), 1013),
        (((1010, 1010),), 1011),  # closed on the very day
        (((1011, 1020),), 1010),  # not yet closed
        (((995, 1003),), 1013),  # closed since before the last visit
        (((995, 1000),), 1010),  # closed until the last visit
        (((995, 1001),), 1011),
        (((1000, 1001),), 1011),
        (((1001, 1001),), 1011),
        (((1002, 1003), (1012, 1013)), 1014),  # the one moves the day into the other
        (((1002, 1003), (1013, 1014)), 1012),
    ],
)
def test_closed_days_do_not_count(closures: tuple[tuple[int, int], ...], day: int) -> None:
    assert quiet(closures=closures).day_at(10) == date.fromordinal(day)


def test_no_day_lies_beyond_the_calendar() -> None:
    assert quiet((date.max.toordinal() - 3,)).day_at(10) == date.max
    assert quiet((date.max.toordinal() - 3,)).day_at(2) == date(9999, 12, 30)


def test_without_visits_a_silence_has_no_figures() -> None:
    facts = silence_facts(quiet((), base=Base(rhythm=RhythmPrior(centre=log(30), weight=2.0))))
    assert [facts[name] for name in ("visits", "silence", "hiatus", "chance", "season", "rhythm_known")] == [
        0, None, None, None, 0.0, False,
    ]  # fmt: skip
    assert facts["usual_gap"] == 30.0
    assert facts["line"] is not None


@pytest.mark.parametrize(
    ("event", "pauses"),
    [
        (E.hard_times(AS_OF), True),
        (E.hard_times(AS_OF, until=ago(0)), True),
        (E.hard_times(AS_OF, until=ago(1)), False),
        (E.project_finished(AS_OF), True),
        (E.complaint(AS_OF), False),
    ],
)
def test_what_makes_a_silence_a_pause(event: cr.Event, pauses: bool) -> None:
    assert pauses_at(event, TODAY) is pauses


def test_a_pause_is_told_by_its_own_kind() -> None:
    both = (E.complaint(ago(3)), E.hard_times(ago(2), until=ago(1)), E.project_finished(ago(2)))
    facts = silence_facts(quiet((TODAY - 5,), events=both, until=TODAY))
    assert (facts["project_finished"], facts["hard_times"]) == (True, False)
    facts = silence_facts(quiet((TODAY - 5,), events=(both[0], E.hard_times(ago(2))), until=TODAY))
    assert (facts["project_finished"], facts["hard_times"]) == (False, True)


# --- one story ----------------------------------------------------------------------------------------------


def test_a_story_keeps_what_it_worked_out_to_itself() -> None:
    one = story(client(30))
    assert "__dict__" not in repr(one)
    assert [part.name for part in attrs.fields(Story) if not part.init] == ["__dict__"]
    assert Loss(ago(3), True).returned_on is None


def test_events_by_kind_are_told_oldest_first() -> None:
    told = [E.complaint(ago(3)), E(ago(9), "refund"), E.complaint(ago(20)), E(ago(5), "refund"), E(ago(4), "decision")]
    one = story(client(30, events=told))
    assert [event.on for event in one.events("complaint")] == [ago(20), ago(3)]
    assert [event.on for event in one.events("complaint", "refund")] == [ago(20), ago(9), ago(5), ago(3)]
    assert [event.on for event in one.events("complaint", "refund", "decision")] == [
        ago(20), ago(9), ago(5), ago(4), ago(3),
    ]  # fmt: skip
    assert list(one.events("complaint", "unheard-of")) == list(one.events("complaint"))
    assert list(one.events("unheard-of")) == []
    assert (one.first_visit, one.last_visit) == (ago(30), ago(30))
    assert (story(client(90, 60, 30)).first_visit, story(client(90, 60, 30)).last_visit) == (ago(90), ago(30))
    assert (story(client()).first_visit, story(client()).last_visit) == (None, None)


@pytest.mark.parametrize(
    ("event", "company", "ends"),
    [
        (E.declared_break(AS_OF), True, True),
        (E.closed(AS_OF), None, True),
        (E.complaint(AS_OF), False, False),
        (E.died(AS_OF), False, True),
        (E.died(AS_OF, person="Anna"), False, True),
        (E.died(AS_OF), None, True),
        (E.died(AS_OF, person="Anna"), None, False),
        (E.died(AS_OF), True, False),
        (E.died(AS_OF, suspected=True), False, False),
        (E.died(AS_OF, suspected=True), None, False),
    ],
)
def test_what_ends_a_client(event: cr.Event, company: bool | None, ends: bool) -> None:
    assert ends_client(event, company) is ends


# --- parts --------------------------------------------------------------------------------------------------


def part(name: str, on: int, amount: Any, currency: str = "EUR") -> cr.Purchase:
    return cr.Purchase(ago(on), amount, currency, part=name)


@pytest.mark.parametrize(
    ("purchases", "share"),
    [
        ((part("a", 9, 1), part("b", 9, 2)), 0.3333),
        ((part("a", 9, 2), part("b", 9, 1)), 0.6667),
        ((part("a", 9, 100), part("b", 9, -100)), 0.0),  # nothing in all
        ((part("a", 9, 100), part("b", 9, -300)), 0.0),
        ((part("a", 9, "0.25"), part("b", 9, "0.25")), 0.5),
        ((part("a", 9, 300), part("b", 9, -100)), 1.0),
        ((part("a", 9, -100), part("b", 9, 300)), 0.0),
        ((part("a", 9, 100), part("b", 9 + 364, 100)), 0.5),
        ((part("a", 9, 100), part("b", 9 + 365, 100)), 1.0),
        ((part("a", 9, 100), part("b", 8, 100)), 1.0),
        ((part("a", 9, 100), part("b", 9, 1, "USD"), part("b", 9, 1)), 0.3333),
        ((part("a", 9, 100, "USD"), part("b", 9, 300, "USD")), 0.25),
        ((), 0.0),
    ],
)
def test_the_share_of_a_part(purchases: tuple[cr.Purchase, ...], share: float) -> None:
    assert parts._share(purchases, "a", ago(9)) == share


def test_a_part_needs_three_purchases_for_a_rhythm() -> None:
    assert parts.RHYTHM == 3
    coffee = [cr.Purchase(ago(day), 100, "EUR", part="coffee") for day in range(5, 400, 10)]

    def fallen(*days: int, policy: cr.Policy | None = None) -> date | None:
        told = story(cr.Client("C-7", purchases=[*coffee, *(part("tea", day, 100) for day in days)]), policy=policy)
        return parts._fell_silent(told.client.part("tea"), told)

    assert fallen(220, 210) is None
    assert fallen(220, 210, 200) == ago(200)
    assert fallen(250, 240, 230, 220, 210) == ago(210)
    assert [fallen(38, 28, 18), fallen(39, 29, 19)] == [None, ago(19)], "beyond 13.33 days, when coffee was last bought"
    fixed = cr.Policy().tuned({silence.fixed_line: 14})
    assert [fallen(38, 28, 18, policy=fixed), fallen(39, 29, 19, policy=fixed)] == [None, ago(19)]


def test_the_day_on_which_a_part_ended() -> None:
    def ended(*contracts: cr.Contract) -> date | None:
        told = story(cr.Client("C-7", purchases=[part("coffee", day, 100) for day in (30, 20, 5)], contracts=contracts))
        return parts._ended(told.client.part("print"), told)

    first = cr.Contract("print", ago(700), ago(200), renews=False)
    last = cr.Contract("print", ago(150), ago(100), renews=False)
    assert ended(first) == ago(200)
    assert ended(first, last) == ago(100)
    assert ended(last, first) == ago(100)
    assert ended(first, cr.Contract("print", ago(90))) is None
    assert ended(cr.Contract("print", ago(90))) is None
    assert ended(cr.Contract("print", ago(90), ago(5), renews=False)) == ago(5)
    assert ended(first, cr.Contract("print", ago(90), ago(4), renews=False)) is None
