"""Cụm từ cố định viết không thống nhất.

A set phrase is not written the same throughout.

Nội dung: Trong cùng văn bản, phần lớn viết "phòng, chống", "kinh tế - xã hội", "phổ biến, giáo dục" nhưng có chỗ
    thiếu dấu phẩy hoặc gạch nối; ", cụ thể sau:" thiếu chữ "như".
What: Most of the document writes "phòng, chống", "kinh tế - xã hội", "phổ biến, giáo dục", some places without the
    mark; ", cụ thể sau:" without "như".
Căn cứ: Tính thống nhất của văn bản; cách viết trong luật (Luật Phòng, chống ma túy).
Why: A document agrees with itself; the way of the laws (Luật Phòng, chống ma túy).
Sai (bad):
    - Phòng, chống đuối nước; phòng, chống xâm hại trẻ em; tuyên truyền phòng chống tai nạn thương tích.
Đúng (good):
    - Phòng, chống đuối nước; phòng, chống xâm hại trẻ em; tuyên truyền phòng, chống tai nạn thương tích.
Cách sửa: Thêm dấu cho thống nhất.
Fix: Add the mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _

_PHRASES = (
    ("phòng", ", ", "chống"),
    ("kinh tế", " - ", "xã hội"),
    ("chính trị", " - ", "xã hội"),
    ("phổ biến", ", ", "giáo dục"),
    ("đào tạo", ", ", "bồi dưỡng"),
    ("đào tạo", ", ", "tập huấn"),
    ("thanh tra", ", ", "kiểm tra"),
    ("kiểm tra", ", ", "giám sát"),
)
_PATTERNS = tuple(
    (
        re.compile(rf"\b{a}{re.escape(mark)}{b}\b", re.IGNORECASE),
        re.compile(rf"\b{a} {b}\b", re.IGNORECASE),
        len(a),
        mark,
    )
    for a, mark, b in _PHRASES
)

#: Behind a comma the phrase is a sentence of its own; "các nội dung cụ thể sau:" is right.
_WITHOUT_AS = re.compile(r"(?<=[,;] )(cụ thể) (sau)(?=:)")


def check(context: Context) -> Iterator[Hit]:
    """Phrases that stand with their mark twice or more, and mostly so."""
    norm, end = context.text.norm, context.facts.own_end
    for m in _WITHOUT_AS.finditer(norm, 0, end):
        whole = f"{m[1]} như {m[2]}"
        yield Hit(*m.span(), _("perhaps {right}").format(right=whole), whole, fix=Fix(m.end(1), m.start(2), " như "))
    for right, wrong, first, mark in _PATTERNS:
        bare = list(wrong.finditer(norm, 0, end))
        marked = sum(1 for _m in right.finditer(norm, 0, end)) if bare else 0
        if marked < 2 or marked <= len(bare):
            continue
        for m in bare:
            at = m.start() + first
            yield Hit(
                m.start(),
                m.end(),
                _("elsewhere in this text with '{mark}'").format(mark=mark.strip()),
                m[0][:first] + mark + m[0][first + 1 :],
                fix=Fix(at, at + 1, mark),  # never of itself: a name or title that is quoted keeps its words
            )


RULE = Rule("KH707", "set-phrases", "info", check, documentation=__doc__ or "")
