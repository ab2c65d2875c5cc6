"""The one error: it names the field, the value, what was expected and what to do."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from clientreturn.errors import ClientReturnError, closest


class Mute:
    def __repr__(self) -> str:
        raise RuntimeError("no words")


@pytest.mark.parametrize(
    ("value", "shown"), [(10**5000, "a int"), (Mute(), "a Mute"), ("x" * 5000, "xxx…")], ids=["int", "mute", "long"]
)
def test_any_value_can_be_shown(value: Any, shown: str) -> None:
    text = str(ClientReturnError("Purchase.amount", value, "an amount", "write 12.5"))
    assert shown in text
    assert len(text) < 300


def test_it_is_a_value_error_that_travels_between_processes() -> None:
    error = ClientReturnError("fact", "slience", "a known fact", "", "silence")
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(error, ValueError)
    assert str(again) == str(error) == "fact: expected a known fact, got 'slience'; did you mean 'silence'?"
    assert again.args == error.args
    assert (again.field, again.value, again.expected, again.suggestion) == (
        "fact",
        "slience",
        "a known fact",
        "silence",
    )
    assert again.remedy == error.remedy == "write 'silence'"


@pytest.mark.parametrize("name", [None, 3, "", "xyz", b"silence"])
def test_no_name_is_suggested_where_none_comes_near(name: object) -> None:
    assert closest(name, ["silence", "visits"]) is None
