"""Commitments to none, to all, or to keep, without a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.extraction.clauses import (
    UPPER,
    Range,
    body_start,
    sentences,
    split,
    tidy,
)
from khtool.extraction.frame import Frame, Section
from khtool.extraction.targets.commitment import TIME_PHRASE, Place
from khtool.extraction.targets.quantities import KEEP, number_from
from khtool.plan import QualitativeTarget
from khtool.text import Paragraph

_NONE = re.compile(
    r"(?<!\w)(?:không (?:có|để(?: xảy ra)?|còn|phát sinh|xảy ra)|chấm dứt|xóa bỏ|(?:giảm|hạn chế|"
    r"giảm thiểu)\s+(?:tối đa|thấp nhất|đến mức thấp nhất|ở mức thấp nhất)|hạn chế đến mức thấp nhất)(?!\w)",
    re.IGNORECASE,
)

_KEPT = re.compile(rf"(?<!\w)được {KEEP}(?!\w)", re.IGNORECASE)

_ALL = re.compile(r"(?:phấn đấu\s+)?(?:tất cả|toàn bộ)(?!\w).{0,200}(?<!\w)(?:được|đạt|có|đều)(?!\w)", re.IGNORECASE)

_STRIVE = re.compile(rf"[{UPPER}]?[^,;:.]{{0,60}}(?:phấn đấu|phần đầu|bảo đảm|đảm bảo)\s*$", re.IGNORECASE)


def qualitative(
    frame: Frame, paragraphs: list[tuple[Paragraph, Place, Section | None]], quantified: dict[int, int]
) -> Iterator[QualitativeTarget]:
    """Commitments to none, to all, or to keep, without a figure; in sections of goals only.

    `paragraphs` are those outside tables where no report, money or rule is spoken of. A section of goals is one whose
    heading says so, or one of "yêu cầu" that holds two quantified targets or more.
    """
    norm = frame.text.norm
    for p, place, section in paragraphs:
        if place.tone != "goal" and (
            section is None
            or quantified.get(id(section), 0) < 2
            or not any(_AIMS.search(s.title) for s in section.ancestors())
        ):
            continue
        start = body_start(norm, p.start, p.end)
        for sentence in sentences(norm, start, p.end):
            for part in split(norm, *sentence):
                for clause in _plain_clauses(norm, part):
                    if number_from(norm, *clause):
                        continue
                    begin, end = tidy(norm, *clause)
                    m = _NONE.search(norm, begin, end)
                    lead = norm[begin : m.start()] if m else ""
                    none = m and (
                        not lead.strip()
                        or _STRIVE.fullmatch(lead)
                        or TIME_PHRASE.fullmatch(lead)
                        or _FIRMLY.fullmatch(lead)
                        or re.fullmatch(r"(?:và|đặc biệt|đồng thời|nhất là)\s+.{0,24}", lead, re.IGNORECASE)
                    )
                    if none or _KEPT.search(norm, begin, end) or _ALL.match(norm, begin, end):
                        opening = _OPENS.match(norm, begin, end) if none else None
                        begin = opening.end() if opening else begin
                        yield QualitativeTarget(
                            text=frame.text.text[begin:end], where=frame.where(begin), span=frame.span(begin, end)
                        )


_FIRMLY = re.compile(
    r"(?:phấn đấu\s+)?(?:cơ bản|tuyệt đối|kiên quyết|quyết tâm|hoàn toàn|nhất quyết)\s+", re.IGNORECASE
)
_OPENS = re.compile(r"(?:và|đặc biệt|đồng thời|nhất là)\s+(?:là\s+)?", re.IGNORECASE)

_AIMS = re.compile(r"yêu cầu|mục đích", re.IGNORECASE)

_NEXT_NONE = re.compile(
    r",\s+(?=(?:đặc biệt|đồng thời|phấn đấu|phần đầu|không (?:có|để|còn)|\d+|trên \d+|ít nhất \d+)(?!\w))",
    re.IGNORECASE,
)


def _plain_clauses(norm: str, part: Range) -> Iterator[Range]:
    at = part[0]
    for m in _NEXT_NONE.finditer(norm, *part):
        yield at, m.start()
        at = m.end()
    yield at, part[1]
