"""Tên luật, bộ luật không viết hoa chữ cái đầu của tên riêng.

The name of a law or code lacks its capital.

Nội dung: Viết hoa chữ cái đầu của tên loại và chữ cái đầu của âm tiết thứ nhất trong tên: "Luật Trẻ em", "Bộ luật
    Hình sự".
What: The type and the first syllable of the name take capitals: "Luật Trẻ em", "Bộ luật Hình sự".
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục V, khoản 6.
Why: Decree 30/2020/NĐ-CP, Annex II, V.6.
Sai (bad):
    - Tuyên truyền, phổ biến Luật trẻ em cho học sinh.
Đúng (good):
    - Tuyên truyền, phổ biến Luật Trẻ em cho học sinh.
Cách sửa: Viết hoa chữ cái đầu của tên luật.
Fix: Begin the name with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _

_NAME = re.compile(r"(Bộ [Ll]uật|Luật) +([^\W\d_]+)")


def check(context: Context) -> Iterator[Hit]:
    """Citations by name that begin with a small letter; a law that the catalogue knows by this name is a warning."""
    for c in context.facts.citations:
        if c.kind != "named" or c.type_name not in ("Luật", "Bộ luật"):
            continue
        m = _NAME.search(context.text.norm, c.span.start, c.span.end)
        if not m or m[2] in ("sửa", "số", "này", "của", "năm") or not (m[2][0].islower() or m[1] == "Bộ Luật"):
            continue
        known = bool(c.target) or (context.catalogue is not None and bool(context.catalogue.by_name(c.text)))
        right = f"{m[1].capitalize()} {m[2][0].upper()}{m[2][1:]}"
        yield Hit(
            c.span.start,
            c.span.end,
            _("the name of a law begins with a capital: {right}").format(right=right),
            context.text.norm[c.span.start : m.start()] + right + context.text.norm[m.end() : c.span.end],
            "warning" if known else "info",
            Fix(m.start(), m.end(), right, safe=known),
        )


RULE = Rule("KH212", "law-name-case", "warning", check, documentation=__doc__ or "")
