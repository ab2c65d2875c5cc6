"""How a greeting is written: what it must and must not be (E1). Every rule that holds is a broken one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

import attrs

from ..conditions import Fact, Flag, Unit, Value, Vocabulary
from ..doors import door, typed
from ..history import Person
from ..history.door import as_tuple, is_text, of
from ..phrases import Said, listed
from ..rules import Rule, RuleBook

__all__ = ["GREETING_RULES", "Broken", "Message", "check"]

SIGNATURE: Final = ("name", "post", "site", "phone", "city", "address", "hours")
"""What a full signature holds (E1.5)."""

ASKING_WORDS: Final = (
    "discount", "sale", "offer", "order now", "buy", "price", "promotion", "special terms", "call us", "please reply",
)  # fmt: skip
DEBT_WORDS: Final = ("debt", "overdue", "invoice", "unpaid", "owe", "payment", "reminder")
DELICATE_WORDS: Final = ("illness", "insolvency", "insolvent", "bankrupt", "bankruptcy", "diagnosis", "disease")
NOBODY: Final = ("dear customer", "dear client", "dear sir or madam", "dear all", "dear friends", "dear partners")


@attrs.frozen(field_transformer=typed)
class Message:
    """A greeting before it is sent.

    Attributes:
        text: the body, without the signature.
        to: the people it goes to.
        subject: subject line; `""` for a letter or a card.
        signature: parts of the signature, of `SIGNATURE`.
        attachments: size of everything attached, in megabytes.
        written: whether it is sent as mail, so that subject and signature count.
        on: the day it is to be sent.
    """

    text: str = attrs.field(validator=is_text)
    to: tuple[Person, ...] = attrs.field(default=(), converter=as_tuple, validator=of(Person), kw_only=True)
    subject: str = attrs.field(default="", validator=is_text, kw_only=True)
    signature: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=of(str), kw_only=True)
    attachments: float = attrs.field(default=0.0, kw_only=True)
    written: bool = attrs.field(default=True, kw_only=True)
    on: date | None = attrs.field(default=None, kw_only=True)


@attrs.frozen(field_transformer=typed)
class Broken:
    """A rule that a message breaks.

    Attributes:
        rule: id of the rule.
        why: what is wrong with it.
        sources: handbook ids.
    """

    rule: str
    why: Said
    sources: tuple[str, ...]


people = Fact("people", "people to whom the message goes", Unit.COUNT)
named = Flag("addressed", "the text calls the person by its name or form of address")
nameless = Flag("nameless", "the person's name is not known for certain")
holes = Flag("holes", "a placeholder was left unfilled")
general = Flag("general", "it addresses everybody and nobody")
words = Fact("words", "words of the text", Unit.COUNT)
asks = Fact("asks_for", "what it asks for or sells", Unit.TEXT)
debt = Fact("debt_named", "what it says about money owed", Unit.TEXT)
delicate = Fact("delicate", "what must never stand in a text to the client", Unit.TEXT)
near = Flag("near_business", "an ask or a reminder stands within a week of it")
expected = Flag("expected", "the client heard from us in the two weeks before")
own_subject = Flag("own_subject", "the subject line is written for this person")
attached = Fact("attached", "megabytes attached", Unit.RATIO)
unsigned = Fact("unsigned", "parts that the signature lacks", Unit.TEXT)
mail = Flag("mail", "it is sent as mail")

MESSAGE_VOCABULARY: Final = Vocabulary(
    (people, named, nameless, holes, general, words, asks, debt, delicate, near, expected, own_subject, attached,
     unsigned, mail)
)  # fmt: skip

GREETING_RULES: Final[RuleBook[str]] = RuleBook.of(
    Rule("greeting.one-person", (people > 1) | (people < 1), "E1.1",
         "goes to {people} people: a greeting goes to one", ("E1.1",)),
    Rule("greeting.no-name", nameless, "E1.1", "no name, or a doubtful one: no greeting", ("E1.1",)),
    Rule("greeting.not-addressed", ~named, "E1.1", "does not call the person by name or form of address", ("E1.1",)),
    Rule("greeting.placeholder", holes, "E1.1", "a placeholder was left unfilled", ("E1.1",)),
    Rule("greeting.to-all", general, "E1.1", "addresses everybody: never one letter to all", ("E1.1",)),
    Rule("greeting.long", words > 90, "E1.2", "{words} words: short and sincere is better", ("E1.2",)),
    Rule("greeting.asks", ~asks.one_of(""), "E1.2", "asks or sells: {asks_for}", ("E1.2",)),
    Rule("greeting.debt", ~debt.one_of(""), "E1.2", "speaks of money owed: {debt_named}", ("E1.2",)),
    Rule("greeting.near-business", near, "E1.2", "an ask or a reminder stands within a week of it", ("E1.2",)),
    Rule("greeting.no-surprise", expected, "E1.4", "the client heard from us just now: it should surprise", ("E1.4",)),
    Rule("greeting.subject", mail & ~own_subject, "E1.5", "the subject line is not written for this person",
         ("E1.5",)),
    Rule("greeting.heavy", attached > 1, "E1.5", "{attached} MB attached: nothing heavy", ("E1.5",)),
    Rule("greeting.signature", mail & ~unsigned.one_of(""), "E1.5", "the signature lacks: {unsigned}", ("E1.5",)),
    Rule("greeting.delicate", ~delicate.one_of(""), "section 6",
         "illness and insolvency never appear in a text to the client: {delicate}", ("section 6",)),
    sees=MESSAGE_VOCABULARY,
)  # fmt: skip


@door
def check(
    message: Message,
    *,
    asks_on: Iterable[date] = (),
    contacts_on: Iterable[date] = (),
    asking_words: tuple[str, ...] = ASKING_WORDS,
    debt_words: tuple[str, ...] = DEBT_WORDS,
    delicate_words: tuple[str, ...] = DELICATE_WORDS,
    rules: RuleBook[str] = GREETING_RULES,
) -> tuple[Broken, ...]:
    """Each rule of E1 that a greeting breaks; `()` for a good one.

    Args:
        message: the greeting.
        asks_on: days of asks, offers and reminders to the same client, past and planned.
        contacts_on: days on which the client heard from us.
        asking_words: words by which a text asks or sells, in its language; English by default.
        debt_words: words about money owed, likewise.
        delicate_words: words that a client must never read, likewise.
        rules: the book of manners.

    >>> anna = Person("Anna Petrova", address="Mrs Petrova")
    >>> good = Message("Dear Mrs Petrova, all the best on your birthday!", to=[anna], written=False)
    >>> check(good)
    ()
    >>> [one.rule for one in check(Message("Dear customer, 20 % discount today!", to=[anna], written=False))]
    ['greeting.not-addressed', 'greeting.to-all', 'greeting.asks']
    """
    found = rules.every(_facts(message, tuple(asks_on), tuple(contacts_on), asking_words, debt_words, delicate_words))
    return tuple(Broken(rule.id, found.why(rule), rule.sources) for rule in found.hits)


def _facts(
    message: Message,
    asks_on: tuple[date, ...],
    contacts_on: tuple[date, ...],
    asking_words: tuple[str, ...],
    debt_words: tuple[str, ...],
    delicate_words: tuple[str, ...],
) -> dict[str, Value]:
    text, subject = message.text.casefold(), message.subject.casefold()
    person = message.to[0] if len(message.to) == 1 else None
    whole = f"{subject}\n{text}"
    missing = [part for part in SIGNATURE if part not in message.signature]
    return {
        "people": len(message.to),
        "addressed": person is None or any(name in text for name in _names(person)),
        "nameless": any(not one.name.strip() or "?" in one.name for one in message.to),
        "holes": bool(re.search(r"\{[^{}]*\}|\[[A-Z_ ]+\]|<[A-Z_ ]+>|%[A-Z_]+%", message.text + message.subject)),
        "general": any(phrase in text for phrase in NOBODY),
        "words": len(message.text.split()),
        "asks_for": _found(whole, asking_words),
        "debt_named": _found(whole, debt_words),
        "delicate": _found(whole, delicate_words),
        "near_business": _within(message.on, asks_on, 7, both=True),
        "expected": _within(message.on, contacts_on, 14, both=False),
        "own_subject": person is not None and any(name in subject for name in _names(person)),
        "attached": message.attachments,
        "unsigned": listed(Said(f"signature.{part}", part) for part in missing),
        "mail": message.written,
    }


def _names(person: Person) -> tuple[str, ...]:
    """What the person can be called: form of address, full name, each part of the name."""
    parts = [person.address, person.name, *person.name.split()]
    return tuple(part.casefold() for part in parts if len(part) > 1)


def _found(text: str, phrases: tuple[str, ...]) -> str:
    return ", ".join(phrase for phrase in phrases if re.search(rf"\b{re.escape(phrase.casefold())}", text))


def _within(on: date | None, days: tuple[date, ...], distance: int, *, both: bool) -> bool:
    if on is None:
        return False
    gaps = [(on - day).days for day in days]
    return any((abs(gap) if both else gap) < distance and (both or gap > 0) for gap in gaps)
