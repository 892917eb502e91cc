"""Căn cứ là văn bản của cấp dưới.

The plan carries out a document of a lower body.

Nội dung: Kế hoạch của tỉnh "Thực hiện Kế hoạch … của UBND huyện …": cấp trên không thực hiện văn bản của cấp dưới. Tờ
    trình, báo cáo, công văn, đề nghị của cấp dưới thì không nhắc.
What: A province's plan that carries out a district's: authority runs downwards. Proposals, reports and letters of
    lower bodies are no fault.
Căn cứ: Luật Tổ chức chính quyền địa phương; Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6.
Why: The Law on the organisation of local government; decree 30/2020/NĐ-CP, Annex I, Part I, II.6.
Sai (bad):
    ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG
    Số: 45/KH-UBND
    Lâm Đồng, ngày 20 tháng 3 năm 2024
    KẾ HOẠCH
    Công tác trẻ em năm 2024
    Thực hiện Kế hoạch số 21/KH-UBND ngày 05/02/2024 của UBND huyện Đức Trọng về công tác trẻ em năm 2024, UBND tỉnh ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
Đúng (good):
    ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG
    Số: 45/KH-UBND
    Lâm Đồng, ngày 20 tháng 3 năm 2024
    KẾ HOẠCH
    Công tác trẻ em năm 2024
    Thực hiện Chỉ thị số 23/CT-TTg ngày 26/5/2020 của Thủ tướng Chính phủ về tăng cường bảo vệ trẻ em, UBND tỉnh ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức./.
Cách sửa: Viện dẫn văn bản của cấp trên, hoặc bỏ dòng sót lại từ văn bản khác.
Fix: Cite the superior's document, or take out the line left over from another plan.
"""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _
from khtool.knowledge import organs
from khtool.plan import Citation

_RANK = {"trung_uong": 0, "tinh": 1, "huyen": 2, "xa": 3}
#: What binds those below; a lower body proposes and reports with other types.
_BINDING = ("Kế hoạch", "Quyết định", "Chỉ thị", "Nghị quyết", "Chương trình", "Đề án", "Hướng dẫn")
#: The body is a committee, council or Party committee and nothing else ("Ban Quản lý dự án huyện" is left alone).
_COMMITTEE = re.compile(
    r"(?:Chủ tịch )?(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân) (?:các )?(?:huyện|quận|thị xã|xã|phường|thị trấn)\b"
    r"|(?:Huyện|Quận|Thị) ủy\b",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Hit]:
    """What the plan carries out, by the issuers that the citations name."""
    level = context.plan.header.level
    if level is None:
        return
    for c in context.facts.citations:
        if c.relation not in ("thuc_hien", "can_cu") or c.within is not None or c.type_name not in _BINDING:
            continue
        if _lower(context, c, _RANK[level]):
            yield Hit(
                c.span.start,
                c.span.end,
                _("a document of {organ}, a lower body, is no basis").format(
                    organ=" ".join((c.organ_name or "").split())
                ),
                severity=None if c.relation == "thuc_hien" else "info",
            )


def _lower(context: Context, c: Citation, own: int) -> bool:
    if not c.organ_name or not _COMMITTEE.match(c.organ_name):
        return False
    level = organs.level_of_name(c.organ_name)
    if level is None or _RANK[level] <= own:
        return False
    if c.target and context.catalogue is not None:
        record = context.catalogue.get(c.target)
        if record is not None and record.level in _RANK and _RANK[record.level] <= own:
            return False
    return True


RULE = Rule("KH805", "lower-basis", "warning", check, ("document", "hierarchy"), __doc__ or "")
