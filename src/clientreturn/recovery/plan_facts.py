"""Facts of a plan: the case's, plus its class; and the facts of one placed step."""

from __future__ import annotations

from typing import Final

from ..conditions import Fact, Flag, Unit, Vocabulary
from ..worth import WORTH_VOCABULARY

__all__ = ["PLAN_VOCABULARY", "STEP_VOCABULARY"]

return_class = Fact("return_class", "return class, 1 (first) to 4 (let go)", Unit.COUNT)
confident = Flag("confident", "the first cause is likelier than all else together")
contact_died = Flag("contact_died", "a contact of the client company has died")
death_suspected = Flag("death_suspected", "a death is suspected and not confirmed")
inherited = Flag("inherited", "the owner took the client over too recently to have lost it")
asked_back = Flag("asked_back", "the client was asked back since the loss")
refused = Flag("refused", "the client refused since the loss")
never_again = Flag("never_again", "the client does not want to hear from us again")
dropped_lead = Flag("dropped_lead", "we stopped working on its inquiry")

PLAN_VOCABULARY: Final = (
    Vocabulary(
        (
            return_class,
            confident,
            contact_died,
            death_suspected,
            inherited,
            asked_back,
            refused,
            never_again,
            dropped_lead,
        )
    )
    | WORTH_VOCABULARY
)

purpose = Fact("purpose", "why the person is contacted", Unit.TEXT)
channel = Fact("channel", "how the person is reached", Unit.TEXT)
kind = Fact("act", "kind of the act", Unit.TEXT)
stage = Fact("stage", "stage of the recovery, 1 to 7", Unit.COUNT)
weekday = Fact("weekday", "day of the week, 0 for Monday", Unit.COUNT)
permission = Fact("permission", "whether the contact is permitted", Unit.TEXT)
refused_channel = Flag("channel_refused", "the person refused this channel")
holiday = Flag("holiday", "a public holiday where the person lives")
owner_away = Flag("owner_away", "the employee does not work on that day")
near_greeting = Flag("near_greeting", "an ask within a week of a greeting, or the other way round")
address_bounced = Flag("address_bounced", "messages by this channel came back")

STEP_VOCABULARY: Final = (
    Vocabulary(
        (
            purpose,
            channel,
            kind,
            stage,
            weekday,
            permission,
            refused_channel,
            holiday,
            owner_away,
            near_greeting,
            address_bounced,
        )
    )
    | PLAN_VOCABULARY
)
