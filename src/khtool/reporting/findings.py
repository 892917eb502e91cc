"""What `check` found: for a terminal, as JSON, or as GitHub workflow commands."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TextIO

from khtool.checking.model import Finding
from khtool.i18n import _, ngettext
from khtool.reporting.console import console, safe, short

#: A file and what was found in it.
Result = tuple[str, Sequence[Finding]]

_STYLES = {"error": "red", "warning": "yellow", "info": "cyan"}


def place(finding: Finding) -> str:
    """Where a person finds the words: page, table cell or paragraph of the source, else line and column of the text."""
    span = finding.span
    if span.cell is not None:
        place = _("table {table}, row {row}, column {column}").format(
            table=span.cell.table + 1, row=span.cell.row + 1, column=span.cell.column + 1
        )
        return f"{_('page {n}').format(n=span.page)}, {place}" if span.page else place
    if span.page is not None:
        return _("page {n}").format(n=span.page)
    if span.paragraph is not None:
        return _("paragraph {n}").format(n=span.paragraph + 1)
    return f"{finding.line}:{finding.column}"


def severity_name(severity: str) -> str:
    """What a severity is called."""
    return {"error": _("error"), "warning": _("warning"), "info": _("note")}[severity]


def write_text(results: Sequence[Result], out: TextIO) -> None:
    """A block a finding: place, severity, code, message; the words; what would be right. A count at the end."""
    from rich.text import Text

    screen = console(out)
    counts: Counter[str] = Counter()
    for path, findings in results:
        for f in findings:
            counts[f.severity] += 1
            line = Text(f"{safe(path)}:{place(f)}: ", style="bold")
            line.append(f"{severity_name(f.severity)} {f.code} ({f.name})", style=_STYLES[f.severity])
            line.append(f": {safe(f.message)}", style="not bold")
            screen.print(line, soft_wrap=True)
            if f.text:
                screen.print(Text(f"    “{short(f.text, 200)}”", style="dim"), soft_wrap=True)
            if f.suggestion:
                screen.print(Text(f"    → {safe(f.suggestion)}", style="green"), soft_wrap=True)
    files = len(results)
    parts = [
        ngettext("{n} error", "{n} errors", counts["error"]).format(n=counts["error"]),
        ngettext("{n} warning", "{n} warnings", counts["warning"]).format(n=counts["warning"]),
        ngettext("{n} note", "{n} notes", counts["info"]).format(n=counts["info"]),
    ]
    screen.print(Text(ngettext("{n} file", "{n} files", files).format(n=files) + ": " + ", ".join(parts), style="bold"))


def write_json(results: Sequence[Result], out: TextIO) -> None:
    """An object: `version` of this shape, `files` with their findings, `summary` by severity."""
    counts: Counter[str] = Counter(f.severity for _path, findings in results for f in findings)
    data = {
        "version": "1.0",
        "files": [{"path": path, "findings": [_plain(f) for f in findings]} for path, findings in results],
        "summary": {severity: counts[severity] for severity in ("error", "warning", "info")},
    }
    json.dump(data, out, ensure_ascii=False, indent=2)
    out.write("\n")


def _plain(f: Finding) -> dict[str, object]:
    fix = (
        {"start": f.fix.start, "end": f.fix.end, "replacement": f.fix.replacement, "safe": f.fix.safe}
        if f.fix
        else None
    )
    return {
        "code": f.code,
        "name": f.name,
        "severity": f.severity,
        "message": f.message,
        "text": f.text,
        "suggestion": f.suggestion,
        "line": f.line,
        "column": f.column,
        "span": f.span.model_dump(mode="json"),
        "fix": fix,
    }


def write_github(results: Sequence[Result], out: TextIO) -> None:
    """Workflow commands, so that findings show as annotations of a pull request."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    kinds = {"error": "error", "warning": "warning", "info": "notice"}
    for path, findings in results:
        for f in findings:
            message = safe(f.message) + (f" → {safe(f.suggestion)}" if f.suggestion else "")
            title = f"{f.code} {f.name}"
            place = f"file={value(path)},line={f.line},col={f.column},title={value(title)}"
            out.write(f"::{kinds[f.severity]} {place}::{data(message)}\n")


FORMATS: dict[str, Callable[[Sequence[Result], TextIO], None]] = {
    "text": write_text,
    "json": write_json,
    "github": write_github,
}
