"""Who is told to do what in two plans: agencies come, gone and renamed; tasks added, dropped, changed, moved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from khtool.comparing.model import Change
from khtool.comparing.words import alike, features, pair_up, plain, same_but_years, skeleton
from khtool.knowledge import organs
from khtool.knowledge.normal import name_key
from khtool.plan import Assignment

#: How alike two wordings of one task must be, within an agency and between two agencies.
_SAME_TASK = 0.55
_MOVED_TASK = 0.8
#: How alike all the tasks of two agencies must be for one to be the other under a new name, and how many at least.
_SAME_WORK = 0.75
_FEWEST_TASKS = 2


@dataclass(slots=True)
class _Task:
    text: str
    key: str
    role: str
    where: str | None
    words: frozenset[str]


@dataclass(slots=True)
class _Agency:
    name: str
    where: str | None
    tasks: list[_Task] = field(default_factory=list)

    @property
    def words(self) -> frozenset[str]:
        return frozenset().union(*(t.words for t in self.tasks))


_OWN_UNIT = re.compile(r" (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\Z")


def agency_key(name: str) -> str:
    """An agency's name for comparison: "Sở LĐTB&XH" and "Sở Lao động, Thương binh và Xã hội" are one, and an office is
    the same with and without the word for the plan's own unit ("Phòng Nội vụ", "Phòng Nội vụ huyện")."""
    key = name_key(name)
    if key.startswith(("phòng ", "sở ", "trung tâm ", "ban ", "văn phòng ", "công an", "đài ")):
        key = _OWN_UNIT.sub("", key)
    return key


def compare(
    old: Sequence[Assignment], new: Sequence[Assignment], years: tuple[int | None, int | None]
) -> tuple[list[Change], int]:
    """Changes of agencies (what "agency") and of their tasks (what "assignment"), and how many tasks stayed the same.

    Agencies are matched by name, then through their successors, then by nearly the same tasks; the last two are
    "renamed". A task that went from one agency to another is "changed" with the field `agency`.
    """
    before, after = _agencies(old), _agencies(new)
    pairs = [(k, k) for k in before if k in after]
    renamed = _renamed(
        {k: v for k, v in before.items() if k not in after}, {k: v for k, v in after.items() if k not in before}
    )
    pairs += renamed
    changes = [
        Change("renamed", "agency", before[a].name, after[b].name, before[a].where, after[b].where) for a, b in renamed
    ]
    gone = [k for k in before if k not in {a for a, _ in pairs}]
    come = [k for k in after if k not in {b for _, b in pairs}]
    same = 0
    lost: list[tuple[_Agency, _Task]] = [(before[k], t) for k in gone for t in before[k].tasks]
    found: list[tuple[_Agency, _Task]] = [(after[k], t) for k in come for t in after[k].tasks]
    task_changes: list[Change] = []
    for a_key, b_key in pairs:
        a, b = before[a_key], after[b_key]
        matched = _match(a.tasks, b.tasks)
        for i, j in matched.items():
            fields = _fields(a.tasks[i], b.tasks[j], years)
            if fields:
                task_changes.append(_change("changed", (a, a.tasks[i]), (b, b.tasks[j]), fields))
            else:
                same += 1
        lost += [(a, t) for i, t in enumerate(a.tasks) if i not in matched]
        taken = set(matched.values())
        found += [(b, t) for j, t in enumerate(b.tasks) if j not in taken]
    moved = dict(pair_up([t.words for _, t in lost], [t.words for _, t in found], _MOVED_TASK))
    for i, j in moved.items():
        fields = {"agency": (lost[i][0].name, found[j][0].name)} | _fields(lost[i][1], found[j][1], years)
        task_changes.append(_change("changed", lost[i], found[j], fields))
    taken = set(moved.values())
    changes += [Change("dropped", "agency", before[k].name, None, before[k].where, None) for k in gone]
    changes += [Change("added", "agency", None, after[k].name, None, after[k].where) for k in come]
    changes += task_changes
    changes += [_change("dropped", pair, None) for i, pair in enumerate(lost) if i not in moved]
    changes += [_change("added", None, pair) for j, pair in enumerate(found) if j not in taken]
    return changes, same


def _agencies(assignments: Sequence[Assignment]) -> dict[str, _Agency]:
    found: dict[str, _Agency] = {}
    for a in assignments:
        agency = found.setdefault(agency_key(a.agency), _Agency(a.agency, a.where))
        for t in a.tasks:
            agency.tasks.append(_Task(t.text, skeleton(plain(t.text)), a.role, t.where or a.where, features(t.text)))
    return found


def _renamed(gone: dict[str, _Agency], come: dict[str, _Agency]) -> list[tuple[str, str]]:
    pairs = []
    for a in list(gone):
        heirs = _heirs(gone[a].name)
        here = [b for b in heirs if b in come]
        # Where the work went to several bodies, the one that is new here is the heir only if it does the same work.
        if len(here) == 1 and (len(heirs) == 1 or alike(gone[a].words, come[here[0]].words) >= _SAME_TASK):
            pairs.append((a, here[0]))
            del gone[a], come[here[0]]
    a_keys = [k for k, v in gone.items() if len(v.tasks) >= _FEWEST_TASKS]
    b_keys = [k for k, v in come.items() if len(v.tasks) >= _FEWEST_TASKS]
    a_words, b_words = [gone[k].words for k in a_keys], [come[k].words for k in b_keys]
    for i, j in pair_up(a_words, b_words, _SAME_WORK):
        rivals = [y for y in range(len(b_keys)) if y != j and alike(a_words[i], b_words[y]) >= _SAME_WORK]
        if not rivals:
            pairs.append((a_keys[i], b_keys[j]))
    return pairs


def _heirs(name: str) -> list[str]:
    """The keys of the agencies that took over, as far as is known."""
    return sorted({agency_key(heir.name) for organ in organs.by_name(name) for heir in organs.successors(organ)})


def _match(old: list[_Task], new: list[_Task]) -> dict[int, int]:
    exact: dict[str, list[int]] = {}
    for j, t in enumerate(new):
        exact.setdefault(t.key, []).append(j)
    matched = {i: exact[t.key].pop(0) for i, t in enumerate(old) if exact.get(t.key)}
    taken = set(matched.values())
    rest_old = [i for i in range(len(old)) if i not in matched]
    rest_new = [j for j in range(len(new)) if j not in taken]
    for x, y in pair_up([old[i].words for i in rest_old], [new[j].words for j in rest_new], _SAME_TASK):
        matched[rest_old[x]] = rest_new[y]
    return dict(sorted(matched.items()))


def _fields(a: _Task, b: _Task, years: tuple[int | None, int | None]) -> dict[str, tuple[str | None, str | None]]:
    fields: dict[str, tuple[str | None, str | None]] = {}
    if not same_but_years(a.text, b.text, years):
        fields["text"] = (a.text, b.text)
    if a.role != b.role:
        fields["role"] = (a.role, b.role)
    return fields


def _change(
    kind: str,
    old: tuple[_Agency, _Task] | None,
    new: tuple[_Agency, _Task] | None,
    fields: dict[str, tuple[str | None, str | None]] | None = None,
) -> Change:
    shown = dict(fields or {})
    shown.setdefault("agency", (old[0].name if old else None, new[0].name if new else None))
    return Change(
        kind,  # type: ignore[arg-type]
        "assignment",
        old[1].text if old else None,
        new[1].text if new else None,
        old[1].where if old else None,
        new[1].where if new else None,
        shown,
    )
