"""What resolution speaks of: documents that are known (Record), steps between them (Edge), and a chain of both."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal, Protocol

EdgeKind = Literal[
    "thuc_hien",  # carries out
    "can_cu",  # stands on
    "quy_dinh_chi_tiet",  # details
    "huong_dan",  # guides
    "thay_the",  # replaces
    "sua_doi",  # amends
    "trich_dan",  # merely mentions
]
#: The kinds that pass authority down; the others are shown with `--all` only.
AUTHORITY: frozenset[EdgeKind] = frozenset({"thuc_hien", "can_cu", "quy_dinh_chi_tiet", "huong_dan"})

Standing = Literal["corpus", "registry", "unknown"]


@dataclass(frozen=True, slots=True)
class Record:
    """A document: one that the corpus holds, one that the registry knows, or one that is only cited ("unknown").

    `id` is its Akoma Ntoso IRI. `level` is one of quoc_hoi, dang, chinh_phu, thu_tuong, bo, tinh, so, huyen, phong,
    xa or None. `issued_date` is ISO, a year, or None. `paths`: the corpus's files of the document.
    """

    id: str
    code: str | None
    type_name: str | None
    organ_name: str | None
    level: str | None
    issued_date: str | None
    subject: str | None
    standing: Standing
    paths: tuple[str, ...] = ()
    effective_from: str | None = None
    effective_to: str | None = None
    replaced_by: tuple[str, ...] = ()
    confidence: str | None = None  # of a registry row: "high", "medium", "low"


@dataclass(frozen=True, slots=True)
class Edge:
    """`source` (the lower or later document) relates to `target` by `kind`; `text` are the words that prove it.

    `by` is the id of the document whose text says so (a plan that says that a decision carries out a resolution), or
    "registry". `start`/`end` are offsets into that document's text. `reason` says how the target was found when the
    words alone do not give it (a corrected number, an alias).
    """

    source: str
    target: str
    kind: EdgeKind
    text: str
    by: str
    start: int | None = None
    end: int | None = None
    reason: str | None = None


Why = Literal[
    "ambiguous",  # a basis of the document may be this one or another
    "mentioned",  # the document speaks of it, but not as its basis
    "same_subject",  # the superior body's own document of this year on the same matter
]


@dataclass(frozen=True, slots=True)
class Unproven:
    """A superior document that may be the basis of one whose own words prove none: never an edge.

    `text`: the words in which the document speaks of it, None where it does not.
    """

    record: Record
    why: Why
    text: str | None = None


@dataclass(slots=True)
class Chain:
    """The documents above and below `root`, and the edges among them.

    `effects`: of the documents above, whether they were in force on the root's date, as far as anybody knows. `more`:
    of documents with more below them than was asked for, how many are left out. `unproven`: what may stand above the
    root when nothing proves what does. `witnesses`: the documents whose words prove an edge between two others.
    """

    root: str
    nodes: dict[str, Record] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    truncated: bool = False  # a limit cut something off: of depth, of documents
    cut: bool = False  # a step up has more documents than were asked for
    warnings: list[str] = field(default_factory=list)  # cycles, edges from a higher to a lower level
    more: dict[str, int] = field(default_factory=dict)
    effects: dict[str, Literal["in_force", "not_yet", "ended"]] = field(default_factory=dict)
    unproven: list[Unproven] = field(default_factory=list)
    witnesses: dict[str, Record] = field(default_factory=dict)


class Catalogue(Protocol):
    """What resolution asks of whoever knows documents (the registry, a corpus's index, both together)."""

    def get(self, id: str) -> Record | None:
        """The document of this id."""

    def by_code(self, code: str, organs: Collection[str] | None = None) -> list[Record]:
        """All documents that bear this số hiệu (compared in normal form), in order of date.

        `organs`: the issuers' slugs as they stand in ids; only documents of these are wanted.
        """

    def by_name(self, name: str, organs: Collection[str] | None = None) -> list[Record]:
        """All documents known by this name, alias or title ("Luật Trẻ em", "Chương trình … giai đoạn 2021-2030").

        `organs`: of bodies of a place only the documents of these; those of the centre are always wanted.
        """

    def by_date(self, date: str) -> list[Record]:
        """The documents of national organs issued on this day (ISO)."""

    def up(self, id: str, kinds: Collection[EdgeKind] | None = None) -> list[Edge]:
        """The edges that start at this document, of all kinds or of these."""

    def down(self, id: str, kinds: Collection[EdgeKind] | None = None) -> list[Edge]:
        """The edges that end at this document, of all kinds or of these."""
