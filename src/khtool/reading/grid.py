"""Tables in text: rows of cells, however little of the rulings the text has kept.

`Grid` is what every reader of a format hands over: rows of cells, each cell its paragraphs. `emit` writes it into the
PlanText. `align` finds the rows and columns of a table whose cells are only a run of texts between marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from khtool.reading.lines import SIGNATURE, Line, is_capitals
from khtool.text import CellRef, PlanTextBuilder, TableCell


@dataclass(slots=True)
class GridCell:
    """A cell of a table: where it begins, how far it reaches, its paragraphs."""

    row: int
    column: int
    lines: list[Line] = field(default_factory=list)
    rowspan: int = 1
    colspan: int = 1
    page: int | None = None
    sources: list[int | None] = field(default_factory=list)  # of each line: its paragraph in a docx
    labels: list[tuple[int, int]] = field(default_factory=list)  # (line, length of its restored label)


def emit(builder: PlanTextBuilder, cells: Sequence[GridCell], *, role: str = "body") -> None:
    """Write a table: the paragraphs of its cells in reading order, and its cells. Empty tables leave nothing."""
    if not any(line.text for cell in cells for line in cell.lines):
        return
    index = len(builder.tables)
    out: list[TableCell] = []
    for cell in _signature(sorted(cells, key=lambda c: (c.row, c.column))):
        ref = CellRef(index, cell.row, cell.column)
        labels = dict(cell.labels)
        added = [
            builder.add(
                line.text,
                role=role,
                page=cell.page,
                paragraph=cell.sources[i] if i < len(cell.sources) else None,
                cell=ref,
                level=line.level,
                bold=line.bold,
                label=min(labels.get(i, 0), len(line.text)),
                line=line.number,
            )
            for i, line in enumerate(cell.lines)
            if line.text
        ]
        start = added[0].start if added else builder.length
        out.append(
            TableCell(cell.row, cell.column, start, added[-1].end if added else start, cell.rowspan, cell.colspan)
        )
    if out and out[-1].start >= builder.length > 0:  # an empty last cell may not point past the text
        end = builder.length - 1
        out = [
            c if c.start < builder.length else TableCell(c.row, c.column, end, end, c.rowspan, c.colspan) for c in out
        ]
    builder.add_table(out)


def _signature(cells: Sequence[GridCell]) -> Sequence[GridCell]:
    """The recipients and the signature side by side, a row for each line, as one row: they are read by column."""
    if not cells or {cell.column for cell in cells} != {0, 1} or any(c.rowspan + c.colspan > 2 for c in cells):
        return cells
    left, right = ([cell for cell in cells if cell.column == column] for column in (0, 1))
    heads = ["".join(line.text for line in side[0].lines).strip(" *_") for side in (left, right)]
    if len(left) < 2 or not heads[0].startswith("Nơi nhận") or not SIGNATURE.match(heads[1]):
        return cells
    return [_joined(side) for side in (left, right)]


def _joined(cells: Sequence[GridCell]) -> GridCell:
    """The cells of a column as one."""
    whole = GridCell(cells[0].row, cells[0].column, page=cells[0].page)
    for cell in cells:
        whole.labels += [(len(whole.lines) + line, length) for line, length in cell.labels]
        whole.sources += [*cell.sources, *[None] * (len(cell.lines) - len(cell.sources))]
        whole.lines += cell.lines
    return whole


_LABEL = re.compile(r"(?:[IVXLC]{1,6}|\d{1,3}(?:\.\d{1,3}){0,4}|[A-ZĐa-zđ])\s*[.)]?|[-+*•]|TT|STT|Số TT")
_GROUP = re.compile(r"cơ quan|đơn vị|phân công|trách nhiệm|thực hiện|năm|giai đoạn|kinh phí|nguồn", re.IGNORECASE)
_SINGLE = re.compile(
    r"s?tt|số tt|nội dung|nhiệm vụ|đơn vị tính|đvt|ghi chú|thời gian|thời hạn|sản phẩm|kết quả", re.IGNORECASE
)
_WIDEST = 40


def align(cells: Sequence[Sequence[Line]], gaps: Sequence[int]) -> list[GridCell]:
    """The grid of a table that is given as a run of cells between marks.

    `cells` are the cells that hold text, in order; `gaps[i]` is the number of marks before cell i, `gaps[-1]` the
    number after the last (so `len(gaps) == len(cells) + 1`). A row of k cells was written with k + 1 marks
    ("| a | b |"), so two marks between texts are the end of a row and the begin of the next, or an empty cell; the
    number of columns that makes most rows whole decides.
    """
    if not cells:
        return []
    texts = [" ".join(line.text for line in cell) for cell in cells]
    labels = [_LABEL.fullmatch(t) is not None for t in texts]
    best: tuple[float, int, list[tuple[int, int]]] | None = None
    # Cells with single marks between stand in one row; few rows have more empty cells than that.
    run = least = 1
    for gap in gaps[1:-1]:
        run = run + 1 if gap == 1 else 1
        least = max(least, run)
    for columns in range(least, min(_WIDEST, 3 * least + 4) + 1):
        plan = _rows(labels, gaps, columns)
        cost = plan[0] + 0.25 * (columns - least) if plan is not None else 0.0
        if plan is not None and (best is None or cost < best[0]):
            best = (cost, columns, plan[1])
    if best is None:  # no regular shape
        return [GridCell(i, 0, list(cell)) for i, cell in enumerate(cells)]
    _, columns, places = best
    return _place(cells, texts, labels, places, columns)


def _rows(labels: Sequence[bool], gaps: Sequence[int], columns: int) -> tuple[float, list[tuple[int, int]]] | None:
    """The cheapest way to lay the cells out in rows of `columns`: its cost and (row, column) of each cell."""
    n = len(labels)
    labelled = labels[0] if n else False
    infinite = float("inf")
    # cost[i][c]: cell i stands in column c of its row. back: (column of cell i - 1, rows that ended between, e1, e2)
    back: list[dict[int, tuple[int, bool]]] = []
    before: dict[int, float] = {}
    empty, short, begin = 0.3, 1.0, 0.25
    head = gaps[0] - 1  # empty cells before the first text
    if head < 0 or head >= columns:
        return None
    before[head] = empty * head
    back.append({head: (-1, True)})
    for i in range(1, n):
        gap = gaps[i]
        now: dict[int, float] = {}
        how: dict[int, tuple[int, bool]] = {}
        for column, cost in before.items():
            to = column + gap
            if to < columns:  # the same row, gap - 1 empty cells between
                new = cost + empty * (gap - 1)
                if new < now.get(to, infinite):
                    now[to], how[to] = new, (column, False)
            if gap >= 2:  # the row ends after e1 empty cells, the next begins with e2
                for e1 in range(min(gap - 2, columns - 1 - column) + 1):
                    e2 = gap - 2 - e1
                    if e2 >= columns:
                        continue
                    width = column + 1 + e1
                    new = cost + empty * (gap - 2)
                    if width < columns:
                        new += short + (0.4 if e1 else 0.0)
                    if labelled and e2 == 0 and not labels[i]:
                        new += begin
                    if new < now.get(e2, infinite):
                        now[e2], how[e2] = new, (column, True)
        if not now:
            return None
        back.append(how)
        before = now
    tail = gaps[n] - 1
    finish: tuple[float, int] | None = None
    for column, cost in before.items():
        width = column + 1 + max(tail, 0)
        if width > columns:
            continue
        total = cost + empty * max(tail, 0) + (short if width < columns else 0.0)
        if finish is None or total < finish[0]:
            finish = (total, column)
    if finish is None:
        return None
    column = finish[1]
    places: list[tuple[int, int]] = []
    steps: list[tuple[int, bool]] = []
    for i in range(n - 1, -1, -1):
        steps.append((column, back[i][column][1]))
        column = back[i][column][0]
    row = -1
    for column, fresh in reversed(steps):
        row += fresh
        places.append((row, column))
    return finish[0], places


def _place(
    cells: Sequence[Sequence[Line]],
    texts: Sequence[str],
    labels: Sequence[bool],
    places: Sequence[tuple[int, int]],
    columns: int,
) -> list[GridCell]:
    """Give short rows their columns: a section row reaches over the rest, one under a tall cell stands to the right."""
    rows: dict[int, list[int]] = {}
    for i, (row, _) in enumerate(places):
        rows.setdefault(row, []).append(i)
    labelled = labels[0]
    out: list[GridCell] = []
    for row, members in sorted(rows.items()):
        made = [GridCell(row, places[i][1], list(cells[i])) for i in members]
        width = places[members[-1]][1] + 1
        first = members[0]
        if len(made) == 1 and made[0].column == 0 and columns > 1 and width < columns:
            made[0].colspan = columns  # a title over the whole table
        elif row == 1 and width < columns and _under_head(out, made, columns):
            pass
        elif width == 2 and len(made) == 2 and columns > 2 and (not labelled or labels[first]):
            made[1].colspan = columns - 1
        elif width < columns and width == len(made) and labelled and row > 0 and not labels[first]:
            shift = columns - width
            for cell in made:
                cell.column += shift
            for above in out:  # what stands to the left goes on from above
                if above.column < shift and above.row + above.rowspan == row:
                    above.rowspan += 1
        elif len(made) == 1 and made[0].column == 1 and columns > 2 and is_capitals(texts[first]):
            pass
        out.extend(made)
    return out


def _under_head(head: list[GridCell], second: list[GridCell], columns: int) -> bool:
    """The second row of a head whose one wide cell stands over it: widen that cell, move what is right of it."""
    if not head or len(head) - 1 + len(second) != columns or len(second) < 2:
        return False
    choices = [i for i, c in enumerate(head) if i and not _SINGLE.match(c.lines[0].text if c.lines else "")]
    named = [i for i in choices if _GROUP.search(" ".join(line.text for line in head[i].lines))]
    if not choices:
        return False
    group = (named or choices)[0]
    head[group].colspan = len(second)
    for cell in head[group + 1 :]:
        cell.column += len(second) - 1
    for i, cell in enumerate(head):
        if i != group:
            cell.rowspan = 2
    for k, cell in enumerate(second):
        cell.column = head[group].column + k
    return True
