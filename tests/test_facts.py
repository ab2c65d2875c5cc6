"""Facts of a client: each worked out by hand, on both sides of every border."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import clientreturn as cr
from clientreturn.base import Cuts
from clientreturn.facts.silence import early_days, fixed_line, season_cycles

AS_OF = date(2026, 3, 2)
E = cr.Event


def ago(days: int) -> date:
    return AS_OF - timedelta(days)


def bought(*days: int, **fields: Any) -> list[cr.Purchase]:
    """A purchase of 100 EUR so many days ago, each."""
    return [cr.Purchase(ago(day), fields.get("amount", 100), "EUR", **{k: v for k, v in fields.items() if k != "amount"}) for day in days]  # fmt: skip


def client(*days: int, **fields: Any) -> cr.Client:
    return cr.Client("C-7", purchases=bought(*days), **fields)


def fact(name: str, one: cr.Client, **contexts: Any) -> Any:
    return cr.assess(one, as_of=AS_OF, **contexts).judgement.facts[name]


RETURNED = [E.declared_break(ago(500))]
LADDER = [600, 560, 520, 300, 290, 100]  # bought, said that it leaves at 500, came back at 300
TABLE: list[tuple[str, cr.Client, Any]] = [
    # time
    ("tenure", client(), None),
    ("tenure", client(10), 0),
    ("tenure", client(90, 10), 80),
    ("age", client(90, 10), 90),
    ("age", client(), None),
    ("first_on", client(90, 10), ago(90)),
    ("last_on", client(90, 10), ago(10)),
    ("visits", client(90, 10, 10), 2),
    ("silence", client(90, 10), 10),
    ("silence", client(), None),
    # money: a year is the last day of buying and the 364 before it
    ("revenue", client(90, 10), 200.0),
    ("revenue_year", client(10 + 364, 10), 200.0),
    ("revenue_year", client(10 + 365, 10), 100.0),
    ("revenue_before", client(10 + 365, 10), 100.0),
    ("revenue_before", client(10 + 364, 10), 0.0),
    ("revenue_before", client(10 + 729, 10), 100.0),
    ("revenue_before", client(10 + 730, 10), 0.0),
    ("revenue_year", client(), None),
    ("two_years", client(10 + 729, 10), True),
    ("two_years", client(10 + 728, 10), False),
    ("two_years", client(), False),
    ("ticket", client(90, 10, 10), 150.0),
    ("ticket", client(), None),
    ("purchases_a_year", client(10 + 364, 10), 2),
    ("purchases_a_year", client(10 + 365, 10), 1),
    ("margin_share", client(10, margin=0.25), 0.25),
    ("margin_share", cr.Client("C", purchases=bought(20, 10, margin=40)), 0.4),
    ("margin_share", cr.Client("C", purchases=[*bought(20, margin=40), *bought(10)], margin=0.3), 0.3),
    ("margin_share", cr.Client("C", purchases=[*bought(20, 10, amount=-100, margin=5), *bought(9, 8, margin=5)]), None),
    ("margin_share", cr.Client("C", purchases=bought(10, amount="0.00001", margin=5), margin=0.2), 0.2),
    # breaks and returns
    ("break_on", client(90, 60, 30, events=[E.declared_break(ago(20)), E.closed(ago(5))]), ago(20)),
    ("break_on", client(90, 60, 30), None),
    ("breaks", client(90, 60, 30, events=[E.declared_break(ago(20)), E.closed(ago(5))]), 2),
    ("breaks", client(90, 60, 30, events=[E.declared_break(ago(30))]), 1),
    ("breaks", client(90, 60, 30, events=[E.declared_break(ago(31))]), 0),
    ("days_since_break", client(90, 60, 30, events=[E.declared_break(ago(20)), E.closed(ago(5))]), 5),
    ("days_since_break", client(90, 60, 30), None),
    ("losses", client(*LADDER, events=RETURNED), 1),
    ("confirmed_losses", client(*LADDER, events=RETURNED), 1),
    ("confirmed_losses", client(*LADDER, events=[*RETURNED, E.closed(ago(50))]), 2),
    ("returned_on", client(*LADDER, events=RETURNED), ago(300)),
    ("days_since_return", client(*LADDER, events=RETURNED), 300),
    ("visits_since_return", client(*LADDER, events=RETURNED), 3),
    ("visits_since_return", client(90, 60, 30), None),
    ("returned_on", client(90, 60, 30), None),
    # complaints
    ("complaints", client(30, events=[E.complaint(ago(9)), E.complaint(ago(400))]), 2),
    ("open_complaints", client(30, events=[E.complaint(ago(9)), E.complaint(ago(8), resolved="well")]), 1),
    ("days_since_complaint", client(30, events=[E.complaint(ago(9)), E.complaint(ago(40))]), 9),
    ("days_since_complaint", client(30), None),
    ("worst_severity", client(30, events=[E.complaint(ago(30 + 365), severity=4), E.complaint(ago(2), severity=2)]), 4),
    ("worst_severity", client(30, events=[E.complaint(ago(30 + 366), severity=4), E.complaint(ago(2), severity=2)]), 2),
    ("worst_severity", client(30, events=[E.complaint(ago(2))]), None),
    # contact
    ("outreach", client(30, events=[E.contact(ago(30)), E(ago(5), "greeting"), E.contact(ago(31))]), 2),
    ("days_since_outreach", client(30, events=[E.contact(ago(33)), E(ago(5), "greeting")]), 5),
    ("days_since_outreach", client(30), None),
    ("attempts", client(30, events=[E.offer(ago(30)), E.offer(ago(30)), E.offer(ago(9)), E.offer(ago(31))]), 2),
    ("attempts", client(events=[E.offer(ago(9))]), 1),
    ("attempts", client(30, events=[E(ago(9), "result", data={"key": "C/l/ask-back/1", "result": "no-answer"})]), 1),
    ("attempts", client(30, events=[E(ago(9), "result", data={"key": "C/l/ask-back/1", "result": "call-back"})]), 0),
    ("attempts", client(30, events=[E(ago(9), "result", data={"key": "C/l/ask-back/1", "result": "wrong-person"})]), 0),
    ("attempts", client(30, events=[E(ago(9), "result", data={"key": "C/l/greeting/1", "result": "no-answer"})]), 0),
    ("referrals", client(30, events=[E.referral(ago(9)), E.referral(ago(900))]), 2),
    ("inquiries", client(events=[E.inquiry(ago(9)), E(ago(5), "lead-dropped")]), 2),
    ("objection", client(30, events=[E.objection(ago(9))]), True),
    ("objection", client(30), False),
    ("record_ended", client(30, events=[E.account_merged(ago(9), successor="C-8")]), True),
    ("record_ended", client(30, events=[E.account_merged(ago(31), successor="C-8")]), False),
    # who
    ("owner", client(30, owners=[cr.Owner("olga", ago(90)), cr.Owner("ivan", ago(9))]), "ivan"),
    ("owned_days", client(30, owners=[cr.Owner("olga", ago(90)), cr.Owner("ivan", ago(9))]), 9),
    ("owner", client(30), None),
    ("owned_days", client(30), None),
    ("segment", client(30, segment="cafes"), "cafes"),
    ("company", client(30, company=True), True),
    ("company", client(30), None),
    # families
    ("count:refund", client(30, events=[E(ago(9), "refund"), E(ago(99), "refund")]), 2),
    ("count:refund", client(30), 0),
    ("since:refund", client(30, events=[E(ago(9), "refund"), E(ago(99), "refund")]), 9),
    ("since:refund", client(30), None),
    ("recent:refund", client(30, events=[E(ago(30), "refund"), E(ago(31), "refund")]), 1),
    ("recent:refund", client(events=[E(ago(31), "refund")]), 1),
    ("trait:rude", client(30, traits=["rude"]), 1),
    ("trait:rude", client(30), 0),
    ("data:stars", client(30, data={"stars": 4}), 4),
    ("data:stars", client(30), None),
    # rhythm
    ("usual_gap", client(90, 60, 30), 30.0),
    ("usual_gap", client(90), None),
    ("hiatus", client(90, 60, 30), 1.0),
    ("hiatus", client(90, 60, 45), 2.1216),
    ("hiatus", client(90), None),
    ("rhythm_known", client(90, 60, 30), True),
    ("rhythm_known", client(90), False),
    ("own_share", client(90, 60, 30), 1.0),
    ("own_share", client(90), None),
    ("hard_times", client(30, events=[E.hard_times(ago(9), until=AS_OF)]), True),
    ("hard_times", client(30, events=[E.hard_times(ago(9), until=ago(1))]), False),
    ("hard_times", client(30, events=[E.hard_times(ago(9))]), True),
    ("project_finished", client(30, events=[E.project_finished(ago(9))]), True),
    ("project_finished", client(30, events=[E.project_finished(ago(31))]), False),
    ("contract_runs", client(30, contracts=[cr.Contract("hosting", AS_OF)]), True),
    ("contract_runs", client(30, contracts=[cr.Contract("hosting", ago(-1))]), False),
    ("contract_runs", client(30, contracts=[cr.Contract("hosting", ago(99), AS_OF, renews=False)]), True),
    ("contract_runs", client(30, contracts=[cr.Contract("hosting", ago(99), ago(1), renews=False)]), False),
    ("dead", client(30, company=False, events=[E.died(ago(9))]), True),
    ("dead", client(30, company=True, events=[E.died(ago(9), person="Anna")]), False),
    ("dead", client(30, company=False, events=[E.died(ago(9), suspected=True)]), False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "one", "value"), TABLE, ids=lambda part: part if isinstance(part, str) else "")
def test_a_fact_is_what_it_says(name: str, one: cr.Client, value: Any) -> None:
    found = fact(name, one)
    assert found == value
    assert type(found) is type(value)


# --- the line -----------------------------------------------------------------------------------------------


def test_the_line_is_early_from_gaps_of_a_month_on() -> None:
    policy = cr.Policy()
    none_early = policy.tuned({early_days: 0})
    for gap, early in ((27, 0.0), (28, 2.0), (90, 2.0)):
        one = client(*(10 + gap * at for at in range(6)))
        assert fact("usual_gap", one) == gap
        assert round(fact("line", one, policy=none_early) - fact("line", one, policy=policy), 2) == early


def test_a_fixed_line_holds_for_everybody_who_bought() -> None:
    policy = cr.Policy().tuned({fixed_line: 77})
    assert [fact("line", one, policy=policy) for one in (client(90, 60, 30), client(90))] == [77.0, 77.0]
    assert fact("line", client(90)) is None


DECEMBERS = [10 + 365 * year + day for year in range(4) for day in (0, 7, 14, 21)]


def test_seasons_rest_after_enough_years() -> None:
    assert fact("season", client(*DECEMBERS)) > 300
    assert fact("season", client(*DECEMBERS[:8])) == 0.0
    assert fact("season", client(*DECEMBERS[:12])) > 300
    assert fact("season", client(*DECEMBERS[:12]), policy=cr.Policy().tuned({season_cycles: 3})) == 0.0
    assert fact("season", client(*DECEMBERS), policy=cr.Policy().tuned({fixed_line: 30})) == 0.0
    assert fact("season", client()) == 0.0


# --- against all clients ------------------------------------------------------------------------------------

CUTS = Cuts(recency=(5, 15, 25, 35), frequency=(1, 2, 3, 4), money=(100, 200, 300, 400), class_a=300.0, class_b=200.0)


@pytest.mark.parametrize(
    ("name", "one", "value"),
    [
        ("rfm_recency", client(5), 5),
        ("rfm_recency", client(6), 4),
        ("rfm_recency", client(36), 1),
        ("rfm_frequency", client(5), 1),
        ("rfm_frequency", client(50, 40, 30, 20, 10), 5),
        ("rfm_money", client(50, 40), 2),
        ("rfm_recency", client(), None),
        ("rfm_money", client(), None),
        ("abc", client(50, 40, 30), "A"),
        ("abc", client(50, 40), "B"),
        ("abc", client(50), "C"),
        ("abc", client(), None),
        ("xyz", client(90, 60, 30), "Y"),
        ("xyz", client(*range(10, 700, 30)), "X"),
        ("xyz", client(60, 30), "Y"),
        ("xyz", client(30), None),
    ],
)
def test_cuts_put_a_client_among_all(name: str, one: cr.Client, value: Any) -> None:
    assert fact(name, one, base=cr.Base(cuts=CUTS)) == value
    if name != "xyz":
        assert fact(name, one) is None


# --- parts --------------------------------------------------------------------------------------------------


def parts(*print_days: int, print_amount: int = 100, **fields: Any) -> cr.Client:
    """Buys coffee every ten days, and prints now and then."""
    coffee = bought(*range(5, 400, 10), part="coffee")
    return cr.Client("C-7", purchases=[*coffee, *bought(*print_days, part="print", amount=print_amount)], **fields)


def test_a_part_falls_silent_by_its_own_rhythm() -> None:
    assert fact("silent_part", parts(320, 310, 300)) == "print"
    assert fact("silent_part", parts(30, 20, 10)) == ""
    assert fact("silent_share", parts(30, 20, 10)) == 0.0
    assert fact("silent_part", parts(320, 310)) == ""


def test_the_part_that_mattered_most_is_named() -> None:
    more = parts(320, 310, 300)
    paper = bought(320, 310, 300, part="paper", amount=500)
    both = cr.Client("C-7", purchases=[*more.purchases, *paper])
    assert fact("silent_part", both) == "paper"
    year = [one for one in both.purchases if ago(300 + 364) <= one.on <= ago(300)]
    share = sum(one.amount for one in year if one.part == "paper") / sum(one.amount for one in year)
    assert fact("silent_share", both) == round(float(share), 4)


def test_a_share_goes_by_documents_where_currencies_mix_and_by_the_last_year() -> None:
    dollars = [cr.Purchase(ago(305), 10_000, "USD", part="tea")]
    mixed = cr.Client("C-7", purchases=[*parts(320, 310, 300).purchases, *dollars])
    inside = [one for one in mixed.purchases if ago(300 + 364) <= one.on <= ago(300)]
    assert fact("silent_share", mixed) == round(3 / len(inside), 4)
    old = cr.Client("C-7", purchases=[*parts(320, 310, 300).purchases, *bought(300 + 365, part="tea", amount=9_999)])
    assert fact("silent_share", old) == fact("silent_share", parts(320, 310, 300))
    edge = cr.Client("C-7", purchases=[*parts(320, 310, 300).purchases, *bought(300 + 364, part="tea", amount=9_999)])
    assert fact("silent_share", edge) < 0.05


def test_a_part_under_a_contract_ends_with_it() -> None:
    ended = cr.Contract("print", ago(700), ago(200), renews=False)
    assert fact("silent_part", parts(320, 310, contracts=[ended])) == "print"
    again = cr.Contract("print", ago(199), ago(100), renews=False)
    assert fact("silent_part", parts(320, 310, contracts=[ended, again])) == "print"
    running = cr.Contract("print", ago(199))
    assert fact("silent_part", parts(320, 310, contracts=[ended, running])) == ""
    late = cr.Contract("print", ago(700), ago(4), renews=False)
    assert fact("silent_part", parts(320, 310, contracts=[late])) == ""
    just = cr.Contract("print", ago(700), ago(5), renews=False)
    assert fact("silent_part", parts(320, 310, contracts=[just])) == "print"
