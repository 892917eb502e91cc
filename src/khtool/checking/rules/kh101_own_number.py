"""Số, ký hiệu của chính kế hoạch viết sai thể thức.

The plan's own number and notation are not in the form of the decree.

Nội dung: Tìm khoảng trắng trong số, ký hiệu; số nhỏ hơn 10 không có số 0 phía trước; ký hiệu không có dạng "số/tên
    loại viết tắt-cơ quan"; chữ viết tắt tên loại không khớp với tên loại văn bản.
What: Spaces inside the number, a number below 10 without its 0, a notation of no known shape, or one whose type
    code is not that of the document.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3.
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.3.
Sai (bad):
    Số: 45/KH - UBND
Đúng (good):
    Số: 45/KH-UBND
Cách sửa: Viết liền số và ký hiệu, nối bằng dấu gạch chéo và gạch nối, ví dụ 05/KH-UBND.
Fix: Write number and notation without spaces, joined by slash and hyphen: 05/KH-UBND.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.facts import find_spaced
from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.checking.rules.kh201_code_form import only_spaces
from khtool.i18n import _
from khtool.knowledge.types import agrees, canonical_code, shape_of, type_by_name

#: The numbers of Party bodies, whose notations are without end ("3260-KH/ĐĐQH15").
_PARTY = re.compile(r"\d+-[A-ZĐ]{2,4}/[A-ZĐ][A-ZĐ\d.-]*", re.IGNORECASE)


def check(context: Context) -> Iterator[Hit]:
    """The own number, when there is one."""
    header = context.plan.header
    if not header.code:
        return
    line = context.facts.span_of("code")
    at = find_spaced(context.text.norm, header.code, line[0], max(line[1], line[0] + 80))
    if at is None:
        return
    written = context.text.norm[at[0] : at[1]]
    right = canonical_code(written)
    if re.search(r"\s", written):
        yield Hit(
            *at,
            _("spaces inside the plan's number: {code}").format(code=written),
            right,
            "info" if context.text.format == "pdf" else None,  # the number is stamped onto the page there
            Fix(*at, right, safe=only_spaces(written, right)),
        )
    if not shape_of(right) and not _PARTY.fullmatch(right):
        yield Hit(*at, _("{code} does not have the form of a number and notation").format(code=written))
    elif header.type_name and agrees(header.type_name, right) is False:
        message = _("the notation {code} is not that of a {type}").format(code=right, type=header.type_name)
        # Several bodies number their common plans so: KHLN, KHLT, KHPH.
        yield Hit(*at, message, severity="info" if _says_more(header.type_name, right) else None)
    if re.match(r"[1-9](?!\d)", written):
        yield Hit(
            *at,
            _("a number below 10 is written with a 0 in front: {code}").format(code=f"0{right}"),
            f"0{right}",
            "warning",
            Fix(at[0], at[0], "0", safe=True),
        )


def _says_more(name: str, code: str) -> bool:
    """Does the notation begin with the abbreviation of the type and say more of it?"""
    own = re.split(r"[/-]", code.upper())[1:]
    return any(t.abbreviation and part.startswith(t.abbreviation.upper()) for t in type_by_name(name) for part in own)


RULE = Rule("KH101", "own-number", "error", check, documentation=__doc__ or "")
