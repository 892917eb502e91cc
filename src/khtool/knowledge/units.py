"""Administrative units: the map until 30/6/2025 (63 provinces, 696 districts, about 10,000 communes), the map since
1/7/2025 (34 provinces, 3,321 communes), and which unit went into which.

From `data/units.txt.xz`, which `scripts/build_knowledge.py` derives from the package vietnamadminunits (MIT, see
`data/units.LICENSE.txt`); units that had gone before 2025 come from `data/units_former.csv`. A province that keeps its
name is one unit on both maps.
"""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from khtool.knowledge.normal import name_key, plain_lines, unmarked
from khtool.knowledge.tables import DATA, items, rows

KINDS = {
    "T": "tỉnh",
    "P": "thành phố",
    "Q": "quận",
    "H": "huyện",
    "S": "thị xã",
    "C": "thành phố thuộc tỉnh",
    "x": "xã",
    "p": "phường",
    "n": "thị trấn",
    "d": "đặc khu",
}
_LEVELS = {**dict.fromkeys("TP", "tinh"), **dict.fromkeys("QHSC", "huyen"), **dict.fromkeys("xpnd", "xa")}
#: The words in front of a name, and the kinds that they can mean.
_WORDS = {
    "tỉnh": ("tỉnh",),
    "thành phố": ("thành phố", "thành phố thuộc tỉnh"),
    "thủ đô": ("thành phố",),
    "quận": ("quận",),
    "huyện": ("huyện",),
    "huyện đảo": ("huyện",),
    "thị xã": ("thị xã",),
    "xã": ("xã",),
    "phường": ("phường",),
    "thị trấn": ("thị trấn",),
    "đặc khu": ("đặc khu",),
}
_WORD = re.compile(rf"({'|'.join(sorted(_WORDS, key=len, reverse=True))}) (?=\w)")
LAST_OLD_DAY = "2025-06-30"
FIRST_NEW_DAY = "2025-07-01"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit. `name` is without its kind ("Bỉm Sơn"; "1" for Quận 1); `level`: tinh, huyen, xa; dates are ISO days.

    `valid_from` is None where it is older than what the data tell; `valid_to` None for a unit that stands.
    """

    id: int
    name: str
    kind: str
    level: str
    valid_from: str | None
    valid_to: str | None
    parent_id: int | None

    @property
    def full_name(self) -> str:
        """Kind and name: "thị xã Bỉm Sơn", "quận 1"."""
        return f"{'thành phố' if self.kind == 'thành phố thuộc tỉnh' else self.kind} {self.name}"

    def exists_on(self, date: str) -> bool:
        """Whether the unit stood on an ISO day (of a month or year: at some time in it)."""
        return (self.valid_from or "") <= date + "\uffff" and (self.valid_to is None or self.valid_to >= date)


class _Map:
    """The tree of units as parallel lists, read once; a Unit is made when somebody asks for it."""

    def __init__(self) -> None:
        text = lzma.decompress((DATA / "units.txt.xz").read_bytes()).decode("utf-8")
        self.names: list[str] = []
        self.letters: list[str] = []  # keys of KINDS
        self.dates: list[tuple[str | None, str | None]] = []
        self.parents: list[int | None] = []
        self.children: dict[int, list[int]] = {}
        self.successors: dict[int, tuple[int, ...]] = {}
        self.by_key: dict[str, list[int]] = {}
        self._read(text)
        self._add_former()
        self._units: dict[int, Unit] = {}

    def __len__(self) -> int:
        return len(self.names)

    def __getitem__(self, at: int) -> Unit:
        unit = self._units.get(at)
        if unit is None:
            letter, (start, end) = self.letters[at], self.dates[at]
            unit = Unit(at, self.names[at], KINDS[letter], _LEVELS[letter], start, end, self.parents[at])
            self._units[at] = unit
        return unit

    def _read(self, text: str) -> None:
        standing, old_time, new_time = (None, None), (None, LAST_OLD_DAY), (FIRST_NEW_DAY, None)
        new = province = district = -1
        in_old = False  # below an "R" line
        communes: list[int] = []
        for line in text.splitlines():
            letter = line[0]
            if letter in "TP":
                new = province = self._add(line[1:], letter, _HUẾ if line == "PHuế" else standing, None)
                in_old, communes = False, []
            elif letter == "R":
                in_old, province = True, new
                if line != "R":
                    province = self._add(line[2:], line[1], old_time, None)
                    self.successors[province] = (new,)
            elif not in_old:
                communes.append(self._add(line[1:], letter, new_time, new))
            else:
                name, _, into = line[1:].partition("\t")
                if letter in "QHSC":
                    at = district = self._add(name, letter, old_time, province)
                else:
                    at = self._add(name, letter, old_time, district)
                if into:
                    self.successors[at] = tuple([communes[int(number)] for number in into.split(",")])
        for at, key in enumerate(_keys_at_once("\n".join(self.names)).split("\n")):
            self.by_key.setdefault(key, []).append(at)

    def _add(self, name: str, letter: str, dates: tuple[str | None, str | None], parent: int | None) -> int:
        at = len(self.names)
        self.names.append(name)
        self.letters.append(letter)
        self.dates.append(dates)
        self.parents.append(parent)
        if parent is not None:
            self.children.setdefault(parent, []).append(at)
        return at

    def _add_former(self) -> None:
        letters = {kind: letter for letter, kind in KINDS.items()}
        added: list[tuple[int, tuple[str, ...]]] = []
        for row in rows("units_former"):
            of_name = self.by_key[_key(row["parent"])] if row["parent"] else ()
            parent = next((at for at in of_name if self.letters[at] in "TP"), None)
            at = self._add(row["name"], letters[row["kind"]], (row["valid_from"] or None, row["valid_to"]), parent)
            self.by_key.setdefault(_key(row["name"]), []).append(at)
            added.append((at, items(row["successors"])))
        for at, names in added:
            self.successors[at] = tuple(found for name in names if (found := self._successor(at, name)) is not None)
            for successor in self.successors[at]:  # a district that became a town under its old name began then
                ended, stands_to = self.dates[at][1], self.dates[successor][1]
                if ended and self.names[successor] == self.names[at] and _LEVELS[self.letters[successor]] == "huyen":
                    self.dates[successor] = ((date.fromisoformat(ended) + timedelta(days=1)).isoformat(), stands_to)

    def _successor(self, former: int, name: str) -> int | None:
        """The unit of this name and kind in the province of a unit that has gone (or in the one that took it in)."""
        kinds, key = _split(name)
        home = self.parents[former]
        homes = {home, *(self.successors.get(home, ()) if home is not None else ())}
        for at in self.by_key.get(key, ()):
            fits = KINDS[self.letters[at]] in kinds and at != former
            if fits and (self.letters[at] in "TP" or self.parents[at] in homes):
                return at
        return None


#: Huế became a centrally run city on 1/1/2025; until then the province was Thừa Thiên Huế (`units_former.csv`).
_HUẾ = ("2025-01-01", None)


def _keys_at_once(names: str) -> str:
    """`_key` of many lines in one go; the names of the data need no more than this (a test compares)."""
    return _LEADING_ZERO.sub("", plain_lines(names))


_LEADING_ZERO = re.compile(r"\b0+(?=\d)")


@lru_cache(maxsize=32768)
def _key(name: str) -> str:
    return _LEADING_ZERO.sub("", name_key(name))


def _split(name: str) -> tuple[tuple[str, ...], str]:
    """The kinds that the word in front allows, and the key of the name behind it."""
    key = _key(name)
    if found := _WORD.match(key):
        return _WORDS[found[1]], key[found.end() :]
    return tuple(KINDS.values()), key


@lru_cache(maxsize=1)
def _map() -> _Map:
    return _Map()


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    return {_key(row["written"]): _key(row["stands_for"]) for row in rows("unit_aliases")}


def find(
    name: str,
    *,
    kind: str | None = None,
    level: str | None = None,
    parent: Unit | str | None = None,
    date: str | None = None,
) -> list[Unit]:
    """The units of exactly this name ("quận Hoàng Mai", "Hoàng Mai", "TX. Bỉm Sơn"), both maps unless `date` chooses.

    `parent`: a unit, or the name of one, that the unit must lie in, at any height. Case, dashes and the place of tone
    marks do not count; a wrong or missing mark does (see `near`).
    """
    kinds, key = _split(name)
    by_key = _map().by_key
    numbers = by_key.get(key) or by_key.get(_aliases().get(key, "")) or []
    found = [_map()[at] for at in numbers]
    above = None if parent is None else {parent.id} if isinstance(parent, Unit) else {unit.id for unit in find(parent)}
    return [
        unit
        for unit in found
        if unit.kind in kinds
        and kind in (None, unit.kind)
        and level in (None, unit.level)
        and (above is None or not above.isdisjoint(higher.id for higher in _above(unit)))
        and (date is None or unit.exists_on(date))
    ]


def _above(unit: Unit) -> Iterator[Unit]:
    while unit.parent_id is not None:
        unit = _map()[unit.parent_id]
        yield unit


def parent(unit: Unit) -> Unit | None:
    """The unit directly above; None for a province."""
    return None if unit.parent_id is None else _map()[unit.parent_id]


def province(unit: Unit) -> Unit:
    """The province or centrally run city that the unit lies in (itself, for one)."""
    return next((above for above in _above(unit) if above.level == "tinh"), unit)


def children(unit: Unit, level: str | None = None, date: str | None = None) -> list[Unit]:
    """The units directly below; a standing province has old districts and new communes, see `date`."""
    below = (_map()[at] for at in _map().children.get(unit.id, ()))
    return [child for child in below if level in (None, child.level) and (date is None or child.exists_on(date))]


def successors(unit: Unit) -> list[Unit]:
    """The units that took this one in, the main first; for a district the communes on its ground; [] if it stands."""
    tree = _map()
    if direct := tree.successors.get(unit.id):
        return [tree[at] for at in direct]
    if unit.level == "huyen" and unit.valid_to is not None:
        into = (at for child in tree.children.get(unit.id, ()) for at in tree.successors.get(child, ())[:1])
        return [tree[at] for at in dict.fromkeys(into)]
    return []


def successor(unit: Unit) -> Unit | None:
    """The one unit that took this one in; None if it stands or was divided among several."""
    found = successors(unit)
    return found[0] if len(found) == 1 else None


@lru_cache(maxsize=1)
def _by_unmarked() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for key in _map().by_key:
        table.setdefault(unmarked(key), []).append(key)
    return table


def near(name: str, level: str | None = None) -> list[Unit]:
    """The units whose name differs from this one in the marks of one syllable only ("Bím Sơn" → Bỉm Sơn)."""
    kinds, key = _split(name)
    wanted = key.split(" ")
    found = []
    for other in _by_unmarked().get(unmarked(key), ()):
        if sum(a != b for a, b in zip(wanted, other.split(" "), strict=True)) == 1:
            found += [_map()[at] for at in _map().by_key[other]]
    return [unit for unit in found if unit.kind in kinds and level in (None, unit.level)]


def all_units() -> Iterator[Unit]:
    """Every unit."""
    return (_map()[at] for at in range(len(_map())))
