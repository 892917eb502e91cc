"""Which of the laws of one name is meant on a date."""

from __future__ import annotations

from khtool.resolution.catalogue import document_of
from khtool.resolution.model import Record

_NEW = 24  # months after its passing in which a law is brought into force
_OLD = 96  # months after which a law whose end nobody has looked for may be gone
_HORIZON = "2026-07-01"  # the registry has the laws of 2025; of those passed since then only some


def in_force(passed: list[Record], date: str, until: str) -> tuple[list[Record], bool]:
    """The laws that a plan of this date can mean, and whether the one that is left is certain.

    `passed`: the laws of the name, passed by then. `until`: the plan speaks of the time up to this day, so that a law
    that comes into force by it may be meant as well; so may one of which nobody knows when it came into force.
    """
    current = [
        r
        for r in passed
        if (r.effective_to is None or r.effective_to >= date)
        and (_start(r) <= until or r.effective_from is None)
        and not any(_start(o) <= date and _later(o, r) for o in passed)
    ]
    return current, _sure(current, passed, date)


def detailed(passed: list[Record], date: str) -> tuple[list[Record], bool]:
    """The laws that a document of this date can detail or guide: in force then, or passed and not yet in force."""
    current = [r for r in passed if not any(_start(o) <= date and _later(o, r) for o in passed)]
    ended = any(r.effective_to is not None and r.effective_to < date for r in current)
    return current, not ended and _sure(current, passed, date)


def brought(passed: list[Record], date: str) -> tuple[list[Record], bool]:
    """The laws that a document of this date can bring into force: new ones; else all, and none is certain."""
    new = [r for r in passed if _months(r.issued_date or "", date) <= _NEW]
    return new or passed, len(new) == 1


def _sure(current: list[Record], passed: list[Record], date: str) -> bool:
    """Whether the one law that is left cannot have been replaced by one that the registry does not know."""
    if len(current) != 1:
        return False
    law = current[0]
    if law.effective_from is None and date < _start(law):  # it may not be in force yet, and the one before not known
        return False
    recent = _months(law.issued_date or "", date) <= _OLD
    followed = law.effective_to is not None or any(_later(r, law) for r in passed)
    return recent or followed or looked_after(law, date)


def looked_after(record: Record, date: str) -> bool:
    """Whether the registry would know if the law were no longer in force.

    Rows written by hand say it. The state's codification holds what is in force: a law that it has article by article,
    and so with its day of force, stood when the codification was made.
    """
    document = document_of(record.id)
    if document is None:
        return False
    codified = "codification" in document.sources and document.effective_from is not None and date < _HORIZON
    return codified or not {"list", "page", "memory"}.isdisjoint(document.sources)


def _months(first: str, last: str) -> int:
    """The months from one ISO date to another; a year alone counts as its end."""
    (a, b), (c, d) = ((int(date[:4]), int(date[5:7] or 12)) for date in (first, last))
    return (c - a) * 12 + d - b


def _later(one: Record, other: Record) -> bool:
    """Whether one law was passed after another."""
    return (one.issued_date or "") > (other.issued_date or "")


def _start(record: Record) -> str:
    """The day from which a law is in force; where nobody knows it, a year and a half after it was passed."""
    if record.effective_from:
        return record.effective_from
    year, month = int((record.issued_date or "9999")[:4]), int((record.issued_date or "")[5:7] or 12)
    return f"{year + (month + 17) // 12}-{(month + 17) % 12 + 1:02}"
