"""The review as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..conditions import Unit
from ..days import later
from ..reasons import REASONS
from ..words import Words

if TYPE_CHECKING:
    from .many import Review

__all__ = ["explain"]

SHOWN = 15


def explain(review: Review, words: Words) -> str:
    """Counts, loss, money, reasons, whom to work on first, and what is odd about the records."""
    parts = [_counts, _loss, _reasons, _across, _work_first, _records]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part(review, words))))


def _counts(review: Review, words: Words) -> Iterator[str]:
    day = words.write(review.as_of, Unit.DATE)
    yield words.say("review.title", "{count} clients as of {day}", count=len(review), day=day)
    for name, count in review.counts.items():
        if count:
            yield f"  {count:>7,} {words.label(f'Standing.{name}', name)}"


def _loss(review: Review, words: Words) -> Iterator[str]:
    rate = review.loss_rate
    yield words.label("review.loss", "LOSS") + f" {later(review.as_of, -review.period)} … {review.as_of} (E3.6)"
    yield f"  {rate}"
    for personal in review.loss_rates:
        yield f"    {personal}"
    money = words.write(review.money_lost, Unit.MONEY)
    yield "  " + words.say("review.money-lost", "revenue lost a year: {money} (E3.4)", money=money)


def _reasons(review: Review, words: Words) -> Iterator[str]:
    if not review.gone:
        return
    yield words.label("review.reasons", "WHY THEY LEFT") + " (E3.9, E3.10)"
    yield "  " + ", ".join(
        f"{words.label(f'side.{side}', side)} {count}" for side, count in review.sides.items() if count
    )
    for code, count in review.reasons[:SHOWN]:
        title = code or words.label("review.unknown", "not known yet: ask")
        if code in REASONS:
            title = words.label(f"reason.{code}", REASONS[code].title)
        yield f"  {count:>7,} {title}"


def _across(review: Review, words: Words) -> Iterator[str]:
    lines = [finding.text for finding in review.systemic]
    lines += [rate.text for rate in review.employees if rate.above_chance]
    lines += [artefact.text for artefact in review.artefacts]
    missing = review.sufficiency.missing if review.gone else ()
    if not lines and not missing:
        return
    yield words.label("review.across", "ACROSS CLIENTS") + " (C4, B7a, R21)"
    for line in lines[:SHOWN]:
        yield f"  {line}"
    for one in missing[:1]:
        yield "  " + words.say(
            "review.missing-kind",
            "no '{kind}' is recorded: {count} causes cannot be seen; recording it would help most",
            kind=one.kind,
            count=str(len(one.reasons)),
        )


def _work_first(review: Review, words: Words) -> Iterator[str]:
    if not review.work_first:
        return
    yield words.label("review.work-first", "WORK ON FIRST") + " (E3.8)"
    for row in review.work_first[:SHOWN]:
        expected = words.write(row.expected, Unit.MONEY)
        who = f", {row.next_owner}" if row.next_owner else ""
        step = f"; {row.next_on} {words.label(f'act.{row.next_step}', row.next_step)}{who}" if row.next_step else ""
        name = f" {row.name}" if row.name else ""
        yield f"  class {row.return_class} {row.client}{name}: {words.label(f'Standing.{row.standing}', str(row.standing))}, {row.reason or '?'}, {expected} expected{step}"
    rest = len(review.work_first) - SHOWN
    if rest > 0:
        yield "  " + words.say("review.more", "… and {count} more", count=f"{rest:,}")


def _records(review: Review, words: Words) -> Iterator[str]:
    if not review.findings and not review.refused:
        return
    yield words.label("review.records", "ABOUT THE RECORDS")
    for one in review.refused[:SHOWN]:
        yield f"  {one.client}: not assessed, {one.error}"
    kinds: dict[str, list[str]] = {}
    for finding in review.findings:
        kinds.setdefault(finding.id, []).append(finding.client)
    for kind, clients in kinds.items():
        first = next(finding for finding in review.findings if finding.id == kind)
        others = f" and {len(clients) - 1:,} more clients" if len(clients) > 1 else ""
        whose = f"{first.client}{others}: " if first.client else ""
        yield f"  {kind}: {whose}{first.text}"
