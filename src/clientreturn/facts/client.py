"""Facts of the whole client: the silence, the past, the money, the events, the people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from ..arithmetic import rounded
from ..base.cuts import abc_class, irregularity, rfm_score, xyz_class
from ..conditions import Fact, Flag, Unit, Value, Vocabulary
from ..errors import ClientReturnError
from ..history import ARTEFACTS, OUTREACH
from ..money import cents, units_of
from .families import FAMILIES, FAMILY_UNITS, recent_count, since_last
from .lazy import ClientFacts
from .parts import silent_part_of
from .silence import SILENCE
from .subject import Story

__all__ = ["APART", "CLIENT_VOCABULARY", "PAST", "OwnFact", "client_facts"]

NOT_TRIED: Final = ("call-back", "wrong-person")
"""Results after which a try of asking is still to be made."""

OwnFact = tuple[Fact | Flag, Callable[[Story], Value]]
"""A firm's own fact and the function that makes it from a client's story."""

tenure = Fact("tenure", "days from the first purchase to the last", Unit.DAYS)
age = Fact("age", "days since the first purchase", Unit.DAYS)
revenue = Fact("revenue", "net revenue of all time", Unit.MONEY)
revenue_year = Fact("revenue_year", "net revenue of the last twelve months of buying", Unit.MONEY)
revenue_before = Fact("revenue_before", "net revenue of the twelve months of buying before those", Unit.MONEY)
two_years = Flag("two_years", "the money of two whole years of buying is known")
ticket = Fact("ticket", "average money of a visit", Unit.MONEY)
purchases_a_year = Fact("purchases_a_year", "days of visit in the last twelve months of buying", Unit.COUNT)
margin_share = Fact("margin_share", "margin as a share of revenue", Unit.PROBABILITY)
first_on = Fact("first_on", "day of the first purchase", Unit.DATE)
last_on = Fact("last_on", "day of the last purchase", Unit.DATE)
break_on = Fact("break_on", "day of the first known break since the last purchase", Unit.DATE)
losses = Fact("losses", "past losses from which the client came back", Unit.COUNT)
confirmed_losses = Fact("confirmed_losses", "losses confirmed by a break, the present one included", Unit.COUNT)
days_since_return = Fact("days_since_return", "days since the client came back", Unit.DAYS)
returned_on = Fact("returned_on", "day of the first purchase after a loss", Unit.DATE)
visits_since_return = Fact("visits_since_return", "days of visit since the client came back", Unit.COUNT)
complaints = Fact("complaints", "complaints on record", Unit.COUNT)
open_complaints = Fact("open_complaints", "complaints still open", Unit.COUNT)
days_since_complaint = Fact("days_since_complaint", "days since the last complaint", Unit.DAYS)
worst_severity = Fact("worst_severity", "worst severity felt since a year before the last purchase", Unit.COUNT)
outreach = Fact("outreach", "times we contacted the client since its last purchase", Unit.COUNT)
days_since_outreach = Fact("days_since_outreach", "days since we last contacted the client", Unit.DAYS)
attempts = Fact("attempts", "attempts to win the client back since the loss", Unit.COUNT)
referrals = Fact("referrals", "clients it sent to us", Unit.COUNT)
company = Flag("company", "the client is a company")
objection = Flag("objection", "the client objects to marketing or profiling")
owned_days = Fact("owned_days", "days for which the present owner has answered for the client", Unit.DAYS)
owner = Fact("owner", "employee who answers for the client", Unit.TEXT)
segment = Fact("segment", "the firm's own grouping", Unit.TEXT)
silent_part = Fact("silent_part", "part of the account that fell silent; empty while all live", Unit.TEXT)
silent_share = Fact(
    "silent_share", "what that part was of all that the client bought in its last year", Unit.PROBABILITY
)
record_ended = Flag(
    "record_ended", "the record ended, not the buying: merged, re-registered or buying through somebody else"
)
inquiries = Fact("inquiries", "inquiries of a client that has not bought", Unit.COUNT)
rfm_recency = Fact("rfm_recency", "fifth of the clients by days of silence: 5 is the freshest", Unit.COUNT)
rfm_frequency = Fact("rfm_frequency", "fifth of the clients by visits: 5 buys most often", Unit.COUNT)
rfm_money = Fact("rfm_money", "fifth of the clients by revenue: 5 brings most", Unit.COUNT)
abc = Fact("abc", "class by share of revenue: A, B or C", Unit.TEXT)
xyz = Fact("xyz", "class by regularity of buying: X, Y or Z", Unit.TEXT)


def _tenure(facts: ClientFacts) -> int | None:
    days = facts.story.visits.days
    return days[-1] - days[0] if days else None


def _revenue_of_year(facts: ClientFacts, years_ago: int) -> float | None:
    bought = facts.story.visits
    if bought.money is None or not bought.days:
        return None
    since = bought.days[-1] - 364 - 365 * years_ago
    of_year = (money for day, money in zip(bought.days, bought.money, strict=True) if since <= day < since + 365)
    return cents(units_of(sum(of_year, Decimal(0))))


def _two_years(facts: ClientFacts) -> bool:
    bought = facts.story.visits
    return bought.money is not None and bool(bought.days) and bought.days[-1] - bought.days[0] >= 729


def _ticket(facts: ClientFacts) -> float | None:
    bought = facts.story.visits
    if bought.revenue is None or not bought.days:
        return None
    return cents(units_of(bought.revenue), len(bought.days))


def _purchases_a_year(facts: ClientFacts) -> int | None:
    days = facts.story.visits.days
    return sum(day >= days[-1] - 364 for day in days) if days else None


def _margin_share(facts: ClientFacts) -> float | None:
    story = facts.story
    if story.visits.margin is not None and (revenue := units_of(story.visits.revenue or Decimal(0))):
        return float(rounded(units_of(story.visits.margin) / float(revenue), 4))
    return story.client.margin


def _break_on(facts: ClientFacts) -> date | None:
    found = facts.silence.breaks
    return found[0].on if found else None


def _visits_since_return(facts: ClientFacts) -> int | None:
    back = facts["returned_on"]
    return None if back is None else sum(day >= back.toordinal() for day in facts.story.visits.days)


def _days_between(story: Story, day: date | None) -> int | None:
    return None if day is None else (story.as_of - day).days


def _open_complaints(facts: ClientFacts) -> int:
    story = facts.story
    return sum(event.open_on(story.as_of) for event in story.events("complaint"))


def _worst_severity(facts: ClientFacts) -> int | None:
    story = facts.story
    since = (story.last_visit or date.min).toordinal() - 365
    felt = [event.severity for event in story.client.events if event.severity and event.on.toordinal() >= since]
    return max(felt, default=None)


def _owned_days(facts: ClientFacts) -> int | None:
    story = facts.story
    present = story.client.owner(story.as_of)
    return None if present is None else (story.as_of - present.since).days


def _owner(facts: ClientFacts) -> str | None:
    story = facts.story
    present = story.client.owner(story.as_of)
    return None if present is None else present.name


def _outreach(facts: ClientFacts) -> int:
    return sum(recent_count(facts.story, kind) for kind in OUTREACH)


def _days_since_outreach(facts: ClientFacts) -> int | None:
    story = facts.story
    contacts = story.events(*OUTREACH)
    return _days_between(story, contacts[-1].on) if contacts else None


def _attempts(facts: ClientFacts) -> int:
    """Days since the last purchase on which the client was asked back: an offer, or a try of asking that reached it."""
    story = facts.story
    since = story.last_visit or date.min
    asked = [event.on for event in story.events("offer")]
    asked += [
        event.on
        for event in story.events("result")
        if "/ask-back/" in str(event.detail("key")) and event.detail("result") not in NOT_TRIED
    ]
    return len({day for day in asked if day >= since})


def _confirmed_losses(facts: ClientFacts) -> int:
    past = facts.story.losses
    return sum(loss.confirmed for loss in past) + bool(facts.silence.breaks)


def _score(facts: ClientFacts, name: str, cuts: str) -> int | None:
    value, base = facts[name], facts.story.base
    if value is None or base.cuts is None or not facts["visits"]:
        return None
    return rfm_score(value, getattr(base.cuts, cuts), fewer_is_better=cuts == "recency")


def _abc(facts: ClientFacts) -> str | None:
    value, cuts = facts["revenue"], facts.story.base.cuts
    return None if value is None or cuts is None or not facts["visits"] else abc_class(value, cuts)


def _xyz(facts: ClientFacts) -> str | None:
    """From the pooled spread, so that a few lucky gaps make nobody regular; unknown without a gap of its own."""
    spread = facts["spread"]
    return None if facts["visits"] < 2 or spread is None else xyz_class(irregularity(spread))


PAST: Final[tuple[tuple[Fact | Flag, Callable[[ClientFacts], Value]], ...]] = (
    (losses, lambda facts: len(facts.story.losses)),
    (confirmed_losses, _confirmed_losses),
    (returned_on, lambda facts: facts.story.losses[-1].returned_on if facts.story.losses else None),
    (days_since_return, lambda facts: _days_between(facts.story, facts["returned_on"])),
    (visits_since_return, _visits_since_return),
)
"""What standing adds to presence: the past."""

CLIENT: Final[tuple[tuple[Fact | Flag, Callable[[ClientFacts], Value]], ...]] = (
    *SILENCE,
    *PAST,
    (tenure, _tenure),
    (age, lambda facts: _days_between(facts.story, facts.story.first_visit)),
    (revenue, lambda facts: None if (r := facts.story.visits.revenue) is None else cents(units_of(r))),
    (revenue_year, lambda facts: _revenue_of_year(facts, 0)),
    (revenue_before, lambda facts: _revenue_of_year(facts, 1)),
    (two_years, _two_years),
    (ticket, _ticket),
    (purchases_a_year, _purchases_a_year),
    (margin_share, _margin_share),
    (first_on, lambda facts: facts.story.first_visit),
    (last_on, lambda facts: facts.story.last_visit),
    (break_on, _break_on),
    (complaints, lambda facts: len(facts.story.events("complaint"))),
    (open_complaints, _open_complaints),
    (days_since_complaint, lambda facts: since_last(facts.story, "complaint")),
    (worst_severity, _worst_severity),
    (outreach, _outreach),
    (days_since_outreach, _days_since_outreach),
    (attempts, _attempts),
    (referrals, lambda facts: len(facts.story.events("referral"))),
    (company, lambda facts: facts.story.client.company),
    (objection, lambda facts: bool(facts.story.events("objection"))),
    (owned_days, _owned_days),
    (owner, _owner),
    (segment, lambda facts: facts.story.client.segment),
    (rfm_recency, lambda facts: _score(facts, "silence", "recency")),
    (rfm_frequency, lambda facts: _score(facts, "visits", "frequency")),
    (rfm_money, lambda facts: _score(facts, "revenue", "money")),
    (abc, _abc),
    (xyz, _xyz),
    (record_ended, lambda facts: any(recent_count(facts.story, kind) for kind in ARTEFACTS)),
    (inquiries, lambda facts: len(facts.story.events("inquiry", "lead-dropped"))),
)
APART: Final[tuple[tuple[Fact, Callable[[ClientFacts], Value], Value], ...]] = (
    (silent_part, lambda facts: "" if (part := silent_part_of(facts.story)) is None else part.name, ""),
    (silent_share, lambda facts: 0.0 if (part := silent_part_of(facts.story)) is None else part.share, 0.0),
)
"""Facts that need the records themselves, each with what stands for it where only sums are at hand."""

CLIENT_VOCABULARY: Final = Vocabulary((*(fact for fact, _ in CLIENT), *(fact for fact, _, _ in APART)), FAMILY_UNITS)
_MAKERS: Final = {fact.name: make for fact, make in (*CLIENT, *((fact, make) for fact, make, _ in APART))}


def _own_maker(name: str, make: Callable[[Story], Value]) -> Callable[[ClientFacts], Value]:
    """The firm's own function; whatever it raises is told with the fact's name."""

    def made(facts: ClientFacts) -> Value:
        try:
            return make(facts.story)
        except Exception as error:
            raise ClientReturnError(
                f"fact {name!r}", error, "a value, or None for unknown", "see its function"
            ) from error

    return made


def client_facts(story: Story, own: tuple[OwnFact, ...] = ()) -> ClientFacts:
    """All facts of a client, made when asked for; a firm's own come after the built-in ones."""
    if not own:
        return ClientFacts(_MAKERS, FAMILIES, story)
    makers = {fact.name: _own_maker(fact.name, make) for fact, make in own}
    return ClientFacts({**makers, **_MAKERS}, FAMILIES, story)
