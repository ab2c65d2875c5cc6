"""The doors of the library, each tried with whatever one `Random` draws.

Whatever comes in, out comes a value or a `ClientReturnError` with field, value, expectation and remedy. A value can be
shown, compared, hashed and copied. Anything else is a finding.
"""

from __future__ import annotations

import inspect
import json
import pickle
from collections.abc import Callable
from contextlib import suppress
from copy import copy, deepcopy
from datetime import timedelta, timezone
from decimal import InvalidOperation
from functools import partial
from random import Random
from typing import Any, Final

import attrs
from making import (
    DAY,
    KINDS_BY_NAME,
    TEXTS,
    anything,
    client,
    clients,
    condition,
    day,
    instance,
    near,
    number,
    plain,
    text,
)

import clientreturn as cr
from clientreturn import codec, frames, presets
from clientreturn.codec.kinds import hints_of
from clientreturn.conditions import evaluator, facts_of, given, sentence, write
from clientreturn.conditions.nodes import MAX_NODES
from clientreturn.reasons import Lexicon, PickList, lexicon_of, read
from clientreturn.spans import span_reading

__all__ = ["DOORS"]

REFUSED: Final = object()


def tried(call: Callable[[], Any]) -> Any:
    """What came of it; a refusal must say everything."""
    try:
        return call()
    except cr.ClientReturnError as error:
        assert isinstance(error.field, str), "a refusal without a field"
        assert error.field, "a refusal without a field"
        assert isinstance(error.expected, str), "a refusal without an expectation"
        assert error.expected, "a refusal without an expectation"
        assert isinstance(error.remedy, str), "a refusal without a remedy"
        assert error.remedy, f"a refusal without a remedy: {error}"
        assert error.suggestion is None or isinstance(error.suggestion, str)
        str(error).encode("utf-8", "backslashreplace")
        return REFUSED
    except RuntimeError as error:
        if str(error) in ("the source broke", "no words", "no equal", "no truth", "no end", "no first"):
            return REFUSED  # what the caller's own object raises is the caller's
        raise


def sound(value: Any) -> None:
    """A value of the library is frozen, and can be shown, compared, hashed, copied and stored away."""
    if value is REFUSED:
        return
    assert isinstance(repr(value), str)
    assert value == value
    hash(value)
    assert copy(value) == value
    assert deepcopy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value


# --- constructors -----------------------------------------------------------------------------------------

PUBLIC: Final = [
    getattr(cr, name)
    for name in cr.__all__
    if name != "Flag" and isinstance(getattr(cr, name), type) and attrs.has(getattr(cr, name))
]
GIVEN: Final = [cls for cls in PUBLIC if cls.__module__.split(".")[1] == "history" or cls.__name__ in ("Rates",)]
NAMED: Final = [
    name for name, made in vars(cr.Event).items() if isinstance(made, classmethod) and not name.startswith("_")
]


def constructors(draw: Random) -> None:
    """Every public class, with fields of the right type, the wrong one, missing and unknown."""
    cls = draw.choice((draw.choice(GIVEN), draw.choice(PUBLIC)))
    hints = hints_of(cls)
    given_fields: dict[str, Any] = {}
    for field in attrs.fields(cls):
        if not field.init or (field.default is not attrs.NOTHING and draw.random() < 0.6):
            continue
        wrong = draw.random() < 0.15
        kind = hints.get(field.name, Any)
        made = tried(partial(anything, draw) if wrong else partial(near, draw, kind, 2, 0.03))
        if made is REFUSED:
            return
        given_fields[field.alias or field.name] = made
    value = tried(lambda: cls(**given_fields))
    if value is not REFUSED and cls in GIVEN:
        sound(value)
    elif value is not REFUSED:
        # A rule says whatever its firm likes: an object that breaks when it is shown or compared is the firm's own.
        with suppress(RuntimeError, RecursionError, InvalidOperation):
            assert repr(value)
            value == value  # noqa: B015


def named_events(draw: Random) -> None:
    """The event's named constructors."""
    fields = [field.name for field in attrs.fields(cr.Event)] + [
        "topic",
        "until",
        "rival",
        "days",
        "reason",
        "data",
        "x",
        "",
    ]
    known = {
        name: anything(draw) if draw.random() < 0.5 else text(draw) for name in draw.sample(fields, draw.randrange(4))
    }
    known.pop("on", None)
    known.pop("kind", None)
    make = getattr(cr.Event, draw.choice(NAMED))
    taken = inspect.signature(make).parameters
    needed = {
        name: draw.choice((anything, text))(draw)
        for name, one in taken.items()
        if one.default is one.empty and one.kind is not one.VAR_KEYWORD and name != "on"
    }
    sound(tried(lambda: make(draw.choice((day(draw), anything(draw))), **{**needed, **known})))


def history(draw: Random) -> None:
    """What a client's own values answer."""
    one = client(draw)
    sound(one)
    on = day(draw)
    one.known_at(on)
    one.recorded_by(on)
    one.owner(on)
    one.horizon(on)
    for part in one.parts:
        one.part(part)
    for contract in one.contracts:
        contract.runs(on), contract.covers(on), contract.ended(on)
    for person in one.contacts:
        person.present(on)
        for channel in cr.Channel:
            person.consented(channel, on)
    other = tried(lambda: cr.merged(one, draw.choice((client(draw), anything(draw)))))
    if other is not REFUSED:
        sound(other)
    tried(lambda: cr.forget(draw.choice((one, anything(draw))), draw.choice(("salt", anything(draw)))))
    tried(lambda: cr.day_of(anything(draw), draw.choice((timezone(timedelta(hours=14)), anything(draw)))))


# --- one client, many clients -------------------------------------------------------------------------------

CONTEXTS: Final = ("policy", "base", "team", "running", "assume")
TEAM: Final = cr.Team([cr.Member("olga", ["account owner"]), cr.Member("tigran", ["head of return", "director"])])


def told(case: cr.Case) -> None:
    """Everything that a case answers."""
    assert case.client in case.explain() or not case.client.isprintable() or case.client
    assert "<script>" not in cr.html(case)
    assert cr.icalendar(case.plan.steps, as_of=case.as_of).endswith("END:VCALENDAR\r\n")
    assert case.next_change is None or case.next_change > case.as_of
    case.parts, case.plan_facts, case.chance, case.basis, case.pushes
    repr(case)
    hash(case)
    for step in case.plan.steps:
        assert step.on >= case.as_of
        repr(cr.card(case, step))
    if case.diagnosis is not None:
        question = case.diagnosis.next_question()
        if question is not None:
            str(question.text)
    kept = cr.snapshot(case)
    kept.due(case.as_of)
    json.dumps(codec.dump(case))


def assess(draw: Random) -> None:
    """One client, on any day."""
    one, as_of = client(draw), day(draw)
    case = tried(lambda: cr.assess(one, as_of=as_of, team=draw.choice((None, TEAM))))
    if case is not REFUSED:
        told(case)
        if draw.random() < 0.2 and as_of < DAY + timedelta(4000):
            again = tried(lambda: case.later(as_of + timedelta(draw.choice((1, 30, 400)))))
            if again is not REFUSED:
                again.plan.changes(case.plan)
        sound(cr.snapshot(case))


def assess_with_anything(draw: Random) -> None:
    """Arguments of any type."""
    one = draw.choice((client(draw), anything(draw)))
    contexts = {name: anything(draw) for name in draw.sample(CONTEXTS, draw.choice((0, 1, 1, 2)))}
    case = tried(lambda: cr.assess(one, as_of=draw.choice((DAY, anything(draw))), **contexts))
    if case is not REFUSED:
        case.explain()


def review(draw: Random) -> None:
    """A few clients, and everything asked of a review."""
    many: list[Any] = clients(draw)
    if draw.random() < 0.3:
        many.append(anything(draw))
    as_of = draw.choice((DAY, day(draw)))
    found = tried(
        lambda: cr.review(
            iter(many),
            as_of=as_of,
            team=TEAM,
            keep_records=draw.random() < 0.8,
            period=draw.choice((365, 30, 1, 10**6)),
        )
    )
    if found is REFUSED:
        return
    assert len(found.rows) + len(found.refused) == len(many)
    found.explain()
    cr.html(found)
    json.dumps(found.to_rows(), default=str)
    found.counts, found.loss_rate, found.loss_rates, found.money_lost, found.reasons, found.pareto, found.systemic
    found.employees, found.verified, found.artefacts, found.sufficiency, found.sides, found.work_first
    json.dumps(codec.dump(found))
    board = tried(lambda: cr.desk(found, TEAM, week=draw.choice((as_of, day(draw), anything(draw)))))
    if board is not REFUSED:
        cr.html(board)
    tried(lambda: cr.Base().with_findings(found))
    other = tried(lambda: cr.review(many, as_of=draw.choice((as_of, day(draw)))))
    if other is not REFUSED:
        moved = tried(lambda: cr.compare(found, other))
        if moved is not REFUSED:
            repr(moved), cr.html(moved) if hasattr(moved, "shown") else None


def review_with_anything(draw: Random) -> None:
    """Arguments of any type, for whatever takes many clients."""
    many = draw.choice((clients(draw), anything(draw), [anything(draw), client(draw)]))
    call, named = draw.choice(
        (
            (cr.review, {"as_of": DAY, "policy": None, "base": None, "team": None, "running": None, "period": 365, "progress": None}),
            (cr.nightly, {"as_of": DAY, "policy": None, "base": None, "team": None, "kept": lambda key: None}),
            (cr.loss_report, {"end": DAY, "start": None, "policy": None, "base": None, "known_on": None, "earlier": 0}),
            (cr.outcomes, {"as_of": DAY, "policy": None, "base": None}),
            (cr.backtest, {"at": DAY - timedelta(200), "until": DAY, "policies": None, "base": None}),
            (cr.Base.learn, {"as_of": DAY}),
            (cr.draw_holdout, {"salt": "s", "share": 0.1, "stratum": None}),
            (cr.flows, {"days": [DAY - timedelta(90), DAY], "policy": None, "base": None, "known_on": None}),
        )
    )  # fmt: skip
    given_arguments: dict[str, Any] = dict(named)
    for name in draw.sample(sorted(named), min(len(named), draw.choice((0, 1, 1, 2)))):
        given_arguments[name] = draw.choice((anything, day))(draw)
    found = tried(lambda: call(many, **given_arguments))
    if found is not REFUSED and call in (cr.nightly, cr.outcomes):
        tried(lambda: list(found))


def measures(draw: Random) -> None:
    """Reports, flows, looking back, outcomes and what they cost, over good clients of any kind."""
    many = clients(draw)
    end = draw.choice((DAY, DAY, day(draw)))
    report = tried(
        lambda: cr.loss_report(many, end=end, start=draw.choice((None, day(draw))), earlier=draw.choice((0, 1, 2)))
    )
    if report is not REFUSED:
        report.explain(), cr.html(report)
    moved = tried(lambda: cr.flows(many, tuple(sorted({end, day(draw)}))))
    repr(moved)
    repr(tried(lambda: cr.backtest(many, at=day(draw), until=end)))
    found = tried(lambda: tuple(cr.outcomes(many, as_of=end)))
    if found is not REFUSED:
        costs = tried(lambda: near(draw, cr.Costs, 2, 0.1) if draw.random() < 0.5 else cr.Costs(contact=5, fixed=10))
        if costs is not REFUSED:
            repr(tried(lambda: cr.romi(found, costs)))
            tried(lambda: cr.romi_by(found, costs, lambda outcome: outcome.reason))
        repr(tried(lambda: cr.second_life(found)))
    base = tried(lambda: cr.Base.learn(many, as_of=end))
    if base is not REFUSED and many:
        tried(lambda: told(cr.assess(many[0], as_of=end, base=base)))


def figures(draw: Random) -> None:
    """What takes plain numbers."""
    some = draw.choice((number, anything))
    rows: Any = draw.choice(
        ([(draw.choice(("asked", "left alone", text(draw))), some(draw), some(draw)) for _ in range(draw.randrange(4))],
         [("a", True), ("a", False, 3), ("b", 1)], anything(draw))
    )  # fmt: skip
    arms = tried(lambda: cr.arms_of(rows))
    one, other = (tried(lambda: cr.Arm("a", some(draw), some(draw))) for _ in range(2))
    pair = [arm for arm in (one, other, *(arms.values() if isinstance(arms, dict) else ())) if arm is not REFUSED]
    if len(pair) > 1 or draw.random() < 0.2:
        first, second = (pair[0], pair[-1]) if pair else (anything(draw), anything(draw))
        found = tried(lambda: cr.lift(first, second, draw.choice((0.95, some(draw)))))
        if found is not REFUSED:
            for name in (
                "told",
                "relative",
                "extra",
                "anyway",
                "anyway_interval",
                "given_away",
                "smallest_visible",
                "money",
                "gain",
            ):
                tried(partial(getattr, found, name))
    tried(
        lambda: cr.sizes_needed(
            some(draw), some(draw), share=draw.choice((0.5, some(draw))), power=draw.choice((0.8, some(draw)))
        )
    )
    tried(lambda: cr.month_ends(draw.choice((day(draw), anything(draw))), draw.choice((3, some(draw)))))
    tried(lambda: cr.check(draw.choice((instance(draw, cr.Message), anything(draw)))))
    for make in (cr.count_of, cr.days_since, cr.recent, cr.trait, cr.own_value):
        tried(partial(make, anything(draw)))
    tried(lambda: cr.card(anything(draw), anything(draw)))
    tried(lambda: cr.snapshot(anything(draw)))
    tried(lambda: cr.html(anything(draw)))
    tried(lambda: cr.icalendar(draw.choice(([], anything(draw))), as_of=anything(draw)))
    tried(lambda: cr.desk(anything(draw), draw.choice((TEAM, anything(draw))), week=DAY))
    tried(lambda: cr.compare(anything(draw), anything(draw)))
    tried(lambda: cr.second_life(anything(draw)))
    tried(lambda: cr.romi(anything(draw), cr.Costs()))
    tried(lambda: cr.advice_table(anything(draw)) if draw.random() < 0.01 else None)
    tried(lambda: presets.fixed_cut_off(cr.Policy(), some(draw)))
    tried(lambda: presets.strict(anything(draw)))


# --- plain data -------------------------------------------------------------------------------------------


def _stored(draw: Random) -> Any:
    """The data of some good value."""
    if not STORED:
        one = cr.Client(
            "C-7",
            purchases=[cr.Purchase(DAY - timedelta(30 * n), "120.50", "EUR") for n in range(6, 14)],
            events=[cr.Event.hard_times(DAY - timedelta(40), until=DAY), cr.Event.complaint(DAY - timedelta(180), topic="delivery", severity=4)],
            contacts=[cr.Person("Anna", consents=[cr.Consent(DAY, "mail")])],
        )  # fmt: skip
        case = cr.assess(one, as_of=DAY, team=TEAM)
        lean = attrs.evolve(cr.Policy(), recovery=cr.Policy().recovery)
        STORED.extend(
            json.loads(json.dumps(codec.dump(value)))
            for value in (one, case, cr.snapshot(case), cr.STANDING, TEAM, cr.Base(), cr.review([one], as_of=DAY), cr.REASONS, lean, cr.ENGLISH)
        )  # fmt: skip
    return draw.choice(STORED)


STORED: list[Any] = []


def spoilt(draw: Random, data: Any) -> Any:
    """The data with a place changed, taken out, or added; the path to it is copied, the rest is shared."""
    if isinstance(data, dict) and data:
        if draw.random() < 0.05:
            return {**data, text(draw): plain(draw)}
        at = draw.choice(sorted(data, key=repr))
        rest = dict(data)
        if draw.random() < 0.05:
            del rest[at]
        else:
            rest[at] = spoilt(draw, data[at])
        return rest
    if isinstance(data, list) and data:
        at = draw.randrange(len(data))
        if draw.random() < 0.1:
            return [*data[:at], *draw.choice(([], [plain(draw)], [data[at], data[at]])), *data[at + 1 :]]
        return [*data[:at], spoilt(draw, data[at]), *data[at + 1 :]]
    return anything(draw) if draw.random() < 0.1 else plain(draw, 1)


def loaded(data: Any) -> Any:
    """The value of data; one that is let in is written and read again."""
    value = tried(lambda: codec.load(data))
    if value is not REFUSED:
        repr(value)
        written = tried(lambda: codec.dump(value))
        if written is not REFUSED:
            assert codec.dump(codec.load(written)) == written
    return value


def codec_anything(draw: Random) -> None:
    """Data of any shape under any kind."""
    kind = draw.choice((*KINDS_BY_NAME, text(draw)))
    content = plain(draw, 4)
    loaded(
        draw.choice(
            (
                content,
                anything(draw),
                {"clientreturn": draw.choice((1, 1, 1, plain(draw))), "kind": kind, "data": content},
            )
        )
    )


def codec_spoilt(draw: Random) -> None:
    """Good data with a few places spoilt; what is let in is used."""
    data = _stored(draw)
    for _ in range(draw.choice((1, 1, 2, 3))):
        data = spoilt(draw, data)
    value = loaded(data)
    if isinstance(value, cr.Client):
        case = tried(lambda: cr.assess(value, as_of=DAY))
        if case is not REFUSED:
            told(case)
    elif isinstance(value, cr.Policy):
        policies_used(draw, value)
    elif isinstance(value, cr.Team):
        told(cr.assess(client(draw), as_of=DAY, team=value))
    elif isinstance(value, cr.Base):
        case = tried(lambda: cr.assess(client(draw), as_of=DAY, base=value))
        if case is not REFUSED:
            told(case)
    elif isinstance(value, cr.Snapshot):
        value.due(DAY)
        case = tried(lambda: cr.assess(client(draw), as_of=DAY, running=value.plan))
        if case is not REFUSED:
            told(case)
    elif isinstance(value, cr.Case):
        value.explain(), cr.html(value), value.next_change


def policies_used(draw: Random, policy: cr.Policy) -> None:
    """A policy that was let in judges a client, or refuses with the one error."""
    case = tried(lambda: cr.assess(client(draw), as_of=DAY, policy=policy, team=TEAM))
    if case is not REFUSED:
        told(case)


def policies(draw: Random) -> None:
    """A policy from data with a rule, number, offer or act changed, used on a client."""
    if not POLICY:
        POLICY.append(json.loads(json.dumps(codec.dump(cr.Policy()))))
    data = POLICY[0]
    for _ in range(draw.choice((1, 1, 2))):
        data = spoilt(draw, data)
    value = loaded(data)
    if isinstance(value, cr.Policy):
        value.fingerprint
        policies_used(draw, value)


POLICY: list[Any] = []


# --- conditions, texts, tables ----------------------------------------------------------------------------


def _tree(draw: Random, depth: int) -> Any:
    kind = draw.randrange(8 if depth else 3)
    if kind == 0:
        return draw.choice((["fact", "visits"], ["flag", "dead"], ["number", "n", 3], ["always"], plain(draw, 1)))
    if kind == 1:
        return draw.choice((number(draw), ["fact", text(draw)], ["fact", "silence"]))
    if kind == 2:
        return ["one_of", ["fact", "kind"], draw.choice((["a", 1], [], [True], plain(draw, 1)))]
    operator = draw.choice(
        ("&", "|", "~", "<", "<=", ">", ">=", "between", "+", "-", "*", "/", "fact", "eval", text(draw))
    )
    arity = {"~": 1, "between": 3}.get(operator, 2) if draw.random() < 0.9 else draw.randrange(5)
    return draw.choice((list, list, tuple))([operator, *(_tree(draw, depth - 1) for _ in range(arity))])


class Values(dict[str, Any]):
    """Any value for every fact."""

    def __init__(self, draw: Random) -> None:
        super().__init__()
        self.draw = draw

    def __missing__(self, name: str) -> Any:
        value = self[name] = self.draw.choice(
            (None, number(self.draw), number(self.draw), True, False, text(self.draw))
        )
        return value


def conditions(draw: Random) -> None:
    """Conditions read from data, or built; each of their readings."""
    data = _tree(draw, draw.choice((1, 3, 6)))
    if draw.random() < 0.02:
        for _ in range(draw.choice((59, 60, 61, 5000))):
            data = ["~", data]
    made = tried(lambda: cr.condition_from(data)) if draw.random() < 0.7 else condition(draw)
    if made is REFUSED:
        return
    sound(made)
    assert len(facts_of(made)) <= MAX_NODES
    assert str(made) == sentence(made)
    values = Values(draw)
    tried(lambda: evaluator(made.node)(values))
    tried(lambda: given(made.node, dict(values)))
    span = {name: draw.choice((None, "anything", (0, 5), (-1e308, 1e308))) for name in facts_of(made)}
    assert span_reading(made.node)(span) in range(8) if all(isinstance(n, str) for n in span) else True
    assert tried(lambda: cr.condition_from(json.loads(json.dumps(made.node)))) == made
    unit = draw.choice(list(cr.Unit))
    write(draw.choice((None, 3, 0.5, 1e300, -1, True)), unit)
    rule = tried(
        lambda: cr.Rule(
            draw.choice(("own.rule", anything(draw))), made, 1, draw.choice(("because", text(draw), "{visits}"))
        )
    )
    if rule is not REFUSED:
        book = tried(lambda: cr.STANDING.add(rule))
        if book is not REFUSED:
            tried(lambda: book.without(text(draw)))


def lexicon(draw: Random) -> None:
    """Reading of any text, in any language, with any lexicon."""
    some = draw.choice(
        (
            text(draw),
            " ".join(draw.choice(WORDS) for _ in range(draw.randrange(30))),
            "".join(draw.choice(TEXTS) for _ in range(draw.randrange(6))),
            draw.choice(TEXTS) * draw.randrange(1, 400),
            anything(draw),
        )
    )
    named: dict[str, Any] = {}
    if draw.random() < 0.3:
        named["language"] = draw.choice(("en", "ru", "az", "hy", "mn", "fa", anything(draw)))
    if draw.random() < 0.2:
        named["vocabulary"] = draw.choice(("stripe", "odoo", anything(draw)))
    if draw.random() < 0.1:
        named[draw.choice(("lexicons", "reader", "reasons"))] = draw.choice((anything(draw), (), lambda text: None))
    found = tried(lambda: read(some, **named))
    if found is not REFUSED:
        sound(found)
        assert all(0 <= p <= 1 for _, p in found.candidates)
    if draw.random() < 0.2:
        own = tried(
            lambda: lexicon_of("en").add(
                {draw.choice(("price", "company.own", text(draw))): draw.choice((text(draw), "a* | b _ c"))}
            )
        )
        if own is not REFUSED:
            tried(lambda: read(some, lexicons=(own,)))
        tried(lambda: lexicon_of(anything(draw)))
        tried(lambda: Lexicon(draw.choice(("en", anything(draw))), anything(draw)))
        tried(lambda: PickList(anything(draw), anything(draw)))


WORDS: Final = (
    "price", "too", "expensive", "not", "the", "problem", "дорого", "не", "цена", "bahalı", "թանկ", "үнэтэй", "گران",
    "moved", "died", "competitor", "cheaper", "promise", "broken", "slow", "rude", "they", "left", "because", "of", ",", ".",
)  # fmt: skip

COLUMNS: Final = (
    "client", "on", "amount", "currency", "ref", "part", "margin", "source", "known_on", "id", "name", "kind", "by", "severity",
    "human", "resolved", "resolved_on", "text", "owner", "owner_since", "contact", "birthday", "traits", "company", "customer",
)  # fmt: skip
CELLS: Final = (
    "C-7", "C-8", 7, 7.0, "2026-01-05", "05.01.2026", "3/4/2026", "13/13/2026", "1.250,00", "1,250.00", "(12.50)", "€ 5", "12-",
    "EUR", "complaint", "yes", "true", "olga", "promising, rude", None, "", float("nan"), "0001-01-01", "99999999999999999999",
    "2026-01-05T10:00:00+04:00", "2026-01-05T10:00:00", "1e5", "−5", "٣٫٥",
)  # fmt: skip


def rows(draw: Random) -> None:
    """Clients from tables of anything."""

    def cell() -> Any:
        return draw.choice(CELLS) if draw.random() < 0.8 else draw.choice((text, number, anything))(draw)

    def table(*needed: str) -> Any:
        if draw.random() < 0.05:
            return anything(draw)
        names = [*needed, *draw.sample(COLUMNS, draw.randrange(5))]
        many: list[Any] = [{name: cell() for name in names} for _ in range(draw.randrange(5))]
        for row in many:
            if draw.random() < 0.8 and "client" in row:
                row["client"] = draw.choice(("C-7", "C-8", 7))
            if draw.random() < 0.7 and "on" in row:
                row["on"] = draw.choice((day(draw), "2026-01-05"))
        if draw.random() < 0.1:
            many.append(anything(draw))
        return many

    named: dict[str, Any] = {"currency": "EUR"} if draw.random() < 0.8 else {}
    for name in draw.sample(("currency", "zone", "decimal", "day_first", "as_of", "columns"), draw.choice((0, 0, 1))):
        named[name] = draw.choice((anything(draw), "EUR", ".", True, {"client": "customer"}, {"data:stars": "name"}))
    found = tried(
        lambda: cr.clients_from_rows(
            table("client", "on", "amount"),
            clients=draw.choice((None, table("client"))),
            events=draw.choice((None, table("client", "on", "kind"))),
            **named,
        )
    )
    if found is REFUSED:
        return
    assert found.accepted >= 0
    found.explain().encode("utf-8", "backslashreplace")
    found.counts()
    for one in found.clients:
        sound(one)
        case = tried(partial(cr.assess, one, as_of=DAY))
        if case is not REFUSED:
            told(case)


def data_frames(draw: Random) -> None:
    """Frames of purchases with anything in their columns."""
    import polars as pl

    height = draw.randrange(6)
    columns: dict[str, Any] = {
        "client": [draw.choice(("A", "B", "", text(draw).encode("utf-8", "replace").decode())) for _ in range(height)],
        "on": [draw.choice((DAY, day(draw), None)) for _ in range(height)],
        "amount": [draw.choice((100, 0.5, -3.0, 1e308, float("nan"), float("inf"), None, 1e13)) for _ in range(height)],
        "currency": ["EUR"] * height,
    }
    for name in draw.sample(sorted(columns), draw.choice((0, 0, 0, 1))):
        if draw.random() < 0.5:
            del columns[name]
        else:
            columns[name] = [draw.choice(("x", "y")) for _ in range(height)]
    try:
        table: Any = pl.DataFrame(columns, strict=False)
    except (TypeError, OverflowError, ValueError):
        return
    if draw.random() < 0.05:
        table = anything(draw)
    as_of = draw.choice((DAY, DAY, day(draw), anything(draw)))
    named: dict[str, Any] = {"day": "on", "currency": "currency"}
    found = tried(lambda: frames.standing(table, as_of=as_of, **named))
    if found is not REFUSED and len(found):
        key = draw.choice((found["client"][0], anything(draw)))
        story = tried(lambda: frames.story(key, table, as_of=as_of, **named))
        if story is not REFUSED:
            told(story) if isinstance(story, cr.Case) else repr(story)


DOORS: Final[dict[str, Callable[[Random], None]]] = {
    "constructors": constructors,
    "named events": named_events,
    "history": history,
    "assess": assess,
    "assess with anything": assess_with_anything,
    "review": review,
    "review with anything": review_with_anything,
    "measures": measures,
    "figures": figures,
    "codec, anything": codec_anything,
    "codec, spoilt": codec_spoilt,
    "policies": policies,
    "conditions": conditions,
    "lexicon": lexicon,
    "rows": rows,
    "frames": data_frames,
}
