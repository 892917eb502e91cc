""" "Nhân dân", "Nhà nước" viết thường.

"Nhân dân" or "Nhà nước" with a small letter.

Nội dung: "Đảng và nhà nước"; "nhân dân" đứng riêng trong văn bản mà chỗ khác đã viết "Nhân dân". "Quản lý nhà nước",
    "ngân sách nhà nước", "Ủy ban nhân dân" viết thường là đúng.
What: "Đảng và nhà nước"; "nhân dân" as a noun of its own in a text that writes "Nhân dân" elsewhere. In "quản lý nhà
    nước", "ngân sách nhà nước", "Ủy ban nhân dân" the small letter is right.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục II, mục V, khoản 1.
Why: Decree 30/2020/NĐ-CP, Annex II, V.1.
Sai (bad):
    - Phổ biến chủ trương của Đảng, chính sách, pháp luật của Đảng và nhà nước.
Đúng (good):
    - Phổ biến chủ trương, chính sách, pháp luật của Đảng và Nhà nước.
Cách sửa: Viết hoa chữ cái đầu.
Fix: Write the capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _

_STATE = re.compile(r"\bĐảng(?:,| và) (nhà)(?= nước\b)")
#: The noun of its own is told by what stands in front: "trong nhân dân", "của nhân dân", "cho nhân dân".
_BEFORE = r"\b(?:trong|của|cho|để|và|với|toàn thể|vận động|tuyên truyền|phục vụ|quần chúng) "
_PEOPLE = re.compile(rf"{_BEFORE}(nhân)(?= dân\b(?! tệ))")
_CAPITAL = re.compile(rf"{_BEFORE}Nhân dân\b")


def check(context: Context) -> Iterator[Hit]:
    """Outside citations, whose names are as they are."""
    norm, end = context.text.norm, context.facts.own_end
    found = list(_STATE.finditer(norm, 0, end))
    if _CAPITAL.search(norm, 0, end):
        found += _PEOPLE.finditer(norm, 0, end)
    for m in sorted(found, key=lambda m: m.start()):
        at = m.start(1), m.end(1) + len(" nước" if m[1] == "nhà" else " dân")
        if not context.facts.cited(*at):
            right = norm[at[0] : at[1]].capitalize()
            yield Hit(*at, _("written {right}").format(right=right), right, fix=Fix(at[0], at[0] + 1, "N"))


RULE = Rule("KH716", "state-capitals", "info", check, documentation=__doc__ or "")
