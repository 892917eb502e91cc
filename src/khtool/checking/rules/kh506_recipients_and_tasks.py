"""Cơ quan được giao nhiệm vụ không có ở nơi nhận, hoặc ngược lại.

An agency with tasks is not among the recipients, or the other way round.

Nội dung: Sở, phòng được nêu tên và giao việc thì phải nhận được kế hoạch. Mục chung ("Các sở, ban, ngành", "Như Mục
    V", "Các cơ quan, đơn vị liên quan") bao gồm các cơ quan trong đó.
What: A department that is named and given tasks must receive the plan. Collective entries ("Các sở, ban, ngành", "Như
    Mục V") cover their members.
Căn cứ: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9: nơi nhận để thực hiện, để phối hợp.
Why: Decree 30/2020/NĐ-CP, Annex I, Part I, II.9: the recipients are those who carry out.
Sai (bad):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Luật Trẻ em, UBND huyện Đức Trọng ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức.
    II. TỔ CHỨC THỰC HIỆN
    1. Phòng Lao động - Thương binh và Xã hội
    - Chủ trì theo dõi, tổng hợp kết quả thực hiện Kế hoạch.
    2. Phòng Tư pháp
    - Tổ chức trợ giúp pháp lý cho trẻ em./.
    Nơi nhận:
    - UBND tỉnh (b/c);
    - Phòng Lao động - Thương binh và Xã hội;
    - Lưu: VT.
    TM. ỦY BAN NHÂN DÂN
    CHỦ TỊCH
    Nguyễn Văn An
Đúng (good):
    KẾ HOẠCH
    Thực hiện công tác trẻ em năm 2024
    Thực hiện Luật Trẻ em, UBND huyện Đức Trọng ban hành Kế hoạch như sau:
    I. MỤC ĐÍCH
    Nâng cao nhận thức.
    II. TỔ CHỨC THỰC HIỆN
    1. Phòng Lao động - Thương binh và Xã hội
    - Chủ trì theo dõi, tổng hợp kết quả thực hiện Kế hoạch.
    2. Phòng Tư pháp
    - Tổ chức trợ giúp pháp lý cho trẻ em./.
    Nơi nhận:
    - UBND tỉnh (b/c);
    - Các phòng, ban, ngành huyện;
    - Lưu: VT.
    TM. ỦY BAN NHÂN DÂN
    CHỦ TỊCH
    Nguyễn Văn An
Cách sửa: Bổ sung cơ quan vào nơi nhận, hoặc giao nhiệm vụ cho cơ quan nhận để thực hiện.
Fix: Add the agency to the recipients, or give the recipient its task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Hit, Rule
from khtool.i18n import _
from khtool.knowledge.normal import name_key
from khtool.plan import Assignment

#: Entries that may stand for anybody.
_ANYBODY = re.compile(
    r"\b(?:như|mục|phần|điểm|khoản|theo|cơ quan|đơn vị|thành viên|tổ chức|địa phương|ngành|liên quan|thành phần)\b"
)
#: Words that stand for all departments, and for all committees below.
_DEPARTMENTS = re.compile(r"\b(?:các|những|tất cả) (?:[^\W\d_]+[ ,;&-]+){0,3}?(?:sở|phòng|ban)\b")
_COMMITTEES = re.compile(
    r"\b(?:ubnd|ủy ban nhân dân|chủ tịch|đảng ủy)\b.*\b(?:huyện|quận|xã|phường|thị trấn|thị xã|đặc khu)\b|"
    r"\bcác (?:huyện|quận|xã|phường|thị xã|thành phố|đặc khu|thị trấn)\b|cấp (?:xã|huyện)|\d+ (?:xã|phường|huyện)"
)
_BELOW = re.compile(r"\A(?:ubnd|ủy ban nhân dân) (?:các |cấp )?(?:huyện|quận|xã|phường|thị xã|thị trấn|thành phố)\b")
_DEPARTMENT = re.compile(r"\A(?:sở|phòng) (?!,)")
_REPORTED_TO = re.compile(r"\(?\b(?:b/c|báo cáo)\b", re.IGNORECASE)
_SPLIT = re.compile(r"[,;/()&.:-]+|\bvà\b")
_EMPTY = frozenset({"sở", "phòng", "và", "các", "huyện", "tỉnh", "quận", "thành", "phố", "thị", "xã", "phường"})


def check(context: Context) -> Iterator[Hit]:
    """Departments that are named, and the committees below as a whole, in both directions."""
    places = context.plan.header.to_places
    recipients = [name_key(place) for place in places if not re.match(r"Lưu\b", place.strip())]
    if not recipients:
        return
    yield from _without_copy(context, recipients)
    yield from _without_task(context, places)


def _without_copy(context: Context, recipients: list[str]) -> Iterator[Hit]:
    if any(_ANYBODY.search(r) for r in recipients):
        return
    departments = any(_DEPARTMENTS.search(r) for r in recipients)
    committees = any(_COMMITTEES.search(r) for r in recipients)
    missing: dict[str, tuple[Assignment, str]] = {}
    for a in context.plan.assignments:
        key = name_key(a.agency)
        if a.role == "request" or key in missing:
            continue
        if _DEPARTMENT.match(key) and _one(a):
            absent = not departments and not any(_same(key, r) for r in recipients)
        else:
            absent = not committees and bool(_BELOW.match(key)) and context.plan.header.level in ("tinh", "huyen")
        if absent:
            missing[key] = a, " ".join(a.agency.split())
    if missing:
        first = next(iter(missing.values()))[0]
        at = context.text.text.find(first.agency, first.span.start, first.span.end)
        yield Hit(
            *((at, at + len(first.agency)) if at >= 0 else (first.span.start, first.span.end)),
            _("has tasks and is not among the recipients: {agencies}").format(
                agencies="; ".join(shown for _a, shown in missing.values())
            ),
        )


def _without_task(context: Context, places: tuple[str, ...]) -> Iterator[Hit]:
    """Departments among the recipients that the body of the plan does not name, where it names others."""
    frame = context.facts.frame
    start, end = frame.offsets(frame.zones.body)
    body = name_key(context.text.text[start:end])
    named = [a for a in context.plan.assignments if _DEPARTMENT.match(name_key(a.agency)) and _one(a)]
    if len(named) < 2 or _DEPARTMENTS.search(body) or re.search(r"cơ quan|đơn vị|ban,? ngành|các ngành", body):
        return
    tail_start, tail_end = frame.offsets(frame.zones.tail)
    for place in places:
        key = name_key(re.sub(r"\([^)]*\)", "", place))
        if not _DEPARTMENT.match(key) or _REPORTED_TO.search(place) or not _own_level(context, key):
            continue
        if not any(_same(name_key(a.agency), key) for a in context.plan.assignments) and key not in body:
            at = context.text.text.find(place, tail_start, tail_end)
            if at >= 0:
                yield Hit(
                    at,
                    at + len(place),
                    _("{agency} receives the plan and has no task in it").format(agency=" ".join(place.split())),
                )


def _own_level(context: Context, key: str) -> bool:
    return {"tinh": "sở ", "huyen": "phòng "}.get(context.plan.header.level or "", "?") == f"{key.split(' ')[0]} "


def _one(a: Assignment) -> bool:
    """One agency, not a list of several."""
    return not re.search(r";|, (?:Sở|Phòng|Ban|Công an|Hội)|\bvà (?:Sở|Phòng|Trung tâm|Ban|Công an|các)\b", a.agency)


def _same(agency: str, recipient: str) -> bool:
    """Does an entry name the agency: in full, by most of its words, or by initials ("Phòng LĐTBXH")?"""
    words = [w for part in _SPLIT.split(agency) for w in part.split() if w not in _EMPTY]
    if not words:
        return True
    said = set(re.findall(r"\w+", recipient))
    if sum(w in said for w in words) >= min(2, len(words)):
        return True
    initials = "".join(w[0] for w in words)
    short = re.sub(r"[^\w]", "", recipient)
    return initials in short


RULE = Rule("KH506", "recipients-and-tasks", "info", check, documentation=__doc__ or "")
