"""Khoảng trắng quanh dấu câu sai.

Spaces around punctuation are wrong.

Nội dung: Khoảng trắng trước dấu chấm, phẩy, chấm phẩy, hai chấm, dấu %; thiếu khoảng trắng sau dấu phẩy, chấm phẩy,
    ba chấm; hai dấu câu liền nhau; dấu gạch nối, gạch chéo chỉ cách một bên; khoảng trắng ở phía trong dấu ngoặc kép.
What: A space before full stop, comma, semicolon, colon or %; none after comma, semicolon or ellipsis; two marks in
    a row; a hyphen or slash with a space on one side only; a space just inside quotation marks.
Căn cứ: Quy tắc soạn thảo văn bản tiếng Việt.
Why: The rules of Vietnamese typing.
Sai (bad):
    - Tổ chức hội thi,...trẻ em tham gia , gắn với 100 % trường học.
Đúng (good):
    - Tổ chức hội thi... trẻ em tham gia, gắn với 100% trường học.
Cách sửa: Đặt dấu câu sát chữ trước, cách chữ sau một khoảng trắng.
Fix: No space before a mark, one after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.i18n import _

_BEFORE = re.compile(r"(?<=[^\s.…,;:|(\[\-]) +(?=[,;:](?![\w)])|\.(?!\w|\.|\d))")
_PERCENT = re.compile(r"(?<=\d) +(?=%)")
_AFTER = re.compile(r"(?<=[^\W\d_])[,;](?=[^\W\d_])|(?<=[^\W\d_])(?:\.{3}|…)(?=[^\W\d_])")
_HYPHEN = re.compile(r"(?<=[^\W\d_])(?:- | -)(?=[^\W\d_])|(?<=(?:19|20)\d\d)(?:- | -)(?=(?:19|20)\d\d)")
_LABEL = re.compile(r"[|*#\s]*[IVXLC]{1,6}- ?")
#: Words that a hyphen with spaces joins for certain; elsewhere it may be a foreign word ("áp-phích") or a number.
_JOINED = "tế xã, trị xã, hóa xã, hội nghề, phòng an, động thương, hoạch đầu, chính kế, hóa thông, hóa thể, thông văn"
_PAIRS = frozenset(_JOINED.split(", "))
#: An address: no spaces are put into it.
_ADDRESS = re.compile(r"://|www\.|@")
_SLASH = re.compile(r"(?<!\b[Ss]ố)(?<=[^\W\d_]{2})(?:/ +| +/)(?=[^\W\d_]{2})")
_QUOTED = re.compile(r"(?<=“) +(?=\w)|(?<=[\w.!?]) +(?=”)")
_TWO = re.compile(r",\s?(?:\.{2,}|…)|,\s?[,;]|;\s?[,;]")


def check(context: Context) -> Iterator[Hit]:
    """The paragraphs of the document; what is quoted begins with the word before the mark."""
    norm = context.text.norm
    for p in context.facts.paragraphs:
        for m in (*_BEFORE.finditer(norm, p.start, p.end), *_PERCENT.finditer(norm, p.start, p.end)):
            fix = Fix(m.start(), m.end(), "", safe=True)
            yield Hit(_word(norm, p.start, m.start()), m.end() + 1, _("a space before the mark"), fix=fix)
        for m in _AFTER.finditer(norm, p.start, p.end):
            end = norm.find(" ", m.end(), p.end)
            at = _word(norm, p.start, m.start()), p.end if end < 0 else end
            fix = Fix(m.end(), m.end(), " ", safe=not _ADDRESS.search(norm, *at))
            yield Hit(*at, _("no space after the mark"), fix=fix)
        for m in _HYPHEN.finditer(norm, p.start, p.end):
            if context.facts.cited(m.start(), m.end()) or _LABEL.fullmatch(norm, p.start, m.end()):
                continue  # inside a number this is KH201; "II- MỤC TIÊU" is how the Party numbers
            end = norm.find(" ", m.end(), p.end)
            at = _word(norm, p.start, m.start()), p.end if end < 0 else end
            fix = Fix(m.start(), m.end(), " - ", safe=_joined(norm, m.start(), m.end()))
            yield Hit(*at, _("a hyphen between two words has a space on both sides"), fix=fix)
        for m in _SLASH.finditer(norm, p.start, p.end):
            end = norm.find(" ", m.end(), p.end)
            at = _word(norm, p.start, m.start()), p.end if end < 0 else end
            yield Hit(*at, _("a slash has a space on one side only"), fix=Fix(m.start(), m.end(), "/", safe=True))
        for m in _QUOTED.finditer(context.text.text, p.start, p.end):
            fix = Fix(m.start(), m.end(), "", safe=True)
            yield Hit(m.start() - 1, m.end() + 1, _("a space just inside the quotation marks"), fix=fix)
        for m in _TWO.finditer(norm, p.start, p.end):
            yield Hit(_word(norm, p.start, m.start()), m.end(), _("two marks in a row"))


def _joined(text: str, start: int, end: int) -> bool:
    """Are the words, or years, before and behind a hyphen ones that it joins with spaces?"""
    before, behind = re.search(r"\w+\Z", text[max(0, start - 20) : start]), re.match(r"\w+", text[end : end + 20])
    pair = (before[0] if before else ""), (behind[0] if behind else "")
    return (pair[0].isdecimal() and pair[1].isdecimal()) or f"{pair[0]} {pair[1]}".lower() in _PAIRS


def _word(text: str, first: int, end: int) -> int:
    """Where the word that ends at `end` begins."""
    return max(first, text.rfind(" ", first, end) + 1)


RULE = Rule("KH704", "spacing", "info", check, documentation=__doc__ or "")
