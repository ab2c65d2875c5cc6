"""The envelope around plain data, and what a caller supplies because data never carry it: functions and contexts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, Final

import attrs
from cattrs import Converter
from cattrs.errors import AttributeValidationNote, ClassValidationError

from ..base import Base
from ..case import Case
from ..causes import CAUSES, Causes, Finder
from ..causes.questions import Asker
from ..doors import BROKEN, typed
from ..errors import ClientReturnError, closest
from ..facts import OwnFact
from ..history import Client
from ..policy import Policy
from ..reasons import Reader
from ..recovery import Team
from ..reviews import Review
from ..reviews.many import Inputs
from ..standing import judge
from ..words import Words
from ..words.grammar import grammar_of
from ..worth import CaseFacts
from .bounds import check_plain
from .conversion import Hook, class_reader, class_writer, new_converter
from .kinds import hints_of, kind_named, names
from .refusals import refusal

__all__ = ["SCHEMA", "Codec", "dump", "load"]

SCHEMA: Final = 1
"""Version of the form of stored data; data of a later one are refused."""

NAME: Final = "clientreturn"


@attrs.frozen(field_transformer=typed)
class Codec:
    """Reads and writes values, given what data never carry.

    Attributes:
        own_facts: facts with the functions that make them, for a policy that has own facts.
        finders: finders with their functions, for a policy that has finders.
        reader: the firm's own reader of texts, for a policy that has one.
        policy: the policy by which cases and reviews were made; they are read by it, and refused if made by another.
        base: the base by which they were made, likewise.
        team: who is there, for cases.

    >>> from datetime import date
    >>> import clientreturn as cr
    >>> client = cr.Client("C-7", purchases=[cr.Purchase(date(2026, 1, 5), "120.50", "EUR")])
    >>> data = Codec().dump(client)
    >>> data["kind"], data["data"]["purchases"][0]["amount"], Codec().load(data) == client
    ('Client', '120.50', True)
    """

    own_facts: tuple[OwnFact, ...] = attrs.field(default=(), converter=tuple)
    finders: tuple[Finder, ...] = attrs.field(default=(), converter=tuple)
    reader: Reader | None = None
    policy: Policy = attrs.field(factory=Policy)
    base: Base = attrs.field(factory=Base)
    team: Team = attrs.field(factory=Team)
    _converter: Converter = attrs.field(init=False, eq=False, repr=False)

    @_converter.default
    def _new(self) -> Converter:
        converter = new_converter()
        special: dict[Any, tuple[Hook, Hook]] = {
            Finder: (_write_finder, _finders(self.finders)),
            OwnFact: (_write_own_fact, _own_facts(self.own_facts)),
            Words: (_write_words, _read_words),
            Policy: _policies(converter),
            Case: _cases(self, converter),
            Inputs: _inputs(self, converter),
            hints_of(Causes)["reader"]: (_write_reader, _readers(self.reader)),
            Review: (class_writer(Review, converter), _reviews(self, converter)),
        }
        converter.register_unstructure_hook_factory(special.__contains__)(lambda kind: special[kind][0])
        converter.register_structure_hook_factory(special.__contains__)(lambda kind: special[kind][1])
        return converter

    def dump(self, value: object) -> dict[str, Any]:
        """The value as plain data that JSON can carry.

        Raises:
            ClientReturnError: for what is no value of the library, or holds a function that is not named.
        """
        cls = type(value)
        if cls not in names():
            raise ClientReturnError("codec.dump", value, "a value of this library")
        try:
            data = self._converter.unstructure(value, cls)
        except BROKEN as error:
            if isinstance(error, ClientReturnError):
                raise
            expected = f"a {cls.__name__} whose fields hold what they are for"
            raise ClientReturnError("codec.dump", value, expected, f"({error})") from None
        return {NAME: SCHEMA, "kind": names()[cls], "data": data}

    def load(self, data: object, kind: type | None = None) -> Any:
        """The value that was written, or that a foreign program wrote in the same form.

        Args:
            data: what `dump` gave, or JSON gave back.
            kind: the kind that is expected; another one is refused.

        Raises:
            ClientReturnError: names the path of whatever cannot be used.
        """
        check_plain(data)
        found, content = _opened(data)
        if kind is not None and found is not kind:
            raise ClientReturnError("kind", found.__name__, kind.__name__)
        try:
            return self._converter.structure(content, found)
        except Exception as error:
            raise refusal(error, found.__name__) from None


def _opened(data: object) -> tuple[type, Any]:
    if not isinstance(data, dict) or NAME not in data:
        raise ClientReturnError("data", data, f"an object with the fields {NAME!r}, 'kind' and 'data'")
    version = data[NAME]
    if type(version) is not int or not 1 <= version <= SCHEMA:
        raise ClientReturnError(NAME, version, f"a version from 1 to {SCHEMA}", "read it with a newer clientreturn")
    names = (NAME, "kind", "data")
    for name in data:
        if name not in names:
            raise ClientReturnError(
                name or "data", name, f"one of the fields {', '.join(names)}", "", closest(name, names)
            )
    for name in names:
        if name not in data:
            raise ClientReturnError(name, "nothing", f"the field {name!r}", "add it")
    return kind_named(data["kind"]), data["data"]


@cache
def _default() -> Codec:
    return Codec()


def dump(value: object) -> dict[str, Any]:
    """A value as plain data that JSON can carry, see `Codec.dump`."""
    return _default().dump(value)


def load(data: object, kind: type | None = None) -> Any:
    """The value again from plain data, see `Codec.load`."""
    return _default().load(data, kind)


# --- functions: named by data, supplied by the caller ---------------------------------------------------


def _supplied(what: str, name: object, known: Iterable[str], remedy: str) -> ClientReturnError:
    return ClientReturnError("", name, f"{what} that the caller supplies", remedy, closest(name, known))


def _write_finder(finder: Finder) -> dict[str, Any]:
    return {"id": finder.id, "version": finder.version}


def _finders(finders: tuple[Finder, ...]) -> Hook:
    known = {finder.id: finder for finder in finders}

    def read(data: object, kind: Any) -> Finder:
        finder_id = data.get("id") if isinstance(data, dict) else None
        finder = known.get(finder_id) if isinstance(finder_id, str) else None
        if finder is None:
            raise _supplied("a finder", finder_id, known, "pass it: Codec(finders=[…])")
        if data != _write_finder(finder):
            raise ClientReturnError("", data, f"version {finder.version} of it, and nothing else")
        return finder

    return read


def _write_reader(reader: Reader | None) -> str | None:
    return None if reader is None else "built-in" if reader is CAUSES.reader else "own"


def _readers(own: Reader | None) -> Hook:
    def read(data: object, kind: Any) -> Reader | None:
        if data == "own" and own is None:
            raise ClientReturnError("", data, "a reader that the caller supplies", "pass it: Codec(reader=…)")
        if data not in (None, "built-in", "own"):
            raise ClientReturnError("", data, "null, 'built-in' or 'own'")
        return None if data is None else CAUSES.reader if data == "built-in" else own

    return read


def _write_own_fact(own: OwnFact) -> dict[str, Any]:
    fact, _ = own
    return {"name": fact.name, "title": fact.title, "unit": fact.unit.value}


def _own_facts(own_facts: tuple[OwnFact, ...]) -> Hook:
    known = {own[0].name: own for own in own_facts}

    def read(data: object, kind: Any) -> OwnFact:
        name = data.get("name") if isinstance(data, dict) else None
        own = known.get(name) if isinstance(name, str) else None
        if own is None:
            raise _supplied("a fact of the firm's own, with its function,", name, known, "Codec(own_facts=[…])")
        if data != _write_own_fact(own):
            raise ClientReturnError("", data, f"the fact as it is supplied, {_write_own_fact(own)}")
        return own

    return read


def _write_words(words: Words) -> dict[str, Any]:
    if not words.plain:
        raise ClientReturnError(
            "Words.write", words.write, "the plain way of writing", "store the phrases; give the function when reading"
        )
    return {
        "phrases": dict(words.phrases),
        "facts": dict(words.facts),
        "tag": words.tag,
        "right_to_left": words.right_to_left,
    }


def _read_words(data: object, kind: Any) -> Words:
    if not isinstance(data, dict) or not data.keys() <= {"phrases", "facts", "tag", "right_to_left"}:
        raise ClientReturnError("", data, "an object with phrases, facts, tag and right_to_left")
    for name in ("phrases", "facts"):
        texts = data.get(name, {})
        if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
            raise ClientReturnError("", texts, f"texts by key in {name}")
    if type(data.get("right_to_left", False)) is not bool:
        raise ClientReturnError("", data["right_to_left"], "true or false")
    grammar_of(data.get("tag", "en"))
    return Words(**data)


# --- a policy: its books see nothing that nobody makes --------------------------------------------------


def _policies(converter: Converter) -> tuple[Hook, Hook]:
    def read_policy(data: object, kind: Any) -> Policy:
        policy: Policy = plain(data, Policy)
        own = {fact.name for fact, _ in policy.own_facts}
        for room, book in policy.books.items():
            sees = plain_policy.books["standing" if room == "past" else room].sees
            known = own | {fact.name for fact in sees.facts}
            families = {prefix for prefix, _ in sees.families}
            for fact in book.sees.facts:
                if fact.name not in known:
                    raise _supplied("a fact of this room, or one of the firm's own", fact.name, known, "")
            for prefix, _ in book.sees.families:
                if prefix not in families:
                    raise _supplied("a family of facts of this room", prefix, families, "")
        return policy

    plain, plain_policy = class_reader(Policy, converter), Policy()
    return class_writer(Policy, converter), read_policy


# --- a case: what was said, read by the policy and the base by which it was said --------------------------


LEFT_OUT: Final = ("judgement", "policy", "team")


def _cases(codec: Codec, converter: Converter) -> tuple[Hook, Hook]:
    plain_write, plain_read = class_writer(Case, converter, LEFT_OUT), class_reader(Case, converter)

    def write_case(case: Case) -> dict[str, Any]:
        data: dict[str, Any] = plain_write(case)
        del data["standing"]["book"], data["worth"]["verdict"]["book"], data["worth"]["traits"]["book"]
        if case.diagnosis is not None:
            del data["diagnosis"]["reasons"]
        return data

    def read_case(data: Any, kind: Any) -> Case:
        _check_stamp(_part(data, "stamp"), codec)
        policy = codec.policy
        _refuse(data, *LEFT_OUT)
        filled = {**data, "policy": policy, "team": codec.team}
        filled["standing"] = _with(_part(data, "standing"), book=policy.standing)
        worth = _part(data, "worth")
        filled["worth"] = {
            **worth,
            "verdict": _with(_part(worth, "verdict"), book=policy.return_class),
            "traits": _with(_part(worth, "traits"), book=policy.traits),
        }
        if data.get("diagnosis") is not None:
            filled["diagnosis"] = _with(_part(data, "diagnosis"), reasons=policy.reasons)
        filled["account"] = account = _read_part(data, "account", Client, converter)
        filled["as_of"] = as_of = _read_part(data, "as_of", date, converter)
        filled["judgement"] = judgement = judge(
            account,
            as_of,
            standing=policy.standing,
            presence=policy.presence,
            base=codec.base,
            numbers=policy.numbers,
            rates=policy.rates,
            own=policy.own_facts,
        )
        case: Case = plain_read(filled, kind)
        facts = CaseFacts(judgement.facts, dict(case.worth.facts))
        diagnosis = case.diagnosis
        if diagnosis is not None:
            diagnosis = attrs.evolve(diagnosis, asker=Asker(judgement.facts, case.since, policy.causes))
        return attrs.evolve(case, worth=attrs.evolve(case.worth, facts=facts), diagnosis=diagnosis)

    return write_case, read_case


def _inputs(codec: Codec, converter: Converter) -> tuple[Hook, Hook]:
    def read_inputs(data: Any, kind: Any) -> Inputs:
        _refuse(data, "policy", "base")
        inputs: Inputs = plain_read({**data, "policy": codec.policy, "base": codec.base}, kind)
        return inputs

    plain_read = class_reader(Inputs, converter)
    return class_writer(Inputs, converter, ("policy", "base")), read_inputs


def _reviews(codec: Codec, converter: Converter) -> Hook:
    def read_review(data: Any, kind: Any) -> Review:
        _check_stamp(_part(data, "stamp"), codec)
        review: Review = plain_read(data, kind)
        return review

    plain_read = class_reader(Review, converter)
    return read_review


def _read_part(data: Any, name: str, kind: Any, converter: Converter) -> Any:
    try:
        return converter.structure(data[name], kind)
    except Exception as error:
        error.add_note(AttributeValidationNote("", name, kind))
        raise ClassValidationError("", [error], Case) from None


def _part(data: Any, name: str) -> dict[str, Any]:
    part = data.get(name) if isinstance(data, dict) else None
    if not isinstance(part, dict):
        raise ClientReturnError("", part, f"an object as field {name!r}")
    return part


def _with(data: dict[str, Any], **supplied: Any) -> dict[str, Any]:
    _refuse(data, *supplied)
    return {**data, **supplied}


def _refuse(data: Any, *names: str) -> None:
    if not isinstance(data, dict):
        raise ClientReturnError("", data, "an object")
    for name in names:
        if name in data:
            raise ClientReturnError("", name, "no such field here", "it comes from Codec(policy=…)")


def _check_stamp(stamp: dict[str, Any], codec: Codec) -> None:
    for name, context in (("policy", codec.policy), ("base", codec.base)):
        if stamp.get(name) != context.fingerprint:
            raise ClientReturnError(
                f"stamp.{name}",
                stamp.get(name),
                f"{context.fingerprint}, the fingerprint of the {name} at hand",
                f"pass the {name} by which the case was made: Codec({name}=…)",
            )
