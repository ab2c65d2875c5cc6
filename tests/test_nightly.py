"""Night after night, assessing only who changed or is due gives what a full run gives."""

from __future__ import annotations

import random
from datetime import date, timedelta

import attrs
import pytest

import clientreturn as cr
from clientreturn.reviews import Refused, stamp_of
from lives import TEAM

FIRST_NIGHT = date(2026, 3, 2)
KINDS = ("complaint", "late-delivery", "declared-break", "price-increase", "contact", "rumour", "hard-times")


def firm(draw: random.Random, clients: int) -> dict[str, cr.Client]:
    """Clients of every kind: active, silent for long, once returned, under contract."""
    made = {}
    for number in range(clients):
        usual, on = draw.choice([7, 30, 30, 60, 180]), FIRST_NIGHT - timedelta(draw.randrange(400))
        bought = []
        for _ in range(draw.randrange(14)):
            bought.append(cr.Purchase(on, draw.randrange(5, 900), "EUR"))
            on -= timedelta(max(1, round(usual * draw.lognormvariate(0, 0.4))))
        events = [
            cr.Event(FIRST_NIGHT - timedelta(draw.randrange(300)), draw.choice(KINDS)) for _ in range(draw.randrange(3))
        ]
        ends = FIRST_NIGHT + timedelta(draw.randrange(-30, 60))
        contracts = [cr.Contract("hosting", date(2024, 1, 1), ends, renews=False)] if draw.random() < 0.1 else []
        owners = [
            cr.Owner("olga", date(2023, 1, 1)),
            cr.Owner("rauf", FIRST_NIGHT + timedelta(draw.randrange(-90, 30))),
        ]
        fields = {"purchases": bought, "events": events, "contracts": contracts, "owners": owners}
        made[f"C-{number}"] = cr.Client(f"C-{number}", company=draw.random() < 0.7, **fields)  # type: ignore[arg-type]
    return made


def changed(client: cr.Client, plan: cr.Plan, day: date, draw: random.Random) -> cr.Client:
    """Something that happened during the day: a purchase, an event, the result of a step."""
    what = draw.random()
    if what < 0.4:
        return attrs.evolve(client, purchases=[*client.purchases, cr.Purchase(day, 70, "EUR")])
    if what < 0.7 or not plan.steps:
        return client.with_events(cr.Event(day, draw.choice(KINDS)))
    result = draw.choice(["done", "no-answer", "refused"])
    return client.with_events(cr.Event.result(day, key=draw.choice(plan.steps).key, result=result))


def test_a_month_of_nights_gives_what_full_runs_give() -> None:
    draw = random.Random(7)
    clients = firm(draw, 100)
    first = cr.nightly(clients.values(), as_of=FIRST_NIGHT, team=TEAM)
    everybody = {one.row.client: one for one in first if isinstance(one, cr.Snapshot)}
    kept = dict(everybody)
    assert len(kept) == len(clients)
    stamp = stamp_of()
    assessed = 0
    for night in range(1, 22):
        day = FIRST_NIGHT + timedelta(night)
        touched = set(draw.sample(sorted(clients), 4))
        for name in touched:
            clients[name] = changed(clients[name], kept[name].plan, day, draw)
        tonight = [name for name in clients if name in touched or kept[name].due(day, stamp)]
        assessed += len(tonight)
        for new in cr.nightly((clients[name] for name in tonight), as_of=day, team=TEAM, kept=kept.get):
            assert isinstance(new, cr.Snapshot)
            kept[new.row.client] = new
        for new in cr.nightly(clients.values(), as_of=day, team=TEAM, kept=everybody.get):
            assert isinstance(new, cr.Snapshot)
            everybody[new.row.client] = new
            assert new.says_the_same(kept[new.row.client]), (day, new.row.client)
    assert assessed < 21 * len(clients) / 3


def test_what_was_made_otherwise_is_due() -> None:
    client = cr.Client("C", purchases=[cr.Purchase(date(2026, 1, 1), 5, "EUR")])
    kept = cr.snapshot(cr.assess(client, as_of=FIRST_NIGHT))
    assert kept.next_change is None
    assert not kept.due(date(2027, 1, 1), stamp_of())
    assert kept.due(FIRST_NIGHT, stamp_of(base=cr.Base(clients=3)))


def test_a_client_that_cannot_be_assessed_costs_only_itself() -> None:
    def fails(story: cr.Story) -> int:
        raise ZeroDivisionError(story.client.id)

    plain = cr.Policy()
    fact = cr.Fact("own")
    rule = cr.Rule("own.rule", fact > 1, cr.Standing.LOST, "because")
    standing = plain.standing.seeing(cr.Vocabulary((fact,))).add(rule, before="standing.one-time")
    policy = attrs.evolve(plain, own_facts=((fact, fails),), standing=standing)
    bought = [cr.Purchase(date(2026, 1, 1), 5, "EUR")]
    clients = [cr.Client("A"), cr.Client("B", purchases=bought), 5, cr.Client("C")]
    found = list(cr.nightly(clients, as_of=FIRST_NIGHT, policy=policy))  # type: ignore[arg-type]
    assert [type(one) for one in found] == [cr.Snapshot, Refused, Refused, cr.Snapshot]
    bad = found[1]
    assert isinstance(bad, Refused)
    assert bad.client == "B"
    assert "rule 'own.rule': fact 'own'" in bad.error
    assert "ZeroDivisionError('B')" in bad.error
    with pytest.raises(cr.ClientReturnError):
        list(cr.nightly(clients, as_of="today"))  # type: ignore[arg-type]
