"""Can the causes be seen at all? Which records are missing, and which one would help most."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

import attrs

from ...history import OUTREACH, Client
from ...history.kinds import meaning_of
from ...phrases import SEMICOLON, Said, composed, listed, said
from ...reasons import REASONS, Reasons
from ..books import CAUSES, Causes
from ..questions import showing
from ..weighing import COMMON

__all__ = ["Missing", "Sufficiency", "recorded_kinds", "sufficiency"]


@attrs.frozen
class Missing:
    """A kind of event that is not recorded, and what it hides.

    Attributes:
        kind: kind of the event.
        reasons: reasons that nothing else on record could show, and this kind could.
        help: how much of what is known of causes in general it would open, as a share (0–1).
    """

    kind: str
    reasons: tuple[str, ...]
    help: float


@attrs.frozen
class Sufficiency:
    """What the records allow to be seen.

    Attributes:
        recorded: kinds of events that are recorded.
        seen: reasons that some recorded kind could show.
        unseen: reasons that nothing on record could show.
        missing: kinds that would open some of the unseen, most helpful first.
    """

    recorded: frozenset[str]
    seen: tuple[str, ...]
    unseen: tuple[str, ...]
    missing: tuple[Missing, ...]
    reasons: Reasons = attrs.field(default=REASONS, repr=False)

    @property
    def text(self) -> Said:
        """The report in words."""
        if not self.unseen:
            return said("sufficiency.all", "All {count} causes can be seen in what is recorded.", count=len(self.seen))
        whole = len(self.seen) + len(self.unseen)
        lines = [
            said("sufficiency.unseen", "{count} of {all} causes cannot be seen.", count=len(self.unseen), all=whole)
        ]
        lines += map(self._missing, self.missing)
        if self.missing:
            best = self.missing[0]
            lines.append(
                said(
                    "sufficiency.best",
                    "Recording '{kind}' would help most: it opens {count} of them.",
                    kind=Said(f"event.{best.kind}", best.kind),
                    count=len(best.reasons),
                )
            )
        return listed(lines, "\n")

    def _missing(self, one: Missing) -> Said:
        titles = (Said(f"reason.{code}", self.reasons[code].title) for code in one.reasons)
        return composed(
            "  ",
            said(
                "sufficiency.missing",
                "no '{kind}' is recorded ({meaning}): cannot be seen: {reasons}",
                kind=Said(f"event.{one.kind}", one.kind),
                meaning=meaning_of(one.kind),
                reasons=listed(titles, SEMICOLON),
            ),
        )


def recorded_kinds(clients: Iterable[Client]) -> frozenset[str]:
    """Kinds of events that stand in anybody's records."""
    return frozenset(event.kind for client in clients for event in client.events)


def sufficiency(recorded: Iterable[str], causes: Causes = CAUSES, reasons: Reasons = REASONS) -> Sufficiency:
    """Which causes can be seen in the kinds of events that are recorded.

    Args:
        recorded: kinds of events that are recorded: `recorded_kinds(clients)`, or `base.kinds`.
        causes: the books of the diagnosis; what a kind can show is read from their rules.
        reasons: the firm's list of reasons.

    >>> report = sufficiency({"contact", "price-increase"})
    >>> report.missing[0].kind, len(report.missing[0].reasons)
    ('complaint', 10)
    """
    known = frozenset(recorded)
    shown_by = {code: set(kinds) for code, kinds in showing(causes).items()}
    shown_by.setdefault("company.forgotten", set()).update(OUTREACH)
    seen = tuple(reason.code for reason in reasons if shown_by.get(reason.code, set()) & known)
    unseen = tuple(reason.code for reason in reasons if reason.code not in seen)
    total = fsum(COMMON.get(reason.code, 1.0) for reason in reasons)
    opens: dict[str, list[str]] = {}
    for code in unseen:
        for kind in shown_by.get(code, ()):
            opens.setdefault(kind, []).append(code)
    missing = [
        Missing(kind, tuple(codes), fsum(COMMON.get(code, 1.0) for code in codes) / total)
        for kind, codes in opens.items()
    ]
    return Sufficiency(known, seen, unseen, tuple(sorted(missing, key=lambda one: (-one.help, one.kind))), reasons)
