"""Chỉ tiêu giảm lại cao hơn mức xuất phát, hoặc chỉ tiêu tăng lại thấp hơn.

A decrease ends above its baseline, or an increase below it.

Nội dung: "Giảm từ 3,4% xuống còn 3,6%": hai con số bị đảo.
What: "Giảm từ 3,4% xuống còn 3,6%": the figures are the wrong way round.
Căn cứ: Lô-gíc của chỉ tiêu.
Why: The logic of a target.
Sai (bad):
    - Giảm tỷ lệ trẻ em có hoàn cảnh đặc biệt từ 3,4% năm 2023 xuống còn 3,6% năm 2024.
Đúng (good):
    - Giảm tỷ lệ trẻ em có hoàn cảnh đặc biệt từ 3,6% năm 2023 xuống còn 3,4% năm 2024.
Cách sửa: Đảo lại hoặc kiểm tra hai con số.
Fix: Swap the figures or check them.
"""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _


def check(context: Context) -> Iterator[Hit]:
    """Targets "từ x xuống/lên y": both figures are levels, not amounts of change."""
    for t in context.plan.targets:
        if t.baseline is None or t.direction not in ("increase", "decrease"):
            continue
        text = t.text.lower()
        falls = t.direction == "decrease" and "xuống" in text and t.value > t.baseline
        rises = t.direction == "increase" and " lên" in text and t.value < t.baseline
        if falls or rises:
            message = _("a decrease from {old} to {new}") if falls else _("an increase from {old} to {new}")
            yield Hit(t.span.start, t.span.end, message.format(old=f"{t.baseline:g}", new=f"{t.value:g}"))


RULE = Rule("KH403", "baseline-direction", "error", check, documentation=__doc__ or "")
