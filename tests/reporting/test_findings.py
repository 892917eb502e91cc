"""What check found, in every form: what it says, that it is well formed, and that no text of a document breaks out."""

import dataclasses
import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator

from khtool.checking.model import Checked, Finding, Fix, Report, Silenced
from khtool.plan import Cell, Span
from khtool.reporting import findings as reporting
from khtool.reporting.findings_json import FindingsReport, Statistics

FINDING = Finding(
    "KH201",
    "citation-code",
    "error",
    "số hiệu 212/2020/QH: thiếu khóa, 100%",
    Span(start=10, end=20),
    "212/2020/QH",
    "121/2020/QH14",
    Fix(10, 20, "121/2020/QH14", True, (Fix(25, 29, "x"),)),
    3,
    7,
)
LATER = dataclasses.replace(
    FINDING, severity="warning", span=Span(start=50, end=60), suggestion=None, fix=None, line=9, column=1
)
KNOWN = dataclasses.replace(
    FINDING, code="KH203", name="citation-date", span=Span(start=30, end=40), text="31/12/2021", line=5
)
IN_WORD = dataclasses.replace(FINDING, severity="info", span=Span(start=5, end=9, paragraph=11), line=12)
REPORT = Report(
    (
        Checked(
            "dự thảo, 1.md",
            (FINDING, LATER),
            (
                Silenced(KNOWN, "inline", "công báo"),
                Silenced(dataclasses.replace(KNOWN, span=Span(start=70, end=80)), "baseline"),
            ),
        ),
        Checked("b.docx", (IN_WORD,), has_lines=False),
        Checked("c.md"),
    ),
    (("hỏng.pdf", "hỏng.pdf: is damaged — save it again"),),
)


def render(format: str, report: Report = REPORT) -> str:
    out = io.StringIO()
    reporting.FORMATS[format](report, out)
    return out.getvalue()


def test_text() -> None:
    lines = render("text").splitlines()
    assert lines[0].startswith("dự thảo, 1.md:3:7: error KH201 (citation-code): số hiệu 212/2020/QH")
    assert lines[1:4] == ["    212/2020/QH", "    ~~~~~~~~~~~", "    → 121/2020/QH14"]
    assert lines[7].startswith("b.docx:paragraph 12: note KH201")
    assert lines[-1] == ("3 files: 1 error, 1 warning, 1 note, 1 suppressed, 1 in the baseline, 1 could not be checked")


def test_the_words_are_underlined_among_those_around_them() -> None:
    around = dataclasses.replace(FINDING, before="…theo Nghị quyết\n số ", after=" ngày 19/6/2020…")
    lines = render("text", Report((Checked("a.md", (around,)),))).splitlines()
    assert lines[1:3] == [
        "    …theo Nghị quyết số 212/2020/QH ngày 19/6/2020…",
        "                        ~~~~~~~~~~~",
    ]
    glued = dataclasses.replace(FINDING, before="(", after=")")
    assert "    (212/2020/QH)" in render("text", Report((Checked("a.md", (glued,)),)))
    long = dataclasses.replace(around, text="dài " * 80)
    lines = render("text", Report((Checked("a.md", (long,)),))).splitlines()
    assert lines[1].startswith("    dài dài") and lines[1].endswith("…") and "~" not in "".join(lines)


def test_a_terminal_underlines_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = Terminal()
    reporting.FORMATS["text"](Report((Checked("a.md", (FINDING,)),)), out)
    assert "\x1b[4m212/2020/QH\x1b[0m" in out.getvalue() and "~" not in out.getvalue()


def test_a_summary_without_silence_and_failures() -> None:
    assert render("text", Report((Checked("a.md"),))) == "1 file: 0 errors, 0 warnings, 0 notes\n"


def test_json() -> None:
    data = json.loads(render("json"))
    assert data["version"] == "1.0"
    assert data["summary"] == {"error": 1, "warning": 1, "info": 1, "suppressed": 1, "baseline": 1}
    first = data["files"][0]
    assert first["path"] == "dự thảo, 1.md" and first["findings"][0]["suggestion"] == "121/2020/QH14"
    assert first["findings"][0]["fix"] == {
        "start": 10,
        "end": 20,
        "replacement": "121/2020/QH14",
        "safe": True,
        "also": [{"start": 25, "end": 29, "replacement": "x", "safe": False, "also": []}],
    }
    assert [(s["silenced_by"], s["reason"]) for s in first["silenced"]] == [("inline", "công báo"), ("baseline", None)]
    assert data["files"][2] == {"path": "c.md", "findings": [], "silenced": []}
    assert data["failed"] == [{"path": "hỏng.pdf", "message": "hỏng.pdf: is damaged — save it again"}]


def test_json_is_what_its_schema_says() -> None:
    schema = FindingsReport.model_json_schema(mode="serialization")
    validator = Draft202012Validator(schema)
    data = json.loads(render("json"))
    validator.validate(data)
    assert not validator.is_valid({**data, "version": "2.0"})
    del data["files"][0]["findings"][0]["code"]
    assert not validator.is_valid(data)


def test_statistics() -> None:
    out = io.StringIO()
    reporting.STATISTICS["text"](REPORT, out)
    rows = out.getvalue().splitlines()
    assert rows[0].split() == ["3", "KH201", "citation-code", "error", "1,", "warning", "1,", "note", "1"]
    assert len(rows) == 2
    out = io.StringIO()
    reporting.STATISTICS["json"](REPORT, out)
    data = json.loads(out.getvalue())
    Draft202012Validator(Statistics.model_json_schema(mode="serialization")).validate(data)
    assert data["rules"] == [
        {
            "code": "KH201",
            "name": "citation-code",
            "count": 3,
            "severities": {"error": 1, "warning": 1, "info": 1},
        }
    ]


def test_github() -> None:
    assert render("github").splitlines() == [
        "::error file=dự thảo%2C 1.md,line=3,col=7,title=KH201 citation-code::"
        "số hiệu 212/2020/QH: thiếu khóa, 100%25 → 121/2020/QH14",
        "::warning file=dự thảo%2C 1.md,line=9,col=1,title=KH201 citation-code::"
        "số hiệu 212/2020/QH: thiếu khóa, 100%25",
        "::notice file=b.docx,title=KH201 citation-code::"
        "paragraph 12: số hiệu 212/2020/QH: thiếu khóa, 100%25 → 121/2020/QH14",
        "::error file=hỏng.pdf,title=khtool::hỏng.pdf: is damaged — save it again",
    ]


def test_gitlab() -> None:
    rows = json.loads(render("gitlab"))
    assert [(r["location"]["path"], r["location"]["lines"]["begin"], r["severity"]) for r in rows] == [
        ("dự thảo, 1.md", 3, "major"),
        ("dự thảo, 1.md", 9, "minor"),
        ("b.docx", 1, "info"),
        ("hỏng.pdf", 1, "blocker"),
    ]
    assert len({r["fingerprint"] for r in rows}) == len(rows)
    assert all(set(r) == {"description", "check_name", "fingerprint", "severity", "location"} for r in rows)
    assert rows[2]["description"].startswith("paragraph 12: ")


def test_junit() -> None:
    root = ElementTree.fromstring(render("junit"))
    assert {k: root.get(k) for k in ("tests", "failures", "errors", "skipped")} == {
        "tests": "7",
        "failures": "3",
        "errors": "1",
        "skipped": "2",
    }
    assert [(s.get("name"), s.get("tests"), s.get("failures")) for s in root] == [
        ("dự thảo, 1.md", "4", "2"),
        ("b.docx", "1", "1"),
        ("c.md", "1", "0"),
        ("hỏng.pdf", "1", "0"),
    ]
    cases = root[0].findall("testcase")
    assert [c.get("line") for c in cases] == ["3", "5", "9", "5"]
    failure = cases[0].find("failure")
    assert failure is not None and failure.get("type") == "error" and "121/2020/QH14" in (failure.text or "")
    skipped = cases[1].find("skipped")
    assert skipped is not None and skipped.get("message") == "inline: công báo"


def test_markdown() -> None:
    lines = render("markdown").splitlines()
    assert lines[:5] == [
        "| File | Errors | Warnings | Notes | Silent |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| dự thảo, 1.md | 1 | 1 | 0 | 2 |",
        "| b.docx | 0 | 0 | 1 | 0 |",
        "| c.md | 0 | 0 | 0 | 0 |",
    ]
    assert "could not be checked" in lines[5]
    assert lines[7] == "| Where | Rule | What | Words | Suggestion |"
    assert lines[9].startswith("| dự thảo, 1.md, 3:7 | error KH201 | số hiệu 212/2020/QH: thiếu khóa, 100% |")
    assert len(lines) == 12


#: Of the schema of SARIF 2.1.0 (OASIS) the parts that khtool writes, with what is required of them.
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
POSITIVE = {"type": "integer", "minimum": 1}
PLACE = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "artifactLocation": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"uri": {"type": "string", "pattern": "^[!-~]*$"}, "uriBaseId": {"type": "string"}},
        },
        "region": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"startLine": POSITIVE, "startColumn": POSITIVE, "snippet": TEXT},
        },
    },
}
LOCATIONS = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "properties": {"physicalLocation": PLACE, "logicalLocations": {"type": "array", "uniqueItems": True}},
    },
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": TEXT,
                                                "fullDescription": TEXT,
                                                "help": TEXT,
                                                "defaultConfiguration": {"properties": {"level": LEVEL}},
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "invocations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["executionSuccessful"],
                            "additionalProperties": False,
                            "properties": {
                                "executionSuccessful": {"type": "boolean"},
                                "toolExecutionNotifications": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["message"],
                                        "additionalProperties": False,
                                        "properties": {"message": TEXT, "level": LEVEL, "locations": LOCATIONS},
                                    },
                                },
                            },
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "level": LEVEL,
                                "message": TEXT,
                                "locations": LOCATIONS,
                                "partialFingerprints": {
                                    "type": "object",
                                    "additionalProperties": {"type": "string"},
                                },
                                "suppressions": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["kind"],
                                        "additionalProperties": False,
                                        "properties": {
                                            "kind": {"enum": ["inSource", "external"]},
                                            "status": {"enum": ["accepted", "underReview", "rejected"]},
                                            "justification": {"type": "string"},
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def sarif(report: Report = REPORT) -> dict[str, Any]:
    data = json.loads(render("sarif", report))
    Draft7Validator(SARIF).validate(data)
    return data["runs"][0]  # type: ignore[no-any-return]


class TestSarif:
    def test_results_point_to_rules_and_places(self) -> None:
        run = sarif()
        rules = run["tool"]["driver"]["rules"]
        assert [r["id"] for r in rules] == ["KH201", "KH203"]
        assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])
        assert [r["level"] for r in run["results"]] == ["error", "error", "warning", "error", "note"]
        first = run["results"][0]["locations"][0]["physicalLocation"]
        assert first["artifactLocation"]["uri"] == "d%E1%BB%B1%20th%E1%BA%A3o%2C%201.md"
        assert first["region"] == {"startLine": 3, "startColumn": 7, "snippet": {"text": "212/2020/QH"}}
        word = run["results"][4]["locations"][0]
        assert word["physicalLocation"]["region"]["startLine"] == 1
        assert word["logicalLocations"] == [{"fullyQualifiedName": "paragraph 12"}]

    def test_what_is_silent_is_marked(self) -> None:
        assert [r["suppressions"] for r in sarif()["results"]] == [
            [],
            [{"kind": "inSource", "status": "accepted", "justification": "công báo"}],
            [],
            [{"kind": "external", "status": "accepted", "justification": "baseline"}],
            [],
        ]

    def test_a_file_that_failed_makes_the_run_unsuccessful(self) -> None:
        invocation = sarif()["invocations"][0]
        assert invocation["executionSuccessful"] is False
        assert "damaged" in invocation["toolExecutionNotifications"][0]["message"]["text"]
        assert sarif(Report(REPORT.files))["invocations"][0]["executionSuccessful"] is True

    def test_fingerprints_stay_when_lines_move_or_the_language_changes(self) -> None:
        def prints(report: Report) -> list[str]:
            return [r["partialFingerprints"]["khtoolFinding/v1"] for r in sarif(report)["results"]]

        moved = dataclasses.replace(
            FINDING, span=Span(start=210, end=220), line=40, message="the code of a law", column=2
        )
        one = Report((Checked("a.md", (FINDING, LATER)),))
        other = Report((Checked("renamed.md", (moved, dataclasses.replace(LATER, span=Span(start=400, end=410)))),))
        assert prints(one) == prints(other)
        assert len(set(prints(one))) == 2  # the same words twice
        silent = Report((Checked("a.md", (LATER,), (Silenced(FINDING, "inline"),)),))
        assert prints(silent) == prints(one)
        words = dataclasses.replace(FINDING, text="213/2020/QH")
        assert prints(Report((Checked("a.md", (words,)),)))[0] not in prints(one)

    def test_paths_inside_and_outside_the_working_directory(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        files = (Checked(str(tmp_path / "x" / "a.md"), (FINDING,)), Checked("./b.md", (FINDING,)))
        outside = Checked(str(tmp_path.parent / "c.md"), (FINDING,))
        uris = [
            r["locations"][0]["physicalLocation"]["artifactLocation"]
            for r in sarif(Report((*files, outside)))["results"]
        ]
        assert [u["uri"] for u in uris[:2]] == ["x/a.md", "b.md"]
        assert uris[2] == {"uri": (tmp_path.parent / "c.md").as_uri()}


# Everything that could steer a terminal, break XML or UTF-8, or mean something to GitHub, Markdown or HTML.
NASTY = "\x1b]0;x\x07\x9b31m\x00\u202e\ufeff\ud800\uffff\r\n::error::x <b>&amp;|`*_[a](javascript:x)@ai #1 %0A"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def nasty(text: str) -> Report:
    finding = dataclasses.replace(FINDING, message=text, text=text, suggestion=text, before=text, after=text)
    return Report(
        (Checked(f"{text}.md", (finding,), (Silenced(finding, "side-file", text),)), Checked(text, (finding,))),
        ((text, text),),
    )


def check_nothing_breaks_out(format: str, text: str) -> None:
    report = nasty(text)
    shown = render(format, report)
    assert not CONTROL.search(shown)
    shown.encode("utf-8")
    if format == "github":
        assert all(line.startswith("::error file=") for line in shown.splitlines())
        assert len(shown.splitlines()) == 3
    if format == "junit":
        assert len(ElementTree.fromstring(shown)) == 3
    if format in ("json", "sarif", "gitlab"):
        json.loads(shown)
    if format == "sarif":
        Draft7Validator(SARIF).validate(json.loads(shown))
    if format == "markdown":
        rows = [line for line in shown.splitlines() if line.startswith("|")]
        assert len(rows) == len([line for line in shown.splitlines() if line])
        assert {line.count("|") for line in rows} == {6}
        assert not re.search(r"[<>@`*_\[\]]|(?<!&)#", shown.replace("**could not be checked**", ""))


@pytest.mark.parametrize("format", reporting.FORMATS)
def test_no_text_breaks_out(format: str) -> None:
    check_nothing_breaks_out(format, NASTY)


@settings(max_examples=60)
@given(st.text(max_size=30), st.sampled_from(sorted(reporting.FORMATS)))
def test_no_text_at_all_breaks_out(text: str, format: str) -> None:
    check_nothing_breaks_out(format, text)


def test_json_loses_nothing() -> None:
    data = json.loads(render("json", nasty(NASTY)))
    assert data["files"][0]["findings"][0]["text"] == NASTY


def test_the_place_is_what_a_person_can_find() -> None:
    def at(**span: object) -> str:
        return reporting.place(dataclasses.replace(FINDING, span=Span(start=0, end=1, **span)))

    assert at(page=4) == "page 4"
    assert at(paragraph=11) == "paragraph 12"
    assert at(page=2, cell=Cell(table=0, row=2, column=1)) == "page 2, table 1, row 3, column 2"
