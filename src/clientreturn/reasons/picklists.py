"""Pick lists of widely used CRMs and billing systems, each value with the reasons that it can mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import attrs

from ..doors import typed
from ..errors import ClientReturnError, closest
from .folding import words_of
from .pairs import text_pairs

__all__ = ["PICK_LISTS", "Listed", "PickList", "pick_list_named"]


class Listed(NamedTuple):
    """What a value of a pick list can mean: no candidate when it names no reason."""

    candidates: tuple[tuple[str, float], ...]
    destination: bool = False


def _key(text: str) -> str:
    return " ".join(word.text for word in words_of(text[:200]))


@attrs.frozen(field_transformer=typed)
class PickList:
    """A pick list: values as the CRM stores them, with what each can mean.

    Case, spaces, underscores, hyphens and apostrophes do not matter. An ambiguous value has several candidates of
    low confidence; one that names no reason ("Other", "no answer") has none.

    Attributes:
        name: short name of the list.
        values: value → its meaning, written `code .8 code .2`; `>` marks a competitor named without a why.

    >>> own = PickList("ours", {"Preis": "company.priced-out .4 competitor.better-price .3"})
    >>> own.get("PREIS").candidates[0]
    ('company.priced-out', 0.4)
    """

    name: str
    values: tuple[tuple[str, str], ...] = attrs.field(converter=text_pairs)
    _by_key: dict[str, Listed] = attrs.field(init=False, eq=False, repr=False)

    @_by_key.default
    def _index(self) -> dict[str, Listed]:
        return {_key(value): _meaning(value, meaning) for value, meaning in self.values}

    def get(self, value: str) -> Listed | None:
        """What a value means, or `None` when it is not on the list."""
        return self._by_key.get(_key(value))

    def add(self, values: Mapping[str, str]) -> PickList:
        """A new list with these values too."""
        return attrs.evolve(self, values=(*self.values, *values.items()))


def _meaning(value: str, meaning: str) -> Listed:
    words = meaning.split()
    destination = ">" in words
    if destination:
        words.remove(">")
    try:
        candidates = tuple((code, float(number)) for code, number in zip(words[::2], words[1::2], strict=True))
    except ValueError:
        raise ClientReturnError(
            "PickList.values",
            (value, meaning),
            "reason codes, each followed by a confidence",
            "write 'client.died .9'",
        ) from None
    return Listed(candidates, destination)


_DEAR = "company.priced-out .4 competitor.better-price .2"

_LISTS: Final = (
    # Stripe: subscription cancellation_details.feedback and .reason
    PickList(
        "stripe",
        {
            "customer_service": "company.poor-service .6 company.destroyer .2",
            "low_quality": "company.poor-service .8",
            "missing_features": "company.poor-fit .85",
            "other": "",
            "switched_service": ">",
            "too_complex": "company.poor-fit .85",
            "too_expensive": _DEAR,
            "unused": "client.need-ended .35 company.poor-fit .25",
            "cancellation_requested": "",
            "payment_disputed": "company.billing-failed .4 company.poor-service .2",
            "payment_failed": "company.billing-failed .85",
        },
    ),
    # Odoo CRM: crm.lost.reason
    PickList(
        "odoo",
        {
            "Too expensive": _DEAR,
            "We don't have people/skills": "company.could-not-supply .9",
            "Not enough stock": "company.could-not-supply .9",
        },
    ),
    # Frappe CRM: CRM Lost Reason
    PickList(
        "frappe-crm",
        {
            "Pricing": "company.priced-out .4 competitor.better-price .3",
            "Competition": ">",
            "Budget Constraints": "client.hard-times .5 company.priced-out .25",
            "Missing Features": "company.poor-fit .85",
            "Long Sales Cycle": "company.poor-service .25 company.forgotten .2",
            "No Decision-Maker": "client.contact-moved .35",
            "Unresponsive Prospect": "",
            "Poor Fit": "company.poor-fit .85",
            "Other": "",
        },
    ),
    # DjangoCRM: crm.closingreason
    PickList(
        "django-crm",
        {
            "The client is not responding": "",
            "Specifications are not suitable": "company.poor-fit .85",
            "The deal was closed successfully": "",
            "Purchase postponed": "client.hard-times .35 client.need-ended .15",
            "The price is not competitive": "competitor.better-price .6 company.priced-out .25",
        },
    ),
    # IBM Telco customer churn: "Churn Reason" and "Churn Category"
    PickList(
        "ibm-telco",
        {
            "Attitude of support person": "company.destroyer .6 company.poor-service .3",
            "Attitude of service provider": "company.destroyer .4 company.poor-service .35",
            "Competitor had better devices": "competitor.better-service .8",
            "Competitor made better offer": "competitor.better-price .4 competitor.better-service .35",
            "Competitor offered higher download speeds": "competitor.better-service .85",
            "Competitor offered more data": "competitor.better-service .8",
            "Don't know": "",
            "Network reliability": "company.poor-service .8",
            "Product dissatisfaction": "company.poor-service .6 company.poor-fit .25",
            "Price too high": _DEAR,
            "Service dissatisfaction": "company.poor-service .85",
            "Lack of self-service on Website": "company.poor-fit .6 company.poor-service .25",
            "Extra data charges": "company.priced-out .5",
            "Moved": "client.moved-away .85",
            "Limited range of services": "company.poor-fit .5 company.range-changed .2",
            "Lack of affordable download/upload speed": "company.priced-out .4 company.poor-fit .3",
            "Long distance charges": "company.priced-out .5",
            "Poor expertise of phone support": "company.poor-service .8",
            "Poor expertise of online support": "company.poor-service .8",
            "Deceased": "client.died .95",
            "Attitude": "company.destroyer .4 company.poor-service .35",
            "Competitor": ">",
            "Dissatisfaction": "company.poor-service .55",
            "Price": "company.priced-out .4 competitor.better-price .3",
        },
    ),
)

PICK_LISTS: Final[Mapping[str, PickList]] = {each.name: each for each in _LISTS}
"""The built-in pick lists by name."""


def pick_list_named(vocabulary: str | PickList) -> PickList:
    """A pick list by its name, or the firm's own as it is."""
    if isinstance(vocabulary, PickList):
        return vocabulary
    try:
        return PICK_LISTS[vocabulary]
    except (KeyError, TypeError):
        raise ClientReturnError(
            "vocabulary",
            vocabulary,
            f"a PickList or one of {', '.join(PICK_LISTS)}",
            suggestion=closest(vocabulary, PICK_LISTS),
        ) from None
