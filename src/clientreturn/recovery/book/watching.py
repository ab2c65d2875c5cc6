"""After a return: on probation for a year (E4.18, E4.18b). And the client at risk, before it is gone."""

from __future__ import annotations

from typing import Final

from ...conditions import Number, Unit
from ...facts.client import days_since_return, open_complaints
from ...rules import Rule
from ...worth.case_facts import standing
from ..plan_facts import praised
from ..step import Act, Anchor, Purpose, Role, Stage

__all__ = ["WATCHING"]

back = standing.one_of("returned")
testimonial_after = Number(
    "testimonial-after", 6, Unit.COUNT, "E4.16b", "months of the new life before a testimonial is asked for", 1, 24
)
watch_months = Number("watch", 12, Unit.COUNT, "E4.18b", "months for which a returned client is watched", 1, 60)
check_days = Number("quality-check-after", 7, Unit.DAYS, "B10", "days after an order until it is checked", 0, 90)
check_months = Number("check-every", 3, Unit.COUNT, "B10", "months between two checks of what was agreed", 1, 24)

WATCHING: Final = (
    Rule(
        "plan.tell-everyone",
        when=back,
        says=Act(
            "tell-everyone", Stage.WATCH, Purpose.INTERNAL, Role.HEAD_OF_RETURN,
            "Tell everyone who touches the client, billing included: it is back and on probation. Note the driver's "
            "share of the returned sales.",
            anchor=Anchor.RETURN,
        ),
        because="back since {returned_on}: a returned client is far more sensitive to any fault",
        sources=("E4.18", "E4.18b", "E4.6"),
    ),
    Rule(
        "plan.quality-check",
        when=back,
        says=Act(
            "quality-check", Stage.WATCH, Purpose.SERVICE, Role.LEAD,
            "Ask whether all went as agreed; put right the smallest thing the same day.",
            anchor=Anchor.RETURN, wait=check_days,
        ),
        because="the first order after a return is a trial",
        sources=("B10", "E4.17", "E4.18b"),
    ),
    Rule(
        "plan.periodic-check",
        when=back,
        says=Act(
            "check-agreed", Stage.WATCH, Purpose.SERVICE, Role.LEAD,
            "Check that what was agreed was done, colleagues involved included; bring something useful; promise only "
            "what is sure.",
            anchor=Anchor.LAST_OUTREACH, months=check_months, recurs=True, waits=(),
        ),
        because="a watch of one year: regular useful contact, realistic promises",
        sources=("B10", "E4.18b"),
    ),
    Rule(
        "plan.testimonial",
        when=back & (days_since_return < 365) & ~praised & (open_complaints < 1),
        says=Act(
            "ask-testimonial", Stage.WATCH, Purpose.ASKING, Role.LEAD,
            "Ask for a testimonial: how it was to come back.",
            anchor=Anchor.RETURN, months=testimonial_after,
        ),
        because="asked half a year into the new life: it opens other doors",
        sources=("E4.16b",),
    ),
    Rule(
        "plan.end-of-watch",
        when=back,
        says=Act(
            "end-of-watch", Stage.WATCH, Purpose.INTERNAL, Role.HEAD_OF_RETURN,
            "Measure the second life: size of the trial order, volume restored, a year without complaints.",
            anchor=Anchor.RETURN, months=watch_months,
        ),
        because="one year of work without complaints completes a return",
        sources=("E4.17", "E4.18b", "E3.2"),
    ),
    Rule(
        "plan.check-in",
        when=standing.one_of("at risk") & (open_complaints < 1),
        says=Act(
            "check-in", Stage.KEEP_IN_TOUCH, Purpose.SERVICE, Role.OWNER,
            "Ask how the last delivery served them and what comes next; show what is being done for them, so that "
            "they need not ask.",
            anchor=Anchor.LAST_PURCHASE, waits=(),
        ),
        because="its buying changed; silent for {silence}, usually {usual_gap}",
        sources=("B10", "E4.10", "E5.6"),
    ),
)  # fmt: skip
