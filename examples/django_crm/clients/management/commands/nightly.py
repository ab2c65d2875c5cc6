"""The nightly job: review all clients, store what changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ...assessing import night, today


class Command(BaseCommand):
    help = "Review all clients and write their plans as tasks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", type=date.fromisoformat, help="the day asked about; today by default")

    def handle(self, *args: Any, as_of: date | None, **options: Any) -> None:
        done = night(as_of or today())
        for client, error in done.refused.items():
            self.stderr.write(f"refused: {client}: {error}")
        self.stdout.write(f"{len(done.review)} clients as of {done.review.as_of}: {done.changed} rows changed")
