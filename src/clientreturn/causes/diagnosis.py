"""The diagnosis: the candidates, "unknown" among them, share one probability."""

from __future__ import annotations

from datetime import date
from math import fsum, log
from typing import Final

import attrs

from ..base.cases import VerifiedCase
from ..conditions import Unit
from ..doors import typed
from ..facts.lazy import ClientFacts
from ..markup import Element, in_english
from ..phrases import Said, composed, listed, said
from ..reasons import REASONS, UNKNOWN, Reason, Reasons
from .books import CAUSES, Causes
from .clue import Cause, Evidence
from .event_facts import SAID, EventFacts
from .questions import Asker, Question, ask_first, questions
from .weighing import gather, priors, shares

__all__ = ["Contradiction", "Diagnosis", "diagnose"]

SOME_RIVAL: Final = Said("a-competitor", "a competitor")
WENT: Final = (*SAID, "rival-contract")
"""Kinds that may tell where the client went, beside a confirmed move."""


@attrs.frozen(field_transformer=typed)
class Contradiction:
    """Evidence that does not go together.

    Attributes:
        reasons: the reason codes that it is about.
        text: what contradicts what.
    """

    reasons: tuple[str, ...]
    text: Said


@attrs.frozen(field_transformer=typed)
class Diagnosis:
    """Why a client left, as far as the records tell.

    Attributes:
        causes: reasons with their probability of being the main cause, likeliest first.
        unknown: probability that the main cause is none of them.
        destination: the competitor it is known, or said, to buy from now; where it went is not why.
        reasons: the firm's list of reasons.
        learnt_from: verified cases of the firm's own that moved the figures.
        searched: what was looked for in vain; it speaks for the unknown.
    """

    causes: tuple[Cause, ...]
    unknown: float
    destination: str | None = None
    reasons: Reasons = attrs.field(default=REASONS, repr=False)
    learnt_from: int = 0
    searched: tuple[Evidence, ...] = ()
    _asker: Asker | None = attrs.field(default=None, repr=False, eq=False, kw_only=True)

    @property
    def first(self) -> Cause | None:
        """The likeliest supported cause; `None` when nothing in the records speaks for any."""
        return next((cause for cause in self.causes if cause.supported), None)

    @property
    def reason(self) -> Reason | None:
        """The first cause's reason."""
        first = self.first
        return None if first is None else self.reasons[first.reason]

    @property
    def confident(self) -> bool:
        """Whether the first cause is more likely than all else together."""
        first = self.first
        return first is not None and first.p > 0.5

    @property
    def co_causes(self) -> tuple[Cause, ...]:
        """Other reasons that evidence speaks for in its own right."""
        return tuple(cause for cause in self.causes if cause.supported and cause is not self.first)

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """What does not go together: strong evidence for and against, another reason stated, two reasons verified."""
        found = []
        for cause in self.causes:
            for_, against_ = (
                next((piece for piece in cause.evidence if sign * (piece.alone or piece.weight) >= 1), None)
                for sign in (1, -1)
            )
            if for_ is not None and against_ is not None:
                values = (("for", for_.why, Unit.TEXT), ("against", against_.why, Unit.TEXT))
                found.append(
                    Contradiction((cause.reason,), Said("contradiction.evidence", "{for}; yet {against}", values))
                )
        if self.first is not None:
            for cause in self.causes:
                said = next((piece for piece in cause.evidence if piece.rule.startswith("said.by-")), None)
                if said is not None and said.weight > 0 and cause is not self.first:
                    rather = _titled(self.reasons[self.first.reason])
                    values = (("said", said.why, Unit.TEXT), ("rather", rather, Unit.TEXT))
                    text = Said("contradiction.stated", "{said}; the records say rather: {rather}", values)
                    found.append(Contradiction((cause.reason, self.first.reason), text))
        verified = tuple(cause.reason for cause in self.causes if cause.verified)
        if len(verified) > 1:
            text = Said("contradiction.verified", "more than one cause is verified: only one can be the main one")
            found.append(Contradiction(verified, text))
        return tuple(found)

    def shown(self) -> Element:
        """The causes with their evidence, as markup."""
        from .showing import diagnosis_shown

        return diagnosis_shown(self)

    _repr_html_ = in_english

    def cause(self, code: str) -> Cause:
        """One reason's standing in this diagnosis."""
        reason = self.reasons[code]
        return next(cause for cause in self.causes if cause.reason == reason.code)

    def why_not(self, code: str) -> Said:
        """Why a reason is not the first: what speaks against it, or what is missing.

        Raises `ClientReturnError` for a code that is not in the firm's list.
        """
        cause = self.cause(code)
        title, p = _titled(self.reasons[code]), (cause.p, Unit.PROBABILITY)
        if cause is self.first:
            return said("why-not.first", "{reason}: it is the first cause ({p})", reason=title, p=p)
        lines: list[str] = [said("why-not.p", "{reason}: {p}", reason=title, p=p)]
        for piece in cause.evidence:
            told = (
                composed("  ", said("why-not.for", "for: {why}", why=piece.why))
                if piece.weight > 0
                else composed("  ", said("why-not.against", "against: {why}", why=piece.why))
            )
            lines.append(told)
        if not any(piece.weight > 0 for piece in cause.evidence):
            lines.append(composed("  ", said("why-not.nothing", "nothing on record speaks for it")))
            shown = () if self._asker is None else self._asker.shown_by(code)
            if shown:
                lines.append(composed("  ", said("why-not.shows", "it would show in: {kinds}", kinds=listed(shown))))
        elif self.reason is not None and self.first is not None:
            more = _titled(self.reason)
            share = (self.first.p, Unit.PROBABILITY)
            lines.append(composed("  ", said("why-not.more", "more speaks for: {reason} ({p})", reason=more, p=share)))
        return listed(lines, "\n")

    def questions(self) -> tuple[Question, ...]:
        """Questions that could be asked, most worth asking first: by information gained for the effort."""
        return () if self._asker is None else questions(self, self._asker)

    def next_question(self) -> Question | None:
        """The one question that would settle the diagnosis best; computed when asked.

        `None` when the first cause is verified, or nothing is left to ask.
        """
        return None if self._asker is None else ask_first(self, self._asker)

    def verified_case(self) -> VerifiedCase | None:
        """What the firm can learn from this diagnosis; `None` while its first cause is not verified.

        Rules that speak of what was said or settled are left out: they hold for every reason.
        """
        if self.first is None or not self.first.verified:
            return None
        rules = {
            piece.rule
            for cause in self.causes
            for piece in cause.evidence
            if not piece.rule.startswith(("said.", "sought.", "systemic."))
        }
        return VerifiedCase(self.first.reason, frozenset(rules))


def _titled(reason: Reason) -> Said:
    return Said(f"reason.{reason.code}", reason.title)


def diagnose(
    facts: ClientFacts,
    lost_on: date | None,
    *,
    causes: Causes = CAUSES,
    reasons: Reasons = REASONS,
) -> Diagnosis:
    """Why the client left: evidence is gathered, weighed and turned into probabilities that sum to one."""
    story = facts.story
    found = gather(facts, lost_on, causes)
    prior = priors(reasons, story)
    scores = {code: log(share) for code, share in prior.items()}
    for code, pieces in found.items():
        if code in scores:
            scores[code] += fsum(piece.weight for piece in pieces)
    p = shares(scores)
    ranked = sorted(reasons, key=lambda reason: (-p[reason.code], reason.code))
    return Diagnosis(
        tuple(
            Cause(
                reason.code,
                p[reason.code],
                tuple(pieces := found.get(reason.code, [])),
                any(piece.verifies for piece in pieces),
                prior[reason.code],
            )
            for reason in ranked
        ),
        p[UNKNOWN],
        _destination(facts, lost_on, causes),
        reasons,
        story.base.cases.count,
        tuple(found.get(UNKNOWN, ())),
        asker=Asker(facts, lost_on, causes),
    )


def _destination(facts: ClientFacts, lost_on: date | None, causes: Causes) -> str | None:
    """Where the client is known to buy now, or said to since its last purchase."""
    story = facts.story
    moves = [(event.on, str(event.detail("rival") or "")) for event in story.events("confirmed-move")]
    if moves:
        return max(moves)[1] or SOME_RIVAL
    since = story.last_visit
    said = [
        (bool(told), event.on, told)
        for event in story.events(*WENT)
        if since is None or event.on >= since
        if (told := EventFacts(event, facts, lost_on, causes.reader).destination) is not None
    ]
    return max(said)[-1] or SOME_RIVAL if said else None
