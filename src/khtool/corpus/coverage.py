"""Which of the units one level below a document's issuer have a plan that carries it out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khtool.errors import KhtoolError
from khtool.i18n import _
from khtool.knowledge import units
from khtool.knowledge.normal import slug
from khtool.resolution.chain import RANKS
from khtool.resolution.issuers import Context, units_of
from khtool.resolution.model import AUTHORITY, Record

if TYPE_CHECKING:
    from khtool.corpus.index import Corpus

_BELOW = {"tinh": ("huyen", "xa"), "huyen": ("xa",)}


@dataclass(slots=True)
class Coverage:
    """What `chain --gap` answers: `covered` holds the units that have a plan, with their documents, `missing` those
    of which the corpus knows none; both in the order of names. `level`: tinh, huyen or xa; `date`: the day of the map.
    """

    root: Record
    level: str
    date: str
    covered: list[tuple[units.Unit, list[Record]]] = field(default_factory=list)
    missing: list[units.Unit] = field(default_factory=list)


def coverage(corpus: Corpus, root: Record) -> Coverage:
    """Go through the units one level below the issuer of `root`, on the day it was issued.

    Below a central body these are the provinces, below a province its districts (from 1/7/2025 its communes), below a
    district its communes. A unit has a plan when a document of its committee, council or Party committee carries out
    or stands on `root`, directly or through documents in between; also one that the corpus only sees cited counts.
    Raises KhtoolError when the document has no date, or its issuer's unit is not known or has none below it.
    """
    date = root.issued_date
    if not date:
        raise KhtoolError(_("{id}: without its date nobody can say which units there were").format(id=root.id))
    level, wanted = _units_below(corpus, root, date)
    own = {unit.id: unit for unit in wanted}
    renamed = _renamed(wanted)
    found: dict[int, dict[str, Record]] = {}
    for record in _carriers(corpus, root, level):
        for unit in _unit_of(corpus, record):
            at = unit.id if unit.id in own else renamed.get(unit.id)
            if at is not None:
                found.setdefault(at, {})[record.id] = record
    ordered = sorted(wanted, key=lambda unit: (slug(unit.name), unit.kind))
    return Coverage(
        root,
        level,
        date,
        [(unit, _in_order(found[unit.id])) for unit in ordered if unit.id in found],
        [unit for unit in ordered if unit.id not in found],
    )


def _units_below(corpus: Corpus, root: Record, date: str) -> tuple[str, list[units.Unit]]:
    if root.level in ("quoc_hoi", "chinh_phu", "thu_tuong", "bo") or (
        root.level == "dang" and not units_of(root.organ_name or "", date)
    ):
        return "tinh", [unit for unit in units.all_units() if unit.level == "tinh" and unit.exists_on(date)]
    found = _unit_of(corpus, root)
    if len(found) != 1:
        raise KhtoolError(
            _("{organ}: which administrative unit this is is not known").format(organ=root.organ_name or root.id)
        )
    for level in _BELOW.get(found[0].level, ()):
        if below := units.children(found[0], level, date):
            return level, below
    raise KhtoolError(_("{organ}: there is no administrative unit below it").format(organ=root.organ_name))


def _unit_of(corpus: Corpus, record: Record) -> list[units.Unit]:
    """The unit of a document's issuer; of several of one name the one that its own text tells."""
    date = record.issued_date
    found = units_of(record.organ_name or "", date)
    if len(found) > 1 and record.standing == "corpus":
        above = {place.name for place in Context.of(corpus.plan(record.id)).line[1:]}
        told = [unit for unit in found if (higher := units.parent(unit)) and higher.full_name in above]
        return told or found
    return found


def _renamed(wanted: list[units.Unit]) -> dict[int, int]:
    """A later unit that has all of one former unit and nothing of another of the list: what only changed its kind."""
    heirs: dict[int, list[int]] = {}
    for unit in wanted:
        if (heir := units.successor(unit)) is not None:
            heirs.setdefault(heir.id, []).append(unit.id)
    there = {unit.id for unit in wanted}
    return {heir: former[0] for heir, former in heirs.items() if len(former) == 1 and heir not in there}


def _carriers(corpus: Corpus, root: Record, level: str) -> Iterator[Record]:
    """The documents of bodies of this level below `root`; what stands below them is not asked."""
    seen = {root.id}
    todo = [root.id]
    while todo:
        for edge in corpus.down(todo.pop(), AUTHORITY):
            if edge.source in seen:
                continue
            seen.add(edge.source)
            record = corpus.get(edge.source)
            if record is None:
                continue
            if record.level == level or (record.level == "dang" and units_of(record.organ_name or "", None)):
                yield record
            elif RANKS.get(record.level or "", 0) < RANKS[level]:
                todo.append(record.id)


def _in_order(records: dict[str, Record]) -> list[Record]:
    return sorted(records.values(), key=lambda r: (r.issued_date or "", r.id))
