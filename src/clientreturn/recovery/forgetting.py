"""The right to be forgotten: a token stays, and counts; nothing about the person (section 6, B9)."""

from __future__ import annotations

from hashlib import sha256
from hmac import new
from typing import Final

import attrs

from ..doors import door, is_carried, typed
from ..errors import ClientReturnError
from ..history import BREAKS, Client

__all__ = ["Forgotten", "Suppression", "forget"]

SHORTEST_SALT: Final = 8


def _token(salt: str, identifier: str) -> str:
    return new(salt.encode(), " ".join(identifier.casefold().split()).encode(), sha256).hexdigest()


def _tokens(client: Client, salt: str) -> frozenset[str]:
    return frozenset(_token(salt, identifier) for identifier in (client.id, *client.same_as))


@attrs.frozen(field_transformer=typed)
class Forgotten:
    """What is left of a client that asked to be forgotten.

    Attributes:
        tokens: keyed hashes of its ids, by which it is recognised if it turns up again.
        purchases: how many documents were deleted.
        events: how many events were deleted.
        losses: how many known breaks there were; the loss figures keep them.
    """

    tokens: frozenset[str]
    purchases: int
    events: int
    losses: int


@attrs.frozen(field_transformer=typed)
class Suppression:
    """Who asked to be forgotten, as tokens.

    Attributes:
        tokens: keyed hashes.
        salt: the firm's own secret text; without it tokens mean nothing.
    """

    tokens: frozenset[str] = frozenset()
    salt: str = attrs.field(default="", repr=False)

    @door
    def covers(self, client: Client) -> bool:
        """Whether the client, under one of its ids, asked to be forgotten."""
        return bool(self.tokens) and bool(self.tokens & _tokens(client, self.salt))

    @door
    def add(self, *forgotten: Forgotten) -> Suppression:
        """The same with more clients."""
        return Suppression(self.tokens | {token for one in forgotten for token in one.tokens}, self.salt)


@door
def forget(client: Client, salt: str) -> Forgotten:
    """What may stay of a client: tokens and counts. The caller deletes the rest.

    Args:
        client: the account to be forgotten.
        salt: the firm's own secret text of at least 8 characters.

    >>> kept = forget(Client("C-7", name="Anna"), "our own secret")
    >>> Suppression(kept.tokens, "our own secret").covers(Client("c-7")), "Anna" in repr(kept)
    (True, False)
    """
    if len(salt) < SHORTEST_SALT or not is_carried(salt):
        raise ClientReturnError("forget.salt", "…", f"a secret text of at least {SHORTEST_SALT} characters")
    return Forgotten(
        _tokens(client, salt),
        len(client.purchases),
        len(client.events),
        sum(event.kind in BREAKS for event in client.events),
    )
