"""Thiếu chữ "số" trước số, ký hiệu của văn bản.

The word "số" is missing before a number.

Nội dung: Viện dẫn viết "Nghị định số 56/2017/NĐ-CP".
What: A citation is written "Nghị định số 56/2017/NĐ-CP".
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 và các mẫu của Phụ lục III.
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.6 and the models of Annex III.
Sai (bad):
    - Thực hiện Thông tư 33/2018/TT-BGDĐT ngày 26/12/2018 của Bộ Giáo dục và Đào tạo.
Đúng (good):
    - Thực hiện Thông tư số 33/2018/TT-BGDĐT ngày 26/12/2018 của Bộ Giáo dục và Đào tạo.
Cách sửa: Thêm chữ "số".
Fix: Add the word "số".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _


def check(context: Context) -> Iterator[Hit]:
    """Full citations whose number follows the type word at once."""
    for c in context.facts.citations:
        if c.kind != "full" or not c.code or not c.type_name or c.type_name in ("Luật", "Bộ luật"):
            continue
        at = context.facts.code_range(c)
        between = context.text.norm[c.span.start : at[0]]
        if (
            re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+){0,3} {0,2}", between)
            and between.strip().lower() == c.type_name.lower()
        ):
            yield Hit(
                c.span.start,
                at[1],
                _("the word 'số' is missing before the number"),
                f"{between.strip()} số {c.code}",
                fix=Fix(at[0], at[0], "số " if between.endswith(" ") else " số ", safe=True),
            )


RULE = Rule("KH211", "number-word", "info", check, documentation=__doc__ or "")
