"""The registry of national documents as a Catalogue, and the way from its rows to Records and Edges."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from khtool.knowledge.normal import code_key
from khtool.knowledge.registry import NationalDocument, RegistryEdge, registry
from khtool.resolution.identity import DocumentId
from khtool.resolution.issuers import organ_slug
from khtool.resolution.model import Edge, EdgeKind, Record

#: What `Edge.by` says of an edge that the registry knows.
REGISTRY = "registry"
#: The relations of the registry, by the kind of edge they are; one that says nothing about authority is a mention.
_KINDS: dict[str, EdgeKind] = {
    "thuc_hien": "thuc_hien",
    "can_cu": "can_cu",
    "quy_dinh_chi_tiet": "quy_dinh_chi_tiet",
    "huong_dan": "huong_dan",
    "thay_the": "thay_the",
    "sua_doi": "sua_doi",
    "trich_dan": "trich_dan",
}


@lru_cache(maxsize=65536)
def id_of(document: NationalDocument) -> str:
    """The IRI of a national document."""
    return str(
        DocumentId.of(
            document.type_name,
            document.organ_name,
            document.issued_date,
            document.code,
            subject=document.subject,
            content=document.key,
        )
    )


def record_of(document: NationalDocument) -> Record:
    """What the registry knows of a document."""
    return Record(
        id=id_of(document),
        code=document.code,
        type_name=document.type_name,
        organ_name=document.organ_name,
        level=document.level,
        issued_date=document.issued_date,
        subject=document.subject,
        standing="registry",
        effective_from=document.effective_from,
        effective_to=document.effective_to,
        replaced_by=tuple(document.replaced_by),
        confidence=document.confidence,
    )


@lru_cache(maxsize=1)
def _by_id() -> dict[str, NationalDocument]:
    return {id_of(document): document for document in registry().all()}


def document_of(id: str) -> NationalDocument | None:
    """The registry's document of this IRI."""
    date = id.split("/")[6:7]
    if date and len(date[0]) == 10:  # the registry's own index spares making every id
        return _on(date[0]).get(id)
    return _by_id().get(id) if id.startswith("/akn/vn/") else None


@lru_cache(maxsize=4096)
def _on(date: str) -> dict[str, NationalDocument]:
    return {id_of(document): document for document in registry().by_date(date)}


@lru_cache(maxsize=4096)
def _of_code(code: str) -> tuple[Record, ...]:
    return tuple(in_order(map(record_of, registry().by_code(code))))


@lru_cache(maxsize=4096)
def _of_name(name: str) -> tuple[Record, ...]:
    return tuple(in_order(map(record_of, (*registry().by_name(name), *registry().by_title(name)))))


def in_order(records: Iterable[Record]) -> list[Record]:
    """One record an id, in order of date."""
    unique = {record.id: record for record in records}
    return sorted(unique.values(), key=lambda r: (r.issued_date or "", r.id))


class RegistryCatalogue:
    """A Catalogue that knows the registry only: what resolution has when there is no corpus."""

    def get(self, id: str) -> Record | None:
        """The document of this id."""
        document = document_of(id)
        return record_of(document) if document else None

    def by_code(self, code: str, organs: Collection[str] | None = None) -> list[Record]:
        """All documents that bear this số hiệu; `organs`: of these issuers only, by slug."""
        found = list(_of_code(code_key(code)))
        return found if organs is None else [r for r in found if organ_slug(r.organ_name or "") in organs]

    def by_name(self, name: str, organs: Collection[str] | None = None) -> list[Record]:
        """All documents of this name, alias or title."""
        return list(_of_name(name))

    def by_date(self, date: str) -> list[Record]:
        """All documents of this day (ISO)."""
        return in_order(map(record_of, registry().by_date(date)))

    def up(self, id: str, kinds: Collection[EdgeKind] | None = None) -> list[Edge]:
        """The registry's edges that start at this document, of all kinds or of these."""
        document = document_of(id)
        return _edges(registry().edges_from(document.key), kinds) if document else []

    def down(self, id: str, kinds: Collection[EdgeKind] | None = None) -> list[Edge]:
        """The registry's edges that end at this document, of all kinds or of these."""
        document = document_of(id)
        return _edges(registry().edges_to(document.key), kinds) if document else []


def _edges(steps: Iterable[RegistryEdge], kinds: Collection[EdgeKind] | None) -> list[Edge]:
    """The steps whose two ends the registry knows, as edges of the chain."""
    edges = []
    for step in steps:
        kind = _KINDS.get(step.relation)
        if kinds is not None and kind not in kinds:
            continue
        source, target = registry().get(step.origin), registry().get(step.target)
        if kind and source and target and source.key != target.key:
            words = f"{source.code or source.key}: {step.relation} {target.code or target.key}"
            edges.append(Edge(id_of(source), id_of(target), kind, words, REGISTRY))
    return edges
