"""Documents and edges of the index by the layer: one query for all documents of a step, not one for each.

Inside the index documents go by numbers; this is where they become ids, records and edges again.
"""

from __future__ import annotations

import heapq
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from khtool.corpus import sayings, store
from khtool.resolution.model import AUTHORITY, Edge, EdgeKind, Record
from khtool.resolution.resolver import explain

_AT_ONCE = 2000  # edges that are rather sorted than fetched in order
_THESE = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Carrier:
    """A document that carries another one out, as far as it matters for who has one."""

    id: str
    level: str | None
    organ_name: str | None
    issued_date: str | None
    turn: int


class Steps:
    """What the index knows of the documents of one layer. Holds as long as the index does not change."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._numbers: dict[str, int | None] = {}
        self._ids: dict[int, str] = {}

    def number(self, id: str) -> int | None:
        """The number of an id, None when the index has none."""
        return self.numbers((id,)).get(id)

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """The numbers of those ids that have one."""
        ids = list(ids)
        missing = [id for id in ids if id not in self._numbers]
        if missing:
            self._numbers.update(dict.fromkeys(missing))
            for n, id in self._db.execute(f"SELECT n, id FROM node WHERE id IN {_THESE}", (_json(missing),)):
                self._numbers[id] = n
                self._ids[n] = id
        return {id: n for id in ids if (n := self._numbers[id]) is not None}

    def ids(self, numbers: Iterable[int]) -> dict[int, str]:
        """The ids of all numbers that were asked for so far, these among them."""
        missing = [n for n in numbers if n not in self._ids]
        if missing:
            for n, id in self._db.execute(f"SELECT n, id FROM node WHERE n IN {_THESE}", (_json(missing),)):
                self._ids[n] = id
                self._numbers[id] = n
        return self._ids

    def records(self, ids: Iterable[str]) -> dict[str, Record]:
        """The documents that the corpus holds, of these ids."""
        numbers = _json(self.numbers(ids).values())
        paths: dict[int, list[str]] = {}
        query = f"SELECT n, path FROM file WHERE n IN {_THESE} ORDER BY n, rank, path"
        for n, path in self._db.execute(query, (numbers,)):
            paths.setdefault(n, []).append(path)
        query = f"SELECT n, code, type_name, organ_name, level, issued_date, subject FROM doc WHERE n IN {_THESE}"
        return {
            (id := self._ids[n]): Record(
                id, code, type_name, organ_name, level, date, subject, "corpus", tuple(paths.get(n, ()))
            )
            for n, code, type_name, organ_name, level, date, subject in self._db.execute(query, (numbers,))
        }

    def unknown(self, id: str) -> Record | None:
        """What plans say of a document that nobody has: what they agree on, else what the first of them says."""
        n = self.number(id)
        row = (
            n
            and self._db.execute(
                "SELECT code, type_name, organ_name, level, issued_date, subject FROM unknown WHERE n = ?"
                " ORDER BY turn, by LIMIT 1",
                (n,),
            ).fetchone()
        )
        if not row:
            return None
        code, type_name, organ_name, level, issued_date, subject = row
        record = Record(id, code, type_name, organ_name, level, issued_date, subject, "unknown")
        said = sayings.read(self._db, sayings.key_for(record) or "")
        date, title = (said.agreed("date"), said.agreed("title")) if said else (None, None)
        return replace(
            record,
            issued_date=date.value if date else record.issued_date,
            subject=title.value if title else record.subject,
        )

    def edges_above(
        self, ids: Iterable[str], kinds: Collection[EdgeKind] | None, among: Collection[str] | None = None
    ) -> list[Edge]:
        """The edges that start at these documents, to any or to those `among` some."""
        targets = None if among is None else self.numbers(among).values()
        return self._edges("src", self.numbers(ids).values(), kinds, targets)

    def beyond(self, ids: Iterable[str], kinds: Collection[EdgeKind] | None, known: Collection[str]) -> bool:
        """Whether one of these stands on a document that is not among the `known`."""
        row = self._db.execute(
            f"SELECT 1 FROM json_each(?) AS one CROSS JOIN cite ON cite.src = one.value AND kind IN ({_listed(kinds)})"
            f" WHERE dst NOT IN {_THESE} LIMIT 1",
            (_json(self.numbers(ids).values()), _json(self.numbers(known).values())),
        ).fetchone()
        return row is not None

    def edges_below(self, ids: Iterable[str], kinds: Collection[EdgeKind] | None) -> list[Edge]:
        """The edges that end at these documents: of a law that all cite these are many."""
        return self._edges("dst", self.numbers(ids).values(), kinds)

    def _edges(
        self,
        end: str,
        numbers: Iterable[int],
        kinds: Collection[EdgeKind] | None,
        targets: Iterable[int] | None = None,
    ) -> list[Edge]:
        values = [_json(numbers)]
        only = ""
        if targets is not None:
            values.append(_json(targets))
            only = f" WHERE +dst IN {_THESE}"  # "+": one walk over the edges of each, not one search for each pair
        rows = self._db.execute(
            "SELECT src, dst, kind, by, text, start, stop, reason FROM json_each(?) AS one"
            f" CROSS JOIN cite ON cite.{end} = one.value AND kind IN ({_listed(kinds)}){only}",
            values,
        ).fetchall()
        ids = self.ids({n for src, dst, _kind, by, *_row in rows for n in (src, dst, by)})
        return [
            Edge(ids[src], ids[dst], store.KINDS[kind], text, ids[by], start, stop, explain(reason))
            for src, dst, kind, by, text, start, stop, reason in rows
        ]

    def first_below(
        self, ids: Iterable[str], kinds: Collection[EdgeKind] | None, limit: int | None, but: Collection[str] = ()
    ) -> list[tuple[int, str]]:
        """The documents that lead to any of these, the first by their turn, `limit` at most, `but` left out.

        Those of one law that a million plans cite come from the index in order, and no more are read than wanted.
        """
        numbers = list(self.numbers(ids).values())
        seen = set(self.numbers(but).values())
        found: dict[int, int] = {}
        for turn, src in self._in_turn(numbers, kinds, limit):
            if len(found) == limit:
                break
            if src not in seen:
                seen.add(src)
                found[src] = turn
        names = self.ids(found)
        return [(turn, names[src]) for src, turn in found.items()]

    def _in_turn(
        self, numbers: list[int], kinds: Collection[EdgeKind] | None, limit: int | None
    ) -> Iterator[tuple[int, int]]:
        """Turn and number of the documents that lead to these, in order."""
        query = f"SELECT n, kind, documents FROM degree WHERE n IN {_THESE} AND kind IN ({_listed(kinds)})"
        heads = self._db.execute(query, (_json(numbers),)).fetchall()
        if limit is None or sum(count for _n, _kind, count in heads) <= _AT_ONCE:
            rows = self._db.execute(
                "SELECT turn, src FROM json_each(?) AS one"
                f" CROSS JOIN cite ON cite.dst = one.value AND kind IN ({_listed(kinds)}) ORDER BY turn, src",
                (_json({n for n, _kind, _count in heads}),),
            )
            return iter(rows)
        query = "SELECT turn, src FROM cite WHERE dst = ? AND kind = ? ORDER BY turn, src"
        return heapq.merge(*(self._db.execute(query, (n, kind)) for n, kind, _count in heads))

    def carriers(self, ids: Iterable[str], without: Collection[str]) -> tuple[list[Carrier], list[str]]:
        """The documents that stand on these by authority, `without` those of some levels; and the ids of such sources
        as the corpus does not hold.
        """
        rows = self._db.execute(
            "SELECT DISTINCT cite.src, cite.turn, doc.n, doc.level, doc.organ_name, doc.issued_date"
            f" FROM json_each(?) AS one CROSS JOIN cite ON cite.dst = one.value AND kind IN ({_listed(AUTHORITY)})"
            f" LEFT JOIN doc ON doc.n = cite.src WHERE doc.level IS NULL OR doc.level NOT IN {_THESE}",
            (_json(self.numbers(ids).values()), _json(without)),
        ).fetchall()
        names = self.ids({src for src, *_row in rows})
        held = [
            Carrier(names[src], level, organ_name, issued_date, turn)
            for src, turn, n, level, organ_name, issued_date in rows
            if n is not None
        ]
        return held, [names[src] for src, _turn, n, *_facts in rows if n is None]

    def count_below(self, ids: Iterable[str], kinds: Collection[EdgeKind] | None) -> dict[str, int]:
        """How many documents lead to each of these; of a set of kinds that is neither all nor AUTHORITY, one that
        leads there in two ways counts twice.
        """
        numbers = self.numbers(ids)
        marks = str(store.ANY) if kinds is None else str(store.AUTHORITIES) if kinds == AUTHORITY else _listed(kinds)
        query = f"SELECT n, sum(documents) FROM degree WHERE n IN {_THESE} AND kind IN ({marks}) GROUP BY n"
        return {self._ids[n]: count for n, count in self._db.execute(query, (_json(numbers.values()),))}

    def proven(self, pairs: Iterable[tuple[str, str]], kinds: Collection[EdgeKind] | None) -> set[tuple[str, str]]:
        """Those pairs of a lower and an upper document between which a plan of the corpus proves an edge."""
        pairs = list(pairs)
        if not pairs:
            return set()
        numbers = self.numbers(id for pair in pairs for id in pair)
        known = [(numbers[low], numbers[high]) for low, high in pairs if low in numbers and high in numbers]
        rows = self._db.execute(
            "SELECT DISTINCT src, dst FROM json_each(?) AS one CROSS JOIN cite"
            " ON src = json_extract(one.value, '$[0]') AND dst = json_extract(one.value, '$[1]')"
            f" AND kind IN ({_listed(kinds)})",
            (_json(known),),
        )
        return {(self._ids[src], self._ids[dst]) for src, dst in rows}


def replace_edges(db: sqlite3.Connection, n: int, rows: Collection[tuple[object, ...]]) -> None:
    """Put a document's edges in place of those it proved before, and count them. The rows are those of `cite`."""
    old = db.execute("SELECT src, dst FROM cite WHERE src = ? AND by = ?", (n, n)).fetchall()
    old += db.execute("SELECT src, dst FROM cite WHERE by = ? AND by <> src", (n,)).fetchall()
    pairs = {*old, *((row[0], row[1]) for row in rows)}
    before = _kinds_between(db, pairs)
    db.execute("DELETE FROM cite WHERE src = ? AND by = ?", (n, n))
    db.execute("DELETE FROM cite WHERE by = ? AND by <> src", (n,))
    db.executemany("INSERT INTO cite VALUES (?,?,?,?,?,?,?,?,?)", rows)
    after = _kinds_between(db, pairs)
    changes: dict[tuple[int, int], int] = {}
    for pair in pairs:
        for kind in before[pair] ^ after[pair]:
            at = (pair[1], kind)
            changes[at] = changes.get(at, 0) + (1 if kind in after[pair] else -1)
    db.executemany(
        "INSERT INTO degree VALUES (?, ?, ?)"
        " ON CONFLICT (n, kind) DO UPDATE SET documents = documents + excluded.documents",
        [(*at, change) for at, change in sorted(changes.items()) if change],
    )
    db.executemany("DELETE FROM degree WHERE n = ? AND kind = ? AND documents = 0", sorted(changes))


def _kinds_between(db: sqlite3.Connection, pairs: Iterable[tuple[int, int]]) -> dict[tuple[int, int], set[int]]:
    found = {}
    for pair in pairs:
        kinds = {kind for (kind,) in db.execute("SELECT DISTINCT kind FROM cite WHERE src = ? AND dst = ?", pair)}
        if kinds:
            found[pair] = kinds | {store.ANY} | ({store.AUTHORITIES} if kinds & store.AUTHORITY_KINDS else set())
        else:
            found[pair] = set()
    return found


def _json(values: Iterable[object]) -> str:
    return json.dumps(list(values))


def _listed(kinds: Collection[EdgeKind] | None) -> str:
    """The kinds as the index keeps them, for an IN."""
    return ",".join(str(number) for number, kind in enumerate(store.KINDS) if kinds is None or kind in kinds)
