"""Whatever comes in, out comes a value or the one error, which names the path; nothing else can happen."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import clientreturn as cr
from lives import AS_OF, TEAM, clients

codec = pytest.importorskip("clientreturn.codec", exc_type=ImportError)

CLIENT = cr.Client(
    "C-7",
    purchases=[cr.Purchase(date(2026, 1, 5), "120.50", "EUR"), cr.Purchase(date(2026, 2, 5), 80, "EUR")],
    events=[cr.Event.hard_times(date(2026, 2, 1), until=date(2026, 4, 1))],
    contacts=[cr.Person("Anna", consents=[cr.Consent(date(2026, 1, 1), "mail")])],
)
PLAIN = json.loads(json.dumps(codec.dump(CLIENT)))


def changed(path: list[Any], value: Any, data: Any = PLAIN) -> Any:
    """The data with one place changed; `...` takes it out."""
    data = deepcopy(data)
    *way, last = path
    place = data
    for step in way:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return data


FAULTS: list[tuple[list[Any], Any, str, str | None]] = [
    # path to what is changed, to what, the field that the error names, the suggestion
    (["data", "purchases", 1, "ammount"], 1, "Client.purchases[1].ammount", "amount"),
    (["data", "purchases", 1, "amount"], ..., "Client.purchases[1].amount", None),
    (["data", "purchases", 1, "amount"], "12,5", "Client.purchases[1].amount", None),
    (["data", "purchases", 1, "amount"], True, "Client.purchases[1].amount", None),
    (["data", "purchases", 1, "amount"], "1e99999999", "Client.purchases[1].amount", None),
    (["data", "purchases", 0, "on"], "2026-02-30", "Client.purchases[0].on", None),
    (["data", "purchases", 0, "on"], "20260230", "Client.purchases[0].on", None),
    (["data", "purchases", 0, "on"], "2026-01-05T10:00:00", "Client.purchases[0].on", None),
    (["data", "purchases", 0, "on"], 5, "Client.purchases[0].on", None),
    (["data", "purchases", 0, "currency"], "euro", "Client.purchases[0].currency", None),
    (["data", "purchases"], {"on": 1}, "Client.purchases", None),
    (["data", "purchases", 0], None, "Client.purchases[0]", None),
    (["data", "nmae"], "x", "Client.nmae", "name"),
    (["data", "id"], ..., "Client.id", None),
    (["data", "id"], "", "Client.id", None),
    (["data", "id"], 7, "Client.id", None),
    (["data", "company"], "yes", "Client.company", None),
    (["data", "contacts", 0, "consents", 0, "channel"], "mial", "Client.contacts[0].consents[0].channel", "mail"),
    (["data", "events", 0, "data", "until"], "soon", "Client.events[0].data['until']", None),
    (["data", "events", 0, "data", "until", "is"], "datte", "Client.events[0].data", "date"),
    (["kind"], "Clinet", "kind", "Client"),
    (["kind"], "Popen", "kind", None),
    (["kind"], ["Client"], "kind", None),
    (["clientreturn"], 2, "clientreturn", None),
    (["clientreturn"], True, "clientreturn", None),
    (["clientreturn"], ..., "data", None),
    (["data"], ..., "data", None),
    (["dta"], {}, "dta", "data"),
]


@pytest.mark.parametrize(("path", "value", "field", "suggestion"), FAULTS, ids=lambda part: str(part)[:40])
def test_a_fault_is_named_by_its_path(path: list[Any], value: Any, field: str, suggestion: str | None) -> None:
    with pytest.raises(cr.ClientReturnError) as caught:
        codec.load(changed(path, value))
    assert caught.value.field.startswith(field), caught.value
    assert caught.value.suggestion == suggestion
    assert caught.value.expected


def test_the_expected_kind_is_asked_for() -> None:
    assert codec.load(PLAIN, cr.Client) == CLIENT
    with pytest.raises(cr.ClientReturnError, match="expected Team"):
        codec.load(PLAIN, cr.Team)


def test_what_is_too_deep_too_large_or_in_a_circle_is_refused() -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    circle: dict[str, Any] = {}
    circle["data"] = circle
    for data in (deep, circle, changed(["data", "name"], deep), changed(["data", "margin"], 10**400)):
        with pytest.raises(cr.ClientReturnError):
            codec.load(data)


@pytest.mark.parametrize(
    "value",
    [b"x", {1}, (1,), date(2026, 1, 1), object(), float("nan"), float("inf"), "\ud800", {1: 2}, lambda: 1],
    ids=lambda value: type(value).__name__,
)
def test_what_json_cannot_carry_is_refused(value: object) -> None:
    with pytest.raises(cr.ClientReturnError):
        codec.load(changed(["data", "name"], value))


def test_what_is_no_value_of_the_library_is_not_written() -> None:
    with pytest.raises(cr.ClientReturnError):
        codec.dump({"a": 1})
    finder = cr.Finder("own.finder", lambda story: [])
    assert "lambda" not in json.dumps(codec.dump(finder))
    with pytest.raises(cr.ClientReturnError, match="Codec"):
        codec.load(codec.dump(finder))
    with pytest.raises(cr.ClientReturnError):
        codec.dump(cr.Words(write=lambda value, unit: "x"))
    with pytest.raises(cr.ClientReturnError):
        codec.dump(cr.Rule("own.rule", cr.ALWAYS, print, "because"))


def test_a_function_is_matched_by_name_and_version() -> None:
    finder = cr.Finder("own.finder", lambda story: [], 2)
    by = codec.Codec(finders=[finder])
    assert by.load(by.dump(finder)) is finder
    with pytest.raises(cr.ClientReturnError, match="version 2"):
        by.load(by.dump(attrs.evolve(finder, version=1)))
    with pytest.raises(cr.ClientReturnError, match=r"own\.finder"):
        by.load(by.dump(attrs.evolve(finder, id="own.findre")))


def test_a_policy_cannot_ask_for_facts_that_nobody_makes() -> None:
    policy = cr.Policy()
    strange = policy.standing.seeing(cr.Vocabulary((cr.Fact("__class__"),), (("os:", cr.Unit.COUNT),)))
    data = codec.dump(attrs.evolve(policy, standing=strange))
    with pytest.raises(cr.ClientReturnError, match="__class__"):
        codec.load(data)


def test_a_condition_from_data_uses_known_operators_and_facts_only() -> None:
    data = codec.dump(cr.STANDING)
    rule = ["data", "rules", 0, "when"]
    for when in (
        ["eval", "1"],
        ["<", ["fact", "__class__"], 1],
        ["&"] * 3,
        [],
        "always",
        ["<", ["fact", "visits"], "x"],
    ):
        with pytest.raises(cr.ClientReturnError):
            codec.load(changed(rule, when, data))
    deep: Any = ["flag", "dead"]
    for _ in range(80):
        deep = ["~", deep]
    with pytest.raises(cr.ClientReturnError):
        codec.load(changed(rule, deep, data))
    with pytest.raises(cr.ClientReturnError, match=r"placeholder|fact"):
        codec.load(changed(["data", "rules", 0, "because"], "{visits.__class__}", data))


def test_a_case_is_read_by_its_own_policy_only() -> None:
    client = attrs.evolve(CLIENT, events=[])
    case = cr.assess(client, as_of=AS_OF, team=TEAM)
    data = codec.dump(case)
    from clientreturn.standing.book import little_hope

    with pytest.raises(cr.ClientReturnError, match="fingerprint"):
        codec.Codec(policy=cr.Policy().tuned({little_hope: 0.5})).load(data)
    with pytest.raises(cr.ClientReturnError, match="fingerprint"):
        codec.Codec(base=cr.Base(clients=5)).load(data)
    faults: list[tuple[list[Any], Any]] = [
        (["data", "standing", "hit"], 99),
        (["data", "standing", "outcomes"], [True] * 99),
        (["data", "standing", "facts"], {}),
        (["data", "judgement"], {}),
        (["data", "standing", "book"], {}),
        (["data", "account", "id"], 5),
        (["data", "account"], ...),
        (["data", "stamp"], None),
    ]
    for path, value in faults:
        with pytest.raises(cr.ClientReturnError):
            codec.load(changed(path, value, data))


# --- fuzzing ------------------------------------------------------------------------------------------

keys = st.one_of(
    st.text(max_size=3), st.sampled_from(["is", "value", "id", "data", "kind", "clientreturn", "purchases"])
)
plain = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=5),
        st.sampled_from(["inf", "Said", "date"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=8,
)


def value_or_refusal(data: Any) -> None:
    refused = None
    try:
        value = codec.load(data)
    except cr.ClientReturnError as error:
        refused = error
    if refused is not None:
        assert refused.expected
        assert str(refused)
    else:
        assert codec.dump(codec.load(codec.dump(value))) == codec.dump(value)
        assert repr(value)


@given(plain)
def test_anything_gives_a_value_or_the_one_error(data: Any) -> None:
    value_or_refusal(data)


@given(st.sampled_from(sorted(codec.conversion.kinds())), plain)
@settings(max_examples=300)
def test_any_content_of_any_kind_gives_a_value_or_the_one_error(kind: str, content: Any) -> None:
    value_or_refusal({"clientreturn": 1, "kind": kind, "data": content})


def places(data: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in plain data."""
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for step, part in steps for found in ((*way, step), *places(part, (*way, step)))]


CASE = codec.dump(cr.assess(CLIENT, as_of=date(2026, 9, 1), team=TEAM))
SUBJECTS = [PLAIN, CASE, codec.dump(cr.STANDING), codec.dump(TEAM), codec.dump(cr.Base())]


@given(st.data())
@settings(max_examples=300)
def test_a_good_value_with_one_place_spoilt_gives_a_value_or_the_one_error(draw: st.DataObject) -> None:
    data = draw.draw(st.sampled_from(SUBJECTS))
    at = draw.draw(st.sampled_from(places(data)))
    spoilt = changed(list(at), draw.draw(st.one_of(st.just(...), plain)), data)
    value_or_refusal(spoilt)


# --- the schema ---------------------------------------------------------------------------------------


@given(clients())
@settings(max_examples=30)
def test_the_schema_admits_what_is_written(client: cr.Client) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator(codec.json_schema()).validate(codec.dump(client)["data"])


def test_the_schema_refuses_what_the_codec_refuses_by_shape() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    check = jsonschema.Draft202012Validator(codec.json_schema())
    jsonschema.Draft202012Validator.check_schema(codec.json_schema())
    by_shape = [
        (path, value)
        for path, value, field, _ in FAULTS
        if field.startswith("Client.") and value not in ("euro", "", "soon", "2026-02-30", "datte", "1e99999999")
    ]
    assert len(by_shape) > 10
    for path, value in by_shape:
        assert not check.is_valid(changed(path, value)["data"]), path


def test_every_field_of_the_schema_says_what_it_means() -> None:
    silent = [
        f"{name}.{field}"
        for name, definition in codec.json_schema()["$defs"].items()
        for field, content in definition.get("properties", {}).items()
        if "description" not in content
    ]
    assert not silent
