"""Findings stand on the line and column of the file where their words are."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from drafts import FAULT, FIRST, write

from khtool.checking.config import settle
from khtool.checking.running import Draft, check_document


def places(path: str) -> list[tuple[int, int]]:
    checked = check_document(Draft(path), settle(select=["KH203", "KH701"]), None)
    return [(f.line, f.column) for f in checked.findings]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([FAULT], [(0, FAULT.index("31/12") + 1)]),
        (
            ["Theo **Nghị định** số 130/2021/NĐ-CP", "ngày 31/12/2021 của Chính phủ và các việc việc khác."],
            [(1, 6), (1, 38)],
        ),
        (["| TT | Một | Hai |", "| --- | --- | --- |", "| 1 | của của xã | phần của của xã |"], [(2, 7), (2, 25)]),
        (["- Kiểm tra việc **việc** tuân thủ."], [(0, 12)]),  # markup inside: the column in the text
    ],
)
def test_in_markdown(tmp_path: Path, lines: list[str], expected: list[tuple[int, int]]) -> None:
    assert places(write(tmp_path, *lines)) == [(FIRST + line, column) for line, column in expected]


def test_in_html(tmp_path: Path) -> None:
    file = tmp_path / "k.html"
    file.write_text(f"<html><body>\n<p>KẾ HOẠCH</p>\n<p>\n  {FAULT}\n</p></body></html>", encoding="utf-8")
    assert places(str(file)) == [(4, FAULT.index("31/12") + 3)]
