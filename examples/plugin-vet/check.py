"""The plug-in as its users meet it: found, explained, listed in the catalogue, told in its own words."""

from __future__ import annotations

from datetime import date, timedelta

import clientreturn as cr
from clientreturn import plugins


def main() -> None:
    """Fails when anything of the plug-in does not reach its users."""
    (vet,) = plugins.packs()
    policy = cr.Policy().with_pack(vet)

    visits = [cr.Purchase(date(2024, 1, 10) + timedelta(90 * n), 80, "EUR") for n in range(8)]
    died = cr.Client("rex", purchases=visits, events=[cr.Event(date(2025, 11, 3), "patient-died")])
    case = cr.assess(died, as_of=date(2026, 3, 2), policy=policy)
    assert case.diagnosis is not None
    assert case.diagnosis.reason is not None
    assert case.diagnosis.reason.code == "client.patient-died"
    assert "[vet.patient-died +5.0] (vet)" in case.explain()
    print(case.explain(vet.in_language(cr.ENGLISH, "ru")))
    assert "пациент умер" in case.explain(vet.in_language(cr.ENGLISH, "ru"))

    late = cr.Client(
        "tom", purchases=visits, events=[cr.Event(date(2024, 4, 9), "vaccination")], data={"species": "cat"}
    )
    risky = cr.assess(late, as_of=date(2026, 1, 10), policy=policy)
    assert risky.standing.says is cr.Standing.AT_RISK
    assert risky.standing.why == "the last vaccination of the cat was 641 days ago"

    listed = {(entry.kind, entry.id) for entry in cr.catalogue(policy)}
    for expected in (
        ("fact", "vet_vaccinated"), ("fact", "vet_species"), ("reason", "client.patient-died"),
        ("rule", "vet.patient-died"), ("rule", "vet.vaccination-missed"), ("offer", "vet.teeth"),
    ):  # fmt: skip
        assert expected in listed, expected


if __name__ == "__main__":
    main()
