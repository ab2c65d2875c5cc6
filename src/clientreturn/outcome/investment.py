"""Return on marketing investment of winning back, with its parts (E4.17, E4.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from math import ceil

import attrs

from ..conditions import Unit
from ..days import later
from ..doors import door, is_textual, typed
from ..errors import ClientReturnError
from ..intervals import Share
from ..money import as_amount, checked_amount, total
from ..phrases import Said, said
from .attempts import Ending, Outcome, Sale

__all__ = ["Costs", "Romi", "romi", "romi_by"]

Amount = Decimal | float | int | str


def _amount(value: Amount) -> Decimal:
    amount = checked_amount("Costs", as_amount(value))
    if amount < 0:
        raise ClientReturnError("Costs", value, "an amount of 0 or more")
    return amount


def _amounts(value: Mapping[str, Amount] | Iterable[tuple[str, Amount]]) -> tuple[tuple[str, Decimal], ...]:
    return tuple(sorted((str(name), _amount(amount)) for name, amount in dict(value).items()))


@attrs.frozen(field_transformer=typed)
class Costs:
    """What winning back costs, in money of the purchases' currency.

    Attributes:
        contact: cost of one contact by a channel that is not listed.
        contacts: cost of one contact by channel.
        offers: cost of an offer when it is used; one that nobody used costs nothing.
        driver_share: share of the returned sales that is paid to the driver of the return (E4.6).
        fixed: whatever else the campaign cost.
        horizon: days after the return whose purchases count.

    >>> Costs(10, {"letter": 2}).contact_by("letter"), Costs(10).contact_by("call")
    (Decimal('2'), Decimal('10'))
    """

    contact: Decimal = attrs.field(default=Decimal(0), converter=_amount)
    contacts: tuple[tuple[str, Decimal], ...] = attrs.field(default=(), converter=_amounts)
    offers: tuple[tuple[str, Decimal], ...] = attrs.field(default=(), converter=_amounts)
    driver_share: float = attrs.field(default=0.0)
    fixed: Decimal = attrs.field(default=Decimal(0), converter=_amount)
    horizon: int = 365

    def __attrs_post_init__(self) -> None:
        if isinstance(self.driver_share, bool) or not 0 <= self.driver_share <= 1:
            raise ClientReturnError("Costs.driver_share", self.driver_share, "a share from 0 to 1")
        if type(self.horizon) is not int or self.horizon < 1:
            raise ClientReturnError("Costs.horizon", self.horizon, "a whole number of days above 0")

    @door
    def contact_by(self, channel: str) -> Decimal:
        """Cost of one contact by a channel."""
        return dict(self.contacts).get(channel, self.contact)

    @door
    def offer_used(self, offer: str) -> Decimal:
        """Cost of an offer that was used; 0 for none. An offer without a cost is refused."""
        if not offer:
            return Decimal(0)
        known = dict(self.offers)
        if offer not in known:
            raise ClientReturnError("Costs.offers", offer, "a cost for every offer that a returner used", "add it")
        return known[offer]


@attrs.frozen(field_transformer=typed)
class Romi:
    """ROMI = (profit from returned clients − cost of returning) / cost of returning.

    Attributes:
        attempts: clients that we tried to win back.
        returned: how many of them were lost and bought again (E4.16).
        woken: how many had only gone quiet and bought again.
        revenue: their revenue within the horizon.
        profit: margin of it; `None` when a returner's margin is unknown.
        contacts: cost of all contacts, successful or not.
        offers: cost of the offers that returners used.
        driver: share of the returned sales paid to the driver.
        fixed: whatever else was spent.
        pay_back: days from the first contact until the margin had covered the whole cost; `None` when it has not.
        without_money: returners whose money or margin is unknown.
        incomplete: returners whose horizon has not passed yet: their profit may still grow.
        margin_assumed: returners whose margin is the policy's figure and not their own.
    """

    attempts: int
    returned: int
    woken: int
    revenue: Decimal
    profit: Decimal | None
    contacts: Decimal
    offers: Decimal
    driver: Decimal
    fixed: Decimal
    pay_back: int | None
    without_money: tuple[str, ...] = ()
    incomplete: int = 0
    margin_assumed: int = 0

    @property
    def back(self) -> int:
        """How many bought again."""
        return self.returned + self.woken

    @property
    def cost(self) -> Decimal:
        """Cost of returning: contacts, offers used, the driver's share, and what is fixed."""
        return self.contacts + self.offers + self.driver + self.fixed

    @property
    def net(self) -> Decimal | None:
        """Profit less cost."""
        return None if self.profit is None else self.profit - self.cost

    @property
    def value(self) -> float | None:
        """The ROMI; `None` when it is undefined, see `why`."""
        return None if self.net is None or not self.cost else float(self.net / self.cost)

    @property
    def why(self) -> str:
        """Why there is no ROMI; empty when there is one."""
        if not self.attempts:
            return said("romi.nobody-asked", "cannot be told: nobody was asked back")
        if not self.cost:
            return said("romi.nothing-spent", "undefined: nothing was spent, and a return on nothing is no figure")
        if self.profit is None:
            unknown = "cannot be told: the margin of {count} returned clients is unknown"
            return said("romi.no-margin", unknown, count=len(self.without_money))
        return ""

    @property
    def share_back(self) -> Share:
        """Share of the attempts that brought a client back; practitioners say a third (B6)."""
        return Share(self.back, self.attempts)

    @property
    def break_even(self) -> int | None:
        """Returned clients needed for the margin to cover the cost; `None` when none came, or each costs more than it brings."""
        if not self.back or self.profit is None:
            return None
        each = (self.profit - self.offers - self.driver) / self.back
        return ceil((self.contacts + self.fixed) / each) if each > 0 else None

    @property
    def text(self) -> Said:
        """The figure with its parts, in words."""
        told = said(
            "romi.text",
            "ROMI {value}: {back} of {attempts} back; profit {profit}, cost {cost} = contacts {contacts} + offers used "
            "{offers} + driver {driver} + other {fixed}",
            value=self.why if self.value is None else (self.value, Unit.PROBABILITY),
            back=self.back,
            attempts=self.attempts,
            profit="?" if self.profit is None else (self.profit, Unit.MONEY),
            cost=(self.cost, Unit.MONEY),
            contacts=(self.contacts, Unit.MONEY),
            offers=(self.offers, Unit.MONEY),
            driver=(self.driver, Unit.MONEY),
            fixed=(self.fixed, Unit.MONEY),
        )
        if self.incomplete:
            english = "{told}; the horizon of {count} has not passed yet"
            told = said("romi.incomplete", english, told=told, count=self.incomplete)
        if self.margin_assumed:
            english = "{told}; the margin of {count} is assumed"
            told = said("romi.margin-assumed", english, told=told, count=self.margin_assumed)
        return told

    def __str__(self) -> str:
        return str(self.text)


@door
def romi(outcomes: Iterable[Outcome], costs: Costs) -> Romi:
    """ROMI of those attempts in which the client was asked; whoever came without being asked is no merit of the campaign.

    >>> romi([], Costs()).why
    'cannot be told: nobody was asked back'
    """
    asked = [outcome for outcome in outcomes if outcome.tries]
    share = Decimal(str(costs.driver_share))
    returned = [(outcome, _counted(outcome, costs.horizon)) for outcome in asked if outcome.back]
    sales = [sale for _, counted in returned for sale in counted]
    unknown = tuple(
        one.client for one, counted in returned if not counted or any(sale.margin is None for sale in counted)
    )
    revenue = total(sale.revenue for sale in sales)
    contacts = total(costs.contact_by(channel) for outcome in asked for _, channel in outcome.contacts)
    offers = total(costs.offer_used(outcome.offer) for outcome, _ in returned)
    whole = Romi(
        len(asked),
        sum(one.ending is Ending.RETURNED for one, _ in returned),
        sum(one.ending is Ending.WOKEN for one, _ in returned),
        revenue,
        None if unknown else total(sale.margin for sale in sales if sale.margin is not None),
        contacts,
        offers,
        revenue * share,
        costs.fixed if asked else Decimal(0),
        None,
        unknown,
        sum(not _followed(one, costs.horizon) for one, _ in returned),
        sum(one.margin_assumed for one, _ in returned),
    )
    return attrs.evolve(whole, pay_back=_pay_back(asked, sales, whole.cost)) if whole.cost and not unknown else whole


@door
def romi_by(outcomes: Iterable[Outcome], costs: Costs, key: Callable[[Outcome], str]) -> dict[str, Romi]:
    """ROMI of each group: by reason, offer, channel or anything else; fixed costs stay with the whole.

    >>> romi_by([], Costs(), lambda outcome: outcome.reason)
    {}
    """
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.tries:
            name = key(outcome)
            if not is_textual(name):
                raise ClientReturnError("romi_by.key", name, "a function that gives a text", "str(…) makes one")
            groups.setdefault(name, []).append(outcome)
    variable = attrs.evolve(costs, fixed=Decimal(0))
    return {name: romi(groups[name], variable) for name in sorted(groups)}


def _counted(outcome: Outcome, horizon: int) -> list[Sale]:
    """Sales within the horizon, the day of return being its first."""
    if outcome.ended_on is None:
        return []
    end = later(outcome.ended_on, horizon)
    return [sale for sale in outcome.sales if sale.on < end]


def _followed(outcome: Outcome, horizon: int) -> bool:
    return outcome.ended_on is not None and outcome.as_of >= later(outcome.ended_on, horizon - 1)


def _pay_back(asked: list[Outcome], sales: list[Sale], cost: Decimal) -> int | None:
    first = min((day for outcome in asked for day, _ in outcome.contacts), default=None)
    if first is None:
        return None
    earned = Decimal(0)
    for sale in sorted(sales, key=lambda sale: sale.on):
        earned += sale.margin or Decimal(0)
        if earned >= cost:
            return (sale.on - first).days
    return None
