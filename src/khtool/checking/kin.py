"""The plans of a corpus that belong to the one being checked: its superiors' on the same matter, its own of last year.

Empty without a corpus. What is on "the same matter" is what `khtool diff` of two years takes for one series.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khtool.checking.model import Context, Library
from khtool.comparing.years import matter, series
from khtool.plan import Plan, Target
from khtool.resolution.issuers import Context as Line
from khtool.resolution.issuers import organ_slug
from khtool.resolution.model import Record
from khtool.resolution.subjects import topics

_ALIKE = 0.75  # of two subjects, by Dice's measure, place and year aside
_YEAR = re.compile(r"(?<![\d/])20\d\d(?![\d/])")


def year_of(plan: Plan) -> int | None:
    """The one year that a plan is for, else that in which it was issued."""
    years = plan.header.years
    if len(years) == 1:
        return years[0]
    date = plan.header.issued_date or ""
    return int(date[:4]) if not years and date[:4].isdecimal() else None


def horizon(plan: Plan, target: Target) -> int | None:
    """The year by which a target is due: its own, else that of a plan for one year when nothing speaks of another."""
    if target.year is not None:
        return target.year
    year = plan.header.years[0] if len(plan.header.years) == 1 else None
    where = f"{target.where or ''}."
    titles = " ".join(item.title for item in plan.outline if where.startswith(f"{item.path}."))
    return year if {int(y) for y in _YEAR.findall(f"{titles} {target.text}")} <= {year} else None


def same_year(plan: Plan, record: Record) -> bool:
    """Does the subject of a document name the year of the plan, and no other?"""
    year = year_of(plan)
    return year is not None and {int(y) for y in _YEAR.findall(record.subject or "")} == {year}


def same_matter(one: str | None, other: str | None) -> bool:
    """Are two subjects, place and year aside, on one matter?"""
    from khtool.comparing.words import alike

    return bool(topics(one) & topics(other)) and alike(matter(one), matter(other)) >= _ALIKE


def superiors(context: Context) -> Iterator[Record]:
    """The plans for the same year and on the same matter of the committees above the plan's own, issued before it."""
    library, plan = context.library, context.plan
    year, first = year_of(plan), context.facts.issued[1]
    if library is None or year is None:
        return
    own = library.record_of(plan)
    for place in Line.of(plan).line[1:]:
        for record in library.of_organ(organ_slug(f"UBND {place.name}"), year):
            later = first is not None and (record.issued_date or "9") > first.isoformat()
            if (
                not later
                and record.id != own.id
                and record.type_name == "Kế hoạch"
                and same_year(plan, record)
                and same_matter(plan.header.subject, record.subject)
            ):
                yield record


def last_years(context: Context) -> tuple[Record, Plan] | None:
    """The issuer's own plan of the year before on the same matter, when there is exactly one edition of it."""
    library, plan = context.library, context.plan
    year, organ = context.facts.year, plan.header.organ_name
    if library is None or year is None or not organ:
        return None
    own = library.record_of(plan)
    old = [r for r in library.of_organ(organ_slug(organ), year - 1) if r.type_name == plan.header.type_name]
    pairs = series(old, [own])
    if len(pairs) != 1:
        return None
    record = pairs[0][0]
    if record.id == own.id or not same_matter(plan.header.subject, record.subject):
        return None
    before = held(library, record.id)
    return (record, before) if before is not None and before.header.years == (year - 1,) else None


def held(library: Library, id: str) -> Plan | None:
    """The plan of a document, None when the corpus has no file of it."""
    record = library.get(id)
    return library.plan(id) if record is not None and record.standing == "corpus" and record.paths else None
