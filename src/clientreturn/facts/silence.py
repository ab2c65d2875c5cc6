"""Facts of one silence: everything that presence may look at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log
from typing import Any, Final

from ..arithmetic import FLOATS, Arithmetic, rounded
from ..base import Chances
from ..conditions import Fact, Flag, Number, Tuning, Unit, Value, Vocabulary
from ..history import Event
from ..rhythm import MILLIONTH, Pooled, RhythmPrior, log_normal, quantile
from .lazy import SilenceFacts
from .subject import Silence

__all__ = ["SILENCE_VOCABULARY", "drawn_line", "fixed_line", "line_of", "pauses_at", "season_rest", "silence_facts"]

gone_ratio = Number(
    "gone-ratio", 4 / 3, Unit.RATIO, "E3.5", "silence as a multiple of the usual gap before a client can be gone", 1, 20
)
gone_deviations = Number(
    "gone-deviations",
    1.6449,
    Unit.COUNT,
    "E3.5",
    "standard deviations of log gap up to the line: 1.6449 is the 95 % quantile",
    0,
    6,
)
early_days = Number(
    "early-days", 2, Unit.DAYS, "section 6", "days by which the line is drawn early for gaps of a month or more", 0, 30
)
fixed_line = Number(
    "fixed-line", 0, Unit.DAYS, "R17", "one line in days for all clients; 0: each by its own rhythm", 0, 36500
)
season_cycles = Number(
    "season-cycles",
    2,
    Unit.COUNT,
    "section 6",
    "earlier years in which a client bought and then rested in this season before it is in pause",
    2,
    20,
)
CALENDAR_GAP: Final = 28.0
"""Gaps from here on are counted in calendar months, whose lengths differ by up to three days."""
YEAR: Final = 365

visits = Fact("visits", "days on which the client bought", Unit.COUNT)
silence = Fact("silence", "days without a purchase", Unit.DAYS)
usual_gap = Fact("usual_gap", "usual inter-purchase time", Unit.DAYS)
spread = Fact("spread", "standard deviation of the logarithm of the gap", Unit.RATIO)
own_share = Fact("own_share", "share of the rhythm that is the client's own", Unit.PROBABILITY)
line = Fact("line", "silence from which the client is gone", Unit.DAYS)
hiatus = Fact("hiatus", "silence as a multiple of the usual gap", Unit.RATIO)
chance = Fact("chance", "chance of another purchase within the horizon", Unit.PROBABILITY)
rhythm_known = Flag("rhythm_known", "the usual gap is known, the client's own or that of clients alike")
season = Fact("season", "silence that its seasons explain; 0 for a client without seasons", Unit.DAYS)
breaks = Fact("breaks", "known breaks since the last purchase", Unit.COUNT)
days_since_break = Fact("days_since_break", "days since the last known break", Unit.DAYS)
project_finished = Flag("project_finished", "what the client needed us for is done")
hard_times = Flag("hard_times", "a temporary gap at the client is known")
contract_runs = Flag("contract_runs", "a contract binds the client")
dead = Flag("dead", "the consumer has died")

gone = silence >= line
"""The hiatus: quiet for longer than its own rhythm explains (E3.5, R17)."""


def line_of(pooled: Pooled, numbers: Tuning) -> float:
    """Days of silence from which a client with this rhythm is gone (E3.5).

    >>> from clientreturn.rhythm import Rhythm, RhythmPrior
    >>> quarterly = Rhythm.of([0, 91, 182, 274, 365]).pooled(RhythmPrior())
    >>> round(line_of(quarterly, Tuning()), 1)
    119.7
    """
    return float(line_from(pooled.usual_gap, pooled.spread, numbers, pooled.reach))


def drawn_line(pooled: Pooled | None, numbers: Tuning) -> float | None:
    """The line, where one can be drawn: a fixed one needs no rhythm."""
    return numbers(fixed_line) or None if pooled is None else line_of(pooled, numbers)


def line_from(usual_gap: Any, spread: Any, numbers: Tuning, reach: float = 0.0, maths: Arithmetic = FLOATS) -> Any:
    """The line, from the rhythm's figures or from data-frame expressions of them."""
    if fixed := numbers(fixed_line):
        return maths.where(usual_gap > 0, fixed, fixed)  # on expressions a column, known without a rhythm, too
    regular = usual_gap * numbers(gone_ratio)
    farthest = maths.greatest(regular, quantile(usual_gap, spread, max(numbers(gone_deviations), reach), maths))
    early = maths.where(usual_gap >= CALENDAR_GAP, numbers(early_days), 0.0)
    return rounded(farthest - early, 2, maths)


def season_rest(track: Sequence[int], line: float, numbers: Tuning) -> float:
    """Days of silence that the client's seasons explain; 0 for a client without seasons.

    In each of some earlier years it must have bought until about this time and then rested for longer than its line:
    a client without seasons rarely does. The rest ends half a line after the day on which it began to buy again, in
    the year in which that was soonest, since seasons come a little sooner or later. A fixed line knows no seasons.

    >>> decembers = [730_000 + 365 * year + day for year in range(3) for day in (0, 7, 14, 21)]
    >>> season_rest(decembers, 40, Tuning())
    364.0
    """
    if numbers(fixed_line):
        return 0.0
    last, rest = track[-1], float(YEAR)
    for cycle in range(1, int(numbers(season_cycles)) + 1):
        turn = last + line / 2 - YEAR * cycle
        at = bisect_right(track, turn)
        if at in (0, len(track)) or track[at - 1] <= turn - YEAR or track[at] <= turn + line:
            return 0.0
        rest = min(rest, track[at] - turn + line)
    return rounded(rest, 2)  # type: ignore[no-any-return]


@lru_cache(maxsize=64)
def below_line(prior: RhythmPrior, numbers: Tuning) -> Callable[[int, int, int, int], bool]:
    """A quick look, in logarithms, whether a gap surely stays below the line.

    The function gets the gap in days and the running sums before it: gaps, Σ log, Σ log². `False` means: look
    closely. Without a rhythm there is no line to cross; the margins allow for rounding and for early days.
    """
    if fixed := numbers(fixed_line):
        return lambda gap, gaps, logs, squares: gap < fixed
    margin = numbers(early_days) + 0.01
    nearest = log(numbers(gone_ratio)) - 0.006
    deviations = max(numbers(gone_deviations), prior.reach)
    weight = 0.0 if prior.centre is None else prior.weight
    others = weight * (prior.centre or 0.0)

    def surely_below(gap: int, gaps: int, logs: int, squares: int) -> bool:
        if gaps == 0:
            return prior.centre is None or log(gap + margin) - prior.centre < nearest
        reach = log(gap + margin) - (logs * MILLIONTH + others) / (gaps + weight)
        if reach < nearest:
            return True
        spread: float = log_normal(gaps, logs, squares, prior)[1]
        return reach < min(spread * deviations, 50.0) - 0.006

    return surely_below


def leaves_hope(prior: RhythmPrior, chances: Chances, limit: float) -> Callable[[int, int, int], bool] | None:
    """A quick look whether a gap surely leaves more than a chance of `limit`; `None` where the model gives none.

    The function gets the gap in days and the running sums before it: gaps, Σ log. `False` means: look closely.
    """
    hopeful = getattr(chances, "hopeful", None)
    farthest: float = hopeful(limit) if hopeful is not None else 0.0
    if farthest <= 0:
        return None
    reach, horizon = log(farthest) - 0.006, chances.horizon
    weight = 0.0 if prior.centre is None else prior.weight
    others = weight * (prior.centre or 0.0)

    def surely(gap: int, gaps: int, logs: int) -> bool:
        return gaps > 0 and gap <= horizon and log(gap) - (logs * MILLIONTH + others) / (gaps + weight) < reach

    return surely


def _season(facts: SilenceFacts) -> float:
    line, track = facts["line"], facts.track
    return 0.0 if line is None or not track else season_rest(track, line, facts.numbers)


def _hiatus(facts: SilenceFacts) -> float | None:
    usual = facts["usual_gap"]
    return None if not usual or facts["silence"] is None else rounded(facts["silence"] / usual, 4)


def _chance(facts: SilenceFacts) -> float | None:
    if not facts["visits"]:
        return None
    value = facts.base.chances.chance(facts.rhythm, facts.pooled, facts["silence"], facts.track)
    return None if value is None else rounded(value, 6)


def _days_since_break(facts: SilenceFacts) -> int | None:
    subject = facts.silence
    return subject.until - subject.breaks[-1].on.toordinal() if subject.breaks else None


def pauses_at(event: Event, day: int) -> bool:
    """Whether an event makes the silence on a day (an ordinal) a pause: hard times that last, a project that is done."""
    if event.kind == "hard-times":
        until = event.detail("until")
        return not until or until.toordinal() >= day
    return event.kind == "project-finished"


def _paused_by(kind: str) -> Callable[[SilenceFacts], bool]:
    def paused(facts: SilenceFacts) -> bool:
        return any(event.kind == kind and pauses_at(event, facts.silence.until) for event in facts.silence.events)

    return paused


SILENCE: Final[tuple[tuple[Fact | Flag, Callable[[SilenceFacts], Value]], ...]] = (
    (visits, lambda facts: facts.silence.visits),
    (silence, lambda facts: facts.silence.days if facts.silence.visits else None),
    (rhythm_known, lambda facts: facts.pooled is not None and facts.silence.visits > 0),
    (usual_gap, lambda facts: None if facts.pooled is None else facts.pooled.usual_gap),
    (spread, lambda facts: None if facts.pooled is None else rounded(facts.pooled.spread, 4)),
    (own_share, lambda facts: None if facts.pooled is None else facts.pooled.own_share),
    (line, lambda facts: drawn_line(facts.pooled, facts.numbers)),
    (hiatus, _hiatus),
    (chance, _chance),
    (season, _season),
    (breaks, lambda facts: len(facts.silence.breaks)),
    (days_since_break, _days_since_break),
    (project_finished, _paused_by("project-finished")),
    (hard_times, _paused_by("hard-times")),
    (contract_runs, lambda facts: facts.silence.contract_runs),
    (dead, lambda facts: facts.silence.dead),
)
SILENCE_VOCABULARY: Final = Vocabulary(tuple(fact for fact, _ in SILENCE))
SILENCE_MAKERS: Final = {fact.name: make for fact, make in SILENCE}


def silence_facts(subject: Silence) -> SilenceFacts:
    """The facts of one silence, made when asked for."""
    return SilenceFacts(SILENCE_MAKERS, subject)
