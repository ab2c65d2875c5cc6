"""Offers as values: what they cost, whom they suit; non-price advantages come first (E5.8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import attrs

from ..conditions import Number, Unit
from ..days import later
from ..doors import door, typed
from ..errors import ClientReturnError
from ..history import Event
from ..phrases import said
from ..worth import Objective
from ..worth.case_facts import CaseFacts

__all__ = ["OFFERS", "Choice", "Offer", "choose"]

comes_anyway = Number(
    "comes-anyway", 0.6, Unit.PROBABILITY, "R19", "chance of a purchase unasked from which no price is lowered", 0, 1
)
price_spacing = Number(
    "price-spacing", 12, Unit.COUNT, "R19", "months between two price advantages for one client", 0, 120
)


@attrs.frozen(field_transformer=typed)
class Offer:
    """Something to bring along when asking a client back.

    Attributes:
        id: stable key.
        title: what it is.
        reasons: reason codes that it answers.
        price: whether it is a price advantage; others are preferred (E5.8, R19).
        cost: cost to the firm as a share of one year's margin of the client (0–1).
        sources: handbook ids or papers.
        gives: what it is worth to the client, as a share of the same (0–1).
        cap: the most it may cost, in money; `None` for no cap. The built-in ones have none, since money has a currency:
            `attrs.evolve(offer, cap=500)` sets the firm's own limit of discretion.
        spacing: months before the same client may get it again.
        suits: traits of clients (`Client.traits`) to whom it matters most; it then comes before its equals (E5.8).
    """

    id: str
    title: str
    reasons: tuple[str, ...]
    price: bool = False
    cost: float = 0.05
    sources: tuple[str, ...] = ()
    gives: float = 0.1
    cap: float | None = None
    spacing: int = 6
    suits: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        for name in ("cost", "gives"):
            share = getattr(self, name)
            if not 0 <= share <= 1:
                raise ClientReturnError(f"Offer.{name}", share, "a share of one year's margin from 0 to 1")

    @door
    def money(self, yearly_margin: float | None) -> float | None:
        """What it costs for a client of this margin, within its cap; `None` when the margin is unknown."""
        if yearly_margin is None:
            return None
        cost = self.cost * max(yearly_margin, 0.0)
        return round(cost if self.cap is None else min(cost, self.cap), 2)


def _offer(
    offer_id: str,
    title: str,
    reasons: str,
    sources: str,
    cost: float = 0.05,
    price: bool = False,
    spacing: int = 6,
    suits: str = "",
) -> Offer:
    gives = cost if price else min(3 * cost, 1.0)
    return Offer(
        offer_id, title, tuple(reasons.split()), price, cost, tuple(sources.split()), gives, None, spacing,
        tuple(suits.split()),
    )  # fmt: skip


OFFERS: Final[tuple[Offer, ...]] = (
    _offer("priority-dispatch", "dispatch by appointment, half a year of priority", "company.late-delivery", "E3.14"),
    _offer("reserved-stock", "stock and people reserved for this client", "company.could-not-supply", "E3.14 R2"),
    _offer("named-specialist", "a new, named person of trust who answers within a day",
           "company.destroyer company.poor-service company.trust-eroded company.not-told", "C5 E4.15", 0.03,
           suits="demanding"),
    _offer("made-good", "the damage made good, and something small and unexpected added",
           "company.broken-promise company.poor-service company.trust-eroded company.not-told company.billing-failed",
           "C3 E3.13", 0.06),
    _offer("something-pleasant", "something small, unexpected and pleasant", "company.forgotten", "C3 E3.13", 0.02),
    _offer("workshop", "a free workshop on what is new in the range", "company.range-changed company.poor-fit "
           "competitor.better-service client.in-house", "E3.14", 0.04, spacing=12, suits="professional"),
    _offer("tasting", "an invitation to see for itself, critics included", "competitor.third-party", "E3.14 C4", 0.03,
           spacing=12, suits="critic"),
    _offer("proof-of-results", "an analysis of what the competitor delivered, with a new proposal",
           "competitor.unrealistic-promise competitor.better-service competitor.tender-lost", "E5.1", 0.03),
    _offer("quality-check", "a free check of the amateur's work, put right if need be", "competitor.cheap-amateur",
           "E5.7", 0.04),
    _offer("bundled-extra", "a bundled extra that costs us little",
           "competitor.better-price competitor.cheap-amateur client.variety-seeking", "E5.2 E5.8", 0.04,
           suits="hops-suppliers"),
    _offer("first-user", "a substantial discount on a new, unproven service, as one of its first users",
           "company.priced-out competitor.better-price", "A4 A5 R19", 0.12, True, spacing=24),
    _offer("referral-discount", "an earned discount for referrals", "company.priced-out", "A5 R19", 0.06, True, spacing=12),
    _offer("payment-pause", "a payment pause and a small gesture", "client.hard-times", "E5.5", 0.02),
    _offer("open-day", "an invitation to the open day, to see what is being done for them",
           "company.trust-eroded company.poor-service", "E5.5b E5.6", 0.02),
    _offer("payment-terms", "new terms with payment in advance or in parts", "client.breached-terms", "C1b", 0.01),
    _offer("record-of-delivery", "the record of what was delivered, and an introduction",
           "client.new-management client.contact-moved", "B2 B5", 0.01),
    _offer("trial-order", "a small trial order with no strings",
           "company.dropped-by-us competitor.tender-lost client.need-ended client.in-house", "E4.17", 0.03),
    _offer("lend-an-asset", "a spare asset of ours that the client needs, lent", "company.trust-eroded", "E5.3", 0.03),
)  # fmt: skip


@attrs.frozen(field_transformer=typed)
class Choice:
    """The offer chosen, and what else was considered.

    Attributes:
        offer: the chosen one; `None` when none suits.
        cost: what it costs, in money; `None` when unknown.
        why: why this one.
        rejected: offers that answer the reason as well, each with why it was not taken.
    """

    offer: Offer | None
    cost: float | None = None
    why: str = ""
    rejected: tuple[tuple[str, str], ...] = ()


@door
def choose(
    offers: tuple[Offer, ...],
    facts: CaseFacts,
    objective: Objective = Objective.PROFIT,
    only: tuple[str, ...] = (),
) -> Choice:
    """The offer that matters most to this client; non-price ones first, but where price is the reason itself (A4).

    Whatever the client itself named in an interview comes before all.
    """
    story = facts.client.story
    suiting = [offer for offer in offers if (offer.id in only if only else facts["reason"] in offer.reasons)]
    wished = {str(event.detail("wish")) for event in story.events("interview", "stated-reason", "result")}
    refusals = {offer.id: why for offer in suiting if (why := _refused(offer, facts))}
    open_ones = [offer for offer in suiting if offer.id not in refusals]
    if not open_ones:
        return Choice(None, rejected=tuple(refusals.items()))

    def order(offer: Offer) -> tuple[bool, bool, int, float, int]:
        traits = sum(trait in story.client.traits for trait in offer.suits)
        reached = -offer.gives if objective is Objective.RETURNS else 0.0
        return offer.id not in wished, offer.price, -traits, reached, suiting.index(offer)

    chosen = min(open_ones, key=order)
    return Choice(
        chosen,
        chosen.money(facts["yearly_margin"]),
        said("offers.named", "the client named it itself")
        if chosen.id in wished
        else said("offers.answers", "answers the cause; matters beyond the price"),
        tuple((offer.id, refusals.get(offer.id) or _less(offer, chosen)) for offer in suiting if offer is not chosen),
    )


def _less(offer: Offer, chosen: Offer) -> str:
    if offer.price and not chosen.price:
        return said("offers.price-last", "non-price advantages come first")
    return said("offers.less", "answers it less directly")


def _refused(offer: Offer, facts: CaseFacts) -> str:
    """Why an offer may not be made now; `""` when it may."""
    story = facts.client.story
    if story.as_of < _free_again(_given(story.events("offer"), offer.id), offer.spacing):
        return said("offers.just-made", "was offered less than {months} months ago", months=offer.spacing)
    if offer.price:
        months = round(story.numbers(price_spacing))
        if story.as_of < _free_again((event.on for event in story.events("offer") if event.detail("price")), months):
            return said("offers.just-cheaper", "had a price advantage less than {months} months ago", months=months)
        chance = facts["chance"]
        if chance is not None and chance >= story.numbers(comes_anyway) and not facts["breaks"]:
            return said("offers.comes-anyway", "is likely to come anyway: no price is lowered for that")
    cost, value, p = offer.money(facts["yearly_margin"]), facts["second_life_value"], facts["return_chance"]
    if cost is not None and value is not None and p is not None and cost > 0 and cost >= p * value:
        return said("offers.too-dear", "costs more than the return may bring")
    return ""


def _given(events: Iterable[Event], offer: str) -> Iterator[date]:
    return (event.on for event in events if event.detail("offer") == offer)


def _free_again(days: Iterable[date], months: int) -> date:
    last = max(days, default=None)
    return date.min if last is None else later(last, months=months)
