"""Các điểm không theo thứ tự bảng chữ cái tiếng Việt.

Lettered points do not follow the Vietnamese alphabet.

Nội dung: Các điểm được đánh a, b, c, d, đ, e, g, h, i, k…: có "đ" sau "d", không có f, j, w, z.
What: Points are lettered a, b, c, d, đ, e, g, h, i, k …: "đ" comes after "d", and there is no f, j, w, z.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6 (các điểm theo thứ tự bảng chữ cái tiếng Việt).
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.6 (points in the order of the Vietnamese alphabet).
Sai (bad):
    1. Công tác bảo vệ trẻ em
    a) Rà soát đối tượng
    b) Tập huấn cán bộ
    c) Kiểm tra cơ sở
    d) Tổng kết mô hình
    e) Khen thưởng
Đúng (good):
    1. Công tác bảo vệ trẻ em
    a) Rà soát đối tượng
    b) Tập huấn cán bộ
    c) Kiểm tra cơ sở
    d) Tổng kết mô hình
    đ) Khen thưởng
Cách sửa: Đánh lại thứ tự các điểm.
Fix: Letter the points again.
"""

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.model import Context, Fix, Hit, Rule
from khtool.checking.rules.kh301_heading_numbers import siblings
from khtool.i18n import _

_ALPHABET = "abcdđeghiklmnopqrstuvxy"


def check(context: Context) -> Iterator[Hit]:
    """Each run of points under one heading."""
    for run in siblings(context.facts.frame.sections, ("letter",)):
        letters = [s.label.strip(".)( ") for s in run]
        if any(len(letter) != 1 for letter in letters) or letters[:1] != ["a"]:
            continue
        for i, (s, letter) in enumerate(zip(run, letters, strict=True)):
            if i == 0:
                continue
            before = _ALPHABET.find(letters[i - 1])
            expected = _ALPHABET[before + 1] if 0 <= before < len(_ALPHABET) - 1 else None
            if letter == expected or letter == "a":
                continue
            at = s.start, min(s.title_end, s.start + 120)
            if letter in "fjwz":
                message = _("the Vietnamese alphabet has no letter {letter}").format(letter=letter)
            else:
                message = _("point {letter} follows point {before}").format(letter=letter, before=letters[i - 1])
            label = context.text.norm.find(letter, s.start, s.start + 4)
            fix = Fix(label, label + 1, expected) if expected and label >= 0 else None
            yield Hit(*at, message, expected, fix=fix)
            break  # those that follow are wrong only because of this one


RULE = Rule("KH302", "point-letters", "error", check, documentation=__doc__ or "")
