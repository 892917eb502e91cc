"""Chỉ tiêu dạng x/y có x lớn hơn y.

A target "x of y" in which x is larger than y.

Nội dung: "15/14 phường" là không thể; một trong hai số bị ghi sai.
What: "15/14 phường" cannot be; one of the figures is wrong.
Căn cứ: Lô-gíc của chỉ tiêu.
Why: The logic of a target.
Sai (bad):
    - Phấn đấu 15/14 phường đạt tiêu chuẩn phường phù hợp với trẻ em.
Đúng (good):
    - Phấn đấu 14/14 phường đạt tiêu chuẩn phường phù hợp với trẻ em.
Cách sửa: Kiểm tra lại hai con số.
Fix: Check the two figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

_FIGURE = r"\d{1,3}(?:\.\d{3})+|\d{1,5}"
_PART = re.compile(
    rf"(?<![\w/.,-])({_FIGURE})/({_FIGURE}) ?"
    r"(?=(?:xã|phường|thị trấn|huyện|quận|trường|thôn|bản|ấp|buôn|khu phố|tổ dân phố"
    r"|cơ sở|đơn vị|sở|ngành|trạm|hộ|trẻ em|học sinh|người|cán bộ|lớp|điểm|chỉ tiêu|nhiệm vụ|vụ|dự án)\b)",
    re.IGNORECASE,
)
_NOT_A_PART = re.compile(r"(?:ngày|tháng|số|trước|đến|sáng|chiều|quý|kỳ) ?\Z", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """Figures "x/y" before a word for what is counted; dates and numbers of documents are none."""
    norm = context.text.norm
    for p in context.facts.paragraphs:
        for m in _PART.finditer(norm, p.start, p.end):
            part, whole = (int(figure.replace(".", "")) for figure in m.groups())
            if whole == 0 or part <= whole or _NOT_A_PART.search(norm[max(p.start, m.start() - 7) : m.start()]):
                continue
            yield Hit(m.start(1), m.end(2), _("{value} of {whole} is more than all").format(value=m[1], whole=m[2]))


RULE = Rule("KH402", "part-of-whole", "error", check, documentation=__doc__ or "")
