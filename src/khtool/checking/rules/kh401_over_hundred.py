"""Tỷ lệ vượt quá 100%.

A share of more than 100 %.

Nội dung: Tỷ lệ đạt, tỷ lệ tham gia… không thể quá 100%, trừ mức tăng, mức vượt hoặc so với kế hoạch, so với năm
    trước.
What: A share cannot exceed 100 %, unless it is a growth, an excess or a comparison.
Căn cứ: Lô-gíc của chỉ tiêu.
Why: The logic of a target.
Sai (bad):
    - Tỷ lệ trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế đạt 105%.
Đúng (good):
    - Tỷ lệ trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế đạt 100%.
Cách sửa: Kiểm tra lại con số; nếu là mức tăng thì ghi rõ "tăng … so với …".
Fix: Check the figure; if it is a growth, say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

_MAY_EXCEED = re.compile(
    r"tăng|vượt|so với|gấp|bằng|tăng trưởng|dự toán|kế hoạch giao|chỉ tiêu giao|thuê bao|lần|công suất|giá trị|"
    r"doanh thu|sản lượng|lợi nhuận|lãi suất|mức hưởng|mức chi|hệ số|thu ngân sách|thu nội địa|đơn giá|lương"
)


def check(context: Context) -> Iterator[Hit]:
    """Targets in per cent."""
    for t in context.plan.targets:
        if (t.unit or "").strip() != "%" or max(t.value, t.value_max or 0) <= 100 or t.direction == "increase":
            continue
        if _MAY_EXCEED.search(t.text.lower()):
            continue
        yield Hit(
            t.span.start,
            t.span.end,
            _("a share of more than 100 %: {value} %").format(value=f"{max(t.value, t.value_max or 0):g}"),
            severity="error" if "tỷ lệ" in t.text.lower() else None,
        )


RULE = Rule("KH401", "over-hundred", "warning", check, documentation=__doc__ or "")
