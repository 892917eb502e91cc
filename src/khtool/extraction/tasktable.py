"""Tables of tasks: which columns hold the task, who leads, who joins in, when and what comes of it; which rows divide.

A table is one of tasks when a row of headings names a task column and a column of agencies. It may be cut over pages
(the next table with as many columns goes on with it), repeat its headings, and hold rows that only carry a number and a
title: these are sections of the outline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from khtool.extraction import agencies
from khtool.extraction.frame import Section, SectionKind, Zones
from khtool.text import PlanText, Table, TableCell

Column = Literal[
    "number", "task", "lead", "coordinate", "both", "implement", "agency", "time", "product", "group", "other"
]

#: Heading words of columns, tried in this order; the first that matches says what the column holds.
_WORDS: tuple[tuple[Column, str], ...] = (
        ("number", r"^(?:stt|tt|số tt|số thứ tự|số|no\.?|#)\.?$"),
        ("both", r"chủ trì\W+(?:và\s+)?(?:cơ quan\s+|đơn vị\s+)?phối hợp"),
        ("other", r"^(?:ghi chú|kinh phí|dự toán|nguồn|căn cứ|mức độ|đơn vị tính|đvt|lãnh đạo|cấp trình|hình thức)"),
        ("coordinate", r"phối hợp|tham gia"),
        ("lead", r"chủ trì|đầu mối|chịu trách nhiệm|tham mưu"),
        ("product", r"sản phẩm|kết quả|đầu ra"),
        ("time", r"thời gian|thời hạn|tiến độ|thời điểm|lộ trình|hạn hoàn thành|^hoàn thành|thời hạn"),
        ("implement", r"(?:cơ quan|đơn vị|người|bộ phận|tổ chức|nơi)\b.{0,20}(?:thực hiện|phụ trách)|phân công|"
                      r"trách nhiệm"),
        ("agency", r"^(?:tên )?(?:cơ quan|đơn vị)(?:, (?:cơ quan|đơn vị|địa phương|tổ chức))*$"),
        ("task", r"nhiệm vụ|nội dung|công việc|hoạt động|giải pháp|đầu việc|tên (?:chương trình|đề án|dự án|văn bản)|"
                 r"chương trình|đề án|danh mục|chỉ tiêu|mục tiêu|tên|"
                 r"^việc$"),
)  # fmt: skip
_COLUMNS = tuple((name, re.compile(pattern, re.I)) for name, pattern in _WORDS)
_WORK = re.compile(r"nhiệm vụ|nội dung|công việc|hoạt động|giải pháp", re.I)
_NUMBER = re.compile(
    r"(?:(?P<roman>X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,3})|(?P<upper>[A-Z])|(?P<arabic>\d{1,3}(?:\.\d{1,3})*)|(?P<letter>[a-zđ]))"
    r"[.)]?$"
)
_INNER = re.compile(r"\s*(\d{1,2}(?:\.\d{1,2})*)[.)]\s+")  # "1. Rà soát …" in the cell of the task
_DITTO = re.compile(r"^(?:-?\s*nt\s*-?|[\"'″]+|như trên|-\s*\"\s*-|//|-\s*như trên\s*-?)\.?$", re.I)


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds a task. `path` is the label path of its section rows inside the table, "" for none."""

    number: str | None
    path: str
    section: int | None  # index in `TaskTable.sections`
    cells: dict[Column, TableCell]
    task_start: int  # where the words of the task start, after a number written in their cell


@dataclass(frozen=True, slots=True)
class RowSection:
    """A row that divides: its label, title, place, and how deep it stands among such rows (1…)."""

    label: str
    title: str
    depth: int
    path: str
    kind: SectionKind
    start: int
    title_start: int
    title_end: int


@dataclass(slots=True)
class TaskTable:
    """A table of tasks, or several that go on with one another."""

    start: int
    end: int
    rows: list[Row] = field(default_factory=list)
    sections: list[RowSection] = field(default_factory=list)


def task_tables(text: PlanText, zones: Zones) -> list[TaskTable]:
    """The tables of tasks of the body and the appendices, in order."""
    found: list[TaskTable] = []
    previous: tuple[TaskTable, dict[int, Column], Table] | None = None
    for table in text.tables:
        if not table.cells:
            continue
        start = min(c.start for c in table.cells)
        end = max(c.end for c in table.cells)
        if not _in_zone(text, zones, start):
            previous = None
            continue
        columns, first = _columns(text, table)
        if columns is not None and _is_agenda(text, table, columns, first):
            previous = None
            continue
        if columns is None:
            if previous and previous[2].columns == table.columns and not _between(text, previous[0].end, start):
                task_table, columns, _ = previous
                task_table.end = end
                first = 0
            else:
                previous = None
                continue
        else:
            goes_on = previous and previous[1] == columns and not _between(text, previous[0].end, start)
            if goes_on and previous:
                task_table = previous[0]
                task_table.end = end
            else:
                task_table = TaskTable(start, end)
                found.append(task_table)
        _read(text, table, columns, first, task_table)
        previous = (task_table, columns, table)
    return [t for t in found if t.rows]


def section_rows(text: PlanText, zones: Zones, found: list[Section]) -> list[Section]:
    """The numbered rows that divide tables of tasks, as sections under the section that holds the table."""
    out: list[Section] = []
    for table in task_tables(text, zones):
        holder = innermost(found, table.start)
        stack: list[Section] = []
        for row in table.sections:
            while len(stack) >= row.depth:
                stack.pop().end = row.start - 1
            parent = stack[-1] if stack else holder
            path = f"{holder.path}.{row.path}" if holder else row.path
            s = Section(
                row.label, row.title, (parent.depth if parent else 0) + 1, path, row.kind,
                row.start, row.title_start, row.title_end, row.title_end, False, parent,
            )  # fmt: skip
            if parent:
                parent.children.append(s)
            stack.append(s)
            out.append(s)
        for s in stack:
            s.end = table.end
    return out


def innermost(found: list[Section], offset: int) -> Section | None:
    """The innermost section that holds `offset`."""
    best = None
    for s in found:
        if s.start > offset:
            break
        if offset <= s.end:
            best = s
    return best


def is_ditto(value: str) -> bool:
    """Whether a cell says that it repeats the one above ("nt", "như trên", quotation marks)."""
    return _DITTO.match(value.strip()) is not None


def _in_zone(text: PlanText, zones: Zones, offset: int) -> bool:
    i = text.paragraph_index(offset)
    return any(a <= i < b for a, b in (zones.body, zones.appendix))


def _between(text: PlanText, end: int, start: int) -> bool:
    """Whether words of the body stand between two tables (a page number does not count)."""
    between = " ".join(
        text.slice(p)
        for p in text.paragraphs[text.paragraph_index(end) + 1 : text.paragraph_index(start)]
        if p.role == "body" and p.cell is None
    )
    return sum(c.isalpha() for c in between) > 3


def _value(text: PlanText, cell: TableCell) -> str:
    return " ".join(text.norm[cell.start : cell.end].split())


@lru_cache(maxsize=512)
def _column(heading: str) -> Column | None:
    for name, pattern in _COLUMNS:
        if pattern.search(heading):
            return name
    return None


def _columns(text: PlanText, table: Table) -> tuple[dict[int, Column] | None, int]:
    """What each column holds, and the first row after the headings; (None, 0) when it is no table of tasks."""
    by_row = _by_row(table)
    for top in sorted(by_row)[:4]:
        columns: dict[int, Column] = {}
        worded: set[int] = set()  # columns whose heading says that work stands below, not a figure
        bottom = top
        for cell in by_row[top]:
            heading = _value(text, cell)
            if len(heading) > 80:
                columns = {}
                break
            kind = _column(heading)
            if kind is None:
                continue
            for c in range(cell.column, cell.column + cell.colspan):
                columns[c] = kind
                if _WORK.search(heading):
                    worded.add(c)
            bottom = max(bottom, cell.row)
        second = by_row.get(top + 1, [])
        refined = {c.column: k for c in second if len(v := _value(text, c)) < 60 and (k := _column(v))}
        spread = any(c.colspan > 1 for c in by_row[top]) or any(c.rowspan > 1 for c in by_row[top])
        if spread and {"lead", "coordinate", "time", "product", "implement"} & set(refined.values()):
            columns |= {c: k for c, k in refined.items() if k not in ("number", "task")}
            bottom = top + 1
        for c in [c for c, kind in columns.items() if kind == "agency"]:
            # "Đơn vị" is a unit of measure more often than an agency: what stands below tells
            columns[c] = "implement" if _names_agencies(text, table, c, bottom) else "other"
        if "lead" not in columns.values():
            for cell in by_row[top]:  # "Đơn vị phụ trách" is who leads, as in a line; "phụ trách thực hiện" is not
                heading = _value(text, cell).lower()
                if (
                    columns.get(cell.column) == "implement"
                    and "phụ trách" in heading
                    and ("coordinate" in columns.values() or "thực hiện" not in heading)
                ):
                    columns[cell.column] = "lead"
        kinds = list(columns.values())
        if "task" not in kinds or not {"lead", "coordinate", "both", "implement"} & set(kinds):
            continue
        # of columns of one kind the first counts, save that agencies may fill several
        seen: set[Column] = set()
        for c in sorted(columns):
            if columns[c] in ("task", "time", "product", "number") and columns[c] in seen:
                columns[c] = "group" if columns[c] == "task" and c in worded else "other"
            seen.add(columns[c])
        return columns, bottom + 1
    return None, 0


def _names_agencies(text: PlanText, table: Table, column: int, heading: int) -> bool:
    """Whether most cells of a column open with the name of an agency."""
    cells = [c for c in table.cells if c.column == column and c.row > heading and _value(text, c)]
    named = sum(agencies.head_at(text.norm, c.start, c.end) is not None for c in cells)
    return 2 * named > len(cells)


#: The hours of one event: "7h00 - 7h15", "14 giờ 30", "Từ 8h00 đến 8h30"; a day beside them makes it a deadline.
_CLOCK = re.compile(
    r"(?:từ\s+)?\d{1,2}\s*(?:h|g|giờ|:)\s*(?:\d{2}(?!\d))?(?:\s*(?:phút|'|’))?"
    r"(?:\s*(?:-|–|—|đến|->)\s*\d{1,2}\s*(?:h|g|giờ|:)\s*(?:\d{2}(?!\d))?(?:\s*(?:phút|'|’))?)?\s*\.?",
    re.I,
)


def _is_agenda(text: PlanText, table: Table, columns: dict[int, Column], first: int) -> bool:
    """Whether a table is the order of an event, hour by hour: who speaks there is given no task."""
    at = next((c for c, kind in columns.items() if kind == "time"), None)
    said = [v for c in table.cells if c.column == at and c.row >= first and c.colspan == 1 and (v := _value(text, c))]
    return bool(said) and 2 * sum(_CLOCK.fullmatch(v) is not None for v in said) > len(said)


def _by_row(table: Table) -> dict[int, list[TableCell]]:
    out: dict[int, list[TableCell]] = {}
    for c in table.cells:
        out.setdefault(c.row, []).append(c)
    return out


def _read(text: PlanText, table: Table, columns: dict[int, Column], first: int, out: TaskTable) -> None:
    """Read the rows of one table into `out`."""
    place = {kind: c for c, kind in sorted(columns.items(), reverse=True)}
    number_at = place.get("number")
    by_row = _by_row(table)
    grid = _grid(table)
    stack = list(_open_sections(out))
    for r in sorted(by_row):
        if r < first or _repeats_headings(text, by_row[r], columns):
            continue
        own = by_row[r]
        cells: dict[Column, TableCell] = {}
        for c, kind in sorted(columns.items()):
            cell = grid.get((r, c))
            if cell is not None and kind not in cells and kind not in ("other", "number"):
                cells[kind] = cell
        filled = [c for c in own if _value(text, c)]
        number_cell = grid.get((r, number_at)) if number_at is not None else None
        number = _value(text, number_cell) if number_cell else ""
        m = _NUMBER.match(number)
        agents = [
            k for k in ("lead", "coordinate", "both", "implement")
            if k in cells and cells[k] is not cells.get("task") and cells[k].row == r and _value(text, cells[k])
        ]  # fmt: skip
        inherits = any(
            k in cells and cells[k].row < r and _value(text, cells[k]) for k in ("lead", "both", "implement")
        )
        if _is_counter(text, filled):
            continue
        if not agents and not inherits and filled and len(filled) <= 2 and _is_section(text, filled, m is not None):
            if m and m["arabic"] and not _opens_group(text, grid, number_at, number.rstrip(".)"), r, filled[-1]):
                continue  # a task whose agencies are not given
            _divide(text, out, stack, filled, number if m else "")
            continue
        task = cells.get("task")
        group = cells.get("group")
        if task is not None and task.rowspan > 1 and group is not None and _value(text, group):
            task = cells["task"] = group  # "Nhiệm vụ" is merged over the rows of its "Nội dung"
        if task is None or not _value(text, task):
            continue
        task_start = task.start
        if m is None and (inner := _INNER.match(text.norm, task.start, task.end)):
            number, m, task_start = inner[1], inner, inner.end()
        section = stack[-1] if stack else None
        if number and m and section is not None and not _goes_under(out.sections[section].label, number):
            while stack and not _goes_under(out.sections[stack[-1]].label, number):
                stack.pop()
            section = stack[-1] if stack else None
        path = out.sections[section].path if section is not None else ""
        out.rows.append(Row(number.rstrip(".)") if m else None, path, section, cells, task_start))


def _open_sections(out: TaskTable) -> Iterator[int]:
    """The indices of the sections that are open at the end of what has been read."""
    if not out.sections:
        return
    chain: list[int] = []
    for i, s in enumerate(out.sections):
        del chain[s.depth - 1 :]
        chain.append(i)
    yield from chain


def _goes_under(label: str, number: str) -> bool:
    """Whether a row of this number can stand in a section of this label: "2.1" under "2", not under "1"."""
    if not label[:1].isdigit():
        return True
    return "." in number and number.startswith(label + ".")


def _grid(table: Table) -> dict[tuple[int, int], TableCell]:
    rows = max((c.row for c in table.cells), default=-1) + 1  # a span may promise more rows than there are
    columns = max((c.column for c in table.cells), default=-1) + 1
    grid: dict[tuple[int, int], TableCell] = {}
    for c in table.cells:
        for r in range(c.row, min(c.row + c.rowspan, rows)):
            for k in range(c.column, min(c.column + c.colspan, columns)):
                grid.setdefault((r, k), c)
    return grid


def _is_counter(text: PlanText, filled: list[TableCell]) -> bool:
    """A row that only numbers the columns: (1) (2) (3)."""
    values = [_value(text, c).strip("()") for c in filled]
    if len(values) < 3 or not all(v.isdigit() for v in values):
        return False
    return all(int(b) == int(a) + 1 for a, b in pairwise(values))


def _repeats_headings(text: PlanText, row: list[TableCell], columns: dict[int, Column]) -> bool:
    kinds = [(_column(v), columns.get(c.column)) for c in row if (v := _value(text, c)) and len(v) < 60]
    return len(kinds) > 2 and sum(a == b and a is not None for a, b in kinds) >= max(3, len(kinds) - 1)


def _is_section(text: PlanText, filled: list[TableCell], numbered: bool) -> bool:
    """Whether the filled cells of a row without agencies are a number and a title."""
    title = _value(text, filled[-1])
    if len(filled) == 1:
        return bool(re.match(r"(?:[IVX]+|[A-Z]|\d{1,2})[.)]\s", title)) or filled[0].colspan > 1 or title.isupper()
    return numbered


def _opens_group(
    text: PlanText,
    grid: dict[tuple[int, int], TableCell],
    number_at: int | None,
    label: str,
    row: int,
    title: TableCell,
) -> bool:
    """Whether a row "2 | title" without agencies opens a group: the next row counts below it, or it is in capitals."""
    below = grid.get((row + 1, number_at)) if number_at is not None else None
    if below is None:
        return _value(text, title).isupper()
    following = _value(text, below).rstrip(".)")
    if following.startswith(label + ".") or not following[:1].isdigit():
        return True
    return following == "1" or _value(text, title).isupper()


def _divide(text: PlanText, out: TaskTable, stack: list[int], filled: list[TableCell], number: str) -> None:
    """Open the section that a row announces; a row without a number closes what is open but opens nothing."""
    title_cell = filled[-1]
    start, title_start, title_end = filled[0].start, title_cell.start, title_cell.end
    label = number.rstrip(".)")
    if not label:
        m = re.match(r"(\s*)([IVX]+|[A-Z]|\d{1,2}(?:\.\d{1,2})*)[.)]\s+", text.norm[title_start:title_end])
        if m is None:
            return
        label = m[2]
        title_start += m.end()
    m = _NUMBER.match(label)
    kind: SectionKind = "arabic"
    rank = 3
    if m and m["roman"]:
        kind, rank = "roman", 2
        if label == "I" and stack and out.sections[stack[-1]].label == "H":
            kind, rank = "part", 1
    elif m and m["upper"]:
        kind, rank = "part", 1
    elif m and m["letter"]:
        kind, rank = "letter", 9
    elif "." in label:
        kind, rank = "decimal", 3 + label.count(".")
    while stack and _rank(out.sections[stack[-1]]) >= rank:
        stack.pop()
    parent = out.sections[stack[-1]] if stack else None
    if parent and label.startswith(parent.label + "."):
        path = parent.path[: len(parent.path) - len(parent.label)] + label
    else:
        path = f"{parent.path}.{label}" if parent else label
    title = " ".join(text.text[title_start:title_end].split()).rstrip(" .:;")
    out.sections.append(
        RowSection(label, title, (parent.depth if parent else 0) + 1, path, kind, start, title_start, title_end)
    )
    stack.append(len(out.sections) - 1)


def _rank(s: RowSection) -> int:
    return {"part": 1, "roman": 2, "arabic": 3, "letter": 9}.get(s.kind, 3 + s.label.count("."))
