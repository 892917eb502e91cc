"""Whether a document is in force on a day."""

from __future__ import annotations

from typing import Literal

from khtool.knowledge.normal import slug
from khtool.resolution import laws
from khtool.resolution.model import Record

#: Types that tell, ask or propose, and bind nobody for a time.
_FORCELESS = frozenset({"cong-van", "cong-dien", "thong-bao", "to-trinh", "bao-cao", "bien-ban", "giay-moi"})

Effect = Literal["in_force", "not_yet", "ended"]


def effect_on(record: Record, date: str | None) -> Effect | None:
    """Whether the document is in force on an ISO day.

    None without a day, when nobody has looked for its end, and of what never comes into force (a letter, a report).
    """
    if date is None or len(date) < 10 or slug(record.type_name or "") in _FORCELESS:
        return None
    start = record.effective_from or record.issued_date
    if start and start > date:
        return "not_yet"
    if record.effective_to:
        return "ended" if record.effective_to < date else "in_force" if record.effective_from else None
    return "in_force" if record.effective_from and laws.looked_after(record, date) else None
