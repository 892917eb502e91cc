"""PlanText: the one text of a document and the map from each range of characters back to its source.

Two strings of the same length: `text` is what the document has (NFC; markup, soft hyphens and the breaks of lines
inside a paragraph taken away by the reader), `norm` is the form in which the program compares (dashes, quotes, spaces,
Đ, the place of tone marks unified). Because the lengths are equal every offset is good in both; every span in the
program is such an offset.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

#: One character for one character, so that offsets stay. Spaces, dashes, quotes, Ð (eth, U+00D0) for Đ.
_FOLD = {
    **dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
    ),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\uff07\u00b4", "'"),
    "\u00d0": "Đ",
    "\u0189": "Đ",
    "\uff0f": "/",
    "\u2044": "/",
    "\u2215": "/",
}


_TONES = ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323")  # huyền, sắc, ngã, hỏi, nặng


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


#: "oà" → "òa", "oè" → "òe", "uỳ" → "ùy" and so on: the place of the tone mark in the models of 30/2020/NĐ-CP.
_TONE_PLACES = {
    a + _nfc(b + tone): _nfc(a + tone) + b
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone in _TONES
    for a, b in ((first, second), (first.upper(), second), (first.upper(), second.upper()))
}
#: One pattern a first letter: what opens with one letter is looked for fastest. "uo" and "oy" are no such pairs.
_SECOND = "".join(sorted({pair[1] for pair in _TONE_PLACES}))
_MISPLACED = tuple(re.compile(rf"{first}[{_SECOND}](?!\w)(?<![qQ]..)") for first in "oOuU")


def fold(text: str) -> str:
    """The form for comparison, of exactly the length of `text` (which must be NFC).

    >>> fold("Uỷ ban – “hoà”, hoàn, quý")
    'Ủy ban - "hòa", hoàn, quý'
    """
    for special, plain in _FOLD.items():  # far faster than str.translate
        if special in text:
            text = text.replace(special, plain)
    if not text.isascii():
        for misplaced in _MISPLACED:
            text = misplaced.sub(lambda m: _TONE_PLACES.get(m[0], m[0]), text)
    return text


@dataclass(frozen=True, slots=True)
class CellRef:
    """A cell of a table: all three counted from 0 in the document's order."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text: characters `start` to `end` (exclusive), and where the source has it.

    `role`: "body", "header", "footer", "footnote", "textbox" or "metadata" (what a web page says about the document).
    `level`: the heading level where the format knows it (1…), else None. `bold`: the whole paragraph is bold.
    `label`: length in characters of a list label that the reader restored in front of the text ("1. " is 3), else 0.
    `line`: the line of the source file where it begins, for formats that have lines (txt, md, html).
    """

    start: int
    end: int
    role: str = "body"
    page: int | None = None  # counted from 1
    paragraph: int | None = None  # index in the body of a docx, from 0
    cell: CellRef | None = None
    level: int | None = None
    bold: bool = False
    label: int = 0
    line: int | None = None  # counted from 1


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: its place, the rows and columns it spans, and its characters (empty range for an empty cell)."""

    row: int
    column: int
    start: int
    end: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `index` counts the tables of the document, cells in reading order."""

    index: int
    cells: tuple[TableCell, ...]

    @property
    def rows(self) -> int:
        """How many rows."""
        return max((c.row + c.rowspan for c in self.cells), default=0)

    @property
    def columns(self) -> int:
        """How many columns."""
        return max((c.column + c.colspan for c in self.cells), default=0)

    def at(self, row: int, column: int) -> TableCell | None:
        """The cell that covers this place, also when it is merged over it."""
        for c in self.cells:
            if c.row <= row < c.row + c.rowspan and c.column <= column < c.column + c.colspan:
                return c
        return None


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader noticed: `code` is stable ("tracked-changes", "comments", "scan-page", "font-repair" …)."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Characters that recognition (OCR) may have read wrongly: why, and what is certainly meant, if that is known."""

    start: int
    end: int
    message: str
    reading: str | None = None


@dataclass(frozen=True)
class PlanText:
    """The text of one document. Build it with `PlanTextBuilder`; the readers do."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    tables: tuple[Table, ...] = ()
    format: str = "txt"  # docx, pdf, doc, html, md, txt
    path: str | None = None
    sha256: str | None = None
    pages: int | None = None
    facts: dict[str, str] = field(default_factory=dict)  # a law site's table: "Số hiệu" → "115/KH-UBND"
    notes: tuple[Note, ...] = ()
    doubts: tuple[Doubt, ...] = ()  # of a scan

    @cached_property
    def norm(self) -> str:
        """The text in the form for comparison; same length, same offsets."""
        return fold(self.text)

    @cached_property
    def lower(self) -> str:
        """`norm` in small letters; same length, same offsets. What is looked for in any case is found here faster."""
        lower = self.norm.lower()
        if len(lower) != len(self.norm):  # a letter that is longer in lower case: it stays, the offsets hold
            lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in self.norm)
        return lower

    @cached_property
    def _starts(self) -> list[int]:
        return [p.start for p in self.paragraphs]

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that holds the character at `offset`."""
        i = bisect_right(self._starts, offset) - 1
        if i < 0:
            return None
        p = self.paragraphs[i]
        return p if offset <= p.end else None

    def paragraph_index(self, offset: int) -> int:
        """The index in `paragraphs` of the last paragraph that starts at or before `offset` (-1 before the first)."""
        return bisect_right(self._starts, offset) - 1

    def slice(self, p: Paragraph | TableCell) -> str:
        """The characters of a paragraph or cell."""
        return self.text[p.start : p.end]

    def iter_role(self, role: str = "body") -> Iterator[Paragraph]:
        """The paragraphs of a role, in order."""
        return (p for p in self.paragraphs if p.role == role)


class PlanTextBuilder:
    """Collects paragraphs and cells in reading order and makes the PlanText.

    >>> b = PlanTextBuilder("txt")
    >>> _ = b.add("KẾ HOẠCH")
    >>> _ = b.add("Thực hiện Luật Trẻ em")
    >>> b.build().text
    'KẾ HOẠCH\\nThực hiện Luật Trẻ em'
    """

    def __init__(self, format: str) -> None:
        self.format = format
        self.paragraphs: list[Paragraph] = []
        self.tables: list[Table] = []
        self.notes: list[Note] = []
        self.facts: dict[str, str] = {}
        self._pieces: list[str] = []
        self._length = 0

    @property
    def length(self) -> int:
        """The offset at which the next paragraph will start."""
        return self._length

    def add(
        self,
        text: str,
        *,
        role: str = "body",
        page: int | None = None,
        paragraph: int | None = None,
        cell: CellRef | None = None,
        level: int | None = None,
        bold: bool = False,
        label: int = 0,
        line: int | None = None,
    ) -> Paragraph:
        """Append one paragraph (made NFC; it may hold no line break) and return it with its offsets."""
        text = unicodedata.normalize("NFC", text).replace("\n", " ")
        p = Paragraph(self._length, self._length + len(text), role, page, paragraph, cell, level, bold, label, line)
        self._pieces.append(text)
        self._length = p.end + 1  # the line break
        self.paragraphs.append(p)
        return p

    def add_table(self, cells: Iterable[TableCell]) -> Table:
        """Record a table whose cells' paragraphs have been added; its index is the next free one."""
        table = Table(len(self.tables), tuple(cells))
        self.tables.append(table)
        return table

    def note(self, code: str, message: str, start: int | None = None, end: int | None = None) -> None:
        """Record something the user should know about how the file was read."""
        self.notes.append(Note(code, message, start, end))

    def build(self, *, path: str | None = None, data: bytes | None = None, pages: int | None = None) -> PlanText:
        """The finished text; `data` is the file, for its hash."""
        return PlanText(
            text="\n".join(self._pieces),
            paragraphs=tuple(self.paragraphs),
            tables=tuple(self.tables),
            format=self.format,
            path=path,
            sha256=hashlib.sha256(data).hexdigest() if data is not None else None,
            pages=pages,
            facts=dict(self.facts),
            notes=tuple(self.notes),
        )
