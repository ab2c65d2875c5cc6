"""Mistakes that a type checker must find in somebody else's program."""

from datetime import date

import clientreturn as cr

cr.Client(7)
cr.Purchase("2026-01-05", 10, "EUR")
cr.assess(cr.Client("C-7"), as_of="2026-03-02")
cr.assess(cr.Client("C-7"), as_of=date(2026, 3, 2), polcy=cr.Policy())
cr.assess(cr.Client("C-7"), as_of=date(2026, 3, 2)).standing.sayz
