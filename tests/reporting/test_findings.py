"""Findings as text, JSON and GitHub annotations."""

import io
import json

from khtool.checking.model import Finding
from khtool.plan import Cell, Span
from khtool.reporting import findings as reporting

FINDING = Finding(
    "KH201",
    "citation-code",
    "error",
    "số hiệu 212/2020/QH: thiếu khóa, 100%",
    Span(start=10, end=20),
    "212/2020/QH",
    "121/2020/QH14",
    None,
    3,
    7,
)


def render(format: str) -> str:
    out = io.StringIO()
    reporting.FORMATS[format]([("dự thảo, 1.docx", [FINDING]), ("b.md", [])], out)
    return out.getvalue()


def test_text() -> None:
    text = render("text")
    assert text.startswith("dự thảo, 1.docx:3:7: error KH201 (citation-code): số hiệu 212/2020/QH")
    assert "→ 121/2020/QH14" in text
    assert text.rstrip().endswith("2 files: 1 error, 0 warnings, 0 notes")


def test_json() -> None:
    data = json.loads(render("json"))
    assert data["summary"] == {"error": 1, "warning": 0, "info": 0}
    assert data["files"][0]["findings"][0]["suggestion"] == "121/2020/QH14"
    assert data["files"][1] == {"path": "b.md", "findings": []}


def test_github_escapes() -> None:
    line = render("github")
    assert line == (
        "::error file=dự thảo%2C 1.docx,line=3,col=7,title=KH201 citation-code::"
        "số hiệu 212/2020/QH: thiếu khóa, 100%25 → 121/2020/QH14\n"
    )


def test_the_place_is_what_a_person_can_find() -> None:
    def at(**span: object) -> str:
        import dataclasses

        return reporting.place(dataclasses.replace(FINDING, span=Span(start=0, end=1, **span)))

    assert at(page=4) == "page 4"
    assert at(paragraph=11) == "paragraph 12"
    assert at(page=2, cell=Cell(table=0, row=2, column=1)) == "page 2, table 1, row 3, column 2"
