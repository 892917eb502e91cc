"""Which quantities of a sentence stand for themselves, and where the clause of each begins and ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from khtool.extraction.clauses import (
    UPPER,
    Range,
    brackets,
    inside,
    tidy,
)
from khtool.extraction.targets.commitment import (
    LEADING,
    NAMED_YEAR,
    SIGHT,
    STRONG,
    TIME_PHRASE,
    TIMES,
    UNPROMISING,
    Place,
    is_committed,
    lent,
)
from khtool.extraction.targets.quantities import (
    KEEP,
    LEVELS,
    Quantity,
    Words,
    join_baselines,
    quantities,
)

#: Opens with a class of characters, which is looked for fast; what follows depends on the one found.
_SEPARATOR = re.compile(
    r"[,;:\s](?:(?<=,)\s+(?:và\s+|với\s+(?=\d|$)|đồng thời,?\s+|trong đó,\s+)?|(?<=;)\s*|(?<=:)\s+|"
    r"(?<=\s)\s*(?:và\s+|hoặc\s+|đồng thời,?\s+|(?=trong đó(?:\s+có)?\s)|"
    r"(?=với tổng (?:số|diện tích|vốn|chiều dài|công suất)\s))|"
    r"(?<=\s)(?<!\sso.)(?<!\sđối.)(?<!hợp.)(?<!\scùng.)(?<!\sgắn.)(?<!kết.)(?<!ứng.)\s*với\s+(?=\d|$))"
)

_NOUN_START = re.compile(
    r"(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tỷ suất|tỉ suất|tỷ số|số|tổng|tốc độ|quy mô|mức|doanh thu|giá trị|sản lượng|"
    r"kim ngạch|diện tích|năng suất|chỉ số|thu nhập|độ che phủ|mật độ|công suất|tuổi thọ|thời gian|vốn|thu ngân sách|"
    rf"phấn đấu|phần đầu|bảo đảm|đảm bảo|{KEEP}|giảm|tăng|nâng|kéo giảm|đưa|hình thành|thành lập|xây dựng|phát triển|"
    r"với tổng (?:số|diện tích|vốn|chiều dài|công suất)|hoàn thành|mỗi|hằng năm|hàng năm|đến năm|năm (?:19|20)\d\d|"
    r"đến hết năm|trong đó|(?:bình quân|trung bình) (?:mỗi|hằng|hàng) (?:năm|tháng|qu[ýí])|đồng thời|"
    r"có (?:ít nhất|tối thiểu|trên|khoảng|từ)|từng bước)(?!\w)",
    re.IGNORECASE,
)

#: Nouns (and verbs of change before such a noun) with which a clause of its own begins after a comma.
OWN_CLAUSE = re.compile(
    rf"(?:(?:nâng|nâng cao|giảm|tăng|kéo giảm|đưa|{KEEP}|hạ)\s+)?(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tỷ suất|"
    r"tỉ suất|tỷ số|tổng|tốc độ|quy mô|doanh thu|giá trị|sản lượng|kim ngạch|năng suất|chỉ số|thu nhập|độ che phủ|"
    r"mật độ)(?!\w)|(?:nâng|tăng|giảm|hạ|đưa) số(?!\w)|số (?!\d|hiệu|điện thoại|hóa|hoá)",
    re.IGNORECASE,
)

_PURPOSE = re.compile(
    r",\s+(?:góp phần|nhằm|qua đó|từ đó|tạo (?:nền|tiền|điều|động|đà|cơ sở|bước)|làm (?:hình mẫu|cơ sở|căn cứ|nền)|"
    r"để|từng bước|hướng tới|trên cơ sở|phục vụ mục tiêu|đồng thời|trong đó (?!có\s+\d)|tiến tới|vượt (?:mục tiêu|"
    r"kế hoạch))(?!\w)",
    re.IGNORECASE,
)

_QUOTED = re.compile(r"\"[^\"\n]{2,200}\"")

_COUNTABLE = frozenset({"count", "matter", "free", "rate", "money"})


def heads_of(
    norm: str, sentence: Range, part: Range, place: Place, words: Words, first_year: int | None
) -> list[Quantity]:
    """The quantities of one part of a sentence that are commitments of their own."""
    if place.tone in UNPROMISING and STRONG.search(norm, *part) is None:
        return []
    inner = brackets(norm, *part)
    quoted = [m.span() for m in _QUOTED.finditer(norm, *part)] if norm.find('"', *part) >= 0 else []
    every = join_baselines(norm, quantities(norm, *part, goal=place.tone == "goal"))
    every = [q for q in every if not inside(inner, q.number) and not inside(quoted, q.number)]
    heads: list[Quantity] = []
    for i, q in enumerate(every):
        ahead = every[i + 1] if i + 1 < len(every) else None
        if ahead and _is_criterion(norm, part, q, ahead):
            continue
        ahead = next((x for x in every[i + 1 :] if x.kind != "time"), ahead)
        if q.kind != "percent" and ahead and ahead.kind == "percent" and not _NOUN_START.match(norm, ahead.start):
            # "Tỷ lệ trẻ được sàng lọc ít nhất 5 loại bệnh đạt 50%": the first number is part of what is measured.
            between = norm[q.end : ahead.start]
            lead = norm[max(part[0], q.start - 40) : q.start]
            governed = words.reaches(lead) or words.makes(lead)
            if words.reach_near.search(between) and not governed and not _starts_anew(between):
                continue
        if heads and q.kind in _COUNTABLE and _PLACED.search(norm, max(heads[-1].end, q.start - 160), q.start):
            continue
        if heads:
            between = norm[max(heads[-1].end, q.start - SIGHT) : q.start]
            seps = list(_SEPARATOR.finditer(between))
            if q.kind != "percent" and heads[-1].kind == "percent" and (levels := _ALL_LEVELS.match(between)):
                seps = [s for s in seps if s.start() >= levels.end()]  # "100% xã, phường, thị trấn có ít nhất 04 tin"
            if not seps and _for_whom(norm, part, heads[-1], q, words):
                heads.append(q)
                continue
            if not seps:
                continue  # a criterion inside the indicator
            if q.kind == "percent" and heads[-1].kind == "ratio" and _AGAIN.fullmatch(between[seps[0].start() :]):
                continue  # "14/18 xã đạt chuẩn, đạt tỷ lệ 77,8%" says one thing twice
            direct = not between[seps[-1].end() :].strip()
            named = q.unit == heads[-1].unit and _NAMED.fullmatch(between, seps[-1].end()) is not None
            near = words.reach_near.search(between[seps[-1].end() :]) or words.make_near.search(
                between[seps[-1].end() :]
            )
            alike = place.tone == "goal" and (
                (q.unit == heads[-1].unit and not _EACH.search(between))
                or _ONE_VERB.fullmatch(between, seps[-1].end()) is not None
            )
            if q.kind != "percent" and not (
                direct or named or near or alike or _starts_anew(between) or lent(norm, part, q)
            ):
                continue
        if is_committed(norm, sentence, part, q, place, words, first_year):
            heads.append(q)
        elif heads and q.kind in _COUNTABLE and heads[-1].kind in _COUNTABLE:
            between = norm[max(heads[-1].end, q.start - SIGHT) : q.start]
            seps = list(_SEPARATOR.finditer(between))
            last = seps[-1].end() if seps else 0
            if (
                seps
                and q.kind != "free"
                and (not between[last:].strip() or (q.unit == heads[-1].unit and _NAMED.fullmatch(between, last)))
            ):
                heads.append(q)  # "ít nhất 100 doanh nghiệp …, 50 hợp tác xã …", "xã An Phú 120 hộ, xã Bình Sơn 80 hộ"
    return heads


#: A place by its name: what is shared out among several.
_NAMED = re.compile(
    rf"(?:(?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu|thôn|ấp)\s)?(?:[{UPPER}][^\W\d]*\s){{1,5}}:?\s?"
)
#: "được niêm yết tại trụ sở xã và 12 nhà văn hóa": where it is done.
_PLACED = re.compile(r"(?<!\w)(?:tại|ở)\s[^,;:.\d]{1,120}\svà\s*$", re.IGNORECASE)
_FOR_WHOM = re.compile(r"(?<!\w)cho\s+(?:(?:khoảng|hơn|trên|ít nhất|tối thiểu)\s+)?$", re.IGNORECASE)
_NO_WHOM = re.compile(r"(?<!\w)(?:mỗi|từng|dành|theo|thuộc|của|tại)(?!\w)|/", re.IGNORECASE)
_SETTLES = re.compile(r"(?<!\w)(?:xuống còn|xuống|còn|lên|lên đến|lên tới|đạt)\s*$", re.IGNORECASE)

_RATE_OF = re.compile(
    rf"(?:.*[,;:]\s+|)(?:phấn đấu\s+|bảo đảm\s+|đảm bảo\s+)?(?:giảm|tăng|nâng|nâng cao|đưa|{KEEP})?\s*"
    r"(tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|số)\s[^,;:]*",
    re.IGNORECASE | re.DOTALL,
)


def _is_criterion(norm: str, part: Range, q: Quantity, ahead: Quantity) -> bool:
    """Whether `q` only tells which things are counted: "số xã đạt dưới 5 tiêu chí xuống 250 xã"."""
    between = norm[q.end : ahead.start]
    if q.kind == "percent" or len(between) > 60 or _SEPARATOR.search(between) or not _SETTLES.search(between):
        return False
    named = _RATE_OF.fullmatch(norm, max(part[0], q.start - 160), q.start)
    return named is not None and (ahead.kind == "percent" or (named[1].lower() == "số" and q.unit != ahead.unit))


_ALL_LEVELS = re.compile(rf"\s*(?:(?:số|các)\s)?{LEVELS.pattern}", re.IGNORECASE)
_RATIONED = re.compile(r"(?:bố trí|trang bị|cấp|hỗ trợ)(?!\w)", re.IGNORECASE)


def _for_whom(norm: str, part: Range, made: Quantity, q: Quantity, words: Words) -> bool:
    """Whether `q` counts those for whom `made` is made: "Mở 03 lớp tập huấn cho 180 công chức"."""
    between = norm[made.end : q.start]
    verb = words.makes(norm[max(part[0], made.start - 60) : made.start])
    if verb is None or (made.value == 1 and _RATIONED.match(verb[0])):
        return False  # "bố trí 01 giáo viên cho 25 học sinh": a ratio
    return (
        made.kind == q.kind == "count"
        and made.unit != q.unit
        and len(between) <= 80
        and _FOR_WHOM.search(between) is not None
        and _NO_WHOM.search(between) is None
    )


#: "…, lấy 120 mẫu": one word between the separator and the figure, no preposition.
_ONE_VERB = re.compile(
    r"(?!(?:với|gồm|trong|từ|mỗi|đến|tại|cho|của|bằng|năm|tháng|tuổi|loại|lớp|mức|cấp|khoảng|các|là|theo|số|phường|xã|"
    r"thôn|ấp|tổ|quý|điều|khoản|mũi|nhóm|khối|dự|đề|đợt|lần|thứ)\s)[a-zđà-ỹ]{2,7}\s",
)
_AGAIN = re.compile(r",\s+(?:đạt|chiếm|bằng|tương đương)(?:\s+(?:tỷ lệ|tỉ lệ))?\s*", re.IGNORECASE)

_EACH = re.compile(r"(?<!\w)(?:mỗi|gồm(?!:)|tại|cho|với|trị giá)(?!\w)", re.IGNORECASE)


def _starts_anew(between: str) -> bool:
    """A separator is followed by words that begin a new statement."""
    return any(_NOUN_START.match(between, s.end()) for s in _SEPARATOR.finditer(between))


def _cut(norm: str, left: Quantity, right: Quantity, words: Words) -> tuple[int, int, bool]:
    """Where the clause of `left` ends, where that of `right` starts, whether `right` directly follows the separator."""
    between = norm[left.end : right.start]
    ring = [(a - left.end, b - left.end) for a, b in brackets(norm, left.end, right.start)]
    seps = [s for s in _SEPARATOR.finditer(between) if not inside(ring, s.start())]
    if not seps:
        whom = _FOR_WHOM.search(between)
        begin = left.end + whom.start() if whom else right.start
        return begin, begin, False
    last = seps[-1]
    if not between[last.end() :].strip():
        return left.end + last.start(), left.end + last.end(), True
    measured = bool(
        words.reach_near.search(norm[max(0, left.start - 40) : left.start])
    )  # the subject stands before the number
    anew = [s for s in seps if _NOUN_START.match(between, s.end())]
    chosen = (anew[0] if measured else anew[-1]) if anew else (seps[0] if measured else last)
    return left.end + chosen.start(), left.end + chosen.end(), False


_COLON = re.compile(r":\s+")


def _clause_start(norm: str, part: Range, q: Quantity, words: Words) -> int:
    """Where the clause of the first quantity of a part begins: lead-ins that state something else fall away."""
    start = part[0]
    inner = brackets(norm, *part)
    ahead = _SEPARATOR.search(norm, q.end, part[1])
    rest = len(norm[q.end : ahead.start() if ahead else part[1]].split())  # words of the clause after the figure
    for m in _COLON.finditer(norm, start, q.start):
        at = m.end()
        if inside(inner, at):
            continue
        if at < q.start or rest >= 3:
            lead = norm[part[0] : at]
            if OWN_CLAUSE.match(lead):  # "Tỷ lệ hộ dùng nước sạch: thành thị 100%"
                continue
            if not (TIME_PHRASE.fullmatch(lead) and NAMED_YEAR.search(lead)):
                start = at
    cut = None
    for m in words.commit.finditer(norm, start, q.start):
        if inside(inner, m.start()) or m.start() == start:
            continue
        # "…, phấn đấu đạt 30%" opens a clause; "tỷ lệ giải ngân phấn đấu đạt 100%" has its subject before the verb.
        opens = norm[m.start() - 2 : m.start()] == ", " or not STRONG.match(norm, m.start())
        if opens and (cut is None or m.start() - cut > 24):
            cut = m.start()
    if cut is None:  # "…, mỗi điểm tối thiểu 02 lượt/tháng"
        each = norm.rfind(", mỗi ", start, q.start)
        cut = each + 2 if each > start and not inside(inner, each) and norm.find(",", each + 2, q.start) < 0 else None
    if cut is None:
        for s in _SEPARATOR.finditer(norm, start, q.start):
            if (
                not inside(inner, s.start())
                and OWN_CLAUSE.match(norm, s.end())
                and words.reach_near.search(norm, s.end(), q.start)
            ):
                cut = s.end()
                break
    if cut is not None and not TIME_PHRASE.fullmatch(norm[start:cut]):
        comma = norm.rfind(", ", start, cut) + 2
        timed = comma > 1 and TIME_PHRASE.fullmatch(norm, comma, cut) and NAMED_YEAR.search(norm, comma, cut)
        start = comma if timed else cut  # "…, năm 2024 mục tiêu đặt ra là …"
    opening = norm[start : q.start]
    if (
        opening.endswith(", ")
        and len(opening.split()) >= 4
        and not TIME_PHRASE.fullmatch(opening)
        and not _FRAMES.match(opening)
        and not (q.unit and TIMES.match(q.unit))  # "Phát thanh trên loa, tối thiểu 02 lần/tuần"
    ):
        start = q.start  # "Không có vụ cháy lớn, 100% cơ sở được kiểm tra"
    if start > part[0] and (by := _BY_THEN.search(norm, max(part[0], start - 40), start)):
        lead = norm[part[0] : by.start()]
        if not (_ENTITLED.search(lead) or NAMED_YEAR.search(norm, start, q.start)):
            start = by.start()  # "Xây dựng lộ trình đến năm 2030, đảm bảo ít nhất 70% …"
    m2 = LEADING.match(norm, start, q.start)
    return m2.end() if m2 else start


#: A year that closes the clause before, of which the figure is to be reached by then.
_BY_THEN = re.compile(
    r"(?<!\w)(?:đến|tới|vào|trong)\s+(?:(?:hết|cuối|trước)\s+)?năm\s+20\d\d,\s*$",
    re.IGNORECASE,
)
#: Before such a year: a title that names it ("Chiến lược … đến năm 2030"), a view that reaches further than the plan.
_ENTITLED = re.compile(
    r"(?<!\w)(?:Chương trình|Kế hoạch|Chiến lược|Đề án|Quy hoạch|Nghị quyết|Nghị định|Chỉ thị|Kết luận|Quyết định|Luật|"
    r"Dự án|Phong trào|Cuộc vận động|Khung|Tuyên bố|Công ước|Thông tư)(?!\w)|"
    r"(?:tầm nhìn|định hướng|giai đoạn)[^,;.]{0,24}$"
)


_FRAMES = re.compile(r"(?:tại|ở|đối với|trong|riêng|về|với|trên|toàn|các|giai đoạn|định hướng)(?!\w)", re.IGNORECASE)

_COMPLETE = re.compile(
    r"(?<!\w)(?:trở lên|trở xuống|trở lại|được|đạt|có|tham gia|hoàn thành|thực hiện|sử dụng|biết|là)(?!\w)",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"\s+(?:và|hoặc|đồng thời|trong đó)$")


def clauses(norm: str, part: Range, heads: list[Quantity], words: Words) -> Iterator[tuple[Range, Quantity, bool]]:
    """(range, quantity, directly enumerated) for each head; enumerated ones inherit the comparator."""
    starts = [_clause_start(norm, part, heads[0], words)]
    ends: list[int] = []
    direct = [False]
    for left, right in itertools.pairwise(heads):
        stop, begin, enumerated = _cut(norm, left, right, words)
        ends.append(stop)
        m = LEADING.match(norm, begin, right.start)
        starts.append(m.end() if m else begin)
        direct.append(enumerated)
    ends.append(part[1])
    for i, q in enumerate(heads):
        start, end = starts[i], ends[i]
        inner = brackets(norm, start, end)
        for m in _PURPOSE.finditer(norm, q.end, end):
            if not inside(inner, m.start()):
                end = m.start()
                break
        start, end = tidy(norm, start, end)
        last = _LAST_WORD.search(norm[max(start, end - 12) : end])
        if last:
            end -= len(last[0])
        if i and q.unit is None and q.out_of == heads[i - 1].out_of:
            q.unit = heads[i - 1].unit  # "42/100.000 trẻ … và 40/100.000 vào năm 2030"
        if i and direct[i] and not q.explicit:
            p = heads[i - 1]
            same = q.kind == p.kind or (q.kind in _COUNTABLE and p.kind in _COUNTABLE)
            # "ít nhất 80% hộ, 60% xã" share it; a complete clause ("… trở lên", "… được cấp thẻ") keeps its own
            closed = _COMPLETE.search(norm, p.number, q.start) is not None
            if (
                p.explicit
                and same
                and not closed
                and p.comparator != "range"
                and (q.kind != "percent" or q.value != 100)
            ):
                q.comparator = p.comparator
        yield (start, max(end, q.end)), q, direct[i]
