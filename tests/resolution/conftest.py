"""What the tests of this room share: plans made by hand, and a catalogue that knows what it is told."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

import pytest

from khtool.knowledge.normal import code_key, name_key
from khtool.plan import Citation, Header, Plan, Source, Span
from khtool.resolution.identity import DocumentId
from khtool.resolution.issuers import organ_slug
from khtool.resolution.model import Edge, Record


@dataclass
class Known:
    """A catalogue of given documents and edges."""

    records: list[Record] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    def get(self, id: str) -> Record | None:
        return next((r for r in self.records if r.id == id), None)

    def by_code(self, code: str, organs: Collection[str] | None = None) -> list[Record]:
        return [
            r
            for r in self.records
            if r.code
            and code_key(r.code) == code_key(code)
            and (organs is None or organ_slug(r.organ_name or "") in organs)
        ]

    def by_name(self, name: str, organs: Collection[str] | None = None) -> list[Record]:
        return [r for r in self.records if name_key(name) == name_key(f"{r.type_name} {r.subject}")]

    def by_date(self, date: str) -> list[Record]:
        return [r for r in self.records if r.issued_date == date]

    def up(self, id: str, kinds: Collection[str] | None = None) -> list[Edge]:
        return [e for e in self.edges if e.source == id and (kinds is None or e.kind in kinds)]

    def down(self, id: str, kinds: Collection[str] | None = None) -> list[Edge]:
        return [e for e in self.edges if e.target == id and (kinds is None or e.kind in kinds)]


def _record(
    type_name: str, code: str | None, date: str | None, organ: str | None, subject: str = "", **more: Any
) -> Record:
    id = str(DocumentId.of(type_name, organ, date, code, subject=subject))
    return Record(id, code, type_name, organ, more.pop("level", None), date, subject, "corpus", **more)


def _cite(text: str, **fields: Any) -> Citation:
    fields.setdefault("kind", "full" if fields.get("code") else "named")
    fields.setdefault("type_name", text.split(" số ")[0] if " số " in text else text.split()[0])
    fields.setdefault("span", Span(start=0, end=len(text)))
    return Citation(text=text, **fields)


def _plan(*citations: Citation, **header: Any) -> Plan:
    header.setdefault("type_name", "Kế hoạch")
    return Plan(source=Source(path=None, format="txt", sha256="0" * 64), header=Header(**header), citations=citations)


@pytest.fixture
def known() -> Callable[..., Known]:
    return lambda *records: Known(list(records))


@pytest.fixture
def record() -> Callable[..., Record]:
    return _record


@pytest.fixture
def cite() -> Callable[..., Citation]:
    return _cite


@pytest.fixture
def plan() -> Callable[..., Plan]:
    return _plan
