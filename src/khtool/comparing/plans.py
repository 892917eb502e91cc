"""The differences between two plans, part by part."""

from __future__ import annotations

from khtool.comparing import agencies, citations, deadlines, header, targets
from khtool.comparing.model import Change, PlanDiff, PlanRef
from khtool.knowledge.normal import code_key
from khtool.plan import Citation, Plan
from khtool.resolution.model import Catalogue


def diff_plans(
    old: Plan,
    new: Plan,
    *,
    old_ref: PlanRef | None = None,
    new_ref: PlanRef | None = None,
    catalogue: Catalogue | None = None,
) -> PlanDiff:
    """What changed from `old` to `new`: header, citations, targets, agencies and their tasks, deadlines, in this order.

    Years that move with the plans (a goal for 2023 in the plan of 2023, for 2024 in that of 2024) are no change.
    `old_ref` and `new_ref` say how the plans are called, else their headers do. `catalogue` tells which cited document
    replaced which.
    """
    result = PlanDiff(old_ref or ref_of(old), new_ref or ref_of(new))
    years = base_year(old), base_year(new)
    for what, (changes, same) in {
        "header": header.compare(old, new, years),
        "citation": citations.compare(cited(old), cited(new), catalogue),
        "target": targets.compare(old.targets, new.targets, years),
        "assignment": agencies.compare(old.assignments, new.assignments, years),
        "deadline": deadlines.compare(old.deadlines, new.deadlines, years),
    }.items():
        result.changes += changes
        result.unchanged[what] = same
    return result


def cited(plan: Plan) -> list[Citation]:
    """The citations of other documents: an appendix names the plan it belongs to, which is none."""
    own, date = plan.header.code, plan.header.issued_date
    if own is None:
        return list(plan.citations)
    key = code_key(own)
    return [c for c in plan.citations if not (c.code and code_key(c.code) == key and c.issued_date in (None, date))]


def ref_of(plan: Plan) -> PlanRef:
    """How a plan names itself; it has no id of its own."""
    h = plan.header
    return PlanRef(None, h.code, h.issued_date, h.organ_name, h.subject, plan.source.path)


def base_year(plan: Plan) -> int | None:
    """The year from which the others are counted: the first that the plan is for, else the year of its date."""
    if plan.header.years:
        return plan.header.years[0]
    date = plan.header.issued_date
    return int(date[:4]) if date and date[:4].isdecimal() else None


__all__ = ["Change", "base_year", "diff_plans", "ref_of"]
