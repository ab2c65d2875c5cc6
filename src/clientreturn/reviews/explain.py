"""The review as text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from ..conditions import Unit
from ..markup import figure
from ..phrases import SEMICOLON, Said, composed, said
from ..reasons import REASONS, Side
from ..words import Words

if TYPE_CHECKING:
    from .many import Review
    from .row import Row

__all__ = ["explain"]

SHOWN = 15


def explain(review: Review, words: Words) -> str:
    """Counts, loss, money, reasons, whom to work on first, and what is odd about the records."""
    parts = [_counts, _loss, _reasons, _across, _work_first, _records]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part(review, words))))


def _counts(review: Review, words: Words) -> Iterator[str]:
    yield words.say("review.title", "{count} clients as of {day}", count=len(review), day=review.as_of)
    for name, count in review.counts.items():
        if count:
            yield f"  {words.write(count, Unit.MONEY):>7} {_standing(name, words)}"


def _loss(review: Review, words: Words) -> Iterator[str]:
    rate = review.loss_rate
    first, last = (words.write(day, Unit.DATE) for day in (review.as_of - timedelta(review.period), review.as_of))
    yield words.label("review.loss", "LOSS") + f" {first} … {last} (E3.6)"
    yield f"  {words.tell(rate.text)}"
    for personal in review.loss_rates:
        yield f"    {words.tell(personal.text)}"
    money = (review.money_lost, Unit.MONEY)
    yield "  " + words.say("review.money-lost", "revenue lost a year: {money} (E3.4)", money=money)


def _reasons(review: Review, words: Words) -> Iterator[str]:
    if not review.gone:
        return
    yield words.label("review.reasons", "WHY THEY LEFT") + " (E3.9, E3.10)"
    yield "  " + ", ".join(
        f"{words.label(f'side.{side}' if side in list(Side) else side, side)} {count}"
        for side, count in review.sides.items()
        if count
    )
    for code, count in review.reasons[:SHOWN]:
        title = code or words.label("review.unknown", "not known yet: ask")
        if code in REASONS:
            title = words.label(f"reason.{code}", REASONS[code].title)
        yield f"  {words.write(count, Unit.MONEY):>7} {title}"


def _across(review: Review, words: Words) -> Iterator[str]:
    lines = [finding.text for finding in review.systemic]
    lines += [rate.text for rate in review.employees if rate.above_chance]
    lines += [artefact.text for artefact in review.artefacts]
    missing = review.sufficiency.missing if review.gone else ()
    if not lines and not missing:
        return
    yield words.label("review.across", "ACROSS CLIENTS") + " (C4, B7a, R21)"
    for line in lines[:SHOWN]:
        yield f"  {words.tell(line)}"
    for one in missing[:1]:
        yield "  " + words.say(
            "review.missing-kind",
            "no '{kind}' is recorded: {count} causes cannot be seen; recording it would help most",
            kind=Said(f"event.{one.kind}", one.kind),
            count=len(one.reasons),
        )


def _work_first(review: Review, words: Words) -> Iterator[str]:
    if not review.work_first:
        return
    yield words.label("review.work-first", "WORK ON FIRST") + " (E3.8)"
    for row in review.work_first[:SHOWN]:
        yield f"  {words.tell(_row(row))}"
    rest = len(review.work_first) - SHOWN
    if rest > 0:
        yield "  " + words.say("review.more", "… and {count} more", count=rest)


def _standing(name: str, words: Words) -> str:
    return words.label("unknown", "unknown") if name == "unknown" else words.label(f"Standing.{name}", name)


def _row(row: Row) -> Said:
    """One client to work on, with its next step."""
    told = said(
        "review.row",
        "class {number} {client}: {standing}, {reason}, {expected} expected",
        number="?" if row.return_class is None else int(row.return_class),
        client=f"{row.client} {row.name}".strip(),
        standing=row.standing,
        reason=Said(f"reason.{row.reason}", row.reason) if row.reason else "?",
        expected=(row.expected, Unit.MONEY),
    )
    if not row.next_step:
        return told
    act = Said(f"act.{row.next_step}", row.next_step)
    who = f", {row.next_owner}" if row.next_owner else ""
    return composed(told, SEMICOLON, figure(row.next_on, Unit.DATE), " ", act, who)


def _records(review: Review, words: Words) -> Iterator[str]:
    if not review.findings and not review.refused:
        return
    yield words.label("review.records", "ABOUT THE RECORDS")
    for one in review.refused[:SHOWN]:
        english = "{client}: not assessed, {error}"
        yield "  " + words.say("review.not-assessed", english, client=one.client, error=one.error)
    kinds: dict[str, list[str]] = {}
    for finding in review.findings:
        kinds.setdefault(finding.id, []).append(finding.client)
    for kind, clients in kinds.items():
        first = next(finding for finding in review.findings if finding.id == kind)
        whose: str = first.client
        if len(clients) > 1:
            others = len(clients) - 1
            whose = words.say("review.and-others", "{client} and {count} more clients", client=whose, count=others)
        yield f"  {kind}: {whose}{': ' if whose else ''}{words.tell(first.text)}"
