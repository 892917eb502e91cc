"""The index of a corpus: one SQLite file, looked up by key only.

`node` gives every IRI a number; `doc` holds the corpus's documents, `file` its files, `cite` the edges, `unknown`
what plans say of documents that nobody has, `pending` the keys of citations whose outcome can change when a document
comes or goes. `saying` holds each date, title and issuer that plans give a document, with the number of these plans,
`said` which plans they are; `degree` counts, for each document and kind of edge (also for ANY and AUTHORITIES, in
which a document with edges of several kinds counts once), the documents that lead to it. `turn` is the place of an
edge's document, or of a plan, among others (`khtool.resolution.chain.turn`).
`dirty` and `todo` make a refresh go on where it was stopped: a document stands in `todo` until its edges are written.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from khtool.errors import KhtoolError
from khtool.i18n import _
from khtool.resolution.model import AUTHORITY, EdgeKind

SCHEMA_VERSION = "3"

KINDS: tuple[EdgeKind, ...] = (
    "thuc_hien",
    "can_cu",
    "quy_dinh_chi_tiet",
    "huong_dan",
    "thay_the",
    "sua_doi",
    "trich_dan",
)  # their places are what the column `kind` holds

#: In `degree`: edges of any kind; of those that pass authority down.
ANY = len(KINDS)
AUTHORITIES = ANY + 1
AUTHORITY_KINDS = frozenset(KINDS.index(kind) for kind in AUTHORITY)

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE node (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, code TEXT);
CREATE INDEX node_code ON node (code, n) WHERE code IS NOT NULL;
CREATE TABLE doc (
  n INTEGER PRIMARY KEY REFERENCES node,
  code TEXT, type_name TEXT, organ_name TEXT, level TEXT, issued_date TEXT, subject TEXT, year INTEGER, title TEXT,
  file INTEGER NOT NULL, organ TEXT, resolved INTEGER, unknown INTEGER, ambiguous INTEGER
);
CREATE INDEX doc_title ON doc (title) WHERE title IS NOT NULL;
CREATE INDEX doc_year ON doc (year, n);
CREATE INDEX doc_organ ON doc (organ, year, n) WHERE organ IS NOT NULL;
CREATE TABLE file (
  f INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, mtime INTEGER NOT NULL, sha256 TEXT,
  n INTEGER, rank INTEGER, plan BLOB, problem TEXT,
  language TEXT
);
CREATE INDEX file_doc ON file (n, rank, path) WHERE n IS NOT NULL;
CREATE INDEX file_hash ON file (sha256) WHERE plan IS NOT NULL;
CREATE TABLE cite (
  src INTEGER NOT NULL, dst INTEGER NOT NULL, kind INTEGER NOT NULL, by INTEGER NOT NULL,
  text TEXT NOT NULL, start INTEGER, stop INTEGER, reason TEXT, turn INTEGER NOT NULL,
  PRIMARY KEY (src, dst, kind, by)
) WITHOUT ROWID;
CREATE INDEX cite_dst ON cite (dst, kind, turn, src);
CREATE INDEX cite_by ON cite (by) WHERE by <> src;
CREATE TABLE degree (
  n INTEGER NOT NULL, kind INTEGER NOT NULL, documents INTEGER NOT NULL, PRIMARY KEY (n, kind)
) WITHOUT ROWID;
CREATE TABLE unknown (
  n INTEGER NOT NULL, turn INTEGER NOT NULL, by INTEGER NOT NULL,
  code TEXT, type_name TEXT, organ_name TEXT, level TEXT, issued_date TEXT, subject TEXT,
  PRIMARY KEY (n, turn, by)
) WITHOUT ROWID;
CREATE INDEX unknown_by ON unknown (by);
CREATE TABLE saying (
  s INTEGER PRIMARY KEY, key TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, plans INTEGER NOT NULL,
  UNIQUE (key, field, value)
);
CREATE TABLE said (s INTEGER NOT NULL, by INTEGER NOT NULL, PRIMARY KEY (s, by)) WITHOUT ROWID;
CREATE INDEX said_by ON said (by, s);
CREATE TABLE pending (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID;
CREATE INDEX pending_doc ON pending (n, key);
CREATE TABLE dirty (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE todo (n INTEGER PRIMARY KEY);
"""


def connect(file: Path | None, stamp: str) -> tuple[sqlite3.Connection, bool]:
    """Open the index, made anew when it is missing, damaged or of another `stamp`; and whether it is kept on disk.

    Without a `file`, or where it cannot be written, the index lives in memory.
    """
    if file is not None:
        for _attempt in range(2):
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                db = _open(str(file), stamp)
                if os.access(file, os.W_OK) and os.access(file.parent, os.W_OK):
                    return db, True
                db.close()
                break
            except (KhtoolError, sqlite3.OperationalError) as error:
                if "locked" in str(error):
                    raise KhtoolError(_("the index of the corpus is in use: {file}").format(file=file)) from error
                break  # a folder that cannot be written
            except sqlite3.DatabaseError:  # not a database, or damaged: it holds nothing that cannot be made again
                try:
                    remove(file)
                except OSError:
                    break
            except OSError:
                break
    return _open(":memory:", stamp), False


def remove(file: Path) -> None:
    """Delete an index and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def _open(name: str, stamp: str) -> sqlite3.Connection:
    db = sqlite3.connect(name, timeout=30, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA cache_size = -65536")  # KiB
        db.execute("PRAGMA temp_store = MEMORY")
        if _stamp(db) != stamp:
            with transaction(db):
                if _stamp(db) != stamp:  # another process may have been quicker
                    _clear(db)
                    for statement in _SCHEMA.split(";\n"):
                        db.execute(statement)
                    db.execute("INSERT INTO meta VALUES ('stamp', ?)", (stamp,))
    except BaseException:
        db.close()
        raise
    return db


def _stamp(db: sqlite3.Connection) -> str | None:
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return None
    row = db.execute("SELECT value FROM meta WHERE name = 'stamp'").fetchone()
    return row[0] if row else None


def _clear(db: sqlite3.Connection) -> None:
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        db.execute(f'DROP TABLE "{name}"')


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; waits for another writer. Raises KhtoolError when the index cannot be written."""
    try:
        db.execute("BEGIN IMMEDIATE")
        yield
        db.execute("COMMIT")
    except BaseException as error:
        if db.in_transaction:
            db.execute("ROLLBACK")
        if isinstance(error, sqlite3.OperationalError):  # another process holds it for long, the disk is full
            raise KhtoolError(_("the index of the corpus cannot be written: {error}").format(error=error)) from error
        raise


def bounds(text: str) -> tuple[str, str, str]:
    """For `WHERE k = ? OR k > ? AND k < ?`: all keys of a number or title, whoever issued it ("A" sorts after "@")."""
    return text, f"{text}@", f"{text}A"


def node(db: sqlite3.Connection, id: str, code: str | None) -> int:
    """The number of an IRI, given to it when it has none; `code` is the key of its số hiệu."""
    row = db.execute("SELECT n FROM node WHERE id = ?", (id,)).fetchone()
    if row:
        return int(row[0])
    cursor = db.execute("INSERT INTO node (id, code) VALUES (?, ?)", (id, code))
    return int(cursor.lastrowid or 0)
