"""Terms of office: which number (QH14) a resolution or law of a day must bear, and of which Party congress it is.

From `data/terms.csv`. The days are those on which the first session of a term of the Quốc hội opened ("quoc_hoi"), or
on which a congress of the Party elected its Central Committee ("dang").
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from khtool.knowledge.tables import rows

Body = Literal["quoc_hoi", "dang"]


@lru_cache(maxsize=2)
def _terms(body: Body) -> dict[int, tuple[str, str | None]]:
    return {int(row["term"]): (row["opened"], row["ended"] or None) for row in rows("terms") if row["body"] == body}


def term_of(date: str, body: Body = "quoc_hoi") -> int | None:
    """The term in office on an ISO day; a month or year is answered when it lies in one term only. None if unknown.

    >>> term_of("2020-06-19"), term_of("2020"), term_of("2021"), term_of("2022-11-09", "dang")
    (14, 14, None, 13)
    """
    if len(date) not in (4, 7, 10):
        return None
    first, last = (date + "-01-01"[len(date) - 4 :], date + "-12-31"[len(date) - 4 :])
    for term, (opened, ended) in _terms(body).items():
        if opened <= first and (ended is None or last <= ended):
            return term
    return None


def dates_of(term: int, body: Body = "quoc_hoi") -> tuple[str, str | None] | None:
    """First and last day of a term (the last is None while it sits), or None for a term that is not in the table."""
    return _terms(body).get(term)
