"""One client's life: purchases, events, the usual gap, the line, and standing over time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING

from ..case import Case
from ..conditions import Unit
from ..history import Event
from ..phrases import named
from ..standing import Standing, judge
from ..words import ENGLISH, Words
from .canvas import BLUE, GREY, SKY, STANDINGS, VERMILION, canvas, days, legend, number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["standings", "timeline"]

READINGS = 400
"""How often standing is read over a client's life, at most."""

STRIP, PURCHASES, EVENTS = 0.0, 1.0, 2.15
"""Where the three bands lie."""

LANE, LETTER = 0.36, 0.0088
"""Height of a line of events, and width of a letter as a share of the plot."""


def timeline(case: Case, ax: Axes | None = None, words: Words = ENGLISH) -> Axes:
    """The life of a client up to the day of its case.

    Below, standing as it would have been told on each day, by today's policy and base; above it the purchases, as
    high as their money; on top, what else happened. The silence is shaded for the length of the usual gap; the
    dashed line is the day from which the client was gone.
    """
    title = words.label("plot.timeline", "Purchases, events and standing")
    ax = canvas(ax, f"{case.name or case.client}: {title}", words, (9.0, 4.2))
    story = case.judgement.story
    if story.visits.days:
        _silence(ax, case, words)
        _purchases(ax, case)
    stretches = list(standings(case))
    for says, first, last in stretches:
        ax.broken_barh([(number(first), (last - first).days + 1)], (STRIP, 0.55), color=STANDINGS[says], linewidth=0)
    if stretches:
        life = (case.as_of - stretches[0][1]).days + 1
        ax.set_xlim(number(stretches[0][1]) - 0.02 * life, number(case.as_of) + 0.02 * life)
    events = sorted(story.client.events, key=lambda event: event.on)
    lanes = _events(ax, events, words)
    ax.set_ylim(STRIP - 0.1, EVENTS + 0.3 + LANE * lanes)
    ax.set_yticks(
        [STRIP + 0.27, PURCHASES + 0.4, EVENTS + 0.1 + LANE * (lanes - 1) / 2],
        [
            words.label("plot.standing", "standing"),
            words.label("plot.purchases", "purchases"),
            words.label("plot.events", "events"),
        ],
    )
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    days(ax.xaxis, words)
    legend(ax, {_name(says, words): STANDINGS[says] for says in dict.fromkeys(one for one, _, _ in stretches)})
    return ax


def standings(case: Case) -> Iterator[tuple[Standing | None, date, date]]:
    """Stretches of equal standing, from the first record to the day of the case."""
    story = case.judgement.story
    known = [*(event.on for event in story.client.events), *([story.first_visit] if story.first_visit else [])]
    if not known:
        return
    start = min(known)
    stride = max(1, (case.as_of - start).days // READINGS)
    asked = [start + timedelta(at) for at in range(0, (case.as_of - start).days, stride)] + [case.as_of]
    for says, stretch in groupby(((_says(case, day), day) for day in asked), key=lambda item: item[0]):
        inside = [day for _, day in stretch]
        yield says, inside[0], min(inside[-1] + timedelta(stride - 1), case.as_of)


def _says(case: Case, day: date) -> Standing | None:
    if day == case.as_of:
        return case.standing.says
    policy, story = case.policy, case.judgement.story
    told = judge(
        story.client,
        day,
        standing=policy.standing,
        presence=policy.presence,
        base=story.base,
        numbers=policy.numbers,
        rates=policy.rates,
        own=policy.own_facts,
    )
    return told.verdict.says


def _name(says: Standing | None, words: Words) -> str:
    if says is None:
        return words.label("cannot-tell-yet", "cannot be told yet")
    return words.tell(named(says))


def _purchases(ax: Axes, case: Case) -> None:
    visits = case.judgement.story.visits
    at = [number(date.fromordinal(day)) for day in visits.days]
    most = max(visits.money, default=None) if visits.money else None
    heights = [0.5] * len(at) if not most or visits.money is None else [float(money / most) for money in visits.money]
    tops = [PURCHASES + 0.12 + 0.68 * height for height in heights]
    ax.vlines(at, PURCHASES, tops, color=BLUE, linewidth=1.6, zorder=3)
    ax.scatter(at, tops, color=BLUE, s=13, zorder=4, label="purchases")


def _silence(ax: Axes, case: Case, words: Words) -> None:
    silence, facts = case.judgement.story.silence, case.judgement.facts
    last, usual, line = number(date.fromordinal(silence.since)), facts["usual_gap"], facts["line"]
    if usual is not None:
        ax.broken_barh([(last, usual)], (PURCHASES, 0.8), color=SKY, alpha=0.3, linewidth=0)
        text = words.say("plot.usual-gap", "usual gap {gap}", gap=(usual, Unit.DAYS))
        _small(ax, text, last, PURCHASES, (0, -3), ha="right", va="top")
    if line is not None and (crossed := silence.day_at(ceil(line))) <= case.as_of:
        ax.vlines(number(crossed), STRIP, PURCHASES + 0.8, color=VERMILION, linestyle="--", linewidth=1.3, zorder=3)
        text = words.say("plot.line", "line {line}", line=(line, Unit.DAYS))
        _small(ax, text, number(crossed), PURCHASES, (4, -3), va="top")


def _events(ax: Axes, events: list[Event], words: Words) -> int:
    """Each event on the lowest lane where its text covers no other; returns how many lanes there are."""
    left, right = ax.get_xlim()
    free: list[float] = []
    for event in events:
        text = words.label(f"event.{event.kind}", event.kind.replace("-", " "))
        wide = (len(text) + 3) * LETTER * (right - left)
        place = number(event.on)
        turned = place + wide > right
        begins = place - wide if turned else place
        lane = next((at for at, until in enumerate(free) if until <= begins), len(free))
        free[lane : lane + 1] = [place + 2 * LETTER * (right - left) if turned else place + wide]
        height = EVENTS + 0.1 + LANE * lane
        ax.vlines(place, PURCHASES + 0.9, height, color=GREY, linewidth=0.8, zorder=1)
        ax.scatter([place], [height], marker="D", s=20, color=VERMILION if event.severity else GREY, zorder=4)
        _small(ax, text, place, height, (-6, 0) if turned else (6, 0), ha="right" if turned else "left", va="center")
    return max(len(free), 1)


def _small(ax: Axes, text: str, x: float, y: float, shift: tuple[float, float], **where: str) -> None:
    """A small text beside a place, on the ground of the plot so that lines do not cross it."""
    ground = {"facecolor": ax.get_facecolor(), "edgecolor": "none", "pad": 0.8}
    ax.annotate(
        text, (x, y), shift, textcoords="offset points", fontsize="x-small", bbox=ground, zorder=3, **where  # type: ignore[arg-type]
    )  # fmt: skip
