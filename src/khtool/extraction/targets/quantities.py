"""Quantities: a figure with its comparator, range, unit, denominator and baseline, read round each number.

What is no measure (dates, ages without an indicator of age, numbers of documents, ordinals) is left out. Whether a
quantity is a commitment is for `targets` to say.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import lru_cache

from khtool.extraction.clauses import Range, figure_runs, figure_starts, holds, rows
from khtool.extraction.wordlist import choice, last_word, last_words, places, whole_words
from khtool.plan import Comparator, Direction

# --- numbers ---------------------------------------------------------------------------------------------------------

NUM = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?(?!\d)"
NUMBER = re.compile(rf"(?<![\w/])(?<![\d][.,:])(?<!\w-)(?:{NUM})")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_PERCENT = re.compile(r"\s{0,2}([%‰])(?:\s?/\s?(?:năm|qu[ýí]|tháng)(?!\w))?")
_RANGE = re.compile(rf"\s?[%‰]?\s{{0,2}}(?:-|đến|tới)\s{{0,2}}({NUM})")
_RATIO = re.compile(rf"\s?/\s?({NUM})")
_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)?"


def number(text: str) -> float:
    """The value of a number as Vietnam writes it: dot for thousands, comma for decimals.

    >>> number("20.000"), number("3,4"), number("05"), number("10.052,7"), number("3.4")
    (20000.0, 3.4, 5.0, 10052.7, 3.4)
    """
    if _THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    return float(text.replace(",", "."))


# --- vocabulary ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    """The vocabulary files as compiled patterns."""

    unit: re.Pattern[str]
    per: re.Pattern[str]
    unit_kind: dict[str, str]
    before: re.Pattern[str]
    before_value: dict[str, Comparator]
    after: re.Pattern[str]
    after_value: dict[str, Comparator]
    commit: re.Pattern[str]
    make: re.Pattern[str]
    make_near: re.Pattern[str]
    reach_near: re.Pattern[str]
    direction: dict[str, Direction]
    verb_near: re.Pattern[str]
    verb_first: re.Pattern[str]
    make_last: frozenset[str]
    reach_last: frozenset[str]
    before_last: frozenset[str]
    turn_last: frozenset[str]

    def makes(self, text: str) -> re.Match[str] | None:
        """A verb of making at the end of `text`: "tổ chức thêm "."""
        return self.make_near.search(text) if last_word(text) in self.make_last else None

    def reaches(self, text: str) -> re.Match[str] | None:
        """A verb of reaching at the end of `text`: "đạt tỷ lệ "."""
        return self.reach_near.search(text) if last_word(text) in self.reach_last else None

    def turns(self, text: str) -> re.Match[str] | None:
        """A verb that gives a direction at the end of `text`: "giảm còn dưới "."""
        return self.verb_near.search(text) if last_word(text) in self.turn_last else None

    def compares(self, text: str) -> re.Match[str] | None:
        """A comparator at the end of `text`: "ít nhất là "."""
        return self.before.search(text) if last_word(text) in self.before_last else None


_FILLER = (
    r"(?:\s+(?:là|có|đạt|được|mức|ở mức|tỷ lệ|tỉ lệ|từ|bằng|thêm|cho|tới|đến|tại|lên|mới|trên|thêm mới|bình quân|"
    r"trung bình|hằng năm|hàng năm|mỗi năm))"
)


#: The last words of what may stand between a verb and its figure.
_FILLER_LAST = frozenset({
    "là", "có", "đạt", "được", "mức", "lệ", "từ", "bằng", "thêm", "cho", "tới", "đến", "tại", "lên", "mới",
    "trên", "quân", "bình", "điểm", "năm", "quý", "quí", "tháng",
})  # fmt: skip


#: Units that "lượt" goes before: those who come, are served, take part.
_TURNED = frozenset(["người", "khách", "hành khách", "hộ", "xe", "phương tiện"])

#: The verbs of `target_verbs` with the direction "maintain", where a pattern names verbs of change one by one.
KEEP = r"(?:duy trì(?: ổn định)?|giữ (?:vững|nguyên|ổn định))"


@lru_cache(maxsize=1)
def vocabulary() -> Words:
    """The vocabulary files target_units, target_comparators and target_verbs, compiled once."""
    units = rows("target_units")
    plain = [r["unit"] for r in units if r["kind"] in ("count", "matter", "money", "time")]
    per = [r["unit"] for r in units if r["kind"] == "per"]
    scale = choice([r["unit"] for r in units if r["kind"] == "scale"])
    persons = choice([r["unit"] for r in units if r["kind"] == "count" and r["unit"].lower() in _TURNED])
    comparators = rows("target_comparators")
    before: dict[str, Comparator] = {r["phrase"]: r["comparator"] for r in comparators if r["side"] == "before"}  # type: ignore[misc]
    after: dict[str, Comparator] = {r["phrase"]: r["comparator"] for r in comparators if r["side"] == "after"}  # type: ignore[misc]
    verbs = rows("target_verbs")
    make = choice([r["verb"] for r in verbs if r["force"] == "make"])
    reach = choice([r["verb"] for r in verbs if r["force"] == "reach"])
    direction: dict[str, Direction] = {r["verb"]: r["direction"] for r in verbs if r["direction"]}  # type: ignore[misc]
    turning = choice(direction)
    flags = re.IGNORECASE
    return Words(
        # "lượt người", "lượt khách": turns with those who take them
        unit=re.compile(
            rf"\s{{1,2}}((?:(?:{scale})\s)?(?:lượt\s(?:{persons})|{choice(plain)})|(?:{scale}))(?![\w²³])", flags
        ),
        per=re.compile(
            rf"\s?/\s?(?:\d{{1,3}}(?:\.\d{{3}})*\s)?(?:{choice([*plain, *per])})(?!\w)|\s?/\s?{_WORD}(?![^\W_])",
            flags,
        ),
        unit_kind={r["unit"].lower(): r["kind"] for r in sorted(units, key=lambda r: r["kind"] != "per")},
        before=re.compile(
            rf"(?:(?<=\s)|(?<=^)|(?<=[(:\"]))({choice(before)})(?:\s+(?:là|có|đạt|từ|mức|được|bằng|"
            rf"cho)){{0,2}}\s*$",
            flags,
        ),
        before_value=before,
        after=re.compile(rf"[^.,;:()]{{0,60}}?(?:,[^.,;:()]{{1,24}}?)?\s({choice(after)})(?!\w)", flags),
        after_value=after,
        commit=re.compile(  # "bổ sung có mục tiêu", "Chương trình mục tiêu quốc gia" are names of money
            whole_words(r["verb"] for r in verbs if r["force"] == "commit") + "(?<!có mục tiêu)(?<!trình mục tiêu)"
        ),
        make=re.compile(rf"(?<!\w)(?:{make})(?!\w)", flags),
        make_near=re.compile(
            rf"(?<!\w)(?:{make})(?:\s+(?:được|mới|thêm|cho|tới|đến|bình quân|dứt điểm)){{0,2}}\s*$", flags
        ),
        reach_near=re.compile(rf"(?<!\w)(?:{reach}){_FILLER}{{0,3}}\s*$", flags),
        direction=direction,
        verb_near=re.compile(rf"(?<!\w)({turning}){_FILLER}{{0,3}}(?:/(?:năm|qu[ýí]|tháng))?\s*:?\s*$", flags),
        verb_first=re.compile(rf"({turning})(?!\w|\s+cấp(?!\w))", flags),  # "nâng cấp 05 trạm" raises no figure
        make_last=last_words([r["verb"] for r in verbs if r["force"] == "make"]) | _FILLER_LAST,
        reach_last=last_words([r["verb"] for r in verbs if r["force"] == "reach"]) | _FILLER_LAST,
        before_last=last_words([*before, "là", "có", "đạt", "từ", "mức", "được", "bằng", "cho"]),
        turn_last=last_words(direction) | _FILLER_LAST,
    )


# --- quantities ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Quantity:
    """A figure with what belongs to it; offsets into the text."""

    start: int  # of the comparator, else of the number
    number: int  # where the digits start
    end: int  # after unit and "trở lên"
    value: float
    comparator: Comparator = "eq"
    explicit: bool = False  # the comparator is written
    value_max: float | None = None
    unit: str | None = None
    kind: str = "count"  # percent, ratio, count, money, time, rank, bare
    out_of: float | None = None
    baseline: float | None = None
    baseline_year: int | None = None
    extra: list[Range] = field(
        default_factory=list
    )  # ranges that belong to it (a baseline) and are no clause of their own


#: Words before a number that make it a name, a date or an ordinal.
_ORDINAL = re.compile(
    r"(?<!\w)(?:(?<!tổng )(?<!dân )số|điều|khoản|(?<!dứt )(?<!thí )điểm|mục|phụ lục|dự án|tiểu dự án|đề án|"
    r"chương trình|quyết định|nghị quyết|nghị định|luật|thông tư|công văn|kế hoạch|chỉ thị|"
    r"(?<!hằng )(?<!hàng )(?<!mỗi )(?<!bình quân/)(?:ngày|tháng|năm|qu[ýí])|thứ|lần thứ|khóa|khoá|nhiệm kỳ|"
    r"giai đoạn|kỳ họp|hợp phần|lớp|khối|(?<!các )loại|hạng|cấp độ|mức độ|(?<!nâng )(?<!cung )cấp|biểu|mẫu|bảng|"
    r"tổng đài|điện thoại|sđt|hotline|"
    r"tiêu chí|chỉ tiêu|nội dung|mục tiêu|nhiệm vụ|khu vực|quốc lộ|tỉnh lộ|đường|tổ|khu phố|thôn|ấp|phường|quận|phần|"
    r"chương|(?<!chỉnh )(?<!khang )trang|bước|tập|vành đai|vùng|tcvn|iso|covid|mã|no|version|phiên bản|web|4\.0|"
    r"thuế suất|lãi suất|nhóm)\s*[:.]?\s*$",
    re.IGNORECASE,
)
_NAME_MAX = 12  # characters of the longest of these words


def _ordinal(text: str) -> re.Match[str] | None:
    """A word at the end of `text` that makes the number behind it a name, a date or an ordinal."""
    return _ORDINAL.search(text, max(0, len(text.rstrip(" :.\n")) - _NAME_MAX))


_HIGHEST_GRADE = 17  # "cấp 4", "gió cấp 17"
#: "số giường bệnh trên 1 vạn dân": by how many is counted, no figure of its own.
_COUNTED_BY = re.compile(r"(?<!\w)(?:trên|tính trên|/)\s*$", re.IGNORECASE)
_THOSE_COUNTED = re.compile(
    r"10*(?:\.000)*\s(?:(?:vạn|nghìn|ngàn|triệu)\s)?(?:dân|trẻ đẻ (?:ra )?sống|ca đẻ)(?!\w)|"
    r"0?1\s?(?:ha|m[2²]|km[2²])(?!\w)",
    re.IGNORECASE,
)
_RATE_NAME = re.compile(
    r"(?:thuế suất|lãi suất|(?:thuế )?giá trị gia tăng|mức đóng|mức phạt|"
    r"suy giảm.{0,40}từ|khuyết tật.{0,40}từ)\s*(?:là\s*)?$",
    re.IGNORECASE,
)
#: "100% chi bộ hoàn thành tốt nhiệm vụ trở lên", "80% cán bộ có trình độ đại học trở lên": a level, not the figure.
_LEVEL = re.compile(
    r"(?<!\w)(?:đạt|có|hoàn thành|xếp|loại|mức|trình độ|hạng|khá|tốt|giỏi|đại học|cao đẳng|trung cấp|sơ cấp|thạc sĩ|"
    r"cấp|bậc|từ)(?!\w)",
    re.IGNORECASE,
)
#: The last words of what `_ORDINAL` and `_RATE_NAME` know.
_ORDINAL_LAST = frozenset({
    "", "số", "điều", "khoản", "điểm", "mục", "lục", "án", "trình", "định", "quyết", "luật", "tư", "văn", "hoạch",
    "thị", "ngày", "tháng", "năm", "quý", "quí", "thứ", "khóa", "khoá", "kỳ", "đoạn", "phần", "lớp", "khối", "loại",
    "hạng", "độ", "cấp", "biểu", "mẫu", "bảng", "đài", "thoại", "sđt", "hotline", "chí", "tiêu", "dung", "vụ",
    "vực", "lộ", "đường", "tổ", "phố", "thôn", "ấp", "phường", "quận", "chương", "trang", "bước", "tập",
    "đai", "vùng", "tcvn", "iso", "covid", "mã", "no", "version", "bản", "web", "suất", "nhóm",
})  # fmt: skip
_RATE_LAST = frozenset(["", "suất", "tăng", "đóng", "phạt", "từ", "là"])
_RANK_LAST = frozenset(["", "top", "tốp", "nhóm", "số"])
_RANK = re.compile(r"(?<!\w)(top|tốp)\s*$|(?<!\w)(?:trong|thuộc|vào|nằm trong)\s+(?:nhóm|số)\s*$", re.IGNORECASE)
_FALLBACK_UNIT = re.compile(rf"\s({_WORD})(?:\s({_WORD}))?")
_NO_UNIT = frozenset(
    [
        "của",
        "và",
        "về",
        "trong",
        "các",
        "những",
        "cho",
        "tại",
        "được",
        "đã",
        "là",
        "thì",
        "mà",
        "hoặc",
        "hay",
        "đến",
        "từ",
        "theo",
        "so",
        "trên",
        "dưới",
        "này",
        "đó",
        "vào",
        "năm",
        "với",
        "để",
        "do",
        "bởi",
        "nhưng",
        "khi",
        "đạt",
        "tăng",
        "giảm",
        "có",
        "không",
        "phải",
        "cần",
        "sẽ",
        "nhằm",
        "qua",
        "bằng",
        "ở",
        "ra",
        "lên",
        "xuống",
        "còn",
        "trở",
        "một",
        "mỗi",
        "tháng",
        "ngày",
        "quý",
        "quí",
        "nêu",
        "như",
        "gồm",
        "hai",
        "ba",
        "bốn",
        "sáu",
        "bảy",
        "tám",
        "chín",
        "mười",
        "mới",
        "lớn",
        "nhỏ",
        "đầu",
        "cuối",
        "nữa",
        "khác",
    ]
)
YEAR_LIKE = re.compile(r"(?:19|20)\d\d")


def has_year(norm: str, start: int, end: int) -> bool:
    """Whether a year of this century or the last may stand in the range; asked before any pattern of years."""
    return norm.find("20", start, end) >= 0 or norm.find("19", start, end) >= 0


#: Units that are written without a blank: "1,5cm", "300m2".
_GLUED_UNIT = re.compile(r"(?:m[2²]\s?sàn|[ckm]?m[23²³]?|ha|kg|tấn|tạ|con|[kMG]Wh?p?|ml|lít)(?![\w²³])")
_GLUED = re.compile(r"[A-Za-zĐđ]|[.:]\d|/\s?[A-ZĐ]{2,}|-[A-ZĐ]{2}|/\d{4}|/\d{1,2}/|\.[a-z]")


#: Words of `_ORDINAL` that stand alone, whatever is before them.
_NAMING = frozenset({"năm", "tháng", "ngày", "quý", "quí", "điều", "khoản", "điểm", "mục", "lớp", "khối", "luật"})
#: "mỗi năm 2 lớp", "cưỡng chế dứt điểm 12 công trình"
_EVERY = ("hằng", "hàng", " mỗi", " dứt", " thí")
_CODED = re.compile(r"/(?:\s?[A-ZĐ]{2}|\d{4}|\d{1,2}/)|-[A-ZĐ]{2}")


@lru_cache(maxsize=2)
def figures(norm: str) -> list[int]:
    """Where in a text a number stands that may be a measure; years, dates and numbers of documents mostly fall out.

    One cheap pass, so that the sentences without any need no closer look. Every quantity begins at one of these.
    """
    found: list[int] = []
    for start, end in figure_runs(norm):  # `NUMBER` finds none but at the first character of one
        before = norm[start - 1 : start]
        if before == "\n" or before == "(":
            pass
        elif before == " ":
            blank = norm.rfind(" ", max(0, start - 7), start - 1)
            word = norm[blank + 1 if blank >= 0 else max(0, start - 7) : start - 1].lower()
            if (
                (word in _NAMING and norm[max(0, blank - 4) : blank].lower() not in _EVERY)
                or (word == "đoạn" and norm[max(0, start - 10) : blank].lower() == "giai")
            ) and not _HUNDREDTHS.search(norm, end, end + 48):
                continue
        elif before == "/" or before == "_" or before.isalnum() or not NUMBER.match(norm, start):
            continue
        if norm[end : end + 1] in "/-" and _CODED.match(norm, end):
            continue
        found.append(start)
    worded = _worded(norm)
    return sorted(found + worded) if worded else found


#: Numbers in words, read only after words that make a figure certain: "ít nhất một mô hình".
_IN_WORDS = {
    **{"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5},
    **{"sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10},
}
_WORDED = re.compile(rf"(?:có\s)?({'|'.join(_IN_WORDS)})(?=\s[^\W\d])")
_BEFORE_WORDED = ("t nhất ", "ối thiểu ", "hông quá ", "ối đa ")  # without the letter that may be a capital


@lru_cache(maxsize=2)
def _worded(norm: str) -> list[int]:
    """Where in a whole text a number in words begins."""
    behind = sorted(at + len(piece) for piece in _BEFORE_WORDED for at in places(norm, piece))
    return [m.start(1) for at in behind if (m := _WORDED.match(norm, at))]


_LEVEL_UNIT = (
    r"(?:xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố|thôn|bản|ấp|khóm|buôn|bon|làng|plei|xóm|phum|sóc|"
    r"tiểu khu|tổ dân phố|khu phố|khối phố|khu dân cư)"
)
#: Units of two levels counted together: "xã, phường, thị trấn", "thôn, bon và tổ dân phố".
LEVELS = re.compile(rf"{_LEVEL_UNIT}(?:(?:,(?:\svà)?|\svà)\s{_LEVEL_UNIT}(?!\w))+", re.IGNORECASE)
#: "chính quyền địa phương 02 cấp": how something is made up.
_TIERS = re.compile(r"\scấp(?!\w)", re.IGNORECASE)
_QUOTED_UNIT = re.compile(r"\s\"([^\"\n\d]{3,40})\"")


def number_from(norm: str, start: int, end: int) -> re.Match[str] | None:
    """The first number of a whole text from `start` on: what `NUMBER.search` finds, from one list of figures."""
    starts = figure_starts(norm)
    for i in range(bisect_left(starts, start), len(starts)):
        if starts[i] >= end:
            return None
        m = NUMBER.match(norm, starts[i], end)
        if m:
            return m
    return None


_HUNDREDTHS = re.compile("[%‰]")


#: A second number of a list: "Mẫu biểu số 02, 03".
_LISTED = re.compile(rf"(?:,|\s+và)\s+(?:{NUM})(?!\s?[%‰/\d])")
_DATED = re.compile(r"[/.-]\d{1,4}")
#: The ends of what stands before a number.
_SINCE = re.compile(r"(?<!\w)từ\s*$", re.IGNORECASE)
_SINCE_GLUED = re.compile(r"từ\s*$", re.IGNORECASE)  # "đạttừ 98% trở lên" in a copy that lost a blank
_FROM_ABOUT = re.compile(r"(?:từ|khoảng)\s*$", re.IGNORECASE)
_LEADS_RANGE = re.compile(r"(?:(?:trong )?khoảng\s+)?từ\s*$|khoảng\s*$", re.IGNORECASE)
#: "trên đài phường 02 lần mỗi tuần": no number of the ward.
_OFTEN = re.compile(r"\s(?:lần|lượt|buổi)\s?(?:/|mỗi\s|một\s)(?:ngày|tuần|tháng|qu[ýí]|năm)(?!\w)", re.IGNORECASE)
_TURN_LAST = frozenset(["đợt", "lần", "vòng", "mũi", "kỳ"])
_UP_TO = re.compile(rf"\s(?:đến|tới)\s({NUM})(?=\s)")
_GROWS = re.compile(r"(?<!\w)(?:tăng|nâng|đưa|mở rộng|phát triển)(?!\w)", re.IGNORECASE)
_DAY_BEFORE = re.compile(r"(?:ngày|trước|hạn|từ|đến)\s*$", re.IGNORECASE)
_CURRENCY = ("đồng", "USD", "EUR")


def quantities(norm: str, start: int, end: int, goal: bool) -> list[Quantity]:
    """The measures in a sentence, in order; what is no measure is left out."""
    words = vocabulary()
    found: list[Quantity] = []
    at = start
    measures = figures(norm)
    worded = _worded(norm)
    spelled = worded[bisect_left(worded, start) : bisect_left(worded, end)] if worded else []
    while True:
        m = number_from(norm, at, end)
        while spelled and (m is None or spelled[0] < m.start()):
            w = _WORDED.match(norm, spelled.pop(0), end)
            q = _quantity(norm, start, end, w.span(1), str(_IN_WORDS[w[1]]), words, goal) if w else None
            if q is not None and q.kind in ("count", "matter", "rate") and (q.unit or "").lower() != "phần":
                found.append(q)
                at = q.end
        if m is None:
            return found
        if m.start() < at:
            m = number_from(norm, at, end)
            if m is None:
                return found
        at = m.end()
        may_measure = holds(measures, m.start(), at)
        q = _quantity(norm, start, end, m.span(), m[0], words, goal) if may_measure else None
        if q is not None:
            found.append(q)
            at = max(at, q.end)
        else:
            listed = _LISTED.match(norm, at, at + 20)
            if listed and not YEAR_LIKE.fullmatch(m[0]) and _ordinal(norm[max(start, m.start() - 40) : m.start()]):
                at = listed.end()  # "Mẫu biểu số 02, 03"
            elif date := _DATED.match(norm, at, at + 5):
                at = date.end()


def _per(norm: str, pos: int, end: int, unit: str, kind: str, words: Words) -> tuple[str, int, str]:
    """The unit with what it is counted by: "đồng" and "/người/năm"."""
    for _ in range(2):
        m = words.per.match(norm, pos, end)
        if m is None:
            break
        unit, pos = unit + re.sub(r"\s?/\s?", "/", m[0]), m.end()
        kind = "rate" if kind in ("count", "free") else kind
    return unit, pos, kind


def _quantity(norm: str, start: int, end: int, at: Range, written: str, words: Words, goal: bool) -> Quantity | None:
    begin, pos = at
    value, value_max, out_of = number(written), None, None
    unit: str | None = None
    kind = "bare"
    left = norm[max(start, begin - 48) : begin]
    last = last_word(left)
    stretch = _RANGE.match(norm, pos, end)
    low_percent = _PERCENT.match(norm, pos, end)
    if stretch and not (YEAR_LIKE.fullmatch(written) and YEAR_LIKE.fullmatch(stretch[1])):
        dashed = "-" in norm[pos : stretch.start(1)]
        high = number(stretch[1])
        if (
            high > value
            and (dashed or _FROM_ABOUT.search(left))
            and "/" not in norm[stretch.end() : stretch.end() + 1].replace("/n", "")
        ):
            value_max, pos = high, stretch.end()
    if value_max is None and stretch and YEAR_LIKE.fullmatch(written) and YEAR_LIKE.fullmatch(stretch[1]):
        return None
    percent = _PERCENT.match(norm, pos, end)
    if percent:
        kind, pos = "percent", percent.end()
        unit = re.sub(r"\s", "", percent[0])
    elif low_percent and value_max is not None:
        kind, unit = "percent", low_percent[1]
    else:
        rank = _RANK.search(left) if last in _RANK_LAST else None
        if rank is None and last in _ORDINAL_LAST and (named_by := _ordinal(left)):
            grants = value > _HIGHEST_GRADE and named_by[0].strip().lower() == "cấp"  # "cấp 500 thẻ"
            if not (grants and words.unit.match(norm, pos, end)) and not _OFTEN.match(norm, pos, end):
                return None
        glued = _GLUED_UNIT.match(norm, pos, end)
        if not glued and _GLUED.match(norm, pos, end):
            return None
        ratio = _RATIO.match(norm, pos, end) if value_max is None else None
        if ratio:
            out_of, pos = number(ratio[1]), ratio.end()
            if out_of < value or _GLUED.match(norm, pos, end):
                return None
            kind = "ratio"
        named = words.unit.match(norm, pos, end) if not glued else None
        if glued:
            unit, pos, kind = _per(norm, glued.end(), end, glued[0], "count", words)
        elif named:
            both = LEVELS.match(norm, named.start(1), end)  # "126 xã, phường"
            pos = max(named.end(), both.end() if both else 0)
            unit = norm[named.start(1) : named.end()]
            kind = "ratio" if ratio else words.unit_kind.get(unit.lower(), "count")
            if kind == "scale" or unit.endswith(_CURRENCY):
                kind = "money" if unit.endswith(_CURRENCY) else "count"
            unit = norm[named.start(1) : pos] if both else unit
            unit, pos, kind = _per(norm, pos, end, unit, kind, words)
        elif _TIERS.match(norm, pos, end):
            return None
        elif (quoted := _QUOTED_UNIT.match(norm, pos, end)) is not None and ratio is None:
            unit, pos, kind = quoted[1], quoted.end(), "count"  # '05 "Mái ấm tình thương"'
        elif ratio is None or out_of in (100, 1000, 10000, 100000, 1000000) or goal:
            free = _FALLBACK_UNIT.match(norm, pos, end)
            if free and free[1].lower() not in _NO_UNIT and not free[1][0].isupper():
                two = bool(free[2]) and free[2].lower() not in _NO_UNIT and not free[2][0].isupper()
                stop = free.end(2) if two else free.end(1)
                unit, pos, kind = _per(norm, stop, end, norm[free.start(1) : stop], "ratio" if ratio else "free", words)
            elif ratio and not goal:
                return None
        else:
            return None
        if kind == "ratio" and words.unit_kind.get((unit or "").lower()) == "time":
            return None  # "trực 24/24 giờ"
        if rank:
            unit, kind = (rank[1], "rank") if rank[1] else (unit, "rank")
            q = Quantity(
                begin - len(left) + rank.start(),
                begin,
                pos if not rank[1] else at[1],
                value,
                "le",
                True,
                None,
                unit,
                kind,
            )
            return q
        if kind == "ratio" and out_of is not None and out_of <= 12 and value <= 31 and _DAY_BEFORE.search(left):
            return None
    if kind == "percent" and last in _RATE_LAST and _RATE_NAME.search(left):
        return None
    if _THOSE_COUNTED.match(norm, begin, end) and _COUNTED_BY.search(left):
        return None
    if kind == "free" and last in _TURN_LAST and len(written) == 1:
        return None  # "đợt 1 tiêm 500 liều"
    if kind in ("bare", "free", "count") and YEAR_LIKE.fullmatch(written) and kind != "count":
        return None
    if value_max is None and kind in ("count", "money", "matter") and last in ("từ", "khoảng") and unit:
        upper = _UP_TO.match(norm, pos, end)  # "từ 800 ha đến 850 ha"
        if (
            upper
            and number(upper[1]) > value
            and norm[upper.end() : upper.end() + len(unit) + 1].strip().lower() == unit.lower()
            and not _GROWS.search(left)
        ):
            value_max, pos = number(upper[1]), upper.end() + len(unit) + 1
    q = Quantity(begin, begin, pos, value, "eq", False, value_max, unit, kind, out_of)
    said = words.before.search(left) if last in words.before_last else None
    if said and said[1].lower() == "hơn" and "cho" in said[0]:
        said = None  # "sản xuất sạch hơn cho 60 cơ sở"
    if value_max is not None:
        q.comparator, q.explicit = "range", True
        lead = _LEADS_RANGE.search(left)
        if lead:
            q.start = begin - len(left) + lead.start()
    elif said and not (
        kind == "ratio" and said[1].lower() in ("trên", "dưới") and out_of not in (100, 1000, 10000, 100000)
    ):
        q.comparator, q.explicit = words.before_value[re.sub(r"\s+", " ", said[1].lower())], True
        q.start = begin - len(left) + said.start(1)
    tail = words.after.match(norm, pos, end)
    if tail and norm.endswith("quay ", pos, tail.start(1)):
        tail = None  # "80% học viên quay trở lại"
    if tail and not NUMBER.search(norm, pos, tail.start(1)) and not _LEVEL.search(norm, pos, tail.start(1)):
        q.comparator, q.explicit, q.value_max = words.after_value[re.sub(r"\s+", " ", tail[1].lower())], True, None
        if tail.start(1) - pos <= 2:
            q.end = tail.end(1)
        lead = _SINCE_GLUED.search(left)
        if lead:
            q.start = begin - len(left) + lead.start()
    elif not q.explicit and last in ("từ", ""):
        lead = _SINCE.search(left)
        if lead and kind in ("count", "matter", "percent"):  # "từ 05 bộ dữ liệu": at least
            q.comparator, q.explicit, q.start = "ge", True, begin - len(left) + lead.start()
    twice = words.compares(norm[max(start, q.start - 30) : q.start]) if q.explicit else None
    if twice:  # "tối đa không quá 03", "ít nhất từ 85% trở lên"
        q.start -= len(twice[0])
    return q


# --- baselines -------------------------------------------------------------------------------------------------------

_YEAR_NEAR = re.compile(r"\s*\(?(?:vào\s+|của\s+|trong\s+|cuối\s+|hết\s+|đến\s+|so với\s+)*năm\s+((?:19|20)\d\d)\)?")
#: "từ 80% trở lên, …": a figure of its own, not where another one starts from.
_OPEN_ENDED = re.compile(r"(?<!\w)trở (?:lên|xuống|lại)(?!\w)", re.IGNORECASE)
_RISES = re.compile(
    r"[^.;]{0,60}?(?<!\w)(?:xuống còn|xuống|lên đến|lên tới|lên|còn|đạt)(?:\s+(?:ở\s+)?mức)?(?!\w)", re.IGNORECASE
)
_FROM = re.compile(r"(?<!\w)từ\s+(?:mức\s+|khoảng\s+|tỷ lệ\s+)?$", re.IGNORECASE)


def join_baselines(norm: str, quantities: list[Quantity]) -> list[Quantity]:
    """ "từ a% (năm N) xuống còn b% (năm M)" is one quantity with a baseline."""
    out: list[Quantity] = []
    i = 0
    while i < len(quantities):
        q = quantities[i]
        if i + 1 < len(quantities):
            n = quantities[i + 1]
            between = norm[q.end : n.start]
            from_ = _FROM.search(norm, max(0, q.number - 16), q.number)
            same = q.kind == n.kind or "percent" not in (q.kind, n.kind)
            years = _YEAR_NEAR.match(norm, q.end, n.start)
            if (
                from_
                and same
                and (q.unit is None or n.unit is None or q.unit == n.unit)
                and not _OPEN_ENDED.search(norm, q.number, n.start)
                and q.value_max is None
                and len(between) < 70
                and (
                    _RISES.fullmatch(between.rstrip())
                    or (years and re.fullmatch(r"\s*(?:đến|tới)\s*", norm[years.end() : n.start]))
                )
            ):
                n = replace(
                    n,
                    baseline=q.value,
                    baseline_year=int(years[1]) if years else None,
                    start=from_.start(),
                    extra=[(from_.start(), q.end)],
                )
                if n.unit is None:
                    n.unit = q.unit
                out.append(n)
                i += 2
                continue
        out.append(q)
        i += 1
    return out
