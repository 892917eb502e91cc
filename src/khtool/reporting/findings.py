"""What `check` found, in every form that it is written in: `FORMATS` has a row for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TextIO

from khtool.checking.model import Report
from khtool.i18n import _, ngettext
from khtool.reporting import findings_json, findings_marks, findings_xml, sarif
from khtool.reporting.console import console, safe, short
from khtool.reporting.findings_common import place, severity_name

__all__ = ["FORMATS", "STATISTICS", "place", "severity_name", "write_text"]

_STYLES = {"error": "red", "warning": "yellow", "info": "cyan"}


def write_text(report: Report, out: TextIO) -> None:
    """A block a finding: place, severity, code, message; the words; what would be right. A count at the end."""
    from rich.text import Text

    screen = console(out)
    for checked in report.files:
        for f in checked.findings:
            line = Text(f"{safe(checked.path)}:{place(f)}: ", style="bold")
            line.append(f"{severity_name(f.severity)} {f.code} ({f.name})", style=_STYLES[f.severity])
            line.append(f": {safe(f.message)}", style="not bold")
            screen.print(line, soft_wrap=True)
            if f.text:
                screen.print(Text(f"    “{short(f.text, 200)}”", style="dim"), soft_wrap=True)
            if f.suggestion:
                screen.print(Text(f"    → {safe(f.suggestion)}", style="green"), soft_wrap=True)
    screen.print(Text(_summary(report), style="bold"))


def _summary(report: Report) -> str:
    counts = Counter(f.severity for c in report.files for f in c.findings)
    files = len(report.files)
    parts = [
        ngettext("{n} error", "{n} errors", counts["error"]).format(n=counts["error"]),
        ngettext("{n} warning", "{n} warnings", counts["warning"]).format(n=counts["warning"]),
        ngettext("{n} note", "{n} notes", counts["info"]).format(n=counts["info"]),
    ]
    silenced = Counter(s.by == "baseline" for c in report.files for s in c.silenced)
    if silenced[False]:
        parts.append(_("{n} suppressed").format(n=silenced[False]))
    if silenced[True]:
        parts.append(_("{n} in the baseline").format(n=silenced[True]))
    if report.failed:
        parts.append(_("{n} could not be checked").format(n=len(report.failed)))
    return ngettext("{n} file", "{n} files", files).format(n=files) + ": " + ", ".join(parts)


def write_statistics(report: Report, out: TextIO) -> None:
    """How often each rule spoke, the most frequent first; then the count."""
    from rich.text import Text

    screen = console(out)
    for row in findings_json.statistics(report).rules:
        severities = ", ".join(f"{severity_name(s)} {n}" for s, n in row.severities.items())
        screen.print(Text(f"{row.count:>6}  {row.code}  {row.name:<26} {severities}"), soft_wrap=True)
    screen.print(Text(_summary(report), style="bold"))


Writer = Callable[[Report, TextIO], None]

FORMATS: Mapping[str, Writer] = {
    "text": write_text,
    "json": findings_json.write_json,
    "sarif": sarif.write_sarif,
    "github": findings_marks.write_github,
    "gitlab": findings_marks.write_gitlab,
    "junit": findings_xml.write_junit,
    "markdown": findings_marks.write_markdown,
}
#: The forms that `--statistics` has.
STATISTICS: Mapping[str, Writer] = {"text": write_statistics, "json": findings_json.write_statistics}
