"""Tên loại văn bản không khớp với ký hiệu.

The type word before a number does not agree with the notation.

Nội dung: Chữ viết tắt tên loại trong ký hiệu phải là của tên loại đứng trước: Nghị định là NĐ, Chỉ thị là CT, Kế
    hoạch là KH.
What: The type code in the notation must be that of the word before it: Nghị định NĐ, Chỉ thị CT, Kế hoạch KH.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục III, Phần I (chữ viết tắt tên loại văn bản).
Why: Decree 30/2020/NĐ-CP, Annex III, Part I (abbreviations of types).
Sai (bad):
    - Triển khai Nghị quyết số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ.
Đúng (good):
    - Triển khai Nghị định số 56/2017/NĐ-CP ngày 09/5/2017 của Chính phủ.
Cách sửa: Sửa tên loại hoặc ký hiệu theo văn bản gốc.
Fix: Correct the word or the notation after the document itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Fix, Hit, Rule, Severity
from khtool.i18n import _
from khtool.knowledge.normal import normal_code
from khtool.knowledge.types import agrees, type_by_name, word_of
from khtool.text import fold


def check(context: Context) -> Iterator[Hit]:
    """Citations with a type word and a number of a known shape."""
    for c in context.facts.citations:
        if c.kind != "full" or not c.code or not c.type_name:
            continue
        if c.type_name != "Đề án" and agrees(c.type_name, c.code) is False and not _is_kind_of(c.type_name, c.code):
            right = word_of(c.code)
            at = c.span.start, context.facts.code_range(c)[1]
            word = c.span.start, c.span.start + len(c.type_name)
            said = context.text.norm[word[0] : word[1]] == fold(c.type_name)
            # "Báo cáo thẩm định số 814/STP-VB": what it is, not what it is called; many are sent as letters.
            more = re.match(r" (?!số\b)[^\W\d_]", context.text.norm[word[1] : word[1] + 3])
            yield Hit(
                *at,
                _("{code} is not the number of a {type}").format(code=c.code, type=c.type_name),
                f"{right} số {c.code}" if right else None,
                # Of what bodies number like letters the word may be right ("Hướng dẫn số 04/UBQG-VP").
                severity="info" if more and right == "Công văn" else _severity(c.type_name, right),
                fix=Fix(*word, right) if right and said else None,
            )


def _severity(said: str, right: str | None) -> Severity | None:
    if right and right.startswith(f"{said} "):
        return "info"  # "Thông tư" for "Thông tư liên tịch"
    return None if right and right != "Công văn" else "warning"


def _is_kind_of(name: str, code: str) -> bool:
    """Does the notation only say more of the type: "Báo cáo thẩm định số 18/BCTĐ-STP"?"""
    own = normal_code(code).partition("/")[2].partition("-")[0]
    return any(
        t.abbreviation and len(own) > len(t.abbreviation) > 1 and own.startswith(t.abbreviation.upper())
        for t in type_by_name(name)
    )


RULE = Rule("KH208", "type-word", "error", check, documentation=__doc__ or "")
