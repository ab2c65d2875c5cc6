"""The nightly run: read Tryton, review, write every plan back as tasks."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import adapter
from proteus import Model

import clientreturn as cr

ROLES = {
    "Olga Lind": ["account owner"],
    "Rauf Aslan": ["account owner"],
    "Tigran Sarkis": ["head of return", "manager", "director"],
    "Darya Belova": ["operations", "accounting", "marketing"],
}
"""Who can be asked to do what: Tryton knows employees, not their part in winning clients back."""


def team() -> cr.Team:
    """The employees whom Tryton lists, in the roles that the firm gave them."""
    employees = [each.rec_name for each in Model.get("company.employee").find([])]
    return cr.Team([cr.Member(name, roles) for name, roles in ROLES.items() if name in employees])


class Night(NamedTuple):
    """What one run did.

    Attributes:
        review: all clients as of the day.
        changed: how many of Tryton's records had to change.
        refused: parties whose records cannot be right, by code, each with what is wrong.
    """

    review: cr.Review
    changed: int
    refused: dict[str, str]


def night(as_of: date) -> Night:
    """Read Tryton, review, write back what changed."""
    refused: dict[str, str] = {}
    clients = list(adapter.clients(refused))
    parties = {party.code: party for party in adapter.parties()}
    plans = {code: adapter.running(party) for code, party in parties.items()}
    employees = {each.rec_name: each for each in Model.get("company.employee").find([])}
    base, people = cr.Base.learn(clients, as_of=as_of.replace(day=1)), team()
    review = cr.review(clients, as_of=as_of, base=base, team=people, running=plans.get)
    refused |= {one.client: one.error for one in review.refused}
    changed = 0
    for client in clients:
        if client.id not in refused:
            case = cr.assess(client, as_of=as_of, base=base, team=people, running=plans[client.id])
            changed += adapter.write_back(parties[client.id], case, employees)
    return Night(review, changed, refused)
