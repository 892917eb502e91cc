"""Field lines ("Cơ quan chủ trì: …", "Thời gian thực hiện: …") and the agencies that a field or cell holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from khtool.extraction import agencies
from khtool.extraction.assignments.page import Page
from khtool.extraction.assignments.phrases import LEADS, TRANSFER
from khtool.extraction.frame import Section
from khtool.plan import Role

Field = Literal["lead", "coordinate", "both", "implement", "time", "product", "task", "other"]
_NAMES: tuple[Field, ...] = ("both", "coordinate", "lead", "implement", "time", "product", "task", "other")
#: What is carried out; "Tổ chức thực hiện" in a line of its own is the heading of a part, no one's field.
_CARRY = r"(?:(?:tổ\ chức|triển\ khai)\ )?thực\ hiện"
_HEADS = r"(?:(?:các\ )?(?:cơ\ quan|đơn\ vị|sở|ngành|địa\ phương|phòng|ban|tổ\ chức|cá\ nhân|người|bộ\ phận|cấp))"
#: What may stand between the words of a field and its colon: "Đơn vị chủ trì tham mưu thực hiện:".
_MORE = (
    r"(?:[\s,]+(?:thực\ hiện|tham\ mưu|triển\ khai|tổ\ chức|theo\ dõi|hướng\ dẫn|tổng\ hợp|nhiệm\ vụ|"
    r"chủ\ trì|phối\ hợp|phụ\ trách|chính|khác|và|với)|\s*\([^()]{0,40}\))*"
)
FIELD = re.compile(
    rf"""(?:
    (?P<both>(?:{_HEADS}[\s,]+)*(?:thực\ hiện\s*)?chủ\ trì(?:\ thực\ hiện)?(?:\s*[,/\-]\s*|\s+và\s+)(?:{_HEADS}[\s,]+)*
        phối\ hợp{_MORE})
  | (?P<coordinate>(?:{_HEADS}[\s,]+)*(?:cùng\s+)?phối\ (?:kết\ )?hợp{_MORE} | (?:{_HEADS}[\s,]+)+tham\ gia{_MORE})
  | (?P<lead>(?:{_HEADS}[\s,]+)*(?:được\ (?:giao|phân\ công)\s+|thực\ hiện\s+)?
        chủ\ trì(?:,?\ chịu\ trách\ nhiệm)?{_MORE}
      | (?:{_HEADS}[\s,]+)+(?:đầu\ mối|chịu\ trách\ nhiệm|tham\ mưu|phụ\ trách){_MORE})
  | (?!{_CARRY}\s*:\s*$)(?P<implement>(?:(?:{_HEADS}[\s,]+)+|phân\ công\s+|trách\ nhiệm\s+)
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
#: A line of meta-words alone, without a colon: "2. Cơ quan chủ trì, phối hợp", "a) Đơn vị thực hiện".
_HEADING = re.compile(
    rf"""(?:
    (?P<both>(?:{_HEADS}[\s,]+)*chủ\ trì(?:\ thực\ hiện)?(?:\s*[,/\-]\s*|\s+và\s+)(?:{_HEADS}[\s,]+)*
        phối\ hợp(?:\ thực\ hiện)?)
  | (?P<coordinate>(?:{_HEADS}[\s,]+)*phối\ (?:kết\ )?hợp(?:\ thực\ hiện)?|(?:{_HEADS}[\s,]+)+tham\ gia)
  | (?P<lead>(?:{_HEADS}[\s,]+)*chủ\ trì(?:(?:\s*,|\s+và)?\s+{_CARRY})?)
  | (?!{_CARRY}\s*$)(?P<implement>(?:{_HEADS}[\s,]+)+{_CARRY})
    )\s*$""",
    re.I | re.VERBOSE,
)
#: Such lines between them: "Thời gian", "Kết quả, sản phẩm".
_BESIDE = re.compile(
    r"(?:(?P<time>(?:thời\ (?:gian|hạn)|tiến\ độ)(?:\ (?:thực\ hiện|hoàn\ thành))?)"
    r"|(?P<product>(?:sản\ phẩm|kết\ quả)(?:[\s,]+(?:sản\ phẩm|đầu\ ra|dự\ kiến))?))\s*$",
    re.I,
)
_BESIDE_ENDS = (
    "thời gian",
    "thời hạn",
    "tiến độ",
    "hoàn thành",
    "thực hiện",
    "sản phẩm",
    "kết quả",
    "đầu ra",
    "dự kiến",
)
_HEADING_MAX = 80
_HEADING_ENDS = ("chủ trì", "phối hợp", "thực hiện", "tham gia")
_BREAK = re.compile(r"[;.(]\s*(?:-\s*)?")
_ROUND = re.compile(r"[()]")
_MARKED = re.compile(r"(?:chủ trì|phối hợp)\s*:", re.I)
_MARK = re.compile(r"\s*\((?:cơ quan |đơn vị )?(?P<what>chủ trì|phối hợp)\)$", re.I)
#: For what part of the task: "Sở Y tế (đối với tài liệu chuyên môn)".
_LIMITED = re.compile(r"\s+\((?:đối với|phụ trách|phần|về)\s[^()]*\)$", re.I)
#: Words that tell an agency of a list what to do; after others ("trong phạm vi …", "theo …") the name goes on.
_TOLD = re.compile(
    r"\s*((?:là |cơ quan )?chủ trì|phối hợp|tham mưu|hướng dẫn|tổng hợp|theo dõi|thực hiện|triển khai|thúc đẩy|báo cáo|"
    r"(?:chịu|có) trách nhiệm|chủ động|tổ chức|xây dựng|công bố|rà soát|cung cấp|đôn đốc|kiểm tra|đánh giá)\b"
    r"(?=[\s,]+\w|[\s.)]*$)",
    re.I,
)


_THEN = re.compile(r"\s*,\s*(?:và\s+)?")
_JOIN = re.compile(r"\s*phối hợp(?!\w|\s+(?:với|cùng))", re.I)


@dataclass(slots=True)
class Line:
    """A field line: what it gives, its value and its place."""

    kind: Field
    start: int  # of the field's name
    value_start: int
    value_end: int
    listed: bool = False  # the value is a list of bullets under the field


def named(m: re.Match[str]) -> Field:
    """What the field that `FIELD` has matched gives."""
    return next(name for name in _NAMES if name in m.re.groupindex and m[name])


def lines_of(page: Page, i: int) -> list[Line]:
    """The field lines of a paragraph: mostly one; several when they stand in one sentence or in brackets."""
    p = page.paragraphs[i]
    if page.norm.find(":", p.start, p.end) < 0:  # every field has one, save those that head a list
        m = page.headings.get(i)
        return [Line(named(m), m.start(), p.end, p.end)] if m else []
    if i not in page.lines:
        page.lines[i] = _lines(page, i)
    return page.lines[i]


def heading_of(page: Page, s: Section) -> re.Match[str] | None:
    """The words of a numbered or lettered line that are only such as "Cơ quan chủ trì, phối hợp", without a colon."""
    if s.parent is None or s.title_end - s.title_start > _HEADING_MAX or not s.title.lower().endswith(_HEADING_ENDS):
        return None
    p = page.text.paragraph_at(s.title_start)
    if p is None:
        return None
    return _HEADING.match(page.norm, s.title_start, p.end)


def leads(page: Page, start: int, end: int) -> bool:
    """Whether a line under "Cơ quan chủ trì" is a sentence: "Sở X chủ trì, phối hợp với Y"."""
    found = agencies.name_end(page.norm, start, end)
    return found is not None and LEADS.match(page.norm, found[0], end) is not None


def unnumbered_headings(page: Page) -> Iterator[tuple[int, re.Match[str]]]:
    """The like without a number, a name in the paragraph below it; then also "Thời gian", "Sản phẩm"."""
    found = False
    for i, following in pairwise(page.body):
        p = page.paragraphs[i]
        if p.end - p.start > _HEADING_MAX:
            continue
        line = page.norm[p.start : p.end].rstrip().lower()
        m = None
        if line.endswith(_HEADING_ENDS):
            m = _HEADING.match(page.norm, page.content(i), p.end)
            below = page.paragraphs[following]
            at = page.content(following)
            if m and not (agencies.is_name(page.norm, at, below.end) or leads(page, at, below.end)):
                m = None
            found = found or m is not None
        if m is None and found and line.endswith(_BESIDE_ENDS):
            m = _BESIDE.match(page.norm, page.content(i), p.end)
        if m:
            yield i, m


def _lines(page: Page, i: int) -> list[Line]:
    p = page.paragraphs[i]
    at = page.content(i)
    end = p.end
    m = FIELD.match(page.norm, at, end)
    if m is None:
        m = _bracketed(page, at, end)
        if m is None:
            return []
        end = _closed(page, m.start(), end)
    lines: list[Line] = []
    while m:
        lines.append(Line(named(m), m.start(), m.end(), end))
        following = next(
            (
                f
                for s in _BREAK.finditer(page.norm, m.end(), end)
                if (f := FIELD.match(page.norm, s.end(), end)) and named(f) not in ("task", "other")
            ),
            None,
        )
        if following:
            lines[-1].value_end = following.start()
        m = following
    return lines


def _bracketed(page: Page, start: int, end: int) -> re.Match[str] | None:
    """Fields in brackets or at the end of a task: "… (Cơ quan chủ trì: …; thời gian: …)"."""
    for s in _BREAK.finditer(page.norm, start, page.norm.rfind(":", start, end)):
        m = FIELD.match(page.norm, s.end(), end)
        if m and named(m) in ("lead", "both", "coordinate") and (s[0][0] == "(" or m[0][0].isupper()):
            return m
        if m and named(m) == "implement" and s[0][0] == "." and m[0].startswith(("Đơn vị", "Cơ quan")):
            return m  # "Rà soát đối tượng. Đơn vị thực hiện: UBND các xã; thời gian: …"
    return None


def _closed(page: Page, start: int, end: int) -> int:
    """Where the brackets close in which a place stands; the end when it stands in none."""
    depth = 0
    for m in _ROUND.finditer(page.norm, start, end):
        depth += 1 if m[0] == "(" else -1
        if depth < 0:
            return m.start()
    return end


def both(page: Page, start: int, end: int) -> Iterator[tuple[Role, int, int]]:
    """A value that holds those who lead and those who join in: cut at "phối hợp", else at the first break."""
    m = re.search(
        r"[;,.\n\s]*(?:-\s*)?(?:(?:cơ quan|đơn vị)\s+)?phối hợp(?:\s+với|\s*:)?\s*:?", page.norm[start:end], re.I
    )
    lead = re.match(r"\s*(?:-\s*)?(?:(?:cơ quan|đơn vị)\s+)?chủ trì\s*:?\s*", page.norm[start:end], re.I)
    first = start + (lead.end() if lead else 0)
    if m:
        stop = re.sub(r"\s+chủ trì[\s,;]*$", "", page.norm[first : start + m.start()], flags=re.I)
        yield "lead", first, first + len(stop)
        yield "coordinate", start + m.end(), end
        return
    listed = agencies.split(page.norm, first, end)
    for n, a in enumerate(listed):
        yield ("lead" if n == 0 else "coordinate"), a.start, a.end


def value(page: Page, role: Role, start: int, end: int) -> Iterator[tuple[agencies.Agency, Role]]:
    """The agencies of a field or cell; in "X chủ trì hướng dẫn; Y phối hợp" each has the role its words give it."""
    if _MARKED.search(page.norm, start, end):
        for its_role, a, b in both(page, start, end):
            for agency in page.split(a, b):
                yield agency, its_role
        return
    at = start
    for clause in re.finditer(r"[^;]+", page.norm[start:end]):
        a, b = page.trim(start + clause.start(), start + clause.end())
        while a < b and page.norm[a] in "-+• ":
            a += 1
        found = agencies.name_end(page.norm, a, b)
        told = _TOLD.match(page.norm, found[0], b) if found and found[1] == "verb" else None
        if found is None or told is None:
            continue
        for agency in page.split(at, a) if at < a else ():
            yield agency, role
        word = told[1].lower()
        if word.startswith("chủ trì"):
            its: Role = "lead"
        elif word.startswith("phối hợp"):
            its = "coordinate"
        else:
            its = "implement" if word.startswith(("thực hiện", "triển khai", "tổ chức", "chủ động")) else role
        for agency in page.split(a, found[0]):
            yield agency, its
        partners = TRANSFER.match(page.norm, found[0], b)
        joined = None if partners else _joined(page, told.end(), b)
        if partners:
            last = agencies.name_end(page.norm, partners.end(), b)
            for agency in page.split(partners.end(), last[0] if last else b):
                yield agency, "coordinate"
        elif joined:
            for agency in page.split(*joined):
                yield agency, "coordinate"
        at = start + clause.end()
    for agency in page.split(at, end) if at < end else ():
        limited = _LIMITED.search(agency.name)
        if limited:
            agency = agency._replace(name=agency.name[: limited.start()])
        mark = _MARK.search(agency.name)
        if mark:
            short = agency._replace(name=agency.name[: mark.start()])
            yield short, "lead" if mark["what"].lower() == "chủ trì" else "coordinate"
        else:
            yield agency, role


def _joined(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """The agencies of ", Y, Z phối hợp" behind "X chủ trì"."""
    opens = _THEN.match(page.norm, start, end)
    last = agencies.name_end(page.norm, opens.end(), end) if opens else None
    if opens is None or last is None or not _JOIN.match(page.norm, last[0], end):
        return None
    return opens.end(), last[0]


def has_agents(lines: list[Line]) -> bool:
    """Whether one of the lines names agencies."""
    return any(x.kind in ("lead", "coordinate", "both", "implement") for x in lines)
