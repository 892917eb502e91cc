"""Kế hoạch cùng năm, cùng vấn đề của cấp trên không được viện dẫn.

The superior's plan of this year on this matter is not cited.

Nội dung: Kho văn bản có kế hoạch của cấp trên trực tiếp hoặc cấp tỉnh về cùng vấn đề, cùng năm, ban hành trước, mà kế
    hoạch này không nhắc tới.
What: The corpus has a superior committee's earlier plan for this year on this matter, which this plan does not cite.
Căn cứ: Chuỗi căn cứ: kế hoạch cấp dưới triển khai kế hoạch của cấp trên; Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I,
    Mục II, khoản 6.
Why: A lower plan carries out the superior's; decree 30/2020/NĐ-CP, Annex I, Part I, II.6.
Sai (bad):
    ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG
    Số: 45/KH-UBND
    Lâm Đồng, ngày 20 tháng 02 năm 2024
    KẾ HOẠCH
    Phòng, chống đuối nước trẻ em năm 2024 trên địa bàn tỉnh Lâm Đồng
    I. MỤC ĐÍCH
    Giảm số trẻ em bị đuối nước./.
    ---
    ỦY BAN NHÂN DÂN HUYỆN ĐỨC TRỌNG
    Số: 61/KH-UBND
    Đức Trọng, ngày 15 tháng 3 năm 2024
    KẾ HOẠCH
    Phòng, chống đuối nước trẻ em năm 2024 trên địa bàn huyện Đức Trọng
    Thực hiện Luật Trẻ em, UBND huyện Đức Trọng, tỉnh Lâm Đồng ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Giảm số trẻ em bị đuối nước./.
Đúng (good):
    ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG
    Số: 45/KH-UBND
    Lâm Đồng, ngày 20 tháng 02 năm 2024
    KẾ HOẠCH
    Phòng, chống đuối nước trẻ em năm 2024 trên địa bàn tỉnh Lâm Đồng
    I. MỤC ĐÍCH
    Giảm số trẻ em bị đuối nước./.
    ---
    ỦY BAN NHÂN DÂN HUYỆN ĐỨC TRỌNG
    Số: 61/KH-UBND
    Đức Trọng, ngày 15 tháng 3 năm 2024
    KẾ HOẠCH
    Phòng, chống đuối nước trẻ em năm 2024 trên địa bàn huyện Đức Trọng
    Thực hiện Kế hoạch số 45/KH-UBND ngày 20/02/2024 của UBND tỉnh Lâm Đồng, UBND huyện Đức Trọng ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Giảm số trẻ em bị đuối nước./.
Cách sửa: Viện dẫn kế hoạch của cấp trên ở phần mở đầu.
Fix: Cite the superior's plan in the opening.
"""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.facts import issuer_key, vietnamese
from khtool.checking.kin import superiors
from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _
from khtool.knowledge.normal import code_key
from khtool.resolution.model import Record

#: "Thực hiện Kế hoạch của UBND tỉnh về …": may be any of that body's.
_UNNUMBERED = re.compile(r"\bkế hoạch (?!số|ban hành|như)[^;\n\d]{0,200}?\b(?:ubnd|ủy ban nhân dân)\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """The superiors' plans of the corpus against the citations; one without a number cannot be cited by it."""
    found = list(superiors(context))
    frame = context.facts.frame
    basis = frame.offsets(frame.zones.basis)
    if not found or any(_cited(context, record) for record in found) or _UNNUMBERED.search(context.text.norm, *basis):
        return  # one of the superiors' is enough: the district's plan stands on the province's
    record = found[0]
    at = (basis[0], min(basis[1], basis[0] + 120)) if basis[0] < basis[1] else context.facts.span_of("subject")
    name = f"{record.type_name} {record.code or ''}".strip()
    yield Hit(
        *at,
        _("the superior's plan is not cited: {name} of {date}, {organ}").format(
            name=name, date=vietnamese(record.issued_date or "?"), organ=record.organ_name
        ),
        name,
    )


def _cited(context: Context, record: Record) -> bool:
    for c in context.facts.citations:
        if record.id == c.target or record.id in c.candidates:
            return True
        if c.code and record.code and code_key(c.code) == code_key(record.code):
            return True
        # a plan of that body that could not be told for sure, or one without its number
        may_be = not c.organ_name or issuer_key(c.organ_name) in issuer_key(record.organ_name)
        if may_be and c.type_name == record.type_name and c.target is None:
            return True
    return not record.code


RULE = Rule("KH806", "superior-not-cited", "info", check, ("document", "corpus", "hierarchy"), __doc__ or "")
