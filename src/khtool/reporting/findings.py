"""What `check` found, in every form that it is written in: `FORMATS` has a row for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from khtool.checking.model import Finding, Report
from khtool.i18n import _, ngettext
from khtool.reporting import findings_json, findings_marks, findings_xml, sarif
from khtool.reporting.console import console, safe, short
from khtool.reporting.findings_common import place, severity_name

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["FORMATS", "STATISTICS", "place", "severity_name", "write_text"]

_STYLES = {"error": "red", "warning": "yellow", "info": "cyan"}


def write_text(report: Report, out: TextIO) -> None:
    """A block a finding: place, severity, code, message; the words, underlined among those around them; what would be
    right. A count at the end.
    """
    from rich.text import Text

    screen = console(out)
    for checked in report.files:
        for f in checked.findings:
            line = Text(f"{safe(checked.path)}:{place(f, lined=checked.has_lines)}: ", style="bold")
            line.append(f"{severity_name(f.severity)} {f.code} ({f.name})", style=_STYLES[f.severity])
            line.append(f": {safe(f.message)}", style="not bold")
            screen.print(line, soft_wrap=True)
            for shown in _excerpt(f, drawn=not screen.is_terminal):
                screen.print(shown, soft_wrap=True)
            if f.suggestion:
                screen.print(Text(f"    → {safe(f.suggestion)}", style="green"), soft_wrap=True)
    screen.print(Text(_summary(report), style="bold"))


_LONG = 90  # characters of words that are shown alone


def _excerpt(f: Finding, *, drawn: bool) -> Iterator[Text]:
    """The words among those around them, underlined; `drawn`: with characters, where there is no terminal to do it."""
    from rich.cells import cell_len
    from rich.text import Text

    words = safe(f.text)
    if not words:
        return
    if len(words) > _LONG:
        yield Text.assemble("    ", (short(f.text, 200), "underline"))
        return
    before, after = safe(f.before), safe(f.after)
    before += " " if before and f.before[-1:].isspace() else ""
    after = (" " if after and f.after[:1].isspace() else "") + after
    yield Text.assemble("    ", (before, "dim"), (words, "underline"), (after, "dim"))
    if drawn:
        yield Text(" " * (4 + cell_len(before)) + "~" * cell_len(words))


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
