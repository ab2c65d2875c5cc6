"""The app with Django's test client: pages, results, the nightly job."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO
from typing import Any

from clients import adapter, assessing
from clients.desk import on_desk
from clients.models import Client, Employee, Order, Task, Verdict, Waiting
from django.core.management import call_command
from django.db.models import Count
from django.test import TestCase, override_settings

import clientreturn as cr
from clientreturn import codec

MONDAY = date(2026, 3, 2)


@override_settings(CRM_TODAY=MONDAY)
class Firm(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        assessing.learnt.cache_clear()
        call_command("demo", as_of=MONDAY, stdout=StringIO())
        call_command("nightly", as_of=MONDAY, stdout=StringIO())

    def record(self, name: str) -> Client:
        return Client.objects.get(name=name)

    def task(self, name: str, kind: str) -> Task:
        return Task.objects.filter(client__name=name, kind=kind).earliest("due")


class Pages(Firm):
    def test_the_week_shows_who_is_won_back_first_and_who_does_what(self) -> None:
        page = self.client.get("/")
        self.assertContains(page, "Win back first")
        self.assertEqual(sum(count for _, count in page.context["counts"]), Client.objects.count())
        classes = [one.return_class for one, _ in page.context["first"]]
        self.assertEqual(classes, sorted(classes))
        for employee, tasks in page.context["desks"]:
            talks = [task for task in tasks if task.channel]
            self.assertLessEqual(len(talks), employee.capacity)
            self.assertTrue(all(MONDAY <= task.on_desk <= date(2026, 3, 6) for task in tasks))
        self.assertTrue(any(tasks for _, tasks in page.context["desks"]))
        self.assertContains(page, "Waiting")

    def test_every_client_is_on_the_week_once(self) -> None:
        page = self.client.get("/")
        shown = [one.client_id for one, _ in page.context["first"]] + [one.client_id for one in page.context["others"]]
        self.assertCountEqual(shown, Client.objects.values_list("pk", flat=True))

    def test_every_client_has_a_page(self) -> None:
        for record in Client.objects.all():
            with self.subTest(record.name):
                page = self.client.get(f"/clients/{record.pk}/")
                self.assertContains(page, page.context["case"].standing.why, html=False)

    def test_a_page_says_what_the_nightly_job_said(self) -> None:
        for verdict in Verdict.objects.select_related("client"):
            case = self.client.get(f"/clients/{verdict.client_id}/").context["case"]
            with self.subTest(verdict.client.name):
                self.assertEqual(case.standing.says.value, verdict.standing)
                self.assertEqual(case.plan.steps, codec.load(verdict.plan, cr.Plan).steps)

    def test_why_is_shown_with_its_evidence(self) -> None:
        page = self.client.get(f"/clients/{self.record('Brewery Lark').pk}/")
        self.assertEqual(page.context["causes"][0][0].reason, "company.late-delivery")
        self.assertContains(page, "slow or unreliable delivery")

    def test_texts_are_escaped(self) -> None:
        record = self.record("Lawyers <Petrov & Co>")
        for address in ("/", f"/clients/{record.pk}/"):
            page = self.client.get(address)
            self.assertContains(page, "Lawyers &lt;Petrov &amp; Co&gt;")
            self.assertNotContains(page, "<Petrov")

    def test_an_unknown_client_is_not_found(self) -> None:
        self.assertEqual(self.client.get("/clients/999999/").status_code, 404)


class Results(Firm):
    def post(self, task: Task, **fields: str) -> Any:
        return self.client.post(f"/tasks/{task.pk}/result/", fields, follow=True)

    def test_a_result_becomes_an_event_and_the_plan_goes_on(self) -> None:
        fixing = self.task("Brewery Lark", "fix-cause")
        before = set(Task.objects.filter(client=fixing.client).values_list("key", flat=True))
        page = self.post(fixing, result="done", remark="Slots <are> reserved")
        self.assertContains(page, "The plan goes on")
        self.assertContains(page, "Slots &lt;are&gt; reserved")
        [event] = [one for one in adapter.client_of(fixing.client).events if one.kind == "result"]
        self.assertEqual((event.detail("key"), event.detail("result"), event.on), (fixing.key, "done", MONDAY))
        self.assertNotIn(fixing.key, {step.key for step in adapter.running(fixing.client) or ()})
        self.assertNotIn(fixing.pk, [task.pk for task in page.context["open"]])
        after = set(Task.objects.filter(client=fixing.client).values_list("key", flat=True))
        self.assertEqual(before, after)

    def test_the_night_after_a_result_changes_nothing_more(self) -> None:
        self.post(self.task("Brewery Lark", "fix-cause"), result="done")
        changed = assessing.night(MONDAY).changed
        self.assertEqual(changed, 0)

    def test_no_answer_leads_to_the_next_try(self) -> None:
        first = self.task("Flower shop Iris", "ask-back")
        self.post(first, result="no-answer")
        tries = Task.objects.filter(client=first.client, kind="ask-back", state=Task.State.OPEN)
        self.assertTrue(tries)
        self.assertNotIn(first.key, [task.key for task in tries])

    def test_call_back_keeps_the_step_for_its_day(self) -> None:
        talk = self.task("Lawyers <Petrov & Co>", "wake-up")
        self.post(talk, result="call-back", call_back_on="2026-04-13")
        talk.refresh_from_db()
        self.assertEqual((talk.state, talk.due), (Task.State.OPEN, date(2026, 4, 13)))

    def test_call_back_needs_a_day(self) -> None:
        talk = self.task("Lawyers <Petrov & Co>", "wake-up")
        page = self.post(talk, result="call-back")
        self.assertEqual(page.status_code, 400)
        self.assertContains(page, "Say on which day", status_code=400)
        talk.refresh_from_db()
        self.assertEqual(talk.state, Task.State.OPEN)

    def test_never_again_stops_everything_with_the_person(self) -> None:
        talk = self.task("Lawyers <Petrov & Co>", "wake-up")
        self.post(talk, result="never-again")
        self.assertFalse(Task.objects.filter(client=talk.client, state=Task.State.OPEN).exclude(channel=""))

    def test_a_result_is_recorded_once(self) -> None:
        talk = self.task("Lawyers <Petrov & Co>", "wake-up")
        self.post(talk, result="done")
        page = self.post(talk, result="never-again")
        self.assertContains(page, "no longer open")
        talk.refresh_from_db()
        self.assertEqual(talk.result, "done")

    def test_an_unknown_result_is_refused(self) -> None:
        talk = self.task("Lawyers <Petrov & Co>", "wake-up")
        self.assertEqual(self.post(talk, result="flew-away").status_code, 400)

    def test_only_a_post_records(self) -> None:
        talk = self.task("Lawyers <Petrov & Co>", "wake-up")
        self.assertEqual(self.client.get(f"/tasks/{talk.pk}/result/").status_code, 405)


class Nights(Firm):
    def test_a_second_run_changes_nothing(self) -> None:
        self.assertEqual(assessing.night(MONDAY).changed, 0)

    def test_a_night_on_which_nothing_happened_changes_nothing(self) -> None:
        self.assertEqual(assessing.night(MONDAY + timedelta(1)).changed, 0)

    def test_what_was_given_out_stays_on_the_desk(self) -> None:
        before = dict(on_desk(MONDAY).values_list("key", "on_desk"))
        self.assertTrue(before)
        talk = self.task("Lawyers <Petrov & Co>", "wake-up")
        Employee.objects.create(name="New colleague", roles=["account owner"])
        assessing.night(MONDAY + timedelta(1))
        self.assertEqual(dict(on_desk(MONDAY).values_list("key", "on_desk")), before)
        self.client.post(f"/tasks/{talk.pk}/result/", {"result": "done"})
        self.assertNotIn(talk.key, on_desk(MONDAY).values_list("key", flat=True))

    def test_nobody_gets_more_than_fits_into_a_week(self) -> None:
        Employee.objects.update(capacity=1)
        Task.objects.update(on_desk=None, desk=None)
        assessing.night(MONDAY)
        talks = on_desk(MONDAY).exclude(channel="").values_list("desk").annotate(Count("id"))
        self.assertEqual({count for _, count in talks}, {1})
        self.assertTrue(Waiting.objects.exists())

    def test_an_order_withdraws_the_plan_of_the_loss(self) -> None:
        record = self.record("Lawyers <Petrov & Co>")
        asked = self.task(record.name, "ask-back")
        Order.objects.create(client=record, number="new", placed_on=MONDAY, amount=900, currency="EUR")
        assessing.night(MONDAY + timedelta(1))
        self.assertEqual(Verdict.objects.get(client=record).standing, "active")
        asked.refresh_from_db()
        self.assertEqual(asked.state, Task.State.WITHDRAWN)

    def test_one_bad_record_does_not_stop_the_others(self) -> None:
        record = self.record("Bakery Nan")
        Order.objects.create(client=record, number="bad", placed_on=MONDAY, amount=900, currency="EURO")
        night = assessing.night(MONDAY)
        self.assertEqual(list(night.refused), [str(record.pk)])
        self.assertIn("EURO", night.refused[str(record.pk)])
        self.assertEqual(len(night.review), Client.objects.count() - 1)
        self.assertContains(self.client.get(f"/clients/{record.pk}/"), "cannot be right")
