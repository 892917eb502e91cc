"""Nhiệm vụ không có cơ quan chủ trì trong kế hoạch phân công theo từng nhiệm vụ.

A task without a lead agency, in a plan that names one for each task.

Nội dung: Khi các mục đều có dòng "Cơ quan chủ trì", mục thiếu dòng này là nhiệm vụ chưa giao cho ai.
What: Where the items have a line "Cơ quan chủ trì", one without it is a task given to nobody.
Căn cứ: Phân công nhiệm vụ trong kế hoạch: mỗi nhiệm vụ có một cơ quan chủ trì.
Why: Each task of a plan has one lead agency.
Sai (bad):
    1. Truyền thông về quyền trẻ em
    Tổ chức truyền thông trên hệ thống thông tin cơ sở.
    - Cơ quan chủ trì: Sở Y tế.
    - Cơ quan phối hợp: Sở Giáo dục và Đào tạo.
    2. Tập huấn cộng tác viên
    Tổ chức tập huấn kỹ năng cho cộng tác viên.
    - Cơ quan chủ trì: Sở Y tế.
    - Cơ quan phối hợp: Sở Nội vụ.
    3. Kiểm tra cơ sở trợ giúp
    Kiểm tra các cơ sở trợ giúp trẻ em.
    - Cơ quan phối hợp: Công an tỉnh.
Đúng (good):
    1. Truyền thông về quyền trẻ em
    Tổ chức truyền thông trên hệ thống thông tin cơ sở.
    - Cơ quan chủ trì: Sở Y tế.
    - Cơ quan phối hợp: Sở Giáo dục và Đào tạo.
    2. Tập huấn cộng tác viên
    Tổ chức tập huấn kỹ năng cho cộng tác viên.
    - Cơ quan chủ trì: Sở Y tế.
    - Cơ quan phối hợp: Sở Nội vụ.
    3. Kiểm tra cơ sở trợ giúp
    Kiểm tra các cơ sở trợ giúp trẻ em.
    - Cơ quan chủ trì: Sở Y tế.
    - Cơ quan phối hợp: Công an tỉnh.
Cách sửa: Thêm dòng "Cơ quan chủ trì".
Fix: Add the line "Cơ quan chủ trì".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.extraction.frame import Section
from khtool.i18n import _

_LEAD = re.compile(
    r"\b(?:(?:cơ quan|đơn vị|phòng|sở) (?:, đơn vị )?chủ trì|chủ trì(?: thực hiện| tham mưu)?|thực hiện) ?:",
    re.IGNORECASE,
)
_PARTNER = re.compile(
    r"\b(?:cơ quan|đơn vị)?(?:, đơn vị)? ?phối hợp(?: thực hiện)? ?:|thời gian (?:thực hiện|hoàn thành) ?:",
    re.IGNORECASE,
)
_LEADS_IN_TEXT = re.compile(r"\bchủ trì\b|\bgiao\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """Items that have a line for partners or time but none for the lead, beside two or more that have one."""
    groups: dict[int, list[Section]] = {}
    for s in context.facts.frame.sections:
        if not s.children:
            groups.setdefault(id(s.parent), []).append(s)
    norm = context.text.norm
    for group in groups.values():
        led = [s for s in group if _LEAD.search(norm, s.start, s.end)]
        if len(led) < 2 or 2 * len(led) < len(group):
            continue
        for s in group:
            if (
                s not in led
                and _PARTNER.search(norm, s.start, s.end)
                and not _LEADS_IN_TEXT.search(norm, s.start, s.end)
            ):
                yield Hit(
                    s.start,
                    min(s.title_end, s.start + 120),
                    _("item {label} names no lead agency").format(label=s.path),
                )


RULE = Rule("KH502", "task-without-lead", "warning", check, documentation=__doc__ or "")
