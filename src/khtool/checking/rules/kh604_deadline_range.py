"""Thời hạn trước ngày ban hành kế hoạch hoặc ngoài thời gian của kế hoạch.

A deadline before the plan's date or outside its period.

Nội dung: Việc giao với thời hạn đã qua, hoặc thời hạn sau khi kế hoạch kết thúc quá một năm.
What: Something is due before the plan was issued, or more than a year after its period.
Căn cứ: Lịch; tính khả thi của kế hoạch.
Why: The calendar; what is due must still be possible.
Sai (bad):
    - Gửi báo cáo kết quả về Sở Y tế trước ngày 15/11/2023.
Đúng (good):
    - Gửi báo cáo kết quả về Sở Y tế trước ngày 15/11/2024.
Cách sửa: Sửa năm hoặc ngày của thời hạn.
Fix: Correct the year or the day.
"""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.facts import full_date, vietnamese
from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _


def check(context: Context) -> Iterator[Hit]:
    """Deadlines with a full date."""
    first = context.facts.issued[0]
    years = context.plan.header.years
    for d in context.plan.deadlines:
        due = full_date(d.date)
        if due is None or d.span.start >= context.facts.own_end or context.facts.cited(d.span.start, d.span.end):
            continue
        # "sinh trước ngày 01/01/2010": a date long past is no deadline of this plan
        if first is not None and due < first and due.year >= first.year - 1:
            yield Hit(
                d.span.start,
                d.span.end,
                _("due on {date}, before the plan was issued ({plan})").format(
                    date=vietnamese(d.date or ""), plan=vietnamese(first.isoformat())
                ),
            )
        elif years and due.year > max(years) + 1:
            yield Hit(
                d.span.start,
                d.span.end,
                _("due on {date}, the plan is for {years}").format(
                    date=vietnamese(d.date or ""), years=" - ".join(map(str, years))
                ),
                severity="warning",
            )


RULE = Rule("KH604", "deadline-range", "error", check, ("document", "calendar"), __doc__ or "")
