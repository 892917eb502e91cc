"""Viện dẫn văn bản đã hết hiệu lực hoặc đã được thay thế vào ngày ban hành kế hoạch.

A cited document was no longer in force, or had been replaced, at the date of the plan.

Nội dung: Chỉ báo khi dữ liệu về hiệu lực có độ tin cậy cao; văn bản ở phần căn cứ là cảnh báo, ở phần khác chỉ
    nhắc.
What: Only where the data on effect are sure; a warning for the basis of the plan, a note elsewhere.
Căn cứ: Luật Ban hành văn bản quy phạm pháp luật (thời điểm hết hiệu lực); căn cứ ban hành phải còn hiệu lực.
Why: The law on normative documents (end of effect); the basis of a document must be in force.
Sai (bad):
    - Xử phạt vi phạm hành chính theo Nghị định số 144/2013/NĐ-CP ngày 29/10/2013 của Chính phủ.
Đúng (good):
    - Xử phạt vi phạm hành chính theo Nghị định số 130/2021/NĐ-CP ngày 30/12/2021 của Chính phủ.
Cách sửa: Thay bằng văn bản hiện hành.
Fix: Cite the document in force.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.facts import vietnamese
from khtool.checking.model import Context, Hit, Rule
from khtool.checking.rules.kh203_citation_date import known_document
from khtool.i18n import _
from khtool.plan import Citation
from khtool.resolution.model import Record

_PAST = re.compile(
    r"thay thế|bãi bỏ|hết hiệu lực|sửa đổi|bổ sung|sơ kết|tổng kết|kết quả thực hiện|đánh giá", re.IGNORECASE
)


def check(context: Context) -> Iterator[Hit]:
    """Citations whose document is known for sure, each document once."""
    first = context.facts.issued[0]
    if context.catalogue is None or first is None:
        return
    day = first.isoformat()
    seen: set[str] = set()
    for c in context.facts.citations:
        record = _record(context, c)
        if record is None or record.id in seen or record.confidence != "high" or not record.effective_to:
            continue
        ended = record.effective_to if len(record.effective_to) == 10 else None
        if ended is None or ended >= day:
            continue
        before = context.text.norm[max(0, c.span.start - 80) : c.span.start]
        if _PAST.search(before):
            continue
        seen.add(record.id)
        heirs = ", ".join(key.partition("@")[0] for key in record.replaced_by)
        message = _("{text} was in force until {date}") + (_("; replaced by {heirs}") if heirs else "")
        yield Hit(
            c.span.start,
            c.span.end,
            message.format(text=c.code or " ".join(c.text.split()), date=vietnamese(ended), heirs=heirs),
            heirs or None,
            None if c.relation in ("thuc_hien", "can_cu") else "info",
        )


def _record(context: Context, c: Citation) -> Record | None:
    assert context.catalogue is not None
    if c.target:
        return context.catalogue.get(c.target)
    return known_document(context.catalogue, c, c.code or "") if c.kind == "full" and c.issued_date else None


RULE = Rule("KH801", "no-longer-in-force", "warning", check, ("document", "registry"), __doc__ or "")
