"""Who is told to do what: by agency under "Tổ chức thực hiện", by task with lines of agencies, in tables, in sentences.

Four layouts of plans are read, each by its own function:

* by agency: a numbered heading, a run-in ("1. Phòng Nội vụ: Chủ trì …") or a bullet ("- Sở X: …") names an agency and
  what stands under it are its tasks; "Đề nghị …" makes it a request;
* by task: lines "Cơ quan chủ trì: …", "Đơn vị phối hợp: …", "Thời gian thực hiện: …" under a task;
* tables with columns for the task, those who lead and those who join in (`tasktable`);
* sentences: "Giao X chủ trì, phối hợp với Y …", "đề nghị X …; yêu cầu Y …".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from khtool.extraction import agencies
from khtool.extraction.frame import Frame, Section
from khtool.extraction.outline import BULLETS, is_bullet, strip_bullet
from khtool.extraction.tasktable import Column, Row, TaskTable, is_ditto, task_tables
from khtool.plan import Assignment, Header, Role, Task
from khtool.text import Paragraph, TableCell

#: Headings of the part of a plan that says who does what.
_ORGANISING = re.compile(
    r"tổ chức (?:triển khai )?thực hiện|phân công$|"
    r"phân công (?:nhiệm vụ|trách nhiệm|thực hiện|tổ chức|triển khai|cụ thể)|"
    r"^(?:công tác )?tổ chức triển khai|giao nhiệm vụ|"
    r"^(?:nhiệm vụ,? (?:và )?)?trách nhiệm (?:của|thực hiện|thi hành|các|tổ chức)|"
    r"^nhiệm vụ (?:của các|cụ thể của|các) (?:cơ quan|đơn vị|sở|phòng|ngành)",
    re.I,
)
Field = Literal["lead", "coordinate", "both", "implement", "time", "product", "task", "other"]
_HEADS = r"(?:(?:các\ )?(?:cơ\ quan|đơn\ vị|sở|ngành|địa\ phương|phòng|ban|tổ\ chức|cá\ nhân|người|bộ\ phận|cấp))"
#: What may stand between the words of a field and its colon: "Đơn vị chủ trì tham mưu thực hiện:".
_MORE = (
    r"(?:[\s,]+(?:thực\ hiện|tham\ mưu|triển\ khai|tổ\ chức|theo\ dõi|hướng\ dẫn|tổng\ hợp|nhiệm\ vụ|"
    r"chủ\ trì|phối\ hợp|phụ\ trách|chính|khác|và|với)|\s*\([^()]{0,40}\))*"
)
_FIELD = re.compile(
    rf"""(?:
    (?P<both>(?:{_HEADS}[\s,]+)*(?:thực\ hiện\s*)?chủ\ trì(?:\ thực\ hiện)?(?:\s*[,/\-]\s*|\s+và\s+)(?:{_HEADS}[\s,]+)*
        phối\ hợp{_MORE})
  | (?P<coordinate>(?:{_HEADS}[\s,]+)*(?:cùng\s+)?phối\ (?:kết\ )?hợp{_MORE} | (?:{_HEADS}[\s,]+)+tham\ gia{_MORE})
  | (?P<lead>(?:{_HEADS}[\s,]+)*(?:được\ (?:giao|phân\ công)\s+|thực\ hiện\s+)?
        chủ\ trì(?:,?\ chịu\ trách\ nhiệm)?{_MORE}
      | (?:{_HEADS}[\s,]+)+(?:đầu\ mối|chịu\ trách\ nhiệm|tham\ mưu|phụ\ trách){_MORE})
  | (?P<implement>(?:(?:{_HEADS}[\s,]+)+|phân\ công\s+|trách\ nhiệm\s+)
        (?:tổ\ chức\ |triển\ khai\ |tổ\ chức\ triển\ khai\ )?thực\ hiện{_MORE} | phân\ công)
  | (?P<time>(?:thời\ (?:gian|hạn|điểm)|tiến\ độ|lộ\ trình|hạn)
        (?:[\s,]+(?:thực\ hiện|hoàn\ thành|triển\ khai|tổ\ chức|dự\ kiến|trình|ban\ hành|báo\ cáo|nhiệm\ vụ|và))*
        (?:\s*\([^()]{{0,40}}\))?
      | hoàn\ thành)
  | (?P<product>(?:dự\ kiến\s+)?(?:sản\ phẩm|kết\ quả|đầu\ ra)
        (?:[\s,]+(?:đầu\ ra|dự\ kiến|thực\ hiện|hoàn\ thành|cần\ đạt|đạt\ được|phải\ đạt|và|sản\ phẩm|kết\ quả))*)
  | (?P<task>(?:nội\ dung|nhiệm\ vụ|công\ việc)
        (?:[\s,]+(?:thực\ hiện|nhiệm\ vụ|công\ việc|cụ\ thể|triển\ khai|và|chi\ tiết))*)
  | (?P<other>kinh\ phí|nguồn\ kinh\ phí|địa\ điểm|hình\ thức|đối\ tượng|thành\ phần|số\ lượng|chỉ\ tiêu)
        [^:;.\n]{{0,30}}?
    )\s*:""",
    re.I | re.VERBOSE,
)
_BREAK = re.compile(r"[;.(]\s*(?:-\s*)?")
_OPENING = re.compile(rf"\s*(?:[{BULLETS}]\s*|\(?[a-zđ0-9]{{1,2}}(?:\.\d{{1,2}})*[.)]\s+)*")
_ASK = re.compile(
    r"(?<!\w)(?P<verb>(?:[Kk]ính )?[Đđ]ề nghị|[Yy]êu cầu|[Gg]iao(?: nhiệm vụ)?(?: cho)?|[Pp]hân công(?: cho)?)\s+"
    r"(?!(?:ban|thông|dịch|lưu|diện|tiếp|nhận|hợp|nộp)\b)(?=\w)"
)
_BRINGS_IN = re.compile(r"(?:có|chịu) (?:trách nhiệm|nhiệm vụ)[.:]?|chủ trì[.:]?", re.I)
#: The issuer as the subject of its clause: "… UBND huyện đề nghị".
_ISSUER = re.compile(r"(?:^|[.;,:]\s+)(?:Chủ tịch )?(?:UBND|Ủy ban nhân dân)(?:\s+[^\W\d_]+){0,6}$")
#: What stands before an agency in a heading and is no part of its name.
_PREFIX = re.compile(
    r"(?P<verb>(?:Kính )?đề nghị|yêu cầu|giao(?! ban\b)(?: cho)?|phân công|trách nhiệm của|nhiệm vụ của|đối với)\s+"
    r"(?:với\s+)?",
    re.I,
)
_LEAD = r"\s*(?:(?:là )?(?:cơ quan|đơn vị)(?: thường trực| đầu mối)?[,\s]*(?:và )?)?(?:chịu trách nhiệm )?chủ trì"
_NEXT_ASK = re.compile(r"\s*[;,]?\s*(?:và\s+)?(?:đề nghị|yêu cầu|giao)\s", re.I)
_SHARE = 6  # so many that are asked in one sentence may share the words at its end
_TRANSFER = re.compile(
    _LEAD + r"(?:\s*,)?\s*(?:và\s+)?phối hợp(?:\s+chặt chẽ)?(?:\s+(?:với|cùng với|cùng))?(?:\s*:)?\s+", re.I
)
_LEADS = re.compile(_LEAD + r"(?!\w)", re.I)
_NO_TASK = re.compile(
    r"[\s.,;]*(?:(?:tổ chức|triển khai)?\s*(?:thực hiện|triển khai)(?:\s(?:trong|trước|vào|xong)\s[^,;]{1,40})?)?"
    r"[\s.,;]*",
    re.I,
)
_DOES = re.compile(r"\s*(?:thực hiện|phụ trách|đảm nhiệm|đảm nhận|chịu trách nhiệm)(?=\s*(?:[;,)]|$))", re.I)
_MARKED = re.compile(r"(?:chủ trì|phối hợp)\s*:", re.I)
_MARK = re.compile(r"\s*\((?:cơ quan |đơn vị )?(?P<what>chủ trì|phối hợp)\)$", re.I)
_BASIS = re.compile(r"(?:Căn cứ|Trên cơ sở|Theo|Để|Trong phạm vi|Tùy theo|Ngoài|Bên cạnh)\b", re.I)
_DIFFICULTY = re.compile(
    r"(?:Trong (?:quá trình )?(?:tổ chức |triển khai |thực hiện )|Quá trình (?:tổ chức |triển khai |thực hiện )|Nếu |"
    r"Trường hợp |"
    r"Khi (?:có|phát sinh))"
)
_CLOSING = re.compile(r"(?:Trên đây là|UBND|Ủy ban nhân dân|Yêu cầu|Đề nghị|Giao)\b")
#: Words that tell an agency of a list what to do; after others ("trong phạm vi …", "theo …") the name goes on.
_TOLD = re.compile(
    r"\s*((?:là |cơ quan )?chủ trì|phối hợp|tham mưu|hướng dẫn|tổng hợp|theo dõi|thực hiện|triển khai|thúc đẩy|báo cáo|"
    r"(?:chịu|có) trách nhiệm|chủ động|tổ chức|xây dựng|công bố|rà soát|cung cấp|đôn đốc|kiểm tra|đánh giá)\b"
    r"(?=[\s,]+\w|[\s.)]*$)",
    re.I,
)
_SUBJECT_MAX = 700
_ASCRIBED_TIME = re.compile(
    r"[;,]\s*(?:(?:thời (?:gian|hạn)(?: thực hiện| hoàn thành)?|hoàn thành|thực hiện|tiến độ)\s*:?\s*)"
    r"((?:trong|trước|xong|vào|đến|quý|tháng|năm|ngày|thường xuyên|hằng|hàng)[^;()]*)",
    re.I,
)


@dataclass(slots=True)
class _Line:
    """A field line: what it gives, its value and its place."""

    kind: Field
    start: int  # of the field's name
    value_start: int
    value_end: int
    listed: bool = False  # the value is a list of bullets under the field


@dataclass(slots=True)
class _Group:
    """Field lines that follow one another under one task."""

    section: Section | None
    first: int  # index of the first paragraph
    lines: list[_Line] = field(default_factory=list)
    tasks: list[tuple[int, int]] = field(default_factory=list)
    apart: list[tuple[int, int]] = field(default_factory=list)  # the tasks when the item has several groups


def extract(frame: Frame, header: Header) -> tuple[Assignment, ...]:
    """The assignments of a plan in document order.

    `agency` is as written without number and "Đề nghị"; lists of lead and coordinating agencies are split, one entry
    each; headings and sentences stay one entry as written. `where` is the label path of the item, for rows of a table
    the path of the table's section and the number of the row.
    """
    return tuple(_Reader(frame).all())


class _Reader:
    """Reads one document; `taken` holds the paragraphs that an earlier layout has used."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.text = frame.text
        self.norm = frame.text.norm
        self.raw = frame.text.text
        self.paragraphs = frame.text.paragraphs
        self.taken: set[int] = set()
        self.parties: dict[int, _Party] = {}  # by id of section
        self.among: dict[int, bool] = {}  # by id of section
        self.who: dict[int, bool] = {}  # by id of section
        self.own: dict[int, bool] = {}  # by id of section
        self.starts = [x.start for x in frame.sections]
        self.by_start = {x.start: x for x in frame.sections}
        self.heads: list[Section] = []  # the sections that are an agency with its tasks

    def all(self) -> list[Assignment]:
        """Every assignment, each layout in turn."""
        found = self._tables()
        rest = self._by_task() + self._by_agency() + self._sentences()
        found += [(a.span.start, a) for a in rest]
        return [a for _, a in sorted(found, key=lambda pair: pair[0])]

    # -- the text

    def _words(self, start: int, end: int) -> str:
        return " ".join(self.raw[start:end].split())

    def _body(self) -> Iterator[int]:
        """The indices of the paragraphs of body and appendices that are not cells."""
        for a, b in (self.frame.zones.body, self.frame.zones.appendix):
            for i in range(a, b):
                p = self.paragraphs[i]
                if p.role == "body" and p.cell is None and self.norm[p.start : p.end].strip():
                    yield i

    def _content(self, i: int) -> int:
        """Where a paragraph's words start, after bullets and labels."""
        p = self.paragraphs[i]
        m = _OPENING.match(self.norm, p.start, p.end)
        return m.end() if m else p.start

    def _section(self, offset: int) -> Section | None:
        return self.frame.section_at(offset)

    def _organising(self, s: Section | None) -> bool:
        """Whether a section is, or stands in, the part that says who does what."""
        below: Section | None = None
        for x in s.ancestors() if s else ():
            # "NHIỆM VỤ, PHÂN CÔNG TRÁCH NHIỆM" with a child "2. Phân công trách nhiệm": only the child is that part
            if self._says_who(x) and (not self._has_own(x) or (below is not None and self._says_who(below))):
                return True
            below = x
        return False

    def _says_who(self, s: Section) -> bool:
        """Whether the heading of a section names that part."""
        if id(s) not in self.who:
            title = self.norm[s.title_start : s.title_end]
            self.who[id(s)] = (
                len(title) < 160 and s.kind != "letter" and _ORGANISING.search(" ".join(title.split())) is not None
            )
        return self.who[id(s)]

    def _has_own(self, s: Section) -> bool:
        """Whether a section of that part has a child that is that part more narrowly."""
        if id(s) not in self.own:
            self.own[id(s)] = any(self._says_who(c) for c in s.children)
        return self.own[id(s)]

    def _assignment(
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
        return Assignment(
            agency=" ".join(agency.split()),
            role=role,
            where=where,
            tasks=tuple(
                Task(
                    text=self._words(a, b),
                    where=task_where or self.frame.where(a) or where,
                    span=self.frame.span(a, b),
                )
                for a, b in tasks
                if self._words(a, b)
            ),
            time=time,
            product=product,
            span=self.frame.span(*span),
        )

    # -- tables

    def _tables(self) -> list[tuple[int, Assignment]]:
        """The entries of each row, with the place of the row (a merged cell stands above it)."""
        found: list[tuple[int, Assignment]] = []
        for table in task_tables(self.text, self.frame.zones):
            above: dict[Column, TableCell] = {}
            for row in table.rows:
                cells = dict(row.cells)
                for kind, cell in row.cells.items():
                    if is_ditto(self.norm[cell.start : cell.end]) and kind in above:
                        cells[kind] = above[kind]
                above |= cells
                place = max(c.start for c in row.cells.values())
                found += [(place, a) for a in self._row(table, row, cells)]
        return found

    def _row(self, table: TaskTable, row: Row, cells: dict[Column, TableCell]) -> list[Assignment]:
        task = cells["task"]
        if row.section is not None:
            start = table.sections[row.section].start
            holder = self.by_start.get(start)
        else:
            holder = self._section(task.start)
        base = holder.path if holder else "PL" if self._in_appendix(task.start) else None
        where = _join(base, holder.label if holder else None, row.number)
        a, b = self._trim(row.task_start, task.end)
        if is_bullet(self.norm[a:b]):
            a, b = self._trim(b - len(strip_bullet(self.norm[a:b])), b)
        time, product = self._cell(cells.get("time")), self._cell(cells.get("product"))
        return [
            self._assignment(agency.name, role, where, [(a, b)], (agency.start, agency.end), time, product, where)
            for agency, role in self._agents(cells)
        ]

    def _agents(self, cells: dict[Column, TableCell]) -> Iterator[tuple[agencies.Agency, Role]]:
        """The agencies of a row, those who lead first."""
        columns: tuple[Column, ...] = ("lead", "both", "implement", "coordinate")
        for column in columns:
            cell = cells.get(column)
            if cell is None or cell is cells["task"]:
                continue
            if column == "both":
                for role, start, end in self._both(cell.start, cell.end):
                    for agency in self._split(start, end):
                        yield agency, role
            elif column in ("lead", "implement", "coordinate"):
                yield from self._value(column, cell.start, cell.end)

    def _in_appendix(self, offset: int) -> bool:
        a, b = self.frame.zones.appendix
        return a <= self.text.paragraph_index(offset) < b

    def _cell(self, cell: TableCell | None) -> str | None:
        return (self._words(cell.start, cell.end).strip(" ;.") or None) if cell else None

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.raw[start].isspace():
            start += 1
        while end > start and self.raw[end - 1].isspace():
            end -= 1
        return start, end

    def _split(self, start: int, end: int) -> list[agencies.Agency]:
        """The agencies of a field or cell, each name cut from the text as it is written."""
        out = []
        for a in agencies.split(self.norm, start, end):
            written = " ".join(self.norm[a.start : a.end].split()) == a.name
            name = self.raw[a.start : a.end] if written else a.name
            if any(c.isalpha() for c in name):
                out.append(agencies.Agency(" ".join(name.split()), a.start, a.end))
        return out

    def _both(self, start: int, end: int) -> Iterator[tuple[Role, int, int]]:
        """A value that holds those who lead and those who join in: cut at "phối hợp", else at the first break."""
        m = re.search(
            r"[;,.\n\s]*(?:-\s*)?(?:(?:cơ quan|đơn vị)\s+)?phối hợp(?:\s+với|\s*:)?\s*:?", self.norm[start:end], re.I
        )
        lead = re.match(r"\s*(?:-\s*)?(?:(?:cơ quan|đơn vị)\s+)?chủ trì\s*:?\s*", self.norm[start:end], re.I)
        first = start + (lead.end() if lead else 0)
        if m:
            stop = re.sub(r"\s+chủ trì[\s,;]*$", "", self.norm[first : start + m.start()], flags=re.I)
            yield "lead", first, first + len(stop)
            yield "coordinate", start + m.end(), end
            return
        listed = agencies.split(self.norm, first, end)
        for n, a in enumerate(listed):
            yield ("lead" if n == 0 else "coordinate"), a.start, a.end

    # -- by task

    def _by_task(self) -> list[Assignment]:
        found: list[Assignment] = []
        groups = list(self._groups())
        several = Counter(id(g.section) for g in groups)
        for group in groups:
            if several[id(group.section)] > 1 and group.apart:
                group.tasks = group.apart
            found += self._of_group(group)
        return found

    def _lines(self, i: int) -> list[_Line]:
        """The field lines of a paragraph: mostly one; several when they stand in one sentence or in brackets."""
        p = self.paragraphs[i]
        if self.norm.find(":", p.start, p.end) < 0:  # every field has one
            return []
        at = self._content(i)
        m = _FIELD.match(self.norm, at, p.end)
        if m is None:
            m = self._bracketed(at, p.end)
            if m is None:
                return []
        lines: list[_Line] = []
        while m:
            lines.append(_Line(_named(m), m.start(), m.end(), p.end))
            following = next(
                (
                    f
                    for s in _BREAK.finditer(self.norm, m.end(), p.end)
                    if (f := _FIELD.match(self.norm, s.end(), p.end)) and _named(f) not in ("task", "other")
                ),
                None,
            )
            if following:
                lines[-1].value_end = following.start()
            m = following
        return lines

    def _bracketed(self, start: int, end: int) -> re.Match[str] | None:
        """Fields in brackets or at the end of a task: "… (Cơ quan chủ trì: …; thời gian: …)"."""
        for s in _BREAK.finditer(self.norm, start, self.norm.rfind(":", start, end)):
            m = _FIELD.match(self.norm, s.end(), end)
            if m and _named(m) in ("lead", "both", "coordinate") and (s[0][0] == "(" or m[0][0].isupper()):
                return m
        return None

    def _groups(self) -> Iterator[_Group]:
        group: _Group | None = None
        pending: list[tuple[int, int]] = []  # paragraphs of the item that may be the task
        item: Section | None = None
        used = False  # whether the item has had a group
        for i in self._body():
            p = self.paragraphs[i]
            lines = self._lines(i)
            here = self._section(p.start)
            field_section = (
                here is not None
                and here.start == self._label_start(p)
                and bool(lines)
                and lines[0].start == self._content(i)
            )
            owner = here.parent if field_section and here else here
            if owner is not None and self._is_field_section(owner):
                owner = owner.parent
            if lines and lines[0].kind == "task" and not self._has_agents(lines):
                if group:
                    yield group
                    group, used = None, used
                if owner is not item:
                    item, pending, used = owner, [], False
                a, b = self._trim(lines[0].value_start, p.end)
                if a < b:
                    pending.append((a, b))
                continue
            if lines and any(x.kind in ("lead", "coordinate", "both", "implement", "time", "product") for x in lines):
                if group is None or group.section is not owner:
                    if group:
                        yield group
                    if owner is not item:
                        pending, used = [], False
                    group = _Group(owner, i)
                    if not any(self._has_agents(self._lines(j)) for j in range(i, min(i + 4, len(self.paragraphs)))):
                        group = None  # "Thời gian thực hiện: …" alone is no field of a task
                        continue
                    inner = lines[0].start > self._content(i)
                    if inner:  # the fields stand at the end of the task itself
                        end = lines[0].start
                        while self.norm[end - 1] in " (;-":
                            end -= 1
                        group.tasks = [(self._content(i), end)]
                    elif used or owner is None:
                        group.tasks = pending
                    else:
                        group.tasks, group.apart = self._item(owner, pending), pending
                    item, pending, used = owner, [], True
                group.lines += lines
                continue
            if group and self._goes_on(group, i):
                continue
            if lines and owner is item and all(x.kind == "other" for x in lines):
                continue  # "Địa điểm: …" between the fields, no task and no end of them
            if group:
                yield group
                group = None
            if here is not item and owner is not item:
                item, pending, used = owner, [], False
            if here is not None and here.start == self._label_start(p):
                item, pending, used = here, [], False
                continue
            pending.append(self._trim(self._content(i) if is_bullet(self.norm[p.start : p.end]) else p.start, p.end))
        if group:
            yield group

    def _label_start(self, p: Paragraph) -> int:
        start = p.start
        while start < p.end and self.norm[start] == " ":
            start += 1
        return start

    def _is_field_section(self, s: Section) -> bool:
        p = self.text.paragraph_at(s.start)
        return p is not None and _FIELD.match(self.norm, s.title_start, p.end) is not None

    @staticmethod
    def _has_agents(lines: list[_Line]) -> bool:
        return any(x.kind in ("lead", "coordinate", "both", "implement") for x in lines)

    def _item(self, owner: Section, pending: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The whole of the task item: from its title to the last paragraph before the fields."""
        p = self.text.paragraph_at(owner.title_start)
        end = p.end if p else owner.title_end
        if pending:
            end = max(end, pending[-1][1])
        return [(owner.title_start, end)]

    def _goes_on(self, group: _Group, i: int) -> bool:
        """Whether a paragraph continues the value of the last field: a broken line, or a list under an empty value."""
        p = self.paragraphs[i]
        last = group.lines[-1]
        line = self.norm[p.start : p.end].strip()
        value = self.norm[last.value_start : last.value_end].strip(" :")
        if last.kind in ("lead", "coordinate", "both", "implement"):
            at = self._content(i)
            if line[:1].islower() and not value.endswith((".", ";")) and len(line) < 200:
                last.value_end = p.end
                return True
            if (not value or last.listed) and agencies.is_name(self.norm, at, p.end):
                last.value_end, last.listed = p.end, True
                return True
        return False

    def _of_group(self, group: _Group) -> list[Assignment]:
        time = product = None
        for x in group.lines:
            value = self._words(x.value_start, x.value_end).strip(" ;:()-").rstrip(". ")
            if x.kind == "time" and value:
                time = time or value
            elif x.kind == "product" and value:
                product = product or value
        where = group.section.path if group.section else None
        found: list[Assignment] = []
        for x in group.lines:
            if x.kind in ("lead", "coordinate", "implement"):
                parts: list[tuple[Role, int, int]] = [(x.kind, x.value_start, x.value_end)]
            elif x.kind == "both":
                parts = list(self._both(x.value_start, x.value_end))
            else:
                continue
            for role, start, end in parts:
                for agency, its_role in self._value(role, start, end):
                    found.append(
                        self._assignment(
                            agency.name, its_role, where, group.tasks, (agency.start, agency.end), time, product
                        )
                    )
        if found:
            first = self.text.paragraph_index(group.lines[0].start)
            last = self.text.paragraph_index(group.lines[-1].value_end)
            self.taken.update(range(first, last + 1))
        return found

    def _value(self, role: Role, start: int, end: int) -> Iterator[tuple[agencies.Agency, Role]]:
        """The agencies of a field or cell; in "X chủ trì hướng dẫn; Y phối hợp" each has the role its words give it."""
        if _MARKED.search(self.norm, start, end):
            for its_role, a, b in self._both(start, end):
                for agency in self._split(a, b):
                    yield agency, its_role
            return
        at = start
        for clause in re.finditer(r"[^;]+", self.norm[start:end]):
            a, b = self._trim(start + clause.start(), start + clause.end())
            while a < b and self.norm[a] in "-+• ":
                a += 1
            found = agencies.name_end(self.norm, a, b)
            told = _TOLD.match(self.norm, found[0], b) if found and found[1] == "verb" else None
            if found is None or told is None:
                continue
            for agency in self._split(at, a) if at < a else ():
                yield agency, role
            word = told[1].lower()
            if word.startswith("chủ trì"):
                its: Role = "lead"
            elif word.startswith("phối hợp"):
                its = "coordinate"
            else:
                its = "implement" if word.startswith(("thực hiện", "triển khai", "tổ chức", "chủ động")) else role
            for agency in self._split(a, found[0]):
                yield agency, its
            partners = _TRANSFER.match(self.norm, found[0], b)
            if partners:
                last = agencies.name_end(self.norm, partners.end(), b)
                for agency in self._split(partners.end(), last[0] if last else b):
                    yield agency, "coordinate"
            at = start + clause.end()
        for agency in self._split(at, end) if at < end else ():
            mark = _MARK.search(agency.name)
            if mark:
                short = agency._replace(name=agency.name[: mark.start()])
                yield short, "lead" if mark["what"].lower() == "chủ trì" else "coordinate"
            else:
                yield agency, role

    # -- by agency

    def _by_agency(self) -> list[Assignment]:
        found: list[Assignment] = []
        for s in self.frame.sections:
            party = _Party.of(self, s)
            if party:
                self.parties[id(s)] = party
        headed: set[int] = set()
        for s in self.frame.sections:
            party = self.parties.get(id(s))
            if party is None or any(id(x) in headed for x in _above(s)):
                continue
            if self._accepts(s) and not self._only_groups(s):
                self.heads.append(s)
                headed.add(id(s))
                found += self._of_party(s, party)
        return found

    def _accepts(self, s: Section) -> bool:
        """Whether a numbered item that opens with an agency is an assignment where it stands."""
        party = self.parties[id(s)]
        if self.text.paragraph_index(s.start) in self.taken:
            return False
        if party.verb in ("đề nghị", "giao", "phân công"):
            return True
        if self._organising(s.parent):
            return True
        return party.stop in ("end", "colon") and self._among_agencies(s.parent)

    def _among_agencies(self, parent: Section | None) -> bool:
        """Whether most of the items under a section (None: at the top) are agencies and nothing else."""
        if id(parent) not in self.among:
            items = parent.children if parent else [x for x in self.frame.sections if x.parent is None]
            pure = [x for x in items if (q := self.parties.get(id(x))) and q.stop in ("end", "colon", "period")]
            self.among[id(parent)] = len(pure) >= 3 and 2 * len(pure) >= len(items)
        return self.among[id(parent)]

    def _only_groups(self, s: Section) -> bool:
        """Whether a heading such as "Các sở, ngành" only gathers agencies that have headings of their own."""
        named = [c for c in s.children if (q := self.parties.get(id(c))) and q.stop in ("end", "colon")]
        return len(named) >= 2 and len(named) == len(s.children)

    def _of_party(self, s: Section, party: _Party) -> list[Assignment]:
        p = self.text.paragraph_at(s.start)
        assert p is not None
        i = self.text.paragraph_index(s.start)
        stop_at = max(p.end, s.title_end)
        tasks: list[tuple[int, int]] = []
        if party.verb in ("giao", "phân công") and party.stop == "verb":
            more, _, used = self._tasks_under(s, True)
            given = self._given(party.start, party.end, p.end, s.path, more)
            if given:
                self.taken.update((i, *used))
                return given
        if party.stop != "end":
            a = party.end
            while a < stop_at and self.norm[a] in " :.,;-":
                a += 1
            a, b = self._trim(a, p.end)
            if a < b:
                tasks.append((a, b))
        more, time, used = self._tasks_under(s, bool(tasks))
        self.taken.update((i, *used))
        if tasks and more and (_BRINGS_IN.fullmatch(self.norm, a, b) or (b - a < 60 and self.norm[b - 1] == ":")):
            tasks = []  # "1. Sở Y tế có trách nhiệm:" only brings in what follows
        role: Role = "request" if party.verb == "đề nghị" else "implement"
        name = self.raw[party.start : party.end]
        return [self._assignment(name, role, s.path, tasks + more, (party.start, party.end), time)]

    def _tasks_under(self, s: Section, has_task: bool) -> tuple[list[tuple[int, int]], str | None, list[int]]:
        """The tasks under an agency's heading: its lettered items, else its bullets and paragraphs."""
        tasks: list[tuple[int, int]] = []
        used: list[int] = []
        time: str | None = None
        first = self.text.paragraph_index(max(s.title_end, s.start)) + 1
        bullet: str | None = None
        starts = {c.start: c for c in s.children}
        inner_end = -1
        for i in range(first, len(self.paragraphs)):
            p = self.paragraphs[i]
            if p.start > s.end:
                break
            line = self.norm[p.start : p.end].strip()
            if p.role != "body" or p.cell is not None or not line:
                continue
            child = starts.get(self._label_start(p))
            if child is not None:
                used.append(i)
                tasks.append(self._trim(child.title_start, p.end))
                inner_end = child.end
                continue
            if p.start <= inner_end:
                if self._closes(i, s):
                    continue
                used.append(i)
                continue
            if self._closes(i, s):
                break
            used.append(i)
            lines = self._lines(i)
            if lines and lines[0].kind == "time":
                time = self._words(lines[0].value_start, lines[0].value_end).strip(" ;.") or None
                continue
            a, b = self._trim(self._content(i) if is_bullet(line) else p.start, p.end)
            if is_bullet(line):
                if bullet is None:
                    bullet = line[0]
                if line[0] in "+○◦" and bullet != line[0]:
                    continue
                tasks.append((a, b))
            elif line[:1].islower() and tasks:
                tasks[-1] = (tasks[-1][0], b)  # a line broken in two
            elif line.endswith(":") and len(line) < 80 and not tasks and not has_task:
                continue
            else:
                tasks.append((a, b))
        return tasks, time, used

    def _closes(self, i: int, s: Section) -> bool:
        """Whether a paragraph under the last agency is a closing sentence of the plan and no task."""
        p = self.paragraphs[i]
        line = self.norm[p.start : p.end].strip()
        if line.startswith("Trên đây là"):
            return True
        if is_bullet(line):
            return False
        if _DIFFICULTY.match(line) or re.match(r"(?:Đề nghị|Yêu cầu|Giao)\s", line):
            n = bisect_right(self.starts, p.start)
            return n == len(self.starts) or self.frame.sections[n].depth <= s.depth
        return bool(re.match(r"(?:UBND|Ủy ban nhân dân)\b[^.]{0,60}(?:đề nghị|yêu cầu|giao)\s", line))

    # -- sentences

    def _sentences(self) -> list[Assignment]:
        """Bullets and sentences that give a task to an agency, outside the layouts read before."""
        found: list[Assignment] = []
        lists_ended = self._after_lists()
        for i in self._body():
            if i in self.taken:
                continue
            p = self.paragraphs[i]
            s = self._section(p.start)
            organising = self._organising(s) or (s is None and lists_ended is not None and p.start > lists_ended)
            heading = (
                s is not None and s.start == self._label_start(p) and (s.title_end - s.start < 160) and not s.run_in
            )
            found += self._ascribed(i, s)
            if heading and not organising:
                found += self._asked(i, s, organising)  # "2. Làm gì. Giao X chủ trì, phối hợp với Y."
                continue
            if s is not None and s.start == self._label_start(p) and any(c in self.heads for c in s.children):
                continue  # "2. X, Y, Z thực hiện các nhiệm vụ sau:" gathers agencies that have items of their own
            asked = self._asked(i, s, organising)
            found += asked
            if not asked and organising and not heading:
                found += self._told(i, s)
        return found

    def _ascribed(self, i: int, s: Section | None) -> list[Assignment]:
        """ "Làm gì (X chủ trì, phối hợp với Y; trong quý III)": the brackets at the end of a task say who."""
        p = self.paragraphs[i]
        end = p.end
        while end > p.start and self.norm[end - 1] in " .;":
            end -= 1
        start = self.norm.rfind("(", p.start, end)
        at = self._content(i)
        if start <= at or self.norm[end - 1 : end] != ")" or self.norm.find(")", start, end) != end - 1:
            return []
        found = agencies.name_end(self.norm, start + 1, end - 1)
        role: Role = "lead"
        if found is None:
            return []
        if not _LEADS.match(self.norm, found[0], end - 1):
            if not _DOES.match(self.norm, found[0], end - 1):
                return []
            role = "implement"
        stop = self.norm.find(";", start, end - 1)
        stop = stop if stop >= 0 else end - 1
        if role == "implement":
            stop = found[0]
        m = _ASCRIBED_TIME.search(self.norm, start, end - 1)
        time = self._words(*m.span(1)) if m else None
        task = self._trim(at, start)
        where = s.path if s else None
        return [
            self._assignment(agency.name, its, where, [task], (agency.start, agency.end), time)
            for agency, its in self._value(role, start + 1, stop)
        ]

    def _after_lists(self) -> int | None:
        """Where the last top-level agency item ends, in a copy that has lost its upper headings."""
        ends = [s.end for s in self.heads if s.parent is None and s.kind == "arabic"]
        return max(ends) if ends else None

    def _told(self, i: int, s: Section | None) -> list[Assignment]:
        """ "- Sở X: làm gì" or "Các sở … căn cứ …" in the part that says who does what."""
        p = self.paragraphs[i]
        at = self._content(i)
        line = self.norm[at : p.end]
        if _DIFFICULTY.match(line) or line.startswith(("Trên đây", "Kinh phí")):
            return []
        start = _after_basis(self.norm, at, p.end)
        found = agencies.name_end(self.norm, start, p.end)
        if found is None:
            return []
        end, stop = found
        if stop == "period" or end - start > _SUBJECT_MAX:
            return []
        where = s.path if s else None
        tasks: list[tuple[int, int]] = []
        a = end
        while a < p.end and self.norm[a] in " :,;-":
            a += 1
        a, b = self._trim(a, p.end)
        if a < b:
            tasks.append((a, b))
        if stop in ("end", "colon"):
            more, used = self._bullets_after(i)
            if not tasks and not more:
                return []
            tasks += more
            self.taken.update(used)
        return [self._assignment(self.raw[start:end], "implement", where, tasks, (start, end))]

    def _bullets_after(self, i: int) -> tuple[list[tuple[int, int]], list[int]]:
        """The bullets of a lower kind that follow a bulleted agency."""
        own = self.norm[self.paragraphs[i].start : self.paragraphs[i].end].strip()[:1]
        tasks: list[tuple[int, int]] = []
        used: list[int] = []
        for j in range(i + 1, len(self.paragraphs)):
            p = self.paragraphs[j]
            line = self.norm[p.start : p.end].strip()
            if not line:
                continue
            if p.cell is not None or p.role != "body" or not is_bullet(line) or line[0] == own:
                break
            tasks.append(self._trim(self._content(j), p.end))
            used.append(j)
        return tasks, used

    def _asked(self, i: int, s: Section | None, organising: bool) -> list[Assignment]:
        """ "đề nghị X …; yêu cầu Y …", "Giao X chủ trì, phối hợp với Y …"."""
        p = self.paragraphs[i]
        where = s.path if s else None
        asks: list[tuple[str, int, int, int, str]] = []  # verb, agency's start and end, its verb's start, stop
        for m in _ASK.finditer(self.norm, p.start, p.end):
            verb = m["verb"].lower().split(" cho")[0].removesuffix(" nhiệm vụ").removeprefix("kính ")
            if not self._opens(p, m.start(), verb):
                continue
            found = agencies.name_end(self.norm, m.end(), p.end)
            if found is None or found[0] - m.end() > _SUBJECT_MAX:
                continue
            end, stop = found
            if _NEXT_ASK.match(self.norm, end, p.end):
                stop = "end"
            asks.append((verb, m.start(), m.end(), end, stop))
        out: list[Assignment] = []
        role: Role
        told: dict[int, int] = {}  # for each the next one that is followed by words
        for n in range(len(asks) - 2, -1, -1):
            following = n + 1 if asks[n + 1][4] != "end" else told.get(n + 1)
            if following is not None and following - n < _SHARE:
                told[n] = following
        for n, (verb, _, start, end, ends) in enumerate(asks):
            if verb == "yêu cầu" and not organising:
                continue
            limit = asks[n + 1][1] if n + 1 < len(asks) else p.end
            below: list[tuple[int, int]] = []
            if n + 1 == len(asks) and self.norm[p.start : p.end].rstrip().endswith(":"):
                below, used = self._bullets_after(i)
                self.taken.update(used)
            if verb in ("giao", "phân công"):
                said = self._trim(self._content(i), asks[n][1]) if n == 0 else (start, start)
                out += self._given(start, end, limit, where, below, said)
                continue
            a, b = self._task_after(end, limit)
            if below and b - a < 60:
                role = "request" if verb == "đề nghị" else "implement"
                out.append(self._assignment(self.raw[start:end], role, where, below, (start, end)))
                continue
            if a >= b or ends == "end":  # the task is written once, after the last of those asked
                if n not in told:
                    continue
                a, b = self._task_after(asks[told[n]][3], p.end)
            if a >= b:
                continue
            role = "request" if verb == "đề nghị" else "implement"
            out.append(self._assignment(self.raw[start:end], role, where, [(a, b), *below], (start, end)))
        return out

    def _opens(self, p: Paragraph, at: int, verb: str) -> bool:
        """Whether the verb opens a sentence or a clause of which the issuer is the subject."""
        before = self.norm[max(p.start, at - 400) : at].rstrip()
        content = self._content(self.text.paragraph_index(p.start))
        if at <= content:
            return True
        if verb in ("giao", "phân công"):
            return before.endswith((".", ";")) or _ISSUER.search(before) is not None
        if before.endswith((".", ";")) or _ISSUER.search(before):
            return True
        clause = re.split(r"[.;]\s", before)[-1].lstrip(" -+")
        if before.endswith(",") and (clause.startswith("Trên đây là") or _BASIS.match(clause)):
            return True
        return verb == "đề nghị" and bool(_DIFFICULTY.match(clause)) and len(clause) < 200

    def _task_after(self, end: int, limit: int) -> tuple[int, int]:
        a = end
        while a < limit and self.norm[a] in " :,;-":
            a += 1
        a, b = self._trim(a, limit)
        while b > a and self.norm[b - 1] in " ;,":
            b -= 1
        return a, b

    def _given(
        self,
        start: int,
        end: int,
        limit: int,
        where: str | None,
        more: list[tuple[int, int]] | None = None,
        said: tuple[int, int] = (0, 0),
    ) -> list[Assignment]:
        """ "Giao X chủ trì, phối hợp với Y V": X leads, Y coordinates, V is the task; else X carries V out.

        `said` are the words before it, the task of "Làm gì. Giao X chủ trì thực hiện."
        """
        m = _TRANSFER.match(self.norm, end, limit)
        if m:
            partner = agencies.name_end(self.norm, m.end(), limit)
            if partner:
                a, b = self._or_said(said, *self._task_after(partner[0], limit))
                return [
                    self._assignment(self.raw[start:end], "lead", where, [(a, b), *(more or ())], (start, end)),
                    self._assignment(
                        self.raw[m.end() : partner[0]],
                        "coordinate",
                        where,
                        [(a, b), *(more or ())],
                        (m.end(), partner[0]),
                    ),
                ]
        a, b = self._task_after(end, limit)
        if a >= b and not more:
            return []
        role: Role = "lead" if _LEADS.match(self.norm, end, limit) else "implement"
        if role == "lead":
            lead = _LEADS.match(self.norm, end, limit)
            assert lead is not None
            a, b = self._or_said(said, *self._task_after(lead.end(), limit))
        return [self._assignment(self.raw[start:end], role, where, [(a, b), *(more or ())], (start, end))]

    def _or_said(self, said: tuple[int, int], start: int, end: int) -> tuple[int, int]:
        """The task, or what was said before when it is no more than "thực hiện"."""
        if not _NO_TASK.fullmatch(self.norm, start, end):
            return start, end
        begin, stop = said
        while stop > begin and self.norm[stop - 1] in " .;:,-":
            stop -= 1
        return (begin, stop) if " " in self.norm[begin:stop] else (start, end)


@dataclass(frozen=True, slots=True)
class _Party:
    """An agency that opens a numbered item: its place, the word before it, and what ends its name."""

    start: int
    end: int
    verb: str | None
    stop: agencies.Stop

    @classmethod
    def of(cls, reader: _Reader, s: Section) -> _Party | None:
        """The agency with which a section opens, or None."""
        norm = reader.norm
        p = reader.text.paragraph_at(s.title_start)
        end = max(p.end if p else s.title_end, s.title_end)
        if s.kind == "appendix" or (s.kind == "part" and not s.label.lower().startswith("điều")):
            return None
        start, verb = s.title_start, None
        m = _PREFIX.match(norm, start, end)
        if m:
            verb = m["verb"].lower().removesuffix(" cho").removeprefix("kính ")
            start = m.end()
        if not m:
            start = _after_basis(norm, start, end)
        found = agencies.name_end(norm, start, end)
        if found is None and reader._organising(s.parent):
            stop = agencies.department_end(norm, start, end)
            found = (stop, "colon") if stop is not None else None
        if found is None or found[0] - start > _SUBJECT_MAX:
            return None
        return cls(start, found[0], verb, "end" if not norm[found[0] : end].strip(" :.;,") else found[1])


def _after_basis(norm: str, start: int, end: int) -> int:
    """Where the agency of "Căn cứ …, các sở, ngành …" opens; `start` when no such clause stands before it."""
    if _BASIS.match(norm, start, end) is None:
        return start
    stop = min(end, start + 500)
    period = re.search(r"[.:](?=\s|$)", norm[start:stop])
    if period:
        stop = start + period.start()
    for m in re.finditer(r",\s*", norm[start:stop]):
        if agencies.head_at(norm, start + m.end(), end) is not None:
            return start + m.end()
    return start


def _above(s: Section) -> Iterator[Section]:
    at = s.parent
    while at is not None:
        yield at
        at = at.parent


def _named(m: re.Match[str]) -> Field:
    for name in ("both", "coordinate", "lead", "implement", "time", "product", "task", "other"):
        if m[name]:
            return name
    raise AssertionError(m)


def _join(base: str | None, label: str | None, number: str | None) -> str | None:
    """The path of a row: that of its section and its number, which stands in place of a label that it repeats."""
    if number is None:
        return base
    if base is None:
        return number
    if label and number.startswith(label + "."):
        return base[: len(base) - len(label)] + number
    return f"{base}.{number}"
