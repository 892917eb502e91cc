"""Kế hoạch nhiều năm có chỉ tiêu không ghi mốc năm.

The targets of a plan for several years say no year.

Nội dung: Kế hoạch giai đoạn 2026-2030 đặt chỉ tiêu mà cả phần mục tiêu không nói đạt vào năm nào.
What: A plan for 2026-2030 whose goals nowhere say by which year they are to be reached.
Căn cứ: Chỉ tiêu phải có thời hạn thì mới kiểm tra được; đây là lời nhắc.
Why: A target without a date cannot be checked; a remark.
Sai (bad):
    KẾ HOẠCH
    Bảo vệ trẻ em giai đoạn 2026-2030
    Thực hiện Luật Trẻ em, UBND tỉnh Lâm Đồng ban hành Kế hoạch như sau:
    I. MỤC TIÊU
    - 95% trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế.
    - 90% trẻ em bị xâm hại được can thiệp, trợ giúp kịp thời.
    - 85% xã, phường đạt tiêu chuẩn phù hợp với trẻ em.
    II. NHIỆM VỤ
    Tổ chức truyền thông./.
Đúng (good):
    KẾ HOẠCH
    Bảo vệ trẻ em giai đoạn 2026-2030
    Thực hiện Luật Trẻ em, UBND tỉnh Lâm Đồng ban hành Kế hoạch như sau:
    I. MỤC TIÊU ĐẾN NĂM 2030
    - 95% trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế.
    - 90% trẻ em bị xâm hại được can thiệp, trợ giúp kịp thời.
    - 85% xã, phường đạt tiêu chuẩn phù hợp với trẻ em.
    II. NHIỆM VỤ
    Tổ chức truyền thông./.
Cách sửa: Ghi "Đến năm …" ở đầu mục tiêu hoặc ở từng chỉ tiêu.
Fix: Write "Đến năm …" above the goals or in each target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.extraction.frame import Section
from khtool.i18n import _

_ENOUGH = 3  # targets that make a list of goals
_TIME = re.compile(r"(?<![\d/])20\d\d(?![\d/])|\b(?:hằng|hàng|mỗi|từng) năm|giai đoạn|nhiệm kỳ|/năm\b", re.IGNORECASE)
_GOALS = re.compile(r"mục tiêu|chỉ tiêu", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """The sections of goals with at least three targets, when nothing in them speaks of a time."""
    years = context.plan.header.years
    if len(years) < 2 or years[-1] <= years[0]:
        return
    goals: dict[int, tuple[Section, int]] = {}
    for t in context.plan.targets:
        section = context.facts.frame.section_at(t.span.start)
        top = list(section.ancestors())[-1] if section else None
        if top is not None and top.kind != "appendix" and _GOALS.search(top.title):
            goals[top.start] = top, goals.get(top.start, (top, 0))[1] + 1
    for section, count in goals.values():
        if count >= _ENOUGH and not _TIME.search(context.text.norm, section.start, section.end + 1):
            yield Hit(
                section.title_start,
                section.title_end,
                _("{count} targets, and nothing says by which year of {years}").format(
                    count=count, years=f"{years[0]}-{years[-1]}"
                ),
            )


RULE = Rule("KH408", "targets-without-year", "info", check, documentation=__doc__ or "")
