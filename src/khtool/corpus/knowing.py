"""All that is known of one document, each fact with its source: what `khtool show` prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from khtool.corpus.sayings import Said, Voice
from khtool.knowledge.registry import registry
from khtool.resolution.catalogue import document_of, record_of
from khtool.resolution.model import AUTHORITY, Edge, Record

if TYPE_CHECKING:
    from khtool.corpus.index import Corpus
    from khtool.corpus.sayings import Field

Origin = Literal["registry", "corpus", "cited"]
_FACTS = ("type_name", "code", "issued_date", "organ_name", "subject", "effective_from", "effective_to")
_DEVIANTS = 5  # plans named for each value that differs


@dataclass(frozen=True, slots=True)
class Fact:
    """A value and who says so.

    `origin`: the registry, the corpus's own file of the document, or plans that cite it. `detail`: the registry's
    sources, the file, or "23/24" (so many of the plans that say any). `confidence`: high, medium, low or None.
    """

    field: str
    value: str
    origin: Origin
    detail: str
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class Deviation:
    """A value that other plans than most give, and the first of these plans."""

    field: Field
    value: str
    plans: int
    ids: tuple[str, ...]


@dataclass(slots=True)
class Known:
    """A document: its facts, the documents it is tied to, what plans say of it, and who cites it.

    `above` are the edges to what it stands on, replaces or amends, `below` those from what replaces, amends, details
    or guides it. `citing` are the first documents that cite it at all, by date, of `citing_count`.
    """

    record: Record
    facts: list[Fact] = field(default_factory=list)
    replaced_by: list[Record] = field(default_factory=list)
    replaced_by_codes: list[str] = field(default_factory=list)
    above: list[Edge] = field(default_factory=list)
    below: list[Edge] = field(default_factory=list)
    said: Said | None = None
    deviations: list[Deviation] = field(default_factory=list)
    citing: list[Edge] = field(default_factory=list)
    citing_count: int = 0
    others: dict[str, Record] = field(default_factory=dict)


def know(corpus: Corpus, record: Record, limit: int = 10) -> Known:
    """Gather what registry and corpus know of a document; `limit`: of those that cite it, and of those below it."""
    known = Known(record)
    known.facts = [*_registry_facts(record), *_own_facts(corpus, record)]
    said = corpus.said(record.id)
    known.said = said[0] if said else None
    if known.said:
        known.facts += _cited_facts(record, known.said)
        known.deviations = _deviations(corpus, known.said)
    for key in record.replaced_by:
        document = registry().get(key)
        if document:
            known.replaced_by.append(record_of(document))
        else:
            known.replaced_by_codes.append(key)
    known.above = corpus.up(record.id, (*AUTHORITY, "thay_the", "sua_doi"))
    known.below = corpus.below(record.id, ("thay_the", "sua_doi", "quy_dinh_chi_tiet", "huong_dan"), limit)[0]
    known.citing, left = corpus.below(record.id, None, limit)
    known.citing_count = len({edge.source for edge in known.citing}) + left
    ids = {end for edge in (*known.above, *known.below, *known.citing) for end in (edge.source, edge.target)}
    ids |= {id for deviation in known.deviations for id in deviation.ids}
    known.others = {id: found for id in sorted(ids) if (found := corpus.get(id))}
    return known


def _registry_facts(record: Record) -> list[Fact]:
    document = document_of(record.id)
    if document is None:
        return []
    sources = "; ".join(document.sources)
    of_field = {"issued_date": document.date_confidence}
    of_field |= dict.fromkeys(("effective_from", "effective_to"), document.effective_confidence or document.confidence)
    facts = [
        Fact(name, value, "registry", sources, of_field.get(name, document.confidence))
        for name in _FACTS
        if (value := getattr(document, name))
    ]
    return [*facts, *(Fact("issued_date", date, "registry", "other", "low") for date in document.other_dates)]


def _own_facts(corpus: Corpus, record: Record) -> list[Fact]:
    if record.standing != "corpus":
        return []
    head = corpus.plan(record.id).header
    path = record.paths[0] if record.paths else ""
    return [Fact(name, value, "corpus", path) for name in _FACTS[:5] if (value := getattr(head, name))]


def _cited_facts(record: Record, said: Said) -> list[Fact]:
    """What the plans that cite it agree on; of a document that nobody has also what few of them say."""
    facts = []
    names: tuple[tuple[str, Field], ...] = (("issued_date", "date"), ("organ_name", "organ"), ("subject", "title"))
    for name, kind in names:
        voices = said.of(kind)
        if not voices or (kind == "title" and record.subject and record.standing != "unknown"):
            continue
        total = sum(voice.plans for voice in voices)
        agreed = said.agreed(kind)
        confidence = "high" if agreed else "medium" if voices[0].plans > total / 2 and total > 1 else "low"
        facts.append(Fact(name, voices[0].value, "cited", f"{voices[0].plans}/{total}", confidence))
    return facts


def _deviations(corpus: Corpus, said: Said) -> list[Deviation]:
    """Who gives another date or issuer than most."""
    found = []
    kinds: tuple[Field, ...] = ("date", "organ")
    for kind in kinds:
        for voice in said.of(kind)[1:]:
            ids = tuple(corpus.sayers(said, kind, voice.value, _DEVIANTS))
            found.append(Deviation(kind, voice.value, voice.plans, ids))
    return found


__all__ = ["Deviation", "Fact", "Known", "Voice", "know"]
