"""Reading what a CRM stores: a lost-reason code or a note becomes candidate reasons with confidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

import attrs

from ..doors import door
from ..errors import ClientReturnError
from .catalogue import REASONS, Reasons
from .lexicon import Lexicon, lexicon_of
from .picklists import PICK_LISTS, PickList, pick_list_named
from .speaking import read_with
from .stated import Reading

__all__ = ["Reader", "Reading", "read"]

_CODE_CONFIDENCE: Final = 0.95


class Reader(Protocol):
    """Whatever turns a text into a `Reading`: a language model, an embedding, a firm's own table."""

    def __call__(self, text: str, /) -> Reading: ...


@door
def read(
    text: str,
    vocabulary: str | PickList | None = None,
    *,
    language: str | None = None,
    lexicons: Iterable[Lexicon] | None = None,
    reader: Reader | None = None,
    reasons: Reasons = REASONS,
) -> Reading:
    """Read a lost-reason field: a reason code, a value of a pick list, or free text.

    Args:
        text: what the CRM stores. Of a text, the first 4,000 characters are read.
        vocabulary: the pick list that the value comes from: a `PickList`, or the name of a built-in one (`"stripe"`,
            `"odoo"`, `"frappe-crm"`, `"django-crm"`, `"ibm-telco"`). A value that is not on it is read as free text.
            Without one, a value found on any built-in list is read so.
        language: the text's language (`"en"`, `"ru"`, `"az"`, `"hy"`, `"mn"`, `"fa"`); found out when left open.
        lexicons: the firm's own lexicons, instead of the built-in ones; `language` goes before them.
        reader: the firm's own reader; it is asked instead of the lexicons, and only for free text.
        reasons: the reasons that may be answered; others are left out.

    Returns:
        A `Reading`; an empty one when the text names no reason.

    Raises:
        ClientReturnError: `text` is no text, `vocabulary` or `language` is not known, or a reader answered what is no
            `Reading`.

    Sources: handbook section 6 "Causes", E4.14, B9.

    >>> read("too_expensive", "stripe").candidates
    (('company.priced-out', 0.4), ('competitor.better-price', 0.2))
    >>> read("Price was not the problem").negated
    ('company.priced-out',)
    >>> read("meeting moved to Thursday")
    Reading(candidates=(), negated=(), words=(), language='en', destination=False, rival='')
    """
    if not isinstance(text, str):
        raise ClientReturnError("read.text", text, "a text or a reason code")
    if language is not None:
        lexicons = (lexicon_of(language),)
    if text.strip() in reasons:
        return Reading(((text.strip(), _CODE_CONFIDENCE),), words=(text.strip(),))
    listed = _listed(text, vocabulary)
    if listed is None:
        listed = reader(text) if reader is not None else _free(text, lexicons)
        if not isinstance(listed, Reading):
            raise ClientReturnError("read.reader", listed, "a Reading", "let the reader return Reading(candidates)")
    return attrs.evolve(listed, candidates=[c for c in listed.candidates if c[0] in reasons])


def _listed(text: str, vocabulary: str | PickList | None) -> Reading | None:
    """The reading of a pick list's value, or `None` for what stands on no list."""
    chosen: Iterable[PickList]
    if vocabulary is None:
        chosen = PICK_LISTS.values()
    else:
        chosen = (pick_list_named(vocabulary),)
    for each in chosen:
        found = each.get(text)
        if found is not None:
            return Reading(found.candidates, words=(text.strip(),), destination=found.destination)
    return None


def _free(text: str, lexicons: Iterable[Lexicon] | None) -> Reading:
    return read_with(text, None if lexicons is None else tuple(lexicons))
