"""Tables of indicators: rows of what is measured, a column of units, columns of the years aimed at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from khtool.extraction.clauses import body_start, tidy, tone
from khtool.extraction.frame import Frame
from khtool.extraction.targets.quantities import NUM, YEAR_LIKE, number, vocabulary
from khtool.plan import Target
from khtool.text import Table, TableCell


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table of indicators: what is measured, its unit, the years aimed at; first row of figures.

    `base` is the column of the latest figures reached before those years, its year 0 when the head names none.
    """

    subject: int
    unit: int | None
    years: tuple[tuple[int, int], ...]  # (column, year)
    first: int
    base: tuple[int, int] | None = None


_SUBJECT_HEAD = re.compile(r"chỉ tiêu|mục tiêu|chỉ số|nội dung", re.IGNORECASE)
_UNIT_HEAD = re.compile(r"đơn vị(?: tính)?$|^đvt$|^đơn vị đo", re.IGNORECASE)
_AIM_HEAD = re.compile(r"mục tiêu|chỉ tiêu|kế hoạch|phấn đấu|lộ trình|giao|(?<!\w)KH(?!\w)", re.IGNORECASE)
#: "Lộ trình thực hiện 2026": aimed at, however "thực hiện" reads alone.
_AIM_DONE = re.compile(
    r"(lộ trình|kế hoạch|mục tiêu|chỉ tiêu|phấn đấu)\s+(?:(?:tổ chức|triển khai)\s+)?thực hiện", re.IGNORECASE
)
_NO_AIM_HEAD = re.compile(
    r"thực hiện|ước|hiện trạng|kết quả|cùng kỳ|so sánh|dự báo|dự toán|dự kiến|quyết toán|kinh phí|vốn|tiền|thời gian|"
    r"(?<!\w)Ư?TH(?!\w)",
    re.IGNORECASE,
)
_FORECAST = re.compile(r"dự báo|dự toán|dự kiến|quyết toán|kinh phí|vốn|tiền", re.IGNORECASE)
_BASE_HEAD = re.compile(
    r"thực hiện|(?<!\w)Ư?TH(?!\w)|ước|hiện trạng|kết quả|đã đạt|"
    r"(?:năm|mốc|số liệu|giá trị)\s+(?:gốc|cơ sở|ban đầu)|đầu kỳ|xuất phát",
    re.IGNORECASE,
)
_NO_BASE_HEAD = re.compile(
    r"so sánh|so với|cùng kỳ|tăng|giảm|thời gian|đơn vị|cơ quan|người|chủ trì|ghi chú", re.IGNORECASE
)
_AIM_YEAR = re.compile(
    r"(?:mục tiêu|chỉ tiêu)\s+(?:phấn đấu\s+)?(?:đến\s+)?(?:hết\s+|cuối\s+)?năm\s+20\d\d", re.IGNORECASE
)
_HEAD_YEAR = re.compile(r"(?<!\d)(?<!20\d\d/)(20\d\d)(?!\d)(?!\s*[-/]\s*20\d\d)")
#: Above a table whose own columns say that indicators are aimed at, only these captions make it another's.
_OTHER_CAPTION = re.compile(
    r"kết quả|tình hình|thực trạng|hiện trạng|đánh giá|(?<!\w)ước\s|cùng kỳ|dự báo|dự toán|dự kiến|quyết toán|kinh phí",
    re.IGNORECASE,
)
_INDICATOR_HEAD = re.compile(r"chỉ tiêu|chỉ số", re.IGNORECASE)
#: A figure with more to it: "14/20", "25 dịch vụ", "từ 80% trở lên".
_CELL_MORE = re.compile(
    rf"\s*(?:(?:đạt|từ)\s+)?(≥|>=|≤|<=|>|<|trên|dưới|ít nhất|tối thiểu|không quá|khoảng)?\s*({NUM})\s*(?:-\s*({NUM}))?"
    rf"(?:/({NUM}))?\s*(%|‰)?((?:\s[^\W\d]+){{0,3}}?)\s*(trở lên|trở xuống)?\s*",
    re.IGNORECASE,
)
_CELL_VALUE = re.compile(
    rf"\s*(≥|>=|≤|<=|>|<|trên|dưới|ít nhất|tối thiểu|không quá|khoảng)?\s*({NUM})\s*(?:-\s*({NUM}))?\s*(%|‰)?\s*",
    re.IGNORECASE,
)


def _cell(frame: Frame, cell: TableCell | None) -> str:
    return frame.text.norm[cell.start : cell.end].replace("\n", " ").strip() if cell else ""


_PIPE = re.compile(r"\s*\|\s*")


def piped_tables(frame: Frame) -> Iterator[Table]:
    """Tables that a plain text draws with strokes: three lines or more, one below the other, with as many " | ".

    The cells of the first column begin where their paragraph does; the indexes follow those of the text's own tables.
    """
    norm = frame.text.norm
    index = max((t.index for t in frame.text.tables), default=-1) + 1
    rows: list[list[tuple[int, int]]] = []
    for p in (*frame.text.paragraphs, None):
        parted: list[tuple[int, int]] = []
        if p is not None and p.cell is None and norm.find(" | ", p.start, p.end) >= 0:
            at = p.start
            for m in _PIPE.finditer(norm, p.start, p.end):
                parted.append((at, m.start()))
                at = m.end()
            parted.append((at, p.end))
        if rows and len(parted) != len(rows[0]):
            if len(rows) > 2 and len(rows[0]) > 2:
                cells = [TableCell(r, c, *span) for r, row in enumerate(rows) for c, span in enumerate(row)]
                yield Table(index, tuple(cells))
                index += 1
            rows = []
        if parted:
            rows.append(parted)


def columns_of(frame: Frame, table: Table) -> Columns | None:
    """The columns of `table` when it is a table of indicators by year that are aimed at; else None."""
    rows = table.rows
    if rows < 2 or table.columns < 3:
        return None
    heads: dict[int, str] = {}
    first = rows
    top = [c for c in table.cells if c.row < 3]
    for row in range(min(3, rows)):
        cells = [c for c in top if c.row <= row < c.row + c.rowspan]
        texts = [_cell(frame, c) for c in cells]
        figures = any(_CELL_VALUE.fullmatch(t) and not YEAR_LIKE.fullmatch(t) for t in texts[1:])
        if row and texts and (figures or re.fullmatch(r"0?1\.?", texts[0])):
            first = row
            break
        for c, t in zip(cells, texts, strict=True):
            for column in range(c.column, c.column + min(c.colspan, 100)):
                if t not in heads.get(column, ""):
                    heads[column] = f"{heads.get(column, '')} {t}".strip()
        first = row + 1
    heads = {column: _AIM_DONE.sub(r"\1", head) for column, head in heads.items()}
    subject = next((c for c, h in sorted(heads.items()) if _SUBJECT_HEAD.search(h) and not YEAR_LIKE.search(h)), None)
    if subject is None:
        return None
    title_at = frame.text.paragraph_index(table.cells[0].start)
    lines = [frame.text.norm[p.start : p.end] for p in frame.text.paragraphs[max(0, title_at - 3) : title_at]]
    unit = next((c for c, h in sorted(heads.items()) if _UNIT_HEAD.search(h)), None)
    past, place = _NO_AIM_HEAD, tone(frame.section_at(table.cells[0].start))
    told = unit is not None and _INDICATOR_HEAD.search(heads[subject]) is not None
    if place == "goal" or (told and place != "report"):
        # The section or the columns tell enough: "Lộ trình thực hiện", "Thực hiện Kế hoạch số …" above them say nothing
        # of the table, nor does running text.
        past = _OTHER_CAPTION if told else _FORECAST
        lines = [line for line in lines if len(line) <= 160 and not line.rstrip().endswith((".", ";"))]
    above = _AIM_DONE.sub(r"\1", " ".join(lines))
    if past.search(above) and not re.search(
        r"chỉ tiêu.{0,40}(?:giao|phấn đấu)|mục tiêu",
        above,
        re.IGNORECASE,
    ):
        return None
    aims = any(_AIM_YEAR.fullmatch(h) for c, h in heads.items() if c != subject)
    if unit is None and not aims and not _AIM_HEAD.search(heads[subject]) and "chỉ số" not in heads[subject].lower():
        return None  # "Nội dung" alone heads a table of tasks
    years = []
    for column, head in sorted(heads.items()):
        if column in (subject, unit) or _NO_AIM_HEAD.search(head):
            continue
        m = _HEAD_YEAR.search(head)
        if m and (_AIM_HEAD.search(head) or re.search(r"năm|đến", head, re.IGNORECASE) or head == m[1]):
            years.append((column, int(m[1])))
        elif _AIM_HEAD.search(head) and column > subject:
            years.append((column, 0))
    if not years:
        return None
    return Columns(subject, unit, tuple(years), first, _base_of(heads, {subject, unit, *(c for c, _ in years)}, years))


def _base_of(heads: dict[int, str], taken: set[int | None], years: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The column of what was reached: the last one before the years aimed at that says so."""
    aimed = min((year for _, year in years if year), default=None)
    found: tuple[int, int] | None = None
    for column, head in sorted(heads.items()):
        if column in taken or not _BASE_HEAD.search(head) or _NO_BASE_HEAD.search(head):
            continue
        m = _HEAD_YEAR.search(head)
        year = int(m[1]) if m else 0
        if (aimed is None or year < aimed) and (found is None or year >= found[1]):
            found = column, year
    return found


def targets_of(frame: Frame, table: Table, columns: Columns, first_year: int | None) -> Iterator[Target]:
    """One target for each figure under a year (or "mục tiêu", "kế hoạch") that the plan aims at.

    `text` is the row from the indicator to the figure, its cells parted by " | "; `span` is where that stands.
    """
    words = vocabulary()
    norm, text = frame.text.norm, frame.text.text
    grid: dict[int, dict[int, TableCell]] = {}  # a merged cell counts for its first row
    for cell in table.cells:
        grid.setdefault(cell.row, {})[cell.column] = cell
    for row in sorted(r for r in grid if r >= columns.first):
        cells = grid[row]
        named = cells.get(columns.subject)
        if named is None or not re.search(r"[^\W\d]{2}", norm[named.start : named.end]):
            continue
        label = _cell(frame, named)
        start, end = tidy(norm, body_start(norm, named.start, named.end), named.end)
        told = _cell(frame, cells.get(columns.unit)) if columns.unit is not None else ""
        base = columns.base and _CELL_MORE.fullmatch(_cell(frame, cells.get(columns.base[0])))
        reached = number(base[2]) if base and not (base[1] or base[3] or base[7]) else None
        for column, year in columns.years:
            figure = cells.get(column)
            m = _CELL_MORE.fullmatch(_cell(frame, figure))
            if figure is None or m is None or (year and first_year and year < first_year):
                continue
            if not m[5] and YEAR_LIKE.fullmatch(m[2]):
                continue
            if m[4] and (YEAR_LIKE.fullmatch(m[4]) or number(m[4]) < number(m[2])):
                continue  # "6/2026" is a date
            unit = m[5] or told or m[6].strip() or _unit_in(label)
            sign = words.before_value.get((m[1] or "").lower(), "eq")
            if m[7]:
                sign = "ge" if m[7].lower() == "trở lên" else "le"
            across = [(c.start, c.end) for at, c in sorted(cells.items()) if columns.subject < at <= column]
            yield Target(
                text=" | ".join(text[slice(*cell)].replace("\n", " ") for cell in ((start, end), *across)),
                subject=text[start:end].replace("\n", " "),
                comparator="range" if m[3] else sign,
                value=number(m[2]),
                value_max=number(m[3]) if m[3] else None,
                unit=unit or None,
                out_of=number(m[4]) if m[4] else None,
                baseline=reached,
                baseline_year=columns.base[1] or None if columns.base and reached is not None else None,
                year=year or None,
                where=frame.where(start),
                span=frame.span(start, max(end, figure.end)),
            )


def _unit_in(label: str) -> str:
    m = re.search(r"\(([^()\d]{1,30})\)\s*$", label)
    return m[1] if m else ""
