"""PDF → PlanText: text by geometry, tables by their ruling lines, what is printed around the pages left out."""

from __future__ import annotations

import ctypes
import dataclasses
import functools
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from khtool.errors import ReadError
from khtool.i18n import _
from khtool.reading import glyphs, grid, layout, limits, lines, pdfium, rulings
from khtool.reading.glyphs import Glyph, Row
from khtool.reading.lines import Line
from khtool.reading.text import GAZETTE
from khtool.text import PlanText, PlanTextBuilder

if TYPE_CHECKING:
    from khtool.reading.ocr import Word

Ocr = Literal["auto", "never", "force"]

_AT_ONCE = 64  # pages that are read before the document is opened anew
_SCAN_CHARACTERS = 60
_LOOK = 150  # dots an inch in which a picture is looked at for ruling lines
_OUTLINES = 200  # so many drawn paths on a page without text may be letters
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*", re.IGNORECASE)
_GAP = re.compile(r"^(Số\s?:\s?\d{1,6}) /(?=[A-ZĐ])")
_STAMP = re.compile(
    r"(?:Người ký|Ký bởi|Signed by|Signature|Digitally signed|Cơ quan|Thời gian ký|Ngày ký|Date|Email|Reason)\s*:"
    r"|(?:\S{1,8} ){0,2}\d{2}[-./]\d{2}[-./]\d{4} \d{2}:\d{2}:\d{2}"
)


@dataclass(slots=True)
class _Table:
    cells: list[grid.GridCell]
    top: float
    bottom: float
    columns: list[float]
    #: For a row and column: the room after the last line of the cell there, the width of the first word in it.
    edges: dict[tuple[int, int], tuple[float, float]]


@dataclass(slots=True)
class _Page:
    number: int
    width: float
    height: float
    rows: list[Row]
    tables: list[_Table] = field(default_factory=list)
    characters: int = 0
    image: float = 0.0  # the part of the page that its largest picture covers
    drawn: bool = False  # something is on it that may be text: a picture, or letters drawn as outlines
    rules: list[tuple[float, float, float]] = field(default_factory=list)  # level lines: y, x0, x1
    notes: list[Row] = field(default_factory=list)  # footnotes


def read(data: bytes, label: str = "(pdf)", *, password: str | None = None, ocr: Ocr = "auto") -> PlanText:
    """The text of a PDF. Pages are counted from 1.

    `ocr`: "auto" reads the pages without text by OCR, "force" all pages, "never" none. What recognition may have read
    wrongly stands in `doubts`.

    Raises ReadError when the file is damaged, encrypted (and `password` does not open it), has too many pages, or has
    no text and no OCR is at hand.
    """
    builder = PlanTextBuilder("pdf")
    document = _open(data, label, password)
    try:
        pages, mended = _pages(document, lambda: _open(data, label, password), label)
        scanned, words = _scans(document, pages, builder, label, ocr)
        total = len(pages)
    finally:
        document.close()
    if mended:
        builder.note("font-repair", _("{n} letters ư that the font encodes wrongly were mended").format(n=mended))
    _furniture(pages)
    _footnotes(pages)
    _mend_missing([p for p in pages if p.number not in scanned], builder)
    _emit(builder, pages)
    if not any(p.end > p.start for p in builder.paragraphs):
        raise _no_text(label, ocr)
    text = builder.build(data=data, pages=total)
    if not scanned:
        return text
    from khtool.reading import doubts

    return dataclasses.replace(text, doubts=doubts.find(text, scanned, words))


def _open(data: bytes, label: str, password: str | None) -> Any:
    import pypdfium2

    try:
        try:
            document = pypdfium2.PdfDocument(data, password=password)
        except pypdfium2.PdfiumError:
            if password is None:
                raise
            document = pypdfium2.PdfDocument(data)  # protected against changes only, the password is for another file
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            if password is not None:
                raise ReadError(label, _("the password does not open it"), _("give the right password")) from None
            raise ReadError(
                label, _("is protected by a password"), _("give the password, or save it without one")
            ) from None
        raise ReadError(
            label, _("the PDF is damaged"), _("open it in a PDF reader and save or print it to PDF again")
        ) from None
    if count > limits.PDF_PAGES:
        document.close()
        raise ReadError(label, _("has more than {limit} pages").format(limit=limits.PDF_PAGES), _("split the document"))
    if count == 0:
        document.close()
        raise ReadError(label, _("the PDF has no pages"), _("open it in a PDF reader and save it again"))
    return document


def _no_text(label: str, ocr: Ocr) -> ReadError:
    return ReadError(
        label,
        _("has no text, only pictures of pages (a scan)"),
        _("read it with --ocr auto, which needs tesseract with Vietnamese or khtool's extra: pip install 'khtool[ocr]'")
        if ocr == "never"
        else _(
            "install tesseract with Vietnamese (package tesseract-ocr-vie) or khtool's extra: pip install 'khtool[ocr]'"
        ),
    )


def _pages(document: Any, again: Callable[[], Any], label: str) -> tuple[list[_Page], int]:
    """The pages of an open document, and how many of their letters were mended.

    pdfium keeps what it has read of a document until it is closed: `again` opens it anew, for the next pages of many.
    """
    import pypdfium2

    out: list[_Page] = []
    mended = 0
    room = pdfium.Room()
    total = len(document)
    step = max(_AT_ONCE, total // 16)  # opening takes longer the more pages there are
    for start in range(0, total, step):
        part = again() if start else document
        try:
            for index in range(start, min(start + step, total)):
                try:
                    page, fixed = _page(part, index, room, out[-1].tables[-1:] if out else [])
                except pypdfium2.PdfiumError as error:
                    raise ReadError(
                        label,
                        _("page {page} is damaged").format(page=index + 1),
                        _("open it in a PDF reader and save or print it to PDF again"),
                    ) from error
                out.append(page)
                mended += fixed
        finally:
            if start:
                part.close()
    return out, mended


def _page(document: Any, index: int, room: pdfium.Room, before: list[_Table]) -> tuple[_Page, int]:
    import pypdfium2.raw as raw

    page = document[index]
    if _drawn_annotations(page) and raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        page.close()  # what signatures and stamps draw is part of the page when it is loaded again
        page = document[index]
    try:
        box = page.get_mediabox()
        width, height = box[2] - box[0], box[3] - box[1]
        textpage = page.get_textpage()
        try:
            turn = glyphs.turn_of(textpage)
            quarter = page.get_rotation() // 90 % 4 if turn is None else turn
            if quarter % 2:
                width, height = height, width
            found, mended = glyphs.of_page(textpage, quarter, box, room)
            ruled = rulings.of_page(page, quarter, box)
            made = _Page(index + 1, width, height, [], image=ruled.image / max(width * height, 1.0))
            made.drawn = made.image > 0.1 or ruled.paths > _OUTLINES
            made.rules = [r for r in ruled.level if r[2] - r[1] < 0.45 * width]
            made.characters = sum(len(g.c) - g.c.count(" ") for g in found)
            if made.image >= 0.6 and made.characters >= _SCAN_CHARACTERS and quarter == page.get_rotation() // 90 % 4:
                _look_at(page, ruled, made)
            _lay_out(made, found, ruled, before)
            _weigh(textpage, made)
        finally:
            textpage.close()
    finally:
        page.close()
    return made, mended


def _look_at(page: Any, ruled: rulings.Rulings, made: _Page) -> None:
    """Add the ruling lines in the picture of a page whose text somebody's OCR has laid under it."""
    width, height = page.get_size()
    if abs(width - made.width) > 1 or abs(height - made.height) > 1:
        return  # a part of the page is shown
    bitmap = page.render(scale=_LOOK / 72, grayscale=True)
    found = rulings.of_picture(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, _LOOK)
    ruled.upright += found.upright
    ruled.level += found.level


def _lay_out(page: _Page, found: list[Glyph], ruled: rulings.Rulings, before: list[_Table]) -> None:
    """Give a page its tables and rows from what stands on it; `before` is the last table of the page before, if any."""
    page.tables = []
    for boxes in rulings.tables(ruled, page.height) if found else []:
        table, found = _fill(boxes, page, found, before)
        if table is not None:
            page.tables.append(table)
    page.tables.sort(key=lambda t: -t.top)
    page.rows = glyphs.rows(found)


def _drawn_annotations(page: Any) -> bool:
    """The page has form fields, stamps or free text, which draw text of their own."""
    import pypdfium2.raw as raw

    wanted = (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_FREETEXT)
    for at in range(min(raw.FPDFPage_GetAnnotCount(page.raw), 2000)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, at)
        if annotation:
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            raw.FPDFPage_CloseAnnot(annotation)
            if kind in wanted:
                return True
    return False


def _weigh(textpage: Any, page: _Page) -> None:
    """Which segments are bold: their first and last letter are."""
    font, weight = pdfium.function("FPDFText_GetFontInfo"), pdfium.function("FPDFText_GetFontWeight")
    text = pdfium.handle(textpage.raw)
    name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    to_name, to_flags, size = ctypes.byref(name), ctypes.byref(flags), ctypes.c_ulong.from_param(len(name))

    @functools.cache
    def says_bold(name: bytes) -> bool:
        return b"bold" in name.lower() or b"black" in name.lower()

    def bold(i: int) -> bool:
        length = font(text, i, to_name, size, to_flags)
        return (0 < length <= len(name) and says_bold(name.value)) or weight(text, i) >= 600

    for row in page.rows:
        for s in row.segments:
            if s.first >= 0:
                s.bold = bold(s.last) and bold(s.first)


# Tables


def _edges(values: list[float]) -> list[float]:
    out: list[float] = []
    for v in sorted(values):
        if not out or v - out[-1] > 2.5:
            out.append(v)
    return out


def _index(edges: list[float], value: float) -> int:
    """Which of the edges is nearest, the first of two."""
    at = bisect_right(edges, value)
    if at == len(edges) or (at and value - edges[at - 1] <= edges[at] - value):
        at -= 1
    return at


def _fill(
    boxes: list[tuple[float, float, float, float]], page: _Page, found: list[Glyph], before: list[_Table]
) -> tuple[_Table | None, list[Glyph]]:
    """A table from the boxes of its cells (x0, top, x1, bottom; top from the page's upper edge) and the characters.

    `before` is the last table of the page before, if any: the rest of its last row may be all that there is.
    """
    boxes = [b for b in boxes if b[2] - b[0] > 3 and b[3] - b[1] > 3]
    if len(boxes) < 2:
        return None, found
    xs = _edges([b[0] for b in boxes] + [b[2] for b in boxes])
    ys = _edges([b[1] for b in boxes] + [b[3] for b in boxes])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > 200_000:
        return None, found
    cover: dict[tuple[int, int], int] = {}
    made: list[grid.GridCell] = []
    for x0, top, x1, bottom in sorted(boxes, key=lambda b: (b[1], b[0])):
        c0, c1, r0, r1 = _index(xs, x0), _index(xs, x1), _index(ys, top), _index(ys, bottom)
        if c1 <= c0 or r1 <= r0:
            continue
        for r in range(r0, r1):
            for c in range(c0, c1):
                cover.setdefault((r, c), len(made))
        made.append(grid.GridCell(r0, c0, rowspan=r1 - r0, colspan=c1 - c0, page=page.number))
    held: list[list[Glyph]] = [[] for _c in made]
    rest: list[Glyph] = []

    def place(x: float, y: float) -> int | None:
        """The number of the cell at a place, None outside the table."""
        if not (xs[0] - 1 <= x <= xs[-1] + 1 and ys[0] - 1 <= y <= ys[-1] + 1):
            return None
        r, c = bisect_right(ys, y) - 1, bisect_right(xs, x) - 1
        return cover.get((min(max(r, 0), rows - 1), min(max(c, 0), columns - 1)))

    for run in found:
        y = page.height - (run.y + 0.25 * run.h)
        a, b = run.x0 + 1, run.x1 - 1
        crosses = bisect_right(xs, a) != bisect_right(xs, b) and place(a, y) != place(b, y)
        for g in glyphs.letters([run]) if crosses else (run,):  # a run over the border of a cell is taken apart
            at = place((g.x0 + g.x1) / 2, y)
            (rest if at is None else held[at]).append(g)
    goes_on = any(_same_columns(t.columns, xs) for t in before)
    if sum(any(not g.c.isspace() for g in h) for h in held) < (1 if goes_on else 2):
        return None, found  # a frame, or a drawing
    edges: dict[tuple[int, int], tuple[float, float]] = {}
    for cell, glyphs_in in zip(made, held, strict=True):
        x0, x1 = xs[cell.column], xs[cell.column + cell.colspan]
        cell.lines, edges[cell.row, cell.column] = _cell_lines(glyphs_in, x0, x1, page.number)
    return _Table(made, page.height - ys[0], page.height - ys[-1], xs, edges), rest


def _cell_lines(held: list[Glyph], x0: float, x1: float, page: int) -> tuple[list[Line], tuple[float, float]]:
    found = glyphs.rows(held)
    if not found:
        return [], (0.0, 0.0)
    pad = min(max(min(r.x0 for r in found) - x0, 1.0), 7.0)
    texts = []
    left, right = x0 + pad, x1 - pad
    for r in found:
        word = r.segments[0].word
        texts.append(layout.Text(r.text, r.x0, r.x1, r.y, r.h, word, False, page, left, right, column=1, cell=True))
    return [Line(m.text) for m in layout.paragraphs(texts)], (right - texts[-1].x1, texts[0].word + 0.3 * texts[0].h)


# Scans


def _scans(
    document: Any, pages: list[_Page], builder: PlanTextBuilder, label: str, ocr: Ocr
) -> tuple[set[int], list[Word]]:
    """Read the pages without text by OCR when wanted and possible, and note those that were not.

    Returns the numbers of the pages whose text comes from recognition, by khtool or by whoever scanned them, and the
    words that khtool's engine read.
    """
    empty = [p for p in pages if _is_scan(p, pages)]
    wanted = pages if ocr == "force" else empty if ocr == "auto" else []
    layered = {p.number for p in pages if p.image >= 0.6 and p.characters >= _SCAN_CHARACTERS and p not in empty}
    words: list[Word] = []
    done: set[int] = set()
    if wanted:
        from khtool.reading import ocr as recognition

        engine = recognition.engine()
        numbers = [p.number for p in wanted[: limits.OCR_PAGES]] if engine else []
        for number, scan in recognition.scans(document, numbers, engine or ""):
            page = pages[number - 1]
            if scan.glyphs or page in empty:
                page.width, page.height = scan.width or page.width, scan.height or page.height
                page.rules, page.notes = [], []
                _lay_out(page, scan.glyphs, scan.ruled, pages[number - 2].tables[-1:] if number > 1 else [])
                words += scan.words
                done.add(number)
        if done:
            builder.note("ocr", _("{n} scanned pages were read by OCR: check names and numbers").format(n=len(done)))
        elif ocr == "force" and engine is None:
            raise _no_engine(label)
    left = [p.number for p in empty if p.number not in done]
    if empty and not done and not any(p.characters > _SCAN_CHARACTERS for p in pages if p not in empty):
        raise _no_text(label, ocr)
    if left:
        shown = ", ".join(map(str, left[:20])) + (" …" if len(left) > 20 else "")
        builder.note("scan-page", _("pages without text (scans), not read: {pages}").format(pages=shown))
    layered -= done
    if layered:
        message = _("the text of {n} pages lies under a picture of them, from somebody's OCR: check names and numbers")
        builder.note("ocr-layer", message.format(n=len(layered)))
    return done | layered, words


def _no_engine(label: str) -> ReadError:
    return ReadError(
        label,
        _("no OCR is installed"),
        _("install tesseract with Vietnamese (package tesseract-ocr-vie) or khtool's extra: pip install 'khtool[ocr]'"),
    )


def _is_scan(page: _Page, pages: list[_Page]) -> bool:
    if page.characters == 0:
        return page.drawn
    if page.image < 0.6:
        return False
    if page.characters < _SCAN_CHARACTERS:
        return True
    # A watermark repeated on every page over pictures of pages.
    text = "\n".join(r.text for r in page.rows)
    same = sum("\n".join(r.text for r in p.rows) == text for p in pages)
    return len(pages) > 1 and same > len(pages) / 2


# What is printed around the pages


def _furniture(pages: list[_Page]) -> None:
    """Drop page numbers and the heads and feet that come again on other pages."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        for row in _margin_rows(page):
            seen[_shape(row, page)] += 1
    need = max(3, (len(pages) + 2) // 3) if len(pages) > 3 else 2
    for page in pages:
        margin = {id(r) for r in _margin_rows(page)}
        kept = []
        for row in page.rows:
            text = row.text
            if GAZETTE.fullmatch(text):
                continue
            if id(row) in margin and (
                (_PAGE_NUMBER.fullmatch(text) and (page.number > 1 or row.y < page.height / 2))
                or (seen[_shape(row, page)] >= need)
            ):
                continue
            kept.append(row)
        page.rows = kept


def _shape(row: Row, page: _Page) -> tuple[str, int]:
    """What a row has in common with heads and feet of other pages: all but numbers and, on facing pages, the order."""
    return " ".join(sorted(re.sub(r"\d+", "#", row.text).split())), row.y > page.height / 2


def _margin_rows(page: _Page) -> list[Row]:
    """The outermost rows: those in the upper and lower tenth that no table lies beyond."""
    out = []
    for i, row in enumerate(page.rows):
        outer = i < 2 or i >= len(page.rows) - 2
        if outer and (row.y > 0.93 * page.height or row.y < 0.1 * page.height):
            out.append(row)
    return out


def _body_height(pages: list[_Page]) -> float:
    """The height of lines in which most of the text is set."""
    heights: Counter[float] = Counter()
    for p in pages:
        for r in p.rows:
            heights[round(r.h, 1)] += len(r.text)
    return heights.most_common(1)[0][0] if heights else 12.0


#: What a footnote begins with: "1", "[1]", "(1)", "*" and its words.
_NOTE_MARK = re.compile(r"(?:\d{1,3}\s?(?![\d.,/)%])|\[\d{1,3}\]\s?|\(\d{1,3}\)\s?|\*{1,3}\s?)\S")


def _footnotes(pages: list[_Page]) -> None:
    """Set the footnotes of each page apart: small print at its foot, under a short rule or with a mark at its head."""
    whole = _body_height(pages)
    before = False  # the page before had footnotes
    for page in pages:
        if not page.rows:
            continue
        # An appendix may be set smaller than the plan.
        body = whole if sum(abs(r.h - whole) < 0.5 for r in page.rows) > 2 else _body_height([page])
        at = len(page.rows)
        while at > 0 and page.rows[at - 1].h < 0.92 * body and len(page.rows[at - 1].segments) == 1:
            at -= 1
        table = min((t.bottom for t in page.tables), default=page.height)
        small = [r for r in page.rows[at:] if r.y < table]
        ruled = [
            y
            for y, x0, x1 in page.rules
            if x1 - x0 > 0.08 * page.width and x0 < 0.25 * page.width and y < table and small and y > small[-1].y
        ]
        start: int | None = None
        if ruled:
            under = [k for k, r in enumerate(small) if r.y < min(ruled)]
            if under and (before or _NOTE_MARK.match(small[under[0]].text)):
                start = under[0]
        if start is None and len(small) < len(page.rows):
            start = next((k for k, r in enumerate(small) if _NOTE_MARK.match(r.text)), None)
        before = start is not None
        if start is not None:
            page.notes = small[start:]
            page.rows = [r for r in page.rows if not any(r is n for n in page.notes)]


def _mend_missing(pages: list[_Page], builder: PlanTextBuilder) -> None:
    """A font that draws no H: lines of the form are mended, the user is told that others may lack it."""
    known = _without_h()
    broken = [
        (s, line)
        for p in pages
        for r in p.rows
        for s in r.segments
        if (line := known.get(_bones(s.text))) and len(line.replace(" ", "")) > len(s.text.replace(" ", ""))
    ]
    n = len(broken)
    if n < 2:
        return
    for s, line in broken:
        s.text = line
    for s in (s for p in pages for r in p.rows for s in r.segments if lines.is_capitals(s.text)):
        mended = _TORN.sub(_with_h, s.text)
        n += mended != s.text
        s.text = mended
    builder.note(
        "missing-glyphs",
        _("the font does not draw the letter H: {n} headings were mended where that is certain, some lack it").format(
            n=n
        ),
    )


#: "K Ả" of "KHẢ", "IỆN" of "HIỆN": what stands before the H, and the rest of the syllable.
_TORN = re.compile(r"(?<!\w)((?:C|G|K|NG|N|P|T) )?([^\W\d_]+)")


def _with_h(m: re.Match[str]) -> str:
    from khtool.reading.syllables import is_syllable

    whole = f"{(m[1] or '').strip()}H{m[2]}"
    vowel = unicodedata.normalize("NFD", m[2])[0] in "AEIOUY"
    return whole if vowel and is_syllable(whole) and (m[1] or not is_syllable(m[2])) else m[0]


@functools.cache
def _without_h() -> dict[str, str]:
    """The lines of the form by what a font without H, or without Í, leaves of them."""
    known = {_bones(line): line for line in lines.FORM_LINES if "H" in line or "h" in line}
    known.update({_bones(line.replace("Í", "")): line for line in lines.FORM_LINES if "Í" in line})
    return known


def _bones(text: str) -> str:
    return "".join(text.split()).replace("H", "").replace("h", "")


# Out


def _emit(builder: PlanTextBuilder, pages: list[_Page]) -> None:
    margins = _margins(pages)
    items = _in_order(pages, margins)
    held: list[layout.Text] = []
    stamps: list[tuple[str, int]] = []
    body = _body_height(pages)

    def flush() -> None:
        for made in layout.paragraphs(held):
            # A number that a field draws leaves a gap before its notation.
            text = _GAP.sub(r"\1/", made.text)
            builder.add(text, page=made.page, bold=made.bold)
        held.clear()

    i = 0
    while i < len(items):
        item = items[i]
        if isinstance(item, layout.Text):
            if _STAMP.match(item.text) and item.h < 0.9 * body:
                stamps.append((item.text, item.page))
            else:
                held.append(item)
            i += 1
            continue
        flush()
        cells, i = _continued(items, i)
        grid.emit(builder, cells)
    flush()
    notes = layout.Flow()
    for page in pages:
        notes.add(page.notes, page.width, page.number, margins[page.number])
    for made in layout.paragraphs(notes.lines):
        builder.add(made.text, role="footnote", page=made.page)
    for text, number in stamps:
        builder.add(text, role="metadata", page=number)


def _in_order(pages: list[_Page], margins: dict[int, tuple[float, float]]) -> list[layout.Text | _Table]:
    out: list[layout.Text | _Table] = []
    flow = layout.Flow()
    for page in pages:
        rows = page.rows
        for table in [*page.tables, None]:
            top = table.top if table is not None else -1e9
            flow.add([r for r in rows if r.y > top], page.width, page.number, margins[page.number])
            rows = [r for r in rows if r.y <= top]
            if table is not None:
                out.extend(flow.lines)
                out.append(table)
                flow = layout.Flow(column=flow.column)
    return out + flow.lines


def _margins(pages: list[_Page]) -> dict[int, tuple[float, float]]:
    """The edges of the running text of each page; a page with little text takes those of all pages of its width."""
    own = {p.number: layout.edges(p.rows, p.width) for p in pages}
    shared: dict[int, tuple[float, float]] = {}
    for width in {round(p.width) for p in pages}:
        known = layout.edges([r for p in pages if round(p.width) == width for r in p.rows], width)
        if known:
            shared[width] = known
        else:  # the widest rows and tables, else the margins of the form (30 and 15 mm)
            rows = [r for p in pages if round(p.width) == width for r in p.rows]
            tables = [t for p in pages if round(p.width) == width for t in p.tables]
            left = min([r.x0 for r in rows] + [t.columns[0] for t in tables], default=0.14 * width)
            right = max([r.x1 for r in rows] + [t.columns[-1] for t in tables], default=0.93 * width)
            shared[width] = (min(left, 0.2 * width), max(right, 0.8 * width))
    return {p.number: _widened(own[p.number], shared[round(p.width)], p) for p in pages}


def _widened(own: tuple[float, float] | None, shared: tuple[float, float], page: _Page) -> tuple[float, float]:
    """The edges of a page many of whose lines are indented or short: those of all pages, where text reaches them."""
    if own is None:
        return shared
    left = shared[0] if any(shared[0] - 2 < r.x0 < shared[0] + 3 for r in page.rows) else own[0]
    right = shared[1] if any(shared[1] - 3 < r.x1 < shared[1] + 3 for r in page.rows) else own[1]
    return min(own[0], left), max(own[1], right)


def _continued(items: list[layout.Text | _Table], i: int) -> tuple[list[grid.GridCell], int]:
    """The cells of a table and of the pieces of it on the next pages."""
    table = items[i]
    assert isinstance(table, _Table)
    cells = list(table.cells)
    at = i + 1
    while at < len(items):
        below = items[at]
        if not isinstance(below, _Table) or not _same_columns(table.columns, below.columns):
            break
        if below.cells[0].page == (cells[-1].page or 0):
            break  # two tables on one page
        _append(cells, below.cells, table.edges, below.edges)
        table = below
        at += 1
    return cells, at


def _same_columns(a: list[float], b: list[float]) -> bool:
    return len(a) == len(b) and all(abs(x - y) < 6 for x, y in zip(a, b, strict=True))


def _words(cell: grid.GridCell) -> str:
    return " ".join(line.text for line in cell.lines)


Edges = dict[tuple[int, int], tuple[float, float]]


def _append(cells: list[grid.GridCell], more: list[grid.GridCell], above_edges: Edges, edges: Edges) -> None:
    """Add the rows of the next page: a repeated head is dropped, a row cut by the page is mended."""
    first = {c.column: _words(c) for c in cells if c.row == 0}
    new = list(more)
    while new:
        low = min(c.row for c in new)
        top = {c.column: _words(c) for c in new if c.row == low}
        head = {c.column: _words(c) for c in cells if c.row == low}
        if top == (head if low else first) and any(top.values()):
            new = [c for c in new if c.row != low]
        else:
            break
    if not new:
        return
    base = max(c.row + c.rowspan for c in cells)
    low = min(c.row for c in new)
    top_row = [c for c in new if c.row == low]
    last_row = max(c.row for c in cells)
    last = {c.column: c for c in cells if c.row + c.rowspan == base}
    foot = max((r for r, _c in above_edges), default=0)
    tight = {
        c.column
        for c in top_row
        if c.lines and above_edges.get((foot, c.column), (99.0, 0))[0] < edges[c.row, c.column][1]
    }
    if _cut(last, top_row, tight):
        for c in top_row:
            above = last.get(c.column)
            if above is None:
                c.row = last_row
                cells.append(c)
                continue
            for k, line in enumerate(c.lines):
                text = above.lines[-1].text if above.lines else ""
                if k == 0 and text and not lines.ends(text) and not lines.starts_item(line.text):
                    whole = layout.torn(text.rsplit(" ", 1)[-1], line.text) or (
                        layout.FIGURE.fullmatch(text) is not None and layout.FIGURE.fullmatch(line.text) is not None
                    )
                    above.lines[-1].text = text + ("" if whole else lines.code_glue(text, line.text)) + line.text
                else:
                    above.lines.append(line)
        new = [c for c in new if c.row != low]
        low += 1
    for c in new:
        c.row += base - low
        cells.append(c)


def _cut(last: dict[int, grid.GridCell], top: list[grid.GridCell], tight: set[int]) -> bool:
    """The first row of a page goes on from the last of the page before: no number of its own, text in the middle.

    `tight`: the columns where the last line above has no room for the first word below.
    """
    filled = [c for c in top if c.lines]
    if not filled or any(c.column == 0 and c.lines for c in top) or len(last) < 2:
        return False
    for c in filled:
        above = last.get(c.column)
        if above is None or not above.lines:
            continue
        text, more = above.lines[-1].text, c.lines[0].text
        if not lines.ends(text) and (
            more[:1].islower() or lines.code_glue(text, more) == "" or lines.goes_on(text, more)
        ):
            return True
        if len(filled) == 1 and not lines.ends(text) and not lines.starts_item(more) and c.column in tight:
            return True
    return False
