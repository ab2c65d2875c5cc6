"""Standing: where a client stands, from its own rhythm, its past, and what is known about it."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from itertools import accumulate
from math import log
from typing import Any

import attrs
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from clientreturn.base import Base
from clientreturn.conditions import Tuning
from clientreturn.errors import ClientReturnError
from clientreturn.history import BREAKS, Client, Contract, Event, Owner, Purchase
from clientreturn.rhythm import RhythmPrior
from clientreturn.standing import STANDING, Judgement, Standing, judge

START = date(2023, 1, 1)
PRIORS = Base()


def day(offset: int) -> date:
    return START + timedelta(days=offset)


def buying(*offsets: int, **fields: Any) -> Client:
    return Client("C", purchases=[Purchase(day(on), 100, "EUR") for on in offsets], **fields)


def judged(client: Client, on: int, base: Base = PRIORS) -> Judgement:
    return judge(client, day(on), base=base, numbers=Tuning())


def standing(client: Client, on: int, base: Base = PRIORS) -> Standing | None:
    return judged(client, on, base).verdict.says


MONTHLY = tuple(range(0, 331, 30))
"""Twelve purchases, every thirty days, the last on day 330."""

gaps = st.lists(st.integers(1, 120), max_size=12)
histories = gaps.map(lambda found: tuple(accumulate(found, initial=0)))
silences = st.integers(0, 1500)

ACTIVITY = {
    Standing.ACTIVE: 0,
    Standing.RETURNED: 0,
    Standing.ONE_TIME: 0,
    Standing.AT_RISK: 1,
    Standing.IN_PAUSE: 1,
    Standing.DORMANT: 2,
    Standing.LOST: 3,
    Standing.LOST_TWICE: 3,
}


# --- laws -------------------------------------------------------------------------------------------


@given(histories, silences, silences, st.booleans())
def test_more_silence_never_makes_a_client_more_active(visits: tuple[int, ...], a: int, b: int, alike: bool) -> None:
    client = buying(*visits)
    base = Base(RhythmPrior(log(45), 2)) if alike else PRIORS
    sooner, later = (judged(client, visits[-1] + silence, base).verdict.possible for silence in sorted((a, b)))
    assert max(ACTIVITY[says] for says in sooner) <= max(ACTIVITY[says] for says in later)
    assert min(ACTIVITY[says] for says in sooner) <= min(ACTIVITY[says] for says in later)


@given(histories, silences, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(visits: tuple[int, ...], silence: int, chance: Any) -> None:
    events = [Event.complaint(day(visits[0])), Event.declared_break(day(visits[-1] // 2)), Event.complaint(day(9))]
    purchases = [Purchase(day(on), 100, "EUR") for on in visits]
    sorted_records = Client("C", purchases=purchases, events=events)
    chance.shuffle(purchases)
    chance.shuffle(events)
    shuffled = Client("C", purchases=purchases, events=events)
    assert judged(shuffled, visits[-1] + silence).verdict == judged(sorted_records, visits[-1] + silence).verdict


@given(histories, silences, st.integers(-5000, 5000))
def test_moving_all_dates_moves_nothing_but_dates(visits: tuple[int, ...], silence: int, shift: int) -> None:
    def at(offset: int) -> Judgement:
        events = [Event.declared_break(day(visits[len(visits) // 2] + offset))]
        client = buying(*(on + offset for on in visits), events=events)
        return judged(client, visits[-1] + silence + offset)

    here, there = at(0), at(shift)
    assert here.verdict.says == there.verdict.says
    assert here.verdict.outcomes == there.verdict.outcomes
    numbers = {name: value for name, value in here.verdict.values.items() if not isinstance(value, date)}
    assert numbers == {name: there.verdict.values[name] for name in numbers}
    assert (here.lost_on is None) == (there.lost_on is None)
    if here.lost_on is not None and there.lost_on is not None:
        assert there.lost_on - here.lost_on == timedelta(days=shift)


@given(histories, silences, silences)
def test_what_happens_later_changes_nothing(visits: tuple[int, ...], silence: int, later: int) -> None:
    on = visits[-1] + silence
    client = buying(*visits)
    future = attrs.evolve(
        client,
        purchases=(*client.purchases, Purchase(day(on + 1 + later), 100, "EUR")),
        events=(Event.declared_break(day(on + 1 + later)), Event.complaint(day(on), known_on=day(on + 1))),
        owners=(Owner("olga", day(on + 1)),),
    )
    assert judged(future, on).verdict == judged(client, on).verdict


@given(histories, silences)
def test_what_is_no_purchase_changes_nothing(visits: tuple[int, ...], silence: int) -> None:
    on = visits[-1] + silence
    client = buying(*visits)
    noise = [
        Purchase(day(visits[-1]), 30, "EUR"),
        Purchase(day(on), 0, "EUR"),
        Purchase(day(on), -20, "EUR"),
        Purchase(day(on), 50, "EUR", ref="back"),
        Purchase(day(on), -50, "EUR", ref="back"),
    ]
    noisy = attrs.evolve(client, purchases=(*client.purchases, *noise))
    found, plain = judged(noisy, on).verdict, judged(client, on).verdict
    assert (found.says, found.outcomes) == (plain.says, plain.outcomes)


@given(histories, silences, st.sampled_from(sorted(BREAKS)))
def test_a_known_break_makes_a_client_lost_at_once(visits: tuple[int, ...], silence: int, kind: str) -> None:
    on = visits[-1] + silence
    left = buying(*visits, events=[Event(day(on), kind)])
    found = judged(left, on)
    assert found.verdict.says is Standing.LOST
    assert found.lost_on == day(on)


@given(histories, silences, st.integers(0, 60))
def test_the_date_of_loss_is_the_first_day_on_which_it_is_gone(
    visits: tuple[int, ...], silence: int, closed: int
) -> None:
    last = visits[-1]
    closures = [(day(last + 10), day(last + 9 + closed))] if closed else []
    client = buying(*visits, closures=closures)
    found = judged(client, last + silence)
    if found.lost_on is None:
        return
    lost = (found.lost_on - START).days
    on_the_day, before = standing(client, lost), standing(client, lost - 1)
    assert on_the_day is not None
    assert on_the_day.gone
    assert before is not None
    assert not before.gone


@given(
    st.lists(st.integers(1, 2500), max_size=5),
    st.lists(
        st.tuples(
            st.integers(-50, 3000),
            st.sampled_from(["declared-break", "hard-times", "project-finished", "complaint"]),
        ),
        max_size=3,
    ),
    st.lists(st.tuples(st.integers(-50, 3000), st.integers(0, 2000)), max_size=2),
    st.lists(st.tuples(st.integers(-50, 3000), st.integers(0, 2000)), max_size=1),
)
def test_the_past_is_what_would_have_been_said_at_the_time(
    inter_purchase: list[int],
    happened: list[tuple[int, str]],
    closed: list[tuple[int, int]],
    bound: list[tuple[int, int]],
) -> None:
    """A visit ends a loss exactly when the records up to it said that the client was lost."""
    visits = list(accumulate(inter_purchase, initial=0))
    client = buying(
        *visits,
        events=[Event(day(on), kind) for on, kind in happened],
        closures=[(day(first), day(first + length)) for first, length in closed],
        contracts=[Contract("hosting", day(first), day(first + length), renews=False) for first, length in bound],
    )
    returns = {loss.returned_on for loss in judged(client, visits[-1]).story.losses}
    for visit in visits:
        records = client.known_at(day(visit - 1))
        said = standing(records, visit)
        assert (said is not None and said.lost) == (day(visit) in returns)


@given(histories, silences)
def test_a_judgement_is_a_value(visits: tuple[int, ...], silence: int) -> None:
    verdict = judged(buying(*visits), visits[-1] + silence).verdict
    sent = pickle.loads(pickle.dumps(verdict))
    assert sent == verdict
    assert (sent.why, sent.tried) == (verdict.why, verdict.tried)


# --- the rhythm of the handbook ---------------------------------------------------------------------


@pytest.mark.parametrize("month", range(1, 13))
def test_every_three_months_is_gone_after_four_calendar_months(month: int) -> None:
    """E3.5 and section 6, whichever month it begins in."""
    first = date(2020, month, 1)
    dates = [first + relativedelta(months=3 * at) for at in range(12)]
    client = Client("C", purchases=[Purchase(on, 100, "EUR") for on in dates])

    def at(on: date) -> Standing | None:
        return judge(client, on, base=Base(), numbers=Tuning()).verdict.says

    assert at(dates[-1] + relativedelta(months=4)) is Standing.DORMANT
    assert at(dates[-1] + relativedelta(months=3, days=20)) is Standing.AT_RISK
    assert at(dates[-1] + relativedelta(months=2)) is Standing.ACTIVE


@pytest.mark.parametrize(
    ("silence", "says"),
    [
        (0, Standing.ACTIVE),
        (29, Standing.ACTIVE),
        (30, Standing.AT_RISK),
        (37, Standing.AT_RISK),
        (38, Standing.DORMANT),
        (2000, Standing.LOST),
    ],
)
def test_a_monthly_buyer_falls_silent(silence: int, says: Standing) -> None:
    assert standing(buying(*MONTHLY), 330 + silence) is says


def test_one_cut_off_does_not_fit_all() -> None:
    weekly, yearly = buying(*range(0, 71, 7)), buying(*range(0, 1826, 365))
    assert standing(weekly, 70 + 100) in (Standing.DORMANT, Standing.LOST)
    assert standing(yearly, 1825 + 100) is Standing.ACTIVE


# --- few purchases ----------------------------------------------------------------------------------


def test_without_a_purchase_there_is_a_prospect() -> None:
    assert standing(Client("C"), 0) is Standing.PROSPECT
    assert standing(Client("C", events=[Event(day(0), "inquiry")]), 900) is Standing.PROSPECT
    assert standing(Client("C", purchases=[Purchase(day(0), 0, "EUR")]), 900) is Standing.PROSPECT


def test_one_purchase_is_judged_by_clients_alike_or_not_at_all() -> None:
    """C7 and section 6."""
    once = buying(0)
    assert standing(once, 900) is Standing.ONE_TIME
    alike = Base(RhythmPrior(log(60), 2))
    assert standing(once, 30, alike) is Standing.ACTIVE
    assert standing(once, 70, alike) is Standing.AT_RISK
    gone = judged(once, 900, alike).verdict
    assert set(gone.possible) == {Standing.DORMANT, Standing.LOST}
    assert gone.missing == ("chance",)


# --- losses and returns -----------------------------------------------------------------------------


def test_a_dormant_client_that_buys_was_woken() -> None:
    """Section 6: only who was lost can return."""
    woken = buying(*MONTHLY, 330 + 60)
    assert standing(buying(*MONTHLY), 330 + 59) is Standing.DORMANT
    assert standing(woken, 330 + 61) is Standing.ACTIVE
    assert judged(woken, 330 + 61).facts["losses"] == 0


def test_a_lost_client_that_buys_is_returned_and_on_probation_for_a_year() -> None:
    """E4.16, E4.18."""
    back = buying(*MONTHLY, 3000, *range(3030, 3030 + 30 * 14, 30))
    assert standing(buying(*MONTHLY), 2999) is Standing.LOST
    assert standing(back, 3000) is Standing.RETURNED
    found = judged(back, 3000 + 365)
    assert found.verdict.says is Standing.RETURNED
    assert found.facts["returned_on"] == day(3000)
    assert standing(back, 3000 + 366) is Standing.ACTIVE


def test_a_visit_or_a_promise_is_no_return() -> None:
    """E3.16: a contact, an offer, a reply do not count; a small trial order does."""
    friendly = [Event(day(400), kind) for kind in ("contact", "offer", "reply", "inquiry", "greeting")]
    left = Event.declared_break(day(340))
    assert standing(buying(*MONTHLY, events=[left, *friendly]), 401) is Standing.LOST
    trial = buying(*MONTHLY, events=[left])
    trial = attrs.evolve(trial, purchases=(*trial.purchases, Purchase(day(400), "0.50", "EUR")))
    assert standing(trial, 401) is Standing.RETURNED


@pytest.mark.parametrize("kind", sorted(BREAKS - {"died"}))
def test_two_known_breaks_make_a_client_lost_twice(kind: str) -> None:
    """E4.19."""
    once = Event(day(340), kind)
    again = Event(day(460), kind)
    client = buying(*MONTHLY, 400, 430, events=[once, again])
    assert standing(client, 459) is Standing.RETURNED
    found = judged(client, 460)
    assert found.verdict.says is Standing.LOST_TWICE
    assert found.verdict.sources == ("E4.19",)
    assert found.facts["confirmed_losses"] == 2
    assert found.lost_on == day(460)


def test_losses_by_silence_alone_are_not_counted_towards_twice() -> None:
    """Section 6: a healthy client crosses a 95 % line now and then."""
    silent_twice = buying(*MONTHLY, 3000, 3030, 3060, 3090, 6000)
    assert judged(silent_twice, 6000).facts["losses"] == 2
    assert judged(silent_twice, 6000).facts["confirmed_losses"] == 0
    left = attrs.evolve(silent_twice, events=(Event.declared_break(day(6010)),))
    assert standing(left, 6010) is Standing.LOST


def test_the_same_break_told_twice_is_one_loss() -> None:
    told = [Event.declared_break(day(340)), Event.confirmed_move(day(345), rival="Acme")]
    found = judged(buying(*MONTHLY, events=told), 350)
    assert found.verdict.says is Standing.LOST
    assert found.lost_on == day(340)
    assert found.facts["confirmed_losses"] == 1


def test_a_break_on_the_day_of_a_purchase_comes_after_it() -> None:
    assert standing(buying(*MONTHLY, events=[Event.declared_break(day(330))]), 330) is Standing.LOST


def test_a_break_counts_from_the_day_we_learnt_of_it() -> None:
    client = buying(*MONTHLY, events=[Event.confirmed_move(day(332), known_on=day(350))])
    assert standing(client, 349) is Standing.ACTIVE
    assert judged(client, 350).lost_on == day(332)


def test_the_old_rhythm_holds_until_the_new_life_has_shown_its_own() -> None:
    """Section 6: three purchases of the new life."""
    back = (*MONTHLY, 3000)
    for new_life in ((), (3007,)):
        assert judged(buying(*back, *new_life), 3010).facts["usual_gap"] == pytest.approx(30, abs=0.01)
    assert judged(buying(*back, 3007, 3014), 3020).facts["usual_gap"] == pytest.approx(7, abs=0.01)


# --- known reasons to be silent ---------------------------------------------------------------------


def test_a_pause_for_hard_times_is_dormant_while_it_lasts() -> None:
    """E5.5 and section 6."""
    pause = Event.hard_times(day(335), until=day(335 + 700))
    client = buying(*MONTHLY, events=[pause])
    assert standing(client, 340) is Standing.ACTIVE
    assert standing(client, 365) is Standing.DORMANT
    assert standing(client, 1000) is Standing.DORMANT
    assert standing(client, 2500) is Standing.LOST


@pytest.mark.parametrize(
    ("event", "lost_on"),
    [
        (Event.hard_times(day(335)), day(360)),  # the usual gap passes first
        (Event.hard_times(day(364)), day(364)),
        (Event.project_finished(day(341)), day(341)),
        (Event.project_finished(day(900)), None),  # the line was crossed long before
    ],
)
def test_the_loss_of_a_paused_client_keeps_its_date(event: Event, lost_on: date | None) -> None:
    """E4.10: the first day on which it was gone, whichever day is asked about."""
    client = buying(*MONTHLY, events=[event])
    found = {judged(client, on).lost_on for on in (366, 367, 380, 500, 1000)}
    assert found == {lost_on or judged(buying(*MONTHLY), 1000).lost_on} | ({None} if lost_on is None else set())


def test_who_comes_back_from_a_known_pause_was_never_lost() -> None:
    """Section 6: hard times, a finished project and days on which we were shut make no loss."""
    known: list[dict[str, Any]] = [
        {"events": [Event.hard_times(day(335), until=day(3300))]},
        {"events": [Event.project_finished(day(335))]},
        {"closures": [(day(335), day(2995))]},
        {"contracts": [Contract("hosting", day(0))]},
    ]
    assert standing(buying(*MONTHLY, 3000), 3001) is Standing.RETURNED
    assert [standing(buying(*MONTHLY, 3000, **fields), 3001) for fields in known] == [Standing.ACTIVE] * 4


def test_a_finished_project_is_dormant_for_a_known_reason() -> None:
    """D5."""
    client = buying(*MONTHLY, events=[Event.project_finished(day(331))])
    assert {standing(client, on) for on in (331, 500, 3000)} == {Standing.DORMANT}
    assert standing(buying(*MONTHLY, 3001, events=[Event.project_finished(day(331))]), 3001) is not Standing.DORMANT


def test_a_contract_speaks_for_itself() -> None:
    """R22: notice or expiry decides, not silence."""

    def bound(**terms: Any) -> Client:
        return Client("C", contracts=[Contract("hosting", day(0), **terms)])

    assert standing(bound(), 4000) is Standing.ACTIVE
    assert standing(bound(ends=day(100)), 4000) is Standing.ACTIVE
    fixed = bound(ends=day(100), renews=False)
    assert (standing(fixed, 100), standing(fixed, 101)) == (Standing.ACTIVE, Standing.LOST)
    assert judged(fixed, 400).lost_on == day(100)
    noticed = bound(notice_on=day(50))
    assert (standing(noticed, 49), standing(noticed, 50)) == (Standing.ACTIVE, Standing.LOST)
    assert judged(noticed, 400).lost_on == day(50)


def test_a_purchase_after_a_contract_was_cancelled_is_a_return() -> None:
    """E4.16: even without a purchase before."""
    invoices = [Purchase(day(on), 50, "EUR", part="hosting") for on in (0, 30, 60, 200)]
    client = Client("C", purchases=invoices, contracts=[Contract("hosting", day(0), notice_on=day(70))])
    assert [standing(client, on) for on in (69, 70, 199, 200)] == [
        Standing.ACTIVE, Standing.LOST, Standing.LOST, Standing.RETURNED,
    ]  # fmt: skip


def test_a_new_contract_binds_again() -> None:
    two = [Contract("hosting", day(0), day(100), renews=False), Contract("hosting", day(90))]
    assert standing(Client("C", contracts=two), 500) is Standing.ACTIVE


def test_other_purchases_beside_a_contract_keep_their_own_rhythm() -> None:
    bound = buying(*MONTHLY, contracts=[Contract("hosting", day(0))])
    found = judged(bound, 2000)
    assert found.verdict.says is Standing.ACTIVE
    assert found.facts["usual_gap"] == 30
    assert found.facts["silence"] == 2000 - 330


# --- how far the data reach -------------------------------------------------------------------------


def test_silence_runs_only_as_far_as_the_data_reach() -> None:
    """R24."""
    cut = buying(*MONTHLY, data_until=day(340))
    found = judged(cut, 5000)
    assert found.verdict.says is Standing.ACTIVE
    assert found.facts["silence"] == 10
    assert standing(buying(*MONTHLY, data_until=day(9000)), 5000) is Standing.LOST


def test_days_on_which_we_were_shut_do_not_count() -> None:
    """R24."""
    shut = buying(*MONTHLY, closures=[(day(335), day(424))])
    assert judged(shut, 430).facts["silence"] == 10
    assert standing(shut, 330 + 90 + 37) is Standing.AT_RISK
    assert standing(shut, 330 + 90 + 38) is Standing.DORMANT
    assert judged(shut, 330 + 90 + 60).lost_on == day(330 + 90 + 38)


def test_closures_that_overlap_count_once() -> None:
    shut = buying(*MONTHLY, closures=[(day(335), day(404)), (day(375), day(424))])
    assert judged(shut, 430).facts["silence"] == 10


# --- death belongs to a person ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("company", "event", "says"),
    [
        (False, Event.died(day(331)), Standing.LOST),
        (False, Event.died(day(331), person="Anna"), Standing.LOST),
        (None, Event.died(day(331)), Standing.LOST),
        (None, Event.died(day(331), person="Anna"), Standing.ACTIVE),
        (True, Event.died(day(331), person="Anna"), Standing.ACTIVE),
        (True, Event.died(day(331)), Standing.ACTIVE),
        (False, Event.died(day(331), suspected=True), Standing.ACTIVE),
    ],
    ids=["consumer", "named consumer", "unknown", "unknown, a contact", "contact", "company", "suspected"],
)
def test_death_belongs_to_a_person(company: bool | None, event: Event, says: Standing) -> None:
    assert standing(buying(*MONTHLY, company=company, events=[event]), 335) is says


def test_a_dead_consumer_stays_lost_whatever_is_booked_later() -> None:
    client = buying(*MONTHLY, 340, company=False, events=[Event.died(day(331))])
    assert standing(client, 341) is Standing.LOST


# --- contexts ---------------------------------------------------------------------------------------


def test_a_base_newer_than_the_day_is_refused() -> None:
    with pytest.raises(ClientReturnError) as caught:
        Base(learnt_on=day(10)).check(day(9))
    assert caught.value.field == "Base.learnt_on"


def test_every_standing_is_said_by_a_rule() -> None:
    assert {rule.says for rule in STANDING} == set(Standing)


def test_every_rule_names_a_source_unless_it_defines_its_class() -> None:
    assert [rule.id for rule in STANDING if not rule.sources] == ["standing.prospect"]


# --- facts ------------------------------------------------------------------------------------------


def test_facts_of_the_silence() -> None:
    left = judged(buying(*MONTHLY, events=[Event.declared_break(day(340))]), 350).facts
    assert (left["breaks"], left["days_since_break"], left["break_on"]) == (1, 10, day(340))
    assert (left["visits"], left["silence"], left["rhythm_known"]) == (12, 20, True)
    stays = judged(buying(*MONTHLY), 350).facts
    assert (stays["breaks"], stays["days_since_break"], stays["hiatus"]) == (0, None, pytest.approx(20 / 30, abs=1e-4))
    nobody = judged(Client("C"), 350, Base(RhythmPrior(log(60), 2))).facts
    assert (nobody["visits"], nobody["silence"], nobody["rhythm_known"]) == (0, None, False)


def test_a_pause_told_on_the_day_of_the_last_purchase_counts() -> None:
    finished = Event.project_finished(day(330))
    assert standing(buying(*MONTHLY, events=[finished]), 331) is Standing.DORMANT
    assert standing(buying(*MONTHLY, 3000, events=[finished]), 3001) is Standing.ACTIVE
