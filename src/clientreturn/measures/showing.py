"""How a loss report is shown: every figure with how it was made, then the losses divided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..conditions import Unit
from ..markup import Element, details, element, figure, label, row, table
from ..phrases import Said
from ..reviews.showing import rate_shown, rates_shown

if TYPE_CHECKING:
    from .figure import Figure
    from .losses import LossReport

__all__ = ["report_shown"]


def report_shown(report: LossReport) -> Element:
    """The report on one card."""
    period = report.period
    days = (("start", period.start, Unit.DATE), ("end", period.end, Unit.DATE))
    return element(
        "section",
        element("h3", Said("losses.heading", "loss from {start} to {end}", days)),
        element("p", element("small", period.why)),
        rate_shown(report.total),
        details(label("losses.figures", "all figures, and how they were made"), _figures(report)),
        list(_divided(report)),
    )


def _figures(report: LossReport) -> Element:
    head = (label("losses.figure", "figure"), label("worth.amount", "value"), label("losses.made", "how it was made"))
    return table(head, [_figure_row(one) for one in report.figures], ("", "number"))


def _figure_row(one: Figure) -> Element:
    unit = one.definition.unit
    value: list[Element | str] = ["—"]
    if one.value is not None:
        value = [figure(float(one.value), unit)]
        if one.interval is not None:
            limits = (("low", one.interval.low, unit), ("high", one.interval.high, unit))
            value.append(element("small", " (", Said("review.limits", "{low} to {high}", limits), ")"))
    note = element("p", element("small", one.note)) if one.note else None
    grade = label(f"grade.{one.grade.name.lower()}", one.grade.value)
    made = element("small", " (", grade, *(f", {source}" for source in one.sources), ")")
    title = label(f"figure.{one.key}", one.definition.title)
    return row(title, value, [one.formula, made, note], kinds=("", "number"))


def _divided(report: LossReport) -> Iterator[Element]:
    for what in dict.fromkeys(one.by for one in report.slices[1:]):
        title = label(f"losses.by-{what}", f"by {what}")
        yield details(title, rates_shown(title, report.by(what)))
