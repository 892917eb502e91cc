"""Khoảng thời gian có điểm cuối trước điểm đầu.

A period that ends before it begins.

Nội dung: "giai đoạn 2025-2021", "từ ngày 30/6/2024 đến ngày 01/6/2024".
What: "giai đoạn 2025-2021", "từ ngày 30/6/2024 đến ngày 01/6/2024".
Căn cứ: Lịch.
Why: The calendar.
Sai (bad):
    - Triển khai chương trình phòng, chống đuối nước giai đoạn 2025-2021.
Đúng (good):
    - Triển khai chương trình phòng, chống đuối nước giai đoạn 2021-2025.
Cách sửa: Đảo lại hai mốc thời gian.
Fix: Swap the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

_YEARS = re.compile(
    r"\b(?:giai đoạn|nhiệm kỳ|thời kỳ|từ năm) {1,2}(20\d\d) ?(?:-|đến(?: năm)?) ?(20\d\d)\b", re.IGNORECASE
)
_FROM = re.compile(r"\btừ(?: ngày)? {0,2}\Z", re.IGNORECASE)
_TO = re.compile(r"\s{0,2}(?:-|đến(?: hết)?(?: ngày)?)\s{0,2}", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """Periods in years and in days."""
    norm = context.text.norm
    for m in _YEARS.finditer(norm, 0, context.facts.own_end):
        if int(m[2]) < int(m[1]):
            yield Hit(
                m.start(1), m.end(2), _("the period ends before it begins: {text}").format(text=m[0]), f"{m[2]}-{m[1]}"
            )
    for a, b in pairwise(context.facts.dates):
        if not (_FROM.search(norm[max(0, a.start - 12) : a.start]) and _TO.fullmatch(norm[a.end : b.start])):
            continue
        if a.value is not None and b.value is not None and b.value < a.value:
            yield Hit(
                a.start,
                b.end,
                _("the period ends before it begins: {text}").format(text=context.text.text[a.start : b.end]),
            )


RULE = Rule("KH606", "reversed-period", "error", check, ("document", "calendar"), __doc__ or "")
