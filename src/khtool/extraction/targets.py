"""Targets: figures that a plan commits somebody to reach or hold, and commitments to none or to all without a figure.

The way: a number is the anchor; round it a *quantity* is read (comparator, value or range, unit, denominator); what is
no measure (dates, ages, numbers of documents, ordinals) falls out; of the rest those are kept that the words around
them make a commitment; then the sentence is cut into one clause a quantity.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from khtool.extraction.clauses import (
    UPPER,
    Range,
    Tone,
    body_start,
    brackets,
    content,
    inside,
    sentences,
    split,
    tidy,
    title_tone,
    tone,
)
from khtool.extraction.frame import Frame, Section
from khtool.extraction.indicator_tables import columns_of, targets_of
from khtool.extraction.quantities import NUM, NUMBER, Quantity, Words, join_baselines, number, quantities, vocabulary
from khtool.plan import Direction, Header, QualitativeTarget, Target
from khtool.text import Paragraph

# --- what makes a number a commitment --------------------------------------------------------------------------------

_PAST = re.compile(
    r"(?<!\w)(?:ước(?:\s+(?:đạt|tính|thực hiện|cả năm|vượt|tăng|giảm|có|khoảng))?|đã\s+(?!được|đề ra|ban hành|"
    r"phê duyệt|giao|ký|xác định|nêu|đăng ký|công nhận|đạt chuẩn|qua|cấp|tiếp nhận|phát hiện|thành lập)\w+|"
    r"l[uũ][yỹ] kế|(?:tính )?đến nay|tính đến (?:ngày|"
    r"tháng|hết|cuối|thời điểm)|hiện (?:nay|có(?!\s*[,;.)])|tại|đang|toàn)|thời gian qua|năm qua|vừa qua|cùng kỳ|"
    r"dự báo|"
    r"(?:quyết nghị|giao dự toán)|kết quả (?:đạt|thực hiện|cho thấy))(?!\w)",
    re.IGNORECASE,
)
_SAME_PERIOD = re.compile(
    r"[^.;,]{0,40}(?:so (?:với )?cùng kỳ|so (?:với )?dự toán|(?<!\w)kế hoạch đề ra)", re.IGNORECASE
)
_STRONG = re.compile(r"(?<!\w)(?:phấn đấu|phần đầu|quyết tâm|cam kết)(?!\w)", re.IGNORECASE)
_NAMED_YEAR = re.compile(r"(?<!\w)năm\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_LONGEVITY = re.compile(r"tuổi thọ|thời gian|thời hạn giải quyết|số năm|số ngày|độ trễ", re.IGNORECASE)
_SEPARATOR = re.compile(
    r",\s+(?:và\s+|đồng thời,?\s+|trong đó,\s+)?|;\s*|\s+và\s+|\s+đồng thời,?\s+|\s+(?=trong đó(?:\s+có)?\s)|:\s+|"
    r"\s+hoặc\s+|(?<!\sso)(?<!\sđối)(?<!hợp)(?<!\scùng)(?<!\sgắn)(?<!kết)(?<!ứng)\s+với\s+(?=\d|$)|"
    r"\s+(?=với tổng (?:số|diện tích|vốn|chiều dài|công suất)\s)"
)
_NOUN_START = re.compile(
    r"(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tỷ suất|tỉ suất|tỷ số|số|tổng|tốc độ|quy mô|mức|doanh thu|giá trị|sản lượng|"
    r"kim ngạch|diện tích|năng suất|chỉ số|thu nhập|độ che phủ|mật độ|công suất|vốn|thu ngân sách|phấn đấu|phần đầu|"
    r"bảo đảm|đảm bảo|duy trì|giữ vững|giảm|tăng|nâng|kéo giảm|đưa|hình thành|thành lập|xây dựng|phát triển|"
    r"với tổng (?:số|diện tích|vốn|chiều dài|công suất)|hoàn thành|mỗi|hằng năm|hàng năm|đến năm|năm (?:19|20)\d\d|"
    r"đến hết năm|trong đó|đồng thời|có (?:ít nhất|tối thiểu|trên|khoảng|"
    r"từ)|từng bước)(?!\w)",
    re.IGNORECASE,
)
_TIME_PHRASE = re.compile(
    r"(?:(?:từ nay )?đến|trong|vào|hằng|hàng|mỗi|giai đoạn|bình quân|riêng|năm|cả|từ|mục tiêu|"
    r"chỉ tiêu)(?:\s[^,:;]{0,48})?[,:]?\s*",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-e])\)\s+|(?:và|đồng thời|trong đó|đặc biệt|ngoài ra|cụ thể|song song)\s*[,:]\s*|"
    r"và\s+|đồng thời\s+|đặc biệt\s+(?=phấn đấu|phần đầu|là))",
    re.IGNORECASE,
)
#: Nouns (and verbs of change before such a noun) with which a clause of its own begins after a comma.
_OWN_CLAUSE = re.compile(
    r"(?:(?:nâng|nâng cao|giảm|tăng|kéo giảm|đưa|duy trì|giữ vững|hạ)\s+)?(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tỷ suất|"
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


_POLICY = re.compile(
    r"\s*(?:kinh phí|chi phí|học phí|viện phí|mức lương|tiền lương|mức đóng|giá trị hợp đồng|tổng mức|mức chuẩn|"
    r"mức hỗ trợ|lãi suất)"
)
_POLICY_VERB = re.compile(
    r"(?:hỗ trợ|miễn|giảm|cấp|chi trả|bằng|đóng)\s*(?:không quá|tối đa|ít nhất|tối thiểu)?\s*$", re.IGNORECASE
)
#: How many characters of a sentence the words that rule a number may be away from it; bounds the work for each number.
_SIGHT = 700
_CONDITION = re.compile(r"(?:đối với|trường hợp|nếu|khi|riêng đối với)(?!\w)", re.IGNORECASE)
_INDICATOR = re.compile(r"(?:tỷ lệ|tỉ lệ|tỷ số|tỉ số|tỷ suất|tỉ suất|số (?!lượng|tiền|hiệu|\d))(?!\d)", re.IGNORECASE)
_THEN = re.compile(r"[^,;]{0,40}?(?<!\w)(?:thì|có thể|được phép|được xem xét)(?!\w)", re.IGNORECASE)
#: "đề ra 04 mục tiêu": the parts of a document that it counts, no measure.
_PARTS = re.compile(r"(?:mục tiêu|chỉ tiêu|nội dung|nhiệm vụ|giải pháp|phần|điểm|nhóm)(?!\w)", re.IGNORECASE)
_LISTS = re.compile(r"(?:đề ra|đưa ra|gồm|bao gồm|xác định|nêu|theo|với)(?:\s+có)?\s*$", re.IGNORECASE)


#: "phối hợp với 05 trường tổ chức …": those it is done with.
_TOGETHER = re.compile(r"(?<!\w)(?:phối hợp|cùng|liên kết|đối) với\s*$", re.IGNORECASE)
_HOLDS = re.compile(r"[^.,;:]{0,60}?(?<!\w)gồm(?!\w)", re.IGNORECASE)
_GOT = re.compile(r"(?<!\w)được\s*$", re.IGNORECASE)
#: "gồm 11 chỉ tiêu kinh tế, 8 chỉ tiêu xã hội": the list of such parts has begun.
_LISTED = re.compile(rf"(?:đề ra|gồm|bao gồm)(?:\s+có)?\s+\d{{1,3}}\s+{_PARTS.pattern}", re.IGNORECASE)


@dataclass(slots=True)
class _Place:
    """What is known about the spot: the tone of its section, of its lead-in, whether it is a table cell."""

    tone: Tone
    cell: bool = False


def _is_first(norm: str, start: int, q: Quantity) -> bool:
    """Nothing but connecting words and a phrase of time stands before the quantity."""
    if q.start - start > 120:
        return False
    before = norm[start : q.start]
    before = _LEADING.sub("", before, count=1)
    return not before.strip(' ,:-"') or bool(_TIME_PHRASE.fullmatch(before))


def _committed(
    norm: str, sentence: Range, part: Range, q: Quantity, place: _Place, words: Words, first_year: int | None
) -> bool:
    """Whether the words around a quantity make it a commitment."""
    near = norm[max(part[0], q.start - 60) : q.start]
    back = max(part[0], q.start - _SIGHT)
    strong = _STRONG.search(norm, back, q.start)
    if place.tone in ("report", "money", "rule") and not strong:
        return False
    # Among goals what is past rules its own part of the sentence only.
    first = part[0] if place.tone == "goal" else sentence[0]
    past = max((m.end() for m in _PAST.finditer(norm, max(first, q.start - _SIGHT), q.start)), default=None)
    if past is not None and not words.commit.search(norm, past, q.start):
        return False
    if not strong and _SAME_PERIOD.match(norm, q.end, part[1]):
        return False
    if first_year and not strong and q.baseline is None:
        years = [
            int(m[1])
            for m in _NAMED_YEAR.finditer(norm, back, min(part[1], q.end + _SIGHT))
            if norm[m.start() - 1] != "(" and not _COMPARED.search(norm, max(0, m.start() - 40), m.start())
        ]
        if years and max(years) < first_year:
            return False
        said = [int(m[1]) for m in _NAMED_YEAR.finditer(norm, back, q.start)]
        if place.tone == "goal" and said and said[-1] < first_year and _GOT.search(near):
            return False  # "năm 2023 thành lập được 65 hợp tác xã, năm 2024 …"
    commit = words.commit.search(norm, back, q.start)
    reach = words.reach_near.search(near)
    make = words.make_near.search(near)
    if (
        _CONDITION.match(norm, *part)
        and not strong
        and (norm.find(",", part[0], q.start) < 0 or _THEN.match(norm, q.end, part[1]))
    ):
        return False
    if q.kind != "percent" and _TOGETHER.search(near):
        return False
    if (
        q.unit
        and _PARTS.match(q.unit)
        and (_LISTS.search(near) or _LISTED.search(norm, back, q.start) or _HOLDS.match(norm, q.end, part[1]))
    ):
        return False
    if q.kind == "percent":
        if _POLICY.match(norm, q.end) and _POLICY_VERB.search(near):
            return False
        if place.tone == "goal" or q.value == 100 or commit or (reach and not near.rstrip().lower().endswith("có")):
            return True
        return _is_first(norm, part[0], q) or bool(make) or _begins_with_change(norm, part[0], q.start, words)
    if q.kind == "rank":
        return place.tone == "goal" or bool(commit)
    if q.kind == "time":
        return bool(
            (q.explicit or reach) and _LONGEVITY.search(norm, back, q.start) and (place.tone == "goal" or commit)
        )
    if q.kind == "bare":
        ends = not norm[q.end : part[1]].strip() or norm[q.end] in ",.;)"
        return place.tone == "goal" and not place.cell and ends and bool(reach or q.explicit)
    if q.kind == "ratio":
        return place.tone == "goal" or bool(commit or reach or make) or _is_first(norm, part[0], q)
    if place.tone == "goal":
        return True
    if q.kind == "money":
        return bool(commit and (reach or q.explicit))
    if q.explicit and q.comparator in ("gt", "ge", "lt", "le") and _INDICATOR.match(norm, *part):
        return True  # "số học sinh bỏ học không quá 02 học sinh"
    leads = words.make.match(norm, sentence[0]) or words.commit.match(norm, sentence[0])
    if q.explicit and q.comparator in ("ge", "range", "approx", "lt", "le"):
        return bool(commit or reach or make or (leads and _is_first(norm, part[0], q)))
    if q.kind in ("free", "matter"):
        return bool(make and commit)
    return bool(make or (commit and reach) or (leads and reach))


def _begins_with_change(norm: str, start: int, stop: int, words: Words) -> bool:
    m = words.verb_first.match(norm, start)
    return bool(m and m.end() <= stop)


# --- clauses ---------------------------------------------------------------------------------------------------------


def _heads(
    norm: str, sentence: Range, part: Range, place: _Place, words: Words, first_year: int | None
) -> list[Quantity]:
    """The quantities of one part of a sentence that are commitments of their own."""
    inner = brackets(norm, *part)
    quoted = [m.span() for m in _QUOTED.finditer(norm, *part)]
    every = join_baselines(norm, quantities(norm, *part, goal=place.tone == "goal"))
    every = [q for q in every if not inside(inner, q.number) and not inside(quoted, q.number)]
    heads: list[Quantity] = []
    for i, q in enumerate(every):
        ahead = every[i + 1] if i + 1 < len(every) else None
        if ahead and _is_criterion(norm, part, q, ahead):
            continue
        if q.kind != "percent" and ahead and ahead.kind == "percent" and not _NOUN_START.match(norm, ahead.start):
            # "Tỷ lệ trẻ được sàng lọc ít nhất 5 loại bệnh đạt 50%": the first number is part of what is measured.
            between = norm[q.end : ahead.start]
            governed = words.reach_near.search(norm, max(part[0], q.start - 40), q.start) or words.make_near.search(
                norm, max(part[0], q.start - 40), q.start
            )
            if words.reach_near.search(between) and not governed and not _starts_anew(between):
                continue
        if heads:
            between = norm[max(heads[-1].end, q.start - _SIGHT) : q.start]
            seps = list(_SEPARATOR.finditer(between))
            if not seps:
                continue  # a criterion inside the indicator
            if q.kind == "percent" and heads[-1].kind == "ratio" and _AGAIN.fullmatch(between[seps[0].start() :]):
                continue  # "14/18 xã đạt chuẩn, đạt tỷ lệ 77,8%" says one thing twice
            direct = not between[seps[-1].end() :].strip()
            near = words.reach_near.search(between[seps[-1].end() :]) or words.make_near.search(
                between[seps[-1].end() :]
            )
            alike = place.tone == "goal" and q.unit == heads[-1].unit and not _EACH.search(between)
            if q.kind != "percent" and not (direct or near or alike or _starts_anew(between)):
                continue
        if _committed(norm, sentence, part, q, place, words, first_year):
            heads.append(q)
        elif heads and q.kind in _COUNTABLE and heads[-1].kind in _COUNTABLE:
            between = norm[max(heads[-1].end, q.start - _SIGHT) : q.start]
            seps = list(_SEPARATOR.finditer(between))
            if seps and not between[seps[-1].end() :].strip() and q.kind != "free":
                heads.append(q)  # "ít nhất 100 doanh nghiệp …, 50 hợp tác xã …"
    return heads


_SETTLES = re.compile(r"(?<!\w)(?:xuống còn|xuống|còn|lên|lên đến|lên tới|đạt)\s*$", re.IGNORECASE)
_RATE_OF = re.compile(
    r"(?:.*[,;:]\s+|)(?:phấn đấu\s+|bảo đảm\s+|đảm bảo\s+)?(?:giảm|tăng|nâng|nâng cao|đưa|duy trì|giữ vững)?\s*"
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


_AGAIN = re.compile(r",\s+(?:đạt|chiếm|bằng|tương đương)(?:\s+(?:tỷ lệ|tỉ lệ))?\s*", re.IGNORECASE)


_EACH = re.compile(r"(?<!\w)(?:mỗi|gồm|tại|cho|với|trị giá)(?!\w)", re.IGNORECASE)


def _starts_anew(between: str) -> bool:
    """A separator is followed by words that begin a new statement."""
    return any(_NOUN_START.match(between, s.end()) for s in _SEPARATOR.finditer(between))


def _cut(norm: str, left: Quantity, right: Quantity, words: Words) -> tuple[int, int, bool]:
    """Where the clause of `left` ends, where that of `right` starts, whether `right` directly follows the separator."""
    between = norm[left.end : right.start]
    ring = [(a - left.end, b - left.end) for a, b in brackets(norm, left.end, right.start)]
    seps = [s for s in _SEPARATOR.finditer(between) if not inside(ring, s.start())]
    if not seps:
        return right.start, right.start, False
    last = seps[-1]
    if not between[last.end() :].strip():
        return left.end + last.start(), left.end + last.end(), True
    measured = bool(
        words.reach_near.search(norm[max(0, left.start - 40) : left.start])
    )  # the subject stands before the number
    anew = [s for s in seps if _NOUN_START.match(between, s.end())]
    chosen = (anew[0] if measured else anew[-1]) if anew else (seps[0] if measured else last)
    return left.end + chosen.start(), left.end + chosen.end(), False


def _clause_start(norm: str, part: Range, q: Quantity, words: Words) -> int:
    """Where the clause of the first quantity of a part begins: lead-ins that state something else fall away."""
    start = part[0]
    inner = brackets(norm, *part)
    for m in re.finditer(r":\s+", norm[start : q.start]):
        at = start + m.end()
        if inside(inner, at):
            continue
        rest = len(norm[q.end : part[1]].split())
        if at < q.start or rest >= 3:
            lead = norm[part[0] : at]
            if _OWN_CLAUSE.match(lead):  # "Tỷ lệ hộ dùng nước sạch: thành thị 100%"
                continue
            if not (_TIME_PHRASE.fullmatch(lead) and _NAMED_YEAR.search(lead)):
                start = at
    cut = None
    for m in words.commit.finditer(norm, start, q.start):
        if inside(inner, m.start()) or m.start() == start:
            continue
        # "…, phấn đấu đạt 30%" opens a clause; "tỷ lệ giải ngân phấn đấu đạt 100%" has its subject before the verb.
        opens = norm[m.start() - 2 : m.start()] == ", " or not _STRONG.match(norm, m.start())
        if opens and (cut is None or m.start() - cut > 24):
            cut = m.start()
    if cut is None:
        for s in _SEPARATOR.finditer(norm, start, q.start):
            if (
                not inside(inner, s.start())
                and _OWN_CLAUSE.match(norm, s.end())
                and words.reach_near.search(norm, s.end(), q.start)
            ):
                cut = s.end()
                break
    if cut is not None and not _TIME_PHRASE.fullmatch(norm[start:cut]):
        comma = norm.rfind(", ", start, cut) + 2
        timed = comma > 1 and _TIME_PHRASE.fullmatch(norm, comma, cut) and _NAMED_YEAR.search(norm, comma, cut)
        start = comma if timed else cut  # "…, năm 2024 mục tiêu đặt ra là …"
    opening = norm[start : q.start]
    if (
        opening.endswith(", ")
        and len(opening.split()) >= 4
        and not _TIME_PHRASE.fullmatch(opening)
        and not _FRAMES.match(opening)
    ):
        start = q.start  # "Không có vụ cháy lớn, 100% cơ sở được kiểm tra"
    m2 = _LEADING.match(norm, start, q.start)
    return m2.end() if m2 else start


_FRAMES = re.compile(r"(?:tại|ở|đối với|trong|riêng|về|với|trên|toàn|các|giai đoạn|định hướng)(?!\w)", re.IGNORECASE)
_LAST_WORD = re.compile(r"\s+(?:và|hoặc|đồng thời|trong đó)$")


def _clauses(norm: str, part: Range, heads: list[Quantity], words: Words) -> Iterator[tuple[Range, Quantity, bool]]:
    """(range, quantity, directly enumerated) for each head; enumerated ones inherit the comparator."""
    starts = [_clause_start(norm, part, heads[0], words)]
    ends: list[int] = []
    direct = [False]
    for left, right in itertools.pairwise(heads):
        stop, begin, enumerated = _cut(norm, left, right, words)
        ends.append(stop)
        m = _LEADING.match(norm, begin, right.start)
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
            if p.explicit and same and p.comparator != "range" and not (q.kind == "percent" and q.value == 100):
                q.comparator = p.comparator
        yield (start, max(end, q.end)), q, direct[i]


# --- fields ----------------------------------------------------------------------------------------------------------

_YEAR = re.compile(
    r"(?<!\w)(?:(?:từ nay\s+)?(?:đến|tới|vào|trong|hết|cuối|đầu)\s+(?:hết\s+|cuối\s+|đầu\s+|trước\s+)?(?:năm\s+)?|"
    r"năm\s+|\(năm\s+)((?:19|20)\d\d)(?![\d/.-]|\s?-\s?\d)",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"(?<!\w)so(?: với)?\s*(?:(?:mức|mục tiêu|chỉ tiêu|kế hoạch|kết quả|thực hiện|thời điểm|của|cuối|đầu)\s+){0,3}$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\s*(?:giá trị|sản lượng|kim ngạch|doanh thu|tốc độ|tỷ lệ|tỉ lệ|tỷ trọng|tỷ suất|tỉ suất|số|mức|quy mô|tổng|"
    r"diện tích|năng suất|chỉ số|thứ hạng|thu nhập|từ|$)",
    re.IGNORECASE,
)
#: Words that keep a number from being the amount of the change that the first verb states.
_INDIRECT = re.compile(
    r"(?<!\w)(?:đạt|có|được|cho|tới|của|tại|trong|với|bằng|cường|nhận thức|năng lực|chất lượng|hiệu quả)(?!\w)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:phấn đấu|phần đầu|bảo đảm|đảm bảo|quyết tâm|tiếp tục|hằng năm|hàng năm|mỗi năm|bình quân|kiềm chế|từng bước|"
    r"và|đồng thời|,|\s)+",
    re.IGNORECASE,
)


def _year(norm: str, clause: Range, q: Quantity) -> int | None:
    best: tuple[int, int] | None = None
    reached = _REACHED.match(norm, q.end, clause[1])
    for m in _YEAR.finditer(norm, *clause):
        year = int(m[1])
        before = norm[max(clause[0], m.start() - 40) : m.start()]
        if reached and reached.start() <= m.start() < reached.end():
            continue
        if _COMPARED.search(before) or any(a <= m.start() <= b + 12 and year == q.baseline_year for a, b in q.extra):
            continue
        if re.search(r"giai đoạn\s*$", before, re.IGNORECASE):
            continue
        distance = m.start() - q.end if m.start() >= q.end else 2 * (q.start - m.end()) + 1
        if best is None or distance < best[0]:
            best = (distance, year)
    return best[1] if best else None


def _direction(norm: str, clause: Range, q: Quantity, words: Words) -> Direction | None:
    before = norm[clause[0] : q.start]
    near = words.verb_near.search(before)
    if near and not before[: near.start()].rstrip().lower().endswith("trở"):
        verb = re.sub(r"\s+", " ", near[1].lower())
        if verb in ("lên", "xuống", "xuống còn") or q.kind != "rank":
            return words.direction.get(verb)
    if q.baseline is not None:
        between = norm[q.extra[0][1] : q.number]
        if re.search(r"(?<!\w)xuống(?!\w)", between):
            return "decrease"
        if re.search(r"(?<!\w)lên(?!\w)", between):
            return "increase"
    opening = _OPENING.match(norm, *clause)
    at = opening.end() if opening else clause[0]
    for m in _STRONG.finditer(norm, at, q.start):
        at = m.end() + 1  # "Năm 2026, huyện phấn đấu giảm …"
    first = words.verb_first.match(norm, at, q.start)
    if first:
        verb = re.sub(r"\s+", " ", first[1].lower())
        found = words.direction.get(verb)
        if (
            found == "maintain"
            or before.rstrip().lower().endswith(" thêm")
            or (
                found
                and (_CHANGED.match(norm, first.end(), q.start) or not _INDIRECT.search(norm, first.end(), q.start))
            )
        ):
            return found
    if re.search(r"(?<!\w)(?:và|,) (?:duy trì|giữ vững)(?!\w)", before):
        return "maintain"
    return None


_STRIP_FIRST = re.compile(
    r"(?:từ\s+năm\s+\d{4}\s+trở đi|xuống còn|xuống|lên|phấn đấu|phần đầu|bảo đảm|đảm bảo|quyết tâm|cam kết|tiếp tục|"
    r"có thêm|duy trì và phát triển|duy trì|giữ vững|đạt|có|giảm|kéo giảm|kiềm chế và kéo giảm|tăng|nâng cao|nâng|"
    r"đưa|hạ|hình thành|xây dựng|thành lập|phát triển|trong đó|hoàn thành|mục tiêu|chỉ tiêu|(?:từ nay\s+)?(?:đến|vào|"
    r"trong)\s+(?:hết\s+|cuối\s+)?năm\s+\d{4}|trong giai đoạn\s+\d{4}\s*-\s*\d{4}|giai đoạn\s+\d{4}\s*-\s*\d{4}|"
    r"hằng năm|hàng năm|mỗi năm|bình quân|[,:\s])(?!\w)\s*",
    re.IGNORECASE,
)
_STRIP_LAST = re.compile(
    r"(?:\s|^)(?:đạt tỷ lệ|đạt|tăng|giảm|chiếm|lên|xuống còn|xuống|còn|ở mức|có|là|được|hoàn thành|từ|mức|tối thiểu|"
    r"(?:tăng|giảm) bình quân|thêm|tại|cho|tới|trong|với|:|,|-)\s*$",
    re.IGNORECASE,
)
_STATES = re.compile(r"(?<!\w)(?:đạt|tăng|giảm|chiếm|lên|xuống|còn|ở mức|là)(?!\w)|:", re.IGNORECASE)
_WHEN = re.compile(
    r"(?<!\w)(?:vào|đến|tới|trong|từ nay đến)\s+(?:hết\s+|cuối\s+|đầu\s+)?(?:năm\s+)?(?:19|20)\d\d(?!\d)|"
    r"\((?:so với\s+)?năm\s+\d{4}\)|(?<!\w)(?:so với\s+)?năm\s+(?:19|20)\d\d(?!\d|\s?-)",
    re.IGNORECASE,
)


def _subject(text: str, norm: str, clause: Range, q: Quantity, enumerated: bool) -> str | None:
    """What is measured: the clause without its verb, comparator, number and year.

    None when the clause names nothing but a unit and follows another one, whose subject it then has.
    """
    begin, stop = clause[0], q.start
    while (m := _STRIP_FIRST.match(norm, begin, stop)) and m.end() > begin:
        begin = m.end()
    while (m := _STRIP_LAST.search(norm, begin, stop)) and m.start() < stop:
        stop = m.start()
    before = text[begin:stop].strip(" ,:;-")
    after_from = q.end
    if q.kind in ("count", "matter", "free", "ratio") and q.unit:
        at = norm.find(q.unit, q.number, q.end)
        after_from = at if at >= 0 else q.end
    after = text[after_from : clause[1]].strip(" ,:;-.")
    before, after = _WHEN.sub("", before).strip(" ,:;-"), _WHEN.sub("", after).strip(" ,:;-.")
    stated = bool(before) and bool(_STATES.search(norm, stop, q.start))  # "Quy mô kinh tế số đạt 40% GRDP": said before
    short = q.kind == "percent" and len(after.split()) <= 2 and not after.startswith("số")
    if (stated and (after == q.unit or short)) or (not before and after == q.unit and enumerated):
        after = ""
    joined = f"{before} {after}".strip()
    return joined or None


# --- the document ----------------------------------------------------------------------------------------------------

_GOAL_LEAD = re.compile(r"(?:mục tiêu|chỉ tiêu|phấn đấu|phần đầu)", re.IGNORECASE)


_DIGIT = re.compile(r"\d")
_FOOTNOTE = re.compile(r"\s*\[\d{1,3}\]\s*")


class _Places:
    """The tone at each paragraph: its section's, unless a lead-in line ("Phấn đấu đến năm 2025:") sets another."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.section: Section | None = None
        self.tone: Tone = "plain"
        self.lead: Tone | None = None
        self.led: Section | None = None  # the section in which the lead-in line stands
        self.quantified: dict[int, int] = {}  # id(section) → how many quantified targets

    def at(self, p: Paragraph) -> _Place:
        section = self.frame.section_at(p.start)
        if section is not self.section:
            self.section, self.tone = section, tone(section)
            if not self._is_item(section):
                self.lead = None
        norm = self.frame.text.norm
        if p.cell is not None or p.end - p.start > 400:
            return _Place(self.lead or self.tone, p.cell is not None)
        line = norm[p.start : p.end].strip()
        if line.endswith(":") or (len(line) <= 60 and not line.endswith((".", ";"))):
            found = title_tone(line[body_start(line, 0, len(line)) :])
            if found in ("goal", "report"):
                self.lead, self.led = found, section
            elif line.endswith(":") and not (_BULLET.match(line) and len(line) <= 60):
                self.lead = None
        return _Place(self.lead or self.tone, p.cell is not None)

    def _is_item(self, section: Section | None) -> bool:
        """Whether a section is an item, "a)" or "(1)", of the list that the lead-in line opened."""
        if section is None or not (section.kind == "letter" or section.label.startswith("(")):
            return False
        return self.led in (section.parent, None) or self.led is section or self.led.parent is section.parent


_BULLET = re.compile(r"[-+*•]\s")


def extract(frame: Frame, header: Header) -> tuple[tuple[Target, ...], tuple[QualitativeTarget, ...]]:
    """The quantified and the qualitative targets of a plan, each in the order of the text.

    Offsets are into `frame.text`; `text` is the clause as written; values are numbers as Vietnam writes them.
    """
    words = vocabulary()
    norm = frame.text.norm
    first_year = _first_year(header)
    places = _Places(frame)
    quantified: list[Target] = []
    silent: list[tuple[Paragraph, _Place, Section | None]] = []
    after_mark = False
    tables: dict[int, list[Target]] = {}
    for table in frame.text.tables:
        columns = columns_of(frame, table)
        found = list(targets_of(frame, table, columns, first_year)) if columns else []
        if found:
            tables[table.index] = found
    for p in content(frame):
        note = _FOOTNOTE.match(norm, p.start, p.end)
        if (p.cell is not None and p.cell.table in tables) or note or after_mark:
            after_mark = bool(note and note.end() == p.end)  # the mark of a footnote, its words in the next paragraph
            continue
        place = places.at(p)
        section = places.section
        silent.append((p, place, section))
        if not _DIGIT.search(norm, p.start, p.end):
            continue
        start = body_start(norm, p.start, p.end)
        for sentence in sentences(norm, start, p.end):
            if not _DIGIT.search(norm, *sentence):
                continue
            subject: str | None = None
            carried = False
            for part in split(norm, *sentence):
                if not NUMBER.search(norm, *part):
                    continue
                goes_on = carried and _OWN_CLAUSE.match(norm, *part) is not None
                here = _Place("goal", place.cell) if goes_on and place.tone == "plain" else place
                heads = _heads(norm, sentence, part, here, words, first_year)
                carried = bool(heads) and (
                    goes_on or words.commit.search(norm, sentence[0], heads[0].start) is not None
                )
                if heads:
                    made = list(_targets(frame, norm, part, heads, words, subject))
                    subject = made[-1].subject
                    for within in _added(norm, part):  # "(trong đó có 4 triệu lượt khách quốc tế)"
                        more = _heads(norm, within, within, place, words, first_year)
                        made += _targets(frame, norm, within, more, words, subject) if more else ()
                    quantified += made
                    places.quantified[id(section)] = places.quantified.get(id(section), 0) + len(made)
    for found in tables.values():
        quantified += found
    quantified.sort(key=lambda t: (t.span.start, t.span.end))
    return tuple(quantified), tuple(_qualitative(frame, silent, places.quantified))


_ADDED = re.compile(r"\((?=(?:trong đó|riêng|bình quân|trung bình|mỗi năm|hằng năm|hàng năm)(?!\w))", re.IGNORECASE)


def _added(norm: str, part: Range) -> Iterator[Range]:
    """The insides of brackets that state something of their own beside the clause they stand in."""
    for begin, end in brackets(norm, *part):
        if _ADDED.match(norm, begin) and NUMBER.search(norm, begin, end):
            yield begin + 1, end - 1


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
        (clause, q, _subject(frame.text.text, norm, clause, q, direct))
        for clause, q, direct in _clauses(norm, part, heads, words)
    ]
    for i, (clause, q, own) in enumerate(found):
        # what is measured may be said once: "đạt 65% vào năm 2025 và 80% vào năm 2030", "2025 có 70%, 2030 có 90% hộ"
        following = found[i + 1][2] if i == 0 and len(found) > 1 else None
        subject = own or subject or following
        yield Target(
            text=frame.text.text[slice(*clause)],
            subject=subject,
            comparator=q.comparator,
            value=q.value,
            value_max=q.value_max,
            unit=q.unit,
            out_of=q.out_of,
            baseline=q.baseline if q.baseline is not None else _reached(norm, clause, q)[0],
            baseline_year=q.baseline_year or _reached(norm, clause, q)[1] or _compared_year(norm, clause),
            year=_year(norm, clause, q),
            direction=_direction(norm, clause, q, words),
            where=frame.where(clause[0]),
            span=frame.span(*clause),
        )


_REACHED = re.compile(
    rf"\s*\((?:thực hiện\s+|kết quả\s+|hiện trạng\s+|ước\s+)?năm\s+((?:19|20)\d\d)\s*(?:là|đạt|:|=|còn|"
    rf"ở mức)?\s*({NUM})\s*"
    r"([^()\d]{0,24})\)",
    re.IGNORECASE,
)


def _reached(norm: str, clause: Range, q: Quantity) -> tuple[float | None, int | None]:
    """What was reached before, when brackets after the figure say so: "90% (năm 2023 là 82%)"."""
    m = _REACHED.match(norm, q.end, clause[1])
    if m is None or m[3].strip().lower() not in ((q.unit or "").lower(), ""):
        return None, None
    return number(m[2]), int(m[1])


_COMPARED_YEAR = re.compile(r"so (?:với )?(?:mức )?(?:cuối )?năm\s+((?:19|20)\d\d)", re.IGNORECASE)


def _compared_year(norm: str, clause: Range) -> int | None:
    m = _COMPARED_YEAR.search(norm, *clause)
    return int(m[1]) if m else None


# --- qualitative -----------------------------------------------------------------------------------------------------

_NONE = re.compile(
    r"(?<!\w)(?:không (?:có|để(?: xảy ra)?|còn|phát sinh|xảy ra)|chấm dứt|xóa bỏ|(?:giảm|hạn chế|"
    r"giảm thiểu)\s+(?:tối đa|thấp nhất|đến mức thấp nhất|ở mức thấp nhất)|hạn chế đến mức thấp nhất)(?!\w)",
    re.IGNORECASE,
)
_KEPT = re.compile(r"(?<!\w)được (?:duy trì|giữ vững)(?!\w)", re.IGNORECASE)
_ALL = re.compile(r"(?:phấn đấu\s+)?(?:tất cả|toàn bộ)(?!\w).{0,200}(?<!\w)(?:được|đạt|có|đều)(?!\w)", re.IGNORECASE)
_STRIVE = re.compile(rf"[{UPPER}]?[^,;:.]{{0,60}}(?:phấn đấu|phần đầu|bảo đảm|đảm bảo)\s*$", re.IGNORECASE)


def _qualitative(
    frame: Frame, paragraphs: list[tuple[Paragraph, _Place, Section | None]], quantified: dict[int, int]
) -> Iterator[QualitativeTarget]:
    """Commitments to none, to all, or to keep, without a figure; in sections of goals only.

    A section of goals is one whose heading says so, or one of "yêu cầu" that holds two quantified targets or more.
    """
    norm = frame.text.norm
    for p, place, section in paragraphs:
        if place.tone in ("report", "money", "rule") or p.cell is not None:
            continue
        aims = section is not None and any(_AIMS.search(s.title) for s in section.ancestors())
        if place.tone != "goal" and not (aims and quantified.get(id(section), 0) >= 2):
            continue
        start = body_start(norm, p.start, p.end)
        for sentence in sentences(norm, start, p.end):
            for part in split(norm, *sentence):
                for clause in _plain_clauses(norm, part):
                    if NUMBER.search(norm, *clause):
                        continue
                    begin, end = tidy(norm, *clause)
                    m = _NONE.search(norm, begin, end)
                    lead = norm[begin : m.start()] if m else ""
                    none = m and (
                        not lead.strip()
                        or _STRIVE.fullmatch(lead)
                        or _TIME_PHRASE.fullmatch(lead)
                        or re.fullmatch(r"(?:và|đặc biệt|đồng thời|nhất là)\s+.{0,24}", lead, re.IGNORECASE)
                    )
                    if none or _KEPT.search(norm, begin, end) or _ALL.match(norm, begin, end):
                        opening = _OPENS.match(norm, begin, end) if none else None
                        begin = opening.end() if opening else begin
                        yield QualitativeTarget(
                            text=frame.text.text[begin:end], where=frame.where(begin), span=frame.span(begin, end)
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
