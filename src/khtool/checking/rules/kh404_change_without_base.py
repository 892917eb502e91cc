"""Chỉ tiêu tăng, giảm không có mốc so sánh và không có thời hạn.

A target of change has neither a baseline nor a year.

Nội dung: "Giảm 5% số vụ tai nạn" cần nói so với năm nào và đến khi nào, nếu không thì không đánh giá được.
What: "Giảm 5% số vụ" must say against which year and by when, or nobody can tell whether it was reached.
Căn cứ: Yêu cầu của chỉ tiêu đo lường được.
Why: What makes a target measurable.
Sai (bad):
    - Kéo giảm từ 5% đến 7% tội phạm xâm hại trẻ em.
Đúng (good):
    - Kéo giảm từ 5% đến 7% tội phạm xâm hại trẻ em so với năm 2023.
Cách sửa: Thêm "so với năm …" và thời hạn.
Fix: Add the year of comparison and the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

_BASE = re.compile(r"so với|so cùng kỳ|năm \d{4}|hằng năm|hàng năm|mỗi năm|/năm|cùng kỳ|xuống|lên |giai đoạn|bình quân")


def check(context: Context) -> Iterator[Hit]:
    """Targets of change in per cent that name neither level nor base nor year."""
    for t in context.plan.targets:
        if t.direction not in ("increase", "decrease") or (t.unit or "").strip() != "%":
            continue
        if (
            t.baseline is not None
            or t.baseline_year is not None
            or t.year is not None
            or _BASE.search(_paragraph(context, t.span.start))
        ):
            continue
        yield Hit(t.span.start, t.span.end, _("a change without the year it is compared with"))


def _paragraph(context: Context, at: int) -> str:
    """The paragraph of a target and the one before it, which may introduce the list: small letters."""
    i = context.text.paragraph_index(at)
    return " ".join(context.text.norm[p.start : p.end] for p in context.text.paragraphs[max(0, i - 1) : i + 1]).lower()


RULE = Rule("KH404", "change-without-base", "info", check, documentation=__doc__ or "")
