"""What a small CRM keeps: clients with contacts, orders and tickets; and what clientreturn says of them."""

from __future__ import annotations

from django.db import models


class Employee(models.Model):
    """Somebody at the firm, with the parts that it can take in winning clients back."""

    name = models.CharField(max_length=100, unique=True)
    roles = models.JSONField(default=list)
    capacity = models.PositiveIntegerField(default=25)

    def __str__(self) -> str:
        return self.name


class Client(models.Model):
    """An account that buys."""

    name = models.CharField(max_length=200)
    company = models.BooleanField(null=True)
    country = models.CharField(max_length=2, blank=True)
    left_on = models.DateField(null=True, blank=True)
    left_because = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class Ownership(models.Model):
    """Who answers for a client, from a day on."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="ownerships")
    employee = models.ForeignKey(Employee, models.PROTECT)
    since = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "since"], name="one_owner_a_day")]


class Contact(models.Model):
    """Somebody at the client."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    mail_allowed = models.BooleanField(null=True)
    mail_asked_on = models.DateField(null=True, blank=True)


class Order(models.Model):
    """One order."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="orders")
    number = models.CharField(max_length=30, unique=True)
    placed_on = models.DateField()
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    margin = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3)


class Ticket(models.Model):
    """A complaint or another thing that went wrong."""

    class State(models.TextChoices):
        OPEN = "open"
        SOLVED = "well", "solved"
        REJECTED = "badly", "rejected"

    client = models.ForeignKey(Client, models.CASCADE, related_name="tickets")
    opened_on = models.DateField()
    topic = models.CharField(max_length=30)
    severity = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    closed_on = models.DateField(null=True, blank=True)


class Verdict(models.Model):
    """What the last run said of a client, and its running plan as stored data."""

    client = models.OneToOneField(Client, models.CASCADE, related_name="verdict")
    as_of = models.DateField()
    standing = models.CharField(max_length=20)
    since = models.DateField(null=True)
    reason = models.CharField(max_length=100, blank=True)
    return_class = models.PositiveSmallIntegerField(null=True)
    expected = models.FloatField(null=True)
    plan = models.JSONField()


class Task(models.Model):
    """One step of a client's plan: written by the nightly job, ended by a person."""

    class State(models.TextChoices):
        OPEN = "open"
        ENDED = "ended"
        WITHDRAWN = "withdrawn"

    client = models.ForeignKey(Client, models.CASCADE, related_name="tasks")
    key = models.CharField(max_length=200, unique=True)
    due = models.DateField()
    kind = models.CharField(max_length=50)
    channel = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=50)
    owner = models.ForeignKey(Employee, models.SET_NULL, null=True, related_name="tasks")
    person = models.CharField(max_length=200, blank=True)
    brief = models.TextField()
    why = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    result = models.CharField(max_length=20, blank=True)
    ended_on = models.DateField(null=True)
    call_back_on = models.DateField(null=True)
    remark = models.TextField(blank=True)
    on_desk = models.DateField(null=True)
    desk = models.ForeignKey(Employee, models.SET_NULL, null=True, related_name="desk_tasks")

    class Meta:
        ordering = ("due", "id")

    @property
    def title(self) -> str:
        """The kind of step in plain words."""
        return self.kind.replace("-", " ").capitalize()


class Waiting(models.Model):
    """A step that is due and on nobody's desk, with why."""

    client = models.ForeignKey(Client, models.CASCADE)
    kind = models.CharField(max_length=50)
    owner = models.CharField(max_length=100, blank=True)
    why = models.TextField()
    look_again = models.DateField(null=True)

    @property
    def title(self) -> str:
        """The kind of step in plain words."""
        return self.kind.replace("-", " ").capitalize()
