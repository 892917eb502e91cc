"""Chờ phê duyệt một văn bản đã được phê duyệt.

The plan waits for the approval of what has been approved.

Nội dung: "sau khi Thủ tướng Chính phủ phê duyệt … Chương trình …" trong khi chương trình đó đã có quyết định trước
    ngày của kế hoạch.
What: "sau khi Thủ tướng Chính phủ phê duyệt … Chương trình …", while the programme had its decision before the plan.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6: viện dẫn văn bản đã ban hành bằng số, ngày.
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.6: a document that is issued is cited by number and date.
Sai (bad):
    - Triển khai các chương trình sau khi Thủ tướng Chính phủ phê duyệt như Chương trình hành động quốc gia vì trẻ em giai đoạn 2021-2030.
Đúng (good):
    - Triển khai Chương trình hành động quốc gia vì trẻ em giai đoạn 2021-2030 theo Quyết định số 23/QĐ-TTg ngày 07/01/2021 của Thủ tướng Chính phủ.
Cách sửa: Viện dẫn quyết định đã ban hành.
Fix: Cite the decision.
"""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.facts import vietnamese
from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

_WAITING = re.compile(
    r"\bsau khi (?:được )?(?:(?:Thủ tướng(?: Chính phủ)?|Chính phủ|Quốc hội|cấp có thẩm quyền|cấp trên) )?"
    r"(?:phê duyệt|ban hành|thông qua)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:trên|tại) địa bàn\b|\bcủa (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\b", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """Programmes named by their titles behind the words, in the same sentence, whose decision is surely known."""
    first = context.facts.issued[0]
    if context.catalogue is None or first is None:
        return
    norm = context.text.norm
    for m in _WAITING.finditer(norm, 0, context.facts.own_end):
        ends = [end for mark in ("\n", ". ") if (end := norm.find(mark, m.end())) >= 0]
        stop = min(ends, default=len(norm))
        for c in context.facts.citations:
            if c.kind != "titled" or not c.target or not m.end() <= c.span.start < stop or _PLACE.search(c.text):
                continue  # the place's own programme, named after the national one, may still be to come
            record = context.catalogue.get(c.target)
            if record is None or record.confidence != "high" or not record.code or len(record.issued_date or "") != 10:
                continue
            if (record.issued_date or "9") < first.isoformat():
                date = vietnamese(record.issued_date or "")
                yield Hit(
                    c.span.start,
                    c.span.end,
                    _("was approved on {date} by {code}, before this plan").format(date=date, code=record.code),
                    f"{record.type_name} số {record.code} ngày {date}",
                )


RULE = Rule("KH217", "already-approved", "warning", check, ("document", "registry", "calendar"), __doc__ or "")
