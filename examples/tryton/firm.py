"""A small coffee roastery in Tryton: parties and contacts, dated sales, complaints, opportunities with lost reasons."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from proteus import Model, Wizard
from trytond.modules.company.tests.tools import create_company, get_company

OLGA, RAUF, TIGRAN, DARYA = "Olga Lind", "Rauf Aslan", "Tigran Sarkis", "Darya Belova"
EMPLOYEES = (OLGA, RAUF, TIGRAN, DARYA)
COMPANY, HOUSEHOLD = "Company", "Household"

HARBOUR, MERIDIAN, BAKERY, BISTRO, OFFICE, LIBRARY, PETROSYAN = (
    "Harbour Café",
    "Hotel Meridian",
    "Ganna's Bakery",
    "Bistro Nar",
    "Office Park Five",
    "City Library",
    "Mrs Petrosyan",
)


def build(config: Any) -> None:
    """Everything that the roastery has put into Tryton by the second of March 2026."""
    roastery = Model.get("party.party")(name="Three Valleys Roastery")
    roastery.save()
    create_company(party=roastery, currency="GBP", config=config)
    staff = _staff()
    kinds = _categories()
    client = {
        name: _party(name, kinds[HOUSEHOLD if name == PETROSYAN else COMPANY], contact, phone)
        for name, contact, phone in (
            (HARBOUR, "Mrs Lark", "+44 20 7946 0101"),
            (MERIDIAN, "Mr Solis", "+44 20 7946 0102"),
            (BAKERY, "Mrs Ganna", "+44 20 7946 0103"),
            (BISTRO, "Mr Nar", "+44 20 7946 0104"),
            (OFFICE, "Ms Reed", "+44 20 7946 0105"),
            (LIBRARY, "Mr Page", "+44 20 7946 0106"),
            (PETROSYAN, "Mrs Petrosyan", "+44 20 7946 0107"),
        )
    }
    sell(client[HARBOUR], staff[OLGA], date(2024, 1, 10), every=30, times=22, amount=640)
    sell(client[MERIDIAN], staff[OLGA], date(2024, 3, 5), every=30, times=11, amount=1200)
    sell(client[MERIDIAN], staff[RAUF], date(2025, 2, 3), every=30, times=8, amount=1200)
    sell(client[BAKERY], staff[RAUF], date(2024, 6, 1), every=28, times=18, amount=310)
    sell(client[BISTRO], staff[RAUF], date(2023, 3, 1), every=60, times=15, amount=480)
    sell(client[OFFICE], staff[OLGA], date(2025, 1, 15), every=30, times=14, amount=900)
    sell(client[PETROSYAN], staff[OLGA], date(2025, 11, 20), every=1, times=1, amount=45)

    late, faulty = _complaint_type("Late delivery"), _complaint_type("Quality")
    _complain(client[HARBOUR], late, date(2025, 9, 12), "Beans came six days late, the third time", "reject")
    _complain(client[OFFICE], faulty, date(2025, 8, 4), "A stale batch", "approve")

    _lose(
        client[HARBOUR], staff[OLGA], date(2025, 11, 25), "Deliveries kept coming late, they buy from Bean Street now"
    )
    _lose(client[MERIDIAN], staff[RAUF], date(2025, 12, 1), "Too expensive since the price increase")
    _lose(client[BAKERY], staff[RAUF], date(2025, 12, 20), "кум теперь возит")
    _opportunity(client[LIBRARY], staff[OLGA], date(2026, 1, 20))

    twice_entered = _party(HARBOUR, kinds[COMPANY], "Mrs Lark", "+44 20 7946 0101")
    replace = Wizard("party.replace", [twice_entered])
    replace.form.destination = client[HARBOUR]
    replace.execute("replace")


def _staff() -> dict[str, Any]:
    staff = {}
    for name in EMPLOYEES:
        person = Model.get("party.party")(name=name)
        person.save()
        staff[name] = Model.get("company.employee")(party=person, company=get_company())
        staff[name].save()
    user = Model.get("res.user")(1)
    user.employees.extend(staff.values())
    user.save()
    return staff


def _categories() -> dict[str, Any]:
    kinds = {name: Model.get("party.category")(name=name) for name in (COMPANY, HOUSEHOLD)}
    for kind in kinds.values():
        kind.save()
    return kinds


def _party(name: str, category: Any, contact: str, phone: str) -> Any:
    party = Model.get("party.party")(name=name)
    party.categories.append(Model.get("party.category")(category.id))
    [address] = party.addresses or [party.addresses.new()]
    [address.country] = Model.get("country.country").find([("code", "=", "GB")]) or [_country()]
    mechanism = party.contact_mechanisms.new()
    mechanism.type, mechanism.value, mechanism.name = "phone", phone, contact
    party.save()
    return party


def _country() -> Any:
    country = Model.get("country.country")(name="United Kingdom", code="GB")
    country.save()
    return country


def sell(party: Any, employee: Any, first: date, *, every: int, times: int, amount: int) -> None:
    """Confirmed sales at an even pace, each by the employee who looks after the client."""
    user = Model.get("res.user")(1)
    user.employee = Model.get("company.employee")(employee.id)
    user.save()
    sale = Model.get("sale.sale")(party=party, sale_date=first)
    sale.invoice_method = sale.shipment_method = "manual"
    sale.invoice_address = party.addresses[0]
    line = sale.lines.new()
    line.description, line.quantity, line.unit_price = "Coffee", 1, Decimal(amount)
    sale.save()
    later = (first + timedelta(every * number) for number in range(1, times))
    sales = [sale, *(one for day in later for one in sale.duplicate({"sale_date": day}))]
    for button in ("quote", "confirm"):
        Model.get("sale.sale").click(sales, button)


def _complaint_type(name: str) -> Any:
    [origin] = Model.get("ir.model").find([("name", "=", "sale.sale")])
    kind = Model.get("sale.complaint.type")(name=name, origin=origin)
    kind.save()
    return kind


def _complain(party: Any, kind: Any, on: date, text: str, answer: str) -> None:
    [sale] = Model.get("sale.sale").find(
        [("party", "=", party.id), ("sale_date", "<=", on)], order=[("sale_date", "DESC")], limit=1
    )
    complaint = Model.get("sale.complaint")(customer=party, type=kind, date=on, description=text)
    complaint.origin = sale
    complaint.save()
    for button in ("wait", answer):
        complaint.click(button)


def _opportunity(party: Any, employee: Any, on: date) -> Any:
    opportunity = Model.get("sale.opportunity")(party=party, employee=employee, start_date=on, description="Coffee")
    opportunity.save()
    opportunity.click("opportunity")
    return opportunity


def _lose(party: Any, employee: Any, on: date, reason: str) -> None:
    opportunity = _opportunity(party, employee, on - timedelta(20))
    opportunity.lost_reason = reason
    opportunity.click("lost")
    opportunity.end_date = on  # the button has put today
    opportunity.save()
