"""The ruling lines of a PDF page, and the cells that they enclose.

The lines come from pdfium, which has drawn the page anyway, or from the picture of a scanned page; crossings, then
cells, then tables are found among them.
"""

from __future__ import annotations

import ctypes
import functools
import operator
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from khtool.reading import limits, pdfium

_PATH, _IMAGE, _FORM = 2, 3, 5  # kinds of objects, FPDF_PAGEOBJ_…
_STRAIGHT, _MOVE = 0, 2  # kinds of segments of a path, FPDF_SEGMENT_…TO
_SEGMENTS = 2000  # so many segments of a path are looked at
_THIN = 3.0  # points: an area not thicker than this is a line
_LEAST = 4.0  # points: shorter lines rule nothing
_NEAR = 3.0  # points: what is nearer than this meets
#: Of a picture: dots an inch in which lines are looked for, grey under which a dot is dark, and how many dark dots in a
#: row make an upright and a level line: more than a letter is high, more than a word has without a gap.
_COARSE = 100
_DARK = bytes(grey < 160 for grey in range(256))
_UPRIGHT = re.compile(rb"\x01{24,}")
_LEVEL = re.compile(rb"\x01{40,}")
Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Rulings:
    """Lines as the reader sees them, origin below left: upright ones (x, y0, y1), level ones (y, x0, x1); pictures."""

    upright: list[tuple[float, float, float]] = field(default_factory=list)
    level: list[tuple[float, float, float]] = field(default_factory=list)
    image: float = 0.0  # area of the largest picture, square points
    paths: int = 0  # how many paths are drawn


def of_page(page: Any, quarter: int, box: tuple[float, float, float, float]) -> Rulings:
    """The ruling lines of a pypdfium2 page, turned clockwise by so many quarters, with that media box."""
    out = _Collector(quarter, box)
    out.walk(page)
    return out.found


def of_picture(pixels: bytes, width: int, height: int, stride: int, dpi: float) -> Rulings:
    """The ruling lines in a grey picture, a byte for each dot, rows of `stride` bytes; what is not straight is none.

    Coarse dots are looked at, dark where any dot in them is. A slanting line comes as many short ones, of which
    `tables` makes one again as long as the page is not turned by more than half a degree.
    """
    step = max(1, round(dpi / _COARSE))
    dark = pixels.translate(_DARK)
    wide = width // step
    whole = bytearray()
    for y in range(0, height - step + 1, step):
        rows = (int.from_bytes(dark[(y + k) * stride : (y + k) * stride + wide * step]) for k in range(step))
        band = functools.reduce(operator.or_, rows).to_bytes(wide * step)
        columns = (int.from_bytes(band[k::step]) for k in range(step))
        whole += functools.reduce(operator.or_, columns).to_bytes(wide)
    picture = bytes(whole)
    tall = len(picture) // wide if wide else 0
    to_points = step * 72 / dpi
    out = Rulings()
    for y in range(tall):
        at = (tall - y - 0.5) * to_points
        for m in _LEVEL.finditer(picture, y * wide, (y + 1) * wide):
            out.level.append((at, (m.start() - y * wide) * to_points, (m.end() - y * wide) * to_points))
    for x in range(wide):
        at = (x + 0.5) * to_points
        for m in _UPRIGHT.finditer(picture[x::wide]):
            out.upright.append((at, (tall - m.end()) * to_points, (tall - m.start()) * to_points))
    return out


def erase(pixels: bytearray, ruled: Rulings, width: int, height: int, stride: int, dpi: float) -> None:
    """Give the lines that enclose cells, in the picture that `of_picture` was given, the colour of the paper.

    An engine reads them as letters ("1 |"); the lines of drawings and what is underlined stay.
    """
    step = max(1, round(dpi / _COARSE))
    scale = dpi / 72
    page = height // step * step / scale
    cells = [cell for table in tables(ruled, page) for cell in table]
    sample = Counter(pixels[:: len(pixels) // 100_000 + 1])
    paper = bytes([max(range(256), key=lambda grey: -1 if _DARK[grey] else sample[grey])])
    xs = {round(x) + k for cell in cells for x in (cell[0], cell[2]) for k in (-3, -2, -1, 0, 1, 2, 3)}
    ys = {round(y) + k for cell in cells for y in (cell[1], cell[3]) for k in (-3, -2, -1, 0, 1, 2, 3)}
    for x, y0, y1 in ruled.upright:
        if round(x) in xs:
            first = max(0, round(x * scale - step))
            top, bottom = round((page - y1) * scale), round((page - y0) * scale)
            for at in range(first, min(width, first + 2 * step + 1)):
                pixels[top * stride + at : bottom * stride : stride] = paper * (bottom - top)
    for y, x0, x1 in ruled.level:
        if round(page - y) in ys:
            left, right = round(x0 * scale), round(x1 * scale)
            first = max(0, round((page - y) * scale - step))
            for at in range(first, min(height, first + 2 * step + 1)):
                pixels[at * stride + left : at * stride + right] = paper * (right - left)


class _Collector:
    """Goes through the objects of a page; `item`s are what `pdfium.handle` gives for them."""

    def __init__(self, quarter: int, box: tuple[float, float, float, float]) -> None:
        import pypdfium2.raw

        self.quarter, self.box = quarter, box
        self.found = Rulings()
        self.floats = [ctypes.c_float() for _n in range(4)]
        self.refs = [ctypes.byref(f) for f in self.floats]
        self.matrix = pypdfium2.raw.FS_MATRIX()
        self.kind = pdfium.function("FPDFPageObj_GetType")
        self.bounds = pdfium.function("FPDFPageObj_GetBounds")

    def walk(self, page: Any) -> None:
        self._objects(pdfium.handle(page.raw), "FPDFPage_CountObjects", "FPDFPage_GetObject", None, 0)

    def _objects(self, holder: Any, count: str, get: str, outer: Matrix | None, depth: int) -> None:
        get_object = pdfium.function(get, ctypes.c_void_p)
        for k in range(min(pdfium.function(count)(holder), limits.PAGE_OBJECTS)):
            self._object(pdfium.at(get_object(holder, k)), outer, depth)

    def _object(self, item: Any, outer: Matrix | None, depth: int) -> None:
        kind = self.kind(item)
        if kind == _FORM:
            if depth < 3:
                inner = self._matrix(item, outer)
                self._objects(item, "FPDFFormObj_CountObjects", "FPDFFormObj_GetObject", inner, depth + 1)
            return
        self.found.paths += kind == _PATH
        if kind not in (_PATH, _IMAGE) or not self.bounds(item, *self.refs):
            return
        x0, y0, x1, y1 = (f.value for f in self.floats)
        if outer is not None:
            (x0, y0), (x1, y1) = _apply(outer, x0, y0), _apply(outer, x1, y1)
            x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        w, h = x1 - x0, y1 - y0
        if kind == _IMAGE:
            self.found.image = max(self.found.image, w * h)
        elif min(w, h) <= _THIN:
            if max(w, h) >= _LEAST:
                self._line((x0 + x1) / 2 if w < h else x0, y0 if w < h else (y0 + y1) / 2,
                           (x0 + x1) / 2 if w < h else x1, y1 if w < h else (y0 + y1) / 2)  # fmt: skip
        else:
            self._outline(item, outer)

    def _matrix(self, item: Any, outer: Matrix | None) -> Matrix | None:
        if not pdfium.function("FPDFPageObj_GetMatrix")(item, ctypes.byref(self.matrix)):
            return outer
        m = self.matrix
        own = (m.a, m.b, m.c, m.d, m.e, m.f)
        return own if outer is None else _compose(own, outer)

    def _outline(self, path: Any, outer: Matrix | None) -> None:
        """The straight strokes of a path. A filled area without a stroke is shading and rules nothing."""
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        drawn = pdfium.function("FPDFPath_GetDrawMode")(path, ctypes.byref(fill), ctypes.byref(stroke))
        if not drawn or not stroke.value:
            return
        get_segment = pdfium.function("FPDFPath_GetPathSegment", ctypes.c_void_p)
        get_point = pdfium.function("FPDFPathSegment_GetPoint")
        get_type = pdfium.function("FPDFPathSegment_GetType")
        closes = pdfium.function("FPDFPathSegment_GetClose")
        matrix = self._matrix(path, outer)
        start = at = (0.0, 0.0)
        x, y = self.floats[0], self.floats[1]
        for k in range(min(pdfium.function("FPDFPath_CountSegments")(path), _SEGMENTS)):
            address = get_segment(path, k)
            segment = pdfium.at(address)
            if not address or not get_point(segment, self.refs[0], self.refs[1]):
                continue
            point = (x.value, y.value) if matrix is None else _apply(matrix, x.value, y.value)
            kind = get_type(segment)
            if kind == _MOVE:
                start = point
            elif kind == _STRAIGHT:
                self._line(*at, *point)
            at = point
            if closes(segment):
                self._line(*at, *start)
                at = start

    def _line(self, ax: float, ay: float, bx: float, by: float) -> None:
        (ax, ay), (bx, by) = self._seen(ax, ay), self._seen(bx, by)
        if abs(ax - bx) < 1 and abs(ay - by) >= _LEAST:
            self.found.upright.append(((ax + bx) / 2, min(ay, by), max(ay, by)))
        elif abs(ay - by) < 1 and abs(ax - bx) >= _LEAST:
            self.found.level.append(((ay + by) / 2, min(ax, bx), max(ax, bx)))

    def _seen(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.box
        if self.quarter == 0:
            return x - left, y - bottom
        if self.quarter == 1:
            return y - bottom, right - x
        return (right - x, top - y) if self.quarter == 2 else (top - y, x - left)


def _apply(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _compose(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    g, h = _apply(outer, e, f)
    return (
        outer[0] * a + outer[2] * b,
        outer[1] * a + outer[3] * b,
        outer[0] * c + outer[2] * d,
        outer[1] * c + outer[3] * d,
        g,
        h,
    )


def tables(rulings: Rulings, height: float) -> list[list[Box]]:
    """The cells of each table: (x0, top, x1, bottom), measured from the upper edge of a page `height` points high.

    A cell is the smallest rectangle right of and below a crossing whose four corners are crossings and whose four
    sides are drawn; cells that share a corner are of one table.
    """
    if len(rulings.upright) < 2 or len(rulings.level) < 2:
        return []
    if len(rulings.upright) * len(rulings.level) > limits.RULINGS:
        return []
    upright = _drawn([(x, height - y1, height - y0) for x, y0, y1 in rulings.upright])
    level = _drawn([(height - y, x0, x1) for y, x0, x1 in rulings.level])
    down: dict[float, list[float]] = {}  # x: the y of its crossings, from above
    across: dict[float, list[float]] = {}
    for x, sides in upright.items():
        for y, tops in level.items():
            if _covers(sides, y, y) and _covers(tops, x, x):
                down.setdefault(x, []).append(y)
                across.setdefault(y, []).append(x)
    cells: list[Box] = []
    for x0, ys in down.items():
        for i, top in enumerate(ys):
            box = _cell(x0, top, ys[i + 1 :], across, upright, level)
            if box is not None:
                cells.append(box)
    return [found for found in _together(cells) if len(found) > 1]


Spans = list[tuple[float, float]]


def _drawn(strokes: list[tuple[float, float, float]]) -> dict[float, Spans]:
    """Strokes in nearly one line are one, and so are pieces of it that meet: place → spans, both ascending."""
    out: dict[float, Spans] = {}
    held: list[tuple[float, float, float]] = []

    def close() -> None:
        spans: Spans = []
        for _at, a, b in sorted(held, key=lambda s: s[1]):
            if spans and a <= spans[-1][1] + _NEAR:
                spans[-1] = (spans[-1][0], max(spans[-1][1], b))
            else:
                spans.append((a, b))
        if held:
            out[sum(at for at, _a, _b in held) / len(held)] = spans
        held.clear()

    for stroke in sorted(strokes):
        if held and stroke[0] - held[-1][0] > _NEAR:
            close()
        held.append(stroke)
    close()
    return out


def _covers(spans: Spans, a: float, b: float) -> bool:
    return any(lo - _NEAR <= a and b <= hi + _NEAR for lo, hi in spans)


def _cell(
    x0: float,
    top: float,
    below: list[float],
    across: dict[float, list[float]],
    upright: dict[float, Spans],
    level: dict[float, Spans],
) -> Box | None:
    for bottom in below:
        if not _covers(upright[x0], top, bottom):
            return None
        for x1 in across[top]:
            if x1 <= x0:
                continue
            if not _covers(level[top], x0, x1):
                break
            if x1 in across[bottom] and _covers(upright[x1], top, bottom) and _covers(level[bottom], x0, x1):
                return x0, top, x1, bottom
    return None


def _together(cells: list[Box]) -> list[list[Box]]:
    """The cells that hang together by their corners, tables from above, cells by row."""
    parent = list(range(len(cells)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    corners: dict[tuple[float, float], int] = {}
    for i, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
            parent[root(i)] = root(corners.setdefault(corner, i))
    groups: dict[int, list[Box]] = {}
    for i in sorted(range(len(cells)), key=lambda i: (cells[i][1], cells[i][0])):
        groups.setdefault(root(i), []).append(cells[i])
    return list(groups.values())
