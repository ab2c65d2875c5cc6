"""What a veterinary practice knows about losing clients, as one `Pack`."""

from __future__ import annotations

import clientreturn as cr
from clientreturn.causes import points_to
from clientreturn.causes.event_facts import kind
from clientreturn.facts.families import since_last
from clientreturn.facts.silence import silence, usual_gap

__all__ = ["PACK", "species", "vaccinated"]

vaccinated = cr.Fact("vet_vaccinated", "days since the last vaccination", cr.Unit.DAYS)
species = cr.Fact("vet_species", "kind of patient", cr.Unit.TEXT)
vaccination_due = cr.Number("vet-vaccination-due", 365, cr.Unit.DAYS, "vet", "days between vaccinations", 30, 1500)

PATIENT_DIED = cr.Reason(
    "client.patient-died",
    "the patient has died",
    ("vet",),
    avoidable=False,
    recoverable=True,
    defector=cr.DefectorType.MOVED,
)

PACK = cr.Pack(
    "vet",
    facts=[
        (vaccinated, lambda story: since_last(story, "vaccination")),
        (species, lambda story: story.client.detail("species")),
    ],
    reasons=[PATIENT_DIED],
    books={
        "causes.events": [
            cr.Rule(
                "vet.patient-died",
                when=kind.one_of("patient-died"),
                says=points_to("client.patient-died", 5.0),
                because="the patient died on {event_on}",
                sources=("vet",),
            )
        ],
        "standing": [
            (
                cr.Rule(
                    "vet.vaccination-missed",
                    when=(vaccinated > vaccination_due) & (silence >= usual_gap) & species.one_of("dog", "cat"),
                    says=cr.Standing.AT_RISK,
                    because="the last vaccination of the {vet_species} was {vet_vaccinated} ago",
                    sources=("vet",),
                ),
                "standing.returned",
            )
        ],
    },
    offers=[
        cr.Offer("vet.teeth", "a check of the teeth together with the vaccination", ("company.forgotten",), cost=0.02)
    ],
    words={
        "ru": cr.Words(
            phrases={
                "vet.patient-died": "пациент умер {event_on}",
                "vet.vaccination-missed": "последняя прививка ({vet_species}): {vet_vaccinated} назад",
                "reason.client.patient-died": "пациент умер",
                "offer.vet.teeth": "осмотр зубов вместе с прививкой",
            },
            facts={"vet_vaccinated": "дней с последней прививки", "vet_species": "вид пациента"},
        )
    },
)
