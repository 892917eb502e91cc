"""Còn sót ký hiệu định dạng, chỗ trống hoặc lời nhắc của bản nháp.

Left-over markup, blanks or notes of a draft.

Nội dung: Tìm dấu Markdown (**, ##), mã HTML (&nbsp;), lỗi tham chiếu của Word (Error! Reference source not found),
    dãy chấm để điền trong phần nội dung, chữ "xxx", "TODO".
What: Markdown marks, HTML entities, Word's reference errors, dotted blanks in the body, "xxx", "TODO".
Căn cứ: Văn bản ban hành phải hoàn chỉnh.
Why: What is issued is complete.
Sai (bad):
    - Tổ chức tập huấn cho ……………… cộng tác viên trong quý II.
Đúng (good):
    - Tổ chức tập huấn cho 120 cộng tác viên trong quý II.
Cách sửa: Điền nội dung hoặc xóa phần thừa.
Fix: Fill in what is missing or delete what is left over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

_RESIDUE = re.compile(
    r"(?P<markup>\*\*\S|\S\*\*|(?<!\w)__\w|^#{1,6} \w|&(?:nbsp|amp|quot|lt|gt);"
    r"|</?(?:p|br|b|i|span|div|td|tr|table)\b[^>\n]{0,80}>)"
    r"|(?P<word>Error! (?:Reference source|Bookmark|No text)[^.\n]{0,40}|#REF!|\{\{[^}\n]{0,60}\}\}"
    r"|Lỗi! [^.\n]{0,60}|MERGEFIELD)"
    r"|(?P<note>\b(?:TODO|FIXME|[Ll]orem ipsum)\b|(?<!\w)(?:x{3,}|X{4,})(?!\w)|\ufffd+)"
    r"|(?P<blank>…{3,}|\.{7,}|(?:\. ){5,}|_{4,})",
    re.MULTILINE,
)

#: Stars that part the lines of a letterhead: "TỈNH ĐOÀN***Số: 12".
_RULE_OFF = re.compile(r"[^\W\d_a-z]{1,2}\*{3,}[^\W\d_a-z]")


def check(context: Context) -> Iterator[Hit]:
    """The whole document for markup; blanks only in the body outside tables, since forms in appendices have them."""
    norm = context.text.norm
    first, last = context.facts.frame.offsets(context.facts.frame.zones.body)
    for m in _RESIDUE.finditer(norm, 0, context.facts.own_end):
        p = context.text.paragraph_at(m.start())
        if m["blank"]:
            line = norm[p.start : p.end] if p else ""
            if not (first <= m.start() < last) or (p and p.cell) or not re.search(r"\w", line):
                continue
            yield Hit(m.start(), m.end(), _("a blank that was not filled in"))
        elif m["note"]:
            if not (first <= m.start() < last):
                continue
            yield Hit(m.start(), m.end(), _("a note of the draft: {text}").format(text=m[0]))
        elif m["word"]:
            yield Hit(m.start(), m.end(), _("an error of the word processor: {text}").format(text=m[0]))
        elif not _RULE_OFF.match(norm, max(0, m.start() - 1)):
            yield Hit(m.start(), m.end(), _("left-over markup: {text}").format(text=m[0]))


RULE = Rule("KH702", "residue", "warning", check, documentation=__doc__ or "")
