"""What several rules work out of a plan and its text, each made once and only when a rule asks."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from khtool.checking.model import Fix
from khtool.extraction.frame import Frame
from khtool.knowledge.normal import code_key, name_key
from khtool.knowledge.types import shape_of
from khtool.plan import Citation, Plan
from khtool.text import Paragraph, PlanText

_WORDS = re.compile(r"\b[Nn]gày {1,3}(\d{1,2}) {1,3}tháng {1,3}(\d{1,2})(?: {1,3}năm {1,3}(\d{4}))?(?!\d)")
_SLASHES = re.compile(r"(?<![\w/.\-])(\d{1,2})([/.\-])(\d{1,2})\2(\d{4})(?![\w/\-])")
_DAY_MONTH = re.compile(r"\b(?:[Nn]gày|[Tt]rước|[Hh]ạn) (\d{1,2})/(\d{1,2})(?![\d/.]*\d|-[A-ZĐ]|/[A-ZĐ])")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as written: figures as strings, `year` None when left out; `start`…`end` from first to last figure."""

    start: int
    end: int
    day: str
    month: str
    year: str | None
    words: bool
    day_at: int
    month_at: int

    @property
    def value(self) -> date | None:
        """The date, None without a year or when there is no such day."""
        return day_of(int(self.year), int(self.month), int(self.day)) if self.year else None


def day_of(year: int, month: int, day: int) -> date | None:
    """The date, None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_date(iso: str | None) -> date | None:
    """An ISO date that is exact to the day, else None."""
    try:
        return date.fromisoformat(iso) if iso and len(iso) == 10 else None
    except ValueError:
        return None


def bounds(iso: str | None) -> tuple[date | None, date | None]:
    """The first and last day that a date, a month or a year may mean; (None, None) for anything else."""
    if exact := full_date(iso):
        return exact, exact
    if iso and re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", iso):
        year, month = int(iso[:4]), int(iso[5:])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if iso and re.fullmatch(r"\d{4}", iso):
        return date(int(iso), 1, 1), date(int(iso), 12, 31)
    return None, None


def vietnamese(iso: str) -> str:
    """An ISO date as plans write it: "2020-06-19" → "19/6/2020" (Phụ lục I of 30/2020/NĐ-CP, II.4.b: zeros only for
    days below 10 and for January and February)."""
    exact = full_date(iso)
    if exact is None:
        return iso
    return f"{exact.day:02d}/{month_text(exact.month)}/{exact.year}"


def month_text(month: int) -> str:
    """A month as the decree writes it: 01, 02, 3 … 12."""
    return f"0{month}" if month < 3 else str(month)


class Facts:
    """The shared view of one document for the rules."""

    def __init__(self, plan: Plan, text: PlanText) -> None:
        self.plan = plan
        self.text = text
        self.norm = text.norm

    @cached_property
    def frame(self) -> Frame:
        """Zones and sections."""
        return Frame.of(self.text)

    @cached_property
    def issued(self) -> tuple[date | None, date | None]:
        """The first and last day on which the plan may have been issued, by its own date line."""
        return bounds(self.plan.header.issued_date)

    @cached_property
    def year(self) -> int | None:
        """The one year that the plan is for by its title ("năm 2024", not "đến năm 2030"); None for periods."""
        years = self.plan.header.years
        if len(years) != 1:
            return None
        subject = " ".join(self.plan.header.subject.lower().split()) if self.plan.header.subject else ""
        return years[0] if re.search(rf"(?<!đến )(?<!từ )(?<!hết )năm {years[0]}\b", subject) else None

    @cached_property
    def own_end(self) -> int:
        """Where the document ends and what a web page prints after it begins."""
        first = self.frame.zones.page[0]
        return self.text.paragraphs[first].start if first < len(self.text.paragraphs) else len(self.text.text)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the document itself, without the page around it, page headers and footers."""
        first = self.frame.zones.page[0]
        return tuple(
            p for p in self.text.paragraphs[:first] if p.role in ("body", "textbox", "footnote") and p.end > p.start
        )

    @cached_property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs between title and signature."""
        return tuple(p for p in self.frame.paragraphs(self.frame.zones.body) if p.end > p.start)

    @cached_property
    def bare_headings(self) -> tuple[Paragraph, ...]:
        """Headings without a number: short lines of the body, outside tables, in bold or in capitals."""
        labelled = {s.start for s in self.frame.sections}
        found = []
        for p in self.body:
            line = self.text.slice(p)
            stands_out = (p.bold or line.isupper()) and line[0].isalpha() and line[-1] not in ".;,"
            if stands_out and p.cell is None and p.start not in labelled and 4 <= len(line) <= 100:
                found.append(p)
        return tuple(found)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The mentions in the document itself (the page around it repeats title and number)."""
        return tuple(c for c in self.plan.citations if c.span.start < self.own_end)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """Every date with day and month, in order."""
        found = []
        for m in _WORDS.finditer(self.norm):
            end = m.end(3) if m[3] else m.end(2)
            found.append(DateMention(m.start(1), end, m[1], m[2], m[3], True, m.start(1), m.start(2)))
        found += [
            DateMention(m.start(1), m.end(4), m[1], m[3], m[4], False, m.start(1), m.start(3))
            for m in _SLASHES.finditer(self.norm)
        ]
        found += [
            DateMention(m.start(1), m.end(2), m[1], m[2], None, False, m.start(1), m.start(2))
            for m in _DAY_MONTH.finditer(self.norm)
        ]
        found.sort(key=lambda d: (d.start, d.end))
        return tuple(d for d in found if d.start < self.own_end)

    @cached_property
    def documents(self) -> tuple[tuple[Citation, ...], ...]:
        """The mentions with a full number gathered by document: same number, no two different issuers."""
        groups: dict[str, list[list[Citation]]] = {}
        for c in self.citations:
            if c.kind != "full" or not c.code:
                continue
            for group in groups.setdefault(code_key(c.code), []):
                issuers = {issuer_key(m.organ_name) for m in group if m.organ_name}
                if not c.organ_name or not issuers or issuer_key(c.organ_name) in issuers:
                    group.append(c)
                    break
            else:
                groups[code_key(c.code)].append([c])
        found = [tuple(group) for lists in groups.values() for group in lists]
        return tuple(sorted(found, key=lambda g: g[0].span.start))

    def span_of(self, field: str) -> tuple[int, int]:
        """Where a field of the header stands, else the title, else the first characters of the document."""
        spans = self.plan.header.spans
        same = {"code_text": "code", "date_text": "issued_date"}.get(field, field)
        for name in (field, same, "type_name", "subject"):
            if name in spans:
                return spans[name].start, spans[name].end
        for p in self.text.paragraphs:
            if p.end > p.start:
                return p.start, p.end
        return 0, 0

    def code_range(self, c: Citation) -> tuple[int, int]:
        """Where the number stands in a citation, with the spaces that the writer put into it."""
        if c.code:
            found = find_spaced(self.norm, c.code, c.span.start, c.span.end)
            if found:
                return found
        return c.span.start, c.span.end

    def date_range(self, c: Citation) -> tuple[int, int]:
        """Where the date stands in a citation, else the whole citation."""
        date = self.date_in(c)
        return (date.start, date.end) if date else (c.span.start, c.span.end)

    def date_in(self, c: Citation) -> DateMention | None:
        """The date inside a citation, when there is exactly one."""
        inside = [d for d in self.dates if c.span.start <= d.start and d.end <= c.span.end]
        return inside[0] if len(inside) == 1 else None

    def cited(self, start: int, end: int) -> bool:
        """Does a citation cover any of these characters?"""
        return any(c.span.start < end and start < c.span.end for c in self._covering(start))

    def _covering(self, start: int) -> Iterator[Citation]:
        for c in self.plan.citations:
            if c.span.start > start + 400:
                return
            yield c


def date_fix(facts: Facts, c: Citation, iso: str, *, safe: bool = False) -> Fix | None:
    """The correction that puts another date into a citation, in the form in which its own date is written."""
    here, right = facts.date_in(c), full_date(iso)
    if here is None or here.year is None or right is None:
        return None
    day, month = f"{right.day:02d}", month_text(right.month)
    between = facts.norm[here.day_at + len(here.day) : here.month_at]
    behind = facts.norm[here.month_at + len(here.month) : here.end - len(here.year)]
    return Fix(here.start, here.end, f"{day}{between}{month}{behind}{right.year}", safe)


def find_spaced(text: str, wanted: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the characters of `wanted` stand in a row in text[start:end], white space between them allowed."""
    letters = [c.upper() for c in wanted if not c.isspace()]
    if not letters:
        return None
    places = [i for i in range(start, min(end, len(text))) if not text[i].isspace()]
    shown = "".join(text[i].upper() if len(text[i].upper()) == 1 else text[i] for i in places)
    at = shown.find("".join(letters).replace("–", "-"))
    if at < 0:
        return None
    return places[at], places[at + len(letters) - 1] + 1


def issuer_key(name: str | None) -> str:
    """An issuer's name for comparison; who signs for a body is that body ("Bộ trưởng Bộ Y tế" is "Bộ Y tế")."""
    key = name_key(name or "")
    return re.sub(r"\A(?:bộ trưởng|chủ tịch|chủ nhiệm|tổng thanh tra) (?=bộ|ủy ban|thanh tra)", "", key)


def code_year(code: str) -> int | None:
    """The year inside a number ("56/2017/NĐ-CP" → 2017), None when its shape has none."""
    years = {shape.year for shape in shape_of(code)}
    return years.pop() if len(years) == 1 else None


def is_local(code: str) -> bool:
    """Is the number one that many bodies of the same kind give ("141/KH-UBND"), so that it names no single document?"""
    return any(
        re.fullmatch(
            r"(?:UBND|HĐND|UB|TU|HU|QU|ĐU|TVTU|TTHĐND|BTV|VP|S[A-ZĐ&]+|BCĐ|BATGT)(?:[-.].*)?", shape.issuer or ""
        )
        for shape in shape_of(code)
    )
