"""Whether a document is in force on a day."""

from __future__ import annotations

from typing import Literal

from khtool.resolution import laws
from khtool.resolution.model import Record

Effect = Literal["in_force", "not_yet", "ended"]


def effect_on(record: Record, date: str | None) -> Effect | None:
    """Whether the document is in force on an ISO day; None when nobody has looked for its end, or without a day."""
    if date is None or len(date) < 10:
        return None
    start = record.effective_from or record.issued_date
    if start and start > date:
        return "not_yet"
    if record.effective_to:
        return "ended" if record.effective_to < date else "in_force" if record.effective_from else None
    return "in_force" if record.effective_from and laws.looked_after(record, date) else None
