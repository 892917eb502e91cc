"""Washing of text and the Vietnamese way to write dates and figures."""

import pytest

from khtool.reporting.console import safe, short, vietnamese_date
from khtool.reporting.plan import number


def test_nothing_in_a_document_steers_the_terminal() -> None:
    assert safe("a\x1b[31mđỏ\x07\u202e\nb") == "a[31mđỏ b"


def test_short_cuts_at_a_word() -> None:
    assert short("một hai ba bốn năm", 12) == "một hai ba…"
    assert short("ngắn", 12) == "ngắn"


@pytest.mark.parametrize(
    ("iso", "written"),
    [
        ("2021-05-31", "31/5/2021"),
        ("2021-01-07", "07/01/2021"),
        ("2025-04", "4/2025"),
        ("2021", "2021"),
        ("--06-05", "05/6"),
        ("--12", "12"),
        (None, ""),
    ],
)
def test_dates(iso: str | None, written: str) -> None:
    assert vietnamese_date(iso) == written


@pytest.mark.parametrize(("value", "written"), [(100.0, "100"), (3.4, "3,4"), (20000.0, "20.000"), (0.25, "0,25")])
def test_numbers(value: float, written: str) -> None:
    assert number(value) == written
