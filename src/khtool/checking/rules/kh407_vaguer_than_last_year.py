"""Chỉ tiêu định lượng của năm trước không còn con số.

Last year's figure for an indicator is gone.

Nội dung: Kế hoạch năm trước của cùng cơ quan, cùng vấn đề đặt "90%", năm nay chỉ còn lời, hoặc không còn chỉ tiêu đó.
What: The issuer's plan of last year on this matter said "90%"; this year's says it in words only, or not at all.
Căn cứ: Chỉ tiêu đo được thì mới kiểm tra được; nhắc để cân nhắc.
Why: What is not measured cannot be checked; a remark to think over.
Sai (bad):
    ỦY BAN NHÂN DÂN HUYỆN ĐỨC TRỌNG
    Số: 58/KH-UBND
    Đức Trọng, ngày 06 tháng 3 năm 2023
    KẾ HOẠCH
    Công tác trẻ em năm 2023 trên địa bàn huyện Đức Trọng
    I. MỤC TIÊU
    - Phấn đấu 95% trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế.
    - Phấn đấu 90% trẻ em bị xâm hại được can thiệp, trợ giúp kịp thời./.
    ---
    ỦY BAN NHÂN DÂN HUYỆN ĐỨC TRỌNG
    Số: 61/KH-UBND
    Đức Trọng, ngày 15 tháng 3 năm 2024
    KẾ HOẠCH
    Công tác trẻ em năm 2024 trên địa bàn huyện Đức Trọng
    I. MỤC TIÊU
    - Phấn đấu 96% trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế.
    - Trẻ em bị xâm hại được can thiệp, trợ giúp kịp thời./.
Đúng (good):
    ỦY BAN NHÂN DÂN HUYỆN ĐỨC TRỌNG
    Số: 58/KH-UBND
    Đức Trọng, ngày 06 tháng 3 năm 2023
    KẾ HOẠCH
    Công tác trẻ em năm 2023 trên địa bàn huyện Đức Trọng
    I. MỤC TIÊU
    - Phấn đấu 95% trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế.
    - Phấn đấu 90% trẻ em bị xâm hại được can thiệp, trợ giúp kịp thời./.
    ---
    ỦY BAN NHÂN DÂN HUYỆN ĐỨC TRỌNG
    Số: 61/KH-UBND
    Đức Trọng, ngày 15 tháng 3 năm 2024
    KẾ HOẠCH
    Công tác trẻ em năm 2024 trên địa bàn huyện Đức Trọng
    I. MỤC TIÊU
    - Phấn đấu 96% trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế.
    - Phấn đấu 92% trẻ em bị xâm hại được can thiệp, trợ giúp kịp thời./.
Cách sửa: Ghi con số của năm nay, hoặc bỏ qua nếu chỉ tiêu đã xong.
Fix: Give this year's figure, or ignore the remark where the target has been met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import shorten

from khtool.checking.kin import last_years
from khtool.checking.model import Context, Hit, Rule
from khtool.comparing.targets import amount
from khtool.comparing.words import alike, features
from khtool.i18n import _
from khtool.plan import Target

_SAME = 0.6  # the words of an indicator and those of a target or a sentence
_FIGURE = re.compile(r"\d")


def check(context: Context) -> Iterator[Hit]:
    """Last year's targets in percent against this year's targets and sentences."""
    found = last_years(context)
    if found is None:
        return
    record, before = found
    own = [features(t.subject or t.text) for t in context.plan.targets]
    sentences = [(p, features(context.text.norm[p.start : p.end])) for p in context.facts.paragraphs]
    dropped: list[Target] = []
    told: set[int] = set()
    for t in before.targets:
        if t.unit != "%" or not t.subject or len(t.subject.split()) < 4:
            continue
        words = features(t.subject)
        if any(alike(words, other) >= _SAME or _holds(other, words) for other in own):
            continue
        spoken = [p for p, other in sentences if alike(words, other) >= _SAME or _holds(other, words)]
        if any(_FIGURE.search(context.text.norm, p.start + p.label, p.end) for p in spoken):
            continue  # a figure that was not taken for a target
        if spoken and spoken[0].start not in told:
            told.add(spoken[0].start)
            yield Hit(
                spoken[0].start,
                spoken[0].end,
                _("last year a figure stood here: {figure} ({code})").format(figure=amount(t), code=record.code or ""),
                amount(t),
            )
        elif not spoken:
            dropped.append(t)
    if dropped and len(dropped) < len(before.targets):  # all gone: another kind of plan
        names = "; ".join(shorten(t.text, 90, placeholder="…") for t in dropped)
        yield Hit(
            *context.facts.span_of("subject"),
            _("targets of last year's plan {code} that this one does not have: {names}").format(
                code=record.code or "", names=names
            ),
        )


def _holds(sentence: frozenset[str], words: frozenset[str]) -> bool:
    """Does a sentence have most of the words of an indicator?"""
    return bool(words) and len(sentence & words) / len(words) >= 0.8


RULE = Rule("KH407", "vaguer-than-last-year", "info", check, ("document", "corpus"), __doc__ or "")
