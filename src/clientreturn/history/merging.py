"""Two accounts that are one: the survivor carries everything along (R21)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

import attrs

from ..doors import door
from ..errors import ClientReturnError
from .client import Client
from .person import Channel, Consent, Owner, Person

__all__ = ["merged", "survivors"]

Record = TypeVar("Record")


@door
def merged(survivor: Client, other: Client) -> Client:
    """One account out of two: purchases, events, contracts, contacts and owners of both under the survivor's id.

    The other's ids go into `same_as`, so that its plans, attempts, losses and holdout arm follow. Of two answers
    about being contacted the stricter wins: a no of one account outlives a yes of the other.

    >>> both = merged(Client("A"), Client("B", same_as=["C"]))
    >>> both.id, both.same_as
    ('A', ('B', 'C'))
    """
    if survivor.id == other.id:
        raise ClientReturnError("merged", other.id, "two accounts of different ids")
    ids = dict.fromkeys((*survivor.same_as, other.id, *other.same_as))
    ids.pop(survivor.id, None)
    return attrs.evolve(
        survivor,
        purchases=_each_once(survivor.purchases, other.purchases),
        events=_each_once(survivor.events, other.events),
        contracts=_each_once(survivor.contracts, other.contracts),
        contacts=_contacts(survivor.contacts, other.contacts),
        owners=_owners(survivor.owners, other.owners),
        closures=tuple(dict.fromkeys((*survivor.closures, *other.closures))),
        traits=tuple(dict.fromkeys((*survivor.traits, *other.traits))),
        same_as=tuple(ids),
        company=survivor.company if survivor.company is not None else other.company,
        country=survivor.country or other.country,
        segment=survivor.segment or other.segment,
        trade=survivor.trade or other.trade,
        margin=survivor.margin if survivor.margin is not None else other.margin,
        data={**dict(other.data), **dict(survivor.data)},
    )


def survivors(earlier: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The account under which each merged id goes on: whoever counts accounts counts it there only (R21).

    Args:
        earlier: for accounts that took others over, the ids that they name in `same_as`.

    Returns:
        The surviving id of every id that was taken over. Where the survivor was taken over itself, that is the last of
        them; of several that name each other, or the same id, it is the first by id.

    >>> survivors({"A": ["B"], "B": ["C"]})
    {'B': 'A', 'C': 'A'}
    """
    taken: dict[str, str] = {}
    for account in sorted(earlier):
        for old in earlier[account]:
            if old != account:
                taken.setdefault(old, account)
    return {old: last for old in taken if (last := _last(old, taken)) != old}


def _last(account: str, taken: Mapping[str, str]) -> str:
    """Who is left at the end of a chain; of a ring, the first by id."""
    chain = {account: None}
    while (account := taken.get(account, "")) and account not in chain:
        chain[account] = None
    passed = list(chain)
    return min(passed[passed.index(account) :]) if account else passed[-1]


def _each_once(ours: Iterable[Record], theirs: Iterable[Record]) -> tuple[Record, ...]:
    """The records of both; of the second account those that the first does not have already."""
    own = tuple(ours)
    return (*own, *(record for record in theirs if record not in own))


def _owners(ours: tuple[Owner, ...], theirs: tuple[Owner, ...]) -> tuple[Owner, ...]:
    """Owners of the survivor; the other's where the survivor had none yet."""
    first = min((owner.since for owner in ours), default=None)
    return (*(owner for owner in theirs if first is None or owner.since < first), *ours)


def _contacts(ours: tuple[Person, ...], theirs: tuple[Person, ...]) -> tuple[Person, ...]:
    """People of both accounts; whoever is in both is one, with the stricter answers."""
    people = {person.name: person for person in ours}
    for person in theirs:
        known = people.get(person.name)
        if known is None:
            people[person.name] = person
        else:
            people[person.name] = attrs.evolve(known, consents=_strictest(known, person))
    return tuple(people.values())


def _strictest(ours: Person, theirs: Person) -> tuple[Consent, ...]:
    """All answers, less each yes about a channel that the other record says no to."""
    return (*_less(ours.consents, _refused(theirs)), *_less(theirs.consents, _refused(ours)))


def _refused(person: Person) -> frozenset[Channel]:
    """Channels to which the person's last answer is no."""
    days = [answer.on for answer in person.consents]
    return frozenset(channel for channel in Channel if days and person.consented(channel, max(days)) is False)


def _less(answers: tuple[Consent, ...], refused: frozenset[Channel]) -> list[Consent]:
    """The answers without any yes to a refused channel; a yes to all channels stays for the others."""
    kept: list[Consent] = []
    for answer in answers:
        channels = tuple(Channel) if answer.channel is None else (answer.channel,)
        if not answer.given or not refused & set(channels):
            kept.append(answer)
        else:
            kept += [attrs.evolve(answer, channel=channel) for channel in channels if channel not in refused]
    return kept
