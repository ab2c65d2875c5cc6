"""The second life of clients that returned, measured on its own (E3.2, E4.17, E4.18)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from statistics import median

import attrs

from ..intervals import Share
from ..phrases import Said, listed, said
from .attempts import Ending, Outcome, Probation

__all__ = ["SecondLife", "second_life"]


@attrs.frozen
class SecondLife:
    """How those who returned have done since; whoever was only woken is not among them.

    Attributes:
        returned: of the lost clients that were asked, how many returned.
        bought_again: of the returned, how many bought more than the trial order; practitioners say [40 %] (E3.1).
        restored: of those whose second life is long enough to tell, how many buy as much as before the loss.
        passed: of those whose year of probation has ended, how many had it without a complaint or a new loss.
        running: how many are on probation.
        lost_again: how many were lost again.
        trial_order: median revenue of the first order; `None` when no money is known.
        days_to_return: median days from loss to return; `None` when nobody returned.
        days_from_asking: median days from the first try to the return; `None` when nobody who was asked returned.
    """

    returned: Share
    bought_again: Share
    restored: Share
    passed: Share
    running: int
    lost_again: int
    trial_order: Decimal | None
    days_to_return: float | None
    days_from_asking: float | None

    @property
    def text(self) -> Said:
        """The figures in words."""
        passed = "a year without complaint or loss: {share}; {running} still on probation"
        lines = (
            said("life.returned", "returned when asked: {share}", share=self.returned.text),
            said("life.bought-again", "bought again: {share}", share=self.bought_again.text),
            said("life.restored", "buy as much as before: {share}", share=self.restored.text),
            said("life.passed", passed, share=self.passed.text, running=self.running),
            said("life.lost-again", "lost again: {count}", count=self.lost_again),
        )
        return listed(lines, "\n")

    def __str__(self) -> str:
        return str(self.text)


def second_life(outcomes: Iterable[Outcome]) -> SecondLife:
    """Size of the trial order, volume restored, probation: the figures of E4.17 over many outcomes.

    >>> second_life([]).returned.rate is None
    True
    """
    found = list(outcomes)
    back = [one for one in found if one.ending is Ending.RETURNED]
    asked = [one for one in found if one.tries and one.ending is not Ending.WOKEN]
    told = [one.restored for one in back if one.restored is not None]
    ended = [one for one in back if one.probation in (Probation.PASSED, Probation.FAILED)]
    trials = [one.trial_order for one in back if one.trial_order is not None]
    waits = [one.days_to_return for one in back if one.days_to_return is not None]
    answers = [one.days_from_asking for one in back if one.days_from_asking is not None]
    return SecondLife(
        Share(sum(one.ending is Ending.RETURNED for one in asked), len(asked)),
        Share(sum(one.bought > 1 for one in back), len(back)),
        Share(sum(share >= 1 for share in told), len(told)),
        Share(sum(one.probation is Probation.PASSED for one in ended), len(ended)),
        sum(one.probation is Probation.RUNNING for one in back),
        sum(one.lost_again_on is not None for one in back),
        median(trials) if trials else None,
        median(waits) if waits else None,
        median(answers) if answers else None,
    )
