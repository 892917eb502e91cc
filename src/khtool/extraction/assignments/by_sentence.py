"""Assignments in running text: "Giao X chủ trì, phối hợp với Y …", "đề nghị X …; yêu cầu Y …", "- Sở X: …"."""

from __future__ import annotations

import re
from bisect import bisect_left

from khtool.extraction import agencies
from khtool.extraction.assignments.fields import value
from khtool.extraction.assignments.page import Page
from khtool.extraction.assignments.phrases import BASIS, DIFFICULTY, LEADS, SUBJECT_MAX, TRANSFER, UNNAMED, after_basis
from khtool.extraction.clauses import holds, tone
from khtool.extraction.frame import Section
from khtool.extraction.outline import is_bullet
from khtool.extraction.wordlist import places
from khtool.plan import Assignment, Role
from khtool.text import Paragraph

_ASK = re.compile(
    r"(?<!\w)(?P<verb>(?:[Kk]ính )?[Đđ]ề nghị|[Yy]êu cầu|[Gg]iao(?: nhiệm vụ)?(?: cho)?|[Pp]hân công(?: cho)?)\s+"
    r"(?!(?:ban|thông|dịch|lưu|diện|tiếp|nhận|hợp|nộp)\b)(?=\w)"
)
#: The issuer as the subject of its clause: "… UBND huyện đề nghị".
_ISSUER = re.compile(
    r"(?:^|[.;,:]\s+)((?:Chủ tịch )?(?:UBND|Ủy ban nhân dân)(?:\s+[^\W\d_]+){0,6})$|"
    r"(?:^|[.;:]\s+)((?:Bộ|Sở|Ban Chỉ đạo|Ban Thường vụ|Huyện ủy|Tỉnh ủy|Thành ủy|Đảng ủy)(?:[\s,-]+[^\W\d_]+){1,9})$"
)
#: "Trên đây là Kế hoạch …, Sở yêu cầu": the issuer of a closing sentence.
_SAYS = re.compile(
    r",\s+(?:UBND|Ủy ban|Sở|Bộ|Ban|Hội|Chi cục|Cục|Trung tâm|Đảng ủy|Huyện ủy|Tỉnh ủy|Thành ủy|Liên đoàn|Phòng|"
    r"Trường|Nhà trường|Bệnh viện|Viện|Trạm|Khoa|Công an|Công ty|Tổng công ty|Thanh tra|Văn phòng|Kho bạc|Ngân hàng|"
    r"Bảo hiểm xã hội|BHXH|Ủy ban Mặt trận|Đoàn|Tỉnh đoàn|Thành đoàn|Huyện đoàn|Đảng bộ|Chi bộ|Công đoàn|Học viện|"
    r"Tòa án|Viện kiểm sát|Điện lực|Quỹ|Tổng cục|Liên minh|Liên hiệp|Hiệp hội|Đài|Tổ công tác|Hội đồng)"
    r"(?:\s+[^\W\d_]+){0,6}$"
)
#: The issuer of the last order of a closing paragraph: "Trên đây là Kế hoạch …. Bảo hiểm xã hội tỉnh yêu cầu …".
_CLOSES = re.compile(_SAYS.pattern.replace(r",\s+", r"\.\s+(", 1).replace("$", ")$"))
#: What joins an order to the one before it.
_ADDS = re.compile(
    r"(?:^|[.;]\s+)((?:Đồng thời|Ngoài ra|Bên cạnh đó|Cùng với đó|Song song với đó|Mặt khác|Riêng)\s*,?\s*)$", re.I
)
#: Those who may be asked for something by an agency that is told what to do: no order of the plan.
_ABOVE = re.compile(
    r"(?:Chủ tịch\s+)?(?:UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân)\s+(?:tỉnh|thành phố|huyện|quận|thị xã)(?!\w)|"
    r"(?:cơ quan|cấp|người)\s+(?:có thẩm quyền|cấp trên)|cấp\s|Chính phủ|Thủ tướng|Bộ\s|các [Bb]ộ(?!\w)|Trung ương"
)
_NEXT_ASK = re.compile(r"\s*[;,]?\s*(?:và\s+)?(?:đề nghị|yêu cầu|giao)\s", re.I)
_ONLY_JOINED = re.compile(r"\s*[,;]?\s*(?:và\s+)?")
_HEADING_MAX = 200  # characters of an agency that has a line of its own
_SHARE = 6  # so many that are asked in one sentence may share the words at its end
_NO_TASK = re.compile(
    r"[\s.,;]*(?:tổ chức(?=[\s.,;]*$)|"
    r"(?:tổ chức|triển khai)?\s*(?:thực hiện|triển khai)(?:\s(?:trong|trước|vào|xong)\s[^,;]{1,40})?)?"
    r"[\s.,;]*",
    re.I,
)
_BRINGS_IN = re.compile(r"(?<!\w)sau\s*(?:đây\s*)?:$")
_JOINS = re.compile(r"\s*phối hợp(?:\s(?:thực hiện|triển khai))?[\s.;]*")
_DOES = re.compile(r"\s*(?:thực hiện|phụ trách|đảm nhiệm|đảm nhận|chịu trách nhiệm)(?=\s*(?:[;,)]|$))", re.I)
_JOIN_IN = re.compile(r";[^;:]{3,200}\sphối hợp(?:\s(?:thực hiện|triển khai))?\s*(?=[;)])", re.I)
_ASCRIBED_TIME = re.compile(
    r"[;,]\s*(?:(?:thời (?:gian|hạn)(?: thực hiện| hoàn thành)?|hoàn thành|thực hiện|tiến độ)\s*:?\s*)"
    r"(?:trong\s+(?=(?:quý|tháng|năm)\s+[IVX\d]))?"
    r"((?:trong|trước|xong|vào|đến|quý|tháng|năm|ngày|thường xuyên|hằng|hàng|cả|suốt|từ|đầu|cuối|định kỳ)[^;()]*)",
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
            found += _answered(page, i, s, _orders(page, i), organising)  # "2. Làm gì. Giao X chủ trì, phối hợp với Y."
            continue
        if s is not None and opens and id(s) in gathering:
            continue  # "2. X, Y, Z thực hiện các nhiệm vụ sau:" gathers agencies that have items of their own
        asks = _orders(page, i)
        if asks and not organising and tone(s) == "report":
            continue  # "Năm qua, UBND tỉnh giao Sở Y tế …"
        # before "Đồng thời, giao …", "UBND tỉnh yêu cầu …" others may be told; before a bare request they only report
        limit = p.end if not asks else p.start if _ASK.match(page.norm, asks[0][1]) else asks[0][1]
        if limit > p.start and not heading and (organising or page.norm.startswith("Trên đây", p.start)):
            found += _told(page, i, s, limit)
        if asks:
            found += _answered(page, i, s, asks, organising)
    return found


#: The last words of a decision: "… chịu trách nhiệm thi hành Quyết định này", "… căn cứ Quyết định thi hành".
_ENFORCES = re.compile(
    r"(?:(?:có|chịu)\s+)?trách\s+nhiệm\s+(?:tổ\s+chức\s+)?thi\s+hành"
    r"(?:\s+(?:các\s+)?(?:Quyết|Nghị|Chỉ)\s+(?:định|quyết|thị)\s+này(?!\w)|(?=\s*(?:\./\.?|[.;]|$)))|"
    r"(?:chiếu\s+)?căn\s+cứ\s+(?:vào\s+)?(?:Quyết|Nghị)\s+(?:định|quyết)\s+(?:này\s+)?(?:để\s+)?thi\s+hành(?!\w)",
    re.I,
)
_SENTENCE = re.compile(r"\.\s+(?=[^\W\d_])")
_ABBREVIATED = re.compile(r"(?<!\w)(?:TP|Tp|TX|TT|Tx|T|P|Q|H|F)$")
_ENFORCERS_MAX = 1500


def enforced(page: Page) -> list[Assignment]:
    """The entry of those who are charged with carrying a decision or resolution out, in its last article."""
    found: list[Assignment] = []
    seen = -1
    first, last = page.frame.zones.body
    for at in places(page.norm, "thi hành"):
        i = page.text.paragraph_index(at)
        p = page.paragraphs[i]
        if i <= seen or p.role != "body" or p.cell is not None or not first <= i < last:
            continue
        m = _ENFORCES.search(page.norm, max(p.start, at - 60), min(p.end, at + 60))
        if m is None:
            continue
        seen = i
        s = page.section(p.start)
        start = max(page.content(i), s.title_start if s and s.start == page.label_start(p) else 0)
        if start >= m.start() and s is not None:  # the names stand in lines of their own above
            start = s.title_start
        for stop in _SENTENCE.finditer(page.norm, start, m.start()):
            if page.norm[stop.end()].isupper() and not _ABBREVIATED.search(page.norm, stop.start() - 3, stop.start()):
                start = stop.end()
        start = after_basis(page.norm, start, m.start())
        a, b = page.trim(start, m.start())
        while b > a and page.norm[b - 1] in " ,;:\n":
            b -= 1
        if not 3 <= b - a <= _ENFORCERS_MAX or not page.norm[a].isupper():
            continue
        page.taken.update(range(page.text.paragraph_index(a), i + 1))
        where = s.path if s else None
        found.append(page.assignment(page.plain(a, b), "implement", where, [(m.start(), p.end)], (a, b)))
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
    elif joins := _JOIN_IN.match(page.norm, stop, end):
        stop = joins.end()  # "(X chủ trì; Y, Z phối hợp; quý III)"
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


def _told(page: Page, i: int, s: Section | None, limit: int) -> list[Assignment]:
    """ "- Sở X: làm gì" or "Các sở … căn cứ …" in the part that says who does what, up to `limit`."""
    p = page.paragraphs[i]
    at = page.content(i)
    line = page.norm[at : p.end]
    if DIFFICULTY.match(line) or line.startswith("Kinh phí"):
        return []
    if line.startswith("Trên đây"):
        at = charged_at(page, at, limit)
    start = after_basis(page.norm, at, limit)
    found = agencies.name_end(page.norm, start, limit) if start < limit else None
    if found is None:
        return []
    end, stop = found
    if stop == "period" or end - start > SUBJECT_MAX:
        return []
    where = s.path if s else None
    tasks: list[tuple[int, int]] = []
    a, b = _task_after(page, end, limit)
    if a < b:
        tasks.append((a, b))
    if limit == p.end and stop in ("end", "colon"):
        more, used = _under(page, i)
        if not tasks and not more:
            return []
        tasks += more
        page.taken.update(used)
    return [page.assignment(page.raw[start:end], "implement", where, tasks, (start, end))]


#: What all are told at the end of a plan: "nghiêm túc tổ chức, triển khai thực hiện (Kế hoạch này)".
_CARRY_OUT = re.compile(
    r"(?:[^.;:]{0,120}?\s)?(?:(?:tổ chức|triển khai)\s*,?\s*(?:và\s+)?){1,2}(?:thực hiện|triển khai)(?!\w)|"
    r"(?:nghiêm túc|khẩn trương|chủ động|có trách nhiệm)\s(?:[^.;:]{0,60}?\s)?thực hiện(?!\w)"
)


_CLOSING_MAX = 1500  # characters of "Trên đây là Kế hoạch …" that are looked through


def charged_at(page: Page, start: int, end: int) -> int:
    """Where "Trên đây là Kế hoạch …" ends and those who are to carry it out are named; `end` when they are not.

    The plan speaks of itself up to the next semicolon or full stop; behind a comma only the words of carrying out tell
    that its name is over.
    """
    for m in re.finditer(r"[;,]\s+|\.\s+(?=\w)", page.norm[start : min(end, start + _CLOSING_MAX)]):
        at = start + m.end()
        named = agencies.name_end(page.norm, after_basis(page.norm, at, end), end)
        if named is not None and named[1] == "verb" and (m[0][0] != "," or _CARRY_OUT.match(page.norm, named[0], end)):
            return at
    return end


def charges_all(page: Page, start: int, end: int) -> bool:
    """Whether a sentence tells a list of agencies no more than to carry the plan out."""
    at = after_basis(page.norm, start, end)
    named = agencies.name_end(page.norm, at, end)
    if named is None or named[1] != "verb" or not re.search(r"[,;]|\svà\s", page.norm[at : named[0]]):
        return False
    m = _CARRY_OUT.match(page.norm, named[0] + 1, end)
    return m is not None and len(page.norm[m.end() : end].split()) <= 12


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


def _is_heading(page: Page, i: int, end: int) -> bool:
    """Whether a paragraph is a line of its own that ends with the agency whose name ends at `end`."""
    p = page.paragraphs[i]
    return not page.norm[end : p.end].strip() and p.end - p.start <= _HEADING_MAX


def _under(page: Page, i: int) -> tuple[list[tuple[int, int]], list[int]]:
    """The tasks under an agency that has a line of its own, without a number: bullets, else plain paragraphs."""
    tasks, used = _bullets_after(page, i)
    line = page.norm[page.paragraphs[i].start : page.paragraphs[i].end].strip()
    if tasks or is_bullet(line) or line.endswith((".", ";", ",")) or len(line) > _HEADING_MAX:
        return tasks, used
    for j in range(i + 1, len(page.paragraphs)):
        p = page.paragraphs[j]
        said = page.norm[p.start : p.end].strip()
        if not said:
            continue
        own = p.cell is None and p.role == "body" and page.label_start(p) not in page.by_start
        if not own or is_bullet(said) or said.isupper() or not said.endswith((".", ";", "./", ":")):
            break
        if _ASK.match(said) or said.startswith("Trên đây") or DIFFICULTY.match(said):
            break
        if after_basis(said, 0, len(said)):
            break
        if agencies.head_at(said, 0, len(said)) is not None:
            break
        tasks.append(page.trim(p.start, p.end))
        used.append(j)
    return tasks, used


def _closing_order(page: Page, i: int, order: _Order) -> bool:
    """Whether an order opens one of the last paragraphs of the plan: "Yêu cầu các sở, ngành … thực hiện nghiêm"."""
    return order[1] == page.content(i) and page.closing(i)


def _proposed(page: Page, order: _Order) -> bool:
    """Whether it is an agency that asks: "; đề nghị …" in its sentence, or those above it."""
    verb, begin, start, *_ = order
    return verb in ("đề nghị", "yêu cầu") and (
        page.norm.startswith(verb, begin) or _ABOVE.match(page.norm, start) is not None
    )


def handed_on(page: Page, i: int, s: Section | None) -> tuple[int, list[Assignment]]:
    """What a task of an agency hands on: "… xử lý vi phạm; giao Phòng Cảnh sát giao thông làm đầu mối".

    Comes with where the first such order begins, which is where the agency's own task ends.
    """
    p = page.paragraphs[i]
    if page.norm.find("iao ", p.start, p.end) < 0:
        return p.end, []
    asks = [a for a in _orders(page, i) if a[0] == "giao"]
    found = _answered(page, i, s, asks, organising=True)
    return (asks[0][1] if found else p.end), found


def asked_after(page: Page, i: int, s: Section, start: int, ordered: bool) -> tuple[int, list[Assignment]]:
    """The orders of a paragraph behind that, or the agency, with which it opens: where the first begins, their entries.

    When the paragraph opens with an agency (not `ordered`), only what a new sentence or "đồng thời, …" opens counts:
    what it asks of those above it is its own business.
    """
    asks = _orders(page, i, start)
    while asks and not ordered and _proposed(page, asks[0]):
        del asks[0]
    return (asks[0][1], _answered(page, i, s, asks, organising=True)) if asks else (page.paragraphs[i].end, [])


#: Verb; where the order begins, its agency starts and ends; what ends the agency's name.
_Order = tuple[str, int, int, int, str]


def _orders(page: Page, i: int, after: int = 0) -> list[_Order]:
    """The orders of a paragraph that begin behind `after`, each with the agency that it names."""
    p = page.paragraphs[i]
    asks: list[_Order] = []
    if not holds(page.asks, p.start, p.end):
        return asks
    for at in page.asks[bisect_left(page.asks, p.start) : bisect_left(page.asks, p.end)]:
        begin = at - 1
        if page.norm[begin - 5 : begin].lower() == "kính ":
            begin -= 5
        m = _ASK.match(page.norm, begin, p.end)
        if m is None:
            continue
        verb = m["verb"].lower().split(" cho")[0].removesuffix(" nhiệm vụ").removeprefix("kính ")
        opening = _opens(page, p, m.start(), verb) if m.start() > after else None
        if opening is None and asks and _ONLY_JOINED.fullmatch(page.norm, asks[-1][3], m.start()):
            opening = m.start()  # "Đề nghị X, giao Y, yêu cầu Z thực hiện"
        if opening is None:
            continue
        found = agencies.name_end(page.norm, m.end(), p.end)
        if found is None or found[0] - m.end() > SUBJECT_MAX:
            continue
        end, stop = found
        if verb == "phân công" and UNNAMED.match(page.norm, m.end(), p.end):
            continue
        if _NEXT_ASK.match(page.norm, end, p.end):
            stop = "end"
        asks.append((verb, opening, m.end(), end, stop))
    return asks


def _answered(page: Page, i: int, s: Section | None, asks: list[_Order], organising: bool) -> list[Assignment]:
    """The entries of the orders of a paragraph."""
    p = page.paragraphs[i]
    where = s.path if s else None
    out: list[Assignment] = []
    role: Role
    told: dict[int, int] = {}  # for each the next one that is followed by words
    for n in range(len(asks) - 2, -1, -1):
        following = n + 1 if asks[n + 1][4] != "end" else told.get(n + 1)
        if following is not None and following - n < _SHARE:
            told[n] = following
    for n, (verb, _, start, end, ends) in enumerate(asks):
        # outside that part only the plan's last word: "Trên đây là Kế hoạch …. Yêu cầu các đơn vị …"
        last_word = n == 0 and (page.norm.startswith("Trên đây", p.start) or _closing_order(page, i, asks[0]))
        if verb == "yêu cầu" and not (organising or page.schedules(s) or last_word):
            continue
        limit = asks[n + 1][1] if n + 1 < len(asks) else p.end
        below: list[tuple[int, int]] = []
        if n + 1 == len(asks) and (
            page.norm[p.start : p.end].rstrip().endswith(":") or (n == 0 and _is_heading(page, i, end))
        ):
            below, used = _under(page, i)
            page.taken.update(used)
        if verb in ("giao", "phân công") and not (ends == "end" and n in told):
            said = page.trim(page.content(i), asks[n][1]) if n == 0 else (start, start)
            out += given(page, start, end, limit, where, below, said)
            continue
        a, b = _task_after(page, end, limit)
        if not below and _BRINGS_IN.search(page.norm, max(a, b - 12), b):
            continue  # "yêu cầu các sở thực hiện như sau:": those that follow are named one by one
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
    page.ordered.update(a.span.start for a in out)
    return out


def _opens(page: Page, p: Paragraph, at: int, verb: str) -> int | None:
    """Where the order begins, "Đồng thời, " included, when the verb opens a sentence or a clause of the issuer's."""
    content = page.content(page.text.paragraph_index(p.start))
    begin = max(content, at - 400)
    adds = _ADDS.search(page.norm[begin:at])
    if adds and (adds.start() or begin == content):
        return begin + adds.start(1)
    if at <= content:
        return at
    before = page.norm[begin:at].rstrip()
    issuer = _ISSUER.search(before)
    if issuer is None and page.norm.startswith("Trên đây", p.start):
        issuer = _CLOSES.search(before)
    if issuer:
        return begin + issuer.start(issuer.lastindex or 0)
    return at if _issued(before, verb) else None


def _issued(before: str, verb: str) -> bool:
    """Whether a verb behind these words opens a sentence, or a clause of which the issuer is the subject."""
    if before.endswith((".", ";")):
        return True
    if verb in ("giao", "phân công"):  # "Giao X tổng hợp nhu cầu và giao Y thẩm định giá"
        clause = re.split(r"[.;]\s", before)[-1].lstrip(" -+").lower()
        return before.endswith((",", " và")) and clause.startswith((verb, "đồng thời"))
    clause = re.split(r"[.;]\s", before)[-1].lstrip(" -+")
    if clause.startswith("Trên đây là") and _SAYS.search(before):
        return True
    if before.endswith(",") and (clause.startswith("Trên đây là") or BASIS.match(clause)):
        return True
    return verb == "đề nghị" and bool(DIFFICULTY.match(clause[:1].upper() + clause[1:])) and len(clause) < 200


def _task_after(page: Page, end: int, limit: int) -> tuple[int, int]:
    a = end
    while a < limit and page.norm[a] in " .:,;-":
        a += 1
    a, b = page.trim(a, limit)
    while b > a and page.norm[b - 1] in " ;,":
        b -= 1
    return a, b - 3 if page.norm.endswith(" và", a, b) else b


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
        partner_at = _task_after(page, lead.end(), limit)[0]
        joins = agencies.name_end(page.norm, partner_at, limit)
        if joins and _JOINS.fullmatch(page.norm, joins[0], limit):  # "Giao X chủ trì, Y phối hợp."
            task = _or_said(page, said, limit, limit)
            names: tuple[tuple[int, int, Role], ...] = ((start, end, "lead"), (partner_at, joins[0], "coordinate"))
            return [page.assignment(page.raw[x:y], its, where, [task, *(more or ())], (x, y)) for x, y, its in names]
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
