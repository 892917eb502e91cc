"""Findings for GitHub (workflow commands, summary in Markdown) and GitLab (Code Quality)."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TextIO

from khtool.checking.model import Report
from khtool.i18n import _
from khtool.reporting.console import json_text, safe, short
from khtool.reporting.findings_common import fingerprinted, place, portable, severity_name, told


def write_github(report: Report, out: TextIO) -> None:
    """Workflow commands, so that findings show as annotations of a pull request."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(safe(text)).replace(":", "%3A").replace(",", "%2C")

    kinds = {"error": "error", "warning": "warning", "info": "notice"}
    for checked in report.files:
        file = value(portable(checked.path))
        for f in checked.findings:
            line = f",line={f.line},col={f.column}" if checked.has_lines else ""
            title = value(f"{f.code} {f.name}")
            out.write(f"::{kinds[f.severity]} file={file}{line},title={title}::{data(told(f, checked))}\n")
    for path, message in report.failed:
        out.write(f"::error file={value(portable(path))},title=khtool::{data(safe(message))}\n")


#: https://docs.gitlab.com/ci/testing/code_quality/ knows info, minor, major, critical and blocker.
_GITLAB = {"error": "major", "warning": "minor", "info": "info"}


def write_gitlab(report: Report, out: TextIO) -> None:
    """A Code Quality report: a list of issues, each with a fingerprint that is its own in the report."""
    rows = []
    for checked in report.files:
        path = safe(portable(checked.path))
        for f, silenced, fingerprint in fingerprinted(checked):
            if silenced is None:
                line = f.line if checked.has_lines else 1
                rows.append(_issue(path, line, f.code, _GITLAB[f.severity], told(f, checked), fingerprint))
    rows += [_issue(safe(portable(path)), 1, "khtool", "blocker", safe(why), why) for path, why in report.failed]
    out.write(json_text(rows))


def _issue(path: str, line: int, rule: str, severity: str, description: str, key: str) -> dict[str, object]:
    return {
        "description": description,
        "check_name": rule,
        "fingerprint": hashlib.sha256(f"{path}\0{key}".encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }


#: What means something in Markdown, in HTML or to GitHub (@somebody, #12); as a reference it is but a character.
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()<>#&|~@$!]|:(?=//)|(?<=www)\.")


def _plain(text: str) -> str:
    return _MARKDOWN.sub(lambda m: f"&#{ord(m[0])};", text)


def write_markdown(report: Report, out: TextIO) -> None:
    """A summary: a table of the files with their counts, then one of the findings."""
    titles = (_("File"), _("Errors"), _("Warnings"), _("Notes"), _("Silent"))
    out.write(_table_row(titles) + "| --- | ---: | ---: | ---: | ---: |\n")
    for checked in report.files:
        counts = Counter(f.severity for f in checked.findings)
        numbers = (counts["error"], counts["warning"], counts["info"], len(checked.silenced))
        out.write(_table_row((_plain(safe(portable(checked.path))), *map(str, numbers))))
    for path, why in report.failed:
        told = f"{_plain(safe(portable(path)))} — **{_('could not be checked')}**: {_plain(safe(why))}"
        out.write(_table_row((told, "", "", "", "")))
    rows = [(checked, f) for checked in report.files for f in checked.findings]
    if not rows:
        return
    titles = (_("Where"), _("Rule"), _("What"), _("Words"), _("Suggestion"))
    out.write("\n" + _table_row(titles) + "| --- | --- | --- | --- | --- |\n")
    for checked, f in rows:
        cells = (
            f"{safe(portable(checked.path))}, {place(f, lined=checked.has_lines)}",
            f"{severity_name(f.severity)} {f.code}",
            safe(f.message),
            short(f.text, 120),
            safe(f.suggestion),
        )
        out.write(_table_row(tuple(map(_plain, cells))))


def _table_row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |\n"
