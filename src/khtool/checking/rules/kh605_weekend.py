"""Kế hoạch ghi ngày ban hành vào thứ bảy hoặc chủ nhật.

The plan is dated on a Saturday or Sunday.

Nội dung: Nhắc khi ngày ban hành rơi vào ngày nghỉ cuối tuần, vì có thể ghi nhầm ngày hoặc nhầm năm.
What: A note when the date of issue falls on a weekend, where day or year may be a slip.
Căn cứ: Lịch.
Why: The calendar.
Sai (bad):
    Lâm Đồng, ngày 24 tháng 3 năm 2024
Đúng (good):
    Lâm Đồng, ngày 25 tháng 3 năm 2024
Cách sửa: Kiểm tra lại ngày ban hành.
Fix: Check the date of issue.
"""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.facts import vietnamese
from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _


def check(context: Context) -> Iterator[Hit]:
    """The own date when it is exact."""
    first, last = context.facts.issued
    if first is not None and first == last and first.weekday() >= 5:
        day = _("a Saturday") if first.weekday() == 5 else _("a Sunday")
        yield Hit(
            *context.facts.span_of("issued_date"),
            _("{date} was {day}").format(date=vietnamese(first.isoformat()), day=day),
        )


RULE = Rule("KH605", "weekend", "info", check, ("document", "calendar"), __doc__ or "")
