"""Written and read again, every value is what it was: kinds made from their types alone, and values of real cases."""

from __future__ import annotations

import json
import runpy
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import clientreturn as cr
from clientreturn.facts import OwnFact
from lives import AS_OF, TEAM, clients

codec = pytest.importorskip("clientreturn.codec", exc_type=ImportError)

from clientreturn.codec.conversion import is_fixed, is_open  # noqa: E402
from clientreturn.codec.kinds import class_of, hints_of, kinds, names, stored_fields  # noqa: E402
from clientreturn.phrases import Said  # noqa: E402
from clientreturn.worth import CaseFacts  # noqa: E402

EXAMPLE = runpy.run_path(str(Path(__file__).parents[2] / "examples" / "stories.py"))
stars = cr.Fact("stars", "stars given by the seller")
OWN: tuple[OwnFact, ...] = (
    (stars, lambda story: story.client.detail("stars")),
    (cr.Flag("starred", "has stars"), lambda story: story.client.detail("stars") is not None),
)


def nothing(story: cr.Story) -> list[cr.Evidence]:
    """A finder that finds nothing."""
    return []


FINDER = cr.Finder("own.nothing", nothing, 3)
VOCABULARY = cr.Vocabulary(tuple(fact for fact, _ in OWN))
STARRED = cr.Rule(
    "own.starred", (stars >= 4) & ~cr.Policy().standing["standing.dead"].when, cr.Standing.ACTIVE, "{stars}"
)
PLAIN = cr.Policy()
OWN_POLICY = attrs.evolve(
    PLAIN,
    standing=PLAIN.standing.seeing(VOCABULARY).add(STARRED, before="standing.returned"),
    causes=attrs.evolve(PLAIN.causes, finders=(FINDER,)),
    own_facts=OWN,
    rates=cr.Rates("EUR", [("USD", date(2026, 1, 1), "0.9")]),
)
CODEC = codec.Codec(own_facts=OWN, finders=[FINDER], policy=OWN_POLICY, team=TEAM)


def again(value: Any, by: Any = CODEC) -> Any:
    """The value after it was written as JSON text and read; what is written must not change by that."""
    data = by.dump(value)
    back = by.load(json.loads(json.dumps(data, allow_nan=False)), type(value))
    assert by.dump(back) == data
    return back


# --- kinds made from their types alone ----------------------------------------------------------------

texts = st.sampled_from(["", "a", "строка", "👋 <b>", "{", "2026-01-01", "inf"])
saids = st.builds(
    lambda value, unit: Said("own.key", "so {much}", (("much", value, unit),)),
    st.sampled_from([None, 3, 4.5, "text", date(2026, 3, 1), Said("k", "a text")]),
    st.just(cr.Unit.TEXT),
)
numbers = st.one_of(st.integers(0, 5), st.floats(0, 1))
opens = st.one_of(
    st.none(), st.booleans(), numbers, texts, st.dates(), st.just(Decimal("1.50")), st.just(cr.Standing.LOST),
    st.just((1, (date(2026, 1, 1), "x"))), st.just(frozenset({"a"})), saids, st.just(float("inf")),
    st.just(cr.Owner("olga", date(2026, 1, 1))),
)  # fmt: skip
CONDITIONS = (cr.ALWAYS, (stars > 3) & ~cr.Flag("dead"), (stars + 1 < 2) | stars.one_of(1, 2), stars.between(0, 1))
LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: st.one_of(texts, saids),
    int: st.integers(1, 5),
    float: numbers,
    bool: st.booleans(),
    NoneType: st.none(),
    date: st.dates(),
    Decimal: st.decimals(0, 100, places=2),
    cr.Condition: st.sampled_from(CONDITIONS),
    cr.Flag: st.builds(cr.Flag, st.just("a"), texts),
    Said: saids,
    CaseFacts: st.just(CaseFacts({}, {"standing": "lost", "lost_on": date(2026, 1, 1)})),  # type: ignore[arg-type]
}
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "Purchase.currency": st.just("EUR"), "Rates.home": st.just("EUR"), "Rates.rows": st.just((("USD", date(2026, 1, 1), 2),)),
    "Cuts.recency": st.just((1, 2, 3.5, 4)), "Cuts.frequency": st.just((1, 2, 3, 4)), "Cuts.money": st.just((1, 2, 3, 4)),
    "Cuts.class_a": st.just(9.5), "Client.margin": st.just(0.25), "Client.data": st.just({"a": date(2026, 1, 1)}),
    "Client.closures": st.just([(date(2026, 1, 1), date(2026, 1, 3))]), "Event.data": st.just({"weight": 2.5}),
    "Client.owners": st.just([cr.Owner("olga", date(2026, 1, 1))]), "Reason.code": st.just("client.own"),
    "Act.kind": st.just("own-act"), "Number.high": st.just(float("inf")), "Number.low": st.just(0),
    "Vocabulary.facts": st.just((stars, cr.Flag("b"))), "Base.chances": st.just(cr.Base().chances),
    "Rule.because": st.just("because"), "Rule.id": st.just("own.rule"), "Client.id": st.just("C"),
    "Lexicon.language": st.just("en"), "Figure.key": st.just("loss-rate"),
}  # fmt: skip


def valued(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type."""
    cls = class_of(kind)
    if is_open(kind):
        return opens
    if cls in LEAVES:
        return LEAVES[cls]
    if cls in (Union, UnionType):
        return st.one_of([valued(arm) for arm in get_args(kind)])
    if isinstance(cls, type) and issubclass(cls, Enum):
        return st.sampled_from(list(cls))
    if isinstance(cls, type) and attrs.has(cls):
        return made(cls)
    if cls is tuple and is_fixed(kind):
        return st.tuples(*(valued(part) for part in get_args(kind)))
    if cls is tuple:
        return st.lists(valued(get_args(kind)[0]), max_size=2).map(tuple)
    if cls is frozenset:
        return st.frozensets(valued(get_args(kind)[0]), max_size=2)
    if isinstance(cls, type) and issubclass(cls, Mapping):
        return st.dictionaries(valued(get_args(kind)[0]), valued(get_args(kind)[1]), max_size=2)
    raise NotImplementedError(kind)


@st.composite
def made(draw: st.DrawFn, cls: type) -> Any:
    """An instance whose door lets it in."""
    fields = {
        field.alias: draw(FIELDS.get(f"{cls.__name__}.{field.name}", valued(hints_of(cls)[field.name])))
        for field in attrs.fields(cls)
        if field.init
    }
    try:
        return cls(**fields)
    except cr.ClientReturnError:
        return draw(st.nothing())


# Whole books and what is made with one: taken from real cases below.
IN_CASES = {
    "Books", "Case", "Causes", "Diagnosis", "Evidence", "Finder", "Findings", "Judgement", "Policy", "Review", "RuleBook",
    "Silence", "Story", "Verdict", "Words", "Worth", "Reasons", "Inputs",
}  # fmt: skip


def holds_a_book(kind: Any) -> bool:
    """Whether a type is one of these, or is made of them."""
    cls = class_of(kind)
    if getattr(cls, "__name__", "") in IN_CASES:
        return True
    parts = list(get_args(kind))
    if isinstance(cls, type) and attrs.has(cls):
        parts += [hints_of(cls)[field.name] for field in stored_fields(cls)]
    return any(holds_a_book(part) for part in parts)


MADE = sorted(
    name
    for name, cls in kinds().items()
    if not holds_a_book(cls) and not issubclass(cls, Enum) and name not in ("Condition", "Flag")
)


@pytest.mark.parametrize("name", MADE)
def test_a_value_of_every_kind_comes_back(name: str) -> None:
    @settings(max_examples=40, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
    @given(valued(kinds()[name]))
    def comes_back(value: Any) -> None:
        assert again(value) == value

    comes_back()


# --- values of real cases -----------------------------------------------------------------------------


def walked(value: Any, seen: set[int]) -> Iterator[Any]:
    """Every value of the library inside a value."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if type(value) in names():
        yield value
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from walked(getattr(value, field.name), seen)
    elif isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from walked(part, seen)
    elif isinstance(value, dict):
        yield from walked(tuple(value.values()), seen)


NOT_STORED = ("Judgement",)
"""Made again from the account when a case is read: it holds facts that are made when somebody asks."""


def test_every_value_inside_real_cases_comes_back() -> None:
    review = cr.review(EXAMPLE["CLIENTS"], as_of=AS_OF, team=TEAM, policy=OWN_POLICY)
    found: set[str] = set()
    for value in walked((review, OWN_POLICY, cr.ENGLISH), set()):
        name = type(value).__name__
        found.add(name)
        if name in NOT_STORED:
            continue
        back = again(value)
        if name not in (
            "Story",
            "Words",
            "Condition",
            "Flag",
            "Findings",
        ):  # compared by what is written: equality is identity
            assert back == value, name
    assert found >= IN_CASES


@given(clients())
@settings(max_examples=60)
def test_a_case_comes_back_whole(client: cr.Client) -> None:
    case = cr.assess(client, as_of=AS_OF, policy=OWN_POLICY, team=TEAM)
    back = again(case)
    assert back == case
    assert back.explain() == case.explain()
    assert back.next_change == case.next_change
    assert again(client) == client


def test_answers_of_an_every_hit_book_come_back() -> None:
    case = cr.assess(EXAMPLE["CLIENTS"][0], as_of=AS_OF, team=TEAM)
    found = case.policy.chance_factors.every(case.worth.facts)
    back = again(found)
    assert back == found
    assert back.says == found.says
    assert back.tried == found.tried
    assert [back.why(rule) for rule in back.hits] == [found.why(rule) for rule in found.hits]


@pytest.mark.parametrize(
    "cls", [cls for cls in kinds().values() if issubclass(cls, Enum)], ids=lambda cls: cls.__name__
)
def test_every_member_of_an_enum_comes_back_where_a_value_is_open(cls: type[Enum]) -> None:
    for member in cls:
        rule: cr.Rule[Any] = cr.Rule("own.rule", cr.ALWAYS, member, "because")
        assert again(rule).says is member


def test_a_policy_that_was_read_decides_alike() -> None:
    back = again(OWN_POLICY)
    assert back.fingerprint == OWN_POLICY.fingerprint
    for client in EXAMPLE["CLIENTS"]:
        first, second = (cr.assess(client, as_of=AS_OF, policy=policy) for policy in (OWN_POLICY, back))
        assert first.explain() == second.explain()
