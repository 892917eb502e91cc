"""Tên một cơ quan có cả gạch nối và gạch ngang.

One agency's name has both a hyphen and a dash.

Nội dung: "Trung tâm Truyền thông – Văn hóa - Thể thao": hai loại gạch trong một tên.
What: Two kinds of dashes in one name.
Căn cứ: Tính thống nhất của văn bản; tên cơ quan trong các nghị định về tổ chức bộ máy viết gạch nối có dấu cách hai
    bên.
Why: One name is written in one way; the decrees on the organisation of bodies write a hyphen between spaces.
Sai (bad):
    - Cơ quan chủ trì: Trung tâm Truyền thông – Văn hóa - Thể thao.
    - Tổ chức truyền thông về quyền trẻ em.
Đúng (good):
    - Cơ quan chủ trì: Trung tâm Truyền thông - Văn hóa - Thể thao.
    - Tổ chức truyền thông về quyền trẻ em.
Cách sửa: Viết một loại gạch.
Fix: Write one kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _

_JOINED = re.compile(r"(?<=\w) ([-–—]) (?=\w)")


def check(context: Context) -> Iterator[Hit]:
    """The names of the agencies that have tasks; each way of writing once."""
    text, told = context.text.text, set[str]()
    for a in context.plan.assignments:
        if a.agency in told or len({m[1] for m in _JOINED.finditer(a.agency)}) < 2 or re.search(r"[;,]", a.agency):
            continue
        at = text.find(a.agency, a.span.start, a.span.end)
        if at < 0:
            continue
        told.add(a.agency)
        right = _JOINED.sub(" - ", a.agency)
        end = at + len(a.agency)
        yield Hit(at, end, _("a hyphen and a dash in one name"), right, fix=Fix(at, end, right))


RULE = Rule("KH712", "mixed-dashes", "info", check, documentation=__doc__ or "")
