"""Writes down what other people's data hang on: python tests/frozen/write.py

`ids-v1.json` holds every public name, id and key; what stands in it may be joined by more, and nothing may leave it without
a line in the changelog that names it. `codec-v1/*.json` hold one value of each kind as it was stored; they are written once
for each version of the codec's schema, and never again.
"""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

import clientreturn as cr
from clientreturn import codec
from clientreturn.codec.kinds import kinds
from clientreturn.history.kinds import DETAILS
from clientreturn.plugins import GROUP
from clientreturn.reasons import CONCEPTS, LANGUAGES, PICK_LISTS

HERE = Path(__file__).parent
IDS = HERE / "ids-v1.json"
PRINTS = HERE / f"fingerprints-v{codec.SCHEMA}.json"
GOLDEN = HERE / f"codec-v{codec.SCHEMA}"
AS_OF = date(2026, 3, 2)


def ids() -> dict[str, list[str]]:
    """Everything that other people's code, data and words hang on."""
    policy = cr.Policy()
    found: dict[str, set[str]] = {"public names": set(cr.__all__), "entry point groups": {GROUP}}
    for entry in cr.catalogue():
        found.setdefault(f"{entry.kind} ids", set()).add(entry.id)
    found["rooms of rule books"] = set(policy.books)
    for room, book in policy.books.items():
        found[f"facts of {room}"] = {fact.name for fact in book.sees.facts}
        found[f"families of facts of {room}"] = {prefix for prefix, _ in book.sees.families}
    found["reason codes"] = {reason.code for reason in cr.REASONS}
    found["kinds of events"] = set(cr.KINDS)
    found["details of events"] = set(DETAILS)
    found["concepts of lexicons"] = set(CONCEPTS)
    found["languages of lexicons"] = set(LANGUAGES)
    found["pick lists"] = set(PICK_LISTS)
    found["kinds of stored values"] = set(kinds())
    for name, cls in kinds().items():
        if issubclass(cls, Enum):
            found[f"members of {name}"] = {str(member.value) for member in cls}
    found["fields of stored values"] = {
        f"{name}.{field}"
        for name, definition in codec.json_schema()["$defs"].items()
        for field in definition.get("properties", {})
    }
    found["columns of rows"] = set(cr.review([cr.Client("C")], as_of=AS_OF).to_rows()[0])
    return {name: sorted(members) for name, members in sorted(found.items())}


def values() -> dict[str, Any]:
    """One value for each kind that a firm stores as a whole."""
    client = cr.Client(
        "C-7",
        name="Анна & Söhne",
        purchases=[cr.Purchase(AS_OF - timedelta(30 * n), "120.50", "EUR", ref=f"R{n}") for n in range(6, 14)],
        events=[
            cr.Event.complaint(AS_OF - timedelta(185), topic="delivery", severity=4, employee="olga", human=True),
            cr.Event.hard_times(AS_OF - timedelta(40), until=AS_OF + timedelta(90)),
        ],
        contacts=[cr.Person("Anna", birthday=date(1980, 2, 29), consents=[cr.Consent(date(2024, 1, 1), "mail")])],
        owners=[cr.Owner("olga", date(2023, 1, 1))],
        contracts=[cr.Contract("hosting", date(2024, 1, 1), date(2024, 12, 31), notice_on=date(2025, 10, 1))],
        company=True,
        traits=["prestigious"],
        margin=0.3,
        data_until={"shop": AS_OF},
        closures=[(date(2025, 12, 24), date(2026, 1, 2))],
        data={"stars": 4, "joined": date(2020, 5, 5)},
    )
    team = cr.Team([cr.Member("olga", ["account owner"]), cr.Member("tigran", ["head of return", "director"])])
    case = cr.assess(client, as_of=AS_OF, team=team)
    stars = cr.Fact("stars", "stars given by the seller")
    book = cr.RuleBook.of(
        cr.Rule("own.starred", (stars >= 4) & ~cr.Flag("dead"), cr.Standing.ACTIVE, "{stars} stars", ("own",)),
        sees=cr.Vocabulary((stars, cr.Flag("dead")), (("count:", cr.Unit.COUNT),)),
    )
    return {
        "client": client,
        "team": team,
        "case": case,
        "plan": case.plan,
        "snapshot": cr.snapshot(case),
        "base": cr.Base.learn([client], as_of=AS_OF),
        "rule-book": book,
        "reasons": cr.REASONS,
        "rates": cr.Rates("EUR", [("USD", date(2026, 1, 1), "0.9")]),
        "words": cr.Words({"own.starred": "{stars} звёзд"}, {"stars": "звёзды"}),
        "costs": cr.Costs(contact=5, offers={"call": 3}, fixed=100),
        "holdout": cr.draw_holdout([client], salt="spring"),
        "offer": cr.Policy().recovery.offers[0],
        "decision": cr.Decision("tigran", "known since school"),
        "suppression": cr.Suppression(salt="our own secret").add(cr.forget(client, "our own secret")),
        "interview": cr.Interview(AS_OF),
        "policy": cr.Policy(),
    }


def main() -> None:
    IDS.write_text(json.dumps(ids(), indent=1, ensure_ascii=False) + "\n", "utf-8")
    GOLDEN.mkdir(exist_ok=True)
    for name, value in values().items():
        golden = GOLDEN / f"{name}.json"
        if not golden.exists() or "--schema" in sys.argv:
            golden.write_text(json.dumps(codec.dump(value), ensure_ascii=False) + "\n", "utf-8")
    prints = {name: value.fingerprint for name, value in values().items() if hasattr(value, "fingerprint")}
    if not PRINTS.exists() or "--schema" in sys.argv:
        PRINTS.write_text(json.dumps(prints, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
