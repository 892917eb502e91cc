"""Cơ quan được giao nhiệm vụ không tồn tại vào ngày ban hành kế hoạch.

An agency does not exist at the date of the plan.

Nội dung: Sở Lao động - Thương binh và Xã hội, Sở Kế hoạch và Đầu tư… kết thúc ngày 28/02/2025; Ủy ban nhân dân cấp
    huyện và các phòng của huyện kết thúc ngày 30/6/2025.
What: Departments merged from 01/3/2025 and district committees with their offices, which ended on 30/6/2025.
Căn cứ: Nghị quyết 176/2025/QH15; Nghị định 45/2025/NĐ-CP; Luật Tổ chức chính quyền địa phương 72/2025/QH15; Nghị
    định 150/2025/NĐ-CP.
Why: Resolution 176/2025/QH15, decree 45/2025/NĐ-CP, law 72/2025/QH15, decree 150/2025/NĐ-CP.
Sai (bad):
    ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG
    Số: 145/KH-UBND
    Lâm Đồng, ngày 20 tháng 11 năm 2025
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2026
    Thực hiện Chỉ thị số 23/CT-TTg ngày 26/5/2020 của Thủ tướng Chính phủ, UBND tỉnh ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức về công tác trẻ em.
    II. TỔ CHỨC THỰC HIỆN
    1. Sở Lao động - Thương binh và Xã hội
    - Chủ trì theo dõi, tổng hợp kết quả thực hiện Kế hoạch.
    2. Sở Tài chính
    - Bố trí kinh phí theo phân cấp./.
Đúng (good):
    ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG
    Số: 145/KH-UBND
    Lâm Đồng, ngày 20 tháng 11 năm 2025
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2026
    Thực hiện Chỉ thị số 23/CT-TTg ngày 26/5/2020 của Thủ tướng Chính phủ, UBND tỉnh ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức về công tác trẻ em.
    II. TỔ CHỨC THỰC HIỆN
    1. Sở Y tế
    - Chủ trì theo dõi, tổng hợp kết quả thực hiện Kế hoạch.
    2. Sở Tài chính
    - Bố trí kinh phí theo phân cấp./.
Cách sửa: Giao cho cơ quan tiếp nhận chức năng.
Fix: Give the task to the body that took the function over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from khtool.checking.facts import vietnamese
from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _
from khtool.knowledge import organs
from khtool.knowledge.normal import name_key
from khtool.knowledge.organs import Organ

_KINDS = ("bo", "so", "huyen", "phong")
#: Bodies whose end is fixed for the whole country by one act; others (Đài, Trung tâm) were merged place by place.
_SURE = ("Bộ ", "Sở ", "Phòng ", "Ban Dân tộc", "Ủy ban nhân dân", "Hội đồng nhân dân")
_PAST = re.compile(
    r"trước đây|trước (?:ngày )?(?:01/[37]/2025|01 tháng [37]|sắp xếp|sáp nhập)|nguyên là|sáp nhập|hợp nhất|giải thể|"
    r"kết thúc hoạt động|\bcũ\b|bàn giao từ|tiếp nhận từ"
)
_DISTRICT = re.compile(r"\b(?:UBND|Ủy ban nhân dân)(?: cấp| các)? (?:quận|huyện|thị xã)(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _names() -> tuple[re.Pattern[str], dict[str, Organ]]:
    """One pattern for the names of the bodies that ended, and which body each name means."""
    table: dict[str, Organ] = {}
    for organ in organs.all_organs():
        if organ.valid_to and organ.level in _KINDS and organ.tier in ("trung_uong", "tinh", "huyen"):
            for name in (organ.name, *organ.aliases):
                if name.startswith(_SURE[:4]):
                    table[name_key(name)] = organ
    words = [
        r"[\W_]{1,3}".join(map(re.escape, re.findall(r"\w+", key))) for key in sorted(table, key=len, reverse=True)
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE), table


def check(context: Context) -> Iterator[Hit]:
    """Agencies with tasks and the names in the text, against the first day on which the plan may have been issued."""
    first = context.facts.issued[0]
    if first is None:
        return
    day = first.isoformat()
    seen: set[str] = set()
    told: list[tuple[int, int]] = []
    for a in context.plan.assignments:
        found = [o for o in organs.by_name(a.agency) if o.level in _KINDS and o.name.startswith(_SURE)]
        if not found or any(organs.exists_on(o, day) or not o.valid_to for o in found):
            continue
        if re.match(r"(?:Các|các) (?:sở|phòng|ban)", a.agency):
            continue
        at = _place(context, a.agency, a.span.start, a.span.end)
        told.append(at)
        yield _hit(at, a.agency, found[0], day)
        seen.add(found[0].id)
    yield from _in_text(context, day, seen, told)


def _in_text(context: Context, day: str, seen: set[str], told: list[tuple[int, int]]) -> Iterator[Hit]:
    pattern, table = _names()
    norm = context.text.norm
    end = context.facts.own_end
    for m in pattern.finditer(norm, 0, end):
        organ = table.get(name_key(m[0]))
        if organ is None or organs.exists_on(organ, day) or organ.id in seen:
            continue
        same_name = organs.by_name(m[0])
        if any(organs.exists_on(o, day) for o in same_name) or organ.level == "phong":
            continue
        if _historical(context, m.start(), m.end()) or any(s < m.end() and m.start() < e for s, e in told):
            continue
        seen.add(organ.id)
        yield _hit((m.start(), m.end()), m[0], organ, day, softer=True)
    if day > "2025-06-30" and "ubnd-huyen" not in seen:
        for m in _DISTRICT.finditer(norm, 0, end):
            organ = organs.get("ubnd-huyen")
            if organ and not _historical(context, m.start(), m.end()):
                yield _hit((m.start(), m.end()), m[0], organ, day, softer=True)
                break


def _historical(context: Context, start: int, end: int) -> bool:
    """Does the name stand in a citation or in a sentence about the past?"""
    if context.facts.cited(start, end):
        return True
    norm = context.text.norm
    return bool(_PAST.search(norm[max(0, start - 120) : min(len(norm), end + 60)]))


def _place(context: Context, agency: str, start: int, end: int) -> tuple[int, int]:
    at = context.text.text.find(agency, start, max(end, start + len(agency)) + 1)
    return (at, at + len(agency)) if at >= 0 else (start, end)


def _hit(at: tuple[int, int], name: str, organ: Organ, day: str, softer: bool = False) -> Hit:
    heirs = ", ".join(s.name for s in organs.successors(organ))
    return Hit(
        *at,
        _("{agency} ended on {date}, before this plan").format(
            agency=" ".join(name.split()), date=vietnamese(organ.valid_to or "")
        ),
        heirs or None,
        "warning" if softer or organ.confidence == "low" else None,
    )


RULE = Rule("KH501", "agency-exists", "error", check, ("document", "hierarchy", "calendar"), __doc__ or "")
