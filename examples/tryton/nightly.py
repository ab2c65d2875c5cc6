"""The nightly run: read Tryton, review, write every plan back as tasks."""

from __future__ import annotations

from datetime import date

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


def night(as_of: date) -> tuple[cr.Review, int]:
    """One run; returns the review and how many of Tryton's records changed."""
    clients = list(adapter.clients())
    parties = {party.code: party for party in adapter.parties()}
    plans = {code: adapter.running(party) for code, party in parties.items()}
    base = cr.Base.learn(clients, as_of=as_of)
    people = team()
    employees = {each.rec_name: each for each in Model.get("company.employee").find([])}
    review = cr.review(clients, as_of=as_of, base=base, team=people, running=plans.get)
    changed = 0
    for client in clients:
        case = cr.assess(client, as_of=as_of, base=base, team=people, running=plans[client.id])
        changed += adapter.write_back(parties[client.id], case, employees)
    return review, changed
