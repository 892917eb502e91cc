"""Assignments by agency: a numbered heading or item names an agency and what stands under it are its tasks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from khtool.extraction import agencies
from khtool.extraction.assignments.by_sentence import asked_after, charges_all, given, handed_on
from khtool.extraction.assignments.fields import lines_of
from khtool.extraction.assignments.page import Page
from khtool.extraction.assignments.phrases import DIFFICULTY, SUBJECT_MAX, after_basis
from khtool.extraction.frame import Section
from khtool.extraction.outline import is_bullet
from khtool.plan import Assignment, Role

#: What stands before an agency in a heading and is no part of its name.
_PREFIX = re.compile(
    r"(?P<verb>(?:Kính )?đề nghị|yêu cầu|giao(?! ban\b)(?: cho)?|phân công|trách nhiệm của|nhiệm vụ của|đối với)\s+"
    r"(?:với\s+)?",
    re.I,
)
_ORDERS = ("đề nghị", "yêu cầu", "giao", "phân công")
_BRINGS_IN = re.compile(r"(?:có|chịu) (?:trách nhiệm|nhiệm vụ)[.:]?|chủ trì[.:]?", re.I)


@dataclass(frozen=True, slots=True)
class Party:
    """An agency that opens a numbered item: its place, the word before it, and what ends its name."""

    start: int
    end: int
    verb: str | None
    stop: agencies.Stop

    @classmethod
    def of(cls, page: Page, s: Section) -> Party | None:
        """The agency with which a section opens, or None."""
        if s.kind == "appendix" or (s.kind == "part" and not s.label.lower().startswith("điều")):
            return None
        norm = page.norm
        if page.headings and page.text.paragraph_index(s.title_start) in page.headings:
            return None
        p = page.text.paragraph_at(s.title_start)
        end = max(p.end if p else s.title_end, s.title_end)
        start, verb = s.title_start, None
        m = _PREFIX.match(norm, start, end)
        if m:
            verb = m["verb"].lower().removesuffix(" cho").removeprefix("kính ")
            start = m.end()
        if not m:
            start = after_basis(norm, start, end)
        found = agencies.name_end(norm, start, end)
        if found is None and page.organising(s.parent):
            stop = agencies.department_end(norm, start, end)
            found = (stop, "colon") if stop is not None else None
        if found is None and page.organising(s.parent) and _PEOPLE.match(norm, start, end) and _is_title(page, s, end):
            found = end, "end"
        if page.loosely(s) and (found is None or found[1] == "verb") and _is_title(page, s, end):
            found = end, "end"  # "3. Đồng chí Ủy viên Ban Chấp hành phụ trách cụm"
        if found is None or found[0] - start > SUBJECT_MAX:
            return None
        if found[1] == "verb" and _GOES_ON.match(norm, found[0], end) and _is_heading(page, s, end):
            found = end, "end"  # "5. Các doanh nghiệp tham gia bình ổn thị trường": who is meant
        if found[1] == "verb" and norm[found[0] : end].strip(" .,").lower() in agencies.FUNCTIONS:
            found = end, "end"  # "3. Phòng Nghiệp vụ hướng dẫn": nothing is left to be done
        return cls(start, found[0], verb, "end" if not norm[found[0] : end].strip(" :.;,") else found[1])


#: People who have a heading of their own: "8. Học sinh".
_PEOPLE = re.compile(
    r"(?:(?:Các|Mỗi|Toàn thể)\s+)?(?:học sinh|học viên|sinh viên|người dân|nhân dân|người lao động|đoàn viên|hội viên|"
    r"đảng viên|người (?:sử dụng lao động|chăn nuôi|sản xuất|tiêu dùng|kinh doanh|nuôi|trồng|hành nghề|bệnh|cao tuổi)|"
    r"chủ rừng|ngư dân|nông dân)(?!\w)",
    re.I,
)


#: Verbs that tell in a heading which ones of many are meant.
_GOES_ON = re.compile(
    r"\s*(?:tham gia|thực hiện|quản lý|sử dụng|cung cấp|hỗ trợ|tổ chức|triển khai)\s[^.;:,]{3,80}$", re.I
)


def _is_heading(page: Page, s: Section, end: int) -> bool:
    """Whether a section opens with a line of its own about several ("Các …"), with text below it."""
    opens = page.norm[s.title_start : s.title_start + 4].lower()
    return opens == "các " and end - s.title_start < 120 and bool(page.norm[end : s.end].strip())


#: What a heading under "Tổ chức thực hiện" opens with that is no one's name.
_MATTER = re.compile(
    r"(?:chế độ|công tác|thời gian|kinh phí|thông tin|kiểm tra|nội dung|khen thưởng|phân công|tổ chức|"
    r"tuyên truyền|báo cáo|sơ kết|tổng kết|kế hoạch|việc|lộ trình|tiến độ|giải pháp|nhiệm vụ|theo dõi|giám sát|"
    r"triển khai|xây dựng|nguồn|yêu cầu|trách nhiệm|chỉ đạo|cơ chế|hồ sơ|hình thức|phương thức|điều kiện)(?!\w)",
    re.I,
)


def _gives(page: Page, s: Section) -> bool:
    """Whether a section stands where it is said who does what."""
    return page.organising(s.parent) or page.loosely(s)


def _is_title(page: Page, s: Section, end: int) -> bool:
    """Whether a section opens with a short line of its own that may be a name, its tasks below it."""
    line = page.norm[s.title_start : end].strip()
    return (
        3 <= len(line) <= 100
        and not line.endswith((".", ";", ":", ","))
        and line[0].isupper()
        and not any(c.isdigit() for c in line)
        and _MATTER.match(line) is None
        and bool(page.norm[end : s.end].strip())
    )


def _above(s: Section) -> Iterator[Section]:
    at = s.parent
    while at is not None:
        yield at
        at = at.parent


def read(page: Page) -> list[Assignment]:
    """The entry of each section that opens with an agency and stands where tasks are given."""
    found: list[Assignment] = []
    for s in page.frame.sections:
        party = Party.of(page, s)
        if party:
            page.parties[id(s)] = party
    headed: set[int] = set()
    for s in page.frame.sections:
        party = page.parties.get(id(s))
        if party is None or any(id(x) in headed for x in _above(s)):
            continue
        if _accepts(page, s) and not _only_groups(page, s):
            page.heads.append(s)
            headed.add(id(s))
            found += _of_party(page, s, party)
    return found


def _accepts(page: Page, s: Section) -> bool:
    """Whether a numbered item that opens with an agency is an assignment where it stands."""
    party = page.parties[id(s)]
    if page.text.paragraph_index(s.start) in page.taken:
        return False
    if party.verb in ("đề nghị", "giao", "phân công"):
        return True
    named = page.norm[party.start : party.start + 4].lower() not in ("các ", "nhữn", "từng", "mỗi ")
    if party.verb in ("trách nhiệm của", "nhiệm vụ của") and party.stop == "end" and named:
        return not any(id(c) in page.parties for c in s.children)
    if _gives(page, s):
        return True
    if party.stop == "verb":  # "5. Giám đốc các sở … chỉ đạo …" between "4. Giám đốc Sở X" and "6. Giám đốc Sở Y"
        return page.norm[s.title_start].isupper() and _among_agencies(page, s.parent)
    return party.stop in ("end", "colon") and _among_agencies(page, s.parent)


def _among_agencies(page: Page, parent: Section | None) -> bool:
    """Whether most of the items under a section (None: at the top) are agencies and nothing else."""
    if id(parent) not in page.among:
        items = parent.children if parent else [x for x in page.frame.sections if x.parent is None]
        pure = [x for x in items if (q := page.parties.get(id(x))) and q.stop in ("end", "colon", "period")]
        page.among[id(parent)] = len(pure) >= 3 and 2 * len(pure) >= len(items)
    return page.among[id(parent)]


def _only_groups(page: Page, s: Section) -> bool:
    """Whether a heading such as "Các sở, ngành" only gathers agencies that have headings of their own."""
    named = [q for c in s.children if (q := page.parties.get(id(c))) and q.stop in ("end", "colon")]
    if len(named) < 2 or len(named) < len(s.children):
        return False
    own = page.parties[id(s)]
    written = page.norm[own.start : own.end].lower()
    # "7. Thanh tra Sở; Văn phòng Sở" with an item for each: the heading names them itself
    return not all(page.norm[q.start : q.end].lower() in written for q in named)


def _of_party(page: Page, s: Section, party: Party) -> list[Assignment]:
    p = page.text.paragraph_at(s.start)
    assert p is not None
    i = page.text.paragraph_index(s.start)
    stop_at = max(p.end, s.title_end)
    tasks: list[tuple[int, int]] = []
    ordered = party.verb in _ORDERS
    limit, others = asked_after(page, i, s, party.end, ordered)
    if party.verb in ("giao", "phân công") and party.stop == "verb":
        more, _, used = ([], None, []) if others else _tasks_under(page, s, True)
        told = given(page, party.start, party.end, limit, s.path, more)
        if told:
            page.taken.update((i, *used))
            page.ordered.update(x.span.start for x in told)
            return told + others
    if party.stop != "end":
        a = party.end
        while a < stop_at and page.norm[a] in " :.,;-":
            a += 1
        a, b = page.trim(a, limit)
        b = _cut(page, a, b) if others else b
        if a < b:
            tasks.append((a, b))
    more, time, used = ([], None, []) if ordered and others else _tasks_under(page, s, bool(tasks))
    page.taken.update((i, *used))
    if tasks and more and (_BRINGS_IN.fullmatch(page.norm, a, b) or (b - a < 60 and page.norm[b - 1] == ":")):
        tasks = []  # "1. Sở Y tế có trách nhiệm:" only brings in what follows
    for j in used:
        at, handed = handed_on(page, j, page.section(page.paragraphs[j].start))
        if handed:
            others += handed
            more = [(x, _cut(page, x, at) if x < at < y else y) for x, y in more]
    role: Role = "request" if party.verb == "đề nghị" else "implement"
    name = page.raw[party.start : party.end]
    found = [page.assignment(name, role, s.path, tasks + more, (party.start, party.end), time), *others]
    if ordered:
        page.ordered.add(found[0].span.start)
        if others and not found[0].tasks and others[0].role == role:  # the words at the end are for both
            found[0] = found[0].model_copy(update={"tasks": others[0].tasks})
    return found


def _cut(page: Page, start: int, end: int) -> int:
    """`end` moved left over spaces, semicolons and commas."""
    while end > start and page.norm[end - 1] in " ;,":
        end -= 1
    return end


def _tasks_under(page: Page, s: Section, has_task: bool) -> tuple[list[tuple[int, int]], str | None, list[int]]:
    """The tasks under an agency's heading: its lettered items, else its bullets and paragraphs."""
    tasks: list[tuple[int, int]] = []
    used: list[int] = []
    time: str | None = None
    first = page.text.paragraph_index(max(s.title_end, s.start)) + 1
    bullet: str | None = None
    starts = {c.start: c for c in s.children}
    inner_end = -1
    for i in range(first, len(page.paragraphs)):
        p = page.paragraphs[i]
        if p.start > s.end:
            break
        line = page.norm[p.start : p.end].strip()
        if p.role != "body" or p.cell is not None or not line or _REFERENCE.fullmatch(line):
            continue
        child = starts.get(page.label_start(p))
        if child is not None:
            used.append(i)
            tasks.append(page.trim(child.title_start, p.end))
            inner_end = child.end
            continue
        if page.unnumbered(p, line):
            break
        if p.start <= inner_end:
            if _closes(page, i, s):
                continue
            used.append(i)
            continue
        if _closes(page, i, s):
            break
        used.append(i)
        lines = lines_of(page, i)
        if lines and lines[0].kind == "time":
            time = page.words(lines[0].value_start, lines[0].value_end).strip(" ;.") or None
            continue
        a, b = page.trim(page.content(i) if is_bullet(line) else p.start, p.end)
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


#: "Kế hoạch này được phổ biến đến các chi bộ": of the plan, not for the agency above.
_OF_PLAN = re.compile(
    r"(?:Kế hoạch|Chương trình|Đề án|Quyết định) này (?:được |sẽ )?(?:phổ biến|có hiệu lực|thay thế|áp dụng|triển khai|"
    r"thực hiện)(?!\w)"
)


_ASKS_ALL = re.compile(
    r"(?:Căn cứ (?:Kế hoạch|nội dung)[^.;:]{0,60},\s+|(?:Đồng thời|Ngoài ra|Bên cạnh đó|Cùng với đó|Mặt khác)\s*,?\s+)?"
    r"(?:Đề nghị|Yêu cầu|Giao)\s",
    re.I,
)


#: A sentence with which a plan closes, also after another one: "… Nếu có vướng mắc, đề nghị các đơn vị phản ánh".
_CLOSING = re.compile(
    rf"(?:^(?:(?:Sau khi )?[Nn]hận được|Căn cứ|Trên cơ sở|Theo) [^.;:]{{0,80}}\b(?:[Kk]ế hoạch|[Cc]hương trình)\b|"
    rf"\.\s+{DIFFICULTY.pattern})[^.;:]{{0,160}}?[,\s](?:đề nghị|yêu cầu)\s"
)


#: The issuer at the end of its plan: "Sở Y tế đề nghị các đơn vị phối hợp thực hiện./."
_ISSUER_ASKS = re.compile(
    r"(?:Sở|Bộ|Ban|Cục|Chi cục|Công an|Bệnh viện|Trường|Nhà trường|Huyện ủy|Tỉnh ủy|Thành ủy|Đảng ủy|Công ty|Hội|"
    r"Trung tâm|Phòng|Liên đoàn)(?:[\s,-]+[^\W\d_]+){0,9}?\s(?:đề nghị|yêu cầu)\s"
)


#: "(Đính kèm Phụ lục phân công nhiệm vụ)"
_REFERENCE = re.compile(r"\((?:Đính kèm|Kèm theo|Có|Chi tiết|Theo|Xem)\s[^()]{0,200}\)[.;]?", re.I)


def _repeats(page: Page, s: Section, line: str) -> bool:
    """Whether a paragraph opens with the agency of the section itself."""
    own = page.parties.get(id(s))
    return own is not None and line.startswith(page.norm[own.start : own.end])


def _closes(page: Page, i: int, s: Section) -> bool:
    """Whether a paragraph under the last agency is a closing sentence of the plan and no task."""
    p = page.paragraphs[i]
    line = page.norm[p.start : p.end].strip()
    if line.startswith("Trên đây là") or _OF_PLAN.match(line):
        return True
    if is_bullet(line):
        return False
    if page.closing(i) and not _repeats(page, s, line) and charges_all(page, page.content(i), p.end):
        return True
    if _CLOSING.search(line) or (_ISSUER_ASKS.match(line) and not _repeats(page, s, line)):
        n = bisect_right(page.starts, p.start)
        return n == len(page.starts) or page.frame.sections[n].depth < s.depth
    if DIFFICULTY.match(line) or _ASKS_ALL.match(line):
        n = bisect_right(page.starts, p.start)
        return n == len(page.starts) or page.frame.sections[n].depth <= s.depth
    return bool(re.match(r"(?:UBND|Ủy ban nhân dân)\b[^.]{0,60}(?:đề nghị|yêu cầu|giao)\s", line))
