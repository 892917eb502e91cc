"""Kế hoạch giao việc ở địa phương khác.

The plan speaks of another place as its own.

Nội dung: "trên địa bàn tỉnh Lâm Đồng", "UBND tỉnh Lâm Đồng" trong kế hoạch của tỉnh Đắk Lắk: sót lại khi chép từ kế
    hoạch của nơi khác. Văn bản được viện dẫn, lời trong ngoặc kép, phối hợp với tỉnh bạn thì không nhắc.
What: "trên địa bàn tỉnh Lâm Đồng" in a plan of Đắk Lắk, left over from another's plan. Cited documents, words in
    quotes and working together with neighbours are no fault.
Căn cứ: Tính thống nhất của văn bản; thẩm quyền theo địa giới hành chính.
Why: A committee's authority ends at its borders.
Sai (bad):
    - Rà soát các điểm vui chơi, giải trí cho trẻ em trên địa bàn tỉnh Đắk Lắk.
Đúng (good):
    - Rà soát các điểm vui chơi, giải trí cho trẻ em trên địa bàn tỉnh Lâm Đồng.
Cách sửa: Thay bằng tên địa phương của mình.
Fix: Put in the name of your own place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _
from khtool.knowledge import units
from khtool.knowledge.normal import name_key, slug
from khtool.knowledge.units import Unit
from khtool.resolution.issuers import Context as Line

_PLACE = re.compile(
    r"\b(?P<lead>[Tt]rên địa bàn|(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân)) "
    r"(?P<kind>tỉnh|Tỉnh|huyện|Huyện|quận|Quận|thị xã|Thị xã) (?P<name>[^\W\d_]+(?:[ -][^\W\d_]+){0,3})"
)
#: Another place may be named with a reason.
_WITH_REASON = re.compile(
    r"phối hợp|giáp|lân cận|kinh nghiệm|học tập|học hỏi|mô hình|ký kết|liên kết|hợp tác|giao lưu|kết nghĩa|sáp nhập|"
    r"hợp nhất|trước đây|\bcũ\b|nguyên là|nay là|sắp xếp|từ địa bàn|đến địa bàn|liên vùng|liên tỉnh|ví dụ|tham quan|"
    r"đi qua|qua địa bàn|tuyến|kết nối|tiếp nhận|chuyển (?:đến|về|giao)|quê|thường trú",
    re.IGNORECASE,
)


def check(context: Context) -> Iterator[Hit]:
    """Provinces, and districts for plans that tell their own, behind "trên địa bàn" and the names of committees."""
    line = Line.of(context.plan)
    if not line.line:
        return
    frame, norm = context.facts.frame, context.text.norm
    tail = frame.offsets(frame.zones.tail)
    told: set[str] = set()
    for m in _PLACE.finditer(norm, 0, context.facts.own_end):
        if tail[0] <= m.start() < tail[1] or context.facts.cited(m.start(), m.end()):
            continue
        words = list(takewhile(lambda word: word[0].isupper(), re.split(r"[ -]", m["name"])))
        found, length = _known(m["kind"].lower(), words, line.date)
        if not found or not _elsewhere(found, m["kind"].lower(), line):
            continue
        end = m.start("name") + length
        paragraph = context.text.paragraph_at(m.start())
        start, stop = (paragraph.start, paragraph.end) if paragraph else (m.start(), end)
        sentence = norm[max(start, norm.rfind(". ", start, m.start())) : _next(norm, end, stop)]
        name = f"{m['kind'].lower()} {norm[m.start('name') : end]}"
        if _WITH_REASON.search(sentence) or _quoted(norm, start, m.start()) or name in told:
            continue
        told.add(name)
        yield Hit(
            m.start("kind"),
            end,
            _("{place} is not the place of this plan ({own})").format(place=name, own=line.line[0].name),
        )


def _next(norm: str, at: int, stop: int) -> int:
    end = norm.find(". ", at, stop)
    return end if end >= 0 else stop


def _quoted(norm: str, start: int, at: int) -> bool:
    return norm.count('"', start, at) % 2 == 1


def _known(kind: str, words: list[str], date: str | None) -> tuple[list[Unit], int]:
    """The units that the longest beginning of a row of words names, and how many characters that is."""
    for n in range(len(words), 0, -1):
        name = " ".join(words[:n])
        if found := units.find(f"{kind} {name}"):
            return found, len(name)
    return [], 0


def _elsewhere(found: list[Unit], kind: str, line: Line) -> bool:
    """Is none of the units a unit of the plan's own line, of its ground, or one that merged into it?"""
    own = {slug(name_key(place.proper)) for place in line.line}
    if any(
        mine == name or mine.startswith(f"{name}-") for mine in own for name in (slug(name_key(u.name)) for u in found)
    ):
        return False
    if kind == "tỉnh":
        mine = line.tier("tinh")
        if mine is None:
            return False
        own_units = {u.id for u in units.find(mine.name)}
        related = {s.id for u in found for s in units.successors(u)} | {u.id for u in found}
        mine_related = own_units | {s.id for u in units.find(mine.name) for s in units.successors(u)}
        return not related & mine_related
    place = line.tier("huyen") or line.tier("tinh")
    if place is None:
        return False
    if place.tier == "huyen" and line.line[0].tier in ("huyen", "xa"):
        if not units.find(place.name):
            return False  # a unit that the tables do not have: its neighbours are not known either
        return all(u.kind == kind for u in found)
    provinces = units.find(place.name)
    if not provinces:
        return False
    ground = {p.id for p in provinces}
    return not any(
        ground & {top.id, *(s.id for s in units.successors(top))} for top in (units.province(u) for u in found)
    )


RULE = Rule("KH505", "foreign-place", "warning", check, ("document", "hierarchy"), __doc__ or "")
