"""A page of a PDF → rows of text, by where its characters stand.

The order in which a PDF draws its characters is of no use for Vietnamese: letters that the font lacks come from another
font and are drawn apart ("K HO CH Ế Ạ"). So the characters are sorted into rows and words by their boxes.
"""

from __future__ import annotations

import ctypes
import functools
import math
import re
import unicodedata
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, repeat
from operator import sub
from typing import Any, NamedTuple

from khtool.reading import limits


class Glyph(NamedTuple):
    """A run of characters that one operator draws without a gap (or, from OCR, a word).

    Baseline, left, right, height of its line, text, index of its first and last character in the page, and the left and
    right edges of each character (none from OCR).
    """

    y: float
    x0: float
    x1: float
    h: float
    c: str
    i: int
    last: int = -1
    lefts: Sequence[float] = ()
    rights: Sequence[float] = ()


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


#: Glyphs whose code is not what is drawn, one for one: pdfium's mark for a hyphen at the end of a line, soft hyphens
#: (drawn, so meant), OI for ư (a usual fault of fonts), bullets of symbol fonts. NUL is dropped in the end.
_FIX: dict[int, str] = {
    **dict.fromkeys((*range(0x20), *range(0xD800, 0xE000), 0xFFFF), "\0"),
    0x02: "-", 0xFFFE: "-", 0xAD: "-", 0x01A3: "ư", 0x01A2: "Ư", 0xF0B7: "•", 0xF02D: "-", 0xF0A7: "-", 0xF0D8: "-",
    0xF0FC: "-", 0xF076: "-",
    **dict.fromkeys((0x20, 0xA0, 0x09, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000), " "),
}  # fmt: skip
_LIGATURES = {0x0: None, 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_MENDED = ("\u01a3", "\u01a2")
_QUARTER = math.pi / 2
_WORD = re.compile(r"[^ ]+")
#: In line heights: a gap that parts words where no space is drawn, within a run and between two (whose fonts may
#: differ); the least and the widest that a drawn space leaves.
_GAP, _GAP_BETWEEN, _LEAST, _WIDEST = 0.16, 0.09, 0.02, 0.6


def turn_of(textpage: Any) -> int | None:
    """How many quarters the page must be turned clockwise for its text to stand upright; None without text."""
    import pypdfium2.raw as pdfium

    raw = textpage.raw
    n = min(pdfium.FPDFText_CountChars(raw), limits.PAGE_CHARACTERS)
    angles = [pdfium.FPDFText_GetCharAngle(raw, i) / _QUARTER for i in range(0, n, max(1, n // 48))]
    turns = [round(a) % 4 for a in angles if abs(a - round(a)) < 0.06]
    return -max(set(turns), key=turns.count) % 4 if turns else None


@functools.cache
def _calls() -> tuple[Any, Any, Any]:
    """GetUnicode, GetTextObject and GetLooseCharBox of pdfium with plain addresses, which ctypes passes fastest."""
    import pypdfium2.raw as pdfium

    def plain(function: Any, result: Any, *arguments: Any) -> Any:
        address = ctypes.cast(function, ctypes.c_void_p).value or 0
        return ctypes.CFUNCTYPE(result, ctypes.c_void_p, ctypes.c_int, *arguments)(address)

    return (
        plain(pdfium.FPDFText_GetUnicode, ctypes.c_uint),
        plain(pdfium.FPDFText_GetTextObject, ctypes.c_void_p),
        plain(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p),
    )


def of_page(textpage: Any, quarter: int, box: tuple[float, float, float, float]) -> tuple[list[Glyph], int]:
    """The characters of a page in the coordinates that the reader sees (origin below left), and how many were mended.

    `quarter` is how the page is turned (see `turn_of`), `box` its media box. Text at another angle is left out:
    watermarks at a slant, notes along the margin.
    """
    import pypdfium2.raw as pdfium

    n = min(pdfium.FPDFText_CountChars(textpage.raw), limits.PAGE_CHARACTERS)
    if n <= 0:
        return [], 0
    get_code, get_object, get_box = _calls()
    raw = ctypes.cast(textpage.raw, ctypes.c_void_p).value
    text = "".join(map(chr, map(get_code, repeat(raw, n), range(n))))
    mended = sum(map(text.count, _MENDED))
    text = text.translate(_FIX)
    boxes = (ctypes.c_float * (4 * n))()  # left, top, right, bottom of each; zeros where there is none
    start = ctypes.addressof(boxes)
    deque(map(get_box, repeat(raw), range(n), range(start, start + 16 * n, 16)), maxlen=0)
    numbers: list[float] = memoryview(boxes).cast("B").cast("f").tolist()  # type: ignore[assignment]
    left, bottom, right, top = box
    if quarter == 0:
        lefts, rights = numbers[0::4], numbers[2::4]
        if left:
            lefts, rights = [v - left for v in lefts], [v - left for v in rights]
    elif quarter == 1:  # turned clockwise: up on the page is left in the file
        lefts, rights = [v - bottom for v in numbers[3::4]], [v - bottom for v in numbers[1::4]]
    elif quarter == 2:
        lefts, rights = [right - v for v in numbers[2::4]], [right - v for v in numbers[0::4]]
    else:
        lefts, rights = [top - v for v in numbers[1::4]], [top - v for v in numbers[3::4]]
    out: list[Glyph] = []
    at = 0
    upright = -quarter % 4
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
    # What pdfium adds of its own (spaces and breaks that it guesses) belongs to no object.
    for item, members in groupby(map(get_object, repeat(raw, n), range(n))):
        begin, at = at, at + len(list(members))
        if item is None:
            continue
        angle = pdfium.FPDFText_GetCharAngle(textpage.raw, begin) / _QUARTER
        if (abs(angle - round(angle)) > 0.06 or round(angle) % 4 != upright) and not text[begin:at].isspace():
            continue
        if not pdfium.FPDFText_GetCharOrigin(textpage.raw, begin, ctypes.byref(x), ctypes.byref(y)):
            continue
        level = (y.value - bottom, right - x.value, top - y.value, x.value - left)[quarter]
        up, down = (1, 3) if quarter % 2 == 0 else (2, 0)
        some = (begin, (begin + at) // 2, at - 1)
        tall = max(abs(numbers[4 * k + up] - numbers[4 * k + down]) for k in some)
        high: float = tall
        drawn = ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)
        if pdfium.FPDFTextObj_GetFontSize(drawn, ctypes.byref(size)) and pdfium.FPDFText_GetMatrix(
            textpage.raw, begin, ctypes.byref(matrix)
        ):
            # Fonts tell their ascent wrongly more often than their size; a line is 1.1 times as high as its font.
            em = 1.1 * size.value * math.hypot(matrix.c, matrix.d)
            if 0.4 * tall < em < 4 * tall or tall <= 0:
                high = em
        if 0 < high < 400:
            _runs(out, text, lefts, rights, begin, at, level, high)
    return out, mended


def _runs(
    out: list[Glyph], text: str, lefts: list[float], rights: list[float], begin: int, end: int, y: float, h: float
) -> None:
    """Cut what one operator draws (characters `begin` to `end`) into runs without gaps."""

    def add(a: int, b: int) -> None:
        out.append(Glyph(y, lefts[a], rights[b - 1], h, text[a:b], a, b - 1, lefts[a:b], rights[a:b]))

    if end - begin == 1:
        if rights[begin] >= lefts[begin]:
            add(begin, end)
        return
    if min(map(sub, lefts[begin + 1 : end], lefts[begin : end - 1])) < -0.05 * h:  # goes back and forth
        for k in range(begin, end):
            if rights[k] >= lefts[k]:
                add(k, k + 1)
        return
    gaps = list(map(sub, lefts[begin + 1 : end], rights[begin : end - 1]))
    simple = max(gaps) <= _GAP * h
    first = last = -1  # the run at hand, without the spaces at its ends
    for word in _WORD.finditer(text, begin, end):
        a, b = word.span()
        if first < 0:
            if a > begin:
                add(begin, a)
            first = a
        elif not _LEAST * h < lefts[a] - rights[last - 1] <= _WIDEST * h:
            add(first, last)
            first = a
        if not simple:
            for k in range(a + 1, b):
                if gaps[k - begin - 1] > _GAP * h:
                    add(first, k)
                    first = k
        last = b
    if first < 0:
        add(begin, end)
    else:
        add(first, last)
        if last < end:
            add(last, end)


def letters(found: Sequence[Glyph]) -> list[Glyph]:
    """The runs taken apart into single characters."""
    out: list[Glyph] = []
    for g in found:
        if len(g.c) == 1 or not g.lefts:
            out.append(g)
        else:
            out.extend(
                Glyph(g.y, a, b, g.h, c, g.i + k, g.i + k, (a,), (b,))
                for k, (c, a, b) in enumerate(zip(g.c, g.lefts, g.rights, strict=True))
            )
    return out


def rows(glyphs: Sequence[Glyph]) -> list[Row]:
    """The rows of text from top to bottom."""
    out: list[Row] = []
    held: list[Glyph] = []
    y = h = 0.0
    for glyph in sorted(glyphs, key=lambda g: -g.y):
        if glyph.c.isspace():
            if held and y - glyph.y <= 0.4 * h:
                held.append(glyph)
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
    sizes: Counter[float] = Counter()
    for g in marks:
        if not g.c.isspace():
            sizes[g.h] += len(g.c)
    if not sizes:
        return []
    h = sizes.most_common(1)[0][0]
    end = -math.inf
    for g in marks:
        if not g.c.isspace():
            if g.x0 < end - 0.1 * h:  # letters of another font stand inside a run, or one is drawn twice
                marks = sorted(letters(marks), key=lambda g: (g.x0, g.i))
                break
            end = g.x1
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
            whole = unicodedata.normalize("NFC", "".join(text).translate(_LIGATURES)).strip()
            if whole:
                word = (word_end if word_end is not None else end) - start.x0
                out.append(Segment(whole, start.x0, end, start.y, h, word, start.i, last.last))
        text, start, last, word_end, space = [], None, None, None, False

    for g in marks:
        if g.c.isspace():
            space = space or g.x1 - g.x0 > 0.04 * h
            continue
        if last is not None:
            gap = g.x0 - end
            if g.c == last.c and abs(g.x0 - last.x0) < 0.08 * h and abs(g.y - last.y) < 0.1 * h and g.c.isalnum():
                continue  # drawn twice to look bold
            if gap > wide * h:
                close()
            elif gap > _GAP_BETWEEN * h or (space and gap > _LEAST * h) or g.i < 0:  # words of OCR always stand apart
                text.append(" ")
                if word_end is None:
                    word_end = end
        space = False
        if start is None:
            start = g
            end = g.x1
        text.append(g.c)
        if word_end is None and " " in g.c:
            word_end = g.rights[g.c.index(" ") - 1]
        last = g
        end = max(end, g.x1)
    close()
    return out
