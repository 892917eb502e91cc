"""A page of a PDF → rows of text, by where its characters stand.

The order in which a PDF draws its characters is of no use for Vietnamese: letters that the font lacks come from another
font and are drawn apart ("K HO CH Ế Ạ"). So the characters are sorted into rows and words by their boxes.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, NamedTuple

from khtool.reading import limits


class Glyph(NamedTuple):
    """A character (or, from OCR, a word): baseline, left, right, height of its line, text, index in the page."""

    y: float
    x0: float
    x1: float
    h: float
    c: str
    i: int


@dataclass(slots=True)
class Segment:
    """A run of words without a wide gap."""

    text: str
    x0: float
    x1: float
    y: float
    h: float
    word: float  # width of the first word
    first: int  # indices of the first and last character
    last: int
    bold: bool = False


@dataclass(slots=True)
class Row:
    """Segments on one line, from left to right."""

    y: float
    h: float
    segments: list[Segment]

    @property
    def x0(self) -> float:
        """Left edge."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.segments[-1].x1

    @property
    def text(self) -> str:
        """The words of all segments."""
        return " ".join(s.text for s in self.segments)


#: Glyphs whose code is not what is drawn: pdfium's mark for a hyphen at the end of a line, soft hyphens
#: (drawn, so meant), OI for ư (a usual fault of fonts), ligatures, bullets of symbol fonts.
_FIX = {
    0x02: "-", 0xFFFE: "-", 0xAD: "-", 0x01A3: "ư", 0x01A2: "Ư", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl",
    0xFB03: "ffi", 0xFB04: "ffl", 0xF0B7: "•", 0xF02D: "-", 0xF0A7: "-", 0xF0D8: "-", 0xF0FC: "-", 0xF076: "-",
    0x0: "", 0xFFFF: "",
}  # fmt: skip
MENDED = frozenset((0x01A3, 0x01A2))
_QUARTER = math.pi / 2
_SPACE = frozenset((0x20, 0xA0, 0x09, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000))
_BREAK = frozenset((0x0A, 0x0D))


def turn_of(textpage: Any) -> int | None:
    """How many quarters the page must be turned clockwise for its text to stand upright; None without text."""
    angles = _angles(textpage.raw)
    turns = [round(a) % 4 for a in angles if abs(a - round(a)) < 0.06]
    return -max(set(turns), key=turns.count) % 4 if turns else None


def _angles(raw: Any) -> list[float]:
    """The angles of some characters of a page, in quarters."""
    import pypdfium2.raw as pdfium

    n = min(pdfium.FPDFText_CountChars(raw), limits.PAGE_CHARACTERS)
    return [pdfium.FPDFText_GetCharAngle(raw, i) / _QUARTER for i in range(0, n, max(1, n // 48))]


def of_page(textpage: Any, quarter: int, box: tuple[float, float, float, float]) -> tuple[list[Glyph], int]:
    """The characters of a page in the coordinates that the reader sees (origin below left), and how many were mended.

    `quarter` is how the page is turned (see `turn_of`), `box` its media box. Text at another angle is left out:
    watermarks at a slant, notes along the margin.
    """
    import pypdfium2.raw as pdfium

    raw = textpage.raw
    n = min(pdfium.FPDFText_CountChars(raw), limits.PAGE_CHARACTERS)
    turn = -quarter % 4
    mixed = any(abs(a - turn) > 0.06 for a in _angles(raw))
    get_code, get_box, get_origin = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetCharOrigin,
    )
    rect = pdfium.FS_RECTF()
    at_rect = ctypes.byref(rect)
    ox, oy = ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.byref(ox), ctypes.byref(oy)
    left, bottom, right, top = box
    out: list[Glyph] = []
    mended = 0
    for i in range(n):
        code = get_code(raw, i)
        if code in _BREAK:
            continue
        if code in _SPACE:
            if pdfium.FPDFText_IsGenerated(raw, i):
                continue
            char = " "
        else:
            fixed = _FIX.get(code)
            if fixed is None:
                if code < 0x20:
                    continue
                char = chr(code)
            else:
                char = fixed
                mended += code in MENDED
                if not char:
                    continue
        if mixed and char != " ":
            angle = pdfium.FPDFText_GetCharAngle(raw, i) / _QUARTER
            if abs(angle - round(angle)) > 0.06 or round(angle) % 4 != turn:
                continue
        if not get_box(raw, i, at_rect) or not get_origin(raw, i, at_x, at_y):
            continue
        x0, x1, y0, y1 = rect.left, rect.right, rect.bottom, rect.top
        x, y = ox.value, oy.value
        if quarter == 0:
            glyph = Glyph(y - bottom, x0 - left, x1 - left, y1 - y0, char, i)
        elif quarter == 1:  # turned clockwise: up on the page is left in the file
            glyph = Glyph(right - x, y0 - bottom, y1 - bottom, x1 - x0, char, i)
        elif quarter == 2:
            glyph = Glyph(top - y, right - x1, right - x0, y1 - y0, char, i)
        else:
            glyph = Glyph(x - left, top - y1, top - y0, x1 - x0, char, i)
        if 0 < glyph.h < 400 and glyph.x1 >= glyph.x0:
            out.append(glyph)
    return out, mended


def rows(glyphs: Sequence[Glyph]) -> list[Row]:
    """The rows of text from top to bottom."""
    out: list[Row] = []
    held: list[Glyph] = []
    y = h = 0.0
    for glyph in sorted(glyphs, key=lambda g: -g.y):
        if glyph.c == " ":
            if held and y - glyph.y <= 0.4 * h:
                held.append(glyph)
            elif not held:
                continue
            else:
                pass
            continue
        if held and y - glyph.y > 0.4 * max(h, glyph.h):
            out.extend(_row(held))
            held = []
        if not held:
            y, h = glyph.y, glyph.h
        elif glyph.h > h:
            h = glyph.h
        held.append(glyph)
    out.extend(_row(held))
    return _staggered(out)


def _row(held: Sequence[Glyph]) -> list[Row]:
    made = segments(held)
    if not made:
        return []
    big = max(made, key=lambda s: s.x1 - s.x0)
    return [Row(big.y, max(s.h for s in made), made)]


def _staggered(found: list[Row]) -> list[Row]:
    """Rows of two columns whose lines are not quite level are one row."""
    out: list[Row] = []
    for row in found:
        last = out[-1] if out else None
        if (
            last is not None
            and last.y - row.y < 0.9 * row.h
            and last.text == row.text
            and abs(last.x0 - row.x0) < row.h
        ):
            continue  # the name that a signature draws over the printed one
        if last is not None and last.y - row.y < 0.7 * min(last.h, row.h):
            gap = max(row.x0 - last.x1, last.x0 - row.x1)
            if gap > 0.8 * row.h:
                last.segments = sorted([*last.segments, *row.segments], key=lambda s: s.x0)
                last.h = max(last.h, row.h)
                continue
        out.append(row)
    return out


def segments(held: Sequence[Glyph], wide: float = 1.3) -> list[Segment]:
    """The segments of one row; a gap of more than `wide` line heights begins a new one."""
    marks = sorted(held, key=lambda g: (g.x0, g.i))
    letters = [g for g in marks if g.c != " "]
    if not letters:
        return []
    h = median(g.h for g in letters)
    out: list[Segment] = []
    text: list[str] = []
    start: Glyph | None = None
    last: Glyph | None = None
    word_end: float | None = None
    space = False
    end = 0.0

    def close() -> None:
        nonlocal text, start, last, word_end, space
        if start is not None and last is not None:
            whole = unicodedata.normalize("NFC", "".join(text)).strip()
            if whole:
                word = (word_end if word_end is not None else end) - start.x0
                out.append(Segment(whole, start.x0, end, start.y, h, word, start.i, last.i))
        text, start, last, word_end, space = [], None, None, None, False

    for g in marks:
        if g.c == " ":
            space = space or g.x1 - g.x0 > 0.04 * h
            continue
        if last is not None:
            gap = g.x0 - end
            if g.c == last.c and abs(g.x0 - last.x0) < 0.08 * h and abs(g.y - last.y) < 0.1 * h and g.c.isalnum():
                continue  # drawn twice to look bold
            if gap > wide * h:
                close()
            elif gap > 0.16 * h or (space and gap > 0.02 * h) or g.i < 0:  # words of OCR always stand apart
                text.append(" ")
                if word_end is None:
                    word_end = end
        space = False
        if start is None:
            start = g
            end = g.x1
        text.append(g.c)
        last = g
        end = max(end, g.x1)
    close()
    return out
