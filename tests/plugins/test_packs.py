"""Packs: what a plug-in brings enters the policy by one door, and a failing one is named."""

from __future__ import annotations

import sys
from datetime import date
from importlib.metadata import EntryPoint, EntryPoints
from types import ModuleType
from typing import Any

import attrs
import pytest

import clientreturn as cr
from clientreturn import plugins
from clientreturn.plugins import BUILT_IN, Pack, packs

visits_a_year = cr.Fact("vet_visits", "visits that a patient should make in a year", cr.Unit.COUNT)
REASON = cr.Reason("client.patient-died", "the patient has died", ("own",), False, False, cr.DefectorType.MOVED)
RULE = cr.Rule("vet.patient", visits_a_year > 3, cr.Standing.AT_RISK, "a patient with {vet_visits} visits a year")
VET = Pack(
    "vet",
    facts=[(visits_a_year, lambda story: story.client.detail("visits") or 0)],
    reasons=[REASON],
    books={"standing": [(RULE, "standing.returned")]},
    offers=[cr.Offer("vet.check", "a free check of the teeth", ("client.patient-died",))],
    words={"ru": cr.Words(phrases={"vet.patient": "пациент: {vet_visits} визитов в год"})},
)


def test_the_built_in_rules_are_a_pack_like_any_other() -> None:
    assert cr.Policy.bare().with_pack(BUILT_IN) == cr.Policy()
    assert cr.Policy.bare().with_pack(BUILT_IN).fingerprint == cr.Policy().fingerprint
    assert not any(cr.Policy.bare().books.values())


def test_a_pack_is_explained_listed_and_told_in_its_language() -> None:
    policy = cr.Policy().with_pack(VET)
    client = cr.Client(
        "C", purchases=[cr.Purchase(date(2026, 1, 1 + n), 5, "EUR") for n in range(5)], data={"visits": 4}
    )
    case = cr.assess(client, as_of=date(2026, 1, 6), policy=policy)
    assert case.standing.says is cr.Standing.AT_RISK
    assert case.standing.why == "a patient with 4 visits a year"
    assert "vet.patient" in case.explain()
    assert VET.in_language(cr.ENGLISH, "ru").tell(case.standing.why) == "пациент: 4 визитов в год"
    assert VET.in_language(cr.ENGLISH, "xx") is cr.ENGLISH
    listed = {(entry.kind, entry.id) for entry in cr.catalogue(policy)}
    expected = {("rule", "vet.patient"), ("reason", REASON.code), ("offer", "vet.check"), ("fact", "vet_visits")}
    assert expected <= listed
    assert not expected & {(entry.kind, entry.id) for entry in cr.catalogue()}


def test_every_book_of_a_policy_is_a_room() -> None:
    assert set(cr.Policy().books) >= {"standing", "causes.events", "causes.states", "return_class", "recovery.steps"}
    assert all(isinstance(book, cr.RuleBook) for book in cr.Policy().books.values())


FAULTS: list[tuple[dict[str, Any], str, str | None]] = [
    ({"facts": [(cr.Fact("silence"), len)]}, "a name that no other fact has", None),
    ({"reasons": [cr.REASONS["client.died"]]}, "codes that differ", None),
    ({"books": {"standnig": [RULE]}}, "one of standing", "standing"),
    ({"books": {"standing": [(attrs.evolve(RULE, when=cr.ALWAYS, because="x"), "standing.dromant")]}}, "a rule of", "standing.dormant"),
    ({"books": {"standing": [RULE]}}, "a fact that this book can see", "visits"),
    ({"books": {"recovery.blocks": [(cr.Rule("own.b", cr.ALWAYS, None, "x"), "law.death")]}}, "behind the binding", None),
    ({"offers": [cr.Policy().recovery.offers[0]]}, "an id that no other offer has", None),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "expected", "suggestion"), FAULTS)
def test_what_does_not_fit_is_named_with_its_pack(
    fields: dict[str, Any], expected: str, suggestion: str | None
) -> None:
    with pytest.raises(cr.ClientReturnError, match=r"pack 'bad'") as caught:
        cr.Policy().with_pack(Pack("bad", **fields))
    assert expected in str(caught.value)
    assert caught.value.suggestion == suggestion


@pytest.mark.parametrize(
    "fields",
    [
        {"facts": [visits_a_year]},
        {"facts": 5},
        {"facts": [(visits_a_year, 5)]},
        {"reasons": ["client.died"]},
        {"books": [RULE]},
        {"books": {"standing": RULE}},
        {"books": {"standing": ["rule"]}},
        {"books": {5: [RULE]}},
        {"finders": [len]},
        {"offers": "discount"},
        {"words": {"ru": "слова"}},
        {"words": 5},
    ],
    ids=str,
)
def test_a_malformed_pack_is_refused_at_the_door(fields: dict[str, Any]) -> None:
    with pytest.raises(cr.ClientReturnError):
        Pack("bad", **fields)
    with pytest.raises(cr.ClientReturnError):
        Pack("")


# --- discovery ----------------------------------------------------------------------------------------


def installed(monkeypatch: pytest.MonkeyPatch, **values: Any) -> None:
    """As if packages were installed that offer these values."""
    module = ModuleType("offered")
    vars(module).update(values)
    monkeypatch.setitem(sys.modules, "offered", module)
    entries = EntryPoints(EntryPoint(name, f"offered:{name}", plugins.GROUP) for name in values)
    monkeypatch.setattr(plugins, "entry_points", lambda group: entries.select(group=group))


def test_packs_are_found_by_name_and_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, zoo=attrs.evolve(VET, name="zoo"), vet=VET)
    assert [pack.name for pack in packs()] == ["vet", "zoo"]
    installed(monkeypatch)
    assert packs() == ()


def test_a_failing_plug_in_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, vet=VET, wrong=5)
    with pytest.raises(cr.ClientReturnError, match="plug-in 'wrong'"):
        packs()
    installed(monkeypatch, vet=VET, vet_too=VET)
    with pytest.raises(cr.ClientReturnError, match=r"plug-in 'vet_too'.*'vet'"):
        packs()
    entry = EntryPoint("gone", "no_such_module:PACK", plugins.GROUP)
    monkeypatch.setattr(plugins, "entry_points", lambda group: EntryPoints([entry]))
    with pytest.raises(cr.ClientReturnError, match=r"plug-in 'gone'.*ModuleNotFoundError"):
        packs()
