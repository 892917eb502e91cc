"""Thiếu tên loại văn bản hoặc trích yếu nội dung.

The type of document or its subject is missing.

Nội dung: Kế hoạch phải có dòng "KẾ HOẠCH" và trích yếu nội dung ngay dưới.
What: A plan has a line "KẾ HOẠCH" and its subject under it.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5.
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.5.
Sai (bad):
    KẾ HOẠCH
    Thực hiện Chỉ thị số 23/CT-TTg ngày 26/5/2020 của Thủ tướng Chính phủ, UBND tỉnh ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức.
Đúng (good):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Chỉ thị số 23/CT-TTg ngày 26/5/2020 của Thủ tướng Chính phủ, UBND tỉnh ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức.
Cách sửa: Ghi tên loại bằng chữ in hoa và trích yếu bằng một câu ngắn, phản ánh nội dung chủ yếu.
Fix: Write the type in capitals and under it the subject in one short phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

#: What a letter (công văn) has instead of type and subject, and how far down.
_LETTER, _TOP = re.compile(r"^\W*(?:Kính gửi|V/v)\b", re.MULTILINE), 2500

_JOINED = re.compile(r"năm \d{4}[\s*|]{1,9}(?:KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|QUYẾT ĐỊNH)\b")


def check(context: Context) -> Iterator[Hit]:
    """Type line and subject."""
    header = context.plan.header
    if "type_name" not in header.spans:
        if _LETTER.search(context.text.norm, 0, _TOP) or _JOINED.search(context.text.norm, 0, _TOP):
            return  # a letter has none; or it stands on the line of the date
        yield Hit(*context.facts.span_of("issued_date"), _("the line with the type of document (KẾ HOẠCH) is missing"))
    elif not header.subject:
        yield Hit(*context.facts.span_of("type_name"), _("the subject is missing under the type of document"))


RULE = Rule("KH104", "title-subject", "warning", check, documentation=__doc__ or "")
