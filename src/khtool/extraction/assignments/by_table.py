"""Assignments in tables of tasks: one row a task, columns for those who lead and those who join in."""

from __future__ import annotations

from collections.abc import Iterator

from khtool.extraction import agencies
from khtool.extraction.assignments.fields import both, value
from khtool.extraction.assignments.page import Page
from khtool.extraction.outline import is_bullet, strip_bullet
from khtool.extraction.tasktable import Column, Row, TaskTable, is_ditto, task_tables
from khtool.plan import Assignment, Role
from khtool.text import TableCell


def _join(base: str | None, label: str | None, number: str | None) -> str | None:
    """The path of a row: that of its section and its number, which stands in place of a label that it repeats."""
    if number is None:
        return base
    if base is None:
        return number
    if label and number.startswith(label + "."):
        return base[: len(base) - len(label)] + number
    return f"{base}.{number}"


def read(page: Page) -> list[tuple[int, Assignment]]:
    """The entries of each row, with the place of the row (a merged cell stands above it)."""
    found: list[tuple[int, Assignment]] = []
    for table in task_tables(page.text, page.frame.zones):
        above: dict[Column, TableCell] = {}
        for row in table.rows:
            cells = dict(row.cells)
            for kind, cell in row.cells.items():
                if is_ditto(page.norm[cell.start : cell.end]) and kind in above:
                    cells[kind] = above[kind]
            above |= cells
            place = max(c.start for c in row.cells.values())
            found += [(place, a) for a in _row(page, table, row, cells)]
    return found


def _row(page: Page, table: TaskTable, row: Row, cells: dict[Column, TableCell]) -> list[Assignment]:
    task = cells["task"]
    if row.section is not None:
        start = table.sections[row.section].start
        holder = page.by_start.get(start)
    else:
        holder = page.section(task.start)
    base = holder.path if holder else "PL" if page.in_appendix(task.start) else None
    where = _join(base, holder.label if holder else None, row.number)
    a, b = page.trim(row.task_start, task.end)
    if is_bullet(page.norm[a:b]):
        a, b = page.trim(b - len(strip_bullet(page.norm[a:b])), b)
    time, product = _cell(page, cells.get("time")), _cell(page, cells.get("product"))
    return [
        page.assignment(agency.name, role, where, [(a, b)], (agency.start, agency.end), time, product, where)
        for agency, role in _agents(page, cells)
    ]


def _agents(page: Page, cells: dict[Column, TableCell]) -> Iterator[tuple[agencies.Agency, Role]]:
    """The agencies of a row, those who lead first."""
    columns: tuple[Column, ...] = ("lead", "both", "implement", "coordinate")
    for column in columns:
        cell = cells.get(column)
        if cell is None or cell is cells["task"]:
            continue
        if column == "both":
            for role, start, end in both(page, cell.start, cell.end):
                for agency in page.split(start, end):
                    yield agency, role
        elif column in ("lead", "implement", "coordinate"):
            yield from value(page, column, cell.start, cell.end)


def _cell(page: Page, cell: TableCell | None) -> str | None:
    return (page.words(cell.start, cell.end).strip(" ;.") or None) if cell else None
