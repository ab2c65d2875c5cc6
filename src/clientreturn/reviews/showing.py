"""How a review is shown: where the clients stand, what is lost, why, and whom to work on first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..case.showing import TONES, standing_badge
from ..causes.showing import reason_title
from ..conditions import Unit
from ..markup import Element, Inside, bar, code, details, element, figure, figures, label, name, named, row, table
from ..phrases import Said
from ..reasons import REASONS
from ..recovery.showing import act_title
from ..standing import Standing

if TYPE_CHECKING:
    from .loss import LossRate
    from .many import Review
    from .row import Row

__all__ = ["review_shown"]

MOST = 12


def review_shown(review: Review) -> Element:
    """The review on one card; longer lists are there to be opened."""
    values = (("count", len(review), Unit.COUNT), ("day", review.as_of, Unit.DATE))
    title = element("h3", Said("review.title", "{count} clients as of {day}", values))
    parts = (_standings, _loss, _reasons, _across, _work_first, _records)
    stamp = f"clientreturn {review.stamp.version} · policy {review.stamp.policy} · base {review.stamp.base}"
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
    rate = review.loss_rate
    yield element("h4", label("review.loss", "LOSS"))
    yield figures(
        (label("review.rate", "loss rate"), figure(rate.rate, Unit.PROBABILITY)),
        (label("review.lost-of", "lost of"), f"{rate.lost:,} / {rate.clients:,}"),
        (label("review.money", "revenue lost a year"), figure(review.money_lost, Unit.MONEY)),
    )
    since = Said("review.period", "{start} to {end}", (("start", rate.start, Unit.DATE), ("end", rate.end, Unit.DATE)))
    yield element("p", element("small", since, "; ", rate.verdict, " (E3.6, E4.1)"))
    if review.loss_rates:
        head = (label("review.employee", "employee"), label("review.lost", "lost"), label("review.rate", "loss rate"))
        rows = [_personal_row(one) for one in review.loss_rates]
        yield details(label("review.by-employee", "by employee"), table(head, rows, ("", "number")))


def _personal_row(one: LossRate) -> Element:
    too_few = label("review.too-few", "cannot be told below 20 clients (R23)")
    rate = figure(one.rate, Unit.PROBABILITY) if one.told else too_few
    return row(name(one.who), f"{one.lost:,} / {one.clients:,}", rate, kinds=("", "number"))


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
