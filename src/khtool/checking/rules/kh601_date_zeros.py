"""Ngày, tháng trong nội dung thiếu hoặc thừa số 0.

Dates in the text lack a zero or have one too many.

Nội dung: Ngày nhỏ hơn 10 và tháng 1, tháng 2 có số 0 phía trước; tháng 3 đến tháng 9 không có.
What: Days below 10 and January and February take a leading 0; March to September do not.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4 (quy định cho ngày ban hành, áp dụng theo thói
    quen cho ngày trong nội dung).
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.4 (said of the date of issue, followed by custom in the text).
Sai (bad):
    - Gửi báo cáo trước ngày 5/06/2024.
Đúng (good):
    - Gửi báo cáo trước ngày 05/6/2024.
Cách sửa: Thêm hoặc bỏ số 0.
Fix: Add or drop the zero.
"""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.facts import day_of, month_text
from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _


def check(context: Context) -> Iterator[Hit]:
    """Every possible date but that of the plan's own date line."""
    own = context.facts.span_of("date_text") if context.plan.header.date_text else (-1, -1)
    for d in context.facts.dates:
        if own[0] <= d.start <= own[1] or day_of(int(d.year or 2000), int(d.month), int(d.day)) is None:
            continue
        day, month = f"{int(d.day):02d}", month_text(int(d.month))
        if (d.day, d.month) == (day, month):
            continue
        between = context.text.norm[d.day_at + len(d.day) : d.month_at]
        tail = context.text.norm[d.month_at + len(d.month) : d.end]
        right = f"{day}{between}{month}{tail}"
        yield Hit(
            d.start,
            d.end,
            _("zeros of the date: {right}").format(right=right),
            right,
            fix=Fix(d.start, d.end, right, safe=True),
        )


RULE = Rule("KH601", "date-zeros", "info", check, documentation=__doc__ or "")
