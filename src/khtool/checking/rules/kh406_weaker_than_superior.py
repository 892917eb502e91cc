"""Chỉ tiêu thấp hơn chỉ tiêu của kế hoạch cấp trên.

A target is weaker than the superior plan's for the same indicator.

Nội dung: Kế hoạch của tỉnh giao 95%, kế hoạch của huyện chỉ đặt 90% cho cùng chỉ tiêu, cùng năm. Chỉ so tỷ lệ phần
    trăm, và chỉ với kế hoạch của cấp trên mà kế hoạch này viện dẫn và kho văn bản có.
What: The province's plan asks for 95%, the district's for 90% of the same in the same year. Only percentages, and only
    against superior plans that this one carries out and that the corpus has.
Căn cứ: Kế hoạch cấp dưới cụ thể hóa chỉ tiêu của cấp trên; có thể thấp hơn khi cấp trên giao riêng.
Why: A lower plan makes the superior's targets concrete; a lower figure may have been agreed.
Sai (bad):
    ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG
    Số: 45/KH-UBND
    Lâm Đồng, ngày 20 tháng 02 năm 2024
    KẾ HOẠCH
    Công tác trẻ em năm 2024 trên địa bàn tỉnh Lâm Đồng
    I. MỤC TIÊU
    - Phấn đấu ít nhất 95% trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế./.
    ---
    ỦY BAN NHÂN DÂN HUYỆN ĐỨC TRỌNG
    Số: 61/KH-UBND
    Đức Trọng, ngày 15 tháng 3 năm 2024
    KẾ HOẠCH
    Công tác trẻ em năm 2024 trên địa bàn huyện Đức Trọng
    Thực hiện Kế hoạch số 45/KH-UBND ngày 20/02/2024 của UBND tỉnh Lâm Đồng, UBND huyện Đức Trọng ban hành Kế hoạch như sau:
    I. MỤC TIÊU
    - Phấn đấu ít nhất 90% trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế./.
Đúng (good):
    ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG
    Số: 45/KH-UBND
    Lâm Đồng, ngày 20 tháng 02 năm 2024
    KẾ HOẠCH
    Công tác trẻ em năm 2024 trên địa bàn tỉnh Lâm Đồng
    I. MỤC TIÊU
    - Phấn đấu ít nhất 95% trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế./.
    ---
    ỦY BAN NHÂN DÂN HUYỆN ĐỨC TRỌNG
    Số: 61/KH-UBND
    Đức Trọng, ngày 15 tháng 3 năm 2024
    KẾ HOẠCH
    Công tác trẻ em năm 2024 trên địa bàn huyện Đức Trọng
    Thực hiện Kế hoạch số 45/KH-UBND ngày 20/02/2024 của UBND tỉnh Lâm Đồng, UBND huyện Đức Trọng ban hành Kế hoạch như sau:
    I. MỤC TIÊU
    - Phấn đấu ít nhất 96% trẻ em dưới 6 tuổi được cấp thẻ bảo hiểm y tế./.
Cách sửa: Nâng chỉ tiêu, hoặc giữ nếu cấp trên đã giao riêng.
Fix: Raise the target, or keep it where the superior agreed to less.
"""  # noqa: E501

from __future__ import annotations

from collections.abc import Iterator

from khtool.checking.kin import held, horizon
from khtool.checking.model import Context, Hit, Rule
from khtool.comparing import targets
from khtool.comparing.words import alike, features, plain
from khtool.i18n import _
from khtool.plan import Plan, Target
from khtool.resolution.model import Record

_SAME = 0.8
_RANK = {"trung_uong": 0, "tinh": 1, "huyen": 2, "xa": 3}


def check(context: Context) -> Iterator[Hit]:
    """The targets of each superior plan that is carried out, matched by indicator, unit and year."""
    if context.library is None or not context.plan.targets:
        return
    told: set[int] = set()
    for record, above in _carried_out(context):
        for theirs, ours in _weaker(above, context.plan):
            if ours.span.start in told:
                continue
            told.add(ours.span.start)
            yield Hit(
                ours.span.start,
                ours.span.end,
                _("{figure} is less than {superior} of {code}, {organ}").format(
                    figure=targets.amount(ours),
                    superior=targets.amount(theirs),
                    code=f"{record.type_name} {record.code or ''}".strip(),
                    organ=record.organ_name,
                ),
                targets.amount(theirs),
            )


def _carried_out(context: Context) -> Iterator[tuple[Record, Plan]]:
    library, level = context.library, context.plan.header.level
    seen: set[str] = set()
    for c in context.facts.citations:
        if library is None or level is None or not c.target or c.target in seen:
            continue
        if c.relation not in ("thuc_hien", "can_cu"):
            continue
        seen.add(c.target)
        above, record = held(library, c.target), library.get(c.target)
        if above is None or record is None or above.header.level is None:
            continue
        if _RANK[above.header.level] < _RANK[level]:
            yield record, above


def _weaker(above: Plan, own: Plan) -> Iterator[tuple[Target, Target]]:
    """Pairs of the superior's and the own target, where the own one asks for less."""
    theirs = [(t, horizon(above, t), features(t.subject or "")) for t in above.targets if _comparable(t)]
    for ours in filter(_comparable, own.targets):
        year = horizon(own, ours)
        words = features(ours.subject or "")
        same = [t for t, due, its in theirs if year is not None and due == year and alike(its, words) >= _SAME]
        if len(same) != 1:  # none, or several of which it cannot be told which is meant
            continue
        changes, _count = targets.compare(same, [ours], (year, year))
        if any(ch.fields.get("strength") == (None, "weaker") and "value" in ch.fields for ch in changes):
            yield same[0], ours


def _comparable(t: Target) -> bool:
    """A share, which means the same in a province and in a commune; counts do not."""
    return plain(t.unit or "") == "%" and bool(t.subject) and t.value_max is None and t.baseline is None


RULE = Rule("KH406", "weaker-than-superior", "warning", check, ("document", "corpus"), __doc__ or "")
