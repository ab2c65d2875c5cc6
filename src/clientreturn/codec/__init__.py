"""Plain data and back: what a database, a queue or a browser can hold, and every public value again from it.

Strict on the way in: an unknown or missing field, a wrong type, a depth or size beyond bounds raises one
`ClientReturnError` that names the path. Data choose among the library's own kinds of values and nothing else:
nothing is imported or executed because data say so, and functions come from the caller.
"""

from __future__ import annotations

from ..errors import with_extra

try:
    from .envelope import SCHEMA, Codec, dump, load
    from .schema import json_schema
except ModuleNotFoundError as error:
    raise with_extra(error, "codec") from None

__all__ = ["SCHEMA", "Codec", "dump", "json_schema", "load"]
