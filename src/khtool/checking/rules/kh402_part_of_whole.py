"""Chỉ tiêu dạng x/y có x lớn hơn y.

A target "x of y" in which x is larger than y.

Nội dung: "15/14 phường" là không thể; một trong hai số bị ghi sai.
What: "15/14 phường" cannot be; one of the figures is wrong.
Căn cứ: Lô-gíc của chỉ tiêu.
Why: The logic of a target.
Sai (bad):
    - Phấn đấu 15/14 phường đạt tiêu chuẩn phường phù hợp với trẻ em.
Đúng (good):
    - Phấn đấu 14/14 phường đạt tiêu chuẩn phường phù hợp với trẻ em.
Cách sửa: Kiểm tra lại hai con số.
Fix: Check the two figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

_UNITS = re.compile(
    r"\b(?:xã|phường|thị trấn|huyện|quận|trường|thôn|bản|khu phố|tổ dân phố|cơ sở|đơn vị|sở|ngành|trạm)"
)


def check(context: Context) -> Iterator[Hit]:
    """Targets with a whole; an error where bodies or places are counted."""
    for t in context.plan.targets:
        if t.out_of is None or t.out_of <= 0 or t.value <= t.out_of:
            continue
        yield Hit(
            t.span.start,
            t.span.end,
            _("{value} of {whole} is more than all").format(value=f"{t.value:g}", whole=f"{t.out_of:g}"),
            severity="error" if _UNITS.match((t.unit or "").lower()) else None,
        )


RULE = Rule("KH402", "part-of-whole", "warning", check, documentation=__doc__ or "")
