"""Values by Babel: each language writes numbers, days and dates as the CLDR has them."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("babel")

import clientreturn as cr
from clientreturn.conditions import Unit, Value
from clientreturn.words.locales import localised


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("tag", "unit", "value", "text"),
    [
        ("en", Unit.DAYS, 1, "1 day"),
        ("en", Unit.MONEY, Decimal("1234.50"), "1,234.50"),
        ("en", Unit.RATE, 0.1234, "12.3%"),
        ("ru", Unit.COUNT, 1234.5, "1 234,5"),
        ("ru", Unit.PROBABILITY, 0.042, "4 %"),
        ("ru", Unit.DATE, date(2026, 3, 2), "2 мар. 2026 г."),
        ("az", Unit.MONEY, 1234, "1.234"),
        ("hy", Unit.MONEY, 1234, "1 234"),
        ("mn", Unit.MONEY, 1234, "1,234"),
        ("fa", Unit.RATIO, 0.004, "۰٫۰۰۴"),
        ("fa", Unit.COUNT, 1234, "۱٬۲۳۴"),
        ("en", Unit.FLAG, True, "yes"),
        ("en", Unit.TEXT, "C-7", "C-7"),
        ("en", Unit.MONEY, None, "unknown"),
    ],
)
def test_a_value_is_written_as_the_locale_has_it(tag: str, unit: Unit, value: Value, text: str) -> None:
    assert plain(localised(cr.Words(tag=tag)).write(value, unit)) == text


@pytest.mark.parametrize(("days", "text"), [(1, "1 день"), (2.5, "2,5 дня"), (5, "5 дней"), (1121, "1 121 день")])
def test_days_take_the_languages_own_word(days: float, text: str) -> None:
    words = cr.Words({"value.days": "{days} {days#one=день|few=дня|many=дней|other=дня}"}, tag="ru")
    assert plain(localised(words).write(days, Unit.DAYS)) == text


def test_a_locale_may_be_narrower_than_the_language() -> None:
    assert localised(cr.ENGLISH, "en_GB").write(date(2026, 3, 2), Unit.DATE) == "2 Mar 2026"
    assert localised(cr.ENGLISH, "en-US").write(date(2026, 3, 2), Unit.DATE) == "Mar 2, 2026"


def test_an_unknown_locale_is_refused() -> None:
    with pytest.raises(cr.ClientReturnError, match="a locale that Babel knows"):
        localised(cr.ENGLISH, "xx_XX")


def test_phrases_and_direction_stay() -> None:
    words = localised(cr.Words({"yes": "بله"}, tag="fa"))
    assert words.right_to_left
    assert words.write(True, Unit.FLAG) == "بله"
    assert words.say("k", "{n#one=a|other=b} {n}", n=1) == "a ۱"


@given(st.floats(-1e9, 1e9), st.sampled_from([unit for unit in Unit if unit.ordered]))
def test_every_number_can_be_written(value: float, unit: Unit) -> None:
    for tag in ("en", "ru", "az", "hy", "mn", "fa"):
        assert localised(cr.Words(tag=tag)).write(value, unit)


def test_a_localised_language_can_be_sent_elsewhere() -> None:
    words = pickle.loads(pickle.dumps(localised(cr.Words({"k": "v"}, tag="ru"))))
    assert words.write(2.5, Unit.COUNT) == "2,5"
