"""The loss report: the handbook's own sums, R23, small numbers, and laws."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientreturn.base import Base
from clientreturn.conditions import Tuning
from clientreturn.errors import ClientReturnError
from clientreturn.history import Client, Event, Owner, Purchase
from clientreturn.intervals import clopper_pearson
from clientreturn.measures import Grade, LossReport, Period, Replay, loss_report
from clientreturn.measures.losses import client_years, taken_along
from clientreturn.policy import Policy
from clientreturn.reviews import Band, review
from clientreturn.rhythm import RhythmPrior

from .firms import day, firms, shifted, steady

YEAR = {"start": day(366), "end": day(731)}


def report(clients: list[Client], **given: Any) -> LossReport:
    return loss_report(clients, **{**YEAR, **given})


def stayed(name: str, **fields: Any) -> Client:
    return steady(name, 30, 731, first=11, **fields)


def left(name: str, **fields: Any) -> Client:
    return steady(name, 30, 366, first=6, **fields)


# --- the handbook's sums --------------------------------------------------------------------------


def test_ten_lost_clients_with_seven_purchases_of_fifty_thousand() -> None:
    found = report([steady(f"C-{n}", 60, 366, first=6, amount=50_000) for n in range(10)])
    assert len(found.total.lost) == 10
    assert found["money-lost"].value == 3_500_000
    assert found["money-lost"].grade is Grade.OWN


@pytest.mark.parametrize("many", [200, 1_000])
def test_a_base_that_loses_a_quarter(many: int) -> None:
    """Each client buys 10 times a year for 500 and stays 5 years: 25,000 (E4.4); a quarter of the base is at stake."""
    ten = [Purchase(day(2 + 37 * n), 500, "EUR") for n in range(10)]
    on = [Purchase(day(335 + 37 * (n + 1)), 500, "EUR") for n in range(10)]
    gone = [Client(f"gone-{n}", purchases=ten) for n in range(many // 4)]
    here = [Client(f"here-{n}", purchases=[*ten, *on]) for n in range(many * 3 // 4)]
    found = report(gone + here)
    assert found.total.rate == found.total.annual == 0.25
    assert found["client-value"].value == 25_000
    assert found["money-at-stake"].value == many * 25_000 / 4
    assert found["value-lost"].value == many // 4 * 25_000
    assert found["money-at-stake"].grade is Grade.WORD


# --- who is counted -------------------------------------------------------------------------------


def test_the_base_is_who_was_a_client_on_the_first_day() -> None:
    prospect = Client("prospect", events=[Event(day(100), "inquiry")])
    new = steady("new", 30, 731, first=400)
    new_and_gone = steady("new and gone", 10, 500, first=400)
    gone_before = steady("gone before", 30, 100)
    back = Client(
        "returned",
        purchases=[*steady("x", 30, 150).purchases, *steady("x", 30, 731, first=311).purchases],
        events=[Event.declared_break(day(160))],
    )
    found = report([stayed("stayed"), left("left"), prospect, new, new_and_gone, gone_before, back])
    assert set(found.total.base) == {"stayed", "left", "returned"}
    assert found.total.lost == ("left",)


def test_a_client_that_was_lost_and_came_back_is_not_among_the_lost() -> None:
    visits = [*steady("x", 30, 400, first=10).purchases, *steady("x", 30, 731, first=641).purchases]
    found = report([Client("C", purchases=visits, events=[Event.declared_break(day(420))])])
    assert found.total.lost == ()
    assert found["came-back"].value == 1
    assert found["came-back"].clients == ("C",)


@pytest.mark.parametrize("kind", ["account-merged", "re-registered", "buys-through"])
def test_a_record_that_ended_is_no_loss(kind: str) -> None:
    """R21: it was a client on the first day and goes on elsewhere; afterwards it is counted there only."""
    ended = left("old", events=[Event(day(400), kind)])
    found = report([ended, stayed("other")])
    assert (found.total.base, found.total.lost) == (("old", "other"), ())
    later = report([ended, stayed("other")], start=day(731), end=day(760))
    assert later.total.base == ("other",)
    assert review([ended], as_of=day(731), period=365).loss_rate.lost == ()


def test_an_account_that_another_one_took_over_is_counted_there() -> None:
    """R21: old ids map to one survivor."""
    clients = [left("old"), stayed("new", same_as=["old"])]
    assert report(clients).total.base == ("new",)
    seen = review(clients, as_of=day(731))
    assert [row.client for row in seen] == ["old", "new"]
    assert (seen.loss_rate.base, seen.gone, seen.pareto.losses) == (("new",), (), 0)
    assert [one.client for one in seen.artefacts] == ["old"]
    assert "old" not in seen.cases  # nobody calls an account that goes on as another one


def test_nobody_there_is_no_rate_of_zero() -> None:
    found = report([])
    assert found.total.rate is None
    assert not found["loss-rate"].supported
    assert "nobody was a client" in str(found["loss-rate"])
    assert found.total.verdict is Band.NOT_YET


# --- employees (R23) ------------------------------------------------------------------------------


def team(name: str, many: int, lost: int) -> list[Client]:
    owners = [Owner(name, day(-500))]
    return [left(f"{name}-{n}", owners=owners) for n in range(lost)] + [
        stayed(f"{name}-{n}", owners=owners) for n in range(lost, many)
    ]


def test_a_person_has_a_rate_from_twenty_clients_on() -> None:
    found = report(team("olga", 20, 5) + team("tigran", 19, 5))
    olga, tigran = found.by("employee")
    assert (olga.name, olga.rate, olga.interval) == ("olga", 0.25, clopper_pearson(5, 20))
    assert (tigran.name, tigran.rate, tigran.annual, tigran.verdict) == ("tigran", None, None, Band.NOT_YET)
    assert "no rate below 20" in str(tigran)


def test_a_loss_counts_for_who_owned_the_client_when_the_purchase_fell_due() -> None:
    """Last purchase on day 366, usual gap 30: due on day 396. Owned for less than a gap then: inherited."""
    handed_on = [Owner("olga", day(-500)), Owner("tigran", day(450))]
    inherited = [Owner("olga", day(-500)), Owner("tigran", day(380))]
    taken_over = [Owner("olga", day(-500)), Owner("tigran", day(366))]
    found = report([left("A", owners=handed_on), left("B", owners=inherited), left("C", owners=taken_over)])
    lost = {one.name: one.lost for one in found.by("employee")}
    assert lost == {"olga": ("A",), "tigran": ("C",), "nobody (none on record, or inherited)": ("B",)}


# --- causes ---------------------------------------------------------------------------------------


def verified(reason: str) -> list[Event]:
    return [Event.declared_break(day(380)), Event.verified_cause(day(381), reason=reason)]


def test_avoidable_inevitable_and_unknown_make_all_the_lost() -> None:
    found = report(
        [
            left("slow", events=verified("company.late-delivery")),
            left("slow too", events=verified("company.late-delivery")),
            left("moved", events=verified("client.moved-away")),
            left("silent"),
            stayed("here"),
        ]
    )
    assert {key: found[key].value for key in ("avoidable", "inevitable", "cause-unknown")} == {
        "avoidable": 2,
        "inevitable": 1,
        "cause-unknown": 1,
    }
    assert found["avoidable"].clients == ("slow", "slow too")
    money = [found[f"{key}-money"].value for key in ("avoidable", "inevitable", "cause-unknown")]
    assert sum(Decimal(part or 0) for part in money) == found["money-lost"].value
    reasons = {one.name: len(one.lost) for one in found.by("reason")}
    assert reasons == {"company.late-delivery": 2, "client.moved-away": 1, "unknown": 1}
    sides = {one.name: one.rate for one in found.by("side")}
    assert sides == {"company": 0.4, "client": 0.2, "unknown": 0.2}


def test_referrals_and_those_who_are_taken_along() -> None:
    angry = [Event.complaint(day(350), severity=5), Event(day(100), "referral"), Event(day(200), "referral")]
    found = report([left("C", events=angry), stayed("D")])
    assert found["referrals-lost"].value == 2
    assert found["taken-along"].value == 10
    assert found["taken-along"].grade is Grade.WORD
    assert "in no money figure" in str(found["taken-along"])
    assert report([left("C"), stayed("D")])["referrals-lost"].value is None


def test_a_part_can_be_lost_alone() -> None:
    parts = [Purchase(day(on), 50, "EUR", part="parts") for on in range(6, 731, 30)]
    service = [Purchase(day(on), 50, "EUR", part="service") for on in range(6, 366, 30)]
    found = report([Client("C", purchases=parts + service)])
    assert found.total.lost == ()
    assert {one.name: len(one.lost) for one in found.by("part")} == {"parts": 0, "service": 1}
    assert (found["partial-losses"].value, found["partial-losses"].clients) == (1, ("C",))
    assert report([stayed("C")])["partial-losses"].value is None


# --- what the data cannot support -----------------------------------------------------------------


def test_money_that_is_unknown_is_left_out_and_named() -> None:
    mixed = [Purchase(day(on), 50, "USD" if on > 100 else "EUR") for on in range(6, 367, 30)]
    some = report([left("known"), Client("mixed", purchases=mixed)])["money-lost"]
    assert (some.clients, some.left_out) == (("known",), ("mixed",))
    assert "1 clients left out" in str(some)
    none = report([Client("mixed", purchases=mixed)])["money-lost"]
    assert none.value is None
    assert "cannot be told" in str(none)


def test_one_time_clients_are_in_the_base_and_undecided() -> None:
    found = report([steady("once", 30, 300, first=300), stayed("C")])
    assert len(found.total.base) == 2
    assert found.total.undecided == 1
    assert "cannot be told" in found["loss-rate"].note


@pytest.mark.parametrize(
    ("lost", "many", "verdict"),
    [
        (17, 100, Band.NOT_YET),
        (170, 1000, Band.WITHIN),
        (30, 1000, Band.BELOW),
        (400, 1000, Band.ABOVE),
        (0, 5, Band.NOT_YET),
    ],
)
def test_the_band_is_met_only_by_a_whole_interval(lost: int, many: int, verdict: Band) -> None:
    found = report([left(f"L-{n}") for n in range(lost)] + [stayed(f"S-{n}") for n in range(many - lost)])
    assert found.total.verdict is verdict
    assert (verdict is Band.NOT_YET) == ("would not be seen" in str(found.total) or "too few" in str(found.total))


def test_a_short_period_is_made_a_year_before_it_meets_the_band() -> None:
    clients = [left(f"L-{n}") for n in range(50)] + [stayed(f"S-{n}") for n in range(950)]
    quarter = report(clients, start=day(366), end=day(457)).total
    assert quarter.rate == 0.05
    assert quarter.annual == pytest.approx(1 - 0.95 ** (365 / 91))
    assert quarter.verdict is Band.WITHIN
    assert quarter.annual is not None
    assert quarter.annual_interval.low < quarter.annual < quarter.annual_interval.high


@pytest.mark.parametrize(("gap", "months"), [(7, 1), (20, 2), (30, 3), (91, 12), (365, 36)])
def test_the_more_often_clients_buy_the_shorter_the_period(gap: int, months: int) -> None:
    period = loss_report([steady("C", gap, 1095)], end=day(1095)).period
    assert round(period.days / (365 / 12)) == months
    assert str(months) in period.why


def test_earlier_periods_stand_beside() -> None:
    clients = [stayed("A"), left("B"), steady("C", 30, 200)]
    found = loss_report(clients, start=day(600), end=day(700), earlier=3)
    names = [one.name.split()[0] for one in found.by("period")]
    assert names == [str(day(600 - 100 * back)) for back in (3, 2, 1, 0)]
    assert [one.lost for one in found.by("period")] == [(), ("B",), (), ()]
    assert [set(one.base) for one in found.by("period")] == [{"A", "B"}, {"A", "B"}, {"A"}, {"A"}]


def test_numbers_are_the_policys() -> None:
    policy = Policy().tuned({client_years: 2, taken_along: 3})
    offended = left("C", events=[Event.complaint(day(360), severity=5)])
    found = report([offended], policy=policy)
    assert found["value-lost"].value == Decimal(found["money-lost"].value or 0) * 2
    assert found["taken-along"].value == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": day(731)},
        {"end": "2025-01-01"},
        {"known_on": day(700)},
        {"earlier": -1},
        {"base": Base(learnt_on=day(800))},
    ],
)
def test_what_cannot_be_asked_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ClientReturnError):
        report([stayed("C")], **wrong)


def test_an_unknown_division_or_figure_is_refused() -> None:
    found = report([stayed("C")])
    with pytest.raises(ClientReturnError, match="employee"):
        found.by("colour")
    with pytest.raises(ClientReturnError, match="money-lost"):
        found["colour"]


def test_a_report_reads_as_text() -> None:
    text = str(report(team("olga", 20, 5)))
    assert "loss rate of the period: 25.0%" in text
    assert "olga: 5 of 20" in text
    assert all(f"by {what}" in text for what in ("employee", "segment", "cohort", "reason", "side"))


# --- laws -----------------------------------------------------------------------------------------


ADDS_UP = ("money-lost", "value-lost", "avoidable", "inevitable", "cause-unknown", "came-back", "taken-along")


@settings(max_examples=60)
@given(firms(prefix="A"), firms(prefix="B"))
def test_a_report_over_both_is_the_sum_of_the_reports(one: list[Client], other: list[Client]) -> None:
    a, b, both = report(one), report(other), report(one + other)
    assert set(both.total.base) == set(a.total.base) | set(b.total.base)
    assert set(both.total.lost) == set(a.total.lost) | set(b.total.lost)
    assert both.total.money == a.total.money + b.total.money
    for key in ADDS_UP:
        values = [Decimal(found[key].value or 0) for found in (a, b, both)]
        assert values[0] + values[1] == values[2], key
        assert sorted(both[key].clients) == sorted(a[key].clients + b[key].clients)
    for by in ("employee", "segment", "cohort", "part"):
        for part in both.by(by):
            halves = [found for report_of in (a, b) for found in report_of.by(by) if found.name == part.name]
            assert sorted(part.base) == sorted(client for half in halves for client in half.base)
            assert sorted(part.lost) == sorted(client for half in halves for client in half.lost)


@settings(max_examples=60)
@given(firms())
def test_slices_add_up_to_the_whole(clients: list[Client]) -> None:
    found = report(clients)
    for by in ("employee", "segment", "cohort"):
        assert sorted(one for part in found.by(by) for one in part.base) == sorted(found.total.base)
    for by in ("employee", "segment", "cohort", "side", "reason"):
        assert sorted(one for part in found.by(by) for one in part.lost) == sorted(found.total.lost)
        assert sum((part.money for part in found.by(by)), Decimal(0)) == found.total.money
    rates = [part.rate or 0 for part in found.by("reason")]
    assert sum(rates) == pytest.approx(found.total.rate or 0)


@settings(max_examples=60)
@given(firms(), st.integers(-3000, 3000))
def test_shifting_every_date_changes_nothing_but_dates(clients: list[Client], days: int) -> None:
    by = timedelta(days)
    here = report(clients)
    there = report([shifted(client, days) for client in clients], start=YEAR["start"] + by, end=YEAR["end"] + by)
    assert [(one.key, one.value, one.interval, one.clients) for one in there.figures] == [
        (one.key, one.value, one.interval, one.clients) for one in here.figures
    ]
    for division in ("total", "employee", "segment", "reason", "side", "part"):
        assert there.by(division) == here.by(division)


@settings(max_examples=60)
@given(firms(), st.randoms(use_true_random=False))
def test_the_order_of_clients_does_not_matter(clients: list[Client], chance: Any) -> None:
    mixed = list(clients)
    chance.shuffle(mixed)
    values = {figure.key: (figure.value, figure.interval) for figure in report(clients).figures}
    assert values == {figure.key: (figure.value, figure.interval) for figure in report(mixed).figures}


@given(st.floats(0.5, 2000), st.floats(0.5, 2000))
def test_rarer_buying_never_shortens_the_period(a: float, b: float) -> None:
    often, seldom = sorted((a, b))
    end = date(2026, 1, 1)
    assert Period.fitting(end, [often], Tuning()).days <= Period.fitting(end, [seldom], Tuning()).days


def test_a_base_of_clients_alike_decides_the_one_time_clients() -> None:
    once = steady("once", 30, 350, first=350)
    found = report([once], base=Base(RhythmPrior(3.4, 2), learnt_on=day(700)))
    assert found.total.lost == ("once",)
    assert found.total.undecided == 0


def test_the_clock_of_a_report() -> None:
    assert report([stayed("C")]).replay is Replay.PRESENT


@settings(max_examples=60)
@given(firms())
def test_a_review_and_a_report_of_one_period_never_disagree(clients: list[Client]) -> None:
    reviewed = review(clients, as_of=YEAR["end"], period=(YEAR["end"] - YEAR["start"]).days)
    found = report(clients)
    assert reviewed.loss_rate == found.total
    named = [one for one in found.by("employee") if not one.name.startswith("nobody")]
    assert list(reviewed.loss_rates) == named
    assert reviewed.money_lost is None or Decimal(str(reviewed.money_lost)) == found["money-lost"].value


def test_a_base_that_falls_silent_at_once_is_a_fault_of_the_feed_until_shown_otherwise() -> None:
    clients = [steady(f"C-{n}", 30, 600, first=n) for n in range(30)]
    stopped = loss_report(clients, start=day(500), end=day(660))
    assert stopped.feed_stopped == day(600)
    assert "fault of the feed" in str(stopped)
    assert loss_report(clients, start=day(500), end=day(605)).feed_stopped is None
    told = [attrs.evolve(client, data_until=day(600)) for client in clients]
    shown = loss_report(told, start=day(500), end=day(660))
    assert shown.feed_stopped is None
    assert shown.total.lost == (), "silence runs only as far as the data reach"
