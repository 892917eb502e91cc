"""Kế hoạch của UBND thiếu dòng "TM. ỦY BAN NHÂN DÂN" trước chức vụ người ký.

A plan of a People's Committee lacks the line "TM. ỦY BAN NHÂN DÂN" above the signer's position.

Nội dung: Ủy ban nhân dân làm việc theo chế độ tập thể nên người ký ký thay mặt: "TM. ỦY BAN NHÂN DÂN", rồi "CHỦ
    TỊCH" hoặc "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH". Từ ngày 01/3/2025 (Luật Tổ chức chính quyền địa phương số
    65/2025/QH15) chỉ nhắc. Phường của Hà Nội, quận và phường của Đà Nẵng, Thành phố Hồ Chí Minh làm việc theo chế độ
    thủ trưởng từ ngày 01/7/2021 thì không nhắc.
What: A People's Committee is a collective body, so its plan is signed on its behalf: "TM. ỦY BAN NHÂN DÂN" first.
    From 01/3/2025 (law 65/2025/QH15) only a note. The wards of Hà Nội, the districts and wards of Đà Nẵng and Thành phố
    Hồ Chí Minh have worked under one head since 01/7/2021: nothing is said of them.
Căn cứ: Nghị định 30/2020/NĐ-CP, Điều 13 và Phụ lục I, Phần I, Mục II, khoản 7; Nghị quyết 97/2019/QH14, 119/2020/QH14,
    131/2020/QH14 và các Nghị định 32/2021/NĐ-CP, 33/2021/NĐ-CP, 34/2021/NĐ-CP.
Why: Decree 30/2020/NĐ-CP, Article 13 and Annex I, Part I, II.7; resolutions 97/2019/QH14, 119/2020/QH14, 131/2020/QH14
    and decrees 32/2021/NĐ-CP, 33/2021/NĐ-CP, 34/2021/NĐ-CP.
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
from khtool.knowledge.normal import name_key
from khtool.resolution.issuers import Context as Line

#: 65/2025/QH15 (Tổ chức chính quyền địa phương) in force.
_NEW_LAW = date(2025, 3, 1)
#: Cities whose wards ("xa") and districts ("huyen") have had a head, not a committee that decides, and since when.
_ONE_HEAD = {"hà nội": ("xa",), "đà nẵng": ("xa", "huyen"), "hồ chí minh": ("xa", "huyen")}
_SINCE = date(2021, 7, 1)
_SIGNED_FOR = re.compile(r"\bT/?M\s*[./]?\s*(?:ỦY BAN|UBND)|\bTM\.", re.IGNORECASE)
_CHAIRMAN = re.compile(r"^\W{0,4}CHỦ TỊCH (?:ỦY BAN NHÂN DÂN|UBND)\b", re.MULTILINE)
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
    if _CHAIRMAN.search(context.text.norm, 0, start):
        return  # a document of the chairman's own
    if position is None or _SIGNED_FOR.search(tail) or _BY_ORDER.search(tail):
        return
    at = start + position.start()
    first = context.facts.issued[0]
    if (first is None or first >= _SINCE) and _under_one_head(context):
        return
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


def _under_one_head(context: Context) -> bool:
    line = Line.of(context.plan)
    city = line.tier("tinh")
    own = line.line[0] if line.line else None
    tiers = _ONE_HEAD.get(name_key(city.proper), ()) if city else ()
    return own is not None and own.tier in tiers and own.kind in ("phường", "quận")


RULE = Rule("KH105", "authority-line", "warning", check, documentation=__doc__ or "")
