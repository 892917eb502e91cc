"""Hạn rơi vào thứ Bảy, Chủ nhật hoặc ngày lễ.

Something is due on a Saturday, a Sunday or a public holiday.

Nội dung: "vào ngày 15/9/2024" là Chủ nhật, "chậm nhất 30/4/2024" là ngày lễ: cơ quan không làm việc. "Trước ngày …"
    thì không nhắc, vì hạn cuối là ngày trước đó.
What: "vào ngày 15/9/2024" is a Sunday, "chậm nhất 30/4/2024" a holiday: nobody is at work. "Trước ngày …" is left
    alone, for the last day is the one before it.
Căn cứ: Bộ luật Lao động 45/2019/QH14, Điều 112 (01/01, 30/4, 01/5, 02/9); Bộ luật Dân sự 91/2015/QH13, Điều 148.
Why: Labour Code 45/2019/QH14, Article 112; Civil Code 91/2015/QH13, Article 148 (the term then ends a day later).
Sai (bad):
    - Sở Y tế báo cáo kết quả 9 tháng vào ngày 15/9/2024.
Đúng (good):
    - Sở Y tế báo cáo kết quả 9 tháng vào ngày 13/9/2024.
Cách sửa: Đổi sang ngày làm việc liền trước hoặc liền sau.
Fix: Choose the working day before or after.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khtool.checking.facts import full_date, vietnamese
from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

#: Those that stand on one day of the solar calendar; Tết and the feast of the Hùng kings move.
_HOLIDAYS = {(1, 1), (4, 30), (5, 1), (9, 2)}


def check(context: Context) -> Iterator[Hit]:
    """Deadlines "on" and "by" a full date."""
    for d in context.plan.deadlines:
        due = full_date(d.date)
        if due is None or d.comparator == "before" or d.span.start >= context.facts.own_end:
            continue
        first = context.facts.issued[0]
        if (first is not None and due < first) or (day := _day_off(due)) is None:
            continue
        at = next(
            ((m.start, m.end) for m in context.facts.dates if m.value == due and d.span.start <= m.start < d.span.end),
            (d.span.start, d.span.end),
        )
        yield Hit(*at, _("due on {day}: {date}").format(date=vietnamese(d.date or ""), day=day))


def _day_off(day: date) -> str | None:
    if (day.month, day.day) in _HOLIDAYS:
        return _("a public holiday")
    return {5: _("a Saturday"), 6: _("a Sunday")}.get(day.weekday())


RULE = Rule("KH607", "deadline-day-off", "info", check, ("document", "calendar"), __doc__ or "")
