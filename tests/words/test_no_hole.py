"""Whatever a person reads can be said in another language: a language of marks leaves no English behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from runpy import run_path
from typing import Any

import attrs
import pytest

import clientreturn as cr
from clientreturn.base.feed import Feed
from clientreturn.base.systemic import About, Systemic
from clientreturn.causes.across import Artefact, employee_rates, sufficiency
from clientreturn.desks import card
from clientreturn.entries import catalogue
from clientreturn.measures import backtest, compare, flows, loss_report
from clientreturn.outcome import Costs, romi, second_life
from clientreturn.phrases import choices, placeholders
from clientreturn.recovery.greeting import Message, check
from clientreturn.standing.book import little_hope

from .test_languages import NAMES, THERE

LISTED = run_path(str(Path(__file__).parents[2] / "docs" / "phrases.py"))
ENGLISH: dict[str, str] = LISTED["english"]()
FACTS: dict[str, str] = LISTED["facts"]()
BOOKS: tuple[Any, ...] = LISTED["books"](cr.Policy())

DAY = date(2026, 3, 2)
TEAM = cr.Team([cr.Member("Ольга", ["account owner"]), cr.Member("Тигран", ["head of return", "manager"])])


def marked(phrase: str) -> str:
    """The phrase with a mark in place of its words, its values where they were."""
    return "※" + "".join(f" {{{name}}} ※" for name in placeholders(phrase))


MARKS = cr.Words({key: marked(phrase) for key, phrase in ENGLISH.items()}, dict.fromkeys(FACTS, "※"))


def client(number: int, *events: cr.Event, silent: int = 120, every: int = 30, owner: str = "Ольга") -> cr.Client:
    last = DAY - timedelta(silent)
    return cr.Client(
        f"№{number}",
        name="Пекарня «Заря»",
        company=True,
        contacts=[cr.Person("Вера Белова", role="buyer", phone="+7 000")],
        owners=[cr.Owner(owner, date(2020, 1, 1))],
        purchases=[
            cr.Purchase(
                last - timedelta(every * turn), 900 + turn, "EUR", margin=300, part="хлеб" if turn % 3 else "соль"
            )
            for turn in range(22)
        ],
        events=events,
    )


def ago(days: int) -> date:
    return DAY - timedelta(days)


EVENTS = [
    cr.Event.late_delivery(ago(160), days=6, severity=4),
    cr.Event.declared_break(ago(110)),
    cr.Event.confirmed_move(ago(100), rival="Соперник"),
    cr.Event.complaint(ago(150), severity=5, human=True, employee="Ольга"),
    cr.Event.price_increase(ago(170), percent=30),
    cr.Event(ago(90), "stated-reason", text="дорого"),
]
CLIENTS = [
    client(1, *EVENTS),
    client(2, silent=10),
    client(3, cr.Event.rival_offer(ago(130), rival="Соперник", lure="price"), silent=125),
    client(4, cr.Event.died(ago(70)), silent=100),
    client(5, cr.Event.complaint(ago(20), severity=3), silent=25),
    client(6, cr.Event(ago(60), "re-registered", data={"successor": "№2"}), silent=100),
    client(7, cr.Event.verified_cause(ago(60), reason="client.closed"), silent=100),
    client(8, silent=40),
    cr.Client("№9", events=[cr.Event(ago(5), "inquiry")]),
    cr.Client("№10", purchases=[cr.Purchase(ago(500), 10, "EUR"), cr.Purchase(ago(400), 10, "USD")]),
    cr.Client("№11", purchases=[cr.Purchase(ago(300), 10, "EUR"), cr.Purchase(ago(299), -10, "EUR")]),
]
CASES = {one.id: cr.assess(one, as_of=DAY, team=TEAM) for one in CLIENTS}
REVIEW = cr.review(CLIENTS, as_of=DAY, team=TEAM)


def texts(words: cr.Words) -> Iterator[tuple[str, str]]:
    """Everything that is told, by what it is."""
    tell = words.tell
    for code, case in CASES.items():
        yield f"case {code}", case.explain(words)
        yield f"html of case {code}", plain(cr.html(case, words))
        yield f"verdict {code}", plain(cr.html(case.standing, words))
        for step in case.plan:
            yield f"card {code} {step.kind}", card(case, step).text(words)
            yield f"calendar {code}", calendar([step], tell)
        if case.diagnosis is not None:
            yield f"diagnosis {code}", plain(cr.html(case.diagnosis, words))
            for reason in case.policy.reasons:
                yield f"why not {reason.code}", tell(case.diagnosis.why_not(reason.code))
            for question in case.diagnosis.questions():
                yield f"question {code}", tell(question.text)
    yield "review", REVIEW.explain(words)
    yield "html of review", plain(cr.html(REVIEW, words))
    yield "desk", plain(cr.html(cr.desk(REVIEW, TEAM, week=DAY), words))
    alone = cr.Team([cr.Member("Тигран", ["account owner"], capacity=1)])
    yield "small desk", plain(cr.html(cr.desk(REVIEW, alone, week=DAY), words))
    for book in BOOKS:
        yield "book", plain(cr.html(book, words))
    report = loss_report(CLIENTS, start=date(2025, 8, 2), end=DAY, earlier=1)
    yield "loss report", report.explain(words)
    yield "html of loss report", plain(cr.html(report, words))
    yield "fitted loss report", loss_report(CLIENTS, end=DAY).explain(words)
    yield "empty loss report", loss_report([], end=DAY).explain(words)
    yield "flows", tell(flows(CLIENTS, [ago(400), ago(200), DAY]).text)
    yield "backtest", tell(backtest(CLIENTS, at=ago(300), until=DAY).text)
    changed = attrs.evolve(CLIENTS[1], events=[cr.Event.declared_break(ago(2))])
    moved = [changed if one.id == changed.id else one for one in CLIENTS]
    early = cr.review(CLIENTS, as_of=ago(90), team=TEAM)
    yield "comparison in time", tell(compare(early, REVIEW).text)
    yield "comparison of records", tell(compare(REVIEW, cr.review(moved[1:], as_of=DAY, team=TEAM)).text)
    stricter = cr.Policy().tuned({little_hope: 0.5})
    yield "comparison of policies", tell(compare(REVIEW, cr.review(CLIENTS, as_of=DAY, policy=stricter)).text)
    yield from across(tell)
    yield from afterwards(tell)
    for warning in cr.Base.learn(CLIENTS, as_of=DAY).warnings:
        yield "warning", tell(warning)


def calendar(steps: list[cr.Step], tell: Callable[[str], str]) -> str:
    """What a person sees of the entries of a calendar."""
    lines = cr.icalendar(steps, as_of=DAY, tell=tell).replace("\r\n ", "").replace("\\n", "\n")
    told = re.search("SUMMARY:(.*)^CATEGORIES", lines, re.DOTALL | re.MULTILINE)
    assert told is not None
    return told[1].replace("DESCRIPTION:", "")


def across(tell: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    yield "pareto", tell(REVIEW.pareto.text)
    yield "sufficiency", tell(sufficiency({"contact"}).text)
    yield "full sufficiency", tell(sufficiency(cr.KINDS).text)
    for rate in employee_rates({"Ольга": (60, 5), "Тигран": (40, 22), "Вера": (5, 1)}):
        yield "employee", tell(rate.text)
    for finding in (
        Systemic(About.RIVAL, "Соперник", "", 4, 9),
        Systemic(About.EMPLOYEE, "Ольга", "", 4, 9, 1.5, 0.01),
    ):
        yield "systemic", tell(finding.text)
    for source in ("", "касса"):
        yield "feed", tell(Feed(source, DAY.toordinal(), 3, 90).warning)
    for kind in ("account-merged", "re-registered", "buys-through"):
        for successor in (None, "№2"):
            yield "artefact", tell(Artefact("№1", successor, kind, successor is None, ()).text)
    for finding_of in REVIEW.findings:
        yield "finding", tell(finding_of.text)
    for artefact in REVIEW.artefacts:
        yield "artefact", tell(artefact.text)


def afterwards(tell: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    found = list(cr.outcomes(CLIENTS, as_of=DAY))
    yield "second life", tell(second_life(found).text)
    yield "romi", tell(romi(found, Costs(10)).text)
    yield "romi of nothing", tell(romi([], Costs()).text)
    message = Message("скидка, долг {имя} " + "и " * 100)
    for broken in check(message, asking_words=("скидка",), debt_words=("долг",)):
        yield "greeting", tell(broken.why)


def plain(html: str) -> str:
    """What a reader of a page sees."""
    return unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)))


RECORDED = re.compile(
    r"\u2068[^\u2069]*\u2069|'[^']*'"  # names of traits and details; members of a list, as the rules quote them
    r"|[\w-]+(\.[\w-]+)+"  # ids of rules and reasons
    r"|section \d|policy|\b[A-Z]\d+[a-z]?\b"  # sources
    r"|\b[0-9a-f]{12}\b|\bdev\d*\b"  # fingerprints and versions
    r"|(?<=№)\d+/\S+"  # keys of steps
    r"|\b(EUR|USD)\b"
)


def english_in(text: str) -> list[str]:
    """Every stretch of text with a Latin letter in it that is no id, source or name."""
    rest = RECORDED.sub("", text)
    return sorted({found.strip() for found in re.findall(r"[^※\n]*[A-Za-z][^※\n]*", rest)})


def test_no_english_is_left_in_another_language() -> None:
    left: dict[str, list[str]] = {}
    for what, text in texts(MARKS):
        assert "※" in text or not text, what
        if found := english_in(text):
            left.setdefault(what.split(" ")[0], []).extend(found)
    assert {what: sorted(set(found))[:8] for what, found in left.items()} == {}


@pytest.mark.parametrize("tag", [tag for tag in THERE if tag != "az"])
def test_no_english_word_is_left_in_a_real_language(tag: str) -> None:
    """Azerbaijani is written in Latin letters itself."""
    words = cr.language(tag)
    left = {
        word.lower(): what
        for what, text in texts(words)
        for word in re.findall("[A-Za-z_]{3,}", RECORDED.sub(" ", text))
        if word.lower() not in NAMES
    }
    assert left == {}


def test_the_catalogue_has_a_phrase_for_every_title() -> None:
    for entry in catalogue():
        assert any(entry.id in key for key in ENGLISH), entry.id


@pytest.mark.parametrize("key", sorted(ENGLISH))
def test_an_english_phrase_is_whole(key: str) -> None:
    phrase = ENGLISH[key]
    assert phrase.strip(" ") or key.startswith("list."), key
    assert all(choice.name in placeholders(phrase) for choice in choices(phrase))


def test_a_key_stands_for_one_phrase_only() -> None:
    phrases: dict[str, set[str]] = {}
    for key, phrase in LISTED["of_the_source"]():
        phrases.setdefault(key, set()).add(phrase)
    assert {key: found for key, found in phrases.items() if len(found) > 1} == {}
