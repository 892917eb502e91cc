"""Plain text → PlanText: also what a converter left of tables, and a web page's table of facts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from khtool.reading import encoding, grid, lines, remarks
from khtool.reading.lines import Line, Wrap
from khtool.text import PlanText, PlanTextBuilder

#: The facts that law sites print about a document in a table of two columns.
_FACTS = """số hiệu|số/ký hiệu|số ký hiệu|số kí hiệu|loại văn bản|nơi ban hành|cơ quan ban hành|đơn vị ban hành|người ký
ngày ban hành|ngày hiệu lực|ngày có hiệu lực|ngày hết hiệu lực|hiệu lực|ngày công báo|ngày đăng công báo|số công báo
tình trạng|tình trạng hiệu lực|trích yếu|trích yếu nội dung|lĩnh vực|lĩnh vực, ngành|chức vụ|chức danh|ngày đăng|phạm vi
phân loại"""
FACT_NAMES = frozenset(_FACTS.replace("\n", "|").split("|"))
_WIDE = re.compile(r" {3,}")
_RIGHT_HEAD = re.compile(r"(?:CỘNG\s+H(?:ÒA|OÀ)|Độc lập|ĐẢNG CỘNG SẢN|.{2,40},\s*ngày\b)")
#: What stands under a letterhead, or after a signature.
_TITLE = re.compile(
    r"PHỤ LỤC|Phụ lục|DANH MỤC|BIỂU|(?:DỰ THẢO )?(?:KẾ HOẠCH|QUYẾT ĐỊNH|CHƯƠNG TRÌNH|ĐỀ ÁN|THÔNG BÁO|PHƯƠNG ÁN"
    r"|HƯỚNG DẪN|BÁO CÁO|CHỈ THỊ|NGHỊ QUYẾT|NGHỊ ĐỊNH|THÔNG TƯ|QUY CHẾ|QUY ĐỊNH|TỜ TRÌNH|Kính gửi)"
)
_SEPARATOR = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_PIPES = re.compile(r"(?<!\\)\|")
_LONGEST_CELL = 200  # lines
_SPACED = re.compile(r"\S+(?: \S+)*")
_LIST_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|[IVXLC]{1,6}[.)]|\(?[a-zđ]{1,2}[.)]|[-–+•*])")


class Raw(NamedTuple):
    """A line of the source and its number there, counted from 1 (None when the source has no lines of its own)."""

    number: int | None
    text: str


def numbered(content: str) -> list[Raw]:
    """The lines of a text with their numbers, without what is addressed to khtool."""
    lines = enumerate(map(remarks.without, content.split("\n")), 1)
    return [Raw(n, line) for n, line in lines if line is not None]


def read(data: bytes) -> PlanText:
    """The text of a plain text file; `data` in any encoding that `encoding.decode` knows."""
    from khtool.reading import legacy

    builder = PlanTextBuilder("txt")
    text = encoding.tidy(legacy.whole_text(encoding.undecorated(data), builder))
    fill(builder, numbered(text), plain_lines)
    return builder.build(data=data)


def plain_lines(raw: Sequence[Raw]) -> list[Line]:
    """The lines of a block of plain text."""
    out: list[Line] = []
    for number, line in raw:
        text = encoding.squeeze(line)
        if lines.is_rule(text):
            if out:
                out[-1].hard = True
        elif text:
            out.append(Line(text, number=number))
    return out


@dataclass(slots=True)
class Block:
    """Adjacent lines of one kind.

    "text", "flat" (cells between lone marks), "pipes" (rows), "cells" ("text |"), "rows" (parted by tabs or spaces).
    """

    kind: str
    raw: list[Raw]
    rows: list[list[str]] | None = None


def blocks(raw: Sequence[Raw]) -> Iterator[Block]:
    """Cut a text into blocks at blank lines and at tables."""
    n = len(raw)
    stripped = [line.text.strip() for line in raw]
    i = 0
    held: list[Raw] = []

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
            one_cell = all(len(split_row(r.text)) == 1 for r in rows)
            # "ỦY⏎BAN NHÂN DÂN |": the lines before it belong to the cell
            if one_cell and len(held) <= 3 and sum(len(r.text) for r in held) < 60:
                rows = [*held, *rows]
                held.clear()
            yield from text()
            yield Block("cells" if one_cell else "pipes", rows)
            i = end
        elif ("\t" in line or "   " in line) and (table := _columns(raw, stripped, i)):
            yield from text()
            yield Block("rows", list(raw[i : i + len(table)]), table)
            i += len(table)
        else:
            held.append(raw[i])
            i += 1
    yield from text()


def _columns(raw: Sequence[Raw], stripped: Sequence[str], start: int) -> list[list[str]]:
    """The rows of a table, cells parted by tabs or by spaces in even columns; empty when that is not certain."""
    mark = "\t" if "\t" in stripped[start] else "   "
    end = start
    while end < len(raw) and (
        mark in stripped[end]
        # the title of a section between the rows
        or (stripped[end] and mark == "\t" and end > start and end + 1 < len(raw) and mark in stripped[end + 1])
    ):
        end += 1
    if end - start < 2:
        return []
    return _tabbed([r.text for r in raw[start:end]]) if mark == "\t" else _spaced([r.text for r in raw[start:end]])


def _tabbed(found: Sequence[str]) -> list[list[str]]:
    lead = min(len(line) - len(line.lstrip("\t")) for line in found if "\t" in line)
    exact = [(line[lead:] if "\t" in line else line).rstrip(" \r").split("\t") for line in found]
    loose = [[c for c in re.split(r"\t+", line.strip()) if c.strip()] for line in found]
    for rows in (exact, loose):
        width = len(rows[0])
        full = sum(len(r) == width for r in rows)
        if width < 2 or any(len(r) > width for r in rows) or full < 2 or full * 2 < len(rows):
            continue
        if width == 2 and full < len(rows):
            continue
        if width == 2 and any(_LIST_LABEL.fullmatch(r[0].strip()) for r in rows):
            return []  # a list with tabs after its numbers
        if width == 2 and any(lines.SIGNATURE.match(c.strip()) for c in rows[0]):
            return []
        return [[c.strip() for c in r] for r in rows]
    return []


def _spaced(found: Sequence[str]) -> list[list[str]]:
    """Columns of spaces: at least three of three rows, each with its left or right edge in one place."""
    spans: list[list[tuple[int, int]]] = []
    for line in found:
        pieces = [m.span() for m in _SPACED.finditer(line.rstrip())]
        if spans and len(pieces) != len(spans[0]):
            break
        spans.append(pieces)
    if len(spans) < 3 or len(spans[0]) < 3:
        return []
    for column in zip(*spans, strict=True):
        if len({a for a, _b in column}) > 1 and len({b for _a, b in column}) > 1:
            return []
    return [[line[a:b] for a, b in pieces] for line, pieces in zip(found, spans, strict=False)]


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


MakeLines = Callable[[Sequence[Raw]], list[Line]]


def fill(builder: PlanTextBuilder, raw: Sequence[Raw], make: MakeLines) -> None:
    """Write a whole text into the builder; `make` takes the markup from the lines of a block."""
    raw = without_pages(raw)
    step = 1
    if _double_spaced(raw):
        raw, step = _rows_together(raw), 2
    found = list(blocks(_signature(_letterhead(raw, step), step)))
    made = {id(b): make(b.raw) for b in found if b.kind == "text"}
    wrap = Wrap.of([[line.text for line in made[id(b)] if line.level is None] for b in found if b.kind == "text"])
    pending: list[Line] = []
    for block in found:
        if block.kind == "text":
            for line in lines.paragraphs(made[id(block)], wrap):
                if pending and _continues(pending[-1], line):
                    whole = pending[-1]
                    between = lines.code_glue(whole.text, line.text)
                    pending[-1] = replace(whole, text=whole.text + between + line.text, bold=whole.bold and line.bold)
                else:
                    pending.append(line)
            continue
        _flush(builder, pending)
        if block.kind == "flat":
            _flat(builder, block.raw, make, wrap)
        elif block.kind == "pipes":
            kept = [r for r in block.raw if not _SEPARATOR.fullmatch(r.text.strip())]
            _rows(builder, kept, [split_row(r.text) for r in kept], make)
        elif block.kind == "rows" and block.rows is not None:
            _rows(builder, block.raw, block.rows, make)
        else:
            _cells(builder, block.raw, make)
    _flush(builder, pending)


#: The running head of the Official Gazette: "12 CÔNG BÁO/Số 34 + 35/Ngày 01-02-2026", its page number before or after.
GAZETTE = re.compile(r"(?:\d{1,4}\s+)?CÔNG BÁO\s?/\s?Số\s[\d\s+]{1,40}/\s?Ngày\s[\d\s/-]{6,14}(?:\s\d{1,4})?")
_NUMBER = re.compile(r"[-–—\s]{0,4}(?:[Tt]rang\s)?(\d{1,4})[-–—\s]{0,4}")


def without_pages(raw: Sequence[Raw]) -> list[Raw]:
    """The lines without running heads and page numbers; what stands before and after them comes together.

    A lone number is a page number when its neighbours among the lone numbers count on from it and blank lines stand
    around it (in a flattened table marks do).
    """
    n = len(raw)
    drop: set[int] = set()
    lone: list[tuple[int, int]] = []
    stripped = [line.text.strip() for line in raw]
    for i, text in enumerate(stripped):
        if not text or len(text) > 80:
            continue
        if GAZETTE.fullmatch(text):
            drop.add(i)
            continue
        number = _NUMBER.fullmatch(text)
        if number:
            after_head = next((k for k in range(i - 1, max(i - 4, -1), -1) if stripped[k]), -1) in drop
            if after_head:
                drop.add(i)
            elif (i == 0 or not stripped[i - 1]) and (i + 1 == n or not stripped[i + 1]):
                lone.append((i, int(number[1])))
    for (i, a), (k, b) in itertools.pairwise(lone):
        if b == a + 1:
            drop.update((i, k))
    if not drop:
        return list(raw)
    out: list[Raw] = []
    at = 0
    while at < n:
        if at in drop:
            while out and not out[-1].text.strip():
                out.pop()
            at += 1
            while at < n and (at in drop or not stripped[at]):
                at += 1
            continue
        out.append(raw[at])
        at += 1
    return out


def _rows_together(raw: Sequence[Raw]) -> list[Raw]:
    """The lines without the blank ones between rows parted by tabs."""
    between = (0 < i < len(raw) - 1 and "\t" in raw[i - 1].text and "\t" in raw[i + 1].text for i in range(len(raw)))
    return [line for line, drop in zip(raw, between, strict=True) if line.text.strip() or not drop]


def _double_spaced(raw: Sequence[Raw]) -> bool:
    """A blank line follows every line: hardly one stands right under another."""
    full = [bool(line.text.strip()) for line in raw]
    return sum(map(all, itertools.pairwise(full))) * 20 < sum(full)


def _flush(builder: PlanTextBuilder, pending: list[Line]) -> None:
    for line in _with_asides(pending):
        builder.add(line.text, level=line.level, bold=line.bold, line=line.number)
    pending.clear()


#: The last clause of a paragraph says to whom something is sent; a converter took the apposition to it for an item.
_SENT_TO = re.compile(
    r"(?:^|\s)(?:báo cáo|gửi|đề nghị|cung cấp|thông báo|phản ánh)\s(?:.*\s)?(?:về|gửi|cho|tới|đến)\s(?:Bộ|Sở|Ban|Cục|"
    r"Chi cục|Tổng cục|Vụ|Phòng|Văn phòng|Công an|Thanh tra|Viện|Trung tâm|Ủy ban|UBND|Hội|Đoàn|Kho bạc)\s"
)
_APPOSED = re.compile(r"[-–]\s(?:là\s)?(?:[Cc]ơ quan|[Đđ]ơn vị|[Tt]ổ chức|[Đđ]ầu mối|[Tt]hường trực)\s[^:]{20}")
_BULLETS = ("- ", "– ", "+ ")


def _with_asides(pending: list[Line]) -> Iterator[Line]:
    """The paragraphs; a lone "- Cơ quan thường trực …" goes to the one before it, whose last words it explains."""
    held: Line | None = None
    for at, line in enumerate(pending):
        after = pending[at + 1].text if at + 1 < len(pending) else ""
        if held is not None and not after.startswith(_BULLETS) and _explains(held, line):
            held = replace(held, text=f"{held.text} {line.text}")
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _explains(before: Line, after: Line) -> bool:
    if not _APPOSED.match(after.text) or before.text.startswith(_BULLETS) or lines.ends(before.text):
        return False
    if before.bold or after.bold or before.level is not None or after.level is not None:
        return False
    clause = max(map(before.text.rfind, ".;:")) + 1
    return _SENT_TO.search(before.text, max(clause, len(before.text) - 300)) is not None


def _continues(before: Line, after: Line) -> bool:
    """A paragraph that a blank line (a page break) has cut goes on."""
    if before.level is not None or after.level is not None or (before.bold and not after.bold):
        return False
    return lines.goes_on(before.text, after.text) or (
        lines.code_glue(before.text, after.text) == "" and not lines.starts_item(after.text)
    )


def _flat(builder: PlanTextBuilder, raw: Sequence[Raw], make: MakeLines, wrap: Wrap) -> None:
    wrap = replace(wrap, parted=False)  # the blank lines between paragraphs say nothing of a cell's lines
    cells: list[list[Line]] = []
    gaps: list[int] = []
    marks = 0
    held: list[Raw] = []
    for line in raw:
        if line.text.strip() != "|":
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


def _cell(raw: Sequence[Raw], make: MakeLines, wrap: Wrap) -> list[Line]:
    """The paragraphs of a cell whose lines may be broken and may be parted by blank lines."""
    out: list[Line] = []
    held: list[Raw] = []
    for line in [*raw, Raw(None, "")]:
        if line.text.strip():
            held.append(line)
        elif held:
            out.extend(lines.paragraphs(make(held), wrap))
            held = []
    return out


def _rows(builder: PlanTextBuilder, raw: Sequence[Raw], rows: Sequence[list[str]], make: MakeLines) -> None:
    """A table given as rows of cells, each row a line of the source; one of names and values tells facts."""
    told = [_tells_facts(row) for row in rows]
    if sum(told) >= 2 and (cut := _letterhead_row(rows, told)):  # a web copy runs facts and letterhead together
        _rows(builder, raw[:cut], rows[:cut], make)
        _rows(builder, raw[cut:], rows[cut:], make)
        return
    facts = sum(told) >= 2 and sum(told) * 2 >= len(rows)
    cells: list[grid.GridCell] = []
    width = max((len(row) for row in rows), default=0)
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            parts = re.split(r"<br\s*/?>", cell) if "<" in cell else [cell]
            made = [line for part in parts for line in make([Raw(raw[r].number, part)])]
            cells.append(grid.GridCell(r, c, made))
        if 0 < len(row) < width and len(row) <= 2:  # the title of a section, after its number
            cells[-1].colspan = width - len(row) + 1
        if facts and len(row) % 2 == 0:
            of_row = cells[len(cells) - len(row) :]
            for of_name, of_value in zip(of_row[::2], of_row[1::2], strict=True):
                name = " ".join(line.text for line in of_name.lines).rstrip(" :")
                value = " ".join(line.text for line in of_value.lines)
                if name.lower() in FACT_NAMES and value:
                    builder.facts.setdefault(name, value)
    grid.emit(builder, cells, role="metadata" if facts else "body")


def _tells_facts(row: Sequence[str]) -> bool:
    """Is it a row of names and values, one pair or two?"""
    names = [encoding.squeeze(cell.strip("* ")).rstrip(" :*").lower() for cell in row[::2]]
    return len(row) in (2, 4) and all(name in FACT_NAMES for name in names if name) and any(names)


def _letterhead_row(rows: Sequence[Sequence[str]], told: Sequence[bool]) -> int:
    """Where a table goes over from facts to a letterhead, or back; 0 where it does not."""
    at = next((r for r, row in enumerate(rows) if any(_OF_STATE.search(cell) for cell in row)), None)
    if at is None or told[at]:
        return 0
    if any(told[:at]):
        return max(r for r in range(at) if told[r]) + 1
    return next((r for r in range(at, len(rows)) if told[r]), 0)


_OF_STATE = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN")


def _cells(builder: PlanTextBuilder, raw: Sequence[Raw], make: MakeLines) -> None:
    """Cells that stand one under the other, each ended by a mark, rows lost: paragraphs."""
    held: list[Raw] = []
    for number, line in raw:
        held.append(Raw(number, line.strip().strip("|").strip()))
        if line.strip().endswith("|"):
            for made in lines.paragraphs([replace(x, open=True) for x in make(held)], Wrap(True, 80)):
                builder.add(made.text, bold=made.bold, line=made.number)
            held = []
    for made in make(held):
        builder.add(made.text, bold=made.bold, line=made.number)


# Columns side by side

Pair = tuple[Raw | None, Raw | None]


def _letterhead(raw: Sequence[Raw], step: int) -> list[Raw]:
    """Part the two columns of a letterhead: the organs, the state and its motto; then the number, place and date."""
    for at, line in enumerate(raw[:40]):
        found = _head_parts(line.text)
        if found is None:
            continue

        def short(text: str, column: int = found[2]) -> bool:
            return len(text) < max(column, 40)

        pairs, end = _side_by_side(raw[: at + 20], at, found[2], 2, step, short)
        cut = next((k for k, p in enumerate(pairs) if any(r and lines.NUMBERED.match(r.text) for r in p)), len(pairs))
        return [*raw[:at], *_one_by_one(pairs[:cut]), *_one_by_one(pairs[cut:]), *raw[end:]]
    return list(raw)


def _signature(raw: Sequence[Raw], step: int) -> list[Raw]:
    """Part "Nơi nhận" from the signature that stands beside it, and two signatures that stand side by side."""
    raw = _two_signatures(raw, step)
    for at, line in enumerate(raw):
        if "Nơi nhận" not in line.text:
            continue
        text = _expanded(line.text)
        gap = next((m for m in _WIDE.finditer(text) if lines.SIGNATURE.match(text, m.end())), None)
        if gap is None or not text[: gap.start()].lstrip(" *_").startswith("Nơi nhận"):
            continue

        def item(text: str) -> bool:
            return text.startswith(("-", "+", "–")) or text[:1].islower() or text.startswith("(")

        pairs, end = _side_by_side(raw[: at + 60], at, gap.end(), 8, step, item)
        return [*raw[:at], *_one_by_one(pairs), *raw[end:]]
    return list(raw)


def _two_signatures(raw: Sequence[Raw], step: int) -> Sequence[Raw]:
    """The lines with the second of two signatures, each under a post or "TM. …" in capitals, below the first."""
    for at, line in enumerate(raw):
        if "   " not in line.text and "\t" not in line.text:
            continue
        text = _expanded(line.text)
        gap = next((m for m in _WIDE.finditer(text) if text[: m.start()].strip()), None)
        if gap is None or not (_signs(text[: gap.start()].strip()) and _signs(text[gap.end() :].strip())):
            continue
        pairs, end = _side_by_side(raw[: at + 20], at, gap.end(), 8, step, _never)
        if len(pairs) > 1:
            return [*raw[:at], *_one_by_one(pairs), *raw[end:]]
    return raw


def _never(_text: str) -> bool:
    return False


def _signs(text: str) -> bool:
    """Does a signature begin with these words?"""
    return text.isupper() and _SIGNS.match(text) is not None


#: A line of capitals with which a signature begins.
_SIGNS = re.compile(
    r"(?:(?:TM|KT|TL|TUQ)\.|T/M|K/T|T/L|(?:PHÓ )?(?:CHỦ TỊCH|(?:TỔNG )?GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|TRƯỞNG|CHÁNH|"
    r"BÍ THƯ|CHỦ NHIỆM|HIỆU TRƯỞNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|VIỆN TRƯỞNG|CHỈ HUY TRƯỞNG))(?!\w)"
)


def _one_by_one(pairs: Sequence[Pair]) -> list[Raw]:
    out: list[Raw] = []
    for side in (0, 1):
        found = [r for p in pairs if (r := p[side]) is not None]
        if found:
            out += [*found, Raw(None, "")]
    return out


def _side_by_side(
    raw: Sequence[Raw], at: int, column: int, blank: int, step: int, left: Callable[[str], bool]
) -> tuple[list[Pair], int]:
    """The rows of two columns from line `at` on, the right one near `column`, and the line after them.

    `blank`: how many blank lines may stand between; `step`: from one line to the next; `left` tells whether a line
    belongs to the left column alone.
    """
    pairs: list[Pair] = []
    end = last = at
    while end < len(raw):
        number, source = raw[end]
        text = _expanded(source)
        words = text.strip()
        gaps = [m for m in _WIDE.finditer(text) if text[: m.start()].strip()]
        near = min(gaps, key=lambda m: abs(m.end() - column), default=None)
        if not words:
            if end - last > blank:
                break
            end += 1
            continue
        if end > at and _TITLE.match(words):
            break
        if all(map(lines.is_rule, words.split())):
            pass
        elif near is not None and (abs(near.end() - column) <= 25 or "\t" in source.strip()):
            pair = Raw(number, text[: near.start()].strip()), Raw(number, encoding.squeeze(text[near.end() :]))
            pairs.append(pair)
        elif len(text) - len(text.lstrip()) >= column * 2 // 3:
            pairs.append((None, Raw(number, words)))
        elif end - last <= step and len(text) - len(text.lstrip()) < column // 2 and left(words):
            pairs.append((Raw(number, words), None))
        else:
            break
        last = end
        end += 1
    return pairs, last + 1


def _expanded(text: str) -> str:
    """Tabs as at least three spaces, so that they part columns."""
    return text.replace("\t", "   \t").expandtabs(8) if "\t" in text else text


def _head_parts(line: str) -> tuple[str, str, int] | None:
    """Left part, right part and the place of the right part in the line, tabs expanded."""
    text = _expanded(line)
    for gap in _WIDE.finditer(text):
        left = text[: gap.start()].strip()
        if left and _RIGHT_HEAD.match(text, gap.end()):
            return encoding.squeeze(left), encoding.squeeze(text[gap.end() :]), gap.end()
    return None


def two_columns(line: str) -> tuple[str, str] | None:
    """The left and right part of a letterhead's line whose columns are set apart by tabs or wide spaces."""
    found = _head_parts(line)
    return found[:2] if found else None
