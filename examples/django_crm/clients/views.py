"""Two pages and one form: the week, a client, and how a step ended."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

import clientreturn as cr

from . import adapter
from .assessing import assess, today
from .desk import monday_of, on_desk
from .forms import ResultForm
from .models import Client, Employee, Task, Verdict, Waiting

ORDER = [standing.value for standing in cr.Standing]


@require_safe
def week(request: HttpRequest) -> HttpResponse:
    """Where all clients stand, whom to win back first, and who does what this week."""
    day = today()
    monday = monday_of(day)
    counts = dict(Verdict.objects.values_list("standing").annotate(Count("id")))
    due = list(on_desk(monday).select_related("client", "desk"))
    desks = [(one, [task for task in due if task.desk == one]) for one in Employee.objects.order_by("id")]
    first = (
        Verdict.objects.filter(return_class__in=(1, 2, 3))
        .select_related("client")
        .order_by("return_class", "-expected")
    )
    return render(
        request,
        "clients/week.html",
        {
            "day": day,
            "friday": monday + timedelta(4),
            "counts": [(name, counts[name]) for name in (*ORDER, "unknown") if name in counts],
            "total": sum(counts.values()),
            "stake": first.aggregate(money=Sum("expected"))["money"],
            "first": [(one, _reason(one.reason)) for one in first],
            "others": Verdict.objects.exclude(return_class__in=(1, 2, 3))
            .select_related("client")
            .order_by("client__name"),
            "desks": desks,
            "waiting": Waiting.objects.select_related("client").order_by("id"),
        },
    )


@require_safe
def client(request: HttpRequest, pk: int) -> HttpResponse:
    """One client: where it stands, why, what it is worth, what to do."""
    record = get_object_or_404(Client, pk=pk)
    return _page(request, record, ResultForm())


@require_POST
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """A step ended: it becomes an event, and the plan goes on at once."""
    task = get_object_or_404(Task.objects.select_related("client"), pk=pk)
    form = ResultForm(request.POST)
    if not form.is_valid():
        return _page(request, task.client, form, task.pk, status=400)
    day = today()
    with transaction.atomic():
        ended = {**form.cleaned_data, "ended_on": day, "state": Task.State.ENDED}
        recorded = Task.objects.filter(pk=pk, state=Task.State.OPEN).update(**ended)
        if recorded:
            adapter.write_back(task.client, assess(task.client, day))
    if recorded:
        messages.success(request, f"Recorded: {task.title}, {ended['result']}. The plan goes on.")
    else:
        messages.warning(request, "This step was no longer open; nothing was recorded.")
    return redirect("client", task.client_id)


def _page(
    request: HttpRequest, record: Client, form: ResultForm, open_task: int = 0, status: int = 200
) -> HttpResponse:
    try:
        case = assess(record, today())
    except cr.ClientReturnError as error:
        return render(request, "clients/refused.html", {"record": record, "error": error, "day": today()})
    tasks = record.tasks.select_related("owner")
    diagnosis = case.diagnosis
    causes = [] if diagnosis is None else [cause for cause in diagnosis.causes if cause.supported][:3]
    context = {
        "record": record,
        "case": case,
        "standing": case.standing.says.value if case.standing.says is not None else "unknown",
        "causes": [(cause, _reason(cause.reason), round(cause.p * 100)) for cause in causes],
        "unknown": None if diagnosis is None else round(diagnosis.unknown * 100),
        "question": None if diagnosis is None else diagnosis.next_question(),
        "open": [task for task in tasks if task.state == Task.State.OPEN],
        "past": [task for task in tasks if task.state != Task.State.OPEN],
        "form": form,
        "open_task": open_task,
        "day": today(),
        "orders": record.orders.order_by("-placed_on")[:5],
    }
    return render(request, "clients/client.html", context, status=status)


def _reason(code: str) -> str:
    return cr.REASONS[code].title if code else "not known: ask"
