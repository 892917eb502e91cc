"""Which of the units one level below a document's issuer have a plan that carries it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from khtool.errors import KhtoolError, NotFoundError
from khtool.i18n import _
from khtool.knowledge import units
from khtool.knowledge.normal import slug
from khtool.resolution.chain import RANKS
from khtool.resolution.issuers import Context, units_of
from khtool.resolution.model import Record

if TYPE_CHECKING:
    from khtool.corpus.index import Corpus
    from khtool.corpus.steps import Carrier

_EACH = 20  # documents of a unit that are named
_BELOW = {"tinh": ("huyen", "xa"), "huyen": ("xa",)}


@dataclass(slots=True)
class Coverage:
    """What `chain --gap` answers: `covered` holds the units that have a plan, with their documents, `missing` those
    of which the corpus knows none; both in the order of names. `level`: tinh, huyen or xa; `date`: the day of the map.
    Of a unit the first documents are named; `more` says of how many units (by their ids) how many are not.
    `absorbed`: of the missing units those that have gone into another one which has made a plan since, with that one.
    """

    root: Record
    level: str
    date: str
    covered: list[tuple[units.Unit, list[Record]]] = field(default_factory=list)
    missing: list[units.Unit] = field(default_factory=list)
    more: dict[int, int] = field(default_factory=dict)
    absorbed: list[tuple[units.Unit, units.Unit]] = field(default_factory=list)


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
    found: dict[int, list[tuple[int, str]]] = {}
    latest: dict[int, str] = {}
    for carrier in _carriers(corpus, root, level):
        for unit in _unit_of(corpus, carrier.id, carrier.organ_name, carrier.issued_date):
            latest[unit.id] = max(carrier.issued_date or "", latest.get(unit.id, ""))
            at = unit.id if unit.id in own else renamed.get(unit.id)
            if at is not None:
                found.setdefault(at, []).append((carrier.turn, carrier.id))
    first = {at: [id for _turn, id in sorted(carriers)[:_EACH]] for at, carriers in found.items()}
    records = corpus.records(id for ids in first.values() for id in ids)
    ordered = sorted(wanted, key=lambda unit: (slug(unit.name), unit.kind))
    missing = [unit for unit in ordered if unit.id not in found]
    heirs = [(unit, heir) for unit in missing if (heir := units.successor(unit)) is not None]
    return Coverage(
        root,
        level,
        date,
        [(unit, [records[id] for id in first[unit.id] if id in records]) for unit in ordered if unit.id in found],
        missing,
        {at: len(carriers) - _EACH for at, carriers in found.items() if len(carriers) > _EACH},
        [(unit, heir) for unit, heir in heirs if latest.get(heir.id, "") > (unit.valid_to or "9999")],
    )


def _units_below(corpus: Corpus, root: Record, date: str) -> tuple[str, list[units.Unit]]:
    if root.level in ("quoc_hoi", "chinh_phu", "thu_tuong", "bo") or (
        root.level == "dang" and not units_of(root.organ_name or "", date)
    ):
        return "tinh", [unit for unit in units.all_units() if unit.level == "tinh" and unit.exists_on(date)]
    found = _unit_of(corpus, root.id, root.organ_name, root.issued_date)
    if len(found) != 1:
        raise KhtoolError(
            _("{organ}: which administrative unit this is is not known").format(organ=root.organ_name or root.id)
        )
    for level in _BELOW.get(found[0].level, ()):
        if below := units.children(found[0], level, date):
            return level, below
    raise KhtoolError(_("{organ}: there is no administrative unit below it").format(organ=root.organ_name))


def _unit_of(corpus: Corpus, id: str, organ_name: str | None, date: str | None) -> Sequence[units.Unit]:
    """The unit of a document's issuer; of several of one name the one that its own text tells."""
    found = _units_named(organ_name or "", date)
    if len(found) > 1:
        try:
            plan = corpus.plan(id)
        except NotFoundError:  # it is only cited
            return found
        above = {place.name for place in Context.of(plan).line[1:]}
        told = [unit for unit in found if (higher := units.parent(unit)) and higher.full_name in above]
        return told or found
    return found


@lru_cache(maxsize=4096)
def _units_named(organ_name: str, date: str | None) -> tuple[units.Unit, ...]:
    return tuple(units_of(organ_name, date))


def _renamed(wanted: list[units.Unit]) -> dict[int, int]:
    """A later unit that has all of one former unit and nothing of another of the list: what only changed its kind."""
    heirs: dict[int, list[int]] = {}
    for unit in wanted:
        if (heir := units.successor(unit)) is not None:
            heirs.setdefault(heir.id, []).append(unit.id)
    there = {unit.id for unit in wanted}
    return {heir: former[0] for heir, former in heirs.items() if len(former) == 1 and heir not in there}


def _carriers(corpus: Corpus, root: Record, level: str) -> Iterator[Carrier]:
    """The documents of bodies of this level below `root`, step by step; what stands below them is not asked."""
    lower = frozenset(name for name, rank in RANKS.items() if rank >= RANKS[level]) - {level}
    seen = {root.id}
    layer = [root.id]
    while layer:
        found = {carrier.id: carrier for carrier in corpus.carriers(layer, lower) if carrier.id not in seen}
        seen.update(found)
        layer = []
        for carrier in found.values():
            party = carrier.level == "dang" and bool(_units_named(carrier.organ_name or "", None))
            if carrier.level == level or party:
                yield carrier
            elif carrier.level not in lower:
                layer.append(carrier.id)
