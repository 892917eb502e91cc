"""Two years of a corpus: plans paired into series, plans that are new, plans that ended."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from khtool.comparing.model import PlanRef, YearDiff
from khtool.comparing.plans import diff_plans
from khtool.comparing.words import features, pair_up, plain, without_years
from khtool.knowledge import organs
from khtool.knowledge.normal import name_key
from khtool.plan import Plan
from khtool.resolution.model import Record

#: How alike the matters of two plans of one issuer must be for them to be one series.
_SERIES = 0.5
#: "trên địa bàn tỉnh …", "của huyện …": the place, to the end of its clause.
_PLACE = re.compile(
    r"\b(?:trên|tại) địa bàn\b[^,;(]*|\b(?:của|tại) (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\b[^,;(]*"
)
_NUMBER = re.compile(r"\bsố\s+\d[^\s,;]*|\bngày\s+\d[\d/]*(?:\s+tháng\s+\d+(?:\s+năm\s+\d+)?)?")
_VERBS = re.compile(r"\A(?:(?:kế hoạch|về việc|về|triển khai|tổ chức|thực hiện|và|,)\s+)+")


class PlanSource(Protocol):
    """What a corpus must answer for its years to be compared."""

    def plans(self, year: int) -> Sequence[Record]:
        """The plans of a year."""

    def plan(self, id: str) -> Plan:
        """The plan of this id."""


def diff_years(corpus: PlanSource, old_year: int, new_year: int) -> YearDiff:
    """The plans of two years paired into series by issuer and subject, with the differences of each pair.

    Subjects are compared without year, period and place. The plans that find no partner are `added` and `ended`. The
    order is that of issuer, then subject, then id, whatever the order in which the corpus lists them.
    """
    old = sorted(corpus.plans(old_year), key=_order)
    new = sorted(corpus.plans(new_year), key=_order)
    result = YearDiff(old_year, new_year)
    paired_old: set[str] = set()
    paired_new: set[str] = set()
    for a, b in series(old, new):
        if a.id == b.id:  # one plan for both years (a period) is compared with nothing
            paired_old.add(a.id)
            paired_new.add(b.id)
            continue
        paired_old.add(a.id)
        paired_new.add(b.id)
        result.pairs.append(
            diff_plans(corpus.plan(a.id), corpus.plan(b.id), old_ref=ref_of_record(a), new_ref=ref_of_record(b))
        )
    result.ended = [ref_of_record(r) for r in old if r.id not in paired_old]
    result.added = [ref_of_record(r) for r in new if r.id not in paired_new]
    return result


def series(old: Sequence[Record], new: Sequence[Record]) -> list[tuple[Record, Record]]:
    """The pairs (plan, its next edition), best first within an issuer; each plan once, in the order of `old`."""
    new_by_issuer: dict[str, list[Record]] = defaultdict(list)
    for r in new:
        new_by_issuer[issuer_key(r)].append(r)
    old_by_issuer: dict[str, list[Record]] = defaultdict(list)
    for r in old:
        key = issuer_key(r)
        old_by_issuer[key if key in new_by_issuer else _heir(r) or key].append(r)
    pairs: list[tuple[Record, Record]] = []
    for key, before in old_by_issuer.items():
        after = new_by_issuer.get(key, [])
        same = {r.id for r in before} & {r.id for r in after}
        pairs += [(r, r) for r in before if r.id in same]
        before = [r for r in before if r.id not in same]
        after = [r for r in after if r.id not in same]
        matters = [matter(r.subject) for r in before], [matter(r.subject) for r in after]
        pairs += [(before[i], after[j]) for i, j in pair_up(*matters, _SERIES) if matters[0][i]]
    place = {r.id: n for n, r in enumerate(old)}
    return sorted(pairs, key=lambda p: place[p[0].id])


def matter(subject: str | None) -> frozenset[str]:
    """What a plan is about: the words of its subject without verb, year, period, place and the numbers it cites."""
    text = _NUMBER.sub(" ", _PLACE.sub(" ", without_years(plain(subject or ""))))
    return features(_VERBS.sub("", " ".join(text.split())))


def issuer_key(record: Record) -> str:
    """The issuer's name for comparison."""
    return name_key(record.organ_name or "")


def _heir(record: Record) -> str | None:
    """The key of the one body that took over from the issuer, when it took over from this one alone."""
    heirs = {heir.name for organ in organs.by_name(record.organ_name or "") for heir in organs.successors(organ)}
    return name_key(heirs.pop()) if len(heirs) == 1 else None


def ref_of_record(r: Record) -> PlanRef:
    """How the corpus calls a plan."""
    return PlanRef(r.id, r.code, r.issued_date, r.organ_name, r.subject, r.paths[0] if r.paths else None)


def _order(r: Record) -> tuple[str, str, str]:
    return issuer_key(r), plain(r.subject or ""), r.id
