"""How a review is shown: where the clients stand, what is lost, why, and whom to work on first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from ..case.showing import TONES, stamp_said, standing_badge
from ..causes.showing import reason_title
from ..conditions import Unit
from ..markup import (
    Element,
    Inside,
    badge,
    bar,
    code,
    details,
    element,
    figure,
    figures,
    label,
    name,
    row,
    table,
)
from ..phrases import Said, named
from ..reasons import REASONS
from ..recovery.showing import act_title
from ..standing import Standing

if TYPE_CHECKING:
    from .loss import LossRate
    from .many import Review
    from .row import Row

__all__ = ["rate_shown", "rates_shown", "review_shown"]

MOST = 12


def review_shown(review: Review) -> Element:
    """The review on one card; longer lists are there to be opened."""
    values = (("count", len(review), Unit.COUNT), ("day", review.as_of, Unit.DATE))
    title = element("h3", Said("review.title", "{count} clients as of {day}", values))
    parts = (_standings, _loss, _reasons, _across, _work_first, _records)
    stamp = stamp_said(review.stamp)
    return element(
        "section", title, [piece for part in parts for piece in part(review)], element("p", element("small", stamp))
    )


def _standings(review: Review) -> Iterator[Element]:
    counts = [(Standing(one) if one != "unknown" else None, count) for one, count in review.counts.items() if count]
    most = max((count for _, count in counts), default=1)
    rows = [
        row(
            standing_badge(one),
            figure(count, Unit.COUNT),
            bar(count / most, TONES.get(one, "") if one else ""),
            kinds=("", "number"),
        )
        for one, count in counts
    ]
    head = (label("review.standing", "standing"), label("review.clients", "clients"), "")
    yield table(head, rows, ("", "number"))


def _loss(review: Review) -> Iterator[Element]:
    yield element("h4", label("review.loss", "LOSS"))
    start, end = review.as_of - timedelta(review.period), review.as_of
    days = (("start", start, Unit.DATE), ("end", end, Unit.DATE))
    yield element("p", element("small", Said("review.period", "{start} to {end}", days), " (E3.6, E4.1)"))
    yield rate_shown(review.loss_rate)
    if review.loss_rates:
        title = label("losses.by-employee", "by employee")
        yield details(title, rates_shown(title, review.loss_rates))


def rate_shown(whole: LossRate) -> Element:
    """A loss rate in figures."""
    return figures(
        (label("review.rate", "loss rate"), figure(whole.rate, Unit.PROBABILITY)),
        (label("review.annual", "in a year"), figure(whole.annual, Unit.PROBABILITY)),
        (label("review.lost-of", "lost of"), f"{len(whole.lost):,} / {len(whole.base):,}"),
        (label("review.money", "revenue lost a year"), figure(float(whole.money), Unit.MONEY)),
        (label("review.band", "sound band"), badge(named(whole.verdict))),
    )


def rates_shown(title: Said, rates: Iterable[LossRate]) -> Element:
    """Loss rates side by side, each with its interval; none where there are too few clients to tell."""
    found = list(rates)
    most = max((one.rate or 0.0 for one in found), default=0.0) or 1.0
    head = (title, label("review.lost", "lost"), label("review.rate", "loss rate"), "", "")
    return table(head, [_rate_row(one, most) for one in found], ("", "number", "number"))


def _rate_row(one: LossRate, most: float) -> Element:
    counts = f"{len(one.lost):,} / {len(one.base):,}"
    kinds = ("", "number", "number")
    if one.rate is None:
        few = Said("review.too-few", "no rate below {count} clients", (("count", one.fewest, Unit.COUNT),))
        return row(_slice(one), counts, "—", few, "", kinds=kinds, kind="off")
    limits = (("low", one.interval.low, Unit.PROBABILITY), ("high", one.interval.high, Unit.PROBABILITY))
    told = element("small", Said("review.limits", "{low} to {high}", limits))
    share = figure(one.rate, Unit.PROBABILITY)
    return row(_slice(one), counts, share, bar(one.rate / most, "gone"), told, kinds=kinds)


def _slice(one: LossRate) -> Element | str:
    return one.title if isinstance(one.title, Said) else name(one.title)


def _reasons(review: Review) -> Iterator[Element]:
    if not review.gone:
        return
    yield element("h4", label("review.reasons", "WHY THEY LEFT"))
    most = review.reasons[0][1]
    rows = [
        row(_reason(one), figure(count, Unit.COUNT), bar(count / most, "gone" if one else ""), kinds=("", "number"))
        for one, count in review.reasons
    ]
    head = (label("explain.reason", "reason"), label("review.clients", "clients"), "")
    yield table(head, rows[:MOST], ("", "number"))
    if rows[MOST:]:
        yield details(label("review.more-reasons", "more reasons"), table(head, rows[MOST:], ("", "number")))


def _reason(reason: str) -> Element | str:
    if not reason:
        return label("review.unknown", "not known yet: ask")
    return reason_title(REASONS[reason]) if reason in REASONS else code(reason)


def _across(review: Review) -> Iterator[Element]:
    """What shows only when the clients are laid side by side (C4, R21)."""
    lines = [
        *(finding.text for finding in review.systemic),
        *(rate.text for rate in review.employees if rate.above_chance),
        *(artefact.text for artefact in review.artefacts),
    ]
    if lines:
        yield element("h4", label("review.across", "ACROSS CLIENTS"))
        yield from (element("p", line) for line in lines[:MOST])


def _work_first(review: Review) -> Iterator[Element]:
    if not review.work_first:
        return
    yield element("h4", label("review.work-first", "WORK ON FIRST"))
    head = (
        label("review.class", "class"),
        label("review.client", "client"),
        label("explain.reason", "reason"),
        label("worth.expected", "expected profit"),
        label("review.next-step", "next step"),
    )
    rows = [_work_row(one) for one in review.work_first[:MOST]]
    yield table(head, rows, ("", "", "", "number"))
    rest = len(review.work_first) - MOST
    if rest > 0:
        yield element("p", element("small", Said("review.more", "… and {count} more", (("count", rest, Unit.COUNT),))))


def _work_row(one: Row) -> Element:
    step: list[Element | str] = []
    if one.next_on is not None:
        step = [figure(one.next_on, Unit.DATE), " ", act_title(one.next_step)]
    if one.next_owner:
        step += [", ", name(one.next_owner)]
    who: Inside = [name(one.name), " ", element("small", name(one.client))] if one.name else name(one.client)
    standing = None if one.standing is None else element("small", " ", named(one.standing))
    return row(
        str(one.return_class), [who, standing], _reason(one.reason), figure(one.expected, Unit.MONEY), step,
        kinds=("", "", "", "number"),
    )  # fmt: skip


def _records(review: Review) -> Iterator[Element]:
    rows = [row(name(one.client), code(one.error)) for one in review.refused[:MOST]]
    rows += [row(name(one.client), [one.text, " ", code(one.id)]) for one in review.findings[:MOST]]
    if not rows:
        return
    values = (("count", len(review.refused) + len(review.findings), Unit.COUNT),)
    head = (label("review.client", "client"), label("review.found", "what was found"))
    yield details(Said("review.records-count", "about the records ({count})", values), table(head, rows))
