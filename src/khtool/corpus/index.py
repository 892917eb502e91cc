"""A folder of plans, its index, and what they know of documents together with the registry."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import textwrap
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import khtool
from khtool.corpus import sayings, store
from khtool.corpus.files import SUFFIXES, FileState, scan
from khtool.corpus.locate import locate_corpus
from khtool.corpus.parsing import Parsed, hash_of, pack, parse_all, unpack
from khtool.corpus.sayings import Said, code_of, key_of
from khtool.errors import AmbiguousError, NotFoundError
from khtool.i18n import _, language
from khtool.knowledge.normal import code_key, name_key, slug
from khtool.plan import Plan
from khtool.resolution.catalogue import RegistryCatalogue, in_order
from khtool.resolution.chain import label, worth
from khtool.resolution.edges import edges_of
from khtool.resolution.identity import UNKNOWN, known_date
from khtool.resolution.issuers import is_local, organ_slug
from khtool.resolution.model import Edge, EdgeKind, Record, Unproven
from khtool.resolution.resolver import explain, own_record, resolve, resolve_all, with_targets

if TYPE_CHECKING:
    from khtool.text import PlanText

Progress = Callable[[int, int], None]  # files or documents done, of how many

_CODE_IN = re.compile(r"\d\S*/\S+")
_BATCH = 256  # files or documents in one transaction
#: Of several files of one document, the one that keeps most of the original speaks for it.
_RANKS = {".docx": 0, ".doc": 1, ".html": 2, ".htm": 2, ".md": 3, ".txt": 4, ".pdf": 5}


@dataclass(slots=True)
class RefreshReport:
    """What a refresh found: counts of files, and those that could not be read with the reason."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Guest:
    """A file from outside the folder that somebody asks about: its plan, its edges, and what it cites."""

    record: Record
    plan: Plan
    edges: list[Edge]
    cited: dict[str, Record]


class Corpus:
    """The documents of a folder and of the registry, as one Catalogue.

    `path` is the folder (None: where `locate_corpus` finds it). `index` is the file of the index; None keeps it in
    the user's cache directory, one a folder, and in memory where that cannot be written. Nothing is read until
    `refresh`; an index that another version of khtool made is made anew. Close it, or use it in a `with`, to let the
    index go.
    """

    def __init__(self, path: str | Path | None = None, *, index: str | Path | None = None) -> None:
        self.path = locate_corpus(path)
        self._registry = RegistryCatalogue()
        self._guests: dict[str, _Guest] = {}
        self._file = _index_file(self.path) if index is None else None if index == ":memory:" else Path(index)
        self._db, self.persistent = store.connect(self._file, _stamp(self.path))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the index go."""
        self._db.close()

    # -- bringing the index up to date ---------------------------------------------------------------------------------

    def refresh(
        self, force: bool = False, progress: Progress | None = None, *, workers: int | None = None
    ) -> RefreshReport:
        """Bring the index in line with the folder: parse what is new or changed, drop what is gone, resolve anew.

        A file whose size and time are as before is taken for unchanged; else its hash decides. `force` parses all. The
        outcome depends on the files alone, not on their order or on what was indexed before; a refresh that was stopped
        half way is finished by the next one. Raises KhtoolError when the folder or the index cannot be used.
        """
        try:
            return self._refresh(force, progress, workers)
        except sqlite3.DatabaseError:
            if self._file is None or not self.persistent:
                raise
        self._db.close()  # damaged: it holds nothing that cannot be made again
        store.remove(self._file)
        self._db, self.persistent = store.connect(self._file, _stamp(self.path))
        return self._refresh(force, progress, workers)

    def _refresh(self, force: bool, progress: Progress | None, workers: int | None) -> RefreshReport:
        report = RefreshReport()
        query = "SELECT path, size, mtime, sha256, problem IS NOT NULL AND language <> ? FROM file"
        known = {path: tuple(row) for path, *row in self._db.execute(query, (language(),))}
        work: list[FileState] = []
        touched: list[FileState] = []
        present = set()
        for state in scan(self.path):
            present.add(state.path)
            before = known.get(state.path)
            if before is None:
                work.append(state)
                report.added += 1
            elif before[3]:  # a failure told in another language
                work.append(state)
                report.unchanged += 1
            elif not force and before[:2] == (state.size, state.mtime):
                report.unchanged += 1
            elif not force and before[2] is not None and before[2] == _hash(self.path / state.path):
                touched.append(state)
                report.unchanged += 1
            else:
                work.append(state)
                report.changed += 1
        gone = [path for path in known if path not in present]
        report.removed = len(gone)
        self._touch(touched)
        self._read(work, progress, workers, force)
        self._drop(gone)
        self._resolve(progress)
        rows = self._db.execute("SELECT path, problem FROM file WHERE problem IS NOT NULL ORDER BY path")
        report.failed = [(path, problem) for path, problem in rows]
        return report

    def _touch(self, states: list[FileState]) -> None:
        if states:
            with store.transaction(self._db):
                rows = [(s.size, s.mtime, s.path) for s in states]
                self._db.executemany("UPDATE file SET size = ?, mtime = ? WHERE path = ?", rows)

    def _read(self, states: list[FileState], progress: Progress | None, workers: int | None, force: bool) -> None:
        by_path = {state.path: state for state in states}
        batch: list[Parsed] = []
        for done, parsed in enumerate(self._parsed([s.path for s in states], workers, force), 1):
            batch.append(parsed)
            if progress:
                progress(done, len(states))
            if len(batch) == _BATCH:
                self._write(batch, by_path)
                batch = []
        self._write(batch, by_path)

    def _parsed(self, paths: list[str], workers: int | None, force: bool) -> Iterator[Parsed]:
        """The plans of files; a file that only moved is not parsed again."""
        if force or not self._db.execute("SELECT 1 FROM file LIMIT 1").fetchone():
            yield from parse_all(str(self.path), paths, workers)
            return
        left = []
        for path in paths:
            sha256 = _hash(self.path / path)
            query = "SELECT plan FROM file WHERE sha256 = ? AND plan IS NOT NULL"
            row = self._db.execute(query, (sha256,)).fetchone() if sha256 else None
            if row is None:
                left.append(path)
                continue
            plan = unpack(row[0])
            source = plan.source.model_copy(update={"path": path})
            yield Parsed(path, sha256, pack(plan.model_copy(update={"source": source})))
        yield from parse_all(str(self.path), left, workers)

    def _write(self, batch: list[Parsed], states: dict[str, FileState]) -> None:
        if not batch:
            return
        with store.transaction(self._db):
            for parsed in batch:
                state = states[parsed.path]
                row = self._db.execute("SELECT f, n FROM file WHERE path = ?", (parsed.path,)).fetchone()
                n = self._node_of(unpack(parsed.plan)) if parsed.plan is not None else None
                values = (
                    *(state.size, state.mtime, parsed.sha256, n, _rank(parsed.path), parsed.plan),
                    *(parsed.problem, language() if parsed.problem else None),
                )
                if row:
                    columns = "size = ?, mtime = ?, sha256 = ?, n = ?, rank = ?, plan = ?, problem = ?, language = ?"
                    self._db.execute(f"UPDATE file SET {columns} WHERE f = ?", (*values, row[0]))
                else:
                    self._db.execute(
                        "INSERT INTO file (size, mtime, sha256, n, rank, plan, problem, language, path)"
                        " VALUES (?,?,?,?,?,?,?,?,?)",
                        (*values, parsed.path),
                    )
                for number in dict.fromkeys((row[1] if row else None, n)):
                    if number is not None:
                        self._settle(number)

    def _drop(self, paths: list[str]) -> None:
        for at in range(0, len(paths), _BATCH):
            with store.transaction(self._db):
                for path in paths[at : at + _BATCH]:
                    row = self._db.execute("SELECT n FROM file WHERE path = ?", (path,)).fetchone()
                    self._db.execute("DELETE FROM file WHERE path = ?", (path,))
                    if row and row[0] is not None:
                        self._settle(row[0])

    def _node_of(self, plan: Plan) -> int:
        record = self._identity(own_record(plan))
        return store.node(self._db, record.id, code_of(record))

    def _identity(self, record: Record) -> Record:
        """The record under the id that the registry gives the document, when it knows it without a doubt."""
        if not record.code or not record.issued_date or not record.organ_name:
            return record
        organ = organ_slug(record.organ_name)
        same = [
            known
            for known in self._registry.by_code(record.code)
            if known.issued_date == record.issued_date and organ_slug(known.organ_name or "") == organ
        ]
        return replace(record, id=same[0].id) if len(same) == 1 else record

    def _settle(self, n: int) -> None:
        """Write the document's row anew from the file that speaks for it, and mark what depends on it."""
        old = self._db.execute("SELECT title FROM doc WHERE n = ?", (n,)).fetchone()
        code = self._db.execute("SELECT code FROM node WHERE n = ?", (n,)).fetchone()[0]
        row = self._db.execute("SELECT f, plan FROM file WHERE n = ? ORDER BY rank, path LIMIT 1", (n,)).fetchone()
        keys = {f"c:{code}"} if code else set()
        if old and old[0]:
            keys.add(f"n:{old[0]}")
        if row is None:
            self._db.execute("DELETE FROM doc WHERE n = ?", (n,))
        else:
            f, data = row
            plan = unpack(data)
            r = own_record(plan)
            date = known_date(r.issued_date)
            year = int(date[:4]) if date else next(iter(plan.header.years), None)
            title = _title(r)
            organ = organ_slug(r.organ_name) if r.organ_name else None
            values = (n, r.code, r.type_name, r.organ_name, r.level, r.issued_date, r.subject, year, title, f, organ)
            self._db.execute("INSERT OR REPLACE INTO doc VALUES (?,?,?,?,?,?,?,?,?,?,?,NULL,NULL,NULL)", values)
            if title:
                keys.add(f"n:{title}")
        self._db.executemany("INSERT OR IGNORE INTO dirty VALUES (?)", [(key,) for key in keys])
        self._db.execute("INSERT OR IGNORE INTO todo VALUES (?)", (n,))

    def _resolve(self, progress: Progress | None) -> None:
        """Write the edges of the documents that changed, and of those whose citations may now mean another document."""
        db = self._db
        with store.transaction(db):
            for (key,) in db.execute("SELECT key FROM dirty").fetchall():
                db.execute("INSERT OR IGNORE INTO todo SELECT n FROM pending WHERE key = ?", (key,))
                if key.startswith("c:"):
                    db.execute(
                        "INSERT OR IGNORE INTO todo SELECT cite.by FROM node JOIN cite ON cite.dst = node.n"
                        " WHERE node.code = ?",
                        (key[2:],),
                    )
            db.execute("DELETE FROM dirty")
        total = db.execute("SELECT count(*) FROM todo").fetchone()[0]
        done = 0
        while batch := [n for (n,) in db.execute("SELECT n FROM todo ORDER BY n LIMIT ?", (_BATCH,))]:
            with store.transaction(db):
                for n in batch:
                    self._link(n)
                    db.execute("DELETE FROM todo WHERE n = ?", (n,))
            done += len(batch)
            if progress and total > _BATCH:
                progress(min(done, total), total)

    def _link(self, n: int) -> None:
        """Resolve one document and write its edges in place of the old ones."""
        db = self._db
        db.execute(
            "UPDATE degree SET plans = plans - 1"
            " WHERE (n, kind) IN (SELECT dst, kind FROM cite WHERE src = ? AND by = ?)",
            (n, n),
        )
        db.execute("DELETE FROM cite WHERE src = ? AND by = ?", (n, n))
        db.execute("DELETE FROM cite WHERE by = ? AND by <> src", (n,))
        db.execute("DELETE FROM unknown WHERE by = ?", (n,))
        db.execute("DELETE FROM pending WHERE n = ?", (n,))
        sayings.clear(db, n)
        row = db.execute(
            "SELECT file.f, file.plan, node.id FROM doc JOIN file ON file.f = doc.file JOIN node ON node.n = doc.n"
            " WHERE doc.n = ?",
            (n,),
        ).fetchone()
        if row is None:
            return
        f, data, own_id = row
        plan = unpack(data)
        asked = _Listening(self)
        resolutions = resolve_all(plan, asked)
        db.execute("UPDATE file SET plan = ? WHERE f = ?", (pack(with_targets(plan, resolutions)), f))
        sayings.write(db, n, sayings.of_plan(plan, resolutions))
        known = sum(resolution.target is not None for resolution in resolutions)
        unsure = sum(resolution.target is None and bool(resolution.candidates) for resolution in resolutions)
        counts = (known, len(resolutions) - known - unsure, unsure, n)
        db.execute("UPDATE doc SET resolved = ?, unknown = ?, ambiguous = ? WHERE n = ?", counts)
        numbers: dict[str, int] = {own_id: n}
        days = {own_id: known_date(plan.header.issued_date)}
        for record in (resolution.node for resolution in resolutions):
            if record is None or record.id in numbers:
                continue
            code = code_of(record)
            numbers[record.id] = at = store.node(db, record.id, code)
            days[record.id] = known_date(record.issued_date)
            asked.keys.discard(f"c:{code}")  # found again through the edge
            if record.standing == "unknown":
                r = record
                values = (at, n, r.code, r.type_name, r.organ_name, r.level, r.issued_date, r.subject)
                db.execute("INSERT OR REPLACE INTO unknown VALUES (?,?,?,?,?,?,?,?)", values)
        db.executemany("INSERT OR IGNORE INTO pending VALUES (?, ?)", [(key, n) for key in asked.keys])
        rows = [
            (
                *(numbers[e.source], numbers[e.target], store.KINDS.index(e.kind), n),
                *(e.text, e.start, e.end, e.reason, days[e.source] or store.UNDATED),
            )
            for e in edges_of(plan, own_id, resolutions)
        ]
        db.executemany("INSERT INTO cite VALUES (?,?,?,?,?,?,?,?,?)", rows)
        db.executemany(
            "INSERT INTO degree VALUES (?, ?, 1) ON CONFLICT (n, kind) DO UPDATE SET plans = plans + 1",
            [(target, kind) for source, target, kind, *_rest in rows if source == n],
        )

    # -- what resolution and the chain ask (Catalogue) -----------------------------------------------------------------

    def get(self, id: str) -> Record | None:
        """The document of this id: of the corpus, of the registry, or one that plans only cite (standing "unknown")."""
        row = self._db.execute("SELECT n FROM node WHERE id = ?", (id,)).fetchone()
        if row and (record := self._record(row[0], id)):
            return record
        if id in self._guests:
            return self._guests[id].record
        if known := self._registry.get(id):
            return known
        if row and (unknown := self._unknown(row[0], id)):
            return unknown
        return next((guest.cited[id] for guest in self._guests.values() if id in guest.cited), None)

    def by_code(self, code: str, organs: Collection[str] | None = None) -> list[Record]:
        """The documents of corpus and registry with this số hiệu, in order of date; `organs`: of these issuers only."""
        rows = self._keyed("node.code", code_key(code), organs if is_local(code) else None)
        own = [r for r in rows if organs is None or organ_slug(r.organ_name or "") in organs]
        return in_order([*self._registry.by_code(code, organs), *own])

    def by_name(self, name: str, organs: Collection[str] | None = None) -> list[Record]:
        """The documents of corpus and registry with this name or title, in order of date.

        `organs`: of the corpus's documents only those of these issuers.
        """
        return in_order([*self._registry.by_name(name), *self._keyed("doc.title", name_key(name), organs)])

    def by_date(self, date: str) -> list[Record]:
        """The national documents issued on this day (ISO)."""
        return self._registry.by_date(date)

    def _keyed(self, column: str, text: str, organs: Collection[str] | None) -> list[Record]:
        """The corpus's documents under a key: of some issuers, or of all."""
        query = f"SELECT node.n, node.id FROM node JOIN doc ON doc.n = node.n WHERE {column}"
        if organs is None:
            rows = self._db.execute(f"{query} = ? OR {column} > ? AND {column} < ?", store.bounds(text)).fetchall()
        else:
            rows = [row for organ in sorted(organs) for row in self._db.execute(f"{query} = ?", (key_of(text, organ),))]
        return [record for n, id in rows if (record := self._record(n, id))]

    def up(self, id: str, kinds: Collection[EdgeKind] | None = None) -> list[Edge]:
        """The edges that start at this document, of the corpus's plans and of the registry."""
        visiting = [e for e in self._visiting(kinds) if e.source == id]
        return [*self._edges("src", "dst", id, kinds), *visiting, *self._registry.up(id, kinds)]

    def down(self, id: str, kinds: Collection[EdgeKind] | None = None) -> list[Edge]:
        """The edges that end at this document, of the corpus's plans and of the registry."""
        visiting = [e for e in self._visiting(kinds) if e.target == id]
        return [*self._edges("dst", "src", id, kinds), *visiting, *self._registry.down(id, kinds)]

    def _visiting(self, kinds: Collection[EdgeKind] | None) -> Iterator[Edge]:
        return (e for guest in self._guests.values() for e in guest.edges if kinds is None or e.kind in kinds)

    def below(self, id: str, kinds: Collection[EdgeKind] | None, limit: int) -> tuple[list[Edge], int]:
        """The edges from the first `limit` documents that lead to this one, by their days; and how many more there are.

        One edge for a document and a kind, however many plans bear witness to it.
        """
        days: dict[str, str] = {}
        found: dict[tuple[str, str], Edge] = {}
        own, total = self._first_down(id, kinds, limit)
        for day, edge in own:
            days[edge.source] = min(day, days.get(edge.source, day))
            _keep_best(found, edge)
        for edge in (*(e for e in self._visiting(kinds) if e.target == id), *self._registry.down(id, kinds)):
            if (edge.source, edge.kind) not in found and not self._has(edge):
                total += 1
            if edge.source not in days:
                source = self.get(edge.source)
                days[edge.source] = (source.issued_date if source else None) or store.UNDATED
            _keep_best(found, edge)
        first = sorted({edge.source for edge in found.values()}, key=lambda source: (days[source], source))[:limit]
        wanted = set(first)
        edges = [edge for edge in found.values() if edge.source in wanted]
        return sorted(edges, key=lambda e: (days[e.source], e.source, e.kind)), total - len(edges)

    def _first_down(
        self, id: str, kinds: Collection[EdgeKind] | None, limit: int
    ) -> tuple[list[tuple[str, Edge]], int]:
        """The earliest edges of the index that end here, each with its day; and how many documents and kinds there are.

        All of them when they are few; of a law that half a million plans cite, `limit` documents of each kind.
        """
        numbers = _numbers(kinds)
        columns = f"SELECT cite.day, cite.kind, other.id, {_WITNESS} FROM"
        join = f"JOIN node AS other ON other.n = cite.src {_JOIN_WITNESS}"
        marks = ",".join(map(str, numbers))
        rows = self._db.execute(
            f"{columns} node AS me JOIN cite ON cite.dst = me.n AND cite.kind IN ({marks}) {join}"
            " WHERE me.id = ? LIMIT ?",
            (id, 2 * limit + 1),
        ).fetchall()
        if len(rows) <= 2 * limit:
            total = len({(source, kind) for _day, kind, source, *_row in rows})
        else:  # the index has the documents of each kind in order of days
            (me,) = self._db.execute("SELECT n FROM node WHERE id = ?", (id,)).fetchone()
            each = "FROM cite WHERE dst = ? AND kind = ? GROUP BY day, src"
            rows = self._db.execute(
                f"{columns} ("
                + " UNION ALL ".join(f"SELECT * FROM (SELECT src {each} LIMIT ?)" for _n in numbers)
                + ")"
                f" AS first JOIN cite ON cite.src = first.src AND cite.dst = ? AND cite.kind IN ({marks}) {join}",
                (*(value for kind in numbers for value in (me, kind, limit)), me),
            ).fetchall()
            degree = f"SELECT coalesce(sum(plans), 0) FROM degree WHERE n = ? AND kind IN ({marks})"
            others = (
                f"SELECT count(DISTINCT src) FROM cite WHERE dst = ? AND kind IN ({marks}) AND by <> src AND NOT EXISTS"
                " (SELECT 1 FROM cite AS own WHERE own.src = cite.src AND own.dst = cite.dst AND own.kind = cite.kind"
                " AND own.by = cite.src)"
            )
            total = sum(int(self._db.execute(query, (me,)).fetchone()[0]) for query in (degree, others))
        return [(day, _edge(source, id, kind, *row)) for day, kind, source, *row in rows], total

    def _has(self, edge: Edge) -> bool:
        """Whether some plan of the corpus proves the edge."""
        query = (
            "SELECT 1 FROM cite JOIN node AS a ON a.n = cite.src JOIN node AS b ON b.n = cite.dst"
            " WHERE a.id = ? AND b.id = ? AND cite.kind = ? LIMIT 1"
        )
        row = self._db.execute(query, (edge.source, edge.target, store.KINDS.index(edge.kind))).fetchone()
        return row is not None

    def _edges(self, here: str, there: str, id: str, kinds: Collection[EdgeKind] | None) -> list[Edge]:
        numbers = ",".join(map(str, _numbers(kinds)))
        rows = self._db.execute(
            f"SELECT other.id, cite.kind, {_WITNESS} FROM node AS me"
            f" JOIN cite ON cite.{here} = me.n AND cite.kind IN ({numbers})"
            f" JOIN node AS other ON other.n = cite.{there} {_JOIN_WITNESS} WHERE me.id = ?",
            (id,),
        )
        edges = [
            _edge(id, other, kind, *row) if here == "src" else _edge(other, id, kind, *row)
            for other, kind, *row in rows
        ]
        return sorted(edges, key=lambda e: (e.source, e.target, e.kind, e.by))

    def _record(self, n: int, id: str) -> Record | None:
        row = self._db.execute(
            "SELECT code, type_name, organ_name, level, issued_date, subject FROM doc WHERE n = ?", (n,)
        ).fetchone()
        if row is None:
            return None
        paths = self._db.execute("SELECT path FROM file WHERE n = ? ORDER BY rank, path", (n,)).fetchall()
        record = replace(_said(id, row), standing="corpus", paths=tuple(path for (path,) in paths))
        known = self._registry.get(id)
        if known is None:
            return record
        return replace(
            record,
            level=known.level or record.level,
            effective_from=known.effective_from,
            effective_to=known.effective_to,
            replaced_by=known.replaced_by,
            confidence=known.confidence,
        )

    def _unknown(self, n: int, id: str) -> Record | None:
        """What plans say of a document that nobody has: what they agree on, else what the first of them says."""
        row = self._db.execute(
            "SELECT unknown.code, type_name, organ_name, level, issued_date, subject FROM unknown"
            " JOIN node ON node.n = unknown.by WHERE unknown.n = ? ORDER BY node.id LIMIT 1",
            (n,),
        ).fetchone()
        if row is None:
            return None
        record = _said(id, row)
        said = sayings.read(self._db, sayings.key_for(record) or "")
        date, title = (said.agreed("date"), said.agreed("title")) if said else (None, None)
        return replace(
            record,
            issued_date=date.value if date else record.issued_date,
            subject=title.value if title else record.subject,
        )

    # -- what people ask -----------------------------------------------------------------------------------------------

    def find(self, code: str, *, issuer: str | None = None, year: int | None = None) -> list[Record]:
        """The documents of this số hiệu in corpus and registry; `issuer` (however written) and `year` narrow them."""
        return [r for r in self.by_code(code) if _is(r, issuer, year)]

    def identify(self, text: str, *, issuer: str | None = None, year: int | None = None) -> Record:
        """The one document that a user means by an IRI, a số hiệu ("Kế hoạch 115/KH-UBND"), a name or a file's path.

        A file that the index does not have is read, and this object then knows it as it knows the corpus's own; the
        index stays as it is. Documents that are only cited answer last. Raises AmbiguousError when several fit,
        NotFoundError when none does, ReadError when a file cannot be read.
        """
        text = text.strip()
        if text.startswith("/akn/"):
            if record := self.get(text):
                return record
            raise NotFoundError(_("no document has the id {id}").format(id=text))
        if Path(text).suffix.lower() in SUFFIXES and (record := self._by_path(Path(text))):
            return record
        inside = _CODE_IN.search(text) if " " in text else None
        code = inside[0] if inside else text
        known = self.by_code(code) or self._only_cited(code) or self.by_name(text)
        found = [record for record in known if _is(record, issuer, year)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFoundError(_("{code}: no document of this number in corpus or registry").format(code=text))
        raise AmbiguousError(
            _("{code} is the number of {count} documents; choose with issuer, year or id").format(
                code=text, count=len(found)
            ),
            [(record.id, _described(record)) for record in found],
        )

    def _only_cited(self, code: str) -> list[Record]:
        query = "SELECT n, id FROM node WHERE code = ? OR code > ? AND code < ? ORDER BY id"
        rows = self._db.execute(query, store.bounds(code_key(code))).fetchall()
        return [record for n, id in rows if (record := self._unknown(n, id))]

    def _by_path(self, path: Path) -> Record | None:
        file = path if path.is_absolute() else Path.cwd() / path
        if not file.is_file():
            file = self.path / path
            if not file.is_file():
                return None
        if file.resolve().is_relative_to(self.path):
            relative = file.resolve().relative_to(self.path).as_posix()
            query = "SELECT node.n, node.id FROM file JOIN node ON node.n = file.n WHERE file.path = ?"
            row = self._db.execute(query, (relative,)).fetchone()
            if row and (record := self._record(*row)):
                return record
        return self._welcome(file)

    def _welcome(self, file: Path) -> Record:
        """Let a file in as a guest."""
        plan = self.read(file)
        record = self._identity(own_record(plan))
        known = self.get(record.id)
        if known is not None and known.standing == "corpus":
            return known
        record = replace(known or record, standing="corpus", paths=(str(file),))
        resolutions = resolve_all(plan, self)
        cited = {r.node.id: r.node for r in resolutions if r.node is not None}
        edges = [replace(e, reason=explain(e.reason)) for e in edges_of(plan, record.id, resolutions)]
        self._guests[record.id] = _Guest(record, plan, edges, cited)
        return record

    def read(self, path: str | Path) -> Plan:
        """The plan of any file, resolved against this corpus, not kept. Raises ReadError."""
        from khtool.extraction import extract
        from khtool.reading import read

        return resolve(extract(read(path)), self)

    def record_of(self, plan: Plan) -> Record:
        """The document that a plan is: the corpus's or registry's when they know it, else made from its header."""
        record = self._identity(own_record(plan))
        return self.get(record.id) or record

    def plan(self, id: str) -> Plan:
        """The resolved plan of a document of the corpus. Raises NotFoundError for any other id."""
        row = self._db.execute(
            "SELECT file.plan FROM node JOIN doc ON doc.n = node.n JOIN file ON file.f = doc.file WHERE node.id = ?",
            (id,),
        ).fetchone()
        if row is not None:
            return unpack(row[0])
        if id in self._guests:
            return self._guests[id].plan
        raise NotFoundError(_("the corpus has no file of {id}").format(id=id))

    def plans(self, year: int | None = None) -> list[Record]:
        """The corpus's documents, all or of one year, in order of date and id.

        The year is that of issue; of a document without a date the first one that it is for.
        """
        where, values = ("", ()) if year is None else (" WHERE doc.year = ?", (year,))
        rows = self._db.execute(
            f"SELECT node.n, node.id FROM doc JOIN node ON node.n = doc.n{where}", values
        ).fetchall()
        return in_order(record for n, id in rows if (record := self._record(n, id)))

    def said(self, what: str) -> list[Said]:
        """What the corpus's plans say of a document, given by id or số hiệu: one answer for each document of it.

        A number that only plans know counts by type, issuer and year. The document itself is not asked.
        """
        if what.startswith("/akn/"):
            record = self.get(what)
            keys = [sayings.key_for(record)] if record else []
        else:
            keys = [*(r.id for r in self.by_code(what)), *sayings.keys_of_code(self._db, what)]
        return [said for key in keys if key and (said := sayings.read(self._db, key))]

    def sayers(self, said: Said, field: sayings.Field, value: str, limit: int = 10) -> list[str]:
        """The ids of plans that give a document this value, in order, `limit` at most."""
        return sayings.who(self._db, said.key, field, value, limit)

    def nearest(self, id: str, *, proven: bool = False) -> list[Unproven]:
        """The superior documents that may be the basis of one whose own words prove none.

        Where a basis is `proven` only those among which a citation of a further one leaves the choice.
        """
        from khtool.corpus.nearest import nearest

        record = self.get(id)
        return nearest(self, record, proven=proven) if record else []

    def text(self, id: str) -> PlanText:
        """The text of the file that speaks for a document, read anew. Raises NotFoundError, ReadError."""
        from khtool.reading import read

        row = self._db.execute(
            "SELECT file.path FROM node JOIN doc ON doc.n = node.n JOIN file ON file.f = doc.file WHERE node.id = ?",
            (id,),
        ).fetchone()
        if row is None and id in self._guests:
            return read(self._guests[id].record.paths[0])
        if row is None:
            raise NotFoundError(_("the corpus has no file of {id}").format(id=id))
        return read(self.path / row[0])

    def of_organ(self, organ: str, year: int) -> list[Record]:
        """The corpus's documents of an issuer (by slug) and year, in order of date."""
        query = "SELECT node.n, node.id FROM doc JOIN node ON node.n = doc.n WHERE doc.organ = ? AND doc.year = ?"
        return in_order(r for n, id in self._db.execute(query, (organ, year)) if (r := self._record(n, id)))

    def stats(self) -> dict[str, Any]:
        """What the index holds.

        Counts of `files`, `failed` files, `documents`, `edges`, `unknown` (documents that are only cited), `citations`
        (all, "resolved", "unknown", "ambiguous"), and of documents by `years`, `levels` and `types`, of files by
        `formats`.
        """
        queries = {
            "files": "SELECT count(*) FROM file",
            "failed": "SELECT count(*) FROM file WHERE problem IS NOT NULL",
            "documents": "SELECT count(*) FROM doc",
            "edges": "SELECT count(*) FROM cite",
            "unknown": "SELECT count(DISTINCT n) FROM unknown",
        }
        found: dict[str, Any] = {name: int(self._db.execute(query).fetchone()[0]) for name, query in queries.items()}
        query = "SELECT coalesce(sum(resolved), 0), coalesce(sum(unknown), 0), coalesce(sum(ambiguous), 0) FROM doc"
        resolved, unknown, ambiguous = self._db.execute(query).fetchone()
        total = resolved + unknown + ambiguous
        found["citations"] = {"all": total, "resolved": resolved, "unknown": unknown, "ambiguous": ambiguous}
        for name, column in (("years", "year"), ("levels", "level"), ("types", "type_name")):
            rows = self._db.execute(f"SELECT {column}, count(*) FROM doc GROUP BY {column}")
            found[name] = {str(value) if value is not None else "": count for value, count in rows}
        formats: dict[str, int] = {}
        for (path,) in self._db.execute("SELECT path FROM file"):
            suffix = Path(path).suffix.lower().removeprefix(".")
            formats[suffix] = formats.get(suffix, 0) + 1
        found["formats"] = dict(sorted(formats.items()))
        return found


def _keep_best(found: dict[tuple[str, str], Edge], edge: Edge) -> None:
    """One edge for a document and a kind."""
    key = (edge.source, edge.kind)
    if key not in found or worth(edge) < worth(found[key]):
        found[key] = edge


_WITNESS = "witness.id, cite.text, cite.start, cite.stop, cite.reason"
_JOIN_WITNESS = "LEFT JOIN node AS witness ON witness.n = cite.by AND cite.by <> cite.src"


def _numbers(kinds: Collection[EdgeKind] | None) -> list[int]:
    """The kinds as the index keeps them."""
    return [number for number, kind in enumerate(store.KINDS) if kinds is None or kind in kinds]


def _edge(
    source: str,
    target: str,
    kind: int,
    witness: str | None,
    text: str,
    start: int | None,
    stop: int | None,
    reason: str | None,
) -> Edge:
    return Edge(source, target, store.KINDS[kind], text, witness or source, start, stop, explain(reason))


def _described(record: Record) -> str:
    """A document for a list to choose from: with the beginning of its subject."""
    name = label(record)
    if not record.code or not record.subject:
        return name
    return f"{name}: {textwrap.shorten(record.subject, 70, placeholder='…')}"


def _said(id: str, row: tuple[str | None, ...]) -> Record:
    code, type_name, organ_name, level, issued_date, subject = row
    return Record(id, code, type_name, organ_name, level, issued_date, subject, "unknown")


def _is(record: Record, issuer: str | None, year: int | None) -> bool:
    if year is not None and (record.issued_date or "")[:4] != str(year):
        return False
    if issuer is None:
        return True
    wanted, organ = organ_slug(issuer), organ_slug(record.organ_name or "")
    return organ == wanted or slug(issuer) == organ or organ.endswith(f"-{wanted}")


class _Listening:
    """A catalogue that takes down the keys it is asked for: a document that comes under one may change the answer."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self.keys: set[str] = set()
        self.get, self.up, self.down, self.by_date = corpus.get, corpus.up, corpus.down, corpus.by_date

    def by_code(self, code: str, organs: Collection[str] | None = None) -> list[Record]:
        key = code_key(code)
        if organs is not None and is_local(code):
            self.keys.update(f"c:{key_of(key, organ)}" for organ in organs)
        else:
            self.keys.add(f"c:{key}")
        return self._corpus.by_code(code, organs)

    def by_name(self, name: str, organs: Collection[str] | None = None) -> list[Record]:
        self.keys.update(f"n:{key_of(name_key(name), organ)}" for organ in organs or ())
        return self._corpus.by_name(name, organs)


def _title(record: Record) -> str | None:
    """The key of a document's title: "kế hoạch thực hiện …" with its issuer."""
    if not record.subject:
        return None
    organ = organ_slug(record.organ_name) if record.organ_name else UNKNOWN
    return key_of(name_key(f"{record.type_name or ''} {record.subject}"), organ)


def _rank(path: str) -> int:
    return _RANKS.get(Path(path).suffix.lower(), 9)


def _hash(file: Path) -> str | None:
    try:
        return hash_of(file)
    except OSError:
        return None


def _index_file(corpus: Path) -> Path | None:
    from platformdirs import user_cache_path

    try:
        folder = user_cache_path("khtool", appauthor=False)
    except (OSError, RuntimeError):  # no home
        return None
    digest = hashlib.sha256(str(corpus).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return folder / f"{slug(corpus.name) or 'corpus'}-{digest}.sqlite"


def _stamp(corpus: Path) -> str:
    """What an index must agree with to be used: schema, version, and the program's own files."""
    package = Path(khtool.__file__).parent
    state = hashlib.sha256()
    for room in ("knowledge", "reading", "extraction", "resolution", "corpus"):
        for file in sorted((package / room).rglob("*")):
            if file.suffix in (".py", ".csv", ".toml", ".bin"):
                stat = file.stat()
                state.update(f"{file.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return f"{store.SCHEMA_VERSION} {state.hexdigest()} {corpus}"


__all__ = ["Corpus", "RefreshReport"]
