"""Assignments by task: lines "Cơ quan chủ trì: …", "Đơn vị phối hợp: …", "Thời gian thực hiện: …" under a task."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from khtool.extraction import agencies
from khtool.extraction.assignments.fields import (
    FIELD,
    Line,
    both,
    has_agents,
    heading_of,
    leads,
    lines_of,
    unnumbered_headings,
    value,
)
from khtool.extraction.assignments.page import Page
from khtool.extraction.frame import Section
from khtool.extraction.outline import is_bullet
from khtool.plan import Assignment, Role

_SAID_MAX = 160  # characters of a time or product in a line of its own
_NAME_MAX = 24  # words of an agency, or two
_REMARK = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)\s*[.;]?\s*$")


@dataclass(slots=True)
class _Group:
    """Field lines that follow one another under one task."""

    section: Section | None
    first: int  # index of the first paragraph
    lines: list[Line] = field(default_factory=list)
    tasks: list[tuple[int, int]] = field(default_factory=list)
    apart: list[tuple[int, int]] = field(default_factory=list)  # the tasks when the item has several groups


def read(page: Page) -> list[Assignment]:
    """The entries of each group of field lines."""
    for s in page.frame.sections:
        if m := heading_of(page, s):
            page.headings[page.text.paragraph_index(s.title_start)] = m
    for i, m in unnumbered_headings(page):
        page.headings.setdefault(i, m)
    if not any(has_agents(lines_of(page, i)) for i in page.body):
        return []
    found: list[Assignment] = []
    groups = list(_groups(page))
    several = Counter(id(g.section) for g in groups)
    for group in groups:
        if several[id(group.section)] > 1 and group.apart:
            group.tasks = group.apart
        found += _of_group(page, group)
    return found


def _groups(page: Page) -> Iterator[_Group]:
    group: _Group | None = None
    pending: list[tuple[int, int]] = []  # paragraphs of the item that may be the task
    item: Section | None = None
    used = False  # whether the item has had a group
    for i in page.body:
        p = page.paragraphs[i]
        lines = lines_of(page, i)
        here = page.section(p.start)
        field_section = (
            here is not None and here.start == page.label_start(p) and bool(lines) and lines[0].start == page.content(i)
        )
        owner = here.parent if field_section and here else here
        while owner is not None and _is_field_section(page, owner):
            owner = owner.parent
        if lines and lines[0].kind == "task" and not has_agents(lines):
            if group:
                yield group
                group, used = None, used
            if owner is not item:
                item, pending, used = owner, [], False
            a, b = page.trim(lines[0].value_start, p.end)
            if a < b:
                pending.append((a, b))
            continue
        if lines and any(x.kind in ("lead", "coordinate", "both", "implement", "time", "product") for x in lines):
            if group is None or group.section is not owner:
                if group:
                    yield group
                if owner is not item:
                    pending, used = [], False
                group = _Group(owner, i)
                if not any(has_agents(lines_of(page, j)) for j in range(i, min(i + 4, len(page.paragraphs)))):
                    group = None  # "Thời gian thực hiện: …" alone is no field of a task
                    continue
                end = lines[0].start
                while end > page.content(i) and page.norm[end - 1] in " (;-":
                    end -= 1
                if end > page.content(i):  # the fields stand at the end of the task itself
                    group.tasks = [(page.content(i), end)]
                elif used or owner is None:
                    group.tasks = pending
                else:
                    group.tasks, group.apart = _item(page, owner, pending), pending
                item, pending, used = owner, [], True
            group.lines += lines
            continue
        if group and (_goes_on(page, group, i) or _REMARK.match(page.norm, page.content(i), p.end)):
            continue
        if lines and owner is item and all(x.kind == "other" for x in lines):
            continue  # "Địa điểm: …" between the fields, no task and no end of them
        if group:
            yield group
            group = None
        if here is not item and owner is not item:
            item, pending, used = owner, [], False
        if here is not None and here.start == page.label_start(p):
            item, pending, used = here, [], False
            continue
        pending.append(page.trim(page.content(i) if is_bullet(page.norm[p.start : p.end]) else p.start, p.end))
    if group:
        yield group


def _is_field_section(page: Page, s: Section) -> bool:
    """Whether a section is a numbered field line, "a) Cơ quan chủ trì: …"."""
    if id(s) not in page.fielded:
        p = page.text.paragraph_at(s.start)
        page.fielded[id(s)] = p is not None and (
            FIELD.match(page.norm, s.title_start, p.end) is not None
            or page.text.paragraph_index(s.start) in page.headings
        )
    return page.fielded[id(s)]


def _item(page: Page, owner: Section, pending: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The whole of the task item: from its title to the last paragraph before the fields."""
    p = page.text.paragraph_at(owner.title_start)
    end = p.end if p else owner.title_end
    if pending:
        end = max(end, pending[-1][1])
    return [(owner.title_start, end)]


def _goes_on(page: Page, group: _Group, i: int) -> bool:
    """Whether a paragraph continues the value of the last field: a broken line, or a list under an empty value."""
    p = page.paragraphs[i]
    last = group.lines[-1]
    line = page.norm[p.start : p.end].strip()
    said = page.norm[last.value_start : last.value_end].strip(" :")
    if last.kind in ("time", "product"):
        if said or page.label_start(p) in page.by_start or p.end - p.start > _SAID_MAX:
            return False
        if not last.listed and page.headings.get(page.text.paragraph_index(last.start)):
            last.value_start, last.value_end, last.listed = page.content(i), p.end, True
            return True
    if last.kind in ("lead", "coordinate", "both", "implement"):
        at = page.content(i)
        if line[:1].islower() and not said.endswith((".", ";")) and len(line) < 200:
            last.value_end = p.end
            return True
        if page.label_start(p) in page.by_start:
            return False
        if (not said or last.listed) and (
            agencies.is_name(page.norm, at, p.end)
            or (is_bullet(line) and _may_be_name(page, at, p.end))
            or (group.first in page.headings and leads(page, at, p.end))
        ):
            last.value_end, last.listed = p.end, True
            return True
    return False


def _may_be_name(page: Page, start: int, end: int) -> bool:
    """Whether an item of a list of agencies names one that no list has: "Tư lệnh các quân khu"."""
    words = page.norm[start:end].split()
    return (
        0 < len(words) <= _NAME_MAX
        and words[0][0].isupper()
        and page.norm.find(":", start, end) < 0
        and not agencies.opens_with_verb(page.norm, start, end)
        and agencies.name_end(page.norm, start, end) is None
    )


def _of_group(page: Page, group: _Group) -> list[Assignment]:
    time = product = None
    for x in group.lines:
        said = page.words(x.value_start, x.value_end).strip(" ;:.-").removeprefix("(")
        if said.endswith(")") and said.count(")") > said.count("("):  # the fields stand in brackets
            said = said[:-1]
        said = said.rstrip(" ;:.-")
        if x.kind == "time" and said:
            time = time or said
        elif x.kind == "product" and said:
            product = product or said
    where = group.section.path if group.section else None
    found: list[Assignment] = []
    for x in group.lines:
        if x.kind in ("lead", "coordinate", "implement"):
            parts: list[tuple[Role, int, int]] = [(x.kind, x.value_start, x.value_end)]
        elif x.kind == "both":
            parts = list(both(page, x.value_start, x.value_end))
        else:
            continue
        for role, start, end in parts:
            for agency, its_role in value(page, role, start, end):
                found.append(
                    page.assignment(
                        agency.name, its_role, where, group.tasks, (agency.start, agency.end), time, product
                    )
                )
    if found:
        first = page.text.paragraph_index(group.lines[0].start)
        last = page.text.paragraph_index(group.lines[-1].value_end)
        page.taken.update(range(first, last + 1))
    return found
