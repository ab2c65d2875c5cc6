"""Facts of a plan: the case's, plus its class and what is under way; and the facts of one placed step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ..conditions import Fact, Flag, Unit, Value, Vocabulary
from ..worth import WORTH_VOCABULARY
from ..worth.case_facts import CaseFacts

__all__ = ["PLAN_VOCABULARY", "STEP_VOCABULARY", "TIMELY", "StepFacts", "timeless"]

return_class = Fact("return_class", "return class, 1 (first) to 4 (let go)", Unit.COUNT)
confident = Flag("confident", "the first cause is likelier than all else together")
interviewed = Flag("interviewed", "the client was interviewed since its last purchase")
contact_died = Flag("contact_died", "a contact of the client company has died lately")
death_suspected = Flag("death_suspected", "a death is suspected and not confirmed")
inherited = Flag("inherited", "the owner took the client over too recently to have lost it")
never_again = Flag("never_again", "the client does not want to hear from us again")
refused = Flag("refused", "the client refused since the loss")
refused_on = Fact("refused_on", "day on which the client refused", Unit.DATE)
ordered_on = Fact("ordered_on", "day on which the client ordered, the purchase not yet on record", Unit.DATE)
ordered = Flag("ordered", "the client ordered, and the purchase is not yet on record")
reply_waits = Flag("reply_waits", "the client answered, and nobody has taken it up")
replied_on = Fact("replied_on", "day on which the client answered", Unit.DATE)
call_back_on = Fact("call_back_on", "day until which the client asked to be left alone", Unit.DATE)
call_back = Flag("call_back", "the client asked to be called at a later day")
wrong_person = Flag("wrong_person", "whom we knew is gone or not the right person, and no other is known")
dropped_lead = Flag("dropped_lead", "we stopped working on its inquiry")
debt = Flag("debt", "an overdue invoice is not settled")
dispute = Flag("dispute", "a dispute between us is open")
open_deal = Flag("open_deal", "a quote of ours waits for an answer")
holdout = Flag("holdout", "the client is in a campaign's holdout")
in_campaign = Flag("in_campaign", "the client is in another campaign")
suppressed = Flag("suppressed", "the client asked to be forgotten")
no_answers_on_consent = Flag("consent_not_asked", "nobody has asked how the client would like to hear from us")
praised = Flag("praised", "the client gave a testimonial since it came back")
birthday_near = Flag("birthday_near", "the birthday of the contact is near")
occasion_near = Flag("occasion_near", "an occasion of the client's trade is near")
occasion = Fact("occasion", "the occasion that is near", Unit.TEXT)
has_until = Flag("has_until", "what makes a return impossible will end some day")
until_when = Fact("until_when", "what ends the state in which a return is impossible", Unit.TEXT)
tie_known = Flag("tie_known", "the day on which the client's tie ends is known")
tie_ends = Fact("tie_ends", "day on which the client's tie to another supplier ends", Unit.DATE)
loyal = Flag("loyal", "has bought for years without a loss")

_PLAN: Final = (
    return_class, confident, interviewed, contact_died, death_suspected, inherited, never_again, refused, refused_on,
    ordered_on, ordered, reply_waits, replied_on, call_back_on, call_back, wrong_person, dropped_lead, debt, dispute,
    open_deal, holdout, in_campaign, suppressed, no_answers_on_consent, praised, birthday_near, occasion_near,
    occasion, loyal, has_until, until_when, tie_known, tie_ends,
)  # fmt: skip
PLAN_VOCABULARY: Final = Vocabulary(_PLAN) | WORTH_VOCABULARY

purpose = Fact("purpose", "why the person is contacted", Unit.TEXT)
channel = Fact("channel", "how the person is reached", Unit.TEXT)
kind = Fact("act", "kind of the act", Unit.TEXT)
stage = Fact("stage", "stage of the recovery, 1 to 7", Unit.COUNT)
weekday = Fact("weekday", "day of the week, 0 for Monday", Unit.COUNT)
permission = Fact("permission", "whether the contact is permitted", Unit.TEXT)
refused_channel = Flag("channel_refused", "the person refused this channel")
named = Flag("named", "the right name of the person is known")
weekend = Flag("weekend", "a day of the week on which people rest where the person lives")
holiday = Flag("holiday", "a public holiday where the person lives")
owner_away = Flag("owner_away", "the employee does not work on that day")
near_greeting = Flag("near_greeting", "an ask and a greeting within a week of each other")
messages = Fact("messages", "asks and greetings in the thirty days before", Unit.COUNT)
address_bounced = Flag("address_bounced", "messages by this channel came back")
too_early = Flag("too_early", "before the day to which the client put us off")

_STEP: Final = (
    purpose, channel, kind, stage, weekday, weekend, permission, refused_channel, named, holiday, owner_away, near_greeting,
    messages, address_bounced, too_early,
)  # fmt: skip
STEP_VOCABULARY: Final = Vocabulary(_STEP) | PLAN_VOCABULARY

TIMELY: Final = (
    "return_class",    "standing", "is_gone", "days_lost", "months_lost", "days_since_complaint", "days_since_outreach",
    "days_since_return", "days_since_break", "silence", "hiatus", "chance", "return_chance", "expected_profit", "age",
    "owned_days", "since:died", "hard_times", "inherited", "reason", "reason_known", "recoverable", "side", "cause_p",
    "controllable", "human_fault", "emotional", "has_until", "birthday_near", "occasion_near", "occasion", "loyal", "contact_died",
)  # fmt: skip
"""Facts that a night may change by itself."""


class StepFacts(dict[str, Value]):
    """The facts of one placed step, with those of its plan behind them."""

    def __init__(self, plan: Mapping[str, Value], values: dict[str, Value]) -> None:
        super().__init__(values)
        self.plan = plan

    def __missing__(self, name: str) -> Value:
        return self.plan[name]

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)


def timeless(facts: CaseFacts, lasting: frozenset[str]) -> StepFacts:
    """The same facts as far as time alone cannot have changed them; the others are unknown."""
    return StepFacts(facts, {name: None for name in TIMELY if name not in lasting})
