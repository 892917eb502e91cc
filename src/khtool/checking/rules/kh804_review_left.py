"""Dự thảo còn nhận xét hoặc thay đổi được theo dõi chưa xử lý.

Comments or tracked changes are left in the draft.

Nội dung: Tệp Word còn chế độ theo dõi thay đổi hoặc lời nhận xét; tệp PDF, văn bản chép ra còn "Commented [A1]:".
What: A Word file with tracked changes or comments; a PDF or copied text with "Commented [A1]:".
Căn cứ: Nghị định 30/2020/NĐ-CP, Điều 10 đến Điều 13: bản thảo phải được hoàn chỉnh, kiểm tra trước khi ký.
Why: Decree 30/2020/NĐ-CP, Articles 10 to 13: a draft is finished and checked before it is signed.
Sai (bad):
    - Tổ chức truyền thông về quyền trẻ em. Commented [NVA1]: Bổ sung thời gian thực hiện?
Đúng (good):
    - Tổ chức truyền thông về quyền trẻ em trong tháng 6 năm 2024.
Cách sửa: Chấp nhận hoặc từ chối từng thay đổi, trả lời và xóa từng nhận xét.
Fix: Accept or reject each change, answer and delete each comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

#: What Word prints into the margin, in English and in Vietnamese.
_BALLOON = re.compile(r"\b(?:Comment(?:ed)?|Đã (?:chú thích|nhận xét)) \[[^\W\d_]{1,6}\d{1,3}\] ?:")
_NOTES = ("tracked-changes", "comments")


def check(context: Context) -> Iterator[Hit]:
    """What the reader of the file noticed, at the title; and each balloon that was printed into the text."""
    for note in context.text.notes:
        if note.code in _NOTES:
            at = (note.start, note.end) if note.start is not None and note.end is not None else None
            where = at or context.facts.span_of("type_name")
            yield Hit(*where, _("not settled before signing: {what}").format(what=note.message))
    for m in _BALLOON.finditer(context.text.norm):
        yield Hit(m.start(), m.end(), _("not settled before signing: {what}").format(what=m[0].rstrip(": ")))


RULE = Rule("KH804", "review-left", "warning", check, documentation=__doc__ or "")
