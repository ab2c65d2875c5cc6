"""Outcomes, border by border: every default, comparison, sum and refusal, worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from math import ceil, sqrt
from statistics import NormalDist
from typing import Any

import attrs
import pytest

from clientreturn.conditions import Unit
from clientreturn.errors import ClientReturnError
from clientreturn.history import Client, Event, Purchase
from clientreturn.intervals import Interval, Sample, Share
from clientreturn.measures import outcomes
from clientreturn.outcome import (
    Arm,
    Costs,
    Ending,
    Gain,
    Holdout,
    Lift,
    Outcome,
    Probation,
    Romi,
    Sale,
    Sizes,
    Told,
    Try,
    arms_of,
    draw_holdout,
    lift,
    romi,
    romi_by,
    second_life,
    sizes_needed,
    smallest_visible,
)
from clientreturn.outcome.experiment import COUNTABLE, POWER, lot, sample_of

START = date(2023, 1, 1)


def day(offset: int) -> date:
    return START + timedelta(days=offset)


def figures(*found: Any) -> tuple[Any, ...]:
    """Amounts and counts, to be compared with whole numbers at once."""
    return found


def sale(on: int, revenue: int = 100, margin: int | None = 40) -> Sale:
    return Sale(day(on), Decimal(revenue), None if margin is None else Decimal(margin))


def tried(**changed: Any) -> Outcome:
    """A client lost on day 0, asked on day 10 and back on day 100."""
    told: dict[str, Any] = {
        "client": "C",
        "segment": "",
        "reason": "",
        "lost_on": day(0),
        "confirmed": True,
        "tries": (Try(day(10), "call"),),
        "contacts": ((day(10), "call"),),
        "ending": Ending.RETURNED,
        "ended_on": day(100),
        "as_of": day(900),
    }
    return Outcome(**{**told, **changed})


# --- one outcome --------------------------------------------------------------------------------------------


def test_an_outcome_says_nothing_of_what_was_not_told() -> None:
    bare = tried()
    assert (bare.sales, bare.bought, bare.before, bare.before_alike) == ((), 0, None, None)
    assert (bare.complaints, bare.lost_again_on, bare.margin_assumed) == (0, None, False)
    assert Try(day(1)) == Try(day(1), "", "", None)


def test_the_first_try_dates_the_asking_and_the_last_one_tells_how() -> None:
    tries = (Try(day(10), "call", "a"), Try(day(20), "mail", "b"), Try(day(30), "visit", "c"))
    asked = tried(tries=tries)
    assert (asked.asked_on, asked.channel, asked.offer) == (day(10), "visit", "c")
    never = tried(tries=())
    assert (never.asked_on, never.channel, never.offer) == (None, "", "")


@pytest.mark.parametrize(
    ("changed", "back", "to_return", "from_asking"),
    [
        ({}, True, 100, 90),
        ({"ending": Ending.WOKEN}, True, 100, 90),
        ({"ended_on": None}, True, None, None),
        ({"tries": ()}, True, 100, None),
        ({"ending": Ending.REFUSED}, False, None, None),
        ({"ending": Ending.STOPPED}, False, None, None),
        ({"ending": Ending.NOT_YET, "ended_on": None}, False, None, None),
    ],
)
def test_days_are_told_of_who_came_back(
    changed: dict[str, Any], back: bool, to_return: int | None, from_asking: int | None
) -> None:
    one = tried(**changed)
    assert (one.back, one.days_to_return, one.days_from_asking) == (back, to_return, from_asking)


def test_the_trial_order_is_the_first_sale() -> None:
    assert tried(sales=(sale(100, 7), sale(110, 9))).trial_order == 7
    assert tried().trial_order is None


@pytest.mark.parametrize(
    ("changed", "share"),
    [
        ({}, 0.5),
        ({"as_of": day(100 + 89)}, None),
        ({"as_of": day(100 + 90)}, 0.5),
        ({"as_of": day(100 + 91)}, 0.5),
        ({"sales": (sale(100), sale(100 + 364))}, 1.0),
        ({"sales": (sale(100), sale(100 + 365))}, 0.5),
        ({"sales": ()}, None),
        ({"before_alike": None}, None),
        ({"before_alike": Decimal(0)}, None),
        ({"ended_on": None}, None),
    ],
)
def test_the_volume_restored_is_told_from_the_ninetieth_day_on(changed: dict[str, Any], share: float | None) -> None:
    assert tried(**{"sales": (sale(100),), "before_alike": Decimal(200), **changed}).restored == share


@pytest.mark.parametrize(
    ("changed", "probation"),
    [
        ({"as_of": day(100 + 364)}, Probation.RUNNING),
        ({"as_of": day(100 + 365)}, Probation.PASSED),
        ({"complaints": 1}, Probation.FAILED),
        ({"complaints": 1, "as_of": day(101)}, Probation.FAILED),
        ({"lost_again_on": day(100 + 364)}, Probation.FAILED),
        ({"lost_again_on": day(100 + 365)}, Probation.PASSED),
        ({"ending": Ending.WOKEN}, None),
        ({"ending": Ending.NOT_YET, "ended_on": None}, None),
        ({"ended_on": None}, None),
    ],
)
def test_probation_is_one_year(changed: dict[str, Any], probation: Probation | None) -> None:
    assert tried(**changed).probation is probation


# --- outcomes from records ----------------------------------------------------------------------------------

MONTHLY = list(range(0, 331, 30))
LEFT = Event.declared_break(day(340))


def offer(on: int, **data: Any) -> Event:
    return Event(day(on), "offer", data=data)


def buying(offsets: list[int], *events: Event, **fields: Any) -> Client:
    return Client("C", purchases=[Purchase(day(on), 100, "EUR") for on in offsets], events=events, **fields)


def only(client: Client, on: int) -> Outcome:
    (one,) = outcomes([client], as_of=day(on))
    return one


@pytest.mark.parametrize(("on", "counts"), [(339, False), (340, True), (400, True), (401, False)])
def test_a_try_counts_from_the_day_of_loss_to_the_day_of_return(on: int, counts: bool) -> None:
    back = only(buying([*MONTHLY, 400], LEFT, offer(on)), 415)
    assert [one.on for one in back.tries] == ([day(on)] if counts else [])
    refusal = Event.result(day(on), key="C/loss-1/ask-back/1", result="refused")
    gone = only(buying(MONTHLY, LEFT, refusal), 415)
    assert gone.ending is (Ending.NOT_YET if on < 340 else Ending.REFUSED)


@pytest.mark.parametrize(
    ("key", "counts"),
    [
        ("C/loss-1/ask-back/1", True),
        ("C/7/loss-1/ask-back/1", True),
        ("ask-back/1", True),
        ("C/loss-1/ask-back", False),
        ("C/loss-1/fix-cause/1", False),
        ("C/ask-back/fix-cause/1", False),
        ("ask-back", False),
    ],
)
def test_a_result_is_a_try_when_its_key_asks_back(key: str, counts: bool) -> None:
    gone = only(buying(MONTHLY, LEFT, Event.result(day(350), key=key, result="no-answer")), 400)
    assert bool(gone.tries) is counts


def test_what_is_told_first_about_a_try_holds() -> None:
    first = Event(day(350), "offer", data={"channel": "call"}, employee="aida")
    more = Event(day(350), "offer", data={"channel": "mail", "offer": "workshop"}, employee="ivan")
    bare = Event(day(360), "offer")
    gone = only(buying(MONTHLY, LEFT, first, more, bare), 400)
    assert gone.tries == (Try(day(350), "call", "workshop", "aida"), Try(day(360), "", "", None))


def test_contacts_are_tries_and_whatever_else_we_said() -> None:
    events = [
        offer(350, channel="call"),
        Event.contact(day(355), channel="mail"),
        Event(day(345), "greeting"),
        Event.contact(day(339)),
        offer(350, channel="visit"),
    ]
    gone = only(buying(MONTHLY, LEFT, *events), 400)
    assert gone.contacts == ((day(345), ""), (day(350), "call"), (day(355), "mail"))


def test_the_last_word_ends_an_attempt() -> None:
    def said(on: int, result: str) -> Event:
        return Event.result(day(on), key="C/loss-1/ask-back/1", result=result)

    def ended(*events: Event) -> tuple[Ending, date | None]:
        one = only(buying(MONTHLY, LEFT, *events), 400)
        return one.ending, one.ended_on

    assert ended(said(350, "refused"), said(370, "never-again"), said(380, "no-answer")) == (Ending.REFUSED, day(370))
    assert ended(Event.objection(day(350)), Event(day(370), "decision")) == (Ending.STOPPED, day(370))
    assert ended(said(350, "refused"), Event.objection(day(370))) == (Ending.REFUSED, day(350))
    assert ended(said(339, "refused")) == (Ending.NOT_YET, None)
    assert ended(Event(day(339), "decision")) == (Ending.NOT_YET, None)


@pytest.mark.parametrize(("on", "counts"), [(399, 0), (400, 1), (400 + 364, 1), (400 + 365, 0)])
def test_complaints_count_in_the_year_of_probation(on: int, counts: int) -> None:
    back = outcomes([buying([*MONTHLY, *range(400, 900, 30)], LEFT, Event.complaint(day(on)))], as_of=day(900))
    assert [one.complaints for one in back] == [counts]
    assert only(buying(MONTHLY, LEFT, Event.complaint(day(350))), 400).complaints == 0


def test_money_before_is_of_a_year_and_of_as_many_days_as_the_second_life() -> None:
    bought = [*range(-155, -34, 30), -34, *range(-4, 327, 30), 330]
    back = only(buying([*bought, 400, 430], LEFT, margin=0.4), 434)
    assert back.before == 1400, "the 365 days that end with the last purchase: from -34 on"
    assert back.before_alike == 200, "34 days: 326 and 330"
    assert only(buying([*bought, 400, 430], LEFT), 435).before_alike == 300, "35 days: 296, too"
    assert back.sales == tuple(Sale(day(on), Decimal(100), Decimal("40.0")) for on in (400, 430))
    assert (back.bought, back.margin_assumed) == (2, False)
    today = only(buying([*bought, 400], LEFT), 400)
    assert figures(today.before, today.before_alike) == (1400, None)
    tomorrow = only(buying([*bought, 400], LEFT), 401)
    assert tomorrow.before_alike == 100
    long_ago = only(buying([*bought, *range(400, 900, 30)], LEFT), 900)
    assert long_ago.before_alike == long_ago.before == 1400


def test_a_second_life_ends_with_the_next_loss() -> None:
    again = Event.declared_break(day(460))
    first, second = outcomes([buying([*MONTHLY, 400, 430, 460], LEFT, again)], as_of=day(500))
    assert (first.bought, first.lost_again_on) == (2, day(460)), "what was bought on the day of the loss is of no life"
    assert (second.ending, second.lost_again_on, second.bought, second.sales) == (Ending.NOT_YET, None, 0, ())
    third = Event.declared_break(day(600))
    lives = list(outcomes([buying([*MONTHLY, 400, 430, 500, 530], LEFT, again, third)], as_of=day(700)))
    assert [one.lost_again_on for one in lives] == [day(460), day(600), None]
    assert [one.bought for one in lives] == [2, 2, 0]
    assert [one.confirmed for one in lives] == [True, True, True]


def test_without_money_visits_still_count() -> None:
    mixed = Client("C", purchases=[*buying([*MONTHLY, 400]).purchases, Purchase(day(430), 9, "USD")], events=[LEFT])
    back = only(mixed, 460)
    assert (back.sales, back.bought, back.before, back.before_alike) == ((), 2, None, None)


def test_a_client_that_was_woken_was_gone_on_the_day_before() -> None:
    woken = only(buying([*MONTHLY, 390], offer(384)), 400)
    assert (woken.ending, woken.ended_on, woken.confirmed) == (Ending.WOKEN, day(390), False)
    assert 330 + 30 < (woken.lost_on - START).days < 384
    assert woken.lost_again_on is None


# --- costs and ROMI -----------------------------------------------------------------------------------------


def test_costs_are_nothing_until_told() -> None:
    free = Costs()
    assert figures(free.contact, free.contacts, free.offers, free.driver_share, free.fixed, free.horizon) == (
        0, (), (), 0.0, 0, 365,
    )  # fmt: skip
    assert figures(free.contact_by("call"), free.offer_used("")) == (0, 0)
    some = Costs("0.5", {"mail": 2, "call": 1}, {"x": 3}, 1, 7, 1)
    assert some.contacts == (("call", Decimal(1)), ("mail", Decimal(2)))
    assert figures(some.contact_by("mail"), some.contact_by("visit"), some.offer_used("x")) == (2, Decimal("0.5"), 3)
    assert (some.driver_share, some.horizon) == (1, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"contact": "-0.01"},
        {"fixed": -1},
        {"contacts": {"call": -1}},
        {"driver_share": -0.01},
        {"driver_share": 1.01},
        {"driver_share": True},
        {"driver_share": False},
        {"horizon": 0},
        {"horizon": True},
        {"horizon": 2.0},
    ],
)
def test_costs_that_cannot_be_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ClientReturnError, match="Costs"):
        Costs(**wrong)


def returns(**changed: Any) -> Romi:
    """The parts of a ROMI, told."""
    told: dict[str, Any] = {
        "attempts": 10,
        "returned": 3,
        "woken": 1,
        "revenue": Decimal(1000),
        "profit": Decimal(400),
        "contacts": Decimal(100),
        "offers": Decimal(40),
        "driver": Decimal(20),
        "fixed": Decimal(10),
        "pay_back": None,
    }
    return Romi(**{**told, **changed})


def test_a_romi_and_its_parts() -> None:
    whole = returns()
    assert (whole.without_money, whole.incomplete, whole.margin_assumed) == ((), 0, 0)
    assert figures(whole.back, whole.cost, whole.net) == (4, 170, 230)
    assert whole.value == float(Decimal(230) / 170)
    assert (whole.why, whole.share_back) == ("", Share(4, 10))
    assert whole.break_even == 2, "(100 + 10) / ((400 - 40 - 20) / 4)"


NOTHING: dict[str, Any] = dict.fromkeys(("contacts", "offers", "driver", "fixed"), Decimal(0))


@pytest.mark.parametrize(
    ("changed", "value", "why", "net"),
    [
        ({"attempts": 0}, float(Decimal(230) / 170), "nobody was asked", 230),
        (NOTHING, None, "undefined", 400),
        ({"profit": None, "without_money": ("a", "b")}, None, "the margin of 2 returned", None),
        ({"profit": None, **NOTHING}, None, "undefined", None),
        ({"profit": Decimal(0)}, -1.0, "", -170),
    ],
)
def test_why_there_is_no_romi(changed: dict[str, Any], value: float | None, why: str, net: int | None) -> None:
    one = returns(**changed)
    assert (one.value, one.net) == (value, net)
    assert why in one.why
    assert bool(why) == bool(one.why)


@pytest.mark.parametrize(
    ("changed", "needed"),
    [
        ({"returned": 0, "woken": 0}, None),
        ({"profit": None}, None),
        ({"profit": Decimal(60)}, None),
        ({"profit": Decimal(62)}, 220),
        ({"profit": Decimal(50)}, None),
        ({"returned": 0, "woken": 1}, 1),
        ({"contacts": Decimal(0), "fixed": Decimal(0)}, 0),
        ({"contacts": Decimal(160)}, 2),
        ({"contacts": Decimal("160.01")}, 3),
    ],
)
def test_returns_needed_to_cover_the_cost(changed: dict[str, Any], needed: int | None) -> None:
    assert returns(**changed).break_even == needed


def test_the_text_of_a_romi() -> None:
    assert str(returns()).startswith("ROMI 135")
    assert str(returns(profit=None, without_money=("a",))).startswith("ROMI cannot be told")
    assert "profit ?" in str(returns(profit=None))
    assert "horizon of 2" in str(returns(incomplete=2))
    assert "margin of 3 is assumed" in str(returns(margin_assumed=3))
    plain = str(returns())
    assert "horizon" not in plain
    assert "assumed" not in plain
    assert ("profit", Decimal(400), Unit.MONEY) in returns().text.values


PAID = Costs(10, offers={"x": 5}, driver_share=0.1, fixed=3)


def test_a_romi_from_outcomes() -> None:
    back = tried(sales=(sale(100), sale(130, 50, 20)), bought=2, contacts=((day(10), "call"), (day(5), "mail")))
    woken = tried(client="W", ending=Ending.WOKEN, tries=(Try(day(10), "call", "x"),), sales=(sale(100, 10, 4),))
    never = tried(client="N", ending=Ending.NOT_YET, ended_on=None)
    alone = tried(client="A", tries=(), sales=(sale(100, 9999),))
    whole = romi([back, woken, never, alone], PAID)
    assert (whole.attempts, whole.returned, whole.woken) == (3, 1, 1)
    assert figures(whole.revenue, whole.profit) == (160, 64)
    assert figures(whole.contacts, whole.offers, whole.driver, whole.fixed) == (40, 5, 16, 3)
    assert whole.cost == whole.profit
    assert whole.pay_back == 130 - 5, "covered to the cent, by the last sale"
    assert romi([back, woken], attrs.evolve(PAID, fixed=100)).pay_back is None
    assert romi([], PAID).fixed == 0
    assert romi([alone], PAID).fixed == 0
    assert romi([back], Costs()).pay_back is None


def test_a_returner_without_margin_leaves_the_profit_unknown() -> None:
    half = tried(client="H", sales=(sale(100), sale(110, 10, None)))
    none = tried(client="Z", sales=())
    whole = romi([half, none, tried(sales=(sale(100),))], PAID)
    assert (whole.without_money, whole.profit, whole.pay_back) == (("H", "Z"), None, None)
    assert whole.revenue == 210


@pytest.mark.parametrize(("as_of", "incomplete"), [(100 + 363, 1), (100 + 364, 0)])
def test_a_horizon_has_passed_on_its_last_day(as_of: int, incomplete: int) -> None:
    one = tried(as_of=day(as_of), sales=(sale(100),), margin_assumed=True)
    whole = romi([one, tried(sales=(sale(100),))], PAID)
    assert (whole.incomplete, whole.margin_assumed) == (incomplete, 1)


def test_sales_count_within_the_horizon() -> None:
    one = tried(sales=(sale(100), sale(109), sale(110)))
    assert romi([one], Costs(horizon=10)).revenue == 200
    assert romi([attrs.evolve(one, ended_on=None)], Costs(horizon=10)).without_money == ("C",)


def test_pay_back_counts_in_the_order_of_days() -> None:
    late, early = tried(client="L", sales=(sale(300, 100, 40),)), tried(client="E", sales=(sale(110, 100, 40),))
    assert romi([late, early], Costs(20)).pay_back == 110 - 10
    assert romi([late, early], Costs("20.5")).pay_back == 300 - 10
    assert romi([tried(sales=(sale(100, 100, 10),))], Costs("10.01")).pay_back is None


def test_groups_bear_no_fixed_costs() -> None:
    found = [tried(segment="b", sales=(sale(100),)), tried(segment="a", sales=(sale(100),)), tried(tries=())]
    groups = romi_by(found, PAID, lambda one: one.segment)
    assert list(groups) == ["a", "b"]
    assert [figures(group.attempts, group.fixed) for group in groups.values()] == [(1, 0), (1, 0)]


# --- second lives -------------------------------------------------------------------------------------------


def test_second_lives_are_those_of_the_returned() -> None:
    long = {"before_alike": Decimal(200), "sales": (sale(100, 200), sale(110, 50))}
    found = second_life(
        [
            tried(bought=2, **long),
            tried(bought=1, before_alike=Decimal(200), sales=(sale(100, 200),), lost_again_on=day(800)),
            tried(bought=1, before_alike=Decimal(200), sales=(sale(100, 199),), complaints=1),
            tried(bought=0, as_of=day(120), tries=(), ended_on=day(104)),
            tried(ending=Ending.WOKEN, bought=9, **long),
            tried(ending=Ending.REFUSED, ended_on=day(50)),
            tried(ending=Ending.STOPPED, ended_on=day(50), tries=()),
        ]
    )
    assert found.returned == Share(3, 4)
    assert found.bought_again == Share(1, 4)
    assert found.restored == Share(2, 3)
    assert found.passed == Share(2, 3)
    assert (found.running, found.lost_again) == (1, 1)
    assert figures(found.trial_order, found.days_to_return, found.days_from_asking) == (200, 100, 90)
    assert str(found).splitlines() == [str(line) for line in str(found.text).split("\n")]
    assert "1 still on probation" in str(found)
    assert "lost again: 1" in str(found)


def test_without_returners_there_is_nothing_to_tell() -> None:
    none = second_life([tried(ending=Ending.NOT_YET, ended_on=None)])
    assert (none.returned, none.bought_again, none.restored, none.passed) == (
        Share(0, 1), Share(0, 0), Share(0, 0), Share(0, 0),
    )  # fmt: skip
    assert (none.running, none.lost_again) == (0, 0)
    assert (none.trial_order, none.days_to_return, none.days_from_asking) == (None, None, None)
    running = second_life([tried(as_of=day(101)), tried(as_of=day(101), tries=())])
    assert (running.running, running.passed) == (2, Share(0, 0))


# --- the holdout --------------------------------------------------------------------------------------------


def test_a_lot_is_the_beginning_of_a_hash() -> None:
    told = int(sha256(b"6:spring:C-7").hexdigest()[:14], 16)
    assert lot("C-7", "spring") == told / 16**14
    assert all(0 <= lot(f"C-{n}", "spring") < 1 for n in range(100))


def test_who_is_left_alone() -> None:
    drawn = Holdout("spring", 0.5, frozenset({"a", "m"}), frozenset({"b"}))
    assert [one in drawn for one in ("a", "b", "c", 7)] == [True, False, False, False]
    assert Client("a") in drawn
    assert Client("b", same_as=["a"]) not in drawn
    assert Client("x", same_as=["b", "a"]) not in drawn
    assert Client("x", same_as=["y", "m"]) in drawn
    assert Client("x") not in drawn


def test_the_draw_as_an_event() -> None:
    drawn = Holdout("spring", 0.5, frozenset({"a"}), frozenset({"b"}))
    held = drawn.event(Client("a"), day(1), day(9))
    assert (held.on, held.kind, dict(held.data)) == (
        day(1), "holdout", {"arm": "left alone", "source": "spring", "until": day(9)},
    )  # fmt: skip
    assert dict(drawn.event(Client("b"), day(1)).data) == {"arm": "asked", "source": "spring"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"salt": ""}, "salt"),
        ({"salt": 5}, "salt"),
        *(({"share": share}, "share") for share in (0, 1, -1, 1.5, True, "0.1", float("nan"))),
    ],
)
def test_a_draw_needs_a_campaign_and_a_share(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(ClientReturnError, match=field):
        draw_holdout([Client("a")], **{"salt": "spring", "share": 0.1, **wrong})


def test_what_a_stratum_leaves_over_is_carried_on() -> None:
    everybody = [Client(f"{name}-{n}", segment=name) for name in "abc" for n in range(5)]
    drawn = draw_holdout(everybody, salt="spring", share=0.1, stratum=lambda one: one.segment)
    assert [sum(one.startswith(name) for one in drawn.left_alone) for name in "abc"] == [0, 1, 1]
    lowest = min((lot(f"b-{n}", "spring"), f"b-{n}") for n in range(5))[1]
    assert lowest in drawn.left_alone
    assert drawn.share == 0.1
    whole = draw_holdout(everybody, salt="spring", share=0.999)
    assert (len(whole.left_alone), len(whole.asked)) == (15, 0)
    assert len(draw_holdout(everybody, salt="spring").left_alone) == 2, "a tenth unless told"


# --- arms ---------------------------------------------------------------------------------------------------


def test_a_sample_by_hand() -> None:
    assert sample_of([1.0, 3.0, 8.0]) == Sample(3, 4.0, 13.0)
    assert sample_of([2.0, 4.0]) == Sample(2, 3.0, 2.0)
    assert sample_of([5.0]) == Sample(1, 5.0, 0.0)


def test_arms_from_rows() -> None:
    rows: list[Any] = [("a", True, 3), ["a", 0, "5"], ("b", 1), ("b", False)]
    assert arms_of(rows) == {"a": Arm("a", 2, 1, Sample(2, 4.0, 2.0)), "b": Arm("b", 2, 1)}
    assert Arm("none", 0, 0).rate is None
    assert Arm("a", 4, 1).rate == 0.25


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("a",), "rows"),
        (("a", True, 1, 1), "rows"),
        (("a", True, 1, 1, 1), "rows"),
        ((7, True), "rows"),
        ("ab", "rows"),
        (7, "rows"),
        (("a", 2), "response"),
        (("a", -1), "response"),
        (("a", 0.5), "response"),
        (("a", "yes"), "response"),
        (("a", None), "response"),
    ],
)
def test_a_row_that_is_none_is_refused(row: Any, field: str) -> None:
    with pytest.raises(ClientReturnError, match=field):
        arms_of([row])


def test_money_is_of_every_client_of_an_arm() -> None:
    with pytest.raises(ClientReturnError, match=r"Arm\.money"):
        arms_of([("a", True, 3), ("a", False)])


# --- the effect ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.1, 0.2, Told.HELPS),
        (0.0, 0.2, Told.NOT_YET),
        (-0.1, 0.2, Told.NOT_YET),
        (-0.1, 0.0, Told.NOT_YET),
        (-0.2, -0.1, Told.HARMS),
        (0.5, 2.0, Told.HELPS),
        (-2.0, -0.5, Told.HARMS),
    ],
)
def test_an_effect_is_told_when_its_interval_lies_on_one_side(low: float, high: float, told: Told) -> None:
    assert Lift(Arm("a", 2, 1), Arm("b", 2, 1), 0.0, Interval(low, high)).told is told
    assert Gain(0.0, Interval(low, high), 0.0, 0.0).told is told


def test_a_lift_by_hand() -> None:
    effect = lift(Arm("a", 200, 60, Sample(200, 5.0, 1.0)), Arm("b", 100, 20, Sample(100, 3.0, 1.0)))
    assert effect.difference == 0.3 - 0.2
    assert effect.relative == (0.3 - 0.2) / 0.2
    assert (effect.extra, effect.anyway, effect.given_away(2.5)) == ((0.3 - 0.2) * 200, 40.0, 100.0)
    assert effect.money == 2.0
    gain = effect.gain(margin=0.5, cost=0.25)
    assert gain is not None
    assert (gain.net, gain.margin, gain.cost) == (150.0, 200.0, 50.0)
    limits = effect.money_interval
    assert limits is not None
    assert gain.interval == Interval(limits.low * 100 - 50, limits.high * 100 - 50)
    free = effect.gain()
    assert free is not None
    assert (free.net, free.cost) == (400.0, 0.0)
    alone = lift(Arm("a", 50, 10), Arm("b", 100, 20)).anyway_interval
    wide = lift(Arm("a", 100, 10), Arm("b", 100, 20)).anyway_interval
    assert (wide.low, wide.high) == (alone.low * 2, alone.high * 2)


def test_what_cannot_be_told_of_an_effect() -> None:
    nobody = lift(Arm("a", 10, 3), Arm("b", 10, 0))
    assert (nobody.relative, nobody.anyway, nobody.difference) == (None, 0.0, 0.3)
    for empty in (lift(Arm("a", 10, 3), Arm("b", 0, 0)), lift(Arm("a", 0, 0), Arm("b", 10, 3))):
        assert (empty.difference, empty.relative, empty.extra) == (None, None, None)
    empty = lift(Arm("a", 10, 3), Arm("b", 0, 0))
    assert (empty.anyway, empty.given_away(5), empty.smallest_visible) == (None, None, None)
    counted = Arm("a", 10, 3, Sample(10, 1.0, 1.0))
    for half in (lift(counted, Arm("b", 10, 3)), lift(Arm("b", 10, 3), counted)):
        assert (half.money, half.money_interval, half.gain()) == (None, None, None)


# --- sizes --------------------------------------------------------------------------------------------------


def needed(rate: float, rise: float, share: float, confidence: float, power: float) -> tuple[float, float]:
    """Sizes of both arms by the formula of the book, written with r = left alone / asked."""
    r, p1, p2 = share / (1 - share), rate + rise, rate
    mean = (p1 + r * p2) / (r + 1)
    a, b = NormalDist().inv_cdf((1 + confidence) / 2), NormalDist().inv_cdf(power)
    asked = (a * sqrt((r + 1) * mean * (1 - mean)) + b * sqrt(r * p1 * (1 - p1) + p2 * (1 - p2))) ** 2 / (r * rise**2)
    return asked, asked * r


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.75])
@pytest.mark.parametrize("rise", [0.02, 0.137, -0.09])
@pytest.mark.parametrize(("confidence", "power"), [(0.95, 0.8), (0.9, 0.95)])
def test_sizes_by_the_formula(share: float, rise: float, confidence: float, power: float) -> None:
    asked, alone = needed(0.21, rise, share, confidence, power)
    sizes = sizes_needed(0.21, rise, share=share, confidence=confidence, power=power)
    assert sizes == Sizes(ceil(asked), ceil(alone))


def test_sizes_unless_told() -> None:
    assert POWER == 0.8
    assert sizes_needed(0.2, 0.1) == sizes_needed(0.2, 0.1, share=0.5, confidence=0.95, power=0.8) == Sizes(294, 294)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"rate": -0.01}, "rate"),
        ({"rate": 1.01}, "rate"),
        ({"rate": 0.5, "rise": 0.51}, r"rate \+ rise"),
        ({"rate": 0.5, "rise": -0.51}, r"rate \+ rise"),
        ({"rise": 0.0}, "rise"),
        *(({name: value}, "share, power") for name in ("share", "power") for value in (0.0, 1.0, -0.5, 1.5)),
        *(({"confidence": value}, "confidence") for value in (0.0, 1.0, -0.5, 1.5)),
        ({"rise": 1e-9}, "rise"),
        ({"rise": 1e-7, "share": 1e-4}, "rise"),
        ({"rise": 1e-7, "share": 0.9999}, "rise"),
    ],
)
def test_sizes_that_cannot_be_are_refused(wrong: dict[str, float], field: str) -> None:
    told = {"rate": 0.2, "rise": 0.1, **wrong}
    with pytest.raises(ClientReturnError, match=field):
        sizes_needed(told.pop("rate"), told.pop("rise"), **told)


def test_certain_rates_have_sizes_too() -> None:
    assert sizes_needed(0.0, 0.5).asked > 1
    assert sizes_needed(0.5, 0.5) == sizes_needed(0.5, -0.5)
    assert sizes_needed(0.2, 1e-6).asked < COUNTABLE
    assert sizes_needed(0.0, 1.0).asked > 1


@pytest.mark.parametrize(("asked", "alone"), [(77, 77), (200, 50), (30, 300), (1000, 1000)])
def test_the_smallest_visible_rise_is_the_one_that_needs_such_arms(asked: int, alone: int) -> None:
    for rate in (0.0, 0.2, 0.5):
        rise = smallest_visible(rate, Sizes(asked, alone), confidence=0.9, power=0.7)
        assert rise is not None
        share = alone / (asked + alone)
        assert needed(rate, rise, share, 0.9, 0.7)[0] == pytest.approx(asked, rel=1e-9)
        assert needed(rate, rise - 1e-9, share, 0.9, 0.7)[0] > asked


@pytest.mark.parametrize(
    ("rate", "sizes"),
    [
        (0.5, Sizes(0, 77)),
        (0.5, Sizes(77, 0)),
        (1.0, Sizes(77, 77)),
        (0.5, Sizes(2, 2)),
        (0.99, Sizes(77, 77)),
    ],
)
def test_too_small_arms_show_nothing(rate: float, sizes: Sizes) -> None:
    assert smallest_visible(rate, sizes) is None


def test_a_lift_says_what_its_arms_could_show() -> None:
    effect = lift(Arm("a", 77, 40), Arm("b", 154, 77), 0.9)
    assert effect.smallest_visible == smallest_visible(0.5, Sizes(77, 154), confidence=0.9)
