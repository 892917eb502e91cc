"""Phụ lục được nhắc đến nhưng không có trong văn bản.

An appendix is announced that the document does not have.

Nội dung: Phần nội dung dẫn đến phụ lục, biểu mẫu "kèm theo" kế hoạch này, nhưng sau phần chữ ký không có phụ lục.
What: The body refers to an appendix or form attached to this plan, and nothing follows the signature.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1 (văn bản có phụ lục phải có chỉ dẫn về phụ lục
    đó).
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, III.1.
Sai (bad):
    - Ủy ban nhân dân các xã gửi báo cáo (theo Phụ lục số 01 kèm theo).
Đúng (good):
    - Ủy ban nhân dân các xã gửi báo cáo theo mẫu của Sở Y tế.
Cách sửa: Bổ sung phụ lục, hoặc bỏ lời dẫn.
Fix: Attach the appendix or drop the reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

_ANNOUNCED = re.compile(
    r"\b(?:(?:chi tiết )?(?:tại|theo|có|xem) )?(?P<what>phụ lục|phụ biểu|biểu mẫu|biểu)"
    r"(?: (?:số )?(?P<no>\d{1,2}|[IVX]{1,4}))?(?P<after>[^.;\n]{0,60})",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:kèm|đính kèm|gửi kèm|kèm theo|sau đây)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"Nghị định|Thông tư|Quyết định|Nghị quyết|Luật|Công văn|Hướng dẫn|Chỉ thị|Quy chế|Văn bản|Kế hoạch (?:số|của)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\W{0,6}(?:PHỤ\s+(?:LỤC|BIỂU)|Phụ\s+(?:lục|biểu)|BIỂU|Biểu|MẪU|Mẫu|DANH\s+MỤC|BẢNG|Bảng)(?!\w)")


def check(context: Context) -> Iterator[Hit]:
    """The first announcement, when the document has neither appendix nor a paragraph that opens one."""
    facts = context.facts
    zones = facts.frame.zones
    if zones.appendix[0] < zones.appendix[1] or any(s.kind == "appendix" for s in facts.frame.sections):
        return
    if any(_TITLE.match(context.text.norm, p.start, p.end) for p in facts.paragraphs if p.end - p.start < 200):
        return
    for p in facts.body:
        for m in _ANNOUNCED.finditer(context.text.norm, p.start, p.end):
            before = context.text.norm[max(p.start, m.start() - 60) : m.start()]
            own = _OWN.search(m["after"]) or _OWN.search(before[-25:])
            if (own or (m["no"] and m["what"].lower() == "phụ lục")) and not _OTHER.search(m["after"]):
                yield Hit(
                    m.start("what"),
                    m.end("no") if m["no"] else m.end("what"),
                    _("{what} is announced, but the document has no appendix").format(
                        what=context.text.text[m.start("what") : m.end("no") if m["no"] else m.end("what")]
                    ),
                )
                return


RULE = Rule("KH303", "appendix-missing", "warning", check, documentation=__doc__ or "")
