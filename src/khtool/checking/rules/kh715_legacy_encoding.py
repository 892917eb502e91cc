"""Văn bản còn ở bảng mã cũ (TCVN3, VNI).

The text is in an encoding from before Unicode (TCVN3, VNI).

Nội dung: Nhiều từ có chữ cái chỉ gặp khi chữ TCVN3 hay VNI bị đọc như Unicode (KÕ ho¹ch, Keá hoaïch).
What: Many words have letters that show only where TCVN3 or VNI is read as Unicode (KÕ ho¹ch, Keá hoaïch).
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I (phông chữ tiếng Việt Unicode theo TCVN 6909:2001).
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, I (Vietnamese Unicode after TCVN 6909:2001).
Sai (bad):
    - KÕ ho¹ch triÓn khai c«ng t¸c b¶o vÖ trÎ em trªn ®Þa bµn huyÖn.
Đúng (good):
    - Kế hoạch triển khai công tác bảo vệ trẻ em trên địa bàn huyện.
Cách sửa: Chuyển mã sang Unicode.
Fix: Convert the text to Unicode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _

#: Signs that stand inside words in TCVN3 alone, and pairs of letters that do in VNI alone.
_TCVN3 = re.compile(r"[^\W\d_]{0,8}[¸µ¶·¹¨»¾¼½©®«¬\xad²³°±][^\W\d_]{0,8}")
_VNI = re.compile(r"[^\W\d_]{0,8}[aeiouyAEIOUYöô][øûõïëäåæñØÛÏËÄÅÆÑ][^\W\d_]{0,8}|[^\W\d_]{0,8}ñ[aeiou][^\W\d_]{0,8}")
_ENOUGH, _SHARE = 5, 0.03  # words, and share of all words


def check(context: Context) -> Iterator[Hit]:
    """Paragraph by paragraph; one finding for a run of them."""
    last = -2
    for i, p in enumerate(context.facts.paragraphs):
        text = context.text.text
        if text.isascii():
            return
        words = max(1, text.count(" ", p.start, p.end))
        for pattern in (_TCVN3, _VNI):
            found = [m for m in pattern.finditer(text, p.start, p.end) if len(m[0]) > 1]
            if len(found) >= _ENOUGH and len(found) >= _SHARE * words:
                if i != last + 1:
                    name = "TCVN3" if pattern is _TCVN3 else "VNI"
                    yield Hit(p.start, p.end, _("this text is in {name}, not in Unicode").format(name=name))
                last = i
                break


RULE = Rule("KH715", "legacy-encoding", "warning", check, documentation=__doc__ or "")
