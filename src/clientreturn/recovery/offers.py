"""Offers as values: what they cost, whom they suit; non-price advantages come first (E5.8)."""

from __future__ import annotations

from typing import Final

import attrs

__all__ = ["OFFERS", "Choice", "Offer", "choose"]


@attrs.frozen
class Offer:
    """Something to bring along when asking a client back.

    Attributes:
        id: stable key.
        title: what it is.
        reasons: reason codes that it answers.
        price: whether it is a price advantage; others are preferred (E5.8, R19).
        cost: cost to the firm as a share of one year's margin of the client (0–1).
        sources: handbook ids or papers.
    """

    id: str
    title: str
    reasons: tuple[str, ...]
    price: bool = False
    cost: float = 0.05
    sources: tuple[str, ...] = ()


def _offer(offer_id: str, title: str, reasons: str, sources: str, cost: float = 0.05, price: bool = False) -> Offer:
    return Offer(offer_id, title, tuple(reasons.split()), price, cost, tuple(sources.split()))


OFFERS: Final[tuple[Offer, ...]] = (
    _offer("priority-dispatch", "dispatch by appointment, half a year of priority", "company.late-delivery", "E3.14"),
    _offer("reserved-stock", "stock and people reserved for this client", "company.could-not-supply", "E3.14 R2"),
    _offer("named-specialist", "a new, named person of trust who answers within a day",
           "company.destroyer company.poor-service company.trust-eroded company.not-told", "C5 E4.15", 0.03),
    _offer("made-good", "the damage made good, and something small and unexpected added",
           "company.broken-promise company.poor-service company.trust-eroded company.not-told company.billing-failed",
           "C3 E3.13", 0.06),
    _offer("something-pleasant", "something small, unexpected and pleasant", "company.forgotten", "C3 E3.13", 0.02),
    _offer("workshop", "a free workshop on what is new in the range", "company.range-changed company.poor-fit "
           "competitor.better-service client.in-house", "E3.14", 0.04),
    _offer("tasting", "an invitation to see for itself, critics included", "competitor.third-party", "E3.14 C4", 0.03),
    _offer("proof-of-results", "an analysis of what the competitor delivered, with a new proposal",
           "competitor.unrealistic-promise competitor.better-service competitor.tender-lost", "E5.1", 0.03),
    _offer("quality-check", "a free check of the amateur's work, put right if need be", "competitor.cheap-amateur",
           "E5.7", 0.04),
    _offer("bundled-extra", "a bundled extra that costs us little",
           "competitor.better-price competitor.cheap-amateur client.variety-seeking", "E5.2", 0.04),
    _offer("first-user", "a substantial discount on a new, unproven service, as one of its first users",
           "company.priced-out competitor.better-price", "A4 A5", 0.12, True),
    _offer("referral-discount", "an earned discount for referrals", "company.priced-out", "A5", 0.06, True),
    _offer("payment-pause", "a payment pause and a small gesture", "client.hard-times", "E5.5", 0.02),
    _offer("payment-terms", "new terms with payment in advance or in parts", "client.breached-terms", "C1b", 0.01),
    _offer("record-of-delivery", "the record of what was delivered, and an introduction",
           "client.new-management client.contact-moved", "B2 B5", 0.01),
    _offer("trial-order", "a small trial order with no strings",
           "company.dropped-by-us competitor.tender-lost client.need-ended client.in-house", "E4.17", 0.03),
    _offer("lend-an-asset", "a spare asset of ours that the client needs, lent", "company.trust-eroded", "E5.3", 0.03),
)  # fmt: skip


@attrs.frozen
class Choice:
    """The offer chosen, and what else was considered.

    Attributes:
        offer: the chosen one; `None` when none suits.
        rejected: offers that suit as well, each with why it was not taken.
    """

    offer: Offer | None
    rejected: tuple[tuple[str, str], ...] = ()


def choose(offers: tuple[Offer, ...], reason: str) -> Choice:
    """The first non-price offer for the reason, or a price one where price is the reason itself (A4).

    >>> choose(OFFERS, "company.priced-out").offer.id
    'first-user'
    """
    suiting = [offer for offer in offers if reason in offer.reasons]
    if not suiting:
        return Choice(None)
    chosen = min(suiting, key=lambda offer: (offer.price, suiting.index(offer)))
    rejected = tuple(
        (
            offer.id,
            "non-price advantages come first" if offer.price and not chosen.price else "answers it less directly",
        )
        for offer in suiting
        if offer is not chosen
    )
    return Choice(chosen, rejected)
