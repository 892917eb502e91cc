"""What a corpus holds, for a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from khtool.i18n import _
from khtool.reporting.console import console, safe

if TYPE_CHECKING:
    from khtool.corpus import RefreshReport


def write_stats(path: Path, stats: dict[str, Any], report: RefreshReport, out: TextIO) -> None:
    """The folder, what the index counts in it, and what the refresh changed."""
    from rich.table import Table

    screen = console(out)
    screen.print(safe(str(path)), style="bold")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for key, value in stats.items():
        shown = (
            ", ".join(f"{safe(str(k))}: {v}" for k, v in value.items()) if isinstance(value, dict) else safe(str(value))
        )
        grid.add_row(_labels().get(key, key), shown)
    screen.print(grid)
    screen.print(
        _("{added} added, {changed} changed, {removed} removed, {unchanged} unchanged, {failed} failed").format(
            added=report.added,
            changed=report.changed,
            removed=report.removed,
            unchanged=report.unchanged,
            failed=len(report.failed),
        )
    )


def _labels() -> dict[str, str]:
    return {
        "documents": _("documents"),
        "files": _("files"),
        "citations": _("citations"),
        "resolved": _("resolved citations"),
        "years": _("by year"),
        "levels": _("by level"),
        "types": _("by type"),
        "formats": _("by format"),
    }
