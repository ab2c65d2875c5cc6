"""The reasons of the handbook as values, and how a firm changes the list."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import attrs

from ..doors import door, typed
from ..errors import ClientReturnError, closest

__all__ = ["REASONS", "UNKNOWN", "DefectorType", "Reason", "Reasons", "Side"]

UNKNOWN: Final = "unknown"


class Side(StrEnum):
    """Whose doing a loss is (E3.9)."""

    COMPETITOR = "competitor"
    COMPANY = "company"
    CLIENT = "client"


class DefectorType(StrEnum):
    """How a client was moved to leave (R15: Stauss & Friege 1999)."""

    PUSHED = "pushed away"
    PUSHED_ON_PURPOSE = "intentionally pushed away"
    PULLED = "pulled away"
    BOUGHT = "bought away"
    MOVED = "moved away"


@attrs.frozen(field_transformer=typed)
class Reason:
    """One reason for leaving.

    Attributes:
        code: stable key, `side.name`; the part before the dot is the side.
        title: the reason in words.
        sources: handbook ids.
        avoidable: could the firm have prevented the loss (E4.5)?
        recoverable: can the client come back now (E4.7)?
        until: what ends an unrecoverable state, `""` when nothing does or when it is recoverable.
        human: a human fault, harder to forgive than a technical one (E4.13).
        controllable: is the cause in the firm's control (R11)?
        stable: does the cause tend to last (R11)?
        defector: type of Stauss & Friege (R15).

    >>> REASONS["company.late-delivery"].side
    <Side.COMPANY: 'company'>
    """

    code: str
    title: str
    sources: tuple[str, ...]
    avoidable: bool
    recoverable: bool
    defector: DefectorType
    human: bool = False
    controllable: bool = False
    stable: bool = True
    until: str = ""
    side: Side = attrs.field(init=False)

    @side.default
    def _side_of_code(self) -> Side:
        try:
            return Side(self.code.partition(".")[0])
        except ValueError:
            raise ClientReturnError(
                "Reason.code", self.code, "a code that begins with 'competitor.', 'company.' or 'client.'"
            ) from None


@attrs.frozen(field_transformer=typed)
class Reasons:
    """A firm's list of reasons: the built-in ones, plus its own, less those it retired.

    >>> own = REASONS.add(Reason("company.no-parking", "no place to park", ("own",), True, True, DefectorType.PUSHED))
    >>> "company.no-parking" in own, len(own) - len(REASONS)
    (True, 1)
    """

    items: tuple[Reason, ...]
    _by_code: dict[str, Reason] = attrs.field(init=False, eq=False, repr=False)

    @_by_code.default
    def _index(self) -> dict[str, Reason]:
        index: dict[str, Reason] = {}
        for reason in self.items:
            if reason.code in index:
                raise ClientReturnError("Reasons", reason.code, "codes that differ", "rename or retire one of them")
            index[reason.code] = reason
        return index

    def __hash__(self) -> int:
        return hash(self.items)

    def __iter__(self) -> Iterator[Reason]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Reason:
        try:
            return self._by_code[code]
        except (KeyError, TypeError):
            raise ClientReturnError(
                "reason",
                code,
                "a known reason code",
                "see cr.REASONS for the list",
                closest(code, self._by_code),
            ) from None

    @door
    def add(self, *reasons: Reason) -> Reasons:
        """A new list with these reasons at its end."""
        return Reasons((*self.items, *reasons))

    @door
    def rename(self, code: str, title: str) -> Reasons:
        """A new list in which a reason reads differently; its code stays."""
        renamed = attrs.evolve(self[code], title=title)
        return Reasons(tuple(renamed if reason.code == code else reason for reason in self.items))

    @door
    def without(self, *codes: str) -> Reasons:
        """A new list without these reasons."""
        retired = {self[code].code for code in codes}
        return Reasons(tuple(reason for reason in self.items if reason.code not in retired))


_PUSHED, _PULLED, _BOUGHT, _MOVED = (
    DefectorType.PUSHED,
    DefectorType.PULLED,
    DefectorType.BOUGHT,
    DefectorType.MOVED,
)


def _reason(
    code: str,
    title: str,
    sources: str,
    defector: DefectorType,
    traits: str = "",
    until: str = "",
) -> Reason:
    """One row of the table below; traits are a, r, h, c, s: avoidable, recoverable, human, controllable, stable."""
    return Reason(
        code,
        title,
        tuple(sources.split()),
        avoidable="a" in traits,
        recoverable="r" in traits,
        defector=defector,
        human="h" in traits,
        controllable="c" in traits,
        stable="s" in traits,
        until=until,
    )


REASONS: Final = Reasons(
    (
        _reason("company.forgotten", "forgotten: satisfied, but nobody kept in touch", "A1 C1a", _PUSHED, "arc"),
        _reason("company.priced-out", "our price outgrew the client", "A4", _PUSHED, "arcs"),
        _reason("company.poor-service", "dissatisfied with the service or its quality", "A6 E2.3", _PUSHED, "arc"),
        _reason("company.broken-promise", "a promise or agreement that we did not keep", "B3 C1b", _PUSHED, "arhc"),
        _reason("company.trust-eroded", "trust and respect allowed to erode", "B4", _PUSHED, "arhcs"),
        _reason("company.destroyer", "a destroyer on the client line: a rude, gossiping or unproductive employee",
                "C1d E5.2", _PUSHED, "arhc"),
        _reason("company.late-delivery", "slow or unreliable delivery", "E3.14a", _PUSHED, "arc"),
        _reason("company.range-changed", "our positioning or range changed and no longer suits the client",
                "E3.14b", _PUSHED, "arcs"),
        _reason("company.not-told", "not told of a change in time", "E5.3a", _PUSHED, "arhc"),
        _reason("company.poor-fit", "the product does not fit: a feature is missing, too complex, poor fit",
                "R1", _PUSHED, "arcs"),
        _reason("company.could-not-supply", "we could not supply: no stock, no people, no skills",
                "R2", _PUSHED, "arc"),
        _reason("company.billing-failed", "billing or payment technically failed", "R3", _PUSHED, "arc"),
        _reason("company.dropped-by-us", "we dropped the client ourselves", "R6",
                DefectorType.PUSHED_ON_PURPOSE, "arc"),
        _reason("competitor.better-price", "won over by a competitor's better price", "B1 E4.7", _BOUGHT, "ars"),
        _reason("competitor.better-service", "won over by a competitor's better service or other benefit",
                "B1", _PULLED, "arcs"),
        _reason("competitor.unrealistic-promise", "won over by a competitor's unrealistic promise",
                "E5.1", _PULLED, "r"),
        _reason("competitor.cheap-amateur", "went to a cheap amateur or freelancer", "E5.7", _BOUGHT, "r"),
        _reason("competitor.lock-in", "bound by a competitor's loyalty programme or lock-in; bought out",
                "E4.7", _BOUGHT, "s", "the end of the binding contract or programme"),
        _reason("competitor.kickback", "administrative pressure or a kickback", "E4.7", _BOUGHT, "s",
                "the person who was bought leaves"),
        _reason("competitor.third-party", "a third party spoke ill of us", "C1c E3.14c", _PULLED, "ar"),
        _reason("competitor.tender-lost", "lost in a tender or by procurement rules", "R5", _PULLED, "r"),
        _reason("client.breached-terms", "terms broken by the client: non-payment, breach", "C1b",
                DefectorType.PUSHED_ON_PURPOSE, "r"),
        _reason("client.new-management", "the organisation changed; new management does not know our value",
                "B2", _MOVED, "ars"),
        _reason("client.contact-moved", "our contact lost buying authority or moved to another post",
                "B5", _MOVED, "ars"),
        _reason("client.kinship", "a relative or friend now supplies them", "B5 E4.7", _PULLED, "s",
                "the relative or friend stops supplying"),
        _reason("client.closed", "bankrupt or closed", "E3.9", _MOVED, "s"),
        _reason("client.moved-away", "moved away, out of our reach", "E3.9b", _MOVED, "s",
                "we serve its new place, or it moves back"),
        _reason("client.died", "died", "E3.9c", _MOVED, "s"),
        _reason("client.hard-times", "hard times, temporary", "E5.5", _MOVED, "r"),
        _reason("client.need-ended", "need ended: the project is simply done", "D5a", _MOVED, "r"),
        _reason("client.in-house", "does it in-house now", "R4", _MOVED, "rs"),
        _reason("client.variety-seeking", "bought out of habit or by chance: variety seeking, no tie",
                "R7", _PULLED, "r"),
    )
)  # fmt: skip
