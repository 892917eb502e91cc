"""Kế hoạch của UBND thiếu dòng "TM. ỦY BAN NHÂN DÂN" trước chức vụ người ký.

A plan of a People's Committee lacks the line "TM. ỦY BAN NHÂN DÂN" above the signer's position.

Nội dung: Ủy ban nhân dân làm việc theo chế độ tập thể nên người ký ký thay mặt: "TM. ỦY BAN NHÂN DÂN", rồi "CHỦ
    TỊCH" hoặc "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH". Từ ngày 01/3/2025 (Luật Tổ chức chính quyền địa phương số
    65/2025/QH15) chỉ nhắc.
What: A People's Committee is a collective body, so its plan is signed on its behalf: "TM. ỦY BAN NHÂN DÂN" first.
    From 01/3/2025 (law 65/2025/QH15) only a note.
Căn cứ: Nghị định 30/2020/NĐ-CP, Điều 13 và Phụ lục I, Phần I, Mục II, khoản 7.
Why: Decree 30/2020/NĐ-CP, Article 13 and Annex I, Part I, II.7.
Sai (bad):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2024 của UBND tỉnh, UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
    Nơi nhận:
    - UBND tỉnh (b/c);
    - Lưu: VT.
    KT. CHỦ TỊCH
    PHÓ CHỦ TỊCH
    Nguyễn Văn An
Đúng (good):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2024 của UBND tỉnh, UBND phường An Hòa ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
    Nơi nhận:
    - UBND tỉnh (b/c);
    - Lưu: VT.
    TM. ỦY BAN NHÂN DÂN
    KT. CHỦ TỊCH
    PHÓ CHỦ TỊCH
    Nguyễn Văn An
Cách sửa: Thêm dòng "TM. ỦY BAN NHÂN DÂN" trên dòng chức vụ.
Fix: Add the line "TM. ỦY BAN NHÂN DÂN" above the position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from khtool.checking.model import Context, Hit, Rule
from khtool.checking.organs import kind_of_name
from khtool.i18n import _

#: 65/2025/QH15 (Tổ chức chính quyền địa phương) in force.
_NEW_LAW = date(2025, 3, 1)
_SIGNED_FOR = re.compile(r"\bT/?M\s*[./]?\s*(?:ỦY BAN|UBND)|\bTM\.", re.IGNORECASE)
_BY_ORDER = re.compile(r"\b(?:TL|T/L|TUQ)\b\.?")
_POSITION = re.compile(r"(?:K/?T\s*[./]?\s*)?(?:PHÓ )?CHỦ TỊCH")


def check(context: Context) -> Iterator[Hit]:
    """The signature of a committee, when the tail has one."""
    if kind_of_name(context.plan.header.organ_name or "") != "ubnd":
        return
    start, end = context.facts.frame.offsets(context.facts.frame.zones.tail)
    tail = context.text.norm[start:end]
    position = next(
        (m for m in _POSITION.finditer(tail) if tail[: m.start()].rpartition("\n")[2].strip(" *_|#") == ""), None
    )
    if position is None or _SIGNED_FOR.search(tail) or _BY_ORDER.search(tail):
        return
    at = start + position.start()
    first = context.facts.issued[0]
    year = first.year if first else max(context.plan.header.years, default=0)
    # The law of 2025 gave the chairman powers of his own, and many plans are signed by him alone since.
    own_powers = first >= _NEW_LAW if first else year == 0 or year > 2024
    yield Hit(
        at,
        start + position.end(),
        _("a plan of a People's Committee is signed on its behalf, with this line above the position"),
        "TM. ỦY BAN NHÂN DÂN",
        "info" if own_powers else None,
    )


RULE = Rule("KH105", "authority-line", "warning", check, documentation=__doc__ or "")
