"""Two plans, two years: what was added, dropped, changed or renamed."""

from __future__ import annotations

from khtool.comparing.model import Change, PlanDiff, PlanRef, YearDiff
from khtool.comparing.plans import diff_plans
from khtool.comparing.years import diff_years

__all__ = ["Change", "PlanDiff", "PlanRef", "YearDiff", "diff_plans", "diff_years"]
