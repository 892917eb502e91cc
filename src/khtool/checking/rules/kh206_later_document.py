"""Văn bản được viện dẫn có ngày sau ngày ban hành kế hoạch.

A cited document is dated after the plan.

Nội dung: Kế hoạch không thể viện dẫn văn bản chưa ban hành; một trong hai ngày bị ghi sai.
What: A plan cannot cite what has not been issued yet; one of the two dates is wrong.
Căn cứ: Thời gian ban hành, Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4.
Why: Dates of issue, decree 30/2020/NĐ-CP, Annex I, Part I, II.4.
Sai (bad):
    - Triển khai Kế hoạch số 88/KH-UBND ngày 15/6/2024 của UBND tỉnh Lâm Đồng.
Đúng (good):
    - Triển khai Kế hoạch số 88/KH-UBND ngày 15/6/2023 của UBND tỉnh Lâm Đồng.
Cách sửa: Kiểm tra lại năm, tháng của văn bản được viện dẫn và ngày của kế hoạch.
Fix: Check year and month of the cited document, and the date of the plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.facts import code_year, full_date, vietnamese
from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _


def check(context: Context) -> Iterator[Hit]:
    """Citations with a full date, against the last day on which the plan may have been issued."""
    last = context.facts.issued[1]
    if last is None:
        return
    for c in context.facts.citations:
        cited = full_date(c.issued_date)
        if cited is None or cited <= last:
            continue
        year = code_year(c.code) if c.code else None
        if year is None or year == cited.year:  # else the year of the date is a slip, which KH207 reports
            yield Hit(
                *context.facts.date_range(c),
                _("{code} is dated {date}, after the plan itself ({plan})").format(
                    code=c.code or c.text, date=vietnamese(c.issued_date or ""), plan=vietnamese(last.isoformat())
                ),
            )


RULE = Rule("KH206", "later-document", "error", check, ("document", "calendar"), __doc__ or "")
