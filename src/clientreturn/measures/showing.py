"""How a loss report is shown: every figure with how it was made, then the losses divided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..conditions import Unit
from ..intervals import Interval
from ..markup import Element, badge, bar, details, element, figure, figures, label, name, named, row, table
from ..phrases import Said

if TYPE_CHECKING:
    from .figure import Figure
    from .losses import LossReport, Slice

__all__ = ["report_shown"]


def report_shown(report: LossReport) -> Element:
    """The report on one card."""
    period = report.period
    values = (("start", period.start, Unit.DATE), ("end", period.end, Unit.DATE))
    title = Said("loss.title", "loss from {start} to {end}", values)
    return element(
        "section",
        element("h3", title),
        element("p", element("small", period.why)),
        _total(report.total),
        details(label("loss.figures", "all figures, and how they were made"), _figures(report)),
        list(_divided(report)),
    )


def _total(whole: Slice) -> Element:
    return figures(
        (label("review.rate", "loss rate"), figure(whole.rate, Unit.PROBABILITY)),
        (label("loss.annual", "in a year"), figure(whole.annual, Unit.PROBABILITY)),
        (label("review.lost-of", "lost of"), f"{len(whole.lost):,} / {len(whole.base):,}"),
        (label("review.money", "revenue lost a year"), figure(float(whole.money), Unit.MONEY)),
        (label("loss.band", "sound band"), badge(named(whole.verdict))),
    )


def _figures(report: LossReport) -> Element:
    head = (label("loss.figure", "figure"), label("worth.amount", "value"), label("loss.made", "how it was made"))
    return table(head, [_figure_row(one) for one in report.figures], ("", "number"))


def _figure_row(one: Figure) -> Element:
    value: list[Element | str] = ["—"]
    if one.value is not None:
        value = [figure(float(one.value), one.definition.unit)]
        if one.interval is not None:
            value.append(element("small", " ", _limits(one.interval, one.definition.unit)))
    note = element("p", element("small", one.note)) if one.note else None
    grade = label(f"grade.{one.grade.name.lower()}", one.grade.value)
    made = element("small", " (", grade, *(f", {source}" for source in one.sources), ")")
    title = label(f"figure.{one.key}", one.definition.title)
    return row(title, value, [one.formula, made, note], kinds=("", "number"))


def _limits(limits: Interval, unit: Unit) -> Said:
    return Said("loss.limits", "({low} to {high})", (("low", limits.low, unit), ("high", limits.high, unit)))


def _divided(report: LossReport) -> Iterator[Element]:
    for what in dict.fromkeys(one.by for one in report.slices[1:]):
        slices = report.by(what)
        if not slices:
            continue
        title = label(f"losses.by-{what}", f"by {what}")
        most = max((one.rate or 0.0 for one in slices), default=0.0) or 1.0
        head = (title, label("review.lost", "lost"), label("review.rate", "loss rate"), "", "")
        rows = [_slice_row(one, most) for one in slices]
        yield details(title, table(head, rows, ("", "number", "number")))


def _slice_row(one: Slice, most: float) -> Element:
    counts = f"{len(one.lost):,} / {len(one.base):,}"
    if one.rate is None:
        few = Said("loss.too-few", "no rate below {count} clients", (("count", one.fewest, Unit.COUNT),))
        return row(name(one.name), counts, "—", few, kinds=("", "number", "number"), kind="off")
    limits = element("small", _limits(one.interval, Unit.PROBABILITY))
    return row(
        name(one.name), counts, figure(one.rate, Unit.PROBABILITY), bar(one.rate / most, "gone"), limits,
        kinds=("", "number", "number"),
    )  # fmt: skip
