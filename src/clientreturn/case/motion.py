"""How facts move as days pass and nothing else happens: most stand still, clocks tick, a few follow the silence."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from ..base.cuts import rfm_score
from ..conditions import Value, facts_of
from ..rules import Rule, RuleBook
from ..spans import ANYTHING, Range

if TYPE_CHECKING:
    from .case import Case

__all__ = [
    "CLOCKS",
    "FOLLOWERS",
    "OF_PARTS",
    "STILL",
    "STILL_FAMILIES",
    "UNTIL_LOST",
    "Ranges",
    "day_after",
    "moves",
    "moving_rules",
]

CLOCKS: Final = frozenset(
    [
        "age",
        "days_since_break",
        "days_since_return",
        "days_since_complaint",
        "days_since_outreach",
        "owned_days",
        "days_lost",
    ]
)
"""One more each day."""

UNTIL_LOST: Final = frozenset(["untouched", "handed_over"])
"""One more each day until the date of loss, and still from then on."""

FOLLOWERS: Final = frozenset(["silence", "hiatus", "chance", "rfm_recency"])
"""They follow the silence, which stops where the records end and while we are closed."""

OF_PARTS: Final = frozenset(["silent_part", "silent_share"])
"""Each part has a silence of its own; an account without parts has neither."""

STILL: Final = frozenset(
    [
        "visits",
        "rhythm_known",
        "usual_gap",
        "spread",
        "own_share",
        "line",
        "breaks",
        "project_finished",
        "hard_times",
        "contract_runs",
        "dead",
        "tenure",
        "revenue",
        "revenue_year",
        "revenue_before",
        "two_years",
        "season",
        "ticket",
        "purchases_a_year",
        "margin_share",
        "first_on",
        "last_on",
        "break_on",
        "losses",
        "confirmed_losses",
        "returned_on",
        "visits_since_return",
        "complaints",
        "open_complaints",
        "worst_severity",
        "outreach",
        "attempts",
        "referrals",
        "company",
        "objection",
        "owner",
        "segment",
        "rfm_frequency",
        "rfm_money",
        "abc",
        "xyz",
        "inquiries",
        "record_ended",
        "kind",
        "topic",
        "by",
        "resolution",
        "lure",
        "named_reason",
        "named_side",
        "severity",
        "human",
        "employee",
        "employee_named",
        "rival_named",
        "event_on",
        "solved_well",
        "dear_to_us",
        "unwanted_money",
        "emotional",
        "season",
        "revenue_before",
        "two_years",
        "silent_part",
        "silent_share",
        "failed_twice",
        "offer_value",
        "money_known",
        "overdue_invoices",
        "interviewed",
        "refused_on",
        "ordered_on",
        "ordered",
        "reply_waits",
        "replied_on",
        "call_back_on",
        "call_back",
        "wrong_person",
        "debt",
        "dispute",
        "open_deal",
        "holdout",
        "in_campaign",
        "suppressed",
        "consent_not_asked",
        "praised",
        "birthday_near",
        "occasion_near",
        "occasion",
        "loyal",
        "has_until",
        "until_when",
        "tie_known",
        "tie_ends",
        "independent",
        "ends",
        "says_why",
        "before_loss",
        "dearer",
        "in_reach",
        "found",
        "percent",
        "shared",
        "shared_name",
        "suspected",
        "whys",
        "standing",
        "is_gone",
        "reason",
        "side",
        "reason_known",
        "cause_p",
        "verified",
        "recoverable",
        "controllable",
        "stable",
        "avoidable",
        "human_fault",
        "months_lost",
        "lost_on",
        "solved_complaints",
        "unsolved_complaints",
        "owner_is_culprit",
        "destination_known",
        "second_life_value",
        "expected_profit",
        "cost_of_return",
        "return_chance",
        "margin_used",
        "yearly_margin",
        "return_class",
        "confident",
        "contact_died",
        "death_suspected",
        "inherited",
        "asked_back",
        "refused",
        "never_again",
        "dropped_lead",
    ]
)
"""They change only on days that stand in the records, or together with something that is watched itself."""

SHORT: Final = 62
"""Days of a span for each of which a model of one's own is asked."""

STILL_FAMILIES: Final = ("count:", "recent:", "trait:", "data:", "detail:", "recorded:")
CLOCK_FAMILIES: Final = ("since:",)


def moves(name: str) -> bool:
    """Whether a fact can change with nothing but time, between days that stand in the records."""
    return name not in STILL and not name.startswith(STILL_FAMILIES)


@lru_cache(maxsize=256)
def moving_rules(book: RuleBook[Any]) -> tuple[tuple[int, Rule[Any]], ...]:
    """The rules of a book whose answer can change with nothing but time, each with its place."""
    return tuple((at, rule) for at, rule in enumerate(book.rules) if any(moves(name) for name in facts_of(rule.when)))


class Ranges(dict[str, Range]):
    """What each fact can be from one day to another, if nothing happens: made when a condition asks."""

    def __init__(self, case: Case, values: Any, first: date, last: date) -> None:
        super().__init__()
        self._case, self._values = case, values
        self._first, self._last = first, last

    def __missing__(self, name: str) -> Range:
        found = self[name] = self._range(name)
        return found

    def _range(self, name: str) -> Range:
        if name in FOLLOWERS:
            return self._following(name)
        ticks = name in CLOCKS or name.startswith(CLOCK_FAMILIES)
        if ticks or (name in UNTIL_LOST and self._case.since is None):
            value = self._values[name]
            start = self._case.as_of
            return None if value is None else (value + (self._first - start).days, value + (self._last - start).days)
        if not moves(name) or name in UNTIL_LOST or (name in OF_PARTS and not self._case.account.parts):
            value = self._values[name]
            return None if value is None else (value, value)
        return ANYTHING

    def _following(self, name: str) -> Range:
        facts = self._case.judgement.facts
        value: Value = facts[name]
        if value is None:
            return None
        low, high = (silence_on(self._case, day) for day in (self._first, self._last))
        if name == "silence":
            return low, high
        if name == "hiatus":
            usual = facts["usual_gap"]
            return low / usual - 1e-3, high / usual + 1e-3
        if name == "rfm_recency":
            cuts = facts.story.base.cuts
            assert cuts is not None
            return tuple(rfm_score(days, cuts.recency, fewer_is_better=True) for days in (high, low))  # type: ignore[return-value]
        return self._chance(low, high)

    def _chance(self, low: int, high: int) -> Range:
        """By the model itself where it can bound its chance over a span; else asked for each silence of a short one."""
        story = self._case.judgement.story
        silence, days = story.silence, story.visits.days
        chances = silence.base.chances
        bounds = getattr(chances, "bounds", None)
        if bounds is not None:
            found = bounds(silence.rhythm, silence.pooled, low, high, days)
        elif high - low <= SHORT:
            asked = [chances.chance(silence.rhythm, silence.pooled, at, days) for at in range(low, high + 1)]
            known = [chance for chance in asked if chance is not None]
            found = (min(known), max(known)) if len(known) == len(asked) else None
        else:
            return ANYTHING
        return ANYTHING if found is None else (found[0] - 1e-6, found[1] + 1e-6)


def silence_on(case: Case, day: date) -> int:
    """Days of silence on a later day, if nothing happens: up to where the records reach, closures left out."""
    story = case.judgement.story
    silence = story.silence
    sources = {purchase.source for purchase in case.account.purchases if purchase.source is not None}
    reach = min(case.account.horizon(day), story.base.horizon(day, sources)).toordinal()
    closed = sum(max(0, min(end, reach) - max(first - 1, silence.since)) for first, end in silence.closures)
    return max(0, reach - silence.since - closed)


def day_after(day: date) -> date | None:
    """The next day; `None` at the end of the calendar."""
    return None if day == date.max else day + timedelta(1)
