"""Targets: figures that a plan commits somebody to reach or hold, and commitments to none or to all without a figure.

The way: a number is the anchor; round it a *quantity* is read (comparator, value or range, unit, denominator); what is
no measure (dates, ages, numbers of documents, ordinals) falls out; of the rest those are kept that the words around
them make a commitment; then the sentence is cut into one clause a quantity.

`quantities` reads figures, `commitment` says which are commitments, `cutting` gives each its clause, `fields` the year,
direction and subject, `places` the tone of the spot; `tables` reads tables of indicators, `qualitative` the goals
without a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from khtool.extraction.clauses import Range, basis, body_start, brackets, content, holds, sentences, split
from khtool.extraction.frame import Frame, Section
from khtool.extraction.targets.commitment import STRONG, UNPROMISING, Place, tells_the_past
from khtool.extraction.targets.cutting import OWN_CLAUSE, clauses, heads_of
from khtool.extraction.targets.fields import compared_year, direction_of, reached, subject_of, year_of
from khtool.extraction.targets.places import Places
from khtool.extraction.targets.qualitative import qualitative
from khtool.extraction.targets.quantities import NUMBER, Quantity, Words, figures, number_from, vocabulary
from khtool.extraction.targets.tables import columns_of, piped_tables, targets_of
from khtool.plan import Header, QualitativeTarget, Target
from khtool.text import Paragraph

_FOOTNOTE = re.compile(r"\s*\[\d{1,3}\]\s*")


#: A cell of figures, of which no words make a commitment.
_FIGURES_ONLY = re.compile(r"[\d.,\s-]+")


#: Who speaks, at the end of the opening: "…, Chủ tịch UBND tỉnh yêu cầu:".
_SPEAKER = re.compile(r",\s+(?:Chủ tịch\s+)?(?:UBND|Ủy ban nhân dân|Ban|Sở|Phòng|Bộ)(?!\w)[^,;.]{0,80}$")


def _striving(frame: Frame) -> Iterator[Paragraph]:
    """The paragraphs of the opening that strive for something: "Thực hiện …; phấn đấu giảm 30% …, UBND yêu cầu:"."""
    norm = frame.text.norm
    for p in basis(frame):
        if STRONG.search(norm, p.start, p.end):
            speaker = _SPEAKER.search(norm, max(p.start, p.end - 120), p.end)
            yield replace(p, end=speaker.start()) if speaker else p


def extract(frame: Frame, header: Header) -> tuple[tuple[Target, ...], tuple[QualitativeTarget, ...]]:
    """The quantified and the qualitative targets of a plan, each in the order of the text.

    Offsets are into `frame.text`; `text` is the clause as written; values are numbers as Vietnam writes them.
    """
    words = vocabulary()
    norm = frame.text.norm
    first_year = _first_year(header)
    places = Places(frame)
    at = figures(norm)
    quantified: list[Target] = []
    silent: list[tuple[Paragraph, Place, Section | None]] = []
    notes = "[" in norm
    after_mark = False
    tables: dict[int, list[Target]] = {}
    piped: set[int] = set()
    for table in frame.text.tables:
        columns = columns_of(frame, table)
        found = list(targets_of(frame, table, columns, first_year)) if columns else []
        if found:
            tables[table.index] = found
    for table in piped_tables(frame) if " | " in norm else ():
        columns = columns_of(frame, table)
        found = list(targets_of(frame, table, columns, first_year)) if columns else []
        if found:
            tables[table.index] = found
            piped.update(cell.start for cell in table.cells if cell.column == 0)
    opening = list(_striving(frame))
    for p in (*opening, *content(frame)):
        if p.start in piped:
            continue
        if notes:
            note = _FOOTNOTE.match(norm, p.start, p.end) if norm.find("[", p.start, p.start + 4) >= 0 else None
            if note or after_mark:
                after_mark = bool(note and note.end() == p.end)  # the mark of one, its words in the next paragraph
                continue
        figured = holds(at, p.start, p.end)
        if p.cell is not None and (
            not figured or p.cell.table in tables or _FIGURES_ONLY.fullmatch(norm, p.start, p.end)
        ):
            continue
        place = places.at(p) if p not in opening else Place("rule")
        section = places.section
        if p.cell is None and place.tone not in UNPROMISING:
            silent.append((p, place, section))
        if not figured:
            continue
        if place.tone == "plain" and tells_the_past(norm, p.start, p.end):
            place = Place("report", place.cell)
        start = body_start(norm, p.start, p.end)
        for sentence in sentences(norm, start, p.end):
            if not holds(at, *sentence):
                continue
            subject: str | None = None
            carried = False
            for part in split(norm, *sentence):
                if not holds(at, *part):
                    carried = carried and number_from(norm, *part) is None
                    continue
                goes_on = carried and OWN_CLAUSE.match(norm, *part) is not None
                here = Place("goal", place.cell) if goes_on and place.tone == "plain" else place
                heads = heads_of(norm, sentence, part, here, words, first_year)
                carried = bool(heads) and (
                    goes_on or words.commit.search(norm, sentence[0], heads[0].start) is not None
                )
                if not heads and here.tone == "goal":
                    for within in _in_brackets(norm, part, at):
                        heads_within = heads_of(norm, within, within, here, words, first_year)
                        quantified += _targets(frame, norm, within, heads_within, words, None) if heads_within else ()
                if heads:
                    made = list(_targets(frame, norm, part, heads, words, subject))
                    subject = made[-1].subject
                    for within in _added(norm, part):  # "(trong đó có 4 triệu lượt khách quốc tế)"
                        more = heads_of(norm, within, within, place, words, first_year)
                        made += _targets(frame, norm, within, more, words, subject) if more else ()
                    quantified += made
                    places.quantified[id(section)] = places.quantified.get(id(section), 0) + len(made)
    for found in tables.values():
        quantified += found
    quantified.sort(key=lambda t: (t.span.start, t.span.end))
    return tuple(quantified), tuple(qualitative(frame, silent, places.quantified))


_ADDED = re.compile(
    r"\((?=(?:trong đó|riêng|bình quân|trung bình|mỗi năm|hằng năm|hàng năm)(?!\w)|(?:lĩnh vực|đối với|khu vực|vùng|"
    r"thành thị|đô thị|nông thôn|miền núi)(?!\w)[^():\d]{0,80}(?::|\sđạt)\s)",
    re.IGNORECASE,
)


def _added(norm: str, part: Range) -> Iterator[Range]:
    """The insides of brackets that state something of their own beside the clause they stand in."""
    for begin, end in brackets(norm, *part):
        if _ADDED.match(norm, begin) and NUMBER.search(norm, begin, end):
            yield begin + 1, end - 1


_STATED = re.compile(r"(?:đạt|:|là)\s+(?:(?:trên|dưới|khoảng|từ|ít nhất|tối thiểu)\s+)?\d", re.IGNORECASE)


def _in_brackets(norm: str, part: Range, figures: list[int]) -> Iterator[Range]:
    """The statements in brackets after a clause that has no figure itself: "Cây trồng (lúa đạt 207 ha; ngô …)"."""
    for begin, end in brackets(norm, *part):
        if norm[begin] == "(" and holds(figures, begin, end) and _STATED.search(norm, begin, end):
            for sentence in sentences(norm, begin + 1, end - 1):
                yield from split(norm, *sentence)


def _first_year(header: Header) -> int | None:
    if header.years:
        return header.years[0]
    if header.issued_date:
        return int(header.issued_date[:4])
    return None


def _targets(
    frame: Frame, norm: str, part: Range, heads: list[Quantity], words: Words, subject: str | None
) -> Iterator[Target]:
    """The targets of one part of a sentence; `subject` is that of the part before, for one that names none."""
    found = [
        (clause, q, subject_of(frame.text.text, norm, clause, q, direct))
        for clause, q, direct in clauses(norm, part, heads, words)
    ]
    for i, (clause, q, own) in enumerate(found):
        # what is measured may be said once: "đạt 65% vào năm 2025 và 80% vào năm 2030", "2025 có 70%, 2030 có 90% hộ"
        following = found[i + 1][2] if i == 0 and len(found) > 1 else None
        subject = own or subject or following
        base, base_year = reached(norm, clause, q)
        yield Target(
            text=frame.text.text[slice(*clause)],
            subject=subject,
            comparator=q.comparator,
            value=q.value,
            value_max=q.value_max,
            unit=q.unit,
            out_of=q.out_of,
            baseline=q.baseline if q.baseline is not None else base,
            baseline_year=q.baseline_year or base_year or compared_year(norm, clause),
            year=year_of(norm, clause, q),
            direction=direction_of(norm, clause, q, words),
            where=frame.where(clause[0]),
            span=frame.span(*clause),
        )
