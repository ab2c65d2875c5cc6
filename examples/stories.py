"""A dozen clients of a print shop, each with a story of the handbook: the review, and one client's full story."""

from __future__ import annotations

from datetime import date, timedelta

import clientreturn as cr

AS_OF = date(2026, 3, 2)

TEAM = cr.Team(
    [
        cr.Member("Olga", ["account owner"]),
        cr.Member("Rauf", ["account owner"]),
        cr.Member("Tigran", ["head of return", "manager"]),
        cr.Member("Bat", ["director"]),
        cr.Member("Sara", ["marketing"]),
        cr.Member("Darya", ["operations", "accounting"]),
    ]
)


def regular(first: date, every: int, times: int, amount: int) -> list[cr.Purchase]:
    """Purchases at an even pace."""
    return [cr.Purchase(first + timedelta(every * n), amount, "EUR", margin=amount // 3) for n in range(times)]


def client(code: str, name: str, owner: str = "Olga", **fields: object) -> cr.Client:
    """A company that Olga or Rauf has looked after from the start."""
    people = [cr.Person(f"Contact at {name}", role="buyer", phone="+10 000")]
    return cr.Client(
        code,
        name=name,
        company=True,
        **{"contacts": people, "owners": [cr.Owner(owner, date(2022, 1, 1))], **fields},  # type: ignore[arg-type]
    )


CLIENTS = [
    client(
        "late-dispatch",
        "Brewery Lark",
        purchases=regular(date(2024, 1, 10), 30, 22, 900),
        events=[
            cr.Event.late_delivery(date(2025, 9, 20), days=6, severity=4),
            cr.Event.complaint(date(2025, 10, 6), topic="delivery", severity=4, resolved="badly"),
            cr.Event.declared_break(date(2025, 11, 3)),
            cr.Event.confirmed_move(date(2025, 11, 20), rival="Fine Print"),
        ],
    ),
    client(
        "rude-employee",
        "Clinic Sol",
        owner="Rauf",
        purchases=regular(date(2024, 2, 1), 45, 16, 1400),
        events=[
            cr.Event.staff_incident(date(2026, 1, 12), employee="Rauf", severity=5),
            cr.Event.declared_break(date(2026, 1, 20)),
        ],
    ),
    client(
        "lured-by-promise",
        "Hotel Pamir",
        purchases=regular(date(2024, 3, 1), 30, 21, 1100),
        events=[
            cr.Event.rival_offer(date(2025, 12, 1), rival="Turbo Print", lure="promise"),
            cr.Event.declared_break(date(2025, 12, 20)),
        ],
    ),
    client(
        "priced-out",
        "Flower shop Iris",
        purchases=regular(date(2024, 6, 1), 30, 17, 260),
        events=[
            cr.Event.price_increase(date(2025, 10, 1), percent=25),
            cr.Event.stated_reason(date(2025, 11, 25), reason="company.priced-out"),
        ],
    ),
    client(
        "third-party",
        "School Ararat",
        purchases=regular(date(2024, 1, 20), 60, 11, 2000),
        events=[
            cr.Event.rumour(date(2025, 10, 25), source="a blogger"),
            cr.Event.declared_break(date(2025, 12, 8)),
        ],
    ),
    client(
        "new-management",
        "Insurer Delta",
        purchases=regular(date(2023, 5, 1), 30, 29, 3200),
        events=[cr.Event.management_change(date(2025, 9, 15))],
    ),
    client(
        "need-ended",
        "Museum West",
        purchases=regular(date(2025, 2, 1), 30, 8, 2500),
        events=[cr.Event.project_finished(date(2025, 9, 15))],
    ),
    client(
        "lost-twice",
        "Bakery Nan",
        purchases=regular(date(2023, 1, 5), 30, 10, 400) + regular(date(2024, 9, 1), 30, 10, 400),
        events=[
            cr.Event.declared_break(date(2023, 11, 20)),
            cr.Event.declared_break(date(2025, 7, 15)),
        ],
    ),
    client(
        "forgotten",
        "Lawyers Petrov & Co",
        purchases=regular(date(2023, 3, 1), 60, 16, 800),
        events=[cr.Event.contact(date(2023, 9, 1)), cr.Event.contact(date(2024, 8, 1))],
    ),
    client(
        "hard-times",
        "Tailor Gul",
        purchases=regular(date(2024, 4, 1), 30, 19, 350),
        events=[cr.Event.hard_times(date(2025, 10, 20))],
    ),
    client("sleeping", "Café Tuul", purchases=regular(date(2024, 5, 1), 30, 20, 300)),
    client(
        "returned",
        "Theatre Nairi",
        purchases=regular(date(2023, 1, 10), 40, 15, 1500) + regular(date(2026, 1, 28), 20, 2, 600),
        events=[
            cr.Event.complaint(date(2024, 8, 20), topic="quality", severity=3, resolved="well"),
            cr.Event.declared_break(date(2024, 10, 1)),
        ],
    ),
]


def main() -> None:
    """Print the review of all, and one client's full story."""
    print(cr.review(CLIENTS, as_of=AS_OF, team=TEAM).explain())
    print()
    print("-" * 100)
    print(cr.assess(CLIENTS[0], as_of=AS_OF, team=TEAM).explain())


if __name__ == "__main__":
    main()
