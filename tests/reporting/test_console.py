"""Washing of text and the Vietnamese way to write dates and figures."""

import io

import pytest

from khtool.plan import OutlineItem, Span
from khtool.reporting.console import console, safe, short, vietnamese_date
from khtool.reporting.diff import field_name
from khtool.reporting.plan import _whole, number


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
        ("--12", "month 12"),
        (None, ""),
    ],
)
def test_dates(iso: str | None, written: str) -> None:
    assert vietnamese_date(iso) == written


@pytest.mark.parametrize(("value", "written"), [(100.0, "100"), (3.4, "3,4"), (20000.0, "20.000"), (0.25, "0,25")])
def test_numbers(value: float, written: str) -> None:
    assert number(value) == written


def test_a_pipe_gets_no_padding() -> None:
    from rich.table import Table

    out = io.StringIO()
    table = Table("Chỉ tiêu", "Số", expand=True)
    table.add_row("a", "1")
    console(out).print(table)
    assert "Chỉ tiêu" in out.getvalue() and " \n" not in out.getvalue()


def test_every_field_of_a_header_has_a_name() -> None:
    assert [field_name(f) for f in ("organ_name", "position", "signer")] == ["issuer", "position", "signer"]


def test_a_title_that_the_plan_cut_says_so() -> None:
    text = "Rà soát, cập nhật danh sách học viên; " * 6
    cut = OutlineItem(label="1", title=text[:80], depth=1, path="1", span=Span(start=0, end=len(text)))
    assert (
        len(_whole(cut)) <= 80
        and _whole(cut) == "Rà soát, cập nhật danh sách học viên; Rà soát, cập nhật danh sách học viên; Rà…"
    )
    whole = cut.model_copy(update={"span": Span(start=0, end=83)})
    assert _whole(whole) == text[:80].strip()
