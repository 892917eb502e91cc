"""What a clause says beside its figure: the year, the direction, the subject, what had been reached before."""

from __future__ import annotations

import re

from khtool.extraction.clauses import (
    Range,
)
from khtool.extraction.targets.commitment import COMPARED, GOES_ON, OF_DOCUMENT, STRONG
from khtool.extraction.targets.quantities import (
    KEEP,
    NUM,
    Quantity,
    Words,
    has_year,
    number,
)
from khtool.plan import Direction

_YEAR = re.compile(
    r"(?<!\w)(?:(?:từ nay\s+)?(?:đến|tới|vào|trong|hết|cuối|đầu)\s+(?:hết\s+|cuối\s+|đầu\s+|trước\s+)?(?:năm\s+)?|"
    r"năm\s+|\(năm\s+)((?:19|20)\d\d)(?![\d/.-]|\s?-\s?\d)",
    re.IGNORECASE,
)

_CHANGED = re.compile(
    r"\s*(?:giá trị|sản lượng|kim ngạch|doanh thu|tốc độ|tỷ lệ|tỉ lệ|tỷ trọng|tỷ suất|tỉ suất|số|mức|quy mô|tổng|"
    r"diện tích|năng suất|chỉ số|thứ hạng|thu nhập|tiêu chí|điểm|từ|$)",
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


def year_of(norm: str, clause: Range, q: Quantity) -> int | None:
    """The year that the clause gives to the figure: the nearest one that is no comparison and no period."""
    if not has_year(norm, *clause):
        return None
    best: tuple[int, int] | None = None
    reached = _REACHED.match(norm, q.end, clause[1])
    for m in _YEAR.finditer(norm, *clause):
        year = int(m[1])
        before = norm[max(clause[0], m.start() - 40) : m.start()]
        if reached and reached.start() <= m.start() < reached.end():
            continue
        if COMPARED.search(before) or any(a <= m.start() <= b + 12 and year == q.baseline_year for a, b in q.extra):
            continue
        if _STAGE.search(before) or (m.start() > q.end and GOES_ON.match(norm, m.end())):
            continue
        if m.start() > q.end and OF_DOCUMENT.search(norm, max(q.end, m.start() - 90), m.start()):
            continue
        distance = m.start() - q.end if m.start() >= q.end else 2 * (q.start - m.end()) + 1
        if best is None or distance < best[0]:
            best = (distance, year)
    return best[1] if best else None


_AND_KEEPS = re.compile(rf"(?<!\w)(?:và|,) {KEEP}(?!\w)")
_STAGE = re.compile(r"giai đoạn\s*$", re.IGNORECASE)
#: "Duy trì hợp tác xã hoạt động hiệu quả, xây dựng 04 mô hình": what is kept is something else.
_OTHER_VERB = re.compile(r",\s+(?:xây dựng|thành lập|tổ chức|hỗ trợ|phát triển|mở|hình thành|nhân rộng)\s")


def direction_of(norm: str, clause: Range, q: Quantity, words: Words) -> Direction | None:
    """Whether the clause writes that the figure rises, falls or is kept."""
    before = norm[clause[0] : q.start]
    near = words.turns(before)
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
    for m in STRONG.finditer(norm, at, q.start):
        at = m.end() + 1  # "Năm 2026, huyện phấn đấu giảm …"
    first = words.verb_first.match(norm, at, q.start)
    if first:
        verb = re.sub(r"\s+", " ", first[1].lower())
        found = words.direction.get(verb)
        other = _OTHER_VERB.search(norm, first.end(), q.start) is not None
        if not other and (
            found == "maintain"
            or before.rstrip().lower().endswith(" thêm")
            or (
                found
                and (_CHANGED.match(norm, first.end(), q.start) or not _INDIRECT.search(norm, first.end(), q.start))
            )
        ):
            return found
    than = _MORE_THAN.match(norm, q.end, clause[1])
    if than and than[1]:
        return "increase" if than[1].lower() == "tăng" else "decrease"
    if ("duy trì" in before or "giữ " in before) and _AND_KEEPS.search(before):
        return "maintain"
    return None


_STRIP_FIRST = re.compile(
    r"(?:từ\s+năm\s+\d{4}\s+trở đi|xuống còn|xuống|lên|phấn đấu|phần đầu|bảo đảm|đảm bảo|quyết tâm|cam kết|tiếp tục|"
    rf"có thêm|duy trì và phát triển|{KEEP}|đạt|có|giảm|kéo giảm|kiềm chế và kéo giảm|"
    r"tăng(?!\s+(?:trưởng|cường))|nâng cao|nâng|đưa|hạ|hình thành|xây dựng|thành lập mới|"
    r"thành lập|phát triển|trong đó|hoàn thành|mục tiêu|chỉ tiêu|(?:từ nay\s+)?(?:đến|vào|"
    r"trong)\s+(?:hết\s+|cuối\s+)?năm\s+\d{4}|trong giai đoạn\s+\d{4}\s*-\s*\d{4}|giai đoạn\s+\d{4}\s*-\s*\d{4}|"
    r"hằng năm|hàng năm|mỗi năm|bình quân|[,:\s])(?!\w)\s*",
    re.IGNORECASE,
)

_STRIP_LAST = re.compile(
    r"(?:\s|^)(?:đạt tỷ lệ|(?<!không )đạt|tăng|giảm|chiếm|lên|xuống còn|xuống|còn|ở mức|có|là|được|hoàn thành|từ|"
    r"mức|tối thiểu|(?:tăng|giảm) bình quân|thêm|tại|cho|tới|trong|với|:|,|-)\s*$",
    re.IGNORECASE,
)

_STRIP_MAX = 40  # characters that one of these words may have, with the blanks round it
_STATES = re.compile(r"(?<!\w)(?:đạt|tăng|giảm|chiếm|lên|xuống|còn|ở mức|là)(?!\w)|:", re.IGNORECASE)

_WHEN = re.compile(
    r"(?<!\w)(?:vào|đến|tới|trong|từ nay đến)\s+(?:hết\s+|cuối\s+|đầu\s+)?(?:năm\s+)?(?:19|20)\d\d(?!\d)|"
    r"\((?:so với\s+)?năm\s+\d{4}\)|(?<!\w)(?:so với\s+)?năm\s+(?:19|20)\d\d(?!\d|\s?-)",
    re.IGNORECASE,
)

_YEARS = re.compile(r"\d{4}")


def subject_of(text: str, norm: str, clause: Range, q: Quantity, enumerated: bool) -> str | None:
    """What is measured: the clause without its verb, comparator, number and year.

    None when the clause names nothing but a unit and follows another one, whose subject it then has.
    """
    begin, stop = clause[0], q.start
    while (m := _STRIP_FIRST.match(norm, begin, stop)) and m.end() > begin:
        begin = m.end()
    while (m := _STRIP_LAST.search(norm, max(begin, stop - _STRIP_MAX), stop)) and m.start() < stop:
        stop = m.start()
    before = text[begin:stop].strip(" ,:;-")
    after_from = q.end
    if q.kind in ("count", "matter", "free", "ratio") and q.unit:
        at = norm.find(q.unit, q.number, q.end)
        after_from = at if at >= 0 else q.end
    after = text[after_from : clause[1]].strip(" ,:;-.")
    if _YEARS.search(before):
        before = _WHEN.sub("", before).strip(" ,:;-")
    if _YEARS.search(after):
        after = _WHEN.sub("", after).strip(" ,:;-.")
    stated = bool(before) and bool(_STATES.search(norm, stop, q.start))  # "Quy mô kinh tế số đạt 40% GRDP": said before
    short = q.kind == "percent" and len(after.split()) <= 2 and not after.startswith("số")
    if (stated and (after == q.unit or short)) or (not before and after == q.unit and enumerated):
        after = ""
    joined = f"{before} {after}".strip()
    return joined or None


_REACHED = re.compile(
    rf"[^().;\d]{{0,40}}\((?:thực hiện\s+|kết quả\s+|hiện trạng\s+|ước\s+)?năm\s+((?:19|20)\d\d)\s*(?:là|đạt|:|=|còn|"
    rf"ở mức)?\s*({NUM})\s*"
    r"([^()\d]{0,24})\)",
    re.IGNORECASE,
)


#: "92% (tăng so với mức 87,6% của năm 2023)"
_MORE_THAN = re.compile(
    rf"\s*\((?:(tăng|giảm)\s+)?so (?:với )?(?:mức\s+)?({NUM})\s*([%‰])?\s+(?:của\s+)?năm\s+((?:19|20)\d\d)\)",
    re.IGNORECASE,
)


def reached(norm: str, clause: Range, q: Quantity) -> tuple[float | None, int | None]:
    """What was reached before, when brackets after the figure say so: "90% (năm 2023 là 82%)"."""
    m = _REACHED.match(norm, q.end, clause[1])
    if m is None and (than := _MORE_THAN.match(norm, q.end, clause[1])) and (than[3] or "") in (q.unit, ""):
        return number(than[2]), int(than[4])
    if m is None or m[3].strip().lower() not in ((q.unit or "").lower(), ""):
        return None, None
    return number(m[2]), int(m[1])


_COMPARED_YEAR = re.compile(
    r"(?:so (?:với )?|(?:gấp|bằng)\s[\d,.]+\slần\s)(?:mức )?(?:cuối )?năm\s+((?:19|20)\d\d)", re.IGNORECASE
)


def compared_year(norm: str, clause: Range) -> int | None:
    """The year of "so với năm 2020"."""
    m = _COMPARED_YEAR.search(norm, *clause) if has_year(norm, *clause) else None
    return int(m[1]) if m else None
