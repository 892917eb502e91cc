"""Rows of a page → columns and paragraphs, by indents, gaps and how full the lines are."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from khtool.reading import lines
from khtool.reading.glyphs import Row, Segment
from khtool.reading.lines import Line, Wrap

#: A number as it stands in a cell.
FIGURE = re.compile(r"[\d.,]{1,24}%?")
_LOOSE = Wrap(False, 80)
_UNTIL = re.compile(r"[-–—]\s?\d{4}\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_LAST = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,7}$")  # no syllable is longer


@dataclass(slots=True)
class Text:
    """A line of running text on a page. `left` and `right` are the edges of the column that it stands in."""

    text: str
    x0: float
    x1: float
    y: float
    h: float
    word: float
    bold: bool
    page: int
    left: float
    right: float
    column: int = 0  # 0: the page itself; else a number for each column of each region
    cell: bool = False  # in a cell of a ruled table, whose edges are known

    @property
    def centred(self) -> bool:
        """The line stands in the middle of its column, away from both edges."""
        return self.x0 - self.left > 1.5 * self.h and self.right - self.x1 > 1.5 * self.h and self.balanced

    @property
    def balanced(self) -> bool:
        """As much room is left of the line as right of it."""
        a, b = self.x0 - self.left, self.right - self.x1
        return abs(a - b) < max(1.5 * self.h, 0.15 * (a + b))


@dataclass(slots=True)
class Made:
    """A paragraph put together: its pieces, its first page, whether it is bold, its first and last line."""

    pieces: list[str]
    page: int
    bold: bool
    first: Text
    last: Text
    count: int = 1

    @property
    def text(self) -> str:
        """The whole paragraph."""
        return "".join(self.pieces)


def edges(rows: Sequence[Row], width: float) -> tuple[float, float] | None:
    """The left and right edge of the running text of a page `width` points wide; None when too little stands there."""
    long = [r for r in rows if r.x1 - r.x0 > 0.45 * width]
    if len(long) < 5:
        return None
    lefts = Counter(round(r.x0 / 3) for r in long)
    rights = Counter(round(r.x1 / 3) for r in long)
    left_key, left_n = max(lefts.items(), key=lambda kv: (kv[1], -kv[0]))
    lowest = min(k for k, n in lefts.items() if n >= max(2, left_n // 8)) if left_n > 1 else min(lefts)
    right_key, right_n = max(rights.items(), key=lambda kv: (kv[1], kv[0]))
    highest = max((k for k, n in rights.items() if n >= max(2, right_n // 8)), default=right_key)
    if right_n <= 1:
        highest = max(rights)
    return min(lowest, left_key) * 3.0, highest * 3.0 + 1.5


@dataclass(slots=True)
class Block:
    """Two columns at the foot of a page that may go on over the page: where the left one ends in what was read."""

    at: int  # index after the last line of the left column
    middle: float  # x between the columns
    left: Text  # last lines of both
    right: Text


@dataclass(slots=True)
class Flow:
    """The lines of a document in reading order, as its pages are given to `add`.

    Where two columns stand side by side the left one comes before the right, also over the end of a page.
    """

    lines: list[Text] = field(default_factory=list)
    column: int = 0  # the number of the last column
    block: Block | None = None

    def add(self, rows: Sequence[Row], width: float, page: int, margins: tuple[float, float]) -> None:
        """Append the rows of a page `width` points wide; `margins` are the edges of its text, see `edges`."""
        left, right = margins
        i = self._rest(rows, width, page) if self.block is not None else 0
        while i < len(rows):
            self.block = None
            region = _region(rows, i, width)
            if region is None:
                self.lines.append(_line(rows[i].segments, page, left, right, 0))
                i += 1
                continue
            i, end, middle = region
            # A letterhead is read by its rows: the organs and the state, then number and date.
            numbered = (any(lines.NUMBERED.match(s.text) for s in row.segments) for row in rows[i + 1 : end])
            end = next((k for k, found in enumerate(numbered, i + 1) if found), end)
            sides: list[list[Text]] = []
            for side in (0, 1):
                self.column += 1
                parts = [[s for s in r.segments if ((s.x0 + s.x1) / 2 > middle) == bool(side)] for r in rows[i:end]]
                some = [p for p in parts if p]
                lo, hi = min((p[0].x0 for p in some), default=0), max((p[-1].x1 for p in some), default=0)
                sides.append([_line(p, page, lo, hi, self.column) for p in some])
                self.lines.extend(sides[-1])
            i = end
            signed = any(lines.SIGNATURE.match(t.text) for t in (*sides[0], *sides[1]))
            if end == len(rows) and signed and all(sides):
                self.block = Block(len(self.lines) - len(sides[1]), middle, sides[0][-1], sides[1][-1])

    def _rest(self, rows: Sequence[Row], width: float, page: int) -> int:
        """Take the first rows of a page that belong to the block that the page before ends with; how many they are."""
        block = self.block
        assert block is not None
        for i, row in enumerate(rows):
            parts = [[s for s in row.segments if ((s.x0 + s.x1) / 2 > block.middle) == bool(side)] for side in (0, 1)]
            left, right = parts
            a, b = block.left, block.right
            if left and not (left[0].x0 > a.left - row.h and left[-1].x1 < b.left - 0.3 * row.h):
                return i
            # The lines of a signature stand under each other's middle.
            middle = (right[0].x0 + right[-1].x1) / 2 if right else 0.0
            if right and (right[0].x0 < a.right or abs(middle - (b.left + b.right) / 2) > 0.06 * width):
                return i
            if left:
                made = _line(left, page, a.left, max(a.right, left[-1].x1), a.column)
                self.lines.insert(block.at, made)
                block.at += 1
            if right:
                self.lines.append(_line(right, page, min(b.left, right[0].x0), max(b.right, right[-1].x1), b.column))
        return len(rows)


def _line(parts: Sequence[Segment], page: int, left: float, right: float, column: int) -> Text:
    text = parts[0].text
    for a, b in itertools.pairwise(parts):
        text += " " + b.text if b.x0 - a.x1 > 0 else b.text
    first = parts[0]
    return Text(
        text,
        first.x0,
        parts[-1].x1,
        first.y,
        max(p.h for p in parts),
        first.word,
        all(p.bold for p in parts),
        page,
        left,
        right,
        column,
    )


def _region(rows: Sequence[Row], i: int, width: float) -> tuple[int, int, float] | None:
    """Rows from `i` on that stand in two columns: (start, end, x between the columns), else None."""
    row = rows[i]
    best: tuple[int, int, float] | None = None
    for a, b in zip(row.segments, row.segments[1:], strict=False):
        low, high = a.x1, b.x0
        if high - low < 1.3 * row.h or (len(a.text) <= 4 and lines.starts_item(a.text + " x")):
            continue
        if not 0.15 * width < (low + high) / 2 < 0.85 * width:
            continue
        count = [1, 1]
        end = i + 1
        while end < len(rows):
            below = rows[end]
            gap = rows[end - 1].y - below.y
            lo, hi = low, high
            sides = [0, 0]
            fits = True
            for s in below.segments:
                middle = (s.x0 + s.x1) / 2
                if middle <= (lo + hi) / 2:
                    lo = max(lo, s.x1)
                    sides[0] += 1
                else:
                    hi = min(hi, s.x0)
                    sides[1] += 1
            fits = hi - lo >= 0.7 * below.h
            one = sides[0] == 0 or sides[1] == 0
            if gap > 2.6 * row.h and not (one and sides[1] and gap < 9 * row.h and low > 0.25 * width):
                fits = False
            if one and sides[0] and below.segments[-1].x1 > (low + high) / 2:
                # Past the middle of the gap: a long line of the left column, or the text of the page going on.
                start = below.x0 - min(r.x0 for r in rows[i:end] if r.x0 < low)
                fits = fits and abs(start) < row.h
            if not fits:
                break
            low, high = lo, hi
            count[0] += bool(sides[0])
            count[1] += bool(sides[1])
            end += 1
        if count[0] + count[1] >= 3 and (best is None or end > best[1]):
            best = (i, end, (low + high) / 2)
    if best is None and len(row.segments) == 2 and _head_pair(row):
        best = (i, i + 1, (row.segments[0].x1 + row.segments[1].x0) / 2)
    return best


def _head_pair(row: Row) -> bool:
    from khtool.reading.text import two_columns

    if row.segments[0].text.startswith("Nơi nhận") and lines.SIGNATURE.match(row.segments[1].text):
        return True
    return two_columns(row.segments[0].text + "\t" + row.segments[1].text) is not None


def paragraphs(found: Sequence[Text]) -> list[Made]:
    """Join the lines of a document (or of a cell) into paragraphs."""
    out: list[Made] = []
    leading = _leading(found)
    for line in found:
        if lines.is_rule(line.text):
            continue
        if out:
            between = _glue(out[-1], line, leading)
            if between is not None:
                whole = out[-1]
                whole.pieces += (between, line.text)
                whole.bold = whole.bold and line.bold
                whole.last = line
                whole.count += 1
                continue
        out.append(Made([line.text], line.page, line.bold, line, line))
    return out


def _leading(found: Sequence[Text]) -> float:
    """The usual distance of lines, in line heights."""
    steps = Counter(
        round((a.y - b.y) / a.h, 1)
        for a, b in itertools.pairwise(found)
        if a.page == b.page and a.column == b.column and 0.7 < (a.y - b.y) / a.h < 2.2
    )
    return steps.most_common(1)[0][0] if steps else 1.2


def _glue(whole: Made, b: Text, leading: float) -> str | None:
    a = whole.last
    if a.column != b.column:
        return None
    text = a.text  # of the last line; the paragraph may be long
    closed = lines.ends(text)
    lower = b.text[:1].islower()
    h = max(a.h, b.h)
    room = a.right - a.x1
    full = a.x1 + b.word + 0.2 * h >= a.right - 0.15 * h or room < 0.35 * h
    # Centred text is broken where it fills its line, else by hand ("KẾ HOẠCH", then the subject).
    wide = a.x1 - a.x0 + b.word + 0.2 * h >= a.right - a.left - 0.4 * h
    titles = lines.is_capitals(text) and b.text == b.text.upper() and a.bold == b.bold and b.balanced
    if not a.column and titles and wide and not closed and (_UNTIL.match(b.text) or not lines.starts_item(b.text)):
        if a.page == b.page and a.y - b.y < (leading + 0.6) * h:
            return lines.code_glue(text, b.text)
        return None
    if lines.starts_item(b.text):
        first = whole.first
        indented = first.x0 > first.left + 0.8 * h and (whole.count == 1 or a.x0 < a.left + 0.3 * h)
        near = a.page != b.page or 0 < a.y - b.y < 2 * h
        if not a.column and full and not closed and indented and b.x0 < b.left + 0.3 * h and near:
            return lines.code_glue(text, b.text)  # an item would be indented: "Lao động⏎- Thương binh"
        number = (
            full and not closed and b.text[:1].isdigit() and lines.glue(Line(text), Line(b.text), Wrap(True, 1)) == " "
        )
        dash = full and not closed and lines.glue(Line(text, a.bold), Line(b.text, b.bold), Wrap(True, 1)) == " "
        if not (number or dash) or b.x0 > b.left + 0.8 * h:
            return None
    if a.column and full and " " not in a.text and FIGURE.fullmatch(a.text) and FIGURE.fullmatch(b.text):
        return ""  # a figure wider than its cell
    joined = lines.code_glue(text, b.text)
    if a.cell:
        return _glue_in_cell(a, b, full, leading)
    if a.column or (a.centred and b.centred):
        if joined == "" and not closed:
            return ""
        near = a.page == b.page and a.y - b.y < (leading + 0.6) * h
        # A list of recipients goes on until its next item.
        mixed = not lines.is_capitals(text) and not lines.is_capitals(b.text)
        item = lines.ITEM.match(whole.first.text) is not None and (not closed or text.endswith(":"))
        if a.column and full and near and (item or (mixed and not closed)) and a.bold == b.bold:
            return " "
        return lines.glue(Line(text, a.bold), Line(b.text, b.bold), _LOOSE)
    if abs(a.h - b.h) > 0.2 * h and not lower:
        return None
    level = abs((a.x0 + a.x1) - (a.left + a.right)) < h
    if b.centred and level and full and not closed and a.bold == b.bold and a.page == b.page:
        same = lines.is_capitals(text) == lines.is_capitals(b.text)
        return (joined or " ") if same and a.y - b.y < (leading + 0.6) * h else None
    step = (a.y - b.y) / h if a.page == b.page else leading
    if step < 0 or step > 3.2:
        return None
    if joined == "" and full:
        return ""
    if not full:
        short_wrap = (
            lower and not closed and not lines.is_capitals(text) and (b.centred or abs(b.x0 - b.left) < 1.2 * h)
        )
        return " " if short_wrap and step < leading + 0.5 else None
    indented = b.x0 > b.left + 0.8 * h
    if indented and b.x0 > a.x0 - 0.3 * h:
        if lower and not closed:
            return " "
        level = abs(a.x0 - b.x0) < 0.3 * h
        hanging = whole.count > 1 if level else lines.starts_item(text) and whole.count == 1
        return " " if hanging and not closed and a.bold == b.bold else None
    if lines.new_basis(text, b.text):
        return None
    if closed and (step > leading + 0.35 or lines.is_capitals(b.text) != lines.is_capitals(text)):
        return None
    if a.bold and not b.bold and not lower and (closed or lines.is_capitals(text)):
        return None
    if lines.is_capitals(text) and b.text != b.text.upper() and len(b.text) > 12 and not b.text[:1].isdigit():
        return None
    if a.centred and closed:
        return None
    return " "


def _glue_in_cell(a: Text, b: Text, full: bool, leading: float) -> str | None:
    """What joins two lines of a cell: they are one paragraph where the first has no room for the next word."""
    text = a.text
    closed = lines.ends(text)
    joined = lines.code_glue(text, b.text)
    near = a.y - b.y < (leading + 0.6) * max(a.h, b.h)
    if joined == "" and not closed:
        return ""
    if full and near and torn(text, b.text):
        return ""
    if full and near and a.bold == b.bold:
        # A title in capitals is not one with what is under it; "UBND" is no title.
        title = lines.is_capitals(text) != lines.is_capitals(b.text) and " " in (
            text if lines.is_capitals(text) else b.text
        )
        if (not closed and not title) or b.text[:1].islower():
            return " "
    return lines.glue(Line(text, a.bold), Line(b.text, b.bold), _LOOSE)


def torn(line: str, below: str) -> bool:
    """The one word of a line goes on below, because it is wider than its cell ("nghiên⏎g", "đồng/ngư⏎ời/năm")."""
    head, rest = _LAST.search(line), _LETTERS.match(below)
    if " " in line or head is None or rest is None or not (rest[0].islower() or line.isupper()):
        return False
    from khtool.reading.syllables import is_syllable

    if not is_syllable(head[0] + rest[0]):
        return False
    if not (is_syllable(head[0]) and is_syllable(rest[0])):
        return True
    # Words stand side by side in a unit with a stroke between: what begins with a vowel is the end of the one above.
    return "/" in line and unicodedata.normalize("NFD", rest[0])[0].lower() in "aeiouy"
