"""Across clients: Pareto, systemic findings, employees, record artefacts, sufficiency, learning."""

from __future__ import annotations

from datetime import date, timedelta
from math import comb
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.base import About, Base, Cases, VerifiedCase, learn_reasons
from clientreturn.causes import CAUSES
from clientreturn.causes.across import (
    Account,
    artefacts,
    employee_rates,
    holm,
    lost_by_chance,
    pareto,
    recorded_kinds,
    sufficiency,
    systemic,
)
from clientreturn.history import KINDS

from .stories import AS_OF, LAST, bought, day, diagnosed
from .tables import AGAINST_ROWS, CLEAR_ROWS, MIXED_ROWS
from .vignettes import VIGNETTES

E = cr.Event


# --- Pareto ---


def left(
    client: str, *events: cr.Event, money: float | None = None, names: frozenset[tuple[About, str]] = frozenset()
) -> Account:
    return Account(client, LAST, diagnosed(*events), money=money, names=names)


def test_every_loss_is_shared_out_once() -> None:
    accounts = [
        left("A", E.late_delivery(day(2)), money=1000.0),
        left("B", E.late_delivery(day(2)), money=500.0),
        left("C", E.closed(day(9)), money=100.0),
        left("D", money=50.0),
        Account("stayed"),
    ]
    table = pareto(accounts)
    assert table.losses == 4
    assert sum(row.losses for row in table.rows) == pytest.approx(4)
    assert table.avoidable + table.inevitable + table.unknown == pytest.approx(4)
    assert sum(row.money or 0 for row in table.rows) == pytest.approx(1650, abs=1)
    assert table.rows[0].reason == "company.late-delivery"
    assert (table.rows[0].first, table.rows[0].avoidable) == (2, True)
    assert table.rows[-1].reason == "unknown"
    assert table.rows[-1].cumulative == pytest.approx(1)
    assert next(row for row in table.rows if row.reason == "client.closed").verified == 1
    assert "avoidable" in table.text


def test_nobody_lost_is_an_empty_table() -> None:
    assert pareto([Account("A")]).rows == ()


# --- chance ---


@given(st.lists(st.floats(0, 1), max_size=8))
def test_holm_never_lowers_a_chance_and_keeps_their_order(chances: list[float]) -> None:
    corrected = holm(chances)
    assert all(after >= before for before, after in zip(chances, corrected, strict=True))
    order = sorted(range(len(chances)), key=chances.__getitem__)
    assert [corrected[at] for at in order] == sorted(corrected)


@given(st.integers(1, 40), st.data())
def test_what_chance_loses_is_counted_one_by_one(clients: int, data: st.DataObject) -> None:
    exposed, all_lost = data.draw(st.integers(0, clients)), data.draw(st.integers(0, clients))
    lost = data.draw(st.integers(0, min(exposed, all_lost)))
    ways = sum(
        comb(all_lost, k) * comb(clients - all_lost, exposed - k)
        for k in range(lost, min(exposed, all_lost) + 1)
        if exposed - k <= clients - all_lost
    )
    assert lost_by_chance(lost, exposed, all_lost, clients) == pytest.approx(ways / comb(clients, exposed), rel=1e-9)


# --- employees ---


def test_nobody_is_suspected_below_twenty_clients() -> None:
    rates = employee_rates({"Olga": (19, 19), "Rauf": (200, 20)})
    olga = next(rate for rate in rates if rate.employee == "Olga")
    assert (olga.told, olga.rate, olga.above_chance) == (False, None, False)
    assert "too few" in olga.text


def test_an_employee_above_chance_is_a_suspicion_and_never_a_verdict() -> None:
    worst = employee_rates({"Olga": (60, 9), "Rauf": (40, 22), "Sara": (50, 8)})[0]
    assert worst.employee == "Rauf"
    assert worst.above_chance
    assert "suspicion" in worst.text
    assert "no verdict" in worst.text


def test_false_suspicions_stay_within_their_level() -> None:
    """A hundred firms of eight employees, none to blame: at most five per cent of the firms suspect anybody."""
    random = Random(5)
    suspected = 0
    for _ in range(400):
        counts = {str(who): (40, sum(random.random() < 0.2 for _ in range(40))) for who in range(8)}
        suspected += any(rate.above_chance for rate in employee_rates(counts))
    assert suspected / 400 <= 0.05


def test_a_real_outlier_is_found_often() -> None:
    random = Random(7)
    found = 0
    for _ in range(100):
        counts = {str(who): (50, sum(random.random() < 0.15 for _ in range(50))) for who in range(7)}
        counts["worst"] = (50, sum(random.random() < 0.45 for _ in range(50)))
        found += employee_rates(counts)[0].employee == "worst" and employee_rates(counts)[0].above_chance
    assert found >= 90


def test_a_review_suspects_whom_its_loss_rates_single_out() -> None:
    def clients(owner: str, lost: int, kept: int) -> list[cr.Client]:
        owners = [cr.Owner(owner, date(2020, 1, 1))]
        gone = [
            cr.Client(f"{owner}-{n}", purchases=bought(), owners=owners, events=[E.declared_break(day(30))])
            for n in range(lost)
        ]
        loyal = [cr.Purchase(AS_OF - timedelta(30 * n), 9, "EUR") for n in range(20)]
        return gone + [cr.Client(f"{owner}+{n}", purchases=loyal, owners=owners) for n in range(kept)]

    reviewed = cr.review([*clients("Olga", 3, 27), *clients("Rauf", 18, 12), *clients("Sara", 1, 9)], as_of=AS_OF)
    assert [(rate.employee, rate.above_chance) for rate in reviewed.employees] == [
        ("Rauf", True),
        ("Olga", False),
        ("Sara", False),
    ]
    assert "a suspicion to look into, no verdict" in reviewed.explain()


def test_more_losses_than_clients_are_refused() -> None:
    with pytest.raises(cr.ClientReturnError):
        employee_rates({"Olga": (3, 4)})


# --- the same name behind several losses ---

BLOGGER = (About.THIRD_PARTY, "a blogger")
INCREASE = (About.PRICE_CHANGE, "2025-08-01")


def test_the_same_third_party_behind_three_losses_is_a_finding() -> None:
    rumour = E.rumour(day(3), source="a blogger")
    accounts = [left(f"L{n}", rumour, names=frozenset({BLOGGER})) for n in range(3)]
    (finding,) = systemic(accounts)
    assert (finding.about, finding.name, finding.reason) == (About.THIRD_PARTY, "a blogger", "competitor.third-party")
    assert finding.clients == ("L0", "L1", "L2")
    stayed = [Account(f"S{n}") for n in range(40)]
    assert systemic([*accounts, *stayed])[0].losses == 3
    assert systemic(accounts[:2]) == ()


def test_what_everybody_met_explains_no_loss() -> None:
    gone = [left(f"L{n}", names=frozenset({INCREASE})) for n in range(10)]
    stayed = [Account(f"S{n}", names=frozenset({INCREASE})) for n in range(90)]
    others = [Account(f"O{n}") for n in range(90)] + [left(f"M{n}") for n in range(10)]
    assert systemic([*gone, *stayed, *others]) == ()
    few_stayed = stayed[:10]
    (finding,) = systemic([*gone, *few_stayed, *others])
    assert finding.about is About.PRICE_CHANGE
    assert finding.losses == 10
    assert finding.expected is not None
    assert finding.expected < 5


def test_names_that_have_nothing_to_do_with_losses_are_seldom_found() -> None:
    random = Random(3)
    found = 0
    for _ in range(100):
        accounts = [
            Account(
                str(n),
                LAST if random.random() < 0.2 else None,
                names=frozenset((About.PRODUCT, f"p{random.randrange(20)}") for _ in range(random.randrange(3))),
            )
            for n in range(200)
        ]
        found += bool(systemic(accounts))
    assert found <= 8


def test_findings_come_back_into_single_diagnoses_as_weak_evidence() -> None:
    clients = [
        cr.Client(f"L{n}", purchases=bought(), events=[E.rumour(day(3), source="a blogger"), E.declared_break(day(20))])
        for n in range(4)
    ]
    clients += [
        cr.Client(f"S{n}", purchases=[cr.Purchase(AS_OF - timedelta(30 * k), 100, "EUR") for k in range(12)])
        for n in range(12)
    ]
    first = cr.review(clients, as_of=AS_OF)
    assert [finding.name for finding in first.systemic] == ["a blogger"]
    base = Base().with_findings(first)
    before = cr.assess(clients[0], as_of=AS_OF).diagnosis
    after = cr.assess(clients[0], as_of=AS_OF, base=base).diagnosis
    assert before is not None
    assert after is not None
    code = "competitor.third-party"
    assert before.cause(code).p < after.cause(code).p < before.cause(code).p + 0.1
    assert any(piece.rule == "systemic.shared" and "4 losses" in piece.why for piece in after.cause(code).evidence)
    assert base.fingerprint != Base().fingerprint


# --- record artefacts ---


def account(code: str, first: int, last: int, **fields: object) -> cr.Client:
    return cr.Client(code, purchases=[cr.Purchase(day(first), 10, "EUR"), cr.Purchase(day(last), 10, "EUR")], **fields)  # type: ignore[arg-type]


LOST = {"old": LAST}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ({}, {"same_as": ["old"]}, "account-merged"),
        ({"events": [E.re_registered(day(9), successor="new")]}, {}, "re-registered"),
        ({"events": [E.buys_through(day(9), via="wholesaler")]}, {}, "buys-through"),
        ({"data": {"tax_id": "77"}}, {"data": {"tax_id": "77"}}, "re-registered"),
        ({"name": "Lark Brewery LLC"}, {"name": "LARK BREWERY Ltd."}, "re-registered"),
        (
            {"contacts": [cr.Person("Ani Petrosyan", phone="+374 10 555-123")]},
            {"contacts": [cr.Person("A. P.", phone="010 555 123")]},
            "re-registered",
        ),
    ],
)
def test_a_record_that_ends_is_no_loss(old: dict[str, object], new: dict[str, object], kind: str) -> None:
    clients = [account("old", -300, 0, **old), account("new", 20, 60, **new), account("other", -500, 90)]
    (found,) = artefacts(clients, LOST)
    assert (found.client, found.kind) == ("old", kind)
    assert "no loss" in found.text


@pytest.mark.parametrize(
    ("old", "new", "began"),
    [
        ({"name": "Lark Brewery"}, {"name": "Lark Brewery"}, -400),  # bought beside it all the time
        ({"name": "Lark Brewery"}, {"name": "Dove Bakery"}, 20),
        ({"contacts": [cr.Person("Ani Petrosyan")]}, {"contacts": [cr.Person("Ani Petrosyan")]}, 20),  # a namesake
    ],
)
def test_a_likeness_is_not_enough(old: dict[str, object], new: dict[str, object], began: int) -> None:
    assert artefacts([account("old", -300, 0, **old), account("new", began, 60, **new)], LOST) == ()


# --- sufficiency ---


def test_what_is_not_recorded_cannot_be_seen_and_the_best_addition_is_named() -> None:
    blind = sufficiency({"contact", "price-increase"})
    assert blind.missing[0].kind == "complaint"
    assert "company.poor-service" in blind.missing[0].reasons
    assert "Recording 'complaint' would help most" in blind.text
    seeing = sufficiency({"contact", "price-increase", "complaint"})
    assert len(seeing.unseen) == len(blind.unseen) - len(blind.missing[0].reasons)
    assert sufficiency(KINDS).unseen == ()
    assert recorded_kinds([cr.Client("C", events=[E.contact(day(0))])]) == {"contact"}


def test_a_review_tells_what_its_records_allow_to_be_seen() -> None:
    report = cr.review([cr.Client("C", purchases=bought(), events=[E.contact(day(1))])], as_of=AS_OF).sufficiency
    assert report.seen == ("company.forgotten",)


# --- learning ---


def test_a_practitioners_word_weighs_ten_cases() -> None:
    prior = {"a.b": 0.1, "c.d": 0.9}
    assert learn_reasons(["a.b"] * 10).shares(prior)["a.b"] == pytest.approx((1 + 10) / 20)
    learnt = learn_reasons([VerifiedCase("a.b", frozenset({"r"}))] * 90 + [VerifiedCase("c.d")] * 90)
    own = 5.2
    assert 0.85 * own < learnt.weight("r", "a.b", 0.0) < own * 1.1
    assert learnt.weight("another", "a.b", 3.3) == 3.3


def test_a_rule_that_cries_wolf_loses_weight() -> None:
    rule = "company.late-delivery.delay"
    wolf = [VerifiedCase("client.new-management", frozenset({rule}))] * 20 + [VerifiedCase("company.late-delivery")] * 2
    late = E.late_delivery(day(3))
    taught = diagnosed(late, base=Base().with_cases(wolf))
    assert taught.cause("company.late-delivery").p < diagnosed(late).cause("company.late-delivery").p
    assert taught.learnt_from == 22


def test_verified_losses_of_a_review_teach_the_base() -> None:
    clients = [
        cr.Client(
            f"L{n}",
            purchases=bought(),
            events=[E.missing_feature(day(2)), E.verified_cause(day(40), reason="company.poor-fit")],
        )
        for n in range(5)
    ]
    reviewed = cr.review(clients, as_of=AS_OF)
    base = Base().with_cases(reviewed.verified)
    assert base.cases.of("company.poor-fit") == 5
    assert base.cases.seen("company.poor-fit.missing-feature") == 5
    assert base.cases.seen("said.verified") == 0
    silent = cr.assess(cr.Client("C", purchases=bought()), as_of=AS_OF, base=base)
    assert silent.diagnosis is not None
    assert silent.diagnosis.cause("company.poor-fit").prior > 0.1
    assert "5 verified cases" in silent.explain()


def test_base_learn_counts_settled_causes_known_by_the_day() -> None:
    settled = cr.Client("A", purchases=bought(), events=[E.verified_cause(day(40), reason="client.in-house")])
    talk = cr.Interview(day(50))
    for _ in range(4):
        talk = talk.why("And why?", "company.not-told")
    talked = cr.Client("B", purchases=bought(), events=talk.events)
    open_one = cr.Client("C", purchases=bought(), events=[E.stated_reason(day(40), reason="client.died")])
    base = Base.learn([settled, talked, open_one], as_of=AS_OF)
    assert base.cases == learn_reasons(["client.in-house", "company.not-told"])
    assert Base.learn([settled, talked], as_of=day(10)).cases == Cases()


# --- no rule is dead ---


def test_every_rule_of_the_books_is_found_in_some_story() -> None:
    rows = [*CLEAR_ROWS, *MIXED_ROWS, *AGAINST_ROWS]
    stories = [(row.events, row.fields) for row in rows] + [(one.events, one.fields) for one in VIGNETTES]
    hits = set()
    for base in (None, Base(kinds=frozenset(KINDS))):
        for events, fields in stories:
            diagnosis = diagnosed(*events, base=base, **fields)
            hits |= {piece.rule for cause in diagnosis.causes for piece in cause.evidence}
    for events in MORE:
        diagnosis = diagnosed(*events)
        hits |= {piece.rule for cause in diagnosis.causes for piece in cause.evidence}
    dead = {rule.id for rule in (*CAUSES.events, *CAUSES.states)} - hits - TOLD_ELSEWHERE
    assert not dead


CODE = "company.late-delivery"


def sought(by: str, found: bool, reason: str | None = CODE) -> cr.Event:
    data = {"found": found, **({} if reason is None else {"reason": reason})}
    return cr.Event(day(50), "clue-sought", by=by, data=data)


def interview(by: str, reason: str, whys: int = 4) -> cr.Event:
    return cr.Event(day(50), "interview", by=by, data={"reason": reason, "whys": whys})


SOLVED = [
    E.complaint(day(5), topic=topic, resolved="well")
    for topic in ("service", "price", "promise", "trust", "product", "range", "neglect", "parking")
]
MORE: list[tuple[cr.Event, ...]] = [
    (E.contact(day(-200)),),
    (interview("employee", CODE),),
    (interview("employee", "client.closed"),),
    (interview("team", CODE),),
    (interview("client", CODE, whys=2),),
    (E.stated_reason(day(20), reason=CODE, by="record"), E.could_leave(day(-90), reason=CODE)),
    (E.contact(day(20), text="complained that deliveries kept coming late"),),
    (sought("record", True),),
    (sought("employee", True),),
    (sought("employee", True, "client.closed"),),
    (sought("client", True),),
    (sought("client", True, "competitor.better-price"),),
    tuple(SOLVED),
    tuple(E.complaint(day(5), topic=topic) for topic in ("price", "stock", "range", "neglect")),
    (
        E.complaint(day(5), text="deliveries kept coming late"),
        E.survey(day(5), score=2, text="deliveries kept coming late"),
    ),
    (E.complaint(day(5), topic="service", employee="Gor"), cr.Event(day(6), "dispute")),
    (cr.Event(day(-5), "price-increase"), cr.Event(day(4), "rival-offer"), cr.Event(day(4), "lead-dropped")),
    (E.staff_incident(day(3)), E.staff_incident(day(4))),
    (E.complaint(day(3), text="your salesman was rude to me"),),
]
TOLD_ELSEWHERE = {"sought.nothing-at-all", "sought.nobody-knows", "systemic.shared", "client.variety-seeking.irregular"}
"""They speak for the unknown, or need a base with findings or gaps at random: each has a test of its own."""


def test_gaps_at_random_speak_of_variety_seeking() -> None:
    ordinal, days = LAST.toordinal(), []
    for gap in (2, 300, 5, 1, 200, 3, 9, 250, 1):
        days.append(date.fromordinal(ordinal))
        ordinal -= gap
    diagnosis = diagnosed(E.declared_break(day(9)), purchases=[cr.Purchase(one, 10, "EUR") for one in days])
    assert "client.variety-seeking.irregular" in {
        piece.rule for piece in diagnosis.cause("client.variety-seeking").evidence
    }
