"""A small joinery's data, dated back from a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from ...assessing import today
from ...models import Client, Contact, Employee, Order, Ownership, Task, Ticket

STAFF = {
    "Olga Lind": ["account owner"],
    "Rauf Aslan": ["account owner"],
    "Tigran Sarkis": ["head of return", "manager"],
    "Sara Holm": ["director", "marketing"],
    "Darya Belova": ["operations", "accounting"],
}

# name, contact, owner, days between orders, number of orders, days since the last one, amount
CLIENTS = (
    ("Brewery Lark", "Mrs Lark", "Olga Lind", 30, 20, 165, 900),
    ("Clinic Sol", "Dr Sol", "Rauf Aslan", 45, 14, 70, 1400),
    ("Hotel Pamir", "Mr Karim", "Olga Lind", 30, 18, 95, 2100),
    ("Flower shop Iris", "Ms Iris", "Rauf Aslan", 28, 15, 120, 260),
    ("School Ararat", "Mr Ararat", "Olga Lind", 60, 11, 32, 2000),
    ("Bakery Nan", "Mr Nan", "Rauf Aslan", 21, 22, 12, 400),
    ("Lawyers <Petrov & Co>", "Mr Petrov", "Rauf Aslan", 90, 9, 260, 800),
    ("Museum West", "Ms West", "Olga Lind", 40, 12, 75, 1500),
    ("Mrs Petrosyan", "Mrs Petrosyan", "Olga Lind", 1, 1, 50, 340),
)


class Command(BaseCommand):
    help = "Replace all data by those of a small firm, and review them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", type=date.fromisoformat, help="the day on which the story ends")

    @transaction.atomic
    def handle(self, *args: Any, as_of: date | None, **options: Any) -> None:
        end = as_of or today()
        for model in (Task, Client, Employee):
            model.objects.all().delete()
        staff = {name: Employee.objects.create(name=name, roles=roles) for name, roles in STAFF.items()}
        clients = {row[0]: _client(end, staff, *row) for row in CLIENTS}
        _stories(end, clients)
        self.stdout.write(f"{len(clients)} clients, {Order.objects.count()} orders; now run: manage.py nightly")


def _client(
    end: date,
    staff: dict[str, Employee],
    name: str,
    contact: str,
    owner: str,
    every: int,
    times: int,
    last: int,
    amount: int,
) -> Client:
    client = Client.objects.create(name=name, company=not name.startswith("Mrs"), country="GB")
    Contact.objects.create(client=client, name=contact, role="buyer", phone="+44 20 7946 0100")
    days = [end - timedelta(last + every * number) for number in range(times)]
    Ownership.objects.create(client=client, employee=staff[owner], since=days[-1])
    Order.objects.bulk_create(
        Order(
            client=client,
            number=f"{client.pk}-{number}",
            placed_on=day,
            amount=amount,
            margin=amount // 3,
            currency="EUR",
        )
        for number, day in enumerate(reversed(days), 1)
    )
    return client


def _stories(end: date, clients: dict[str, Client]) -> None:
    """What went wrong, as the firm put it down."""

    def ticket(name: str, ago: int, topic: str, state: str, text: str, severity: int) -> None:
        opened = end - timedelta(ago)
        Ticket.objects.create(
            client=clients[name],
            opened_on=opened,
            topic=topic,
            severity=severity,
            text=text,
            state=state,
            closed_on=None if state == Ticket.State.OPEN else opened + timedelta(9),
        )

    def left(name: str, ago: int, because: str) -> None:
        clients[name].left_on, clients[name].left_because = end - timedelta(ago), because
        clients[name].save()

    ticket("Brewery Lark", 170, "delivery", Ticket.State.REJECTED, "Six days late before the festival", 4)
    left("Brewery Lark", 118, "Deliveries kept coming late, we found somebody else")
    ticket("Clinic Sol", 40, "staff", Ticket.State.REJECTED, "The fitter was rude to patients", 5)
    left("Clinic Sol", 33, "Your man was rude to our patients")
    left("Flower shop Iris", 60, "Too expensive for us since the price increase")
    ticket("Museum West", 6, "quality", Ticket.State.OPEN, "A drawer front came <b>warped</b>", 3)
    ticket("Bakery Nan", 200, "quality", Ticket.State.SOLVED, "A hinge broke", 2)
