"""What a stored rule, lexicon or record may not do: run code, look elsewhere, take for ever, bring markup of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import clientreturn as cr
from clientreturn.conditions import evaluator
from clientreturn.conditions.nodes import MAX_DEPTH, MAX_NODES
from clientreturn.reasons import lexicon_of, read
from effort import loops

codec = pytest.importorskip("clientreturn.codec", exc_type=ImportError)

AS_OF = date(2026, 3, 2)


def within(most: float, work: Callable[[], object]) -> None:
    """The work is done, or refused, in no more than so many plain loops over a million numbers."""

    def done_or_refused() -> None:
        try:
            work()
        except cr.ClientReturnError as error:
            assert error.remedy  # noqa: PT017

    assert loops(done_or_refused) < most


# --- rules --------------------------------------------------------------------------------------------------


def nested(depth: int) -> Any:
    tree: Any = ["flag", "dead"]
    for _ in range(depth):
        tree = ["~", tree]
    return tree


def wide(width: int) -> Any:
    trees: list[Any] = [["flag", "dead"]] * width
    while len(trees) > 1:
        trees = [["&", *pair] if len(pair) == 2 else pair[0] for pair in zip(*[iter(trees)] * 2)] or trees[:1]  # noqa: B905
    return trees[0]


def test_depth_and_size_are_bounded() -> None:
    assert str(cr.condition_from(nested(MAX_DEPTH - 1))).endswith("not dead")
    assert str(cr.condition_from(wide(512))).count("dead") == 512
    for tree in (nested(MAX_DEPTH), nested(50_000), wide(2 * MAX_NODES)):
        with pytest.raises(cr.ClientReturnError, match="levels and"):
            cr.condition_from(tree)


def test_the_same_part_many_times_over_does_not_grow_without_bounds() -> None:
    """Each list holds the one before it twice: 2⁶⁰ nodes in 60 lists."""
    tree: Any = ["flag", "dead"]
    for _ in range(MAX_DEPTH - 2):
        tree = ["&", tree, tree]
    within(60, lambda: cr.condition_from(tree))
    with pytest.raises(cr.ClientReturnError):
        cr.condition_from(tree)


@pytest.mark.parametrize(
    "name", ["__class__", "__init__", "visits.__class__", "_makers", "story", "os.system", "", "count:", "{visits}"]
)
def test_a_policy_reads_facts_of_its_vocabulary_alone(name: str) -> None:
    data = json.loads(json.dumps(codec.dump(cr.Policy())))
    data["data"]["standing"]["rules"][0]["when"] = ["<", ["fact", name], 1]
    with pytest.raises(cr.ClientReturnError, match="fact"):
        codec.load(data)
    with pytest.raises(KeyError):
        evaluator(("fact", name))({"visits": 1})


@pytest.mark.parametrize(
    "phrase", ["{visits.__class__}", "{visits!r}", "{visits:>9999999999}", "{0}", "{", "{visits[0]}"]
)
def test_a_phrase_from_data_is_no_format_language(phrase: str) -> None:
    data = json.loads(json.dumps(codec.dump(cr.Policy())))
    data["data"]["standing"]["rules"][0]["because"] = phrase
    try:
        policy = codec.load(data)
    except cr.ClientReturnError as error:
        assert error.remedy  # noqa: PT017
    else:
        told = cr.assess(cr.Client("C"), as_of=AS_OF, policy=policy).explain()
        assert "<class" not in told
        assert len(told) < 100_000


def test_huge_numbers_in_a_rule_end_in_unknown() -> None:
    tree = ["<", ["*", ["fact", "visits"], 1e308], ["*", ["fact", "visits"], -1e308]]
    for _ in range(20):
        tree = ["&", tree, ["<", ["/", ["fact", "visits"], 0], ["*", 1e308, 1e308]]]
    assert evaluator(cr.condition_from(tree).node)({"visits": 10**6}) in (None, False)


def test_a_stored_policy_of_many_rules_is_asked_in_time() -> None:
    data = json.loads(json.dumps(codec.dump(cr.Policy())))
    rule = data["data"]["standing"]["rules"][0]
    more = [{**rule, "id": f"own.rule-{n}", "when": wide(256)} for n in range(100)]
    data["data"]["standing"]["rules"] += more
    policy: list[cr.Policy] = []
    within(600, lambda: policy.append(codec.load(data)))
    within(150, lambda: cr.assess(cr.Client("C"), as_of=AS_OF, policy=policy[0]))


# --- texts --------------------------------------------------------------------------------------------------

LONG = 200_000


@pytest.mark.parametrize(
    "text",
    ["a" * LONG, "price " * LONG, "((((" * LONG, "não " * LONG, "e\u0301" * LONG, "\u202e" * LONG, "﷽" * LONG, "- - - " * LONG,
     "не " * LONG, "v" * LONG, "ab" * LONG, "\n" * LONG],
    ids=lambda text: ascii(text[:6]),
)  # fmt: skip
def test_reading_takes_bounded_time(text: str) -> None:
    for language in (None, "en", "ru", "mn", "fa"):
        within(90, lambda language=language: read(text, language=language))  # type: ignore[misc]


@pytest.mark.parametrize(
    "phrase", ["a _ a _ a _ a _ a _ a _ a _ a _ a _ a _ zz", "a* | " * 2000, "a" * 5000 + "*", " ".join(["a"] * 500), "a* a* a* a* a* zz"]
)  # fmt: skip
def test_a_lexicon_from_elsewhere_takes_bounded_time(phrase: str) -> None:
    own = lexicon_of("en").add({"company.own": phrase})
    within(90, lambda: read("a " * 2000, lexicons=(own,)))
    within(90, lambda: read("aa" * 2000, lexicons=(own,)))


@pytest.mark.parametrize("text", ["{" * LONG, "{a" * LONG, "[A" * LONG, "<A" * LONG, "%A" * LONG])
def test_looking_for_holes_takes_bounded_time(text: str) -> None:
    within(90, lambda: cr.check(cr.Message(text)))


# --- what goes out ------------------------------------------------------------------------------------------

EVIL = '<script>alert("x")</script>&\u202e=HYPERLINK("http://x";"y")\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:x'


def evil_case() -> cr.Case:
    bought = [cr.Purchase(AS_OF - timedelta(300 + 30 * n), 100, "EUR", part=EVIL, ref=f"{n}") for n in range(6)]
    events = [
        cr.Event.complaint(AS_OF - timedelta(310), topic="delivery", severity=4, text=EVIL, employee=EVIL),
        cr.Event.rival_offer(AS_OF - timedelta(305), rival=EVIL),
        cr.Event.stated_reason(AS_OF - timedelta(250), reason="company.late-delivery", text=EVIL),
    ]
    people = [cr.Person(EVIL, role=EVIL, address=EVIL, phone=EVIL, birthday=date(1980, 3, 9))]
    client = cr.Client(
        EVIL, name=EVIL, purchases=bought, events=events, contacts=people, company=True, segment=EVIL, trade=EVIL,
        traits=[EVIL], owners=[cr.Owner(EVIL, AS_OF - timedelta(900))], data={EVIL: EVIL},
    )  # fmt: skip
    return cr.assess(client, as_of=AS_OF, team=cr.Team([cr.Member(EVIL), cr.Member("tigran", ["head of return"])]))


def test_html_brings_no_markup_of_a_record() -> None:
    case = evil_case()
    review = cr.review([case.account], as_of=AS_OF)
    for shown in (case, review, cr.desk(review, case.team, week=AS_OF), case.diagnosis, case.standing):
        if shown is not None:
            page = str(cr.html(shown))
            assert "<script" not in page
            assert 'alert("' not in page


def test_a_calendar_has_the_lines_of_its_steps_alone() -> None:
    case = evil_case()
    assert case.plan.steps
    steps = [attrs.evolve(step, note=EVIL, person=EVIL, owner=EVIL) for step in case.plan.steps]
    text = cr.icalendar(steps, as_of=AS_OF, product=EVIL)
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(steps)
    assert not [line for line in lines if line.startswith("ATTACH")]
    assert "\n" not in text.replace("\r\n", "")


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "=cmd|' /C calc'!A0", "|x", "%0A=1"]


@pytest.mark.parametrize("name", FORMULAS)
def test_rows_for_a_spreadsheet_hold_no_formula(name: str) -> None:
    client = cr.Client(name, name=name, purchases=[cr.Purchase(AS_OF, 5, "EUR")], owners=[cr.Owner(name, AS_OF)])
    review = cr.review([client], as_of=AS_OF)
    (plain,) = review.to_rows()
    (row,) = review.to_rows(spreadsheet=True)
    assert (plain["client"], plain["name"]) == (name, name)
    for column in ("client", "name", "owner"):
        assert row[column] == f"'{name}"
    assert row["revenue_year"] == 5.0
    assert {column for column in row if row[column] != plain[column]} <= {
        "client", "name", "owner", "responsible", "next_owner",
    }  # fmt: skip
