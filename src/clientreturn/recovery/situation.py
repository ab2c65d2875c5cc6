"""Everything that the planner reads about one client, in one value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final
from zlib import crc32

import attrs

from ..causes import Diagnosis
from ..conditions import Number, Tuning, Unit
from ..days import later
from ..facts import Story
from ..history import Channel, Client, Event, Person
from ..phrases import Said, named
from ..rules import Rule, RuleBook
from ..standing import Standing
from ..worth import Objective, Worth
from ..worth.case_facts import CaseFacts
from .blocks import BLOCKS
from .book import STEPS
from .channels import CHANNELS
from .forgetting import Suppression
from .occasions import Occasion, next_occasion, next_yearly
from .offers import OFFERS, Offer
from .owners import LEADERS, Bench, Responsibility, Roles, responsibility
from .permission import CAUTIOUS, Answer, Permission, permitted
from .plan import Plan
from .plan_facts import StepFacts, timeless
from .results import Results, own_key, results_of
from .step import Act, Block, Purpose, Result, Step
from .team import Team

__all__ = ["Books", "Situation", "situation_of", "standing_said"]

look_ahead = Number("look-ahead", 60, Unit.DAYS, "D3", "days ahead of an occasion from which it is planned", 1, 365)
loyal_years = Number("loyal-years", 3, Unit.COUNT, "B11", "years after which a client counts as loyal", 1, 50)
loyal_visits = Number("loyal-visits", 12, Unit.COUNT, "B11", "purchases after which a client counts as loyal", 2, 1000)

TIES: Final = ("rival-offer", "confirmed-move", "related-supplier", "outside-pressure")
"""Kinds of events that may say until when a client is bound."""

MOURNED: Final = timedelta(120)
"""How long the death of a contact decides what is done with its company."""


@attrs.frozen(slots=False)
class Books:
    """What the planner goes by.

    Attributes:
        steps: what should happen.
        channels: how a person is reached.
        leaders: who leads a return.
        blocks: what holds a step.
        offers: what can be brought along.
        permissions: the firm's table of what is permitted.
        occasions: days to greet on; none unless the firm opts in.
        suppression: who asked to be forgotten.
        objective: most profit or most clients back, for the choice of offers and the order of work (R10).
    """

    steps: RuleBook[Act] = STEPS
    channels: RuleBook[Channel] = CHANNELS
    leaders: RuleBook[Roles] = LEADERS
    blocks: RuleBook[Block] = BLOCKS
    offers: tuple[Offer, ...] = OFFERS
    permissions: tuple[Permission, ...] = CAUTIOUS
    occasions: tuple[Occasion, ...] = ()
    suppression: Suppression = Suppression()
    objective: Objective = Objective.PROFIT

    def tuned(self, tuning: Tuning) -> Books:
        """The books with the policy's numbers."""
        return attrs.evolve(
            self,
            steps=self.steps.tuned(tuning),
            channels=self.channels.tuned(tuning),
            leaders=self.leaders.tuned(tuning),
            blocks=self.blocks.tuned(tuning),
        )

    @cached_property
    def _answers(self) -> dict[tuple[str, bool, Channel, Purpose], Answer]:
        return {}

    def permitted(self, country: str, company: bool, channel: Channel, purpose: Purpose) -> Answer:
        """What the firm's table says about a contact; it is looked through once for each kind of contact."""
        contact = country, company, channel, purpose
        if contact not in self._answers:
            self._answers[contact] = permitted(self.permissions, *contact)
        return self._answers[contact]


@attrs.frozen(eq=False)
class Situation:
    """One client, its case and what is under way.

    Attributes:
        story: the client as of the day.
        facts: the facts of the plan.
        says: where the client stands.
        lost_on: date of loss.
        loss: name of the present loss in the keys of its steps.
        team: who is there.
        books: what the planner goes by.
        bench: whom steps may be given to.
        leader: the rule that names who leads.
        results: what became of steps.
        running: steps under way, by key under the surviving id.
        settled: the facts that time alone cannot have changed since the running plan was made.
        records: checksum of the records.
        unchanged: whether they are the same as when the running plan was made.
    """

    story: Story
    facts: CaseFacts
    says: Standing | None
    lost_on: date | None
    loss: str
    team: Team
    books: Books
    bench: Bench
    leader: Rule[Roles] | None
    results: Results
    running: dict[str, Step]
    settled: StepFacts
    records: int
    unchanged: bool

    @property
    def as_of(self) -> date:
        """The day asked about."""
        return self.story.as_of

    @property
    def senior(self) -> bool:
        """Whether more than the client's owner is called for."""
        ordinary = self.leader is None or self.leader is self.books.leaders.rules[-1]
        long_ago = self.leader is not None and self.leader.id == "leader.long-ago"
        return not ordinary and not (long_ago and bool(self.facts["inherited"]))

    def person(self) -> Person | None:
        """Whom to speak to: the first contact who is there, alive and the right one."""
        story = self.story
        away = {event.detail("person") for event in story.events("died", "contact-left")}
        wrong = [event for event in story.events("result") if event.detail("result") == Result.WRONG_PERSON]
        away |= {event.detail("person") for event in wrong}
        left = [one for one in story.client.contacts if one.present(self.as_of) and one.name not in away]
        unnamed = sum(event.detail("person") is None for event in wrong)
        return next(iter(left[unnamed:]), None)

    def days(self, span: int | Number) -> int:
        """A span of days or months by the policy."""
        return round(self.story.numbers(span)) if isinstance(span, Number) else span


def situation_of(
    worth: Worth,
    diagnosis: Diagnosis | None,
    says: Standing | None,
    lost_on: date | None,
    team: Team,
    books: Books,
    running: Plan,
) -> Situation:
    """What the planner reads, from the earlier rooms and the running plan."""
    story = worth.facts.client.story
    since = story.last_visit or lost_on
    loss = "loss" if since is None else f"loss-{since.isoformat()}"
    blame = responsibility(worth.facts.client)
    results = results_of(story, loss)
    facts = worth.facts.and_also(_plan_values(story, worth, diagnosis, blame, results, books))
    present = story.client.owner(story.as_of)
    lost = says is not None and says.lost
    leader = books.leaders.sure(facts)
    records = checksum(story.client)
    unchanged = running.records == records
    bench = Bench(
        team,
        None if present is None else present.name,
        blame.employee if lost else None,
        blame.at_fault,
        leader.says if leader is not None else (),
        books.leaders.rules[-1].says if len(books.leaders) else (),
    )
    lasting = () if unchanged else JUDGED
    return Situation(
        story,
        facts,
        says,
        lost_on,
        loss,
        team,
        books,
        bench,
        leader,
        results,
        {own_key(step.key, story, loss): step for step in running.steps},
        timeless(facts, frozenset(lasting)),
        records,
        unchanged,
    )


JUDGED: Final = (
    "return_class",
    "standing",
    "is_gone",
    "reason",
    "reason_known",
    "recoverable",
    "has_until",
    "side",
    "controllable",
    "human_fault",
    "emotional",
    "hard_times",
    "contact_died",
)
"""Facts that new records change as well as time: with new records they count as they are."""


def checksum(client: Client) -> int:
    """A checksum of what is on record of a client: an edited, a new and a removed record alter it, their order does not.

    >>> from clientreturn.history import Event
    >>> known = Client("C-7", events=[Event.complaint(date(2026, 3, 1), severity=2)])
    >>> felt_worse = Client("C-7", events=[Event.complaint(date(2026, 3, 1), severity=4)])
    >>> checksum(known) == checksum(felt_worse)
    False
    """
    account = f"{client.company} {client.margin} {client.traits}"
    bought = [
        f"{one.on.toordinal()} {hash(one.amount)} {one.currency} {one.ref!r} {one.part!r} {hash(one.margin or 0)}"
        for one in client.purchases
    ]
    happened = [
        f"{one.on.toordinal()} {one.kind} {one.by.value} {one.employee!r} {one.severity} {one.human} {one.resolved} "
        f"{one.resolved_on} {one.text!r} {one.data!r}"
        for one in client.events
    ]
    return crc32("\n".join([account, *sorted(bought), *sorted(happened)]).encode())


def _plan_values(
    story: Story,
    worth: Worth,
    diagnosis: Diagnosis | None,
    blame: Responsibility,
    results: Results,
    books: Books,
) -> dict[str, Any]:
    as_of = story.as_of
    by_kind = story.by_kind
    since = story.last_visit or date.min
    refusal, order = results.last(Result.REFUSED), results.last(Result.ORDERED)
    put_off = results.put_off_until()
    values: dict[str, Any] = {
        "return_class": None if worth.return_class is None else int(worth.return_class),
        "class_why": worth.why,
        "confident": diagnosis is not None and diagnosis.confident,
        "interviewed": any(event.on >= since for event in by_kind.get("interview", ())),
        "inherited": blame.inherited,
        "refused": refusal is not None,
        "refused_on": None if refusal is None else refusal.on,
        "ordered": order is not None,
        "ordered_on": None if order is None else order.on,
        "never_again": any(event.detail("result") == Result.NEVER_AGAIN for event in by_kind.get("result", ())),
        "call_back": put_off is not None,
        "call_back_on": put_off,
        "dropped_lead": "lead-dropped" in by_kind,
        "debt": _open(by_kind.get("payment-overdue", ()), by_kind.get("payment-settled", ())),
        "dispute": any(event.open_on(as_of) for event in by_kind.get("dispute", ())),
        "open_deal": any(event.open_on(as_of) and event.on >= since for event in by_kind.get("quote", ())),
        "holdout": any(_lasts(event, as_of) for event in by_kind.get("holdout", ())),
        "in_campaign": any(_lasts(event, as_of) for event in by_kind.get("campaign", ())),
        "suppressed": books.suppression.covers(story.client),
        "consent_not_asked": not any(person.consents for person in story.client.contacts),
        "praised": _since_return(worth, by_kind.get("testimonial", ())),
        "loyal": _loyal(worth, as_of),
        "wrong_person": _nobody_left(story, results),
    }
    values |= _tie(diagnosis, by_kind, as_of)
    values |= _reply(story, results)
    values |= _death(story)
    values |= _occasions(story, books)
    return values


def _open(opened: Iterable[Event], closed: Iterable[Event]) -> bool:
    """Whether the last of some openings has no closing after it."""
    last = max((event.on for event in opened), default=None)
    return last is not None and not any(event.on >= last for event in closed)


def _lasts(event: Event, as_of: date) -> bool:
    """Whether a campaign or holdout still covers the day; the asked arm of a test covers nobody."""
    until = event.detail("until")
    return event.detail("arm") not in ("asked", "treated") and (until is None or until >= as_of)


def _since_return(worth: Worth, events: Iterable[Event]) -> bool:
    back = worth.facts["returned_on"]
    return back is not None and any(event.on >= back for event in events)


def standing_said(says: Standing | None) -> str:
    """Where the client stands, to be said again by its key."""
    return named(says) if says is not None else Said("not-judged-yet", "not to be judged yet")


def _loyal(worth: Worth, as_of: date) -> bool:
    facts, story = worth.facts, worth.facts.client.story
    asked = facts["since:interview"]
    return (
        facts["standing"] == Standing.ACTIVE.value
        and not story.losses
        and (facts["tenure"] or 0) >= 365 * story.numbers(loyal_years)
        and facts["visits"] >= story.numbers(loyal_visits)
        and (asked is None or asked > 365)
    )


def _nobody_left(story: Story, results: Results) -> bool:
    """Whether the contacts on record are all gone or the wrong ones."""
    people, moved = story.client.contacts, {event.detail("person") for event in story.events("contact-left")}
    here = [person for person in people if person.present(story.as_of) and person.name not in moved]
    wrong = [event for event in story.events("result") if event.detail("result") == Result.WRONG_PERSON]
    if results.last(Result.WRONG_PERSON) is not None:
        return len(here) <= len(wrong)
    return bool(people) and not here


def _tie(diagnosis: Diagnosis | None, by_kind: Mapping[str, list[Event]], as_of: date) -> dict[str, Any]:
    """What ends the state in which a return is impossible, and when, if an event says so (E4.7)."""
    reason = None if diagnosis is None else diagnosis.reason
    until = "" if reason is None else reason.until
    said = [event.detail("until") for kind in TIES for event in by_kind.get(kind, ())]
    ends = max((day for day in said if isinstance(day, date)), default=None)
    return {
        "has_until": bool(until),
        "until_when": until and Said(f"until.{reason.code if reason else ''}", until),
        "tie_known": ends is not None,
        "tie_ends": ends,
        "reason_title": "" if reason is None else Said(f"reason.{reason.code}", reason.title),
    }


def _reply(story: Story, results: Results) -> dict[str, Any]:
    """A reply waits until somebody has spoken to the client, or noted a result."""
    replies = story.events("reply")
    if not replies:
        return {"reply_waits": False, "replied_on": None}
    on = replies[-1].on
    taken_up = [event.on for event in story.events("contact", "interview", "apology", "offer", "decision")]
    taken_up += [event.on for event in results.present]
    bought = story.last_visit is not None and story.last_visit >= on
    return {"reply_waits": not bought and not any(day >= on for day in taken_up), "replied_on": on}


def _death(story: Story) -> dict[str, Any]:
    """A suspicion is settled by a confirmed death, or by a sign of life."""
    deaths = [event for event in story.events("died") if not story.silence.dead]
    certain = [event.on for event in deaths if not event.detail("suspected")]
    suspected = [event.on for event in deaths if event.detail("suspected")]
    signs = [event.on for event in story.events("contact", "reply", "interview")] + certain
    return {
        "contact_died": any(story.as_of - on <= MOURNED for on in certain),
        "death_suspected": bool(suspected) and not any(on >= suspected[-1] for on in signs),
    }


def _occasions(story: Story, books: Books) -> dict[str, Any]:
    client, as_of = story.client, story.as_of
    near = later(as_of, round(story.numbers(look_ahead)))
    person = next((one for one in client.contacts if one.present(as_of)), None)
    birthday = person.birthday if person is not None else None
    country = (person.country if person else "") or client.country
    found = next_occasion(books.occasions, client.trade, country, as_of) if books.occasions else None
    return {
        "birthday_near": birthday is not None and next_yearly(birthday, as_of) <= near,
        "occasion_near": found is not None and found[1] <= near,
        "occasion": "" if found is None else Said(f"occasion.{found[0].title}", found[0].title),
    }
