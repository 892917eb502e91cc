"""The days on which something is held: "Khai giảng: Ngày 05/9/2025", "tổ chức hội nghị vào ngày 18/12/2025".

Such a day is told from the date of a document, of what has been, of a memorial day and of a period by the words before
it. It is exact or none: what may be either is none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from khtool.extraction.clauses import Range, rows
from khtool.extraction.wordlist import whole_words

#: What may stand between the words of an event and its date: "vào lúc 8 giờ sáng".
_AT = re.compile(
    r"(?:(?<=\s)|(?<=^))(?:(?:dự kiến\s+)?(?:vào|là)\s+)?(?:(?:lúc|hồi)\s+)?"
    r"(?:\d{1,2}\s?(?:giờ|h)\s?(?:\d{2})?(?:\s?phút)?,?\s+)?"
    r"(?:(?:các\s+)?(?:buổi\s+)?(?:sáng|chiều|tối|trưa)\s+)?$",
    re.IGNORECASE,
)
_AT_MAX = 48
_LEAD_MAX = 240  # characters of a clause in which the words of its event are looked for
#: Before the date these make it another's: of a document, of the past, of a memorial day, of a span of time.
_OF_ANOTHER = re.compile(
    r"(?<!\w)(?:đã|theo|căn cứ|kết luận|kỷ niệm|nhân|chào mừng|hưởng ứng|truyền thống|thông báo|công văn|tờ trình|"
    r"biên bản|giấy mời|giấy phép|nghị quyết|quyết định|chỉ thị|kế hoạch|chương trình|văn bản|luật|pháp lệnh|nghị định|"
    r"thông tư|hướng dẫn|quy định|quy chế|thể lệ|điều lệ|ý kiến|chỉ đạo|phát biểu|lời kêu gọi|bài viết|thư|phê duyệt|"
    r"thông qua|có hiệu lực|trước|sau|so với|cùng kỳ|mốc|thời điểm|số liệu|hiện trạng|"
    r"tại (?:cuộc|phiên|buổi|hội nghị|hội thảo|đại hội|kỳ họp))(?!\w)|"
    r"(?<!\w)(?:(?<!đăng )ký|(?<!học )(?<!thí )sinh|tính|từ|đến|của|cấp)\s*$",
    re.IGNORECASE,
)
#: The same before "vào ngày" or an hour, which no date of a document has.
_OF_THE_PAST = re.compile(
    r"(?<!\w)(?:đã|rơi|trùng|kỷ niệm|nghỉ|thời gian|thời điểm|truyền thống|"
    r"được (?:phê duyệt|thông qua|ban hành|ký))(?!\w)|(?<!\w)(?:sinh|từ|đến)\s*$",
    re.IGNORECASE,
)
#: A label that tells the time of a task, not an event.
_NO_LABEL = re.compile(
    r"(?<!\w)(?:thời gian|thời hạn|thời điểm|tiến độ|ban hành|cập nhật|hiệu lực|căn cứ|quyết định|nghị quyết|kế hoạch|"
    r"công văn|văn bản|(?:ký|sinh|cấp|lập|số)\s*$)(?!\w)|^\s*ngày\s+(?:tổ chức|tiến hành|diễn ra|họp)(?!\w)",
    re.IGNORECASE,
)
#: "kết quả của vòng chung kết ngày …": who is before the words of the event does not hold it.
_NO_SUBJECT = re.compile(r"(?<!\w)(?:của|tại|về|cho|trong|từ)\s[^,]{0,30}$", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s+")
_LAST_CLAUSE = re.compile(r",\s+(?=[^,]*$)")
_GOES_ON = re.compile(r"[^,.;\d]{0,24}(?:\d{1,2}[^,.;\d]{0,16})?")


@lru_cache(maxsize=1)
def _events() -> re.Pattern[str]:
    """The vocabulary file time_events, compiled once."""
    return re.compile(whole_words(r["word"] for r in rows("time_events")))


def held_on(
    norm: str, part: Range, date: Range, iso: str, issued: str | None, listed: bool, doing: re.Pattern[str]
) -> int | None:
    """Where the words of time of an event begin when the date, a day or "vào" a month, is that of one; else None.

    `part` is the part of the sentence, `date` what stands for `iso` in it. `issued` is the day (or year) of the
    document, before which nothing is announced. `listed`: the part before tells of such an event, so a label is enough
    here ("lần 2: ngày 02/4"). `doing` finds the words of any task, which "vào ngày" may date.
    """
    dated = not iso.startswith("-")
    if dated and issued is not None and iso < issued[: len(iso)]:
        return None
    near = max(part[0], date[0] - _AT_MAX)
    said = _AT.search(norm[near : date[0]])
    at = near + said.start() if said else date[0]
    into = at < date[0]
    named = norm[date[0]] in "nN"
    day = len(iso) > 7 or (not dated and len(iso) > 5)
    if not day and not (into and dated):
        return None
    begin = max(part[0], at - _LEAD_MAX)
    lead = norm[begin:at].rstrip()
    events = _events()
    if not lead:
        # "Ngày 01/7/2025, vận hành …"; who acts may stand between them when the day is known to be to come
        comma = _COMMA.match(norm, date[1], part[1]) if named and dated and day else None
        if comma is None or _OF_THE_PAST.search(norm, comma.end(), part[1]):
            return None
        known = issued is not None and len(issued) > 4
        reach = min(part[1], comma.end() + 80)
        tells = events.search(norm, comma.end(), reach) if known else events.match(norm, comma.end(), reach)
        return at if tells else None
    if lead.endswith(":"):
        label = lead[:-1]
        if _NO_LABEL.search(label) or not (named or into or dated):
            return None
        return at if events.search(label) or (listed and _GOES_ON.fullmatch(label)) else None
    if into:
        if _OF_THE_PAST.search(lead):
            return None
        return at if events.search(lead) or doing.search(lead) or (listed and _GOES_ON.fullmatch(lead)) else None
    if not (named and dated) or _OF_ANOTHER.search(lead):
        return None
    comma = _LAST_CLAUSE.search(lead)
    opens = events.match(lead) or (events.match(lead, comma.end()) if comma else None)
    ends = any(
        m.end() == len(lead) and not _NO_SUBJECT.search(lead, 0, m.start())
        for m in events.finditer(lead, max(0, len(lead) - 16))
    )
    return at if opens or ends else None
