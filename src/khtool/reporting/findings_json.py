"""Findings as JSON, in a shape that is documented (`khtool schema --findings`) and versioned."""

from __future__ import annotations

from collections import Counter
from typing import Literal, TextIO

from pydantic import BaseModel, ConfigDict, Field

from khtool.checking.model import Checked, Finding, Fix, Report, Severity
from khtool.plan import Span
from khtool.reporting.console import json_text


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FixRow(_Model):
    """What to write in place of characters of the text."""

    start: int
    end: int
    replacement: str
    safe: bool = Field(description="Whether it may be applied without a person looking.")
    also: list[FixRow] = Field(description="The same correction in other places.")


class FindingRow(_Model):
    """One finding."""

    code: str = Field(description='The code of the rule: "KH203".')
    name: str = Field(description='The name of the rule: "citation-date".')
    severity: Severity
    message: str = Field(description="What is wrong, in the language of the run.")
    text: str = Field(description="The words complained of, as the document has them.")
    suggestion: str | None = Field(description="What would be right, where that is known.")
    line: int = Field(description="From 1: of the file (txt, md, html), else of the text that was read from it.")
    column: int = Field(description="From 1, in that line.")
    span: Span = Field(description="Offsets into the text, and page, paragraph or cell where the format has them.")
    fix: FixRow | None


class SilencedRow(FindingRow):
    """A finding that is suppressed or in the baseline."""

    silenced_by: Literal["inline", "side-file", "baseline"]
    reason: str | None


class FileRow(_Model):
    """A file and what was found in it, in the order of the text."""

    path: str
    findings: list[FindingRow]
    silenced: list[SilencedRow] = Field(description="Findings that count for nothing: suppressed or in the baseline.")


class FailedRow(_Model):
    """A file that could not be checked."""

    path: str
    message: str


class Summary(_Model):
    """Counts over all files."""

    error: int
    warning: int
    info: int
    suppressed: int
    baseline: int


class FindingsReport(_Model):
    """What `khtool check --format json` prints. Fields are added freely, renamed or removed only with a new version."""

    version: Literal["1.0"] = "1.0"
    files: list[FileRow]
    failed: list[FailedRow]
    summary: Summary


class RuleCount(_Model):
    """How often a rule spoke, in all and by severity."""

    code: str
    name: str
    count: int
    severities: dict[Severity, int]


class Statistics(_Model):
    """What `khtool check --statistics --format json` prints, the most frequent rule first."""

    version: Literal["1.0"] = "1.0"
    rules: list[RuleCount]


def as_model(report: Report) -> FindingsReport:
    """The report in the shape that is printed."""
    findings = [f for c in report.files for f in c.findings]
    silenced = [s for c in report.files for s in c.silenced]
    severities = Counter(f.severity for f in findings)
    baseline = sum(s.by == "baseline" for s in silenced)
    return FindingsReport(
        files=[_file(c) for c in report.files],
        failed=[FailedRow(path=path, message=message) for path, message in report.failed],
        summary=Summary(
            error=severities["error"],
            warning=severities["warning"],
            info=severities["info"],
            suppressed=len(silenced) - baseline,
            baseline=baseline,
        ),
    )


def _file(checked: Checked) -> FileRow:
    return FileRow(
        path=checked.path,
        findings=[FindingRow.model_validate(_row(f)) for f in checked.findings],
        silenced=[
            SilencedRow.model_validate({**_row(s.finding), "silenced_by": s.by, "reason": s.reason})
            for s in checked.silenced
        ],
    )


def _row(f: Finding) -> dict[str, object]:
    fix = _fix(f.fix) if f.fix else None
    names = ("code", "name", "severity", "message", "text", "suggestion", "line", "column", "span")
    return {**{name: getattr(f, name) for name in names}, "fix": fix}


def _fix(fix: Fix) -> FixRow:
    also = [_fix(other) for other in fix.also]
    return FixRow(start=fix.start, end=fix.end, replacement=fix.replacement, safe=fix.safe, also=also)


def statistics(report: Report) -> Statistics:
    """How often each rule spoke."""
    found = [f for c in report.files for f in c.findings]
    counts = Counter((f.code, f.name) for f in found)
    severities = Counter((f.code, f.severity) for f in found)
    levels: tuple[Severity, ...] = ("error", "warning", "info")
    rows = [
        RuleCount(
            code=code, name=name, count=n, severities={s: severities[code, s] for s in levels if severities[code, s]}
        )
        for (code, name), n in counts.items()
    ]
    return Statistics(rules=sorted(rows, key=lambda row: (-row.count, row.code)))


def write_json(report: Report, out: TextIO) -> None:
    """An object: `version` of this shape, `files` with their findings, `failed`, `summary`."""
    out.write(json_text(as_model(report).model_dump(mode="json")))


def write_statistics(report: Report, out: TextIO) -> None:
    """An object: `version` of this shape, `rules` with their counts."""
    out.write(json_text(statistics(report).model_dump(mode="json")))
