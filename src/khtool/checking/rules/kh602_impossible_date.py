"""Ngày không có thật.

A date that does not exist.

Nội dung: Ngày 31/4, 30/2, 29/02 của năm không nhuận, tháng 13.
What: 31 April, 30 February, 29 February outside leap years, a month 13.
Căn cứ: Lịch.
Why: The calendar.
Sai (bad):
    - Gửi báo cáo trước ngày 31/6/2024.
Đúng (good):
    - Gửi báo cáo trước ngày 30/6/2024.
Cách sửa: Sửa ngày hoặc tháng.
Fix: Correct the day or the month.
"""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.facts import day_of
from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _


def check(context: Context) -> Iterator[Hit]:
    """Every date; without a year 29/02 is let pass."""
    for d in context.facts.dates:
        if not d.words and d.year is None and int(d.month) > 12:
            continue  # "trước 20/25 chỉ tiêu": no date
        if day_of(int(d.year or 2000), int(d.month), int(d.day)) is None:
            yield Hit(d.start, d.end, _("there is no such day: {text}").format(text=context.text.text[d.start : d.end]))


RULE = Rule("KH602", "impossible-date", "error", check, ("document", "calendar"), __doc__ or "")
