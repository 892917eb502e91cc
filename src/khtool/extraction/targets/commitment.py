"""Whether the words round a quantity make it a commitment: striving, reaching, the past, conditions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khtool.extraction.clauses import (
    Range,
    Tone,
)
from khtool.extraction.targets.quantities import (
    KEEP,
    NUMBER,
    Quantity,
    Words,
    has_year,
)
from khtool.extraction.wordlist import last_word, whole_words

_PAST = re.compile(
    r"(?<!\w)(?-i:(?=[ƯĐLTHNVCDQGKưđlthnvcdqgk]))(?:(?<!công )(?<!quy )"
    r"ước(?:\s+(?:đạt|tính|thực hiện|cả năm|vượt|tăng|giảm|có|khoảng))?|đã\s+(?!được|đề ra|ban hành|"
    r"phê duyệt|giao|ký|xác định|nêu|đăng ký|công nhận|đạt chuẩn|qua|cấp|tiếp nhận|phát hiện|thành lập)\w+|"
    r"l[uũ][yỹ] kế|(?:tính )?đến nay|tính đến (?:ngày|"
    r"tháng|hết|cuối|thời điểm)|(?<!thực )(?<!biểu )(?<!thể )(?<!phát )"
    r"hiện (?:nay|có(?!\s*[,;.)])|tại|đang|toàn)|thời gian qua|năm qua|vừa qua|cùng kỳ|"
    r"dự báo|"
    r"(?:quyết nghị|giao dự toán)|kết quả (?:đạt|thực hiện|cho thấy|khảo sát|điều tra|rà soát|đánh giá|"
    r"kiểm tra))(?!\w)",
    re.IGNORECASE,
)

_SAME_PERIOD = re.compile(
    r"[^.;,]{0,40}(?:so (?:với )?cùng kỳ|so (?:với )?dự toán|(?<!\w)kế hoạch đề ra)", re.IGNORECASE
)

STRONG = re.compile(whole_words(["phấn đấu", "phần đầu", "quyết tâm", "cam kết"]))

NAMED_YEAR = re.compile(r"(?<!\w)năm\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE)

_LONGEVITY = re.compile(r"tuổi thọ|thời gian|thời hạn giải quyết|số năm|số ngày|độ trễ", re.IGNORECASE)

TIME_PHRASE = re.compile(
    r"(?:(?:từ nay )?đến|trong|vào|hằng|hàng|mỗi|giai đoạn|bình quân|riêng|năm|cả|từ|mục tiêu|"
    r"chỉ tiêu)(?:\s[^,:;]{0,48})?[,:]?\s*",
    re.IGNORECASE,
)

LEADING = re.compile(
    r"(?:\(?(?:\d{1,2}|[ivx]{1,4}|[a-e])\)\s+|(?:và|đồng thời|trong đó|đặc biệt|ngoài ra|cụ thể|song song)\s*[,:]\s*|"
    r"và\s+|đồng thời\s+|đặc biệt\s+(?=phấn đấu|phần đầu|là))",
    re.IGNORECASE,
)

_POLICY = re.compile(
    r"\s*(?:kinh phí|chi phí|học phí|viện phí|mức lương|tiền lương|mức đóng|giá trị hợp đồng|tổng mức|mức chuẩn|"
    r"mức hỗ trợ|lãi suất)"
)

_POLICY_VERB = re.compile(
    r"(?:hỗ trợ|miễn|giảm|cấp|chi trả|bằng|đóng)\s*(?:không quá|tối đa|ít nhất|tối thiểu)?\s*$", re.IGNORECASE
)

#: "Cắt giảm 20% kinh phí hội nghị", "giảm 30% chi phí tuân thủ": what is saved, no favour granted.
_CUTS = re.compile(r"(?<!\w)(?:cắt|tiết|kéo) giảm|tiết kiệm|giảm\D{0,20}(?:kinh phí|chi phí)(?!\w)", re.IGNORECASE)
#: How many characters of a sentence the words that rule a number may be away from it; bounds the work for each number.
SIGHT = 700

_CONDITION = re.compile(r"(?:đối với|trường hợp|nếu|khi|riêng đối với)(?!\w)", re.IGNORECASE)

_INDICATOR = re.compile(r"(?:tỷ lệ|tỉ lệ|tỷ số|tỉ số|tỷ suất|tỉ suất|số (?!lượng|tiền|hiệu|\d))(?!\d)", re.IGNORECASE)

#: "tối thiểu 02 lượt", "ít nhất 05 xã": in words of work to do such a floor is a commitment, wherever it stands.
_FLOOR = re.compile(r"(?:ít nhất|tối thiểu|không dưới|không ít hơn|không thấp hơn)(?!\w)", re.IGNORECASE)
#: Words after which a floor tells who or what is meant, or the terms of something: "hộ có ít nhất 02 lao động".
_TERMS = re.compile(
    r"(?<!\w)(?:có|gồm|đủ|là|của|các|những|với|mức|trong|sau|trước|cách|hưởng|được|bằng|đối ứng|lương|giá|suất|"
    r"quy mô|điều kiện|tiêu chí|tiêu chuẩn|số lượng|thời gian|thời hạn|diện tích|chiều rộng|kinh nghiệm)\s*$",
    re.IGNORECASE,
)
_TERMS_LAST = frozenset({
    "", "có", "gồm", "đủ", "là", "của", "các", "những", "với", "mức", "trong", "sau", "trước", "cách", "hưởng", "được",
    "bằng", "ứng", "lương", "giá", "suất", "mô", "kiện", "chí", "chuẩn", "lượng", "gian", "hạn", "tích", "rộng",
    "nghiệm",
})  # fmt: skip
_EVERY = re.compile(
    r"(?:.{0,80}[,;]\s+)?(?:mỗi|từng)\s|.{0,40}(?:hằng|hàng|mỗi) (?:tuần|tháng|qu[ýí]|năm)(?!\w)", re.IGNORECASE
)
#: "trị giá 50 triệu đồng/nhà": what one of them costs.
_WORTH = re.compile(
    r"(?<!\w)(?:trị giá|định mức|đơn giá|mức hỗ trợ|mức thưởng|mức chi|kinh phí)"
    r"(?:\s+(?:là|từ|khoảng|bình quân)){0,2}\s*$",
    re.IGNORECASE,
)
_RAISES = re.compile(
    r"(?<!\w)(?:huy động|vận động|quyên góp|ủng hộ|thu hút|kêu gọi|giải ngân)(?:\s+được)?\s*$", re.IGNORECASE
)
#: "phun hóa chất 02 đợt": how often something is done.
TIMES = re.compile(r"(?:đợt|lần|lượt|buổi|kỳ|vòng)(?!\w)(?!\s+(?:đầu|cuối|thứ))", re.IGNORECASE)
_DAYS = re.compile(r"(?:ngày|buổi|giờ)(?!\w)(?! tuổi)", re.IGNORECASE)
_AMOUNTS = re.compile(r"(?<!\w)đạt(?:\s+từ)?\s*$", re.IGNORECASE)
_EACH_NEAR = re.compile(r"(?:^|[,;:]\s)mỗi\s[^,;:.\d]{2,30}$", re.IGNORECASE)
_AT = re.compile(r"(?<!\w)tại\s*$", re.IGNORECASE)
#: "Chiều rộng mặt đường tối thiểu 3,5 m": a measure of the thing, no work.
_DIMENSION = re.compile(
    r"(?:chiều|bề|khoảng cách|độ (?:dày|sâu|cao|rộng|dốc)|diện tích|kích thước|công suất|dung tích|cự ly)(?!\w)",
    re.IGNORECASE,
)
_EACH_OF = re.compile(r"(?:mỗi|từng)\s(?!người|hộ|gia đình|cá nhân)", re.IGNORECASE)
#: Before the year of a document that the figure goes by: "ký số theo Nghị định … tháng 3 năm 2020".
OF_DOCUMENT = re.compile(
    r"(?:ngày\s+\d{1,2}\s+tháng\s+\d{1,2}|(?<!\w)(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp)(?!\w)[^,;.\d]{0,70})\s+$"
)
#: "từ 48% năm 2024 tăng lên …": the year of a baseline.
_STARTS_FROM = re.compile(r"(?<!\w)từ\s+[\d.,]+\s?%?\s*$", re.IGNORECASE)
#: "100% tiêu chí bị trừ điểm năm 2022 có giải pháp khắc phục": the year tells which, the verb comes after it.
GOES_ON = re.compile(r"\s(?:phải\s)?(?:có|được|đạt|hoàn thành|khắc phục)\s", re.IGNORECASE)
_KEEPS = re.compile(rf"(?<!\w){KEEP}\s*$", re.IGNORECASE)
_FOR = re.compile(r"(?<!\w)cho\s*$", re.IGNORECASE)
#: "đủ chỗ cho 30 người": how much something holds.
_NO_FAVOUR = re.compile(r"(?<!\w)(?:đủ|chỗ(?! ở)|sức chứa|phục vụ|công suất)(?!\w)", re.IGNORECASE)
#: "500.000 đồng cho 01 người/tháng": a rate of pay.
_PAID_FOR = re.compile(r"đồng\s+cho\s*$", re.IGNORECASE)
_LENT = re.compile(r"[^.,;:]{0,40}?\svay(?!\w)", re.IGNORECASE)

_THEN = re.compile(r"[^,;]{0,40}?(?<!\w)(?:thì|có thể|được phép|được xem xét)(?!\w)", re.IGNORECASE)

#: "đề ra 04 mục tiêu": the parts of a document that it counts, no measure.
_PARTS = re.compile(r"(?:mục tiêu|chỉ tiêu|nội dung|nhiệm vụ|giải pháp|phần|điểm|nhóm)(?!\w)", re.IGNORECASE)

_LISTS = re.compile(r"(?:đề ra|đưa ra|gồm|bao gồm|xác định|nêu|theo|với)(?:\s+có)?\s*$", re.IGNORECASE)

#: "không còn xã đạt dưới 10 tiêu chí": a goal without a figure; the number tells which.
_NO_MORE = re.compile(r"(?:(?:phấn đấu|cơ bản)\s+)?không (?:còn|có|để)\s+(?!quá)[^\W\d]", re.IGNORECASE)
_WHICH = re.compile(r"(?<!\w)(?:đạt|có|dưới|trên)\s*$", re.IGNORECASE)
_SEPARATES = re.compile(r"[,;:]|\svà\s")
#: "02 lần mỗi tuần", "mỗi ngày 02 lượt": how often, beside "02 lần/tháng".
_OFTEN_AFTER = re.compile(r"\s(?:mỗi|một|trong)\s(?:ngày|tuần|tháng|qu[ýí]|năm|học kỳ)(?!\w)", re.IGNORECASE)
_OFTEN_BEFORE = re.compile(r"(?<!\w)(?:mỗi|hằng|hàng)\s(?:ngày|tuần|tháng|qu[ýí]|năm|học kỳ)\s*$", re.IGNORECASE)
_OFTEN_UNIT = re.compile(
    r"(?:đợt|lần|lượt|buổi|kỳ|cuộc|số|tin|bài|tin, bài)/(?:0?1\s)?(?:ngày|tuần|tháng|qu[ýí]|năm|học kỳ|năm học)",
    re.IGNORECASE,
)
#: Words after which a frequency tells who or what is meant, or is a dose: "người uống thuốc 02 lần/ngày".
_NOT_OFTEN = re.compile(
    r"(?<!\w)(?:họp|giao ban|nếu|quá|khi|mức|vi phạm|hưởng|uống|dùng|trường hợp|của|theo|được|là)(?!\w)", re.IGNORECASE
)
#: "nâng tổng số lên 118 điểm", "đưa số trạm lên 12 trạm": a change that the clause itself begins with.
_CHANGES_TO = re.compile(
    r"(?:^|[,;:]\s)(?:(?:góp phần|qua đó|từ đó)\s)?(?:nâng|tăng|giảm|hạ|đưa|kéo giảm)\s[^,;:.\d]{2,50}"
    r"\s(?:lên|xuống|còn|xuống còn|lên thành)\s*$",
    re.IGNORECASE,
)
#: "Năm 2022: 400 cộng tác viên", "đến năm 2025 có 12.000 phòng": what a year of the plan is to bring.
_BY_YEAR = re.compile(
    r"(?:.{0,160}[:,;]\s+)?(?:(?:đến|hết|trong|cuối)\s(?:hết\s|cuối\s)?)?năm\s20\d\d(?::\s*|,?\s(?:phải\s)?(?:có|đạt)\s+"
    r"(?:thêm\s+)?)$",
    re.IGNORECASE,
)
#: "thực hiện 05 nội dung": a count of what the plan itself lists.
_OWN_PARTS = re.compile(r"(?<!\w)(?:thực hiện|triển khai|hoàn thiện|xác định|lồng ghép)(?:\s+tốt)?\s*$", re.IGNORECASE)
_OF_SCIENCE = re.compile(r"\s(?:khoa học|nghiên cứu)(?!\w)", re.IGNORECASE)
#: Verbs after which whatever is counted is there afterwards, when its number is written with two digits or more.
_PROVIDES = re.compile(
    r"(?<!\w)(?:mua sắm|trang bị|bổ sung|cấp phát|cấp|tặng|trao|lắp đặt|xây dựng|xây mới|sửa chữa|cải tạo|nâng cấp|"
    r"thay thế|trồng|in|in ấn|phát|treo|làm mới|đầu tư|thành lập|mở|tổ chức|hỗ trợ|đào tạo|tuyển dụng|bố trí|thay mới|"
    r"mua|kết nạp|thu gom|xóa bỏ|giải tỏa|di dời|tháo dỡ|mở rộng|nạo vét)"
    r"(?:\s+(?:mới|thêm|bổ sung|ít nhất|tối thiểu|khoảng)){0,2}\s*$",
    re.IGNORECASE,
)

#: "phối hợp với 05 trường tổ chức …": those it is done with.
_TOGETHER = re.compile(r"(?<!\w)(?:phối hợp|cùng|liên kết|đối) với\s*$", re.IGNORECASE)

_HOLDS = re.compile(r"[^.,;:]{0,60}?(?<!\w)gồm(?!\w)", re.IGNORECASE)

#: "kiểm tra 05 đơn vị": those who are inspected are counted.
_INSPECTS = re.compile(r"(?:kiểm tra|thanh tra|giám sát|phản biện|thẩm định)(?!\w)", re.IGNORECASE)
#: "xây dựng mới 12 …", "lắp đặt 30 …": whatever it is, it will be there afterwards.
_MADE_NEW = re.compile(r"(?:(?:dựng|xây|mua|thay|làm|trồng|lập|mở) mới|lắp đặt)\s*$", re.IGNORECASE)
_GOT = re.compile(r"(?<!\w)được\s*$", re.IGNORECASE)

#: "gồm 11 chỉ tiêu kinh tế, 8 chỉ tiêu xã hội": the list of such parts has begun.
_LISTED = re.compile(rf"(?:đề ra|gồm|bao gồm)(?:\s+có)?\s+\d{{1,3}}\s+{_PARTS.pattern}", re.IGNORECASE)

COMPARED = re.compile(
    r"(?<!\w)(?:gấp|bằng)\s+(?:(?:hơn|trên|khoảng)\s+)?[\d,.]+\s+lần(?:\s+so với)?\s*$|"
    r"(?<!\w)(?:so(?: với)?|bằng)\s*(?:(?:mức|mục tiêu|chỉ tiêu|kế hoạch|kết quả|thực hiện|"
    r"thời điểm|của|cuối|đầu)\s+){0,3}(?:[\d.,]+\s?%?\s+(?:của\s+)?(?:cuối\s+)?)?$",
    re.IGNORECASE,
)


#: What only a paragraph that tells the past says: figures beside those of a year before, of the plan, of the budget.
_ESTIMATES = re.compile(r"(?<!\w)ước (?:đạt|thực hiện)")
_OF_PLANNED = re.compile(r"%\s+(?:so (?:với )?)?(?:kế hoạch|nghị quyết|dự toán)")
_REACHED_OF = re.compile(rf"(?<!\w)(?:đạt|bằng|vượt)\s+(?:\d{{1,3}},\d+|1(?!00\s?%)\d\d)\s?{_OF_PLANNED.pattern}")


def tells_the_past(norm: str, start: int, end: int) -> bool:
    """Whether a paragraph outside the goals reports what was reached: "đạt 91,2% so với kế hoạch"."""
    said = norm[start:end].lower()
    return (
        "cùng kỳ" in said
        or ("ước " in said and _ESTIMATES.search(said) is not None)
        or ("%" in said and _OF_PLANNED.search(said) is not None and _REACHED_OF.search(said) is not None)
    )


@dataclass(frozen=True, slots=True)
class Place:
    """What is known about the spot: the tone of its section, of its lead-in, whether it is a table cell."""

    tone: Tone
    cell: bool = False


#: Where only a word of striving makes a figure a commitment.
UNPROMISING = ("report", "money", "rule")


def _is_first(norm: str, start: int, q: Quantity) -> bool:
    """Nothing but connecting words and a phrase of time stands before the quantity."""
    if q.start - start > 120:
        return False
    before = norm[start : q.start]
    before = LEADING.sub("", before, count=1)
    return not before.strip(' ,:-"') or bool(TIME_PHRASE.fullmatch(before))


def is_committed(
    norm: str, sentence: Range, part: Range, q: Quantity, place: Place, words: Words, first_year: int | None
) -> bool:
    """Whether the words around a quantity make it a commitment."""
    near = norm[max(part[0], q.start - 60) : q.start]
    back = max(part[0], q.start - SIGHT)
    strong = STRONG.search(norm, back, q.start)
    if place.tone in UNPROMISING and not strong:
        return False
    # Among goals what is past rules its own part of the sentence only.
    first = part[0] if place.tone == "goal" else sentence[0]
    told = _PAST.finditer(norm, max(first, q.start - SIGHT), q.start)
    past = max((m.end() for m in told if m.start() >= part[0] or m[0].lower() != "dự báo"), default=None)
    if past is not None and not words.commit.search(norm, past, q.start):
        return False
    if not strong and _SAME_PERIOD.match(norm, q.end, part[1]):
        return False
    if first_year and not strong and q.baseline is None and has_year(norm, back, min(part[1], q.end + SIGHT)):
        years = [
            int(m[1])
            for m in NAMED_YEAR.finditer(norm, back, min(part[1], q.end + SIGHT))
            if norm[m.start() - 1] != "("
            and not COMPARED.search(norm, max(0, m.start() - 40), m.start())
            and not _STARTS_FROM.search(norm, max(0, m.start() - 24), m.start())
            and not (m.start() > q.end and OF_DOCUMENT.search(norm, max(q.end, m.start() - 90), m.start()))
            and not (m.start() > q.end and GOES_ON.match(norm, m.end()))
        ]
        if years and max(years) < first_year:
            return False
        said = [int(m[1]) for m in NAMED_YEAR.finditer(norm, back, q.start)]
        if place.tone == "goal" and said and said[-1] < first_year and _GOT.search(near):
            return False  # "năm 2023 thành lập được 65 hợp tác xã, năm 2024 …"
    goal = place.tone == "goal"
    commit = None if goal else words.commit.search(norm, back, q.start)  # asked of no figure among goals
    last = last_word(near)
    reach = words.reach_near.search(near) if last in words.reach_last else None
    make = words.make_near.search(near) if last in words.make_last and not goal else None
    if make and make[0].split(None, 1)[0].lower() in ("dự", "thay") and q.start - len(near) + make.start() > part[0]:
        beside = _BESIDE.search(near, 0, make.start())
        if not (beside and words.makes(near[: beside.start()])):
            make = None  # "bể nước dự trữ 60 m3", but "lắp đặt, thay thế 85 biển báo"
    if make is None and not goal and q.kind in ("count", "ratio"):
        make = _made_beside(norm, part, q, words, strong)
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
    floor = q.comparator == "ge" and _FLOOR.match(norm, q.start) is not None
    terms = _TERMS.search(near) if floor and last in _TERMS_LAST else None
    if terms and q.start - len(near) + terms.start() > part[0]:
        floor = False  # but "Có tối thiểu 60% hộ …" is said of nobody before it
    if (
        q.unit
        and not goal
        and q.kind != "count"
        and _PARTS.match(q.unit)
        and _OWN_PARTS.search(near)
        and not _OF_SCIENCE.match(norm, q.end)
    ):
        return False
    if (
        q.kind != "percent"
        and _NO_MORE.match(norm, *part)
        and (q.explicit or _WHICH.search(near))
        and _SEPARATES.search(norm, part[0], q.start) is None
    ):
        return False
    if q.kind == "percent":
        if (
            _POLICY.match(norm, q.end)
            and _POLICY_VERB.search(near)
            and not _CUTS.search(near + norm[q.end : q.end + 20])
        ):
            return False
        if goal or q.value == 100 or commit or (reach and not near.rstrip().lower().endswith("có")):
            return True
        if (floor and not place.cell) or q.baseline is not None:
            return True  # "quay vòng vốn tối thiểu 50%"
        if q.explicit and not place.cell and _INDICATOR.match(norm, *part):
            return True  # "tỷ lệ nợ quá hạn dưới 0,3%"
        return _is_first(norm, part[0], q) or bool(make) or _begins_with_change(norm, part[0], q.start, words)
    if q.kind == "rank":
        return goal or bool(commit)
    if q.kind == "time":
        if floor and _EVERY.match(norm, *part) and _DAYS.match(q.unit or ""):
            return True  # "Hằng tháng, lãnh đạo tiếp công dân tối thiểu 02 ngày"
        return bool(
            (q.explicit or reach or q.baseline is not None)
            and _LONGEVITY.search(norm, back, q.start)
            and (goal or commit)
        )
    if q.kind == "bare":
        ends = not norm[q.end : part[1]].strip() or norm[q.end] in ",.;)"
        return goal and not place.cell and ends and bool(reach or q.explicit)
    if q.kind == "ratio":
        return goal or bool(commit or reach or make) or _is_first(norm, part[0], q)
    if goal:
        return True
    if q.baseline is not None and q.kind in ("count", "matter") and not place.cell:
        return True  # "giảm số hộ nuôi thả từ 120 hộ xuống dưới 60 hộ"
    if q.kind == "money" or (q.unit and "đồng" in q.unit):
        if _WORTH.search(near):
            return False
        return bool(
            (commit and (reach or q.explicit)) or (q.explicit and (_RAISES.search(near) or _AMOUNTS.search(near)))
        )
    if q.explicit and q.comparator in ("gt", "ge", "lt", "le") and _INDICATOR.match(norm, *part):
        return True  # "số học sinh bỏ học không quá 02 học sinh"
    leads = words.make.match(norm, sentence[0]) or words.commit.match(norm, sentence[0])
    known = q.kind in ("count", "rate", "matter")
    floor = floor and not place.cell and _DIMENSION.match(norm, *part) is None
    each = q.explicit and q.comparator == "ge" and _EACH_NEAR.search(near)  # ", mỗi buổi từ 50 người trở lên"
    if known and place.cell and q.comparator == "ge" and q.start == part[0] and _FLOOR.match(norm, q.start):
        return True  # a cell of a product: "Ít nhất 40 lượt cán bộ được bồi dưỡng"
    if known and (floor or each or (reach and q.explicit and _EACH_OF.match(norm, *part))):
        return True
    if known and not place.cell and _is_often(norm, part, q):
        return True
    if known and not place.cell and _CHANGES_TO.search(norm, max(part[0], q.start - 80), q.start):
        return True
    if q.kind == "count" and not place.cell and _BY_YEAR.fullmatch(norm, max(part[0], q.start - 200), q.start):
        return True
    if q.explicit and q.comparator in ("ge", "gt", "approx") and _FOR.search(near) and not _NO_FAVOUR.search(near):
        when = _FIRST_WHEN.match(norm, *part)
        if leads or words.make.match(norm, when.end() if when else part[0]):
            return True  # "Bồi dưỡng kỹ năng số cho khoảng 500 giáo viên"
    if q.explicit and q.comparator in ("ge", "range", "approx", "lt", "le"):
        if reach and near.rstrip().lower().endswith("có") and not _is_first(norm, part[0], q):
            reach = None  # "gia đình có từ 02 con trở lên": who is meant
        return bool(commit or reach or make or (leads and _is_first(norm, part[0], q)))
    if q.kind in ("free", "matter"):
        if make and (q.unit or "").lower() == "nhiệm vụ" and _OF_SCIENCE.match(norm, q.end):
            return True
        if make and (commit or _INSPECTS.match(make[0]) or _MADE_NEW.search(make[0])):
            return True
        return bool(make and norm[q.number : q.number + 2].isdigit() and _PROVIDES.search(near))
    when = _FIRST_WHEN.match(norm, *part)
    opened = words.commit.match(norm, sentence[0]) or words.make.match(norm, when.end() if when else part[0])
    if q.kind == "rate" and _PAID_FOR.search(near):
        return False
    favoured = _FOR.search(near) and not _NO_FAVOUR.search(near)
    if opened and (favoured or (q.kind in ("count", "rate") and q.unit and TIMES.match(q.unit))):
        return True  # "Tập huấn kiến thức cho 700 người", "phun hóa chất 02 đợt"
    if strong and known and (favoured or not norm[strong.end() : q.start].strip()):
        return True  # "phấn đấu 10 hợp tác xã …", "phấn đấu phủ sóng di động cho 15 thôn"
    if lent(norm, part, q) or (reach and q.kind == "count" and _begins_with_change(norm, part[0], q.start, words)):
        return True
    if _AT.search(near) and _INSPECTS.match(norm, part[0]) and NUMBER.search(norm, part[0], q.start) is None:
        return True  # "Kiểm tra việc thực hiện tại 05 xã"
    return bool(make or (commit and reach) or (leads and reach) or _KEEPS.search(near))


def _is_often(norm: str, part: Range, q: Quantity) -> bool:
    """Whether the quantity is how often something is done: "02 lần/tháng", "02 lần mỗi tuần", "mỗi ngày 02 lượt"."""
    unit = q.unit or ""
    often = _OFTEN_UNIT.fullmatch(unit) or (
        TIMES.fullmatch(unit)
        and (
            _OFTEN_AFTER.match(norm, q.end, part[1]) or _OFTEN_BEFORE.search(norm, max(part[0], q.start - 24), q.start)
        )
    )
    return bool(often) and _NOT_OFTEN.search(norm, max(part[0], q.start - 60), q.start) is None


#: "Hằng năm, tập huấn cho 300 cán bộ": the verb comes after.
_FIRST_WHEN = re.compile(
    r"(?:(?:hằng|hàng|mỗi)\s+(?:năm|qu[ýí]|tháng)|(?:(?:trong|đến)\s+)?năm\s+20\d\d),?\s+", re.IGNORECASE
)
#: Between two verbs of one object: "nạo vét, khơi thông 22 km".
_BESIDE = re.compile(r"\s*(?:,|\svà)\s+$")
_VERB_BESIDE = re.compile(
    r"(?:,|\svà)\s+(?!quản lý|vận hành|với|của|theo|gồm|trong|từ|tại|các|những|hơn|trên)"
    r"[^\W\d]{2,7}\s+[^\W\d]{2,7}\s+$"
)
_WHOM = re.compile(r"\s+cho(?!\w)")
_OBJECT_BESIDE = re.compile(r"\s+và\s+$")
#: Words in an object that keep a number behind it from being a second one.
_NO_OBJECT = re.compile(
    r"[,;:.()\d]|(?<!\w)(?:giữa|với|của|theo|về|cho|tại|từ|trong|do|bằng|các|những|để|nhằm|trên|gồm)(?!\w)",
    re.IGNORECASE,
)


def _made_beside(
    norm: str, part: Range, q: Quantity, words: Words, strong: re.Match[str] | None
) -> re.Match[str] | None:
    """The verb of making that a quantity shares: "lắp đặt, bảo dưỡng 30 camera", "xây dựng trụ sở và 06 nhà ở"."""
    near = norm[max(part[0], q.start - 60) : q.start]
    verb = _VERB_BESIDE.search(near) if "," in near or " và " in near else None
    if verb:
        made = words.makes(near[: verb.start()])
        return made if made and q.start - len(near) + made.start() <= part[0] else None
    if not _OBJECT_BESIDE.search(near) or re.match("tiêu chí|chỉ tiêu", q.unit or ""):
        return None
    before: re.Match[str] | None = None
    for made in words.make.finditer(norm, max(strong.end() if strong else part[0], q.start - 120), q.start):
        before = made
    if before is None:
        return None
    whom = _WHOM.match(norm, before.end(), q.start)  # "tập huấn cho cán bộ xã và 120 giáo viên"
    if _NO_OBJECT.search(norm, whom.end() if whom else before.end(), q.start):
        return None
    return before if strong or before.start() == part[0] else None


def lent(norm: str, part: Range, q: Quantity) -> bool:
    """Whether the quantity stands between "cho" and "vay": "cho 260 lượt hộ vay"."""
    return bool(_FOR.search(norm, max(part[0], q.start - 8), q.start) and _LENT.match(norm, q.end, part[1]))


def _begins_with_change(norm: str, start: int, stop: int, words: Words) -> bool:
    m = words.verb_first.match(norm, start)
    return bool(m and m.end() <= stop)
