"""The documents that two plans cite: added, dropped, cited otherwise, replaced by a successor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from khtool.comparing.model import Change
from khtool.comparing.words import features, pair_up, plain, without_years
from khtool.plan import Citation
from khtool.resolution.model import Catalogue

#: How alike the matters of two documents must be for one to be the next edition of the other.
_SUCCESSOR = 0.75
_NUMBER = re.compile(r"\d+[a-zđ]?")


@dataclass(slots=True)
class _Document:
    """One document and all its mentions in a plan."""

    first: Citation
    mentions: list[Citation] = field(default_factory=list)

    def _first(self, name: str) -> str | None:
        return next((v for m in self.mentions if (v := getattr(m, name)) is not None), None)

    @property
    def target(self) -> str | None:
        return self._first("target")

    @property
    def code(self) -> str | None:
        return next((m.code for m in self.mentions if m.kind == "full" and m.code), None) or self._first("code")

    @property
    def date(self) -> str | None:
        return self._first("issued_date")

    @property
    def organ(self) -> str | None:
        return self._first("organ_name")

    @property
    def type_name(self) -> str | None:
        return self._first("type_name")

    @property
    def subject(self) -> str | None:
        return self._first("subject")

    @property
    def name(self) -> str | None:
        """The name of a law or the title of a programme; None for a document with a number."""
        return None if self.code else plain(self.first.text)

    @property
    def pinpoints(self) -> str | None:
        return "; ".join(dict.fromkeys(m.pinpoint for m in self.mentions if m.pinpoint)) or None

    @property
    def shown(self) -> str:
        return max(self.mentions, key=lambda m: (m.kind == "full", m.issued_date is not None, m is self.first)).text


def compare(
    old: Sequence[Citation], new: Sequence[Citation], catalogue: Catalogue | None = None
) -> tuple[list[Change], int]:
    """The changes in the order of the old plan, then what is new; and how many documents stayed as they were.

    A document is the same by its id, else by code, issuer and year. The next edition (same type, issuer and matter but
    for the year, or named by the catalogue as the one that replaces it) is "changed", not dropped and added.
    """
    before, after = _documents(old), _documents(new)
    matched: dict[int, int] = {}
    free = list(range(len(after)))
    for i, a in enumerate(before):
        for j in free:
            if _same(a, after[j]):
                matched[i] = j
                free.remove(j)
                break
    lost = [i for i in range(len(before)) if i not in matched]
    matched.update(_successors(before, after, lost, free, catalogue))
    changes: list[Change] = []
    same = 0
    for i, a in enumerate(before):
        if i not in matched:
            changes.append(Change("dropped", "citation", a.shown, None, a.first.where, None))
            continue
        b = after[matched[i]]
        fields = _fields(a, b)
        if fields:
            changes.append(Change("changed", "citation", a.shown, b.shown, a.first.where, b.first.where, fields))
        else:
            same += 1
    taken = set(matched.values())
    changes += [
        Change("added", "citation", None, b.shown, None, b.first.where) for j, b in enumerate(after) if j not in taken
    ]
    return changes, same


def _documents(citations: Iterable[Citation]) -> list[_Document]:
    """The mentions gathered by document, in order of first mention; a bare number joins the one that bears it."""
    documents: list[_Document] = []
    short: list[Citation] = []
    for c in citations:
        if c.kind == "short" and c.target is None:
            short.append(c)
            continue
        alone = _Document(c, [c])
        for d in documents:
            if _same(d, alone):
                d.mentions.append(c)
                break
        else:
            documents.append(alone)
    for c in short:
        number, kind = _number(c.code), plain(c.type_name or "")
        bearers = [d for d in documents if number and _number(d.code) == number and _type(d) in (kind, "")]
        if len(bearers) == 1:
            bearers[0].mentions.append(c)
        else:
            documents.append(_Document(c, [c]))
    documents.sort(key=lambda d: d.first.span.start)
    return documents


def _type(d: _Document) -> str:
    return plain(d.type_name or "")


def _number(code: str | None) -> str | None:
    m = _NUMBER.match(plain(code)) if code else None
    return m[0].lstrip("0") if m else None


def _code(code: str | None) -> str:
    key = re.sub(r"\s+", "", plain(code or ""))
    return re.sub(r"\A0+(?=\d)", "", key)


def _same(a: _Document, b: _Document) -> bool:
    if a.target and b.target:
        return a.target == b.target
    if a.code and b.code:
        if _code(a.code) != _code(b.code):
            return False
        if a.date and b.date and a.date[:4] != b.date[:4]:
            return False
        return not (a.organ and b.organ) or _organ(a) == _organ(b)
    return a.name is not None and a.name == b.name


def _organ(d: _Document) -> str:
    """The issuer as a key: who signs for a body is that body ("Bộ trưởng Bộ Y tế" is "Bộ Y tế")."""
    key = re.sub(r"\A(?:bộ trưởng|chủ tịch|chủ nhiệm)\s+(?=\w)", "", plain(d.organ or ""))
    return re.sub(r"[\s,.-]+", " ", key).strip()


def _matter(d: _Document) -> frozenset[str]:
    words = d.subject if d.code else d.name
    return features(words) if words else frozenset()


def _successors(
    before: list[_Document], after: list[_Document], lost: list[int], free: list[int], catalogue: Catalogue | None
) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    if catalogue is not None:
        for i in list(lost):
            record = catalogue.get(before[i].target or "") if before[i].target else None
            heirs = set(record.replaced_by) if record else set()
            fits = [j for j in free if after[j].target in heirs or after[j].code in heirs]
            if len(fits) == 1:
                pairs.append((i, fits[0]))
                lost.remove(i)
                free.remove(fits[0])

    def fits_kind(x: int, y: int) -> bool:
        a, b = before[lost[x]], after[free[y]]
        if _type(a) != _type(b) or bool(a.code) != bool(b.code):
            return False
        if a.code:
            return _organ(a) == _organ(b) and _notation(a) == _notation(b)
        return without_years(a.name or "") == without_years(b.name or "")

    old_matters = [_matter(before[i]) for i in lost]
    new_matters = [_matter(after[j]) for j in free]
    known = [(x, y) for x, y in pair_up(old_matters, new_matters, _SUCCESSOR, fits_kind) if old_matters[x]]
    return pairs + [(lost[x], free[y]) for x, y in known]


def _notation(d: _Document) -> str:
    """What follows number and year in the code: "kh-ubnd"."""
    return re.sub(r"\A\d+[a-zđ]?(?:[/-](?:19|20)\d\d)?[/-]", "", _code(d.code))


def _fields(a: _Document, b: _Document) -> dict[str, tuple[str | None, str | None]]:
    fields: dict[str, tuple[str | None, str | None]] = {}
    if a.code and b.code and _code(a.code) != _code(b.code):
        fields["code"] = (a.code, b.code)
    elif a.name != b.name:
        fields["name"] = (a.first.text, b.first.text)
    if a.date and b.date and a.date != b.date:
        fields["issued_date"] = (a.date, b.date)
    if a.pinpoints != b.pinpoints:
        fields["pinpoint"] = (a.pinpoints, b.pinpoints)
    return fields
