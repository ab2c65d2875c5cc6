"""Plain data and back: what a database, a queue or a browser can hold, and every public value again from it.

Strict on the way in: an unknown or missing field, a wrong type, a depth or size beyond bounds raises one
`ClientReturnError` that names the path. Data choose among the library's own kinds of values and nothing else:
nothing is imported or executed because data say so, and functions come from the caller.
"""

from __future__ import annotations

from .envelope import SCHEMA, Codec, dump, load
from .schema import json_schema

__all__ = ["SCHEMA", "Codec", "dump", "json_schema", "load"]
