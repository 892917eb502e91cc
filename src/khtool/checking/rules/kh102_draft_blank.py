"""Số hoặc ngày ban hành của kế hoạch còn để trống hoặc không có.

The plan's number or date of issue is blank or missing.

Nội dung: Báo khi dòng "Số: …/KH-UBND" chưa có số, dòng địa danh và ngày chưa đủ ngày, tháng, năm, hoặc văn bản
    không có các dòng này.
What: The number line has no number, the date line lacks day, month or year, or the document has no such line.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3 và khoản 4.
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.3 and II.4.
Sai (bad):
    Số:       /KH-UBND
Đúng (good):
    Số: 45/KH-UBND
Cách sửa: Điền số và ngày khi ban hành; nếu đang là dự thảo thì có thể bỏ qua.
Fix: Fill in number and date on issue; a draft may leave them.
"""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _


def check(context: Context) -> Iterator[Hit]:
    """Number and date, each blank or absent."""
    header = context.plan.header
    if not header.code_number:
        if header.code_text or header.code:
            yield Hit(*context.facts.span_of("code_text"), _("the number of the plan is blank"))
        else:
            yield Hit(*context.facts.span_of("type_name"), _("the plan has no line with its number and notation"))
    if not header.issued_date or len(header.issued_date) < 10:
        if header.date_text:
            yield Hit(*context.facts.span_of("date_text"), _("the date of issue is not complete"))
        elif not header.issued_date:
            yield Hit(*context.facts.span_of("type_name"), _("the plan has no line with place and date of issue"))


RULE = Rule("KH102", "draft-blank", "warning", check, documentation=__doc__ or "")
