"""Đơn vị hành chính thuộc loại không có ở địa phương.

Units of a kind that the place does not have.

Nội dung: Huyện chỉ có xã, thị trấn; quận chỉ có phường; tỉnh, thành phố có thể không có thị xã, quận. "UBND các xã,
    phường, thị trấn" trong kế hoạch của huyện là chép từ nơi khác.
What: A huyện has xã and thị trấn only, a quận phường only; a province may have no thị xã or no quận. "UBND các xã,
    phường, thị trấn" in a plan of a huyện is copied from elsewhere.
Căn cứ: Luật Tổ chức chính quyền địa phương 77/2015/QH13, Điều 2 (đến 28/02/2025), 65/2025/QH15 (đến 15/6/2025),
    72/2025/QH15; danh mục đơn vị hành chính.
Why: The laws on the organisation of local government, Article 2; the list of administrative units.
Sai (bad):
    ỦY BAN NHÂN DÂN HUYỆN ĐỨC TRỌNG
    Số: 61/KH-UBND
    Đức Trọng, ngày 15 tháng 3 năm 2024
    KẾ HOẠCH
    Công tác trẻ em năm 2024
    Thực hiện Luật Trẻ em, UBND huyện Đức Trọng ban hành Kế hoạch như sau:
    I. TỔ CHỨC THỰC HIỆN
    - UBND các xã, phường, thị trấn xây dựng kế hoạch của mình./.
Đúng (good):
    ỦY BAN NHÂN DÂN HUYỆN ĐỨC TRỌNG
    Số: 61/KH-UBND
    Đức Trọng, ngày 15 tháng 3 năm 2024
    KẾ HOẠCH
    Công tác trẻ em năm 2024
    Thực hiện Luật Trẻ em, UBND huyện Đức Trọng ban hành Kế hoạch như sau:
    I. TỔ CHỨC THỰC HIỆN
    - UBND các xã, thị trấn xây dựng kế hoạch của mình./.
Cách sửa: Chỉ nêu các loại đơn vị hành chính mà địa phương có.
Fix: Name only the kinds of units that the place has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _
from khtool.knowledge import units
from khtool.knowledge.units import Unit
from khtool.resolution.issuers import Context as Line
from khtool.resolution.issuers import units_of

_KIND = r"xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|thành phố"
_LIST = re.compile(
    rf"\b(?:UBND|Ủy ban nhân dân|các|Các)(?: các)? (?P<kinds>(?:{_KIND})(?:(?:,| và|;|,? hoặc) ?(?:{_KIND})\b)++)"
    r"(?! (?:phù hợp|đạt chuẩn|tiêu biểu|an toàn|[A-ZĐ]))"
)
_EACH = re.compile(rf"\b(?:{_KIND})\b")
#: Names of standards, titles and the whole country's units.
_GENERAL = re.compile(
    r"tiêu chuẩn|tiêu chí|công nhận|danh hiệu|mô hình|toàn quốc|cả nước|cấp xã|cấp huyện|phong trào|\bcũ\b",
    re.IGNORECASE,
)
#: What the law allows below a unit of a kind until 30/6/2025.
_BELOW = {
    "huyện": {"xã", "thị trấn"},
    "quận": {"phường"},
    "thị xã": {"xã", "phường"},
    "thành phố thuộc tỉnh": {"xã", "phường"},
}
_THIS_MAP = "2025"
_DISTRICTS = {"huyện": "huyện", "quận": "quận", "thị xã": "thị xã"}


def check(context: Context) -> Iterator[Hit]:
    """Lists of kinds of units ("các xã, phường, thị trấn") of a plan whose own unit is known; each kind once."""
    date, organ = Line.of(context.plan).date, context.plan.header.organ_name
    if date is None or not organ:
        return
    allowed = _allowed(organ, date)
    if allowed is None:
        return
    name, kinds, wanted = allowed
    norm = context.text.norm
    frame = context.facts.frame
    tail = frame.offsets(frame.zones.tail)
    told: set[str] = set()
    for m in _LIST.finditer(norm, 0, context.facts.own_end):
        if tail[0] <= m.start() < tail[1] or context.facts.cited(m.start(), m.end()):
            continue
        if _GENERAL.search(norm[max(0, m.start() - 30) : m.start()]):
            continue
        for each in _EACH.finditer(norm, m.start("kinds"), m.end("kinds")):
            kind = each[0]
            if kind in kinds or kind not in wanted or kind in told:
                continue
            told.add(kind)
            yield Hit(
                each.start(),
                each.end(),
                _("{place} has no {kind}").format(place=name, kind=kind),
                ", ".join(k for k in ("xã", "phường", "thị trấn", "huyện", "quận", "thị xã", "đặc khu") if k in kinds),
            )


def _allowed(organ: str, date: str) -> tuple[str, set[str], set[str]] | None:
    """The unit's name, the kinds of units that it has, and the kinds of which this can be said; None when unknown."""
    found = units_of(organ, date)
    found = [u for u in found if u.exists_on(date)]
    if found and found[0].kind in _BELOW and date <= units.LAST_OLD_DAY and len({u.kind for u in found}) == 1:
        return found[0].full_name, _BELOW[found[0].kind], {"xã", "phường", "thị trấn"}
    if len(found) == 1 and found[0].level == "tinh" and len(date) == 10:
        if date > units.LAST_OLD_DAY:
            kinds = _kinds(found[0], "xa", date)
            return (found[0].full_name, kinds, {"xã", "phường", "thị trấn", "đặc khu"}) if kinds else None
        kinds = _kinds(found[0], "huyen", date)
        # The map is that of 2025: a city of today may have been a thị xã when an older plan was written.
        wanted = set(_DISTRICTS) - ({"thị xã"} if date < _THIS_MAP and any("thành phố" in k for k in kinds) else set())
        if kinds:
            return found[0].full_name, kinds, wanted
    return None


def _kinds(unit: Unit, level: str, date: str) -> set[str]:
    return {child.kind for child in units.children(unit, level, date)}


RULE = Rule("KH507", "unit-kind", "warning", check, ("document", "hierarchy", "calendar"), __doc__ or "")
