"""Assignments in running text: "Giao X chủ trì, phối hợp với Y …", "đề nghị X …; yêu cầu Y …", "- Sở X: …"."""

from __future__ import annotations

import re
from bisect import bisect_left

from khtool.extraction import agencies
from khtool.extraction.assignments.fields import value
from khtool.extraction.assignments.page import Page
from khtool.extraction.assignments.phrases import BASIS, DIFFICULTY, LEADS, SUBJECT_MAX, TRANSFER, UNNAMED, after_basis
from khtool.extraction.clauses import holds
from khtool.extraction.frame import Section
from khtool.extraction.outline import is_bullet
from khtool.plan import Assignment, Role
from khtool.text import Paragraph

_ASK = re.compile(
    r"(?<!\w)(?P<verb>(?:[Kk]ính )?[Đđ]ề nghị|[Yy]êu cầu|[Gg]iao(?: nhiệm vụ)?(?: cho)?|[Pp]hân công(?: cho)?)\s+"
    r"(?!(?:ban|thông|dịch|lưu|diện|tiếp|nhận|hợp|nộp)\b)(?=\w)"
)
#: The issuer as the subject of its clause: "… UBND huyện đề nghị".
_ISSUER = re.compile(
    r"(?:^|[.;,:]\s+)(?:Chủ tịch )?(?:UBND|Ủy ban nhân dân)(?:\s+[^\W\d_]+){0,6}$|"
    r"(?:^|[.;:]\s+)(?:Bộ|Sở|Ban Chỉ đạo|Ban Thường vụ|Huyện ủy|Tỉnh ủy|Thành ủy|Đảng ủy)(?:[\s,-]+[^\W\d_]+){1,9}$"
)
#: "Trên đây là Kế hoạch …, Sở yêu cầu": the issuer of a closing sentence.
_SAYS = re.compile(
    r",\s+(?:UBND|Ủy ban|Sở|Bộ|Ban|Hội|Chi cục|Cục|Trung tâm|Đảng ủy|Huyện ủy|Tỉnh ủy|Thành ủy|Liên đoàn|Phòng|"
    r"Trường|Nhà trường|Bệnh viện|Viện|Trạm|Khoa|Công an|Công ty|Tổng công ty|Thanh tra|Văn phòng|Kho bạc|Ngân hàng|"
    r"Bảo hiểm xã hội|BHXH|Ủy ban Mặt trận|Đoàn|Tỉnh đoàn|Thành đoàn|Huyện đoàn|Đảng bộ|Chi bộ|Công đoàn|Học viện|"
    r"Tòa án|Viện kiểm sát|Điện lực|Quỹ|Tổng cục|Liên minh|Liên hiệp|Hiệp hội|Đài|Tổ công tác|Hội đồng)"
    r"(?:\s+[^\W\d_]+){0,6}$"
)
_NEXT_ASK = re.compile(r"\s*[;,]?\s*(?:và\s+)?(?:đề nghị|yêu cầu|giao)\s", re.I)
_SHARE = 6  # so many that are asked in one sentence may share the words at its end
_NO_TASK = re.compile(
    r"[\s.,;]*(?:tổ chức(?=[\s.,;]*$)|"
    r"(?:tổ chức|triển khai)?\s*(?:thực hiện|triển khai)(?:\s(?:trong|trước|vào|xong)\s[^,;]{1,40})?)?"
    r"[\s.,;]*",
    re.I,
)
_DOES = re.compile(r"\s*(?:thực hiện|phụ trách|đảm nhiệm|đảm nhận|chịu trách nhiệm)(?=\s*(?:[;,)]|$))", re.I)
_JOIN_IN = re.compile(r";[^;:]{3,200}\sphối hợp(?:\s(?:thực hiện|triển khai))?\s*", re.I)
_ASCRIBED_TIME = re.compile(
    r"[;,]\s*(?:(?:thời (?:gian|hạn)(?: thực hiện| hoàn thành)?|hoàn thành|thực hiện|tiến độ)\s*:?\s*)"
    r"((?:trong|trước|xong|vào|đến|quý|tháng|năm|ngày|thường xuyên|hằng|hàng)[^;()]*)",
    re.I,
)


def read(page: Page) -> list[Assignment]:
    """Bullets and sentences that give a task to an agency, outside the layouts read before."""
    found: list[Assignment] = []
    lists_ended = _after_lists(page)
    gathering = {id(s.parent) for s in page.heads}
    for i in page.body:
        if i in page.taken:
            continue
        p = page.paragraphs[i]
        s = page.section(p.start)
        organising = page.organising(s) or (s is None and lists_ended is not None and p.start > lists_ended)
        opens = s is not None and s.start == page.label_start(p)
        heading = s is not None and opens and s.title_end - s.start < 160 and not s.run_in
        found += _ascribed(page, i, s)
        if heading and not organising:
            found += _asked(page, i, s, organising)  # "2. Làm gì. Giao X chủ trì, phối hợp với Y."
            continue
        if s is not None and opens and id(s) in gathering:
            continue  # "2. X, Y, Z thực hiện các nhiệm vụ sau:" gathers agencies that have items of their own
        asked = _asked(page, i, s, organising)
        found += asked
        if not asked and organising and not heading:
            found += _told(page, i, s)
    return found


def _ascribed(page: Page, i: int, s: Section | None) -> list[Assignment]:
    """ "Làm gì (X chủ trì, phối hợp với Y; trong quý III)": the brackets at the end of a task say who."""
    p = page.paragraphs[i]
    end = p.end
    while end > p.start and page.norm[end - 1] in " .;":
        end -= 1
    if page.norm[end - 1 : end] != ")":
        return []
    start = page.norm.rfind("(", p.start, end)
    at = page.content(i)
    if start <= at or page.norm.find(")", start, end) != end - 1:
        return []
    found = agencies.name_end(page.norm, start + 1, end - 1)
    role: Role = "lead"
    if found is None:
        return []
    if not LEADS.match(page.norm, found[0], end - 1):
        if not _DOES.match(page.norm, found[0], end - 1):
            return []
        role = "implement"
    stop = page.norm.find(";", start, end - 1)
    stop = stop if stop >= 0 else end - 1
    if role == "implement":
        stop = found[0]
    elif _JOIN_IN.fullmatch(page.norm, stop, end - 1):
        stop = end - 1  # "(X chủ trì; Y, Z phối hợp)"
    m = _ASCRIBED_TIME.search(page.norm, start, end - 1)
    time = page.words(*m.span(1)) if m else None
    task = page.trim(at, start)
    where = s.path if s else None
    return [
        page.assignment(agency.name, its, where, [task], (agency.start, agency.end), time)
        for agency, its in value(page, role, start + 1, stop)
    ]


def _after_lists(page: Page) -> int | None:
    """Where the last top-level agency item ends, in a copy that has lost its upper headings."""
    ends = [s.end for s in page.heads if s.parent is None and s.kind == "arabic"]
    return max(ends) if ends else None


def _told(page: Page, i: int, s: Section | None) -> list[Assignment]:
    """ "- Sở X: làm gì" or "Các sở … căn cứ …" in the part that says who does what."""
    p = page.paragraphs[i]
    at = page.content(i)
    line = page.norm[at : p.end]
    if DIFFICULTY.match(line) or line.startswith(("Trên đây", "Kinh phí")):
        return []
    start = after_basis(page.norm, at, p.end)
    found = agencies.name_end(page.norm, start, p.end)
    if found is None:
        return []
    end, stop = found
    if stop == "period" or end - start > SUBJECT_MAX:
        return []
    where = s.path if s else None
    tasks: list[tuple[int, int]] = []
    a = end
    while a < p.end and page.norm[a] in " :,;-":
        a += 1
    a, b = page.trim(a, p.end)
    if a < b:
        tasks.append((a, b))
    if stop in ("end", "colon"):
        more, used = _bullets_after(page, i)
        if not tasks and not more:
            return []
        tasks += more
        page.taken.update(used)
    return [page.assignment(page.raw[start:end], "implement", where, tasks, (start, end))]


def _bullets_after(page: Page, i: int) -> tuple[list[tuple[int, int]], list[int]]:
    """The bullets of a lower kind that follow a bulleted agency."""
    own = page.norm[page.paragraphs[i].start : page.paragraphs[i].end].strip()[:1]
    tasks: list[tuple[int, int]] = []
    used: list[int] = []
    for j in range(i + 1, len(page.paragraphs)):
        p = page.paragraphs[j]
        line = page.norm[p.start : p.end].strip()
        if not line:
            continue
        if p.cell is not None or p.role != "body" or not is_bullet(line) or line[0] == own:
            break
        tasks.append(page.trim(page.content(j), p.end))
        used.append(j)
    return tasks, used


def handed_on(page: Page, i: int, s: Section | None) -> list[Assignment]:
    """What a task of an agency hands on: "… xử lý vi phạm; giao Phòng Cảnh sát giao thông làm đầu mối"."""
    at = page.norm.find("iao ", page.paragraphs[i].start, page.paragraphs[i].end)
    return _asked(page, i, s, True, only_given=True) if at >= 0 else []


def _asked(page: Page, i: int, s: Section | None, organising: bool, only_given: bool = False) -> list[Assignment]:
    """ "đề nghị X …; yêu cầu Y …", "Giao X chủ trì, phối hợp với Y …"."""
    p = page.paragraphs[i]
    if not holds(page.asks, p.start, p.end):
        return []
    where = s.path if s else None
    asks: list[tuple[str, int, int, int, str]] = []  # verb, agency's start and end, its verb's start, stop
    for at in page.asks[bisect_left(page.asks, p.start) : bisect_left(page.asks, p.end)]:
        begin = at - 1
        if page.norm[begin - 5 : begin].lower() == "kính ":
            begin -= 5
        m = _ASK.match(page.norm, begin, p.end)
        if m is None:
            continue
        verb = m["verb"].lower().split(" cho")[0].removesuffix(" nhiệm vụ").removeprefix("kính ")
        if not _opens(page, p, m.start(), verb):
            continue
        found = agencies.name_end(page.norm, m.end(), p.end)
        if found is None or found[0] - m.end() > SUBJECT_MAX:
            continue
        end, stop = found
        if verb == "phân công" and UNNAMED.match(page.norm, m.end(), p.end):
            continue
        if _NEXT_ASK.match(page.norm, end, p.end):
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
        if (verb == "yêu cầu" and not organising) or (only_given and verb != "giao"):
            continue
        limit = asks[n + 1][1] if n + 1 < len(asks) else p.end
        below: list[tuple[int, int]] = []
        if n + 1 == len(asks) and page.norm[p.start : p.end].rstrip().endswith(":"):
            below, used = _bullets_after(page, i)
            page.taken.update(used)
        if verb in ("giao", "phân công"):
            said = page.trim(page.content(i), asks[n][1]) if n == 0 else (start, start)
            out += given(page, start, end, limit, where, below, said)
            continue
        a, b = _task_after(page, end, limit)
        if below and b - a < 60:
            role = "request" if verb == "đề nghị" else "implement"
            out.append(page.assignment(page.raw[start:end], role, where, below, (start, end)))
            continue
        if a >= b or ends == "end":  # the task is written once, after the last of those asked
            if n not in told:
                continue
            a, b = _task_after(page, asks[told[n]][3], p.end)
        if a >= b:
            continue
        role = "request" if verb == "đề nghị" else "implement"
        out.append(page.assignment(page.raw[start:end], role, where, [(a, b), *below], (start, end)))
    return out


def _opens(page: Page, p: Paragraph, at: int, verb: str) -> bool:
    """Whether the verb opens a sentence or a clause of which the issuer is the subject."""
    content = page.content(page.text.paragraph_index(p.start))
    if at <= content:
        return True
    before = page.norm[max(content, at - 400) : at].rstrip()
    if verb in ("giao", "phân công"):
        return before.endswith((".", ";")) or _ISSUER.search(before) is not None
    if before.endswith((".", ";")) or _ISSUER.search(before):
        return True
    clause = re.split(r"[.;]\s", before)[-1].lstrip(" -+")
    if clause.startswith("Trên đây là") and _SAYS.search(before):
        return True
    if before.endswith(",") and (clause.startswith("Trên đây là") or BASIS.match(clause)):
        return True
    return verb == "đề nghị" and bool(DIFFICULTY.match(clause[:1].upper() + clause[1:])) and len(clause) < 200


def _task_after(page: Page, end: int, limit: int) -> tuple[int, int]:
    a = end
    while a < limit and page.norm[a] in " :,;-":
        a += 1
    a, b = page.trim(a, limit)
    while b > a and page.norm[b - 1] in " ;,":
        b -= 1
    return a, b


def given(
    page: Page,
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
    m = TRANSFER.match(page.norm, end, limit)
    if m:
        partner = agencies.name_end(page.norm, m.end(), limit)
        if partner:
            a, b = _or_said(page, said, *_task_after(page, partner[0], limit))
            return [
                page.assignment(page.raw[start:end], "lead", where, [(a, b), *(more or ())], (start, end)),
                page.assignment(
                    page.raw[m.end() : partner[0]],
                    "coordinate",
                    where,
                    [(a, b), *(more or ())],
                    (m.end(), partner[0]),
                ),
            ]
    a, b = _task_after(page, end, limit)
    if not any(c.isalpha() for c in page.norm[a:b]) and not more:
        return []
    role: Role = "lead" if LEADS.match(page.norm, end, limit) else "implement"
    if role == "lead":
        lead = LEADS.match(page.norm, end, limit)
        assert lead is not None
        a, b = _or_said(page, said, *_task_after(page, lead.end(), limit))
    return [page.assignment(page.raw[start:end], role, where, [(a, b), *(more or ())], (start, end))]


def _or_said(page: Page, said: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """The task, or what was said before when it is no more than "thực hiện"."""
    if not _NO_TASK.fullmatch(page.norm, start, end):
        return start, end
    begin, stop = said
    while stop > begin and page.norm[stop - 1] in " .;:,-":
        stop -= 1
    return (begin, stop) if " " in page.norm[begin:stop] else (start, end)
