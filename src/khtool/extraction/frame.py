"""What the extractors share: the text, its zones (head, body, tail, appendix) and its sections.

`Frame.of(text)` is made once for a document; every part then asks it where an offset stands. The zones come from
`header.locate`, the sections from `outline.sections`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from khtool.plan import Cell, Span
from khtool.text import Paragraph, PlanText

SectionKind = Literal["roman", "arabic", "decimal", "letter", "part", "appendix"]


@dataclass(frozen=True, slots=True)
class Zones:
    """Ranges of paragraph indices (start in, end out) of `PlanText.paragraphs`; empty ranges are (n, n).

    `head`: letterhead, number, date, type and subject. `basis`: the opening paragraphs that name what the plan carries
    out ("Thực hiện …", "Căn cứ …"). `body`: from the first paragraph after the head (so it includes the basis) to the
    closing "./.". `tail`: nơi nhận and signature. `appendix`: everything after that belongs to the document.
    `page`: what a web page prints after the document (its title again, its metadata table).
    """

    head: tuple[int, int]
    basis: tuple[int, int]
    body: tuple[int, int]
    tail: tuple[int, int]
    appendix: tuple[int, int]
    page: tuple[int, int]


@dataclass(slots=True)
class Section:
    """A numbered heading or item and all that stands under it.

    Offsets: `start` is that of the label, `title_start`…`title_end` the title, `end` where the section's last
    character is. `run_in`: the title is followed by running text in the same paragraph ("1. Phòng Nội vụ: Chủ trì …").
    """

    label: str
    title: str
    depth: int
    path: str
    kind: SectionKind
    start: int
    title_start: int
    title_end: int
    end: int
    run_in: bool = False
    parent: Section | None = field(default=None, repr=False)
    children: list[Section] = field(default_factory=list, repr=False)

    def ancestors(self) -> Iterator[Section]:
        """This section, its parent and so on up."""
        at: Section | None = self
        while at is not None:
            yield at
            at = at.parent


@dataclass
class Frame:
    """The shared view of one document."""

    text: PlanText
    zones: Zones
    sections: list[Section]

    @classmethod
    def of(cls, text: PlanText) -> Frame:
        """Find zones and sections."""
        from khtool.extraction import outline
        from khtool.extraction.zones import find_title, locate

        title = find_title(text)
        zones = locate(text, title)
        frame = cls(text, zones, outline.sections(text, zones))
        frame.title = title
        return frame

    @cached_property
    def title(self) -> tuple[int, str, str] | None:
        """The title line: (index of its paragraph, type, rest of the line)."""
        from khtool.extraction.zones import find_title

        return find_title(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sections]

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that holds `offset`."""
        i = bisect_right(self._starts, offset) - 1
        at = self.sections[i] if i >= 0 else None
        while at is not None and offset > at.end:
            at = at.parent
        return at

    def where(self, offset: int) -> str | None:
        """The label path ("III.2.a") at `offset`, None outside any section."""
        section = self.section_at(offset)
        return section.path if section else None

    def span(self, start: int, end: int) -> Span:
        """The span of a range, with its page, paragraph and cell."""
        p = self.text.paragraph_at(start)
        if p is None:
            return Span(start=start, end=end)
        if p.cell is None:
            return Span(start=start, end=end, page=p.page, paragraph=p.paragraph)
        cell = Cell(table=p.cell.table, row=p.cell.row, column=p.cell.column)
        return Span(start=start, end=end, page=p.page, paragraph=p.paragraph, cell=cell)

    def paragraphs(self, zone: tuple[int, int]) -> tuple[Paragraph, ...]:
        """The paragraphs of a zone."""
        return self.text.paragraphs[zone[0] : zone[1]]

    def offsets(self, zone: tuple[int, int]) -> tuple[int, int]:
        """First offset in and last offset out of a zone; (0, 0) for an empty one."""
        ps = self.paragraphs(zone)
        return (ps[0].start, ps[-1].end) if ps else (0, 0)
