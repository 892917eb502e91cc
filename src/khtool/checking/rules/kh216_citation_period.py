"""Giai đoạn trong trích yếu viện dẫn khác với trích yếu của văn bản.

The period in a cited document's subject is not that of the document.

Nội dung: Văn bản được viện dẫn là Đề án "giai đoạn 2022 - 2025", kế hoạch viết "giai đoạn 2021-2025".
What: The cited document is the scheme "giai đoạn 2022 - 2025", the plan writes "giai đoạn 2021-2025".
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6: viện dẫn phải ghi trích yếu của văn bản.
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.6: a citation gives the document's subject.
Sai (bad):
    - Thực hiện Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ phê duyệt Đề án phát triển ứng dụng dữ liệu về dân cư, định danh và xác thực điện tử phục vụ chuyển đổi số quốc gia giai đoạn 2021-2025, tầm nhìn đến năm 2030.
Đúng (good):
    - Thực hiện Quyết định số 06/QĐ-TTg ngày 06/01/2022 của Thủ tướng Chính phủ phê duyệt Đề án phát triển ứng dụng dữ liệu về dân cư, định danh và xác thực điện tử phục vụ chuyển đổi số quốc gia giai đoạn 2022-2025, tầm nhìn đến năm 2030.
Cách sửa: Sửa giai đoạn theo trích yếu của văn bản.
Fix: Write the period as the document's subject has it.
"""  # noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _
from khtool.knowledge.normal import code_key
from khtool.knowledge.registry import registry
from khtool.plan import Citation
from khtool.resolution.subjects import likeness

_PERIOD = re.compile(r"(?<=giai đoạn )(20\d\d) ?(?:-|đến(?: năm)?) ?(20\d\d)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_ALIKE = 0.6


def check(context: Context) -> Iterator[Hit]:
    """Citations of surely known documents whose own subject has one period, and which quote one other."""
    if context.catalogue is None:
        return
    for c in context.facts.citations:
        title = c.subject or (c.text if c.kind == "titled" else None)
        if c.kind not in ("full", "titled") or not c.target or not title:
            continue
        record = context.catalogue.get(c.target)
        if record is None or record.confidence != "high" or not record.code:
            continue
        if c.code and code_key(c.code) != code_key(record.code):
            continue
        end = _end(context, c)
        said = list(_PERIOD.finditer(context.text.norm, c.span.start, end))
        subjects = [
            d.subject for d in registry().by_code(record.code) if d.subject and d.issued_date == record.issued_date
        ]
        known = {m.groups() for s in (*subjects, record.subject or "") for m in _PERIOD.finditer(" ".join(s.split()))}
        if len(said) != 1 or len(known) != 1 or said[0].groups() in known:
            continue
        if not any(likeness(_YEAR.sub("", title), _YEAR.sub("", s)) >= _ALIKE for s in subjects):
            continue
        m, right = said[0], "-".join(known.pop())
        yield Hit(
            m.start(),
            m.end(),
            _("the subject of {code} has the period {right}").format(code=record.code, right=right),
            right,
            fix=Fix(m.start(), m.end(), right),
        )


def _end(context: Context, c: Citation) -> int:
    at = context.text.text.find(c.subject or "", c.span.start, c.span.end + 600)
    return max(c.span.end, at + len(c.subject or "")) if at >= 0 else c.span.end


RULE = Rule("KH216", "citation-period", "warning", check, ("document", "registry"), __doc__ or "")
