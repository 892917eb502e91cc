"""What a comparison says.

`what` is one of "header", "citation", "target", "assignment", "deadline", "agency", "plan".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ChangeKind = Literal["added", "dropped", "changed", "renamed"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `old` and `new` are the texts to show; `fields` names what changed: "value": ("90 %", "92 %")."""

    kind: ChangeKind
    what: str
    old: str | None = None
    new: str | None = None
    where_old: str | None = None
    where_new: str | None = None
    fields: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanRef:
    """The plan that a comparison speaks of."""

    id: str | None
    code: str | None
    issued_date: str | None
    organ_name: str | None
    subject: str | None
    path: str | None = None


@dataclass(slots=True)
class PlanDiff:
    """The differences between two plans, and how many items of each kind stayed the same."""

    old: PlanRef
    new: PlanRef
    changes: list[Change] = field(default_factory=list)
    unchanged: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class YearDiff:
    """The differences between two years of a corpus: plans paired into series, plans that are new, plans that ended."""

    old_year: int
    new_year: int
    pairs: list[PlanDiff] = field(default_factory=list)
    added: list[PlanRef] = field(default_factory=list)
    ended: list[PlanRef] = field(default_factory=list)
