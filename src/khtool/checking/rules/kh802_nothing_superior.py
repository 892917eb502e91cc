"""Kế hoạch không viện dẫn văn bản nào của cấp trên.

The plan cites no document of a higher body.

Nội dung: Kế hoạch thường triển khai văn bản của cấp trên (Trung ương, bộ, tỉnh); không có thì chuỗi căn cứ bị đứt.
What: A plan carries out what a higher body decided; without any, the chain of authority is broken.
Căn cứ: Thông lệ "Thực hiện …", "Căn cứ …" ở phần mở đầu; Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản
    6.
Why: The opening "Thực hiện …", "Căn cứ …"; decree 30/2020/NĐ-CP, Annex I, Part I, II.6.
Sai (bad):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Nhằm nâng cao nhận thức của người dân, UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức.
    II. TỔ CHỨC THỰC HIỆN
    Giao công chức văn hóa - xã hội theo dõi./.
Đúng (good):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Chỉ thị số 23/CT-TTg ngày 26/5/2020 của Thủ tướng Chính phủ, UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức.
    II. TỔ CHỨC THỰC HIỆN
    Giao công chức văn hóa - xã hội theo dõi./.
Cách sửa: Nêu văn bản của cấp trên mà kế hoạch triển khai.
Fix: Name the document that the plan carries out.
"""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.checking.organs import kind_of_code
from khtool.i18n import _
from khtool.knowledge import organs
from khtool.knowledge.normal import name_key
from khtool.plan import Citation

_RANK = {"trung_uong": 0, "tinh": 1, "huyen": 2, "xa": 3}
_HIGH = ("quoc_hoi", "ubtvqh", "chu_tich_nuoc", "chinh_phu", "thu_tuong", "bo", "dang")


def check(context: Context) -> Iterator[Hit]:
    """All citations together."""
    level = context.plan.header.level
    if level is None or level == "trung_uong" or not context.facts.body:
        return
    if any(_higher(c, level, context.plan.header.organ_name or "") for c in context.facts.citations):
        return
    zone = context.facts.frame.offsets(context.facts.frame.zones.basis)
    at = zone if zone[0] < zone[1] else context.facts.span_of("subject")
    yield Hit(at[0], min(at[1], at[0] + 120), _("no document of a higher body is cited"))


def _higher(c: Citation, level: str, own: str) -> bool:
    if c.kind == "named" or (c.code and kind_of_code(c.code) in _HIGH):
        return True
    if c.organ_name:
        of = organs.level_of_name(c.organ_name)
        return (
            of is None
            or _RANK[of] < _RANK[level]
            or (name_key(c.organ_name) != name_key(own) and _RANK[of] < _RANK[level])
        )
    # a title or a number without its issuer may be anybody's
    return c.kind in ("titled", "short") or bool(c.target) or bool(c.code)


RULE = Rule("KH802", "nothing-superior", "warning", check, ("document", "hierarchy"), __doc__ or "")
