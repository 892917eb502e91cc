"""What the plans of a corpus say of a document: its dates, titles and issuers, each with the number of plans."""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from khtool.knowledge.normal import code_key, name_key, slug, split_code
from khtool.plan import Citation, Plan
from khtool.resolution.identity import UNKNOWN, known_date
from khtool.resolution.issuers import Context, is_local, issuers, organ_slug
from khtool.resolution.model import Record
from khtool.resolution.resolver import Resolution

Field = Literal["date", "title", "organ"]
_FIELDS: tuple[Field, ...] = ("date", "title", "organ")
_PLANS = "plan"  # the field whose one value counts the plans that cite the document at all
_LENGTH = 400  # of a title that is kept
ENOUGH = 5  # plans that must say a thing before they are believed
MOST = 0.9  # of them that must agree


@dataclass(frozen=True, slots=True)
class Voice:
    """One value and how many plans give it."""

    value: str
    plans: int


@dataclass(frozen=True, slots=True)
class Said:
    """What plans say of one document; each field's values, the one of most plans first.

    `id`: the document when corpus or registry know it; None for a number that is only cited: then all citations of
    this number, type, issuer and year count together. `plans`: how many plans cite it, with or without these facts.
    """

    key: str
    id: str | None
    plans: int
    dates: tuple[Voice, ...] = ()
    titles: tuple[Voice, ...] = ()
    organs: tuple[Voice, ...] = ()

    def of(self, field: Field) -> tuple[Voice, ...]:
        """The values of a field."""
        return {"date": self.dates, "title": self.titles, "organ": self.organs}[field]

    def agreed(self, field: Field = "date", *, enough: int = ENOUGH, share: float = MOST) -> Voice | None:
        """The value that the corpus agrees on: said by `enough` plans and by `share` of those that say any."""
        voices = self.of(field)
        total = sum(voice.plans for voice in voices)
        if not voices or voices[0].plans < enough or voices[0].plans < share * total:
            return None
        return voices[0]


def code_of(record: Record) -> str | None:
    """The key of a document's số hiệu; with the issuer where the notation leaves it open."""
    if not record.code:
        return None
    organ = (organ_slug(record.organ_name) if record.organ_name else UNKNOWN) if is_local(record.code) else None
    return key_of(code_key(record.code), organ)


def key_of(text: str, organ: str | None) -> str:
    """The key of a number or title: with the issuer's slug where only both together tell one document from another."""
    return text if organ is None else f"{text}@{organ}"


def key_for(record: Record) -> str | None:
    """Under which key what is said of a document is kept; None where nothing tells it from others.

    A document that only plans cite goes by number, type, issuer and year: its very date may be what they differ on.
    """
    if record.standing != "unknown":
        return record.id
    code = code_of(record)
    if code is None:
        return record.id
    year = split_code(record.code or "").year or (record.issued_date or "")[:4]
    return f"?{code}#{slug(record.type_name or '')}#{year}"


def of_plan(plan: Plan, resolutions: Sequence[Resolution]) -> Iterator[tuple[str, str, str]]:
    """What a plan says of the documents that it cites: key, field, value; of a title one form only."""
    context = Context.of(plan)
    seen: set[tuple[str, str, str]] = set()
    for citation, resolution in zip(plan.citations, resolutions, strict=True):
        node = resolution.node
        if node is None or resolution.reason == "self":
            continue
        key = key_for(node)
        if key is None:
            continue
        for kind, value, same in (("plan", "", ""), *_facts(citation, context)):
            if (key, kind, same) not in seen:
                seen.add((key, kind, same))
                yield key, kind, value


def _facts(citation: Citation, context: Context) -> Iterator[tuple[str, str, str]]:
    """Field, value, and the key by which two values are one."""
    date = known_date(citation.issued_date)
    if date and len(date) == 10:
        yield "date", date, date
    if citation.organ_name and citation.code:
        names = issuers(citation.organ_name, None, context)
        if len(names) == 1 and names[0]:
            yield "organ", names[0], organ_slug(names[0])
    title = citation.subject if citation.kind != "titled" else citation.text
    if title and (words := " ".join(title.split()).strip(" \"“”'.;,:")):
        yield "title", words[:_LENGTH], name_key(words[:_LENGTH])


def clear(db: sqlite3.Connection, n: int) -> None:
    """Take back all that a document says."""
    db.execute("UPDATE saying SET plans = plans - 1 WHERE s IN (SELECT s FROM said WHERE by = ?)", (n,))
    db.execute("DELETE FROM saying WHERE plans = 0 AND s IN (SELECT s FROM said WHERE by = ?)", (n,))
    db.execute("DELETE FROM said WHERE by = ?", (n,))


def write(db: sqlite3.Connection, n: int, sayings: Iterable[tuple[str, str, str]]) -> None:
    """Note what a document says; it must have been cleared."""
    for saying in sayings:
        (s,) = db.execute(
            "INSERT INTO saying (key, field, value, plans) VALUES (?, ?, ?, 1)"
            " ON CONFLICT (key, field, value) DO UPDATE SET plans = plans + 1 RETURNING s",
            saying,
        ).fetchone()
        db.execute("INSERT INTO said VALUES (?, ?)", (s, n))


def read(db: sqlite3.Connection, key: str) -> Said | None:
    """What is said under a key; None when nobody says anything."""
    found: dict[str, list[tuple[str, int]]] = {}
    for kind, value, plans in db.execute("SELECT field, value, plans FROM saying WHERE key = ?", (key,)):
        found.setdefault(kind, []).append((value, plans))
    if not found:
        return None
    voices = [_joined(field, found.get(field, [])) for field in _FIELDS]
    return Said(key, None if key.startswith("?") else key, sum(n for _value, n in found.get(_PLANS, [])), *voices)


def keys_of_code(db: sqlite3.Connection, code: str) -> list[str]:
    """The keys of the documents of a number that are only cited."""
    text = code_key(code)
    rows = db.execute(
        "SELECT DISTINCT key FROM saying WHERE key > ? AND key < ? OR key > ? AND key < ? ORDER BY key",
        (f"?{text}#", f"?{text}$", f"?{text}@", f"?{text}A"),
    )
    return [key for (key,) in rows]


@dataclass(slots=True)
class _Heap:
    """The forms of one value."""

    forms: list[tuple[int, str]] = field(default_factory=list)

    @property
    def voice(self) -> Voice:
        """The form of most plans speaks for all."""
        return Voice(max(self.forms, key=lambda form: (form[0], form[1]))[1], sum(n for n, _form in self.forms))


def same(field: str, value: str) -> str:
    """The key by which two values of a field are one."""
    return name_key(value) if field == "title" else organ_slug(value) if field == "organ" else value


def _joined(field: str, rows: list[tuple[str, int]]) -> tuple[Voice, ...]:
    heaps: dict[str, _Heap] = {}
    for value, plans in rows:
        heaps.setdefault(same(field, value), _Heap()).forms.append((plans, value))
    return tuple(sorted((heap.voice for heap in heaps.values()), key=lambda v: (-v.plans, v.value)))


def who(db: sqlite3.Connection, key: str, field: Field, value: str, limit: int) -> list[str]:
    """The ids of the plans that give this value, the first `limit` in order."""
    wanted = same(field, value)
    rows = db.execute("SELECT s, value FROM saying WHERE key = ? AND field = ?", (key, field)).fetchall()
    query = "SELECT node.id FROM said JOIN node ON node.n = said.by WHERE said.s = ?"
    ids = {id for s, form in rows if same(field, form) == wanted for (id,) in db.execute(query, (s,))}
    return heapq.nsmallest(limit, ids)
