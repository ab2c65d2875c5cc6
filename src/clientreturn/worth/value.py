"""Money formulas of the handbook: what a client is worth, what a loss costs (E3.4, E4.3, E4.4)."""

from __future__ import annotations

from ..errors import ClientReturnError

__all__ = ["client_value", "money_at_stake", "money_lost", "second_life_value"]


def _not_negative(field: str, value: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
        raise ClientReturnError(field, value, "a number not below 0")
    return float(value)


def client_value(years: float, purchases_a_year: float, ticket: float) -> float:
    """Value of a client in revenue: years × purchases a year × average ticket (E4.4).

    >>> client_value(5, 10, 500)
    25000.0
    """
    return _not_negative("years", years) * _not_negative("purchases_a_year", purchases_a_year) * float(ticket)


def money_lost(clients: int, purchases_a_year: float, ticket: float) -> float:
    """Revenue lost a year with lost clients (E3.4).

    >>> money_lost(10, 7, 50_000)
    3500000.0
    """
    return _not_negative("clients", clients) * _not_negative("purchases_a_year", purchases_a_year) * float(ticket)


def money_at_stake(clients: int, loss_share: float, value: float) -> float:
    """Revenue at stake: base × share lost × client value (E4.3).

    >>> money_at_stake(1000, 0.1, 25_000)
    2500000.0
    """
    if not 0 <= loss_share <= 1:
        raise ClientReturnError("loss_share", loss_share, "a share from 0 to 1", "write 0.1 for 10 %")
    return _not_negative("clients", clients) * loss_share * float(value)


def second_life_value(yearly_margin: float, years: float, discount: float, survival: float = 1.0) -> float:
    """Margin of a second life (R15): each year's margin, if the client is still there, discounted at its middle.

    Args:
        yearly_margin: margin of one year, in money.
        years: how long the second life may last.
        discount: yearly discount rate (0–1).
        survival: chance of staying from one year to the next (0–1).

    >>> second_life_value(1000, 1, 0), round(second_life_value(1000, 3, 0.1), 2)
    (1000.0, 2608.23)
    >>> round(second_life_value(1000, 3, 0.1, 0.8), 2)
    2151.2
    """
    whole = int(years)
    shares = [(year, 1.0) for year in range(whole)] + ([(whole, years - whole)] if years > whole else [])
    return float(sum(yearly_margin * share * survival**year / (1 + discount) ** (year + 0.5) for year, share in shares))
