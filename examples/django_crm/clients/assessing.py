"""Reviews by night, one client by day: the same contexts, so that a page and the nightly job never disagree."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

import clientreturn as cr
from clientreturn import codec

from . import adapter
from .desk import give_out
from .models import Client, Verdict


def today() -> date:
    """The day that the pages speak of."""
    return settings.CRM_TODAY or timezone.localdate()


@lru_cache(maxsize=1)
def learnt(first_of_month: date) -> cr.Base:
    """What all clients together teach; learnt once a month, so that whoever asks goes by the same."""
    return cr.Base.learn(adapter.clients({}), as_of=first_of_month)


def assess(record: Client, as_of: date) -> cr.Case:
    """One client as of a day, its running plan going on."""
    return cr.assess(
        adapter.client_of(record),
        as_of=as_of,
        base=learnt(as_of.replace(day=1)),
        team=adapter.team(),
        running=adapter.running(record),
    )


class Night(NamedTuple):
    """What a run of the nightly job did.

    Attributes:
        review: all clients as of the day.
        changed: how many rows had to change.
        refused: clients whose records cannot be right, by id, each with what is wrong.
    """

    review: cr.Review
    changed: int
    refused: dict[str, str]


def night(as_of: date) -> Night:
    """Review all clients and store what changed."""
    running = {str(one.client_id): codec.load(one.plan, cr.Plan) for one in Verdict.objects.all()}
    refused: dict[str, str] = {}
    base, team = learnt(as_of.replace(day=1)), adapter.team()
    review = cr.review(adapter.clients(refused), as_of=as_of, base=base, team=team, running=running.get)
    refused |= {one.client: one.error for one in review.refused}
    changed = 0
    for record in Client.objects.exclude(pk__in=refused):
        case = review.cases.get(str(record.pk)) or assess(record, as_of)
        changed += adapter.write_back(record, case)
    changed += give_out(review, team)
    return Night(review, changed, refused)
