"""How a diagnosis is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..conditions import Unit, signed_number
from ..markup import Element, Inside, badge, bar, code, details, element, figure, label, row, table
from ..phrases import Said
from ..reasons import Reason

if TYPE_CHECKING:
    from .clue import Cause, Evidence
    from .diagnosis import Diagnosis

__all__ = ["diagnosis_shown", "reason_title"]

MOST = 5
"""Causes that are shown; the rest share what is left."""

LEAST = 0.005
"""Probability below which a cause is not shown."""


def diagnosis_shown(diagnosis: Diagnosis) -> Element:
    """The causes that something speaks for, as bars, with their evidence; the unknown among them."""
    return element("section", element("h4", label("explain.why", "WHY")), list(_lines(diagnosis)))


def reason_title(reason: Reason) -> Said:
    """A reason's title, to be said again by its code."""
    return label(f"reason.{reason.code}", reason.title)


def _lines(diagnosis: Diagnosis) -> Iterator[Element]:
    if diagnosis.destination is not None:
        rival = (("rival", diagnosis.destination, Unit.TEXT),)
        yield element("p", Said("explain.destination", "buys from {rival} now: where it went, not why", rival))
    supported = [cause for cause in diagnosis.causes if cause.supported]
    shown = [cause for cause in supported if cause.p >= LEAST or cause is diagnosis.first][:MOST]
    if not shown:
        yield element("p", label("explain.no-cause", "nothing on record speaks for any cause: ask"))
    rows = [_cause_row(diagnosis, cause) for cause in shown]
    rest = 1 - diagnosis.unknown - sum(cause.p for cause in shown)
    rows.append(_bar_row(rest, label("explain.others", "all other reasons")))
    rows.append(_bar_row(diagnosis.unknown, label("explain.none-on-record", "none of those on record")))
    head = (label("explain.probability", "main cause with"), "", label("explain.reason", "reason"))
    yield table(head, rows, ("number",))
    for contradiction in diagnosis.contradictions:
        yield element("p", badge(label("explain.contradiction", "contradiction"), "risk"), " ", contradiction.text)
    question = diagnosis.next_question()
    if question is not None:
        yield element("p", badge(label("explain.ask", "ask next"), "here"), " ", question.text)


def _bar_row(p: float, *inside: Inside, tone: str = "") -> Element:
    return row(figure(p, Unit.PROBABILITY), bar(p, tone), inside, kinds=("number",), kind="" if tone else "off")


def _cause_row(diagnosis: Diagnosis, cause: Cause) -> Element:
    reason = diagnosis.reasons[cause.reason]
    side = label(f"side.{reason.side.value}", f"{reason.side.value}'s side")
    verified = label("explain.verified", "verified") if cause.verified else label("explain.unverified", "unverified")
    title: tuple[Inside, ...] = (
        element("strong", reason_title(reason)),
        " ",
        element("small", side, ", ", verified, f" ({', '.join(reason.sources)})"),
    )
    head = (label("explain.weight", "log-odds"), label("explain.evidence", "what speaks for and against it"))
    evidence = table(head, [_evidence_row(piece) for piece in cause.evidence], ("number",))
    return _bar_row(cause.p, details(title, evidence), tone="gone" if cause is diagnosis.first else "here")


def _evidence_row(piece: Evidence) -> Element:
    sign = signed_number(piece.weight).replace("-", "−")
    told = piece.on is None or any(value == piece.on for _, value, _ in piece.why.values)
    day: Inside = None if told else [figure(piece.on, Unit.DATE), " "]
    settles = badge(label("explain.settles", "settles it")) if piece.verifies else None
    sources = f" ({', '.join(piece.sources)})" if piece.sources else ""
    return row(sign, [day, piece.why, sources, " ", code(piece.rule), " ", settles], kinds=("number",))
