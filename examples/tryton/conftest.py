"""The firm's Tryton in memory: no server, no file but the cache that makes a second run quick."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DB_NAME", ":memory:")
os.environ.setdefault("TRYTOND_DATABASE__URI", "sqlite://")
os.environ.setdefault("DB_CACHE", str(Path(tempfile.gettempdir()) / "clientreturn-tryton"))
