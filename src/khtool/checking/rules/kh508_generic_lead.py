"""Không nhiệm vụ nào có cơ quan chủ trì cụ thể.

No task has an agency of its own.

Nội dung: Cả kế hoạch chỉ giao cho "các cơ quan, đơn vị liên quan": không ai chịu trách nhiệm.
What: The whole plan gives its tasks to "các cơ quan, đơn vị liên quan" only: nobody answers for them.
Căn cứ: Rõ người, rõ việc, rõ trách nhiệm; nhắc để cân nhắc.
Why: It must be clear who answers for what; a remark.
Sai (bad):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Luật Trẻ em, UBND huyện Đức Trọng ban hành Kế hoạch như sau:
    I. NHIỆM VỤ
    1. Tổ chức truyền thông về quyền trẻ em.
    - Cơ quan chủ trì: Các cơ quan, đơn vị liên quan.
    2. Rà soát các điểm vui chơi của trẻ em.
    - Cơ quan chủ trì: Các cơ quan, đơn vị liên quan.
    II. KINH PHÍ
    Từ ngân sách huyện./.
Đúng (good):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Luật Trẻ em, UBND huyện Đức Trọng ban hành Kế hoạch như sau:
    I. NHIỆM VỤ
    1. Tổ chức truyền thông về quyền trẻ em.
    - Cơ quan chủ trì: Phòng Lao động - Thương binh và Xã hội.
    2. Rà soát các điểm vui chơi của trẻ em.
    - Cơ quan chủ trì: Các cơ quan, đơn vị liên quan.
    II. KINH PHÍ
    Từ ngân sách huyện./.
Cách sửa: Nêu tên cơ quan chủ trì từng nhiệm vụ.
Fix: Name the agency that leads each task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _
from khtool.knowledge.normal import name_key

_GENERIC = re.compile(
    r"\A(?:(?:các|những) )?(?:(?:cơ quan|đơn vị|địa phương|tổ chức|ban|ngành|phòng|sở|đoàn thể|cá nhân|có|liên quan|và|"
    r"khác|chức năng|chuyên môn|tỉnh|huyện|xã|phường|các|thuộc)[ ,;-]*)+\Z"
)


def check(context: Context) -> Iterator[Hit]:
    """All assignments together, when at least two tasks name who leads them."""
    leads = [a for a in context.plan.assignments if a.role == "lead"]
    others = [a for a in context.plan.assignments if a.role == "implement"]
    if len(leads) < 2 or not all(_GENERIC.match(name_key(a.agency)) for a in (*leads, *others)):
        return
    first = leads[0]
    at = context.text.text.find(first.agency, first.span.start, first.span.end)
    yield Hit(
        *((at, at + len(first.agency)) if at >= 0 else (first.span.start, first.span.end)),
        _("no task of the plan has a lead agency of its own, only {generic}").format(
            generic=" ".join(first.agency.split())
        ),
    )


RULE = Rule("KH508", "generic-lead", "info", check, documentation=__doc__ or "")
