"""Record artefacts (R21): the record ended, not the buying. Findings, no losses; looked for before anyone calls."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

import attrs

from ...history import ARTEFACTS, Client
from ...history.kinds import meaning_of
from ...history.merging import survivors
from ...phrases import Said, listed, said

__all__ = ["SAME_AS", "Artefact", "artefacts"]

BEFORE: Final = 30
AFTER: Final = 180
"""Days around the last purchase in which a successor buys for the first time."""
ENOUGH: Final = 2.0
"""Grounds, added up, from which a successor is likely."""
GROUNDS: Final = {"tax_id": 3.0, "phone": 2.0, "group": 1.0, "person": 1.5, "name": 2.0}
"""What a common tax number, phone, group, contact or name is worth."""
SAME: Final = {
    "tax_id": said("artefact.same-tax-id", "same tax id"),
    "phone": said("artefact.same-phone", "same phone"),
    "group": said("artefact.same-group", "same group"),
    "person": said("artefact.same-person", "same person"),
    "name": said("artefact.same-name", "same name"),
}
SAME_AS: Final = said("artefact.same-as", "named in same_as")
LEGAL_FORMS: Final = frozenset(
    [
        "ag",
        "as",
        "co",
        "corp",
        "gmbh",
        "inc",
        "kg",
        "llc",
        "llp",
        "ltd",
        "mmc",
        "ооо",
        "оао",
        "ао",
        "зао",
        "ип",
        "тоо",
        "ххк",
        "хк",
        "plc",
        "sa",
        "sarl",
        "srl",
        "the",
        "und",
        "and",
    ]
)


@attrs.frozen
class Artefact:
    """An account that ended on record only.

    Attributes:
        client: id of the account that seems lost.
        successor: id of the account under which it goes on; `None` when unknown.
        kind: `account-merged`, `re-registered` or `buys-through`.
        certain: whether it is on record, or only likely.
        grounds: what speaks for it.
    """

    client: str
    successor: str | None
    kind: str
    certain: bool
    grounds: tuple[str, ...]

    @property
    def text(self) -> Said:
        """The finding in words."""
        sure = (
            said("artefact.certain", "on record")
            if self.certain
            else said("artefact.likely", "likely; check before anyone calls")
        )
        values = {"client": self.client, "what": meaning_of(self.kind), "grounds": listed(self.grounds), "sure": sure}
        if not self.successor:
            return said("artefact.found", "{client}: {what} ({grounds}; {sure}): no loss", **values)
        known = "{client}: {what} as {successor} ({grounds}; {sure}): no loss"
        return said("artefact.found-as", known, successor=self.successor, **values)


def artefacts(clients: Iterable[Client], lost: Mapping[str, date]) -> tuple[Artefact, ...]:
    """Accounts that seem lost and are not: merged, re-registered, buying through somebody else.

    Args:
        clients: all accounts, those that stayed among them.
        lost: date of loss by id, of the accounts that seem lost.

    Returns:
        At most one finding for each of them, in the order of `lost`. A likely successor shares a tax number
        (`data["tax_id"]`), phone, contact or name with the lost account, and began to buy when it stopped.
    """
    everyone = {client.id: client for client in clients}
    merged = survivors({client.id: client.same_as for client in everyone.values()})
    marks: dict[tuple[str, str], list[str]] = {}
    for client in everyone.values():
        for mark in _marks(client):
            marks.setdefault(mark, []).append(client.id)
    found = (_artefact(everyone[one], merged, marks, everyone) for one in lost if one in everyone)
    return tuple(artefact for artefact in found if artefact is not None)


def _artefact(
    client: Client,
    merged: Mapping[str, str],
    marks: Mapping[tuple[str, str], list[str]],
    everyone: Mapping[str, Client],
) -> Artefact | None:
    if client.id in merged:
        return Artefact(client.id, merged[client.id], "account-merged", True, (SAME_AS,))
    noted = [event for event in client.events if event.kind in ARTEFACTS]
    if noted:
        last = max(noted, key=lambda event: (event.on, event.kind))
        through = last.detail("via")
        noted_on = said("artefact.noted", "noted on {day}", day=last.on)
        grounds = (noted_on, *((said("artefact.through", "through {via}", via=through),) if through else ()))
        return Artefact(client.id, last.detail("successor"), last.kind, True, grounds)
    shared: dict[str, set[str]] = {}
    for mark in _marks(client):
        for other in marks[mark]:
            if other != client.id and _takes_over(client, everyone[other]):
                shared.setdefault(other, set()).add(mark[0])
    worth = {other: sum(GROUNDS[ground] for ground in grounds) for other, grounds in shared.items()}
    best = max(sorted(worth), key=worth.__getitem__, default=None)
    if best is None or worth[best] < ENOUGH:
        return None
    grounds = tuple(SAME[ground] for ground in sorted(shared[best]))
    return Artefact(client.id, best, "re-registered", False, grounds)


def _takes_over(client: Client, other: Client) -> bool:
    """Whether the other account began to buy when this one stopped."""
    if not client.purchases or not other.purchases:
        return False
    stopped = max(purchase.on for purchase in client.purchases)
    began = min(purchase.on for purchase in other.purchases)
    return -BEFORE <= (began - stopped).days <= AFTER


def _marks(client: Client) -> Iterator[tuple[str, str]]:
    """By what an account can be known again."""
    data = dict(client.data)
    for key in ("tax_id", "group"):
        if data.get(key):
            yield key, str(data[key])
    for person in client.contacts:
        digits = "".join(sign for sign in person.phone if sign.isdigit())[-8:]
        if len(digits) >= 7:
            yield "phone", digits
        if len(person.name.split()) >= 2:
            yield "person", _plain(person.name)
    name = _plain(client.name)
    if len(name) >= 4:
        yield "name", name


def _plain(name: str) -> str:
    """A name without case, marks, punctuation and legal form."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    words = "".join(sign if sign.isalnum() else " " for sign in bare).split()
    return " ".join(word for word in words if word not in LEGAL_FORMS)
