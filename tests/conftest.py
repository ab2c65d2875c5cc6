"""Hypothesis profiles: quick for further Pythons, the default for every run, nightly for long fuzzing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("quick", max_examples=20, deadline=None, derandomize=True)
settings.register_profile("everyday", max_examples=100, deadline=None, derandomize=True)
settings.register_profile(
    "nightly", max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("everyday")


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A Spark session, where there is one to be had."""
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("NOT TESTED: PySpark needs the package pyspark and a Java")
    from pyspark.sql import SparkSession

    settings_of_spark = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2"}
    workers = pytest.MonkeyPatch()
    workers.setenv("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.master("local[1]").config(map=settings_of_spark).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()
    workers.undo()
