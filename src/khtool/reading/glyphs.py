"""A page of a PDF → rows of text, by where its characters stand.

The order in which a PDF draws its characters is of no use for Vietnamese: letters that the font lacks come from another
font and are drawn apart ("K HO CH Ế Ạ"). So the characters are sorted into rows and words by their boxes.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, compress, islice
from operator import attrgetter, eq, sub
from typing import Any, NamedTuple

from khtool.reading import limits, pdfium


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
        if len(self.segments) == 1:  # as most have
            return self.segments[0].text
        return " ".join([s.text for s in self.segments])


#: Glyphs whose code is not what is drawn, one for one: pdfium's mark for a hyphen at the end of a line, soft hyphens
#: (drawn, so meant), OI for ư (a usual fault of fonts), bullets of symbol fonts. NUL is dropped in the end.
_FIX = (
    *dict.fromkeys("\x02\ufffe\xad\uf02d\uf0a7\uf0d8\uf0fc\uf076", "-").items(),
    *dict.fromkeys("\xa0\t\u2002\u2003\u2009\u202f\u3000", " ").items(),
    ("\u01a3", "ư"), ("\u01a2", "Ư"), ("\uf0b7", "•"),
    *dict.fromkeys([*map(chr, range(1, 0x20)), "\uffff"], "\0").items(),
)  # fmt: skip
_LIGATURES = {"\0": "", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_MENDED = ("\u01a3", "\u01a2")
_HEIGHT, _ACROSS = attrgetter("y"), attrgetter("x0", "i")
_QUARTER = math.pi / 2
_WORD = re.compile(r"[^ ]+")
#: In line heights: a gap that parts words where no space is drawn, within a run and between two (whose fonts may
#: differ); the least and the widest that a drawn space leaves.
_GAP, _GAP_BETWEEN, _LEAST, _WIDEST = 0.16, 0.09, 0.02, 0.6


def turn_of(textpage: Any) -> int | None:
    """How many quarters the page must be turned clockwise for its text to stand upright; None without text."""
    n = _count(textpage)
    angles = [*map(_Marks(textpage).angle, range(0, n, max(1, n // 48)))]
    if angles and not any(angles):
        return 0
    turns = [round(a) % 4 for a in angles if abs(a - round(a)) < 0.06]
    return -max(set(turns), key=turns.count) % 4 if turns else None


def _count(textpage: Any) -> int:
    import pypdfium2.raw

    counted: int = pypdfium2.raw.FPDFText_CountChars(textpage.raw)
    return max(0, min(counted, limits.PAGE_CHARACTERS))


class _Marks:
    """What pdfium tells of how a character is drawn, in the coordinates of the file."""

    def __init__(self, textpage: Any) -> None:
        import pypdfium2.raw

        self.page = pdfium.handle(textpage.raw)
        self._angle = pdfium.function("FPDFText_GetCharAngle", ctypes.c_float)
        self._origin = pdfium.function("FPDFText_GetCharOrigin")
        self._size = pdfium.function("FPDFTextObj_GetFontSize")
        self._matrix = pdfium.function("FPDFText_GetMatrix")
        self.x, self.y, self.size = ctypes.c_double(), ctypes.c_double(), ctypes.c_float()
        self.matrix = pypdfium2.raw.FS_MATRIX()
        self.to_x, self.to_y, self.to_size, self.to_matrix = map(ctypes.byref, (self.x, self.y, self.size, self.matrix))

    def angle(self, i: int) -> float:
        """Of its baseline, in quarters."""
        angle: float = self._angle(self.page, i)
        return angle / _QUARTER

    def origin(self, i: int) -> tuple[float, float] | None:
        """Where it stands on its baseline."""
        return (self.x.value, self.y.value) if self._origin(self.page, i, self.to_x, self.to_y) else None

    def em(self, i: int, item: int) -> float:
        """The size of its font as drawn by the object at that address, points; 0 when not known."""
        if self._size(pdfium.at(item), self.to_size) and self._matrix(self.page, i, self.to_matrix):
            return self.size.value * math.hypot(self.matrix.c, self.matrix.d)
        return 0.0


def of_page(
    textpage: Any, quarter: int, box: tuple[float, float, float, float], room: pdfium.Room
) -> tuple[list[Glyph], int]:
    """The characters of a page in the coordinates that the reader sees (origin below left), and how many were mended.

    `quarter` is how the page is turned (see `turn_of`), `box` its media box. Text at another angle is left out:
    watermarks at a slant, notes along the margin.
    """
    n = _count(textpage)
    if not n:
        return [], 0
    text = pdfium.text(textpage, n)
    mended = sum(map(text.count, _MENDED))
    for c, shown in _FIX:  # many times as fast as str.translate
        if c in text:
            text = text.replace(c, shown)
    boxes = room.boxes(textpage, n)
    lefts, rights = _edges(boxes, quarter, box)
    left, bottom, right, top = box
    up, down = (1, 3) if quarter % 2 == 0 else (2, 0)
    cutter = _Cutter(text, lefts, rights)
    upright = -quarter % 4
    marks = _Marks(textpage)
    for begin, end, item in _objects(marks.page, lefts, rights):
        turn = marks.angle(begin)
        leans = turn != upright and (abs(turn - round(turn)) > 0.06 or round(turn) % 4 != upright)
        if leans and not text[begin:end].isspace():
            continue
        origin = marks.origin(begin)
        if origin is None:
            continue
        x, y = origin
        level = (y - bottom, right - x, top - y, x - left)[quarter]
        some = (begin, (begin + end) // 2, end - 1)
        high = tall = max([abs(boxes[4 * k + up] - boxes[4 * k + down]) for k in some])
        # Fonts tell their ascent wrongly more often than their size; a line is 1.1 times as high as its font.
        em = 1.1 * marks.em(begin, item)
        if 0.4 * tall < em < 4 * tall or 0 == tall < em:
            high = em
        if 0 < high < 400:
            cutter.cut(begin, end, level, high)
    return cutter.out, mended


def _objects(page: Any, lefts: list[float], rights: list[float]) -> list[tuple[int, int, int]]:
    """The runs of characters that one object draws: first, behind the last, address of the object.

    What pdfium adds of its own (spaces and breaks that it guesses) belongs to none and has no width. The characters of
    an object stand together, so between two that have no width it is enough to ask for the first and the last.
    """
    get = pdfium.function("FPDFText_GetTextObject", ctypes.c_void_p)
    n = len(lefts)
    runs: list[tuple[int, int, int | None]] = []
    begin = 0
    for end in chain(compress(range(n), map(eq, lefts, rights)), (n,)):
        some = [get(page, begin), get(page, end - 1)] if end > begin else []
        if some and some[0] == some[1]:
            runs.append((begin, end, some[0]))
        else:
            runs += ((k, k + 1, get(page, k)) for k in range(begin, end))
        if end < n:
            runs.append((end, end + 1, get(page, end)))
        begin = end + 1
    out: list[tuple[int, int, int]] = []
    for a, b, item in runs:
        if item is None:
            continue
        if out and out[-1][1] == a and out[-1][2] == item:
            out[-1] = (out[-1][0], b, item)
        else:
            out.append((a, b, item))
    return out


def _edges(
    boxes: array[float], quarter: int, page: tuple[float, float, float, float]
) -> tuple[list[float], list[float]]:
    """The left and right edges of characters as the reader sees them; `page` is the media box."""
    left, bottom, right, top = page
    if quarter == 0:
        lefts, rights = boxes[0::4].tolist(), boxes[2::4].tolist()
        return ([v - left for v in lefts], [v - left for v in rights]) if left else (lefts, rights)
    if quarter == 1:  # turned clockwise: up on the page is left in the file
        return [v - bottom for v in boxes[3::4]], [v - bottom for v in boxes[1::4]]
    if quarter == 2:
        return [right - v for v in boxes[2::4]], [right - v for v in boxes[0::4]]
    return [top - v for v in boxes[1::4]], [top - v for v in boxes[3::4]]


class _Cutter:
    """Cuts what one object draws into runs without gaps."""

    def __init__(self, text: str, lefts: list[float], rights: list[float]) -> None:
        self.text, self.lefts, self.rights = text, lefts, rights
        self.gaps = [*map(sub, islice(lefts, 1, None), rights)]  # what is free after each character
        self.out: list[Glyph] = []

    def _add(self, a: int, b: int, y: float, h: float) -> None:
        lefts, rights = self.lefts, self.rights
        self.out.append(Glyph(y, lefts[a], rights[b - 1], h, self.text[a:b], a, b - 1, lefts[a:b], rights[a:b]))

    def _goes_back(self, begin: int, end: int, more: float) -> bool:
        """One of the characters begins left of the one before it, by more than that."""
        lefts = self.lefts[begin:end]
        return lefts != sorted(lefts) and min(map(sub, islice(lefts, 1, None), lefts)) < -more

    def cut(self, begin: int, end: int, y: float, h: float) -> None:
        """The runs of the characters `begin` to `end`, which stand on `y` in a line `h` high."""
        lefts, rights = self.lefts, self.rights
        if end - begin == 1 or self._goes_back(begin, end, 0.05 * h):
            for k in range(begin, end):
                if rights[k] >= lefts[k]:
                    self._add(k, k + 1, y, h)
            return
        widest, least, most = _GAP * h, _LEAST * h, _WIDEST * h
        gaps = self.gaps
        simple = max(gaps[begin : end - 1]) <= widest
        first = last = -1  # the run at hand, without the spaces at its ends
        for word in _WORD.finditer(self.text, begin, end):
            a, b = word.span()
            if first < 0:
                if a > begin:
                    self._add(begin, a, y, h)
                first = a
            elif not least < lefts[a] - rights[last - 1] <= most:
                self._add(first, last, y, h)
                first = a
            if not simple:
                for k in range(a + 1, b):
                    if gaps[k - 1] > widest:
                        self._add(first, k, y, h)
                        first = k
            last = b
        if first < 0:
            self._add(begin, end, y, h)
        else:
            self._add(first, last, y, h)
            if last < end:
                self._add(last, end, y, h)


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
    for glyph in sorted(glyphs, key=_HEIGHT, reverse=True):
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
    if len(made) == 1:
        return [Row(made[0].y, made[0].h, made)]
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


def _first_end(glyph: Glyph) -> float | None:
    """Where the first word of a run ends; None when it has only one."""
    at = glyph.c.find(" ")
    return glyph.rights[at - 1] if at >= 0 else None


def _segment(text: str, first: Glyph, last: Glyph, h: float, end: float, word_end: float | None) -> list[Segment]:
    """The segment with that text from `first` to `last`, if there is anything to read in it."""
    whole = unicodedata.normalize("NFC", _spelled(text)).strip()
    word = (end if word_end is None else word_end) - first.x0
    return [Segment(whole, first.x0, end, first.y, h, word, first.i, last.last)] if whole else []


def _spelled(text: str) -> str:
    for mark, letters in _LIGATURES.items():
        if mark in text:
            text = text.replace(mark, letters)
    return text


def segments(held: Sequence[Glyph], wide: float = 1.3) -> list[Segment]:
    """The segments of one row; a gap of more than `wide` line heights begins a new one."""
    words = [g for g in held if not g.c.isspace()]
    if not words:
        return []
    if len(words) == 1:
        return _segment(words[0].c, words[0], words[0], words[0].h, words[0].x1, _first_end(words[0]))
    sizes: dict[float, int] = {}
    for g in words:
        sizes[g.h] = sizes.get(g.h, 0) + len(g.c)
    h = max(sizes, key=sizes.__getitem__)
    marks = sorted(held, key=_ACROSS)
    end = -math.inf
    for g in marks:
        if not g.c.isspace():
            if g.x0 < end - 0.1 * h:  # letters of another font stand inside a run, or one is drawn twice
                marks = sorted(letters(marks), key=_ACROSS)
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
            out.extend(_segment("".join(text), start, last, h, end, word_end))
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
        if word_end is None:
            word_end = _first_end(g)
        last = g
        end = max(end, g.x1)
    close()
    return out
