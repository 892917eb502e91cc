"""The matter of a cited document: the words after "về (việc)", "ban hành", "phê duyệt" … and where they end."""

from __future__ import annotations

import re
from bisect import bisect_right

from khtool.extraction.citations.find import Mention
from khtool.extraction.zones import LOWER, UPPER

#: What leads into the matter and is not part of it.
_LEAD = re.compile(
    r"(?:,?\s(?:được (?:thông qua|ban hành)\s)?(?:tại\s)?[Kk]ỳ họp [^,;.]{1,40}?(?:, khóa [^,;.]{1,12}?)?"
    r"(?=,?\s(?:về|ban|phê)))?[,\s]{0,3}(?:\"\s?)?(?:(?:về việc|Về việc|"
    r"về|Về|v/v|VỀ VIỆC|VỀ)\s(?:(?:[Bb]an hành|[Pp]hê duyệt|BAN HÀNH|PHÊ DUYỆT)\s)?|"
    r"(?:về|việc|về việc)(?:ban hành|phê duyệt)\s|"
    r"(?:ban hành|Ban hành|phê duyệt|Phê duyệt|BAN HÀNH|PHÊ DUYỆT)\s)\"?"
)
#: Verbs with which a matter begins right after the number: "quy định chi tiết …", "triển khai thực hiện …".
_VERB = re.compile(
    r",?\s(?=(?:quy định|Quy định|hướng dẫn|Hướng dẫn|sửa đổi|bổ sung|bãi bỏ|thay thế|triển khai|thực hiện|"
    r"thi hành|tổ chức|"
    r"tăng cường|đẩy mạnh|công bố|giao|phân công|kiện toàn|thành lập|thông qua|thông báo|kết luận|đổi mới|"
    r"phân cấp|cho phép|"
    r"điều chỉnh|một số|công nhận|chấn chỉnh|nâng cao|lãnh đạo|QUY ĐỊNH|HƯỚNG DẪN|TRIỂN KHAI|THỰC HIỆN)(?!\w))"
)
#: A title right behind the number, as law sites name what they list: "Quyết định 12/QĐ-TTg năm 2021 Chiến lược …".
_TITLE = re.compile(r"\s(?=(?:Chiến lược|Chương trình|Đề án|Kế hoạch|Quy hoạch|Quy chế)\s(?!số\s|\d))")
_END = re.compile(
    rf";|\./|\.(?=\s|$)|\s?\((?=[Kk]èm theo|[Bb]an hành|sau đây|Sau đây|gọi|viết tắt|"
    rf"[{UPPER}][{LOWER}]+\s[{LOWER}]*\s?(?:số\s)?\d|"
    rf"Chương trình|Đề án)|"
    rf"(?:,|\svà|,\svà)\s(?=(?:[Cc]ác\s)?(?:Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|Kế hoạch|Công văn|"
    rf"Kết luận|Hướng dẫn|"
    rf"Công điện|Thông báo|Văn bản|Chương trình|Tờ trình|Quy định)(?:\s[{LOWER}]+){{0,4}}\s(?:số\s)?\d)|"
    rf",\s(?=(?:UBND|Ủy ban nhân dân|Ủy ban|Sở|Phòng|Bộ|Ban|Chủ tịch|Luật|Bộ luật|cụ thể|như sau|đồng thời|"
    rf"trong đó|căn cứ|và các|"
    rf"các văn bản|để|nay|xin|xác định|nhằm|bảo đảm|đảm bảo|góp phần|phù hợp|tạo)\b)|\s(?:(?:cho |để )?phù hợp với|"
    rf"do\s(?:tỉnh|thành phố|Ủy ban|UBND|Bộ|Chính phủ|Thủ tướng)[^;.,]{{0,60}}?\sban hành|và các (?:văn bản|"
    rf"chỉ thị|nghị quyết|chương trình|kế hoạch|quy định|Quyết định|Nghị quyết))"
)


def find_matters(norm: str, mentions: list[Mention], breaks: list[int], end: int) -> None:
    """Set `matter` of the numbered and named mentions that have none yet."""
    for i, m in enumerate(mentions):
        if m.kind == "titled" or m.matter is not None:
            continue
        limit = _limit(norm, breaks, m.end, end)
        following = mentions[i + 1].start if i + 1 < len(mentions) else limit
        at = m.end
        if lead := _LEAD.match(norm, at, limit):
            start = lead.end()
        elif m.kind == "full" and (title := _TITLE.match(norm, at, limit)):
            start = title.end()
        elif verb := _VERB.match(norm, at, limit):
            if m.kind != "full" and verb.end() - at > 1:
                continue
            start = verb.end()
        else:
            m.matter = None
            continue
        if m.kind in ("named", "short") and not lead:
            m.matter = None
            continue
        stop = _END.search(norm, start, limit)
        finish = stop.start() if stop else limit
        if finish - start < 3 and following > start:
            m.matter = None
            continue
        m.matter = (start, start + len(norm[start:finish].rstrip(' ,"')))


def _limit(norm: str, breaks: list[int], at: int, end: int) -> int:
    """The end of the paragraph, or of the next one where the sentence was cut in two."""
    i = bisect_right(breaks, at - 1)
    limit = breaks[i] if i < len(breaks) else end
    return min(limit, end)
