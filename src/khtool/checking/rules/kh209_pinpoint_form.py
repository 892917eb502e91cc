"""Điểm, khoản, điều viết sai thứ tự, sai chữ hoa hoặc thừa số 0.

A pinpoint (điểm, khoản, Điều) is in the wrong order, the wrong case or with a needless zero.

Nội dung: Viết từ nhỏ đến lớn, "điểm", "khoản" viết thường, "Điều" viết hoa, số không có 0 phía trước, không có dấu
    phẩy: "khoản 3 Điều 90".
What: From small to large, "điểm" and "khoản" in small letters, "Điều" with a capital, figures without a leading
    zero, no commas: "khoản 3 Điều 90".
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục V, khoản 7.
Why: Decree 30/2020/NĐ-CP, Annex II, V.7.
Sai (bad):
    - Thực hiện trách nhiệm theo quy định tại Khoản 03, Điều 90 Luật Trẻ em.
Đúng (good):
    - Thực hiện trách nhiệm theo quy định tại khoản 3 Điều 90 Luật Trẻ em.
Cách sửa: Viết lại theo thứ tự điểm, khoản, Điều.
Fix: Write it as điểm, khoản, Điều.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Fix, Hit, Rule, Severity
from khtool.i18n import _

_UNIT = r"(?:[Đđ]iểm [a-zđ]{1,2}|[Kk]hoản \d{1,2}|[Đđ]iều \d{1,3})"
_PINPOINT = re.compile(rf"\b{_UNIT}(?:,? {_UNIT}){{0,2}}(?![\w)]|\.\d)")
_PIECE = re.compile(r"([Đđ]iểm|[Kk]hoản|[Đđ]iều) (\w+)")
_RANK = {"điểm": 0, "khoản": 1, "điều": 2}
_WORDS = {"điểm": "điểm", "khoản": "khoản", "điều": "Điều"}
_LAW = re.compile(r",? (?:của )?(?:Luật|Bộ luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Pháp lệnh|Quy chế|Hiến pháp)")


def check(context: Context) -> Iterator[Hit]:
    """Runs of điểm, khoản and Điều with at least one figure."""
    norm = context.text.norm
    for m in _PINPOINT.finditer(norm, 0, context.facts.own_end):
        pieces = [(p[1], p[2]) for p in _PIECE.finditer(m[0])]
        units = [unit.lower() for unit, _number in pieces]
        of_law = bool(_LAW.match(norm, m.end()))
        if len(set(units)) < len(units) or units == ["điểm"]:
            continue
        if len(units) == 1 and not of_law and not pieces[0][0].startswith("Đ"):
            continue  # "một khoản 05 triệu", "điều 05 xe": no pinpoints
        before = norm[max(0, m.start() - 2) : m.start()]
        opens = not before.strip() or before[-1] in '(“"' or before[0] in ".\n-+"
        faults = _faults(pieces, units, opens, m[0], of_law)
        if not faults:
            continue
        severity: Severity = "info" if faults == [_("a comma inside")] else "warning"
        right = " ".join(
            f"{_WORDS[u]} {n.lstrip('0') or n}"
            for u, (_x, n) in sorted(zip(units, pieces, strict=True), key=lambda p: _RANK[p[0]])
        )
        if opens and right[0].islower() and m[0][0].isupper():
            right = right[0].upper() + right[1:]
        yield Hit(
            m.start(),
            m.end(),
            _("pinpoint {text}: {faults}").format(text=m[0], faults=", ".join(faults)),
            right,
            severity,
            Fix(m.start(), m.end(), right),
        )


def _faults(pieces: list[tuple[str, str]], units: list[str], opens: bool, text: str, of_law: bool) -> list[str]:
    faults = []
    if any(number.startswith("0") for _unit, number in pieces):
        faults.append(_("a needless 0"))
    ranks = [_RANK[u] for u in units]
    if ranks != sorted(ranks):
        faults.append(_("the order is điểm, khoản, Điều"))
    capital = any(unit[0].isupper() and unit.lower() != "điều" for unit, _n in (pieces[1:] if opens else pieces))
    small = any(unit == "điều" for unit, _n in pieces) and (len(pieces) > 1 or of_law)
    if capital or small:
        faults.append(_("letter case"))
    if "," in text:
        faults.append(_("a comma inside"))
    return faults


RULE = Rule("KH209", "pinpoint-form", "warning", check, documentation=__doc__ or "")
