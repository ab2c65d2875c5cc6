"""Findings about records: what is odd in a client's data, with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from ..base import Base
from ..case import Case
from ..phrases import said

__all__ = ["Finding", "findings_of", "findings_of_base"]


@attrs.frozen
class Finding:
    """Something odd in the records.

    Attributes:
        id: stable key of the kind of finding.
        client: the client's id; empty for the whole base.
        text: what was found, and what to do.
    """

    id: str
    client: str
    text: str


def findings_of_base(base: Base) -> Iterator[Finding]:
    """Everything odd about the records as a whole."""
    for feed in base.feeds:
        yield Finding("feed.stale", "", feed.warning)


def findings_of(case: Case) -> Iterator[Finding]:
    """Everything odd about one client's records."""
    story = case.judgement.story
    client, visits = story.client, story.visits
    if client.purchases and visits.money is None:
        currencies = ", ".join(sorted({purchase.currency for purchase in client.purchases}))
        yield Finding(
            "money.mixed-currencies",
            client.id,
            said(
                "finding.currencies",
                "bought in {currencies}: pass Rates in the policy to know its money",
                currencies=currencies,
            ),
        )
    if client.purchases and not visits.days and not client.contracts:
        yield Finding(
            "purchases.none-counts",
            client.id,
            said("finding.none-counts", "has documents, but every order is zero or cancelled: no visit"),
        )
    bare_credits = sum(purchase.amount < 0 and purchase.ref is None for purchase in client.purchases)
    if bare_credits:
        yield Finding(
            "purchases.bare-credit-notes",
            client.id,
            said(
                "finding.bare-credit-notes",
                "{count} credit notes without an order's number: their orders still count as visits; give them a ref",
                count=bare_credits,
            ),
        )
    if not client.owners and case.since is not None:
        yield Finding(
            "owners.missing",
            client.id,
            said("finding.no-owner", "nobody is on record as its owner: the loss is in nobody's rate"),
        )
    known = {kind for kind in story.by_kind if kind == "stated-reason"}
    unread = sum(event.detail("reason") is None for event in story.events(*known)) if known else 0
    if unread:
        yield Finding(
            "reasons.unread",
            client.id,
            said("finding.unread", "{count} stated reasons without a reason code: read them first", count=unread),
        )
