"""The kinds of events that the built-in rules know, named as a CRM has them.

A firm's own kind is any other text: it needs a rule that reads it and nothing else.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from ..conditions import Unit
from ..phrases import Said

__all__ = ["ARTEFACTS", "BREAKS", "DETAILS", "KINDS", "OUTREACH"]

KINDS: Final[dict[str, str]] = {
    # what ended the relation, observed or declared
    "declared-break": "said that it leaves",
    "contract-cancelled": "cancelled the contract",
    "confirmed-move": "confirmed to buy from a competitor now",
    "closed": "bankrupt or closed, by a register or a notice",
    "died": "died",
    "dropped-by-us": "we ended the relation",
    # what went wrong on our side
    "complaint": "complaint or ticket",
    "late-delivery": "delivery late or short",
    "broken-promise": "a promise or agreement not kept by us",
    "billing-failure": "billing or payment technically failed",
    "supply-failure": "we could not supply",
    "price-increase": "price list change that the client met",
    "range-change": "an article or service the client bought was dropped or repositioned",
    "change-not-told": "a change the client was not told of in time",
    "staff-incident": "conduct of an employee towards the client",
    "missing-feature": "a function or fit the client asked for and did not get",
    "delivery": "a delivery, with the days by which it was late (0 = on time)",
    "goods-returned": "goods sent back or work rejected",
    "outage": "what the client uses of us broke down",
    "promise-kept": "a promise kept by us, in time",
    "escalation": "the client went over its contact's head to our management",
    "trust-doubted": "the client doubts our word: wants guarantees, checks us, goes past us",
    "staff-left": "the employee whom the client knew left us or changed post",
    "discount-asked": "the client asked for a lower price",
    # what others did
    "rival-offer": "an offer by a competitor",
    "tender-lost": "lost in a tender",
    "rumour": "a third party spoke ill of us",
    "outside-pressure": "administrative pressure or a kickback",
    "rival-contract": "a contract, programme or share that binds the client to a competitor",
    "multi-sourcing": "seen to buy now here, now there",
    # what happened at the client
    "management-change": "new management or owners at the client",
    "contact-left": "our contact moved on or lost authority",
    "related-supplier": "a relative or friend of the client supplies it",
    "payment-overdue": "an invoice unpaid after its day",
    "payment-settled": "an overdue invoice paid",
    "terms-breached": "terms broken by the client",
    "insolvency": "insolvency proceedings",
    "moved-away": "moved out of our reach",
    "hard-times": "a temporary gap: leave, cash, illness",
    "project-finished": "the project is done",
    "in-house": "does it in-house now",
    # what was said about the reason
    "stated-reason": "a reason given by somebody",
    "deal-lost": "a deal closed as lost, with the reason that the employee picked",
    "could-leave": "what a loyal client said could make it leave",
    "survey": "a rating given by the client, 0 to 10",
    "interview": "a five-whys interview",
    "reason-overturned": "a reason named at first that further whys did away with",
    "clue-sought": "one reason was looked up in the records, or asked about: found or not",
    "verified-cause": "a cause settled by a record, a register or an independent observation",
    # contact between us
    "contact": "we spoke or wrote to the client",
    "greeting": "a greeting that asks for nothing",
    "offer": "an offer was made",
    "apology": "an apology was given",
    "cause-fixed": "what had gone wrong was put right",
    "reply": "the client answered",
    "referral": "the client sent somebody to us",
    "testimonial": "the client praised us in public",
    # what the records do, which is no loss
    "account-merged": "the account goes on under another id",
    "re-registered": "the client goes on under a new name or registration",
    "buys-through": "buys from us through its group, a wholesaler or a marketplace",
    # plans and law
    "result": "how a step of the plan ended",
    "decision": "a person decided otherwise than the plan",
    "objection": "objects to marketing or profiling",
    "bounced": "an address that no longer reaches anybody",
    "dispute": "a dispute or claim between us",
    "quote": "a quote of ours that waits for an answer",
    "campaign": "the client is in another campaign",
    "holdout": "the client is in a campaign's holdout: it is not asked, to measure what asking brings",
    "other-person-wanted": "the client wishes to deal with another employee",
    "inquiry": "asked for something without buying yet",
    "lead-dropped": "we stopped working on the inquiry",
}

DETAILS: Final[dict[str, tuple[type, ...]]] = {
    "carrier": (str,),
    "channel": (str,),
    "days": (int, float),
    "dearer": (bool,),
    "found": (bool,),
    "in_reach": (bool, int),
    "key": (str,),
    "lure": (str,),
    "percent": (int, float),
    "person": (str,),
    "product": (str,),
    "reason": (str,),
    "result": (str,),
    "rival": (str,),
    "score": (int, float),
    "source": (str,),
    "successor": (str,),
    "suspected": (bool,),
    "topic": (str,),
    "until": (date,),
    "via": (str,),
    "whys": (int,),
}
"""Names in an event's data that the built-in rules read, and what they must be in the kinds above."""

BREAKS: Final = frozenset({"declared-break", "contract-cancelled", "confirmed-move", "closed", "died", "dropped-by-us"})
"""Kinds that make a client lost at once (E4.2)."""

OUTREACH: Final = frozenset({"contact", "greeting", "offer", "apology"})
"""Kinds by which we kept in touch (A1)."""

ARTEFACTS: Final = frozenset({"account-merged", "re-registered", "buys-through"})
"""Kinds that say that the record ended, not the buying (R21)."""


def meaning_of(kind: str) -> Said:
    """What a kind of event means, to be said again by its key; a kind of the firm's own means itself.

    >>> meaning_of("bounced")
    'an address that no longer reaches anybody'
    """
    return Said(f"event.{kind}.meaning", "{meaning}", (("meaning", KINDS.get(kind, kind), Unit.TEXT),))
