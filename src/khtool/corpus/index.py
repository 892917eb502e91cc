"""A folder of plans, its index, and what they know of documents together with the registry."""

from __future__ import annotations

import hashlib
import re
import sqlite3
import textwrap
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import khtool
from khtool.corpus import sayings, store
from khtool.corpus.files import SUFFIXES, FileState, kept, on_disk, scan, there
from khtool.corpus.locate import cache_folder, locate_corpus
from khtool.corpus.parsing import Parsed, hash_of, pack, parse_all, unpack
from khtool.corpus.sayings import Said, code_of, key_of
from khtool.corpus.steps import Carrier, Steps, replace_edges
from khtool.errors import AmbiguousError, NotFoundError
from khtool.i18n import _, language
from khtool.knowledge.normal import code_key, name_key, slug
from khtool.plan import Plan
from khtool.reading import PLAINLY, Options
from khtool.resolution.catalogue import RegistryCatalogue, in_order
from khtool.resolution.chain import label, turn, worth
from khtool.resolution.edges import edges_of
from khtool.resolution.identity import UNKNOWN, known_date
from khtool.resolution.issuers import is_local, organ_slug
from khtool.resolution.model import AUTHORITY, Edge, EdgeKind, Record, Unproven
from khtool.resolution.resolver import explain, own_record, resolve, resolve_all, with_targets

if TYPE_CHECKING:
    from khtool.text import PlanText

Progress = Callable[[int, int], None]  # files or documents done, of how many

#: The ids of local bodies' documents, which the registry never has: it need not be asked for each of a thousand plans.
_LOCAL = re.compile(r"/akn/vn/[^/]+/[^/]+/(?:ubnd|hdnd)-")
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
    options: Options


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
        self._layers: Steps | None = None  # while several questions are asked of one state
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
        self,
        force: bool = False,
        progress: Progress | None = None,
        *,
        workers: int | None = None,
        options: Options = PLAINLY,
    ) -> RefreshReport:
        """Bring the index in line with the folder: parse what is new or changed, drop what is gone, resolve anew.

        A file whose size and time are as before is taken for unchanged; else its hash decides. `force` parses all.
        `options`: how those that are parsed now are read. The
        outcome depends on the files alone, not on their order or on what was indexed before; a refresh that was stopped
        half way is finished by the next one. Raises KhtoolError when the folder or the index cannot be used.
        """
        try:
            return self._refresh(force, progress, workers, options)
        except sqlite3.DatabaseError:
            if self._file is None or not self.persistent:
                raise
        self._db.close()  # damaged: it holds nothing that cannot be made again
        store.remove(self._file)
        self._db, self.persistent = store.connect(self._file, _stamp(self.path))
        return self._refresh(force, progress, workers, options)

    def _refresh(self, force: bool, progress: Progress | None, workers: int | None, options: Options) -> RefreshReport:
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
            elif not force and before[2] is not None and before[2] == _hash(self.path / on_disk(state.path)):
                touched.append(state)
                report.unchanged += 1
            else:
                work.append(state)
                report.changed += 1
        gone = [path for path in known if path not in present]
        report.removed = len(gone)
        self._touch(touched)
        self._read(work, progress, workers, force, options)
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

    def _read(
        self, states: list[FileState], progress: Progress | None, workers: int | None, force: bool, options: Options
    ) -> None:
        by_path = {state.path: state for state in states}
        batch: list[Parsed] = []
        for done, parsed in enumerate(self._parsed([s.path for s in states], workers, force, options), 1):
            batch.append(parsed)
            if progress:
                progress(done, len(states))
            if len(batch) == _BATCH:
                self._write(batch, by_path)
                batch = []
        self._write(batch, by_path)

    def _parsed(self, paths: list[str], workers: int | None, force: bool, options: Options) -> Iterator[Parsed]:
        """The plans of files; a file that only moved is not parsed again."""
        if force or not self._db.execute("SELECT 1 FROM file LIMIT 1").fetchone():
            yield from parse_all(str(self.path), paths, workers, options)
            return
        left = []
        for path in paths:
            sha256 = _hash(self.path / on_disk(path))
            query = "SELECT plan FROM file WHERE sha256 = ? AND plan IS NOT NULL"
            row = self._db.execute(query, (sha256,)).fetchone() if sha256 else None
            if row is None:
                left.append(path)
                continue
            plan = unpack(row[0])
            source = plan.source.model_copy(update={"path": path})
            yield Parsed(path, sha256, pack(plan.model_copy(update={"source": source})))
        yield from parse_all(str(self.path), left, workers, options)

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
        db.execute("DELETE FROM unknown WHERE by = ?", (n,))
        db.execute("DELETE FROM pending WHERE n = ?", (n,))
        sayings.clear(db, n)
        row = db.execute(
            "SELECT file.f, file.plan, node.id FROM doc JOIN file ON file.f = doc.file JOIN node ON node.n = doc.n"
            " WHERE doc.n = ?",
            (n,),
        ).fetchone()
        if row is None:
            replace_edges(db, n, ())
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
        for record in (resolution.node for resolution in resolutions):
            if record is None or record.id in numbers:
                continue
            code = code_of(record)
            numbers[record.id] = at = store.node(db, record.id, code)
            asked.keys.discard(f"c:{code}")  # found again through the edge
            if record.standing == "unknown":
                r = record
                values = (at, turn(own_id), n, r.code, r.type_name, r.organ_name, r.level, r.issued_date, r.subject)
                db.execute("INSERT OR REPLACE INTO unknown VALUES (?,?,?,?,?,?,?,?,?)", values)
        db.executemany("INSERT OR IGNORE INTO pending VALUES (?, ?)", [(key, n) for key in asked.keys])
        rows = [
            (
                *(numbers[e.source], numbers[e.target], store.KINDS.index(e.kind), n),
                *(e.text, e.start, e.end, e.reason, turn(e.source)),
            )
            for e in edges_of(plan, own_id, resolutions)
        ]
        replace_edges(db, n, rows)

    # -- what resolution and the chain ask (Catalogue) -----------------------------------------------------------------

    def get(self, id: str) -> Record | None:
        """The document of this id: of the corpus, of the registry, or one that plans only cite (standing "unknown")."""
        return self.records((id,)).get(id)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state of the index for several questions, whatever another process writes meanwhile."""
        if self._layers is not None or self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN")
        self._layers = Steps(self._db)
        try:
            yield
        finally:
            self._layers = None
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")  # nothing was written

    @property
    def _steps(self) -> Steps:
        return self._layers or Steps(self._db)

    def records(self, ids: Iterable[str]) -> dict[str, Record]:
        """Those documents of these ids that anybody knows, each as `get` answers it."""
        steps = self._steps
        ids = list(ids)
        own = steps.records(ids)
        found: dict[str, Record] = {}
        for id in ids:
            known = None if _LOCAL.match(id) else self._registry.get(id)
            record = own.get(id)
            if record is not None:
                found[id] = _with_effect(record, known) if known else record
            elif other := (self._guest(id) or known or steps.unknown(id) or self._cited_by_guest(id)):
                found[id] = other
        return found

    def _guest(self, id: str) -> Record | None:
        return self._guests[id].record if id in self._guests else None

    def _cited_by_guest(self, id: str) -> Record | None:
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
        return list(self.records(id for _n, id in rows).values())

    def up(self, id: str, kinds: Collection[EdgeKind] | None = None) -> list[Edge]:
        """The edges that start at this document, of the corpus's plans and of the registry."""
        return sorted(self.edges_above((id,), kinds), key=lambda e: (e.source, e.target, e.kind, e.by))

    def down(self, id: str, kinds: Collection[EdgeKind] | None = None) -> list[Edge]:
        """The edges that end at this document, of the corpus's plans and of the registry."""
        visiting = [e for e in self._visiting(kinds) if e.target == id]
        edges = [*self._steps.edges_below((id,), kinds), *visiting, *self._registry.down(id, kinds)]
        return sorted(edges, key=lambda e: (e.source, e.target, e.kind, e.by))

    def _visiting(self, kinds: Collection[EdgeKind] | None) -> Iterator[Edge]:
        return (e for guest in self._guests.values() for e in guest.edges if kinds is None or e.kind in kinds)

    def edges_above(
        self, ids: Iterable[str], kinds: Collection[EdgeKind] | None, among: Collection[str] | None = None
    ) -> list[Edge]:
        """The edges that start at these documents, of the corpus's plans, of guests and of the registry.

        To any document, or to those `among` some.
        """
        ids = set(ids)
        visiting = (e for e in self._visiting(kinds) if e.source in ids)
        others = (*visiting, *(e for id in sorted(ids) if not _LOCAL.match(id) for e in self._registry.up(id, kinds)))
        edges = self._steps.edges_above(ids, kinds, among)
        return [*edges, *(e for e in others if among is None or e.target in among)]

    def beyond(self, ids: Iterable[str], kinds: Collection[EdgeKind] | None, known: Collection[str]) -> bool:
        """Whether one of these stands on a document that is not among the `known`."""
        ids = set(ids)
        registered = (e for id in ids if not _LOCAL.match(id) for e in self._registry.up(id, kinds))
        others = (*self._visiting(kinds), *registered)
        return any(e.source in ids and e.target not in known for e in others) or self._steps.beyond(ids, kinds, known)

    def _beside(self, ids: Iterable[str], kinds: Collection[EdgeKind] | None) -> list[Edge]:
        """The edges to these documents that are not the index's."""
        wanted, asked = set(ids), None if kinds is None else frozenset(kinds)
        visiting = (e for e in self._visiting(kinds) if e.target in wanted)
        registered = (e for id in sorted(wanted) if not _LOCAL.match(id) for e in _registered_below(id, asked))
        return [*visiting, *registered]

    def first_below(
        self, ids: Iterable[str], kinds: Collection[EdgeKind] | None, limit: int | None, but: Collection[str] = ()
    ) -> list[str]:
        """The first `limit` documents by their turn that lead to any of these, `but` left out."""
        ids = list(ids)
        others = {e.source for e in self._beside(ids, kinds)}.difference(but)
        found = {*self._steps.first_below(ids, kinds, limit, but), *((turn(id), id) for id in others)}
        return [id for _turn, id in sorted(found)][:limit]

    def count_below(self, ids: Iterable[str], kinds: Collection[EdgeKind] | None) -> dict[str, int]:
        """How many documents lead to each of these."""
        ids = list(ids)
        counts = self._steps.count_below(ids, kinds)
        pairs = {(e.source, e.target) for e in self._beside(ids, kinds)}
        for _source, target in pairs - self._steps.proven(pairs, kinds):
            counts[target] = counts.get(target, 0) + 1
        return counts

    def carriers(self, ids: Iterable[str], without: Collection[str]) -> list[Carrier]:
        """The documents that stand on these by authority, `without` the corpus's of some levels."""
        ids = list(ids)
        with self.reading():
            found, others = self._steps.carriers(ids, without)
            others += [edge.source for edge in self._beside(ids, AUTHORITY)]
            known = self.records(set(others) - {carrier.id for carrier in found})
        return [*found, *(Carrier(r.id, r.level, r.organ_name, r.issued_date, turn(r.id)) for r in known.values())]

    def below(self, id: str, kinds: Collection[EdgeKind] | None, limit: int) -> tuple[list[Edge], int]:
        """The edges from the first `limit` documents that lead to this one; and how many more of these there are.

        One edge for a document and a kind, however many plans bear witness to it.
        """
        with self.reading():
            first = self.first_below((id,), kinds, limit)
            found: dict[tuple[str, str], Edge] = {}
            for edge in self.edges_above(first, kinds, (id,)):
                key = (edge.source, edge.kind)
                if key not in found or worth(edge) < worth(found[key]):
                    found[key] = edge
            left = self.count_below((id,), kinds).get(id, 0) - len(first)
        order = {source: at for at, source in enumerate(first)}
        return sorted(found.values(), key=lambda e: (order[e.source], e.kind)), max(left, 0)

    # -- what people ask -----------------------------------------------------------------------------------------------

    def find(self, code: str, *, issuer: str | None = None, year: int | None = None) -> list[Record]:
        """The documents of this số hiệu in corpus and registry; `issuer` (however written) and `year` narrow them."""
        return [r for r in self.by_code(code) if _is(r, issuer, year)]

    def identify(
        self, text: str, *, issuer: str | None = None, year: int | None = None, options: Options = PLAINLY
    ) -> Record:
        """The one document that a user means by an IRI, a số hiệu ("Kế hoạch 115/KH-UBND"), a name or a file's path.

        A file that the index does not have is read, and this object then knows it as it knows the corpus's own; the
        index stays as it is; `options` says how. Documents that are only cited answer last. Raises AmbiguousError when
        several fit, NotFoundError when none does, ReadError when a file cannot be read.
        """
        text = text.strip()
        if text.startswith("/akn/"):
            if record := self.get(text):
                return record
            raise NotFoundError(_("no document has the id {id}").format(id=text))
        path = there(text)
        if path and path.is_dir():
            raise NotFoundError(_("{path}: is a folder; name a document").format(path=text))
        if Path(text).suffix.lower() in SUFFIXES or path:
            if record := self._by_path(Path(text), options):
                return record
            raise NotFoundError(_("{file}: no such file").format(file=text))
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
        query = "SELECT id FROM node WHERE code = ? OR code > ? AND code < ? ORDER BY id"
        rows = self._db.execute(query, store.bounds(code_key(code))).fetchall()
        return [record for (id,) in rows if (record := self._steps.unknown(id))]

    def _by_path(self, path: Path, options: Options) -> Record | None:
        file = path if path.is_absolute() else Path.cwd() / path
        if not file.is_file():
            file = self.path / path
            if not file.is_file():
                return None
        if file.resolve().is_relative_to(self.path):
            relative = kept(file.resolve().relative_to(self.path).as_posix())
            query = "SELECT node.id FROM file JOIN node ON node.n = file.n WHERE file.path = ?"
            row = self._db.execute(query, (relative,)).fetchone()
            if row and (record := self.get(row[0])):
                return record
        return self._welcome(file, options)

    def _welcome(self, file: Path, options: Options) -> Record:
        """Let a file in as a guest."""
        plan = self.read(file, options)
        record = self._identity(own_record(plan))
        known = self.get(record.id)
        if known is not None and known.standing == "corpus":
            return known
        record = replace(known or record, standing="corpus", paths=(str(file),))
        resolutions = resolve_all(plan, self)
        cited = {r.node.id: r.node for r in resolutions if r.node is not None}
        edges = [replace(e, reason=explain(e.reason)) for e in edges_of(plan, record.id, resolutions)]
        self._guests[record.id] = _Guest(record, plan, edges, cited, options)
        return record

    def read(self, path: str | Path, options: Options = PLAINLY) -> Plan:
        """The plan of any file, resolved against this corpus, not kept. Raises ReadError."""
        from khtool.extraction import extract

        return resolve(extract(options.read(path)), self)

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
        rows = self._db.execute(f"SELECT node.id FROM doc JOIN node ON node.n = doc.n{where}", values).fetchall()
        return in_order(self.records(id for (id,) in rows).values())

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

    def said_in(self, plan: Plan) -> list[Said | None]:
        """For each citation of a plan, what the corpus's plans say of the document that it means."""
        keys = [r.node and r.reason != "self" and sayings.key_for(r.node) for r in resolve_all(plan, self)]
        known = {key: sayings.read(self._db, key) for key in set(keys) if key}
        return [known[key] if key else None for key in keys]

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
            guest = self._guests[id]
            return guest.options.read(guest.record.paths[0])
        if row is None:
            raise NotFoundError(_("the corpus has no file of {id}").format(id=id))
        return read(self.path / on_disk(row[0]))

    def of_organ(self, organ: str, year: int) -> list[Record]:
        """The corpus's documents of an issuer (by slug) and year, in order of date."""
        query = "SELECT node.id FROM doc JOIN node ON node.n = doc.n WHERE doc.organ = ? AND doc.year = ?"
        return in_order(self.records(id for (id,) in self._db.execute(query, (organ, year))).values())

    @property
    def empty(self) -> bool:
        """Whether the index holds no file at all."""
        return self._db.execute("SELECT 1 FROM file LIMIT 1").fetchone() is None

    @property
    def state(self) -> str:
        """A digest of the files that the index holds: while it stays the same, so does every answer."""
        digest = hashlib.sha256()
        for row in self._db.execute("SELECT path, sha256 FROM file ORDER BY path"):
            digest.update(repr(row).encode("utf-8", "surrogateescape"))
        return digest.hexdigest()

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


@lru_cache(maxsize=4096)
def _registered_below(id: str, kinds: frozenset[EdgeKind] | None) -> tuple[Edge, ...]:
    """The registry's edges to a document; who asks for the first of them asks for their number next."""
    return tuple(RegistryCatalogue().down(id, kinds))


def _with_effect(record: Record, known: Record) -> Record:
    """A document of the corpus with what the registry knows of its effect."""
    return replace(
        record,
        level=known.level or record.level,
        effective_from=known.effective_from,
        effective_to=known.effective_to,
        replaced_by=known.replaced_by,
        confidence=known.confidence,
    )


def _described(record: Record) -> str:
    """A document for a list to choose from: with the beginning of its subject."""
    name = label(record)
    if not record.code or not record.subject:
        return name
    return f"{name}: {textwrap.shorten(record.subject, 70, placeholder='…')}"


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
    folder = cache_folder()
    if folder is None:
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
