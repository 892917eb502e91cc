"""Chữ cái không có trong tiếng Việt lẫn trong từ.

A letter that Vietnamese does not have stands inside a word.

Nội dung: Tìm chữ cái lạ do lỗi phông chữ hoặc nhận dạng (ngǜ, cǜng), chữ Kirin, chữ Hy Lạp nằm trong từ viết bằng
    chữ La-tinh; tên riêng nước ngoài có dấu Tây Âu (ö, ç, ñ) được bỏ qua.
What: Letters that come from a broken font or recognition (ngǜ, cǜng), Cyrillic or Greek ones inside a Latin word;
    Western European names (ö, ç, ñ) are let pass.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I (phông chữ tiếng Việt Unicode theo TCVN 6909:2001).
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, I (Vietnamese Unicode after TCVN 6909:2001).
Sai (bad):
    - Xây dựng đội ngǜ cộng tác viên.
Đúng (good):
    - Xây dựng đội ngũ cộng tác viên.
Cách sửa: Gõ lại từ bằng bộ gõ tiếng Việt Unicode.
Fix: Type the word again with a Vietnamese Unicode keyboard.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from khtool.checking.lexicon import lexicon
from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
VIETNAMESE = {unicodedata.normalize("NFC", v + t) for v in _VOWELS for t in _TONES} | set("bcdđfghjklmnpqrstvwxz")
_WESTERN = set("äöüßçñåøæëïÿîûœšžćčłńśźżğışőű")
#: A word with a letter beyond ASCII: all others need no look.
_WORD = re.compile(r"[^\W\d_]{0,40}[^\W\d_\x00-\x7f][^\W\d_]{0,40}")

_LEFT, _RIGHT = re.compile(r"([^\W\d_]+) \Z"), re.compile(r" ([^\W\d_]+)")


def check(context: Context) -> Iterator[Hit]:
    """Words that mix Latin letters with letters of neither Vietnamese nor Western Europe."""
    for m in _WORD.finditer(context.text.text, 0, context.facts.own_end):
        letters = set(m[0].lower())
        strange = sorted(letters - VIETNAMESE - _WESTERN)
        if not strange or not (letters & VIETNAMESE):
            continue
        if any(unicodedata.category(c) == "Lo" for c in strange):
            continue
        right = _meant(context.text.norm, m, strange)
        yield Hit(
            m.start(),
            m.end(),
            _("Vietnamese has no letter {letters}: {word}").format(letters=", ".join(strange), word=m[0]),
            right,
            fix=Fix(*m.span(), right) if right else None,
        )


def _meant(norm: str, m: re.Match[str], strange: list[str]) -> str | None:
    """The one word that the neighbours leave, with any letter for the strange ones."""
    before = _LEFT.search(norm, max(0, m.start() - 10), m.start())
    behind = _RIGHT.match(norm, m.end(), m.end() + 10)
    pattern = "".join("." if c in strange else re.escape(c) for c in m[0].lower())
    found = lexicon().fitting(before[1].lower() if before else None, pattern, behind[1].lower() if behind else None)
    return found.capitalize() if found and m[0][0].isupper() else found


RULE = Rule("KH706", "foreign-letters", "warning", check, documentation=__doc__ or "")
