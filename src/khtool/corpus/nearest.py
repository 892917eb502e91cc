"""What may stand above a plan whose own words prove no basis: shown as unproven, never an edge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from khtool.resolution.chain import RANKS
from khtool.resolution.issuers import Context, organ_slug
from khtool.resolution.model import Record, Unproven
from khtool.resolution.subjects import likeness, topics

if TYPE_CHECKING:
    from khtool.corpus.index import Corpus

_AS_MANY = 10  # documents that are shown
_ALIKE = 0.5  # of the shorter subject that the other has too
_ON_PLACE = re.compile(
    r"\s+(?:trên địa bàn|của|tại)\s+(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường)\b.*$", re.I
)
_BODIES = ("UBND", "HĐND")


def nearest(corpus: Corpus, record: Record, *, proven: bool = False) -> list[Unproven]:
    """The superior documents nearest to a plan of the corpus, the surest reason first.

    Those among which an ambiguous basis leaves the choice; those that the plan speaks of, the nearest level first; and
    the documents on the same matter and for the same year of the bodies above it. The last two not where a basis is
    `proven`.
    """
    if record.standing != "corpus":
        return []
    found: dict[str, Unproven] = {}
    steps: list[Callable[[Corpus, Record], Iterable[Unproven]]] = [_ambiguous]
    if not proven:
        steps += [_mentioned, _same_subject]
    for step in steps:
        for hint in step(corpus, record):
            if hint.record.id != record.id:
                found.setdefault(hint.record.id, hint)
    return list(found.values())[:_AS_MANY]


def is_above(upper: Record, lower: Record) -> bool:
    """Whether a document is of a higher level; a Party body's stands above those of the State's bodies below it."""
    here = RANKS.get(lower.level or "")
    if upper.level == "dang":
        return lower.level != "dang" and here is not None and here > RANKS["quoc_hoi"]
    rank = RANKS.get(upper.level or "")
    return rank is not None and here is not None and rank < here


def _ambiguous(corpus: Corpus, record: Record) -> Iterator[Unproven]:
    for citation in corpus.plan(record.id).citations:
        if citation.relation in ("thuc_hien", "can_cu") and citation.target is None:
            for id in citation.candidates:
                if (known := corpus.get(id)) is not None:
                    yield Unproven(known, "ambiguous", citation.text)


def _mentioned(corpus: Corpus, record: Record) -> list[Unproven]:
    found = []
    for edge in corpus.up(record.id, {"trich_dan"}):
        target = corpus.get(edge.target)
        if target is not None and is_above(target, record):
            found.append(Unproven(target, "mentioned", edge.text))
    return sorted(found, key=lambda u: (-RANKS.get(u.record.level or "", 0), u.record.issued_date or "", u.record.id))


def _same_subject(corpus: Corpus, record: Record) -> Iterator[Unproven]:
    plan = corpus.plan(record.id)
    date = plan.header.issued_date or ""
    years = {*([int(date[:4])] if date[:4].isdecimal() else []), *plan.header.years[:1]}
    subject = _ON_PLACE.sub("", record.subject or "")
    matter = topics(subject)
    for place in Context.of(plan).line:
        for body in _BODIES:
            for year in sorted(years):
                for other in corpus.of_organ(organ_slug(f"{body} {place.name}"), year):
                    if not is_above(other, record) or (date and (other.issued_date or "") > date):
                        continue
                    theirs = _ON_PLACE.sub("", other.subject or "")
                    if matter & topics(theirs) and likeness(subject, theirs) >= _ALIKE:
                        yield Unproven(other, "same_subject")
