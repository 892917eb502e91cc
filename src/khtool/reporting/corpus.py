"""What a corpus holds, for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from khtool.i18n import _
from khtool.reporting.console import console, safe

if TYPE_CHECKING:
    from khtool.corpus import RefreshReport

#: The order of levels from the top; what has no level comes last.
_LEVELS = ("quoc_hoi", "dang", "chinh_phu", "thu_tuong", "bo", "trung_uong", "tinh", "so", "huyen", "phong", "xa")


def write_stats(path: Path, stats: Mapping[str, Any], report: RefreshReport, out: TextIO) -> None:
    """The folder, what the index counts in it, and what the refresh changed."""
    from rich.table import Table

    screen = console(out)
    screen.print(safe(str(path)), style="bold")
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for title, shown in _rows(stats):
        grid.add_row(title, safe(shown))
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


def _rows(stats: Mapping[str, Any]) -> list[tuple[str, str]]:
    citations = stats["citations"]
    files = f"{stats['files']:,}"
    if stats["failed"]:
        files += " " + _("({n} cannot be read)").format(n=f"{stats['failed']:,}")
    levels = sorted(stats["levels"].items(), key=lambda item: (_height(item[0]), item[0]))
    return [
        (_("documents"), f"{stats['documents']:,}"),
        (_("files"), files),
        (_("by format"), _counts(sorted(stats["formats"].items(), key=lambda item: (-item[1], item[0])))),
        (_("by year"), _counts(sorted(stats["years"].items(), key=lambda item: (item[0] == "", item[0])))),
        (_("by level"), _counts([(level_name(level) if level else "", count) for level, count in levels])),
        (_("by type"), _counts(sorted(stats["types"].items(), key=lambda item: (-item[1], item[0])))),
        (
            _("citations"),
            _("{all}: {resolved} resolved, {unknown} of documents nobody has, {ambiguous} ambiguous").format(
                **{name: f"{count:,}" for name, count in citations.items()}
            ),
        ),
        (_("steps between documents"), f"{stats['edges']:,}"),
        (_("only cited"), _("{n} documents").format(n=f"{stats['unknown']:,}")),
    ]


def _height(level: str) -> int:
    return _LEVELS.index(level) if level in _LEVELS else len(_LEVELS)


def _counts(items: list[tuple[str, int]]) -> str:
    """ "2024: 5, 2025: 14"; what has no value comes as "not known"."""
    nothing = _("not known")
    return ", ".join(f"{name or nothing}: {count:,}" for name, count in items)


def level_name(level: str) -> str:
    """What a level is called."""
    return {
        "quoc_hoi": _("National Assembly"),
        "dang": _("Party"),
        "chinh_phu": _("Government"),
        "thu_tuong": _("Prime Minister"),
        "bo": _("ministry"),
        "trung_uong": _("centre"),
        "tinh": _("province"),
        "so": _("department of a province"),
        "huyen": _("district"),
        "phong": _("office of a district"),
        "xa": _("commune"),
    }.get(level, level)
