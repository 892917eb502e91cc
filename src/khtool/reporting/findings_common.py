"""What the forms of a report of findings share: places, names, paths and fingerprints."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from khtool.checking.model import Checked, Finding, Silenced
from khtool.i18n import _
from khtool.text import fold


def place(finding: Finding, *, lined: bool = False) -> str:
    """Where a person finds the words: page, table cell or paragraph of the source, else line and column of the text.

    `lined`: the file has lines (`Checked.has_lines`), to which an editor jumps: they go before the cell of a table.
    """
    span = finding.span
    if lined:
        return f"{finding.line}:{finding.column}"
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


def portable(path: str) -> str:
    """The path as continuous integration knows it: from the working directory on where it lies there, with "/"."""
    found = Path(os.path.normpath(path))
    if found.is_absolute() and found.is_relative_to(Path.cwd()):
        found = found.relative_to(Path.cwd())
    return found.as_posix()


def told(finding: Finding, checked: Checked) -> str:
    """Message and suggestion on one line; with the place where the form itself can only name lines of a file."""
    from khtool.reporting.console import safe

    message = safe(finding.message)
    if not checked.has_lines:
        message = f"{place(finding)}: {message}"
    return message + (f" → {safe(finding.suggestion)}" if finding.suggestion else "")


def fingerprinted(checked: Checked) -> Iterator[tuple[Finding, Silenced | None, str]]:
    """Every finding of a file in the order of the text, with how it is silent, if it is, and its fingerprint.

    The fingerprint is made of the rule, the words and which of several such it is: it stays when lines move, when the
    file is renamed, and in either language.
    """
    rows: list[tuple[Finding, Silenced | None]] = [(f, None) for f in checked.findings]
    rows += [(s.finding, s) for s in checked.silenced]
    rows.sort(key=lambda row: (row[0].span.start, row[0].span.end, row[0].code, row[0].message))
    seen: Counter[tuple[str, str]] = Counter()
    for f, silenced in rows:
        words = " ".join(fold(f.text).split())
        seen[f.code, words] += 1
        mark = f"{f.code}\0{words}\0{seen[f.code, words]}".encode("utf-8", "surrogatepass")
        yield f, silenced, hashlib.sha256(mark).hexdigest()[:32]
