"""The same answer everywhere: other hash seeds, locales, time zones, folders, orders of input, threads and processes."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from enum import Enum
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import clientreturn as cr
from clientreturn.base import About
from clientreturn.phrases import Said
from lives import AS_OF, TEAM, clients

HERE = Path(__file__).parent
SCRIPT = """
import json, runpy, sys
from hashlib import sha256
from random import Random
import clientreturn as cr
clients = list(runpy.run_path(sys.argv[1])["CLIENTS"])
as_of = __import__("datetime").date(2026, 3, 2)
Random(int(sys.argv[2])).shuffle(clients)
team = cr.Team([cr.Member("olga"), cr.Member("tigran", ["head of return", "director"])])
base = cr.Base.learn(clients, as_of=as_of)
review = cr.review(clients, as_of=as_of, team=team, base=base)
said = {}
for client in sorted(clients, key=lambda client: client.id):
    case = cr.assess(client, as_of=as_of, team=team, base=base)
    said[client.id] = [case.explain(), cr.html(case), str(case.next_change), cr.icalendar(case.plan.steps, as_of=as_of)]
    try:
        from clientreturn import codec
    except ImportError:
        continue
    said[client.id].append(json.dumps(codec.dump(case), sort_keys=True))
rows = sorted(review.to_rows(), key=lambda row: row["client"])
said["review"] = [repr(rows), repr(review.counts), repr(review.pareto), repr(review.systemic), repr(review.work_first)]
said["base"] = [base.fingerprint, cr.Policy().fingerprint]
for part in said:
    print(part, sha256(repr(said[part]).encode()).hexdigest())
"""
EXAMPLE = HERE.parent / "examples" / "stories.py"


def told(order: int = 0, folder: Path = HERE, *flags: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *flags, "-c", SCRIPT, str(EXAMPLE), str(order)],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": os.pathsep.join(sys.path), **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def here() -> str:
    return told()


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4294967295"},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "America/Adak", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8"},
        {"LC_ALL": "fa_IR.UTF-8", "PYTHONHASHSEED": "7"},
        {"PYTHONOPTIMIZE": "1"},
    ],
    ids=str,
)
def test_the_machine_changes_nothing(here: str, environment: dict[str, str]) -> None:
    assert told(0, HERE, **environment) == here


@pytest.mark.parametrize("order", [1, 2])
def test_the_order_of_clients_changes_nothing(here: str, order: int) -> None:
    assert told(order) == here


def test_the_folder_changes_nothing(here: str, tmp_path: Path) -> None:
    assert told(0, tmp_path) == here


def test_optimised_code_says_the_same(here: str) -> None:
    assert told(0, HERE, "-OO") == here


@given(clients())
@settings(max_examples=25)
def test_the_order_of_a_clients_records_changes_nothing(client: cr.Client) -> None:
    def turned(seed: int) -> cr.Client:
        def shuffled(records: tuple[object, ...]) -> list[object]:
            return Random(seed).sample(list(records), len(records))

        fields = {name: shuffled(getattr(client, name)) for name in ("purchases", "events", "owners", "closures")}
        return attrs.evolve(client, **fields)  # type: ignore[arg-type]

    first = cr.assess(client, as_of=AS_OF, team=TEAM)
    for seed in (1, 2):
        again = cr.assess(turned(seed), as_of=AS_OF, team=TEAM)
        assert again.standing == first.standing
        assert again.plan == first.plan
        assert again.explain() == first.explain()


def test_eight_threads_say_what_one_says() -> None:
    shared = [
        cr.Client(
            f"C-{number}",
            purchases=[cr.Purchase(AS_OF - timedelta(10 + at * (20 + number)), 100, "EUR") for at in range(8)],
            events=[cr.Event.complaint(AS_OF, topic="delivery", severity=4)] if number % 2 else [],
        )
        for number in range(24)
    ]
    policy, base = cr.Policy(), cr.Base()

    def case(client: cr.Client) -> str:
        return cr.assess(client, as_of=AS_OF, policy=policy, base=base, team=TEAM).explain()

    alone = [cr.assess(client, as_of=AS_OF, team=TEAM).explain() for client in shared]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(case, shared * 4)) == alone * 4


# --- values travel ------------------------------------------------------------------------------------------

BY_IDENTITY = {
    "Story": "the records of a client, with what is made of them when somebody asks",
    "Judgement": "holds a story",
    "Words": "holds a function",
    "Verdict": "holds facts that are made when somebody asks, once it is copied only those that were asked",
    "Findings": "as a verdict",
    "Asker": "holds facts that are made when somebody asks",
}
"""Classes whose values are equal to themselves alone, with why."""


def names_of(value: Any) -> list[str]:
    return [field.name for field in attrs.fields(type(value))]


def a_value_of_each_kind() -> dict[str, object]:
    """Values of public classes, found inside a review, a policy and what is asked of them."""
    import runpy

    example = runpy.run_path(str(EXAMPLE))
    review = cr.review(example["CLIENTS"], as_of=AS_OF, team=TEAM)
    roots: list[object] = [
        review, cr.Policy(), cr.Base.learn(example["CLIENTS"], as_of=AS_OF), TEAM, cr.ENGLISH, cr.Costs(contact=5),
        cr.desk(review, TEAM, week=AS_OF), cr.compare(review, review), cr.loss_report(example["CLIENTS"], end=AS_OF),
        cr.flows(example["CLIENTS"], cr.month_ends(AS_OF, 3)), cr.lift(cr.Arm("a", 50, 20, cr.Sample(50, 3.0, 4.0)), cr.Arm("b", 50, 10)),
        cr.draw_holdout(example["CLIENTS"], salt="spring"), tuple(cr.outcomes(example["CLIENTS"], as_of=AS_OF)),
        cr.romi(cr.outcomes(example["CLIENTS"], as_of=AS_OF), cr.Costs(contact=5)), cr.Message("Dear Anna"),
        cr.second_life(cr.outcomes(example["CLIENTS"], as_of=AS_OF)), cr.Decision("tigran", "known since school"),
        cr.Rates("EUR", [("USD", AS_OF, "0.9")]), cr.Interview(AS_OF), cr.Pack("shop"), cr.Fact("a") > 1, cr.Number("n", 1),
        cr.backtest(example["CLIENTS"], at=AS_OF.replace(year=2025), until=AS_OF), cr.VerifiedCase("company.forgotten"),
        [cr.snapshot(case) for case in review.cases.values()], cr.advice_table()[:3], cr.catalogue()[:3], cr.Suppression(),
        [case.diagnosis.next_question() for case in review.cases.values() if case.diagnosis is not None],
        cr.Occasion("New Year", 1, 1), cr.Finder("own.nothing", len), cr.Block(cr.Policy().recovery.blocks.rules[0].says.action),  # type: ignore[arg-type]
        cr.Contract("hosting", AS_OF), cr.Flag("dead"), cr.Consent(AS_OF), cr.Contradiction(("a", "b"), Said("a", "b")),
        cr.letters([], start=AS_OF, as_of=AS_OF), cr.Systemic(next(iter(About)), "olga", "company.rude", 3, 9), cr.Attempt.told(True, lapse=40, tenure=300, offer=10, ticket=50),
    ]  # fmt: skip
    found: dict[str, object] = {}
    waiting, seen = roots, set()
    while waiting:
        value = waiting.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, dict):
            waiting += list(value.values())
        elif isinstance(value, tuple | list | frozenset):
            waiting += list(value)
        elif attrs.has(type(value)):
            found.setdefault(type(value).__name__, value)
            waiting += [getattr(value, name) for name in names_of(value)]
    return found


VALUES = a_value_of_each_kind()
PUBLIC = [
    name
    for name in cr.__all__
    if isinstance(getattr(cr, name), type) and not issubclass(getattr(cr, name), Enum | Exception)
]


def test_every_public_class_has_a_value_here() -> None:
    assert [name for name in PUBLIC if name not in VALUES] == []


def sent(value: object) -> object:
    """What arrives in another process."""
    return pickle.loads(pickle.dumps(value))


@pytest.mark.parametrize("name", sorted(VALUES))
def test_a_value_can_be_pickled_copied_and_hashed(name: str) -> None:
    value = VALUES[name]
    assert type(sent(value)) is type(copy.copy(value)) is type(copy.deepcopy(value)) is type(value)
    if name not in BY_IDENTITY:
        assert sent(value) == copy.copy(value) == copy.deepcopy(value) == value
        hash(value)
