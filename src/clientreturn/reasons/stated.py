"""A reading: the reasons that a stated text may mean, unverified."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..doors import typed
from ..errors import ClientReturnError

__all__ = ["Reading"]


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(values)


def _best_first(candidates: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(((code, float(confidence)) for code, confidence in candidates), key=lambda c: (-c[1], c[0])))


def _confidences(_: object, __: object, candidates: tuple[tuple[str, float], ...]) -> None:
    for code, confidence in candidates:
        if not 0 < confidence <= 1:
            raise ClientReturnError("Reading.candidates", (code, confidence), "a confidence above 0 and at most 1")


@attrs.frozen(field_transformer=typed)
class Reading:
    """What a field says about why the client left; an unverified statement, whoever wrote it (E4.14).

    Attributes:
        candidates: (reason code, confidence in (0, 1]), best first; empty when the text names no reason.
        negated: reasons that the text expressly denies.
        words: the words of the text that spoke for the best candidate.
        language: the language that the words were found in, `""` for a code or when nothing was found.
        destination: does the text say that they went to a competitor? A destination is no cause.
        rival: the competitor's name as written, `""` when the text names none.

    >>> from clientreturn.reasons import read
    >>> reading = read("went to a competitor")
    >>> reading.candidates, reading.destination
    ((), True)
    >>> read("they switched to Northern Lights Ltd").rival
    'Northern Lights Ltd'
    """

    candidates: tuple[tuple[str, float], ...] = attrs.field(default=(), converter=_best_first, validator=_confidences)
    negated: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    words: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    language: str = ""
    destination: bool = False
    rival: str = ""

    @property
    def reason(self) -> str | None:
        """The best candidate's code, or `None`: nothing found, or the two best are level.

        >>> from clientreturn.reasons import read
        >>> read("deliveries kept coming late").reason
        'company.late-delivery'
        """
        if not self.candidates:
            return None
        if len(self.candidates) > 1 and self.candidates[0][1] - self.candidates[1][1] < 1e-9:
            return None
        return self.candidates[0][0]

    @property
    def confidence(self) -> float:
        """The best candidate's confidence, 0 when there is none."""
        return self.candidates[0][1] if self.candidates else 0.0

    def __bool__(self) -> bool:
        return bool(self.candidates)
