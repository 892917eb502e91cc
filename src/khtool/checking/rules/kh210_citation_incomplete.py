"""Văn bản được viện dẫn thiếu ngày ban hành, cơ quan ban hành hoặc ký hiệu.

A document is cited without its date, its issuer or its notation.

Nội dung: Khi viện dẫn lần đầu phải ghi đủ tên loại, số và ký hiệu, thời gian ban hành, cơ quan ban hành và trích
    yếu (luật, pháp lệnh chỉ ghi tên). Báo khi cả kế hoạch không có ngày của một số không mang năm, không có cơ quan
    của một số địa phương, hoặc chỉ ghi số trần.
What: The first citation gives type, number and notation, date, issuer and subject (laws by name only). Reported
    when no mention has the date of a number without year, none has the issuer of a local number, or only a bare
    number is given.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 điểm b.
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.6.b.
Sai (bad):
    - Tiếp tục thực hiện Chỉ thị số 23/CT-TTg của Thủ tướng Chính phủ về bảo đảm thực hiện quyền trẻ em.
Đúng (good):
    - Tiếp tục thực hiện Chỉ thị số 23/CT-TTg ngày 26/5/2020 của Thủ tướng Chính phủ về bảo đảm thực hiện quyền trẻ em.
Cách sửa: Ghi đủ các thành phần ở lần viện dẫn đầu.
Fix: Give all parts at the first citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.facts import code_year, is_local
from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.checking.organs import kind_of_code
from khtool.i18n import _
from khtool.knowledge.normal import code_key

#: Words before a bare number that name a numbered document ("Đề án 06" is a name, not a number).
_NUMBERED = ("Quyết định", "Nghị quyết", "Nghị định", "Thông tư", "Chỉ thị", "Công văn", "Kết luận")


def check(context: Context) -> Iterator[Hit]:
    """Each document once, at its first mention."""
    facts = context.facts
    for mentions in facts.documents:
        first = mentions[0]
        code = first.code or ""
        if first.type_name in ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"):
            continue
        missing = []
        if not any(c.issued_date for c in mentions):
            missing.append(_("date"))
        unnamed = not any(c.organ_name for c in mentions) and not _named_before(context, first.span.start)
        if unnamed and (is_local(code) or kind_of_code(code) is None):
            missing.append(_("issuer"))
        if not missing:
            continue
        no_year = _("date") in missing and code_year(code) is None
        yield Hit(
            first.span.start,
            first.span.end,
            _("{code} is cited without its {parts}").format(code=code, parts=_(" and ").join(missing)),
            severity="warning" if no_year else "info",
        )
    for c in facts.citations:
        if c.kind != "short" or c.type_name not in _NUMBERED:
            continue
        number = code_key(c.code or "").partition("/")[0]
        bearers = {
            d[0].code
            for d in facts.documents
            if d[0].type_name == c.type_name and code_key(d[0].code or "").partition("/")[0].partition("-")[0] == number
        }
        right = bearers.pop() if len(bearers) == 1 else None
        yield Hit(
            c.span.start,
            c.span.end,
            _("{text} gives the number without its notation").format(text=c.text),
            f"{c.type_name} số {right}" if right else None,
            "info" if right else "warning",
            Fix(c.span.start, c.span.end, f"{c.type_name} số {right}") if right else None,
        )


def _named_before(context: Context, start: int) -> bool:
    """Does the sentence name the issuer in front: "UBND tỉnh giao tại Quyết định số …", "Sở Y tế tại Tờ trình số …"?"""
    before = re.split(r"[.;\n]", context.text.norm[max(0, start - 60) : start])[-1]
    return bool(re.search(r"\b(?:UBND|HĐND|Ủy ban|Hội đồng|Sở|Bộ|Ban|Chủ tịch|Thủ tướng|Chính phủ)\b", before))


RULE = Rule("KH210", "citation-incomplete", "warning", check, documentation=__doc__ or "")
