"""Plain text → PlanText: also what a converter left of tables, and a web page's table of facts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from khtool.reading import encoding, grid, lines
from khtool.reading.lines import Line, Wrap
from khtool.text import PlanText, PlanTextBuilder

#: The facts that law sites print about a document in a table of two columns.
_FACTS = """số hiệu|số/ký hiệu|số ký hiệu|số kí hiệu|loại văn bản|nơi ban hành|cơ quan ban hành|đơn vị ban hành|người ký
ngày ban hành|ngày hiệu lực|ngày có hiệu lực|ngày hết hiệu lực|hiệu lực|ngày công báo|ngày đăng công báo|số công báo
tình trạng|tình trạng hiệu lực|trích yếu|trích yếu nội dung|lĩnh vực|lĩnh vực, ngành|chức vụ|chức danh|ngày đăng|phạm vi
phân loại"""
FACT_NAMES = frozenset(_FACTS.replace("\n", "|").split("|"))
_WIDE = re.compile(r"\t+ *| {3,}")
_RIGHT_HEAD = re.compile(r"(?:CỘNG HÒA|CỘNG HOÀ|Độc lập|ĐẢNG CỘNG SẢN|.{2,40},\s*ngày\b)")
_SEPARATOR = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_PIPES = re.compile(r"(?<!\\)\|")
_LONGEST_CELL = 200  # lines


def read(data: bytes) -> PlanText:
    """The text of a plain text file; `data` in any encoding that `encoding.decode` knows."""
    from khtool.reading import legacy

    builder = PlanTextBuilder("txt")
    text = encoding.tidy(legacy.whole_text(encoding.undecorated(data), builder))
    fill(builder, text.split("\n"), plain_lines)
    return builder.build(data=data)


def plain_lines(raw: Sequence[str]) -> list[Line]:
    """The lines of a block of plain text."""
    out: list[Line] = []
    for line in raw:
        text = encoding.squeeze(line)
        if lines.is_rule(text):
            if out:
                out[-1].hard = True
        elif text:
            out.append(Line(text))
    return out


@dataclass(slots=True)
class Block:
    """Adjacent lines of one kind: "text", "flat" (cells between lone marks), "pipes" (rows), "cells" ("text |")."""

    kind: str
    raw: list[str]


def blocks(raw: Sequence[str]) -> Iterator[Block]:
    """Cut a text into blocks at blank lines and at tables."""
    n = len(raw)
    stripped = [line.strip() for line in raw]
    i = 0
    held: list[str] = []

    def text() -> Iterator[Block]:
        if held:
            yield Block("text", held.copy())
            held.clear()

    while i < n:
        line = stripped[i]
        if not line:
            yield from text()
            i += 1
        elif line == "|" and (end := _flat_end(stripped, i)) > i:
            yield from text()
            yield Block("flat", list(raw[i : end + 1]))
            i = end + 1
        elif line == "|":
            yield from text()
            i += 1
        elif "|" in line and _row_like(line):
            end = i
            while end < n and stripped[end] != "|" and "|" in stripped[end] and _row_like(stripped[end]):
                end += 1
            rows = list(raw[i:end])
            one_cell = all(len(split_row(r)) == 1 for r in rows)
            # "ỦY⏎BAN NHÂN DÂN |": the lines before it belong to the cell
            if one_cell and len(held) <= 3 and sum(map(len, held)) < 60:
                rows = held.copy() + rows
                held.clear()
            yield from text()
            yield Block("cells" if one_cell else "pipes", rows)
            i = end
        else:
            held.append(raw[i])
            i += 1
    yield from text()


def _row_like(line: str) -> bool:
    return line.startswith("|") or line.endswith("|") or _SEPARATOR.fullmatch(line) is not None


def _flat_end(stripped: Sequence[str], start: int) -> int:
    """The index of the last mark of a table that opens at `start`; `start` itself when it is no table."""
    last, since = start, 0
    for i in range(start + 1, len(stripped)):
        if stripped[i] == "|":
            last, since = i, 0
        else:
            since += 1
            if stripped[i - 1] == "|" and not stripped[i]:
                break
            if since > _LONGEST_CELL:
                break
    return last


def split_row(line: str) -> list[str]:
    """The cells of a row "| a | b |" (the outer marks may be missing)."""
    line = line.strip()
    if line.startswith("|"):
        line = line[1:]
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell.replace("\\|", "|").strip() for cell in _PIPES.split(line)]


MakeLines = Callable[[Sequence[str]], list[Line]]


def fill(builder: PlanTextBuilder, raw: Sequence[str], make: MakeLines) -> None:
    """Write a whole text into the builder; `make` takes the markup from the lines of a block."""
    found = list(blocks(_letterhead(without_pages(raw))))
    made = {id(b): make(b.raw) for b in found if b.kind == "text"}
    wrap = Wrap.of([[line.text for line in made[id(b)] if line.level is None] for b in found if b.kind == "text"])
    pending: list[Line] = []
    for block in found:
        if block.kind == "text":
            for line in lines.paragraphs(made[id(block)], wrap):
                if pending and _continues(pending[-1], line):
                    whole = pending[-1]
                    between = lines.code_glue(whole.text, line.text)
                    pending[-1] = Line(whole.text + between + line.text, whole.bold and line.bold, level=whole.level)
                else:
                    pending.append(line)
            continue
        _flush(builder, pending)
        if block.kind == "flat":
            _flat(builder, block.raw, make, wrap)
        elif block.kind == "pipes":
            _pipes(builder, block.raw, make)
        else:
            _cells(builder, block.raw, make)
    _flush(builder, pending)


#: The running head of the Official Gazette: "12 CÔNG BÁO/Số 34 + 35/Ngày 01-02-2026", its page number before or after.
GAZETTE = re.compile(r"(?:\d{1,4}\s+)?CÔNG BÁO\s?/\s?Số\s[\d\s+]{1,40}/\s?Ngày\s[\d\s/-]{6,14}(?:\s\d{1,4})?")
_NUMBER = re.compile(r"[-–—\s]{0,4}(?:[Tt]rang\s)?(\d{1,4})[-–—\s]{0,4}")


def without_pages(raw: Sequence[str]) -> list[str]:
    """The lines without running heads and page numbers; what stands before and after them comes together.

    A lone number is a page number when its neighbours among the lone numbers count on from it and blank lines stand
    around it (in a flattened table marks do).
    """
    n = len(raw)
    drop: set[int] = set()
    lone: list[tuple[int, int]] = []
    for i, line in enumerate(raw):
        text = line.strip()
        if not text or len(text) > 80:
            continue
        if GAZETTE.fullmatch(text):
            drop.add(i)
            continue
        number = _NUMBER.fullmatch(text)
        if number:
            after_head = next((k for k in range(i - 1, max(i - 4, -1), -1) if raw[k].strip()), -1) in drop
            if after_head:
                drop.add(i)
            elif (i == 0 or not raw[i - 1].strip()) and (i + 1 == n or not raw[i + 1].strip()):
                lone.append((i, int(number[1])))
    for (i, a), (k, b) in itertools.pairwise(lone):
        if b == a + 1:
            drop.update((i, k))
    if not drop:
        return list(raw)
    out: list[str] = []
    at = 0
    while at < n:
        if at in drop:
            while out and not out[-1].strip():
                out.pop()
            at += 1
            while at < n and (at in drop or not raw[at].strip()):
                at += 1
            continue
        out.append(raw[at])
        at += 1
    return out


def _flush(builder: PlanTextBuilder, pending: list[Line]) -> None:
    for line in pending:
        builder.add(line.text, level=line.level, bold=line.bold)
    pending.clear()


def _continues(before: Line, after: Line) -> bool:
    """A paragraph that a blank line (a page break) has cut goes on."""
    if before.level is not None or after.level is not None or (before.bold and not after.bold):
        return False
    return lines.goes_on(before.text, after.text) or (
        lines.code_glue(before.text, after.text) == "" and not lines.starts_item(after.text)
    )


def _flat(builder: PlanTextBuilder, raw: Sequence[str], make: MakeLines, wrap: Wrap) -> None:
    cells: list[list[Line]] = []
    gaps: list[int] = []
    marks = 0
    held: list[str] = []
    for line in raw:
        if line.strip() != "|":
            held.append(line)
            continue
        content = _cell(held, make, wrap)
        held = []
        if content:
            cells.append(content)
            gaps.append(marks)
            marks = 0
        marks += 1
    grid.emit(builder, grid.align(cells, [*gaps, marks]))


def _cell(raw: Sequence[str], make: MakeLines, wrap: Wrap) -> list[Line]:
    """The paragraphs of a cell whose lines may be broken and may be parted by blank lines."""
    out: list[Line] = []
    held: list[str] = []
    for line in [*raw, ""]:
        if line.strip():
            held.append(line)
        elif held:
            out.extend(lines.paragraphs(make(held), wrap))
            held = []
    return out


def _pipes(builder: PlanTextBuilder, raw: Sequence[str], make: MakeLines) -> None:
    rows = [split_row(line) for line in raw if not _SEPARATOR.fullmatch(line.strip())]
    named = sum(row[0].rstrip(" :").lower() in FACT_NAMES for row in rows if len(row) == 2)
    facts = named >= 2 and named * 2 >= len(rows)
    cells: list[grid.GridCell] = []
    width = max((len(row) for row in rows), default=0)
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            parts = re.split(r"<br\s*/?>", cell)
            made = [line for part in parts for line in make([part])]
            cells.append(grid.GridCell(r, c, made))
        if len(row) == 1 < width and cells:
            cells[-1].colspan = width
        if facts and len(row) == 2:
            name = " ".join(line.text for line in cells[-2].lines).rstrip(" :")
            value = " ".join(line.text for line in cells[-1].lines)
            if name.lower() in FACT_NAMES and value:
                builder.facts.setdefault(name, value)
    grid.emit(builder, cells, role="metadata" if facts else "body")


def _cells(builder: PlanTextBuilder, raw: Sequence[str], make: MakeLines) -> None:
    """Cells that stand one under the other, each ended by a mark, rows lost: paragraphs."""
    held: list[str] = []
    for line in raw:
        held.append(line.strip().strip("|").strip())
        if line.strip().endswith("|"):
            for made in lines.paragraphs([Line(x.text, x.bold, True) for x in make(held)], Wrap(True, 80)):
                builder.add(made.text, bold=made.bold)
            held = []
    for made in make(held):
        builder.add(made.text, bold=made.bold)


def _letterhead(raw: Sequence[str]) -> list[str]:
    """Part the two columns of a letterhead that stand side by side, wide spaces between: left column, then right."""
    head = list(raw[:40])
    at = next((i for i, line in enumerate(head) if two_columns(line)), None)
    if at is None:
        return list(raw)
    end = at
    left: list[str] = []
    right: list[str] = []
    last = at
    column = 0
    while end < len(head):
        line = head[end]
        pair = two_columns(line)
        if pair:
            column = column or line.index(pair[1].split()[0], len(pair[0].split()[0]))
            left.append(pair[0])
            right.append(pair[1])
            last = end
        elif not line.strip():
            if end - last > 2:
                break
        elif column and len(line) - len(line.lstrip()) >= column * 2 // 3:
            right.append(line.strip())
            last = end
        elif end - last <= 1 and len(line.strip()) < max(column, 40) and not lines.is_capitals(line.strip()[:9] * 2):
            left.append(line.strip())
            last = end
        else:
            break
        end += 1
    body = list(raw[last + 1 :])
    return [*raw[:at], *left, "", *right, "", *body]


def two_columns(line: str) -> tuple[str, str] | None:
    """The left and right part of a letterhead's line whose columns are set apart by tabs or wide spaces."""
    parts = [p.strip() for p in _WIDE.split(line.strip()) if p.strip()]
    if len(parts) < 2:
        return None
    for k in range(1, len(parts)):
        if _RIGHT_HEAD.match(parts[k]):
            return " ".join(parts[:k]), " ".join(parts[k:])
    return None
