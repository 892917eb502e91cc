"""One document as the readers of assignments see it: its text, its sections, what has been used already."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from khtool.extraction import agencies
from khtool.extraction.frame import Frame, Section
from khtool.extraction.outline import BULLETS
from khtool.extraction.wordlist import places
from khtool.plan import Assignment, Role, Task
from khtool.text import Paragraph

if TYPE_CHECKING:
    from khtool.extraction.assignments.by_agency import Party
    from khtool.extraction.assignments.fields import Line

#: Headings of the part of a plan that says who does what.
_ORGANISING = re.compile(
    r"(?-i:(?=[TPGCNtpgcn]))(?:tổ chức (?:triển khai )?thực hiện|phân công$|"
    r"phân công (?:nhiệm vụ|trách nhiệm|thực hiện|tổ chức|triển khai|cụ thể)|"
    r"^(?:công tác )?tổ chức triển khai|giao nhiệm vụ|^phân công(?:,| và) tiến độ|"
    r"^(?:nhiệm vụ,? (?:và )?)?trách nhiệm (?:của|thực hiện|thi hành|các|tổ chức)|"
    r"^nhiệm vụ (?:của các|cụ thể của|các) (?:cơ quan|đơn vị|sở|phòng|ngành))",
    re.I,
)
_DUTY_OF = re.compile(r"(?:trách nhiệm|nhiệm vụ) của\s+", re.I)
_SCHEDULE = re.compile(r"(?:phân công|tiến độ)(?!\w)", re.I)
#: A line that only says that the task follows: "Nội dung:", "Nhiệm vụ cụ thể:".
_TASK_LABEL = re.compile(
    r"(?:nội dung|nhiệm vụ|công việc)(?:[\s,]+(?:thực hiện|nhiệm vụ|công việc|cụ thể|triển khai|và|chi tiết))*\s*:\s*",
    re.I,
)
_OPENING = re.compile(rf"\s*(?:[{BULLETS}]\s*|\(?[a-zđ0-9]{{1,2}}(?:\.\d{{1,2}})*[.)]\s+)*")


_LAST = 3  # so many paragraphs close a plan


#: A piece of each verb of asking or giving, without the letter that may be a capital.
_ASKING = ("ề nghị", "êu cầu", "iao ", "hân công")


class Page:
    """One document; `taken` holds the paragraphs that an earlier layout has used."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.text = frame.text
        self.norm = frame.text.norm
        self.raw = frame.text.text
        self.paragraphs = frame.text.paragraphs
        self.taken: set[int] = set()
        self.parties: dict[int, Party] = {}  # by id of section
        self.among: dict[int, bool] = {}  # by id of section
        self.who: dict[int, bool] = {}  # by id of section
        self.own: dict[int, bool] = {}  # by id of section
        self.inside: dict[int, bool] = {}  # by id of section
        self.starts = [x.start for x in frame.sections]
        self.by_start = {x.start: x for x in frame.sections}
        self.lines: dict[int, list[Line]] = {}  # the field lines by index of paragraph
        self.headings: dict[int, re.Match[str]] = {}  # the field lines without a colon: "2. Cơ quan chủ trì"
        self.fielded: dict[int, bool] = {}  # by id of section
        self.heads: list[Section] = []  # the sections that are an agency with its tasks
        self.told: dict[tuple[int, int, str | None], Task | None] = {}  # by range and place
        self.ordered: set[int] = set()  # where the agencies of "giao X", "đề nghị X" start

    @cached_property
    def asks(self) -> list[int]:
        """Where a word of asking or giving stands, without its first letter, which may be a capital."""
        return places(self.norm, *_ASKING)

    def words(self, start: int, end: int) -> str:
        """The range as written, white space folded."""
        return " ".join(self.raw[start:end].split())

    def plain(self, start: int, end: int) -> str:
        """The range as written, white space folded; its later paragraphs without bullets, labels and "Nhiệm vụ:"."""
        first, last = self.text.paragraph_index(start), self.text.paragraph_index(max(start, end - 1))
        if first == last:
            return self.words(start, end)
        said = [self.words(start, min(end, self.paragraphs[first].end))]
        for i in range(first + 1, last + 1):
            p = self.paragraphs[i]
            m = _TASK_LABEL.match(self.norm, self.content(i), p.end)
            said.append(self.words(m.end() if m else self.content(i), min(end, p.end)))
        return " ".join(x for x in said if x)

    @cached_property
    def body(self) -> list[int]:
        """The indices of the paragraphs of body and appendices that are not cells."""
        return [
            i
            for zone in (self.frame.zones.body, self.frame.zones.appendix)
            for i in range(*zone)
            if (p := self.paragraphs[i]).role == "body"
            and p.cell is None
            and (self.norm[p.start : p.start + 1].strip() or self.norm[p.start : p.end].strip())
        ]

    def content(self, i: int) -> int:
        """Where a paragraph's words start, after bullets and labels."""
        p = self.paragraphs[i]
        m = _OPENING.match(self.norm, p.start, p.end)
        return m.end() if m else p.start

    def section(self, offset: int) -> Section | None:
        """The innermost section at `offset`."""
        return self.frame.section_at(offset)

    def organising(self, s: Section | None) -> bool:
        """Whether a section is, or stands in, the part that says who does what."""
        if s is None:
            return False
        known = self.inside.get(id(s))
        if known is None:
            known = False
            below: Section | None = None
            for x in s.ancestors():
                # "NHIỆM VỤ, PHÂN CÔNG TRÁCH NHIỆM" with a child "2. Phân công trách nhiệm": only the child is that part
                if self.says_who(x) and (
                    not self.has_own(x) or (below is not None and (self.says_who(below) or self._goes_with(below)))
                ):
                    known = True
                    break
                below = x
            self.inside[id(s)] = known
        return known

    def unnumbered(self, p: Paragraph, line: str) -> bool:
        """Whether a paragraph, `line` its words, is a heading in capitals without a number: "CHẾ ĐỘ BÁO CÁO"."""
        return (
            line.isupper()
            and line[0].isalpha()
            and 6 <= len(line) <= 120
            and " " in line
            and line[-1] not in ".;,"
            and self.label_start(p) not in self.by_start
        )

    @cached_property
    def loose(self) -> list[tuple[int, int]]:
        """Where an unnumbered heading ("TỔ CHỨC THỰC HIỆN") says who does what: from it to the next one."""
        found: list[tuple[int, int]] = []
        open_at: int | None = None
        for i in self.body:
            p = self.paragraphs[i]
            if p.end - p.start > 120 or self.label_start(p) in self.by_start:
                continue
            line = self.norm[p.start : p.end].strip()
            if not (p.bold or p.level or line.isupper()) or line[:1] in BULLETS or not line[:1].isupper():
                continue
            if open_at is not None:
                found.append((open_at, p.start))
            open_at = p.end if _ORGANISING.search(" ".join(line.split())) else None
        if open_at is not None:
            found.append((open_at, len(self.norm)))
        return found

    def loosely(self, s: Section) -> bool:
        """Whether a section without one above stands under such an unnumbered heading."""
        if s.parent is not None or s.kind != "arabic" or not self.loose:
            return False
        return any(a <= s.start < b for a, b in self.loose)

    def says_who(self, s: Section) -> bool:
        """Whether the heading of a section names that part."""
        known = self.who.get(id(s))
        if known is None:
            known = self.who[id(s)] = (
                s.title_end - s.title_start < 160
                and s.kind != "letter"
                and _ORGANISING.search(" ".join(self.norm[s.title_start : s.title_end].split())) is not None
                # "5. Thủ trưởng các đơn vị chịu trách nhiệm tổ chức thực hiện …" is a task in that part
                and agencies.head_at(self.norm, s.title_start, s.title_end) is None
            )
        return known

    def has_own(self, s: Section) -> bool:
        """Whether a section of that part has a child that is that part more narrowly."""
        if id(s) not in self.own:
            self.own[id(s)] = any(self.says_who(c) and not self._of_one(c) for c in s.children)
        return self.own[id(s)]

    def _of_one(self, s: Section) -> bool:
        """ "1. Trách nhiệm của Phòng Nội vụ": an agency's own heading, not the part that says who does what.

        "Trách nhiệm của các sở, ngành" is one beside headings that are agencies, else it gathers those below it.
        """
        m = _DUTY_OF.match(self.norm, s.title_start, s.title_end)
        if m is None or agencies.head_at(self.norm, m.end(), s.title_end) is None:
            return False
        if not self.norm.startswith(("các ", "những "), m.end()):
            return True
        beside = s.parent.children if s.parent else []
        return any(c is not s and self._names(c) for c in beside)

    def _names(self, s: Section) -> bool:
        """Whether a heading is an agency, or the duty of one."""
        m = _DUTY_OF.match(self.norm, s.title_start, s.title_end)
        return agencies.is_name(self.norm, m.end() if m else s.title_start, s.title_end)

    def _goes_with(self, s: Section) -> bool:
        """ "II. Tiến độ" beside "I. Phân công" under "PHÂN CÔNG VÀ TIẾN ĐỘ"."""
        return _SCHEDULE.match(self.norm, s.title_start, s.title_end) is not None

    def schedules(self, s: Section | None) -> bool:
        """Whether a section stands under a heading that shares out work or sets its pace."""
        return s is not None and any(
            x.title_end - x.title_start < 160 and _SCHEDULE.search(self.norm, x.title_start, x.title_end)
            for x in s.ancestors()
        )

    def closing(self, i: int) -> bool:
        """Whether a paragraph is one of the last of the plan itself and no item of a list."""
        p = self.paragraphs[i]
        if self.norm.startswith("Trên đây", p.start):
            return True
        first, stop = self.frame.zones.body
        after, end = self.frame.zones.appendix
        if after <= i and end - _LAST <= i < end and self.norm[p.start : p.end].rstrip().endswith("./."):
            stop = end  # a plan that a decision issues stands behind the decision's signature
        return stop - _LAST <= i < stop and first < i and self.content(i) == self.label_start(p)

    def assignment(
        self,
        agency: str,
        role: Role,
        where: str | None,
        tasks: list[tuple[int, int]],
        span: tuple[int, int],
        time: str | None = None,
        product: str | None = None,
        task_where: str | None = None,
    ) -> Assignment:
        """An entry with its spans; a task without words is none."""
        return Assignment(
            agency=" ".join(agency.split()),
            role=role,
            where=where,
            tasks=tuple(task for a, b in tasks if (task := self._task(a, b, task_where, where))),
            time=time,
            product=product,
            span=self.frame.span(*span),
        )

    def _task(self, start: int, end: int, own: str | None, where: str | None) -> Task | None:
        """The task of a range, made once for all the agencies that share it; None without words."""
        place = own or self.frame.where(start) or where
        key = start, end, place
        if key not in self.told:
            said = self.plain(start, end)
            self.told[key] = Task(text=said, where=place, span=self.frame.span(start, end)) if said else None
        return self.told[key]

    def in_appendix(self, offset: int) -> bool:
        """Whether `offset` stands after the signature."""
        a, b = self.frame.zones.appendix
        return a <= self.text.paragraph_index(offset) < b

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """The range without white space around it."""
        while start < end and self.raw[start].isspace():
            start += 1
        while end > start and self.raw[end - 1].isspace():
            end -= 1
        return start, end

    def split(self, start: int, end: int) -> list[agencies.Agency]:
        """The agencies of a field or cell, each name cut from the text as it is written."""
        out = []
        for a in agencies.split(self.norm, start, end):
            written = " ".join(self.norm[a.start : a.end].split()) == a.name
            name = self.words(a.start, a.end) if written else " ".join(a.name.split())
            if any(c.isalpha() for c in name):
                out.append(agencies.Agency(name, a.start, a.end))
        return out

    def label_start(self, p: Paragraph) -> int:
        """Where a paragraph's label starts."""
        start = p.start
        while start < p.end and self.norm[start] == " ":
            start += 1
        return start
