"""What verified cases taught about reasons: counts, and how they move a practitioner's figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from math import log
from typing import Final

import attrs

from ..doors import door, typed
from ..errors import ClientReturnError
from ..history import Client

__all__ = ["ENOUGH_WHYS", "Cases", "VerifiedCase", "learn_reasons", "verified_reason"]

ENOUGH_WHYS: Final = 4
"""Whys from which an interview verifies a cause (E4.14); the policy can ask for more."""

WORTH_OF_A_WORD: Final = 10
"""Cases that a practitioner's figure weighs at most, against the firm's own (section 6, Numbers)."""


@attrs.frozen(field_transformer=typed)
class VerifiedCase:
    """One loss whose cause is settled.

    Attributes:
        reason: code of the reason that was verified.
        rules: ids of the cause rules that had found something in its records.
    """

    reason: str
    rules: frozenset[str] = frozenset()


@attrs.frozen(slots=False, field_transformer=typed)
class Cases:
    """Counts from verified cases; two of them add up, and none at all changes nothing.

    Attributes:
        reasons: reason codes with how many cases were verified for each.
        hits: (rule, reason, cases of this reason in which the rule had found something).
    """

    reasons: tuple[tuple[str, int], ...] = ()
    hits: tuple[tuple[str, str, int], ...] = ()

    @cached_property
    def count(self) -> int:
        """How many cases were learnt from."""
        return sum(count for _, count in self.reasons)

    @cached_property
    def _reasons(self) -> dict[str, int]:
        return dict(self.reasons)

    @cached_property
    def _hits(self) -> dict[str, dict[str, int]]:
        hits: dict[str, dict[str, int]] = {}
        for rule, reason, count in self.hits:
            hits.setdefault(rule, {})[reason] = count
        return hits

    def of(self, reason: str) -> int:
        """Cases verified for one reason."""
        return self._reasons.get(reason, 0)

    def shares(self, prior: Mapping[str, float]) -> dict[str, float]:
        """The prior shares of the reasons, moved by the cases: a Dirichlet prior that weighs ten cases.

        >>> learn_reasons(["client.closed"] * 10).shares({"client.closed": 0.2, "client.died": 0.8})
        {'client.closed': 0.6, 'client.died': 0.4}
        """
        if not self.count:
            return dict(prior)
        known = sum(self.of(code) for code in prior)
        return {
            code: (WORTH_OF_A_WORD * share + self.of(code)) / (WORTH_OF_A_WORD + known) for code, share in prior.items()
        }

    def weight(self, rule: str, reason: str, practitioner: float) -> float:
        """A rule's weight of evidence for a reason, moved by the cases in which the rule had found something.

        The firm's own log-likelihood ratio (half a case added to every count) stands beside the practitioner's
        figure, which weighs ten cases. It takes cases of this reason and of others to tell them apart: the fewer of the
        two count.
        """
        found = self._hits.get(rule)
        if found is None:
            return practitioner
        with_it, others = self.of(reason), self.count - self.of(reason)
        hits = found.get(reason, 0)
        strays = sum(found.values()) - hits
        own = log((hits + 0.5) / (with_it + 1)) - log((strays + 0.5) / (others + 1))
        seen = min(with_it, others)
        return (WORTH_OF_A_WORD * practitioner + seen * own) / (WORTH_OF_A_WORD + seen)

    def seen(self, rule: str) -> int:
        """Cases in which a rule had found something."""
        return sum(self._hits.get(rule, {}).values())

    def __add__(self, other: Cases) -> Cases:
        """Both sets of cases together."""
        reasons = Counter(self._reasons) + Counter(other._reasons)
        hits: Counter[tuple[str, str]] = Counter()
        for rule, reason, count in (*self.hits, *other.hits):
            hits[rule, reason] += count
        return Cases(tuple(sorted(reasons.items())), tuple(sorted((*key, count) for key, count in hits.items())))


@door
def learn_reasons(verified: Iterable[VerifiedCase | str]) -> Cases:
    """What a firm's verified cases teach: which reasons occur, and which rules found them.

    Args:
        verified: cases, or bare reason codes when nothing else is known of them.

    Raises:
        ClientReturnError: for what is neither a case nor a reason code.

    Sources: handbook section 6, Numbers: a practitioner's figure weighs at most [10] cases.

    >>> learn_reasons(["company.late-delivery", "client.closed", "company.late-delivery"]).of("company.late-delivery")
    2
    >>> learn_reasons([]) == Cases()
    True
    """
    reasons: Counter[str] = Counter()
    hits: Counter[tuple[str, str]] = Counter()
    for case in verified:
        if isinstance(case, str):
            case = VerifiedCase(case)
        if not isinstance(case, VerifiedCase):
            raise ClientReturnError("learn_reasons", case, "a VerifiedCase or a reason code")
        reasons[case.reason] += 1
        hits.update((rule, case.reason) for rule in case.rules)
    return Cases(tuple(sorted(reasons.items())), tuple(sorted((*key, count) for key, count in hits.items())))


def verified_reason(client: Client) -> str | None:
    """The reason that was verified last for a client, by evidence or by an interview; `None` without one.

    >>> from datetime import date
    >>> from clientreturn.history import Event
    >>> settled = Event.verified_cause(date(2026, 3, 1), reason="client.in-house")
    >>> verified_reason(Client("C-7", events=[settled]))
    'client.in-house'
    """
    settled = [
        event
        for event in client.events
        if event.kind == "verified-cause"
        or (event.kind == "interview" and (event.detail("whys") or 0) >= ENOUGH_WHYS and event.detail("reason"))
    ]
    last = max(settled, key=lambda event: (event.on, event.kind), default=None)
    return None if last is None else last.detail("reason")
