"""Findings of the fuzzing, each as it was found; the door refuses what it let through, or the answer is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import Any

import attrs
import pytest

import clientreturn as cr
from clientreturn.base import Feed, PriorChances
from clientreturn.base.feed import stale
from clientreturn.causes import Causes
from clientreturn.facts import OwnFact
from clientreturn.intervals import Share
from clientreturn.measures import Figure
from clientreturn.outcome import Ending, Outcome, Sale, Try
from clientreturn.reasons import Lexicon, read
from clientreturn.recovery import Books, Remedy
from clientreturn.rhythm import RhythmPrior

AS_OF = date(2026, 3, 2)
CLIENT = cr.Client("C-7")


def deep() -> Any:
    found: Any = 1
    for _ in range(3_000):
        found = [found]
    return found


class Turned(str):
    """A text that compares otherwise than the text it carries."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 7


class Unhashable(str):
    """A text that cannot be a key."""

    __hash__ = None  # type: ignore[assignment]


class Liar:
    """Says that it is a text."""

    __class__ = str  # type: ignore[assignment]


class Hollow(Mapping[str, int]):
    """A mapping that does not hold what it names."""

    def __getitem__(self, name: str) -> int:
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter("ab")

    def __len__(self) -> int:
        return 2


class Nowhere(tzinfo):
    """A time zone that does not know its offset."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        raise NotImplementedError

    dst = utcoffset

    def tzname(self, moment: datetime | None) -> str | None:
        return None


TRIED = [
    Outcome(
        "C-7", "", "", AS_OF, False, (Try(AS_OF),), ((AS_OF, "call"),), Ending.NOT_YET, None, AS_OF,
    )
]  # fmt: skip
OWN: OwnFact = (cr.Fact("own"), len)  # type: ignore[assignment]

REFUSED: list[tuple[str, Callable[[], Any]]] = [
    ("RuleBook.known", lambda: cr.RuleBook((), cr.Policy().standing.sees, 0.5)),  # type: ignore[arg-type]
    ("RuleBook.known", lambda: cr.RuleBook((), cr.Policy().standing.sees, ("a",))),  # type: ignore[arg-type]
    # arguments of another type, for every context
    ("assess.client", lambda: cr.assess(5, as_of=AS_OF)),  # type: ignore[arg-type]
    ("assess.policy", lambda: cr.assess(CLIENT, as_of=AS_OF, policy=[])),  # type: ignore[arg-type]
    ("assess.base", lambda: cr.assess(CLIENT, as_of=AS_OF, base=AS_OF)),  # type: ignore[arg-type]
    ("assess.team", lambda: cr.assess(CLIENT, as_of=AS_OF, team=AS_OF)),  # type: ignore[arg-type]
    ("assess.running", lambda: cr.assess(CLIENT, as_of=AS_OF, running="x")),  # type: ignore[arg-type]
    ("assess.assume", lambda: cr.assess(CLIENT, as_of=AS_OF, assume=0.5)),  # type: ignore[arg-type]
    ("review.clients", lambda: cr.review(5, as_of=AS_OF)),  # type: ignore[arg-type]
    ("review.running", lambda: cr.review([], as_of=AS_OF, running=5)),  # type: ignore[arg-type]
    ("nightly.base", lambda: cr.nightly([], as_of=AS_OF, base=5)),  # type: ignore[arg-type]
    ("flows.days", lambda: cr.flows([], 5)),  # type: ignore[arg-type]
    ("backtest.clients", lambda: cr.backtest(None, at=AS_OF, until=AS_OF)),  # type: ignore[arg-type]
    ("learn.clients", lambda: cr.Base.learn([cr.Policy()], as_of=AS_OF)),  # type: ignore[list-item]
    ("learn.clients", lambda: cr.Base.learn(cr.STANDING, as_of=AS_OF)),  # type: ignore[arg-type]
    ("draw_holdout.stratum", lambda: cr.draw_holdout([], salt="s", stratum=iter(()))),  # type: ignore[arg-type]
    ("outcomes.clients", lambda: cr.outcomes(None, as_of=AS_OF)),  # type: ignore[arg-type]
    ("desk.cases", lambda: cr.desk(cr.STANDING, cr.Team(), week=AS_OF)),  # type: ignore[arg-type]
    ("icalendar.steps", lambda: cr.icalendar([cr.Flag("a")], as_of=AS_OF)),  # type: ignore[list-item]
    ("html.value", lambda: cr.html(Decimal(5))),  # type: ignore[arg-type]
    ("html.value", lambda: cr.html(cr.Case)),  # type: ignore[arg-type]
    ("merged.other", lambda: cr.merged(CLIENT, AS_OF)),  # type: ignore[arg-type]
    ("read.reader", lambda: read("dear", reader={})),  # type: ignore[arg-type]
    ("read.reasons", lambda: read("dear", reasons=print)),  # type: ignore[arg-type]
    ("read.lexicons", lambda: read("dear", lexicons=[None])),  # type: ignore[list-item]
    ("clients_from_rows.columns", lambda: cr.clients_from_rows([], columns=True)),  # type: ignore[arg-type]
    ("clients_from_rows.as_of", lambda: cr.clients_from_rows([], as_of="2026")),  # type: ignore[arg-type]
    # fields of another type
    ("Policy.standing", lambda: cr.Policy(standing=5)),  # type: ignore[arg-type]
    ("Base.rhythm", lambda: cr.Base(rhythm=())),  # type: ignore[arg-type]
    ("RuleBook.rules", lambda: cr.RuleBook(UTC, cr.Vocabulary())),  # type: ignore[arg-type]
    ("RuleBook.rules", lambda: cr.RuleBook(("x",), cr.Vocabulary())),  # type: ignore[arg-type]
    ("Reasons.items", lambda: cr.Reasons([[]])),  # type: ignore[arg-type]
    ("Member.roles", lambda: cr.Member("olga", ...)),
    ("Interview.by", lambda: cr.Interview(AS_OF, by=Decimal(3))),  # type: ignore[arg-type]
    ("Clue.weights", lambda: cr.Clue((("a", datetime.min),))),  # type: ignore[arg-type] # noqa: DTZ901
    ("Offer.cost", lambda: cr.Offer("a", "b", (), cost=float("nan"))),
    ("Offer.title", lambda: cr.Offer("a", "\ud800", ())),
    ("Verdict.book", lambda: cr.Verdict(5, (), None, {})),  # type: ignore[arg-type]
    ("Verdict.hit", lambda: cr.Verdict(cr.STANDING, (), 3, {})),
    ("Verdict.facts", lambda: cr.Verdict(cr.STANDING, (True,), 0, {})),
    ("condition", lambda: cr.Condition(("<", ("fact", "visits"), object()))),
    ("condition", lambda: cr.Condition(deep())),
    ("occasion", lambda: cr.Occasion("x", 2**40, 1)),
    # shapes
    ("Client.data", lambda: cr.Client("C", data=[(), ()])),  # type: ignore[list-item]
    ("Client.data_until", lambda: cr.Client("C", data_until=(0.5,))),  # type: ignore[arg-type]
    ("Client.same_as", lambda: cr.Client("C", same_as=["\ud800"])),
    ("Client.traits", lambda: cr.Client("C", traits=["a\0b"])),
    ("Event.data", lambda: cr.Event.complaint(AS_OF, data="x")),
    ("Event.data", lambda: cr.Event.complaint(AS_OF, data=5)),
    ("Event.by", lambda: cr.Event(AS_OF, "complaint", by=deep())),
    ("Event.resolved", lambda: cr.Event(AS_OF, "complaint", resolved=deep())),
    ("arms_of.rows", lambda: cr.arms_of([0.5])),  # type: ignore[list-item]
    ("response", lambda: cr.arms_of([("a", Decimal("sNaN"))])),  # type: ignore[list-item]
    # beyond every number
    ("day_of", lambda: cr.day_of(datetime.max.replace(tzinfo=UTC), timezone(timedelta(hours=3)))),
    ("months", lambda: cr.month_ends(AS_OF, 10**9)),
    ("rise", lambda: cr.sizes_needed(0.1, 1e-200)),
    # values of other makers, and such as only look like what they should be
    ("Client.id", lambda: cr.Client(Turned("C-7"))),
    ("Client.id", lambda: cr.Client(Liar())),  # type: ignore[arg-type]
    ("Event.text", lambda: cr.Event.complaint(AS_OF, text=Unhashable("late"))),
    ("Event.data", lambda: cr.Event.complaint(AS_OF, data=Hollow())),
    ("Offer.title", lambda: cr.Offer("a", Turned("b"), ())),
    ("day_of", lambda: cr.day_of(datetime(2026, 3, 1, tzinfo=UTC), Nowhere())),
    ("language", lambda: cr.language(Liar())),  # type: ignore[arg-type]
    # what only goes wrong later
    ("Policy.return_class", lambda: cr.Policy(return_class=cr.STANDING)),  # type: ignore[arg-type]
    ("Books.offers", lambda: Books(offers=[])),  # type: ignore[arg-type]
    ("Books.blocks", lambda: Books(blocks=cr.STANDING)),  # type: ignore[arg-type]
    ("rule 'a.b'", lambda: cr.Rule("a.b", cr.ALWAYS, [], "because")),
    ("rule 'a.b'", lambda: cr.Rule("a.b", cr.ALWAYS, 1, "because", sources=("\ud800",))),
    ("Rule.id", lambda: cr.Rule(Unhashable("a.b"), cr.ALWAYS, 1, "because")),
    ("RhythmPrior.centre", lambda: RhythmPrior(centre=[])),  # type: ignore[arg-type]
    ("Flag.title", lambda: cr.Flag("a", 5)),  # type: ignore[arg-type]
    ("language", lambda: cr.Words(tag="C-7", right_to_left=False)),
    ("Figure.key", lambda: Figure("none", 1, "1")),
    ("Feed.until", lambda: Feed("shop", 0, 1, 9)),
    ("Remedy.fix", lambda: Remedy("a", 5, "ask", ())),  # type: ignore[arg-type]
    ("Causes.reader", lambda: Causes(cr.Policy().causes.events, cr.Policy().causes.states, reader=5)),  # type: ignore[arg-type]
    ("Fact.unit", lambda: cr.Fact("a", "a", cr.Unit.FLAG)),
    ("PriorChances.yearly_loss", lambda: PriorChances(yearly_loss=1.0)),
    ("PriorChances.pause_spread", lambda: PriorChances(pause_spread=0)),
    ("PriorChances.horizon", lambda: PriorChances(horizon=float("inf"))),
    ("Lexicon.language", lambda: Lexicon("xx", {}, negative_prefixes=("un",))),
    ("Purchase.amount", lambda: cr.Purchase(AS_OF, "0." + "3" * 60, "EUR")),
    ("Client.data", lambda: cr.Client("C", data={"a": 10**5000})),
    ("Member.name", lambda: cr.Member(Unhashable("olga"))),
    ("rule id", lambda: cr.STANDING[Unhashable("a")]),
    ("covers.on", lambda: cr.Contract("hosting", AS_OF).covers(datetime(2026, 3, 1))),  # noqa: DTZ001
    ("horizon.as_of", lambda: cr.Client("C").horizon(5)),  # type: ignore[arg-type]
    ("romi_by.key", lambda: cr.romi_by(TRIED, cr.Costs(), lambda one: [])),  # type: ignore[arg-type,return-value]
    ("stratum", lambda: cr.draw_holdout([CLIENT], salt="s", stratum=lambda one: None)),  # type: ignore[arg-type,return-value]
    ("with_findings.review", lambda: cr.Base().with_findings(5)),  # type: ignore[arg-type]
    ("check.asking_words", lambda: cr.check(cr.Message("hello"), asking_words=(5,))),  # type: ignore[arg-type]
    ("add.rule", lambda: cr.STANDING.add(5)),  # type: ignore[arg-type]
    ("add.reasons", lambda: cr.REASONS.add(5)),  # type: ignore[arg-type]
    ("told.lapse", lambda: cr.Attempt.told(True, lapse=10**400, tenure=1)),
    ("chance_if_asked.lapse", lambda: cr.chance_if_asked(lapse="x", tenure=1)),  # type: ignore[arg-type]
    ("icalendar.product", lambda: cr.icalendar((), as_of=AS_OF, product="\ud800")),
    ("forget.salt", lambda: cr.forget(CLIENT, "\ud800" * 9)),
]


@pytest.mark.parametrize(("field", "call"), REFUSED, ids=[f"{n} {field}" for n, (field, _) in enumerate(REFUSED)])
def test_what_slipped_through_is_refused_by_name(field: str, call: Callable[[], Any]) -> None:
    with pytest.raises(cr.ClientReturnError) as caught:
        call()
    assert caught.value.field.startswith(field)
    assert caught.value.expected
    assert caught.value.remedy


EDGES = [date.min, date(1, 1, 2), date(2, 3, 1), date(9999, 12, 30), date.max]


@pytest.mark.parametrize("as_of", EDGES, ids=str)
@pytest.mark.parametrize("gap", [1, 30, 400, 700_000])
def test_any_day_of_the_calendar_has_an_answer(as_of: date, gap: int) -> None:
    first = max(1, as_of.toordinal() - 5 * gap)
    days = [date.fromordinal(day) for day in range(first, as_of.toordinal() + 1, gap)][:6]
    one = cr.Client(
        "C-7",
        purchases=[cr.Purchase(day, 100, "EUR") for day in days],
        events=[cr.Event.complaint(as_of, severity=5), cr.Event.declared_break(as_of), cr.Event.hard_times(as_of, until=date.max)],
        contacts=[cr.Person("Anna", birthday=as_of)],
        contracts=[cr.Contract("hosting", date.min, as_of, notice_on=date.max)],
        owners=[cr.Owner("olga", date.min)],
    )  # fmt: skip
    case = cr.assess(one, as_of=as_of)
    assert case.explain()
    assert cr.icalendar(case.plan.steps, as_of=as_of)
    assert case.next_change is None or case.next_change > as_of
    review = cr.review([one], as_of=as_of, period=10**7)
    assert review.explain()
    assert not review.refused
    assert cr.html(review)
    assert cr.desk(review, cr.Team([cr.Member("olga")]), week=as_of)
    assert cr.loss_report([one], end=as_of) if as_of > date(2, 1, 1) else True
    assert tuple(cr.outcomes([one], as_of=as_of)) is not None


def test_a_contract_of_one_day_is_renewed_for_ten_thousand_years_in_no_time() -> None:
    daily = cr.Contract("hosting", date.min, date.min, notice_on=date(9999, 1, 1))
    assert daily.covers(date(9999, 1, 1))
    assert not daily.covers(date(9999, 1, 3))


@pytest.mark.parametrize("ends", [date(2024, 1, 31), date(2024, 2, 29), date(2024, 12, 31), date(2024, 1, 1)])
def test_terms_go_on_as_long_as_they_were(ends: date) -> None:
    start = date(2024, 1, 1)
    for notice in (ends + timedelta(n) for n in (1, 30, 31, 400, 3000)):
        contract = cr.Contract("hosting", start, ends, notice_on=notice)
        last = max(day for n in range(4000) if contract.covers(day := start + timedelta(n)))
        assert last >= notice
        assert (last - notice).days < (ends - start).days + 4


def test_a_term_that_ends_with_the_calendar_ends() -> None:
    forever = cr.Contract("hosting", date(9998, 1, 1), date(9999, 1, 31), notice_on=date.max)
    assert forever.covers(date.max)


def test_money_so_small_that_no_cent_is_left_has_a_share() -> None:
    tiny = cr.Client("C", purchases=[cr.Purchase(AS_OF, "1E-30", "EUR", margin="1E-30")])
    assert cr.assess(tiny, as_of=AS_OF).explain()


def test_offers_and_acts_without_end_stay_within_the_calendar() -> None:
    offers = tuple(cr.Offer(f"o{n}", "a", ("company.forgotten",), spacing=2**40) for n in range(2))
    policy = cr.Policy(recovery=Books(offers=offers))
    bought = [cr.Purchase(AS_OF - timedelta(300 + 30 * n), 100, "EUR") for n in range(6)]
    one = cr.Client("C", purchases=bought, events=[cr.Event.offer(AS_OF - timedelta(400), offer="o0")])
    assert cr.assess(one, as_of=AS_OF, policy=policy).explain()


# --- answers that were wrong, or were none ----------------------------------------------------------------


@pytest.mark.parametrize("as_of", [date(1, 6, 1), date(999, 12, 31), AS_OF])
def test_days_of_a_calendar_have_eight_digits_in_every_year(as_of: date) -> None:
    step = cr.assess(attrs.evolve(CLIENT, events=[cr.Event.complaint(as_of, severity=5)]), as_of=as_of).plan.steps[0]
    days = re.findall(r"^DT[^:]*:(\d+)", cr.icalendar([step], as_of=as_of), re.MULTILINE)
    assert [len(day) for day in days] == [8, 8, 8]


def test_a_calendar_carries_no_control_characters() -> None:
    assert "\x7f" not in cr.icalendar((), as_of=AS_OF, product="a\x7fb")


def test_whoever_died_before_the_last_purchase_on_record_is_lost_from_that_purchase_on() -> None:
    bought = [cr.Purchase(date(2025, month, 1), 100, "EUR") for month in range(1, 9)]
    dead = cr.Client("C-7", purchases=bought, events=[cr.Event.died(date(2024, 5, 1))], company=False)
    for as_of in (date(2025, 8, 1), date(2025, 8, 20), AS_OF):
        case = cr.assess(dead, as_of=as_of)
        assert (case.standing.says, case.since) == (cr.Standing.LOST, date(2025, 8, 1))


def test_a_volume_too_small_for_money_cannot_be_restored() -> None:
    [tried] = TRIED
    back = attrs.evolve(
        tried,
        ending=Ending.RETURNED,
        ended_on=date(2025, 1, 1),
        sales=(Sale(date(2025, 1, 1), Decimal(10**13), None),),
        before_alike=Decimal("1E-4000"),
    )
    assert back.restored is None
    assert attrs.evolve(back, before_alike=Decimal(10**13)).restored == 1.0


def test_what_came_back_without_a_contact_has_no_day_from_which_it_pays_back() -> None:
    [tried] = TRIED
    assert cr.romi([attrs.evolve(tried, contacts=())], cr.Costs()).pay_back is None


def test_an_offer_without_a_number_has_no_value() -> None:
    bought = [cr.Purchase(date(2025, month, 1), 100, "EUR") for month in range(1, 9)]
    offered = cr.Event.offer(AS_OF, data={"value": "a lot"})
    assert cr.assess(cr.Client("C-7", purchases=bought, events=[offered]), as_of=AS_OF).explain()


def test_exact_intervals_hold_for_any_number_of_clients() -> None:
    assert 0 <= Share(2**62 - 1, 2**62).interval.low <= 1


def test_an_odd_visit_of_long_ago_costs_no_time() -> None:
    steady = dict.fromkeys(range(AS_OF.toordinal() - 400, AS_OF.toordinal() - 9), 20)
    found = stale({1: 1, **steady}, AS_OF.toordinal())
    assert found == stale(steady, AS_OF.toordinal())
    assert found is not None
    assert stale(steady, date.max.toordinal()) is not None


ODD_ROWS: list[tuple[str, dict[str, Any]]] = [
    ("text.unreadable", {"client": 10**5000, "on": AS_OF, "amount": 5}),
    ("text.unreadable", {"client": float("inf"), "on": AS_OF, "amount": 5}),
    ("client.missing", {"client": Decimal("sNaN"), "on": AS_OF, "amount": 5}),
]


@pytest.mark.parametrize(("note", "row"), ODD_ROWS, ids=[note for note, _ in ODD_ROWS])
def test_odd_rows_are_refused_with_a_note(note: str, row: dict[str, Any]) -> None:
    found = cr.clients_from_rows([row], currency="EUR")
    assert [one.id for one in found.notes] == [note]
    assert found.refused == 1


def test_a_flag_that_holds_another_table_is_refused_with_a_note() -> None:
    found = cr.clients_from_rows([], clients=[{"client": "C-7", "company": deep()}])
    assert [one.id for one in found.notes] == ["flag.unreadable"]


@pytest.mark.parametrize(
    "value", ["soon", float("inf"), float("nan"), Decimal("sNaN"), Decimal("1E+400"), 10**400, (1,)]
)
@pytest.mark.parametrize("unit", cr.Unit)
def test_whatever_stands_where_a_number_should_is_shown(value: Any, unit: cr.Unit) -> None:
    assert all(cr.language(tag).write(value, unit) for tag in ("en", "ru", "fa"))
